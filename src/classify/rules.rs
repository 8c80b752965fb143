//! [`Rules`]: the taxonomy and the sources' config, made ready for quick look-ups.
//!
//! Evidence, in order of trust: the source's config, the feed's own labels, the article's address. All of
//! it counts, over all entries of a story; the default category is for stories without any. Categories
//! stand in the configured order whatever their evidence, and a story's first is its block in the unified
//! feed: an editor who wants another block puts that category higher.

use super::address::segments;
use super::labels::Labels;
use crate::model::{
    Assigned, Category, EntryRecord, Evidence, EvidenceKind, Province, Slug, Source, SourceId, Taxonomy,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Version of the rules themselves; part of the digest.
const RULES_VERSION: u8 = 1;
/// Reasons kept for one category or province.
const MAX_EVIDENCE: usize = 8;
/// Longest matched text kept, in characters.
const MAX_MATCHED_CHARS: usize = 120;
/// Labels of one entry that are looked at.
const MAX_LABELS: usize = 32;

/// What a story is about and where, with reasons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opinion {
    /// In the configured order; the default category only when nothing matched.
    pub categories: Vec<Assigned>,
    /// Units first, then old provinces; each in the order of the story's members.
    pub provinces: Vec<Assigned>,
}

/// Everything an opinion depends on beside the entries.
#[derive(Debug)]
pub struct Rules {
    categories: Vec<Slug>,
    default: Option<Slug>,
    labels: Labels,
    /// Lower-case path segments → places in `categories`.
    addresses: HashMap<String, Vec<usize>>,
    /// By today's and former ids.
    sources: HashMap<SourceId, Placed>,
    digest: [u8; 16],
}

/// What the config says of the stories of a source.
#[derive(Debug, Clone, Default)]
struct Placed {
    categories: Vec<usize>,
    /// The unit, and the old province where it is not the unit itself.
    province: Option<(Slug, Option<Slug>)>,
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
        Self {
            categories: taxonomy.categories.iter().map(|category| category.slug.clone()).collect(),
            default: taxonomy.default.clone(),
            labels: Labels::new(&taxonomy.categories),
            addresses,
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
        let mut reasons: Vec<Vec<Evidence>> = vec![Vec::new(); self.categories.len()];
        let mut units: Vec<Assigned> = Vec::new();
        let mut old: Vec<Assigned> = Vec::new();
        for record in entries {
            self.by_source(record, &mut reasons, &mut units, &mut old);
        }
        for record in entries {
            for label in record.entry.labels.iter().take(MAX_LABELS) {
                self.by_label(&label.term, &mut reasons);
                if let Some(for_people) = label.label.as_deref().filter(|l| *l != label.term) {
                    self.by_label(for_people, &mut reasons);
                }
            }
        }
        for record in entries {
            for segment in record.entry.link.iter().flat_map(|link| segments(link)) {
                for at in self.addresses.get(&segment).into_iter().flatten() {
                    note(reasons.get_mut(*at), EvidenceKind::Address, &segment);
                }
            }
        }
        let named = self.categories.iter().zip(reasons).filter(|(_, evidence)| !evidence.is_empty());
        let mut categories: Vec<Assigned> =
            named.map(|(slug, evidence)| Assigned { slug: slug.clone(), evidence }).collect();
        if let (true, Some(slug)) = (categories.is_empty(), &self.default) {
            let evidence = vec![Evidence { kind: EvidenceKind::Default, matched: slug.to_string() }];
            categories.push(Assigned { slug: slug.clone(), evidence });
        }
        old.retain(|province| units.iter().all(|unit| unit.slug != province.slug));
        units.extend(old);
        Opinion { categories, provinces: units }
    }

