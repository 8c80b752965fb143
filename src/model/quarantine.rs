//! [`Quarantined`]: an entry that waits unpublished until a person has looked.

use super::{Entry, EntryKey, FeedKind, SourceId, Timestamp};

/// An entry of a source that has moved which could not be recognised and is no news: it waits, whole, until
/// the operator releases or drops it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Whose.
    pub source: SourceId,
    /// What it will be known by.
    pub key: EntryKey,
    /// What kind of document it came in.
    pub kind: FeedKind,
    /// When it was first seen.
    pub since: Timestamp,
    /// Its place in the document.
    pub place: u32,
    /// Entries of the source that had left for want of room by then.
    pub left: u64,
    /// As published.
    pub entry: Entry,
}

impl Quarantined {
    /// Entries of one source that wait, at most; the oldest leave first.
    pub const MAX_PER_SOURCE: usize = 500;
}
