//! When a source is asked next, with what, and what is remembered of it: a function of its state, what a
//! poll brought, and the rules. The arithmetic of waiting is in `cadence.rs`.

use super::cadence::{self, DAY};
use super::remembered::count_repairs;
use crate::model::{
    Content, Exchange, FetchLog, FetchOutcome, FetchSettings, Gathered, ListMemory, Meta, PermanentMove,
    Problem, ProblemKind, Request, Retry, Source, SourceState, Timestamp, Validators,
};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// How often every source is asked without validators.
const FULL_EVERY: Duration = Duration::from_secs(7 * 24 * 3600);

/// How often one is whose 304 was caught hiding a change.
const FULL_EVERY_FOR_LIARS: Duration = DAY;

/// A permanent redirect is believed after this many sightings in a row …
const MOVE_SIGHTINGS: u32 = 3;

/// … the first of which is at least this old: a portal's bad afternoon is no move.
const MOVE_AGE: Duration = DAY;

/// What polling obeys.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// `[fetch]`.
    pub settings: &'a FetchSettings,
    /// No contact is configured: public hosts are asked hourly at most.
    pub anonymous: bool,
}

/// What settling a poll found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// Entries that were new to us.
    pub new_entries: usize,
    /// Entries in the body.
    pub entries: usize,
    /// Some were left for another time, so that the same body says something new then.
    pub left_out: bool,
    /// Where the list in it stands, if it is a list.
    pub list: Option<ListMemory>,
}

/// What to ask of `source` at `now`.
///
/// Without validators when a full GET is due: weekly, daily where a 304 was caught lying, and whenever the
/// address in the config changed. A remembered move is used in between; the full GET asks the configured
/// address, so that a move which was taken back is noticed.
pub fn request(source: &Arc<Source>, state: &SourceState, now: Timestamp) -> Request {
    let asked = |url: Url, validators| Request { source: Arc::clone(source), url, validators };
    if state.url != source.url || full_due(state, now) {
        return asked(source.url.clone(), Validators::default());
    }
    let url = believed_move(state, now).map_or_else(|| source.url.clone(), |to| with_login(to, &source.url));
    asked(url, state.validators.clone())
}

/// The state after a poll, complete: nothing of it is decided elsewhere. Now is `gathered.at`.
pub fn next(
    source: &Source,
    state: &SourceState,
    gathered: &Gathered,
    settled: &Settled,
    rules: &Rules<'_>,
) -> SourceState {
    let mut after =
        if state.url == source.url { state.clone() } else { at_new_address(source, state, rules) };
    let before = after.clone();
    let at = gathered.at;
    after.last_poll = Some(at);
    let wait = match &gathered.exchange {
        Exchange::Unchanged(meta) | Exchange::Changed(meta) => {
            succeed(&mut after, &before, gathered, meta, settled);
            Wait::Rhythm(meta.fresh_for)
        }
        Exchange::Throttled { retry, problem } => {
            fail(&mut after, problem);
            Wait::Asked(*retry)
        }
        Exchange::Gone(problem) => {
            if fail_at(&mut after, &before, gathered, problem) {
                Wait::Daily
            } else {
                Wait::BackOff
            }
        }
        Exchange::Failed(problem) => {
            fail_at(&mut after, &before, gathered, problem);
            Wait::BackOff
        }
    };
    after.interval = cadence::interval(source, &after, wait.fresh_for(), rules, at);
    after.next_poll = next_poll(source, &after, &wait, rules, at);
    remember(&mut after.log, gathered, settled);
    after
}

/// What decides the wait.
enum Wait {
    Rhythm(Option<Duration>),
    Asked(Retry),
    Daily,
    BackOff,
}

impl Wait {
    fn fresh_for(&self) -> Option<Duration> {
        match self {
            Self::Rhythm(fresh_for) => *fresh_for,
            _ => None,
        }
    }
}

fn at_new_address(source: &Source, state: &SourceState, rules: &Rules<'_>) -> SourceState {
    let now = state.next_poll;
    SourceState {
        entries: state.entries,
        log: state.log.clone(),
        ..SourceState::new(source.id.clone(), source.url.clone(), rules.settings.interval, now)
    }
}

