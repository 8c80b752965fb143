//! One pass of XML events over a mended feed, for what feed-rs drops, invents or refuses: guid and
//! `isPermaLink`, every link with its relation, raw dates, `<source>`, subjects, hints, the generator.
//! It keeps the texts too, for entries that feed-rs cannot take.

use super::links::rebased;
use super::tally::Tally;
use crate::model::{FeedKind, Label, Origin, Person};
use crate::text::decode;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::ops::Range;
use url::Url;

/// A feed as it is written.
#[derive(Debug)]
pub struct Facts {
    /// Its format.
    pub kind: FeedKind,
    /// Where its root's start tag stands in the text.
    pub root: Range<usize>,
    /// What it says of itself.
    pub channel: Channel,
    /// Its entries, in document order; at most as many as asked for.
    pub items: Vec<Item>,
    /// Entries beyond that.
    pub beyond: usize,
}

/// What a feed says of itself.
#[derive(Debug, Default)]
pub struct Channel {
    pub title: Option<Raw>,
    pub subtitle: Option<Raw>,
    pub links: Vec<RawLink>,
    pub id: Option<String>,
    pub updated: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub generator: Option<String>,
    pub authors: Vec<Person>,
    pub labels: Vec<Label>,
    pub ttl: Option<String>,
    pub update_period: Option<String>,
    pub update_frequency: Option<String>,
    pub skip_hours: Vec<String>,
    pub skip_days: Vec<String>,
    /// `xml:base` of the root, or what it is resolved against.
    pub base: Option<Url>,
}

/// An entry as it is written.
#[derive(Debug, Default)]
pub struct Item {
    /// Where it stands in the text.
    pub range: Range<usize>,
    pub guid: Option<String>,
    /// `isPermaLink`, where given.
    pub permalink: Option<bool>,
    pub links: Vec<RawLink>,
    pub published: Dated,
    pub updated: Dated,
    pub title: Option<Raw>,
    pub summary: Option<Raw>,
    pub content: Option<Raw>,
    pub authors: Vec<Person>,
    pub labels: Vec<Label>,
    pub enclosures: Vec<RawLink>,
    pub origin: Option<Origin>,
    /// `xml:base` in force, when there is one.
    pub base: Option<Url>,
    /// `xml:base` in force in its content.
    pub content_base: Option<Url>,
}

/// A text and whether it is HTML.
#[derive(Debug, Default, Clone)]
pub struct Raw {
    pub text: String,
    pub html: bool,
}

/// A link as it is written.
#[derive(Debug, Default, Clone)]
pub struct RawLink {
    pub href: String,
    pub rel: Option<String>,
    pub media_type: Option<String>,
    pub length: Option<u64>,
    pub base: Option<Url>,
}

/// A raw date, and how good a name it stood under: lower is better.
#[derive(Debug, Default, Clone)]
pub struct Dated(pub Option<(u8, String)>);

impl Dated {
    fn offer(&mut self, rank: u8, text: &str) {
        if !text.is_empty() && self.0.as_ref().is_none_or(|(best, _)| rank < *best) {
            self.0 = Some((rank, text.to_owned()));
        }
    }

    /// The text.
    pub fn text(&self) -> Option<&str> {
        self.0.as_ref().map(|(_, text)| text.as_str())
    }
}

/// Most authors, labels, links, enclosures of one entry.
pub const MAX_LIST: usize = 50;

