//! Rows of scopes, newest first, packed in chunks of up to [`MAX_ROWS`].
//!
//! sled pays for every key (about 200 bytes of memory, and a page written for each eight that come),
//! and a story has half a dozen rows, so rows are kept many to a value. Small chunks cost memory, large
//! ones cost disk when old stories arrive in any order, as in the first poll of many sources: loading
//! 35,000 wrote 330 MB with chunks of 64, 210 MB with chunks of 16.
//!
//! A chunk's key is a lower bound of its rows, no longer than it takes to stand behind the chunk before;
//! the head chunk of a scope stands at the bare scope, so that newer rows always have a home.

use super::StoreError;
use super::disk::{Disk, Writes};
use super::keys::Mark;
use super::keys::{self, Table};
use super::record::{BadRecord, Reader, Writer};
use crate::model::Timestamp;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

const VERSION: u8 = 1;
/// More rows than this are split.
const MAX_ROWS: usize = 16;
/// What a full chunk is split into, so that the next row does not split it again.
const FILL_ROWS: usize = 12;

/// One story in one scope. Ordered newest first, then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Row {
    /// The story's time.
    pub time: Timestamp,
    /// The story, by the first half of its id.
    pub mark: Mark,
}

impl Row {
    /// Before every row.
    pub const HEAD: Self = Self { time: Timestamp(i64::MAX), mark: Mark([0; 8]) };
}

impl Ord for Row {
    fn cmp(&self, other: &Self) -> Ordering {
        (Reverse(self.time), self.mark).cmp(&(Reverse(other.time), other.mark))
    }
}

impl PartialOrd for Row {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The bytes of a chunk.
pub fn encode(rows: &[Row]) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    let mut newer = Timestamp(0);
    out.list(rows, |out, row| {
        // falling times: the distance back to the row before
        out.time_from(row.time, newer);
        out.raw(&row.mark.0);
        newer = row.time;
    });
    out.done()
}

/// What [`encode`] was given. Rows out of order are refused.
pub fn decode(bytes: &[u8]) -> Result<Vec<Row>, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let mut newer = Timestamp(0);
    let rows = from.list(|from| {
        let time = Timestamp(newer.0.wrapping_sub(from.signed()?));
        newer = time;
        Ok(Row { time, mark: Mark(from.array()?) })
    })?;
    from.end()?;
    if rows.windows(2).all(|pair| matches!(pair, [a, b] if a < b)) { Ok(rows) } else { Err(BadRecord) }
}

/// The rows of a scope from `from` on, chunk by chunk.
pub fn rows(
    disk: &Disk,
    generation: u32,
    scope: u32,
    from: Row,
) -> impl Iterator<Item = Result<Row, StoreError>> + '_ {
    let start = floor_key(disk, generation, scope, from);
    let prefix = keys::index(generation, scope);
    let chunks = start.map(|start| {
        disk.scan_from(&start)
            .take_while(move |item| item.as_ref().map_or(true, |(key, _)| key.starts_with(&prefix)))
    });
    let (chunks, fault) = match chunks {
        Ok(chunks) => (Some(chunks), None),
        Err(fault) => (None, Some(Err(fault))),
    };
    let rows = chunks.into_iter().flatten().flat_map(move |item| {
        let decoded = item.and_then(|(key, value)| disk.read(Table::Index, &key, decode(&value)));
        let (rows, fault) = match decoded {
            Ok(rows) => (rows, None),
            Err(fault) => (Vec::new(), Some(Err(fault))),
        };
        rows.into_iter().filter(move |row| *row >= from).map(Ok).chain(fault)
    });
    fault.into_iter().chain(rows)
}

/// The key of the chunk that `row` belongs to; the head's when there is none yet.
fn floor_key(disk: &Disk, generation: u32, scope: u32, row: Row) -> Result<Vec<u8>, StoreError> {
    let head = keys::index(generation, scope);
    if row == Row::HEAD {
        return Ok(head);
    }
    let found = disk.last_in(&head, &chunk_key(generation, scope, row))?;
    Ok(found.map_or(head, |(key, _)| key.to_vec()))
}

fn chunk_key(generation: u32, scope: u32, row: Row) -> Vec<u8> {
    keys::chunk(generation, scope, row.time, row.mark)
}

/// Rows to be added and removed, by generation and scope number.
#[derive(Debug, Default)]
pub struct Edits(BTreeMap<(u32, u32), BTreeMap<Row, bool>>);

impl Edits {
    /// The row shall be there.
    pub fn add(&mut self, generation: u32, scope: u32, row: Row) {
        self.0.entry((generation, scope)).or_default().insert(row, true);
    }

    /// The row shall not be there.
    pub fn remove(&mut self, generation: u32, scope: u32, row: Row) {
        self.0.entry((generation, scope)).or_default().insert(row, false);
    }

    /// The writes that make it so.
    pub fn write(self, disk: &Disk, writes: &mut Writes) -> Result<(), StoreError> {
        for ((generation, scope), edits) in self.0 {
            edit_scope(disk, writes, generation, scope, edits)?;
        }
        Ok(())
    }
}

