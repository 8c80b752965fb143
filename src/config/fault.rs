//! [`Fault`]: what is wrong with the configuration, and where; and the list on which faults are gathered.

use super::limits;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One thing an editor has to mend. Shown as `file:line:column: sentence`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, as it was named: relative when it was named so.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The value in question, what was expected, and what to do; lower case, no full stop.
    pub sentence: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file.display(), self.line, self.column, self.sentence)
    }
}

impl std::error::Error for Fault {}

/// A spot in a file, for faults that are found later or that name two spots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub file: Arc<Path>,
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// The first character of a file.
    pub fn top(file: &Path) -> Self {
        Self { file: file.into(), line: 1, column: 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file.display(), self.line, self.column)
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub value: T,
    pub place: Place,
}

/// Where faults and warnings are gathered while everything is read to its end.
#[derive(Debug, Default)]
pub(super) struct Findings {
    faults: RefCell<Vec<Fault>>,
    warnings: RefCell<Vec<Fault>>,
}

impl Findings {
    /// Something that must be mended.
    pub fn fault(&self, place: &Place, sentence: impl Into<String>) {
        push(&self.faults, place, sentence.into());
    }

    /// Something that has no effect, or not the one intended.
    pub fn warn(&self, place: &Place, sentence: impl Into<String>) {
        push(&self.warnings, place, sentence.into());
    }

    /// Faults and warnings in the order of `files`, then of lines; at most [`limits::FAULTS`] of each.
    pub fn into_sorted(self, files: &[PathBuf]) -> (Vec<Fault>, Vec<Fault>) {
        (sorted(self.faults.into_inner(), files), sorted(self.warnings.into_inner(), files))
    }
}

fn push(list: &RefCell<Vec<Fault>>, place: &Place, sentence: String) {
    let fault = Fault { file: place.file.to_path_buf(), line: place.line, column: place.column, sentence };
    list.borrow_mut().push(fault);
}

fn sorted(mut faults: Vec<Fault>, files: &[PathBuf]) -> Vec<Fault> {
    let ranks: HashMap<&Path, usize> =
        files.iter().enumerate().map(|(rank, file)| (file.as_path(), rank)).collect();
    let rank = |file: &Path| ranks.get(file).copied().unwrap_or(files.len());
    faults.sort_by_cached_key(|f| (rank(&f.file), f.line, f.column));
    let more = faults.len().saturating_sub(limits::FAULTS);
    if let Some(last) = faults.get(limits::FAULTS).cloned() {
        faults.truncate(limits::FAULTS);
        faults.push(Fault {
            sentence: format!("and {more} more like these; mend some and check again"),
            ..last
        });
    }
    faults
}
