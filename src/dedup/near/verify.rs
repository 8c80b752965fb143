//! [`verify`]: whether two texts are one article, by exact scores and by what stands where they differ.

use super::differences::{Differences, without};
use crate::dedup::fingerprint::{Fingerprint, Token, TokenKind};
use crate::model::{JoinRule, Nearness};
use std::collections::HashSet;
use std::time::Duration;

/// Shingles below which a text says nothing.
const MIN_SHINGLES: usize = 24;
/// Shingles below which a text must agree nearly whole.
const MIN_LONG_SHINGLES: usize = 60;
/// Shingles from which on a short text can contradict an equal title.
const MIN_SAID_SHINGLES: usize = 8;
/// Of a text and its reprint: containment and Jaccard index at least, in thousandths. One word in twenty
/// edited leaves 857 and 750.
const TEXT: (u16, u16) = (750, 600);
/// The same of short texts, where titles are alike.
const SHORT: (u16, u16) = (900, 880);
/// The same of short texts, where titles are equal.
const SHORT_SAME_TITLE: (u16, u16) = (850, 740);
/// The same of a text and a part of it. Three fifths of it leave 1,000 and 600.
const PART: (u16, u16) = (800, 300);
/// The same where titles differ: half of the longer text must be shared, for a follow-up may hold the whole
/// report and tell as much that is new.
const PART_OTHER_TITLE: (u16, u16) = (800, 500);
/// The same within one source, where titles must be equal: its own notices are the likest of all.
const SAME_SOURCE: (u16, u16) = (900, 900);
/// Tokens that the shorter text may have of its own, in hundredths.
const MAX_OWN_PERCENT: usize = 15;
/// Tokens that stand before the shared text in the longer one, at most: so many, or so many hundredths. A
/// follow-up begins with what is new.
const HEAD: (usize, usize) = (40, 20);
/// The same where titles are equal.
const HEAD_SAME_TITLE: (usize, usize) = (80, 35);
/// The same for a part.
const HEAD_OF_PART: (usize, usize) = (16, 5);
/// Shared shingles in another order, at most, in hundredths.
const MAX_DISPLACED_PERCENT: usize = 10;
/// Words that the shorter title shares with the longer, at least, where one text is a part of the other, in hundredths.
const MIN_TITLE_PERCENT: usize = 50;
/// The same of texts that are short: two reports of one event may begin with the same words of an agency.
const MIN_TITLE_PERCENT_SHORT: usize = 90;
/// Edited words for each name that differs, at least.
const WORDS_PER_NAME: usize = 4;
/// Words that a form is filled in with, at most; more are edits.
const MAX_FORM_WORDS: usize = 8;
/// Edited words beside which one number may differ, where titles are equal: it was corrected with them.
const WORDS_PER_NUMBER: usize = 10;
/// Syllables from which on a title alone can speak.
const MIN_TITLE_SYLLABLES: usize = 10;
/// Titles alone speak for entries no further apart.
const TITLE_WITHIN: Duration = Duration::from_secs(36 * 3600);
/// Texts speak for entries no further apart.
const TEXT_WITHIN: Duration = super::Window::SPAN;

/// How two entries stand to each other beside their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    /// Both are of one source.
    pub same_source: bool,
    /// Between their times.
    pub by: Duration,
}

/// Why two entries are two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objection {
    /// Their texts share too little.
    Different,
    /// Too little text to tell, and titles that do not speak for themselves.
    Short,
    /// Numbers differ where the rest is the same.
    Numbers,
    /// Names differ where the rest is the same.
    Names,
    /// What differs in the titles differs in the texts alike: one form, filled in twice.
    Form,
    /// The longer begins with text of its own, or the shorter has much of it.
    OwnText,
    /// Too far apart in time.
    Time,
}

