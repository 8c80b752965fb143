//! The event loop: the only writer, the owner of every task, the one who pings the watchdog.
//!
//! It reacts to a closed set of events: a poll is due, a gather ended, a command came, stop. What it
//! decides is in [`crate::fetch::Queue`] (who may be asked now) and [`super::pipeline`] (everything else).

use super::clock::Clock;
use super::fault::Fault;
use super::live::Live;
use super::pipeline::{self, Settled};
use super::report::PollReport;
use super::shelf::Shelf;
use super::systemd;
use crate::fetch::Queue;
use crate::model::{
    Content, Exchange, Gathered, Problem, ProblemKind, Retry, Source, SourceId, SourceState, Timestamp,
};
use crate::store::{Store, StoreError};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

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

/// What others may ask of the loop.
pub enum Command {
    /// Poll these now; none named: every enabled source. Reports come as each is settled.
    Poll {
        /// Which.
        sources: Vec<SourceId>,
        /// Where reports go; the channel closes when all are done.
        reports: mpsc::UnboundedSender<PollReport>,
    },
    /// The states of all sources, as they are now.
    States(oneshot::Sender<HashMap<SourceId, SourceState>>),
    /// Another config is in force.
    Swap(Arc<Live>),
}

/// Polls settled by the writer in one go.
type Settling = Vec<Result<(Gathered, Settled), StoreError>>;

/// The event loop's state.
pub struct Engine {
    store: Arc<Store>,
    live: Arc<Live>,
    shelf: Arc<Shelf>,
    clock: Clock,
    queue: Queue,
    states: HashMap<SourceId, SourceState>,
    gathering: JoinSet<Gathered>,
    gathering_ids: HashMap<Id, SourceId>,
    arrived: Vec<Gathered>,
    settling: JoinSet<Settling>,
    touched: HashSet<SourceId>,
    waiting: HashMap<SourceId, Vec<mpsc::UnboundedSender<PollReport>>>,
    scheduled: bool,
    stale: bool,
    ticks: u32,
    refreshing: JoinSet<()>,
    busy: HashSet<SourceId>,
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
        let states = store.states()?.into_iter().map(|s| (s.source.clone(), s)).collect();
        let fetch = &live.config.settings.fetch;
        let queue = Queue::new(fetch.concurrency, fetch.per_host, fetch.per_host_delay);
        let mut engine = Self {
            store,
            shelf,
            clock,
            queue,
            states,
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
            watchdog: systemd::Watchdog::default(),
            live: Arc::clone(&live),
        };
        engine.adopt(live);
        for state in engine.states.values() {
            engine.shelf.state(state);
        }
        Ok(engine)
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
            self.admit();
            self.start_settling();
            let wakeup = self.until_wakeup();
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                Some(done) = self.settling.join_next(), if !self.settling.is_empty() => self.settled(done)?,
                Some(done) = self.gathering.join_next_with_id(), if !self.gathering.is_empty() => self.gathered(done),
                command = commands.recv(), if listening => match command {
                    Some(command) => self.obey(command),
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
        if self.arrived.len() >= MAX_ARRIVED {
            return; // The writer catches up first: what was read stays bounded in memory.
        }
        for id in self.queue.admit(self.clock.millis()) {
            let (Some(source), Some(state)) = (self.live.source(&id).cloned(), self.states.get(&id).cloned())
            else {
                self.queue.done(&id, self.clock.millis());
                self.queue.remove(&id);
                continue;
            };
            let gather = pipeline::gather(Arc::clone(&self.live), source, state, self.clock.clone());
            let handle = self.gathering.spawn(gather);
            self.gathering_ids.insert(handle.id(), id.clone());
            self.busy.insert(id);
        }
    }

    /// Hands everything that arrived to the writer, unless it is still busy.
    fn start_settling(&mut self) {
        if self.arrived.is_empty() || !self.settling.is_empty() {
            return;
        }
        let arrived = std::mem::take(&mut self.arrived);
        let (store, live) = (Arc::clone(&self.store), Arc::clone(&self.live));
        let with_state = |g: Gathered| self.states.get(&g.source).map(|state| (state.clone(), g));
        let work: Vec<(SourceState, Gathered)> = arrived.into_iter().filter_map(with_state).collect();
        self.settling.spawn_blocking(move || {
            let one = |(state, mut gathered): (SourceState, Gathered)| {
                let settled = settle_guarded(&store, &live, &state, &mut gathered)?;
                Ok((gathered, settled))
            };
            work.into_iter().map(one).collect()
        });
    }

