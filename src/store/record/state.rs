//! [`SourceState`] in two values: what rarely changes, and the pulse that every poll changes.
//!
//! A cycle in which nothing changed rewrites the pulses only, so they are kept tight: times are
//! distances from the last poll, and a fetch in the log is the distance from the one before.

use super::{BadRecord, Reader, Writer};
use crate::model::{
    BodyHash, ContentHash, FeedKind, FetchLog, FetchOutcome, ListMemory, PermanentMove, Problem, RepairCount,
    SourceId, SourceState, Timestamp, Validators,
};
use std::time::Duration;
use url::Url;

/// Of the pulse, which has not changed yet.
const VERSION: u8 = 1;
/// Of the steady value: 2 adds what was mended, 3 what the source is and where its list stands.
const STEADY_VERSION: u8 = 3;

/// The value of `sources`; the id is in its key.
pub fn encode_state(state: &SourceState) -> Vec<u8> {
    let mut out = Writer::version(STEADY_VERSION);
    out.text(state.url.as_str());
    out.option(state.validators.etag.as_deref(), Writer::bytes);
    out.option(state.validators.last_modified.as_deref(), Writer::bytes);
    out.option(state.body_hash, |out, hash| out.raw(&hash.0));
    out.option(state.last_new, Writer::time);
    out.option(state.rhythm, Writer::duration);
    out.byte(state.lying_304.into());
    out.option(state.moved.as_ref(), |out, moved| {
        out.text(moved.to.as_str());
        out.number(moved.seen.into());
        out.time(moved.since);
    });
    out.option(state.problem.as_ref(), write_problem);
    out.number(state.entries);
    out.option(state.title.as_deref(), Writer::text);
    out.option(state.hint_interval, Writer::duration);
    out.bytes(&state.skip_hours);
    out.bytes(&state.skip_days);
    out.list(&state.repairs, |out, repair| {
        out.text(&repair.name);
        out.number(repair.bodies);
        out.number(repair.count);
        out.time(repair.last);
    });
    out.option(state.pages.as_ref(), write_problem);
    out.option(state.kind, |out, kind| out.text(word(&kind).as_str()));
    out.option(state.list.as_ref(), |out, list| {
        out.text(&serde_json::to_string(&list.pattern).unwrap_or_default());
        out.list(&list.titles, |out, title| out.raw(&title.0));
    });
    out.done()
}

/// The value of `pulses`; the id is in its key.
pub fn encode_pulse(state: &SourceState) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    let base = state.last_poll.unwrap_or_default();
    out.option(state.last_poll, Writer::time);
    out.option(state.last_success, |out, at| out.time_from(base, at));
    out.option(state.last_full, |out, at| out.time_from(base, at));
    out.time_from(base, state.next_poll);
    out.duration(state.interval);
    out.number(state.failures.into());
    let mut later = base;
    let newest_first: Vec<_> = state.log.iter().rev().copied().collect();
    out.list(&newest_first, |out, fetch| {
        write_fetch(out, later, fetch);
        later = fetch.at;
    });
    out.done()
}

