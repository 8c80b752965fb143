//! CSS selectors, checked where they stand: one that the page reader would not understand is a fault.

use super::limits;
use super::value::{self, Mismatch};

/// What is expected of a selector.
pub(super) const SELECTOR: &str = "a CSS selector, such as \"h3 a\"";

/// `text` as a selector.
pub(super) fn css(text: &str) -> Result<String, Mismatch> {
    let text = value::line(text, limits::TEXT_CHARS)?;
    match dom_query::Matcher::new(&text) {
        Ok(_) => Ok(text),
        Err(_) => Mismatch::plain(SELECTOR),
    }
}
