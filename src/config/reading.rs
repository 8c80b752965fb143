//! How the pages of a source are read: `[source.listing]`, `[source.article]`, robots.txt, former hosts.

use super::selector::{self, SELECTOR};
use super::table::{Table, Value};
use super::{limits, source, value};
use crate::model::{ArticleRule, ListingRule, SourceKind};

/// What was read.
#[derive(Debug)]
pub(super) struct Pages {
    pub aliases: Vec<String>,
    pub robots: bool,
    pub listing: Option<ListingRule>,
    pub article: Option<ArticleRule>,
}

/// Reads it from a `[[source]]` of this kind.
pub(super) fn read(table: &Table<'_>, kind: SourceKind) -> Pages {
    let aliases = table.get("aliases").map(|v| v.texts(value::HOST, value::host));
    let robots = table.get("robots").and_then(|v| v.boolean());
    Pages {
        aliases: aliases.unwrap_or_default(),
        robots: robots.unwrap_or(true),
        listing: listing(table),
        article: article(table, kind),
    }
}

fn listing(source: &Table<'_>) -> Option<ListingRule> {
    let table = source.section("listing").inside(source::KEYS);
    if !table.is_present() {
        return None;
    }
    let selector = |v: Value<'_>| v.text(SELECTOR, selector::css);
    let item = table.need("item", SELECTOR).and_then(selector);
    let date = table.get("date").and_then(selector);
    let lead = table.get("lead").and_then(selector);
    table.finish();
    item.map(|item| ListingRule { item, date, lead })
}

fn article(source: &Table<'_>, kind: SourceKind) -> Option<ArticleRule> {
    let table = source.section("article").inside(source::KEYS);
    if !table.is_present() {
        return None;
    }
    let recheck = table.get("recheck");
    // to ask again says nothing of whether pages are read
    let written = if recheck.is_some() { table.get("fetch") } else { table.need("fetch", "true or false") };
    let fetch = written.as_ref().and_then(|v| v.boolean());
    if let (Some(value), Some(false), SourceKind::Sitemap) = (&written, fetch, kind) {
        value.warn(
            "fetch = false: only entries of news sitemaps have titles, no others are published".to_owned(),
        );
    }
    let recheck = recheck.and_then(|v| v.duration(&limits::RECHECK));
    table.finish();
    (fetch.is_some() || recheck.is_some()).then_some(ArticleRule { fetch, recheck })
}
