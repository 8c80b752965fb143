//! Near-duplicates at settling: a story that an entry has just founded joins the one it is a reprint of.
//!
//! [`join`] stands between merging and classifying, [`commit`] writes and remembers. The window of
//! `dedup::near` is held here, filled from the store when the first new entry comes. A lookup costs the window
//! and at most eight stories read from the store. The operator's pairs count before all scores.

use super::live::Live;
use crate::dedup::{Apart, Fingerprint, Merged, Window, canonical, link_hash, number_of, verify};
use crate::model::{
    DedupSettings, EntryKey, EntryRecord, JoinRule, Known, LinkHash, Member, Nearness, Print, Scope, Seen,
    Source, Story, StoryId, Timestamp,
};
use crate::store::{Batch, Committed, Store, StoreError};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Members of a story beyond which no reprint joins it.
const MAX_MEMBERS: usize = 200;
/// New stories of one poll that are compared with each other, at most.
const MAX_OF_ONE_POLL: usize = 2_000;
/// A claim of publication may be so far ahead of the first sighting.
const CLAIM_AHEAD: Duration = Duration::from_secs(24 * 3600);

/// What finds reprints. There is one writer.
pub struct Near {
    always: Pairs,
    never: Pairs,
    window: Mutex<Option<(StoryId, Window)>>,
    corrected: AtomicBool,
}

impl Near {
    /// Knows nothing but the operator's pairs yet.
    pub fn new(settings: &DedupSettings) -> Self {
        let (always, never) = (Pairs::of(&settings.always), Pairs::of(&settings.never));
        Self { always, never, window: Mutex::default(), corrected: AtomicBool::new(false) }
    }

    fn lock(&self) -> MutexGuard<'_, Option<(StoryId, Window)>> {
        // Only whole stories are put in: a panic between two leaves nothing half done.
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Pairs of addresses that the operator named, both ways.
#[derive(Debug, Default)]
struct Pairs(HashMap<LinkHash, Vec<LinkHash>>);

impl Pairs {
    fn of(pairs: &[(String, String)]) -> Self {
        let mut found: HashMap<LinkHash, Vec<LinkHash>> = HashMap::new();
        for (one, other) in pairs {
            if let (Some(one), Some(other)) = (canonical(one), canonical(other)) {
                let (one, other) = (link_hash(&one), link_hash(&other));
                found.entry(one).or_default().push(other);
                found.entry(other).or_default().push(one);
            }
        }
        Self(found)
    }

    /// Each pair once.
    fn each(&self) -> Vec<(LinkHash, LinkHash)> {
        let pairs = self.0.iter().flat_map(|(one, others)| others.iter().map(|other| (*one, *other)));
        let mut pairs: Vec<_> = pairs.filter(|(one, other)| one < other).collect();
        pairs.sort_unstable();
        pairs
    }

