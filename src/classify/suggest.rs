//! [`Learner`]: phrases that set a category apart, found in stories whose category does not come from
//! phrases. It learns for the editor, who decides; nothing of it is used by itself.
//!
//! Stories count whose categories the config, a label or the address names. A candidate is a run of two to
//! five words of their titles and leads. For each it is worked out what it would have changed: which
//! stories of the category phrases would find that they do not find today, and which others they would
//! put there wrongly.

use super::phrases::stands_in;
use super::rules::{Case, Rules};
use super::texts::{Texts, lead};
use super::weigh::Words;
use crate::model::{EntryRecord, Slug};
use crate::text::{Word, words};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Stories of the category that are read, at most.
const MAX_OWN: usize = 5_000;
/// Other stories that are read, at most.
const MAX_OTHERS: usize = 10_000;
/// Words of a phrase.
const PHRASE_WORDS: std::ops::RangeInclusive<usize> = 2..=5;
/// Words of a title and lead that are looked at.
const MAX_WORDS: usize = 120;
/// Stories of the category that must hold a phrase.
const MIN_STORIES: usize = 3;
/// Candidates that are worked out.
const MAX_CANDIDATES: usize = 400;
/// Phrases suggested.
const MAX_SUGGESTIONS: usize = 40;
/// Of the stories that hold a phrase, one in so many may be of other categories.
const OTHERS_AT_MOST: usize = 5;
/// Titles shown of what a phrase would have got wrong.
const MAX_EXAMPLES: usize = 3;

/// What was learned.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Learned {
    /// The category.
    pub category: String,
    /// Stories of the category that were read.
    pub own: usize,
    /// Of these, those that today's phrases find.
    pub found: usize,
    /// Stories of other categories that were read.
    pub others: usize,
    /// Of these, those that today's phrases put into the category.
    pub wrong: usize,
    /// The best first.
    pub suggestions: Vec<Suggestion>,
}

/// A phrase, and what it would have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// In normal form.
    pub phrase: String,
    /// The weight that was tried.
    pub weight: i32,
    /// Stories of the category that hold it.
    pub own: usize,
    /// Other stories that hold it.
    pub others: usize,
    /// Stories of the category that phrases would find and do not find today.
    pub gains: usize,
    /// Other stories that phrases would put into the category and do not today.
    pub wrong: usize,
    /// Titles of some of those.
    pub examples: Vec<String>,
}

/// Reads stories and learns from them.
pub struct Learner<'a> {
    rules: &'a Rules,
    category: usize,
    own: Vec<Sample>,
    others: Vec<Sample>,
}

/// A story that was read.
struct Sample {
    title: String,
    texts: Texts,
    /// Its runs of words.
    runs: HashSet<String>,
    /// What today's phrases make for the category.
    words: Words,
    strongest: i32,
}

impl Rules {
    /// A learner for a category; absent when there is none of this slug.
    pub fn learner(&self, category: &Slug) -> Option<Learner<'_>> {
        let category = self.categories.iter().position(|known| known.slug == *category)?;
        Some(Learner { rules: self, category, own: Vec::new(), others: Vec::new() })
    }
}

