//! `diemtin parse FILE`: bytes on disk, read the way a fetched body is read. No network.

use super::exit::Failure;
use super::out;
use super::try_url::{parsed_text, web_address};
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
    /// The address it came from, for relative links
    #[arg(long, default_value = "http://localhost/", value_parser = web_address)]
    url: Url,
    /// The Content-Type it came with
    #[arg(long, value_name = "CT")]
    content_type: Option<String>,
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// Reads a file and prints what it holds.
pub fn parse(args: Args) -> Result<(), Failure> {
    let mut body = Vec::new();
    match args.file.as_os_str() == "-" {
        true => std::io::stdin().lock().take(MAX_FILE_BYTES).read_to_end(&mut body),
        false => std::fs::File::open(&args.file).and_then(|f| f.take(MAX_FILE_BYTES).read_to_end(&mut body)),
    }
    .with_context(|| format!("{}", args.file.display()))?;
    let context = parse::Context {
        url: &args.url,
        content_type: args.content_type.as_deref().filter(|ct| !ct.is_empty()),
        last_modified: None,
        fetched: Clock::System.now(),
        date_order: None,
        max_entries: MAX_ENTRIES_PER_FETCH,
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
