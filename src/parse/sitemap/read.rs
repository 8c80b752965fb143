//! A sitemap to entries.

use crate::model::{Parsed, Problem};
use crate::parse::context::Context;
use crate::parse::refusal;
use crate::parse::tally::Tally;

/// Reads a sitemap whose root is `root`.
pub fn read(
    _text: &str,
    _encoding: String,
    root: &str,
    _context: &Context<'_>,
    _tally: Tally,
) -> Result<Parsed, Problem> {
    Err(refusal::other_xml(root))
}