    fn by_source(
        &self,
        record: &EntryRecord,
        reasons: &mut [Vec<Evidence>],
        units: &mut Vec<Assigned>,
        old: &mut Vec<Assigned>,
    ) {
        let Some(placed) = self.sources.get(&record.source) else { return };
        for at in &placed.categories {
            note(reasons.get_mut(*at), EvidenceKind::Source, record.source.as_str());
        }
        match &placed.province {
            Some((unit, None)) => put(units, unit, EvidenceKind::Source, record.source.as_str()),
            Some((unit, Some(province))) => {
                put(units, unit, EvidenceKind::Unit, province.as_str());
                put(old, province, EvidenceKind::Source, record.source.as_str());
            }
            None => {}
        }
    }

    fn by_label(&self, label: &str, reasons: &mut [Vec<Evidence>]) {
        for at in self.labels.find(label) {
            note(reasons.get_mut(at), EvidenceKind::Label, label);
        }
    }
}

impl Placed {
    fn of(source: &Source, taxonomy: &Taxonomy) -> Self {
        let place = |slug: &Slug| taxonomy.categories.iter().position(|category| category.slug == *slug);
        let province = |slug: &Slug| taxonomy.provinces.iter().find(|province| province.slug == *slug);
        let split = |p: &Province| (p.unit.clone(), (p.unit != p.slug).then(|| p.slug.clone()));
        Self {
            categories: source.categories.iter().filter_map(place).collect(),
            province: source.province.as_ref().and_then(province).map(split),
        }
    }
}

/// Adds a reason once, within bounds.
fn note(reasons: Option<&mut Vec<Evidence>>, kind: EvidenceKind, matched: &str) {
    let Some(reasons) = reasons else { return };
    let matched: String = matched.chars().take(MAX_MATCHED_CHARS).collect();
    let evidence = Evidence { kind, matched };
    if reasons.len() < MAX_EVIDENCE && !reasons.contains(&evidence) {
        reasons.push(evidence);
    }
}

/// Adds a province, or a reason to one that is there.
fn put(provinces: &mut Vec<Assigned>, slug: &Slug, kind: EvidenceKind, matched: &str) {
    let at = provinces.iter().position(|province| province.slug == *slug).unwrap_or_else(|| {
        provinces.push(Assigned { slug: slug.clone(), evidence: Vec::new() });
        provinces.len() - 1
    });
    note(provinces.get_mut(at).map(|province| &mut province.evidence), kind, matched);
}

/// Of everything an opinion depends on, each text framed by its length.
fn digest(taxonomy: &Taxonomy, sources: &[Arc<Source>]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[RULES_VERSION]);
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    let mut list = |name: &str, texts: &mut dyn Iterator<Item = &str>| {
        add(name);
        texts.for_each(&mut add);
    };
    for Category { slug, name, slugs, aliases, combined, .. } in &taxonomy.categories {
        list("category", &mut [slug.as_str(), name].into_iter());
        list("slugs", &mut slugs.iter().map(String::as_str));
        list("aliases", &mut aliases.iter().map(String::as_str));
        for (label, slugs) in combined {
            list("combined", &mut [label.as_str()].into_iter().chain(slugs.iter().map(Slug::as_str)));
        }
    }
    for province in &taxonomy.provinces {
        list("province", &mut [province.slug.as_str(), province.unit.as_str()].into_iter());
    }
    list("default", &mut taxonomy.default.iter().map(Slug::as_str));
    let mut by_id: Vec<&Arc<Source>> = sources.iter().collect();
    by_id.sort_by(|a, b| a.id.cmp(&b.id));
    for source in by_id {
        list("source", &mut [source.id.as_str()].into_iter());
        list("formerly", &mut source.formerly.iter().map(SourceId::as_str));
        list("categories", &mut source.categories.iter().map(Slug::as_str));
        list("province", &mut source.province.iter().map(Slug::as_str));
    }
    let mut short = [0; 16];
    short.iter_mut().zip(hasher.finalize().as_bytes()).for_each(|(to, from)| *to = *from);
    short
}

#[cfg(test)]
mod tests;
