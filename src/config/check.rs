//! What the files say, held against each other: ids given twice, slugs that nobody defined, old provinces
//! without a unit.

use super::fault::{Findings, Place, Placed};
use super::load::Gathered;
use super::nearest::{address_form, nearest};
use super::page::shown;
use super::phrases;
use super::source::Draft;
use super::taxonomy::{CategoryDraft, ProvinceDraft};
use crate::model::{FetchSettings, Filter, Slug, Source, Taxonomy};
use crate::text;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Taxonomy and sources, complete; absent when a file could not be read, and meaningless after a fault.
pub(super) fn all(gathered: &Gathered, findings: &Findings) -> Option<(Taxonomy, Vec<Arc<Source>>)> {
    let categories =
        Words::new("category", gathered.categories.iter().map(category_words), gathered.complete);
    let provinces = Words::new("province", gathered.provinces.iter().map(province_words), gathered.complete);
    let taxonomy = taxonomy(gathered, &categories, &provinces, findings);
    unique_sources(&gathered.sources, findings);
    let fetch = gathered.settings.as_ref().map(|settings| &settings.fetch);
    let mut sources = Vec::with_capacity(gathered.sources.len());
    for draft in &gathered.sources {
        sources.extend(source(draft, &categories, &provinces, fetch, findings));
    }
    if gathered.complete && !gathered.sources.iter().any(|d| d.source.as_ref().is_none_or(|s| s.enabled)) {
        findings.warn(
            &gathered.top,
            "no source is enabled: nothing will be polled; add one or set enabled = true",
        );
    }
    gathered.complete.then_some((taxonomy, sources))
}

/// The slugs that may be referred to, and the words an editor may have taken for them.
struct Words<'g> {
    kind: &'static str,
    by_slug: HashMap<&'g str, &'g Slug>,
    words: Vec<(&'g str, &'g Slug)>,
    complete: bool,
}

impl<'g> Words<'g> {
    fn new(
        kind: &'static str,
        entries: impl Iterator<Item = (&'g Slug, Vec<&'g str>)>,
        complete: bool,
    ) -> Self {
        let mut words = Self { kind, by_slug: HashMap::new(), words: Vec::new(), complete };
        for (slug, others) in entries {
            words.by_slug.insert(slug.as_str(), slug);
            words.words.push((slug.as_str(), slug));
            words.words.extend(others.into_iter().map(|word| (word, slug)));
        }
        words
    }

    /// The slug that is meant; a fault when nobody defined it. While a file is missing, nobody can say.
    fn find(&self, word: &Placed<String>, findings: &Findings) -> Option<Slug> {
        if let Some(slug) = self.by_slug.get(word.value.as_str()) {
            return Some((*slug).clone());
        }
        if self.complete {
            findings.fault(&word.place, self.unknown(&word.value));
        }
        None
    }

    fn unknown(&self, word: &str) -> String {
        let kind = self.kind;
        let said = format!("{kind} {:?}: expected the slug of a configured {kind}", shown(word));
        if self.by_slug.is_empty() {
            return format!("{said}, and there is none; include a file with [[{kind}]]");
        }
        let form = address_form(word);
        let same = self.words.iter().find(|(other, _)| address_form(other) == form).map(|(_, slug)| *slug);
        let near =
            || nearest(word, self.by_slug.keys().copied()).and_then(|slug| self.by_slug.get(slug).copied());
        match same.or_else(near) {
            Some(meant) => format!("{said}; did you mean \"{meant}\""),
            None => format!("{said}; the slugs stand after slug = in the file with [[{kind}]]"),
        }
    }
}

fn category_words(draft: &CategoryDraft) -> (&Slug, Vec<&str>) {
    let category = &draft.category.value;
    let others = [&category.name].into_iter().chain(&category.slugs).chain(&category.aliases);
    (&category.slug, others.map(String::as_str).collect())
}

fn province_words(draft: &ProvinceDraft) -> (&Slug, Vec<&str>) {
    let province = &draft.province.value;
    (&province.slug, [&province.name].into_iter().chain(&province.variants).map(String::as_str).collect())
}

/// Notes the second and every further thing of the same key.
struct Once<'f> {
    findings: &'f Findings,
    what: &'static str,
    advice: &'static str,
    /// Whose it is and where.
    first: HashMap<String, (String, Place)>,
}

impl<'f> Once<'f> {
    fn new(findings: &'f Findings, what: &'static str, advice: &'static str) -> Self {
        Self { findings, what, advice, first: HashMap::new() }
    }

    /// Takes `key` for `owner`; an owner may name a thing of its own twice.
    fn take(&mut self, key: String, owner: &str, value: &str, place: &Place) {
        match self.first.entry(key) {
            Entry::Vacant(free) => {
                free.insert((owner.to_owned(), place.clone()));
            }
            Entry::Occupied(taken) if !owner.is_empty() && taken.get().0 == owner => {}
            Entry::Occupied(taken) => {
                let (what, advice, at) = (self.what, self.advice, &taken.get().1);
                self.findings
                    .fault(place, format!("{what} {:?} is already given at {at}: {advice}", shown(value)));
            }
        }
    }
}

/// Equal for names that are compared as equal. What has no such form (a lone sign) is taken as it stands.
fn folded(written: &str) -> String {
    let normal = text::normal(written);
    if normal.is_empty() { written.to_owned() } else { normal }
}

