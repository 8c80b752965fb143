//! [`lead`]: the lead of an article, where the page marks it as one.

use super::blocks::{Block, Kind};
use super::body::{Body, blocks_in};
use super::sight::Sight;
use super::words::words;
use crate::parse::page::parts;
use crate::text::sanitise;
use std::ops::Range;

/// Shortest lead, in bytes.
const MIN_BYTES: usize = 25;

/// Longest lead, in bytes.
const MAX_BYTES: usize = 3_000;

/// How far before the text a lead can stand, in bytes of text.
const MAX_AWAY_BYTES: usize = 4_000;

/// A lead.
#[derive(Debug, Clone)]
pub struct Lead {
    /// Sanitised HTML.
    pub html: String,
    /// Where it stands in the text of the page.
    pub text: Range<usize>,
}

/// The lead. A box for one that holds only a picture is none.
pub fn lead(sight: &Sight<'_>, body: &Body) -> Option<Lead> {
    let named = sight.by_cms(|article| article.lead.as_deref());
    let place = named.or_else(|| hinted(sight, body))?;
    let text = sight.outline.get(place)?.text.clone();
    let holds_all = text.start <= body.text.start && body.text.end <= text.end;
    if text.len() > MAX_BYTES || holds_all {
        return None;
    }
    let inside = blocks_in(&sight.blocks, &text);
    let told: Vec<&Block> =
        inside.iter().filter(|b| !matches!(b.kind, Kind::Caption | Kind::Picture)).collect();
    let length = told.iter().fold(0_usize, |sum, b| sum.saturating_add(b.text.len()));
    if length < MIN_BYTES {
        return None;
    }
    let html: Vec<String> = match told.as_slice() {
        [one] => vec![one.html.clone()],
        many => many.iter().map(|b| format!("<p>{}</p>", b.html)).collect(),
    };
    let html = sanitise(&html.join("\n"), Some(&sight.page.base));
    (!html.is_empty()).then_some(Lead { html, text })
}

/// An element before the text, or at its beginning, whose class says that it is a lead.
fn hinted(sight: &Sight<'_>, body: &Body) -> Option<usize> {
    let hints = &words().leads;
    let fits = |name: &str| hints.has(name) || parts(name).any(|part| hints.parts.contains(&part));
    let near = |place: &usize| {
        sight.outline.get(*place).is_some_and(|e| {
            e.text.len() >= MIN_BYTES
                && e.text.start.saturating_add(MAX_AWAY_BYTES) >= body.text.start
                && e.text.start <= body.text.start.saturating_add(400)
        })
    };
    let noise = |place: usize| sight.noise.get(place).copied().unwrap_or(false);
    let mut places = (0..sight.outline.elements().len()).filter(near);
    places.find(|place| !noise(*place) && sight.names(*place).any(fits))
}
