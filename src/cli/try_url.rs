//! `diemtin try URL`: the editor's answer at once. Finds what an address offers, writes nothing.

use super::context;
use super::exit::Failure;
use super::out;
use super::preview::{article_text, missing, parsed_text};
use super::proposal::{self, Wishes};
use super::table;
use crate::daemon::clock::Clock;
use crate::daemon::discover::{Discovery, Found, discover};
use crate::daemon::live::Live;
use crate::model::{FurtherKind, ListPattern, Problem, Source};
use crate::parse;
use serde_json::{Value, json};
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

/// Asks one address, and what it leads to, and shows what it would give.
pub fn try_url(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let live = Arc::new(Live::new(config)?);
    let discovery = ask(&live, &args.url)?;
    if args.json {
        out::line(&report(&live, &args.url, &discovery).to_string())?;
    } else {
        tell(&live, &args.url, &discovery)?;
    }
    if discovery.found.is_ok() { Ok(()) } else { Err(Failure::Reported) }
}

/// Asks as the configured source of this address would, so that its headers and TLS policy count.
pub fn ask(live: &Arc<Live>, url: &Url) -> Result<Discovery, Failure> {
    let known = live.config.sources.iter().find(|source| source.url == *url);
    let source = match known {
        Some(known) => Arc::clone(known),
        None => Arc::new(Source::new("try".parse()?, url.clone())),
    };
    Ok(context::runtime()?.block_on(discover(live, &source, &Clock::System)))
}

/// Everything for a person: the way there on standard error, what was found on standard output.
pub fn tell(live: &Live, typed: &Url, discovery: &Discovery) -> Result<(), Failure> {
    for hop in &discovery.hops {
        out::say(&format!("{} {} → {}", hop.status, hop.from, hop.to));
    }
    let Discovery { status, final_url, wire_bytes, took, .. } = discovery;
    out::say(&format!("{status} {final_url} ({wire_bytes} bytes in {} ms)", took.as_millis()));
    if let Some(cms) = discovery.survey.cms {
        out::say(&format!("the portal runs {cms}"));
    }
    for tried in &discovery.tried {
        out::say(&format!("not {}: {}", tried.url, table::flat(&tried.why)));
    }
    match &discovery.found {
        Err(problem) => refuse(problem),
        Ok(found) => {
            out::say(&format!("{}: {}", found.how.sentence(found.parsed.kind), found.url));
            out::print(&found_text(found, discovery))?;
            let lines =
                proposal::addition(live, typed, found, discovery.survey.cms, &Wishes::default()).lines();
            let known = live.config.sources.iter().find(|source| source.url == found.url);
            match known {
                Some(source) => out::say(&format!("\nthis is the source {}", source.id)),
                None => out::print(&format!("\n{lines}"))?,
            }
        }
    }
    Ok(())
}

fn refuse(problem: &Problem) {
    out::say(&format!("{}: {}\n  → {}", problem.kind.as_str(), problem.sentence, problem.advice));
}

fn found_text(found: &Found, discovery: &Discovery) -> String {
    let mut text = parsed_text(&found.parsed);
    let lacks = missing(&found.parsed);
    if !lacks.is_empty() {
        text.push_str(&format!("missing: {}\n", lacks.join(", ")));
    }
    if let Some(pattern) = found.parsed.list.as_ref().map(|list| &list.pattern) {
        text.push_str(&format!("the list stands at {}\n", place(pattern)));
    }
    for further in found.parsed.further.iter().filter(|further| further.kind == FurtherKind::Older) {
        text.push_str(&format!("older entries: {}\n", further.url));
    }
    for fault in &discovery.survey.faults {
        text.push_str(&format!("known of this system: {fault}\n"));
    }
    match &discovery.article {
        Some(Ok(article)) => text.push_str(&article_text(article)),
        Some(Err(problem)) => {
            text.push_str(&format!(
                "the first article cannot be read: {}\n  → {}\n",
                problem.sentence, problem.advice
            ));
        }
        None => {}
    }
    text
}

fn place(pattern: &ListPattern) -> String {
    match pattern {
        ListPattern::Selectors(rule) => {
            let more = [("date", &rule.date), ("lead", &rule.lead)];
            let more =
                more.iter().filter_map(|(key, value)| Some(format!(", {key} = {:?}", value.as_ref()?)));
            format!("item = {:?}{}", rule.item, more.collect::<String>())
        }
        ListPattern::Embedded { path } => format!("{path} of the data in the page"),
    }
}

fn report(live: &Live, typed: &Url, discovery: &Discovery) -> Value {
    let found = discovery.found.as_ref();
    let parsed = found.map(|found| found.parsed.clone()).map_err(Clone::clone);
    let mut report = parse::report(&parsed);
    let found = found.ok();
    let more = json!({
        "url": typed.as_str(),
        "final_url": discovery.final_url.as_str(),
        "status": discovery.status,
        "how": found.map(|found| found.how.sentence(found.parsed.kind)),
        "source_url": found.map(|found| found.url.as_str()),
        "cms": discovery.survey.cms,
        "tried": discovery.tried.iter().map(|t| json!({"url": t.url.as_str(), "why": t.why})).collect::<Vec<_>>(),
        "missing": found.map(|found| missing(&found.parsed)).unwrap_or_default(),
        "list": found.and_then(|found| found.parsed.list.as_ref()).map(|list| place(&list.pattern)),
        "older": found.and_then(|f| f.parsed.further.iter().find(|f| f.kind == FurtherKind::Older)).map(|f| &f.url),
        "article": discovery.article.as_ref().map(parse::report),
        "config": found.map(|f| proposal::addition(live, typed, f, discovery.survey.cms, &Wishes::default()).lines()),
    });
    if let (Some(object), Value::Object(more)) = (report.as_object_mut(), more) {
        object.extend(more);
    }
    report
}
