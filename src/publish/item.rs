//! One story and the entries it is made of → one [`Item`] as readers see it.

use super::markup::escape;
use super::withdrawn;
use crate::model::{
    Assigned, Enclosure, Entry, EntryRecord, Item, Label, Person, Publisher, Slug, Source, SourceId, Story,
    Taxonomy,
};
use crate::text::{excerpt, xml_safe};
use std::collections::{HashMap, HashSet};
use url::Url;

/// Longest lead of a story in the unified feed, in characters.
pub(super) const LEAD_CHARS: usize = 600;
/// Longest title made of a text, in characters.
const TITLE_CHARS: usize = 80;
/// How much longer a later text must be to lead.
const LONGER_TIMES: usize = 2;
/// A text that leads by its length has more bytes than this: below are leads of all lengths.
const MIN_TOLD_BYTES: usize = 1_500;
/// The title of a story without title, text and address.
const UNTITLED: &str = "(không đề)";

/// Whether items carry full texts, or leads only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Title, link and a lead of at most [`LEAD_CHARS`].
    Lead,
    /// Everything the leading entry has.
    Full,
}

/// The sources and names that the stories of one page need.
pub(super) struct Desk<'a> {
    sources: HashMap<&'a str, &'a Source>,
    taxonomy: &'a Taxonomy,
    root: String,
    category_scheme: String,
    province_scheme: String,
}

impl<'a> Desk<'a> {
    /// Looks up the sources of `records`, also under ids they had before.
    pub(super) fn new<'r>(
        sources: impl Iterator<Item = &'a Source>,
        taxonomy: &'a Taxonomy,
        root: &Url,
        records: impl Iterator<Item = &'r EntryRecord>,
    ) -> Self {
        let wanted: HashSet<&str> = records.map(|record| record.source.as_str()).collect();
        let mut found: HashMap<&'a str, &'a Source> = HashMap::with_capacity(wanted.len());
        for source in sources {
            if wanted.contains(source.id.as_str()) {
                found.insert(source.id.as_str(), source);
            }
            for old in source.formerly.iter().map(SourceId::as_str).filter(|old| wanted.contains(old)) {
                found.entry(old).or_insert(source);
            }
        }
        Self {
            sources: found,
            taxonomy,
            root: root.to_string(),
            category_scheme: format!("{root}category/"),
            province_scheme: format!("{root}province/"),
        }
    }

    /// The story as readers see it; absent when none of its entries is at hand. `block` is the category
    /// that comes first in the unified feed.
    pub(super) fn item(
        &self,
        story: &Story,
        entries: &[EntryRecord],
        block: Option<&Slug>,
        depth: Depth,
    ) -> Option<Item> {
        let lead_at = self.leading(entries)?;
        let ranked = entries.get(lead_at).into_iter().chain(others(entries, lead_at));
        let leading = entries.get(lead_at)?;
        let lead = &leading.entry;
        let (summary, content) = texts(lead, entries, depth);
        let mut item = Item {
            id: story.id,
            time: story.time,
            updated: story.updated.max(story.time),
            title: title(lead, entries),
            link: ranked.clone().find_map(|record| link(&record.entry)),
            summary,
            content,
            authors: lead.authors.iter().filter(|author| !blank(&author.name)).map(person).collect(),
            categories: self.categories(story, block),
            enclosures: lead
                .enclosures
                .iter()
                .filter(|medium| web_address(&medium.url))
                .map(enclosure)
                .collect(),
            publishers: self.publishers(ranked),
        };
        if let Some(since) = leading.withdrawn {
            withdrawn::mark(&mut item, since, &self.root);
        }
        Some(item)
    }

    /// The entry whose source is trusted most. Among equals the earliest, unless a later one tells at least
    /// twice as much: a headline gives way to the article, and an article to nothing. So whoever leads goes
    /// on leading, however many reprints follow. A source that left the config counts like one without an
    /// opinion.
    fn leading(&self, entries: &[EntryRecord]) -> Option<usize> {
        let rank = |record: &EntryRecord| {
            let trust = self.source(&record.source).map_or(0, |source| source.trust);
            (trust, record.entry.content.len().max(record.entry.summary.len()))
        };
        let mut best: Option<(usize, (i32, usize))> = None;
        for (at, record) in entries.iter().enumerate() {
            let (trust, bytes) = rank(record);
            let leads = |(_, (most, told)): (usize, (i32, usize))| {
                trust > most || (trust == most && bytes > MIN_TOLD_BYTES && bytes / LONGER_TIMES >= told)
            };
            if best.is_none_or(leads) {
                best = Some((at, (trust, bytes)));
            }
        }
        best.map(|(at, _)| at)
    }

    fn source(&self, id: &SourceId) -> Option<&'a Source> {
        self.sources.get(id.as_str()).copied()
    }

    fn publishers<'r>(&self, ranked: impl Iterator<Item = &'r EntryRecord>) -> Vec<Publisher> {
        let mut told = HashSet::new();
        let mut publishers = Vec::new();
        for record in ranked {
            let source = self.source(&record.source);
            let id = source.map_or(&record.source, |source| &source.id);
            if !told.insert((id.clone(), record.entry.link.clone())) {
                continue;
            }
            publishers.push(Publisher {
                id: id.to_string(),
                name: source.map_or_else(|| id.to_string(), |source| source.name.clone()),
                url: source.map(|source| source.url.to_string()),
                link: link(&record.entry),
                title: record.entry.title.clone(),
                first_seen: record.first_seen,
                withdrawn: record.withdrawn,
            });
        }
        publishers
    }

    fn categories(&self, story: &Story, block: Option<&Slug>) -> Vec<Label> {
        let label = |slug: &Slug, scheme: &str, name: &str| Label {
            term: slug.to_string(),
            scheme: Some(scheme.to_owned()),
            label: Some(name.to_owned()),
        };
        let category = |slug: &Slug| {
            let known = self.taxonomy.categories.iter().find(|category| category.slug == *slug)?;
            Some(label(slug, &self.category_scheme, &known.name))
        };
        let province = |slug: &Slug| {
            let known = self.taxonomy.provinces.iter().find(|province| province.slug == *slug)?;
            Some(label(slug, &self.province_scheme, &known.name))
        };
        let assigned = |list: &'_ [Assigned]| list.iter().map(|a| a.slug.clone()).collect::<Vec<_>>();
        let rest = assigned(&story.categories).into_iter().filter(|slug| Some(slug) != block);
        let mut labels: Vec<Label> =
            block.cloned().into_iter().chain(rest).filter_map(|s| category(&s)).collect();
        labels.extend(assigned(&story.provinces).iter().filter_map(province));
        labels
    }
}

