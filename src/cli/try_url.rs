//! `diemtin try URL`: the editor's answer at once. Fetches once, writes nothing.

use super::context;
use super::exit::Failure;
use super::table;
use crate::config;
use crate::daemon::clock::Clock;
use crate::daemon::live::{Live, MAX_ENTRIES_PER_FETCH};
use crate::model::{
    Answer, Exchange, Parsed, Precision, Problem, Request, Source, SourceKind, SourceState, TlsPolicy,
    Validators,
};
use crate::{fetch, parse};
use std::path::PathBuf;
use std::sync::Arc;
use url::Url;

/// Arguments of `try`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The address
    url: Url,
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// Fetches one address and shows what it would give.
pub fn try_url(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let live = Live::new(config)?;
    let source = Arc::new(source(args.url.clone(), &live)?);
    let request = Request { source: Arc::clone(&source), url: args.url, validators: Validators::default() };
    let answer = context::runtime()?.block_on(live.client.get(&request));
    let now = Clock::System.now();
    let state =
        SourceState::new(source.id.clone(), source.url.clone(), live.config.settings.fetch.interval, now);
    let read = match fetch::interpret(&answer, &state, true, now) {
        Exchange::Changed(_) | Exchange::Unchanged(_) => read(&answer),
        Exchange::Throttled { problem, .. } | Exchange::Gone(problem) | Exchange::Failed(problem) => {
            Err(problem)
        }
    };
    if args.json {
        print_json(&answer, &read)
    } else {
        print_text(&answer, &read)
    }
    if read.is_ok() { Ok(()) } else { Err(Failure::Reported) }
}

/// The configured source of this address, so that its headers and TLS policy count; else a plain one.
fn source(url: Url, live: &Live) -> anyhow::Result<Source> {
    if let Some(known) = live.config.sources.iter().find(|s| s.url == url) {
        return Ok(Source::clone(known));
    }
    Ok(Source {
        id: "try".parse()?,
        name: url.to_string(),
        url,
        kind: SourceKind::Auto,
        categories: Vec::new(),
        province: None,
        enabled: true,
        formerly: Vec::new(),
        backfill: config::DEFAULT_BACKFILL,
        trust: 0,
        interval: None,
        headers: Vec::new(),
        proxy: None,
        user_agent: None,
        date_order: None,
        aliases: Vec::new(),
        tls: TlsPolicy::Standard,
        robots: true,
        listing: None,
        article: None,
    })
}

fn read(answer: &Answer) -> Result<Parsed, Problem> {
    let header = |name: &str| {
        let found = answer.headers.iter().find(|(n, _)| n == name)?;
        std::str::from_utf8(&found.1).ok()
    };
    let fetched = Clock::System.now();
    let context = parse::Context {
        url: &answer.final_url,
        content_type: header("content-type"),
        last_modified: header("last-modified").and_then(|v| parse::date(v, None, fetched)).map(|c| c.at),
        fetched,
        date_order: None,
        max_entries: MAX_ENTRIES_PER_FETCH,
    };
    parse::read(&answer.body, &context)
}

fn print_json(answer: &Answer, read: &Result<Parsed, Problem>) {
    let mut report = parse::report(read);
    if let Some(object) = report.as_object_mut() {
        object.insert("url".into(), first_url(answer).as_str().into());
        object.insert("final_url".into(), answer.final_url.as_str().into());
        object.insert("status".into(), answer.status.into());
        object.insert(
            "how".into(),
            if read.is_ok() { "the body is a feed".into() } else { serde_json::Value::Null },
        );
    }
    println!("{report}");
}

fn first_url(answer: &Answer) -> &Url {
    answer.hops.first().map_or(&answer.final_url, |hop| &hop.from)
}

fn print_text(answer: &Answer, read: &Result<Parsed, Problem>) {
    for hop in &answer.hops {
        eprintln!("{} {} → {}", hop.status, hop.from, hop.to);
    }
    let took = answer.took.as_millis();
    eprintln!("{} {} ({} bytes in {took} ms)", answer.status, answer.final_url, answer.wire_bytes);
    match read {
        Ok(parsed) => print_parsed(parsed),
        Err(problem) => eprintln!("{}: {}\n  → {}", problem.kind.as_str(), problem.sentence, problem.advice),
    }
}

/// A parsed body as a table for people.
pub fn print_parsed(parsed: &Parsed) {
    let kind = serde_json::to_value(parsed.kind).ok();
    let kind = kind.as_ref().and_then(|k| k.as_str()).unwrap_or_default();
    let title = parsed.feed.title.as_deref().unwrap_or("(no title)");
    println!("{title} ({kind}, {}, {} entries)\n", parsed.encoding, parsed.entries.len());
    let rows: Vec<Vec<String>> = parsed
        .entries
        .iter()
        .map(|entry| {
            let labels: Vec<&str> =
                entry.labels.iter().map(|l| l.label.as_deref().unwrap_or(&l.term)).collect();
            let date = entry.published.or(entry.updated);
            vec![
                date.map_or("–".to_owned(), |claim| shown(&claim.at.to_string(), claim.precision)),
                if labels.is_empty() { "–".to_owned() } else { labels.join(", ") },
                entry.title.clone(),
            ]
        })
        .collect();
    print!("{}", table::render(&["date (UTC)", "labels", "title"], &rows, table::terminal_width()));
    for repair in &parsed.repairs {
        println!("repaired: {} ({})", repair.detail, repair.name);
    }
    for dropped in &parsed.dropped {
        println!("dropped: {} ({})", dropped.title.as_deref().unwrap_or("no title"), dropped.reason);
    }
}

/// As much of an RFC 3339 time as is known.
fn shown(time: &str, precision: Precision) -> String {
    let upto = match precision {
        Precision::Day => 10,
        Precision::Hour => 13,
        Precision::Minute | Precision::Second => 16,
    };
    time.get(..upto).unwrap_or(time).replace('T', " ")
}
