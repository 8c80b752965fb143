//! Wording: what a reader sees of an entry, in the form in which cosmetic changes do not count.
//!
//! Case, white space, punctuation between words, tone placement, markup and pictures are cosmetic. Dates
//! are no wording: portals rewrite them. Nor are counters and clocks, and the mark of an agency before a text:
//! these stay in [`Wording`], which keys are made of, and are left out of what is compared ([`Substance`]).

use super::keys::Digest;
use crate::model::{ContentHash, Entry};
use crate::text;
use std::borrow::Cow;
use url::Url;

/// The words of an entry in comparison form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    pub title: String,
    /// Lead and full text.
    pub text: String,
    /// Title and text without what is no wording, where that differs.
    bare: Option<(String, String)>,
}

impl Wording {
    pub fn of(entry: &Entry) -> Self {
        let (mut text, mut bare_text) = words(&entry.summary);
        if !entry.content.is_empty() && entry.content != entry.summary {
            let (content, bare) = words(&entry.content);
            if bare.is_some() || bare_text.is_some() {
                let bare_summary = bare_text.as_deref().unwrap_or(&text);
                bare_text = Some(format!("{bare_summary}\n{}", bare.as_deref().unwrap_or(&content)));
            }
            text.push('\n');
            text.push_str(&content);
        }
        let title = text::normal(&entry.title);
        let bare_title = match text::without_furniture(&entry.title) {
            Cow::Owned(kept) => Some(text::normal(&kept)),
            Cow::Borrowed(_) => None,
        };
        let bare = (bare_title.is_some() || bare_text.is_some()).then(|| {
            (bare_title.unwrap_or_else(|| title.clone()), bare_text.unwrap_or_else(|| text.clone()))
        });
        Self { title, text, bare }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.text.trim().is_empty()
    }

    fn compared(&self) -> (&str, &str) {
        self.bare.as_ref().map_or((&self.title, &self.text), |(title, text)| (title, text))
    }
}

/// What HTML says; and the same without what is no wording, where that differs.
fn words(html: &str) -> (String, Option<String>) {
    let shown = text::visible(html);
    let bare = bare(&shown);
    let bare = (bare.len() != shown.len()).then(|| text::normal(&bare));
    (text::normal(&shown), bare)
}

/// A visible text without counters, clocks and the mark of an agency.
fn bare(shown: &str) -> Cow<'_, str> {
    match text::without_furniture(shown) {
        Cow::Borrowed(kept) => Cow::Borrowed(text::without_agency(kept)),
        Cow::Owned(kept) => Cow::Owned(text::without_agency(&kept).to_owned()),
    }
}

/// What two wordings are compared by, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Substance {
    pub title: String,
    pub lead: String,
    pub text: String,
    pub authors: Vec<String>,
    pub media: Vec<String>,
}

impl Substance {
    pub fn of(entry: &Entry) -> Self {
        let words = |html: &str| text::normal(&bare(&text::visible(html)));
        Self {
            title: text::normal(&text::without_furniture(&entry.title)),
            lead: words(&entry.summary),
            text: words(&entry.content),
            authors: authors(entry).collect(),
            media: media(entry),
        }
    }
}

fn authors(entry: &Entry) -> impl Iterator<Item = String> {
    entry.authors.iter().map(|author| text::normal(&author.name))
}

/// Media by their paths: hosts and parameters of pictures change from one reading to the next.
fn media(entry: &Entry) -> Vec<String> {
    let path = |url: &str| Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.path().to_owned());
    let mut all: Vec<String> = entry.enclosures.iter().map(|medium| path(&medium.url)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a reader sees: the words, the article's address without tracking, authors, the source's labels in any
/// order, and media.
pub(super) fn content_hash(wording: &Wording, canonical: Option<&str>, entry: &Entry) -> ContentHash {
    let mut digest = Digest::new(b"content");
    let (title, text) = wording.compared();
    digest.add(title).add(text).add(canonical.unwrap_or(""));
    for author in authors(entry) {
        digest.add(&author);
    }
    let mut labels: Vec<String> = entry.labels.iter().map(|label| text::normal(&label.term)).collect();
    labels.sort_unstable();
    labels.dedup();
    digest.add("labels");
    for label in &labels {
        digest.add(label);
    }
    if !entry.enclosures.is_empty() {
        digest.add("media");
        for medium in media(entry) {
            digest.add(&medium);
        }
    }
    ContentHash::of_digest(&digest.finish())
}

/// The words of the headline and the article's address.
pub(super) fn headline_hash(wording: &Wording, canonical: Option<&str>) -> ContentHash {
    let mut digest = Digest::new(b"headline");
    digest.add(wording.compared().0).add(canonical.unwrap_or(""));
    ContentHash::of_digest(&digest.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Label;

    fn hash(entry: &Entry) -> ContentHash {
        let canonical = entry.link.as_deref().and_then(super::super::canonical);
        content_hash(&Wording::of(entry), canonical.as_deref(), entry)
    }

    fn entry(title: &str, summary: &str, link: &str) -> Entry {
        Entry { title: title.into(), summary: summary.into(), link: Some(link.into()), ..Entry::default() }
    }

    #[test]
    fn cosmetic_changes_do_not_count() {
        let first = entry("Văn hoá cơ sở", "<p>Lễ khai mạc</p>", "http://portal.example/a-1.html");
        let check = |other: Entry| assert_eq!(hash(&first), hash(&other), "{other:?}");
        check(entry("VĂN HÓA  cơ sở", "<p>Lễ khai mạc</p>", "http://portal.example/a-1.html"));
        check(entry("Văn hoá cơ sở", "<div>Lễ <b>khai mạc</b></div>", "http://portal.example/a-1.html"));
        check(entry(
            "Văn hoá cơ sở",
            "<img src=\"https://x.example/p.jpg\">Lễ khai mạc",
            "https://www.portal.example/a-1.html?utm_source=rss",
        ));
        check(entry("Văn hoá cơ sở", "(TTXVN) - Lễ khai mạc", "http://portal.example/a-1.html"));
        check(entry(
            "Văn hoá cơ sở",
            "<p>Lễ khai mạc</p><p>Lượt xem: 12</p>",
            "http://portal.example/a-1.html",
        ));
        let mut dated = first.clone();
        dated.published = Some(crate::model::Claim {
            at: crate::model::Timestamp(1),
            precision: crate::model::Precision::Day,
        });
        check(dated);
    }

    #[test]
    fn what_a_reader_would_notice_counts() {
        let first = entry("Văn hóa cơ sở", "Lễ khai mạc", "http://portal.example/a-1.html");
        let check = |other: Entry| assert_ne!(hash(&first), hash(&other), "{other:?}");
        check(entry("Văn hóa cơ sở 2", "Lễ khai mạc", "http://portal.example/a-1.html"));
        check(entry("Văn hóa cơ sở", "Lễ bế mạc", "http://portal.example/a-1.html"));
        check(entry("Văn hóa cơ sở Lễ", "khai mạc", "http://portal.example/a-1.html"));
        check(entry("Văn hóa cơ sở", "Lễ khai mạc", "http://portal.example/b-1.html"));
        let mut labelled = first.clone();
        labelled.labels = vec![Label { term: "Khoa giáo".into(), ..Label::default() }];
        check(labelled);
    }
}
