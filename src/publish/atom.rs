//! Atom (RFC 4287).
//!
//! Plain Atom has no element for a block: readers see blocks by the order of entries and by the
//! `category` that stands first. `atom:source` comes last in an entry, because readers that take the
//! first element of a name anywhere below `entry` would otherwise show the portal's title and id.

use super::item::further;
use super::markup::Markup;
use super::moment::rfc3339;
use super::uuid;
use crate::model::{Item, Page, Publisher};

/// Room for the head of a feed and for the markup of one item. Documents are kept, and giving room back
/// takes as long as writing does: the guess is a close one.
const HEAD_BYTES: usize = 2 * 1024;
const ITEM_BYTES: usize = 1_100;
/// The name in `generator`. Without a version: an update of the program alone must not change a byte.
pub(super) const GENERATOR: &str = "diemtin";
/// The namespace of our own elements. A name, not an address; it never changes.
const NAMESPACE: &str = "urn:diemtin:feed";
/// Everything collected here is Vietnamese.
pub(super) const LANGUAGE: &str = "vi";

/// The page as an Atom Feed Document in UTF-8.
pub(super) fn write(page: &Page) -> Vec<u8> {
    let texts = page.blocks.iter().flat_map(|block| &block.items).map(|i| i.content.len() + i.summary.len());
    let items = page.blocks.iter().map(|block| block.items.len()).sum::<usize>();
    let mut out = Markup::new(HEAD_BYTES + items * ITEM_BYTES + texts.sum::<usize>() * 17 / 16);
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let atom = Some("http://www.w3.org/2005/Atom");
    let names = [("xmlns", atom), ("xmlns:diemtin", Some(NAMESPACE)), ("xml:lang", Some(LANGUAGE))];
    out.open("feed", &names).raw("\n");
    head(&mut out, page);
    for item in page.blocks.iter().flat_map(|block| &block.items) {
        entry(&mut out, item, page.full_text);
    }
    out.raw("</feed>\n");
    out.finish()
}

fn head(out: &mut Markup, page: &Page) {
    let own = format!("{}{}.atom", page.root, page.path);
    out.element("id", &uuid::of_feed(page));
    out.element("title", &page.title);
    if let Some(subtitle) = &page.subtitle {
        out.element("subtitle", subtitle);
    }
    out.element("updated", &rfc3339(page.updated));
    let atom = Some("application/atom+xml");
    out.empty("link", &[("rel", Some("self")), ("type", atom), ("href", Some(&own))]);
    let html = Some("text/html");
    out.empty("link", &[("rel", Some("alternate")), ("type", html), ("href", Some(page.root.as_str()))]);
    // RFC 4287 §4.1.1: stands in for entries whose author nobody named.
    out.raw("<author>").element("name", &page.title).raw("</author>\n");
    out.element("generator", GENERATOR);
}

fn entry(out: &mut Markup, item: &Item, full_text: bool) {
    out.raw("<entry>\n");
    out.element("id", &uuid::of_story(item.id));
    out.element("title", &item.title);
    out.element("updated", &rfc3339(item.updated));
    out.element("published", &rfc3339(item.time));
    links(out, item);
    authors(out, item);
    for label in &item.categories {
        let (scheme, name) = (label.scheme.as_deref(), label.label.as_deref());
        out.empty("category", &[("term", Some(&label.term)), ("scheme", scheme), ("label", name)]);
    }
    texts(out, item, full_text);
    reprints(out, item);
    if let Some(lead) = item.publishers.first() {
        source(out, lead);
    }
    out.raw("</entry>\n");
}

fn links(out: &mut Markup, item: &Item) {
    if let Some(link) = &item.link {
        out.empty("link", &[("rel", Some("alternate")), ("href", Some(link))]);
    }
    for also in further(item) {
        out.empty(
            "link",
            &[("rel", Some("related")), ("href", also.link.as_deref()), ("title", Some(&also.name))],
        );
    }
    for medium in &item.enclosures {
        let length = medium.length.map(|bytes| bytes.to_string());
        out.empty(
            "link",
            &[
                ("rel", Some("enclosure")),
                ("type", medium.media_type.as_deref()),
                ("length", length.as_deref()),
                ("href", Some(&medium.url)),
            ],
        );
    }
}

/// The authors, or the portal where it names none: a reader of many portals wants to see whose words these are.
fn authors(out: &mut Markup, item: &Item) {
    for person in &item.authors {
        out.raw("<author>").element("name", &person.name);
        if let Some(uri) = &person.uri {
            out.element("uri", uri);
        }
        if let Some(email) = &person.email {
            out.element("email", email);
        }
        out.raw("</author>\n");
    }
    if let (true, Some(lead)) = (item.authors.is_empty(), item.publishers.first()) {
        out.raw("<author>").element("name", &lead.name).raw("</author>\n");
    }
}

fn texts(out: &mut Markup, item: &Item, full_text: bool) {
    let html = |out: &mut Markup, name: &str, text: &str| {
        out.open(name, &[("type", Some("html"))]).text(text).raw("</").raw(name).raw(">\n");
    };
    if !item.summary.is_empty() {
        html(out, "summary", &item.summary);
    }
    if full_text && !item.content.is_empty() {
        html(out, "content", &item.content);
    } else if item.link.is_none() {
        // RFC 4287 §4.1.2: an entry without content needs an alternate link; without either it says its title.
        out.open("content", &[("type", Some("text"))]).text(&item.title).raw("</content>\n");
    }
}

/// Who else published it, where and when: what a `link` has no room for (RFC 4287 §6.4).
fn reprints(out: &mut Markup, item: &Item) {
    for also in item.publishers.iter().skip(1) {
        let seen = rfc3339(also.first_seen);
        out.empty(
            "diemtin:publisher",
            &[
                ("source", Some(&also.id)),
                ("name", Some(&also.name)),
                ("title", Some(also.title.as_str()).filter(|title| !title.is_empty())),
                ("href", also.link.as_deref()),
                ("seen", Some(&seen)),
            ],
        );
    }
}

fn source(out: &mut Markup, publisher: &Publisher) {
    out.raw("<source>\n");
    if let Some(url) = &publisher.url {
        out.element("id", url);
    }
    out.element("title", &publisher.name);
    out.element("updated", &rfc3339(publisher.first_seen));
    if let Some(url) = &publisher.url {
        out.empty("link", &[("href", Some(url))]);
    }
    out.raw("</source>\n");
}
