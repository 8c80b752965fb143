//! What is at a path, asked before sled touches a byte: sled repairs what it opens, and an emptied
//! database would look like a fresh one.

use super::StoreError;
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// Tells a store that was founded from a folder in which founding was cut off.
const MARK: &str = "diemtin.store";

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
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Err(StoreError::Locked { path: path.to_owned() }),
        // the lock of this handle goes with it; a file system without locks is sled's to judge
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    Ok(if marked { Found::Store } else { Found::Nothing })
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
