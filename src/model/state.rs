//! [`SourceState`]: what is remembered of a source between polls.

use super::{BodyHash, FeedKind, ListMemory, Problem, SourceId, Timestamp, Validators};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use url::Url;

/// What is remembered of a source between polls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceState {
    /// Whose.
    pub source: SourceId,
    /// The address the rest was learned from; another address in the config resets validators and moves.
    pub url: Url,
    /// Asked with at the next poll.
    pub validators: Validators,
    /// Of the last body that was read.
    pub body_hash: Option<BodyHash>,
    /// When the source was last asked; absent before the first poll.
    pub last_poll: Option<Timestamp>,
    /// When a body was last read, changed or not.
    pub last_success: Option<Timestamp>,
    /// When the last entry that was new to us arrived.
    pub last_new: Option<Timestamp>,
    /// When the last unconditional GET was made.
    pub last_full: Option<Timestamp>,
    /// When to ask again.
    pub next_poll: Timestamp,
    /// The rhythm in force, jitter and back-off aside.
    pub interval: Duration,
    /// Exponential mean of the time between new entries; absent before two were seen.
    pub rhythm: Option<Duration>,
    /// Failures in a row.
    pub failures: u32,
    /// Its 304 was caught hiding a change: ask unconditionally every day.
    pub lying_304: bool,
    /// A permanent redirect and how often it was seen in a row.
    pub moved: Option<PermanentMove>,
    /// Why it yields nothing now.
    pub problem: Option<Problem>,
    /// Why its article pages yield nothing now, although the source itself does.
    pub pages: Option<Problem>,
    /// What its address turned out to give; a source of kind `auto` stays what it was first.
    pub kind: Option<FeedKind>,
    /// Where its list stands.
    pub list: Option<ListMemory>,
    /// Entries ever seen.
    pub entries: u64,
    /// The feed's own title, as last read.
    pub title: Option<String>,
    /// `ttl` or `sy:*`, as last read.
    pub hint_interval: Option<Duration>,
    /// `skipHours`, as last read.
    pub skip_hours: Vec<u8>,
    /// `skipDays`, as last read.
    pub skip_days: Vec<u8>,
    /// What its bodies needed mended, in the order of first need; at most [`SourceState::MAX_REPAIRS`].
    pub repairs: Vec<RepairCount>,
    /// The last fetches, newest last, at most [`SourceState::MAX_LOG`].
    pub log: Vec<FetchLog>,
}

impl SourceState {
    /// How many fetches are remembered.
    pub const MAX_LOG: usize = 30;
    /// How many kinds of repairs are counted.
    pub const MAX_REPAIRS: usize = 64;

    /// A source never asked, due at `now`.
    pub fn new(source: SourceId, url: Url, interval: Duration, now: Timestamp) -> Self {
        Self {
            source,
            url,
            validators: Validators::default(),
            body_hash: None,
            last_poll: None,
            last_success: None,
            last_new: None,
            last_full: None,
            next_poll: now,
            interval,
            rhythm: None,
            failures: 0,
            lying_304: false,
            moved: None,
            problem: None,
            pages: None,
            kind: None,
            list: None,
            entries: 0,
            title: None,
            hint_interval: None,
            skip_hours: Vec::new(),
            skip_days: Vec::new(),
            repairs: Vec::new(),
            log: Vec::new(),
        }
    }
}

/// One kind of repair, counted over all bodies of a source that were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairCount {
    /// Its name: `bare-ampersand`.
    pub name: String,
    /// Bodies that needed it.
    pub bodies: u64,
    /// How often it was needed in all of them.
    pub count: u64,
    /// When a body last needed it.
    pub last: Timestamp,
}

/// A permanent redirect, remembered only after repeated sightings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermanentMove {
    /// Where to.
    pub to: Url,
    /// Sightings in a row.
    pub seen: u32,
    /// Of the first of them.
    pub since: Timestamp,
}

/// One fetch, as remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchLog {
    /// When it ended.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: FetchOutcome,
    /// HTTP status; 0 when there was none.
    pub status: u16,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// Body bytes over the wire.
    pub wire_bytes: u32,
    /// Entries that were new to us.
    pub new: u16,
}

/// What came of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FetchOutcome {
    /// Nothing new on the wire.
    Unchanged,
    /// A body was read.
    Changed,
    /// Asked to wait.
    Throttled,
    /// 410.
    Gone,
    /// A problem.
    Failed,
}
