//! Edits: what one changed ([`Aspect`]), and what is remembered of an entry that changes often ([`Unrest`]).

use super::{ContentHash, Timestamp};
use serde::{Deserialize, Serialize};

/// What differs between two wordings of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// The headline.
    Title,
    /// The lead.
    Lead,
    /// The full text.
    Text,
    /// When it says that it was published or changed.
    Date,
    /// Who wrote it.
    Authors,
    /// What is attached to it.
    Media,
}

impl Aspect {
    /// Its name, as in `--json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Text => "text",
            Self::Date => "date",
            Self::Authors => "authors",
            Self::Media => "media",
        }
    }
}

/// What is remembered of an entry whose wording has changed: enough to tell an edit from a page that is never
/// the same twice, and from one that goes to and fro between two wordings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unrest {
    /// Changes at one reading after the other, the last included; at most one beyond [`Unrest::LIMIT`].
    pub times: u8,
    /// The same of its title.
    pub titles: u8,
    /// The wording last seen, which need not be the one that is stored.
    pub last: ContentHash,
    /// When it was first seen, without another since.
    pub since: Timestamp,
    /// Wordings it had lately, the newest last; at most [`Unrest::MAX_EARLIER`].
    pub earlier: Vec<ContentHash>,
}

impl Unrest {
    /// Changes in a row after which an entry is one that changes at every reading.
    pub const LIMIT: u8 = 3;
    /// Earlier wordings that are remembered.
    pub const MAX_EARLIER: usize = 4;
}
