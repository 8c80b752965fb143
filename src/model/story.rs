//! [`Story`]: entries that are one article; and the records that the store keeps of entries.

use super::{ContentHash, Entry, EntryKey, LinkHash, Nearness, Slug, SourceId, StoryId, Timestamp, Unrest};
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
    /// Derived: the best supported first, which is the story's place in the unified feed.
    pub categories: Vec<Assigned>,
    /// Derived: the unit first, then old provinces kept as labels.
    pub provinces: Vec<Assigned>,
    /// Derived: the sources whose filters keep it out of the feeds, and why. A story that all of its sources
    /// keep out is in no feed.
    #[serde(default)]
    pub filtered: Vec<Filtered>,
}

impl Story {
    /// Whether any source lets it through.
    pub fn is_shown(&self) -> bool {
        is_shown(&self.members, &self.filtered)
    }
}

/// Whether a story with these members is in any feed.
pub fn is_shown(members: &[Member], filtered: &[Filtered]) -> bool {
    members.iter().any(|member| filtered.iter().all(|one| one.source != member.source))
}

/// What a story is about and where, with reasons; and whose filters keep it out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opinion {
    /// The best supported first, sections behind subjects; the default category only when nothing matched.
    pub categories: Vec<Assigned>,
    /// Units first, then old provinces; each in the order of the story's members and of trust.
    pub provinces: Vec<Assigned>,
    /// Sources that carry the story and do not show it.
    pub filtered: Vec<Filtered>,
}

/// A source's filter that keeps a story out of the feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filtered {
    /// Whose filter.
    pub source: SourceId,
    /// What the filter goes by; absent where `include` names nothing that the story has.
    pub by: Option<FilterKind>,
    /// The phrase, category or pattern of `exclude`; empty for `include`.
    pub rule: String,
}

/// What a filter goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilterKind {
    /// A phrase of title or lead.
    Phrase,
    /// A category of the story.
    Category,
    /// The article's address.
    Url,
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
    /// How well it is supported: the points of everything that speaks for it less those of what speaks
    /// against it. 0 for the default, and in records of older versions.
    #[serde(default)]
    pub score: i32,
    /// Why, the weightiest first; never empty.
    pub evidence: Vec<Evidence>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What kind of rule matched.
    pub kind: EvidenceKind,
    /// What it matched: a source id, a label, a slug, a phrase.
    pub matched: String,
    /// How much it counts; negative when it speaks against.
    #[serde(default)]
    pub points: i32,
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
    /// A phrase of it, or the name of the province, stands in the title.
    Title,
    /// A phrase of it stands in the lead.
    Lead,
    /// A phrase of it stands in the text.
    Text,
    /// The report is datelined there: "Kiên Giang: …".
    Dateline,
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
    /// Since when its page is gone, as we noticed; absent while it is there, or was never asked for again.
    pub withdrawn: Option<Timestamp>,
    /// How its wording changed lately; absent when it never did.
    pub unrest: Option<Unrest>,
    /// What the source said.
    pub entry: Entry,
}

impl EntryRecord {
    /// An entry as it is when it is first seen: it founds a story, and its hashes are not yet known.
    pub fn new(key: EntryKey, source: SourceId, seen: Timestamp, entry: Entry) -> Self {
        Self {
            key,
            source,
            story: StoryId::from(key),
            first_seen: seen,
            changed: seen,
            content_hash: ContentHash([0; 8]),
            link: None,
            revisions: 0,
            withdrawn: None,
            unrest: None,
            entry,
        }
    }

    /// Whether the wording seen last is the stored one.
    pub fn is_settled(&self) -> bool {
        self.unrest.as_ref().is_none_or(|unrest| unrest.last == self.content_hash)
    }

    /// Whether it changes at every reading, so that its changes no longer count.
    pub fn is_restless(&self) -> bool {
        self.unrest.as_ref().is_some_and(|unrest| unrest.times > Unrest::LIMIT)
    }
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
        /// Of its wording as stored; all ones while it is asked about at every sighting, because another wording
        /// was seen last ([`EntryRecord::is_settled`]).
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
    /// Of the keys asked for, those under which a source that has moved lists what it published before,
    /// with the stories; not the store but [`crate::dedup::judge`] knows them.
    pub moved: HashMap<EntryKey, StoryId>,
}

/// A set of stories that has a feed of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every story that is stored, those that filters keep out included. No feed.
    Every,
    /// Every story that is shown.
    All,
    /// Stories whose first category this is: its block in the unified feed.
    Block(Slug),
    /// Stories of a category.
    Category(Slug),
    /// Stories of a province.
    Province(Slug),
    /// Stories a source carries and its filters let through.
    Source(SourceId),
    /// Stories that a source carries and its filters keep out. No feed.
    Filtered(SourceId),
}
