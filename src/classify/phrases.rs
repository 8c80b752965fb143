//! [`Phrases`]: all phrases of all categories, looked for in one pass over a text in normal form.
//!
//! A phrase counts at word boundaries only ("y tế" is not in "quy tế"), and a longer phrase is the better
//! reading of the words it holds: where "môi trường đầu tư" stands, "môi trường" does not.

use crate::model::Category;
use crate::text;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::HashMap;

/// What speaks against a category counts as much as a strong phrase for it.
const AGAINST_WEIGHT: i32 = 3;
/// Matches of one text that are looked at.
const MAX_MATCHES: usize = 2_000;

/// A phrase of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// As the config has it.
    pub written: String,
    /// The category's place in the taxonomy.
    pub category: usize,
    /// Below zero when it speaks against the category.
    pub weight: i32,
}

/// All phrases, ready to be looked for.
#[derive(Debug)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    /// By pattern of the automaton: the phrases whose normal form it is.
    by_pattern: Vec<Vec<usize>>,
    /// Absent when there are no phrases.
    automaton: Option<AhoCorasick>,
}

/// One place of a text in which a phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pattern: usize,
    start: usize,
    end: usize,
    /// Within a longer phrase, whose pattern this is.
    within: Option<usize>,
}

impl Phrases {
    pub fn new(categories: &[Category]) -> Self {
        let mut all = Vec::new();
        let mut by_pattern: Vec<Vec<usize>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut patterns = Vec::new();
        for (at, category) in categories.iter().enumerate() {
            let own = category.phrases.iter().map(|(written, weight)| (written, *weight));
            let against = category.negative.iter().map(|written| (written, -AGAINST_WEIGHT));
            for (written, weight) in own.chain(against) {
                let normal = text::normal(written);
                if normal.is_empty() {
                    continue;
                }
                let place = *places.entry(normal.clone()).or_insert_with(|| {
                    patterns.push(normal);
                    by_pattern.push(Vec::new());
                    by_pattern.len() - 1
                });
                let known = by_pattern.get_mut(place);
                known.into_iter().for_each(|phrases| phrases.push(all.len()));
                all.push(Phrase { written: written.clone(), category: at, weight });
            }
        }
        Self { all, by_pattern, automaton: automaton(&patterns) }
    }

    /// Every place in which a phrase stands, in order; those within longer ones say so.
    pub fn find(&self, normal: &str) -> Vec<Found> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found: Vec<Found> = automaton
            .find_overlapping_iter(normal)
            .filter(|m| is_whole(normal, m.start(), m.end()))
            .map(|m| Found { pattern: m.pattern().as_usize(), start: m.start(), end: m.end(), within: None })
            .take(MAX_MATCHES)
            .collect();
        found.sort_unstable_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
        // Of all that begin no later, the one that reaches furthest holds whatever any of them holds.
        let mut reach: Option<Found> = None;
        for one in &mut found {
            match reach {
                Some(longer) if longer.end >= one.end => one.within = Some(longer.pattern),
                _ => reach = Some(*one),
            }
        }
        found
    }

    /// The phrases of a find, one for each category that has it.
    pub fn phrases(&self, found: Found) -> impl Iterator<Item = (usize, &Phrase)> {
        let indices = self.by_pattern.get(found.pattern).into_iter().flatten();
        indices.filter_map(|at| self.all.get(*at).map(|phrase| (*at, phrase)))
    }

    /// The longer phrase that a find is part of, as the config has it.
    pub fn holder(&self, found: Found) -> Option<&str> {
        let first = self.by_pattern.get(found.within?)?.first()?;
        self.all.get(*first).map(|phrase| phrase.written.as_str())
    }

    /// Whether a phrase in normal form is one of the category's already, for it or against it.
    pub fn is_known(&self, normal: &str, category: usize) -> bool {
        self.all.iter().any(|phrase| phrase.category == category && text::normal(&phrase.written) == normal)
    }

    /// The phrase of an index that [`Self::phrases`] gave.
    pub fn get(&self, at: usize) -> Option<&Phrase> {
        self.all.get(at)
    }
}

impl Found {
    /// Whether it is part of a longer phrase, and so does not count.
    pub fn is_masked(self) -> bool {
        self.within.is_some()
    }
}

fn automaton(patterns: &[String]) -> Option<AhoCorasick> {
    if patterns.is_empty() {
        return None;
    }
    // A DFA of a thousand phrases takes a few MB and reads a byte in one step.
    let kind = (patterns.len() <= 4_000).then_some(AhoCorasickKind::DFA);
    AhoCorasick::builder().match_kind(MatchKind::Standard).kind(kind).build(patterns).ok()
}

/// Whether a phrase in normal form stands in a text at word boundaries.
pub(super) fn stands_in(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, found)| is_whole(text, at, at + found.len()))
}

/// Whether no letter or digit touches what stands from `start` to `end`.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(for_it: &[&str], against: &[&str]) -> Phrases {
        let category = Category {
            phrases: for_it.iter().map(|p| ((*p).to_owned(), 3)).collect(),
            negative: against.iter().map(|p| (*p).to_owned()).collect(),
            ..Category::new("khoa-giao".parse().unwrap(), "Khoa giáo")
        };
        Phrases::new(&[category])
    }

    #[test]
    fn phrases_stand_at_word_boundaries_and_the_longest_counts() {
        let check = |text: &str, expected: &[&str]| {
            let phrases = phrases(
                &["y tế", "môi trường", "học sinh", "học sinh giỏi", "Hoá học"],
                &["môi trường đầu tư", "sinh viên"],
            );
            let normal = text::normal(text);
            let found = phrases.find(&normal);
            let counted = found.iter().filter(|f| !f.is_masked());
            let written: Vec<&str> =
                counted.flat_map(|f| phrases.phrases(*f)).map(|(_, p)| p.written.as_str()).collect();
            assert_eq!(written, expected, "{text}");
        };
        check("Ngành Y TẾ, y tế.", &["y tế", "y tế"]);
        check("quy tế, y tếa", &[]);
        check("Cải thiện môi trường đầu tư", &["môi trường đầu tư"]);
        check("bảo vệ môi trường", &["môi trường"]);
        check("học sinh giỏi môn hóa học", &["học sinh giỏi", "Hoá học"]);
        check("học sinh viên", &["học sinh", "sinh viên"]);
        check("", &[]);
    }

    #[test]
    fn a_masked_phrase_names_the_longer_one() {
        let phrases = phrases(&["môi trường"], &["môi trường đầu tư"]);
        let found = phrases.find("môi trường đầu tư");
        let masked: Vec<&Found> = found.iter().filter(|f| f.is_masked()).collect();
        assert_eq!(masked.len(), 1);
        assert_eq!(phrases.holder(*masked[0]), Some("môi trường đầu tư"));
    }

    #[test]
    fn without_phrases_nothing_is_found() {
        assert_eq!(phrases(&["", " - "], &[]).find("khoa giáo"), []);
    }
}