    fn until_wakeup(&self) -> Duration {
        if self.arrived.len() >= MAX_ARRIVED {
            return TICK; // The writer's end wakes the loop.
        }
        let wait = self.queue.wakeup().map_or(i64::MAX, |at| at.saturating_sub(self.clock.millis()));
        Duration::from_millis(u64::try_from(wait.clamp(1, 60_000)).unwrap_or(1))
    }

    fn gathered(&mut self, done: Result<(Id, Gathered), JoinError>) {
        let now = self.clock.millis();
        let gathered = match done {
            Ok((id, gathered)) => {
                self.gathering_ids.remove(&id);
                gathered
            }
            Err(fault) => match self.gathering_ids.remove(&fault.id()) {
                Some(source) => failed_inside(source, self.clock.now(), &fault),
                None => return,
            },
        };
        self.queue.done(&gathered.source, now);
        match self.states.get(&gathered.source) {
            // A source that left the config while it was being asked.
            None => {
                self.busy.remove(&gathered.source);
                self.waiting.remove(&gathered.source);
            }
            Some(_) => self.arrived.push(gathered),
        }
    }

    fn settled(&mut self, done: Result<Settling, JoinError>) -> Result<(), Fault> {
        for one in done? {
            let (gathered, settled) = one?;
            self.take_in(&gathered, settled);
        }
        Ok(())
    }

    /// One settled poll: remembers the state, plans the next, tells who waits.
    fn take_in(&mut self, gathered: &Gathered, settled: Settled) {
        let id = gathered.source.clone();
        let before = self.states.get(&id).and_then(|s| s.problem.clone());
        log_poll(&id, gathered, &settled, before.as_ref());
        match &settled.committed {
            Some(committed) => {
                self.touched.remove(&id);
                if !committed.scopes.is_empty() {
                    self.shelf.changed(&committed.scopes);
                    self.stale = true;
                }
            }
            None => drop(self.touched.insert(id.clone())),
        }
        self.hold_host(gathered);
        self.shelf.state(&settled.state);
        if let Some(waiting) = self.waiting.remove(&id) {
            let report = poll_report(gathered, &settled);
            for one in waiting {
                // Whoever asked may have gone away; the poll counts all the same.
                let _ = one.send(report.clone());
            }
        }
        self.states.insert(id.clone(), settled.state);
        self.busy.remove(&id);
        self.plan(&id);
    }

    /// 429 speaks for the whole host.
    fn hold_host(&mut self, gathered: &Gathered) {
        if let Exchange::Throttled { retry: Retry { after, whole_host: true }, .. } = &gathered.exchange
            && let Some(host) = self.live.source(&gathered.source).map(|s| host_of(s))
        {
            let wait = after.unwrap_or(Duration::from_secs(60)).as_millis();
            let wait = i64::try_from(wait).unwrap_or(i64::MAX);
            self.queue.hold(&host, self.clock.millis().saturating_add(wait));
        }
    }

    /// Puts a source's next poll into the queue, or takes it out.
    fn plan(&mut self, id: &SourceId) {
        if self.busy.contains(id) {
            return; // Planned when what is under way is settled.
        }
        let (Some(source), Some(state)) = (self.live.source(id), self.states.get(id)) else {
            self.queue.remove(id);
            return;
        };
        let asked_for = self.waiting.contains_key(id);
        match (source.enabled && self.scheduled, asked_for) {
            (_, true) => self.queue.set(id.clone(), host_of(source), self.clock.millis()),
            (true, _) => self.queue.set(id.clone(), host_of(source), state.next_poll.0.saturating_mul(1000)),
            (false, _) => self.queue.remove(id),
        }
    }

