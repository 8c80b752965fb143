//! The quarantine of a source that has moved: what the operator is told, and what becomes of it when he has
//! looked. Who is put there is decided in `moving.rs`.
//!
//! Released entries are ordinary news, first seen when they were released: that is when readers get them.
//! Their place in the feeds is never later than the day they were put aside, so that a hundred old articles
//! without a date do not push the news of today down. Dropped ones are recorded and never published.

use super::live::Live;
use super::settled::{Outlook, Settled};
use super::taking::{self, Reading};
use crate::model::{
    FeedKind, Problem, ProblemKind, Quarantined, Reach, Seen, Source, SourceId, SourceState, StoryId,
    Timestamp,
};
use crate::store::{Batch, Committed, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What becomes of the quarantine of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Its entries are published.
    Release,
    /// Its entries are recorded and never published.
    Drop,
}

/// What a decision came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Whose quarantine.
    pub source: String,
    /// What was decided.
    pub decision: Decision,
    /// Entries that waited.
    pub entries: usize,
    /// Of these, those that are published or wait for their article pages now.
    pub published: usize,
}

/// One source with a quarantine, as `diemtin quarantine` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantineReport {
    /// Its id.
    pub source: String,
    /// Since when.
    pub since: Timestamp,
    /// Entries that were recorded and not kept, for want of room.
    pub left: u64,
    /// What waits.
    pub entries: Vec<HeldReport>,
}

/// One entry that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReport {
    /// Plain text.
    pub title: String,
    /// The article.
    pub link: Option<String>,
    /// As claimed.
    pub published: Option<Timestamp>,
    /// When it was put aside.
    pub since: Timestamp,
}

/// Every quarantine, in order of the sources' ids.
pub fn reports(store: &Store) -> Result<Vec<QuarantineReport>, StoreError> {
    let all = store.all_quarantined()?;
    let of_source = |held: &[Quarantined]| {
        let first = held.first()?;
        let entry = |held: &Quarantined| HeldReport {
            title: held.entry.title.clone(),
            link: held.entry.link.clone(),
            published: held.entry.published.or(held.entry.updated).map(|claim| claim.at),
            since: held.since,
        };
        Some(QuarantineReport {
            source: first.source.to_string(),
            since: first.since,
            left: left(held),
            entries: held.iter().map(entry).collect(),
        })
    };
    Ok(all.chunk_by(|a, b| a.source == b.source).filter_map(of_source).collect())
}

/// What waits of a source, under the name it has and those it had; in order.
pub fn of_source(store: &Store, source: &Source) -> Result<Vec<Quarantined>, StoreError> {
    let mut held = store.quarantine(&source.id)?;
    for former in &source.formerly {
        held.extend(store.quarantine(former)?);
    }
    held.sort_by_key(|held| (held.since, held.place, held.key));
    Ok(held)
}

/// Entries that left a quarantine for want of room.
pub fn left(held: &[Quarantined]) -> u64 {
    held.iter().map(|held| held.left).max().unwrap_or_default()
}

/// What the operator is told of a source while entries of it wait; `held` in order.
pub fn problem(source: &SourceId, held: &[Quarantined]) -> Option<Problem> {
    let since = held.first()?.since.to_utc().format("%Y-%m-%d");
    let mut sentence = match held.len() {
        1 => format!("an entry that looks like an older article waits unpublished since {since}"),
        count => format!("{count} entries that look like older articles wait unpublished since {since}"),
    };
    sentence.push_str(": the portal seems to have moved, and nothing known is like them");
    match left(held) {
        0 => {}
        left => sentence.push_str(&format!("; {left} more were recorded and not kept")),
    }
    let advice = format!(
        "look at them with `diemtin quarantine`; `diemtin quarantine release {source}` publishes them, \
         `diemtin quarantine drop {source}` puts them away for good"
    );
    Some(Problem::new(ProblemKind::Quarantine, sentence, advice))
}

/// The state after a poll that read nothing: a quarantine does not end because nothing changed.
pub fn kept(store: &Store, before: &SourceState, after: SourceState) -> Result<SourceState, StoreError> {
    if before.problem.is_none() || after.problem.is_some() {
        return Ok(after);
    }
    let problem = problem(&after.source, &store.quarantine(&after.source)?);
    Ok(SourceState { problem, ..after })
}

