//! [`Entry`]: one article as one source published it.

use super::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One article as one source published it. What it says of time and authorship are *claims*.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Plain text, NFC, white space folded; may be empty.
    pub title: String,
    /// Absolute http(s) URL of the article, as published.
    pub link: Option<String>,
    /// guid, atom:id or JSON Feed id, trimmed; never compared across sources.
    pub guid: Option<String>,
    /// When the source says it was published.
    pub published: Option<Claim>,
    /// When the source says it was last changed.
    pub updated: Option<Claim>,
    /// The lead: sanitised HTML; may be empty.
    pub summary: String,
    /// The full text, where the source gives it: sanitised HTML; may be empty.
    pub content: String,
    /// In the order given.
    pub authors: Vec<Person>,
    /// The source's own categories, verbatim.
    pub labels: Vec<Label>,
    /// Attached media.
    pub enclosures: Vec<Enclosure>,
    /// RSS `<source>` or `atom:source`: where the source says it took the entry from.
    pub origin: Option<Origin>,
}

impl Entry {
    /// Whether there is anything to tell a reader: a title, a text or somewhere to go.
    pub fn tells_something(&self) -> bool {
        !self.title.is_empty() || !self.summary.is_empty() || !self.content.is_empty() || self.link.is_some()
    }
}

/// A time somebody claims, and how exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The instant; the beginning of the hour or day where the claim says no more.
    pub at: Timestamp,
    /// How much of `at` was said.
    pub precision: Precision,
}

impl Claim {
    /// The last second that it allows.
    pub fn latest(self) -> Timestamp {
        let rest = match self.precision {
            Precision::Day => 24 * 3600 - 1,
            Precision::Hour => 3600 - 1,
            Precision::Minute | Precision::Second => 0,
        };
        self.at.plus(Duration::from_secs(rest))
    }
}

/// How exactly a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the hour.
    Hour,
    /// To the minute.
    Minute,
    /// To the second.
    Second,
}

/// A person construct (RFC 4287 §3.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Person {
    /// Plain text.
    pub name: String,
    /// An address, unchecked.
    pub email: Option<String>,
    /// A home page.
    pub uri: Option<String>,
}

/// A category as the source gives it (RFC 4287 §4.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Label {
    /// The category itself.
    pub term: String,
    /// The scheme it belongs to.
    pub scheme: Option<String>,
    /// For people.
    pub label: Option<String>,
}

/// A medium attached to an entry (RSS `enclosure`, `media:content`, `link rel="enclosure"`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Enclosure {
    /// Absolute http(s) URL.
    pub url: String,
    /// In bytes, as claimed.
    pub length: Option<u64>,
    /// Media type, as claimed.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
}

/// Where a source says it took an entry from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Name of the other feed.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
}
