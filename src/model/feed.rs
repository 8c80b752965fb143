//! [`Parsed`]: what reading one body gave: entries, what was repaired, what was dropped. Never all or nothing.

use super::{Entry, FoundList, Further, Label, Person, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a body turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedKind {
    /// RSS 0.9x and 2.0.
    Rss,
    /// Atom 1.0.
    Atom,
    /// RSS 0.90, 1.0 (RDF).
    Rdf,
    /// JSON Feed.
    Json,
    /// A sitemap.
    Sitemap,
    /// A list found on a page.
    Listing,
    /// One article page.
    Article,
}

impl FeedKind {
    /// Whether it is read from a page or a map of pages, which robots.txt speaks of, and not from a feed.
    pub fn is_page(self) -> bool {
        matches!(self, Self::Sitemap | Self::Listing | Self::Article)
    }
}

/// One body, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Its format.
    pub kind: FeedKind,
    /// The charset it was read in, lower case (`utf-8`).
    pub encoding: String,
    /// What it says of itself.
    pub feed: FeedInfo,
    /// In document order.
    pub entries: Vec<Entry>,
    /// Everything that had to be mended.
    pub repairs: Vec<Repair>,
    /// Places in `entries` of those that gave a lead of which nothing was left to show.
    pub emptied: Vec<usize>,
    /// Entries that could not be read.
    pub dropped: Vec<Dropped>,
    /// How often it wants to be asked.
    pub hints: Hints,
    /// How the entries were found, where they are a list on a page.
    pub list: Option<FoundList>,
    /// Documents that belong to this one and were not read.
    pub further: Vec<Further>,
}

impl Parsed {
    /// A body of which nothing but its format and charset is known.
    pub fn new(kind: FeedKind, encoding: String) -> Self {
        Self {
            kind,
            encoding,
            feed: FeedInfo::default(),
            entries: Vec::new(),
            repairs: Vec::new(),
            emptied: Vec::new(),
            dropped: Vec::new(),
            hints: Hints::default(),
            list: None,
            further: Vec::new(),
        }
    }
}

/// What a feed says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FeedInfo {
    /// Plain text.
    pub title: Option<String>,
    /// Plain text.
    pub subtitle: Option<String>,
    /// The page the feed belongs to.
    pub link: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// When it says it changed.
    pub updated: Option<Timestamp>,
    /// When it says it was published.
    pub published: Option<Timestamp>,
    /// As given (`vi`).
    pub language: Option<String>,
    /// The generator's name, as given.
    pub generator: Option<String>,
    /// Feed-level authors.
    pub authors: Vec<Person>,
    /// Feed-level categories.
    pub categories: Vec<Label>,
}

/// One kind of mending: its name and what was mended, for `parse --json` and the counts of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// A stable name: `bare-ampersand`.
    pub name: &'static str,
    /// How often it was needed.
    pub count: usize,
    /// A sentence.
    pub detail: String,
}

/// An entry that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// A sentence.
    pub reason: String,
    /// Its title, where that much was readable.
    pub title: Option<String>,
}

/// How often a feed wants to be asked (RSS 2.0 `ttl`, `skipHours`, `skipDays`; `sy:updatePeriod`, `sy:updateFrequency`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// `ttl`, or the period of `sy:*`: the shorter of the two when both are given.
    pub interval: Option<Duration>,
    /// Hours of the day in GMT, 0 to 23, in which not to ask.
    pub skip_hours: Vec<u8>,
    /// Days of the week in GMT, Monday 0 to Sunday 6, on which not to ask.
    pub skip_days: Vec<u8>,
}
