//! The configuration from outside: what an editor writes, and what he is told.

#![expect(clippy::expect_used, reason = "a test that cannot make its files has nothing to say")]

mod faults;
mod habits;
mod hostile;
mod places;
mod shipped;
mod together;

use diemtin::config::{Config, Fault, Surroundings, load_in};
use std::path::Path;
use tempfile::TempDir;

/// A configuration in a folder of its own; the first file is the main one.
pub struct Folder(TempDir);

impl Folder {
    /// Writes the files; folders in their names are made.
    pub fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
            std::fs::write(path, bytes).expect("files can be written");
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Reads it, without systemd around.
    pub fn load(&self, main: &str) -> Result<Config, Vec<Fault>> {
        load_in(&self.path().join(main), &Surroundings::default())
    }

    /// Faults or warnings with the names of files below this folder.
    pub fn lines(&self, faults: &[Fault]) -> Vec<String> {
        let prefix = format!("{}/", self.path().display());
        faults.iter().map(|fault| fault.to_string().replace(&prefix, "")).collect()
    }
}

/// What is said of one file's text: every fault, as `line:column: sentence`.
pub fn faults_of(text: &str) -> Vec<String> {
    let folder = Folder::with(&[("main.toml", text.as_bytes())]);
    let faults = folder.load("main.toml").err().unwrap_or_default();
    folder.lines(&faults).iter().map(|line| line.replacen("main.toml:", "", 1)).collect()
}

/// What is warned of in one file's text, which has no faults.
pub fn warnings_of(text: &str) -> Vec<String> {
    let folder = Folder::with(&[("main.toml", text.as_bytes())]);
    let config = folder.load("main.toml").expect("no faults");
    folder.lines(&config.warnings).iter().map(|line| line.replacen("main.toml:", "", 1)).collect()
}
