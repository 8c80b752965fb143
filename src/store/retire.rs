//! Retention: stories that are older than is kept, or more than is kept of their sources, are forgotten in
//! bounded steps, one transaction each, oldest first where age decides.

use super::disk::Writes;
use super::draft::Draft;
use super::index::{self, Row};
use super::keys::{self, Mark, Table};
use super::open::Store;
use super::record;
use super::{Committed, StoreError, scopes};
use crate::model::{Scope, SourceId, StoryId, Timestamp};
use std::collections::HashMap;

/// Stories forgotten in one transaction, at most.
const STEP_STORIES: usize = 50;
/// Tombstones looked at while commits wait.
const STEP_TOMBSTONES: usize = 2_000;

/// What is kept.
#[derive(Debug, Clone, Default)]
pub struct Keep {
    /// Stories of this time and younger.
    pub since: Timestamp,
    /// Of any source its newest so many; absent: all.
    pub each: Option<usize>,
    /// The same for sources that have a number of their own.
    pub of: HashMap<SourceId, usize>,
}

/// Retention under way: what is to be forgotten, and how far it has come.
#[derive(Debug, Clone)]
pub struct Retiring {
    since: Timestamp,
    /// The last story that is kept of each source that has more.
    bounds: HashMap<SourceId, Row>,
    /// Scopes to be gone through from a row on.
    left: Vec<(u32, Row)>,
    /// The generation of their rows.
    generation: u32,
}

/// What one step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// As for any commit.
    pub committed: Committed,
    /// Stories forgotten.
    pub stories: usize,
    /// Whether nothing is left to be forgotten.
    pub done: bool,
}

impl Store {
    /// What is to be forgotten so that no more than `keep` is left.
    ///
    /// # Errors
    /// As for [`Store::known`].
    pub fn retiring(&self, keep: &Keep) -> Result<Retiring, StoreError> {
        self.name_all()?;
        let view = self.reading();
        let generation = view.heart.generation;
        let mut retiring =
            Retiring { since: keep.since, bounds: HashMap::new(), left: Vec::new(), generation };
        let sources = view.scopes.iter().filter_map(|(scope, record)| match scope {
            Scope::Source(id) => Some((id, record.number)),
            _ => None,
        });
        for (id, number) in sources {
            let Some(count) = keep.of.get(id).copied().or(keep.each) else { continue };
            let mut rows = index::rows(&self.disk, generation, number, Row::HEAD);
            let last = rows.nth(count.saturating_sub(1)).transpose()?;
            if let (Some(last), Some(next)) = (last, rows.next().transpose()?) {
                retiring.bounds.insert(id.clone(), last);
                retiring.left.push((number, next));
                // what its filters keep out goes with what is as old
                let filtered = view.scopes.get(&Scope::Filtered(id.clone()));
                retiring.left.extend(filtered.map(|record| (record.number, last)));
            }
        }
        Ok(retiring)
    }

    /// One step of it; what is forgotten is under tombstones until `until`. A story of several sources is
    /// forgotten by their number when it is beyond what is kept of each of them.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn retire(
        &self,
        retiring: &mut Retiring,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Retired, StoreError> {
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        let mut stories = self.aged(retiring.since)?;
        let done = stories.is_empty() && retiring.left.is_empty();
        if stories.is_empty() {
            stories = self.beyond(retiring)?;
        }
        let mut forgotten = 0;
        for id in stories {
            forgotten += usize::from(self.take_out(&mut draft, &id, until)?);
        }
        let committed = draft.apply(now)?;
        drop(writing);
        if forgotten > 0 {
            self.disk.sync()?;
        }
        Ok(Retired { committed, stories: forgotten, done })
    }

    /// Some of the stories that are older.
    fn aged(&self, since: Timestamp) -> Result<Vec<StoryId>, StoreError> {
        let number = self.reading().scopes.get(&Scope::Every).map(|record| record.number);
        let Some(number) = number else { return Ok(Vec::new()) };
        let first = Row { time: Timestamp(since.0.saturating_sub(1)), mark: Mark([0; 8]) };
        let mut found = Vec::new();
        for row in index::rows(&self.disk, scopes::FIXED, number, first).take(STEP_STORIES) {
            found.extend(self.story_at(row?)?.map(|(id, _)| id));
        }
        Ok(found)
    }

    /// Some of the stories that are more than is kept of every source they have.
    fn beyond(&self, retiring: &mut Retiring) -> Result<Vec<StoryId>, StoreError> {
        let Some((number, from)) = retiring.left.pop() else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (count, row) in index::rows(&self.disk, retiring.generation, number, from).enumerate() {
            let row = row?;
            if count == STEP_STORIES {
                retiring.left.push((number, row));
                break;
            }
            let Some((id, story)) = self.story_at(row)? else { continue };
            let is_beyond = |id: &SourceId| retiring.bounds.get(id).is_some_and(|last| row > *last);
            if story.members.iter().all(|member| is_beyond(&member.source)) {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// Removes tombstones that have run out, in bounded steps; tells how many.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn sweep_tombstones(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut removed = 0;
        let mut next = Some(Table::Tombstones.prefix().to_vec());
        while let Some(from) = next.take() {
            let writing = self.writing();
            let mut writes = Writes::default();
            for (count, item) in self.disk.scan_from(&from).enumerate() {
                let (stored, bytes) = item?;
                if count == STEP_TOMBSTONES {
                    next = Some(stored.to_vec());
                    break;
                }
                let until = self.disk.read(Table::Tombstones, &stored, record::decode_until(&bytes))?;
                if until <= now {
                    writes.remove(stored);
                }
            }
            removed += writes.len() as u64;
            let view = self.applying();
            self.disk.apply(writes)?;
            drop((view, writing));
        }
        Ok(removed)
    }

    /// Removes what is still to be read for sources of which `is_gone` says that nobody wants it, where it
    /// was wanted before `before`; tells how much.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn drop_followups(
        &self,
        is_gone: &dyn Fn(&SourceId) -> bool,
        before: Timestamp,
    ) -> Result<usize, StoreError> {
        let _writing = self.writing();
        let mut writes = Writes::default();
        for followup in self.all_followups()? {
            if is_gone(&followup.source) && followup.since < before {
                writes.remove(keys::followup(&followup.source, &followup.id));
            }
        }
        let removed = writes.len();
        let view = self.applying();
        self.disk.apply(writes)?;
        drop(view);
        Ok(removed)
    }
}
