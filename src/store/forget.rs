//! Taking a story out for good: out of every table, with tombstones so that it does not come back.

use super::draft::Draft;
use super::keys::{self, Table};
use super::open::Store;
use super::record::{self, StoryRecord};
use super::{Committed, StoreError};
use crate::model::{EntryKey, LinkHash, Seen, StoryId, Timestamp};
use std::collections::BTreeSet;

impl Store {
    /// Takes a story out: story, entries, earlier wordings, links, rows. Its keys and links are under
    /// tombstones until `until`. A story that is not there changes nothing. Walks `seen` and `links`.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn forget(&self, id: &StoryId, until: Timestamp, now: Timestamp) -> Result<Committed, StoreError> {
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        let Some(record) = draft.stored_story(id)? else {
            return Ok(Committed { revision: draft.heart.revision, scopes: Vec::new() });
        };
        self.forget_entries(&mut draft, &record, until)?;
        for key in self.keys_of(id, &record)? {
            draft.writes.remove(keys::seen(&key));
            draft.writes.put(keys::dead_key(&key), record::encode_until(until));
        }
        for link in self.links_of(id)? {
            draft.writes.remove(keys::link(&link));
            draft.writes.put(keys::dead_link(&link), record::encode_until(until));
        }
        draft.writes.remove(keys::print(record.founded, id));
        draft.touch_scopes(&record);
        draft.place(id, Some(&record), None);
        draft.heart.stories = draft.heart.stories.saturating_sub(1);
        let committed = draft.apply(now)?;
        drop(writing);
        self.disk.sync()?;
        Ok(committed)
    }

    fn forget_entries(
        &self,
        draft: &mut Draft<'_>,
        record: &StoryRecord,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        for member in &record.members {
            let entry = self.entry_record(member.first_seen, &member.key)?;
            if let Some(link) = entry.as_ref().and_then(|entry| entry.link) {
                draft.writes.put(keys::dead_link(&link), record::encode_until(until));
            }
            if entry.is_some() {
                draft.writes.remove(keys::entry(member.first_seen, &member.key));
                draft.heart.entries = draft.heart.entries.saturating_sub(1);
            }
            draft.remove_revisions(&member.key)?;
        }
        Ok(())
    }

    /// Every key that leads to the story, those under former ids of a source included.
    pub(super) fn keys_of(
        &self,
        id: &StoryId,
        record: &StoryRecord,
    ) -> Result<BTreeSet<EntryKey>, StoreError> {
        let mut found: BTreeSet<EntryKey> = record.members.iter().map(|member| member.key).collect();
        found.insert(EntryKey(id.0));
        for item in self.disk.scan(&Table::Seen.prefix()) {
            let (stored, bytes) = item?;
            let key = keys::trailing_id(&stored).map(EntryKey);
            let key = key.ok_or_else(|| self.disk.bad(Table::Seen, &stored))?;
            let (seen, _) = self.disk.read(Table::Seen, &stored, record::decode_seen(&key, &bytes))?;
            if matches!(seen, Seen::Published { story, .. } if story == *id) {
                found.insert(key);
            }
        }
        Ok(found)
    }

    /// Every link that leads to the story, those of earlier wordings included.
    pub(super) fn links_of(&self, id: &StoryId) -> Result<Vec<LinkHash>, StoreError> {
        let mut found = Vec::new();
        for item in self.disk.scan(&Table::Links.prefix()) {
            let (stored, bytes) = item?;
            if self.disk.read(Table::Links, &stored, record::decode_link(&bytes))? == *id {
                found.extend(keys::trailing_id(&stored).map(LinkHash));
            }
        }
        Ok(found)
    }
}
