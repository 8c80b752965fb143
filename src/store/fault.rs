//! [`StoreError`]: what can be wrong with a store, in a sentence, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// What can be wrong with a store. `Display` is the sentence; [`StoreError::advice`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store and none may be made.
    #[error("there is no store at {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Another process has it.
    #[error("the store at {} is in use by another process", path.display())]
    Locked {
        /// Its folder.
        path: PathBuf,
    },
    /// Written by a later version of this program.
    #[error("the store at {} has schema {found}, this program knows up to {known}", path.display())]
    Newer {
        /// Its folder.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// The database itself is broken: sled says so, or panicked while opening. It is left as it is.
    #[error("the store at {} is damaged: {detail}", path.display())]
    Damaged {
        /// Its folder.
        path: PathBuf,
        /// What sled or the check before it said.
        detail: String,
    },
    /// The database is whole, one value in it is not what it should be.
    #[error("the store at {} holds a record that cannot be read: {record}", path.display())]
    Record {
        /// Its folder.
        path: PathBuf,
        /// Table and key.
        record: String,
    },
    /// Not allowed to read or write it.
    #[error("the store at {} may not be read or written by this user", path.display())]
    Permission {
        /// Its folder.
        path: PathBuf,
    },
    /// No room. The handle that said so stays unusable: drop it and open again.
    #[error("no room left on the disk of the store at {}", path.display())]
    DiskFull {
        /// Its folder.
        path: PathBuf,
    },
    /// Let go of after a full disk, and not opened again yet.
    #[error("the store at {} is closed until there is room on its disk", path.display())]
    Closed {
        /// Its folder.
        path: PathBuf,
    },
    /// Rewriting it needs more room than there is.
    #[error(
        "the store at {} cannot be rewritten: {} MB are needed beside it, {} MB are free",
        path.display(),
        needed_bytes.div_ceil(1_000_000),
        free_bytes / 1_000_000
    )]
    NoRoom {
        /// Its folder.
        path: PathBuf,
        /// What the rewritten store may take.
        needed_bytes: u64,
        /// What is there.
        free_bytes: u64,
    },
    /// A rewritten store is not what it was made from. The old one is in force.
    #[error("the rewritten copy of the store at {} is not the same: {detail}", path.display())]
    Unequal {
        /// Its folder.
        path: PathBuf,
        /// What differs.
        detail: String,
    },
    /// Anything else the disk or the database says.
    #[error("the store at {} failed: {detail}", path.display())]
    Io {
        /// Its folder.
        path: PathBuf,
        /// What was said.
        detail: String,
    },
    /// An export cannot be written where it should go.
    #[error("the export cannot be written: {detail}")]
    Export {
        /// What the writer said.
        detail: String,
    },
    /// A line of an export that cannot be imported.
    #[error("line {line} of the export cannot be imported: {detail}")]
    Line {
        /// Counted from 1.
        line: u64,
        /// What was expected.
        detail: String,
    },
    /// Import into a store that holds something.
    #[error("the store at {} is not empty", path.display())]
    NotEmpty {
        /// Its folder.
        path: PathBuf,
    },
}

impl StoreError {
    /// What to do about it: lower case, no full stop.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Missing { .. } => {
                "check `store.path` in the config, or start `diemtin run` once to create the store"
            }
            Self::Locked { .. } => "stop the other process, or ask the running daemon instead",
            Self::Newer { .. } => {
                "install the version that wrote it, or point `store.path` to another folder; nothing was changed"
            }
            Self::Damaged { .. } => {
                "nothing was deleted: keep a copy of the folder, move it aside and import the latest export with `diemtin store import FILE`"
            }
            Self::Record { .. } => {
                "run `diemtin store check`; if it names more such records, import the latest export into a fresh store"
            }
            Self::Permission { .. } => "run as the user who owns the folder, or mend its permissions",
            Self::DiskFull { .. } => "make room on that disk; polling goes on by itself afterwards",
            Self::Closed { .. } => "make room on that disk; the store is opened by itself afterwards",
            Self::NoRoom { .. } => "make room on that disk; until then the store works as it is",
            Self::Unequal { .. } => "nothing was replaced; run `diemtin store check`",
            Self::Io { .. } => "look at the system log for faults of the disk",
            Self::Export { .. } => "make room where the export goes, or name another file",
            Self::Line { .. } => {
                "the file was cut off or edited: take an older export; nothing was made of this one"
            }
            Self::NotEmpty { .. } => "import into a folder without a store",
        }
    }

    /// Whether the database itself is broken, the one case in which it may be set aside.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }

    /// Whether room on the disk is what is missing: what was asked for can be done later.
    pub fn is_full(&self) -> bool {
        matches!(self, Self::DiskFull { .. } | Self::Closed { .. })
    }

    /// What sled said, as one of ours.
    pub(super) fn of_sled(path: &Path, error: &sled::Error) -> Self {
        let path = path.to_owned();
        match error {
            sled::Error::Io(error) => Self::of_io(&path, error),
            sled::Error::Corruption { at, .. } => {
                let place = at.as_ref().map_or_else(String::new, |at| format!(" at {at:?}"));
                Self::Damaged { path, detail: format!("a checksum does not match{place}") }
            }
            other => Self::Io { path, detail: other.to_string() },
        }
    }

    /// What the operating system said, as one of ours.
    pub(super) fn of_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Permission { path },
            // a limit of the size of files is a disk that is full to us (ulimit -f)
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull { path }
            }
            // sled has no kind of its own for this
            _ if error.to_string().contains("could not acquire lock") => Self::Locked { path },
            _ => Self::Io { path, detail: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_of_the_disk_is_told_apart() {
        let path = Path::new("/var/lib/news");
        let check = |error: sled::Error, sentence: &str, damage: bool| {
            let fault = StoreError::of_sled(path, &error);
            assert_eq!(fault.to_string(), sentence);
            assert_eq!(fault.is_damage(), damage);
            assert!(!fault.advice().is_empty());
        };
        let io = |kind: io::ErrorKind| sled::Error::Io(io::Error::new(kind, "said the kernel"));
        check(
            io(io::ErrorKind::PermissionDenied),
            "the store at /var/lib/news may not be read or written by this user",
            false,
        );
        check(
            io(io::ErrorKind::StorageFull),
            "no room left on the disk of the store at /var/lib/news",
            false,
        );
        check(io(io::ErrorKind::Other), "the store at /var/lib/news failed: said the kernel", false);
        check(
            sled::Error::Io(io::Error::other("could not acquire lock on \"db\"")),
            "the store at /var/lib/news is in use by another process",
            false,
        );
        check(
            sled::Error::Corruption { at: None, bt: () },
            "the store at /var/lib/news is damaged: a checksum does not match",
            true,
        );
    }
}
