//! CSS selectors, checked where they stand: one that the page reader would not understand is a fault.

use super::limits;
use super::value::{self, Mismatch};

/// `text` as a selector.
pub(super) fn css(text: &str) -> Result<String, Mismatch> {
    let text = value::line(text, limits::TEXT_CHARS)?;
    match dom_query::Matcher::new(&text) {
        Ok(_) => Ok(text),
        Err(_) => Mismatch::plain("a CSS selector"),
    }
}
