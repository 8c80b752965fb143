//! Reading what waits for a person. It is written and removed by the one transaction of a poll (`commit`).

use super::StoreError;
use super::keys::{self, Table};
use super::open::Store;
use super::record;
use crate::model::{Quarantined, SourceId};

impl Store {
    /// The entries of a source that wait for a person: the longest waiting first, then in the order of their
    /// document.
    ///
    /// # Errors
    /// As for [`Store::states`].
    pub fn quarantine(&self, source: &SourceId) -> Result<Vec<Quarantined>, StoreError> {
        self.quarantined_under(&keys::quarantine(source))
    }

    /// The same for all sources, in order of their ids.
    ///
    /// # Errors
    /// As for [`Store::states`].
    pub fn all_quarantined(&self) -> Result<Vec<Quarantined>, StoreError> {
        self.quarantined_under(&Table::Quarantine.prefix())
    }

    fn quarantined_under(&self, prefix: &[u8]) -> Result<Vec<Quarantined>, StoreError> {
        let _view = self.reading();
        let read = |item: Result<(sled::IVec, sled::IVec), StoreError>| {
            let (stored, bytes) = item?;
            self.quarantined(&stored, &bytes)
        };
        let mut all: Vec<Quarantined> = self.disk.scan(prefix).map(read).collect::<Result<_, _>>()?;
        all.sort_by(|a, b| (&a.source, a.since, a.place, a.key).cmp(&(&b.source, b.since, b.place, b.key)));
        Ok(all)
    }

    /// One value of the table.
    pub(super) fn quarantined(&self, stored: &[u8], bytes: &[u8]) -> Result<Quarantined, StoreError> {
        let place = keys::quarantined_place(stored);
        let (source, key) = place.ok_or_else(|| self.disk.bad(Table::Quarantine, stored))?;
        let record = record::decode_quarantined(&self.codec, source, key, bytes);
        self.disk.read(Table::Quarantine, stored, record)
    }
}
