//! One pass of XML events over a mended feed: which elements are open, what they hold, and whose they
//! are. What an element means is said in `item` and `channel`.

use super::channel;
use super::construct::Content;
use super::facts::{Channel, Facts, Item};
use super::frame::{Closed, Frame};
use super::item::{self, Below};
use super::person::one_line_person;
use super::space::{Space, space_of, spelled};
use crate::model::{FeedKind, Origin, Person};
use crate::parse::links::rebased;
use crate::parse::mend::start_tag;
use crate::parse::tally::Tally;
use crate::text::decode;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::ops::Range;
use std::rc::Rc;
use url::Url;

/// Reads a mended feed; `Err` says what the XML reader minded.
pub fn walk(text: &str, url: &Url, max_entries: usize, tally: &mut Tally) -> Result<Facts, String> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::new(text, url, max_entries, tally);
    let place = |r: &NsReader<&[u8]>| usize::try_from(r.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let before = place(&reader);
        let (space, event) = reader.read_resolved_event().map_err(|e| e.to_string())?;
        // The events are bytes: what they hold is taken from the text, which is known to be UTF-8.
        match event {
            Event::Start(tag) => {
                let frame = walk.frame(&tag, &space, before);
                walk.open(Frame { inner: place(&reader), ..frame });
            }
            Event::Empty(tag) => {
                let frame = walk.frame(&tag, &space, before);
                let end = place(&reader);
                walk.open(Frame { inner: end, ..frame });
                walk.close(end);
            }
            Event::End(_) => walk.close(before),
            Event::Text(_) => walk.text(before..place(&reader)),
            Event::CData(_) => walk.text(before + 9..place(&reader).saturating_sub(3)),
            Event::GeneralRef(_) => walk.reference(before..place(&reader)),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(walk.facts)
}

/// How deep in a feed or an entry an element stands, at most, that means something by itself: the name of
/// an author of another feed's description.
const DEEPEST: usize = 5;

/// Most namespaces remembered.
const MAX_SPACES: usize = 32;

struct Walk<'a, 't> {
    text: &'a str,
    url: &'a Url,
    max_entries: usize,
    tally: &'t mut Tally,
    stack: Vec<Frame<'a>>,
    /// Character data of the open elements.
    buffer: String,
    /// How many open elements have an `xml:base`.
    bases: usize,
    root: Option<Space>,
    /// Namespaces met before.
    spaces: Vec<(Vec<u8>, bool, Space)>,
    /// A prefix without a namespace occurred.
    undeclared: bool,
    /// The entry being read, and the depth of its element.
    item: Option<(Item, usize)>,
    person: Person,
    origin: Origin,
    origin_authors: Vec<Person>,
    facts: Facts,
}

impl<'a, 't> Walk<'a, 't> {
    fn new(text: &'a str, url: &'a Url, max_entries: usize, tally: &'t mut Tally) -> Self {
        let channel = Channel::default();
        Self {
            text,
            url,
            max_entries,
            tally,
            stack: Vec::new(),
            buffer: String::new(),
            bases: 0,
            root: None,
            spaces: Vec::new(),
            undeclared: false,
            item: None,
            person: Person::default(),
            origin: Origin::default(),
            origin_authors: Vec::new(),
            facts: Facts { kind: FeedKind::Rss, channel, items: Vec::new(), beyond: 0 },
        }
    }

    fn text(&mut self, at: Range<usize>) {
        self.buffer.push_str(self.text.get(at).unwrap_or_default());
    }

    fn reference(&mut self, at: Range<usize>) {
        match self.text.get(at).unwrap_or_default() {
            "&amp;" => self.buffer.push('&'),
            "&lt;" => self.buffer.push('<'),
            "&gt;" => self.buffer.push('>'),
            "&quot;" => self.buffer.push('"'),
            other => self.buffer.push_str(&decode(other)),
        }
    }

    /// The element whose start tag stands at `at`.
    fn frame(&mut self, tag: &BytesStart<'_>, resolved: &ResolveResult<'_>, at: usize) -> Frame<'a> {
        let written = self.text.get(at..).unwrap_or_default();
        let qualified = written.get(1..=tag.name().0.len()).unwrap_or_default();
        let (prefix, local) = match qualified.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, qualified),
        };
        if matches!(resolved, ResolveResult::Unknown(_)) && !self.undeclared {
            self.undeclared = true;
            self.tally.note("missing-namespace");
        }
        let space = self.space(resolved, prefix);
        let name = spelled(local);
        if name != local {
            self.tally.note("upper-case-names");
        }
        let has_attributes = !matches!(written.as_bytes().get(qualified.len() + 1), Some(b'>'));
        let attributes = if has_attributes { start_tag(written).map(|t| t.attributes) } else { None };
        let attributes = attributes.unwrap_or_default();
        Frame { space, name, attributes, base: None, inner: 0, buffered: self.buffer.len(), has_child: false }
    }

    /// [`space_of`], looked up once for each namespace: nearly every element of Atom has one.
    fn space(&mut self, resolved: &ResolveResult<'_>, prefix: Option<&str>) -> Space {
        let ResolveResult::Bound(namespace) = resolved else { return space_of(resolved, prefix, self.root) };
        let known = |(uri, prefixed, _): &&(Vec<u8>, bool, Space)| {
            *prefixed == prefix.is_some() && uri.as_slice() == namespace.0
        };
        if let Some((_, _, space)) = self.spaces.iter().find(known) {
            return *space;
        }
        let space = space_of(resolved, prefix, self.root);
        if self.spaces.len() < MAX_SPACES && self.root.is_some() {
            self.spaces.push((namespace.0.to_vec(), prefix.is_some(), space));
        }
        space
    }

    fn open(&mut self, mut frame: Frame<'a>) {
        if let Some(given) = frame.attribute("xml:base") {
            let outer = self.base().unwrap_or_else(|| Rc::new(self.url.clone()));
            let base = rebased(&outer, Some(&given));
            if base == *outer && outer.join(&given).is_err() {
                self.tally.note("bad-base");
            }
            frame.base = Some(Rc::new(base));
            self.bases += 1;
        }
        match self.stack.last_mut() {
            Some(parent) => parent.has_child = true,
            None => self.begin(&frame),
        }
        let is_entry = frame.is(&["item", "entry"]) && !self.stack.is_empty();
        if self.item.is_none() && is_entry {
            let item = Item {
                guid: frame.attribute("rdf:about"),
                base: frame.base.clone().or_else(|| self.base()),
                ..Item::default()
            };
            self.item = Some((item, self.stack.len()));
        }
        self.stack.push(frame);
    }

    /// The root.
    fn begin(&mut self, root: &Frame<'a>) {
        self.facts.kind = match root.name {
            "feed" => FeedKind::Atom,
            "RDF" => FeedKind::Rdf,
            _ => FeedKind::Rss,
        };
        self.root = Some(if root.name == "feed" { Space::Atom } else { root.space });
        self.facts.channel.base.clone_from(&root.base);
        self.facts.channel.language = root.attribute("xml:lang");
    }

    /// The `xml:base` in force.
    fn base(&self) -> Option<Rc<Url>> {
        if self.bases == 0 {
            return None;
        }
        self.stack.iter().rev().find_map(|f| f.base.clone())
    }

    /// Ends the innermost element: its content ends at `inner_end`.
    fn close(&mut self, inner_end: usize) {
        let base = self.base();
        let Some(frame) = self.stack.pop() else { return };
        self.bases -= usize::from(frame.base.is_some());
        let depth = self.stack.len();
        // What stands deeper than any element that means something is only text.
        let deepest = self.item.as_ref().map_or(DEEPEST, |(_, item_depth)| item_depth + DEEPEST);
        if depth > deepest {
            return;
        }
        if self.item.as_ref().is_some_and(|(_, at)| *at == depth) {
            self.end_item();
        } else if let Some((parent, above)) = self.stack.split_last() {
            let buffer = std::mem::take(&mut self.buffer);
            let content = Content {
                text: buffer.get(frame.buffered..).unwrap_or_default().trim(),
                inner: self.text.get(frame.inner..inner_end).unwrap_or_default().trim(),
                has_child: frame.has_child,
            };
            let closed = Closed { frame: &frame, content, base };
            let place = Place {
                parent: (parent.space, parent.name),
                in_source: above.last().is_some_and(|f| f.is(&["source"])),
            };
            self.take(&closed, &place, depth);
            self.buffer = buffer;
        }
        // What stands deeper belongs to the text around it as well.
        let outside = if self.facts.kind == FeedKind::Atom { 1 } else { 2 };
        if depth <= self.item.as_ref().map_or(outside, |(_, item_depth)| item_depth + 1) {
            self.buffer.truncate(frame.buffered);
        }
    }

    fn end_item(&mut self) {
        let Some((item, _)) = self.item.take() else { return };
        if self.facts.items.len() < self.max_entries {
            self.facts.items.push(item);
        } else {
            self.facts.beyond += 1;
        }
    }

    /// Takes what a closed element says to whom it belongs.
    fn take(&mut self, closed: &Closed<'_, 'a>, place: &Place<'_>, depth: usize) {
        let (space, parent) = place.parent;
        let core = space.is_core();
        if core && matches!(parent, "author" | "contributor") || space == Space::Dc && parent == "creator" {
            return self.person_part(closed);
        }
        if core && parent == "source" {
            return self.origin_part(closed);
        }
        if place.in_source {
            return;
        }
        let person = self.person_of(closed);
        let Some((mut item, item_depth)) = self.item.take() else {
            return channel::take(&mut self.facts.channel, closed, parent, person, self.tally);
        };
        let direct = depth == item_depth + 1;
        if direct || closed.frame.space == Space::Media && depth <= item_depth + 3 {
            let is_source = closed.frame.is(&["source"]);
            let origin = if is_source { std::mem::take(&mut self.origin) } else { Origin::default() };
            let origin_authors =
                if is_source { std::mem::take(&mut self.origin_authors) } else { Vec::new() };
            item::take(&mut item, closed, Below { person, origin, origin_authors }, self.tally);
        }
        self.item = Some((item, item_depth));
    }

    /// The person that an element names: a construct of Atom, or RSS's one line.
    fn person_of(&mut self, closed: &Closed<'_, '_>) -> Option<Person> {
        const PERSONS: [&str; 4] = ["author", "creator", "managingEditor", "contributor"];
        if !PERSONS.contains(&closed.frame.name) {
            return None;
        }
        let built = std::mem::take(&mut self.person);
        if built != Person::default() { Some(built) } else { one_line_person(closed.content.text) }
    }

    fn person_part(&mut self, closed: &Closed<'_, '_>) {
        match closed.frame.name {
            "name" => self.person.name = closed.value().unwrap_or_default(),
            "email" => self.person.email = closed.value(),
            "uri" | "url" | "homepage" => self.person.uri = closed.value(),
            _ => {}
        }
    }

    fn origin_part(&mut self, closed: &Closed<'_, '_>) {
        match closed.frame.name {
            "title" => self.origin.title = Some(closed.construct().text).filter(|t| !t.is_empty()),
            "link" if closed.frame.attribute("rel").is_none_or(|r| r == "alternate") => {
                self.origin.url = closed.link().map(|l| l.href);
            }
            "author" if self.origin_authors.len() < super::facts::MAX_LIST => {
                let person = self.person_of(closed);
                self.origin_authors.extend(person);
            }
            "contributor" => self.person = Person::default(),
            _ => {}
        }
    }
}

/// Where a closed element stands.
struct Place<'s> {
    parent: (Space, &'s str),
    /// Its parent is a part of another feed's description.
    in_source: bool,
}
