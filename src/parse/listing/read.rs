//! A list of articles on a web page, found without selectors.

use crate::model::{Parsed, Problem};
use crate::parse::context::Context;
use crate::parse::page::Page;
use crate::parse::refusal;
use crate::parse::tally::Tally;

/// Reads a page.
pub fn read(text: &str, _encoding: String, context: &Context<'_>, _tally: Tally) -> Result<Parsed, Problem> {
    let _page = Page::new(text, context.url).ok_or_else(refusal::too_deep)?;
    Err(refusal::no_list(context))
}
