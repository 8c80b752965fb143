//! Prints of stories: written with their stories, read whole at the start, made anew where they are missing.
//!
//! They are derived from entries and only of use for some days: older ones are let go, and an export holds
//! none.

use super::StoreError;
use super::disk::Writes;
use super::keys::{self, Table};
use super::open::Store;
use super::record;
use crate::model::{EntryKey, EntryRecord, Print, Story, StoryId, Timestamp};
use std::collections::HashSet;

/// Prints written in one transaction, outside that of a poll.
const STEP_PRINTS: usize = 500;

impl Store {
    /// The prints of stories founded since `horizon`, in order of founding. Stories that have none, of an
    /// older store or an import, are given one by `make`; older prints are removed. At most `most` are told,
    /// the newest.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn prints(
        &self,
        horizon: Timestamp,
        most: usize,
        make: &mut dyn FnMut(&EntryRecord) -> Print,
    ) -> Result<Vec<Print>, StoreError> {
        let _writing = self.writing();
        self.drop_prints(horizon)?;
        let mut prints = Vec::new();
        for item in self.disk.scan_from(&keys::prints_from(horizon)) {
            let (stored, bytes) = item?;
            let place = keys::print_place(&stored);
            let (founded, story) = place.ok_or_else(|| self.disk.bad(Table::Prints, &stored))?;
            // one that cannot be read is made anew
            prints.extend(record::decode_print(founded, story, &bytes));
        }
        let known: HashSet<StoryId> = prints.iter().map(|print: &Print| print.story).collect();
        let mut writes = Writes::default();
        for item in self.disk.scan_from(&keys::entries_from(horizon)) {
            let (stored, bytes) = item?;
            let place = keys::entry_place(&stored);
            let (first_seen, key) = place.ok_or_else(|| self.disk.bad(Table::Entries, &stored))?;
            if known.contains(&StoryId::from(key)) || record::founds(&bytes) != Ok(true) {
                continue;
            }
            let Ok(entry) = record::decode_entry(&self.codec, first_seen, key, &bytes) else { continue };
            let print = make(&entry);
            writes.put(keys::print(print.founded, &print.story), record::encode_print(&print));
            prints.push(print);
            if writes.len() >= STEP_PRINTS {
                self.disk.apply(std::mem::take(&mut writes))?;
            }
        }
        self.disk.apply(writes)?;
        prints.sort_by_key(|print| (print.founded, print.story));
        let beyond = prints.len().saturating_sub(most);
        Ok(prints.split_off(beyond))
    }

    /// Removes prints of stories founded before `horizon`.
    fn drop_prints(&self, horizon: Timestamp) -> Result<(), StoreError> {
        let end = keys::prints_from(horizon);
        let mut writes = Writes::default();
        for item in self.disk.scan(&Table::Prints.prefix()) {
            let (stored, _) = item?;
            if stored.as_ref() >= end.as_slice() {
                break;
            }
            writes.remove(stored);
            if writes.len() >= STEP_PRINTS {
                self.disk.apply(std::mem::take(&mut writes))?;
            }
        }
        self.disk.apply(writes)
    }

    /// A story and its founding entry; absent when either is gone.
    ///
    /// # Errors
    /// `Io`, `Damaged`, `Record`.
    pub fn founding(&self, id: &StoryId) -> Result<Option<(Story, EntryRecord)>, StoreError> {
        let view = self.reading();
        let Some(record) = self.story_record(id)? else { return Ok(None) };
        let entry = self.entry_record(record.founded, &EntryKey(id.0))?;
        Ok(entry.map(|entry| (record.into_story(*id, view.heart.generation), entry)))
    }
}
