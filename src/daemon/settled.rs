//! [`Settled`]: what settling a poll or a page came to, and [`Outlook`]: what is still to be read then.

use super::recheck;
use crate::model::{Entry, Followup, FollowupKind, Scope, SourceId, SourceState, Timestamp};
use crate::store::{Committed, Store, StoreError};
use std::time::Duration;

/// An entry waits for its article this long, at most.
pub const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// What settling one poll, or one page that it left to be read, came to.
pub struct Settled {
    /// The source's new state.
    pub state: SourceState,
    /// What the store made of it; absent when nothing but the state changed and nothing was written.
    pub committed: Option<Committed>,
    /// Entries that were read.
    pub entries: usize,
    /// Entries that were new to us: published, waiting for their article, or held back.
    pub new_entries: usize,
    /// What is to be read next for the source; absent when that did not change.
    pub outlook: Option<Outlook>,
}

impl Settled {
    /// Nothing was written.
    pub fn unchanged(state: SourceState) -> Self {
        Self { state, committed: None, entries: 0, new_entries: 0, outlook: None }
    }

    /// The same beside scopes that something else changed.
    pub fn beside(mut self, store: &Store, scopes: Vec<Scope>) -> Result<Self, StoreError> {
        if scopes.is_empty() {
            return Ok(self);
        }
        match &mut self.committed {
            Some(committed) => {
                committed.scopes.extend(scopes);
                committed.scopes.sort();
                committed.scopes.dedup();
            }
            None => {
                store.touch(vec![self.state.clone()])?; // a state that came with a commit is written
                let revision = store.stats()?.revision;
                self.committed = Some(Committed { revision, scopes });
            }
        }
        Ok(self)
    }
}

/// What is still to be read for a source.
#[derive(Debug, Clone, Default)]
pub struct Outlook {
    /// What comes next, and when.
    pub next: Option<Followup>,
    /// When the first entry that waits for its article has waited long enough.
    pub release: Option<Timestamp>,
}

impl Outlook {
    /// As the store has it.
    pub fn of(store: &Store, source: &SourceId) -> Result<Self, StoreError> {
        Ok(Self::among(store.followups(source)?))
    }

    /// Out of all that is to be read for one source, the longest due first.
    pub fn among(followups: Vec<Followup>) -> Self {
        let waiting =
            followups.iter().filter(|f| matches!(&f.kind, FollowupKind::Article(Some(e)) if is_told(e)));
        let release = waiting.map(|f| f.since.plus(LONGEST_WAIT)).min();
        Self { next: recheck::next_of(followups), release }
    }
}

/// Whether an entry tells a reader something without its article: an address alone does not.
pub fn is_told(entry: &Entry) -> bool {
    !entry.title.is_empty()
}
