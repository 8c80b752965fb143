//! What the event loop works at: commands, tasks that wait their turn, what arrives of them, and the writer's turn.

pub use super::engine::Rested;
use super::followups::{self, Followed};
use super::live::Live;
use super::pipeline;
use super::quarantine::{self, Decided, Decision, decided};
use super::report::PollReport;
use super::settled::Settled;
use crate::model::{Gathered, Problem, ProblemKind, SourceId, SourceState, Timestamp};
use crate::store::{Store, StoreError};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use url::Url;

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
    /// Another config is in force; answered when nothing is written by the rules of the old one any more.
    Swap(Arc<Live>, oneshot::Sender<()>),
    /// Write nothing for a while: the store is looked after.
    Rest(oneshot::Sender<Rested>),
    /// A write beside the loop's found no room.
    Full(StoreError),
    /// The store holds something else than before.
    Refounded,
    /// Decide what becomes of a quarantine.
    Decide(Deciding),
    /// Answer when no page that a poll left to be read is due any more.
    Drain(oneshot::Sender<()>),
}

/// What is asked of a host.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// The source's own address.
    Poll(SourceId),
    /// The next page that was left to be read for it.
    Follow(SourceId),
}

impl Task {
    /// Whose.
    pub fn source(&self) -> &SourceId {
        match self {
            Self::Poll(source) | Self::Follow(source) => source,
        }
    }
}

/// What the writer settles.
#[derive(Debug, Clone)]
pub enum Arrival {
    /// A poll.
    Polled(Box<Gathered>),
    /// A page.
    Followed(Box<Followed>),
    /// Entries of a source have waited long enough for their articles.
    Release(SourceId, Timestamp),
    /// Somebody decided what becomes of a quarantine.
    Decided(Deciding),
}

/// What becomes of the quarantine of a source, and who wants to know.
#[derive(Debug, Clone)]
pub struct Deciding {
    /// Whose.
    pub source: SourceId,
    /// What becomes of it.
    pub decision: Decision,
    /// When it was decided.
    pub at: Timestamp,
    /// Told when it is done.
    pub reply: mpsc::UnboundedSender<Decided>,
}

impl Deciding {
    /// Tells whoever decided; he may have gone away, and it counts all the same.
    pub fn answer(&self, settled: &Settled) {
        let _ = self.reply.send(decided(self.decision, settled));
    }
}

impl Arrival {
    /// Whose.
    pub fn source(&self) -> &SourceId {
        match self {
            Self::Polled(gathered) => &gathered.source,
            Self::Followed(followed) => &followed.followup.source,
            Self::Release(source, _) => source,
            Self::Decided(deciding) => &deciding.source,
        }
    }
}

/// What the writer's turn came to.
pub struct Settling {
    /// What was settled, in order.
    pub done: Vec<(Arrival, Settled)>,
    /// What could not be written, and why; nothing was tried after it.
    pub failed: Option<(Arrival, StoreError)>,
    /// What comes after it, untouched.
    pub left: Vec<Arrival>,
}

/// Settles everything that arrived, in order. Each sees the state that the one before it left.
pub fn settle_all(
    store: &Store,
    live: &Live,
    mut states: HashMap<SourceId, SourceState>,
    arrived: Vec<Arrival>,
) -> Settling {
    let mut settling = Settling { done: Vec::new(), failed: None, left: Vec::new() };
    for mut arrival in arrived {
        if settling.failed.is_some() {
            settling.left.push(arrival);
            continue;
        }
        let Some(state) = states.get(arrival.source()) else { continue };
        match settle_guarded(store, live, state, &mut arrival) {
            Ok(settled) => {
                states.insert(arrival.source().clone(), settled.state.clone());
                settling.done.push((arrival, settled));
            }
            Err(fault) => settling.failed = Some((arrival, fault)),
        }
    }
    settling
}

/// Settles one; a panic of ours becomes a problem of that source and of no other.
fn settle_guarded(
    store: &Store,
    live: &Live,
    state: &SourceState,
    arrival: &mut Arrival,
) -> Result<Settled, StoreError> {
    let attempt = || match arrival {
        Arrival::Polled(gathered) => pipeline::settle(store, live, state, gathered),
        Arrival::Followed(followed) => followups::settle(store, live, state, (**followed).clone()),
        Arrival::Release(_, now) => followups::release(store, live, state, *now),
        Arrival::Decided(one) => quarantine::decide(store, live, state, one.decision, one.at),
    };
    let settled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(attempt));
    if let Ok(result) = settled {
        return result;
    }
    let cause = &"settling panicked";
    match arrival {
        Arrival::Polled(gathered) => {
            let mut failed = failed_inside(gathered.source.clone(), gathered.at, cause);
            pipeline::settle(store, live, state, &mut failed)
        }
        Arrival::Followed(followed) => {
            let gathered = failed_inside(state.source.clone(), followed.gathered.at, cause);
            followups::settle(store, live, state, Followed { gathered, followup: followed.followup.clone() })
        }
        Arrival::Release(..) | Arrival::Decided(_) => Ok(Settled::unchanged(state.clone())),
    }
}

/// What is settled in place of a fetch that ended in a panic of ours.
pub fn failed_inside(source: SourceId, at: Timestamp, cause: &dyn std::fmt::Display) -> Gathered {
    tracing::error!(%source, %cause, "a panic while polling a source");
    let problem = Problem::new(
        ProblemKind::Internal,
        "polling this source made the program fail",
        "report it with the body saved by `curl`; other sources are not affected",
    );
    Gathered::unasked(source, problem, at)
}

/// The host that a turn is taken at.
pub fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}
