//! Article pages that are asked for again, to learn whether they are still there: `[source.article] recheck`.
//!
//! Each is a followup of its own, due once in the period that the config says, spread by the key of its entry,
//! and at most one in [`SPACING`] for each source. A page that is missing twice, a day apart, marks its entry as
//! withdrawn; one that returns takes the mark away. When most pages asked last are missing, the portal has moved
//! rather than withdrawn, and nothing is marked. A page that is read again shows edits that its list does not.

use super::followups::{Followed, Settling, THROTTLED_FOR};
use super::settled::Settled;
use super::taking;
use crate::dedup;
use crate::model::{
    Content, EntryKey, EntryRecord, Exchange, Followup, FollowupId, FollowupKind, Gathered, Known, Problem,
    ProblemKind, Recheck, Seen, Source, SourceId, SourceState, Story, Timestamp, Validators,
};
use crate::store::{Batch, StoreError};
use std::collections::HashSet;
use std::time::Duration;
use url::Url;

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);
/// From one page to the next of a source: 96 a day at most.
pub const SPACING: Duration = Duration::from_secs(15 * 60);
/// Articles first seen longer ago than this, and than the period, are not asked for any more.
const ASKED_FOR: Duration = Duration::from_secs(90 * 24 * 3600);
/// Pages of one source that are asked for again, at most; the newest articles displace the oldest.
const MAX_PAGES: usize = 1_000;
/// Of so many pages asked last,
const LOOKED_AT: usize = 8;
/// so many missing speak of a portal that has moved.
const MOVED: usize = 5;

/// A published entry with an article page: key, when it was first seen, its address.
pub type Candidate = (EntryKey, Timestamp, Url);

/// What is to be asked for again, and what makes room for it.
#[derive(Debug, Default)]
pub struct Again {
    /// New ones.
    pub wanted: Vec<Followup>,
    /// The oldest of too many.
    pub displaced: Vec<(SourceId, FollowupId)>,
}

/// Entries that a poll found again, of the source itself: those that were published before their pages were
/// asked for again.
pub fn listed(source: &Source, incoming: &[dedup::Identified], known: &Known) -> Vec<Candidate> {
    if source.recheck().is_none() {
        return Vec::new();
    }
    let one = |one: &dedup::Identified| {
        let url = Url::parse(one.entry.link.as_deref()?).ok()?;
        std::iter::once(&one.key).chain(&one.aliases).find_map(|key| {
            let Some(Seen::Published { first_seen, story, .. }) = known.seen.get(key) else { return None };
            let members = &known.stories.get(story)?.members;
            let is_member =
                members.iter().any(|member| (member.key, member.first_seen) == (*key, *first_seen));
            is_member.then(|| (*key, *first_seen, url.clone()))
        })
    };
    incoming.iter().filter_map(one).collect()
}

/// Entries that were published now.
pub fn published(merged: &dedup::Merged, known: &Known) -> Vec<Candidate> {
    let fresh = merged.entries.iter().filter(|record| !known.seen.contains_key(&record.key));
    let candidate = |record: &EntryRecord| {
        Some((record.key, record.first_seen, Url::parse(record.entry.link.as_deref()?).ok()?))
    };
    fresh.filter_map(candidate).collect()
}

/// The pages of these entries that are not asked for again yet, and young enough.
pub fn wanted(source: &Source, candidates: Vec<Candidate>, pending: &[Followup], now: Timestamp) -> Again {
    let mut again = Again::default();
    let Some(every) = source.recheck() else { return again };
    let mut known: Vec<&Followup> =
        pending.iter().filter(|followup| recheck_of(followup).is_some()).collect();
    known.sort_by_key(|followup| (followup.since, followup.id));
    let mut room = MAX_PAGES.saturating_sub(known.len());
    let mut ids: HashSet<FollowupId> = known.iter().map(|followup| followup.id).collect();
    let mut oldest = known.iter();
    for (key, since, url) in candidates {
        let id = id_of(&key);
        let due = since.plus(spread(every, &key)).max(now.plus(SPACING));
        if ids.contains(&id) || is_over(since, every, due) {
            continue;
        }
        if room > 0 {
            room -= 1;
        } else if let Some(old) = oldest.next().filter(|old| old.since < since) {
            again.displaced.push((old.source.clone(), old.id));
        } else {
            continue;
        }
        ids.insert(id);
        let recheck = Recheck { key, validators: Validators::default(), asked: None, missing: None };
        let kind = FollowupKind::Recheck(Box::new(recheck));
        let source = source.id.clone();
        again.wanted.push(Followup { source, id, url, kind, since, place: 0, attempts: 0, due });
    }
    again
}