/// Reads a mended feed; `Err` says what the XML reader minded.
pub fn facts(text: &str, url: &Url, max_entries: usize, tally: &mut Tally) -> Result<Facts, String> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::new(text, url, max_entries, tally);
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let (space, event) = reader.read_resolved_event().map_err(|e| e.to_string())?;
        let after = |r: &NsReader<&[u8]>| usize::try_from(r.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Event::Start(tag) => {
                let frame = frame(&tag, space_of(&space, &tag), after(&reader));
                walk.open(frame, before);
            }
            Event::Empty(tag) => {
                let frame = frame(&tag, space_of(&space, &tag), after(&reader));
                walk.open(frame, before);
                let end = after(&reader);
                walk.close(end, end);
            }
            Event::End(_) => walk.close(before, after(&reader)),
            Event::Text(t) => walk.buffer.push_str(&t),
            Event::CData(t) => walk.buffer.push_str(&t),
            Event::GeneralRef(r) => {
                let reference: &str = &r;
                walk.buffer.push_str(&decode(&format!("&{reference};")));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(walk.facts)
}

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    /// RSS or Atom.
    Core,
    Dc,
    Content,
    Sy,
    Media,
    Other,
}

fn space_of(resolved: &ResolveResult<'_>, tag: &BytesStart<'_>) -> Space {
    let prefixed = tag.name().0.contains(':');
    let ResolveResult::Bound(namespace) = resolved else {
        return if prefixed { Space::Other } else { Space::Core };
    };
    let uri = namespace.0;
    let has = |part: &str| uri.contains(part);
    if has("www.w3.org/2005/Atom") || has("purl.org/rss/1.0/") && !has("modules") {
        Space::Core
    } else if has("purl.org/dc/") {
        Space::Dc
    } else if has("rss/1.0/modules/content") {
        Space::Content
    } else if has("rss/1.0/modules/syndication") {
        Space::Sy
    } else if has("search.yahoo.com/mrss") {
        Space::Media
    } else if prefixed {
        Space::Other
    } else {
        Space::Core
    }
}

/// An open element.
struct Frame {
    space: Space,
    name: String,
    attributes: Vec<(String, String)>,
    base: Option<Url>,
    /// Where its content begins, in the text and in the buffer.
    inner: usize,
    buffered: usize,
    has_child: bool,
}

impl Frame {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.attribute(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
    }

    fn is(&self, space: Space, names: &[&str]) -> bool {
        self.space == space && names.contains(&self.name.as_str())
    }
}

fn frame(tag: &BytesStart<'_>, space: Space, inner: usize) -> Frame {
    let attributes = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|a| (a.key.0.to_owned(), decode(&a.value)))
        .collect();
    let name = tag.local_name().into_inner().to_owned();
    Frame { space, name, attributes, base: None, inner, buffered: 0, has_child: false }
}

struct Walk<'a, 't> {
    text: &'a str,
    url: &'a Url,
    max_entries: usize,
    tally: &'t mut Tally,
    stack: Vec<Frame>,
    buffer: String,
    /// The entry being read, and the depth of its element.
    item: Option<(Item, usize)>,
    person: Person,
    origin: Origin,
    facts: Facts,
}

impl<'a, 't> Walk<'a, 't> {
    fn new(text: &'a str, url: &'a Url, max_entries: usize, tally: &'t mut Tally) -> Self {
        let channel = Channel::default();
        let facts = Facts { kind: FeedKind::Rss, root: 0..0, channel, items: Vec::new(), beyond: 0 };
        Self {
            text,
            url,
            max_entries,
            tally,
            stack: Vec::new(),
            buffer: String::new(),
            item: None,
            person: Person::default(),
            origin: Origin::default(),
            facts,
        }
    }

    fn open(&mut self, mut frame: Frame, start: usize) {
        if let Some(given) = frame.attribute("xml:base") {
            let outer = self.base().unwrap_or_else(|| self.url.clone());
            frame.base = Some(rebased(&outer, Some(given)));
        }
        frame.buffered = self.buffer.len();
        if let Some(parent) = self.stack.last_mut() {
            parent.has_child = true;
        } else {
            self.facts.kind = match frame.name.as_str() {
                "feed" => FeedKind::Atom,
                "RDF" | "rdf" => FeedKind::Rdf,
                _ => FeedKind::Rss,
            };
            self.facts.root = start..frame.inner;
            self.facts.channel.base.clone_from(&frame.base);
            self.facts.channel.language = frame.owned("xml:lang");
        }
        if self.item.is_none() && frame.is(Space::Core, &["item", "entry"]) && !self.stack.is_empty() {
            let guid = frame.owned("rdf:about");
            let base = frame.base.clone().or_else(|| self.base());
            let item = Item { range: start..start, guid, permalink: None, base, ..Item::default() };
            self.item = Some((item, self.stack.len()));
        }
        self.stack.push(frame);
    }

