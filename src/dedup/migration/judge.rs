//! The rule: what the new entries of a known source are: known articles in a new guise, news, or neither.
//!
//! A source that was busy, or away for a month, also looks new as a whole. What tells the two apart:
//!
//! * an entry dated after the newest known one (and after we last looked) is news, moved or not, unless the
//!   portal gave all of its articles new dates;
//! * a source has moved where its articles are recognised under other keys, or where addresses and guids
//!   are made in another way than before; of such a source, what is old or undated and not recognised waits,
//!   but for as many undated entries at the head of the list as it publishes in the time that we were away;
//! * of one that has not moved, only a flood of old entries waits.
//!
//! In doubt entries are published: a known article that comes twice is a nuisance, news that stays away is
//! a fault.

use super::pairing::{Pair, Proof, pair};
use super::shape;
use crate::dedup::time;
use crate::model::{Claim, Entry, EntryRecord, Precision, StoryId, Timestamp};
use std::collections::HashSet;
use std::time::Duration;

/// Fewer new entries than this are no migration.
const MIN_STRANGERS: usize = 3;
/// Of the entries of a document these are most, in percent.
const MOST_PERCENT: usize = 66;
/// So many recognised entries, and this share of the new ones in percent, prove that a source has moved.
const MIN_RECOGNISED: usize = 2;
const RECOGNISED_PERCENT: usize = 20;
/// The same where titles alone are recognised: they come again by themselves.
const MIN_NAMED: usize = 3;
const NAMED_PERCENT: usize = 34;
/// So many recognised articles with other dates, and half of them all: the dates were rewritten.
const MIN_REDATED: usize = 3;
/// Old entries that are a flood, at least, and their share of the new ones in percent.
const MIN_FLOOD: usize = 5;
const FLOOD_PERCENT: usize = 66;
/// The articles of one import are dated within this time.
const IMPORT: Duration = Duration::from_secs(3600);
/// Dates differ by this much from the day an article appears.
const SLACK: Duration = Duration::from_secs(3 * 24 * 3600);
/// An archive is older than the newest known article by more than this: portals date back by days.
const ARCHIVE_AGE: Duration = Duration::from_secs(7 * 24 * 3600);

/// What the new entries stand among.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    /// What is known of the source, newest first.
    pub known: &'a [EntryRecord],
    /// The stories of those that the document lists under their known keys: they are no other entry.
    pub listed_known: &'a HashSet<StoryId>,
    /// Entries of the document.
    pub listed: usize,
    /// When the source was last read.
    pub last_success: Option<Timestamp>,
    /// Articles that the source published since then by its rhythm, as far as that is known.
    pub expected: Option<usize>,
    /// The address in the config is another one: hosts and forms prove nothing.
    pub address_changed: bool,
    /// It is the source's own document: an older page is older by nature.
    pub is_own: bool,
    /// Dates of change, a sitemap's, tell nothing of publication.
    pub changes_only: bool,
    /// Since when entries of the source wait.
    pub waiting_since: Option<Timestamp>,
    /// When the document was read.
    pub now: Timestamp,
}

/// An entry that the store does not know.
#[derive(Debug, Clone, Copy)]
pub struct Stranger<'a> {
    /// As published.
    pub entry: &'a Entry,
    /// Its place in the document.
    pub place: usize,
    /// It waits already.
    pub waits: bool,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Published like any other.
    News,
    /// The known article at this place of [`Scene::known`].
    Known(usize),
    /// Held back until a person has looked.
    Waits,
}

/// Whether so many new entries of so many ask for a look at what is known.
pub fn is_suspicious(strangers: usize, listed: usize) -> bool {
    strangers >= MIN_STRANGERS && is_share(strangers, listed, MOST_PERCENT)
}

/// What becomes of each, in their order.
pub fn judge(strangers: &[Stranger<'_>], scene: &Scene<'_>) -> Vec<Fate> {
    let entries: Vec<&Entry> = strangers.iter().map(|one| one.entry).collect();
    let free = scene.known.iter().enumerate().filter(|(_, one)| !scene.listed_known.contains(&one.story));
    let (places, free): (Vec<usize>, Vec<&Entry>) = free.map(|(at, record)| (at, &record.entry)).unzip();
    let judging = Judging::new(strangers, scene, pair(&entries, &free));
    let fate = |(one, pair): (&Stranger<'_>, &Option<Pair>)| match judging.fate(one, *pair) {
        Fate::Known(free) => places.get(free).map_or(Fate::News, |at| Fate::Known(*at)),
        other => other,
    };
    strangers.iter().zip(&judging.pairs).map(fate).collect()
}

fn is_share(part: usize, whole: usize, percent: usize) -> bool {
    part.saturating_mul(100) >= whole.saturating_mul(percent)
}

struct Judging<'a> {
    scene: &'a Scene<'a>,
    pairs: Vec<Option<Pair>>,
    /// The source has moved.
    moved: bool,
    /// Addresses say so, too, or the operator has given another: titles alone are believed.
    names_speak: bool,
    /// And its dates were rewritten, or are the moment the document was made.
    redated: bool,
    /// It has not, and yet most of what is new is old.
    flooded: bool,
    frontier: Option<Timestamp>,
    /// The place of the first entry that is known or recognised.
    first_known: usize,
}

