//! A document of a feed, from its text to what was read of it.

use super::assemble::assemble;
use super::facts::{Facts, MAX_LIST};
use super::second;
use super::walk::walk;
use crate::model::{Dropped, Parsed, Problem};
use crate::parse::context::Context;
use crate::parse::mend::{FEED, TOO_DEEP, mend};
use crate::parse::refusal;
use crate::parse::sniff::Root;
use crate::parse::tally::Tally;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads XML that begins with `root`.
pub fn xml(
    text: &str,
    encoding: String,
    root: &Root<'_>,
    context: &Context<'_>,
    mut tally: Tally,
) -> Result<Parsed, Problem> {
    let mended = mend(text, root, &FEED, &mut tally).map_err(|_| refusal::broken(TOO_DEEP))?;
    let facts = facts(&mended.text, context, &mut tally).map_err(|e| refusal::broken(&e))?;
    let mut dropped = Vec::new();
    if mended.cut_entry {
        dropped.push(Dropped { reason: "the feed ends in the middle of the entry".into(), title: None });
    }
    if mended.deep_entries > 0 {
        if facts.items.is_empty() {
            return Err(refusal::broken(TOO_DEEP));
        }
        tally.add("too-deep", mended.deep_entries);
        let deep = Dropped { reason: TOO_DEEP.into(), title: None };
        dropped.extend(std::iter::repeat_n(deep, mended.deep_entries.min(MAX_LIST)));
    }
    Ok(assemble(encoding, facts, dropped, context, tally))
}

/// Reads JSON.
pub fn json(
    text: &str,
    encoding: String,
    context: &Context<'_>,
    mut tally: Tally,
) -> Result<Parsed, Problem> {
    let read = super::json::read(text, context.max_entries, &mut tally)?;
    Ok(assemble(encoding, read.facts, read.dropped, context, tally))
}

/// What the feed says, by the second reader where the first finds no entry.
fn facts(text: &str, context: &Context<'_>, tally: &mut Tally) -> Result<Facts, String> {
    let first = AssertUnwindSafe(|| walk(text, context.url, context.max_entries, tally));
    let first = catch_unwind(first).unwrap_or_else(|_| Err("the reader failed".to_owned()));
    if first.as_ref().is_ok_and(|facts| !facts.items.is_empty()) {
        return first;
    }
    match second::second(text.as_bytes(), context.max_entries) {
        Some(facts) => {
            tally.note("second-reader");
            Ok(facts)
        }
        None => first,
    }
}
