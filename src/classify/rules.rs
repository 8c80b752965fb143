//! [`Rules`]: the taxonomy and the sources' config, made ready for quick look-ups.
//!
//! Evidence, in order of trust: the source's config, labels of the feed or page, the article's address,
//! phrases of title, lead and text ([`super::weigh`]). What names a category gives it; phrases must make
//! enough points. The default category is for stories without any. The best supported category comes first,
//! which is the story's block in the unified feed; categories that are sections rather than subjects come
//! behind the others.

use super::address::segments;
use super::digest::digest;
use super::filter::Filters;
use super::labels::Labels;
use super::phrases::Phrases;
use super::places::Places;
use super::texts::{Texts, lead};
use super::weigh::{BY_ADDRESS, BY_LABEL, BY_SOURCE, Words, by_words};
use crate::model::{
    Assigned, EntryRecord, Evidence, EvidenceKind, Filtered, Opinion, Province, Slug, Source, SourceId,
    Taxonomy,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Reasons kept for one category or province.
const MAX_EVIDENCE: usize = 8;
/// Longest matched text kept, in characters.
const MAX_MATCHED_CHARS: usize = 120;
/// Labels of one entry that are looked at.
const MAX_LABELS: usize = 32;
/// Points of a province that the source's config names.
const PROVINCE_BY_SOURCE: i32 = 100;
/// Points of a province in which a report is datelined.
const PROVINCE_BY_DATELINE: i32 = 60;
/// Points of a province that the title names.
const PROVINCE_BY_TITLE: i32 = 40;
/// Points of a province in brackets in the lead.
const PROVINCE_BY_LEAD: i32 = 30;

/// Everything an opinion depends on beside the entries.
#[derive(Debug)]
pub struct Rules {
    pub(super) categories: Vec<Known>,
    pub(super) default: Option<Slug>,
    labels: Labels,
    /// Lower-case path segments → places in `categories`.
    addresses: HashMap<String, Vec<usize>>,
    pub(super) phrases: Phrases,
    provinces: Vec<Province>,
    places: Places,
    /// By today's and former ids.
    sources: HashMap<SourceId, Placed>,
    digest: [u8; 16],
}

/// What the rules know of a category beside what leads to it.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub slug: Slug,
    pub name: String,
    pub broad: bool,
}

/// What the config says of the stories of a source.
#[derive(Debug, Clone)]
struct Placed {
    categories: Vec<usize>,
    province: Option<usize>,
    source: Arc<Source>,
    filters: Filters,
}

/// What speaks for the categories of a story, before it is judged.
#[derive(Debug)]
pub(super) struct Case {
    /// By place in the taxonomy: what names the category.
    pub named: Vec<Vec<Evidence>>,
    /// By place in the taxonomy: what phrases say of it, of the entry in which they say most.
    pub words: BTreeMap<usize, Words>,
    /// Of each entry, in order.
    pub texts: Vec<Texts>,
}

impl Case {
    /// Points of the category for which phrases say most.
    pub fn strongest(&self) -> i32 {
        self.words.values().map(|words| words.points).max().unwrap_or(0)
    }
}

