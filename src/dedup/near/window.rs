//! [`Window`]: which stories of the last days may have the same text, by locality-sensitive hashing.
//!
//! A signature of 96 minima is cut into 32 bands of 3. Texts with a Jaccard index of 0.5 share a band in 98.6
//! of 100 cases, of 0.6 in 99.96, of 0.1 in 3. A story takes about 0.9 KB: 32 places in tables (about 14 bytes
//! each), as many links, and its signature.

use crate::model::{Print, StoryId, Timestamp};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Minima of a band.
const ROWS: usize = 3;
/// Bands of a signature.
const BANDS: usize = Print::PERMUTATIONS / ROWS;
/// Stories that share a band and are looked at, at most, the newest first.
const MAX_CHAIN: usize = 64;
/// Candidates that are worth reading from the store, at most.
pub const MAX_CANDIDATES: usize = 4;
/// Share of the shorter text that must be in the longer by estimate, in thousandths: well below what
/// [`super::verify`] asks for, since the estimate errs by about 50.
const MIN_ESTIMATE_PERMILLE: u64 = 600;

/// No story.
const NONE: u32 = u32::MAX;

/// A story in the window.
#[derive(Debug, Clone)]
struct Slot {
    print: Print,
    /// The story before it in each band.
    next: [u32; BANDS],
    /// The story before it with the same title.
    next_title: u32,
    alive: bool,
}

/// The stories of the last days, in order of arrival. Each has a number, counted from the first ever.
#[derive(Debug, Clone)]
pub struct Window {
    slots: VecDeque<Slot>,
    /// The number of the first slot.
    base: u32,
    /// The newest story of each value, for each band. Values of stories that are gone are swept now and then.
    bands: Vec<HashMap<u32, u32>>,
    titles: HashMap<u64, u32>,
    numbers: HashMap<StoryId, u32>,
    unswept: usize,
    most: usize,
}

impl Default for Window {
    fn default() -> Self {
        Self::of(Self::MAX_STORIES)
    }
}

impl Window {
    /// How long a story can be found.
    pub const SPAN: Duration = Duration::from_secs(10 * 24 * 3600);
    /// Stories that can be found, at most; the oldest go first. About 40 MB.
    pub const MAX_STORIES: usize = 40_000;

    /// One of so many stories at most.
    pub fn of(most: usize) -> Self {
        Self {
            slots: VecDeque::new(),
            base: 0,
            bands: vec![HashMap::new(); BANDS],
            titles: HashMap::new(),
            numbers: HashMap::new(),
            unswept: 0,
            most: most.max(1),
        }
    }

    /// Stories in it.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Takes a story in, in place of what was known of it.
    pub fn insert(&mut self, print: Print) {
        self.remove(&print.story);
        let Some(number) = u32::try_from(self.slots.len()).ok().and_then(|n| self.base.checked_add(n)) else {
            *self = Self::of(self.most); // four thousand million stories later
            return self.insert(print);
        };
        if number == NONE {
            *self = Self::of(self.most);
            return self.insert(print);
        }
        let mut slot = Slot { print, next: [NONE; BANDS], next_title: NONE, alive: true };
        if slot.print.shingles > 0 {
            let keys = band_keys(&slot.print);
            for ((band, key), next) in self.bands.iter_mut().zip(keys).zip(&mut slot.next) {
                *next = band.insert(key, number).unwrap_or(NONE);
            }
        }
        if slot.print.title != 0 {
            slot.next_title = self.titles.insert(slot.print.title, number).unwrap_or(NONE);
        }
        self.numbers.insert(slot.print.story, number);
        self.slots.push_back(slot);
        while self.slots.len() > self.most {
            self.drop_oldest();
        }
    }

    /// Forgets a story.
    pub fn remove(&mut self, story: &StoryId) {
        if let Some(number) = self.numbers.remove(story)
            && let Some(slot) = self.slot_mut(number)
        {
            slot.alive = false;
        }
    }

