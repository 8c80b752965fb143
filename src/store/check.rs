//! Looking for faults between tables: every row has its story, every member its entry, and so on.

use super::StoreError;
use super::index::{self, Row};
use super::keys::{self, Mark, Table};
use super::open::{Store, View};
use super::record::{self, StoryRecord};
use super::scopes;
use crate::model::{EntryKey, EntryRecord, Seen, StoryId};
use std::collections::{BTreeSet, HashMap};

/// No more faults than this are told.
const MAX_FAULTS: usize = 100;

/// What was counted and what was found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Checked {
    /// What is there.
    pub counts: Counts,
    /// Sentences, the first hundred.
    pub faults: Vec<String>,
}

/// What is there, counted by walking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// States of sources.
    pub sources: u64,
    /// Stories.
    pub stories: u64,
    /// Entries of stories.
    pub entries: u64,
    /// Entry keys known, the held ones included.
    pub seen: u64,
    /// Of these, the ones never published.
    pub held: u64,
    /// Canonical links.
    pub links: u64,
    /// Rows of the served index.
    pub rows: u64,
    /// Earlier wordings.
    pub revisions: u64,
    /// Tombstones, those that have run out included.
    pub tombstones: u64,
    /// Pages still to be read.
    pub followups: u64,
    /// Stories whose reprints can be found.
    pub prints: u64,
}

impl Checked {
    fn fault(&mut self, sentence: String) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(sentence);
        }
    }
}

impl Store {
    /// Walks everything; commits wait meanwhile. Values that cannot be read are faults, not errors.
    ///
    /// # Errors
    /// `Io`, `Damaged`.
    pub fn check(&self) -> Result<Checked, StoreError> {
        let _writing = self.writing();
        let view = self.reading();
        let mut checked = Checked::default();
        let rows = self.check_rows(&view, &mut checked)?;
        self.check_stories(&view, &mut checked, rows)?;
        self.check_entries(&mut checked)?;
        self.check_seen(&mut checked)?;
        self.check_rest(&mut checked)?;
        self.check_prints(&mut checked)?;
        self.check_counters(&view, &mut checked);
        Ok(checked)
    }

    /// How often each story stands in the served index.
    fn check_rows(
        &self,
        view: &View,
        checked: &mut Checked,
    ) -> Result<HashMap<Row, BTreeSet<u32>>, StoreError> {
        let mut found: HashMap<Row, BTreeSet<u32>> = HashMap::new();
        for item in self.disk.scan(&Table::Index.prefix()) {
            let (key, value) = item?;
            let Some((generation, scope)) = keys::chunk_scope(&key) else {
                checked.fault("an index key is no key of a chunk".to_owned());
                continue;
            };
            if generation != scopes::FIXED && generation != view.heart.generation {
                continue;
            }
            let Ok(rows) = index::decode(&value) else {
                checked.fault(format!("a chunk of scope {scope} cannot be read"));
                continue;
            };
            for row in rows {
                checked.counts.rows += 1;
                if !found.entry(row).or_default().insert(scope) {
                    checked.fault(format!("a story of {} stands twice in scope {scope}", row.time));
                }
            }
        }
        Ok(found)
    }