    /// The `xml:base` in force.
    fn base(&self) -> Option<Url> {
        self.stack.iter().rev().find_map(|f| f.base.clone())
    }

    /// Ends the innermost element: its content ends at `inner_end`, its end tag at `end`.
    fn close(&mut self, inner_end: usize, end: usize) {
        let base = self.base();
        let Some(frame) = self.stack.pop() else { return };
        let value = if frame.has_child && is_text(&frame) {
            self.text.get(frame.inner..inner_end).unwrap_or_default().trim().to_owned()
        } else {
            self.buffer.get(frame.buffered..).unwrap_or_default().trim().to_owned()
        };
        self.buffer.truncate(frame.buffered);
        let depth = self.stack.len();
        if self.item.as_ref().is_some_and(|(_, d)| *d == depth) {
            if let Some((mut item, _)) = self.item.take() {
                item.range.end = end;
                if self.facts.items.len() < self.max_entries {
                    self.facts.items.push(item);
                } else {
                    self.facts.beyond += 1;
                }
            }
            return;
        }
        let Some(parent) = self.stack.last() else { return };
        if parent.is(Space::Core, &["author", "contributor"]) || parent.is(Space::Dc, &["creator"]) {
            self.person_part(&frame, value);
        } else if parent.is(Space::Core, &["source"]) {
            self.origin_part(&frame, value);
        } else if let Some((item, item_depth)) = self.item.take() {
            let direct = depth == item_depth + 1;
            let grouped = !direct && frame.space == Space::Media;
            let item = if direct || grouped { self.item_part(item, frame, value, base) } else { item };
            self.item = Some((item, item_depth));
        } else {
            let parent = parent.name.clone();
            self.channel_part(&frame, &parent, value, base);
        }
    }

    fn person_part(&mut self, frame: &Frame, value: String) {
        let value = Some(value).filter(|v| !v.is_empty());
        match frame.name.as_str() {
            "name" => self.person.name = value.unwrap_or_default(),
            "email" => self.person.email = value,
            "uri" | "url" | "homepage" => self.person.uri = value,
            _ => {}
        }
    }

    fn origin_part(&mut self, frame: &Frame, value: String) {
        match frame.name.as_str() {
            "title" => self.origin.title = Some(value).filter(|v| !v.is_empty()),
            "link" if frame.attribute("rel").is_none_or(|r| r == "alternate") => {
                self.origin.url = frame.owned("href").or(Some(value).filter(|v| !v.is_empty()));
            }
            _ => {}
        }
    }

    /// A person construct of Atom, or RSS's one line.
    fn person(&mut self, value: &str) -> Option<Person> {
        let built = std::mem::take(&mut self.person);
        if built != Person::default() { Some(built) } else { one_line_person(value) }
    }

