//! CPU, memory and disk: the first fetch, a cycle of 304s, one with a tenth changed, and a pull of every
//! document.

use super::control::Origin;
use super::daemon::{Daemon, Politeness, slugs};
use super::http::Connection;
use super::table::{Row, median, print};
use super::{feeds, proc};
use anyhow::{Result, ensure};
use std::collections::HashSet;
use std::time::Instant;

/// What one cycle took.
#[derive(Debug, Clone, Copy)]
pub struct Cycle {
    pub cpu_seconds: f64,
    pub wall_seconds: f64,
    pub written_mb: f64,
    pub memory_mb: f64,
}

/// Measures the cycle that `trigger` sets off; it has ended when the origin gave `answers` answers and
/// the daemon rests.
pub fn cycle(
    daemon: &mut Daemon,
    origin: &mut Origin,
    answers: usize,
    trigger: impl FnOnce(&mut Daemon) -> Result<()>,
) -> Result<Cycle> {
    let (cpu, written) = (proc::cpu_seconds(daemon.pid())?, proc::written_mb(daemon.pid())?);
    let started = Instant::now();
    trigger(daemon)?;
    let moved = daemon.rest(|| origin.seen().map(|seen| seen.full + seen.unchanged >= answers))?;
    Ok(Cycle {
        cpu_seconds: proc::cpu_seconds(daemon.pid())? - cpu,
        wall_seconds: moved.duration_since(started).as_secs_f64(),
        written_mb: proc::written_mb(daemon.pid())? - written,
        memory_mb: proc::memory_mb(daemon.pid())?.0,
    })
}

/// Starts a daemon on an empty store and measures its first cycle, start included.
pub fn first_cycle(
    folder: &std::path::Path,
    origin: &mut Origin,
    politeness: Politeness,
) -> Result<(Daemon, Cycle)> {
    origin.tell("reset")?;
    let started = Instant::now();
    let mut daemon = Daemon::start(folder, origin.port, politeness)?;
    let moved = daemon.rest(|| Ok(origin.seen()?.full >= feeds::FEEDS))?;
    let first = Cycle {
        cpu_seconds: proc::cpu_seconds(daemon.pid())?,
        wall_seconds: moved.duration_since(started).as_secs_f64(),
        written_mb: proc::written_mb(daemon.pid())?,
        memory_mb: proc::memory_mb(daemon.pid())?.0,
    };
    Ok((daemon, first))
}

/// MB of title and lead, UTF-8, of the distinct articles of the first cycle, and their number.
fn raw_text() -> (f64, usize) {
    let mut known = HashSet::new();
    let mut bytes = 0;
    for feed in 0..feeds::FEEDS {
        for item in (0..feeds::ITEMS).map(|number| feeds::item(feed, number)) {
            if known.insert(item.article) {
                bytes += item.title.len() + item.lead.len();
            }
        }
    }
    (bytes as f64 / 1e6, known.len())
}

/// Every document there is.
fn documents() -> Result<Vec<String>> {
    let mut names = vec!["/feed".to_owned(), "/latest".to_owned()];
    names.extend(slugs("categories.toml", "category")?.iter().map(|slug| format!("/category/{slug}")));
    names.extend(slugs("provinces.toml", "province")?.iter().map(|slug| format!("/province/{slug}")));
    names.extend((0..feeds::FEEDS).map(|feed| format!("/source/bench-{feed:04}")));
    Ok(names.iter().flat_map(|name| ["atom", "rss", "json"].map(|ext| format!("{name}.{ext}"))).collect())
}

struct Pull {
    cpu_seconds: f64,
    documents: usize,
    megabytes: f64,
}

fn pull(daemon: &mut Daemon) -> Result<Pull> {
    let cpu = proc::cpu_seconds(daemon.pid())?;
    let mut to = Connection::open(daemon.address)?;
    let paths = documents()?;
    let mut bytes = 0;
    for path in &paths {
        let answer = to.get(path, &["Accept-Encoding: gzip"])?;
        ensure!(answer.status == 200, "{path} answers {}", answer.status);
        bytes += answer.body.len();
    }
    daemon.rest(|| Ok(true))?;
    let cpu_seconds = proc::cpu_seconds(daemon.pid())? - cpu;
    Ok(Pull { cpu_seconds, documents: paths.len(), megabytes: bytes as f64 / 1e6 })
}

