//! The lines of an export: one JSON object each, its table in `tree`, times in RFC 3339, hashes in
//! hexadecimal, durations in milliseconds. A promise to whoever keeps exports: fields may be added, none
//! may change or go.

use super::followup_line::FollowupLine;
use crate::model::{
    BodyHash, ContentHash, Entry, EntryKey, EntryRecord, FeedKind, FetchLog, LinkHash, ListMemory,
    PermanentMove, Problem, Quarantined, RepairCount, Revision, Seen, SourceId, SourceState, Story, StoryId,
    Timestamp, Unrest, Validators,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use url::Url;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tree", rename_all = "lowercase")]
pub enum Line {
    /// First: what the rest is.
    Store { schema: u32, instance: StoryId, revision: u64, rules: Option<BodyHash> },
    /// What the documents were last made with.
    Frame { config: BodyHash, renderer: u32, changed: Timestamp },
    /// A state.
    Sources(Box<StateLine>),
    /// A story with the opinions of the served rules.
    Stories(Box<Story>),
    /// An entry.
    Entries(Box<EntryLine>),
    /// An earlier wording.
    Revisions { key: EntryKey, number: u32, replaced: Timestamp, entry: Box<Entry> },
    /// What is known of an entry key: without a story it was recorded and never published.
    Seen { key: EntryKey, first_seen: Timestamp, story: Option<StoryId>, content: Option<ContentHash> },
    /// Where a canonical link leads.
    Links { link: LinkHash, story: StoryId },
    /// What shall not come back, by key or by link.
    Tombstones { key: Option<EntryKey>, link: Option<LinkHash>, until: Timestamp },
    /// An entry that waits for a person.
    Quarantine(Box<QuarantineLine>),
    /// Something still to be read.
    Followups(Box<FollowupLine>),
    /// When a feed last changed.
    Scopes { scope: String, revision: u64, changed: Timestamp },
    /// Last: how many lines came before. An export without it was cut off.
    End { lines: u64 },
}

/// An [`EntryRecord`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLine {
    key: EntryKey,
    source: SourceId,
    story: StoryId,
    first_seen: Timestamp,
    changed: Timestamp,
    content_hash: ContentHash,
    link: Option<LinkHash>,
    revisions: u32,
    #[serde(default)]
    withdrawn: Option<Timestamp>,
    #[serde(default)]
    unrest: Option<Unrest>,
    entry: Entry,
}

/// A [`Quarantined`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantineLine {
    source: SourceId,
    key: EntryKey,
    kind: FeedKind,
    since: Timestamp,
    place: u32,
    left: u64,
    entry: Entry,
}

/// A [`SourceState`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateLine {
    source: SourceId,
    url: Url,
    etag: Option<Raw>,
    last_modified: Option<Raw>,
    body_hash: Option<BodyHash>,
    last_poll: Option<Timestamp>,
    last_success: Option<Timestamp>,
    last_new: Option<Timestamp>,
    last_full: Option<Timestamp>,
    next_poll: Timestamp,
    interval_ms: u64,
    rhythm_ms: Option<u64>,
    failures: u32,
    lying_304: bool,
    moved: Option<PermanentMove>,
    problem: Option<Problem>,
    entries: u64,
    title: Option<String>,
    hint_interval_ms: Option<u64>,
    skip_hours: Vec<u8>,
    skip_days: Vec<u8>,
    #[serde(default)]
    repairs: Vec<RepairCount>,
    #[serde(default)]
    pages: Option<Problem>,
    #[serde(default)]
    kind: Option<FeedKind>,
    #[serde(default)]
    list: Option<ListMemory>,
    log: Vec<FetchLog>,
}

/// Bytes that are nearly always text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Raw {
    /// They are.
    Text(String),
    /// They are not.
    Bytes(Vec<u8>),
}

impl Raw {
    /// Bytes as an export has them.
    pub fn of(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(|error| Self::Bytes(error.into_bytes()), Self::Text)
    }