    fn item_part(&mut self, mut item: Item, frame: Frame, value: String, base: Option<Url>) -> Item {
        let name = frame.name.as_str();
        match (frame.space, name) {
            (Space::Core, "guid" | "id") if !value.is_empty() => {
                item.permalink =
                    frame.attribute("isPermaLink").map(|v| !v.trim().eq_ignore_ascii_case("false"));
                item.guid = Some(value);
            }
            (Space::Core, "link") => push(&mut item.links, link(&frame, value, base), self.tally),
            (Space::Core, "enclosure") => push(&mut item.enclosures, enclosure(&frame, base), self.tally),
            (Space::Media, "content") => push(&mut item.enclosures, enclosure(&frame, base), self.tally),
            (Space::Core, "pubDate") => item.published.offer(0, &value),
            (Space::Core, "published") => item.published.offer(1, &value),
            (Space::Core | Space::Dc, "issued") => item.published.offer(2, &value),
            (Space::Dc | Space::Core, "date") => item.published.offer(3, &value),
            (Space::Dc | Space::Core, "created") => item.published.offer(4, &value),
            (Space::Core, "pubdate" | "PubDate" | "pubDateUTC" | "publishDate") => {
                item.published.offer(5, &value)
            }
            (Space::Core, "updated") => item.updated.offer(0, &value),
            (Space::Core | Space::Dc, "modified") => item.updated.offer(1, &value),
            (Space::Core, "lastBuildDate") => item.updated.offer(2, &value),
            (Space::Core, "title") => item.title = Some(raw(&frame, value, self.facts.kind)),
            (Space::Dc, "title") if item.title.is_none() => {
                item.title = Some(raw(&frame, value, self.facts.kind))
            }
            (Space::Core, "description" | "summary") => {
                item.summary = Some(raw(&frame, value, self.facts.kind));
            }
            (Space::Dc, "description") if item.summary.is_none() => {
                item.summary = Some(raw(&frame, value, self.facts.kind));
            }
            (Space::Content, "encoded") => {
                item.content_base = frame.base.clone();
                item.content = Some(Raw { text: value, html: true });
            }
            (Space::Core, "content") => {
                item.content_base = frame.base.clone();
                item.content = Some(raw(&frame, value, self.facts.kind)).filter(|r| !r.text.is_empty());
            }
            (Space::Core, "author") | (Space::Dc, "creator") => {
                let person = self.person(&value);
                push(&mut item.authors, person, self.tally);
            }
            (Space::Core, "contributor") => self.person = Person::default(),
            (Space::Core, "category") | (Space::Dc, "subject") => {
                push(&mut item.labels, label(&frame, value), self.tally)
            }
            (Space::Core, "source") => {
                let built = std::mem::take(&mut self.origin);
                item.origin = origin(&frame, value, built);
            }
            _ => {}
        }
        item
    }

    fn channel_part(&mut self, frame: &Frame, parent: &str, value: String, base: Option<Url>) {
        let kind = self.facts.kind;
        let person = match (frame.space, frame.name.as_str()) {
            (Space::Core, "author" | "managingEditor") | (Space::Dc, "creator") if parent != "image" => {
                self.person(&value)
            }
            _ => None,
        };
        let channel = &mut self.facts.channel;
        let some = || Some(value.clone()).filter(|v| !v.is_empty());
        match (frame.space, frame.name.as_str(), parent) {
            (_, "hour", "skipHours") => {
                channel.skip_hours.extend(some().filter(|_| channel.skip_hours.len() < 24))
            }
            (_, "day", "skipDays") => {
                channel.skip_days.extend(some().filter(|_| channel.skip_days.len() < 7))
            }
            (_, _, parent) if !matches!(parent, "channel" | "feed" | "rss" | "RDF") => {}
            (Space::Core, "title", _) => channel.title = Some(raw(frame, value, kind)),
            (Space::Core, "description" | "subtitle" | "tagline", _) => {
                channel.subtitle = Some(raw(frame, value, kind))
            }
            (Space::Core, "link", _) => push(&mut channel.links, link(frame, value, base), self.tally),
            (Space::Core, "id", _) => channel.id = some(),
            (Space::Core, "lastBuildDate" | "updated" | "modified", _) => channel.updated = some(),
            (Space::Core, "pubDate" | "published", _) => channel.published = some(),
            (Space::Dc, "date", _) if channel.published.is_none() => channel.published = some(),
            (Space::Core | Space::Dc, "language", _) => channel.language = some(),
            (Space::Core, "generator", _) => channel.generator = some(),
            (Space::Core, "category", _) | (Space::Dc, "subject", _) => {
                push(&mut channel.labels, label(frame, value), self.tally);
            }
            (Space::Core, "author" | "managingEditor", _) | (Space::Dc, "creator", _) => {
                push(&mut channel.authors, person, self.tally);
            }
            (Space::Core, "ttl", _) => channel.ttl = some(),
            (Space::Sy, "updatePeriod", _) => channel.update_period = some(),
            (Space::Sy, "updateFrequency", _) => channel.update_frequency = some(),
            _ => {}
        }
    }
}

