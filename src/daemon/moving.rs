//! A source whose entries look new all at once: asks the store what is known of it, lets
//! [`dedup::judge`] decide, and holds back what it says. Everything else goes on as news.

use super::quarantine;
use super::taking::Reading;
use crate::dedup::{self, Fate, Identified, Scene, Stranger};
use crate::model::{
    EntryKey, EntryRecord, FeedKind, Known, Problem, Quarantined, Scope, Seen, SourceId, Story, StoryId,
};
use crate::store::{Batch, Store, StoreError};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Known stories of a source that new entries are compared with: twice as many as there are entries, and …
const MORE_KNOWN: usize = 100;
/// … at most.
const MAX_KNOWN: usize = 1_000;
/// Former ids of a source whose stories are looked at, at most.
const MAX_FORMER: usize = 8;

/// What was held back, recognised in quarantine, or left it.
#[derive(Debug, Default)]
pub struct Screened {
    quarantined: Vec<Quarantined>,
    unquarantined: Vec<(SourceId, EntryKey)>,
    seen: Vec<(EntryKey, Seen)>,
    /// What the operator is told while anything waits.
    pub problem: Option<Problem>,
}

impl Screened {
    /// Adds it to the transaction of the poll.
    pub fn write(self, batch: &mut Batch) {
        batch.quarantined = self.quarantined;
        batch.unquarantined = self.unquarantined;
        batch.seen.extend(self.seen);
    }
}

/// Takes out of `incoming` what has to wait, and adds to `known` what was recognised in a new guise.
pub fn screen(
    store: &Store,
    reading: &Reading<'_>,
    incoming: &mut Vec<Identified>,
    known: &mut Known,
) -> Result<Screened, StoreError> {
    if !has_history(reading) {
        return Ok(Screened::default());
    }
    let waiting = quarantine::of_source(store, reading.source)?;
    let place_of: HashMap<EntryKey, usize> =
        waiting.iter().zip(0..).map(|(held, at)| (held.key, at)).collect();
    let waits = |one: &Identified| {
        one.own_keys().chain(one.aliases.iter().copied()).find_map(|key| place_of.get(&key).copied())
    };
    let source = reading.source;
    let (mut strangers, mut freed) = (Vec::new(), HashSet::new());
    for (at, one) in incoming.iter().enumerate() {
        match (dedup::is_stranger(one, known, source), waits(one)) {
            (true, held) => strangers.push((at, held)),
            (false, Some(held)) => drop(freed.insert(held)),
            (false, None) => {}
        }
    }
    let fresh = strangers.iter().filter(|(_, held)| held.is_none()).count();
    let mut held_back = Vec::new();
    if dedup::is_suspicious(fresh, incoming.len()) || (!waiting.is_empty() && !strangers.is_empty()) {
        let (stories, records) = residents(store, reading, incoming.len())?;
        let listed_known = listed_known(known);
        let scene = scene(reading, &records, &listed_known, incoming.len(), &waiting);
        let asked: Vec<Stranger<'_>> = strangers
            .iter()
            .filter_map(|(at, held)| {
                Some(Stranger { entry: &incoming.get(*at)?.entry, place: *at, waits: held.is_some() })
            })
            .collect();
        let fates = dedup::judge(&asked, &scene);
        for ((at, held), fate) in strangers.iter().zip(fates) {
            let Some(one) = incoming.get(*at) else { continue };
            match fate {
                Fate::News => {}
                Fate::Waits => held_back.push((*at, *held)),
                Fate::Known(place) => {
                    if let (Some(story), Some(record)) = (stories.get(place), records.get(place)) {
                        known.moved.insert(one.key, story.id);
                        known.records.insert(record.key, record.clone());
                        known.stories.insert(story.id, story.clone());
                    }
                    freed.extend(held);
                }
            }
        }
    }
    let new = take_out(reading, incoming, &held_back, known);
    Ok(bounded(source.id.clone(), waiting, &freed, new))
}

/// Whether anything was ever read of the source: what is new at a first poll is new.
fn has_history(reading: &Reading<'_>) -> bool {
    let state = reading.state;
    let was_read = state.last_success.is_some() || state.entries > 0 || !reading.source.formerly.is_empty();
    reading.screens && was_read && (reading.is_own || !reading.reach.first_poll)
}

/// The stories of what the document lists under a known key.
fn listed_known(known: &Known) -> HashSet<StoryId> {
    let of_keys = known.seen.values().filter_map(|seen| match seen {
        Seen::Published { story, .. } => Some(*story),
        Seen::Held { .. } => None,
    });
    of_keys.chain(known.links.values().copied()).collect()
}

