//! [`ListPattern`]: where on a page the records of its list stand, and what else a page led to.

use super::{ContentHash, ListingRule, Timestamp};
use serde::{Deserialize, Serialize};

/// Where the records of a list stand: what is remembered of a source, and shown to its editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListPattern {
    /// In the markup, where these selectors find them.
    Selectors(ListingRule),
    /// In JSON that the page holds for its scripts.
    Embedded {
        /// From the root of the JSON to the array, as member names and `*` for any element: `props.pageProps.blogs`.
        path: String,
    },
}

/// What is remembered of a source's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMemory {
    /// Where it stood the last time.
    pub pattern: ListPattern,
    /// Hashes of the headlines it had then, in comparison form; at most [`ListMemory::MAX_TITLES`].
    pub titles: Vec<ContentHash>,
}

impl ListMemory {
    /// How many headlines are remembered.
    pub const MAX_TITLES: usize = 32;
}

/// How a list was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListFound {
    /// By the selectors of the config.
    Configured,
    /// By the pattern that was remembered.
    Remembered,
    /// By itself; nothing was remembered.
    Learned,
    /// By itself, because what was remembered matches nothing any more.
    Relearned,
}

/// What reading a page as a list told beside its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundList {
    /// What finds the same records again.
    pub pattern: ListPattern,
    /// How they were found this time.
    pub how: ListFound,
}

/// Another document that belongs to what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Further {
    /// Absolute http(s) URL.
    pub url: String,
    /// What it is.
    pub kind: FurtherKind,
    /// When it says it last changed.
    pub updated: Option<Timestamp>,
}

/// What a further document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FurtherKind {
    /// The page with the next older records of a list.
    Older,
    /// A sitemap that a sitemap index names.
    Sitemap,
}