    /// What [`Raw::of`] was given.
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

impl From<SourceState> for StateLine {
    fn from(state: SourceState) -> Self {
        Self {
            source: state.source,
            url: state.url,
            etag: state.validators.etag.map(Raw::of),
            last_modified: state.validators.last_modified.map(Raw::of),
            body_hash: state.body_hash,
            last_poll: state.last_poll,
            last_success: state.last_success,
            last_new: state.last_new,
            last_full: state.last_full,
            next_poll: state.next_poll,
            interval_ms: millis(state.interval),
            rhythm_ms: state.rhythm.map(millis),
            failures: state.failures,
            lying_304: state.lying_304,
            moved: state.moved,
            problem: state.problem,
            entries: state.entries,
            title: state.title,
            hint_interval_ms: state.hint_interval.map(millis),
            skip_hours: state.skip_hours,
            skip_days: state.skip_days,
            repairs: state.repairs,
            pages: state.pages,
            kind: state.kind,
            list: state.list,
            log: state.log,
        }
    }
}

impl From<StateLine> for SourceState {
    fn from(line: StateLine) -> Self {
        Self {
            source: line.source,
            url: line.url,
            validators: Validators {
                etag: line.etag.map(Raw::into_bytes),
                last_modified: line.last_modified.map(Raw::into_bytes),
            },
            body_hash: line.body_hash,
            last_poll: line.last_poll,
            last_success: line.last_success,
            last_new: line.last_new,
            last_full: line.last_full,
            next_poll: line.next_poll,
            interval: Duration::from_millis(line.interval_ms),
            rhythm: line.rhythm_ms.map(Duration::from_millis),
            failures: line.failures,
            lying_304: line.lying_304,
            moved: line.moved,
            problem: line.problem,
            entries: line.entries,
            title: line.title,
            hint_interval: line.hint_interval_ms.map(Duration::from_millis),
            skip_hours: line.skip_hours,
            skip_days: line.skip_days,
            repairs: line.repairs,
            pages: line.pages,
            kind: line.kind,
            list: line.list,
            log: line.log,
        }
    }
}

impl From<EntryRecord> for EntryLine {
    fn from(record: EntryRecord) -> Self {
        Self {
            key: record.key,
            source: record.source,
            story: record.story,
            first_seen: record.first_seen,
            changed: record.changed,
            content_hash: record.content_hash,
            link: record.link,
            revisions: record.revisions,
            withdrawn: record.withdrawn,
            unrest: record.unrest,
            entry: record.entry,
        }
    }
}

impl From<EntryLine> for EntryRecord {
    fn from(line: EntryLine) -> Self {
        Self {
            key: line.key,
            source: line.source,
            story: line.story,
            first_seen: line.first_seen,
            changed: line.changed,
            content_hash: line.content_hash,
            link: line.link,
            revisions: line.revisions,
            withdrawn: line.withdrawn,
            unrest: line.unrest,
            entry: line.entry,
        }
    }
}

impl From<Quarantined> for QuarantineLine {
    fn from(held: Quarantined) -> Self {
        let Quarantined { source, key, kind, since, place, left, entry } = held;
        Self { source, key, kind, since, place, left, entry }
    }
}

impl From<QuarantineLine> for Quarantined {
    fn from(line: QuarantineLine) -> Self {
        let QuarantineLine { source, key, kind, since, place, left, entry } = line;
        Self { source, key, kind, since, place, left, entry }
    }
}

impl From<Revision> for Line {
    fn from(revision: Revision) -> Self {
        let Revision { key, number, replaced, entry } = revision;
        Self::Revisions { key, number, replaced, entry: Box::new(entry) }
    }
}

/// The line of what is known of an entry key.
pub fn seen_line(key: EntryKey, seen: Seen) -> Line {
    match seen {
        Seen::Held { first_seen } => Line::Seen { key, first_seen, story: None, content: None },
        Seen::Published { first_seen, story, content } => {
            Line::Seen { key, first_seen, story: Some(story), content: Some(content) }
        }
    }
}
