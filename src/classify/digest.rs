//! [`digest`]: equal for rules that give equal opinions. A change is a re-index.

use crate::model::{Category, Filter, Slug, Source, SourceId, Taxonomy};
use std::sync::Arc;

/// Version of the rules themselves; part of the digest.
const RULES_VERSION: u8 = 3;

/// Of everything an opinion depends on, each text framed by its length.
pub(super) fn digest(taxonomy: &Taxonomy, sources: &[Arc<Source>]) -> [u8; 16] {
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
    for Category { slug, name, gloss: _, slugs, aliases, combined, phrases, negative, broad } in
        &taxonomy.categories
    {
        list("category", &mut [slug.as_str(), name].into_iter());
        list(if *broad { "broad" } else { "own" }, &mut std::iter::empty());
        list("slugs", &mut slugs.iter().map(String::as_str));
        list("aliases", &mut aliases.iter().map(String::as_str));
        for (label, slugs) in combined {
            list("combined", &mut [label.as_str()].into_iter().chain(slugs.iter().map(Slug::as_str)));
        }
        for (phrase, weight) in phrases {
            list("phrase", &mut [phrase.as_str(), &weight.to_string()].into_iter());
        }
        list("negative", &mut negative.iter().map(String::as_str));
    }
    for province in &taxonomy.provinces {
        let names = [province.slug.as_str(), province.unit.as_str(), &province.name];
        list("province", &mut names.into_iter());
        list("variants", &mut province.variants.iter().map(String::as_str));
        list("negative", &mut province.negative.iter().map(String::as_str));
    }
    list("not after", &mut taxonomy.not_after.iter().map(String::as_str));
    list("default", &mut taxonomy.default.iter().map(Slug::as_str));
    let mut by_id: Vec<&Arc<Source>> = sources.iter().collect();
    by_id.sort_by(|a, b| a.id.cmp(&b.id));
    for source in by_id {
        list("source", &mut [source.id.as_str()].into_iter());
        list("formerly", &mut source.formerly.iter().map(SourceId::as_str));
        list("categories", &mut source.categories.iter().map(Slug::as_str));
        list("province", &mut source.province.iter().map(Slug::as_str));
        for (name, Filter { phrases, categories, urls }) in
            [("include", &source.include), ("exclude", &source.exclude)]
        {
            list(name, &mut phrases.iter().map(String::as_str));
            list("categories", &mut categories.iter().map(Slug::as_str));
            list("urls", &mut urls.iter().map(String::as_str));
        }
    }
    let mut short = [0; 16];
    short.iter_mut().zip(hasher.finalize().as_bytes()).for_each(|(to, from)| *to = *from);
    short
}
