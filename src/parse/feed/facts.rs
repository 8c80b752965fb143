//! What one pass of XML events takes from a feed (`walk`), or one look at a JSON document (`json`). Plain
//! data, as written: nothing is resolved, sanitised or judged yet.

use crate::model::{FeedKind, Label, Origin, Person};
use std::rc::Rc;
use url::Url;

/// A feed as it is written.
#[derive(Debug)]
pub struct Facts {
    /// Its format.
    pub kind: FeedKind,
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
    pub title: Ranked<Raw>,
    pub subtitle: Ranked<Raw>,
    pub links: Vec<RawLink>,
    pub id: Option<String>,
    pub updated: Ranked<String>,
    pub published: Ranked<String>,
    pub language: Option<String>,
    pub generator: Option<String>,
    pub authors: Vec<Person>,
    /// Who the podcast directory names; for feeds that name nobody else.
    pub podcaster: Option<Person>,
    pub labels: Vec<Label>,
    pub ttl: Option<String>,
    pub update_period: Option<String>,
    pub update_frequency: Option<String>,
    pub skip_hours: Vec<String>,
    pub skip_days: Vec<String>,
    /// `xml:base` of the root, resolved.
    pub base: Option<Rc<Url>>,
}

/// An entry as it is written.
#[derive(Debug, Default)]
pub struct Item {
    pub guid: Option<String>,
    /// `isPermaLink`, where given.
    pub permalink: Option<bool>,
    pub links: Vec<RawLink>,
    /// The address that a feed service replaced by one of its own.
    pub original_link: Option<String>,
    pub published: Ranked<String>,
    pub updated: Ranked<String>,
    pub title: Ranked<Raw>,
    pub summary: Ranked<Raw>,
    pub content: Ranked<Raw>,
    pub authors: Vec<Person>,
    /// Who the podcast directory names; for entries that name nobody else.
    pub podcaster: Option<Person>,
    /// Authors of the feed it was taken from (RFC 4287 §4.2.11).
    pub source_authors: Vec<Person>,
    pub labels: Vec<Label>,
    pub enclosures: Vec<RawLink>,
    pub origin: Option<Origin>,
    /// `xml:base` in force, when there is one.
    pub base: Option<Rc<Url>>,
    /// `xml:base` of its summary and of its content.
    pub summary_base: Option<Rc<Url>>,
    pub content_base: Option<Rc<Url>>,
}

/// A text and whether it is HTML.
#[derive(Debug, Default, Clone)]
pub struct Raw {
    pub text: String,
    pub html: bool,
}

impl Worth for Raw {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A link as it is written.
#[derive(Debug, Default, Clone)]
pub struct RawLink {
    pub href: String,
    pub rel: Option<String>,
    pub media_type: Option<String>,
    pub length: Option<u64>,
    pub base: Option<Rc<Url>>,
}

/// A value, and how good a name it stood under: lower is better.
#[derive(Debug, Clone)]
pub struct Ranked<T>(Option<(u8, T)>);

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// What may be given without saying anything.
pub trait Worth {
    /// Whether nothing is said.
    fn is_empty(&self) -> bool;
}

impl Worth for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Worth> Ranked<T> {
    /// `given` under the best name.
    pub fn new(given: Option<T>) -> Self {
        Self(given.map(|value| (0, value)))
    }

    /// Takes `value` when it stands under a better name than what is held, and says something where
    /// that did not.
    pub fn offer(&mut self, rank: u8, value: T) {
        let better = match &self.0 {
            None => true,
            Some((_, held)) if held.is_empty() => !value.is_empty() || rank == 0,
            Some((best, _)) => rank < *best && !value.is_empty(),
        };
        if better {
            self.0 = Some((rank, value));
        }
    }

    /// What is held.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    /// What is held, out of it.
    pub fn take(&mut self) -> Option<T> {
        self.0.take().map(|(_, value)| value)
    }

    /// The rank of what is held.
    pub fn rank(&self) -> Option<u8> {
        self.0.as_ref().map(|(rank, _)| *rank)
    }
}

/// Most authors, labels, links, enclosures of one entry.
pub const MAX_LIST: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_name_wins() {
        let mut dated = Ranked::default();
        for (rank, text) in [(3, "c"), (0, ""), (1, "b"), (1, "later"), (2, "x")] {
            dated.offer(rank, text.to_owned());
        }
        assert_eq!(dated.get().map(String::as_str), Some("b"));
        let mut empty = Ranked::default();
        empty.offer(1, String::new());
        empty.offer(2, "said".to_owned());
        assert_eq!(empty.take().as_deref(), Some("said"));
    }
}
