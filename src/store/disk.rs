//! The sled handle: reads, atomic batches, and what makes them durable.

use super::StoreError;
use super::keys::Table;
use super::preflight::SEGMENT_BYTES;
use super::record::BadRecord;
use sled::IVec;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

/// Pages kept in memory. sled goes over it by about a third.
const CACHE_BYTES: u64 = 24 << 20;
/// How often sled's own flusher runs: what `touch` writes is on disk that much later. The flusher is also
/// the one who moves what is still wanted out of half-empty segments: loading 35,000 entries one poll
/// after the other left 117 MB with 500 ms, 93 MB with 20 ms, for a fifth of a percent of a core.
const FLUSH_EVERY_MS: u64 = 20;

/// How often and how long the lock of a database that was just closed is waited for.
const CLOSED_ATTEMPTS: u32 = 500;
const CLOSED_PAUSE: Duration = Duration::from_millis(10);

/// A database that can be closed and opened again while others hold it. All tables live in its default
/// tree, see `keys`.
pub struct Disk {
    path: PathBuf,
    /// Absent while it is closed, as after a full disk, whose error sled never forgets.
    handle: RwLock<Option<Handle>>,
    /// Keys looked up and rows walked over since the start.
    reads: AtomicU64,
}

/// What is open.
struct Handle {
    db: sled::Db,
    /// `flush` of sled is no fsync on Linux, so the file is synced by a handle of our own.
    file: File,
}

/// A key and its value.
pub type Pair = (IVec, IVec);

/// Point writes that become visible and durable together.
#[derive(Debug, Default)]
pub struct Writes {
    batch: sled::Batch,
    count: usize,
}

impl Writes {
    /// Sets a key.
    pub fn put(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.count += 1;
        self.batch.insert(key, value);
    }

    /// Removes a key, whether it is there or not.
    pub fn remove(&mut self, key: impl Into<IVec>) {
        self.count += 1;
        self.batch.remove(key);
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many writes were asked for.
    pub fn len(&self) -> usize {
        self.count
    }
}

impl Disk {
    /// Opens or creates the database in `path`. A panic of sled counts as damage.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let handle = RwLock::new(Some(Handle::open(path)?));
        Ok(Self { path: path.to_owned(), handle, reads: AtomicU64::new(0) })
    }

    /// The same for one that this process has just closed.
    pub fn open_closed(path: &Path) -> Result<Self, StoreError> {
        let handle = RwLock::new(Some(Handle::open_closed(path)?));
        Ok(Self { path: path.to_owned(), handle, reads: AtomicU64::new(0) })
    }

    /// Lets go of the database; until [`Disk::open_again`] every method fails with `Closed`.
    pub fn close(&self) {
        let handle = self.handle.write().unwrap_or_else(PoisonError::into_inner).take();
        drop(handle); // waits for the threads of sled
    }

