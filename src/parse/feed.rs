//! feed-rs, which reads the texts of a mended feed. The only file that names it.
//!
//! It panics on some feeds, and a refusal of one entry refuses the feed: it runs inside `catch_unwind`,
//! and what it refuses as a whole is given to it entry by entry. Its ids are never used: it makes them
//! up where there is none.

use super::facts::Facts;
use crate::model::FeedKind;
use feed_rs::parser;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The texts of an entry.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Texts {
    /// As written.
    pub title: Option<String>,
    /// The lead.
    pub summary: Option<String>,
    /// The full text.
    pub content: Option<String>,
}

/// Longest start tag of a root that is repeated for every entry, in bytes.
const MAX_ROOT_BYTES: usize = 16_384;

/// The texts of every entry; `None` when feed-rs refuses the feed or panics.
pub fn whole(text: &[u8]) -> Option<Vec<Texts>> {
    let read = AssertUnwindSafe(|| {
        let builder =
            parser::Builder::new().timestamp_parser(|_| None).id_generator(|_, _, _| "-".to_owned());
        builder.build().parse(text).ok()
    });
    let feed = catch_unwind(read).ok().flatten()?;
    let texts = |entry: feed_rs::model::Entry| Texts {
        title: entry.title.map(|t| t.content),
        summary: entry.summary.map(|t| t.content),
        content: entry.content.and_then(|c| c.body),
    };
    Some(feed.entries.into_iter().map(texts).collect())
}

/// The texts of each entry of `facts`, read alone: `None` for those that are refused.
pub fn each(text: &str, facts: &Facts) -> Vec<Option<Texts>> {
    let Some(root) = text.get(facts.root.clone()).filter(|r| r.len() <= MAX_ROOT_BYTES) else {
        return facts.items.iter().map(|_| None).collect();
    };
    let name = super::tags::name(root.get(1..).unwrap_or_default()).unwrap_or("rss");
    let (open, close) = if facts.kind == FeedKind::Rss { ("<channel>", "</channel>") } else { ("", "") };
    let alone = |range: &std::ops::Range<usize>| {
        let item = text.get(range.clone())?;
        let document = format!("{root}{open}{item}{close}</{name}>");
        let mut entries = whole(document.as_bytes())?.into_iter();
        entries.next().filter(|_| entries.next().is_none())
    };
    facts.items.iter().map(|item| alone(&item.range)).collect()
}