/// What is to be read next of all that is to be read for a source, the longest due first: pages that are asked
/// for again keep their distance.
pub fn next_of(followups: Vec<Followup>) -> Option<Followup> {
    let last = followups.iter().filter_map(|followup| recheck_of(followup)?.asked).max();
    let (again, others): (Vec<_>, Vec<_>) = followups.into_iter().partition(|one| recheck_of(one).is_some());
    let other = others.into_iter().next();
    let again = again.into_iter().next().map(|one| {
        let earliest = last.map_or(one.due, |last| last.plus(SPACING));
        Followup { due: one.due.max(earliest), ..one }
    });
    match (other, again) {
        (Some(other), Some(again)) if again.due < other.due => Some(again),
        (other, again) => other.or(again),
    }
}

/// A page that nobody wants any more, since the config changed.
pub fn unwanted(followup: Followup, at: Timestamp) -> Followed {
    let problem =
        Problem::new(ProblemKind::Robots, "recheck is not set any more", "nothing, no page is asked for");
    let gathered = Gathered::unasked(followup.source.clone(), problem, at);
    Followed { followup, gathered }
}

fn recheck_of(followup: &Followup) -> Option<&Recheck> {
    match &followup.kind {
        FollowupKind::Recheck(recheck) => Some(recheck),
        _ => None,
    }
}

/// Beside the entry's own key, under which its article page may be wanted for other reasons.
fn id_of(key: &EntryKey) -> FollowupId {
    let digest = blake3::hash(&[b"recheck".as_slice(), &key.0].concat());
    FollowupId(EntryKey::of_digest(digest.as_bytes()).0)
}

/// A period, up to an eighth longer or shorter by the key of an entry.
fn spread(every: Duration, key: &EntryKey) -> Duration {
    let share = u32::from(key.0.last().copied().unwrap_or_default());
    every * 7 / 8 + every / 4 * share / 255
}

fn is_over(since: Timestamp, every: Duration, due: Timestamp) -> bool {
    due.since(since) > ASKED_FOR.max(every * 9 / 8)
}

/// What an answer says of a page.
enum Page {
    There(Validators),
    Missing,
    Unknown,
    Later(Duration),
}

fn page(exchange: &Exchange) -> Page {
    match exchange {
        Exchange::Changed(meta) | Exchange::Unchanged(meta) => Page::There(meta.validators.clone()),
        Exchange::Gone(_) => Page::Missing,
        Exchange::Failed(problem) if problem.kind == ProblemKind::NotFound => Page::Missing,
        Exchange::Failed(_) => Page::Unknown,
        Exchange::Throttled { retry, .. } => Page::Later(retry.after.unwrap_or(THROTTLED_FOR).max(HOUR)),
    }
}

/// What an answer changes: of what is known of the page, when it is asked for again, of the store.
struct Outcome {
    next: Recheck,
    wait: Duration,
    merged: dedup::Merged,
    state: Option<SourceState>,
}

