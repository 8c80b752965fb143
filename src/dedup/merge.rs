//! Merging: what one poll means for the store. Pure: the answer of the store in, its changes out.
//!
//! Each entry goes the same way ([`Merging::settle`]): under a tombstone it stays dead; known, it is
//! compared with its stored wording; with a link that a story has, it joins that story; otherwise it
//! founds one or is held back ([`super::time`] has the rule of dates). Unchanged input changes nothing.

use super::edits::{self, Change, Verdict};
use super::enrich::enrich;
use super::identity::Identified;
use super::number::same_number;
use super::recall::{is_doubtful, member_of, recall, record};
use super::time;
use crate::model::{
    Aspect, ContentHash, Entry, EntryKey, EntryRecord, Known, LinkHash, Member, Precision, Revision, Seen,
    Source, Story, StoryId, Timestamp,
};
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// A tombstone lives at least this long after the last sighting, or as long as the retention if longer.
const TOMBSTONE_TERM: Duration = Duration::from_secs(180 * 24 * 3600);
/// What is known of the wording of an entry while another than the stored one was seen last: like no wording,
/// nor like [`super::ANY_CONTENT`], so that the store always tells the record.
const UNSETTLED: ContentHash = ContentHash([0xFF; 8]);
/// Entries that must bear one and the same instant before it is taken for the time the feed was made.
const STAMPED_ENTRIES: usize = 3;

/// What a merge depends on beside the entries and the store.
#[derive(Debug, Clone)]
pub struct Circumstances<'a> {
    /// Whose entries they are.
    pub source: &'a Source,
    /// Whether nothing was ever read of it before.
    pub first_poll: bool,
    /// When they were seen.
    pub now: Timestamp,
    /// Entries older than this are recorded and not published.
    pub retention: Duration,
    /// Undated entries that a first poll may publish.
    pub undated_allowed: usize,
    /// The entries tell only part of what is known of an article: what they leave out stays as it is.
    pub partial: bool,
    /// New entries wait for their article before they are published: so many at most.
    pub waits: Option<usize>,
    /// Entries without a title are published all the same.
    pub untitled: bool,
    /// Dates of change, a sitemap's, tell nothing of publication.
    pub changes_only: bool,
    /// When the source was last read before: what changes at every reading is told from an edit by it.
    pub last_read: Option<Timestamp>,
}

/// What one poll changes in the store. Empty when it brought nothing new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// New and changed records.
    pub entries: Vec<EntryRecord>,
    /// Wordings that were replaced.
    pub revisions: Vec<Revision>,
    /// New and changed stories; categories and provinces as known, empty for new ones.
    pub stories: Vec<Story>,
    /// Keys to be remembered.
    pub seen: Vec<(EntryKey, Seen)>,
    /// Canonical links to be remembered.
    pub links: Vec<(LinkHash, StoryId)>,
    /// Tombstones to be renewed.
    pub dead_keys: Vec<(EntryKey, Timestamp)>,
    /// Tombstones to be renewed.
    pub dead_links: Vec<(LinkHash, Timestamp)>,
    /// Entries published for the first time.
    pub new_entries: usize,
    /// Entries held back for the first time.
    pub held: usize,
    /// New entries that wait for their article, with the keys they will be stored under.
    pub waiting: Vec<(EntryKey, Entry)>,
    /// New entries without a title that were neither published nor held: they are new again next time.
    pub left_out: usize,
    /// Of [`Circumstances::undated_allowed`], what was used.
    pub undated_taken: usize,
}

/// What the entries of one poll mean for the store, given what it knows of them.
///
/// A published key is never published again. Every entry is published, held, dead or already known. The
/// first poll of a source publishes at most [`Circumstances::undated_allowed`] entries that no believable
/// date tells apart, in document order.
pub fn merge(incoming: Vec<Identified>, known: &Known, circumstances: &Circumstances<'_>) -> Merged {
    let mut merging = Merging {
        known,
        at: circumstances,
        stamped: is_stamped(&incoming, circumstances.now),
        stories: HashMap::new(),
        links: HashMap::new(),
        fresh: HashSet::new(),
        touched: HashSet::new(),
        out: Merged::default(),
    };
    let mark = incoming.iter().find(|one| one.keys.collides).and_then(|one| one.keys.marks.first().copied());
    for one in incoming {
        merging.settle(one);
    }
    if let Some(mark) = mark.filter(|mark| !known.seen.contains_key(mark)) {
        merging.out.seen.push((mark, Seen::Held { first_seen: circumstances.now }));
    }
    merging.out
}

