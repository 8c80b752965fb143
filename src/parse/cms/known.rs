//! [`Cms`]: a content system, and [`recognise`].

use super::address::filled;
use crate::text::markup::{Piece, attribute, pieces};
use serde::Deserialize;
use std::sync::OnceLock;
use url::Url;

/// How much of a page is searched for marks, in bytes.
const MAX_SEARCHED_BYTES: usize = 400_000;

/// The files.
const FILES: [&str; 10] = [
    include_str!("nukeviet.toml"),
    include_str!("tuyengiao.toml"),
    include_str!("vccorp.toml"),
    include_str!("onecms.toml"),
    include_str!("mediatech.toml"),
    include_str!("vnpt.toml"),
    include_str!("liferay.toml"),
    include_str!("sharepoint.toml"),
    include_str!("joomla.toml"),
    include_str!("wordpress.toml"),
];

/// A content system.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cms {
    /// Its name.
    pub name: String,
    recognise: Marks,
    /// Where its articles keep what.
    #[serde(default)]
    pub article: Selectors,
    /// Addresses of feeds relative to a page, likeliest first.
    #[serde(default)]
    feeds: Vec<String>,
    /// Addresses of sitemaps relative to a page.
    #[serde(default)]
    sitemaps: Vec<String>,
    /// What is known to be wrong with what it publishes: sentences for the editor.
    #[serde(default)]
    pub faults: Vec<String>,
}

/// What it is recognised by.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Marks {
    /// Words of the generator, lower case: one is enough.
    generator: Vec<String>,
    /// Parts of the markup, as they are written.
    marks: Vec<String>,
    /// Parts of the path of the address, lower case.
    paths: Vec<String>,
    /// How many of marks and paths must hold.
    needed: usize,
}

/// CSS selectors of the parts of an article.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Selectors {
    pub title: Option<String>,
    pub lead: Option<String>,
    pub body: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
    pub updated: Option<String>,
    pub section: Option<String>,
    pub noise: Option<String>,
}

impl Cms {
    /// Where it has the feed of the page at `url`, likeliest first.
    pub fn feeds(&self, url: &Url) -> Vec<Url> {
        filled(&self.feeds, url)
    }

    /// Where it has its sitemaps.
    pub fn sitemaps(&self, url: &Url) -> Vec<Url> {
        filled(&self.sitemaps, url)
    }

    fn is(&self, generator: Option<&str>, text: &str, path: &str) -> bool {
        let known = &self.recognise;
        if generator.is_some_and(|g| known.generator.iter().any(|word| g.contains(word.as_str()))) {
            return true;
        }
        let marks = known.marks.iter().filter(|mark| text.contains(mark.as_str())).count();
        let paths = known.paths.iter().filter(|part| path.contains(part.as_str())).count();
        known.needed > 0 && marks.saturating_add(paths) >= known.needed
    }
}

/// The content system of the page `text` at `url`. What it calls itself comes before what it looks like.
pub fn recognise(text: &str, url: &Url) -> Option<&'static Cms> {
    let generator = generator(text);
    let path = url.path().to_lowercase();
    let upto = (0..=MAX_SEARCHED_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let searched = text.get(..upto.unwrap_or(0)).unwrap_or_default();
    let named = known().iter().find(|cms| {
        generator.as_deref().is_some_and(|g| cms.recognise.generator.iter().any(|w| g.contains(w.as_str())))
    });
    named.or_else(|| known().iter().find(|cms| cms.is(None, searched, &path)))
}

/// What the page says it was made by, lower case.
fn generator(text: &str) -> Option<String> {
    /// Elements looked at; the head of a page has fewer.
    const MAX_PIECES: usize = 3_000;
    pieces(text).take(MAX_PIECES).find_map(|piece| {
        let Piece::Open { name, attributes } = piece else { return None };
        let is = name.eq_ignore_ascii_case("meta")
            && attribute(attributes, "name").is_some_and(|n| n.eq_ignore_ascii_case("generator"));
        is.then(|| attribute(attributes, "content").unwrap_or_default().to_lowercase())
    })
}

/// All that are known.
fn known() -> &'static [Cms] {
    static KNOWN: OnceLock<Vec<Cms>> = OnceLock::new();
    KNOWN.get_or_init(|| FILES.iter().filter_map(|file| toml::from_str(file).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Matcher;

    #[test]
    fn every_file_is_read_and_every_selector_understood() {
        for file in FILES {
            let cms: Cms = toml::from_str(file).unwrap();
            let a = &cms.article;
            let all = [&a.title, &a.lead, &a.body, &a.author, &a.date, &a.updated, &a.section, &a.noise];
            for selector in all.into_iter().flatten() {
                assert!(Matcher::new(selector).is_ok(), "{}: {selector}", cms.name);
            }
            let marks = &cms.recognise;
            assert!(marks.needed <= marks.marks.len() + marks.paths.len(), "{}", cms.name);
            assert!(marks.needed > 0 || !marks.generator.is_empty(), "{}", cms.name);
            let lower = marks.generator.iter().chain(&marks.paths).all(|w| *w == w.to_lowercase());
            assert!(lower, "{}", cms.name);
            let url = Url::parse("https://tin.example/vi/news/khoa-giao/a-1.html").unwrap();
            assert_eq!(cms.feeds(&url).len(), cms.feeds.len(), "{}: {:?}", cms.name, cms.feeds(&url));
            assert_eq!(cms.sitemaps(&url).len(), cms.sitemaps.len(), "{}", cms.name);
            for fault in &cms.faults {
                assert!(!fault.ends_with('.') && !fault.starts_with(char::is_uppercase), "{fault}");
            }
        }
        assert_eq!(known().len(), FILES.len());
    }

    #[test]
    fn systems_are_recognised() {
        let check = |text: &str, url: &str, expected: Option<&str>| {
            let url = Url::parse(url).unwrap();
            assert_eq!(recognise(text, &url).map(|cms| cms.name.as_str()), expected, "{text}");
        };
        let at = "https://tin.example/a";
        check("<meta name=generator content='NukeViet v4.5'>", at, Some("NukeViet"));
        check("<div id=\"news-bodyhtml\"><div class=\"hometext\">", at, Some("NukeViet"));
        check("<META NAME='Generator' CONTENT='WordPress 6.4'>", at, Some("WordPress"));
        check("<p>", "https://tin.example/web/guest/tin/-/asset_publisher/x/content/a", Some("Liferay"));
        check("<p>", at, None);
    }
}