fn succeed(
    after: &mut SourceState,
    before: &SourceState,
    gathered: &Gathered,
    meta: &Meta,
    settled: &Settled,
) {
    let at = gathered.at;
    after.moved = moved(before, gathered, meta);
    after.last_success = Some(at);
    after.failures = 0;
    after.problem = None;
    after.lying_304 |= meta.lying_304 && before.body_hash.is_some();
    if gathered.unconditional {
        after.last_full = Some(at);
    }
    if let Exchange::Unchanged(_) = gathered.exchange {
        after.validators = meta.validators.clone();
        after.body_hash = meta.body_hash.or(before.body_hash);
        return;
    }
    if let Content::Read(parsed) = &gathered.content {
        after.kind = Some(parsed.kind);
        after.list = settled.list.clone();
        after.title = parsed.feed.title.clone().or_else(|| before.title.clone());
        after.hint_interval = parsed.hints.interval;
        after.skip_hours = parsed.hints.skip_hours.clone();
        after.skip_days = parsed.hints.skip_days.clone();
        count_repairs(&mut after.repairs, &parsed.repairs, at);
    }
    note_new_entries(after, settled.new_entries, at);
    let names_others = matches!(&gathered.content, Content::Read(parsed) if !parsed.further.is_empty());
    vouch(after, meta, settled, names_others);
}

/// Validators and hash are kept only for a body that came whole and brought something: an empty or cut
/// one is asked for again, so that its problem cannot hide behind a 304. An index of sitemaps brings no
/// entries of its own.
fn vouch(after: &mut SourceState, meta: &Meta, settled: &Settled, names_others: bool) {
    after.problem = if meta.body_hash.is_none() {
        Some(Problem::new(
            ProblemKind::Truncated,
            format!("the connection ended inside the body, {} entries could be read", settled.entries),
            "nothing, if it happens once; the whole is asked for next time",
        ))
    } else if settled.entries == 0 && !names_others {
        Some(empty_feed(after))
    } else {
        None
    };
    let vouched = after.problem.is_none() && !settled.left_out;
    after.validators = if vouched { meta.validators.clone() } else { Validators::default() };
    after.body_hash = meta.body_hash.filter(|_| vouched);
}

fn empty_feed(state: &SourceState) -> Problem {
    let sentence = match state.entries {
        0 => "the feed has no entries and never had any".to_owned(),
        seen => format!("the feed has no entries, although {seen} came from it before"),
    };
    let advice = "open the portal; if it has news, its feed is switched off: ask the portal, or use the list on \
                  its page with kind = \"listing\"";
    Problem::new(ProblemKind::EmptyFeed, sentence, advice)
}

fn note_new_entries(after: &mut SourceState, new: usize, at: Timestamp) {
    if new == 0 {
        return;
    }
    if let Some(last) = after.last_new {
        after.rhythm = Some(cadence::rhythm(after.rhythm, at.since(last), new));
    }
    after.last_new = Some(at);
    after.entries = after.entries.saturating_add(u64::try_from(new).unwrap_or(u64::MAX));
}

fn fail(after: &mut SourceState, problem: &Problem) {
    after.failures = after.failures.saturating_add(1);
    after.problem = Some(problem.clone());
}

/// A failure, with an eye on where it happened: a remembered address that fails is forgotten, and the
/// configured one that fails while a remembered one works proves nothing against the source. Whether it
/// counts.
fn fail_at(after: &mut SourceState, before: &SourceState, gathered: &Gathered, problem: &Problem) -> bool {
    let remembered = asked_remembered(before, gathered);
    if !remembered && believed_move(before, started(gathered)).is_some() {
        after.last_full = Some(gathered.at);
        return false;
    }
    if remembered {
        after.moved = None;
    }
    fail(after, problem);
    true
}

/// What is known of a permanent move after a poll that succeeded.
fn moved(before: &SourceState, gathered: &Gathered, meta: &Meta) -> Option<PermanentMove> {
    if asked_remembered(before, gathered) {
        return match (&before.moved, &meta.moved_to) {
            (Some(known), Some(further)) if *further != known.to => {
                Some(first_sighting(further, gathered.at))
            }
            (known, _) => known.clone(),
        };
    }
    let to = meta.moved_to.as_ref()?;
    match &before.moved {
        Some(known) if known.to == *to => {
            Some(PermanentMove { seen: known.seen.saturating_add(1), ..known.clone() })
        }
        _ => Some(first_sighting(to, gathered.at)),
    }
}