    fn of_link(&self, link: Option<LinkHash>) -> &[LinkHash] {
        link.and_then(|link| self.0.get(&link)).map_or(&[], Vec::as_slice)
    }
}

/// Prints to be written with what was merged.
#[derive(Debug, Default)]
pub struct Prints {
    fresh: Vec<Print>,
    faded: Vec<(Timestamp, StoryId)>,
}

impl Prints {
    /// Adds them to what is written.
    pub fn put(self, batch: &mut Batch) {
        batch.prints = self.fresh;
        batch.faded = self.faded;
    }
}

/// Lets stories that `merged` founds join those they are reprints of, and tells the prints of the others and
/// of stories that were reworded.
pub fn join(
    store: &Store,
    live: &Live,
    source: &Source,
    known: &Known,
    merged: &mut Merged,
    now: Timestamp,
) -> Result<Prints, StoreError> {
    let is_near = live.config.settings.dedup.near;
    let founds = |record: &&EntryRecord| record.story == StoryId::from(record.key);
    let told: Vec<usize> =
        merged.entries.iter().zip(0..).filter(|(r, _)| founds(r)).map(|(_, n)| n).collect();
    if told.is_empty() || (!is_near && live.near.always.0.is_empty()) {
        return Ok(Prints::default());
    }
    let mut held = live.near.lock();
    let horizon = now.minus(Window::SPAN);
    let window = if is_near { Some(filled(&mut held, store, horizon)?) } else { None };
    let faded = window.map(|window| window.expire(horizon)).unwrap_or_default();
    let window = held.as_ref().map(|(_, window)| window).filter(|_| is_near);
    let mut joining = Joining {
        store,
        live,
        near: &live.near,
        source,
        known,
        window,
        of_poll: Window::of(MAX_OF_ONE_POLL),
        horizon,
        gone: HashSet::new(),
        merged,
        fresh: Vec::new(),
    };
    for at in told {
        joining.settle(at)?;
    }
    let Joining { gone, fresh, merged, .. } = joining;
    merged.stories.retain(|story| !gone.contains(&story.id));
    Ok(Prints { fresh, faded })
}

/// Writes a batch and remembers its prints.
pub fn commit(store: &Store, live: &Live, batch: Batch, now: Timestamp) -> Result<Committed, StoreError> {
    let prints = batch.prints.clone();
    let committed = store.commit(batch, now)?;
    if !prints.is_empty()
        && let Some((instance, window)) = &mut *live.near.lock()
        && *instance == store.instance()
    {
        prints.into_iter().for_each(|print| window.insert(print));
    }
    Ok(committed)
}

/// Stories that exist follow the operator's pairs, once for each config: tells the scopes that changed.
pub fn correct(store: &Store, live: &Live, now: Timestamp) -> Result<Vec<Scope>, StoreError> {
    if live.near.corrected.swap(true, Ordering::Relaxed) {
        return Ok(Vec::new());
    }
    let changed = correct_all(store, live, now);
    // what a full disk kept from being done is tried again
    live.near.corrected.store(changed.is_ok(), Ordering::Relaxed);
    changed
}

fn correct_all(store: &Store, live: &Live, now: Timestamp) -> Result<Vec<Scope>, StoreError> {
    let mut assign = |entries: &[&EntryRecord]| live.rules.assign(entries);
    let mut changed = Vec::new();
    let found = |link: &LinkHash| store.find(link);
    for (one, other) in live.near.never.each() {
        let (Some(a), Some(b)) = (found(&one)?, found(&other)?) else { continue };
        if a == b
            && let Some(Leaver { record, names }) = leaver(store, &a, [one, other])?
        {
            let split = store.split(&a, &record.key, &names, &mut assign, now)?;
            if let Some((_, window)) = split.as_ref().and(live.near.lock().as_mut()) {
                window.insert(print_of(&EntryRecord { story: StoryId::from(record.key), ..record }));
            }
            changed.extend(split.into_iter().flat_map(|c| c.scopes));
        }
    }
    for (one, other) in live.near.always.each() {
        let (Some(a), Some(b)) = (found(&one)?, found(&other)?) else { continue };
        if a != b && !live.near.never.of_link(Some(one)).contains(&other) {
            changed.extend(store.unite(&a, &b, &mut assign, now)?.into_iter().flat_map(|c| c.scopes));
        }
    }
    Ok(changed)
}

/// A member that is to have a story of its own.
struct Leaver {
    record: EntryRecord,
    /// Its number, where no other member has it.
    names: Vec<LinkHash>,
}

/// Of a story that has both links, the member that leaves: the later one that did not found it.
fn leaver(store: &Store, id: &StoryId, links: [LinkHash; 2]) -> Result<Option<Leaver>, StoreError> {
    let Some(told) = store.story(id)? else { return Ok(None) };
    let is_meant = |record: &&EntryRecord| record.link.is_some_and(|link| links.contains(&link));
    let mut meant = told.entries.iter().filter(is_meant);
    let (first, last) = (meant.next(), meant.next_back());
    // both links must be there, each of another member
    let Some((_, record)) = first.zip(last).filter(|(a, b)| a.link != b.link) else { return Ok(None) };
    let others = || told.entries.iter().filter(|other| other.key != record.key);
    let number = number_of(&record.entry).filter(|one| others().all(|o| number_of(&o.entry) != Some(*one)));
    Ok(Some(Leaver { record: record.clone(), names: number.into_iter().collect() }))
}

/// The print of a founding entry.
fn print_of(record: &EntryRecord) -> Print {
    Fingerprint::of(&record.entry).print(record.story, record.first_seen)
}

/// The window of this store, filled when it is asked for the first time.
fn filled<'a>(
    held: &'a mut Option<(StoryId, Window)>,
    store: &Store,
    horizon: Timestamp,
) -> Result<&'a mut Window, StoreError> {
    let instance = store.instance();
    let ours = held.take().filter(|(of, _)| *of == instance);
    let (_, window) = match ours {
        Some(ours) => held.insert(ours),
        None => {
            let mut window = Window::default();
            for print in store.prints(horizon, Window::MAX_STORIES, &mut print_of)? {
                window.insert(print);
            }
            held.insert((instance, window))
        }
    };
    Ok(window)
}

