//! A new generation of derived rows beside the served one.
//!
//! The new generation is built in steps of [`STEP_STORIES`], newest first; commits come between and
//! write the rows of both. Stories whose opinion changes carry the new one beside the old, and are read
//! by generation, so the last transaction, which moves the heart to the new generation, changes every
//! feed at once. A kill before it leaves the old generation served; the next re-index starts over.

use super::disk::Writes;
use super::draft::Draft;
use super::index::{self, Row};
use super::keys;
use super::open::{Store, Writing};
use super::record::{Judged, StoryRecord};
use super::{Committed, StoreError, scopes};
use crate::model::{EntryRecord, Opinion, Scope, StoryId, Timestamp};
use std::collections::BTreeSet;

/// Stories judged while commits wait.
const STEP_STORIES: usize = 200;
/// Chunks of an old generation removed while commits wait.
const STEP_CHUNKS: usize = 500;

/// What gives an opinion of a story's entries.
pub type Assign<'a> = &'a mut dyn FnMut(&[&EntryRecord]) -> Opinion;

impl Store {
    /// Judges every story anew when `digest` differs from that of the rules the index was built with;
    /// otherwise does nothing. From its beginning on, commits must be classified by the new rules.
    ///
    /// # Errors
    /// As for [`Store::commit`]; the old generation goes on being served.
    pub fn reindex(
        &self,
        digest: [u8; 16],
        assign: Assign<'_>,
        now: Timestamp,
    ) -> Result<Option<Committed>, StoreError> {
        self.reindex_until(&|| false, digest, assign, now)
    }

    /// The same; given up between two steps when `stop` says so. The old generation is served then, and the
    /// next re-index starts over.
    ///
    /// # Errors
    /// As for [`Store::reindex`].
    pub fn reindex_until(
        &self,
        stop: &dyn Fn() -> bool,
        digest: [u8; 16],
        assign: Assign<'_>,
        now: Timestamp,
    ) -> Result<Option<Committed>, StoreError> {
        let heart = self.reading().heart.clone();
        if heart.rules == Some(digest) {
            return Ok(None);
        }
        self.sweep_index()?;
        if heart.stories == 0 {
            return self.adopt(digest, now).map(Some);
        }
        let generation = self.begin(now)?;
        let result = self.build(stop, generation, assign).and_then(|changed| {
            let Some(changed) = changed else { return Ok(None) };
            let mut writing = self.writing();
            writing.building = None;
            self.flip(&writing, generation, digest, changed, now).map(Some)
        });
        self.writing().building = None;
        let Some(committed) = result? else { return Ok(None) };
        self.disk.sync()?;
        self.sweep_index()?;
        Ok(Some(committed))
    }

    /// An empty store takes the rules as they are.
    fn adopt(&self, digest: [u8; 16], now: Timestamp) -> Result<Committed, StoreError> {
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        draft.heart.rules = Some(digest);
        let committed = draft.apply(now)?;
        drop(writing);
        self.disk.sync()?;
        Ok(committed)
    }

    /// Allots a generation that was never used.
    fn begin(&self, now: Timestamp) -> Result<u32, StoreError> {
        let mut writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        let generation = draft.heart.next_generation;
        draft.heart.next_generation += 1;
        draft.apply(now)?;
        writing.building = Some(generation);
        Ok(generation)
    }

    /// Builds all rows; tells the scopes whose feeds will change. Absent when it was given up.
    fn build(
        &self,
        stop: &dyn Fn() -> bool,
        generation: u32,
        assign: Assign<'_>,
    ) -> Result<Option<BTreeSet<Scope>>, StoreError> {
        let mut changed = BTreeSet::new();
        let mut next = Some(Row::HEAD);
        while let Some(from) = next {
            if stop() {
                return Ok(None);
            }
            let writing = self.writing();
            let rows = self.all_rows(from, STEP_STORIES + 1)?;
            next = rows.get(STEP_STORIES).copied();
            let mut draft = Draft::new(self, &writing);
            for row in rows.iter().take(STEP_STORIES) {
                if let Some((id, _)) = self.story_at(*row)? {
                    self.judge(&mut draft, generation, id, assign, &mut changed)?;
                }
            }
            draft.apply(Timestamp(0))?;
        }
        Ok(Some(changed))
    }

