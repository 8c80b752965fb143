//! The event loop: the only writer, the owner of every task, the one who pings the watchdog.
//!
//! It reacts to a closed set of events: a poll is due, a gather ended, a command came, stop. What it
//! decides is in [`crate::fetch::Queue`] (who may be asked now) and [`super::pipeline`] (everything else).

use super::clock::Clock;
use super::concerns::Concerns;
use super::fault::Fault;
use super::followups;
use super::gates::Gates;
use super::live::Live;
use super::pipeline;
use super::report::PollReport;
use super::settled::{Outlook, Settled};
use super::shelf::Shelf;
use super::systemd;
use super::telling::{log_page, log_poll, poll_report, status};
pub use super::work::Command;
use super::work::{Arrival, Settling, Task, failed_inside, host_of, settle_all};
use crate::fetch::{Millis, Queue};
use crate::model::{Exchange, Gathered, Retry, Source, SourceId, SourceState};
use crate::store::{Store, StoreError};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

mod planning;
mod resting;
mod swapping;

pub use resting::Rested;

/// States of polls that changed no fact are written together, at most this late.
const TOUCH_EVERY: Duration = Duration::from_secs(5);
/// The loop comes round at least this often: documents are refreshed, the watchdog is pinged.
const TICK: Duration = Duration::from_secs(1);
/// Polls read and not yet settled, at most, beyond those under way.
const MAX_ARRIVED: usize = 16;
/// Documents that readers ask for are made again this often while stories arrive; whoever asks in
/// between gets what was made since (`shelf.rs`).
const TICKS_PER_REFRESH: u32 = 2;
/// After a stop, gathers that are under way have this long to arrive.
const GRACE: Duration = Duration::from_secs(5);

/// The event loop's state.
pub struct Engine {
    store: Arc<Store>,
    live: Arc<Live>,
    shelf: Arc<Shelf>,
    clock: Clock,
    concerns: Arc<Concerns>,
    /// The store is looked after, until this is cancelled.
    rest: Option<CancellationToken>,
    wanted_rests: Vec<oneshot::Sender<Rested>>,
    swapped: Vec<oneshot::Sender<()>>,
    /// The disk has no room.
    full: Option<resting::Full>,
    last_pause: Duration,
    reopening: JoinSet<Result<(), StoreError>>,
    queue: Queue<Task>,
    gates: Arc<Gates>,
    states: HashMap<SourceId, SourceState>,
    outlooks: HashMap<SourceId, Outlook>,
    gathering: JoinSet<Arrival>,
    gathering_ids: HashMap<Id, (Task, Arc<Source>)>,
    arrived: Vec<Arrival>,
    settling: JoinSet<Settling>,
    touched: HashSet<SourceId>,
    waiting: HashMap<SourceId, Vec<mpsc::UnboundedSender<PollReport>>>,
    scheduled: bool,
    stale: bool,
    ticks: u32,
    refreshing: JoinSet<()>,
    busy: HashSet<Task>,
    draining: Vec<oneshot::Sender<()>>,
    watchdog: systemd::Watchdog,
}

impl Engine {
    /// A loop over a store. `scheduled` says whether sources are polled when due; without it only
    /// [`Command::Poll`] starts a fetch.
    pub fn new(
        store: Arc<Store>,
        live: Arc<Live>,
        shelf: Arc<Shelf>,
        clock: Clock,
        scheduled: bool,
    ) -> Result<Self, Fault> {
        let (states, outlooks) = planning::stored(&store)?;
        let fetch = &live.config.settings.fetch;
        let queue = Queue::new(fetch.concurrency, fetch.per_host, fetch.per_host_delay);
        let mut engine = Self {
            store,
            shelf,
            clock,
            concerns: Arc::default(),
            rest: None,
            wanted_rests: Vec::new(),
            swapped: Vec::new(),
            full: None,
            last_pause: Self::first_pause(),
            reopening: JoinSet::new(),
            queue,
            gates: Arc::default(),
            states,
            outlooks,
            gathering: JoinSet::new(),
            gathering_ids: HashMap::new(),
            arrived: Vec::new(),
            settling: JoinSet::new(),
            touched: HashSet::new(),
            waiting: HashMap::new(),
            scheduled,
            stale: false,
            ticks: 0,
            refreshing: JoinSet::new(),
            busy: HashSet::new(),
            draining: Vec::new(),
            watchdog: systemd::Watchdog::default(),
            live: Arc::clone(&live),
        };
        engine.adopt(live);
        for state in engine.states.values() {
            engine.shelf.state(state);
        }
        Ok(engine)
    }

