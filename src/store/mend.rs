//! Mending what [`Store::check`] found, where that loses no article: rows of the index, names, links and
//! counters follow from the rest; what cannot follow from anything is told and left as it is.

use super::StoreError;
use super::check::Checked;
use super::draft::Draft;
use super::index::Row;

use super::open::Store;
use super::record;
use super::scopes;
use crate::model::{EntryKey, LinkHash, Scope, Seen, StoryId, Timestamp};
use std::collections::BTreeSet;
use std::time::Duration;

/// A tombstone that cannot be read stands this long from now on: longer than any source lists an article.
const TOMBSTONE_TERM: Duration = Duration::from_secs(730 * 24 * 3600);
/// Remedies in one transaction.
const STEP_REMEDIES: usize = 500;

/// What mends a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// A value that leads nowhere, or that follows from others.
    Remove(Vec<u8>),
    /// A story's rows in the index.
    Rows { row: Row, stands: BTreeSet<u32>, wanted: BTreeSet<u32> },
    /// What is known of an entry key.
    Seen(EntryKey, Seen),
    /// A key that leads to a story.
    NameKey(EntryKey, StoryId),
    /// A link that leads to a story.
    NameLink(LinkHash, StoryId),
    /// A tombstone is set anew.
    Tombstone(Vec<u8>),
    /// What was counted by walking counts.
    Counters,
}

/// What mending came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Mended {
    /// What was wrong.
    pub before: Checked,
    /// What is wrong still.
    pub after: Checked,
}

impl Mended {
    /// Faults that are gone.
    pub fn repaired(&self) -> u64 {
        self.before.found.saturating_sub(self.after.found)
    }
}

impl Store {
    /// Checks everything and mends nothing.
    ///
    /// # Errors
    /// As for [`Store::check`].
    pub fn checked(&self) -> Result<Mended, StoreError> {
        let before = self.check()?;
        Ok(Mended { after: before.clone(), before })
    }

    /// Checks everything, mends what can be mended without losing an article, and checks again. Commits
    /// wait meanwhile.
    ///
    /// # Errors
    /// As for [`Store::check`] and [`Store::commit`].
    pub fn mend(&self, now: Timestamp) -> Result<Mended, StoreError> {
        let writing = self.writing();
        let before = self.check_all()?;
        if before.remedies.is_empty() {
            return Ok(Mended { after: before.clone(), before });
        }
        // values that cannot be read stand in the way of the rest
        let (first, then): (Vec<_>, Vec<_>) =
            before.remedies.iter().partition(|remedy| matches!(remedy, Remedy::Remove(_)));
        for step in first.chunks(STEP_REMEDIES).chain(then.chunks(STEP_REMEDIES)) {
            let mut draft = Draft::new(self, &writing);
            for remedy in step {
                self.remedy(&mut draft, remedy, now)?;
            }
            draft.apply(now)?;
        }
        let after = self.check_all()?;
        // rows that stood in a chunk that could not be read, counters after what was removed
        let mut draft = Draft::new(self, &writing);
        for remedy in &after.remedies {
            self.remedy(&mut draft, remedy, now)?;
        }
        count(&mut draft, &after);
        draft.apply(now)?;
        let after = if after.remedies.is_empty() { after } else { self.check_all()? };
        drop(writing);
        self.disk.sync()?;
        Ok(Mended { before, after })
    }

    fn remedy(&self, draft: &mut Draft<'_>, remedy: &Remedy, now: Timestamp) -> Result<(), StoreError> {
        match remedy {
            Remedy::Remove(key) => draft.writes.remove(key.clone()),
            Remedy::Rows { row, stands, wanted } => {
                for scope in stands.difference(wanted) {
                    self.set_row(draft, *scope, *row, false);
                }
                for scope in wanted.difference(stands) {
                    self.set_row(draft, *scope, *row, true);
                }
            }
            Remedy::Seen(key, seen) => draft.put_seen(*key, *seen),
            Remedy::NameKey(key, story) => draft.name_key(*key, *story),
            Remedy::NameLink(link, story) => draft.name_link(*link, *story),
            Remedy::Tombstone(key) => {
                let until = record::encode_until(now.plus(TOMBSTONE_TERM));
                draft.writes.put(key.clone(), until);
            }
            Remedy::Counters => {}
        }
        Ok(())
    }

    /// A row of a scope by its number, and the scope's feed changes.
    fn set_row(&self, draft: &mut Draft<'_>, number: u32, row: Row, present: bool) {
        let scope: Option<Scope> = {
            let view = self.reading();
            let mut scopes = view.scopes.iter();
            scopes.find(|(_, record)| record.number == number).map(|(scope, _)| scope.clone())
        };
        let generation =
            scope.as_ref().map_or(scopes::FIXED, |scope| scopes::generation_of(scope, draft.served()));
        draft.set_row(generation, number, row, present);
        draft.change(scope);
    }
}

fn count(draft: &mut Draft<'_>, checked: &Checked) {
    draft.heart.stories = checked.counts.stories;
    draft.heart.entries = checked.counts.entries;
    draft.heart.held = checked.counts.held;
    draft.heart.revisions = checked.counts.revisions;
}

#[cfg(test)]
mod tests;
