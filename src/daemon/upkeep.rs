//! Looking after the store while the daemon runs: forgetting what is too old, exporting on a schedule,
//! rewriting when too much of the disk is waste; and the same when a command asks for it. One thing at a
//! time. Whatever walks the whole store makes the event loop rest meanwhile; serving goes on.

use super::clock::Clock;
use super::concerns::{Concern, Concerns};
use super::engine::{Command, Rested};
use super::exports;
use super::live::Live;
use super::shelf::Shelf;
use crate::dedup;
use crate::model::{Problem, ProblemKind, StoreSettings, Timestamp};
use crate::store::{Compacted, Imported, Keep, Mended, Store, StoreError, unpacked};
use arc_swap::ArcSwap;
use std::io::{BufReader, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, Notify, mpsc, oneshot};
use tokio::task::spawn_blocking;

/// After the start, before the first look at what is due.
const FIRST_LOOK: Duration = Duration::from_secs(2);
/// From one look to the next.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// What is too old or too much is forgotten this often.
const RETIRE_EVERY: Duration = Duration::from_secs(3600);
/// Between two steps of it, so that polls and readers come between.
const RETIRE_PAUSE: Duration = Duration::from_millis(50);
/// How much is waste is measured this often.
const MEASURE_EVERY: Duration = Duration::from_secs(24 * 3600);
/// From the start to the first measuring.
const FIRST_MEASURE: Duration = Duration::from_secs(3600);
/// An export that failed is tried again after this time, or after its own if shorter.
const RETRY_EXPORT: Duration = Duration::from_secs(3600);
/// What is to be read for a source that left the config stays this long: it may come back.
const GONE_FOR: Duration = Duration::from_secs(7 * 24 * 3600);
/// A store smaller than this is not worth the work.
const MIN_WASTEFUL_BYTES: u64 = 64 << 20;
/// Bytes on disk for each live byte, in hundredths, from which on a store is rewritten.
const WASTEFUL_PERCENT: u64 = 300;

/// Looks after the store of a running daemon.
pub struct Upkeep {
    /// The store.
    pub store: Arc<Store>,
    /// Told what changed.
    pub shelf: Arc<Shelf>,
    /// What is in force.
    pub live: Arc<ArcSwap<Live>>,
    /// The time.
    pub clock: Clock,
    /// To the event loop.
    pub commands: mpsc::Sender<Command>,
    /// Where is shown what does not work.
    pub concerns: Arc<Concerns>,
    /// Told when the store was judged by other rules, perhaps: the index is built anew.
    pub rejudge: Arc<Notify>,
    /// Held by whoever is at it.
    pub one: Mutex<()>,
    /// Bytes on disk after the store was last rewritten.
    pub rewritten: AtomicU64,
}

/// When what is due next; in seconds of the clock.
struct Due {
    retire: Timestamp,
    export: Timestamp,
    measure: Timestamp,
}

