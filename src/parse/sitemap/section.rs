//! [`Sections`]: which places of a sitemap are surely no articles.
//!
//! Sitemaps list home pages and sections among articles. One that is left out by mistake is never seen
//! again, one that is let through is a poor entry: so only what is certain is left out. That is the home
//! page, the sitemap itself, an address under which others of the same sitemap lie, and a short name at
//! the root that changes more often than most places do. `changefreq` alone says nothing: many programs
//! write `daily` everywhere.

use super::facts::Place;
use std::collections::HashMap;
use url::Url;

/// From how many addresses below it on an address is a section: an article may have pages of its own.
const MIN_BELOW: usize = 3;

/// How many levels of a path are looked at.
const MAX_LEVELS: usize = 8;

/// Most words of a name that is a section by its `changefreq`: titles of articles have more.
const MAX_WORDS: usize = 4;

/// From how many places with a `changefreq` on there is a usual one.
const MIN_FREQUENCIES: usize = 5;

/// What `changefreq` may say, the most often first (sitemaps.org 0.9).
const FREQUENCIES: [&str; 7] = ["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"];

/// The last of [`FREQUENCIES`] at which a page is a list.
const DAILY: usize = 2;

/// What is known of all places of a sitemap together.
#[derive(Debug, Default)]
pub struct Sections {
    /// How many addresses lie below a path, by host and path.
    below: HashMap<String, usize>,
    /// How often most places change.
    usual: Option<usize>,
}

impl Sections {
    /// Of these places.
    pub fn of<'a>(places: impl Iterator<Item = (&'a Url, &'a Place)>) -> Self {
        let mut below: HashMap<String, usize> = HashMap::new();
        let mut counts = [0_usize; FREQUENCIES.len()];
        for (url, place) in places {
            for above in above(url) {
                *below.entry(above).or_default() += 1;
            }
            if let Some(count) = frequency(place).and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        below.retain(|_, count| *count >= MIN_BELOW);
        let most = counts.iter().enumerate().max_by_key(|(_, count)| **count);
        let enough = counts.iter().sum::<usize>() >= MIN_FREQUENCIES;
        Self { below, usual: most.filter(|_| enough).map(|(at, _)| at) }
    }

    /// Why a place is surely no article.
    pub fn why(&self, url: &Url, place: &Place, sitemap: &Url) -> Option<&'static str> {
        if place.is_news {
            return None;
        }
        if url.query().is_none() && is_home(url.path()) {
            return Some("is a home page");
        }
        if url == sitemap {
            return Some("is the sitemap itself");
        }
        if url.query().is_none() && self.below.contains_key(&key(url, stem(url.path()))) {
            return Some("is a section: other addresses lie below it");
        }
        let often = frequency(place).filter(|at| *at <= DAILY);
        let more_often = often.zip(self.usual).is_some_and(|(at, usual)| at < usual);
        (more_often && is_short_name(url)).then_some("is a section: it changes more often than articles do")
    }
}

/// `/`, `/index.html`, `/vi/`: nothing but a page by default, or a language.
fn is_home(path: &str) -> bool {
    let name = path.trim_matches('/');
    let is_language = name.len() == 2 && name.bytes().all(|b| b.is_ascii_alphabetic());
    let is_default = name.strip_prefix("index.").is_some_and(|rest| rest.len() <= 5 && !rest.contains('/'));
    name.is_empty() || is_language || is_default
}

/// One segment without number or extension, of few words.
fn is_short_name(url: &Url) -> bool {
    let name = url.path().trim_matches('/');
    let plain = !name.contains(['/', '.']) && !name.bytes().any(|b| b.is_ascii_digit());
    plain && url.query().is_none() && name.split('-').count() <= MAX_WORDS
}

fn frequency(place: &Place) -> Option<usize> {
    FREQUENCIES.iter().position(|known| place.changefreq.eq_ignore_ascii_case(known))
}

/// A path without the end that sections write in different ways: `/khoa-giao/`, `/khoa-giao.html`.
fn stem(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') && extension.len() <= 5 => stem,
        _ => path,
    }
}

/// The paths above an address, each as the key of its section.
fn above(url: &Url) -> impl Iterator<Item = String> {
    let path = url.path().trim_end_matches('/');
    let ends = path.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).take(MAX_LEVELS);
    ends.filter_map(move |end| Some(key(url, path.get(..end)?)))
}

fn key(url: &Url, path: &str) -> String {
    format!("{}{path}", url.host_str().unwrap_or_default())
}
