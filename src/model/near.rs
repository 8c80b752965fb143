//! [`Print`]: what is kept of a story's text to find reprints of it; [`Nearness`]: why an entry joined a story.

use super::{StoryId, Timestamp};
use serde::{Deserialize, Serialize};

/// What is kept of the text of a story's founding entry. Derived: it can be made again from the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The story.
    pub story: StoryId,
    /// When it was founded; with `story`, the place of the print in the store.
    pub founded: Timestamp,
    /// 64 bits of the title in comparison form; 0 without one.
    pub title: u64,
    /// Different shingles of the text; 0 where it is too short to be compared.
    pub shingles: u32,
    /// MinHash of the shingles, the low half of each minimum; meaningless without shingles.
    pub signature: Box<[u16; Self::PERMUTATIONS]>,
}

impl Print {
    /// Permutations of a signature. A promise to every store: other numbers need another record version.
    pub const PERMUTATIONS: usize = 96;
}

/// Why an entry joined a story, with the scores of that moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearness {
    /// What decided.
    pub rule: JoinRule,
    /// Of the shingles of both texts, those in both, in thousandths.
    pub jaccard: u16,
    /// Of the shingles of the shorter text, those in the longer, in thousandths.
    pub containment: u16,
}

/// What makes two entries one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JoinRule {
    /// The same text, edited at most.
    Text,
    /// One is the other, shortened.
    Part,
    /// A long title, equal, where the texts are too short to say anything.
    Title,
    /// The operator says so.
    Always,
}
