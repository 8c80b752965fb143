//! [`render`]: one page in one format. The writers are next door; this file only introduces them.

use super::{atom, json, rss};
use crate::model::{Document, Page};

/// Version of the writers. Bumped whenever the same page gives other bytes than before, so that an
/// update of the program moves `Last-Modified` and nothing else does.
pub const RENDERER: u32 = 2;

/// The formats every feed has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All of them, the one we recommend first.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// The ending of its addresses, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Rss => "rss",
            Self::Json => "json",
        }
    }

    /// The format an address ending names.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// The media type of its documents, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// `page` in `format`. Equal pages give equal bytes; the document's `last_modified` is the page's `updated`.
pub fn render(page: &Page, format: Format) -> Document {
    let (media_type, body) = match format {
        Format::Atom => ("application/atom+xml; charset=utf-8", atom::write(page)),
        Format::Rss => ("application/rss+xml; charset=utf-8", rss::write(page)),
        Format::Json => ("application/feed+json; charset=utf-8", json::write(page)),
    };
    Document::new(media_type, page.updated, body)
}