    /// Opens what is in the folder now.
    pub fn open_again(&self) -> Result<(), StoreError> {
        self.close();
        let opened = Handle::open_closed(&self.path)?;
        *self.handle.write().unwrap_or_else(PoisonError::into_inner) = Some(opened);
        Ok(())
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` on what is open.
    fn with<T>(&self, work: impl FnOnce(&Handle) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match &*self.handle.read().unwrap_or_else(PoisonError::into_inner) {
            Some(handle) => work(handle),
            None => Err(StoreError::Closed { path: self.path.clone() }),
        }
    }

    fn tree(&self) -> Result<sled::Tree, StoreError> {
        self.with(|handle| Ok((*handle.db).clone()))
    }

    /// Bytes on disk.
    pub fn size_bytes(&self) -> Result<u64, StoreError> {
        self.with(|handle| handle.db.size_on_disk().map_err(|error| self.fault(&error)))
    }

    /// Keys looked up and rows walked over since it was opened.
    pub fn reads(&self) -> u64 {
        self.reads.load(Ordering::Relaxed)
    }

    fn count(&self) {
        self.reads.fetch_add(1, Ordering::Relaxed);
    }

    /// The value of a key.
    pub fn get(&self, key: &[u8]) -> Result<Option<IVec>, StoreError> {
        self.count();
        self.with(|handle| handle.db.get(key).map_err(|error| self.fault(&error)))
    }

    /// Whether a key has a value.
    pub fn has(&self, key: &[u8]) -> Result<bool, StoreError> {
        self.count();
        self.with(|handle| handle.db.contains_key(key).map_err(|error| self.fault(&error)))
    }

    /// Everything under a prefix, in order.
    pub fn scan<'a>(&'a self, prefix: &[u8]) -> impl Iterator<Item = Result<Pair, StoreError>> + use<'a> {
        self.walk(self.tree().map(|tree| tree.scan_prefix(prefix)))
    }

    /// Everything of the table of `from`, from that key on, in order.
    pub fn scan_from<'a>(&'a self, from: &[u8]) -> impl Iterator<Item = Result<Pair, StoreError>> + use<'a> {
        let table = from.first().copied();
        self.walk(self.tree().map(|tree| tree.range(from..)))
            .take_while(move |item| item.as_ref().map_or(true, |(key, _)| key.first().copied() == table))
    }

    /// Everything there is, in order.
    pub fn scan_all(&self) -> impl Iterator<Item = Result<Pair, StoreError>> + use<'_> {
        self.walk(self.tree().map(|tree| tree.iter()))
    }

    fn walk(
        &self,
        items: Result<sled::Iter, StoreError>,
    ) -> impl Iterator<Item = Result<Pair, StoreError>> + use<'_> {
        let (items, fault) = match items {
            Ok(items) => (Some(items), None),
            Err(fault) => (None, Some(Err(fault))),
        };
        let items = items.into_iter().flatten().inspect(|_| self.count());
        fault.into_iter().chain(items.map(|item| item.map_err(|error| self.fault(&error))))
    }

    /// Whether a table holds anything.
    pub fn has_any(&self, table: Table) -> Result<bool, StoreError> {
        self.scan(&table.prefix()).next().transpose().map(|first| first.is_some())
    }

    /// The last key from `from` to `to`, both included.
    pub fn last_in(&self, from: &[u8], to: &[u8]) -> Result<Option<Pair>, StoreError> {
        self.count();
        self.tree()?.range(from..=to).next_back().transpose().map_err(|error| self.fault(&error))
    }

    /// All of `writes` or, after a kill, none.
    pub fn apply(&self, writes: Writes) -> Result<(), StoreError> {
        if writes.is_empty() {
            return Ok(());
        }
        self.with(|handle| handle.db.apply_batch(writes.batch).map_err(|error| self.fault(&error)))
    }

    /// Everything applied so far survives a kill and a power failure.
    pub fn sync(&self) -> Result<(), StoreError> {
        self.with(|handle| {
            handle.db.flush().map_err(|error| self.fault(&error))?;
            handle.file.sync_data().map_err(|error| StoreError::of_io(&self.path, &error))
        })
    }

    /// What sled said, as one of ours.
    pub fn fault(&self, error: &sled::Error) -> StoreError {
        StoreError::of_sled(&self.path, error)
    }

    /// A value that cannot be read.
    pub fn bad(&self, table: Table, key: &[u8]) -> StoreError {
        let hex: String = key.iter().skip(1).map(|byte| format!("{byte:02x}")).collect();
        let record = format!("{table:?} {hex}").to_lowercase();
        StoreError::Record { path: self.path.clone(), record }
    }

    /// What a decoder said, with its place.
    pub fn read<T>(&self, table: Table, key: &[u8], result: Result<T, BadRecord>) -> Result<T, StoreError> {
        result.map_err(|BadRecord| self.bad(table, key))
    }
}

impl Handle {
    /// Opens what this process has just closed: sled's threads let go of its lock a while after that.
    fn open_closed(path: &Path) -> Result<Self, StoreError> {
        for _ in 0..CLOSED_ATTEMPTS {
            match Self::open(path) {
                Err(StoreError::Locked { .. }) => std::thread::sleep(CLOSED_PAUSE),
                other => return other,
            }
        }
        Self::open(path)
    }

    fn open(path: &Path) -> Result<Self, StoreError> {
        let config = sled::Config::new()
            .path(path)
            .cache_capacity(CACHE_BYTES)
            .segment_size(SEGMENT_BYTES as usize)
            .flush_every_ms(Some(FLUSH_EVERY_MS));
        let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| config.open()));
        let db = match opened {
            Ok(result) => result.map_err(|error| StoreError::of_sled(path, &error))?,
            Err(panic) => {
                let detail = format!("the database gave up while opening: {}", panic_text(panic.as_ref()));
                return Err(StoreError::Damaged { path: path.to_owned(), detail });
            }
        };
        let file = File::open(path.join("db")).map_err(|error| StoreError::of_io(path, &error))?;
        Ok(Self { db, file })
    }
}

/// The entries of a store's folder, and the folder itself, survive a power failure.
pub fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let sync = |folder: &Path| File::open(folder).and_then(|folder| folder.sync_all());
    sync(path).map_err(|error| StoreError::of_io(path, &error))?;
    // a parent that may not be read is no fault of the store
    if let Some(parent) = path.parent() {
        let _ = sync(parent);
    }
    Ok(())
}

/// What a panic said, one line, bounded.
fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}
