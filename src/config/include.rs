//! `include`: patterns → files. Relative ones begin at the folder of the file that names them.

use super::limits;
use super::table::Value;
use super::value::{self, Mismatch};
use std::path::{Path, PathBuf};

const PATTERN: &str = "a path or a pattern, such as \"sources.d/*.toml\"";

/// The files that the patterns of one `include` name, each pattern's in alphabetical order, and whether
/// all of them could be followed. Files whose names begin with a dot are the editor's own and match no
/// wildcard.
pub(super) fn expand(include: &Value<'_>, folder: &Path) -> (Vec<PathBuf>, bool) {
    let mut files = Vec::new();
    let mut complete = include.is_list();
    for value in include.list("paths or patterns") {
        let text = value.text(PATTERN, |text| match text.contains("**") {
            true => Mismatch::advised(PATTERN, "name each folder, '**' could mean the whole disk"),
            false => value::line(text, limits::TEXT_CHARS),
        });
        let Some(text) = text else {
            complete = false;
            continue;
        };
        if text.contains(['*', '?', '[']) {
            files.extend(matches(&value, &text, folder));
        } else {
            let file = named(&value, &text, folder);
            complete &= file.is_some();
            files.extend(file);
        }
    }
    (files, complete)
}

/// A file that is named outright must be there.
fn named(value: &Value<'_>, text: &str, folder: &Path) -> Option<PathBuf> {
    let path = folder.join(text);
    if path.is_dir() {
        value.fault(format!(
            "{}: this is a folder; did you mean \"{}/*.toml\"",
            value.quote(),
            text.trim_end_matches('/')
        ));
        return None;
    }
    if !path.exists() {
        value.fault(format!(
            "{}: there is no file {}; check its spelling or leave it out",
            value.quote(),
            path.display()
        ));
        return None;
    }
    Some(path)
}

/// A pattern may match nothing: an empty folder waits for its first file.
fn matches(value: &Value<'_>, text: &str, folder: &Path) -> Vec<PathBuf> {
    let base = folder.to_string_lossy();
    let full = match (folder.as_os_str().is_empty(), Path::new(text).is_absolute()) {
        (true, _) | (_, true) => text.to_owned(),
        _ => format!("{}/{text}", glob::Pattern::escape(base.trim_end_matches('/'))),
    };
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let paths = match glob::glob_with(&full, options) {
        Ok(paths) => paths,
        Err(error) => {
            value.mismatch(PATTERN, Some(error.msg));
            return Vec::new();
        }
    };
    let mut files = Vec::new();
    for path in paths.take(limits::FILES + 1) {
        match path {
            Ok(path) => files.push(path),
            Err(error) => value.fault(format!(
                "{}: {} cannot be read: {}",
                value.quote(),
                error.path().display(),
                error.error()
            )),
        }
    }
    let parent = folder.join(text);
    let parent = parent.parent().unwrap_or(folder);
    if files.is_empty()
        && !parent.to_string_lossy().contains(['*', '?', '['])
        && !parent.is_dir()
        && !parent.as_os_str().is_empty()
    {
        value.warn(format!("{}: there is no folder {}", value.quote(), parent.display()));
    }
    files
}
