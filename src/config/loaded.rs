//! [`Config`]: everything the files say, checked; and its digest.

use super::fault::Fault;
use crate::model::{Settings, Source, SourceId, Taxonomy};
use std::path::PathBuf;
use std::sync::Arc;

/// A configuration without faults.
#[derive(Debug, Clone)]
pub struct Config {
    /// What the main file says beside its lists.
    pub settings: Settings,
    /// Categories and provinces.
    pub taxonomy: Taxonomy,
    /// In the order of files and lines, disabled ones included.
    pub sources: Vec<Arc<Source>>,
    /// Of everything that published bytes depend on: equal digests mean equal documents.
    pub digest: [u8; 16],
    /// Every file that was read, the main one first.
    pub files: Vec<PathBuf>,
    /// What has no effect, or perhaps not the one intended.
    pub warnings: Vec<Fault>,
}

impl Config {
    pub(super) fn new(
        settings: Settings,
        taxonomy: Taxonomy,
        sources: Vec<Arc<Source>>,
        files: Vec<PathBuf>,
        warnings: Vec<Fault>,
    ) -> Self {
        let digest = digest(&settings, &taxonomy, &sources);
        Self { settings, taxonomy, sources, digest, files, warnings }
    }

    /// The source of this id.
    pub fn source(&self, id: &SourceId) -> Option<&Arc<Source>> {
        self.sources.iter().find(|source| source.id == *id)
    }
}

/// BLAKE3 over names and values, each with its length before it, so that no two configurations that
/// differ in them write the same bytes. Sources count in the order of their ids, wherever they stand.
fn digest(settings: &Settings, taxonomy: &Taxonomy, sources: &[Arc<Source>]) -> [u8; 16] {
    let mut hash = Digest(blake3::Hasher::new());
    hash.text("diemtin config 1");
    hash.text(settings.server.public_url.as_str());
    hash.text(&settings.feed.title);
    hash.number(settings.feed.per_category as u64);
    hash.number(settings.feed.page_size as u64);
    hash.number(taxonomy.categories.len() as u64);
    for category in &taxonomy.categories {
        [category.slug.as_str(), &category.name, &category.gloss]
            .into_iter()
            .for_each(|text| hash.text(text));
    }
    hash.text(taxonomy.default.as_ref().map_or("", |slug| slug.as_str()));
    hash.number(taxonomy.provinces.len() as u64);
    for province in &taxonomy.provinces {
        [province.slug.as_str(), &province.name, province.unit.as_str()]
            .into_iter()
            .for_each(|text| hash.text(text));
    }
    let mut sources: Vec<&Source> = sources.iter().map(Arc::as_ref).collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    hash.number(sources.len() as u64);
    for source in sources {
        [source.id.as_str(), &source.name, source.url.as_str()].into_iter().for_each(|text| hash.text(text));
        hash.number(source.categories.len() as u64);
        source.categories.iter().for_each(|slug| hash.text(slug.as_str()));
        hash.text(source.province.as_ref().map_or("", |slug| slug.as_str()));
        hash.number(u64::from(source.trust.cast_unsigned()));
    }
    let mut bytes = [0; 16];
    hash.0.finalize_xof().fill(&mut bytes);
    bytes
}

struct Digest(blake3::Hasher);

impl Digest {
    fn number(&mut self, number: u64) {
        self.0.update(&number.to_be_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text.as_bytes());
    }
}
