//! feed-rs, the second reader: asked when the first one found no entry in what is a feed, or failed. The
//! only file that names it.
//!
//! Why it is not the first: `docs/reading.md` has the figures. It panics on some feeds and runs inside
//! `catch_unwind`; its ids are made up where a feed gives none, so only what it read as such is taken.

use super::facts::{Channel, Facts, Item, MAX_LIST, Ranked, Raw, RawLink};
use crate::model::{FeedKind, Label, Person};
use feed_rs::model::{Entry, Feed, FeedType, Text};
use feed_rs::parser;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What feed-rs makes of a feed; none when it refuses it, panics, or finds no entry either.
pub fn second(text: &[u8], max_entries: usize) -> Option<Facts> {
    let read = AssertUnwindSafe(|| {
        let builder = parser::Builder::new().id_generator(|_, _, _| String::new());
        builder.build().parse(text).ok()
    });
    let feed = catch_unwind(read).ok().flatten().filter(|feed| !feed.entries.is_empty())?;
    Some(facts(feed, max_entries))
}

fn facts(feed: Feed, max_entries: usize) -> Facts {
    let kind = match feed.feed_type {
        FeedType::Atom => FeedKind::Atom,
        FeedType::JSON => FeedKind::Json,
        FeedType::RSS1 => FeedKind::Rdf,
        _ => FeedKind::Rss,
    };
    let link = |l: feed_rs::model::Link| RawLink {
        href: l.href,
        rel: l.rel,
        media_type: l.media_type,
        ..RawLink::default()
    };
    let channel = Channel {
        title: Ranked::new(feed.title.map(raw)),
        subtitle: Ranked::new(feed.description.map(raw)),
        links: feed.links.into_iter().take(MAX_LIST).map(link).collect(),
        language: feed.language,
        generator: feed.generator.map(|g| g.content),
        ..Channel::default()
    };
    let beyond = feed.entries.len().saturating_sub(max_entries);
    let items = feed.entries.into_iter().take(max_entries).map(item).collect();
    Facts { kind, channel, items, beyond }
}

fn item(entry: Entry) -> Item {
    let date = |d: Option<chrono::DateTime<chrono::Utc>>| Ranked::new(d.map(|d| d.to_rfc3339()));
    let link = |l: feed_rs::model::Link| RawLink {
        href: l.href,
        rel: l.rel,
        media_type: l.media_type,
        ..RawLink::default()
    };
    let person =
        |p: feed_rs::model::Person| Person { name: p.name.unwrap_or_default(), email: p.email, uri: p.uri };
    let label = |c: feed_rs::model::Category| Label { term: c.term, scheme: c.scheme, label: c.label };
    Item {
        guid: Some(entry.id).filter(|id| !id.is_empty()),
        links: entry.links.into_iter().take(MAX_LIST).map(link).collect(),
        published: date(entry.published),
        updated: date(entry.updated),
        title: Ranked::new(entry.title.map(raw)),
        summary: Ranked::new(entry.summary.map(raw)),
        content: Ranked::new(entry.content.and_then(|c| c.body).map(|text| Raw { text, html: true })),
        authors: entry.authors.into_iter().take(MAX_LIST).map(person).collect(),
        labels: entry.categories.into_iter().take(MAX_LIST).map(label).collect(),
        ..Item::default()
    }
}

fn raw(text: Text) -> Raw {
    Raw { html: text.content_type.subty().as_str().contains("html"), text: text.content }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_reader_reads_what_is_sound_and_invents_no_id() {
        let body = "<rss version=\"2.0\"><channel><title>T</title><item><title>A</title></item>
            <item><guid>g</guid><link>https://bao.example/a</link></item></channel></rss>";
        let facts = second(body.as_bytes(), 10).unwrap();
        let guids: Vec<_> = facts.items.iter().map(|i| i.guid.as_deref()).collect();
        assert_eq!((facts.kind, guids), (FeedKind::Rss, vec![None, Some("g")]));
        assert!(second(b"<rss version=\"2.0\"><channel></channel></rss>", 10).is_none());
        assert!(second("\u{FEFF}<rss".as_bytes(), 10).is_none());
        let panics = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><author><name>Ban—bbt@x.example</name></author></entry></feed>";
        let rss = "<rss version=\"2.0\"><channel><item><author>Ban biên tập—bbt@x.example</author></item></channel></rss>";
        assert!(second(panics.as_bytes(), 10).is_some());
        assert!(second(rss.as_bytes(), 10).is_none());
    }
}
