//! What is at a path, asked before sled touches a byte: sled repairs what it opens, and an emptied
//! database would look like a fresh one.

use super::StoreError;
use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Duration;

/// Tells a store that was founded from a folder in which founding was cut off.
const MARK: &str = "diemtin.store";

/// Of sled's file; also given to sled when opening.
pub const SEGMENT_BYTES: u64 = 512 << 10;
const SEGMENT_HEADER_BYTES: usize = 20;
const LOCK_ATTEMPTS: u32 = 25;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// What is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// No store: no folder, or one in which no store was ever finished.
    Nothing,
    /// A store.
    Store,
}

/// Looks without changing anything.
pub fn look(path: &Path) -> Result<Found, StoreError> {
    let marked = exists(&path.join(MARK), path)?;
    let db = path.join("db");
    if !exists(&db, path)? {
        return if marked { Err(damaged(path, "its file `db` is missing")) } else { Ok(Found::Nothing) };
    }
    let file = File::open(&db).map_err(|error| StoreError::of_io(path, &error))?;
    if is_locked(&file) {
        return Err(StoreError::Locked { path: path.to_owned() });
    }
    if !marked {
        return Ok(Found::Nothing);
    }
    match broken_segment(&file).map_err(|error| StoreError::of_io(path, &error))? {
        None => Ok(Found::Store),
        Some(detail) => Err(damaged(path, &detail)),
    }
}

/// Whether a store was founded here and its database is there.
pub fn is_marked(path: &Path) -> Result<bool, StoreError> {
    Ok(exists(&path.join(MARK), path)? && exists(&path.join("db"), path)?)
}

/// Whether another handle holds sled's lock. sled's threads let go of it a moment after a handle was
/// dropped, so that a store that was just closed is waited for.
fn is_locked(file: &File) -> bool {
    for attempt in 0..LOCK_ATTEMPTS {
        if attempt > 0 {
            std::thread::sleep(LOCK_PAUSE);
        }
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {}
            // the lock of this handle goes with it; a file system without locks is sled's to judge
            Ok(()) | Err(TryLockError::Error(_)) => return false,
        }
    }
    true
}

/// Looks at the header of every segment of the database file. sled takes a segment whose header does not
/// match for a free one, so that an overwritten segment would be lost without a word.
fn broken_segment(file: &File) -> io::Result<Option<String>> {
    let segments = file.metadata()?.len().div_ceil(SEGMENT_BYTES);
    let mut written = 0;
    for number in 0..segments {
        let mut header = [0; SEGMENT_HEADER_BYTES];
        match file.read_exact_at(&mut header, number * SEGMENT_BYTES) {
            Ok(()) => {}
            // the last segment was begun and not written
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
        if header == [0; SEGMENT_HEADER_BYTES] {
            continue;
        }
        let (stored, body) = header.split_at(4);
        if stored != (crc32fast::hash(body) ^ u32::MAX).to_le_bytes() {
            return Ok(Some(format!("segment {number} of its file `db` is overwritten")));
        }
        written += 1;
    }
    Ok((written == 0).then(|| "its file `db` is empty".to_owned()))
}

/// Marks a store as founded, once its first records are durable.
pub fn mark(path: &Path) -> Result<(), StoreError> {
    let write = || {
        let file = File::create(path.join(MARK))?;
        file.sync_all()
    };
    write().map_err(|error| StoreError::of_io(path, &error))
}

fn exists(file: &Path, store: &Path) -> Result<bool, StoreError> {
    fs::exists(file).map_err(|error| StoreError::of_io(store, &error))
}

fn damaged(path: &Path, detail: &str) -> StoreError {
    StoreError::Damaged { path: path.to_owned(), detail: detail.to_owned() }
}
