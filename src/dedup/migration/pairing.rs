//! Pairing: which new entry is which known one. An article is given to one entry at most, the surest first.

use super::alike::{Says, Telling, same_numbers, texts, times, titles_are_alike};
use super::shape::split_ending;
use crate::model::Entry;
use std::collections::HashMap;
use std::hash::Hash;
use url::Url;

/// Known articles of one title that are looked at.
const MAX_NAMESAKES: usize = 16;
/// New entries with one pair of syllables; a pair that more have tells nothing.
const MAX_HOLDERS: usize = 8;
/// A title of fewer syllables comes again and again: "Tin vắn", "Lịch công tác tuần".
const LONG_TITLE_WORDS: usize = 6;
/// An address names its article with this many words, at least.
const MIN_SLUG_WORDS: usize = 3;

/// How sure it is that two entries are one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Proof {
    /// Certain, whatever else there is.
    Certain,
    /// Believed of a source that has moved.
    Likely,
    /// The title alone: believed where the addresses, too, say that the source has moved.
    Named,
    /// Believed of one that has moved and given its articles new dates.
    Redated,
}

/// Which known article a new entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Its place among the known ones.
    pub known: usize,
    /// How sure that is.
    pub proof: Proof,
}

/// An entry with everything it is compared by.
struct Compared {
    telling: Telling,
    /// The words of its address.
    slug: Option<String>,
}

impl Compared {
    fn of(entry: &Entry) -> Self {
        Self { telling: Telling::of(entry), slug: slug(entry) }
    }
}

/// One answer for every new entry, in their order.
pub(super) fn pair(new: &[&Entry], known: &[&Entry]) -> Vec<Option<Pair>> {
    let compared = |entries: &[&Entry]| entries.iter().map(|entry| Compared::of(entry)).collect();
    let (new, known): (Vec<Compared>, Vec<Compared>) = (compared(new), compared(known));
    let mut pairing = Pairing { taken: vec![false; known.len()], found: vec![None; new.len()], new, known };
    pairing.by_title();
    pairing.by_name(
        |one| one.slug.clone(),
        |a, b| {
            // a sitemap has addresses and no titles
            let (a_title, b_title) = (&a.telling.title, &b.telling.title);
            let agree = a_title.is_empty() || b_title.is_empty() || same_numbers(a_title, b_title);
            dated(a, b).filter(|_| agree)
        },
    );
    pairing.by_name(
        |one| one.telling.minute(),
        |a, b| {
            let alike = titles_are_alike(&a.telling.title, &b.telling.title);
            (alike && texts(&a.telling, &b.telling) != Says::Different).then_some(Proof::Certain)
        },
    );
    pairing.by_text();
    pairing.found
}

/// What the dates leave of a proof.
fn dated(a: &Compared, b: &Compared) -> Option<Proof> {
    match times(&a.telling, &b.telling) {
        Says::Same => Some(Proof::Certain),
        Says::Nothing => Some(Proof::Likely),
        Says::Different => None,
    }
}

struct Pairing {
    new: Vec<Compared>,
    known: Vec<Compared>,
    taken: Vec<bool>,
    found: Vec<Option<Pair>>,
}

