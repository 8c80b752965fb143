//! [`Rules::explain`]: every rule that matched, what it weighs, and what would change the outcome.

use super::rules::{Case, Rules};
use super::weigh::{ENOUGH, Words, masked, share_of};
use crate::model::{Assigned, EntryRecord, Evidence, EvidenceKind, Filtered, Slug};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Why a story has its categories and provinces, and is or is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The categories that anything speaks for or against: those it has first, in their order.
    pub categories: Vec<Judgement>,
    /// Phrases that stand in it and do not count, because a longer one holds them.
    pub masked: Vec<Masked>,
    /// As the story has them.
    pub provinces: Vec<Assigned>,
    /// Sources whose filters keep it out.
    pub filtered: Vec<Filtered>,
}

/// What was made of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Its slug.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Whether the story has it.
    pub assigned: bool,
    /// Points for it less points against it.
    pub score: i32,
    /// Points that phrases alone would have to make; absent where something names the category.
    pub needed: Option<i32>,
    /// Everything that matched, with its points.
    pub evidence: Vec<Evidence>,
    /// What would change the outcome, as sentences.
    pub changes: Vec<String>,
}

/// A phrase that does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Masked {
    /// Where it stands.
    pub kind: EvidenceKind,
    /// The phrase.
    pub phrase: String,
    /// The longer phrase around it.
    pub within: String,
}

impl Rules {
    /// Why a story with these entries, the founding one first, has what [`Rules::assign`] gives it.
    pub fn explain(&self, entries: &[&EntryRecord]) -> Explanation {
        let opinion = self.assign(entries);
        let case = self.case(entries);
        let strongest = case.strongest();
        let mut judged: BTreeMap<usize, Judgement> = BTreeMap::new();
        for (at, category) in self.categories.iter().enumerate() {
            let place = opinion.categories.iter().position(|assigned| assigned.slug == category.slug);
            let assigned = place.and_then(|place| opinion.categories.get(place));
            let named = case.named.get(at).map(Vec::as_slice).unwrap_or_default();
            let words = case.words.get(&at);
            let mut evidence = named.to_vec();
            evidence.extend(words.into_iter().flat_map(|words| self.evidence(words)));
            if evidence.is_empty() && assigned.is_none() {
                continue;
            }
            let points = words.map_or(0, |words| words.points);
            let needed = words.filter(|_| named.is_empty()).map(|words| needed(words, strongest));
            let needed = needed.map(|needed| needed.max(self.beside_default(at, &case)));
            let judgement = Judgement {
                slug: category.slug.clone(),
                name: category.name.clone(),
                assigned: assigned.is_some(),
                score: assigned.map_or(points, |assigned| assigned.score),
                needed,
                changes: self.changes(at, &case, assigned, needed, opinion.categories.first()),
                evidence: if evidence.is_empty() { assigned_evidence(assigned) } else { evidence },
            };
            // Those that it has first, in their order; the others by their place in the config.
            judged.insert(place.unwrap_or(self.categories.len() + at), judgement);
        }
        let masked: BTreeSet<Masked> = case.texts.iter().flat_map(|texts| self.masked(texts)).collect();
        let masked = masked.into_iter().collect();
        let categories = judged.into_values().collect();
        Explanation { categories, masked, provinces: opinion.provinces, filtered: opinion.filtered }
    }

    fn masked(&self, texts: &super::texts::Texts) -> Vec<Masked> {
        let of = |(kind, found)| {
            let within = self.phrases.holder(found)?.to_owned();
            let (_, phrase) = self.phrases.phrases(found).next()?;
            Some(Masked { kind, phrase: phrase.written.clone(), within })
        };
        masked(&self.phrases, texts).into_iter().filter_map(of).collect()
    }

    /// What would give or take the category, or its first place.
    fn changes(
        &self,
        at: usize,
        case: &Case,
        assigned: Option<&Assigned>,
        needed: Option<i32>,
        first: Option<&Assigned>,
    ) -> Vec<String> {
        let mut said = Vec::new();
        let broad = self.categories.get(at).is_some_and(|category| category.broad);
        let words = case.words.get(&at);
        match (assigned, words, needed) {
            (None, Some(words), Some(needed)) => {
                let missing = needed.saturating_sub(words.points);
                said.push(match missing > 0 {
                    true => format!("{missing} more points would give it: {}", ways(missing)),
                    false => "it is for stories that have no other category".to_owned(),
                });
            }
            (Some(_), Some(words), Some(needed)) => said.extend(self.losses(words, needed)),
            _ => {}
        }
        if let (Some(assigned), Some(first)) = (assigned, first)
            && assigned.slug != first.slug
        {
            let more = first.score.saturating_sub(assigned.score).saturating_add(1);
            said.push(match broad && !self.is_broad(&first.slug) {
                true => format!("it stands behind {}, which is a subject and not a section", first.slug),
                false => format!("{more} more points would put it before {}", first.slug),
            });
        }
        if assigned.is_some_and(|assigned| assigned.evidence.iter().any(|e| e.kind == EvidenceKind::Default))
        {
            said.push(format!("any category that makes {ENOUGH} points or is named would take its place"));
        }
        said
    }

