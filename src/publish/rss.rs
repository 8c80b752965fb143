//! RSS 2.0 through the `rss` crate; nobody else names it.
//!
//! The crate escapes, but lets characters out that XML forbids: every text goes through [`xml_safe`] first.

use super::atom::{GENERATOR, LANGUAGE};
use super::item::further;
use super::moment::rfc2822;
use super::uuid;
use crate::model::{Enclosure, Item, Label, Page, Publisher};
use crate::text::xml_safe;
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;

/// RSS demands a type and a length of every enclosure; nobody knows these.
const UNKNOWN_TYPE: &str = "application/octet-stream";
const UNKNOWN_LENGTH: &str = "0";
const ROOM_BYTES: usize = 64 * 1024;

/// The page as an RSS 2.0 document in UTF-8.
#[expect(clippy::expect_used, reason = "writing to a Vec cannot fail")]
pub(super) fn write(page: &Page) -> Vec<u8> {
    let items = page.blocks.iter().flat_map(|block| &block.items);
    let own = Link {
        href: format!("{}{}.rss", page.root, page.path),
        rel: "self".to_owned(),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Link::default()
    };
    let channel = rss::Channel {
        title: text(&page.title),
        link: page.root.to_string(),
        // RSS demands a description.
        description: text(page.subtitle.as_deref().unwrap_or(&page.title)),
        language: Some(LANGUAGE.to_owned()),
        last_build_date: Some(rfc2822(page.updated)),
        generator: Some(GENERATOR.to_owned()),
        atom_ext: Some(AtomExtension { links: vec![own] }),
        items: items.map(|i| item(i, page.full_text)).collect(),
        ..rss::Channel::default()
    };
    let mut bytes = Vec::with_capacity(ROOM_BYTES);
    channel.write_to(&mut bytes).expect("a Vec takes every byte");
    bytes.push(b'\n');
    bytes.shrink_to_fit();
    bytes
}

fn text(text: &str) -> String {
    xml_safe(text).into_owned()
}

fn item(item: &Item, full_text: bool) -> rss::Item {
    let related = |p: &Publisher| Link {
        href: text(p.link.as_deref().unwrap_or_default()),
        rel: "related".to_owned(),
        title: Some(text(&p.name)),
        ..Link::default()
    };
    let links: Vec<Link> = further(item).map(related).collect();
    rss::Item {
        title: Some(text(&item.title)),
        link: item.link.as_deref().map(text),
        description: (!item.summary.is_empty()).then(|| text(&item.summary)),
        content: (full_text && !item.content.is_empty()).then(|| text(&item.content)),
        categories: item.categories.iter().map(category).collect(),
        guid: Some(rss::Guid { value: uuid::of_story(item.id), permalink: false }),
        pub_date: Some(rfc2822(item.time)),
        // RSS allows one enclosure.
        enclosure: item.enclosures.first().map(enclosure),
        source: item.publishers.first().and_then(source),
        dublin_core_ext: Some(DublinCoreExtension { creators: creators(item), ..Default::default() }),
        atom_ext: (!links.is_empty()).then_some(AtomExtension { links }),
        ..rss::Item::default()
    }
}

/// The authors, or the portal where it names none. RSS's own `author` is an address and nobody gives one.
fn creators(item: &Item) -> Vec<String> {
    let portal = item.publishers.first().filter(|_| item.authors.is_empty());
    item.authors.iter().map(|person| text(&person.name)).chain(portal.map(|p| text(&p.name))).collect()
}

fn category(label: &Label) -> rss::Category {
    let name = label.label.as_deref().unwrap_or(&label.term);
    rss::Category { name: text(name), domain: label.scheme.as_deref().map(text) }
}

fn enclosure(medium: &Enclosure) -> rss::Enclosure {
    rss::Enclosure {
        url: text(&medium.url),
        length: medium.length.map_or_else(|| UNKNOWN_LENGTH.to_owned(), |bytes| bytes.to_string()),
        mime_type: text(medium.media_type.as_deref().unwrap_or(UNKNOWN_TYPE)),
    }
}

/// RSS demands the address of a source; one that left the config has none.
fn source(publisher: &Publisher) -> Option<rss::Source> {
    let url = publisher.url.as_deref().map(text)?;
    Some(rss::Source { url, title: Some(text(&publisher.name)) })
}