/// How long a tombstone stands after the last sighting, with stories kept for `retention`.
pub fn tombstone_term(retention: Duration) -> Duration {
    TOMBSTONE_TERM.max(retention)
}

/// The key a new entry is stored under: the sharp one where the plain one proves nothing.
pub fn storage_key(one: &Identified, known: &Known) -> EntryKey {
    let sharp = one.keys.sharp.first().copied();
    sharp.filter(|_| is_doubtful(one, known)).unwrap_or(one.key)
}

/// Whether the dates of a feed are the moment it was made: all equal, to the minute or second.
fn is_stamped(incoming: &[Identified], now: Timestamp) -> bool {
    let mut claims = incoming.iter().map(|one| time::claim(&one.entry, now));
    let Some(Some(first)) = claims.next() else { return false };
    incoming.len() >= STAMPED_ENTRIES
        && first.precision >= Precision::Minute
        && claims.all(|claim| claim == Some(first))
}

/// A partial telling with what was known of the article before.
fn completed(one: Identified, known: &Entry) -> Identified {
    Identified { entry: enrich(one.entry, known).entry, ..one }
}

struct Merging<'a> {
    known: &'a Known,
    at: &'a Circumstances<'a>,
    /// The dates say nothing about single entries.
    stamped: bool,
    /// Places in `out.stories`.
    stories: HashMap<StoryId, usize>,
    /// Links of stories founded by this poll.
    links: HashMap<LinkHash, StoryId>,
    /// Keys first stored or held by this poll.
    fresh: HashSet<EntryKey>,
    /// Records whose wording this poll replaced.
    touched: HashSet<EntryKey>,
    out: Merged,
}