/// One poll's new stories on their way to those they are reprints of.
struct Joining<'a> {
    store: &'a Store,
    live: &'a Live,
    near: &'a Near,
    source: &'a Source,
    known: &'a Known,
    /// Of stored stories; absent where near-duplicates are not looked for.
    window: Option<&'a Window>,
    /// Of stories that this poll founds.
    of_poll: Window,
    horizon: Timestamp,
    /// Stories that joined another.
    gone: HashSet<StoryId>,
    merged: &'a mut Merged,
    fresh: Vec<Print>,
}

impl Joining<'_> {
    /// One founding entry: a new one joins, or is remembered; a reworded one is remembered by its new words.
    fn settle(&mut self, at: usize) -> Result<(), StoreError> {
        let Some(record) = self.merged.entries.get(at).cloned() else { return Ok(()) };
        let text = Fingerprint::of(&record.entry);
        let print = text.print(record.story, record.first_seen);
        let is_new = !self.known.stories.contains_key(&record.story);
        if is_new && let Some((story, near)) = self.target(&record, &text, &print)? {
            self.move_to(at, story, near);
            return Ok(());
        }
        if self.window.is_some() && record.first_seen >= self.horizon {
            if is_new {
                self.of_poll.insert(print.clone());
            }
            self.fresh.push(print);
        }
        Ok(())
    }

    /// The story that an entry is a reprint of.
    fn target(
        &self,
        record: &EntryRecord,
        text: &Fingerprint,
        print: &Print,
    ) -> Result<Option<(Story, Nearness)>, StoreError> {
        let banned = self.near.never.of_link(record.link);
        for link in self.near.always.of_link(record.link) {
            let claimed = self.merged.links.iter().find(|(claimed, _)| claimed == link).map(|(_, id)| *id);
            let Some(id) = (match claimed {
                Some(id) => Some(id),
                None => self.store.find(link)?,
            }) else {
                continue;
            };
            if id != record.story
                && let Some((story, founding)) = self.look_up(&id)?
                && !self.is_banned(&story, banned)?
            {
                let verdict =
                    verify(text, &Fingerprint::of(&founding.entry), self.apart(record, &story, &founding));
                let (jaccard, containment) = (verdict.jaccard, verdict.containment);
                return Ok(Some((story, Nearness { rule: JoinRule::Always, jaccard, containment })));
            }
        }
        let Some(window) = self.window else { return Ok(None) };
        let candidates = self.of_poll.candidates(print, self.horizon).into_iter();
        for (id, _) in candidates.chain(window.candidates(print, self.horizon)) {
            let Some((story, founding)) = self.look_up(&id)? else { continue };
            // of a story that filters keep out nobody knows: in its place, days back, no reader would find it
            let is_open = story.is_shown() && story.members.len() < MAX_MEMBERS;
            if !is_open || self.is_banned(&story, banned)? {
                continue;
            }
            let apart = self.apart(record, &story, &founding);
            let near = verify(text, &Fingerprint::of(&founding.entry), apart).nearness();
            if let Some(near) = near.filter(|near| near.rule != JoinRule::Title || !self.is_elsewhere(&story))
            {
                return Ok(Some((story, near)));
            }
        }
        Ok(None)
    }

    /// A story and its founding entry, as this poll leaves them.
    fn look_up(&self, id: &StoryId) -> Result<Option<(Story, EntryRecord)>, StoreError> {
        if self.gone.contains(id) {
            return Ok(None);
        }
        let story = self.merged.stories.iter().find(|story| story.id == *id).cloned();
        let entry = self.merged.entries.iter().find(|entry| StoryId::from(entry.key) == *id).cloned();
        if let (Some(story), Some(entry)) = (&story, &entry) {
            return Ok(Some((story.clone(), entry.clone())));
        }
        let stored = self.store.founding(id)?;
        Ok(stored.map(|(known, founding)| (story.unwrap_or(known), entry.unwrap_or(founding))))
    }

    /// Whether the operator says that an entry is not of this story: of none that has one of these links.
    fn is_banned(&self, story: &Story, links: &[LinkHash]) -> Result<bool, StoreError> {
        if links.is_empty() {
            return Ok(false);
        }
        let bans = |record: &EntryRecord| record.link.is_some_and(|link| links.contains(&link));
        let keys: HashSet<EntryKey> = story.members.iter().map(|member| member.key).collect();
        let fresh = self.merged.entries.iter().any(|record| keys.contains(&record.key) && bans(record));
        Ok(fresh || self.store.story(&story.id)?.is_some_and(|told| told.entries.iter().any(bans)))
    }

    /// Whether a member speaks for another province: headlines that leave the place out mean their own.
    fn is_elsewhere(&self, story: &Story) -> bool {
        let Some(ours) = &self.source.province else { return false };
        let theirs = |member: &Member| self.live.source(&member.source)?.province.as_ref();
        story.members.iter().filter_map(theirs).any(|theirs| theirs != ours)
    }

    fn apart(&self, record: &EntryRecord, story: &Story, founding: &EntryRecord) -> Apart {
        let is_ours = |member: &Member| {
            self.source.id == member.source || self.source.formerly.contains(&member.source)
        };
        let (one, other) = (spoken(record), spoken(founding));
        let by = if one > other { one.since(other) } else { other.since(one) };
        Apart { same_source: story.members.iter().any(is_ours), by }
    }

    /// Makes a member of `story` of the entry that founded a story of its own; keys and links lead there.
    fn move_to(&mut self, at: usize, mut story: Story, near: Nearness) {
        let Some(record) = self.merged.entries.get_mut(at) else { return };
        let (old, new) = (record.story, story.id);
        record.story = new;
        let (key, source, first_seen) = (record.key, record.source.clone(), record.first_seen);
        story.members.push(Member { key, source, first_seen, near: Some(near) });
        story.updated = story.updated.max(first_seen);
        for (_, seen) in &mut self.merged.seen {
            if let Seen::Published { story, .. } = seen
                && *story == old
            {
                *story = new;
            }
        }
        self.merged.links.iter_mut().filter(|(_, id)| *id == old).for_each(|(_, id)| *id = new);
        self.gone.insert(old);
        match self.merged.stories.iter_mut().find(|known| known.id == new) {
            Some(known) => *known = story,
            None => self.merged.stories.push(story),
        }
    }
}

/// When an entry says it was published, where that can be; else when it was first seen.
fn spoken(record: &EntryRecord) -> Timestamp {
    let claim = record.entry.published.map(|claim| claim.at);
    claim.filter(|at| *at <= record.first_seen.plus(CLAIM_AHEAD)).unwrap_or(record.first_seen)
}
