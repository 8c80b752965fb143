//! `[[source]]`: one subscription.

use super::fault::Placed;
use super::filters::{self, FilterDraft};
use super::table::{Table, Value};
use super::value::Mismatch;
use super::{limits, reading, value, wire};
use crate::model::{DateOrder, Filter, Source, SourceId, SourceKind};
use std::path::Path;
use std::time::Duration;
use url::Url;

/// The keys of `[[source]]`, for those that slipped below `[source.listing]` and the like.
pub(super) const KEYS: &[&str] = &[
    "id",
    "name",
    "url",
    "kind",
    "category",
    "categories",
    "province",
    "enabled",
    "formerly",
    "backfill",
    "keep",
    "trust",
    "interval",
    "proxy",
    "user_agent",
    "date_order",
    "aliases",
    "robots",
];
/// The tables below `[[source]]`, for those that were written without its name.
pub(super) const TABLES: &[&str] = &["listing", "article", "headers", "tls"];
const ID: &str = "1 to 64 of a-z, 0-9 and '-', such as \"bao-vi-du\"";

/// A source as its table says it, with the places of what must agree with other tables.
#[derive(Debug)]
pub(super) struct Draft {
    pub id: Option<Placed<SourceId>>,
    pub url: Option<Placed<Url>>,
    pub formerly: Vec<Placed<SourceId>>,
    /// As written: slugs, if the editor got them right.
    pub categories: Vec<Placed<String>>,
    /// As written.
    pub province: Option<Placed<String>>,
    pub interval: Option<Placed<Duration>>,
    pub include: FilterDraft,
    pub exclude: FilterDraft,
    /// Complete, categories, province and filters aside; absent when id or address cannot be used.
    pub source: Option<Source>,
}

/// Reads one table of a file in `folder`.
pub(super) fn read(table: Table<'_>, folder: &Path) -> Draft {
    let id = table.need("id", ID).and_then(|v| read_id(&v));
    let url = table.need("url", value::HTTP_URL);
    let url = url.and_then(|v| v.text(value::HTTP_URL, value::http_url).map(|url| v.placed(url)));
    let enabled = table.get("enabled").and_then(|v| v.boolean()).unwrap_or(true);
    let mut draft = Draft {
        formerly: table
            .get("formerly")
            .map(|v| v.list("ids").iter().filter_map(read_id).collect())
            .unwrap_or_default(),
        categories: categories(&table),
        province: table.get("province").and_then(|v| word(&v, "the slug of a province")),
        interval: table.get("interval").and_then(|v| v.duration(&limits::INTERVAL).map(|d| v.placed(d))),
        include: filters::read(&table, "include"),
        exclude: filters::read(&table, "exclude"),
        source: None,
        id,
        url,
    };
    draft.source = facts(&table, folder, enabled, &draft);
    table.finish();
    draft
}

/// Everything of a source that other tables have no say in.
fn facts(table: &Table<'_>, folder: &Path, enabled: bool, draft: &Draft) -> Option<Source> {
    let name = table.get("name").and_then(|v| v.text(value::NAME, |t| value::line(t, limits::NAME_CHARS)));
    let kind = table.get("kind").and_then(|v| read_kind(&v)).unwrap_or(SourceKind::Auto);
    let backfill =
        table.get("backfill").and_then(|v| v.count(limits::BACKFILL)).unwrap_or(limits::DEFAULT_BACKFILL);
    let keep = table.get("keep").and_then(|v| v.count(limits::KEEP_STORIES));
    let trust = table.get("trust").and_then(|v| v.integer(limits::TRUST)).unwrap_or(0);
    let date_order = table.get("date_order").and_then(|v| read_date_order(&v));
    let wire = wire::read(table, folder, enabled);
    let pages = reading::read(table, kind);
    let (id, url) = (draft.id.as_ref()?, draft.url.as_ref()?);
    Some(Source {
        id: id.value.clone(),
        name: name.unwrap_or_else(|| id.value.to_string()),
        url: url.value.clone(),
        kind,
        categories: Vec::new(),
        province: None,
        enabled,
        formerly: draft.formerly.iter().map(|id| id.value.clone()).collect(),
        backfill,
        keep,
        trust: i32::try_from(trust).unwrap_or(0),
        interval: draft.interval.as_ref().map(|interval| interval.value),
        headers: wire.headers,
        proxy: wire.proxy,
        user_agent: wire.user_agent,
        date_order,
        aliases: pages.aliases,
        tls: wire.tls,
        robots: pages.robots,
        listing: pages.listing,
        article: pages.article,
        include: Filter::default(),
        exclude: Filter::default(),
    })
}

fn read_id(value: &Value<'_>) -> Option<Placed<SourceId>> {
    let id = value.text(ID, |text| match text.parse() {
        Ok(id) => Ok(id),
        Err(_) => match super::nearest::address_form(text).parse::<SourceId>() {
            Ok(meant) => Mismatch::advised(ID, format!("did you mean \"{meant}\"")),
            Err(_) => Mismatch::plain(ID),
        },
    })?;
    Some(value.placed(id))
}

fn read_kind(value: &Value<'_>) -> Option<SourceKind> {
    let words = [
        ("auto", SourceKind::Auto),
        ("feed", SourceKind::Feed),
        ("listing", SourceKind::Listing),
        ("sitemap", SourceKind::Sitemap),
    ];
    value.text("one of \"auto\", \"feed\", \"listing\", \"sitemap\"", |text| value::one_of(text, &words))
}

fn read_date_order(value: &Value<'_>) -> Option<DateOrder> {
    let words = [("day-first", DateOrder::DayFirst), ("month-first", DateOrder::MonthFirst)];
    value.text("\"day-first\" or \"month-first\"", |text| value::one_of(text, &words))
}

/// `category = "…"` and `categories = […]` together, the single one first.
fn categories(table: &Table<'_>) -> Vec<Placed<String>> {
    const SLUG: &str = "the slug of a category";
    let mut all: Vec<Placed<String>> =
        table.get("category").and_then(|v| single(&v, SLUG)).into_iter().collect();
    if let Some(value) = table.get("categories") {
        all.extend(value.list("slugs of categories").iter().filter_map(|v| word(v, SLUG)));
    }
    all
}

/// One category; several have a key of their own.
fn single(value: &Value<'_>, expected: &str) -> Option<Placed<String>> {
    if value.is_list() {
        value.mismatch(expected, Some("several go into categories = […]"));
        return None;
    }
    word(value, expected)
}

/// A text that some other table has to know.
fn word(value: &Value<'_>, expected: &str) -> Option<Placed<String>> {
    let text = value.text(expected, |text| value::line(text, limits::NAME_CHARS))?;
    Some(value.placed(text))
}
