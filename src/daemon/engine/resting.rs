//! When nothing is polled and nothing written: while the store is looked after, and while its disk is full.
//! Serving goes on meanwhile.
//!
//! After a write that failed for want of room the database is let go of, since its error is sticky, and opened
//! again with growing pauses; what was being written is asked for again, because no state says that it was
//! read. Where the system tells how much is free, polling rests before it comes to that.

use super::Engine;
use crate::daemon::concerns::Concern;
use crate::daemon::report::PollReport;
use crate::daemon::telling::skipped;
use crate::daemon::work::{Arrival, Task};
use crate::model::{Problem, ProblemKind};
use crate::store::{self, StoreError};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio_util::sync::{CancellationToken, DropGuard};

/// With less than this free, or less than a twentieth of a small disk, nothing is written any more.
const RESERVE_BYTES: u64 = 64 << 20;
/// The first pause before a full disk is tried again.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Nothing is written by the loop until this is dropped.
pub struct Rested(#[expect(dead_code, reason = "its end is what it is for")] DropGuard);

/// A disk without room.
#[derive(Debug)]
pub(super) struct Full {
    /// When it is looked at again, in the clock's milliseconds.
    again: i64,
    pause: Duration,
    /// A write failed: the database must be opened anew.
    broken: bool,
}

impl Engine {
    /// Whether nothing may be fetched or written now.
    pub(super) fn is_resting(&self) -> bool {
        self.rest.is_some() || self.full.is_some() || !self.wanted_rests.is_empty()
    }

    /// Lets the next one who asked look after the store, when no write is under way.
    pub(super) fn grant_rest(&mut self) {
        while self.rest.is_none() && self.settling.is_empty() && !self.wanted_rests.is_empty() {
            let asked: oneshot::Sender<Rested> = self.wanted_rests.remove(0);
            let token = CancellationToken::new();
            if asked.send(Rested(token.clone().drop_guard())).is_ok() {
                self.rest = Some(token);
            }
        }
    }

    /// There is no room; `fault` is absent when that was noticed before anything failed.
    pub(super) fn fall_full(&mut self, fault: Option<&StoreError>) {
        let pause = self.full.as_ref().map_or(self.last_pause, |full| full.pause);
        let broken = fault.is_some() || self.full.as_ref().is_some_and(|full| full.broken);
        let again = self.clock.millis().saturating_add(i64::try_from(pause.as_millis()).unwrap_or(1_000));
        self.last_pause = (pause * 2).min(LONGEST_PAUSE);
        self.full = Some(Full { again, pause: self.last_pause, broken });
        let path = self.live.config.settings.store.path.display();
        let sentence =
            format!("no room left on the disk of the store at {path}; nothing is polled until there is");
        let advice =
            "make room on that disk: polling goes on by itself, and what was served goes on being served";
        let problem = Problem::new(ProblemKind::DiskFull, sentence, advice);
        self.concerns.raise(Concern::Disk, problem, self.clock.now());
    }

    /// Looks whether there is room, and goes on when there is.
    pub(super) fn look_at_disk(&mut self) {
        while let Some(done) = self.reopening.try_join_next() {
            match done {
                Ok(Ok(())) => {
                    if let Some(full) = &mut self.full {
                        full.broken = false;
                    }
                }
                Ok(Err(fault)) => {
                    tracing::debug!(%fault, "the store cannot be opened yet");
                    self.fall_full(Some(&fault));
                }
                Err(_) => tracing::error!("opening the store again made the program fail"),
            }
        }
        let is_low = self.is_low();
        let Some(full) = &self.full else {
            if is_low {
                self.fall_full(None);
            }
            return;
        };
        if !self.reopening.is_empty() || self.clock.millis() < full.again {
            return;
        }
        if full.broken {
            let store = std::sync::Arc::clone(&self.store);
            self.reopening.spawn_blocking(move || store.reopen());
        } else if !is_low {
            self.full = None;
            self.concerns.clear(Concern::Disk);
        } else {
            self.fall_full(None);
        }
    }

    /// Whether less is free than a poll may write. Where nobody knows, there is room.
    fn is_low(&self) -> bool {
        let Some((free, size)) = store::free_bytes(&self.live.config.settings.store.path) else {
            return false;
        };
        free < RESERVE_BYTES.min(size / 20)
    }

    /// A write worked: the next full disk is tried again soon.
    pub(super) fn wrote(&mut self) {
        self.last_pause = FIRST_PAUSE;
    }

    /// What arrived could not be written. It counts as never asked for: its state says nothing of it, so
    /// that the source or the page is due as it was.
    pub(super) fn put_off(&mut self, arrival: &Arrival) {
        let id = arrival.source().clone();
        match arrival {
            Arrival::Polled(_) => {
                self.busy.remove(&Task::Poll(id.clone()));
                if let (Some(waiting), Some(state)) = (self.waiting.remove(&id), self.states.get(&id)) {
                    let report = PollReport { problem: self.disk_problem(), ..skipped(&id, state) };
                    for one in waiting {
                        let _ = one.send(report.clone()); // Whoever asked may have gone away.
                    }
                }
            }
            Arrival::Followed(_) => drop(self.busy.remove(&Task::Follow(id.clone()))),
            Arrival::Release(_, at) => {
                if let Some(outlook) = self.outlooks.get_mut(&id) {
                    outlook.release = Some(*at);
                }
            }
            Arrival::Decided(_) => {} // Whoever decided is told that nothing came of it.
        }
        self.plan(&id);
    }

    pub(super) fn disk_problem(&self) -> Option<Problem> {
        let all = self.concerns.all();
        all.into_iter().find(|raised| raised.concern == Concern::Disk).map(|raised| raised.problem)
    }

    /// The pause before the first attempt.
    pub(super) const fn first_pause() -> Duration {
        FIRST_PAUSE
    }
}

/// Ends when the rest does; never without one.
pub(super) async fn end_of(rest: Option<CancellationToken>) {
    match rest {
        Some(rest) => rest.cancelled().await,
        None => std::future::pending().await,
    }
}