fn taxonomy(
    gathered: &Gathered,
    categories: &Words<'_>,
    provinces: &Words<'_>,
    findings: &Findings,
) -> Taxonomy {
    unique_categories(&gathered.categories, findings);
    unique_provinces(&gathered.provinces, findings);
    phrases::judge(&gathered.categories, findings);
    let as_text = |slug: &Placed<Slug>| Placed { value: slug.value.to_string(), place: slug.place.clone() };
    for part in gathered.categories.iter().flat_map(|c| &c.combined).flat_map(|(_, parts)| parts) {
        categories.find(&as_text(part), findings);
    }
    let default = gathered.default.as_ref().and_then(|slug| categories.find(&as_text(slug), findings));
    let units: HashMap<&Slug, &Slug> =
        gathered.provinces.iter().map(|p| (&p.province.value.slug, &p.unit.value)).collect();
    for draft in &gathered.provinces {
        let unit = &draft.unit;
        let found = provinces.find(&as_text(unit), findings);
        if let Some(other) = found.and_then(|_| units.get(&unit.value)).filter(|other| **other != &unit.value)
        {
            let sentence = format!(
                "unit \"{}\" is itself a part of \"{other}\": expected the unit of today",
                unit.value
            );
            findings.fault(&unit.place, sentence);
        }
    }
    Taxonomy {
        categories: gathered.categories.iter().map(|c| c.category.value.clone()).collect(),
        provinces: gathered.provinces.iter().map(|p| p.province.value.clone()).collect(),
        default,
        not_after: gathered.not_after.clone(),
    }
}

fn unique_categories(drafts: &[CategoryDraft], findings: &Findings) {
    let mut own = Once::new(findings, "category", "give one of the two another slug");
    let mut slugs = Once::new(findings, "slug", "keep it in one category");
    let mut labels =
        Once::new(findings, "label", "keep it in one category; a label of several goes into combined");
    for CategoryDraft { category, .. } in drafts {
        own.take(category.value.slug.to_string(), "", category.value.slug.as_str(), &category.place);
        let owner = category.value.slug.as_str();
        slugs.take(owner.to_owned(), owner, owner, &category.place);
        labels.take(folded(&category.value.name), owner, &category.value.name, &category.place);
        labels.take(folded(owner), owner, owner, &category.place);
    }
    for draft in drafts {
        let owner = draft.category.value.slug.as_str();
        for slug in &draft.slugs {
            // in addresses their case does not count, and as labels neither does the dash
            slugs.take(slug.value.to_lowercase(), owner, &slug.value, &slug.place);
            labels.take(folded(&slug.value), owner, &slug.value, &slug.place);
        }
        for label in draft.aliases.iter().chain(draft.combined.iter().map(|(label, _)| label)) {
            labels.take(folded(&label.value), owner, &label.value, &label.place);
        }
    }
}

fn unique_provinces(drafts: &[ProvinceDraft], findings: &Findings) {
    let mut own = Once::new(findings, "province", "give one of the two another slug");
    let mut names = Once::new(findings, "name", "keep it with one province");
    for ProvinceDraft { province, .. } in drafts {
        let owner = province.value.slug.as_str();
        own.take(owner.to_owned(), "", owner, &province.place);
        names.take(folded(&province.value.name), owner, &province.value.name, &province.place);
    }
    for draft in drafts {
        for variant in &draft.variants {
            names.take(
                folded(&variant.value),
                draft.province.value.slug.as_str(),
                &variant.value,
                &variant.place,
            );
        }
    }
}

fn unique_sources(drafts: &[Draft], findings: &Findings) {
    let mut ids = Once::new(findings, "id", "give one of the two sources another id");
    let mut urls = Once::new(findings, "url", "keep one of the two sources");
    for draft in drafts {
        if let Some(id) = &draft.id {
            ids.take(id.value.to_string(), "", id.value.as_str(), &id.place);
        }
        if let Some(url) = &draft.url {
            let mut address = url.value.clone();
            address.set_fragment(None);
            urls.take(address.to_string(), "", url.value.as_str(), &url.place);
        }
    }
    ids.what = "formerly";
    ids.advice = "an id leads to one source only; keep it there or here";
    for former in drafts.iter().flat_map(|draft| &draft.formerly) {
        ids.take(former.value.to_string(), "", former.value.as_str(), &former.place);
    }
}

/// The source with its categories and province looked up.
fn source(
    draft: &Draft,
    categories: &Words<'_>,
    provinces: &Words<'_>,
    fetch: Option<&FetchSettings>,
    findings: &Findings,
) -> Option<Arc<Source>> {
    let look_up = |words: &[Placed<String>]| {
        let mut slugs: Vec<Slug> = Vec::new();
        for slug in words.iter().filter_map(|word| categories.find(word, findings)) {
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        slugs
    };
    let slugs = look_up(&draft.categories);
    let (included, excluded) = (look_up(&draft.include.categories), look_up(&draft.exclude.categories));
    let own =
        draft.exclude.categories.iter().filter(|word| slugs.iter().any(|slug| slug.as_str() == word.value));
    for word in own {
        let sentence = format!(
            "exclude names the category {:?}, which all stories of this source have: none of them is shown",
            shown(&word.value)
        );
        findings.warn(&word.place, sentence);
    }
    let province = draft.province.as_ref().and_then(|word| provinces.find(word, findings));
    if let (Some(interval), Some(fetch)) = (&draft.interval, fetch) {
        let bounded = interval.value.max(fetch.min_interval).min(fetch.max_interval);
        if bounded != interval.value {
            let show = humantime::format_duration;
            let (wanted, bounded) = (show(interval.value), show(bounded));
            let sentence =
                format!("interval = \"{wanted}\": [fetch] bounds it to {bounded}; change it here or there");
            findings.warn(&interval.place, sentence);
        }
    }
    let mut source = draft.source.clone()?;
    source.categories = slugs;
    source.include = Filter { categories: included, ..draft.include.filter.clone() };
    source.exclude = Filter { categories: excluded, ..draft.exclude.filter.clone() };
    source.province = province;
    Some(Arc::new(source))
}