impl<'a> Judging<'a> {
    fn new(strangers: &[Stranger<'_>], scene: &'a Scene<'a>, pairs: Vec<Option<Pair>>) -> Self {
        let known: Vec<&Entry> = scene.known.iter().map(|record| &record.entry).collect();
        let fresh: Vec<&Entry> = strangers.iter().filter(|one| !one.waits).map(|one| one.entry).collect();
        let suspicious = is_suspicious(fresh.len(), scene.listed);
        let count = |proof: Proof| pairs.iter().flatten().filter(|pair| pair.proof == proof).count();
        let (certain, likely, other_dates) =
            (count(Proof::Certain), count(Proof::Likely), count(Proof::Redated));
        let is_changed = if scene.is_own { shape::is_another } else { shape::is_on_another_host };
        let is_another = !scene.address_changed && is_changed(&known, &fresh);
        let names_speak = scene.address_changed || is_another;
        let by_title = if names_speak { count(Proof::Named) } else { 0 };
        let named = certain.saturating_add(likely).saturating_add(by_title).saturating_add(other_dates);
        let of = strangers.len();
        let recognised = certain >= MIN_RECOGNISED && is_share(certain, of, RECOGNISED_PERCENT);
        let by_name = named >= MIN_NAMED && is_share(named, of, NAMED_PERCENT);
        let moved = suspicious && (recognised || by_name || is_another);
        let stamped = is_stamped(&fresh, scene);
        let redated = moved && ((other_dates >= MIN_REDATED && is_share(other_dates, named, 50)) || stamped);
        let mut judging = Self {
            scene,
            pairs,
            moved,
            names_speak,
            redated,
            flooded: false,
            frontier: frontier(scene),
            first_known: 0,
        };
        judging.first_known = judging.first_known(strangers);
        if redated {
            judging.frontier = judging.import(strangers);
        }
        let limit = judging.archive();
        let old = fresh.iter().filter(|entry| judging.is_before(entry, limit)).count();
        judging.flooded = suspicious
            && !stamped
            && scene.is_own
            && !known.is_empty()
            && !scene.address_changed
            && old >= MIN_FLOOD
            && is_share(old, fresh.len(), FLOOD_PERCENT);
        judging
    }

    fn fate(&self, one: &Stranger<'_>, pair: Option<Pair>) -> Fate {
        match pair.filter(|pair| self.believes(*pair)) {
            Some(pair) => Fate::Known(pair.known),
            None if one.waits || self.is_held(one) => Fate::Waits,
            None => Fate::News,
        }
    }

    fn believes(&self, pair: Pair) -> bool {
        match pair.proof {
            Proof::Certain => true,
            Proof::Likely => self.moved,
            Proof::Named => self.moved && self.names_speak,
            Proof::Redated => self.redated,
        }
    }

    fn first_known(&self, strangers: &[Stranger<'_>]) -> usize {
        let unknown = strangers.iter().zip(&self.pairs);
        let unknown = unknown.filter(|(_, pair)| !pair.is_some_and(|pair| self.believes(pair)));
        let unknown: HashSet<usize> = unknown.map(|(one, _)| one.place).collect();
        (0..self.scene.listed).find(|place| !unknown.contains(place)).unwrap_or(self.scene.listed)
    }

    /// Whether an undated entry stands at the head of the list, before everything known, and no more of them
    /// do than twice what was to be expected: lists begin with the newest.
    fn leads(&self, one: &Stranger<'_>) -> bool {
        let expected = self.scene.expected.unwrap_or_default().saturating_mul(2);
        self.claim(one.entry).is_none() && one.place < self.first_known && self.first_known <= expected
    }

    fn is_held(&self, one: &Stranger<'_>) -> bool {
        let entry = one.entry;
        let after = self.claim(entry).zip(self.frontier).is_some_and(|(claim, at)| claim.at > at);
        if self.moved && !after && !self.leads(one) {
            return true;
        }
        (self.flooded && self.is_before(entry, self.archive()))
            || self.is_before(entry, self.scene.waiting_since.map(|since| since.minus(SLACK)))
    }

    /// When the dates of a source were rewritten, what is later than its import is news.
    fn import(&self, strangers: &[Stranger<'_>]) -> Option<Timestamp> {
        let recognised = strangers.iter().zip(&self.pairs).filter(|(_, pair)| pair.is_some());
        let last = recognised.filter_map(|(one, _)| self.claim(one.entry)).map(|claim| claim.at).max();
        Some(last?.plus(IMPORT))
    }

    /// What is older than this is no news.
    fn archive(&self) -> Option<Timestamp> {
        self.frontier.map(|at| at.minus(ARCHIVE_AGE))
    }

    fn is_before(&self, entry: &Entry, limit: Option<Timestamp>) -> bool {
        self.claim(entry).zip(limit).is_some_and(|(claim, limit)| claim.latest() < limit)
    }

    fn claim(&self, entry: &Entry) -> Option<Claim> {
        claim(entry, self.scene)
    }
}

fn claim(entry: &Entry, scene: &Scene<'_>) -> Option<Claim> {
    time::claim(entry, scene.now).filter(|_| entry.published.is_some() || !scene.changes_only)
}

/// The time after which everything is news: of the newest known article, or when the source was last read
/// if that was earlier.
fn frontier(scene: &Scene<'_>) -> Option<Timestamp> {
    let newest =
        scene.known.iter().filter_map(|record| claim(&record.entry, scene)).map(|claim| claim.at).max();
    let seen = scene.known.iter().map(|record| record.first_seen).max();
    match (newest, scene.last_success) {
        (Some(newest), Some(last)) => Some(newest.min(last)),
        (newest, last) => newest.or(last).or(seen),
    }
}

/// Whether the dates of a document are the moment it was made.
fn is_stamped(fresh: &[&Entry], scene: &Scene<'_>) -> bool {
    let mut claims = fresh.iter().map(|entry| claim(entry, scene));
    let Some(Some(first)) = claims.next() else { return false };
    fresh.len() >= MIN_STRANGERS
        && first.precision >= Precision::Minute
        && claims.all(|claim| claim == Some(first))
}