fn push<T>(list: &mut Vec<T>, given: Option<T>, tally: &mut Tally) {
    match given {
        Some(_) if list.len() >= MAX_LIST => tally.note("over-limit"),
        Some(value) => list.push(value),
        None => {}
    }
}

/// Elements whose content is text, markup included.
fn is_text(frame: &Frame) -> bool {
    matches!(
        frame.name.as_str(),
        "title" | "description" | "summary" | "content" | "encoded" | "subtitle" | "tagline" | "rights"
    )
}

/// RSS texts are HTML; Atom's say what they are (RFC 4287 §3.1.1), `mode` is Atom 0.3's.
fn raw(frame: &Frame, text: String, kind: FeedKind) -> Raw {
    let media_type = frame.attribute("type").map(|t| t.trim().to_ascii_lowercase());
    let html = match media_type.as_deref() {
        _ if kind != FeedKind::Atom => true,
        Some(t) => t.contains("html") || t.ends_with("xml"),
        None => frame.attribute("mode").is_some() || frame.has_child,
    };
    Raw { text, html }
}

fn link(frame: &Frame, value: String, base: Option<Url>) -> Option<RawLink> {
    let href = frame.owned("href").or(Some(value).filter(|v| !v.is_empty()))?;
    let length = frame.attribute("length").and_then(|l| l.trim().parse().ok());
    Some(RawLink { href, rel: frame.owned("rel"), media_type: frame.owned("type"), length, base })
}

fn enclosure(frame: &Frame, base: Option<Url>) -> Option<RawLink> {
    let href = frame.owned("url").or_else(|| frame.owned("href"))?;
    let length = frame.attribute("length").or_else(|| frame.attribute("fileSize"));
    let length = length.and_then(|l| l.trim().parse().ok());
    Some(RawLink { href, rel: None, media_type: frame.owned("type"), length, base })
}

fn label(frame: &Frame, value: String) -> Option<Label> {
    let term = frame.owned("term").or(Some(value).filter(|v| !v.is_empty()))?;
    let scheme = frame.owned("domain").or_else(|| frame.owned("scheme"));
    Some(Label { term, scheme, label: frame.owned("label") })
}

fn origin(frame: &Frame, value: String, built: Origin) -> Option<Origin> {
    let found = if built == Origin::default() {
        Origin { title: Some(value).filter(|v| !v.is_empty()), url: frame.owned("url") }
    } else {
        built
    };
    (found != Origin::default()).then_some(found)
}

/// `bbt@bao.example (Ban biên tập)`, `Ban biên tập <bbt@bao.example>`, an address or a name alone.
pub fn one_line_person(text: &str) -> Option<Person> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let is_email = |s: &str| s.contains('@') && !s.contains(char::is_whitespace) && s.len() <= 320;
    let pair = text.split_once('(').zip(Some(')')).or_else(|| text.split_once('<').zip(Some('>')));
    if let Some(((before, inside), closing)) = pair
        && let Some(inside) = inside.trim_end().strip_suffix(closing)
    {
        let (before, inside) = (before.trim(), inside.trim());
        let (name, email) = if is_email(before) { (inside, before) } else { (before, inside) };
        if is_email(email) {
            return Some(Person { name: name.to_owned(), email: Some(email.to_owned()), uri: None });
        }
    }
    if is_email(text) {
        return Some(Person { name: text.to_owned(), email: Some(text.to_owned()), uri: None });
    }
    Some(Person { name: text.to_owned(), ..Person::default() })
}
