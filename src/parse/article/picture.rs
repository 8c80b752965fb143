//! [`Picture`]: an `img` that shows something.

use super::words::words;
use crate::model::Enclosure;
use crate::parse::links::absolute;
use crate::parse::page::{Outline, first_of_set, media_type};
use crate::text::plain_text;
use url::Url;

/// Pictures smaller than this in one direction, in pixels, decorate.
const SMALLEST_PIXELS: u32 = 60;

/// A picture as the page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// As written.
    pub src: String,
    /// What it says instead of itself.
    pub alt: String,
}

impl Picture {
    /// The picture of an `img`; `None` where it shows nothing.
    pub fn of(outline: &Outline<'_>, place: usize) -> Option<Self> {
        let small = |name: &str| {
            let size = outline.attribute(place, name).and_then(|v| v.trim().parse::<u32>().ok());
            size.is_some_and(|pixels| pixels < SMALLEST_PIXELS)
        };
        if small("width") || small("height") {
            return None;
        }
        let names = std::iter::once("src").chain(words().pictures.late.iter().map(String::as_str));
        let mut sources = names.filter_map(|name| outline.attribute(place, name)).map(first_of_set);
        let src = sources.find(|src| shows(src))?;
        let alt = outline.attribute(place, "alt").map(|alt| plain_text(&alt)).unwrap_or_default();
        Some(Self { src, alt })
    }

    /// As a medium of an entry.
    pub fn enclosure(src: &str, base: &Url) -> Option<Enclosure> {
        let url = absolute(src, base)?;
        let media_type = media_type(&url).map(str::to_owned);
        Some(Enclosure { url, length: None, media_type })
    }
}

/// Whether an address can be that of a picture worth showing.
pub fn shows(src: &str) -> bool {
    let lower = src.trim().to_ascii_lowercase();
    !lower.is_empty()
        && !lower.starts_with("data:")
        && !words().pictures.nothing.iter().any(|part| lower.contains(part.as_str()))
}