    /// Lets go of stories founded before `horizon`, as far as they stand first; tells which.
    pub fn expire(&mut self, horizon: Timestamp) -> Vec<(Timestamp, StoryId)> {
        let mut gone = Vec::new();
        while let Some(slot) = self.slots.front().filter(|slot| slot.print.founded < horizon || !slot.alive) {
            if slot.alive {
                gone.push((slot.print.founded, slot.print.story));
            }
            self.drop_oldest();
        }
        gone
    }

    fn drop_oldest(&mut self) {
        let Some(slot) = self.slots.pop_front() else { return };
        if slot.alive {
            self.numbers.remove(&slot.print.story);
        }
        self.base += 1;
        self.unswept += 1;
        // every value of every band is looked at once for as many stories as there may be
        if self.unswept > self.most / 2 {
            self.unswept = 0;
            let base = self.base;
            for band in &mut self.bands {
                band.retain(|_, newest| *newest >= base);
            }
            self.titles.retain(|_, newest| *newest >= base);
        }
    }

    /// The stories founded since `horizon` that may have the text or the title of `print`, the likeliest
    /// first, at most [`MAX_CANDIDATES`]. Looks at no more than a constant number of stories.
    pub fn candidates(&self, print: &Print, horizon: Timestamp) -> Vec<(StoryId, Timestamp)> {
        let mut met: Vec<u32> = Vec::new();
        if print.shingles > 0 {
            for (at, (band, key)) in self.bands.iter().zip(band_keys(print)).enumerate() {
                let newest = band.get(&key).copied().unwrap_or(NONE);
                met.extend(self.chain(newest, |slot| slot.next.get(at).copied().unwrap_or(NONE)));
            }
        }
        if print.title != 0 {
            let newest = self.titles.get(&print.title).copied().unwrap_or(NONE);
            met.extend(self.chain(newest, |slot| slot.next_title));
        }
        met.sort_unstable();
        met.dedup();
        let mut rated: Vec<(u64, u32)> = Vec::new();
        for number in met {
            let Some(slot) = self.slot(number).filter(|slot| slot.alive) else { continue };
            let other = &slot.print;
            if other.founded < horizon || other.story == print.story {
                continue;
            }
            let same_title = print.title != 0 && other.title == print.title;
            let estimate = estimate_permille(print, other);
            if same_title || estimate >= MIN_ESTIMATE_PERMILLE {
                rated.push((estimate + u64::from(same_title) * 1_000, number));
            }
        }
        // the oldest among equals: it is likelier to be what the others were taken from
        rated.sort_unstable_by_key(|(rate, number)| (std::cmp::Reverse(*rate), *number));
        let slots = rated.iter().take(MAX_CANDIDATES).filter_map(|(_, number)| self.slot(*number));
        slots.map(|slot| (slot.print.story, slot.print.founded)).collect()
    }

    /// The stories of one value, the newest first.
    fn chain<'a>(&'a self, newest: u32, next: impl Fn(&Slot) -> u32 + 'a) -> impl Iterator<Item = u32> + 'a {
        let first = Some(newest).filter(|number| self.slot(*number).is_some());
        let after = move |number: &u32| {
            let before = next(self.slot(*number)?);
            self.slot(before).map(|_| before)
        };
        std::iter::successors(first, after).take(MAX_CHAIN)
    }

    fn slot(&self, number: u32) -> Option<&Slot> {
        self.slots.get(usize::try_from(number.checked_sub(self.base)?).ok()?)
    }

    fn slot_mut(&mut self, number: u32) -> Option<&mut Slot> {
        self.slots.get_mut(usize::try_from(number.checked_sub(self.base)?).ok()?)
    }
}

/// The value of each band.
fn band_keys(print: &Print) -> impl Iterator<Item = u32> + '_ {
    print.signature.chunks_exact(ROWS).zip(0_u64..).map(|(rows, band)| {
        let packed = rows.iter().fold(0_u64, |packed, row| (packed << 16) | u64::from(*row));
        xxh3_64_with_seed(&packed.to_le_bytes(), band) as u32
    })
}