impl Merging<'_> {
    fn settle(&mut self, one: Identified) {
        let dead_by_key = self.is_dead_by_key(&one);
        let recalled = recall(&one, self.known, self.at.source);
        let dead_by_link = one.links().any(|link| self.known.dead_links.contains_key(&link));
        match recalled {
            _ if dead_by_key => self.renew(&one),
            Some((key, seen @ Seen::Published { .. })) => self.sighted(one, key, seen),
            _ if dead_by_link => self.renew(&one),
            Some((key, held)) => self.remember_alias(&one, key, held),
            None => self.arrived(one),
        }
    }

    /// A known entry: the same wording under the same key changes nothing. Each key remembers what was last
    /// seen under it, so that two keys of one article with two wordings do not take turns.
    fn sighted(&mut self, one: Identified, found: EntryKey, seen: Seen) {
        let Seen::Published { first_seen, story, content } = seen else { return };
        let seen_as = |content| Seen::Published { first_seen, story, content };
        self.remember_alias(&one, found, seen_as(one.content));
        if content == one.content {
            return;
        }
        let Some(old) = record(found, &seen, self.known, self.at.source) else { return };
        let one = if self.at.partial { completed(one, &old.entry) } else { one };
        if self.at.partial && one.entry == old.entry && one.content != old.content_hash {
            return; // A headline that is cut today says nothing new.
        }
        let said = one.content;
        let known_as = if self.reword(one, old) { said } else { UNSETTLED };
        if known_as != content {
            self.out.seen.push((found, seen_as(known_as)));
        }
    }

    /// Remembers today's key of an entry that was found under a former id or address, or before its guid
    /// was reused. A plain key that is free because siblings share it is left free.
    fn remember_alias(&mut self, one: &Identified, found: EntryKey, seen: Seen) {
        let left_free = !one.keys.collides && one.keys.sharp.first() == Some(&found);
        let is_new = found != one.key && !self.known.seen.contains_key(&one.key);
        if is_new && !left_free && self.fresh.insert(one.key) {
            self.out.seen.push((one.key, seen));
        }
    }

    /// Replaces the wording of a stored entry in place, keeping the old one; false where the change does not
    /// count ([`super::edits`]) and the stored wording stays.
    fn reword(&mut self, one: Identified, old: &EntryRecord) -> bool {
        if !self.touched.insert(old.key) {
            return true;
        }
        let (now, mut record) = (self.at.now, old.clone());
        if old.content_hash == one.content {
            if let Some(unrest) = edits::back(old, one.content, now) {
                self.out.entries.push(EntryRecord { unrest: Some(unrest), ..record });
            }
            return true;
        }
        let edited = edits::edited(&old.entry, &one.entry);
        if edited.is_empty() && edits::same_place(&old.entry, &one.entry) {
            // It is compared in another way than when it was stored.
            self.out.entries.push(EntryRecord { content_hash: one.content, ..record });
            return true;
        }
        if !edited.is_empty() {
            let change = Change {
                unrest: old.unrest.as_ref(),
                stored: old.content_hash,
                seen: one.content,
                title: edited.contains(&Aspect::Title),
                last_read: self.at.last_read,
                now,
            };
            let unrest = match edits::judge(change) {
                Verdict::Counts(unrest) => unrest,
                Verdict::Passes(unrest) => {
                    self.out.entries.extend(unrest.map(|u| EntryRecord { unrest: Some(u), ..record }));
                    return false;
                }
            };
            let (revision, revisions) = edits::kept(old.key, old.revisions, &old.entry, now);
            self.out.revisions.push(revision);
            record = EntryRecord { revisions, unrest: Some(unrest), ..record };
        }
        if old.link != one.link {
            one.links().for_each(|link| self.claim_link(link, old.story));
        }
        if let Some(number) = one.number {
            self.claim_link(number, old.story);
        }
        let (content_hash, link, entry) = (one.content, one.link, one.entry);
        self.out.entries.push(EntryRecord { changed: now, content_hash, link, entry, ..record });
        if let Some(story) = self.story_mut(old.story) {
            story.updated = now;
        }
        true
    }

    /// An entry never seen before.
    fn arrived(&mut self, one: Identified) {
        let key = storage_key(&one, self.known);
        if self.fresh.contains(&key) || self.known.seen.contains_key(&key) {
            return;
        }
        let by_link = one.links().find_map(|link| self.story_with(link));
        let in_new_guise = || self.story_as_left(self.known.moved.get(&one.key)?);
        let story = by_link.or_else(in_new_guise).or_else(|| self.moved(&one));
        match story {
            Some(story) => match member_of(&story, self.at.source).cloned() {
                Some(member) => self.came_back(one, key, &story, &member),
                None => self.join(one, key, story.id),
            },
            None => self.found_or_hold(one, key),
        }
    }

    /// The story of an article that has moved to another address of its host: one with its number. Whoever
    /// published it at the old address is given the new one, since the old leads nowhere any more; a reprint of it
    /// on another host is where it was.
    fn moved(&mut self, one: &Identified) -> Option<Story> {
        let (number, link) = (one.number?, one.link?);
        let story = self.story_with(number)?;
        for member in &story.members {
            let Some(old) = self.known.records.get(&member.key) else { continue };
            // a reprint has an address of its own
            let is_numbered = same_number(&old.entry, &one.entry);
            if is_numbered && old.link != Some(link) && self.touched.insert(old.key) {
                let entry = Entry { link: one.entry.link.clone(), ..old.entry.clone() };
                self.out.entries.push(EntryRecord {
                    changed: self.at.now,
                    link: Some(link),
                    entry,
                    ..old.clone()
                });
            }
        }
        self.claim_link(link, story.id);
        Some(story)
    }

    /// The source published the address before, under another guid: the same article again.
    fn came_back(&mut self, one: Identified, key: EntryKey, story: &Story, member: &Member) {
        self.fresh.insert(key);
        let seen = Seen::Published { first_seen: member.first_seen, story: story.id, content: one.content };
        self.out.seen.push((key, seen));
        if let Some(old) = self.known.records.get(&member.key) {
            let one = if self.at.partial { completed(one, &old.entry) } else { one };
            self.reword(one, old);
        }
    }

    /// Another source published the address before: one story.
    fn join(&mut self, one: Identified, key: EntryKey, id: StoryId) {
        let now = self.at.now;
        let member = Member { key, source: self.at.source.id.clone(), first_seen: now, near: None };
        if let Some(story) = self.story_mut(id) {
            story.members.push(member);
            story.updated = now;
        }
        self.publish(one, key, id);
    }

    fn found_or_hold(&mut self, one: Identified, key: EntryKey) {
        let now = self.at.now;
        let claim = time::claim(&one.entry, now);
        let too_old = claim.is_some_and(|claim| claim.latest() < now.minus(self.at.retention));
        let dated = claim.is_some() && (one.entry.published.is_some() || !self.at.changes_only);
        if too_old || !self.is_let_in(dated) {
            self.fresh.insert(key);
            self.out.seen.push((key, Seen::Held { first_seen: now }));
            self.out.held += 1;
            return;
        }
        if one.link.is_some()
            && !one.keys.collides
            && self.at.waits.is_some_and(|room| self.out.waiting.len() < room)
        {
            self.fresh.insert(key);
            self.out.waiting.push((key, one.entry));
            return;
        }
        if one.entry.title.is_empty() && !self.at.untitled {
            self.out.left_out += 1; // An address alone tells a reader nothing.
            return;
        }
        let id = StoryId::from(key);
        self.stories.insert(id, self.out.stories.len());
        self.out.stories.push(Story {
            id,
            time: time::place(claim, now),
            founded: now,
            updated: now,
            members: vec![Member { key, source: self.at.source.id.clone(), first_seen: now, near: None }],
            categories: Vec::new(),
            provinces: Vec::new(),
            filtered: Vec::new(),
        });
        for link in one.links().chain(one.number) {
            self.claim_link(link, id);
        }
        self.publish(one, key, id);
    }

    /// Whether a first poll may publish one more entry of this kind.
    fn is_let_in(&mut self, dated: bool) -> bool {
        if !self.at.first_poll || (dated && !self.stamped) {
            return true;
        }
        let left = self.out.undated_taken < self.at.undated_allowed;
        self.out.undated_taken += usize::from(left);
        left
    }

    fn publish(&mut self, one: Identified, key: EntryKey, story: StoryId) {
        let now = self.at.now;
        self.fresh.insert(key);
        self.out.seen.push((key, Seen::Published { first_seen: now, story, content: one.content }));
        self.out.entries.push(EntryRecord {
            story,
            content_hash: one.content,
            link: one.link,
            ..EntryRecord::new(key, self.at.source.id.clone(), now, one.entry)
        });
        self.out.new_entries += 1;
    }

    /// Notes that a link belongs to a story, unless it belongs to one already or is forgotten.
    fn claim_link(&mut self, link: LinkHash, story: StoryId) {
        let is_taken = self.known.links.contains_key(&link) || self.known.dead_links.contains_key(&link);
        if !is_taken && !self.links.contains_key(&link) {
            self.links.insert(link, story);
            self.out.links.push((link, story));
        }
    }

    /// The story a link belongs to, as this poll leaves it.
    fn story_with(&self, link: LinkHash) -> Option<Story> {
        self.story_as_left(self.known.links.get(&link).or_else(|| self.links.get(&link))?)
    }

    /// A story, as this poll leaves it.
    fn story_as_left(&self, id: &StoryId) -> Option<Story> {
        let changed = self.stories.get(id).and_then(|at| self.out.stories.get(*at));
        changed.or_else(|| self.known.stories.get(id)).cloned()
    }

    /// A story among the changed ones.
    fn story_mut(&mut self, id: StoryId) -> Option<&mut Story> {
        if !self.stories.contains_key(&id) {
            let story = self.known.stories.get(&id)?.clone();
            self.stories.insert(id, self.out.stories.len());
            self.out.stories.push(story);
        }
        let at = *self.stories.get(&id)?;
        self.out.stories.get_mut(at)
    }

    /// Whether one of the keys that speak for an entry is under a tombstone.
    fn is_dead_by_key(&self, one: &Identified) -> bool {
        let is_dead = |key: &EntryKey| self.known.dead_keys.contains_key(key);
        let plain_speaks = !one.keys.collides && (one.link.is_none() || !is_doubtful(one, self.known));
        is_dead(&one.key)
            || one.keys.sharp.iter().any(is_dead)
            || (plain_speaks && one.keys.plain.iter().any(is_dead))
    }

    /// Keeps the tombstones of a sighted entry from running out: those with less than half of their term
    /// left, so that a poll without news writes nothing. A key that is dead by its link alone gets one.
    fn renew(&mut self, one: &Identified) {
        let term = tombstone_term(self.at.retention);
        let (now, until) = (self.at.now, self.at.now.plus(term));
        let is_due = |ends: &Timestamp| ends.since(now) < term / 2;
        let keys = std::iter::once(&one.key).chain(&one.keys.sharp).chain(&one.keys.plain);
        let mut known_dead: Vec<EntryKey> =
            keys.copied().filter(|key| self.known.dead_keys.contains_key(key)).collect();
        known_dead.sort_unstable();
        known_dead.dedup();
        if known_dead.is_empty() {
            self.bury(one.key, until);
        }
        for key in known_dead {
            if self.known.dead_keys.get(&key).is_some_and(is_due) {
                self.bury(key, until);
            }
        }
        if let Some(link) = one.link
            && self.known.dead_links.get(&link).is_some_and(is_due)
            && !self.out.dead_links.iter().any(|(dead, _)| *dead == link)
        {
            self.out.dead_links.push((link, until));
        }
    }

    fn bury(&mut self, key: EntryKey, until: Timestamp) {
        if self.fresh.insert(key) {
            self.out.dead_keys.push((key, until));
        }
    }
}

#[cfg(test)]
mod tests;
