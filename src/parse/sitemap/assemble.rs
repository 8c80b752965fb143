//! What a sitemap says put together: its entries, the newest first, and the sitemaps it names.
//!
//! `lastmod` is a claim of change, not of publication, and a title is only what the sitemap gives: a slug
//! is no title.

use super::facts::{Facts, MAX_PLACES, Place};
use super::section::Sections;
use crate::model::{
    Claim, Dropped, Enclosure, Entry, FeedInfo, FeedKind, Further, FurtherKind, Label, Parsed,
};
use crate::parse::context::Context;
use crate::parse::dates::date;
use crate::parse::links::absolute;
use crate::parse::tally::Tally;
use crate::text::{plain, plain_text};
use std::cmp::Reverse;
use std::collections::HashSet;
use url::Url;

/// Most further sitemaps named.
const MAX_FURTHER: usize = 1_000;

/// Most places that are told one by one why they were left out.
const MAX_DROPPED: usize = 50;

/// Most labels of an entry.
const MAX_LABELS: usize = 50;

/// Longest title, in characters.
const MAX_TITLE_CHARS: usize = 1_000;

/// A place with its address and what it claims of time.
struct Dated {
    place: Place,
    link: String,
    url: Url,
    published: Option<Claim>,
    updated: Option<Claim>,
}

impl Dated {
    /// When it was new, as far as it says.
    fn newest(&self) -> Option<i64> {
        self.published.or(self.updated).map(|claim| claim.at.0)
    }
}

/// Puts together what was read.
pub fn assemble(
    encoding: String,
    facts: Facts,
    mut dropped: Vec<Dropped>,
    context: &Context<'_>,
    mut tally: Tally,
) -> Parsed {
    let Facts { places, beyond } = facts;
    let (mut without_address, mut seen) = (0, HashSet::new());
    let mut places: Vec<Dated> = places
        .into_iter()
        .filter_map(|place| match dated(place, context, &mut tally) {
            None => {
                without_address += 1;
                None
            }
            found => found.filter(|p| seen.insert(p.url.clone())),
        })
        .collect();
    tell(&mut dropped, without_address, |n| format!("{n} places of the sitemap have no address"));
    tell(&mut dropped, beyond, |n| format!("{n} places are over the bound of {MAX_PLACES} for one sitemap"));
    let sitemaps: Vec<Dated> = places.extract_if(.., |p| p.place.is_sitemap).collect();
    let further = further(sitemaps, context, &mut dropped);
    leave_out_sections(&mut places, context, &mut dropped);
    keep_newest(&mut places, context, &mut dropped);
    let feed = info(&places);
    let entries = places.into_iter().map(|place| entry(place, context)).collect();
    Parsed {
        feed,
        entries,
        repairs: tally.repairs(),
        dropped,
        further,
        ..Parsed::new(FeedKind::Sitemap, encoding)
    }
}

fn tell(dropped: &mut Vec<Dropped>, count: usize, sentence: impl FnOnce(usize) -> String) {
    if count > 0 {
        dropped.push(Dropped { reason: sentence(count), title: None });
    }
}

fn dated(place: Place, context: &Context<'_>, tally: &mut Tally) -> Option<Dated> {
    let link = absolute(&place.loc, context.url)?;
    let url = Url::parse(&link).ok()?;
    let mut claim = |text: &str| {
        let claim = date(text, context.date_order, context.fetched);
        tally.add("unreadable-date", usize::from(claim.is_none() && !text.is_empty()));
        claim
    };
    let (published, updated) = (claim(&place.published), claim(&place.lastmod));
    Some(Dated { place, link, url, published, updated })
}

/// The sitemaps that an index names, the newest first.
fn further(mut sitemaps: Vec<Dated>, context: &Context<'_>, dropped: &mut Vec<Dropped>) -> Vec<Further> {
    sitemaps.retain(|s| s.url != *context.url);
    sitemaps.sort_by_key(|s| Reverse(s.newest()));
    let over = sitemaps.len().saturating_sub(MAX_FURTHER);
    tell(dropped, over, |n| format!("{n} sitemaps are over the bound of {MAX_FURTHER} for one index"));
    sitemaps.truncate(MAX_FURTHER);
    let further =
        |s: Dated| Further { url: s.link, kind: FurtherKind::Sitemap, updated: s.updated.map(Claim::latest) };
    sitemaps.into_iter().map(further).collect()
}

/// Leaves out what is surely no article.
fn leave_out_sections(places: &mut Vec<Dated>, context: &Context<'_>, dropped: &mut Vec<Dropped>) {
    let sections = Sections::of(places.iter().map(|p| (&p.url, &p.place)));
    let mut untold = 0;
    let before = dropped.len();
    places.retain(|p| {
        let Some(why) = sections.why(&p.url, &p.place, context.url) else { return true };
        if dropped.len() < before + MAX_DROPPED {
            dropped.push(Dropped { reason: format!("{} {why}", p.url), title: None });
        } else {
            untold += 1;
        }
        false
    });
    tell(dropped, untold, |n| format!("{n} more addresses are home pages or sections"));
}

/// Keeps as many as are wanted, the newest; in their order where all say when they are from.
fn keep_newest(places: &mut Vec<Dated>, context: &Context<'_>, dropped: &mut Vec<Dropped>) {
    let over = places.len().saturating_sub(context.max_entries);
    let all_dated = places.iter().all(|p| p.newest().is_some());
    if all_dated {
        places.sort_by_key(|p| Reverse(p.newest()));
    } else if over > 0 {
        let mut by_age: Vec<usize> = (0..places.len()).collect();
        by_age.sort_by_key(|&at| Reverse(places.get(at).and_then(Dated::newest)));
        let kept: HashSet<usize> = by_age.into_iter().take(context.max_entries).collect();
        let mut at = 0..;
        places.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
    }
    places.truncate(context.max_entries);
    tell(dropped, over, |n| {
        format!("{n} older addresses are over the bound of {} for one sitemap", context.max_entries)
    });
}

/// What a news sitemap says of itself: the publication and the language of its first article.
fn info(places: &[Dated]) -> FeedInfo {
    let first = |of: fn(&Place) -> &String| {
        places.iter().map(|p| plain_text(of(&p.place))).find(|text| !text.is_empty())
    };
    FeedInfo { title: first(|p| &p.publication), language: first(|p| &p.language), ..FeedInfo::default() }
}

fn entry(dated: Dated, context: &Context<'_>) -> Entry {
    let Dated { place, link, published, updated, .. } = dated;
    let image = absolute(&place.image, context.url);
    Entry {
        title: title(&place.title),
        link: Some(link),
        published,
        updated,
        labels: labels(&place.keywords),
        enclosures: image.map(|url| Enclosure { url, ..Enclosure::default() }).into_iter().collect(),
        ..Entry::default()
    }
}

fn title(given: &str) -> String {
    let title = plain(given);
    match title.char_indices().nth(MAX_TITLE_CHARS) {
        Some((end, _)) => title.get(..end).unwrap_or_default().trim_end().to_owned(),
        None => title,
    }
}

/// Words between commas, each once.
fn labels(keywords: &str) -> Vec<Label> {
    let mut seen = HashSet::new();
    let words = keywords.split([',', ';']).map(plain_text).filter(|word| !word.is_empty());
    let words = words.filter(|word| seen.insert(word.clone())).take(MAX_LABELS);
    words.map(|term| Label { term, ..Label::default() }).collect()
}
