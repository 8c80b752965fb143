//! Taking what one document brought: identify, ask the store, merge, classify, and what is left to be read.
//! The same for a source's own address, an older page of its list, and a sitemap that its index names.

use super::live::Live;
use super::moving;
use super::near;
use super::pipeline;
use super::recheck;
use super::settled::{Outlook, Settled};
use crate::model::{
    ContentHash, Entry, EntryKey, EntryRecord, FeedKind, Followup, FollowupId, FollowupKind, FoundList,
    Further, FurtherKind, ListFound, ListMemory, Parsed, Problem, Reach, Source, SourceState, Timestamp,
};
use crate::store::{Asked, Batch, Store, StoreError};
use crate::{dedup, fetch, text};
use std::collections::HashSet;
use std::time::Duration;
use url::Url;

/// Older pages read while everything on the page before was new, at most.
const MAX_CATCH_UP_PAGES: u32 = 20;
/// Sitemaps of an index that are read after a change of the index that says nothing of when they changed.
const SITEMAPS_WITHOUT_DATE: usize = 3;
/// A sitemap that changed this long before its index was last read is read again.
const INDEX_SLACK: Duration = Duration::from_secs(24 * 3600);
/// Article pages waiting for one source, at most; entries beyond are published as listed, and those without
/// a title come again when there is room.
const MAX_WAITING: usize = 1_000;

/// One document that was read, beside its entries.
pub struct Reading<'a> {
    pub source: &'a Source,
    pub state: &'a SourceState,
    pub kind: FeedKind,
    pub list: Option<FoundList>,
    pub further: Vec<Further>,
    pub reach: Reach,
    pub at: Timestamp,
    /// The source's own address gave it.
    pub is_own: bool,
    /// Entries that look like those of a portal that has moved are looked at before they are published.
    pub screens: bool,
}

impl<'a> Reading<'a> {
    /// What the source's own address gave.
    pub fn own(source: &'a Source, state: &'a SourceState, parsed: &Parsed, at: Timestamp) -> Self {
        let first_poll = state.last_success.is_none() || state.url != source.url;
        let backfill = u32::try_from(source.backfill).unwrap_or(u32::MAX);
        let documents_left = if first_poll { backfill } else { MAX_CATCH_UP_PAGES };
        let reach = Reach { documents_left, first_poll, undated_left: backfill };
        Self { is_own: true, ..Self::further(source, state, parsed, reach, at) }
    }

    /// What another document gave, so far from the first.
    pub fn further(
        source: &'a Source,
        state: &'a SourceState,
        parsed: &Parsed,
        reach: Reach,
        at: Timestamp,
    ) -> Self {
        let (kind, list, further) = (parsed.kind, parsed.list.clone(), parsed.further.clone());
        Self { source, state, kind, list, further, reach, at, is_own: false, screens: true }
    }

    fn is_listed(&self) -> bool {
        matches!(self.kind, FeedKind::Listing | FeedKind::Sitemap)
    }
}

/// What was taken, ready to be written.
pub struct Taken {
    pub batch: Batch,
    entries: usize,
    new_entries: usize,
    left_out: bool,
    list: Option<ListMemory>,
    has_followups: bool,
    /// Entries of the source wait for a person.
    quarantine: Option<Problem>,
}

