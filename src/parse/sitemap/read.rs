//! A sitemap from its text to what was read of it.

use super::assemble::assemble;
use super::facts::{Facts, MAX_PLACES, Place};
use super::walk::walk;
use crate::model::{Dropped, Parsed, Problem};
use crate::parse::context::Context;
use crate::parse::mend::{SITEMAP, TOO_DEEP, mend};
use crate::parse::refusal;
use crate::parse::sniff::Root;
use crate::parse::tally::Tally;

/// Reads XML that begins with `root`.
pub fn xml(
    text: &str,
    encoding: String,
    root: &Root<'_>,
    context: &Context<'_>,
    mut tally: Tally,
) -> Result<Parsed, Problem> {
    let mended = mend(text, root, &SITEMAP, &mut tally).map_err(|_| refusal::broken_sitemap(TOO_DEEP))?;
    let facts = walk(&mended.text).map_err(|e| refusal::broken_sitemap(&e))?;
    let mut dropped = Vec::new();
    if mended.cut_entry {
        dropped.push(Dropped { reason: "the sitemap ends in the middle of an address".into(), title: None });
    }
    if mended.deep_entries > 0 {
        tally.add("too-deep", mended.deep_entries);
        let reason = format!("{TOO_DEEP} in {} addresses", mended.deep_entries);
        dropped.push(Dropped { reason, title: None });
    }
    Ok(assemble(encoding, facts, dropped, context, tally))
}

/// Reads lines of addresses.
pub fn lines(text: &str, encoding: String, context: &Context<'_>, tally: Tally) -> Parsed {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let places = lines.by_ref().take(MAX_PLACES);
    let places = places.map(|line| Place { loc: line.to_owned(), ..Place::default() }).collect();
    let facts = Facts { places, beyond: lines.count() };
    assemble(encoding, facts, Vec::new(), context, tally)
}