impl Settling<'_> {
    /// A page that was asked for again answered.
    pub(super) fn rechecked(
        &self,
        followup: Followup,
        recheck: Recheck,
        gathered: Gathered,
    ) -> Result<Settled, StoreError> {
        let pending = self.store.followups(&self.source.id)?;
        let Some(every) = self.source.recheck() else { return self.stop_asking(&pending) };
        let known = self.store.known(&taking::asked_whole(&[recheck.key]), self.at)?;
        let done = (self.source.id.clone(), followup.id);
        let Some(record) = known.records.get(&recheck.key) else {
            return self.write(Batch { followed: vec![done], ..Batch::default() }, None);
        };
        let address = record.entry.link.as_deref().and_then(|link| Url::parse(link).ok());
        if let Some(url) = address.filter(|url| *url != followup.url) {
            return self.ask_elsewhere(followup, recheck, url);
        }
        let Outcome { next, wait, mut merged, state } =
            self.judged(&known, record, recheck, &gathered, &pending, every);
        taking::classify(self.store, self.live, &mut merged)?;
        let mut batch = taking::batch(merged);
        let due = self.at.plus(wait);
        if is_over(followup.since, every, due) {
            batch.followed.push(done);
            // with it goes when it was asked: the others keep their distance by themselves
            let free = self.at.plus(SPACING);
            let early = |one: &Followup| recheck_of(one).is_some() && one.id != followup.id && one.due < free;
            let others = pending.into_iter().filter(early);
            batch.followups.extend(others.map(|one| Followup { due: free, ..one }));
        } else {
            batch.followups.push(Followup { kind: FollowupKind::Recheck(Box::new(next)), due, ..followup });
        }
        self.write(batch, state)
    }

    /// The article has moved meanwhile: what the old address says is nothing.
    fn ask_elsewhere(&self, followup: Followup, recheck: Recheck, url: Url) -> Result<Settled, StoreError> {
        let anew =
            Recheck { validators: Validators::default(), missing: None, asked: Some(self.at), ..recheck };
        let kind = FollowupKind::Recheck(Box::new(anew));
        let moved = Followup { url, kind, due: self.at.plus(HOUR), ..followup };
        self.write(Batch { followups: vec![moved], ..Batch::default() }, None)
    }

    fn judged(
        &self,
        known: &Known,
        record: &EntryRecord,
        recheck: Recheck,
        gathered: &Gathered,
        pending: &[Followup],
        every: Duration,
    ) -> Outcome {
        let wait = spread(every, &recheck.key);
        let next = Recheck { asked: Some(self.at), ..recheck.clone() };
        let mut out = Outcome { next, wait, merged: dedup::Merged::default(), state: None };
        match page(&gathered.exchange) {
            Page::There(validators) => {
                (out.next.validators, out.next.missing) = (validators, None);
                out.merged = self.still_there(known, record, &recheck, &gathered.content);
                out.state = self.no_longer_moved();
            }
            Page::Missing if record.withdrawn.is_some() => {}
            Page::Missing => {
                let first = *out.next.missing.get_or_insert(self.at);
                let since = self.at.since(first);
                if since < DAY {
                    out.wait = DAY.saturating_sub(since);
                } else if has_moved(pending, &recheck.key) {
                    (out.wait, out.state) = (DAY, Some(self.moved()));
                } else {
                    out.merged = self.marked(known, record, Some(self.at));
                }
            }
            Page::Unknown if recheck.missing.is_some() => out.wait = DAY,
            Page::Unknown => {}
            Page::Later(after) => out.wait = after,
        }
        out
    }

    /// The config says nothing of asking again any more.
    fn stop_asking(&self, pending: &[Followup]) -> Result<Settled, StoreError> {
        let again = pending.iter().filter(|followup| recheck_of(followup).is_some());
        let followed = again.map(|followup| (followup.source.clone(), followup.id)).collect();
        self.write(Batch { followed, ..Batch::default() }, None)
    }

    /// A page that is there: the mark goes, and what was edited is an edit.
    fn still_there(
        &self,
        known: &Known,
        record: &EntryRecord,
        recheck: &Recheck,
        content: &Content,
    ) -> dedup::Merged {
        let page = match content {
            Content::Read(parsed) => parsed.entries.first(),
            Content::None => None,
        };
        let reread = page.map(|page| dedup::reread(known, record.key, page, recheck.asked, self.at));
        let mut merged = reread.unwrap_or_default();
        if record.withdrawn.is_some() {
            let record = merged.entries.pop().unwrap_or_else(|| record.clone());
            let marked = self.marked(known, &record, None);
            (merged.entries, merged.stories) = (marked.entries, marked.stories);
        }
        merged
    }

    /// The entry with or without its mark.
    fn marked(&self, known: &Known, record: &EntryRecord, withdrawn: Option<Timestamp>) -> dedup::Merged {
        let story = known.stories.get(&record.story).map(|story| Story { updated: self.at, ..story.clone() });
        let entries = vec![EntryRecord { withdrawn, ..record.clone() }];
        dedup::Merged { entries, stories: story.into_iter().collect(), ..dedup::Merged::default() }
    }

    fn moved(&self) -> SourceState {
        let problem = Problem::new(
            ProblemKind::NotFound,
            "most of the articles that were asked for again are not at their addresses any more",
            "open some of them; if the portal has moved its articles, wait until its list shows the new addresses; \
             none is marked as withdrawn meanwhile",
        );
        SourceState { pages: Some(problem), ..self.state.clone() }
    }

    /// One page alone is never a problem of all: where they are said to be missing, that was said here.
    fn no_longer_moved(&self) -> Option<SourceState> {
        let said = self.state.pages.as_ref().is_some_and(|problem| problem.kind == ProblemKind::NotFound);
        said.then(|| SourceState { pages: None, ..self.state.clone() })
    }
}

/// Whether most pages that were asked for last are missing; the one of this entry is.
fn has_moved(pending: &[Followup], key: &EntryKey) -> bool {
    let others = pending.iter().filter_map(recheck_of).filter(|one| one.key != *key);
    let mut asked: Vec<(Timestamp, bool)> =
        others.filter_map(|one| Some((one.asked?, one.missing.is_some()))).collect();
    asked.sort_unstable();
    let missing = asked.iter().rev().take(LOOKED_AT - 1).filter(|(_, missing)| *missing).count();
    missing + 1 >= MOVED
}