fn first_sighting(to: &Url, at: Timestamp) -> PermanentMove {
    PermanentMove { to: to.clone(), seen: 1, since: at }
}

fn believed_move(state: &SourceState, now: Timestamp) -> Option<&Url> {
    let seen = state.moved.as_ref()?;
    (seen.seen >= MOVE_SIGHTINGS && now.since(seen.since) >= MOVE_AGE).then_some(&seen.to)
}

/// Whether `request` chose the remembered address for this poll.
fn asked_remembered(before: &SourceState, gathered: &Gathered) -> bool {
    let at = started(gathered);
    let full = if before.validators == Validators::default() {
        full_due(before, at)
    } else {
        gathered.unconditional
    };
    !full && believed_move(before, at).is_some()
}

fn started(gathered: &Gathered) -> Timestamp {
    gathered.at.minus(gathered.took)
}

fn full_due(state: &SourceState, now: Timestamp) -> bool {
    let every = if state.lying_304 { FULL_EVERY_FOR_LIARS } else { FULL_EVERY };
    state.last_full.is_none_or(|last| now.since(last) >= every)
}

/// The login of the configured address goes along when only the path has moved.
fn with_login(to: &Url, configured: &Url) -> Url {
    let mut url = to.clone();
    if url.origin() == configured.origin() {
        // both only fail for addresses that cannot have a host
        let _ = url.set_username(configured.username());
        let _ = url.set_password(configured.password());
    }
    url
}

fn next_poll(
    source: &Source,
    state: &SourceState,
    wait: &Wait,
    rules: &Rules<'_>,
    at: Timestamp,
) -> Timestamp {
    let floor = cadence::floor(source, rules);
    let interval = state.interval;
    let longest = rules.settings.max_interval.max(floor);
    let (wait, longest) = match wait {
        Wait::Rhythm(_) => {
            let asked = least_asked(source, state, wait.fresh_for()).min(interval);
            (cadence::jittered(interval, &source.id, at).max(asked), longest)
        }
        Wait::BackOff => {
            let wait = cadence::back_off(interval, state.failures);
            (cadence::jittered(wait, &source.id, at), DAY.max(longest))
        }
        Wait::Daily => (cadence::jittered(DAY.max(interval), &source.id, at).max(DAY), Duration::MAX),
        Wait::Asked(retry) => {
            let own = cadence::back_off(if retry.after.is_some() { floor } else { interval }, state.failures);
            let asked = retry.after.unwrap_or_default();
            (cadence::lengthened(own.max(asked), &source.id, at), Duration::MAX)
        }
    };
    let wait = wait.min(longest).max(floor);
    let latest = at.plus(wait.max(longest.min(DAY * 7)));
    cadence::outside_skipped(at.plus(wait), latest, &state.skip_hours, &state.skip_days, &source.id)
}

/// What the source asked for, which jitter must not shorten.
fn least_asked(source: &Source, state: &SourceState, fresh_for: Option<Duration>) -> Duration {
    match source.interval {
        Some(_) => Duration::ZERO,
        None => state.hint_interval.unwrap_or_default().max(fresh_for.unwrap_or_default()),
    }
}

fn remember(log: &mut Vec<FetchLog>, gathered: &Gathered, settled: &Settled) {
    log.push(FetchLog {
        at: gathered.at,
        outcome: match gathered.exchange {
            Exchange::Unchanged(_) => FetchOutcome::Unchanged,
            Exchange::Changed(_) => FetchOutcome::Changed,
            Exchange::Throttled { .. } => FetchOutcome::Throttled,
            Exchange::Gone(_) => FetchOutcome::Gone,
            Exchange::Failed(_) => FetchOutcome::Failed,
        },
        status: gathered.status,
        took_ms: u32::try_from(gathered.took.as_millis()).unwrap_or(u32::MAX),
        wire_bytes: u32::try_from(gathered.wire_bytes).unwrap_or(u32::MAX),
        new: u16::try_from(settled.new_entries).unwrap_or(u16::MAX),
    });
    let surplus = log.len().saturating_sub(SourceState::MAX_LOG);
    log.drain(..surplus);
}

#[cfg(test)]
mod tests;