impl Rules {
    /// Rules of a taxonomy and the configured sources.
    pub fn new(taxonomy: &Taxonomy, sources: &[Arc<Source>]) -> Self {
        let mut addresses: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, category) in taxonomy.categories.iter().enumerate() {
            for slug in category.slugs.iter().map(String::as_str).chain([category.slug.as_str()]) {
                let places = addresses.entry(slug.to_lowercase()).or_default();
                if !places.contains(&at) {
                    places.push(at);
                }
            }
        }
        let mut placed = HashMap::new();
        for source in sources {
            for former in &source.formerly {
                placed.entry(former.clone()).or_insert_with(|| Placed::of(source, taxonomy));
            }
        }
        for source in sources {
            placed.insert(source.id.clone(), Placed::of(source, taxonomy));
        }
        let known = taxonomy.categories.iter();
        let known = known.map(|c| Known { slug: c.slug.clone(), name: c.name.clone(), broad: c.broad });
        Self {
            categories: known.collect(),
            default: taxonomy.default.clone(),
            labels: Labels::new(&taxonomy.categories),
            addresses,
            phrases: Phrases::new(&taxonomy.categories),
            provinces: taxonomy.provinces.clone(),
            places: Places::new(taxonomy),
            sources: placed,
            digest: digest(taxonomy, sources),
        }
    }

    /// Equal when the same entries give the same opinion.
    pub fn digest(&self) -> [u8; 16] {
        self.digest
    }

    /// The opinion on a story with these entries, the founding one first.
    pub fn assign(&self, entries: &[&EntryRecord]) -> Opinion {
        let case = self.case(entries);
        let categories = self.judge(&case);
        let provinces = self.provinces(entries);
        let filtered = self.filtered(entries, &case, &categories);
        Opinion { categories, provinces, filtered }
    }

    /// Everything that speaks for a category.
    pub(super) fn case(&self, entries: &[&EntryRecord]) -> Case {
        let mut named: Vec<Vec<Evidence>> = vec![Vec::new(); self.categories.len()];
        for record in entries {
            let placed = self.sources.get(&record.source);
            for at in placed.into_iter().flat_map(|placed| &placed.categories) {
                note(named.get_mut(*at), EvidenceKind::Source, record.source.as_str(), BY_SOURCE);
            }
        }
        for record in entries {
            for label in record.entry.labels.iter().take(MAX_LABELS) {
                let for_people = label.label.as_deref().filter(|l| *l != label.term);
                for text in [Some(label.term.as_str()), for_people].into_iter().flatten() {
                    for at in self.labels.find(text) {
                        note(named.get_mut(at), EvidenceKind::Label, text, BY_LABEL);
                    }
                }
            }
        }
        for record in entries {
            for segment in record.entry.link.iter().flat_map(|link| segments(link)) {
                for at in self.addresses.get(&segment).into_iter().flatten() {
                    note(named.get_mut(*at), EvidenceKind::Address, &segment, BY_ADDRESS);
                }
            }
        }
        let texts: Vec<Texts> = entries.iter().map(|record| Texts::of(&record.entry)).collect();
        let mut words: BTreeMap<usize, Words> = BTreeMap::new();
        for found in texts.iter().flat_map(|texts| by_words(&self.phrases, texts)) {
            let (at, found) = found;
            if words.get(&at).is_none_or(|known| known.points < found.points) {
                words.insert(at, found);
            }
        }
        Case { named, words, texts }
    }

    /// The categories of a case.
    pub(super) fn judge(&self, case: &Case) -> Vec<Assigned> {
        let strongest = case.strongest();
        let elsewhere = self.is_of_none(case);
        let mut found: Vec<(bool, Assigned)> = Vec::new();
        for (at, (category, named)) in self.categories.iter().zip(&case.named).enumerate() {
            let words = case.words.get(&at);
            let by_words = words.is_some_and(|words| words.are_enough() && words.are_a_share_of(strongest));
            let is_default = self.default.as_ref() == Some(&category.slug);
            if named.is_empty() && (!by_words || elsewhere || is_default) {
                continue;
            }
            found.push((category.broad, self.assigned(category, named, words)));
        }
        found.sort_by_key(|(broad, assigned)| (*broad, Reverse(assigned.score)));
        let mut categories: Vec<Assigned> = found.into_iter().map(|(_, assigned)| assigned).collect();
        if let (true, Some(slug)) = (categories.is_empty(), &self.default) {
            categories.push(self.unclaimed(slug, case));
        }
        categories
    }

    /// Whether the default category's own phrases say most: news of the world, of which the categories
    /// are not for.
    pub(super) fn is_of_none(&self, case: &Case) -> bool {
        let default =
            self.categories.iter().position(|category| self.default.as_ref() == Some(&category.slug));
        let words = default.and_then(|at| case.words.get(&at));
        words.is_some_and(|words| words.are_enough() && words.points >= case.strongest())
    }

    /// The default category, by its own phrases or because nothing else is left.
    fn unclaimed(&self, slug: &Slug, case: &Case) -> Assigned {
        let at = self.categories.iter().position(|category| category.slug == *slug);
        let known = at.and_then(|at| Some((self.categories.get(at)?, case.words.get(&at)?)));
        if let Some((category, words)) = known.filter(|(_, words)| words.are_enough()) {
            return self.assigned(category, &[], Some(words));
        }
        let evidence = Evidence { kind: EvidenceKind::Default, matched: slug.to_string(), points: 0 };
        Assigned { slug: slug.clone(), score: 0, evidence: vec![evidence] }
    }

    fn assigned(&self, category: &Known, named: &[Evidence], words: Option<&Words>) -> Assigned {
        let points = named.iter().map(|evidence| evidence.points).max().unwrap_or(0);
        let score = points.saturating_add(words.map_or(0, |words| words.points.max(0)));
        let mut evidence = named.to_vec();
        evidence.extend(words.into_iter().flat_map(|words| self.evidence(words)));
        evidence.sort_by_key(|evidence| Reverse(evidence.points));
        evidence.truncate(MAX_EVIDENCE);
        Assigned { slug: category.slug.clone(), score, evidence }
    }

    /// What phrases say, as it is told.
    pub(super) fn evidence(&self, words: &Words) -> Vec<Evidence> {
        let told = words.weighed.iter().filter_map(|weighed| {
            let phrase = self.phrases.get(weighed.phrase)?;
            Some(Evidence { kind: weighed.kind, matched: phrase.written.clone(), points: weighed.points })
        });
        told.collect()
    }

    /// The provinces of a story.
    fn provinces(&self, entries: &[&EntryRecord]) -> Vec<Assigned> {
        let mut units: Vec<Assigned> = Vec::new();
        let mut old: Vec<Assigned> = Vec::new();
        let mut put = |province: usize, kind, matched: &str, points| {
            let Some(province) = self.provinces.get(province) else { return };
            if province.unit == province.slug {
                return add(&mut units, &province.slug, kind, matched, points);
            }
            add(&mut units, &province.unit, EvidenceKind::Unit, province.slug.as_str(), points);
            add(&mut old, &province.slug, kind, matched, points);
        };
        for record in entries {
            let placed = self.sources.get(&record.source);
            if let Some(province) = placed.and_then(|placed| placed.province) {
                put(province, EvidenceKind::Source, record.source.as_str(), PROVINCE_BY_SOURCE);
            }
        }
        for record in entries {
            for named in self.places.find(&record.entry.title, &lead(&record.entry)) {
                let points = match named.kind {
                    EvidenceKind::Dateline => PROVINCE_BY_DATELINE,
                    EvidenceKind::Title => PROVINCE_BY_TITLE,
                    _ => PROVINCE_BY_LEAD,
                };
                put(named.province, named.kind, &named.name, points);
            }
        }
        old.retain(|province| units.iter().all(|unit| unit.slug != province.slug));
        units.extend(old);
        units
    }

    /// The sources that carry a story and let none of its entries through.
    fn filtered(&self, entries: &[&EntryRecord], case: &Case, categories: &[Assigned]) -> Vec<Filtered> {
        let slugs: Vec<&Slug> = categories.iter().map(|assigned| &assigned.slug).collect();
        let mut found: Vec<Filtered> = Vec::new();
        let mut shown: Vec<&SourceId> = Vec::new();
        for (record, texts) in entries.iter().zip(&case.texts) {
            let placed = self.sources.get(&record.source);
            let link = record.entry.link.as_deref();
            match placed.and_then(|placed| placed.filters.judge(&placed.source, texts, link, &slugs)) {
                Some(filtered) if found.iter().all(|one| one.source != record.source) => {
                    found.push(Filtered { source: record.source.clone(), ..filtered });
                }
                Some(_) => {}
                None => shown.push(&record.source),
            }
        }
        found.retain(|filtered| !shown.contains(&&filtered.source));
        found
    }
}

