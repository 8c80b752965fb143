//! A store that was rewritten takes the place of the one it was made from, by renames that a kill at any
//! instant survives.
//!
//! | beside `store` | what it is |
//! |---|---|
//! | `store.fresh` | a copy in the making: worth nothing |
//! | `store.ready` | a complete copy, durable; after the exchange: what was in its place before |
//! | `store.old` | what was in its place before, on file systems without an exchange in one step |
//!
//! Where `store` is there, it counts, and the others are leftovers of a kill. Where it is not, a kill came
//! between two renames, and `store.ready` is it.

use super::StoreError;
use super::disk::sync_folder;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where a copy is made.
pub fn fresh(path: &Path) -> PathBuf {
    beside(path, ".fresh")
}

fn ready(path: &Path) -> PathBuf {
    beside(path, ".ready")
}

fn old(path: &Path) -> PathBuf {
    beside(path, ".old")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Ends what a kill cut off. Leftovers stay until [`sweep`]: they may be another process's.
pub fn recover(path: &Path) -> Result<(), StoreError> {
    let fault = |error: io::Error| StoreError::of_io(path, &error);
    let ready = ready(path);
    if fs::exists(path).map_err(fault)? || !fs::exists(&ready).map_err(fault)? {
        return Ok(());
    }
    fs::rename(&ready, path).map_err(fault)?;
    sync_folder(path)
}

/// Removes leftovers. The caller has the store open, so that they are nobody else's.
pub fn sweep(path: &Path) -> Result<(), StoreError> {
    for leftover in [fresh(path), ready(path), old(path)] {
        match fs::remove_dir_all(&leftover) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::of_io(&leftover, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Puts the complete copy into the place of the store. What was there is gone with the next [`sweep`], or
/// stays for good under the name `aside`.
pub fn exchange(path: &Path, aside: Option<&Path>) -> Result<(), StoreError> {
    let fault = |error: io::Error| StoreError::of_io(path, &error);
    let ready = ready(path);
    sync_folder(&fresh(path))?;
    fs::rename(fresh(path), &ready).map_err(fault)?;
    match aside {
        Some(aside) => fs::rename(path, aside).map_err(fault)?,
        // one step where the file system knows it: at no instant is there no store
        None if renameat_with(CWD, &ready, CWD, path, RenameFlags::EXCHANGE).is_ok() => {
            return sync_folder(path);
        }
        None => {
            let old = old(path);
            match fs::rename(path, &old) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fault(error)),
                _ => {}
            }
            fs::rename(&ready, path).map_err(fault)?;
            return sync_folder(path);
        }
    }
    fs::rename(&ready, path).map_err(fault)?;
    sync_folder(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The state of the folder as letters: what stands at `store`, `.fresh`, `.ready`.
    fn stand(root: &Path) -> String {
        let path = root.join("store");
        let read = |path: PathBuf| fs::read_to_string(path.join("what")).unwrap_or_else(|_| "-".to_owned());
        [path.clone(), fresh(&path), ready(&path)].map(read).join("")
    }

    fn put(path: &Path, what: &str) {
        fs::create_dir(path).unwrap();
        fs::write(path.join("what"), what).unwrap();
    }

    #[test]
    fn a_kill_between_any_two_steps_leaves_one_store() {
        let check = |before: &str, after: &str| {
            let root = tempfile::tempdir().unwrap();
            let path = root.path().join("store");
            for (place, what) in [path.clone(), fresh(&path), ready(&path)].iter().zip(before.chars()) {
                if what != '-' {
                    put(place, &what.to_string());
                }
            }
            recover(&path).unwrap();
            sweep(&path).unwrap();
            assert_eq!(stand(root.path()), after, "{before}");
        };
        check("O--", "O--"); // nothing begun
        check("On-", "O--"); // while the copy was made: `n` is worth nothing
        check("O-N", "O--"); // the copy complete and not exchanged: it may be older than the store
        check("--N", "N--"); // between two renames
        check("N-O", "N--"); // exchanged, the old one not removed
        check("---", "---"); // no store at all
    }

    #[test]
    fn the_copy_takes_the_place_and_the_old_one_goes_or_stays() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("store");
        put(&path, "O");
        put(&fresh(&path), "N");
        exchange(&path, None).unwrap();
        assert_eq!(stand(root.path()), "N-O");
        sweep(&path).unwrap();
        put(&fresh(&path), "M");
        let aside = root.path().join("aside");
        exchange(&path, Some(&aside)).unwrap();
        assert_eq!(stand(root.path()), "M--");
        assert_eq!(fs::read_to_string(aside.join("what")).unwrap(), "N");
    }
}