impl Learner<'_> {
    /// Reads one story; one that nothing but its words speaks for says nothing.
    pub fn read(&mut self, entries: &[&EntryRecord]) {
        let Some(founder) = entries.first() else { return };
        let case = self.rules.case(entries);
        let is_own = case.named.get(self.category).is_some_and(|named| !named.is_empty());
        let is_other = case.named.iter().any(|named| !named.is_empty());
        let (samples, room) = match (is_own, is_other) {
            (true, _) => (&mut self.own, MAX_OWN),
            (false, true) => (&mut self.others, MAX_OTHERS),
            (false, false) => return,
        };
        if samples.len() < room {
            samples.push(Sample::of(founder, case, self.category));
        }
    }

    /// The phrases that would find most, and what they would get wrong.
    pub fn learn(self) -> Learned {
        let found = |samples: &[Sample]| samples.iter().filter(|sample| sample.is_found()).count();
        let mut suggestions: Vec<Suggestion> = self
            .candidates()
            .into_iter()
            .map(|(phrase, own, others)| self.tried(phrase, own, others))
            .collect();
        suggestions.retain(|tried| tried.gains > 0 && tried.gains > tried.wrong.saturating_mul(2));
        suggestions.sort_by_key(|tried| (Reverse(tried.gains), tried.wrong, tried.phrase.clone()));
        suggestions.truncate(MAX_SUGGESTIONS);
        let category = self.rules.categories.get(self.category);
        Learned {
            category: category.map(|known| known.slug.to_string()).unwrap_or_default(),
            own: self.own.len(),
            found: found(&self.own),
            others: self.others.len(),
            wrong: found(&self.others),
            suggestions,
        }
    }

    /// Runs of words of the category's stories that few others hold, with how many of either hold them.
    fn candidates(&self) -> Vec<(String, usize, usize)> {
        let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
        for run in self.own.iter().flat_map(|sample| &sample.runs) {
            counts.entry(run).or_default().0 += 1;
        }
        counts.retain(|_, (own, _)| *own >= MIN_STORIES);
        for run in self.others.iter().flat_map(|sample| &sample.runs) {
            if let Some((_, others)) = counts.get_mut(run.as_str()) {
                *others += 1;
            }
        }
        counts.retain(|_, (own, others)| others.saturating_mul(OTHERS_AT_MOST) <= *own);
        // Part of a longer run that is nearly as common it is no phrase of its own.
        let longer: Vec<(&str, usize)> = counts.iter().map(|(run, (own, _))| (*run, *own)).collect();
        let mut parts: HashSet<&str> = HashSet::new();
        for (run, own) in longer {
            for part in
                [run.split_once(' ').map(|(_, rest)| rest), run.rsplit_once(' ').map(|(rest, _)| rest)]
            {
                let common = part.and_then(|part| counts.get_key_value(part));
                if let Some((part, (all, _))) = common
                    && own.saturating_mul(10) >= all.saturating_mul(9)
                {
                    parts.insert(part);
                }
            }
        }
        let known = |run: &str| self.rules.phrases.is_known(run, self.category);
        let mut candidates: Vec<(String, usize, usize)> = counts
            .iter()
            .filter(|(run, _)| !parts.contains(**run) && !known(run))
            .map(|(run, (own, others))| ((*run).to_owned(), *own, *others))
            .collect();
        candidates.sort_by_key(|(run, own, others)| (Reverse(own.saturating_sub(*others)), run.clone()));
        candidates.truncate(MAX_CANDIDATES);
        candidates
    }

    fn tried(&self, phrase: String, own: usize, others: usize) -> Suggestion {
        let weight = if others.saturating_mul(20) <= own { 3 } else { 2 };
        let changed = |sample: &&Sample| !sample.is_found() && sample.would_be_found(&phrase, weight);
        let gains = self.own.iter().filter(changed).count();
        let wrong: Vec<&Sample> = self.others.iter().filter(changed).collect();
        let examples = wrong.iter().take(MAX_EXAMPLES).map(|sample| sample.title.clone()).collect();
        Suggestion { weight, own, others, gains, wrong: wrong.len(), examples, phrase }
    }
}

impl Sample {
    fn of(founder: &EntryRecord, case: Case, category: usize) -> Self {
        let made = case.words.get(&category).cloned().unwrap_or_default();
        let made = Words { weighed: Vec::new(), ..made };
        let strongest = case.strongest();
        let title = founder.entry.title.clone();
        let mut runs = HashSet::new();
        collect(&words(&title), &mut runs);
        collect(&words(&lead(&founder.entry)), &mut runs);
        let texts = case.texts.into_iter().next().unwrap_or_default();
        let texts = Texts { text: String::new(), ..texts };
        Self { title, texts, runs, words: made, strongest }
    }

    fn is_found(&self) -> bool {
        self.words.are_enough() && self.words.are_a_share_of(self.strongest)
    }

    fn would_be_found(&self, phrase: &str, weight: i32) -> bool {
        if !self.runs.contains(phrase) {
            return false;
        }
        let more =
            |text: &str, factor| if stands_in(text, phrase) { weight.saturating_mul(factor) } else { 0 };
        let (title, lead) = (more(&self.texts.title, 3), more(&self.texts.lead, 2));
        let words = Words {
            weighed: Vec::new(),
            points: self.words.points.saturating_add(title).saturating_add(lead),
            in_title: self.words.in_title.saturating_add(title),
            in_lead: self.words.in_lead.saturating_add(lead),
        };
        words.are_enough() && words.are_a_share_of(self.strongest.max(words.points))
    }
}

