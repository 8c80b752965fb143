//! What a relative path of the configuration is relative to.
//!
//! To the folder of the file it stands in, so that a configuration means the same store from wherever a
//! command is started: another store would be an empty one, and an empty one floods every subscriber.
//! Under systemd the places of the store and of the control socket are given to us, and relative ones
//! land in `$STATE_DIRECTORY` and `$RUNTIME_DIRECTORY`, without a way out of them through `..`.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// What systemd says of the places it made for us.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// `StateDirectory=`, absolute.
    pub state_directory: Option<PathBuf>,
    /// `RuntimeDirectory=`, absolute.
    pub runtime_directory: Option<PathBuf>,
}

impl Surroundings {
    /// What the environment of this process says; the first folder where it names several.
    pub fn of_process() -> Self {
        let first = |name: &str| first_folder(std::env::var_os(name)?);
        Self { state_directory: first("STATE_DIRECTORY"), runtime_directory: first("RUNTIME_DIRECTORY") }
    }
}

fn first_folder(value: OsString) -> Option<PathBuf> {
    std::env::split_paths(&value).find(|path| path.is_absolute())
}

/// The folder of the main file and the surroundings.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    folder: PathBuf,
    surroundings: Surroundings,
}

impl Ground {
    /// On which the paths of a file in `folder` stand.
    pub fn new(folder: &Path, surroundings: &Surroundings) -> Self {
        Self { folder: real(folder), surroundings: surroundings.clone() }
    }

    /// A path of the store and what belongs to it.
    pub fn state(&self, path: &str) -> PathBuf {
        self.place(path, &self.surroundings.state_directory)
    }

    /// The control socket, where the configuration names it.
    pub fn runtime(&self, path: &str) -> PathBuf {
        let given = &self.surroundings;
        self.place(
            path,
            if given.runtime_directory.is_some() { &given.runtime_directory } else { &given.state_directory },
        )
    }

    /// The control socket, where the configuration does not name it.
    pub fn default_control(&self, store: &Path) -> PathBuf {
        match &self.surroundings.runtime_directory {
            Some(folder) => folder.join("control.sock"),
            None => store.with_file_name("control.sock"),
        }
    }

    fn place(&self, path: &str, given: &Option<PathBuf>) -> PathBuf {
        match given {
            Some(folder) => below(folder, Path::new(path)),
            None => joined(&self.folder, Path::new(path)),
        }
    }
}

/// A path relative to the file in `folder`: certificates.
pub(super) fn beside(folder: &Path, path: &str) -> PathBuf {
    joined(&real(folder), Path::new(path))
}

/// The folder without symbolic links, so that `..` means what the eye sees.
fn real(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}

/// `path` from `folder`, with `.` and `..` worked out.
fn joined(folder: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// `path` below `folder` whatever it says, as long as it is relative.
fn below(folder: &Path, path: &Path) -> PathBuf {
    match path.is_absolute() {
        true => joined(Path::new("/"), path),
        false => folder.join(joined(Path::new("/"), path).strip_prefix("/").unwrap_or(Path::new(""))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_stays_where_it_is_wherever_a_command_is_started() {
        let check = |state: Option<&str>, path: &str, expected: &str| {
            let surroundings =
                Surroundings { state_directory: state.map(PathBuf::from), ..Surroundings::default() };
            let ground = Ground { folder: "/etc/diemtin".into(), surroundings };
            assert_eq!(ground.state(path), PathBuf::from(expected), "{path}");
        };
        check(None, "var/store", "/etc/diemtin/var/store");
        check(None, "../var/store", "/etc/var/store");
        check(None, "/srv/./store", "/srv/store");
        check(Some("/var/lib/diemtin"), "var/store", "/var/lib/diemtin/var/store");
        check(Some("/var/lib/diemtin"), "../../store", "/var/lib/diemtin/store");
        check(Some("/var/lib/diemtin"), "/srv/store", "/srv/store");
    }

    #[test]
    fn of_several_folders_the_first_absolute_one_counts() {
        assert_eq!(first_folder("/run/a:/run/b".into()), Some("/run/a".into()));
        assert_eq!(first_folder("a".into()), None);
        assert_eq!(first_folder("".into()), None);
    }
}
