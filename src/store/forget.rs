//! Taking a story out for good: out of every table, with tombstones so that it does not come back.

use super::draft::Draft;
use super::keys;
use super::open::Store;
use super::record::{self, StoryRecord};
use super::{Committed, StoreError};
use crate::model::{StoryId, Timestamp};
use std::collections::BTreeSet;

impl Store {
    /// Takes a story out: story, entries, earlier wordings, links, rows. Its keys and links are under
    /// tombstones until `until`. A story that is not there changes nothing. Costs what it removes.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn forget(&self, id: &StoryId, until: Timestamp, now: Timestamp) -> Result<Committed, StoreError> {
        self.name_all()?;
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        self.take_out(&mut draft, id, until)?;
        let committed = draft.apply(now)?;
        drop(writing);
        self.disk.sync()?;
        Ok(committed)
    }

    /// The same as part of a larger transaction; false where there is no such story. The names of all
    /// stories are known ([`Store::name_all`]).
    pub(super) fn take_out(
        &self,
        draft: &mut Draft<'_>,
        id: &StoryId,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let Some(record) = draft.stored_story(id)? else { return Ok(false) };
        for key in self.keys_of(id, &record)? {
            draft.writes.remove(keys::seen(&key));
            draft.writes.put(keys::dead_key(&key), record::encode_until(until));
        }
        let mut links = self.names_of(id)?.links;
        self.take_out_entries(draft, &record, &mut links)?;
        for link in links {
            let target = self.find(&link)?;
            if target == Some(*id) {
                draft.writes.remove(keys::link(&link));
            }
            // a link that leads to another story is that story's
            if target.is_none_or(|target| target == *id) {
                draft.writes.put(keys::dead_link(&link), record::encode_until(until));
            }
        }
        draft.writes.remove(keys::names(id));
        draft.writes.remove(keys::print(record.founded, id));
        draft.touch_scopes(&record);
        draft.place(id, Some(&record), None);
        draft.heart.stories = draft.heart.stories.saturating_sub(1);
        Ok(true)
    }

    fn take_out_entries(
        &self,
        draft: &mut Draft<'_>,
        record: &StoryRecord,
        links: &mut BTreeSet<crate::model::LinkHash>,
    ) -> Result<(), StoreError> {
        for member in &record.members {
            let entry = self.entry_record(member.first_seen, &member.key)?;
            if let Some(entry) = entry {
                links.extend(entry.link);
                draft.writes.remove(keys::entry(member.first_seen, &member.key));
                draft.heart.entries = draft.heart.entries.saturating_sub(1);
            }
            draft.remove_revisions(&member.key)?;
        }
        Ok(())
    }
}