impl Placed {
    fn of(source: &Arc<Source>, taxonomy: &Taxonomy) -> Self {
        let place = |slug: &Slug| taxonomy.categories.iter().position(|category| category.slug == *slug);
        let province = |slug: &Slug| taxonomy.provinces.iter().position(|province| province.slug == *slug);
        Self {
            categories: source.categories.iter().filter_map(place).collect(),
            province: source.province.as_ref().and_then(province),
            source: Arc::clone(source),
            filters: Filters::of(source),
        }
    }
}

/// Adds a reason once, within bounds.
fn note(reasons: Option<&mut Vec<Evidence>>, kind: EvidenceKind, matched: &str, points: i32) {
    let Some(reasons) = reasons else { return };
    let matched: String = matched.chars().take(MAX_MATCHED_CHARS).collect();
    let evidence = Evidence { kind, matched, points };
    if reasons.len() < MAX_EVIDENCE && !reasons.contains(&evidence) {
        reasons.push(evidence);
    }
}

/// Adds a province, or a reason to one that is there. Its score is that of the best reason.
fn add(provinces: &mut Vec<Assigned>, slug: &Slug, kind: EvidenceKind, matched: &str, points: i32) {
    let at = provinces.iter().position(|province| province.slug == *slug).unwrap_or_else(|| {
        provinces.push(Assigned { slug: slug.clone(), score: 0, evidence: Vec::new() });
        provinces.len() - 1
    });
    if let Some(province) = provinces.get_mut(at) {
        province.score = province.score.max(points);
        note(Some(&mut province.evidence), kind, matched, points);
    }
}

#[cfg(test)]
mod tests;