    /// Tells what is wrong with the daemon where others see it.
    #[must_use]
    pub fn telling(self, concerns: Arc<Concerns>) -> Self {
        Self { concerns, ..self }
    }

    /// Runs until `stop`; then settles what arrives within the grace time and flushes.
    pub async fn run(
        mut self,
        mut commands: mpsc::Receiver<Command>,
        stop: CancellationToken,
    ) -> Result<(), Fault> {
        let mut touch = tokio::time::interval(TOUCH_EVERY);
        let mut tick = tokio::time::interval(TICK);
        let mut listening = true;
        loop {
            self.grant_rest();
            self.tell_swapped();
            self.admit();
            self.start_settling();
            let wakeup = self.until_wakeup();
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                () = resting::end_of(self.rest.clone()), if self.rest.is_some() => self.rest = None,
                Some(done) = self.settling.join_next(), if !self.settling.is_empty() => self.settled(done)?,
                Some(done) = self.gathering.join_next_with_id(), if !self.gathering.is_empty() => self.gathered(done),
                command = commands.recv(), if listening => match command {
                    Some(command) => self.obey(command)?,
                    None => listening = false,
                },
                _ = touch.tick() => self.touch().await?,
                _ = tick.tick() => self.tick(),
                () = tokio::time::sleep(wakeup) => (),
            }
        }
        self.stop().await
    }

    /// Starts the fetches that politeness allows now.
    fn admit(&mut self) {
        if self.is_resting() || self.arrived.len() >= MAX_ARRIVED {
            return; // The writer catches up first: what was read stays bounded in memory.
        }
        for task in self.queue.admit(self.clock.millis()) {
            if !self.start(&task) {
                self.queue.done(&task, self.clock.millis());
                self.queue.remove(&task);
            }
        }
    }

    /// Starts one fetch; false where there is nothing to ask any more.
    fn start(&mut self, task: &Task) -> bool {
        let id = task.source();
        let (Some(source), Some(state)) = (self.live.source(id).cloned(), self.states.get(id).cloned())
        else {
            return false;
        };
        let (live, gates) = (Arc::clone(&self.live), Arc::clone(&self.gates));
        let asked = Arc::clone(&source);
        let clock = self.clock.clone();
        let handle = match task {
            Task::Poll(_) => {
                let poll = pipeline::gather(live, gates, source, state, clock);
                self.gathering.spawn(async { Arrival::Polled(Box::new(poll.await)) })
            }
            Task::Follow(_) => {
                let Some(next) = self.outlooks.get(id).and_then(|outlook| outlook.next.clone()) else {
                    return false;
                };
                let page = followups::gather(live, gates, source, state, next, clock);
                self.gathering.spawn(async { Arrival::Followed(Box::new(page.await)) })
            }
        };
        self.gathering_ids.insert(handle.id(), (task.clone(), asked));
        self.busy.insert(task.clone());
        true
    }

    /// Hands everything that arrived to the writer, unless it is still busy.
    fn start_settling(&mut self) {
        if self.arrived.is_empty() || !self.settling.is_empty() || self.is_resting() {
            return;
        }
        let arrived = std::mem::take(&mut self.arrived);
        let (store, live) = (Arc::clone(&self.store), Arc::clone(&self.live));
        let of = |arrival: &Arrival| self.states.get_key_value(arrival.source());
        let states = arrived.iter().filter_map(of).map(|(id, state)| (id.clone(), state.clone())).collect();
        self.settling.spawn_blocking(move || settle_all(&store, &live, states, arrived));
    }

    fn until_wakeup(&self) -> Duration {
        if self.is_resting() || self.arrived.len() >= MAX_ARRIVED {
            return TICK; // The writer's end wakes the loop.
        }
        let wait = self.queue.wakeup().map_or(i64::MAX, |at| at.saturating_sub(self.clock.millis()));
        Duration::from_millis(u64::try_from(wait.clamp(1, 60_000)).unwrap_or(1))
    }

    fn gathered(&mut self, done: Result<(Id, Arrival), JoinError>) {
        let now = self.clock.millis();
        let (begun, arrival) = match done {
            Ok((id, arrival)) => (self.gathering_ids.remove(&id), Some(arrival)),
            Err(fault) => {
                let begun = self.gathering_ids.remove(&fault.id());
                let arrival = begun.as_ref().and_then(|(task, _)| self.failed(task, &fault));
                (begun, arrival)
            }
        };
        let Some((task, asked)) = begun else { return };
        self.queue.done(&task, now);
        let Some(arrival) = arrival else {
            self.busy.remove(&task);
            return;
        };
        self.pause_host(&arrival, now);
        let source = self.live.source(task.source());
        if matches!(task, Task::Poll(_)) && source.is_some_and(|source| source.url != asked.url) {
            // What the former address says is not asked for any more; the new one is due.
            self.busy.remove(&task);
            self.plan(task.source());
        } else if self.states.contains_key(task.source()) {
            self.arrived.push(arrival);
        } else {
            // A source that left the config while it was being asked.
            self.busy.remove(&task);
            self.waiting.remove(task.source());
        }
    }

    /// What arrives in place of a fetch that ended in a panic of ours.
    fn failed(&self, task: &Task, fault: &JoinError) -> Option<Arrival> {
        let gathered = failed_inside(task.source().clone(), self.clock.now(), fault);
        match task {
            Task::Poll(_) => Some(Arrival::Polled(Box::new(gathered))),
            Task::Follow(id) => {
                let followup = self.outlooks.get(id)?.next.clone()?;
                Some(Arrival::Followed(Box::new(followups::Followed { followup, gathered })))
            }
        }
    }

    fn settled(&mut self, done: Result<Settling, JoinError>) -> Result<(), Fault> {
        let settling = done?;
        for (arrival, settled) in settling.done {
            self.wrote();
            self.take_in(&arrival, settled);
        }
        // what was not tried keeps its turn
        self.arrived.splice(0..0, settling.left);
        match settling.failed {
            Some((arrival, fault)) if fault.is_full() => {
                self.fall_full(Some(&fault));
                self.put_off(&arrival);
                Ok(())
            }
            Some((_, fault)) => Err(fault.into()),
            None => Ok(()),
        }
    }

    /// One settled arrival: remembers the state, plans what comes next, tells who waits.
    fn take_in(&mut self, arrival: &Arrival, settled: Settled) {
        let id = arrival.source().clone();
        let before = self.states.get(&id);
        match arrival {
            Arrival::Polled(gathered) => {
                log_poll(&id, gathered, &settled, before.and_then(|s| s.problem.as_ref()));
                self.busy.remove(&Task::Poll(id.clone()));
                self.hold_host(gathered, self.live.source(&id).map(|source| host_of(&source.url)));
            }
            Arrival::Followed(followed) => {
                log_page(&id, followed, &settled, before.and_then(|s| s.pages.as_ref()));
                self.busy.remove(&Task::Follow(id.clone()));
                self.hold_host(&followed.gathered, Some(host_of(&followed.followup.url)));
            }
            Arrival::Release(..) | Arrival::Decided(_) => {}
        }
        match &settled.committed {
            Some(committed) => {
                if matches!(arrival, Arrival::Polled(_)) {
                    self.touched.remove(&id); // A page writes no state that it did not change.
                }
                if !committed.scopes.is_empty() {
                    self.shelf.changed(&committed.scopes);
                    self.stale = true;
                }
            }
            None => drop(self.touched.insert(id.clone())),
        }
        self.shelf.state(&settled.state);
        if let Arrival::Polled(gathered) = arrival
            && let Some(waiting) = self.waiting.remove(&id)
        {
            let report = poll_report(gathered, &settled);
            for one in waiting {
                // Whoever asked may have gone away; the poll counts all the same.
                let _ = one.send(report.clone());
            }
        }
        if let Some(outlook) = &settled.outlook {
            self.outlooks.insert(id.clone(), outlook.clone());
        }
        if let Arrival::Decided(deciding) = arrival {
            deciding.answer(&settled);
        }
        self.states.insert(id.clone(), settled.state);
        self.plan(&id);
    }

    /// A host that wants more time between requests gets it.
    fn pause_host(&mut self, arrival: &Arrival, now: Millis) {
        let (gathered, host) = match arrival {
            Arrival::Polled(gathered) => {
                (&**gathered, self.live.source(&gathered.source).map(|s| host_of(&s.url)))
            }
            Arrival::Followed(followed) => (&followed.gathered, Some(host_of(&followed.followup.url))),
            Arrival::Release(..) | Arrival::Decided(_) => return,
        };
        if let (Some(pause), Some(host)) = (gathered.pause, host) {
            let pause = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
            self.queue.hold(&host, now.saturating_add(pause));
        }
    }

    /// 429 speaks for the whole host.
    fn hold_host(&mut self, gathered: &Gathered, host: Option<String>) {
        if let Exchange::Throttled { retry: Retry { after, whole_host: true }, .. } = &gathered.exchange
            && let Some(host) = host
        {
            let wait = after.unwrap_or(Duration::from_secs(60)).as_millis();
            let wait = i64::try_from(wait).unwrap_or(i64::MAX);
            self.queue.hold(&host, self.clock.millis().saturating_add(wait));
        }
    }

    fn obey(&mut self, command: Command) -> Result<(), Fault> {
        match command {
            Command::Poll { sources, reports } => self.poll_now(&sources, &reports),
            Command::Rest(reply) => self.wanted_rests.push(reply),
            Command::Full(fault) => self.fall_full(Some(&fault)),
            Command::Refounded => self.refound()?,
            Command::Decide(deciding) => self.arrived.push(Arrival::Decided(deciding)),
            Command::States(reply) => drop(reply.send(self.states.clone())),
            Command::Drain(reply) => {
                self.draining.push(reply);
                self.drain();
            }
            Command::Swap(live, taken) => {
                let fetch = &live.config.settings.fetch;
                self.queue.limit(fetch.concurrency, fetch.per_host, fetch.per_host_delay);
                self.adopt(live);
                self.stale = true;
                self.swapped.push(taken);
            }
        }
        Ok(())
    }

    fn tick(&mut self) {
        self.shelf.beat();
        self.look_at_disk();
        self.release();
        self.drain();
        let (states, concerns) = (&self.states, &self.concerns);
        self.watchdog.tick(|| status(states, &concerns.all()));
        while self.refreshing.try_join_next().is_some() {}
        self.ticks = self.ticks.wrapping_add(1);
        if self.stale && self.refreshing.is_empty() && self.ticks.is_multiple_of(TICKS_PER_REFRESH) {
            self.stale = false;
            let shelf = Arc::clone(&self.shelf);
            // Documents are made beside the loop; a slow one never delays a poll.
            self.refreshing.spawn(async move { shelf.refresh().await });
        }
    }

    async fn touch(&mut self) -> Result<(), Fault> {
        if self.touched.is_empty() || self.is_resting() {
            return Ok(());
        }
        let ids = std::mem::take(&mut self.touched);
        let states: Vec<_> = ids.iter().filter_map(|id| self.states.get(id).cloned()).collect();
        let store = Arc::clone(&self.store);
        match tokio::task::spawn_blocking(move || store.touch(states)).await? {
            Err(fault) if fault.is_full() => {
                self.touched.extend(ids);
                self.fall_full(Some(&fault));
                Ok(())
            }
            written => Ok(written?),
        }
    }

    /// Stops admitting, settles what arrives within the grace time, flushes.
    async fn stop(mut self) -> Result<(), Fault> {
        systemd::stopping();
        let deadline = tokio::time::Instant::now() + GRACE;
        while !(self.gathering.is_empty() && self.settling.is_empty() && self.arrived.is_empty()) {
            self.start_settling();
            tokio::select! {
                Some(done) = self.settling.join_next(), if !self.settling.is_empty() => self.settled(done)?,
                Some(done) = self.gathering.join_next_with_id(), if !self.gathering.is_empty() => self.gathered(done),
                () = tokio::time::sleep_until(deadline) => break,
            }
        }
        self.gathering.abort_all();
        while let Some(done) = self.settling.join_next().await {
            self.settled(done)?;
        }
        self.touch().await?;
        let store = Arc::clone(&self.store);
        match tokio::task::spawn_blocking(move || store.flush()).await? {
            // all that was acknowledged is on the disk already
            Err(fault) if fault.is_full() => Ok(()),
            flushed => Ok(flushed?),
        }
    }
}
