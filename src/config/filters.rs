//! `include` and `exclude` of a `[[source]]`: which of its stories are shown.

use super::fault::Placed;
use super::page::shown;
use super::table::{Table, Value};
use super::value::Mismatch;
use super::{limits, phrases, source, value};
use crate::model::Filter;
use crate::text;

/// A filter as its table says it; its categories are still to be looked up.
#[derive(Debug, Default)]
pub(super) struct FilterDraft {
    pub filter: Filter,
    pub categories: Vec<Placed<String>>,
}

const PHRASE: &str = "a phrase";
const SLUG: &str = "the slug of a category";
const PATTERN: &str = "a part of an address, such as \"/the-thao/\" or \"/video/*.html\"";

/// Signs that addresses carry encoded, if at all, and that regular expressions are made of.
const NEVER_IN_ADDRESSES: &[char] = &['^', '\\', '|', '{', '}', '<', '>', '"'];

/// `["phrase", …]` or `{ phrases = […], categories = […], urls = […] }`.
pub(super) fn read(table: &Table<'_>, key: &'static str) -> FilterDraft {
    let Some(value) = table.get(key) else { return FilterDraft::default() };
    if !value.is_table() {
        let filter = Filter { phrases: spoken(&value), ..Filter::default() };
        return FilterDraft { filter, ..FilterDraft::default() };
    }
    let Some(table) = value.table(key) else { return FilterDraft::default() };
    let table = table.inside(source::KEYS);
    let phrases = table.get("phrases").map(|v| spoken(&v)).unwrap_or_default();
    let urls = table.get("urls").map(|v| patterns(&v)).unwrap_or_default();
    let categories = table.get("categories").map(|v| slugs(&v)).unwrap_or_default();
    table.finish();
    if phrases.is_empty() && urls.is_empty() && categories.is_empty() {
        value.warn(format!("{key}: names nothing, so it has no effect"));
    }
    FilterDraft { filter: Filter { phrases, urls, categories: Vec::new() }, categories }
}

fn spoken(value: &Value<'_>) -> Vec<String> {
    let read = |element: &Value<'_>| {
        let written = element.text(PHRASE, phrase)?;
        if let Some(said) = phrases::impossible(&written) {
            element.warn(format!("phrase {:?}: {said}", shown(&written)));
        }
        Some(written)
    };
    value.list("texts").iter().filter_map(read).collect()
}

fn phrase(written: &str) -> Result<String, Mismatch> {
    let written = value::line(written, limits::TEXT_CHARS)?;
    match text::normal(&written).is_empty() {
        true => Mismatch::advised(PHRASE, "nothing of it is left in comparison"),
        false => Ok(written),
    }
}

/// Parts of addresses; a warning of those that look like a regular expression.
fn patterns(value: &Value<'_>) -> Vec<String> {
    let read = |element: &Value<'_>| {
        let pattern = element.text(PATTERN, pattern)?;
        if pattern.contains(NEVER_IN_ADDRESSES) || pattern.ends_with('$') {
            let sentence =
                "it can never match: * is any run of characters, all other signs stand for themselves";
            element.warn(format!("pattern {:?}: {sentence}", shown(&pattern)));
        }
        Some(pattern)
    };
    value.list("texts").iter().filter_map(read).collect()
}

fn pattern(written: &str) -> Result<String, Mismatch> {
    let pattern = value::line(written, limits::TEXT_CHARS)?;
    if pattern.chars().all(|c| c == '*') {
        return Mismatch::plain(PATTERN);
    }
    match pattern.contains(char::is_whitespace) {
        true => Mismatch::advised(PATTERN, "an address has no blanks"),
        false => Ok(pattern),
    }
}

fn slugs(value: &Value<'_>) -> Vec<Placed<String>> {
    let read = |v: &Value<'_>| v.text(SLUG, |t| value::line(t, limits::NAME_CHARS)).map(|t| v.placed(t));
    value.list("slugs of categories").iter().filter_map(read).collect()
}
