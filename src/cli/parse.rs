//! `diemtin parse FILE`: bytes on disk, read the way a fetched body is read. No network.

use super::exit::Failure;
use super::out;
use super::preview::parsed_text;
use super::try_url::web_address;
use crate::daemon::clock::Clock;
use crate::daemon::live::MAX_ENTRIES_PER_FETCH;
use crate::parse;
use anyhow::Context;
use std::io::Read;
use std::path::PathBuf;
use url::Url;

/// Bytes read of a file, at most.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Arguments of `parse`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file (- is standard input)
    file: PathBuf,
    /// The address it came from, for relative links; unknown when empty
    #[arg(long, default_value = "", value_parser = address_or_none)]
    url: Address,
    /// The Content-Type it came with
    #[arg(long, value_name = "CT")]
    content_type: Option<String>,
    /// Titles and labels as HTML, as the feed gives them, instead of plain text
    #[arg(long)]
    markup: bool,
    /// As one JSON object
    #[arg(long)]
    json: bool,
    /// What it is read as; found out when not given
    #[arg(long = "as", value_name = "KIND")]
    wanted: Option<Kind>,
}

/// What a file is read as.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    /// RSS, Atom or JSON Feed
    Feed,
    /// A sitemap
    Sitemap,
    /// A page with a list
    Listing,
    /// A page with one article
    Article,
}

impl From<Kind> for parse::Wanted {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Feed => Self::Feed,
            Kind::Sitemap => Self::Sitemap,
            Kind::Listing => Self::List,
            Kind::Article => Self::Article,
        }
    }
}

/// Where the bytes came from; nowhere known.
#[derive(Debug, Clone)]
struct Address(Option<Url>);

fn address_or_none(typed: &str) -> Result<Address, String> {
    if typed.is_empty() { Ok(Address(None)) } else { web_address(typed).map(|url| Address(Some(url))) }
}

/// Reads a file and prints what it holds.
pub fn parse(args: Args) -> Result<(), Failure> {
    let mut body = Vec::new();
    match args.file.as_os_str() == "-" {
        true => std::io::stdin().lock().take(MAX_FILE_BYTES).read_to_end(&mut body),
        false => std::fs::File::open(&args.file).and_then(|f| f.take(MAX_FILE_BYTES).read_to_end(&mut body)),
    }
    .with_context(|| format!("{}", args.file.display()))?;
    let nowhere = Url::parse("http://localhost/").context("the address of nowhere")?;
    let context = parse::Context {
        content_type: args.content_type.as_deref().filter(|ct| !ct.is_empty()),
        max_entries: MAX_ENTRIES_PER_FETCH,
        wanted: args.wanted.map_or(parse::Wanted::Anything, parse::Wanted::from),
        form: if args.markup { parse::Form::Markup } else { parse::Form::Published },
        ..parse::Context::new(args.url.0.as_ref().unwrap_or(&nowhere), Clock::System.now())
    };
    let read = parse::read(&body, &context);
    if args.json {
        out::line(&parse::report(&read).to_string())?;
        return if read.is_ok() { Ok(()) } else { Err(Failure::Reported) };
    }
    match read {
        Ok(parsed) => Ok(out::print(&parsed_text(&parsed))?),
        Err(problem) => {
            out::say(&format!("{}\n  → {}", problem.sentence, problem.advice));
            Err(Failure::Reported)
        }
    }
}