/// Both values together.
pub fn decode_state(source: SourceId, steady: &[u8], pulse: &[u8]) -> Result<SourceState, BadRecord> {
    let version = steady.first().copied().unwrap_or_default().clamp(1, STEADY_VERSION);
    let mut from = Reader::version(steady, version)?;
    let url: Url = from.parsed()?;
    let mut state = SourceState::new(source, url, Duration::ZERO, Timestamp(0));
    state.validators = Validators {
        etag: from.option(|from| from.bytes().map(<[u8]>::to_vec))?,
        last_modified: from.option(|from| from.bytes().map(<[u8]>::to_vec))?,
    };
    state.body_hash = from.option(|from| from.array().map(BodyHash))?;
    state.last_new = from.option(Reader::time)?;
    state.rhythm = from.option(Reader::duration)?;
    state.lying_304 = from.byte()? != 0;
    state.moved = from
        .option(|from| Ok(PermanentMove { to: from.parsed()?, seen: from.small()?, since: from.time()? }))?;
    state.problem = from.option(read_problem)?;
    state.entries = from.number()?;
    state.title = from.option(|from| from.text().map(str::to_owned))?;
    state.hint_interval = from.option(Reader::duration)?;
    state.skip_hours = from.bytes()?.to_vec();
    state.skip_days = from.bytes()?.to_vec();
    if version >= 2 {
        state.repairs = from.list(|from| {
            let name = from.text()?.to_owned();
            Ok(RepairCount { name, bodies: from.number()?, count: from.number()?, last: from.time()? })
        })?;
    }
    if version >= 3 {
        state.pages = from.option(read_problem)?;
        state.kind = from.option(|from| known(from.text()?))?;
        state.list = from.option(|from| {
            let pattern = serde_json::from_str(from.text()?).map_err(|_| BadRecord)?;
            Ok(ListMemory { pattern, titles: from.list(|from| from.array().map(ContentHash))? })
        })?;
    }
    from.end()?;
    read_pulse(&mut state, pulse)?;
    Ok(state)
}

fn read_pulse(state: &mut SourceState, bytes: &[u8]) -> Result<(), BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    state.last_poll = from.option(Reader::time)?;
    let base = state.last_poll.unwrap_or_default();
    state.last_success = from.option(|from| from.time_from(base))?;
    state.last_full = from.option(|from| from.time_from(base))?;
    state.next_poll = from.time_from(base)?;
    state.interval = from.duration()?;
    state.failures = from.small()?;
    let mut later = base;
    state.log = from.list(|from| {
        let fetch = read_fetch(from, later)?;
        later = fetch.at;
        Ok(fetch)
    })?;
    state.log.reverse();
    from.end()
}

fn read_problem(from: &mut Reader<'_>) -> Result<Problem, BadRecord> {
    Ok(Problem::new(known(from.text()?)?, from.text()?, from.text()?))
}

fn write_problem(out: &mut Writer, problem: &Problem) {
    out.text(problem.kind.as_str());
    out.text(&problem.sentence);
    out.text(&problem.advice);
}

/// The text form that serde gives a kind.
pub(super) fn word(kind: &FeedKind) -> String {
    let value = serde_json::to_value(kind).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// The kind that a text stands for; one unknown to this version is a bad record.
pub(super) fn known<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, BadRecord> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|_| BadRecord)
}

/// Outcome in the low three bits; bit 3: 304 with nothing on the wire, the usual case, in no more bytes.
const QUIET: u8 = 8;

fn write_fetch(out: &mut Writer, later: Timestamp, fetch: &FetchLog) {
    let outcome = match fetch.outcome {
        FetchOutcome::Unchanged => 0,
        FetchOutcome::Changed => 1,
        FetchOutcome::Throttled => 2,
        FetchOutcome::Gone => 3,
        FetchOutcome::Failed => 4,
    };
    let quiet = fetch.status == 304 && fetch.wire_bytes == 0 && fetch.new == 0;
    out.byte(outcome | if quiet { QUIET } else { 0 });
    out.time_from(later, fetch.at);
    out.number(fetch.took_ms.into());
    if !quiet {
        out.number(fetch.status.into());
        out.number(fetch.wire_bytes.into());
        out.number(fetch.new.into());
    }
}

fn read_fetch(from: &mut Reader<'_>, later: Timestamp) -> Result<FetchLog, BadRecord> {
    let head = from.byte()?;
    let outcome = match head & !QUIET {
        0 => FetchOutcome::Unchanged,
        1 => FetchOutcome::Changed,
        2 => FetchOutcome::Throttled,
        3 => FetchOutcome::Gone,
        4 => FetchOutcome::Failed,
        _ => return Err(BadRecord),
    };
    let at = from.time_from(later)?;
    let took_ms = from.small()?;
    let (status, wire_bytes, new) =
        if head & QUIET == 0 { (from.small()?, from.small()?, from.small()?) } else { (304, 0, 0) };
    Ok(FetchLog { at, outcome, status, took_ms, wire_bytes, new })
}
