//! Lists on pages: what is found without selectors, and with those that were learned.
//!
//! `pages/` holds a page and its truth, by name; a new pair is a new case. All hosts and texts are made up.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod independent;
mod own;
mod pages;

use diemtin::model::{Parsed, Problem, Timestamp};
use diemtin::parse::{Context, Wanted, read};
use url::Url;

/// 2026-11-20T08:00:00+07:00.
const FETCHED: Timestamp = Timestamp(1_795_136_400);

/// A page read as a list.
fn list<'a>(html: &str, url: &str, with: impl FnOnce(&mut Context<'a>)) -> Result<Parsed, Problem> {
    // A context lends its address for as long as the selectors that a case lends it.
    let url: &'static Url = Box::leak(Box::new(Url::parse(url).unwrap()));
    let mut context: Context<'a> = Context { wanted: Wanted::List, ..Context::new(url, FETCHED) };
    with(&mut context);
    read(html.as_bytes(), &context)
}

/// Titles, in order.
fn titles(parsed: &Parsed) -> Vec<&str> {
    parsed.entries.iter().map(|entry| entry.title.as_str()).collect()
}

/// Links, in order; guids of what has none.
fn links(parsed: &Parsed) -> Vec<&str> {
    parsed.entries.iter().filter_map(|entry| entry.link.as_deref().or(entry.guid.as_deref())).collect()
}
