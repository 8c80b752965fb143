//! One pass of XML events over a mended sitemap. An element means what its name and its parent's say,
//! whatever prefix it has and whatever its namespace is called: half of the generators have them wrong.

use super::facts::{Facts, Field, MAX_PLACES, Place};
use crate::text::decode;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Longest text of an element, in bytes; what goes beyond is left out.
const MAX_FIELD_BYTES: usize = 16 * 1024;

/// Reads a mended sitemap; `Err` says what the XML reader minded.
pub fn walk(text: &str) -> Result<Facts, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(tag) => walk.open(&String::from_utf8_lossy(tag.name().0)),
            Event::Empty(tag) => {
                walk.open(&String::from_utf8_lossy(tag.name().0));
                walk.close();
            }
            Event::End(_) => walk.close(),
            Event::Text(text) => walk.text(&String::from_utf8_lossy(&text)),
            Event::CData(text) => walk.text(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(name) if walk.in_field() => {
                walk.text(&decode(&format!("&{};", String::from_utf8_lossy(&name))));
            }
            Event::Eof => return Ok(walk.facts),
            _ => {}
        }
    }
}

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Root,
    Place,
    News,
    Publication,
    Image,
    Field(Field),
    Other,
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    /// Of the innermost field.
    text: String,
    place: Option<Place>,
    facts: Facts,
}

impl Walk {
    fn open(&mut self, name: &str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let (prefix, local) = (prefix.to_ascii_lowercase(), local.to_ascii_lowercase());
        let open = match (self.open.last(), &mut self.place) {
            (None, _) => Open::Root,
            (Some(_), None) if local == "url" || local == "sitemap" => {
                self.place = Some(Place { is_sitemap: local == "sitemap", ..Place::default() });
                Open::Place
            }
            (Some(parent), Some(place)) => {
                let open = within(*parent, &prefix, &local);
                place.is_news |= open == Open::News;
                open
            }
            _ => Open::Other,
        };
        if let Open::Field(_) = open {
            self.text.clear();
        }
        self.open.push(open);
    }

    fn close(&mut self) {
        match (self.open.pop(), &mut self.place) {
            (Some(Open::Field(field)), Some(place)) => place.take(field, &self.text),
            (Some(Open::Place), Some(_)) if self.facts.places.len() >= MAX_PLACES => {
                self.place = None;
                self.facts.beyond += 1;
            }
            (Some(Open::Place), Some(_)) => self.facts.places.extend(self.place.take()),
            _ => {}
        }
    }

    fn in_field(&self) -> bool {
        matches!(self.open.last(), Some(Open::Field(_)))
    }

    fn text(&mut self, text: &str) {
        if self.in_field() && self.text.len() + text.len() <= MAX_FIELD_BYTES {
            self.text.push_str(text);
        }
    }
}

/// What an element within a place means.
fn within(parent: Open, prefix: &str, local: &str) -> Open {
    let is_news = parent == Open::News || parent == Open::Place && prefix == "news";
    match local {
        "news" if parent == Open::Place => Open::News,
        "image" if parent == Open::Place => Open::Image,
        "loc" if parent == Open::Image => Open::Field(Field::Image),
        "loc" if parent == Open::Place && prefix != "image" => Open::Field(Field::Loc),
        "lastmod" if parent == Open::Place => Open::Field(Field::Lastmod),
        "changefreq" if parent == Open::Place => Open::Field(Field::Changefreq),
        "publication" if is_news => Open::Publication,
        "name" if parent == Open::Publication => Open::Field(Field::Publication),
        "language" if parent == Open::Publication || is_news => Open::Field(Field::Language),
        "title" if is_news => Open::Field(Field::Title),
        "publication_date" if is_news => Open::Field(Field::Published),
        "keywords" if is_news => Open::Field(Field::Keywords),
        _ => Open::Other,
    }
}