impl Pairing {
    /// The places of the new entries that are not recognised yet, with them.
    fn left(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|at| self.found.get(*at).is_some_and(Option::is_none)).collect()
    }

    fn is_free(&self, known: usize) -> bool {
        self.taken.get(known).is_some_and(|taken| !taken)
    }

    fn give(&mut self, new: usize, known: usize, proof: Proof) {
        if let (Some(found), Some(taken)) = (self.found.get_mut(new), self.taken.get_mut(known)) {
            *found = Some(Pair { known, proof });
            *taken = true;
        }
    }

    /// Entries of one title: date and text decide.
    fn by_title(&mut self) {
        let named = |all: &[Compared]| {
            let mut named: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, one) in all.iter().enumerate().filter(|(_, one)| !one.telling.title.is_empty()) {
                named.entry(one.telling.title.clone()).or_default().push(at);
            }
            named
        };
        let (of_new, of_known) = (named(&self.new), named(&self.known));
        let mut pairs: Vec<(Proof, usize, usize)> = Vec::new();
        for (title, news) in &of_new {
            let Some(namesakes) = of_known.get(title) else { continue };
            let unique = news.len() == 1 && namesakes.len() == 1;
            for new in news {
                let all = namesakes.iter().take(MAX_NAMESAKES);
                pairs.extend(
                    all.filter_map(|known| Some((self.by_date(*new, *known, unique)?, *new, *known))),
                );
            }
        }
        pairs.sort_unstable();
        for (proof, new, known) in pairs {
            if self.is_free(known) && self.found.get(new).is_some_and(Option::is_none) {
                self.give(new, known, proof);
            }
        }
    }

    /// How sure it is that two entries of one title are one article.
    fn by_date(&self, new: usize, known: usize, unique: bool) -> Option<Proof> {
        let (a, b) = (&self.new.get(new)?.telling, &self.known.get(known)?.telling);
        let long = a.has_words(LONG_TITLE_WORDS);
        let exact = a.minute().is_some() && b.minute().is_some();
        match (times(a, b), texts(a, b)) {
            (Says::Same, Says::Same) | (Says::Nothing, Says::Same) => Some(Proof::Certain),
            (Says::Same, Says::Nothing) if long || exact => Some(Proof::Certain),
            (Says::Same, Says::Different) if exact && unique => Some(Proof::Certain),
            (Says::Same, Says::Nothing) => unique.then_some(Proof::Likely),
            (Says::Same, Says::Different) => (unique && long).then_some(Proof::Likely),
            (Says::Nothing, Says::Nothing) => (unique && long).then_some(Proof::Named),
            // a column bears the same name every day
            (Says::Nothing, Says::Different) => None,
            (Says::Different, Says::Same) => Some(Proof::Redated),
            (Says::Different, Says::Nothing) => (unique && long).then_some(Proof::Redated),
            (Says::Different, Says::Different) => None,
        }
    }

    /// Entries of different titles that share a name which is the only one of its kind on either side.
    fn by_name<N: Eq + Hash>(
        &mut self,
        name: impl Fn(&Compared) -> Option<N>,
        proof: impl Fn(&Compared, &Compared) -> Option<Proof>,
    ) {
        let once = |all: &mut dyn Iterator<Item = (usize, &Compared)>| {
            let mut once: HashMap<N, Option<usize>> = HashMap::new();
            for (at, one) in all {
                if let Some(name) = name(one) {
                    once.entry(name).and_modify(|at| *at = None).or_insert(Some(at));
                }
            }
            once
        };
        let mut known = self.known.iter().enumerate();
        let mut left = self.left().into_iter().filter_map(|at| Some((at, self.new.get(at)?)));
        let (known, new) = (once(&mut known), once(&mut left));
        let mut pairs: Vec<(usize, usize, Proof)> = Vec::new();
        for (name, at) in new {
            let (Some(new), Some(Some(known))) = (at, known.get(&name)) else { continue };
            let (Some(a), Some(b)) = (self.new.get(new), self.known.get(*known)) else { continue };
            pairs.extend(proof(a, b).map(|proof| (new, *known, proof)));
        }
        pairs.sort_unstable();
        for (new, known, proof) in pairs {
            if self.is_free(known) {
                self.give(new, known, proof);
            }
        }
    }

    /// Entries of one text under titles that were reworded.
    fn by_text(&mut self) {
        let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
        for new in self.left() {
            for pair in self.new.get(new).into_iter().flat_map(|one| &one.telling.pairs) {
                holders.entry(*pair).or_default().push(new);
            }
        }
        holders.retain(|_, held| held.len() <= MAX_HOLDERS);
        let mut best: HashMap<usize, (usize, usize)> = HashMap::new();
        for (at, known) in self.known.iter().enumerate().filter(|(at, _)| self.is_free(*at)) {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for new in known.telling.pairs.iter().filter_map(|pair| holders.get(pair)).flatten() {
                *shared.entry(*new).or_default() += 1;
            }
            for (new, count) in shared {
                let best = best.entry(new).or_insert((count, at));
                if count > best.0 {
                    *best = (count, at);
                }
            }
        }
        let mut best: Vec<(usize, usize)> = best.into_iter().map(|(new, (_, known))| (new, known)).collect();
        best.sort_unstable();
        for (new, known) in best {
            let (Some(a), Some(b)) = (self.new.get(new), self.known.get(known)) else { continue };
            if self.is_free(known) && is_reworded(a, b) {
                self.give(new, known, Proof::Likely);
            }
        }
    }
}

fn is_reworded(a: &Compared, b: &Compared) -> bool {
    same_numbers(&a.telling.title, &b.telling.title)
        && texts(&a.telling, &b.telling) == Says::Same
        && times(&a.telling, &b.telling) != Says::Different
}

/// The words by which an address names its article, without the number and the ending of its content system.
fn slug(entry: &Entry) -> Option<String> {
    let url = Url::parse(entry.link.as_deref()?).ok()?;
    let last = url.path().trim_end_matches('/').rsplit('/').next()?;
    let (stem, _) = split_ending(last);
    let words = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
    let count = words.split('-').filter(|word| word.chars().any(char::is_alphabetic)).count();
    (count >= MIN_SLUG_WORDS).then(|| words.to_lowercase())
}