/// Releases or drops everything of a source that waits. Does nothing where nothing does.
pub fn decide(
    store: &Store,
    live: &Live,
    state: &SourceState,
    decision: Decision,
    now: Timestamp,
) -> Result<Settled, StoreError> {
    let source = live.source(&state.source);
    let held = match source {
        Some(source) => of_source(store, source)?,
        None => store.quarantine(&state.source)?,
    };
    let entries = held.len();
    let settled = match (decision, source) {
        _ if held.is_empty() => Settled::unchanged(without_problem(state)),
        (Decision::Release, None) => return Ok(Settled::unchanged(state.clone())),
        (Decision::Release, Some(source)) => release(store, live, source, state, held, now)?,
        (Decision::Drop, _) => drop_all(store, state, &held, now)?,
    };
    Ok(Settled { entries, ..settled })
}

/// What a decision came to, for whoever made it.
pub fn decided(decision: Decision, settled: &Settled) -> Decided {
    let source = settled.state.source.to_string();
    Decided { source, decision, entries: settled.entries, published: settled.new_entries }
}

fn without_problem(state: &SourceState) -> SourceState {
    let problem = state.problem.clone().filter(|problem| problem.kind != ProblemKind::Quarantine);
    SourceState { problem, ..state.clone() }
}

fn drop_all(
    store: &Store,
    state: &SourceState,
    held: &[Quarantined],
    now: Timestamp,
) -> Result<Settled, StoreError> {
    let state = without_problem(state);
    let batch = Batch {
        states: vec![state.clone()],
        seen: held.iter().map(|held| (held.key, Seen::Held { first_seen: held.since })).collect(),
        unquarantined: held.iter().map(|held| (held.source.clone(), held.key)).collect(),
        ..Batch::default()
    };
    let committed = Some(store.commit(batch, now)?);
    Ok(Settled { committed, ..Settled::unchanged(state) })
}

/// Publishes what waits, one transaction for each kind of document: there is more than one only where a
/// source became another in the meantime.
fn release(
    store: &Store,
    live: &Live,
    source: &Source,
    state: &SourceState,
    held: Vec<Quarantined>,
    now: Timestamp,
) -> Result<Settled, StoreError> {
    let mut of_kind: Vec<(FeedKind, Vec<Quarantined>)> = Vec::new();
    for one in held {
        match of_kind.iter_mut().find(|(kind, _)| *kind == one.kind) {
            Some((_, all)) => all.push(one),
            None => of_kind.push((one.kind, vec![one])),
        }
    }
    let state = without_problem(state);
    let mut total = Settled::unchanged(state.clone());
    for (kind, held) in of_kind {
        let reading = released(source, &state, kind, now);
        let entries = held.iter().map(|held| held.entry.clone()).collect();
        let Ok(mut taken) = taking::take(store, live, &reading, entries)? else { continue };
        let since: HashMap<StoryId, Timestamp> =
            held.iter().map(|held| (StoryId::from(held.key), held.since)).collect();
        for story in &mut taken.batch.stories {
            if let Some(since) = since.get(&story.id).filter(|_| story.founded == now) {
                story.time = story.time.min(*since);
            }
        }
        taken.batch.unquarantined = held.iter().map(|held| (held.source.clone(), held.key)).collect();
        let settled = taken.commit(store, live, total.state.clone(), now)?;
        let new = u64::try_from(settled.new_entries).unwrap_or(u64::MAX);
        total.state.entries = total.state.entries.saturating_add(new);
        total.new_entries = total.new_entries.saturating_add(settled.new_entries);
        total.committed = both(total.committed, settled.committed);
    }
    total.outlook = Some(Outlook::of(store, &source.id)?);
    Ok(total)
}

fn both(first: Option<Committed>, second: Option<Committed>) -> Option<Committed> {
    let (Some(first), Some(mut second)) = (first.clone(), second.clone()) else { return second.or(first) };
    second.scopes.extend(first.scopes);
    second.scopes.sort();
    second.scopes.dedup();
    Some(second)
}

/// The entries of a quarantine, as if they were read now and nobody doubted them.
fn released<'a>(source: &'a Source, state: &'a SourceState, kind: FeedKind, at: Timestamp) -> Reading<'a> {
    let reach = Reach { documents_left: 0, first_poll: false, undated_left: 0 };
    Reading { source, state, kind, list: None, further: Vec::new(), reach, at, is_own: false, screens: false }
}