fn others(entries: &[EntryRecord], but: usize) -> impl Iterator<Item = &EntryRecord> + Clone {
    entries.iter().enumerate().filter(move |(at, _)| *at != but).map(|(_, record)| record)
}

fn blank(text: &str) -> bool {
    xml_safe(text).trim().is_empty()
}

/// The address of an entry. Whatever reads entries gives web addresses only; nothing else may become a link.
fn link(entry: &Entry) -> Option<String> {
    entry.link.clone().filter(|link| web_address(link))
}

fn web_address(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// A portal's word for an author, without what no reader should follow or the schema refuses.
fn person(claimed: &Person) -> Person {
    Person {
        name: claimed.name.clone(),
        email: claimed.email.clone().filter(|email| plausible(email, '@')),
        uri: claimed.uri.clone().filter(|uri| web_address(uri)),
    }
}

/// A portal's word for a medium; a type that is none is left out (RFC 4287 §3.1.1: `type "/" subtype`).
fn enclosure(claimed: &Enclosure) -> Enclosure {
    let media_type = claimed.media_type.clone().filter(|media_type| plausible(media_type, '/'));
    Enclosure { media_type, ..claimed.clone() }
}

/// Something before `mark` and something after it, all of it visible ASCII.
fn plausible(text: &str, mark: char) -> bool {
    let parts = text.split_once(mark);
    parts.is_some_and(|(a, b)| !a.is_empty() && !b.is_empty()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// Summary and content of an item, both sanitised HTML.
fn texts(lead: &Entry, entries: &[EntryRecord], depth: Depth) -> (String, String) {
    let told = |entry: &Entry| !blank(&entry.summary) || !blank(&entry.content);
    // A trusted portal that gives headlines only still leads; the words are then another publisher's.
    let text =
        if told(lead) { lead } else { entries.iter().map(|r| &r.entry).find(|e| told(e)).unwrap_or(lead) };
    match depth {
        Depth::Full if text.summary == text.content => (String::new(), text.content.clone()),
        Depth::Full => (text.summary.clone(), text.content.clone()),
        Depth::Lead => {
            let html = if blank(&text.summary) { &text.content } else { &text.summary };
            (escape(&excerpt(html, LEAD_CHARS)).into_owned(), String::new())
        }
    }
}

/// A title that is never empty: the leading entry's, another entry's, the first words, the address.
fn title(lead: &Entry, entries: &[EntryRecord]) -> String {
    let given = std::iter::once(lead).chain(entries.iter().map(|record| &record.entry));
    if let Some(entry) = given.clone().find(|entry| !blank(&entry.title)) {
        return entry.title.clone();
    }
    let words = given.clone().flat_map(|entry| [&entry.summary, &entry.content]);
    let words = words.map(|html| excerpt(html, TITLE_CHARS)).find(|words| !blank(words));
    let address = || given.clone().find_map(link);
    words.or_else(address).unwrap_or_else(|| UNTITLED.to_owned())
}

/// Publishers beyond the leading one whose address of the article is another; each address once.
pub(super) fn further(item: &Item) -> impl Iterator<Item = &Publisher> {
    let mut told: HashSet<&str> = item.link.as_deref().into_iter().collect();
    item.publishers
        .iter()
        .filter(move |publisher| publisher.link.as_deref().is_some_and(|link| told.insert(link)))
}
