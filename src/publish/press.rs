//! [`Press`]: what is published where, and the [`Page`] of each address. Start reading here.

use super::bound::{MAX_DOCUMENT_BYTES, shorten};
use super::item::{Depth, Desk};
use crate::model::{
    Block, Category, EntryRecord, FeedSettings, Item, Page, Problem, Province, Scope, Slug, Source, SourceId,
    SourceState, Story, StoryId, Taxonomy, Timestamp,
};
use std::collections::HashSet;
use std::sync::Arc;
use url::Url;

/// A story with the records of its members, in their order.
type Told = (Story, Vec<EntryRecord>);

/// Everything beside stories that published bytes depend on.
#[derive(Debug, Clone, Copy)]
pub struct Press<'a> {
    /// Names of categories and provinces, and the order of blocks.
    pub taxonomy: &'a Taxonomy,
    /// Names, addresses and trust of publishers.
    pub sources: &'a [Arc<Source>],
    /// Titles and sizes.
    pub feed: &'a FeedSettings,
    /// The public root, ending in `/`.
    pub root: &'a Url,
    /// The stable id of this instance.
    pub instance: StoryId,
}

impl Press<'_> {
    /// The page of one scope with full texts, `told` newest first. `updated` is when the scope's feed, or
    /// its frame, last changed.
    pub fn page(&self, scope: &Scope, told: &[Told], updated: Timestamp) -> Page {
        let (path, title, subtitle) = self.heading(scope);
        let desk = self.desk(told.iter());
        let item = |(story, entries): &Told| desk.item(story, entries, None, Depth::Full);
        let block = Block { category: None, items: told.iter().filter_map(item).collect() };
        self.bind(path, title, subtitle, updated, vec![block], true)
    }

    /// Whether readers see the same of two states of a story, whenever it changed.
    pub fn shows_the_same(&self, before: &Told, after: &Told) -> bool {
        let desk = self.desk([before, after].into_iter());
        let seen = |(story, entries): &Told| {
            let story = Story { updated: before.0.updated, ..story.clone() };
            desk.item(&story, entries, None, Depth::Full)
        };
        seen(before) == seen(after)
    }

    /// The unified feed: leads only, in blocks as given (the configured order), newest first in a block.
    /// A story stands once, in the first block that has it, and names that block's category first.
    pub fn unified(&self, blocks: Vec<(Slug, Vec<Told>)>, updated: Timestamp) -> Page {
        let desk = self.desk(blocks.iter().flat_map(|(_, told)| told));
        let mut placed = HashSet::new();
        let mut out = Vec::with_capacity(blocks.len());
        for (slug, told) in &blocks {
            let fresh = told.iter().filter(|(story, _)| placed.insert(story.id));
            let items: Vec<Item> =
                fresh.filter_map(|(s, entries)| desk.item(s, entries, Some(slug), Depth::Lead)).collect();
            let name = self.category(slug).map_or(slug.as_str(), |category| &category.name);
            out.push(Block { category: Some((slug.to_string(), name.to_owned())), items });
        }
        let subtitle = "Tin mới nhất của từng chuyên mục".to_owned();
        self.bind("feed".to_owned(), self.feed.title.clone(), subtitle, updated, out, false)
    }

    /// Problems of sources, for the operator, and the daemon's `own` with the time they began; both in any
    /// order. Fixed ids: a source that falls ill again, or of something else, is a new item.
    pub fn health(&self, states: &[SourceState], own: &[(&Problem, Timestamp)], updated: Timestamp) -> Page {
        let known = |id: &SourceId| self.sources.iter().find(|source| source.id == *id);
        let mut items: Vec<Item> = states
            .iter()
            .filter_map(|state| super::health::item(known(&state.source)?, state, self))
            .chain(own.iter().map(|(problem, since)| super::health::own_item(problem, *since, self)))
            .collect();
        items.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| a.id.cmp(&b.id)));
        let title = format!("{}: sức khỏe các nguồn", self.feed.title);
        let subtitle = "Những nguồn đang không lấy được tin và cách khắc phục".to_owned();
        let block = Block { category: None, items };
        self.bind("health".to_owned(), title, subtitle, updated, vec![block], false)
    }

    /// Path, title and subtitle of a scope's feed.
    pub(super) fn heading(&self, scope: &Scope) -> (String, String, String) {
        let of = &self.feed.title;
        match scope {
            Scope::All | Scope::Every => {
                ("latest".to_owned(), format!("{of}: mới nhất"), "Mọi tin, mới nhất trước".to_owned())
            }
            Scope::Block(slug) | Scope::Category(slug) => {
                let category = self.category(slug);
                let name = category.map_or(slug.as_str(), |category| &category.name);
                let gloss = category.map(|category| category.gloss.clone()).filter(|gloss| !gloss.is_empty());
                let subtitle = gloss.unwrap_or_else(|| format!("Chuyên mục {name}"));
                (format!("category/{slug}"), format!("{of}: {name}"), subtitle)
            }
            Scope::Province(slug) => {
                let name = self.province(slug).map_or(slug.as_str(), |province| &province.name);
                (format!("province/{slug}"), format!("{of}: {name}"), format!("Tin về {name}"))
            }
            Scope::Source(id) | Scope::Filtered(id) => {
                let source = self.sources.iter().find(|source| source.id == *id);
                let name = source.map_or(id.as_str(), |source| &source.name);
                (format!("source/{id}"), format!("{of}: {name}"), format!("Tin của {name}"))
            }
        }
    }

    fn desk<'t>(&self, told: impl Iterator<Item = &'t Told>) -> Desk<'_> {
        let sources = self.sources.iter().map(AsRef::as_ref);
        Desk::new(sources, self.taxonomy, self.root, told.flat_map(|(_, entries)| entries))
    }

    fn category(&self, slug: &Slug) -> Option<&Category> {
        self.taxonomy.categories.iter().find(|category| category.slug == *slug)
    }

    fn province(&self, slug: &Slug) -> Option<&Province> {
        self.taxonomy.provinces.iter().find(|province| province.slug == *slug)
    }

    fn bind(
        &self,
        path: String,
        title: String,
        subtitle: String,
        updated: Timestamp,
        mut blocks: Vec<Block>,
        full_text: bool,
    ) -> Page {
        shorten(&mut blocks, MAX_DOCUMENT_BYTES);
        Page {
            title,
            subtitle: Some(subtitle),
            root: self.root.clone(),
            path,
            updated,
            instance: self.instance,
            blocks,
            full_text,
        }
    }
}
