//! What the elements of an entry mean. One match, as the specifications read; the number that goes with
//! a text or a date says how good a name it stands under, 0 the best.

use super::facts::{Item, MAX_LIST, RawLink};
use super::frame::Closed;
use super::space::Space;
use crate::model::{Origin, Person};
use crate::parse::tally::Tally;

/// What was gathered below the element that closes: a person's parts, another feed's.
pub struct Below {
    pub person: Option<Person>,
    pub origin: Origin,
    pub origin_authors: Vec<Person>,
}

/// Takes a closed element of an entry into it.
pub fn take(item: &mut Item, closed: &Closed<'_, '_>, below: Below, tally: &mut Tally) {
    if texts(item, closed) || dates(item, closed) {
        return;
    }
    let frame = closed.frame;
    match (frame.space, frame.name) {
        (Space::Rss | Space::Atom, "guid" | "id") => {
            if let Some(guid) = closed.verbatim() {
                let given = frame.attribute("isPermaLink").or_else(|| frame.attribute("ispermalink"));
                item.permalink = given.map(|v| !v.eq_ignore_ascii_case("false"));
                item.guid = Some(guid);
            }
        }
        (Space::Rss | Space::Atom, "link") => add_link(&mut item.links, closed.link(), tally),
        (Space::Feedburner, "origLink") => item.original_link = closed.value(),
        (Space::Rss | Space::Atom, "enclosure") => push(&mut item.enclosures, closed.enclosure(), tally),
        (Space::Media, "content" | "thumbnail") => {
            let picture = |medium: RawLink| RawLink { rel: Some(PICTURED.to_owned()), ..medium };
            push(&mut item.enclosures, closed.enclosure().map(picture), tally);
        }
        (Space::Rss | Space::Atom, "author") | (Space::Dc, "creator" | "author") => {
            push(&mut item.authors, below.person, tally);
        }
        (Space::Itunes, "author") => item.podcaster = below.person,
        (Space::Rss | Space::Atom, "category") | (Space::Dc, "subject") | (Space::Media, "category") => {
            push(&mut item.labels, closed.label(), tally);
        }
        (Space::Itunes, "category") => push(&mut item.labels, closed.label(), tally),
        (Space::Itunes | Space::Media, "keywords") => {
            closed.keywords().for_each(|label| push(&mut item.labels, Some(label), tally));
        }
        (Space::Rss | Space::Atom, "source") => {
            item.origin = closed.origin(below.origin);
            item.source_authors = below.origin_authors;
        }
        _ => {}
    }
}

/// The relation of media that go with an article and are not it.
pub const PICTURED: &str = "media";

/// Whether the element is a text of the entry.
fn texts(item: &mut Item, closed: &Closed<'_, '_>) -> bool {
    match (closed.frame.space, closed.frame.name) {
        (Space::Rss | Space::Atom, "title") => item.title.offer(0, closed.construct()),
        (Space::Dc, "title") => item.title.offer(1, closed.construct()),
        (Space::Media | Space::Itunes, "title") => item.title.offer(2, closed.media_text()),
        (Space::Rss | Space::Atom, "summary") => {
            let held = item.summary.rank() == Some(DESCRIPTION);
            let description = if held { item.summary.take() } else { None };
            // Both: the summary is the lead, the description the text.
            description.into_iter().for_each(|text| item.content.offer(4, text));
            item.summary_base.clone_from(&closed.base);
            item.summary.offer(0, closed.construct());
        }
        (Space::Rss | Space::Atom, "description") if item.summary.rank() == Some(0) => {
            item.content.offer(4, closed.construct());
        }
        (Space::Rss | Space::Atom, "description") => {
            item.summary_base.clone_from(&closed.base);
            item.summary.offer(DESCRIPTION, closed.construct());
        }
        (Space::Dc, "description") => item.summary.offer(2, closed.construct()),
        (Space::Itunes, "summary") => item.summary.offer(3, closed.construct()),
        (Space::Media, "description") => item.summary.offer(4, closed.media_text()),
        (Space::Itunes, "subtitle") => item.summary.offer(5, closed.construct()),
        (Space::Content, "encoded") => content(item, 0, closed),
        (Space::Rss | Space::Atom, "content") => content(item, 1, closed),
        (Space::Rss, "encoded") => content(item, 2, closed),
        (Space::Xhtml, "body" | "div") | (Space::Rss, "body") => content(item, 3, closed),
        _ => return false,
    }
    true
}

/// The rank of RSS's `description`, behind a `summary` that stands beside it.
const DESCRIPTION: u8 = 1;

fn content(item: &mut Item, rank: u8, closed: &Closed<'_, '_>) {
    let text = closed.construct();
    if !text.text.is_empty() {
        item.content_base.clone_from(&closed.base);
        item.content.offer(rank, text);
    }
}

/// Whether the element is a date of the entry.
fn dates(item: &mut Item, closed: &Closed<'_, '_>) -> bool {
    let value = || closed.content.text.to_owned();
    match (closed.frame.space, closed.frame.name) {
        (Space::Rss | Space::Atom, "pubDate") => item.published.offer(0, value()),
        (Space::Rss | Space::Atom, "published") => item.published.offer(1, value()),
        (Space::Rss | Space::Atom | Space::Dc, "issued") => item.published.offer(2, value()),
        (Space::Rss | Space::Atom | Space::Dc, "date") => {
            // Dublin Core says "a date": it is what the entry has, unless another one says which.
            item.published.offer(3, value());
            item.updated.offer(3, value());
        }
        (Space::Rss | Space::Atom | Space::Dc, "created") => item.published.offer(4, value()),
        (Space::Rss | Space::Atom, "pubDateUTC" | "publishDate") => item.published.offer(5, value()),
        (Space::Rss | Space::Atom, "updated") => item.updated.offer(0, value()),
        (Space::Rss | Space::Atom | Space::Dc, "modified") => item.updated.offer(1, value()),
        (Space::Rss, "lastBuildDate") => item.updated.offer(2, value()),
        _ => return false,
    }
    true
}

/// Adds a link. Of several that are only an address, as RSS writes them, the last is meant: readers
/// take it, and portals add it behind that of a template.
pub fn add_link(links: &mut Vec<RawLink>, given: Option<RawLink>, tally: &mut Tally) {
    let bare = |l: &RawLink| l.rel.is_none() && l.media_type.is_none();
    match given {
        Some(link) if bare(&link) && links.first().is_some_and(bare) => links.insert(0, link),
        other => push(links, other, tally),
    }
    links.truncate(MAX_LIST);
}

/// Adds to a list within its bound.
pub fn push<T>(list: &mut Vec<T>, given: Option<T>, tally: &mut Tally) {
    match given {
        Some(_) if list.len() >= MAX_LIST => tally.note("over-limit"),
        Some(value) => list.push(value),
        None => {}
    }
}
