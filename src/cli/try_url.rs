//! `diemtin try URL`: the editor's answer at once. Fetches once, writes nothing.

use super::context;
use super::exit::Failure;
use super::out;
use super::table;
use crate::daemon::clock::Clock;
use crate::daemon::live::{Live, MAX_ENTRIES_PER_FETCH};
use crate::model::{Answer, Exchange, Parsed, Precision, Problem, Request, Source, SourceState, Validators};
use crate::{fetch, parse};
use std::path::PathBuf;
use std::sync::Arc;
use url::Url;

/// Arguments of `try`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The address
    #[arg(value_parser = web_address)]
    url: Url,
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// An address as somebody types it; only the web is fetched.
pub fn web_address(typed: &str) -> Result<Url, String> {
    match Url::parse(typed) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        _ => Err("expected an address that begins with http:// or https://".to_owned()),
    }
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
        print_json(&answer, &read)?
    } else {
        print_text(&answer, &read)?
    }
    if read.is_ok() { Ok(()) } else { Err(Failure::Reported) }
}

/// The configured source of this address, so that its headers and TLS policy count; else a plain one.
fn source(url: Url, live: &Live) -> anyhow::Result<Source> {
    if let Some(known) = live.config.sources.iter().find(|s| s.url == url) {
        return Ok(Source::clone(known));
    }
    Ok(Source::new("try".parse()?, url))
}

fn read(answer: &Answer) -> Result<Parsed, Problem> {
    let header = |name: &str| {
        let found = answer.headers.iter().find(|(n, _)| n == name)?;
        std::str::from_utf8(&found.1).ok()
    };
    let fetched = Clock::System.now();
    let context = parse::Context {
        content_type: header("content-type"),
        last_modified: header("last-modified").and_then(|v| parse::date(v, None, fetched)).map(|c| c.at),
        max_entries: MAX_ENTRIES_PER_FETCH,
        ..parse::Context::new(&answer.final_url, fetched)
    };
    parse::read(&answer.body, &context)
}

fn print_json(answer: &Answer, read: &Result<Parsed, Problem>) -> std::io::Result<()> {
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
    out::line(&report.to_string())
}

fn first_url(answer: &Answer) -> &Url {
    answer.hops.first().map_or(&answer.final_url, |hop| &hop.from)
}

fn print_text(answer: &Answer, read: &Result<Parsed, Problem>) -> std::io::Result<()> {
    for hop in &answer.hops {
        out::say(&format!("{} {} → {}", hop.status, hop.from, hop.to));
    }
    let took = answer.took.as_millis();
    out::say(&format!("{} {} ({} bytes in {took} ms)", answer.status, answer.final_url, answer.wire_bytes));
    match read {
        Ok(parsed) => out::print(&parsed_text(parsed)),
        Err(problem) => {
            out::say(&format!("{}: {}\n  → {}", problem.kind.as_str(), problem.sentence, problem.advice));
            Ok(())
        }
    }
}

/// A parsed body as a table for people.
pub fn parsed_text(parsed: &Parsed) -> String {
    let kind = serde_json::to_value(parsed.kind).ok();
    let kind = kind.as_ref().and_then(|k| k.as_str()).unwrap_or_default();
    let title = parsed.feed.title.as_deref().unwrap_or("(no title)");
    let title = table::flat(title);
    let mut text = format!("{title} ({kind}, {}, {} entries)\n\n", parsed.encoding, parsed.entries.len());
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
    text.push_str(&table::render(&["date (UTC)", "labels", "title"], &rows, table::terminal_width()));
    for repair in &parsed.repairs {
        text.push_str(&format!("repaired: {} ({})\n", table::flat(&repair.detail), repair.name));
    }
    for dropped in &parsed.dropped {
        let title = table::flat(dropped.title.as_deref().unwrap_or("no title"));
        text.push_str(&format!("dropped: {title} ({})\n", table::flat(&dropped.reason)));
    }
    text
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
