//! Looking for faults between tables: every row has its story, every member its entry, and so on. What can
//! be mended without losing an article comes with its remedy (`mend`).

use super::StoreError;
use super::index::{self, Row};
use super::keys::{self, Mark, MetaKey, Table};
use super::mend::Remedy;
use super::open::{Store, View};
use super::record::{self, Names, StoryRecord};
use super::scopes;
use crate::model::{EntryKey, EntryRecord, LinkHash, Seen, StoryId};
use std::collections::{BTreeSet, HashMap};

/// No more faults than this are told.
const MAX_FAULTS: usize = 100;
/// No more faults than this are mended in one go; the next finds the rest.
const MAX_REMEDIES: usize = 100_000;

/// What was counted and what was found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Checked {
    /// What is there.
    pub counts: Counts,
    /// Sentences, the first hundred.
    pub faults: Vec<String>,
    /// Faults in all.
    pub found: u64,
    /// What mends those that can be mended, bounded; and for how many of them.
    #[serde(skip)]
    pub(super) remedies: Vec<Remedy>,
}

/// What is there, counted by walking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
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
    /// Entries that wait for a person.
    pub quarantined: u64,
    /// Stories whose reprints can be found.
    pub prints: u64,
}

impl Checked {
    fn fault(&mut self, sentence: String) {
        self.found += 1;
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(sentence);
        }
    }

    fn mendable(&mut self, sentence: String, remedy: Remedy) {
        self.fault(sentence.clone());
        if self.remedies.len() < MAX_REMEDIES {
            self.remedies.push(remedy);
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
        self.check_all()
    }

    /// The same; the caller holds the writer's lock.
    pub(super) fn check_all(&self) -> Result<Checked, StoreError> {
        let view = self.reading();
        let mut checked = Checked::default();
        let rows = self.check_rows(&view, &mut checked)?;
        self.check_stories(&view, &mut checked, rows)?;
        self.check_entries(&mut checked)?;
        self.check_seen(&mut checked)?;
        self.check_names(&mut checked)?;
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
                let remedy = Remedy::Remove(key.to_vec());
                checked.mendable(format!("a chunk of scope {scope} cannot be read"), remedy);
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
            let mut wanted = scopes::fixed();
            wanted.extend(scopes::derived(&record.members, record.opinion(view.heart.generation)));
            let wanted: BTreeSet<u32> =
                wanted.iter().filter_map(|scope| view.scopes.get(scope)).map(|scope| scope.number).collect();
            let row = Row { time: record.time, mark: Mark::of(&id) };
            let stands = rows.remove(&row).unwrap_or_default();
            if stands != wanted {
                let remedy = Remedy::Rows { row, stands, wanted };
                checked.mendable(format!("story {id} is not in the scopes it should be in"), remedy);
            }
            for member in &record.members {
                match self.entry_of(member.first_seen, &member.key)? {
                    Some(entry) if entry.story == id && entry.source == member.source => {}
                    Some(_) => checked.fault(format!("entry {} does not know its story {id}", member.key)),
                    None => checked.fault(format!("story {id} lacks its entry {}", member.key)),
                }
            }
        }
        for (row, stands) in rows {
            let remedy = Remedy::Rows { row, stands, wanted: BTreeSet::new() };
            checked.mendable(format!("the index names a story of {}, which is not there", row.time), remedy);
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
                // each key remembers what was last seen under it, the entry what was last seen of all
                Some(Ok((Seen::Published { first_seen: seen, story, .. }, _)))
                    if (seen, story) == (first_seen, entry.story) => {}
                Some(Err(_)) => checked.fault(format!("entry {key} is not known as one of its story")),
                _ if !member => checked.fault(format!("entry {key} is not known as one of its story")),
                _ => {
                    let (story, content) = (entry.story, entry.content_hash);
                    let remedy = Remedy::Seen(key, Seen::Published { first_seen, story, content });
                    checked.mendable(format!("entry {key} is not known as one of its story"), remedy);
                }
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
                Ok((Seen::Published { story, first_seen, .. }, _)) => {
                    if self.story_of(&story)?.is_some() {
                        continue;
                    }
                    let sentence = format!("entry key {key} leads to story {story}, which is not there");
                    match self.entry_of(first_seen, &key)? {
                        // its article is there: to be told, not thrown away
                        Some(_) => checked.fault(sentence),
                        // it was published once and shall not be again
                        None => checked.mendable(sentence, Remedy::Seen(key, Seen::Held { first_seen })),
                    }
                }
                Err(_) => checked.fault(format!("what is known of entry key {key} cannot be read")),
            }
        }
        Ok(())
    }

    fn check_rest(&self, checked: &mut Checked) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Links.prefix()) {
            let (stored, value) = item?;
            checked.counts.links += 1;
            let remedy = Remedy::Remove(stored.to_vec());
            match record::decode_link(&value) {
                Ok(story) if self.story_of(&story)?.is_some() => {}
                Ok(story) => {
                    checked.mendable(format!("a link leads to story {story}, which is not there"), remedy);
                }
                Err(_) => checked.mendable("a link cannot be read".to_owned(), remedy),
            }
        }
        for item in self.disk.scan(&Table::Revisions.prefix()) {
            let (stored, value) = item?;
            checked.counts.revisions += 1;
            let place = keys::revision_place(&stored);
            let read = place.map(|(key, number)| record::decode_revision(&self.codec, key, number, &value));
            match read {
                Some(Ok(revision)) if self.key_target(&revision.key).is_ok_and(|story| story.is_none()) => {
                    let sentence =
                        format!("an earlier wording of entry {}, which is not there", revision.key);
                    checked.mendable(sentence, Remedy::Remove(stored.to_vec()));
                }
                Some(Ok(_)) => {}
                _ => checked.fault("an earlier wording cannot be read".to_owned()),
            }
        }
        for item in self.disk.scan(&Table::Tombstones.prefix()) {
            let (stored, value) = item?;
            checked.counts.tombstones += 1;
            if record::decode_until(&value).is_err() {
                let remedy = Remedy::Tombstone(stored.to_vec());
                checked.mendable("a tombstone cannot be read".to_owned(), remedy);
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
        for item in self.disk.scan(&Table::Quarantine.prefix()) {
            let (key, value) = item?;
            checked.counts.quarantined += 1;
            match self.quarantined(&key, &value) {
                Ok(held) if self.disk.has(&keys::seen(&held.key))? => {
                    checked.fault(format!("entry key {} waits for a person and is known", held.key));
                }
                Ok(_) => {}
                Err(_) => checked.fault("an entry that waits for a person cannot be read".to_owned()),
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

    /// Every key and link is among the names of the story it leads to, and no name is left of a story that
    /// is not there. A store that has not been asked yet has none.
    fn check_names(&self, checked: &mut Checked) -> Result<(), StoreError> {
        if !self.disk.has(&keys::meta(MetaKey::Named))? {
            return Ok(());
        }
        for item in self.disk.scan(&Table::Names.prefix()) {
            let (stored, value) = item?;
            let story = keys::trailing_id(&stored).map(StoryId);
            let is_there = story.map(|story| self.story_of(&story)).transpose()?.flatten().is_some();
            if !is_there || Names::decode(&value).is_err() {
                let remedy = Remedy::Remove(stored.to_vec());
                checked.mendable(
                    "names of a story that is not there, or that cannot be read".to_owned(),
                    remedy,
                );
            }
        }
        for item in self.disk.scan(&Table::Seen.prefix()) {
            let (stored, value) = item?;
            let Some(key) = keys::trailing_id(&stored).map(EntryKey) else { continue };
            let Ok((Seen::Published { story, .. }, _)) = record::decode_seen(&key, &value) else { continue };
            if StoryId::from(key) != story && !self.known_names(&story)?.keys.contains(&key) {
                let sentence = format!("entry key {key} is not among the names of story {story}");
                checked.mendable(sentence, Remedy::NameKey(key, story));
            }
        }
        for item in self.disk.scan(&Table::Links.prefix()) {
            let (stored, value) = item?;
            let Some(link) = keys::trailing_id(&stored).map(LinkHash) else { continue };
            let Ok(story) = record::decode_link(&value) else { continue };
            if !self.known_names(&story)?.links.contains(&link) {
                let sentence = format!("a link is not among the names of story {story}");
                checked.mendable(sentence, Remedy::NameLink(link, story));
            }
        }
        Ok(())
    }

    /// A story without a print is no fault: it is too old, or is given one at the next start.
    fn check_prints(&self, checked: &mut Checked) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Prints.prefix()) {
            let (key, value) = item?;
            checked.counts.prints += 1;
            let mut mendable = |sentence: String| checked.mendable(sentence, Remedy::Remove(key.to_vec()));
            let Some((founded, story)) = keys::print_place(&key) else {
                mendable("a print has a key that is none".to_owned());
                continue;
            };
            if record::decode_print(founded, story, &value).is_err() {
                mendable(format!("the print of story {story} cannot be read"));
            } else if self.story_of(&story)?.is_none_or(|record| record.founded != founded) {
                mendable(format!("a print is of story {story}, which is not there"));
            }
        }
        Ok(())
    }

    fn known_names(&self, story: &StoryId) -> Result<Names, StoreError> {
        match self.names_of(story) {
            Err(StoreError::Record { .. }) => Ok(Names::default()),
            other => other,
        }
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
                let sentence = format!("the counter of {what} says {counted}, there are {found}");
                checked.mendable(sentence, Remedy::Counters);
            }
        }
    }
}