/// What `entries` mean for the store; or why they are not believed.
pub fn take(
    store: &Store,
    live: &Live,
    reading: &Reading<'_>,
    mut entries: Vec<Entry>,
) -> Result<Result<Taken, Problem>, StoreError> {
    entries.retain(Entry::tells_something);
    let read = entries.len();
    let source = reading.source;
    let waits = source.reads_articles(reading.kind);
    let mut incoming = identified(source, reading.kind, entries);
    let memory = reading.list.as_ref().map(|list| remembered(list, &incoming));
    if let Some(problem) = doubt(reading, memory.as_ref()) {
        return Ok(Err(problem));
    }
    let mut known = known(store, source, &incoming, reading.at)?;
    let partial = waits || reading.is_listed();
    let follows = partial || source.recheck().is_some();
    let pending = if follows { store.followups(&source.id)? } else { Vec::new() };
    let waiting: HashSet<FollowupId> = pending.iter().filter(|f| is_waiting(f)).map(|f| f.id).collect();
    let listed = incoming.len();
    incoming.retain(|one| !one.own_keys().any(|key| waiting.contains(&FollowupId(key.0))));
    let screened = moving::screen(store, reading, &mut incoming, &mut known)?;
    let quarantine = screened.problem.clone();
    let room = MAX_WAITING.saturating_sub(waiting.len());
    let circumstances = dedup::Circumstances {
        undated_allowed: usize::try_from(reading.reach.undated_left).unwrap_or(usize::MAX),
        partial,
        waits: if waits { Some(room) } else { None },
        untitled: reading.kind != FeedKind::Sitemap,
        changes_only: reading.kind == FeedKind::Sitemap,
        last_read: reading.state.last_success,
        ..circumstances(live, source, reading.reach.first_poll, reading.at)
    };
    let mut candidates = recheck::listed(source, &incoming, &known);
    let mut merged = dedup::merge(incoming, &known, &circumstances);
    let prints = near::join(store, live, source, &known, &mut merged, reading.at)?;
    classify(store, live, &mut merged)?;
    candidates.extend(recheck::published(&merged, &known));
    let again = recheck::wanted(source, candidates, &pending, reading.at);
    let fresh = merged.new_entries + merged.waiting.len();
    let all_new = fresh > 0 && fresh + merged.held == listed;
    let mut followups = articles(reading, &merged, &known, waits);
    followups.extend(further(reading, all_new, merged.undated_taken));
    // what is wanted already keeps its turn, and the wait that a host asked for
    let wanted: HashSet<FollowupId> = pending.iter().map(|followup| followup.id).collect();
    followups.retain(|followup| !wanted.contains(&followup.id));
    let left_out = waits && merged.left_out > 0;
    let mut batch = batch(merged);
    batch.followups = followups;
    batch.followups.extend(again.wanted);
    batch.followed = again.displaced;
    screened.write(&mut batch);
    prints.put(&mut batch);
    let (entries, new_entries, list, has_followups) = (read, fresh, memory, follows);
    Ok(Ok(Taken { batch, entries, new_entries, left_out, list, has_followups, quarantine }))
}

impl Taken {
    /// What the schedule learns from it.
    pub fn settled(&self) -> fetch::Settled {
        let (new_entries, entries, left_out) = (self.new_entries, self.entries, self.left_out);
        fetch::Settled { new_entries, entries, left_out, list: self.list.clone() }
    }

    /// Writes it in one transaction with the source's new state; nothing, when the state is all there is.
    pub fn commit(
        self,
        store: &Store,
        live: &Live,
        mut state: SourceState,
        at: Timestamp,
    ) -> Result<Settled, StoreError> {
        let Self { mut batch, entries, new_entries, has_followups, quarantine, .. } = self;
        state.problem = state.problem.or(quarantine);
        let source = state.source.clone();
        let committed = if batch.holds_facts() {
            batch.states.push(state.clone());
            Some(near::commit(store, live, batch, at)?)
        } else {
            None
        };
        let outlook = if has_followups { Some(Outlook::of(store, &source)?) } else { None };
        Ok(Settled { state, committed, entries, new_entries, outlook })
    }
}

/// Entries with their keys. Of a list or a sitemap only headline and address say what an entry is.
pub fn identified(source: &Source, kind: FeedKind, entries: Vec<Entry>) -> Vec<dedup::Identified> {
    match kind {
        FeedKind::Listing | FeedKind::Sitemap => dedup::identify_listed(source, entries),
        _ => dedup::identify(source, entries),
    }
}

/// What the store knows of some entries.
pub fn known(
    store: &Store,
    source: &Source,
    incoming: &[dedup::Identified],
    at: Timestamp,
) -> Result<crate::model::Known, StoreError> {
    let mut known = store.known(&asked(incoming), at)?;
    let missing = dedup::missing(incoming, &known, source);
    if !missing.is_empty() {
        dedup::widen(&mut known, store.known(&asked_whole(&missing), at)?);
    }
    Ok(known)
}

