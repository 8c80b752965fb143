//! Vietnamese that passes for Latin letters: TCVN3, VNI, and UTF-8 encoded twice.
//!
//! All three are told from honest text by one judge: read as what they may be, most words become
//! syllables of Vietnamese ([`super::legacy_syllable`]), and as they stand most are none. Nothing else
//! is believed, neither fonts named in a style nor labels.

use super::double::undone;
use super::syllable::is_syllable;
use super::{tcvn3, vni};
use std::collections::BTreeSet;

/// What a text that seems to be Latin letters is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// The one-byte code of TCVN 5712:1993, with fonts such as .VnTime.
    Tcvn3,
    /// VNI for Windows, with fonts such as VNI-Times.
    Vni,
    /// UTF-8 read as windows-1252 or ISO 8859-1 and encoded once more.
    DoubleEncoded,
}

/// Fewest words that prove anything.
const MIN_WORDS: usize = 8;

/// Fewest different words among them.
const MIN_DIFFERENT: usize = 5;

/// Most encodings taken off a text.
const MAX_LAYERS: usize = 5;

/// Words after which a judgement stands.
const MAX_WORDS: usize = 400;

/// Letters that only Vietnamese has, after which a text is what it seems to be.
const GENUINE: usize = 24;

/// Letters of Latin-1, or of the Far East, after which it is clear that there are many.
const ENOUGH: usize = 2_000;

/// What `text` is, and how it reads then. `None` for text that is what it seems to be, which is found
/// out after a few lines of Vietnamese.
pub fn legacy(text: &str) -> Option<(Legacy, String)> {
    if !is_suspect(text) {
        return None;
    }
    if let Some(undone) = vietnamese_undone(text) {
        return Some((Legacy::DoubleEncoded, undone));
    }
    if turns_vietnamese(text, tcvn3::belongs, tcvn3::word) {
        return Some((Legacy::Tcvn3, tcvn3::text(text)));
    }
    if turns_vietnamese(text, is_letter, vni::word) {
        return Some((Legacy::Vni, vni::text(text)));
    }
    None
}

/// The first text that is Vietnamese when one encoding after the other is taken off.
fn vietnamese_undone(text: &str) -> Option<String> {
    let mut layer = undone(text)?;
    for _ in 1..MAX_LAYERS {
        if proves(weigh(words(&layer, is_letter))) {
            return Some(layer);
        }
        layer = undone(&layer)?;
    }
    None
}

/// Whether `other` is Vietnamese and `text`, the same bytes, is not.
pub fn reads_better(text: &str, other: &str) -> bool {
    let (own, others) = (weigh(words(text, is_letter)), weigh(words(other, is_letter)));
    proves(others) && own.valid * others.words < others.valid * own.words && own.valid * 2 <= own.words
}

/// How many words of `text` that are not ASCII are syllables of Vietnamese.
pub fn syllables(text: &str) -> usize {
    words(text, is_letter).filter(|w| is_syllable(w)).count()
}

/// Some letters of Latin-1, and hardly one that only Vietnamese has.
fn is_suspect(text: &str) -> bool {
    let (mut latin, mut genuine, mut far) = (0_usize, 0_usize, 0_usize);
    let (mut second, mut first) = (0, 0);
    for chunk in text.as_bytes().chunks(64) {
        if chunk.is_ascii() {
            (second, first) = (0, 0);
            continue;
        }
        for &byte in chunk {
            match (second, first, byte) {
                (_, 0xC2, 0xA1..) | (_, 0xC3, 0x80..) => latin += 1,
                (_, 0xC4, 0x82 | 0x83 | 0x90 | 0x91)
                | (_, 0xC6, 0xA0 | 0xA1 | 0xAF | 0xB0)
                | (0xE1, 0xBA, 0xA0..)
                | (0xE1, 0xBB, 0x80..=0xB9) => genuine += 1,
                (.., 0xE3..) => far += 1,
                _ => {}
            }
            (second, first) = (first, byte);
        }
        if genuine >= GENUINE || far >= ENOUGH && latin < MIN_WORDS {
            return false;
        }
        if latin >= ENOUGH {
            return true;
        }
    }
    latin >= MIN_WORDS
}

/// What the words of a text are.
#[derive(Debug, Default, Clone, Copy)]
struct Weight {
    words: usize,
    valid: usize,
    different: usize,
}

/// At least four words in five, and enough of them.
fn proves(weight: Weight) -> bool {
    weight.valid >= MIN_WORDS && weight.different >= MIN_DIFFERENT && weight.valid * 5 >= weight.words * 4
}

fn weigh<'a>(words: impl Iterator<Item = &'a str>) -> Weight {
    let mut different = BTreeSet::new();
    let mut weight = Weight::default();
    for word in words.take(MAX_WORDS) {
        weight.words += 1;
        if is_syllable(word) {
            weight.valid += 1;
            different.insert(word);
        }
    }
    Weight { different: different.len(), ..weight }
}

/// Whether the words become Vietnamese when they are read by `reading`, most of which are not as they are.
fn turns_vietnamese(text: &str, belongs: fn(char) -> bool, reading: fn(&str) -> Option<String>) -> bool {
    let (mut before, mut seen) = (0, BTreeSet::new());
    let mut after = Weight::default();
    for word in words(text, belongs).take(MAX_WORDS) {
        after.words += 1;
        before += usize::from(is_syllable(word));
        if let Some(read) = reading(word).filter(|r| is_syllable(r)) {
            after.valid += 1;
            seen.insert(read);
        }
        // Other languages are not read to their end.
        if after.words == MIN_WORDS * 8 && after.valid * 2 < after.words {
            return false;
        }
    }
    after.different = seen.len();
    proves(after) && before * 2 <= after.words
}

/// The words that count: with a letter of ASCII and another.
fn words(text: &str, belongs: fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c: char| !belongs(c))
        .filter(|w| !w.is_ascii() && w.bytes().any(|b| b.is_ascii_alphabetic()))
}

pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Rewrites the words of `text`: `reading` is given each and what follows it. Words that are Vietnamese as
/// they are and would not be after it stay, since templates are often Unicode where texts are not.
pub(super) fn rewritten(
    text: &str,
    belongs: fn(char) -> bool,
    mut reading: impl FnMut(&str, &str) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while !rest.is_empty() {
        let (gap, from) = rest.split_at(rest.find(belongs).unwrap_or(rest.len()));
        let (word, after) = from.split_at(from.find(|c| !belongs(c)).unwrap_or(from.len()));
        out.push_str(gap);
        let read = reading(word, after).filter(|read| is_syllable(read) || !is_syllable(word));
        out.push_str(read.as_deref().unwrap_or(word));
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests;