/// What was decided of two entries, with all scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Shingles in both, of all, in thousandths.
    pub jaccard: u16,
    /// Shingles of the shorter in the longer, in thousandths.
    pub containment: u16,
    /// By which rule they are one, or why not.
    pub outcome: Result<JoinRule, Objection>,
}

impl Verdict {
    /// Why they are one, if they are.
    pub fn nearness(&self) -> Option<Nearness> {
        let rule = self.outcome.ok()?;
        Some(Nearness { rule, jaccard: self.jaccard, containment: self.containment })
    }
}

/// Whether two entries are one article.
pub fn verify(a: &Fingerprint, b: &Fingerprint, apart: Apart) -> Verdict {
    // of two that are as long, always the same, so that the order of asking decides nothing
    let size = |text: &Fingerprint| text.shingles.len();
    let is_short = (size(a), &a.shingles, a.title_hash) <= (size(b), &b.shingles, b.title_hash);
    let (short, long) = if is_short { (a, b) } else { (b, a) };
    let shared = in_both(&short.shingles, &long.shingles);
    let all = short.shingles.len() + long.shingles.len() - shared;
    let scores =
        Scores { jaccard: permille(shared, all), containment: permille(shared, short.shingles.len()) };
    let outcome = judge(short, long, scores, apart);
    Verdict { jaccard: scores.jaccard, containment: scores.containment, outcome }
}

#[derive(Debug, Clone, Copy)]
struct Scores {
    jaccard: u16,
    containment: u16,
}

impl Scores {
    fn reach(self, (containment, jaccard): (u16, u16)) -> bool {
        self.containment >= containment && self.jaccard >= jaccard
    }
}

fn judge(
    short: &Fingerprint,
    long: &Fingerprint,
    scores: Scores,
    apart: Apart,
) -> Result<JoinRule, Objection> {
    if apart.by > TEXT_WITHIN {
        return Err(Objection::Time);
    }
    let titles = Titles::of(short, long);
    if titles.numbers_differ {
        return Err(Objection::Numbers);
    }
    if short.shingles.len() < MIN_SHINGLES {
        return by_title(short, long, scores, apart, &titles);
    }
    if !scores.reach((TEXT.0.min(PART.0), PART.1)) {
        return Err(Objection::Different); // nearly all candidates end here
    }
    let (ours, theirs) = (Differences::between(short, long), Differences::between(long, short));
    guard(&titles, &ours, &theirs)?;
    if apart.same_source {
        let is_same = titles.equal && scores.reach(SAME_SOURCE);
        return if is_same { Ok(JoinRule::Text) } else { Err(Objection::Different) };
    }
    let is_long = short.shingles.len() >= MIN_LONG_SHINGLES;
    let own = |most: usize| ours.own * 100 <= short.text.len() * most;
    let head = |(tokens, percent): (usize, usize)| theirs.head <= tokens.max(long.text.len() * percent / 100);
    if !is_long && titles.shared_percent < MIN_TITLE_PERCENT_SHORT {
        return Err(Objection::Short);
    }
    if !is_long && (short.is_notice || long.is_notice) {
        let is_same = titles.equal && scores.reach(SAME_SOURCE);
        return if is_same { Ok(JoinRule::Text) } else { Err(Objection::Short) };
    }
    if !own(MAX_OWN_PERCENT) || ours.displaced * 100 > ours.shared * MAX_DISPLACED_PERCENT {
        return Err(Objection::OwnText);
    }
    let needed = match (is_long, titles.equal) {
        (true, _) => TEXT,
        (false, true) => SHORT_SAME_TITLE,
        (false, false) => SHORT,
    };
    if scores.reach(needed) {
        let is_whole = head(if titles.equal { HEAD_SAME_TITLE } else { HEAD });
        return if is_whole { Ok(JoinRule::Text) } else { Err(Objection::OwnText) };
    }
    match () {
        () if !scores.reach(if titles.equal { PART } else { PART_OTHER_TITLE }) => Err(Objection::Different),
        () if !is_long => Err(Objection::Short),
        () if titles.shared_percent < MIN_TITLE_PERCENT => Err(Objection::Different),
        () if !head(HEAD_OF_PART) => Err(Objection::OwnText),
        () => Ok(JoinRule::Part),
    }
}

