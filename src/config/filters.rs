//! `include` and `exclude` of a `[[source]]`: which of its stories are shown.

use super::fault::Placed;
use super::table::{Table, Value};
use super::value::Mismatch;
use super::{limits, source, value};
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

/// `["phrase", …]` or `{ phrases = […], categories = […], urls = […] }`.
pub(super) fn read(table: &Table<'_>, key: &'static str) -> FilterDraft {
    let Some(value) = table.get(key) else { return FilterDraft::default() };
    if !value.is_table() {
        let filter = Filter { phrases: phrases(&value), ..Filter::default() };
        return FilterDraft { filter, ..FilterDraft::default() };
    }
    let Some(table) = value.table(key) else { return FilterDraft::default() };
    let table = table.inside(source::KEYS);
    let phrases = table.get("phrases").map(|v| phrases(&v)).unwrap_or_default();
    let urls = table.get("urls").map(|v| v.texts(PATTERN, pattern)).unwrap_or_default();
    let categories = table.get("categories").map(|v| slugs(&v)).unwrap_or_default();
    table.finish();
    if phrases.is_empty() && urls.is_empty() && categories.is_empty() {
        value.warn(format!("{key}: names nothing, so it has no effect"));
    }
    FilterDraft { filter: Filter { phrases, urls, categories: Vec::new() }, categories }
}

fn phrases(value: &Value<'_>) -> Vec<String> {
    value.texts(PHRASE, |written| {
        let written = value::line(written, limits::TEXT_CHARS)?;
        match text::normal(&written).is_empty() {
            true => Mismatch::plain(PHRASE),
            false => Ok(written),
        }
    })
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