struct Run {
    first: Cycle,
    read_mb: f64,
    store_mb: f64,
    unchanged: Cycle,
    tenth: Cycle,
    pull: Pull,
    peak_mb: f64,
}

fn once(base: i64) -> Result<Run> {
    let folder = tempfile::tempdir()?;
    let mut origin = Origin::start(base)?;
    let (mut daemon, first) = first_cycle(folder.path(), &mut origin, Politeness::Off)?;
    let read_mb = origin.seen()?.bytes as f64 / 1e6;
    let store_mb = proc::disk_mb(&daemon.store())?;

    origin.tell("reset")?;
    let unchanged = cycle(&mut daemon, &mut origin, feeds::FEEDS, Daemon::poll)?;
    let seen = origin.seen()?;
    ensure!(seen.unchanged == feeds::FEEDS && seen.full == 0, "not a cycle of 304s: {seen:?}");

    origin.tell(&format!("advance 1 {}", feeds::NEW_ITEMS))?;
    origin.tell("reset")?;
    let tenth = cycle(&mut daemon, &mut origin, feeds::FEEDS, Daemon::poll)?;
    let seen = origin.seen()?;
    ensure!(seen.full == feeds::FEEDS / 10, "not a cycle with a tenth changed: {seen:?}");

    let pull = pull(&mut daemon)?;
    let peak_mb = proc::memory_mb(daemon.pid())?.1;
    Ok(Run { first, read_mb, store_mb, unchanged, tenth, pull, peak_mb })
}

/// Runs it `runs` times and prints the medians.
pub fn run(base: i64, runs: usize) -> Result<()> {
    let (raw_mb, articles) = raw_text();
    let runs: Vec<Run> = (0..runs.max(1)).map(|_| once(base)).collect::<Result<_>>()?;
    let middle = |of: &dyn Fn(&Run) -> f64| median(runs.iter().map(of).collect());
    let pulled = runs.first().map_or((0, 0.0), |run| (run.pull.documents, run.pull.megabytes));
    let how = format!(
        "{} feeds of {} items ({articles} distinct articles, {raw_mb:.1} MB of text) on {} hosts; \
         concurrency 64, per_host 4, per_host_delay 0s; start of the process included; {} changed feeds with \
         {} new items each; median of {}.",
        feeds::FEEDS,
        feeds::ITEMS,
        feeds::HOSTS,
        feeds::FEEDS / 10,
        feeds::NEW_ITEMS,
        runs.len(),
    );
    print(
        "What a cycle costs",
        &how,
        &[
            Row::new("first fetch, CPU", middle(&|run| run.first.cpu_seconds), "s", Some(4.0)),
            Row::new("first fetch, wall", middle(&|run| run.first.wall_seconds), "s", None),
            Row::new("first fetch, read from the origin", middle(&|run| run.read_mb), "MB", None),
            Row::new("all 304, CPU", middle(&|run| run.unchanged.cpu_seconds), "s", Some(0.3)),
            Row::new("all 304, wall", middle(&|run| run.unchanged.wall_seconds), "s", None),
            Row::new("all 304, written", middle(&|run| run.unchanged.written_mb), "MB", Some(1.0)),
            Row::new("10 % changed, CPU", middle(&|run| run.tenth.cpu_seconds), "s", Some(1.0)),
            Row::new("10 % changed, wall", middle(&|run| run.tenth.wall_seconds), "s", None),
            Row::new("10 % changed, written", middle(&|run| run.tenth.written_mb), "MB", None),
            Row::new("resident after the first fetch", middle(&|run| run.first.memory_mb), "MB", Some(120.0)),
            Row::new("resident after 10 % changed", middle(&|run| run.tenth.memory_mb), "MB", Some(120.0)),
            Row::new("resident at its highest", middle(&|run| run.peak_mb), "MB", Some(120.0)),
            Row::new("store on disk after the first fetch", middle(&|run| run.store_mb), "MB", None),
            Row::new("store / raw text", middle(&|run| run.store_mb) / raw_mb, "", Some(2.5)),
            Row::new("every document once with gzip, CPU", middle(&|run| run.pull.cpu_seconds), "s", None),
        ],
    );
    println!("\nThe pull was of {} documents, {:.1} MB compressed.", pulled.0, pulled.1);
    Ok(())
}
