//! Rewriting the store into less room: sled never gives a byte back, so everything is copied into a fresh
//! database beside it, compared, and put in its place (`swap`).

use super::StoreError;
use super::disk::{Disk, Writes, sync_folder};
use super::open::{Store, View, Writing};
use super::{preflight, swap};
use rustix::fs::statvfs;
use std::path::Path;

/// Written in one batch.
const STEP_BYTES: usize = 1 << 20;
/// What a fresh copy may take for each live byte, in hundredths; 186 were measured.
const COPY_PERCENT: u64 = 250;
/// What is left free beside the copy.
const SPARE_BYTES: u64 = 64 << 20;

/// What a rewriting came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Compacted {
    /// Keys.
    pub rows: u64,
    /// Bytes of keys and values.
    pub live_bytes: u64,
    /// Bytes on disk before.
    pub before_bytes: u64,
    /// Bytes on disk now.
    pub after_bytes: u64,
}

/// Bytes that an unprivileged process may still write on the disk of `path`, and the size of that disk;
/// absent where the system does not say.
pub fn free_bytes(path: &Path) -> Option<(u64, u64)> {
    let disk = statvfs(path).ok()?;
    let unit = disk.f_frsize.max(1);
    Some((disk.f_bavail.saturating_mul(unit), disk.f_blocks.saturating_mul(unit)))
}

impl Store {
    /// Rewrites it. Commits wait meanwhile, readers do only for the moment of the exchange. After a kill
    /// at any instant there is one store, the old one or the new one, and both say the same.
    ///
    /// # Errors
    /// `NoRoom` where the disk has no room for the copy, `Unequal` where the copy is not the same; as for
    /// [`Store::commit`] else. Then the store is as it was.
    pub fn compact(&self) -> Result<Compacted, StoreError> {
        let writing = self.writing();
        let path = self.disk.path();
        swap::sweep(path)?;
        let live_bytes = self.live_bytes()?;
        let needed_bytes = (live_bytes / 100).saturating_mul(COPY_PERCENT).saturating_add(SPARE_BYTES);
        if let Some((free_bytes, _)) = free_bytes(path)
            && free_bytes < needed_bytes
        {
            return Err(StoreError::NoRoom { path: path.to_owned(), needed_bytes, free_bytes });
        }
        self.disk.sync()?;
        let before_bytes = self.disk.size_bytes()?;
        let made = self.copy_beside();
        let rows = match made {
            Ok(rows) => rows,
            Err(fault) => {
                let _ = swap::sweep(path); // what is left of it goes with the next attempt
                return Err(fault);
            }
        };
        self.take_copy(&writing)?;
        Ok(Compacted { rows, live_bytes, before_bytes, after_bytes: self.disk.size_bytes()? })
    }

    /// Puts the complete copy beside the store into its place and goes on with it. Readers wait for that
    /// moment. What was acknowledged is in the copy, and nobody writes: the old handle has nothing to lose.
    pub(super) fn take_copy(&self, _writing: &Writing) -> Result<(), StoreError> {
        let path = self.disk.path();
        let mut view = self.applying();
        self.disk.close();
        let exchanged = swap::exchange(path, None);
        // an exchange that failed half way is ended, or undone, as after a kill
        let opened = swap::recover(path).and_then(|()| self.disk.open_again());
        match opened.and_then(|()| View::read(&self.disk)) {
            Ok(read) => *view = read,
            Err(fault) => {
                self.disk.close();
                return Err(fault);
            }
        }
        drop(view);
        exchanged?;
        swap::sweep(path)
    }

    /// Makes a complete and durable copy beside the store; tells how many keys it has.
    fn copy_beside(&self) -> Result<u64, StoreError> {
        let path = swap::fresh(self.disk.path());
        let copy = Disk::open(&path)?;
        let (mut writes, mut bytes, mut rows) = (Writes::default(), 0, 0_u64);
        for item in self.disk.scan_all() {
            let (key, value) = item?;
            bytes += key.len() + value.len();
            rows += 1;
            writes.put(key.to_vec(), value.to_vec());
            if bytes >= STEP_BYTES {
                copy.apply(std::mem::take(&mut writes))?;
                copy.sync()?; // what is not on disk is in memory
                bytes = 0;
            }
        }
        copy.apply(writes)?;
        copy.sync()?;
        drop(copy);
        // read again from the disk, not from what is in memory of it
        let copy = Disk::open_closed(&path)?;
        self.compare(&copy)?;
        drop(copy);
        preflight::mark(&path)?;
        sync_folder(&path)?;
        Ok(rows)
    }

    /// Every key and value of the copy is that of the store, and it has no others.
    fn compare(&self, copy: &Disk) -> Result<(), StoreError> {
        let unequal = |rows: u64, what: &str| StoreError::Unequal {
            path: self.disk.path().to_owned(),
            detail: format!("{what} after {rows} rows"),
        };
        let (mut ours, mut theirs) = (self.disk.scan_all(), copy.scan_all());
        for rows in 0.. {
            match (ours.next().transpose()?, theirs.next().transpose()?) {
                (None, None) => break,
                (Some(one), Some(other)) if one == other => {}
                (Some(_), Some(_)) => return Err(unequal(rows, "a row differs")),
                (None, Some(_)) => return Err(unequal(rows, "it has more")),
                (Some(_), None) => return Err(unequal(rows, "it ends")),
            }
        }
        Ok(())
    }
}
