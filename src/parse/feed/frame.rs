//! An open element on the way through a feed, and what it says once it is closed.

use super::construct::{self, Content};
use super::facts::{Raw, RawLink};
use super::space::Space;
use crate::model::{Label, Origin};
use crate::text::decode;
use std::rc::Rc;
use url::Url;

/// An open element.
pub struct Frame<'a> {
    pub space: Space,
    /// Local name, as its vocabulary spells it.
    pub name: &'a str,
    /// As written: qualified names, references not decoded.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// Its own `xml:base`, resolved.
    pub base: Option<Rc<Url>>,
    /// Where its content begins, in the text and in the buffer.
    pub inner: usize,
    pub buffered: usize,
    pub has_child: bool,
}

impl Frame<'_> {
    /// The value of an attribute, trimmed; none when it says nothing.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        let value = decode(value);
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// Whether it is an element of RSS or Atom with one of these names.
    pub fn is(&self, names: &[&str]) -> bool {
        self.space.is_core() && names.contains(&self.name)
    }
}

/// A closed element.
pub struct Closed<'f, 'a> {
    pub frame: &'f Frame<'a>,
    pub content: Content<'f>,
    /// `xml:base` in force in it, when there is one.
    pub base: Option<Rc<Url>>,
}

impl Closed<'_, '_> {
    /// Its text; none when it says nothing.
    pub fn value(&self) -> Option<String> {
        Some(self.content.text).filter(|v| !v.is_empty()).map(str::to_owned)
    }

    /// Its text; where elements stand in it, as it is written.
    pub fn verbatim(&self) -> Option<String> {
        let text = if self.content.has_child { self.content.inner } else { self.content.text };
        Some(text).filter(|v| !v.is_empty()).map(str::to_owned)
    }

    /// What it says as text or HTML.
    pub fn construct(&self) -> Raw {
        if self.frame.space == Space::Atom {
            let (media_type, mode) = (self.frame.attribute("type"), self.frame.attribute("mode"));
            construct::atom(&self.content, media_type.as_deref(), mode.as_deref())
        } else {
            construct::rss(&self.content)
        }
    }

    /// Text that is HTML only when it says so (Media RSS).
    pub fn media_text(&self) -> Raw {
        let html = self.frame.attribute("type").is_some_and(|t| t.eq_ignore_ascii_case("html"));
        Raw { text: self.content.text.to_owned(), html }
    }

    /// A link: Atom's with attributes, or RSS's with an address inside.
    pub fn link(&self) -> Option<RawLink> {
        let href = self.frame.attribute("href").or_else(|| self.value());
        let href = href.or_else(|| self.frame.attribute("rdf:resource"))?;
        let rel = self.frame.attribute("rel").map(|rel| registered(&rel).to_owned());
        let length = self.frame.attribute("length").and_then(|l| l.parse().ok());
        Some(RawLink { href, rel, media_type: self.frame.attribute("type"), length, base: self.base.clone() })
    }

    /// A medium.
    pub fn enclosure(&self) -> Option<RawLink> {
        let href = self.frame.attribute("url").or_else(|| self.frame.attribute("href"))?;
        let length = self.frame.attribute("length").or_else(|| self.frame.attribute("fileSize"));
        let length = length.and_then(|l| l.parse().ok());
        Some(RawLink {
            href,
            rel: None,
            media_type: self.frame.attribute("type"),
            length,
            base: self.base.clone(),
        })
    }

    /// A category; one that has only a name for people counts as well.
    pub fn label(&self) -> Option<Label> {
        let term =
            self.frame.attribute("term").or_else(|| self.verbatim()).or_else(|| self.frame.attribute("text"));
        let scheme = self.frame.attribute("domain").or_else(|| self.frame.attribute("scheme"));
        let label = self.frame.attribute("label");
        let scheme = scheme.or_else(|| (self.frame.space == Space::Itunes).then(|| ITUNES.to_owned()));
        let found = Label { term: term.unwrap_or_default(), scheme, label };
        let says = !found.term.is_empty()
            || found.label.is_some()
            || self.frame.space == Space::Atom && found.scheme.is_some();
        says.then_some(found)
    }

    /// Words between commas, each a label.
    pub fn keywords(&self) -> impl Iterator<Item = Label> {
        let scheme = (self.frame.space == Space::Itunes).then(|| ITUNES.to_owned());
        let words = self.content.text.split(',').map(str::trim).filter(|w| !w.is_empty());
        words.map(move |term| Label { term: term.to_owned(), scheme: scheme.clone(), label: None })
    }

    /// Where an entry was taken from: RSS's one element, or what was `built` from Atom's children.
    pub fn origin(&self, built: Origin) -> Option<Origin> {
        let found = if built == Origin::default() {
            Origin { title: self.value(), url: self.frame.attribute("url") }
        } else {
            built
        };
        (found != Origin::default()).then_some(found)
    }
}

/// The scheme of the podcast directory's categories.
const ITUNES: &str = "http://www.itunes.com/";

/// A relation as registered, also where its whole address is written (RFC 4287 §4.2.7.2).
fn registered(rel: &str) -> &str {
    rel.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(rel)
}
