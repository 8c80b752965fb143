//! The one transaction of a poll, and the lighter writes: `touch` for unchanged polls, `frame`.

use super::StoreError;
use super::disk::Writes;
use super::draft::Draft;
use super::keys::{self, MetaKey, Table};
use super::open::Store;
use super::record::{self, FrameRecord, StoryRecord};
use crate::model::{
    EntryKey, EntryRecord, Followup, FollowupId, LinkHash, Print, Quarantined, Revision, Scope, Seen,
    SourceId, SourceState, Story, StoryId, Timestamp,
};
use std::collections::HashSet;

/// Everything one poll changes.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// With the validators that vouch for the entries beside them.
    pub states: Vec<SourceState>,
    /// New and reworded entries of stories.
    pub entries: Vec<EntryRecord>,
    /// Wordings that were replaced.
    pub revisions: Vec<Revision>,
    /// New and changed stories, classified.
    pub stories: Vec<Story>,
    /// What is to be known of entry keys.
    pub seen: Vec<(EntryKey, Seen)>,
    /// Which canonical link leads to which story.
    pub links: Vec<(LinkHash, StoryId)>,
    /// Tombstones made or renewed, until when.
    pub dead_keys: Vec<(EntryKey, Timestamp)>,
    /// Tombstones made or renewed, until when.
    pub dead_links: Vec<(LinkHash, Timestamp)>,
    /// What is to be read yet, new or put off.
    pub followups: Vec<Followup>,
    /// What was read, or given up.
    pub followed: Vec<(SourceId, FollowupId)>,
    /// What waits for a person from now on.
    pub quarantined: Vec<Quarantined>,
    /// What does no longer.
    pub unquarantined: Vec<(SourceId, EntryKey)>,
    /// Of new and reworded stories.
    pub prints: Vec<Print>,
    /// Of stories too old to be looked for.
    pub faded: Vec<(Timestamp, StoryId)>,
}

impl Batch {
    /// Whether it says anything beyond states, which a conditional GET could bring back.
    pub fn holds_facts(&self) -> bool {
        !(self.entries.is_empty()
            && self.revisions.is_empty()
            && self.stories.is_empty()
            && self.seen.is_empty()
            && self.links.is_empty()
            && self.dead_keys.is_empty()
            && self.dead_links.is_empty()
            && self.followups.is_empty()
            && self.followed.is_empty()
            && self.quarantined.is_empty()
            && self.unquarantined.is_empty())
    }
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The store's revision; it moves exactly when `scopes` is not empty.
    pub revision: u64,
    /// Scopes whose feeds changed, in order.
    pub scopes: Vec<Scope>,
}

/// What all documents depend on beside stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Of the store; never changes.
    pub instance: StoryId,
    /// The store's revision.
    pub revision: u64,
    /// When config digest or renderer last changed.
    pub changed: Timestamp,
}

impl Store {
    /// Writes a poll in one transaction. It is durable when this returns, unless it only has states.
    ///
    /// # Errors
    /// `DiskFull`, `Io`, `Damaged`, `Record`; then nothing of it will be found after opening again.
    pub fn commit(&self, batch: Batch, now: Timestamp) -> Result<Committed, StoreError> {
        let must_last = batch.holds_facts();
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        for state in &batch.states {
            self.write_state(&mut draft.writes, state)?;
        }
        self.write_stories(&mut draft, &batch)?;
        self.write_entries(&mut draft, &batch)?;
        for (key, seen) in &batch.seen {
            draft.put_seen(*key, *seen);
        }
        for (link, story) in &batch.links {
            draft.put_link(*link, *story);
        }
        for (key, until) in &batch.dead_keys {
            draft.writes.put(keys::dead_key(key), record::encode_until(*until));
        }
        for (link, until) in &batch.dead_links {
            draft.writes.put(keys::dead_link(link), record::encode_until(*until));
        }
        for (source, id) in &batch.followed {
            draft.writes.remove(keys::followup(source, id));
        }
        for followup in &batch.followups {
            let key = keys::followup(&followup.source, &followup.id);
            draft.writes.put(key, record::encode_followup(&self.codec, followup));
        }
        for (source, key) in &batch.unquarantined {
            draft.writes.remove(keys::quarantined(source, key));
        }
        for held in &batch.quarantined {
            let key = keys::quarantined(&held.source, &held.key);
            draft.writes.put(key, record::encode_quarantined(&self.codec, held));
        }
        for print in &batch.prints {
            draft.writes.put(keys::print(print.founded, &print.story), record::encode_print(print));
        }
        for (founded, story) in &batch.faded {
            draft.writes.remove(keys::print(*founded, story));
        }
        let committed = draft.apply(now)?;
        drop(writing);
        if must_last {
            self.disk.sync()?;
        }
        Ok(committed)
    }