/// What a merge depends on, for entries that tell everything and wait for nothing.
pub fn circumstances<'a>(
    live: &Live,
    source: &'a Source,
    first_poll: bool,
    now: Timestamp,
) -> dedup::Circumstances<'a> {
    dedup::Circumstances {
        source,
        first_poll,
        now,
        retention: live.config.settings.store.retention,
        undated_allowed: source.backfill,
        partial: false,
        waits: None,
        untitled: true,
        changes_only: false,
        last_read: None,
    }
}

/// Asks for stored records whatever they say.
pub fn asked_whole(keys: &[EntryKey]) -> Vec<Asked> {
    keys.iter()
        .map(|key| Asked { key: *key, content: dedup::ANY_CONTENT, link: None, number: None })
        .collect()
}

fn asked(incoming: &[dedup::Identified]) -> Vec<Asked> {
    let mut asked = Vec::with_capacity(incoming.len().saturating_mul(2));
    for one in incoming {
        let first = Asked { key: one.key, content: one.content, link: one.link, number: one.number };
        asked.push(first);
        asked.extend(one.aliases.iter().map(|key| Asked { key: *key, link: None, number: None, ..first }));
        asked.extend(one.twins.iter().map(|link| Asked { link: Some(*link), number: None, ..first }));
    }
    asked
}

/// What is remembered of a list: where it stood, and its headlines.
fn remembered(list: &FoundList, incoming: &[dedup::Identified]) -> ListMemory {
    let titles = incoming.iter().take(ListMemory::MAX_TITLES).map(|one| headline(&one.entry.title));
    ListMemory { pattern: list.pattern.clone(), titles: titles.collect() }
}

fn headline(title: &str) -> ContentHash {
    ContentHash::of_digest(blake3::hash(text::normal(title).as_bytes()).as_bytes())
}

/// A list that was found anew, because the remembered pattern matches nothing, is believed when it has a
/// headline in common with the list before it.
fn doubt(reading: &Reading<'_>, found: Option<&ListMemory>) -> Option<Problem> {
    let (known, found) = (reading.state.list.as_ref()?, found?);
    let anew = reading.list.as_ref().is_some_and(|list| list.how == ListFound::Relearned);
    let shared = || found.titles.iter().filter(|title| known.titles.contains(title)).count();
    (anew && !known.titles.is_empty() && shared() == 0)
        .then(|| fetch::list_changed(&reading.source.url, found))
}

fn is_waiting(followup: &Followup) -> bool {
    matches!(followup.kind, FollowupKind::Article(Some(_)))
}

/// The article pages to be read: of entries that wait for them, and of those that were reworded.
fn articles(
    reading: &Reading<'_>,
    merged: &dedup::Merged,
    known: &crate::model::Known,
    waits: bool,
) -> Vec<Followup> {
    let waiting = merged.waiting.iter().map(|(key, entry)| (*key, entry, Some(Box::new(entry.clone()))));
    // what is only remembered of an entry was not changed now
    let is_known = |record: &&EntryRecord| {
        let told = record.changed == reading.at && known.seen.contains_key(&record.key);
        waits && told && record.link.is_some()
    };
    let reworded = merged.entries.iter().filter(is_known).map(|record| (record.key, &record.entry, None));
    let wanted = waiting.chain(reworded).zip(0..);
    let followup = |((key, entry, waits), place): ((EntryKey, &Entry, Option<Box<Entry>>), u32)| {
        let url = Url::parse(entry.link.as_deref()?).ok()?;
        let kind = FollowupKind::Article(waits);
        Some(new_followup(reading, FollowupId(key.0), url, kind, place))
    };
    wanted.filter_map(followup).collect()
}