/// Share of the shorter text that is in the longer, by their signatures, in thousandths.
fn estimate_permille(a: &Print, b: &Print) -> u64 {
    let (most, least) = (u64::from(a.shingles.max(b.shingles)), u64::from(a.shingles.min(b.shingles)));
    if least == 0 {
        return 0;
    }
    let equal = a.signature.iter().zip(b.signature.iter()).filter(|(a, b)| a == b).count() as u64;
    let lanes = Print::PERMUTATIONS as u64;
    // shared = jaccard / (1 + jaccard) * (most + least)
    let shared_permille = 1_000 * equal * (most + least) / (lanes + equal);
    (shared_permille / least).min(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::Fingerprint;
    use crate::model::Entry;

    fn print(n: u8, at: i64, words: std::ops::Range<u32>) -> Print {
        let summary: Vec<String> = words.map(|n| format!("từ{n}")).collect();
        let entry = Entry { title: format!("Bài {n}"), summary: summary.join(" "), ..Entry::default() };
        Fingerprint::of(&entry).print(StoryId([n; 16]), Timestamp(at))
    }

    fn found(window: &Window, print: &Print, horizon: i64) -> Vec<u8> {
        window.candidates(print, Timestamp(horizon)).iter().map(|(story, _)| story.0[0]).collect()
    }

    #[test]
    fn what_shares_most_of_a_text_is_found() {
        let mut window = Window::default();
        window.insert(print(1, 10, 0..200));
        window.insert(print(2, 11, 1_000..1_200));
        window.insert(print(3, 12, 30..200));
        let check = |print: &Print, expected: &[u8]| assert_eq!(found(&window, print, 0), expected);
        check(&print(9, 20, 0..200), &[1, 3]);
        check(&print(9, 20, 0..120), &[1, 3]);
        check(&print(9, 20, 1_000..1_200), &[2]);
        check(&print(9, 20, 5_000..5_200), &[]);
        check(&print(1, 20, 5_000..5_200), &[]); // itself
        assert_eq!(found(&window, &print(9, 20, 0..200), 12), [3]);
    }

    #[test]
    fn what_left_is_not_found() {
        let mut window = Window::of(3);
        for n in 1..=4 {
            window.insert(print(n, i64::from(n), 0..200));
        }
        let asked = print(9, 20, 0..200);
        assert_eq!(found(&window, &asked, 0), [2, 3, 4]);
        window.remove(&StoryId([3; 16]));
        assert_eq!(found(&window, &asked, 0), [2, 4]);
        assert_eq!(window.expire(Timestamp(4)), [(Timestamp(2), StoryId([2; 16]))]);
        assert_eq!((found(&window, &asked, 0), window.len()), (vec![4], 1));
        for n in 0..200 {
            window.insert(print(n, 5, 1_000..1_200));
        }
        assert_eq!((found(&window, &asked, 0), window.len()), (vec![], 3));
        assert!(window.bands.iter().all(|band| band.len() <= 3), "values are swept");
    }

    #[test]
    fn a_story_that_is_told_anew_is_found_by_its_last_words() {
        let mut window = Window::default();
        window.insert(print(1, 10, 0..200));
        window.insert(print(1, 10, 1_000..1_200));
        assert_eq!(found(&window, &print(9, 20, 0..200), 0), Vec::<u8>::new());
        assert_eq!(found(&window, &print(9, 20, 1_000..1_200), 0), [1]);
        assert_eq!(window.len(), 1);
    }

    #[test]
    fn a_flood_of_equal_texts_costs_no_more_than_a_few() {
        let mut window = Window::default();
        for n in 0..2_000_u32 {
            let mut one = print(1, 10, 0..200);
            one.story.0[..4].copy_from_slice(&n.to_le_bytes());
            window.insert(one);
        }
        assert_eq!(window.candidates(&print(9, 20, 0..200), Timestamp(0)).len(), MAX_CANDIDATES);
    }
}