    fn write_stories(&self, draft: &mut Draft<'_>, batch: &Batch) -> Result<(), StoreError> {
        let mut reworded: HashSet<StoryId> = HashSet::new();
        for entry in &batch.entries {
            let stored = self.entry_record(entry.first_seen, &entry.key)?;
            if stored.is_none_or(|old| (&old.entry, old.withdrawn) != (&entry.entry, entry.withdrawn)) {
                reworded.insert(entry.story); // What is only remembered of an entry changes no feed.
            }
        }
        for story in &batch.stories {
            let old = draft.stored_story(&story.id)?;
            let new = StoryRecord::new(story, draft.served());
            if old.as_ref() == Some(&new) && !reworded.contains(&story.id) {
                continue;
            }
            if old.is_none() {
                draft.heart.stories += 1;
            }
            draft.place(&story.id, old.as_ref(), Some(&new));
            old.iter().chain([&new]).for_each(|record| draft.touch_scopes(record));
            draft.put_story(story.id, new);
        }
        let listed: HashSet<StoryId> = batch.stories.iter().map(|story| story.id).collect();
        for id in reworded.difference(&listed) {
            if let Some(record) = draft.stored_story(id)? {
                draft.touch_scopes(&record);
            }
        }
        Ok(())
    }

    fn write_entries(&self, draft: &mut Draft<'_>, batch: &Batch) -> Result<(), StoreError> {
        for entry in &batch.entries {
            let key = keys::entry(entry.first_seen, &entry.key);
            if !self.disk.has(&key)? {
                draft.heart.entries += 1;
            }
            draft.writes.put(key, record::encode_entry(&self.codec, entry));
        }
        for revision in &batch.revisions {
            let key = keys::revision(&revision.key, revision.number);
            if !self.disk.has(&key)? {
                draft.heart.revisions += 1;
            }
            draft.writes.put(key, record::encode_revision(&self.codec, revision));
        }
        Ok(())
    }

    /// Writes the states of unchanged polls, many at once, in few bytes. On disk a moment later.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn touch(&self, states: Vec<SourceState>) -> Result<(), StoreError> {
        let writing = self.writing();
        let mut writes = Writes::default();
        for state in &states {
            self.write_state(&mut writes, state)?;
        }
        let view = self.applying();
        let result = self.disk.apply(writes);
        drop((view, writing));
        result
    }

    /// The steady part is only written when it differs, the pulse always.
    pub(super) fn write_state(&self, writes: &mut Writes, state: &SourceState) -> Result<(), StoreError> {
        let key = keys::source(&state.source);
        let steady = record::encode_state(state);
        if self.disk.get(&key)?.is_none_or(|old| old != steady) {
            writes.put(key, steady);
        }
        writes.put(keys::pulse(&state.source), record::encode_pulse(state));
        Ok(())
    }

    /// The frame of all documents. `changed` moves to `now` only when `config_digest` or `renderer`
    /// differ from what was last stored.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn frame(&self, config_digest: [u8; 16], renderer: u32, now: Timestamp) -> Result<Frame, StoreError> {
        let writing = self.writing();
        let key = keys::meta(MetaKey::Frame);
        let stored = self.disk.get(&key)?;
        let stored = stored.map(|bytes| self.disk.read(Table::Meta, &key, FrameRecord::decode(&bytes)));
        let stored = stored.transpose()?;
        let view = self.reading();
        let (instance, revision) = (view.instance, view.heart.revision);
        drop(view);
        let frame = |changed| Frame { instance, revision, changed };
        if let Some(old) = &stored
            && (old.config, old.renderer) == (config_digest, renderer)
        {
            return Ok(frame(old.changed));
        }
        let changed = stored.map_or(now, |old| old.changed.max(now));
        let record = FrameRecord { config: config_digest, renderer, changed };
        let mut writes = Writes::default();
        writes.put(key, record.encode());
        self.disk.apply(writes)?;
        drop(writing);
        self.disk.sync()?;
        Ok(frame(changed))
    }
}
