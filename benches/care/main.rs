//! What looking after a store costs, and whether it is exact: `cargo bench --bench care` makes a store of 100,000
//! stories, exports it, imports the export, rewrites the store, forgets a third of it, and holds every feed
//! address against what it gave before, byte by byte. `-- STORIES` for another number.
//!
//! Every step is a process of its own, so that its highest memory is its own.

mod world;

use anyhow::{Context as _, Result, bail, ensure};
use diemtin::model::Timestamp;
use diemtin::store::{Compacted, Keep, OpenMode, Packer, Store, unpacked};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use world::{NOW, STEP_SECONDS};

const STORIES: u32 = 100_000;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => measure(STORIES),
        ["step", step, folder, stories] => child(step, Path::new(folder), stories.parse()?),
        [stories] => measure(stories.parse().context("expected a number of stories")?),
        other => bail!("{other:?}: expected a number of stories"),
    }
}

/// One step in a process of its own; prints what it took.
fn step(step: &str, folder: &Path, stories: u32) -> Result<()> {
    let begun = Instant::now();
    let program = std::env::current_exe()?;
    let arguments = ["step", step, &folder.display().to_string(), &stories.to_string()].map(String::from);
    let output = Command::new(program).args(arguments).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{step} failed");
    let told = String::from_utf8(output.stdout)?;
    let (memory, told) = told.trim_end().split_once('\n').unwrap_or((told.trim_end(), ""));
    println!("| {step} | {:.1} | {memory} | {told} |", begun.elapsed().as_secs_f64());
    Ok(())
}

fn measure(stories: u32) -> Result<()> {
    let root = tempfile::tempdir()?;
    let folder = root.path();
    println!("{stories} stories\n\n| step | s | highest MB | |\n|---|---:|---:|---|");
    for one in ["make", "feeds", "export", "import", "feeds-of-import", "check", "survey", "compact"] {
        step(one, folder, stories)?;
    }
    step("feeds-of-compacted", folder, stories)?;
    for one in ["retire", "survey", "compact", "survey", "check"] {
        step(one, folder, stories)?;
    }
    let feeds = |name: &str| -> Result<BTreeMap<String, String>> {
        Ok(serde_json::from_reader(File::open(folder.join(name))?)?)
    };
    let before = feeds("feeds")?;
    for after in ["feeds-of-import", "feeds-of-compacted"] {
        let after_feeds = feeds(after)?;
        ensure!(before.len() == after_feeds.len(), "{after} has other addresses");
        let differ = before.iter().filter(|(address, digest)| after_feeds.get(*address) != Some(*digest));
        println!("\n{after}: {} addresses, {} of them other bytes", before.len(), differ.count());
    }
    Ok(())
}

fn child(step: &str, folder: &Path, stories: u32) -> Result<()> {
    let store = |name: &str| Store::open(&folder.join(name), OpenMode::Existing, NOW);
    let lines = folder.join("export.jsonl.zst");
    let told = match step {
        "make" => {
            let store = Store::open(&folder.join("store"), OpenMode::Create, NOW)?;
            world::fill(&store, folder, stories)?;
            String::new()
        }
        "feeds" => world::feeds(&store("store")?, folder, "feeds")?,
        "feeds-of-import" => world::feeds(&store("imported")?, folder, step)?,
        "feeds-of-compacted" => world::feeds(&store("store")?, folder, step)?,
        "export" => {
            let mut out = Packer::new(Counted { to: BufWriter::new(File::create(&lines)?), bytes: 0 })?;
            let count = store("store")?.export(&mut out)?;
            let mut out = out.finish()?;
            out.flush()?;
            format!("{count} lines, {} MB compressed", out.bytes / 1_000_000)
        }
        "import" => {
            let mut lines = unpacked(BufReader::new(File::open(&lines)?))?;
            let imported = Store::import(&folder.join("imported"), &mut *lines, NOW)?;
            format!("{} stories, {} entries", imported.stories, imported.entries)
        }
        "check" => {
            let checked = store("store")?.check()?;
            ensure!(checked.found == 0, "{:?}", checked.faults);
            format!("{} stories, 0 faults", checked.counts.stories)
        }
        "survey" => {
            let survey = store("store")?.survey()?;
            format!(
                "{} MB on disk, {} MB live, amplification {:.2}, {} tombstones",
                survey.stats.disk_bytes / 1_000_000,
                survey.live_bytes / 1_000_000,
                survey.amplification,
                survey.tables.iter().find(|table| table.table == "tombstones").map_or(0, |table| table.rows),
            )
        }
        "compact" => {
            let Compacted { before_bytes, after_bytes, .. } = store("store")?.compact()?;
            format!("{} MB to {} MB", before_bytes / 1_000_000, after_bytes / 1_000_000)
        }
        "retire" => {
            let store = store("store")?;
            let since = Timestamp(NOW.0 - i64::from(stories) * STEP_SECONDS * 2 / 3);
            let mut retiring = store.retiring(&Keep { since, ..Keep::default() })?;
            let (mut gone, mut longest) = (0, 0.0_f64);
            loop {
                let begun = Instant::now();
                let retired = store.retire(&mut retiring, Timestamp(NOW.0 + 9_999_999), NOW)?;
                longest = longest.max(begun.elapsed().as_secs_f64());
                gone += retired.stories;
                if retired.done {
                    break format!("{gone} stories forgotten, longest step {:.0} ms", longest * 1e3);
                }
            }
        }
        other => bail!("no step {other}"),
    };
    println!("{:.0}\n{told}", highest_mb()?);
    Ok(())
}

/// Counts what goes through.
struct Counted<W> {
    to: W,
    bytes: usize,
}

impl<W: std::io::Write> std::io::Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.bytes += written;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

/// The highest resident memory of this process, in MB.
fn highest_mb() -> Result<f64> {
    let status = std::fs::read_to_string(PathBuf::from("/proc/self/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}
