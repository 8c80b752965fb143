//! Identity: which entry of a source this is, from poll to poll.
//!
//! An entry is known by its guid, else by its canonical link, else by title and text. Portals break each
//! of these, so every entry carries two keys and is looked up under both, the sharper first:
//!
//! * the *plain* key is what the identity should be: the guid, or the link;
//! * the *sharp* key adds link and title to a guid, and the title to a link.
//!
//! When two entries of one fetch share a guid and say different things, the guid is no identity for them
//! and both are stored under their sharp keys. They are found there later even when the sibling has left
//! the feed and the guid looks unique again. An entry that was stored under its plain key before the
//! collision is found there, when link or words agree ([`super::merge`] decides that). The source is then
//! marked: from that day on, its guids alone are not enough.

use super::canonical::{canonical, link_hash};
use super::keys::{Kind, guid_value, key};
use super::number::{name_by_number, number_hash};
use super::wording::{Wording, content_hash, headline_hash};
use crate::model::{ContentHash, Entry, EntryKey, LinkHash, Source, SourceId};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use url::Url;

/// Entries of different titles under one address that make it a page of several articles.
const TITLES_OF_A_PAGE: usize = 3;
/// Former ids and host aliases of a source that are looked up, at most of each.
const MAX_FORMER: usize = 8;

/// An entry with everything it may be known by.
#[derive(Debug, Clone)]
pub struct Identified {
    /// What it is stored under when nothing is known of it.
    pub key: EntryKey,
    /// What else the store must be asked for.
    pub aliases: Vec<EntryKey>,
    /// Its canonical link, when that identifies an article.
    pub link: Option<LinkHash>,
    /// The same on every other host its source has lived on.
    pub twins: Vec<LinkHash>,
    /// The hash of its number on its host, where it has one: another name of its story.
    pub number: Option<LinkHash>,
    /// What a reader sees of it.
    pub content: ContentHash,
    /// As published.
    pub entry: Entry,
    /// How its keys are to be read.
    pub(super) keys: Keys,
}

impl Identified {
    /// The keys it may be stored under: of no other article of its source.
    pub fn own_keys(&self) -> impl Iterator<Item = EntryKey> {
        std::iter::once(self.key).chain(self.keys.sharp.iter().copied())
    }

    /// Every link that is its article's: the one it has, then those on other hosts of its source.
    pub fn links(&self) -> impl Iterator<Item = LinkHash> {
        self.link.into_iter().chain(self.twins.iter().copied())
    }
}

/// The keys of an entry by their meaning, those under the source's id of today first.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// With link and title; empty for an entry known by title and text.
    pub sharp: Vec<EntryKey>,
    /// The identity as it should be.
    pub plain: Vec<EntryKey>,
    /// The marks of a source that reuses guids, today's id first; empty when the entry has no guid. The
    /// first entry of a fetch asks for them on behalf of all.
    pub marks: Vec<EntryKey>,
    /// The plain identity is shared within this fetch.
    pub collides: bool,
    /// The plain identity is a guid.
    pub by_guid: bool,
    /// The title in comparison form.
    pub title: String,
}

/// Entries of one fetch with their keys, in document order. Exact duplicates collapse into the one that
/// says most; entries with nothing to read and no link are left out. The keys do not depend on the order.
pub fn identify(source: &Source, entries: Vec<Entry>) -> Vec<Identified> {
    identified(source, entries, Telling::Whole)
}

/// The same for entries of a list or a sitemap. Whether a list shows a lead, a picture or a section with a
/// headline depends on the place it has that day, so that only headline and address say what an entry is. An article is the same under another
/// address where the addresses of the list end in numbers.
pub fn identify_listed(source: &Source, mut entries: Vec<Entry>) -> Vec<Identified> {
    name_by_number(&mut entries);
    identified(source, entries, Telling::Headline)
}

/// How much of an entry its content hash is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    Whole,
    Headline,
}

fn identified(source: &Source, entries: Vec<Entry>, telling: Telling) -> Vec<Identified> {
    let feed = canonical(source.url.as_str());
    let mut drafts: Vec<Draft> = entries
        .into_iter()
        .map(|entry| Draft::new(entry, feed.as_deref(), telling))
        .filter(|d| !d.is_empty())
        .collect();
    let pages = pages_of_several(&drafts);
    for draft in &mut drafts {
        draft.on_page = draft.link.as_ref().is_some_and(|link| pages.contains(link));
    }
    let drafts = collapse(drafts);
    let shared = shared_guids(&drafts);
    let ids: Vec<&SourceId> =
        std::iter::once(&source.id).chain(source.formerly.iter().take(MAX_FORMER)).collect();
    let mut identified: Vec<Identified> =
        drafts.into_iter().map(|draft| draft.identified(source, &ids, &shared)).collect();
    if let Some(first) = identified.first_mut() {
        first.aliases.extend(ids.iter().map(|id| key(id, Kind::Mark, &[])));
    }
    identified
}

