//! [`Store::open`], and what is held in memory of an open store.

use super::StoreError;
use super::codec::Codec;
use super::disk::{Disk, Writes, sync_folder};
use super::keys::{self, MetaKey, Table};
use super::record::{Heart, ScopeRecord};
use super::{migrate, preflight, scopes, swap};
use crate::model::{Scope, StoryId, Timestamp};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Whether a missing store may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// A missing store is created.
    Create,
    /// A missing store is [`StoreError::Missing`]; nothing is created, not even a folder.
    Existing,
}

/// The store: one per process and folder. All methods block; all can be called from many threads.
pub struct Store {
    pub(super) disk: Disk,
    pub(super) codec: Codec,
    /// Whoever writes holds it from the first read to the last write.
    writer: Mutex<Writing>,
    /// Whoever waits for `writer` holds it, so that a re-index, which takes `writer` again and again,
    /// has to queue behind a waiting commit.
    turn: Mutex<()>,
    /// Readers of several keys share it; a batch is applied under its write half.
    view: RwLock<View>,
}

/// What writers must know of each other.
#[derive(Debug, Default)]
pub(super) struct Writing {
    /// The generation a running re-index builds: commits write its rows, too.
    pub building: Option<u32>,
}

/// What is held in memory of what is on disk; both change together.
#[derive(Debug)]
pub(super) struct View {
    pub instance: StoryId,
    pub heart: Heart,
    pub scopes: HashMap<Scope, ScopeRecord>,
}

