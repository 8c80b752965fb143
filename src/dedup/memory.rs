//! A store in memory for the tests of merging: answers as the real one does, applies what merging says.

use super::{
    ANY_CONTENT, Circumstances, Identified, Merged, canonical, identify, link_hash, merge, missing, widen,
};
use crate::model::{
    Claim, ContentHash, Entry, EntryKey, EntryRecord, Known, LinkHash, Precision, Revision, Seen, Source,
    Story, StoryId, Timestamp,
};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

pub(super) const DAY: i64 = 24 * 3600;
pub(super) const NOW: Timestamp = Timestamp(20_000 * DAY + 15 * 3600);
pub(super) const RETENTION: Duration = Duration::from_secs(730 * DAY as u64);

pub(super) fn circumstances(source: &Source, first_poll: bool, now: Timestamp) -> Circumstances<'_> {
    let undated_allowed = source.backfill;
    Circumstances {
        source,
        first_poll,
        now,
        retention: RETENTION,
        undated_allowed,
        partial: false,
        untitled: true,
        changes_only: false,
        waits: None,
        last_read: None,
    }
}

#[derive(Default)]
pub(super) struct Memory {
    pub seen: HashMap<EntryKey, Seen>,
    pub links: HashMap<LinkHash, StoryId>,
    pub dead_keys: HashMap<EntryKey, Timestamp>,
    pub dead_links: HashMap<LinkHash, Timestamp>,
    pub entries: BTreeMap<(Timestamp, EntryKey), EntryRecord>,
    pub stories: BTreeMap<StoryId, Story>,
    pub revisions: Vec<Revision>,
}

impl Memory {
    fn know(&self, key: EntryKey, content: ContentHash, link: Option<LinkHash>, known: &mut Known) {
        let mut stories: Vec<StoryId> = Vec::new();
        if let Some(seen) = self.seen.get(&key) {
            known.seen.insert(key, *seen);
            if let Seen::Published { first_seen, story, content: stored } = *seen {
                stories.push(story);
                if let Some(record) = self.entries.get(&(first_seen, key)).filter(|_| stored != content) {
                    known.records.insert(key, record.clone());
                }
            }
        }
        if let Some(link) = link {
            if let Some(story) = self.links.get(&link) {
                known.links.insert(link, *story);
                stories.push(*story);
            }
            known.dead_links.extend(self.dead_links.get(&link).map(|until| (link, *until)));
        }
        known.dead_keys.extend(self.dead_keys.get(&key).map(|until| (key, *until)));
        known.stories.extend(stories.iter().filter_map(|id| Some((*id, self.stories.get(id)?.clone()))));
    }

    pub fn known(&self, incoming: &[Identified], source: &Source) -> Known {
        let mut known = Known::default();
        for one in incoming {
            for key in std::iter::once(&one.key).chain(&one.aliases) {
                one.links().for_each(|link| self.know(*key, one.content, Some(link), &mut known));
                self.know(*key, one.content, None, &mut known);
                self.know(*key, one.content, one.number, &mut known);
            }
        }
        let mut more = Known::default();
        for key in missing(incoming, &known, source) {
            self.know(key, ANY_CONTENT, None, &mut more);
        }
        widen(&mut known, more);
        known
    }

    pub fn apply(&mut self, merged: &Merged) {
        for record in &merged.entries {
            self.entries.insert((record.first_seen, record.key), record.clone());
        }
        self.stories.extend(merged.stories.iter().map(|story| (story.id, story.clone())));
        self.seen.extend(merged.seen.iter().copied());
        self.links.extend(merged.links.iter().copied());
        self.dead_keys.extend(merged.dead_keys.iter().copied());
        self.dead_links.extend(merged.dead_links.iter().copied());
        for revision in &merged.revisions {
            self.revisions.retain(|old| (old.key, old.number) != (revision.key, revision.number));
            self.revisions.push(revision.clone());
        }
    }

    /// One poll of a source, applied.
    pub fn poll(&mut self, source: &Source, entries: &[Entry], now: Timestamp, first_poll: bool) -> Merged {
        let incoming = identify(source, entries.to_vec());
        let known = self.known(&incoming, source);
        let merged = merge(incoming, &known, &circumstances(source, first_poll, now));
        self.apply(&merged);
        merged
    }

    pub fn forget(&mut self, id: StoryId, until: Timestamp) {
        let Some(story) = self.stories.remove(&id) else { return };
        for member in &story.members {
            self.entries.remove(&(member.first_seen, member.key));
        }
        let keys: Vec<EntryKey> = self
            .seen
            .iter()
            .filter(|(_, seen)| matches!(seen, Seen::Published { story, .. } if *story == id))
            .map(|(key, _)| *key)
            .collect();
        for key in keys {
            self.seen.remove(&key);
            self.dead_keys.insert(key, until);
        }
        let links: Vec<LinkHash> =
            self.links.iter().filter(|(_, story)| **story == id).map(|(l, _)| *l).collect();
        for link in links {
            self.links.remove(&link);
            self.dead_links.insert(link, until);
        }
    }

    pub fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> =
            self.entries.values().map(|record| record.entry.title.clone()).collect();
        titles.sort();
        titles
    }

    /// The story an address belongs to.
    pub fn story(&self, url: &str) -> Option<&Story> {
        self.stories.get(self.links.get(&link_hash(&canonical(url)?))?)
    }
}

pub(super) fn source(id: &str) -> Source {
    Source {
        name: id.into(),
        ..Source::new(id.parse().unwrap(), format!("https://{id}.example/rss").parse().unwrap())
    }
}

pub(super) fn entry(guid: &str, link: &str, title: &str) -> Entry {
    Entry {
        guid: (!guid.is_empty()).then(|| guid.into()),
        link: (!link.is_empty()).then(|| link.into()),
        title: title.into(),
        ..Entry::default()
    }
}

pub(super) fn dated(mut entry: Entry, at: i64, precision: Precision) -> Entry {
    entry.published = Some(Claim { at: Timestamp(at), precision });
    entry
}