    /// Takes over a config: sources that came, went or moved.
    fn adopt(&mut self, live: Arc<Live>) {
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

    fn obey(&mut self, command: Command) {
        match command {
            Command::Poll { sources, reports } => self.poll_now(&sources, &reports),
            Command::States(reply) => drop(reply.send(self.states.clone())),
            Command::Swap(live) => {
                let fetch = &live.config.settings.fetch;
                self.queue.limit(fetch.concurrency, fetch.per_host, fetch.per_host_delay);
                self.adopt(live);
                self.stale = true;
            }
        }
    }

    fn poll_now(&mut self, sources: &[SourceId], reports: &mpsc::UnboundedSender<PollReport>) {
        let all = self.live.config.sources.iter().filter(|s| s.enabled).map(|s| s.id.clone());
        let wanted: Vec<SourceId> = if sources.is_empty() { all.collect() } else { sources.to_vec() };
        for id in wanted {
            let Some(state) = self.states.get(&id) else { continue };
            let throttled = state.problem.as_ref().is_some_and(|p| p.kind == ProblemKind::Throttled);
            if throttled && state.next_poll > self.clock.now() {
                let _ = reports.send(skipped(&id, state));
                continue;
            }
            self.waiting.entry(id.clone()).or_default().push(reports.clone());
            self.plan(&id);
        }
    }

    fn tick(&mut self) {
        self.shelf.beat();
        let states = &self.states;
        self.watchdog.tick(|| status(states));
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
        if self.touched.is_empty() {
            return Ok(());
        }
        let ids = std::mem::take(&mut self.touched);
        let states: Vec<_> = ids.iter().filter_map(|id| self.states.get(id).cloned()).collect();
        let store = Arc::clone(&self.store);
        Ok(tokio::task::spawn_blocking(move || store.touch(states)).await??)
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
        Ok(tokio::task::spawn_blocking(move || store.flush()).await??)
    }
}

/// Settles one poll; a panic of ours becomes a problem of that source and of no other.
fn settle_guarded(
    store: &Store,
    live: &Live,
    state: &SourceState,
    gathered: &mut Gathered,
) -> Result<Settled, StoreError> {
    let (source, at) = (gathered.source.clone(), gathered.at);
    let attempt = || pipeline::settle(store, live, state, gathered);
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(attempt)) {
        Ok(result) => result,
        Err(_) => {
            let mut failed = failed_inside(source, at, &"settling panicked");
            pipeline::settle(store, live, state, &mut failed)
        }
    }
}

/// What is settled in place of a fetch that ended in a panic of ours.
fn failed_inside(source: SourceId, at: Timestamp, cause: &dyn std::fmt::Display) -> Gathered {
    tracing::error!(%source, %cause, "a panic while polling a source");
    let problem = Problem::new(
        ProblemKind::Internal,
        "polling this source made the program fail",
        "report it with the body saved by `curl`; other sources are not affected",
    );
    Gathered {
        source,
        at,
        exchange: Exchange::Failed(problem),
        content: Content::None,
        status: 0,
        wire_bytes: 0,
        took: Duration::ZERO,
        unconditional: false,
    }
}

fn host_of(source: &Source) -> String {
    source.url.host_str().unwrap_or_default().to_owned()
}

fn status(states: &HashMap<SourceId, SourceState>) -> String {
    let polled = states.values().filter(|s| s.last_poll.is_some()).count();
    let sick = states.values().filter(|s| s.problem.is_some()).count();
    format!("{polled} sources polled, {sick} with problems")
}

/// A line per poll that changed something; a warning once per change of a problem, not per poll.
fn log_poll(source: &SourceId, gathered: &Gathered, settled: &Settled, before: Option<&Problem>) {
    let after = settled.state.problem.as_ref();
    match (before.map(|p| p.kind), after) {
        (kind, Some(problem)) if kind != Some(problem.kind) => {
            tracing::warn!(%source, kind = problem.kind.as_str(), advice = %problem.advice, "{}", problem.sentence);
        }
        (Some(_), None) => tracing::info!(%source, "works again"),
        _ => (),
    }
    if settled.new_entries > 0 {
        tracing::info!(%source, new = settled.new_entries, "new entries");
    } else {
        let took_ms = gathered.took.as_millis();
        tracing::debug!(%source, status = gathered.status, took_ms, "polled");
    }
}

fn poll_report(gathered: &Gathered, settled: &Settled) -> PollReport {
    let outcome = match (&gathered.exchange, &gathered.content) {
        (Exchange::Changed(_), Content::Read(_)) => "changed",
        (Exchange::Changed(_), Content::None) | (Exchange::Unchanged(_), _) => "unchanged",
        (Exchange::Throttled { .. }, _) => "throttled",
        (Exchange::Gone(_), _) => "gone",
        (Exchange::Failed(_), _) => "failed",
    };
    PollReport {
        source: gathered.source.to_string(),
        outcome: outcome.to_owned(),
        status: gathered.status,
        took_ms: u64::try_from(gathered.took.as_millis()).unwrap_or(u64::MAX),
        new: settled.new_entries,
        entries: settled.entries,
        problem: settled.state.problem.clone(),
        next_poll: settled.state.next_poll,
    }
}

fn skipped(id: &SourceId, state: &SourceState) -> PollReport {
    PollReport {
        source: id.to_string(),
        outcome: "skipped".to_owned(),
        status: 0,
        took_ms: 0,
        new: 0,
        entries: 0,
        problem: state.problem.clone(),
        next_poll: state.next_poll,
    }
}
