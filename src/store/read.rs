//! Reading: what a poll must know, and what documents are made of.

use super::StoreError;
use super::index::{self, Row};
use super::keys::{self, Table};
use super::open::{Store, View};
use super::record::{self, StoryRecord};
use super::scopes;
use crate::model::{
    ContentHash, EntryKey, EntryRecord, Followup, Known, LinkHash, Revision, Scope, Seen, Slug, SourceId,
    SourceState, Story, StoryId, Timestamp,
};
use std::time::Duration;

/// Stories handed over while commits wait.
const STEP_STORIES: usize = 100;

/// An entry as a poll asks about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Its key.
    pub key: EntryKey,
    /// Of its wording now: the stored record is only told when this differs.
    pub content: ContentHash,
    /// Of its canonical link.
    pub link: Option<LinkHash>,
    /// Of another name under which its story may be known.
    pub number: Option<LinkHash>,
}

/// A story with the entries of its members, in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The story, as the served generation of rules sees it.
    pub story: Story,
    /// One for each member.
    pub entries: Vec<EntryRecord>,
}

impl Store {
    /// All states, in order of source id, those of sources no longer configured included.
    ///
    /// # Errors
    /// `Io`, `Damaged`, `Record`; the same holds for every method below.
    pub fn states(&self) -> Result<Vec<SourceState>, StoreError> {
        let _view = self.reading();
        self.all_states()
    }

    /// The same; the caller holds the view.
    pub(super) fn all_states(&self) -> Result<Vec<SourceState>, StoreError> {
        let mut pulses = self.disk.scan(&Table::Pulses.prefix());
        let mut states = Vec::new();
        for item in self.disk.scan(&Table::Sources.prefix()) {
            let (key, steady) = item?;
            let id = key.get(1..).and_then(|id| std::str::from_utf8(id).ok()).and_then(|id| id.parse().ok());
            let id = id.ok_or_else(|| self.disk.bad(Table::Sources, &key))?;
            // both tables have the same ids in the same order
            let pulse = match pulses.next().transpose()? {
                Some((pulse_key, pulse)) if pulse_key.get(1..) == key.get(1..) => pulse,
                _ => return Err(self.disk.bad(Table::Pulses, &key)),
            };
            states.push(self.disk.read(Table::Sources, &key, record::decode_state(id, &steady, &pulse))?);
        }
        Ok(states)
    }

    /// What is known of the entries of one poll. Tombstones that have run out at `now` are not told.
    pub fn known(&self, asked: &[Asked], now: Timestamp) -> Result<Known, StoreError> {
        let view = self.reading();
        let mut known = Known::default();
        // Most stores have no tombstone at all; one look saves two for every entry of every poll.
        let graves = self.disk.has_any(Table::Tombstones)?;
        for ask in asked {
            if graves && let Some(until) = self.tombstone(&keys::dead_key(&ask.key), now)? {
                known.dead_keys.insert(ask.key, until);
            }
            self.know_key(&mut known, ask)?;
            for link in ask.link.into_iter().chain(ask.number) {
                if let Some(story) = self.link_target(&link)? {
                    known.links.insert(link, story);
                }
                if graves && let Some(until) = self.tombstone(&keys::dead_link(&link), now)? {
                    known.dead_links.insert(link, until);
                }
            }
        }
        let named = known.seen.values().filter_map(|seen| match seen {
            Seen::Published { story, .. } => Some(*story),
            Seen::Held { .. } => None,
        });
        let mut named: Vec<StoryId> = named.chain(known.links.values().copied()).collect();
        named.sort_unstable();
        named.dedup();
        for id in named {
            if let Some(record) = self.story_record(&id)? {
                known.stories.insert(id, record.into_story(id, view.heart.generation));
            }
        }
        Ok(known)
    }

    fn know_key(&self, known: &mut Known, ask: &Asked) -> Result<(), StoreError> {
        let stored = keys::seen(&ask.key);
        let Some(bytes) = self.disk.get(&stored)? else { return Ok(()) };
        let (seen, _) = self.disk.read(Table::Seen, &stored, record::decode_seen(&ask.key, &bytes))?;
        known.seen.insert(ask.key, seen);
        if let Seen::Published { first_seen, content, .. } = seen
            && content != ask.content
            && let Some(record) = self.entry_record(first_seen, &ask.key)?
        {
            known.records.insert(ask.key, record);
        }
        Ok(())
    }

    /// What is still to be read for a source, the longest due first.
    pub fn followups(&self, source: &SourceId) -> Result<Vec<Followup>, StoreError> {
        let _view = self.reading();
        self.followups_under(&keys::followups(source))
    }