/// What is known of the source: its newest stories with its own telling of them.
fn residents(
    store: &Store,
    reading: &Reading<'_>,
    listed: usize,
) -> Result<(Vec<Story>, Vec<EntryRecord>), StoreError> {
    let limit = listed.saturating_mul(2).saturating_add(MORE_KNOWN).min(MAX_KNOWN);
    let source = reading.source;
    let ids = std::iter::once(&source.id).chain(source.formerly.iter().take(MAX_FORMER));
    let (mut stories, mut records) = (Vec::new(), Vec::new());
    // what its filters keep out is known all the same
    let scopes = ids.flat_map(|id| [(id, Scope::Source(id.clone())), (id, Scope::Filtered(id.clone()))]);
    for (id, scope) in scopes {
        for told in store.newest(&scope, limit)? {
            let own = told.entries.into_iter().find(|record| record.source == *id);
            if let Some(own) = own {
                stories.push(told.story);
                records.push(own);
            }
        }
    }
    Ok((stories, records))
}

fn scene<'a>(
    reading: &Reading<'_>,
    known: &'a [EntryRecord],
    listed_known: &'a HashSet<StoryId>,
    listed: usize,
    waiting: &[Quarantined],
) -> Scene<'a> {
    Scene {
        known,
        listed_known,
        listed,
        last_success: reading.state.last_success,
        expected: expected(reading),
        address_changed: reading.state.url != reading.source.url,
        is_own: reading.is_own,
        changes_only: reading.kind == FeedKind::Sitemap,
        waiting_since: waiting.first().map(|held| held.since),
        now: reading.at,
    }
}

/// Articles published since the source was last read, by its rhythm.
fn expected(reading: &Reading<'_>) -> Option<usize> {
    let (last, rhythm) = (reading.state.last_success?, reading.state.rhythm?);
    let count = reading.at.since(last).as_secs().checked_div(rhythm.as_secs())?;
    usize::try_from(count).ok()
}

/// Takes what is held back out of the entries of a document; gives those that did not wait before.
fn take_out(
    reading: &Reading<'_>,
    incoming: &mut Vec<Identified>,
    held_back: &[(usize, Option<usize>)],
    known: &Known,
) -> Vec<Quarantined> {
    let places: HashMap<usize, bool> = held_back.iter().map(|(at, held)| (*at, held.is_none())).collect();
    let mut new = Vec::new();
    let mut place = 0_usize;
    incoming.retain(|one| {
        let at = place;
        place += 1;
        let Some(is_new) = places.get(&at) else { return true };
        if *is_new {
            new.push(Quarantined {
                source: reading.source.id.clone(),
                key: dedup::storage_key(one, known),
                kind: reading.kind,
                since: reading.at,
                place: u32::try_from(at).unwrap_or(u32::MAX),
                left: 0,
                entry: one.entry.clone(),
            });
        }
        false
    });
    new
}

/// What changes of a quarantine of bounded size. The oldest entries leave first: they are recorded, so that
/// they do not come back, and counted.
fn bounded(
    source: SourceId,
    waiting: Vec<Quarantined>,
    freed: &HashSet<usize>,
    mut new: Vec<Quarantined>,
) -> Screened {
    let mut out = Screened::default();
    let left = quarantine::left(&waiting);
    let (mut kept, mut renamed): (Vec<Quarantined>, Vec<Quarantined>) = (Vec::new(), Vec::new());
    for (held, at) in waiting.into_iter().zip(0..) {
        if freed.contains(&at) {
            out.unquarantined.push((held.source, held.key));
        } else if held.source == source {
            kept.push(held);
        } else {
            // it waits under the name that the source has today
            out.unquarantined.push((held.source.clone(), held.key));
            let held = Quarantined { source: source.clone(), ..held };
            renamed.push(held.clone());
            kept.push(held);
        }
    }
    let surplus = kept.len().saturating_add(new.len()).saturating_sub(Quarantined::MAX_PER_SOURCE);
    let claimed = |held: &Quarantined| held.entry.published.or(held.entry.updated).map(|claim| claim.at);
    // of one document the last stands oldest
    new.sort_by_key(|held| (claimed(held), Reverse(held.place)));
    let of_old = surplus.min(kept.len());
    for held in kept.drain(..of_old) {
        renamed.retain(|one| one.key != held.key);
        out.seen.push((held.key, Seen::Held { first_seen: held.since }));
        out.unquarantined.push((source.clone(), held.key));
    }
    for held in new.drain(..surplus.saturating_sub(of_old)) {
        out.seen.push((held.key, Seen::Held { first_seen: held.since }));
    }
    let left = left.saturating_add(u64::try_from(surplus).unwrap_or(u64::MAX));
    new.iter_mut().for_each(|held| held.left = left);
    kept.extend(new.iter().cloned());
    out.problem = quarantine::problem(&source, &kept);
    out.quarantined = renamed;
    out.quarantined.extend(new);
    out
}
