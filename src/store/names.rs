//! What leads to a story: keys under former ids of its sources, links of earlier wordings, numbers. Kept so
//! that forgetting a story costs what it removes and no walk over every key.

use super::StoreError;
use super::draft::Draft;
use super::keys::{self, MetaKey, Table};
use super::open::Store;
use super::record::{self, Names, StoryRecord};
use crate::model::{EntryKey, LinkHash, Seen, StoryId, Timestamp};
use std::collections::BTreeSet;

/// Keys looked at while commits wait.
const STEP_KEYS: usize = 2_000;

impl Store {
    /// The names of a story as stored; some of them may lead elsewhere by now.
    pub(super) fn names_of(&self, story: &StoryId) -> Result<Names, StoreError> {
        let key = keys::names(story);
        match self.disk.get(&key)? {
            Some(bytes) => self.disk.read(Table::Names, &key, Names::decode(&bytes)),
            None => Ok(Names::default()),
        }
    }

    /// Every key that leads to a story now, those under former ids of a source included. The names of all
    /// stories are known ([`Store::name_all`]).
    pub(super) fn keys_of(
        &self,
        id: &StoryId,
        record: &StoryRecord,
    ) -> Result<BTreeSet<EntryKey>, StoreError> {
        let mut found: BTreeSet<EntryKey> = record.members.iter().map(|member| member.key).collect();
        found.insert(EntryKey(id.0));
        for key in self.names_of(id)?.keys {
            if self.key_target(&key)? == Some(*id) {
                found.insert(key);
            }
        }
        Ok(found)
    }

    /// Every link that leads to a story now; the same holds for them.
    pub(super) fn links_of(&self, id: &StoryId) -> Result<BTreeSet<LinkHash>, StoreError> {
        let mut found = BTreeSet::new();
        for link in self.names_of(id)?.links {
            if self.find(&link)? == Some(*id) {
                found.insert(link);
            }
        }
        Ok(found)
    }

    /// Fills the table once, in a store made before there was one. Commits come between its steps.
    pub(super) fn name_all(&self) -> Result<(), StoreError> {
        let mark = keys::meta(MetaKey::Named);
        if self.disk.has(&mark)? {
            return Ok(());
        }
        for table in [Table::Seen, Table::Links] {
            let mut next = Some(table.prefix().to_vec());
            while let Some(from) = next {
                next = self.name_some(table, &from)?;
            }
        }
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        draft.writes.put(mark, vec![1]);
        draft.apply(Timestamp(0))?;
        Ok(())
    }

    fn name_some(&self, table: Table, from: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        let mut next = None;
        for (count, item) in self.disk.scan_from(from).enumerate() {
            let (stored, bytes) = item?;
            if count == STEP_KEYS {
                next = Some(stored.to_vec());
                break;
            }
            let id = keys::trailing_id(&stored).ok_or_else(|| self.disk.bad(table, &stored))?;
            if table == Table::Links {
                let story = self.disk.read(table, &stored, record::decode_link(&bytes))?;
                draft.name_link(LinkHash(id), story);
                continue;
            }
            let key = EntryKey(id);
            let (seen, _) = self.disk.read(table, &stored, record::decode_seen(&key, &bytes))?;
            if let Seen::Published { story, .. } = seen {
                draft.name_key(key, story);
            }
        }
        draft.apply(Timestamp(0))?;
        Ok(next)
    }

    /// Where an entry key leads now.
    pub(super) fn key_target(&self, key: &EntryKey) -> Result<Option<StoryId>, StoreError> {
        let stored = keys::seen(key);
        let Some(bytes) = self.disk.get(&stored)? else { return Ok(None) };
        let (seen, _) = self.disk.read(Table::Seen, &stored, record::decode_seen(key, &bytes))?;
        Ok(match seen {
            Seen::Published { story, .. } => Some(story),
            Seen::Held { .. } => None,
        })
    }
}