    /// The same for all sources, in order of their ids.
    pub fn all_followups(&self) -> Result<Vec<Followup>, StoreError> {
        let _view = self.reading();
        self.followups_under(&Table::Followups.prefix())
    }

    fn followups_under(&self, prefix: &[u8]) -> Result<Vec<Followup>, StoreError> {
        let read = |item: Result<(sled::IVec, sled::IVec), StoreError>| {
            let (stored, bytes) = item?;
            let place = keys::followup_place(&stored);
            let (source, id) = place.ok_or_else(|| self.disk.bad(Table::Followups, &stored))?;
            let record = record::decode_followup(&self.codec, source, id, &bytes);
            self.disk.read(Table::Followups, &stored, record)
        };
        let mut all: Vec<Followup> = self.disk.scan(prefix).map(read).collect::<Result<_, _>>()?;
        all.sort_by(|a, b| {
            (&a.source, a.due, a.since, a.place, a.id).cmp(&(&b.source, b.due, b.since, b.place, b.id))
        });
        Ok(all)
    }

    fn tombstone(&self, key: &[u8], now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let Some(bytes) = self.disk.get(key)? else { return Ok(None) };
        let until = self.disk.read(Table::Tombstones, key, record::decode_until(&bytes))?;
        Ok(Some(until).filter(|until| *until > now))
    }

    fn link_target(&self, link: &LinkHash) -> Result<Option<StoryId>, StoreError> {
        let key = keys::link(link);
        let Some(bytes) = self.disk.get(&key)? else { return Ok(None) };
        self.disk.read(Table::Links, &key, record::decode_link(&bytes)).map(Some)
    }

    pub(super) fn story_record(&self, id: &StoryId) -> Result<Option<StoryRecord>, StoreError> {
        let key = keys::seen(&EntryKey(id.0));
        let Some(bytes) = self.disk.get(&key)? else { return Ok(None) };
        self.founded(id, &key, &bytes)
    }

    /// The story that a row of the index stands for.
    pub(super) fn story_at(&self, row: Row) -> Result<Option<(StoryId, StoryRecord)>, StoreError> {
        for item in self.disk.scan(&keys::marked(row.mark)) {
            let (key, bytes) = item?;
            let id = keys::trailing_id(&key).map(StoryId).ok_or_else(|| self.disk.bad(Table::Seen, &key))?;
            if let Some(record) = self.founded(&id, &key, &bytes)?
                && record.time == row.time
            {
                return Ok(Some((id, record)));
            }
        }
        Ok(None)
    }

    /// The story in a value of `seen`, if the entry founded one.
    fn founded(&self, id: &StoryId, key: &[u8], bytes: &[u8]) -> Result<Option<StoryRecord>, StoreError> {
        let (_, story) = self.disk.read(Table::Seen, key, record::decode_seen(&EntryKey(id.0), bytes))?;
        if story.is_empty() {
            return Ok(None);
        }
        self.disk.read(Table::Seen, key, StoryRecord::decode(id, story)).map(Some)
    }

    pub(super) fn entry_record(
        &self,
        first_seen: Timestamp,
        key: &EntryKey,
    ) -> Result<Option<EntryRecord>, StoreError> {
        let stored = keys::entry(first_seen, key);
        let Some(bytes) = self.disk.get(&stored)? else { return Ok(None) };
        let record = record::decode_entry(&self.codec, first_seen, *key, &bytes);
        self.disk.read(Table::Entries, &stored, record).map(Some)
    }

    /// The entries of a story's members. A member without its entry is a fault of the store.
    pub(super) fn member_entries(&self, record: &StoryRecord) -> Result<Vec<EntryRecord>, StoreError> {
        let entry = |member: &crate::model::Member| {
            let found = self.entry_record(member.first_seen, &member.key)?;
            found.ok_or_else(|| self.disk.bad(Table::Entries, &keys::entry(member.first_seen, &member.key)))
        };
        record.members.iter().map(entry).collect()
    }

    fn told(&self, view: &View, id: StoryId) -> Result<Option<Told>, StoreError> {
        let Some(record) = self.story_record(&id)? else { return Ok(None) };
        let entries = self.member_entries(&record)?;
        Ok(Some(Told { story: record.into_story(id, view.heart.generation), entries }))
    }

