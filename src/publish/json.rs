//! JSON Feed 1.1 (jsonfeed.org/version/1.1), with our own facts in the extension object `_diemtin`.

use super::atom::LANGUAGE;
use super::moment::rfc3339;
use super::uuid;
use crate::model::{Item, Label, Page};
use crate::text::{excerpt, xml_safe};
use serde::{Serialize, Serializer};

/// Longest plain-text summary beside a full text, in characters.
const SUMMARY_CHARS: usize = 600;
/// For enclosures whose type nobody told: JSON Feed demands one.
const UNKNOWN_TYPE: &str = "application/octet-stream";

/// The page as a JSON Feed in UTF-8.
#[expect(clippy::expect_used, reason = "no map with other than text keys, no failing writer")]
pub(super) fn write(page: &Page) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(&feed(page)).expect("plain data serialises");
    bytes.push(b'\n');
    bytes.shrink_to_fit();
    bytes
}

/// Text without the characters that no format of ours lets out.
struct Text<'a>(&'a str);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&xml_safe(self.0))
    }
}

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: Text<'a>,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    language: &'static str,
    items: Vec<JsonItem<'a>>,
    _diemtin: FeedFacts<'a>,
}

/// What JSON Feed has no member for.
#[derive(Serialize)]
struct FeedFacts<'a> {
    id: String,
    updated: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<BlockFacts<'a>>,
}

#[derive(Serialize)]
struct BlockFacts<'a> {
    term: Text<'a>,
    label: Text<'a>,
    items: usize,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Text<'a>>,
    title: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<Text<'a>>,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    _diemtin: Facts<'a>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Text<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: Text<'a>,
    mime_type: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
}

#[derive(Serialize)]
struct Facts<'a> {
    categories: Vec<Tag<'a>>,
    publishers: Vec<Teller<'a>>,
}

#[derive(Serialize)]
struct Tag<'a> {
    term: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scheme: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Text<'a>>,
}

#[derive(Serialize)]
struct Teller<'a> {
    id: Text<'a>,
    name: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Text<'a>>,
    title: Text<'a>,
    first_seen: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<String>,
}

fn feed(page: &Page) -> Feed<'_> {
    let blocks = page.blocks.iter().filter_map(|block| {
        let (term, label) = block.category.as_ref()?;
        Some(BlockFacts { term: Text(term), label: Text(label), items: block.items.len() })
    });
    Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: Text(&page.title),
        home_page_url: page.root.as_str(),
        feed_url: format!("{}{}.json", page.root, page.path),
        description: page.subtitle.as_deref().map(Text),
        language: LANGUAGE,
        items: page.blocks.iter().flat_map(|block| &block.items).map(|i| item(i, page.full_text)).collect(),
        _diemtin: FeedFacts {
            id: uuid::of_feed(page),
            updated: rfc3339(page.updated),
            blocks: blocks.collect(),
        },
    }
}

fn item(item: &Item, full_text: bool) -> JsonItem<'_> {
    let full = full_text && !item.content.is_empty();
    let html = if full { &item.content } else { &item.summary };
    let lead = if full { excerpt(&item.summary, SUMMARY_CHARS) } else { String::new() };
    JsonItem {
        id: uuid::of_story(item.id),
        url: item.link.as_deref().map(Text),
        title: Text(&item.title),
        content_html: (!html.is_empty()).then_some(Text(html)),
        content_text: html.is_empty().then_some(Text(&item.title)),
        summary: xml_safe(&lead).into_owned(),
        date_published: rfc3339(item.time),
        date_modified: rfc3339(item.updated),
        authors: authors(item),
        tags: item.categories.iter().map(|l| Text(l.label.as_deref().unwrap_or(&l.term))).collect(),
        attachments: attachments(item),
        _diemtin: Facts { categories: item.categories.iter().map(tag).collect(), publishers: tellers(item) },
    }
}

fn authors(item: &Item) -> Vec<Author<'_>> {
    let named = item.authors.iter().map(|p| Author { name: Text(&p.name), url: p.uri.as_deref().map(Text) });
    let portal = item.publishers.first().filter(|_| item.authors.is_empty());
    named.chain(portal.map(|p| Author { name: Text(&p.name), url: None })).collect()
}

fn attachments(item: &Item) -> Vec<Attachment<'_>> {
    let attachment = item.enclosures.iter().map(|medium| Attachment {
        url: Text(&medium.url),
        mime_type: Text(medium.media_type.as_deref().unwrap_or(UNKNOWN_TYPE)),
        size_in_bytes: medium.length,
    });
    attachment.collect()
}

fn tag(label: &Label) -> Tag<'_> {
    let (scheme, name) = (label.scheme.as_deref(), label.label.as_deref());
    Tag { term: Text(&label.term), scheme: scheme.map(Text), label: name.map(Text) }
}

fn tellers(item: &Item) -> Vec<Teller<'_>> {
    let teller = item.publishers.iter().map(|p| Teller {
        id: Text(&p.id),
        name: Text(&p.name),
        url: p.url.as_deref().map(Text),
        link: p.link.as_deref().map(Text),
        title: Text(&p.title),
        first_seen: rfc3339(p.first_seen),
        withdrawn: p.withdrawn.map(rfc3339),
    });
    teller.collect()
}