/// The further documents to be read.
fn further(reading: &Reading<'_>, all_new: bool, undated_taken: usize) -> Vec<Followup> {
    let Some(documents_left) = reading.reach.documents_left.checked_sub(1) else { return Vec::new() };
    let taken = u32::try_from(undated_taken).unwrap_or(u32::MAX);
    let undated_left = reading.reach.undated_left.saturating_sub(taken);
    let reach = Reach { documents_left, undated_left, ..reading.reach };
    let older =
        reading.further.iter().filter(|further| further.kind == FurtherKind::Older && all_new).take(1);
    let older = older.map(|further| (further, FollowupKind::Older(reach)));
    let alone = Reach { documents_left: 0, ..reach };
    let sitemaps =
        changed_sitemaps(reading).into_iter().map(|further| (further, FollowupKind::Sitemap(alone)));
    let followup = |((further, kind), place): ((&Further, FollowupKind), u32)| {
        let id = FollowupId(EntryKey::of_digest(blake3::hash(further.url.as_bytes()).as_bytes()).0);
        Some(new_followup(reading, id, Url::parse(&further.url).ok()?, kind, place))
    };
    older.chain(sitemaps).zip(0..).filter_map(followup).collect()
}

/// The sitemaps of an index that changed since it was last read; of those without a date the first few.
fn changed_sitemaps<'a>(reading: &'a Reading<'_>) -> Vec<&'a Further> {
    // an index tells late, and a sitemap that failed is tried again
    let since = reading.state.last_success.map(|last| last.minus(INDEX_SLACK));
    let limit = usize::try_from(reading.reach.documents_left).unwrap_or(usize::MAX);
    let (mut dated, mut undated) = (Vec::new(), Vec::new());
    for further in reading.further.iter().filter(|further| further.kind == FurtherKind::Sitemap) {
        match (further.updated, since) {
            (Some(updated), Some(since)) if updated < since => {}
            (Some(_), _) => dated.push(further),
            (None, _) => undated.push(further),
        }
    }
    undated.truncate(SITEMAPS_WITHOUT_DATE);
    dated.extend(undated);
    dated.truncate(limit);
    dated
}

fn new_followup(reading: &Reading<'_>, id: FollowupId, url: Url, kind: FollowupKind, place: u32) -> Followup {
    let (source, at) = (reading.source.id.clone(), reading.at);
    Followup { source, id, url, kind, since: at, place, attempts: 0, due: at }
}

/// Opinions of every new or changed story, from the facts of all its members.
pub fn classify(store: &Store, live: &Live, merged: &mut dedup::Merged) -> Result<(), StoreError> {
    let press = pipeline::press(live, store.instance());
    for story in &mut merged.stories {
        let fresh = |key| merged.entries.iter().find(|record| record.key == key);
        let stored = if story.members.iter().all(|m| fresh(m.key).is_some()) {
            None
        } else {
            store.story(&story.id)?
        };
        let (before, stored) = match stored {
            Some(told) => (Some(told.story), told.entries),
            None => (None, Vec::new()),
        };
        let of = |key| fresh(key).or_else(|| stored.iter().find(|record| record.key == key));
        let entries: Vec<&EntryRecord> = story.members.iter().filter_map(|member| of(member.key)).collect();
        let opinion = live.rules.assign(&entries);
        story.categories = opinion.categories;
        story.provinces = opinion.provinces;
        story.filtered = opinion.filtered;
        // what a publisher that does not lead says behind its link is kept, and nobody is told
        if let Some(before) = before.filter(|before| before.updated < story.updated) {
            let entries = entries.into_iter().cloned().collect();
            let updated = before.updated;
            if press.shows_the_same(&(before, stored), &(story.clone(), entries)) {
                story.updated = updated;
            }
        }
    }
    Ok(())
}

/// What a merge changes, as the store takes it.
pub fn batch(merged: dedup::Merged) -> Batch {
    Batch {
        entries: merged.entries,
        revisions: merged.revisions,
        stories: merged.stories,
        seen: merged.seen,
        links: merged.links,
        dead_keys: merged.dead_keys,
        dead_links: merged.dead_links,
        ..Batch::default()
    }
}