impl Store {
    /// Opens the store in the folder `path`; `now` is only used to make the id of a fresh one.
    ///
    /// # Errors
    /// `Missing`, `Locked`, `Newer`, `Damaged`, `Permission`, `DiskFull`, `Io`, `Record`. A store that
    /// cannot be opened is left as it is.
    pub fn open(path: &Path, mode: OpenMode, now: Timestamp) -> Result<Self, StoreError> {
        swap::recover(path)?;
        let found = preflight::look(path)?;
        if found == preflight::Found::Nothing && mode == OpenMode::Existing {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let disk = Disk::open(path)?;
        match disk.get(&keys::meta(MetaKey::Schema))? {
            Some(bytes) => {
                let schema = disk.read(Table::Meta, b"schema", migrate::decode_schema(&bytes))?;
                migrate::judge(path, schema)?;
                migrate::forward(&disk, schema)?;
            }
            None if found == preflight::Found::Store => {
                let detail = "the database is empty although it was not when last closed".to_owned();
                return Err(StoreError::Damaged { path: path.to_owned(), detail });
            }
            None => {
                found_store(&disk, now)?;
                preflight::mark(path)?;
                sync_folder(path)?;
            }
        }
        Self::load(disk)
    }

    fn load(disk: Disk) -> Result<Self, StoreError> {
        let view = View::read(&disk)?;
        let (writer, turn) = (Mutex::default(), Mutex::default());
        Ok(Self { disk, codec: Codec::new(), writer, turn, view: RwLock::new(view) })
    }

    /// Lets go of the database and opens it again: after a full disk, whose error sled never forgets.
    /// Where it cannot be opened it stays closed, and this may be tried again.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn reopen(&self) -> Result<(), StoreError> {
        let _writing = self.writing();
        let mut view = self.applying();
        let path = self.disk.path();
        // a store that is gone must not be made anew, empty
        if !preflight::is_marked(path)? {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        self.disk.open_again()?;
        // writes now rather than at the next commit, which is lost if they fail
        let read = self.disk.sync().and_then(|()| View::read(&self.disk));
        match read {
            Ok(read) => *view = read,
            Err(fault) => {
                self.disk.close();
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Everything written so far survives a power failure.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.disk.sync()
    }

    /// The id of this store, made at its creation; documents build their ids from it.
    pub fn instance(&self) -> StoryId {
        self.reading().instance
    }

    // A writer that panicked left neither disk nor memory half changed: memory is only changed after
    // the batch was applied, by assignments. So poison means nothing here.

    pub(super) fn writing(&self) -> MutexGuard<'_, Writing> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn reading(&self) -> RwLockReadGuard<'_, View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn applying(&self) -> RwLockWriteGuard<'_, View> {
        self.view.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl View {
    pub fn read(disk: &Disk) -> Result<Self, StoreError> {
        let read = |which: MetaKey| {
            let key = keys::meta(which);
            disk.get(&key)?.ok_or_else(|| disk.bad(Table::Meta, &key))
        };
        let heart = disk.read(Table::Meta, b"heart", Heart::decode(&read(MetaKey::Heart)?))?;
        let instance = read(MetaKey::Instance)?;
        let instance = instance.as_ref().try_into().map(StoryId);
        let instance = instance.map_err(|_| disk.bad(Table::Meta, b"instance"))?;
        Ok(Self { instance, heart, scopes: scopes::load(disk)? })
    }
}

/// Writes the first records of a fresh store, and makes them durable.
fn found_store(disk: &Disk, now: Timestamp) -> Result<(), StoreError> {
    let mut writes = Writes::default();
    writes.put(keys::meta(MetaKey::Schema), migrate::encode_schema(migrate::SCHEMA));
    writes.put(keys::meta(MetaKey::Instance), fresh_instance(disk.path(), now).to_vec());
    writes.put(keys::meta(MetaKey::Named), vec![1]);
    let heart = Heart { generation: 1, next_generation: 2, ..Heart::default() };
    writes.put(keys::meta(MetaKey::Heart), heart.encode());
    disk.apply(writes)?;
    disk.sync()
}

/// 128 bits that no other store has: the standard library's random hash keys, time and place.
fn fresh_instance(path: &Path, now: Timestamp) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for _ in 0..4 {
        hasher.update(&RandomState::new().hash_one(now.0).to_le_bytes());
    }
    hasher.update(path.as_os_str().as_encoded_bytes());
    hasher.update(&now.0.to_le_bytes());
    StoryId::of_digest(hasher.finalize().as_bytes()).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_of_the_future_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path(), OpenMode::Create, Timestamp(0)).unwrap());
        let disk = Disk::open(folder.path()).unwrap();
        let mut writes = Writes::default();
        writes.put(keys::meta(MetaKey::Schema), migrate::encode_schema(migrate::SCHEMA + 1));
        disk.apply(writes).unwrap();
        disk.sync().unwrap();
        drop(disk);
        for mode in [OpenMode::Create, OpenMode::Existing] {
            let fault = Store::open(folder.path(), mode, Timestamp(0)).err().unwrap();
            let StoreError::Newer { found, known, .. } = fault else { panic!("{fault:?}") };
            assert_eq!((found, known), (migrate::SCHEMA + 1, migrate::SCHEMA));
        }
    }

    #[test]
    fn a_store_of_the_past_is_taken_forward() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path(), OpenMode::Create, Timestamp(0)).unwrap());
        let disk = Disk::open(folder.path()).unwrap();
        let schema = keys::meta(MetaKey::Schema);
        let mut writes = Writes::default();
        writes.put(schema.clone(), migrate::encode_schema(1));
        disk.apply(writes).unwrap();
        disk.sync().unwrap();
        drop(disk);
        drop(Store::open(folder.path(), OpenMode::Existing, Timestamp(0)).unwrap());
        let disk = Disk::open(folder.path()).unwrap();
        let found = disk.get(&schema).unwrap().unwrap();
        assert_eq!(migrate::decode_schema(&found), Ok(migrate::SCHEMA));
    }

    #[test]
    fn a_creation_that_was_cut_off_is_begun_again() {
        let folder = tempfile::tempdir().unwrap();
        drop(Disk::open(folder.path()).unwrap());
        let missing = Store::open(folder.path(), OpenMode::Existing, Timestamp(0)).err().unwrap();
        assert!(matches!(missing, StoreError::Missing { .. }));
        assert!(Store::open(folder.path(), OpenMode::Create, Timestamp(0)).is_ok());
        assert!(Store::open(folder.path(), OpenMode::Existing, Timestamp(0)).is_ok());
    }
}
