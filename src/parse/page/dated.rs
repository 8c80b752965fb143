//! Texts that are dates and nothing else, and dates that addresses tell. What they mean is read by `dates`.

use super::words::{Phrases, Set};
use crate::model::{Claim, Precision, Timestamp};
use crate::parse::dates::date;
use serde::Deserialize;
use std::ops::Range;
use std::sync::OnceLock;

/// Longest text that is nothing but a date and what is said around one, in bytes.
pub const MAX_DATE_BYTES: usize = 110;

/// Most other words around a date.
pub const MAX_OTHER_WORDS: usize = 4;

/// Any time later than all that are read.
const SOME_TIME: Timestamp = Timestamp(4_000_000_000);

/// What stands in and around dates: `dated.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// In dates and beside them, lower case.
    words: Set,
    /// Dates without digits.
    alone: Phrases,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(include_str!("dated.toml")).unwrap_or_default())
}

/// Whether a text is a date and little else.
pub fn is_date(text: &str) -> bool {
    says_date(text, MAX_OTHER_WORDS)
}

/// The same with so many other words around it.
pub fn says_date(text: &str, most: usize) -> bool {
    let text = text.trim();
    let known = &words().words;
    let others = |text: &str| {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        words.filter(|w| !known.contains(&w.to_lowercase())).nth(most).is_some()
    };
    text.len() <= MAX_DATE_BYTES && could_be(text) && !others(text) && date(text, None, SOME_TIME).is_some()
}

/// Whether a text can be a date at all: it has digits, or is one of the few words that need none.
fn could_be(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || words().alone.has(text)
}

/// The date that an address tells: `/2026/11/24/`, or a number made of the time of publication.
pub fn of_address(path: &str, fetched: Timestamp) -> Option<Claim> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let number = stem.rsplit('-').next().unwrap_or_default();
    let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    if matches!(number.len(), 17 | 18) && number.bytes().all(|b| b.is_ascii_digit()) {
        return date(number, None, fetched).filter(|c| c.at.0 <= fetched.0.saturating_add(2 * 86_400));
    }
    let parts: Vec<&str> = path.split('/').collect();
    let number = |part: &str, digits: Range<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    parts
        .windows(3)
        .find_map(|window| match window {
            [y, m, d] if number(y, 4..5) && number(m, 1..3) && number(d, 1..3) && y.starts_with("20") => {
                date(&format!("{y}-{m:0>2}-{d:0>2}"), None, fetched)
            }
            _ => None,
        })
        .map(|claim| Claim { precision: Precision::Day, ..claim })
}
