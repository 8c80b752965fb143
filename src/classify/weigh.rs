//! Weighing: what speaks for and against each category, in points, and which of them a story gets.
//!
//! Config, labels and addresses name a category; a story gets every category that is named. Phrases weigh:
//! three times in the title, twice in the lead, once in the text. A category that only phrases speak for
//! needs [`ENOUGH`] points, more when the title is silent, and a share of what the strongest has: a report
//! on a new road that mentions a school is none on schools.

use super::phrases::{Found, Phrases};
use super::texts::Texts;
use crate::model::EvidenceKind;
use std::collections::{BTreeMap, HashSet};

/// Points of a category that the source's config names.
pub(super) const BY_SOURCE: i32 = 100;
/// Points of a category that a label of the feed or page names.
pub(super) const BY_LABEL: i32 = 60;
/// Points of a category that a segment of the address names.
pub(super) const BY_ADDRESS: i32 = 50;
/// Points that phrases must make for a category that nothing names.
pub(super) const ENOUGH: i32 = 6;
/// The same where the title has none of them: a lead mentions this and that.
const ENOUGH_IN_LEAD: i32 = 8;
/// The same where title and lead have none of them: what a long text mentions is not what it is about.
pub(super) const ENOUGH_IN_TEXT: i32 = 16;
/// A category that only phrases speak for needs so many tenths of the points of the strongest.
const SHARE_TENTHS: i32 = 6;
/// Points of phrases in the text, at most, for and against each.
const TEXT_AT_MOST: i32 = 16;

/// One phrase in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weighed {
    pub kind: EvidenceKind,
    /// Its index in [`Phrases`].
    pub phrase: usize,
    pub points: i32,
}

/// What the phrases of one entry say of one category.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// In order of places, then of the text.
    pub weighed: Vec<Weighed>,
    /// Of all of them, those of the text within their bound.
    pub points: i32,
    /// Of those, what the title says for it.
    pub in_title: i32,
    /// Of those, what the lead says for it.
    pub in_lead: i32,
}

impl Words {
    /// Whether they are enough by themselves, before they are held against others.
    pub fn are_enough(&self) -> bool {
        self.points >= self.needed()
    }

    /// Whether they are enough beside what is said for the strongest.
    pub fn are_a_share_of(&self, strongest: i32) -> bool {
        self.points >= share_of(strongest)
    }

    /// The points it takes.
    pub fn needed(&self) -> i32 {
        match (self.in_title > 0, self.in_lead > 0) {
            (true, _) => ENOUGH,
            (false, true) => ENOUGH_IN_LEAD,
            (false, false) => ENOUGH_IN_TEXT,
        }
    }
}

/// The points a category needs beside the strongest.
pub(super) fn share_of(strongest: i32) -> i32 {
    strongest.saturating_mul(SHARE_TENTHS).saturating_add(9) / 10
}

/// What phrases say of an entry, by category.
pub(super) fn by_words(phrases: &Phrases, texts: &Texts) -> BTreeMap<usize, Words> {
    let mut all: BTreeMap<usize, Words> = BTreeMap::new();
    for (kind, factor, text) in places(texts) {
        let mut counted: HashSet<usize> = HashSet::new();
        for found in phrases.find(text).into_iter().filter(|found| !found.is_masked()) {
            for (index, phrase) in phrases.phrases(found) {
                if counted.insert(index) {
                    let points = phrase.weight.saturating_mul(factor);
                    let words = all.entry(phrase.category).or_default();
                    words.weighed.push(Weighed { kind, phrase: index, points });
                }
            }
        }
    }
    all.values_mut().for_each(Words::sum);
    all
}

/// Phrases that stand in an entry and do not count, with the longer ones that hold them.
pub(super) fn masked<'a>(phrases: &'a Phrases, texts: &'a Texts) -> Vec<(EvidenceKind, Found)> {
    let in_place = |(kind, _, text): (EvidenceKind, i32, &'a str)| {
        phrases.find(text).into_iter().filter(|found| found.is_masked()).map(move |found| (kind, found))
    };
    places(texts).into_iter().flat_map(in_place).collect()
}

/// Where phrases are looked for, and how much one counts there; each counts once.
fn places(texts: &Texts) -> [(EvidenceKind, i32, &str); 3] {
    [
        (EvidenceKind::Title, 3, &texts.title),
        (EvidenceKind::Lead, 2, &texts.lead),
        (EvidenceKind::Text, 1, &texts.text),
    ]
}

impl Words {
    fn sum(&mut self) {
        let of = |wanted: &dyn Fn(&&Weighed) -> bool| -> i32 {
            self.weighed.iter().filter(wanted).map(|w| w.points).fold(0, i32::saturating_add)
        };
        let in_text = |w: &&Weighed| w.kind == EvidenceKind::Text;
        let sight = of(&|w| !in_text(w));
        let text_for = of(&|w| in_text(w) && w.points > 0).min(TEXT_AT_MOST);
        let text_against = of(&|w| in_text(w) && w.points < 0).max(-TEXT_AT_MOST);
        self.in_title = of(&|w| w.kind == EvidenceKind::Title && w.points > 0);
        self.in_lead = of(&|w| w.kind == EvidenceKind::Lead && w.points > 0);
        self.points = sight.saturating_add(text_for).saturating_add(text_against);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Category;
    use crate::text::normal;

    fn phrases() -> Phrases {
        let strong = |written: &str| (written.to_owned(), 3);
        let numbered = (0..9).map(|n| strong(&format!("môn số {n}")));
        let school = Category {
            phrases: [strong("học sinh"), strong("giáo viên"), ("thư viện".into(), 1)]
                .into_iter()
                .chain(numbered)
                .collect(),
            negative: vec!["trường chính trị".into()],
            ..Category::new("khoa-giao".parse().unwrap(), "Khoa giáo")
        };
        Phrases::new(&[school])
    }

    #[test]
    fn title_lead_and_text_weigh_differently() {
        let many: String = (0..9).map(|n| format!("môn số {n}, ")).collect();
        let check = |title: &str, lead: &str, text: &str, points: i32, enough: bool| {
            let texts = Texts { title: normal(title), lead: normal(lead), text: normal(text) };
            let words = by_words(&phrases(), &texts).remove(&0).unwrap_or_default();
            assert_eq!((words.points, words.are_enough()), (points, enough), "{title} | {lead} | {text}");
        };
        check("Học sinh tựu trường", "", "", 9, true);
        check("Học sinh, học sinh", "", "", 9, true);
        check("", "Cho học sinh", "", 6, false);
        check("", "Cho học sinh, giáo viên", "", 12, true);
        check("", "Một thư viện", "", 2, false);
        check("", "", "học sinh học sinh học sinh", 3, false);
        check("", "", &"học sinh giáo viên thư viện ".repeat(9), 7, false);
        check("", "", &many, 16, true);
        check("Trường chính trị", "cho giáo viên", "", -3, false);
        check("Tin khác", "", "", 0, false);
    }

    #[test]
    fn masked_phrases_are_told() {
        let texts = Texts { title: normal("Trường chính trị"), ..Texts::default() };
        assert_eq!(masked(&phrases(), &texts), []);
    }
}
