//! What a source may say although this version does nothing with it yet: read, checked, and said so.

use super::table::{Table, Value};
use super::{limits, selector, source, value};
use crate::model::{ArticleRule, ListingRule};

/// What was read.
#[derive(Debug)]
pub(super) struct Later {
    pub aliases: Vec<String>,
    pub robots: bool,
    pub listing: Option<ListingRule>,
    pub article: Option<ArticleRule>,
}

/// Reads it from a `[[source]]`; only an enabled one is told that it has no effect.
pub(super) fn read(table: &Table<'_>, enabled: bool) -> Later {
    for key in ["include", "exclude"] {
        if let Some(value) = idle(table, key, enabled) {
            filter(&value, key);
        }
    }
    let aliases = idle(table, "aliases", enabled).map(|v| v.texts(value::HOST, value::host));
    let robots = idle(table, "robots", enabled).and_then(|v| v.boolean());
    Later {
        aliases: aliases.unwrap_or_default(),
        robots: robots.unwrap_or(true),
        listing: listing(table, enabled),
        article: article(table, enabled),
    }
}

/// The value of a key, after the warning that it does nothing.
fn idle<'t>(table: &Table<'t>, key: &'static str, enabled: bool) -> Option<Value<'t>> {
    let value = table.get(key)?;
    if enabled {
        no_effect(&value, key);
    }
    Some(value)
}

fn no_effect(value: &Value<'_>, key: &str) {
    value.warn(format!("{key}: has no effect in this version yet"));
}

/// `["phrase", …]` or `{ phrases = […], categories = […], urls = […] }`.
fn filter(value: &Value<'_>, key: &str) {
    let phrase = |v: Value<'_>| v.texts(value::NAME, |t| value::line(t, limits::TEXT_CHARS));
    if !value.is_table() {
        value.texts(value::NAME, |t| value::line(t, limits::TEXT_CHARS));
        return;
    }
    let Some(table) = value.table(key) else { return };
    let table = table.inside(source::KEYS);
    for key in ["phrases", "categories", "urls"] {
        table.get(key).map(phrase);
    }
    table.finish();
}

fn listing(source: &Table<'_>, enabled: bool) -> Option<ListingRule> {
    let table = source.section("listing").inside(source::KEYS);
    if !table.is_present() {
        return None;
    }
    if enabled && let Some(value) = source.get("listing") {
        no_effect(&value, "[source.listing]");
    }
    const SELECTOR: &str = "a CSS selector, such as \"h3 a\"";
    let selector = |v: Value<'_>| v.text(SELECTOR, selector::css);
    let item = table.need("item", SELECTOR).and_then(selector);
    let date = table.get("date").and_then(selector);
    let lead = table.get("lead").and_then(selector);
    table.finish();
    item.map(|item| ListingRule { item, date, lead })
}

fn article(source: &Table<'_>, enabled: bool) -> Option<ArticleRule> {
    let table = source.section("article").inside(source::KEYS);
    if !table.is_present() {
        return None;
    }
    let fetch_value = table.need("fetch", "true or false");
    let fetch = fetch_value.as_ref().and_then(|v| v.boolean());
    if let Some(value) = fetch_value.filter(|_| enabled && fetch == Some(true)) {
        no_effect(&value, "[source.article] fetch");
    }
    table.finish();
    fetch.map(|fetch| ArticleRule { fetch })
}
