//! [`Sight`]: a page looked at: its elements, which of them are no part of an article, its blocks.

use super::blocks::{Block, blocks};
use super::facts::Facts;
use super::noise;
use crate::parse::cms::{self, Cms};
use crate::parse::context::Context;
use crate::parse::page::{Outline, Page, parts};
use dom_query::Matcher;
use std::ops::Range;

/// Longest class or id that is cut into parts, in bytes.
const MAX_NAME_BYTES: usize = 60;

/// A page, looked at.
pub struct Sight<'a> {
    /// The tree.
    pub page: &'a Page,
    /// Its elements.
    pub outline: &'a Outline<'a>,
    /// What is known beside the page.
    pub context: &'a Context<'a>,
    /// What the page says to machines.
    pub facts: Facts,
    /// The content system, where it is recognised.
    pub cms: Option<&'static Cms>,
    /// Of every element, whether it is no part of an article.
    pub noise: Vec<bool>,
    /// What the page shows, without the noise.
    pub blocks: Vec<Block>,
}

impl<'a> Sight<'a> {
    /// Looks at a page, which is `text` before it is a tree.
    pub fn new(page: &'a Page, outline: &'a Outline<'a>, text: &str, context: &'a Context<'a>) -> Self {
        let cms = cms::recognise(text, context.url);
        let mut noise = noise::by_names(outline);
        if let Some(selector) = cms.and_then(|cms| cms.article.noise.as_deref()) {
            for place in matching(outline, 0..outline.elements().len(), selector) {
                noise::mark(&mut noise, outline.within(place));
            }
        }
        let facts = Facts::new(page, outline);
        let blocks = blocks(outline, 0..outline.elements().len(), &noise);
        Self { page, outline, context, facts, cms, noise, blocks }
    }

    /// The first element that a selector of the content system finds.
    pub fn by_cms(
        &self,
        selector: impl Fn(&'static cms::Selectors) -> Option<&'static str>,
    ) -> Option<usize> {
        let selector = selector(&self.cms?.article)?;
        matching(self.outline, 0..self.outline.elements().len(), selector).first().copied()
    }

    /// The elements with one of the classes or ids.
    pub fn named(&self, range: Range<usize>, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let mut places = range;
        places.find(|place| self.names(*place).any(&fits))
    }

    /// Classes and id of an element.
    pub fn names(&self, place: usize) -> impl Iterator<Item = &str> {
        names(self.outline, place)
    }
}

/// Classes and id of an element.
pub fn names<'a>(outline: &'a Outline<'_>, place: usize) -> impl Iterator<Item = &'a str> {
    outline.classes(place).chain(outline.id(place)).filter(|name| name.len() <= MAX_NAME_BYTES)
}

/// Whether a class or the id of an element has a part that fits.
pub fn has_part(outline: &Outline<'_>, place: usize, fits: impl Fn(&str) -> bool) -> bool {
    names(outline, place).any(|name| parts(name).any(|part| fits(&part)))
}

/// The elements that a selector finds in a range, in document order.
pub fn matching(outline: &Outline<'_>, range: Range<usize>, selector: &str) -> Vec<usize> {
    let Ok(matcher) = Matcher::new(selector) else { return Vec::new() };
    range.filter(|place| outline.get(*place).is_some_and(|e| e.node.is_match(&matcher))).collect()
}