/// An entry with its identities worked out, before it is known which of them are shared.
struct Draft {
    entry: Entry,
    guid: Option<String>,
    link: Option<String>,
    wording: Wording,
    content: ContentHash,
    on_page: bool,
}

impl Draft {
    fn new(mut entry: Entry, feed: Option<&str>, telling: Telling) -> Self {
        let guid = entry.guid.as_deref().and_then(|guid| guid_value(guid, feed));
        entry.link = entry.link.filter(|link| !link.trim().is_empty());
        let link = entry.link.as_deref().and_then(canonical).filter(|link| Some(link.as_str()) != feed);
        let wording = Wording::of(&entry);
        let content = match telling {
            Telling::Whole => content_hash(&wording, link.as_deref(), &entry),
            Telling::Headline => headline_hash(&wording, link.as_deref()),
        };
        Self { entry, guid, link, wording, content, on_page: false }
    }

    fn is_empty(&self) -> bool {
        self.wording.is_empty() && self.link.is_none() && self.entry.enclosures.is_empty()
    }

    /// The link where it identifies an article.
    fn article(&self) -> Option<&str> {
        self.link.as_deref().filter(|_| !self.on_page)
    }

    /// What two entries of one identity must differ in to be two articles: the article's address, else
    /// the title.
    fn apart(&self) -> &str {
        self.article().unwrap_or(&self.wording.title)
    }

    /// The order in which duplicates are preferred, whichever stands first.
    fn merit(&self) -> impl Ord + use<> {
        let claim = self.entry.updated.or(self.entry.published).map(|claim| claim.at);
        (claim, self.wording.text.len(), Reverse(self.link.clone()), self.content)
    }

    fn identified(self, source: &Source, ids: &[&SourceId], shared: &HashSet<String>) -> Identified {
        let keys = self.keys(source, ids, shared);
        let today = if keys.collides { keys.sharp.first() } else { keys.plain.first() };
        let fallback = || key(&source.id, Kind::Text, &[&self.wording.title, &self.wording.text]);
        let key = today.copied().unwrap_or_else(fallback);
        let others = keys.sharp.iter().chain(&keys.plain);
        let mut aliases: Vec<EntryKey> = Vec::new();
        for other in others {
            if *other != key && !aliases.contains(other) {
                aliases.push(*other);
            }
        }
        let link = self.article().map(link_hash);
        let elsewhere = self.article().map(|link| addresses_over_time(source, link)).unwrap_or_default();
        let twins = elsewhere.iter().skip(1).map(|link| link_hash(link)).collect();
        let guid = self.guid.as_deref().filter(|_| !keys.collides);
        let number = guid.zip(self.article()).and_then(|(g, a)| number_hash(g, a, &self.wording.title));
        Identified { key, aliases, link, twins, number, content: self.content, entry: self.entry, keys }
    }

    fn keys(&self, source: &Source, ids: &[&SourceId], shared: &HashSet<String>) -> Keys {
        let title = self.wording.title.clone();
        if let Some(guid) = &self.guid {
            let guises = guises_over_time(source, guid, self.link.as_deref().unwrap_or(""));
            let each = || ids.iter().flat_map(|id| guises.iter().map(move |guise| (*id, guise)));
            return Keys {
                sharp: each().map(|(id, (g, l))| key(id, Kind::SharedGuid, &[g, l, &title])).collect(),
                plain: each().map(|(id, (guid, _))| key(id, Kind::Guid, &[guid])).collect(),
                marks: ids.iter().map(|id| key(id, Kind::Mark, &[])).collect(),
                collides: shared.contains(guid),
                by_guid: true,
                title,
            };
        }
        if let Some(link) = &self.link {
            let links = addresses_over_time(source, link);
            let each = || ids.iter().flat_map(|id| links.iter().map(move |link| (*id, link)));
            return Keys {
                sharp: each().map(|(id, link)| key(id, Kind::SharedLink, &[link, &title])).collect(),
                plain: each().map(|(id, link)| key(id, Kind::Link, &[link])).collect(),
                collides: self.on_page,
                title,
                ..Keys::default()
            };
        }
        let text = &self.wording.text;
        Keys {
            plain: ids.iter().map(|id| key(id, Kind::Text, &[&title, text])).collect(),
            title,
            ..Keys::default()
        }
    }
}

