//! Who is asked next: sources that came, went or moved, what a command wants now, pages left to be read.

use super::Engine;
use crate::daemon::fault::Fault;
use crate::daemon::live::Live;
use crate::daemon::report::PollReport;
use crate::daemon::settled::Outlook;
use crate::daemon::telling::skipped;
use crate::daemon::work::{Arrival, Task, host_of};
use crate::model::{Followup, ProblemKind, SourceId, SourceState};
use crate::store::{Store, StoreError};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::mpsc;

type States = HashMap<SourceId, SourceState>;
type Outlooks = HashMap<SourceId, Outlook>;

/// What the store remembers of sources, and what is still to be read for them.
pub(super) fn stored(store: &Store) -> Result<(States, Outlooks), StoreError> {
    let states = store.states()?.into_iter().map(|s| (s.source.clone(), s)).collect();
    let mut wanted: HashMap<SourceId, Vec<Followup>> = HashMap::new();
    for followup in store.all_followups()? {
        wanted.entry(followup.source.clone()).or_default().push(followup);
    }
    Ok((states, wanted.into_iter().map(|(id, wanted)| (id, Outlook::among(wanted))).collect()))
}

impl Engine {
    /// The store holds something else than before: all that was remembered of it is read anew.
    pub(super) fn refound(&mut self) -> Result<(), Fault> {
        (self.states, self.outlooks) = stored(&self.store)?;
        self.touched.clear();
        self.adopt(Arc::clone(&self.live));
        for state in self.states.values() {
            self.shelf.state(state);
        }
        self.stale = true;
        Ok(())
    }

    /// Puts what is to be asked for a source into the queue, or takes it out.
    pub(super) fn plan(&mut self, id: &SourceId) {
        let (poll, follow) = (Task::Poll(id.clone()), Task::Follow(id.clone()));
        let (Some(source), Some(state)) = (self.live.source(id), self.states.get(id)) else {
            self.queue.remove(&poll);
            self.queue.remove(&follow);
            return; // What is to be read stays known: the source may come back.
        };
        // What is under way is planned when it is settled.
        if !self.busy.contains(&poll) {
            let asked_for = self.waiting.contains_key(id);
            match (source.enabled && self.scheduled, asked_for) {
                (_, true) => self.queue.set(poll, host_of(&source.url), self.clock.millis()),
                (true, _) => {
                    self.queue.set(poll, host_of(&source.url), state.next_poll.0.saturating_mul(1000))
                }
                (false, _) => self.queue.remove(&poll),
            }
        }
        if !self.busy.contains(&follow) {
            let next = self.outlooks.get(id).and_then(|outlook| outlook.next.as_ref());
            match next.filter(|_| source.enabled) {
                // Behind polls of the host that are due: a long row of pages must not keep news waiting.
                Some(next) => {
                    let due = next.due.0.saturating_mul(1000).max(self.clock.millis());
                    self.queue.set(follow, host_of(&next.url), due);
                }
                None => self.queue.remove(&follow),
            }
        }
    }

    /// Answers whoever waits for the pages, if none is being read or due.
    pub(super) fn drain(&mut self) {
        let now = self.clock.now();
        let is_read = |id: &SourceId| self.live.source(id).is_some_and(|source| source.enabled);
        let is_due = |(id, outlook): (&SourceId, &Outlook)| {
            is_read(id) && outlook.next.as_ref().is_some_and(|next| next.due <= now)
        };
        let reads = self.busy.iter().any(|task| matches!(task, Task::Follow(_)));
        let rests = !reads && self.arrived.is_empty() && self.settling.is_empty();
        if rests && !self.outlooks.iter().any(is_due) {
            for reply in self.draining.drain(..) {
                let _ = reply.send(()); // Whoever asked may have gone away.
            }
        }
    }

    /// Entries that have waited long enough for their articles are published by the writer.
    pub(super) fn release(&mut self) {
        let now = self.clock.now();
        for (id, outlook) in &mut self.outlooks {
            if self.live.source(id).is_some() && outlook.release.is_some_and(|at| at <= now) {
                outlook.release = None; // Known again when this is settled.
                self.arrived.push(Arrival::Release(id.clone(), now));
            }
        }
    }

    /// Takes over a config: sources that came, went or moved.
    pub(super) fn adopt(&mut self, live: Arc<Live>) {
        self.live = live;
        let now = self.clock.now();
        let ids: Vec<SourceId> = self.live.config.sources.iter().map(|s| s.id.clone()).collect();
        let interval = self.live.config.settings.fetch.interval;
        for source in &self.live.config.sources {
            let fresh = || SourceState::new(source.id.clone(), source.url.clone(), interval, now);
            let state = self.states.entry(source.id.clone()).or_insert_with(fresh);
            if state.url != source.url {
                state.next_poll = now; // What the address meant is forgotten when it is asked.
            }
        }
        let gone: Vec<SourceId> =
            self.states.keys().filter(|id| self.live.source(id).is_none()).cloned().collect();
        for id in ids.iter().chain(&gone) {
            self.plan(id);
        }
    }

    pub(super) fn poll_now(&mut self, sources: &[SourceId], reports: &mpsc::UnboundedSender<PollReport>) {
        let all = self.live.config.sources.iter().filter(|s| s.enabled).map(|s| s.id.clone());
        let wanted: Vec<SourceId> = if sources.is_empty() { all.collect() } else { sources.to_vec() };
        for id in wanted {
            let Some(state) = self.states.get(&id) else { continue };
            if self.full.is_some() {
                let problem = self.disk_problem();
                let _ = reports.send(PollReport { problem, ..skipped(&id, state) });
                continue;
            }
            let throttled = state.problem.as_ref().is_some_and(|p| p.kind == ProblemKind::Throttled);
            if throttled && state.next_poll > self.clock.now() {
                let _ = reports.send(skipped(&id, state));
                continue;
            }
            self.waiting.entry(id.clone()).or_default().push(reports.clone());
            self.plan(&id);
        }
    }
}