    fn all_rows(&self, from: Row, limit: usize) -> Result<Vec<Row>, StoreError> {
        let Some(number) = self.reading().scopes.get(&Scope::Every).map(|scope| scope.number) else {
            return Ok(Vec::new());
        };
        index::rows(&self.disk, scopes::FIXED, number, from).take(limit).collect()
    }

    fn judge(
        &self,
        draft: &mut Draft<'_>,
        generation: u32,
        id: StoryId,
        assign: Assign<'_>,
        changed: &mut BTreeSet<Scope>,
    ) -> Result<(), StoreError> {
        let Some(old) = draft.stored_story(&id)? else { return Ok(()) };
        let entries = self.member_entries(&old)?;
        let opinion = assign(&entries.iter().collect::<Vec<_>>());
        let before = old.opinion(generation);
        let same = before == Some(&opinion);
        if same {
            draft.place_derived(&id, generation, None, Some(&old));
            return Ok(());
        }
        // a commit since the beginning may have written rows for the opinion that is now replaced
        draft.place_derived(&id, generation, Some(&old), None);
        if slugs(before) != slugs(Some(&opinion)) {
            changed.extend(scopes::derived(&old.members, old.opinion(draft.served())));
            changed.extend(scopes::derived(&old.members, Some(&opinion)));
        }
        let served = draft.served();
        let kept = old.opinion(served).cloned().map(|opinion| Judged { generation: served, opinion });
        let opinions = kept.into_iter().chain([Judged { generation, opinion }]).collect();
        let new = StoryRecord { opinions, ..old };
        draft.place_derived(&id, generation, None, Some(&new));
        draft.put_story(id, new);
        Ok(())
    }

    /// Serves the new generation.
    fn flip(
        &self,
        writing: &Writing,
        generation: u32,
        digest: [u8; 16],
        changed: BTreeSet<Scope>,
        now: Timestamp,
    ) -> Result<Committed, StoreError> {
        let mut draft = Draft::new(self, writing);
        draft.heart.generation = generation;
        draft.heart.rules = Some(digest);
        draft.change(changed);
        draft.apply(now)
    }

    /// Removes the rows of generations that are neither served nor fixed.
    fn sweep_index(&self) -> Result<(), StoreError> {
        let mut from = keys::generation(scopes::FIXED + 1);
        loop {
            let writing = self.writing();
            let served = keys::generation(self.reading().heart.generation);
            let mut writes = Writes::default();
            let mut next = None;
            for item in self.disk.scan_from(&from) {
                let (key, _) = item?;
                if key.starts_with(&served) {
                    next = Some(keys::generation(self.reading().heart.generation + 1));
                    break;
                }
                if writes.len() == STEP_CHUNKS {
                    next = Some(key.to_vec());
                    break;
                }
                writes.remove(key);
            }
            self.disk.apply(writes)?;
            drop(writing);
            match next {
                Some(next) => from = next,
                None => return Ok(()),
            }
        }
    }

    /// The digest of the rules the index was built with.
    ///
    /// # Errors
    /// None at present.
    pub fn rules(&self) -> Result<Option<[u8; 16]>, StoreError> {
        Ok(self.reading().heart.rules)
    }
}

/// What readers see of an opinion.
fn slugs(opinion: Option<&Opinion>) -> Option<(Vec<&str>, Vec<&str>, Vec<&str>)> {
    opinion.map(|opinion| {
        (
            opinion.categories.iter().map(|assigned| assigned.slug.as_str()).collect(),
            opinion.provinces.iter().map(|assigned| assigned.slug.as_str()).collect(),
            opinion.filtered.iter().map(|filtered| filtered.source.as_str()).collect(),
        )
    })
}