/// What speaks against two texts being one, however much they share.
fn guard(titles: &Titles, ours: &Differences, theirs: &Differences) -> Result<(), Objection> {
    let (names, words) = (ours.names.max(theirs.names), ours.words.min(theirs.words));
    let numbers = ours.numbers.max(theirs.numbers);
    let is_corrected = titles.equal && numbers == 1 && words >= WORDS_PER_NUMBER;
    if numbers > 0 && !is_corrected {
        return Err(Objection::Numbers);
    }
    if names > 0 && words < names * WORDS_PER_NAME {
        return Err(Objection::Names);
    }
    let mirrored = |one: &HashSet<u64>, other: &HashSet<u64>| {
        one.len().min(other.len()) <= MAX_FORM_WORDS
            && !titles.of_short.is_disjoint(one)
            && !titles.of_long.is_disjoint(other)
    };
    if mirrored(&ours.replaced, &ours.replacing) || mirrored(&theirs.replacing, &theirs.replaced) {
        return Err(Objection::Form);
    }
    Ok(())
}

/// Where there is too little text: the titles alone.
fn by_title(
    short: &Fingerprint,
    long: &Fingerprint,
    scores: Scores,
    apart: Apart,
    titles: &Titles,
) -> Result<JoinRule, Objection> {
    let is_proof = titles.equal && short.title.len() >= MIN_TITLE_SYLLABLES && !short.is_notice;
    if !is_proof || apart.same_source {
        return Err(Objection::Short);
    }
    if apart.by > TITLE_WITHIN {
        return Err(Objection::Time);
    }
    if short.shingles.len() >= MIN_SAID_SHINGLES {
        if scores.containment < TEXT.0 {
            return Err(Objection::Different);
        }
        guard(titles, &Differences::between(short, long), &Differences::between(long, short))?;
    }
    let counts = |ours: &Fingerprint, theirs: &Fingerprint| {
        without(&ours.text, &theirs.text).iter().any(|token| token.kind == TokenKind::Number)
    };
    if counts(short, long) && counts(long, short) {
        return Err(Objection::Numbers); // "Giảm 500 đồng", "Giảm 700 đồng": few words, and they count another
    }
    Ok(JoinRule::Title)
}

/// What two titles have in common.
struct Titles {
    equal: bool,
    numbers_differ: bool,
    /// Words that only the title of the shorter text has.
    of_short: HashSet<u64>,
    /// Words that only the title of the longer text has.
    of_long: HashSet<u64>,
    /// Of the words of the shorter title, in hundredths.
    shared_percent: usize,
}

impl Titles {
    fn of(short: &Fingerprint, long: &Fingerprint) -> Self {
        let (ours, theirs) = (without(&short.title, &long.title), without(&long.title, &short.title));
        let number = |tokens: &[Token]| tokens.iter().any(|token| token.kind == TokenKind::Number);
        let words = |tokens: &[Token]| tokens.iter().map(|token| token.hash).collect();
        let least = short.title.len().min(long.title.len());
        Self {
            equal: short.title_hash != 0 && short.title_hash == long.title_hash,
            numbers_differ: number(&ours) && number(&theirs),
            shared_percent: ((short.title.len() - ours.len()) * 100).checked_div(least).unwrap_or(0),
            of_short: words(&ours),
            of_long: words(&theirs),
        }
    }
}

/// How many values two ascending lists share.
fn in_both(a: &[u64], b: &[u64]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                a.next();
                b.next();
            }
        }
    }
    shared
}

fn permille(part: usize, whole: usize) -> u16 {
    (part * 1_000).checked_div(whole).and_then(|share| u16::try_from(share).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
