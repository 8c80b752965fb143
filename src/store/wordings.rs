//! What an entry has said: its earlier wordings and the present one, in order.

use super::StoreError;
use super::open::Store;
use crate::model::{Entry, EntryRecord, Timestamp};

/// One wording of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// When we first saw it.
    pub since: Timestamp,
    /// When we noticed that it was replaced; absent for the present one.
    pub until: Option<Timestamp>,
    /// What it says.
    pub entry: Entry,
}

impl Store {
    /// The wordings of an entry, the first one first, the present one last. Of an entry that was edited
    /// without end the first 63 are kept and the one before the present.
    ///
    /// # Errors
    /// As for [`Store::states`].
    pub fn wordings(&self, record: &EntryRecord) -> Result<Vec<Wording>, StoreError> {
        let mut since = record.first_seen;
        let mut all = Vec::new();
        for revision in self.revisions(&record.key)? {
            all.push(Wording { since, until: Some(revision.replaced), entry: revision.entry });
            since = revision.replaced;
        }
        all.push(Wording { since, until: None, entry: record.entry.clone() });
        Ok(all)
    }
}