fn edit_scope(
    disk: &Disk,
    writes: &mut Writes,
    generation: u32,
    scope: u32,
    edits: BTreeMap<Row, bool>,
) -> Result<(), StoreError> {
    let mut chunks: BTreeMap<Vec<u8>, BTreeSet<Row>> = BTreeMap::new();
    let head = keys::index(generation, scope);
    for (row, present) in edits {
        let key = match chunks.get(&head).and_then(BTreeSet::last) {
            Some(last) if row <= *last => head.clone(),
            _ => floor_key(disk, generation, scope, row)?,
        };
        if !chunks.contains_key(&key) {
            let rows = match disk.get(&key)? {
                None => BTreeSet::new(),
                Some(value) => disk.read(Table::Index, &key, decode(&value))?.into_iter().collect(),
            };
            chunks.insert(key.clone(), rows);
        }
        if let Some(rows) = chunks.get_mut(&key) {
            if present {
                rows.insert(row)
            } else {
                rows.remove(&row)
            };
        }
    }
    for (key, rows) in chunks {
        write_chunk(writes, generation, scope, key, rows);
    }
    Ok(())
}

fn write_chunk(writes: &mut Writes, generation: u32, scope: u32, key: Vec<u8>, rows: BTreeSet<Row>) {
    if rows.is_empty() {
        return writes.remove(key);
    }
    let rows: Vec<Row> = rows.into_iter().collect();
    if rows.len() <= MAX_ROWS {
        return writes.put(key, encode(&rows));
    }
    // new rows come at the head of a scope: there the older chunks are left full, elsewhere the newer
    let is_head = key == keys::index(generation, scope);
    let first = if is_head { rows.len() % FILL_ROWS } else { 0 };
    let (front, back) = rows.split_at(first);
    let pieces = std::iter::once(front).filter(|front| !front.is_empty()).chain(back.chunks(FILL_ROWS));
    let mut before: Option<Row> = None;
    for piece in pieces {
        let key = match (before, piece.first()) {
            (Some(last), Some(first)) => bound(generation, scope, last, *first),
            _ => key.clone(),
        };
        writes.put(key, encode(piece));
        before = piece.last().copied();
    }
}

/// The shortest key behind `last` and not behind `first`.
fn bound(generation: u32, scope: u32, last: Row, first: Row) -> Vec<u8> {
    let (last, mut first) = (chunk_key(generation, scope, last), chunk_key(generation, scope, first));
    let common = last.iter().zip(&first).take_while(|(a, b)| a == b).count();
    first.truncate(common + 1);
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(time: i64, id: u8) -> Row {
        Row { time: Timestamp(time), mark: Mark([id; 8]) }
    }

    #[test]
    fn golden_bytes() {
        let rows = [row(100, 1), row(100, 2), row(90, 0)];
        let mut expected = vec![1, 3, 0xc7, 1];
        expected.extend([1; 8]);
        expected.push(0);
        expected.extend([2; 8]);
        expected.push(20);
        expected.extend([0; 8]);
        assert_eq!(encode(&rows), expected);
        assert_eq!(decode(&expected), Ok(rows.to_vec()));
    }

    proptest! {
        #[test]
        fn chunks_survive(rows: std::collections::BTreeSet<(i64, u8)>) {
            let rows: BTreeSet<Row> = rows.into_iter().map(|(time, id)| row(time, id)).collect();
            let rows: Vec<Row> = rows.into_iter().collect();
            prop_assert_eq!(decode(&encode(&rows)), Ok(rows));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let _ = decode(&bytes);
        }

        #[test]
        fn a_scope_reads_back_what_was_added_and_not_removed(
            edits in proptest::collection::vec(
                proptest::collection::vec((0_i64..300, 0_u8..3, any::<bool>()), 0..120), 1..12),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let disk = Disk::open(folder.path()).unwrap();
            let mut expected = BTreeSet::new();
            for batch in edits {
                let mut changes = Edits::default();
                for (time, id, present) in batch {
                    let row = row(time, id);
                    if present {
                        changes.add(3, 7, row);
                        expected.insert(row);
                    } else {
                        changes.remove(3, 7, row);
                        expected.remove(&row);
                    }
                }
                let mut writes = Writes::default();
                changes.write(&disk, &mut writes).unwrap();
                disk.apply(writes).unwrap();
                let found: Vec<Row> = rows(&disk, 3, 7, Row::HEAD).map(Result::unwrap).collect();
                prop_assert_eq!(&found, &expected.iter().copied().collect::<Vec<_>>());
                let from = row(150, 1);
                let tail: Vec<Row> = rows(&disk, 3, 7, from).map(Result::unwrap).collect();
                prop_assert_eq!(tail, expected.range(from..).copied().collect::<Vec<_>>());
            }
            prop_assert_eq!(rows(&disk, 3, 6, Row::HEAD).count(), 0);
        }
    }
}