impl Upkeep {
    /// Does what is due, until the task is aborted.
    pub async fn run(self: Arc<Self>) -> std::io::Result<()> {
        let now = self.clock.now();
        let mut due = Due { retire: now, export: now, measure: now.plus(FIRST_MEASURE) };
        tokio::time::sleep(FIRST_LOOK).await;
        loop {
            let now = self.clock.now();
            if due.retire <= now {
                self.retire().await;
                due.retire = now.plus(RETIRE_EVERY);
            }
            if due.export <= now {
                due.export = self.export_when_due(now).await;
            }
            if due.measure <= now {
                self.measure().await;
                due.measure = now.plus(MEASURE_EVERY);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Forgets what is too old or too much, step by step, while polls go on.
    async fn retire(&self) {
        let _one = self.one.lock().await;
        let now = self.clock.now();
        let result = self.retire_all(now).await;
        self.settle(Concern::Retention, ProblemKind::Upkeep, "old stories could not be forgotten", &result)
            .await;
        if let Ok(stories @ 1..) = result {
            tracing::info!(stories, "old stories were forgotten");
        }
    }

    async fn retire_all(&self, now: Timestamp) -> Result<usize, StoreError> {
        let live = self.live.load_full();
        let until = now.plus(dedup::tombstone_term(live.config.settings.store.retention));
        let keep = keep(&live, now);
        let store = Arc::clone(&self.store);
        let tidied = blocking(move || {
            store.sweep_tombstones(now)?;
            store.drop_followups(&|id| live.source(id).is_none(), now.minus(GONE_FOR))?;
            store.retiring(&keep)
        });
        let mut retiring = tidied.await?;
        let mut stories = 0;
        loop {
            let store = Arc::clone(&self.store);
            let step = blocking(move || {
                let retired = store.retire(&mut retiring, until, now)?;
                Ok((retiring, retired))
            });
            let (rest, retired) = step.await?;
            retiring = rest;
            stories += retired.stories;
            if !retired.committed.scopes.is_empty() {
                self.shelf.changed(&retired.committed.scopes);
            }
            if retired.done {
                return Ok(stories);
            }
            tokio::time::sleep(RETIRE_PAUSE).await;
        }
    }

    /// Exports when the newest export is old enough; tells when to look again.
    async fn export_when_due(&self, now: Timestamp) -> Timestamp {
        let Some(settings) = self.live.load().config.settings.store.export.clone() else {
            self.concerns.clear(Concern::Export);
            return now; // The next config may want it.
        };
        let newest = match exports::list(&settings.path) {
            Ok(all) => all.last().map(|(at, _)| *at),
            Err(_) => None, // Writing there says what is wrong.
        };
        // a clock that was set back must not put exports off for years
        let next = newest.map_or(now, |newest| newest.min(now).plus(settings.every));
        if next > now {
            return next;
        }
        let _one = self.one.lock().await;
        let Some(_rested) = self.rest().await else { return now };
        let store = Arc::clone(&self.store);
        let folder = settings.path.clone();
        let written = blocking(move || {
            let file = exports::write(&store, &folder, now)?;
            exports::prune(&folder, settings.keep).map_err(|error| StoreError::Export {
                detail: format!("older ones cannot be removed: {error}"),
            })?;
            Ok(file)
        });
        let written = written.await;
        self.settle(Concern::Export, ProblemKind::ExportFailed, "the scheduled export failed", &written)
            .await;
        match written {
            Ok(file) => {
                tracing::info!(file = %file.display(), "the store was exported");
                now.plus(settings.every)
            }
            Err(_) => now.plus(settings.every.min(RETRY_EXPORT)),
        }
    }

    /// Rewrites the store when too much of it is waste.
    async fn measure(&self) {
        let store = Arc::clone(&self.store);
        let survey = match blocking(move || store.survey()).await {
            Ok(survey) => survey,
            Err(fault) => {
                tracing::debug!(%fault, "the store could not be measured");
                return;
            }
        };
        let disk_bytes = survey.stats.disk_bytes;
        // what was rewritten and did not get smaller will not the next day
        let has_grown = disk_bytes / 3 >= self.rewritten.load(Ordering::Relaxed) / 2;
        if !is_wasteful(disk_bytes, survey.live_bytes) || !has_grown {
            self.concerns.clear(Concern::Compaction);
            return;
        }
        let compacted = self.compact().await;
        self.settle(
            Concern::Compaction,
            ProblemKind::Upkeep,
            "the store is larger than it should be",
            &compacted,
        )
        .await;
        if let Ok(Compacted { before_bytes, after_bytes, .. }) = compacted {
            tracing::info!(before_bytes, after_bytes, "the store was rewritten");
        }
    }

    /// Rewrites it now.
    ///
    /// # Errors
    /// As for [`Store::compact`].
    pub async fn compact(&self) -> Result<Compacted, StoreError> {
        let _one = self.one.lock().await;
        let _rested = self.rest().await;
        let store = Arc::clone(&self.store);
        let compacted = blocking(move || store.compact()).await?;
        self.rewritten.store(compacted.after_bytes, Ordering::Relaxed);
        Ok(compacted)
    }

    /// Verifies everything, and mends what can be mended where `mend` says so.
    ///
    /// # Errors
    /// As for [`Store::mend`].
    pub async fn check(&self, mend: bool) -> Result<Mended, StoreError> {
        let _one = self.one.lock().await;
        let _rested = self.rest().await;
        let (store, now) = (Arc::clone(&self.store), self.clock.now());
        let checked = blocking(move || if mend { store.mend(now) } else { store.checked() }).await?;
        if checked.repaired() > 0 {
            self.everything_changed().await;
        }
        Ok(checked)
    }

    /// Writes an export.
    ///
    /// # Errors
    /// As for [`Store::export`].
    pub async fn export(&self, mut to: impl Write + Send + 'static) -> Result<u64, StoreError> {
        let _one = self.one.lock().await;
        let _rested = self.rest().await;
        let store = Arc::clone(&self.store);
        blocking(move || store.export(&mut to)).await
    }

    /// Takes an export into a store that holds no story yet.
    ///
    /// # Errors
    /// As for [`Store::import`].
    pub async fn import(&self, from: impl Read + Send + 'static) -> Result<Imported, StoreError> {
        let _one = self.one.lock().await;
        let rested = self.rest().await;
        let (store, now) = (Arc::clone(&self.store), self.clock.now());
        let importing = blocking(move || {
            let lines = unpacked(BufReader::new(from));
            let fault = |error: std::io::Error| StoreError::Line { line: 1, detail: error.to_string() };
            store.import_here(&mut *lines.map_err(fault)?, now)
        });
        let imported = importing.await?;
        drop(rested);
        self.everything_changed().await;
        self.rejudge.notify_one();
        Ok(imported)
    }

    /// What the loop and the shelf remember of the store is read anew.
    async fn everything_changed(&self) {
        let _ = self.commands.send(Command::Refounded).await; // A loop that is gone remembers nothing.
        let store = Arc::clone(&self.store);
        let now = self.clock.now();
        match blocking(move || store.stored_frame(now)).await {
            Ok(frame) => self.shelf.swap(self.live.load_full(), frame),
            Err(fault) => tracing::error!(%fault, "what changed in the store cannot be shown"),
        }
    }

    /// Waits until the loop writes nothing any more; it goes on when what is given here is dropped.
    async fn rest(&self) -> Option<Rested> {
        let (reply, rested) = oneshot::channel();
        self.commands.send(Command::Rest(reply)).await.ok()?;
        rested.await.ok()
    }

    /// Shows what came of something that the schedule wanted.
    async fn settle<T>(
        &self,
        concern: Concern,
        kind: ProblemKind,
        what: &str,
        result: &Result<T, StoreError>,
    ) {
        match result {
            Ok(_) => self.concerns.clear(concern),
            // a full disk has a problem of its own, and whoever notices it opens the store again
            Err(StoreError::DiskFull { path }) => {
                let full = StoreError::DiskFull { path: path.clone() };
                let _ = self.commands.send(Command::Full(full)).await; // Else nobody writes any more.
            }
            Err(StoreError::Closed { .. }) => {}
            Err(fault) => {
                let problem = Problem::new(kind, format!("{what}: {fault}"), fault.advice());
                self.concerns.raise(concern, problem, self.clock.now());
            }
        }
    }
}

/// What the config in force keeps.
pub fn keep(live: &Live, now: Timestamp) -> Keep {
    let StoreSettings { retention, keep, .. } = live.config.settings.store;
    let own = live.config.sources.iter().filter_map(|s| Some((s.id.clone(), s.keep?)));
    Keep { since: now.minus(retention), each: keep, of: own.collect() }
}

fn is_wasteful(disk_bytes: u64, live_bytes: u64) -> bool {
    disk_bytes >= MIN_WASTEFUL_BYTES && disk_bytes / WASTEFUL_PERCENT > live_bytes / 100
}

/// Runs what blocks; a panic of it is an error of the store.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(StoreError::Io {
            path: std::path::PathBuf::new(),
            detail: format!("looking after it made the program fail: {error}"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_rewritten_when_most_of_it_is_waste_and_it_is_not_small() {
        let check = |disk_mib: u64, live_mib: u64, expected: bool| {
            assert_eq!(is_wasteful(disk_mib << 20, live_mib << 20), expected, "{disk_mib} {live_mib}");
        };
        check(63, 1, false);
        check(64, 1, true);
        check(400, 100, true);
        check(250, 100, false);
        check(64, 0, true);
        check(0, 0, false);
    }
}
