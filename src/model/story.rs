//! [`Story`]: entries that are one article; and the records that the store keeps of entries.

use super::{ContentHash, Entry, EntryKey, LinkHash, Nearness, Slug, SourceId, StoryId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Entries that are one article. `id`, `time` and `founded` are fixed at founding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The key of its founding entry.
    pub id: StoryId,
    /// min(claimed, first seen), first seen when nothing is claimed: its place in every feed.
    pub time: Timestamp,
    /// When the founding entry was first seen.
    pub founded: Timestamp,
    /// When what readers see of it last changed.
    pub updated: Timestamp,
    /// The founding entry first, then in order of arrival; never empty.
    pub members: Vec<Member>,
    /// Derived: in the configured order; the first is the story's place in the unified feed.
    pub categories: Vec<Assigned>,
    /// Derived: the unit first, then old provinces kept as labels.
    pub provinces: Vec<Assigned>,
}

/// One entry of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The entry.
    pub key: EntryKey,
    /// Who published it.
    pub source: SourceId,
    /// When we first saw it; with `key`, its place in the store.
    pub first_seen: Timestamp,
    /// Why it is here, where neither its address nor its number said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<Nearness>,
}

/// A derived opinion and its reasons. Can be recomputed from stored facts at any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The category or province.
    pub slug: Slug,
    /// Why; never empty.
    pub evidence: Vec<Evidence>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What kind of rule matched.
    pub kind: EvidenceKind,
    /// What it matched, verbatim: a source id, a label, a slug.
    pub matched: String,
}

/// Kinds of rules, in order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// The source's config names it.
    Source,
    /// The feed's own label, in normal form, is one of its aliases.
    Label,
    /// A segment of the article's address is one of its slugs.
    Address,
    /// An old province belongs to this unit today.
    Unit,
    /// Nothing matched.
    Default,
}

/// An entry as stored: what the source said, and what we know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRecord {
    /// Its key.
    pub key: EntryKey,
    /// Who published it.
    pub source: SourceId,
    /// The story it belongs to.
    pub story: StoryId,
    /// When we first saw it.
    pub first_seen: Timestamp,
    /// When we last saw its wording change; `first_seen` before any change.
    pub changed: Timestamp,
    /// Of its wording.
    pub content_hash: ContentHash,
    /// Its canonical link's hash, when it has a link.
    pub link: Option<LinkHash>,
    /// Earlier wordings kept.
    pub revisions: u32,
    /// What the source said.
    pub entry: Entry,
}

/// An earlier wording of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Whose.
    pub key: EntryKey,
    /// 0 is the first wording.
    pub number: u32,
    /// When we noticed that it was replaced.
    pub replaced: Timestamp,
    /// The wording.
    pub entry: Entry,
}

/// What `seen` knows of an entry key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Stored and part of a story.
    Published {
        /// When first seen; with the key, its place in `entries`.
        first_seen: Timestamp,
        /// Its story.
        story: StoryId,
        /// Of its wording as stored.
        content: ContentHash,
    },
    /// Recorded and never published: too old at first sight, or beyond the backfill of a first poll.
    Held {
        /// When first seen.
        first_seen: Timestamp,
    },
}

/// What the store knows of the entries of one poll: everything `dedup::merge` needs.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Of the keys asked for, those seen before.
    pub seen: HashMap<EntryKey, Seen>,
    /// Of the canonical links asked for, the stories they belong to.
    pub links: HashMap<LinkHash, StoryId>,
    /// Of the keys asked for, those under a tombstone.
    pub dead_keys: HashMap<EntryKey, Timestamp>,
    /// Of the canonical links asked for, those under a tombstone.
    pub dead_links: HashMap<LinkHash, Timestamp>,
    /// Stored records of the seen keys whose content hash differs from the one asked with.
    pub records: HashMap<EntryKey, EntryRecord>,
    /// Every story named above.
    pub stories: HashMap<StoryId, Story>,
}

/// A set of stories that has a feed of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every story.
    All,
    /// Stories whose first category this is: its block in the unified feed.
    Block(Slug),
    /// Stories of a category.
    Category(Slug),
    /// Stories of a province.
    Province(Slug),
    /// Stories a source carries.
    Source(SourceId),
}
