//! [`Fingerprint`]: the text of an entry in the form in which reprints are looked for.
//!
//! Agency marks, boilerplate and a lead that is told twice are off; numbers and dates are content. What is
//! kept of it in the store is its [`Print`].

mod lines;
mod tokens;
mod words;

pub use tokens::{Token, TokenKind};

use crate::model::{Entry, Print, StoryId, Timestamp};
use crate::text;
use tokens::tokenise;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Syllables of a shingle.
pub const SHINGLE: usize = 3;
/// Tokens of a text that are compared, at most.
const MAX_TOKENS: usize = 4_000;
/// Tokens of a title, at most.
const MAX_TITLE_TOKENS: usize = 80;
/// Bytes of a title, at most.
const MAX_TITLE_BYTES: usize = 2_048;

/// The text of an entry for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of the title.
    pub title: Vec<Token>,
    /// Of lead and text, in order.
    pub text: Vec<Token>,
    /// Of the text, in order: one for each place where a shingle begins.
    pub places: Vec<u64>,
    /// Of the text, each once, in ascending order.
    pub shingles: Vec<u64>,
    /// 64 bits of the title; 0 without one.
    pub title_hash: u64,
    /// The title is that of a notice, or of one in a series.
    pub is_notice: bool,
}

impl Fingerprint {
    /// Of an entry.
    pub fn of(entry: &Entry) -> Self {
        let mut text = Vec::new();
        for line in lines::lines(entry) {
            tokenise(&line, &mut text, MAX_TOKENS);
        }
        let title_text = entry.title.get(..lines::floor(&entry.title, MAX_TITLE_BYTES)).unwrap_or_default();
        let mut title = Vec::new();
        tokenise(title_text, &mut title, MAX_TITLE_TOKENS);
        let places: Vec<u64> = text.windows(SHINGLE).map(shingle).collect();
        let mut shingles = places.clone();
        shingles.sort_unstable();
        shingles.dedup();
        Self {
            title_hash: if title.is_empty() { 0 } else { hash_all(&title) },
            is_notice: words::words().is_notice(&text::normal(title_text)),
            title,
            text,
            places,
            shingles,
        }
    }

    /// What is kept of it, as that of a story.
    pub fn print(&self, story: StoryId, founded: Timestamp) -> Print {
        Print {
            story,
            founded,
            title: self.title_hash,
            shingles: u32::try_from(self.shingles.len()).unwrap_or(u32::MAX),
            signature: signature(&self.shingles),
        }
    }
}

fn shingle(tokens: &[Token]) -> u64 {
    hash_all(tokens)
}

fn hash_all(tokens: &[Token]) -> u64 {
    let mut hash = 0;
    for token in tokens {
        hash = xxh3_64_with_seed(&token.hash.to_le_bytes(), hash);
    }
    hash
}

/// The low half of the least value of each permutation. A permutation multiplies and adds: shingles are
/// hashes already.
fn signature(shingles: &[u64]) -> Box<[u16; Print::PERMUTATIONS]> {
    let mut least = [u32::MAX; Print::PERMUTATIONS];
    let permutations = permutations();
    for shingle in shingles {
        for (least, (factor, summand)) in least.iter_mut().zip(permutations) {
            let value = (shingle.wrapping_mul(*factor).wrapping_add(*summand) >> 32) as u32;
            *least = (*least).min(value);
        }
    }
    Box::new(least.map(|value| value as u16))
}

/// Odd factors and summands, the same on every machine and in every version: they are a promise to stores.
fn permutations() -> &'static [(u64, u64); Print::PERMUTATIONS] {
    static PERMUTATIONS: std::sync::OnceLock<[(u64, u64); Print::PERMUTATIONS]> = std::sync::OnceLock::new();
    PERMUTATIONS.get_or_init(|| {
        std::array::from_fn(|n| {
            let bytes = (n as u64).to_le_bytes();
            (xxh3_64(&bytes) | 1, xxh3_64_with_seed(&bytes, 1))
        })
    })
}

#[cfg(test)]
mod tests;