    /// The points that phrases must make beside those of the default category: more than it has where it says
    /// most; what all others have for the default category itself.
    fn beside_default(&self, at: usize, case: &Case) -> i32 {
        let is_default = |slug: &Slug| self.default.as_ref() == Some(slug);
        if self.categories.get(at).is_some_and(|category| is_default(&category.slug)) {
            return case.strongest();
        }
        if self.is_of_none(case) { case.strongest().saturating_add(1) } else { 0 }
    }

    fn is_broad(&self, slug: &Slug) -> bool {
        self.categories.iter().any(|category| category.slug == *slug && category.broad)
    }

    /// The phrases without which the category would go.
    fn losses(&self, words: &Words, needed: i32) -> Option<String> {
        let mut by_phrase: BTreeMap<usize, i32> = BTreeMap::new();
        for weighed in &words.weighed {
            let points = by_phrase.entry(weighed.phrase).or_default();
            *points = points.saturating_add(weighed.points);
        }
        let spare = words.points.saturating_sub(needed);
        let decisive = by_phrase.iter().filter(|(_, points)| **points > spare);
        let decisive = decisive.filter_map(|(phrase, _)| self.phrases.get(*phrase));
        let decisive: Vec<String> = decisive.map(|phrase| format!("{:?}", phrase.written)).collect();
        (!decisive.is_empty()).then(|| format!("without {} it would not have it", decisive.join(" or ")))
    }
}

/// The points a category needs by phrases alone, beside the strongest.
fn needed(words: &Words, strongest: i32) -> i32 {
    words.needed().max(share_of(strongest))
}

fn ways(missing: i32) -> String {
    let weight = |factor: i32| missing.max(1).saturating_add(factor - 1) / factor;
    format!("a phrase of weight {} in the title or {} in the lead", weight(3), weight(2))
}

fn assigned_evidence(assigned: Option<&Assigned>) -> Vec<Evidence> {
    assigned.map(|assigned| assigned.evidence.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Category, Entry, EntryKey, Taxonomy, Timestamp};

    /// Phrases of weight 3; the last category is the default one.
    fn explained(title: &str) -> Vec<Judgement> {
        let category = |slug: &str, phrases: &[&str]| Category {
            phrases: phrases.iter().map(|phrase| ((*phrase).to_owned(), 3)).collect(),
            ..Category::new(slug.parse().unwrap(), slug)
        };
        let categories = vec![
            category("khoa-giao", &["học sinh", "giáo viên"]),
            category("khac", &["bóng đá", "đội tuyển"]),
        ];
        let default = Some("khac".parse().unwrap());
        let rules = Rules::new(&Taxonomy { categories, default, ..Taxonomy::default() }, &[]);
        let record = EntryRecord::new(
            EntryKey([0; 16]),
            "bao".parse().unwrap(),
            Timestamp(0),
            Entry { title: title.into(), ..Entry::default() },
        );
        rules.explain(&[&record]).categories
    }

    #[test]
    fn what_would_change_the_outcome_reckons_with_the_default_category() {
        let check = |title: &str, slug: &str, assigned: bool, needed: i32, said: &str| {
            let all = explained(title);
            let one = all.iter().find(|judged| judged.slug.as_str() == slug).unwrap();
            let changes = one.changes.join("; ");
            assert_eq!((one.assigned, one.needed), (assigned, Some(needed)), "{title}: {one:?}");
            assert!(changes.contains(said), "{title}: {changes}");
        };
        check("Học sinh xem bóng đá", "khoa-giao", false, 10, "1 more points would give it");
        check("Học sinh xem bóng đá của đội tuyển", "khoa-giao", false, 19, "10 more points would give it");
        check("Học sinh, giáo viên xem bóng đá", "khac", false, 18, "9 more points would give it");
        check("Học sinh, giáo viên xem bóng đá", "khoa-giao", true, 11, "without \"học sinh\" or");
    }
}
