//! [`Differences`]: where two texts that share much differ, and whether numbers and names stand there.
//!
//! A token is shared when a shingle that it is in is in the other text as well. What is not shared lies in
//! runs; a run between two shared shingles is held against what stands between the same two in the other
//! text. So one changed number is one difference, however long the texts are. Linear but for a sort.

use crate::dedup::fingerprint::{Fingerprint, SHINGLE, Token, TokenKind};
use std::collections::{HashMap, HashSet};

/// Two runs further apart are no two wordings of one thing, in tokens.
const MAX_RUN: usize = 60;
/// The same where a text begins or ends: whatever a portal added stands there.
const MAX_OUTER_RUN: usize = 30;
/// A shared part that is shorter, in tokens, is chance: "Ban Tuyên giáo" stands in every second sentence.
const MIN_SHARED_PART: usize = 5;
/// A beginning of which so many hundredths are not shared is the text's own.
const HEAD_PERCENT: usize = 70;

/// How two texts differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Places where both say a number, another.
    pub numbers: usize,
    /// Places where both say a name, another.
    pub names: usize,
    /// Places where both say something else.
    pub words: usize,
    /// Words that one says in place of the other's, at all places.
    pub replaced: HashSet<u64>,
    /// Those of the other.
    pub replacing: HashSet<u64>,
    /// Tokens that the other text does not share.
    pub own: usize,
    /// Of these, those that the text begins with.
    pub head: usize,
    /// Shared shingles that stand before one that they stand behind in the other text.
    pub displaced: usize,
    /// Shared shingles.
    pub shared: usize,
}

impl Differences {
    /// How `a` differs from `b`.
    pub fn between(a: &Fingerprint, b: &Fingerprint) -> Self {
        let mut found = Self::default();
        let index = Places::of(b);
        let (shared, of_b) = (shared_tokens(a, b), shared_tokens(b, a));
        found.own = shared.iter().filter(|shared| !**shared).count();
        found.head = own_head(&shared);
        let (mut at, mut cursor) = (0, 0);
        while at < shared.len() {
            let length = |from: usize, kind: bool| {
                shared.iter().skip(from).take_while(|shared| **shared == kind).count()
            };
            let end = at + length(at, false);
            if end > at
                && let Some((from, to)) = index.counterpart(a, at..end, cursor)
            {
                let outer = at == 0 || end == shared.len();
                let ours = a.text.get(at..end).unwrap_or_default();
                // what both have stands elsewhere: it replaces nothing
                let theirs = b.text.iter().zip(&of_b).take(to).skip(from).filter(|(_, shared)| !**shared);
                let theirs: Vec<Token> = theirs.map(|(token, _)| *token).collect();
                found.note(ours, &theirs, outer);
                cursor = to;
            }
            at = end + length(end, true);
        }
        found.count_order(a, &index);
        found
    }

    /// One place where `ours` stands for `theirs`.
    fn note(&mut self, ours: &[Token], theirs: &[Token], outer: bool) {
        let most = if outer { MAX_OUTER_RUN } else { MAX_RUN };
        if ours.len().max(theirs.len()) > most {
            return;
        }
        let (left, right) = (without(ours, theirs), without(theirs, ours));
        if left.is_empty() || right.is_empty() {
            return;
        }
        let says = |tokens: &[Token], kind: TokenKind| tokens.iter().any(|token| token.kind == kind);
        let both = |kind| says(&left, kind) && says(&right, kind);
        if both(TokenKind::Number) {
            self.numbers += 1;
        } else if both(TokenKind::Name) {
            self.names += 1;
        } else {
            self.words += 1;
        }
        self.replaced.extend(left.iter().map(|token| token.hash));
        self.replacing.extend(right.iter().map(|token| token.hash));
    }

    /// Whether the shared parts stand in the same order.
    fn count_order(&mut self, a: &Fingerprint, index: &Places) {
        let mut before = 0;
        for place in &a.places {
            let Some(first) = index.first(*place) else { continue };
            self.shared += 1;
            let here = index.next(*place, before).unwrap_or(first);
            self.displaced += usize::from(here < before);
            before = here;
        }
    }
}

/// The tokens of `from` that `other` does not say, or not as often.
pub fn without(from: &[Token], other: &[Token]) -> Vec<Token> {
    let mut said: HashMap<u64, usize> = HashMap::new();
    for token in other {
        *said.entry(token.hash).or_default() += 1;
    }
    let mut is_said = |token: &&Token| match said.get_mut(&token.hash) {
        Some(times) if *times > 0 => {
            *times -= 1;
            true
        }
        _ => false,
    };
    from.iter().filter(|token| !is_said(token)).copied().collect()
}

/// Which tokens of `a` are in a shingle that `b` has, too, and not by chance.
fn shared_tokens(a: &Fingerprint, b: &Fingerprint) -> Vec<bool> {
    let known: Vec<bool> = a.places.iter().map(|place| b.shingles.binary_search(place).is_ok()).collect();
    let mut shared = vec![false; a.text.len()];
    let mut at = 0;
    for part in known.chunk_by(|one, next| one == next) {
        let tokens = part.len() + SHINGLE - 1;
        if part.first() == Some(&true) && tokens >= MIN_SHARED_PART {
            shared.iter_mut().skip(at).take(tokens).for_each(|shared| *shared = true);
        }
        at += part.len();
    }
    shared
}

/// Tokens of its own that a text begins with: of the longest beginning that is its own for the most part.
fn own_head(shared: &[bool]) -> usize {
    let (mut own, mut head) = (0, 0);
    for (before, shared) in shared.iter().enumerate() {
        own += usize::from(!shared);
        if own * 100 >= (before + 1) * HEAD_PERCENT {
            head = own;
        }
    }
    head
}

/// Where the shingles of a text stand.
struct Places {
    sorted: Vec<(u64, usize)>,
    tokens: usize,
}

impl Places {
    fn of(text: &Fingerprint) -> Self {
        let mut sorted: Vec<(u64, usize)> = text.places.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        Self { sorted, tokens: text.text.len() }
    }

    /// The first place of a shingle from `from` on.
    fn next(&self, shingle: u64, from: usize) -> Option<usize> {
        let at = self.sorted.partition_point(|one| *one < (shingle, from));
        self.sorted.get(at).filter(|(found, _)| *found == shingle).map(|(_, place)| *place)
    }

    fn first(&self, shingle: u64) -> Option<usize> {
        self.next(shingle, 0)
    }

    /// What stands here between the shingles that surround a run of `a`.
    fn counterpart(
        &self,
        a: &Fingerprint,
        run: std::ops::Range<usize>,
        cursor: usize,
    ) -> Option<(usize, usize)> {
        let from = match run.start.checked_sub(SHINGLE).and_then(|before| a.places.get(before)) {
            Some(before) => {
                self.next(*before, cursor.saturating_sub(SHINGLE)).or_else(|| self.first(*before))? + SHINGLE
            }
            None => 0,
        };
        let to = match a.places.get(run.end) {
            Some(after) => self.next(*after, from)?,
            None => self.tokens,
        };
        Some((from, to))
    }
}
