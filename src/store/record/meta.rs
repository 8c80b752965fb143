//! The records of the store as a whole: its heart, its frame, its scopes.

use super::{BadRecord, Reader, Writer};
use crate::model::Timestamp;

const VERSION: u8 = 1;

/// Revision, generations of the index, counters. Written with every commit that changes a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heart {
    /// Counts commits that changed any feed.
    pub revision: u64,
    /// The generation of derived rows that is served.
    pub generation: u32,
    /// The next one never used, not even by a re-index that was cut off.
    pub next_generation: u32,
    /// Digest of the rules `generation` was built with; absent before the first.
    pub rules: Option<[u8; 16]>,
    /// The next scope number never used.
    pub next_scope: u32,
    /// Stories stored.
    pub stories: u64,
    /// Entries stored.
    pub entries: u64,
    /// Entry keys recorded and never published.
    pub held: u64,
    /// Earlier wordings stored.
    pub revisions: u64,
}

impl Heart {
    /// Its bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::version(VERSION);
        out.number(self.revision);
        out.number(self.generation.into());
        out.number(self.next_generation.into());
        out.option(self.rules.as_ref(), |out, rules| out.raw(rules));
        out.number(self.next_scope.into());
        out.number(self.stories);
        out.number(self.entries);
        out.number(self.held);
        out.number(self.revisions);
        out.done()
    }

    /// What [`Heart::encode`] gave.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadRecord> {
        let mut from = Reader::version(bytes, VERSION)?;
        let heart = Self {
            revision: from.number()?,
            generation: from.small()?,
            next_generation: from.small()?,
            rules: from.option(Reader::array)?,
            next_scope: from.small()?,
            stories: from.number()?,
            entries: from.number()?,
            held: from.number()?,
            revisions: from.number()?,
        };
        from.end()?;
        Ok(heart)
    }
}

/// What the documents were last made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameRecord {
    /// Digest of what published bytes depend on in the config.
    pub config: [u8; 16],
    /// The renderer's version.
    pub renderer: u32,
    /// When either last changed.
    pub changed: Timestamp,
}

impl FrameRecord {
    /// Its bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::version(VERSION);
        out.raw(&self.config);
        out.number(self.renderer.into());
        out.time(self.changed);
        out.done()
    }

    /// What [`FrameRecord::encode`] gave.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadRecord> {
        let mut from = Reader::version(bytes, VERSION)?;
        let frame = Self { config: from.array()?, renderer: from.small()?, changed: from.time()? };
        from.end()?;
        Ok(frame)
    }
}

/// A scope: its short number in index keys, and when its feed last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeRecord {
    /// Stands for its name in the index.
    pub number: u32,
    /// The store revision of its last change.
    pub revision: u64,
    /// The time of its last change.
    pub changed: Timestamp,
}

impl ScopeRecord {
    /// Its bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::version(VERSION);
        out.number(self.number.into());
        out.number(self.revision);
        out.time(self.changed);
        out.done()
    }

    /// What [`ScopeRecord::encode`] gave.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadRecord> {
        let mut from = Reader::version(bytes, VERSION)?;
        let scope = Self { number: from.small()?, revision: from.number()?, changed: from.time()? };
        from.end()?;
        Ok(scope)
    }
}
