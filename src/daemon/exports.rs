//! Scheduled exports: one file each, compressed, written under another name and moved to its own when it is
//! complete and durable; the oldest are removed. Their names sort by time.

use crate::model::Timestamp;
use crate::store::{Packer, Store, StoreError, unpacked};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

const PREFIX: &str = "diemtin-";
const ENDING: &str = ".jsonl.zst";
/// Of an export that is being written, or that was cut off.
const PART: &str = ".part";
/// ISO 8601, without what a file name should not hold.
const TIME: &str = "%Y%m%dT%H%M%SZ";

/// The exports in a folder, the oldest first; none where there is no folder.
///
/// # Errors
/// What the system says of a folder that cannot be read.
pub fn list(folder: &Path) -> io::Result<Vec<(Timestamp, PathBuf)>> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        other => other?,
    };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        found.extend(time_of(name).map(|at| (at, path.clone())));
    }
    found.sort();
    Ok(found)
}

fn time_of(name: &str) -> Option<Timestamp> {
    let time = name.strip_prefix(PREFIX)?.strip_suffix(ENDING)?;
    let time = NaiveDateTime::parse_from_str(time, TIME).ok()?;
    Some(Timestamp(time.and_utc().timestamp()))
}

/// Writes one; gives its place. Commits wait meanwhile.
///
/// # Errors
/// As for [`Store::export`]; nothing is left of an export that failed.
pub fn write(store: &Store, folder: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    let at: DateTime<Utc> = now.to_utc();
    let file = folder.join(format!("{PREFIX}{}{ENDING}", at.format(TIME)));
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    write_to(store, &file, true)?;
    Ok(file)
}

/// Writes an export to a file of any name, which is there when it is complete and durable, and not before.
///
/// # Errors
/// As for [`write()`].
pub fn write_to(store: &Store, file: &Path, packed: bool) -> Result<(), StoreError> {
    let part = part_of(file);
    let written = File::create(&part).map_err(|error| failed(&part, &error)).and_then(|out| {
        let mut out = BufWriter::new(out);
        let out = if packed {
            let mut packer = Packer::new(out).map_err(|error| failed(&part, &error))?;
            store.export(&mut packer)?;
            packer.finish().map_err(|error| failed(&part, &error))?
        } else {
            store.export(&mut out)?;
            out
        };
        complete(out, &part, file).map_err(|error| failed(file, &error))
    });
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

/// Where a file is written before it has its name.
pub fn part_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(PART);
    name.into()
}

/// Makes what was written durable and gives it its name.
///
/// # Errors
/// What the system says.
pub fn complete(mut out: BufWriter<File>, part: &Path, file: &Path) -> io::Result<()> {
    out.flush()?;
    out.get_ref().sync_all()?;
    fs::rename(part, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all())
}

/// Removes all but the newest `keep`, and what was cut off; tells how many exports went.
///
/// # Errors
/// What the system says.
pub fn prune(folder: &Path, keep: usize) -> io::Result<usize> {
    let all = list(folder)?;
    let old = all.len().saturating_sub(keep);
    for (_, file) in all.iter().take(old) {
        fs::remove_file(file)?;
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.strip_suffix(PART).is_some_and(|name| time_of(name).is_some()) {
            fs::remove_file(&path)?;
        }
    }
    Ok(old)
}

/// An export as lines, compressed or not.
///
/// # Errors
/// What the system says.
pub fn read(file: &Path) -> io::Result<Box<dyn io::BufRead>> {
    unpacked(BufReader::new(File::open(file)?))
}

fn failed(file: &Path, error: &io::Error) -> StoreError {
    StoreError::Export { detail: format!("{}: {error}", file.display()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::OpenMode;

    #[test]
    fn exports_stand_in_order_of_time_and_the_oldest_go() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("exports");
        let store = Store::open(&root.path().join("store"), OpenMode::Create, Timestamp(0)).unwrap();
        assert_eq!(list(&folder).unwrap(), []);
        for day in [20_000, 3, 19_999] {
            write(&store, &folder, Timestamp(day * 86_400 + 1)).unwrap();
        }
        fs::write(folder.join("diemtin-20260101T000000Z.jsonl.zst.part"), "cut off").unwrap();
        fs::write(folder.join("mine.jsonl.zst"), "somebody else's").unwrap();
        let names = || {
            let mut names: Vec<String> = fs::read_dir(&folder)
                .unwrap()
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        assert_eq!(prune(&folder, 2).unwrap(), 1);
        let kept =
            ["diemtin-20241003T000001Z.jsonl.zst", "diemtin-20241004T000001Z.jsonl.zst", "mine.jsonl.zst"];
        assert_eq!(names(), kept);
        let times: Vec<i64> = list(&folder).unwrap().iter().map(|(at, _)| at.0 / 86_400).collect();
        assert_eq!(times, [19_999, 20_000]);
        let copy = root.path().join("copy");
        let (_, newest) = list(&folder).unwrap().pop().unwrap();
        assert_eq!(Store::import(&copy, &mut *read(&newest).unwrap(), Timestamp(9)).unwrap().stories, 0);
    }

    #[test]
    fn nothing_is_left_of_an_export_that_failed() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(&root.path().join("store"), OpenMode::Create, Timestamp(0)).unwrap();
        let folder = root.path().join("file");
        fs::write(&folder, "no folder").unwrap();
        let fault = write(&store, &folder, Timestamp(0)).expect_err("written");
        assert!(matches!(fault, StoreError::Export { .. }), "{fault}");
        // a folder stands where the file should
        let file = root.path().join("taken");
        fs::create_dir_all(file.join("x")).unwrap();
        write_to(&store, &file, false).expect_err("written");
        assert!(!part_of(&file).exists());
    }
}