/// A canonical link, and the same on every other host its source has lived on.
fn addresses_over_time(source: &Source, link: &str) -> Vec<String> {
    let mut links = vec![link.to_owned()];
    if source.aliases.is_empty() {
        return links;
    }
    let home = source.url.host_str().unwrap_or("");
    let hosts: Vec<String> = std::iter::once(home)
        .chain(source.aliases.iter().take(MAX_FORMER).map(String::as_str))
        .filter_map(|host| canonical(&format!("https://{host}/x")))
        .collect();
    let Ok(parsed) = Url::parse(link) else { return links };
    let host_of = |url: &Url| url.host_str().map(str::to_owned);
    let parsed_hosts: Vec<String> = hosts.iter().filter_map(|h| host_of(&Url::parse(h).ok()?)).collect();
    if !host_of(&parsed).is_some_and(|host| parsed_hosts.contains(&host)) {
        return links;
    }
    for host in &parsed_hosts {
        let mut other = parsed.clone();
        if other.set_host(Some(host)).is_ok()
            && let Some(other) = canonical(other.as_str())
            && !links.contains(&other)
        {
            links.push(other);
        }
    }
    links
}

/// A guid and a canonical link, and the same on every other host: a guid may be an address, too.
fn guises_over_time(source: &Source, guid: &str, link: &str) -> Vec<(String, String)> {
    let (guids, links) = (addresses_over_time(source, guid), addresses_over_time(source, link));
    let at = |all: &[String], place: usize| all.get(place).or(all.first()).cloned().unwrap_or_default();
    let count = guids.len().max(links.len());
    (0..count).map(|place| (at(&guids, place), at(&links, place))).collect()
}

/// Addresses that several entries of different titles share: lists and section pages, no articles.
fn pages_of_several(drafts: &[Draft]) -> HashSet<String> {
    let mut titles: HashMap<&str, HashSet<&str>> = HashMap::new();
    for draft in drafts {
        if let Some(link) = &draft.link {
            titles.entry(link).or_default().insert(&draft.wording.title);
        }
    }
    let pages = titles.into_iter().filter(|(_, titles)| titles.len() >= TITLES_OF_A_PAGE);
    pages.map(|(link, _)| link.to_owned()).collect()
}

/// Duplicates within one fetch become one entry at the place of the first: the same identity and the same
/// article, or the same guid and the same words under two addresses.
fn collapse(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut groups = Groups::new(drafts.len());
    let mut bearers: HashMap<Name, usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        for name in names(draft) {
            let first = *bearers.entry(name).or_insert(at);
            groups.join(first, at);
        }
    }
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.into_iter().enumerate() {
        let place = *places.entry(groups.first(at)).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(known) if draft.merit() > known.merit() => *known = draft,
            Some(_) => {}
            None => kept.push(draft),
        }
    }
    kept
}

/// What makes two entries of one fetch duplicates: the kind of name, and its two parts.
type Name = (u8, String, String);

fn names(draft: &Draft) -> Vec<Name> {
    let Wording { title, text, .. } = &draft.wording;
    match (&draft.guid, draft.article(), &draft.link) {
        (Some(guid), ..) => {
            let mut names = vec![(0, guid.clone(), draft.apart().to_owned())];
            if !text.trim().is_empty() {
                names.push((1, guid.clone(), format!("{title}\n{text}")));
            }
            names
        }
        (None, Some(link), _) => vec![(2, link.to_owned(), String::new())],
        (None, None, Some(page)) => vec![(3, page.clone(), title.clone())],
        (None, None, None) => vec![(4, title.clone(), text.clone())],
    }
}

/// Disjoint groups of positions, each known by its first.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn first(&self, mut at: usize) -> usize {
        while let Some(&above) = self.0.get(at)
            && above != at
        {
            at = above;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(above) = self.0.get_mut(a.max(b)) {
            *above = a.min(b);
        }
    }
}

/// guids that several articles of this fetch bear.
fn shared_guids(drafts: &[Draft]) -> HashSet<String> {
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    for guid in drafts.iter().filter_map(|draft| draft.guid.as_deref()) {
        *bearers.entry(guid).or_default() += 1;
    }
    bearers.into_iter().filter(|(_, count)| *count > 1).map(|(guid, _)| guid.to_owned()).collect()
}

#[cfg(test)]
mod tests;