    /// The rows of a scope, newest first, as the served generation has them.
    fn rows<'a>(
        &'a self,
        view: &View,
        scope: &Scope,
    ) -> Option<impl Iterator<Item = Result<Row, StoreError>> + 'a> {
        let generation = scopes::generation_of(scope, view.heart.generation);
        let number = view.scopes.get(scope)?.number;
        Some(index::rows(&self.disk, generation, number, Row::HEAD))
    }

    /// When a scope's feed last changed; absent when it never had a story.
    pub fn scope_changed(&self, scope: &Scope) -> Result<Option<Timestamp>, StoreError> {
        let view = self.reading();
        Ok(view.scopes.get(scope).filter(|record| record.revision > 0).map(|record| record.changed))
    }

    /// How many stories a scope has. Walks its rows.
    pub fn count(&self, scope: &Scope) -> Result<u64, StoreError> {
        let view = self.reading();
        let mut count = 0;
        for row in self.rows(&view, scope).into_iter().flatten() {
            row?;
            count += 1;
        }
        Ok(count)
    }

    /// The newest stories of a scope, newest first, then by id; at most `limit`.
    pub fn newest(&self, scope: &Scope, limit: usize) -> Result<Vec<Told>, StoreError> {
        let view = self.reading();
        let rows = self.rows(&view, scope).into_iter().flatten().take(limit);
        self.tell(&view, rows)
    }

    /// Hands over the newest stories of a scope, newest first; at most `limit`, a few at a time, so that
    /// commits go on in between and memory does not grow with them.
    pub fn each(&self, scope: &Scope, limit: usize, take: &mut dyn FnMut(Told)) -> Result<(), StoreError> {
        let mut left = limit;
        let mut next = Some(Row::HEAD);
        while let Some(from) = next.filter(|_| left > 0) {
            let view = self.reading();
            let Some(number) = view.scopes.get(scope).map(|record| record.number) else { return Ok(()) };
            let generation = scopes::generation_of(scope, view.heart.generation);
            let step = STEP_STORIES.min(left);
            let rows = index::rows(&self.disk, generation, number, from).take(step + 1);
            let mut rows = rows.collect::<Result<Vec<Row>, _>>()?;
            next = rows.get(step).copied();
            rows.truncate(step);
            left = left.saturating_sub(rows.len());
            let told = self.tell(&view, rows.into_iter().map(Ok))?;
            drop(view);
            told.into_iter().for_each(&mut *take);
        }
        Ok(())
    }

    /// A category's block of the unified feed, newest first: the newest `at_least` stories whose first
    /// category it is, or all of them within `window` of the newest, but no more than `at_most`.
    pub fn block(
        &self,
        category: &Slug,
        at_least: usize,
        window: Duration,
        at_most: usize,
    ) -> Result<Vec<Told>, StoreError> {
        let view = self.reading();
        let mut horizon = None;
        let mut count = 0;
        let rows = self.rows(&view, &Scope::Block(category.clone())).into_iter().flatten();
        let rows = rows.take(at_most).take_while(|row| {
            let Ok(row) = row else { return true };
            let horizon = *horizon.get_or_insert(row.time.minus(window));
            count += 1;
            count <= at_least || row.time >= horizon
        });
        self.tell(&view, rows)
    }

    fn tell(
        &self,
        view: &View,
        rows: impl Iterator<Item = Result<Row, StoreError>>,
    ) -> Result<Vec<Told>, StoreError> {
        let told = rows.map(|row| {
            let row = row?;
            let found = self.story_at(row)?;
            let (id, record) = found.ok_or_else(|| self.disk.bad(Table::Seen, &keys::marked(row.mark)))?;
            let entries = self.member_entries(&record)?;
            Ok(Told { story: record.into_story(id, view.heart.generation), entries })
        });
        told.collect()
    }

    /// A story and its entries.
    pub fn story(&self, id: &StoryId) -> Result<Option<Told>, StoreError> {
        let view = self.reading();
        self.told(&view, *id)
    }

    /// The story a canonical link belongs to.
    pub fn find(&self, link: &LinkHash) -> Result<Option<StoryId>, StoreError> {
        self.link_target(link)
    }

    /// The earlier wordings of an entry, the first wording first.
    pub fn revisions(&self, key: &EntryKey) -> Result<Vec<Revision>, StoreError> {
        let _view = self.reading();
        let revision = |item: Result<(sled::IVec, sled::IVec), StoreError>| {
            let (stored, bytes) = item?;
            let place = keys::revision_place(&stored);
            let (key, number) = place.ok_or_else(|| self.disk.bad(Table::Revisions, &stored))?;
            let record = record::decode_revision(&self.codec, key, number, &bytes);
            self.disk.read(Table::Revisions, &stored, record)
        };
        self.disk.scan(&keys::revisions(key)).map(revision).collect()
    }
}
