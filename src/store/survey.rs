//! [`Survey`]: what a store holds, table by table, by walking it; and what it takes on disk for it.

use super::index;
use super::keys::{self, Table};
use super::open::Store;
use super::record::{self, Reader, ScopeRecord};
use super::{Stats, StoreError};
use crate::model::{EntryKey, Seen, Timestamp};
use serde::{Deserialize, Serialize};

/// A store, walked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// What is counted without a walk.
    pub stats: Stats,
    /// Bytes of all keys and values.
    pub live_bytes: u64,
    /// Bytes on disk for each of them.
    pub amplification: f64,
    /// Table by table.
    pub tables: Vec<TableSurvey>,
}

/// A table, walked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSurvey {
    /// Its name.
    pub table: String,
    /// Keys.
    pub rows: u64,
    /// Bytes of keys and values.
    pub bytes: u64,
    /// The earliest time in it: of the first sighting, of a story, of a change, of a poll, or until when
    /// a tombstone stands.
    pub oldest: Option<Timestamp>,
    /// The latest.
    pub newest: Option<Timestamp>,
}

impl Survey {
    fn of(stats: Stats, tables: Vec<TableSurvey>) -> Self {
        let live_bytes: u64 = tables.iter().map(|table| table.bytes).sum();
        let amplification = stats.disk_bytes as f64 / live_bytes.max(1) as f64;
        // two digits: more say nothing
        Self { stats, live_bytes, amplification: (amplification * 100.0).round() / 100.0, tables }
    }
}

impl Store {
    /// Walks everything; nobody waits meanwhile, so that what is written on the way may be counted or not.
    ///
    /// # Errors
    /// `Io`, `Damaged`, `Closed`.
    pub fn survey(&self) -> Result<Survey, StoreError> {
        let mut tables = Vec::new();
        for table in Table::ALL {
            let mut found = TableSurvey {
                table: format!("{table:?}").to_lowercase(),
                rows: 0,
                bytes: 0,
                oldest: None,
                newest: None,
            };
            for item in self.disk.scan(&table.prefix()) {
                let (key, value) = item?;
                found.rows += 1;
                found.bytes += (key.len() + value.len()) as u64;
                for at in times(table, &key, &value).into_iter().flatten() {
                    found.oldest = Some(found.oldest.map_or(at, |oldest| oldest.min(at)));
                    found.newest = Some(found.newest.map_or(at, |newest| newest.max(at)));
                }
            }
            tables.push(found);
        }
        Ok(Survey::of(self.stats()?, tables))
    }

    /// Bytes of all keys and values.
    pub(super) fn live_bytes(&self) -> Result<u64, StoreError> {
        let mut bytes = 0;
        for item in self.disk.scan_all() {
            let (key, value) = item?;
            bytes += (key.len() + value.len()) as u64;
        }
        Ok(bytes)
    }
}

/// The times a row speaks of, the earliest and the latest, where its table has any.
fn times(table: Table, key: &[u8], value: &[u8]) -> [Option<Timestamp>; 2] {
    let one = |at: Option<Timestamp>| [at, None];
    match table {
        Table::Entries => one(keys::entry_place(key).map(|(at, _)| at)),
        Table::Prints => one(keys::print_place(key).map(|(at, _)| at)),
        Table::Seen => {
            let seen = keys::trailing_id(key).and_then(|id| record::decode_seen(&EntryKey(id), value).ok());
            one(seen.map(|(seen, _)| match seen {
                Seen::Published { first_seen, .. } | Seen::Held { first_seen } => first_seen,
            }))
        }
        Table::Index => {
            let rows = index::decode(value).unwrap_or_default();
            [rows.first().map(|row| row.time), rows.last().map(|row| row.time)]
        }
        Table::Tombstones => one(record::decode_until(value).ok()),
        // revision 0: nothing was ever in it
        Table::Scopes => {
            let scope = ScopeRecord::decode(value).ok().filter(|scope| scope.revision > 0);
            one(scope.map(|scope| scope.changed))
        }
        // both begin with a time
        Table::Revisions => one(leading(value, |from| from.time().map(Some))),
        Table::Pulses => one(leading(value, |from| from.option(Reader::time))),
        Table::Names | Table::Followups | Table::Links | Table::Meta | Table::Quarantine | Table::Sources => {
            one(None)
        }
    }
}

fn leading(
    value: &[u8],
    read: impl FnOnce(&mut Reader<'_>) -> Result<Option<Timestamp>, record::BadRecord>,
) -> Option<Timestamp> {
    let version = value.first().copied()?;
    Reader::version(value, version).and_then(|mut from| read(&mut from)).ok().flatten()
}