/// Every run of words that nothing but blanks separates.
fn collect(words: &[Word], runs: &mut HashSet<String>) {
    let words = words.get(..words.len().min(MAX_WORDS)).unwrap_or_default();
    for start in 0..words.len() {
        for length in PHRASE_WORDS {
            let Some(run) = words.get(start..start.saturating_add(length)) else { break };
            let broken = run.iter().skip(1).any(|word| word.marked.is_some());
            let said = |word: &Word| word.normal.chars().any(char::is_alphabetic);
            if broken || !run.iter().all(said) {
                break;
            }
            let run: Vec<&str> = run.iter().map(|word| word.normal.as_str()).collect();
            runs.insert(run.join(" "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Category, Entry, EntryKey, Label, Taxonomy, Timestamp};

    fn rules() -> Rules {
        let school = Category {
            phrases: vec![("học sinh".into(), 3)],
            ..Category::new("khoa-giao".parse().unwrap(), "Khoa giáo")
        };
        let economy = Category::new("kinh-te".parse().unwrap(), "Kinh tế");
        let categories = vec![school, economy];
        Rules::new(&Taxonomy { categories, ..Taxonomy::default() }, &[])
    }

    fn record(title: &str, label: &str) -> EntryRecord {
        EntryRecord::new(
            EntryKey([0; 16]),
            "portal".parse().unwrap(),
            Timestamp(0),
            Entry {
                title: title.into(),
                labels: vec![Label { term: label.into(), ..Label::default() }],
                ..Entry::default()
            },
        )
    }

    #[test]
    fn phrases_that_set_a_category_apart_are_suggested_with_their_cost() {
        let rules = rules();
        let mut learner = rules.learner(&"khoa-giao".parse().unwrap()).unwrap();
        for n in 0..6 {
            learner.read(&[&record(&format!("Kỳ thi tuyển sinh, đợt {n} ở tỉnh"), "Khoa giáo")]);
            learner.read(&[&record(&format!("Học sinh {n} đi học"), "Khoa giáo")]);
            learner.read(&[&record(&format!("Giá lúa tăng {n} lần ở tỉnh"), "Kinh tế")]);
        }
        learner.read(&[&record("Không ai biết là gì: kỳ thi tuyển sinh", "")]);
        let learned = learner.learn();
        assert_eq!((learned.own, learned.found, learned.others, learned.wrong), (12, 6, 6, 0));
        let best = &learned.suggestions[0];
        assert_eq!(
            (best.phrase.as_str(), best.weight, best.gains, best.wrong),
            ("kỳ thi tuyển sinh", 3, 6, 0)
        );
        let phrases: Vec<&str> = learned.suggestions.iter().map(|s| s.phrase.as_str()).collect();
        assert!(!phrases.contains(&"ở tỉnh") && !phrases.contains(&"thi tuyển"), "{phrases:?}");
    }

    #[test]
    fn a_phrase_that_would_not_be_enough_by_itself_gains_nothing() {
        let rules = rules();
        let mut learner = rules.learner(&"khoa-giao".parse().unwrap()).unwrap();
        for n in 0..6 {
            let mut record = record("Tin", "Khoa giáo");
            record.entry.summary = format!("Ngày {n}: kỳ thi tuyển sinh");
            assert_eq!(rules.assign(&[&record]).categories[0].slug.as_str(), "khoa-giao");
            learner.read(&[&record]);
        }
        let learned = learner.learn();
        // 3 × 2 points of a lead; without a word in the title it takes 8
        assert_eq!((learned.own, learned.found, learned.suggestions), (6, 0, Vec::new()));
    }

    #[test]
    fn what_a_phrase_would_get_wrong_is_counted_and_shown() {
        let rules = rules();
        let mut learner = rules.learner(&"khoa-giao".parse().unwrap()).unwrap();
        for n in 0..10 {
            learner.read(&[&record(&format!("Lễ tổng kết lớp thứ {n}"), "Khoa giáo")]);
        }
        learner.read(&[&record("Lễ tổng kết lớp thứ nhất về mùa lúa", "Kinh tế")]);
        let learned = learner.learn();
        let found = learned.suggestions.iter().find(|s| s.phrase == "lễ tổng kết lớp thứ").unwrap();
        assert_eq!((found.own, found.others, found.gains, found.wrong), (10, 1, 10, 1));
        assert_eq!(found.examples, ["Lễ tổng kết lớp thứ nhất về mùa lúa"]);
        assert!(rules.learner(&"khong-co".parse().unwrap()).is_none());
    }
}