    fn check_stories(
        &self,
        view: &View,
        checked: &mut Checked,
        mut rows: HashMap<Row, BTreeSet<u32>>,
    ) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Seen.prefix()) {
            let (key, value) = item?;
            let Some(id) = keys::trailing_id(&key).map(StoryId) else { continue };
            let story = record::decode_seen(&EntryKey(id.0), &value).map_or(&[][..], |(_, story)| story);
            if story.is_empty() {
                continue;
            }
            checked.counts.stories += 1;
            let Ok(record) = StoryRecord::decode(&id, story) else {
                checked.fault(format!("story {id} cannot be read"));
                continue;
            };
            let mut wanted = scopes::fixed(&record.members);
            wanted.extend(scopes::derived(record.opinion(view.heart.generation)));
            let wanted: BTreeSet<u32> =
                wanted.iter().filter_map(|scope| view.scopes.get(scope)).map(|scope| scope.number).collect();
            let row = Row { time: record.time, mark: Mark::of(&id) };
            if rows.remove(&row).unwrap_or_default() != wanted {
                checked.fault(format!("story {id} is not in the scopes it should be in"));
            }
            for member in &record.members {
                match self.entry_of(member.first_seen, &member.key)? {
                    Some(entry) if entry.story == id && entry.source == member.source => {}
                    Some(_) => checked.fault(format!("entry {} does not know its story {id}", member.key)),
                    None => checked.fault(format!("story {id} lacks its entry {}", member.key)),
                }
            }
        }
        for row in rows.keys() {
            checked.fault(format!("the index names a story of {}, which is not there", row.time));
        }
        Ok(())
    }

    /// An entry, a bad record counting as none.
    fn entry_of(
        &self,
        first_seen: crate::model::Timestamp,
        key: &EntryKey,
    ) -> Result<Option<EntryRecord>, StoreError> {
        match self.entry_record(first_seen, key) {
            Err(StoreError::Record { .. }) => Ok(None),
            other => other,
        }
    }

    fn check_entries(&self, checked: &mut Checked) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Entries.prefix()) {
            let (stored, value) = item?;
            checked.counts.entries += 1;
            let Some((first_seen, key)) = keys::entry_place(&stored) else {
                checked.fault("an entry has a key that is none".to_owned());
                continue;
            };
            let Ok(entry) = record::decode_entry(&self.codec, first_seen, key, &value) else {
                checked.fault(format!("entry {key} cannot be read"));
                continue;
            };
            let member = self.story_of(&entry.story)?.is_some_and(|story| {
                story.members.iter().any(|member| (member.key, member.first_seen) == (key, first_seen))
            });
            if !member {
                checked.fault(format!("entry {key} is no member of its story {}", entry.story));
            }
            let known = self.disk.get(&keys::seen(&key))?;
            match known.as_ref().map(|bytes| record::decode_seen(&key, bytes)) {
                Some(Ok((Seen::Published { content, .. }, _))) if content == entry.content_hash => {}
                _ => checked.fault(format!("entry {key} is not known by its wording")),
            }
        }
        Ok(())
    }

    fn story_of(&self, id: &StoryId) -> Result<Option<StoryRecord>, StoreError> {
        match self.story_record(id) {
            Err(StoreError::Record { .. }) => Ok(None),
            other => other,
        }
    }

    fn check_seen(&self, checked: &mut Checked) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Seen.prefix()) {
            let (stored, value) = item?;
            checked.counts.seen += 1;
            let Some(key) = keys::trailing_id(&stored).map(EntryKey) else { continue };
            match record::decode_seen(&key, &value) {
                Ok((Seen::Held { .. }, _)) => checked.counts.held += 1,
                Ok((Seen::Published { story, .. }, _)) => {
                    if self.story_of(&story)?.is_none() {
                        checked.fault(format!("entry key {key} leads to story {story}, which is not there"));
                    }
                }
                Err(_) => checked.fault(format!("what is known of entry key {key} cannot be read")),
            }
        }
        Ok(())
    }

    fn check_rest(&self, checked: &mut Checked) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Links.prefix()) {
            let (_, value) = item?;
            checked.counts.links += 1;
            match record::decode_link(&value) {
                Ok(story) if self.story_of(&story)?.is_some() => {}
                Ok(story) => checked.fault(format!("a link leads to story {story}, which is not there")),
                Err(_) => checked.fault("a link cannot be read".to_owned()),
            }
        }
        for item in self.disk.scan(&Table::Revisions.prefix()) {
            let (key, value) = item?;
            checked.counts.revisions += 1;
            let place = keys::revision_place(&key);
            let read = place.map(|(key, number)| record::decode_revision(&self.codec, key, number, &value));
            if !matches!(read, Some(Ok(_))) {
                checked.fault("an earlier wording cannot be read".to_owned());
            }
        }
        for item in self.disk.scan(&Table::Tombstones.prefix()) {
            let (_, value) = item?;
            checked.counts.tombstones += 1;
            if record::decode_until(&value).is_err() {
                checked.fault("a tombstone cannot be read".to_owned());
            }
        }
        for item in self.disk.scan(&Table::Followups.prefix()) {
            let (key, value) = item?;
            checked.counts.followups += 1;
            let place = keys::followup_place(&key);
            let read = place.map(|(source, id)| record::decode_followup(&self.codec, source, id, &value));
            if !matches!(read, Some(Ok(_))) {
                checked.fault("something still to be read cannot be read".to_owned());
            }
        }
        match self.all_states() {
            Ok(states) => checked.counts.sources = states.len() as u64,
            Err(StoreError::Record { record, .. }) => {
                checked.fault(format!("a state cannot be read: {record}"));
            }
            Err(other) => return Err(other),
        }
        Ok(())
    }

    /// A story without a print is no fault: it is too old, or is given one at the next start.
    fn check_prints(&self, checked: &mut Checked) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Prints.prefix()) {
            let (key, value) = item?;
            checked.counts.prints += 1;
            let Some((founded, story)) = keys::print_place(&key) else {
                checked.fault("a print has a key that is none".to_owned());
                continue;
            };
            if record::decode_print(founded, story, &value).is_err() {
                checked.fault(format!("the print of story {story} cannot be read"));
            }
            if self.story_of(&story)?.is_none_or(|record| record.founded != founded) {
                checked.fault(format!("a print is of story {story}, which is not there"));
            }
        }
        Ok(())
    }

    fn check_counters(&self, view: &View, checked: &mut Checked) {
        let (heart, counts) = (&view.heart, checked.counts);
        let pairs = [
            ("stories", heart.stories, counts.stories),
            ("entries", heart.entries, counts.entries),
            ("held entry keys", heart.held, counts.held),
            ("earlier wordings", heart.revisions, counts.revisions),
        ];
        for (what, counted, found) in pairs {
            if counted != found {
                checked.fault(format!("the counter of {what} says {counted}, there are {found}"));
            }
        }
    }
}
