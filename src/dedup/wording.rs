//! Wording: what a reader sees of an entry, in the form in which cosmetic changes do not count.
//!
//! Case, white space, punctuation between words, tone placement, markup and pictures are cosmetic. Dates
//! are no wording: portals rewrite them.

use super::keys::Digest;
use crate::model::{ContentHash, Entry};
use crate::text;

/// The words of an entry in comparison form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    pub title: String,
    /// Lead and full text.
    pub text: String,
}

impl Wording {
    pub fn of(entry: &Entry) -> Self {
        let mut text = words(&entry.summary);
        if !entry.content.is_empty() && entry.content != entry.summary {
            text.push('\n');
            text.push_str(&words(&entry.content));
        }
        Self { title: text::normal(&entry.title), text }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.text.trim().is_empty()
    }
}

/// What HTML says.
fn words(html: &str) -> String {
    text::normal(&text::visible(html))
}

/// What a reader sees: the words, the article's address without tracking, authors, and the source's
/// labels in any order.
pub(super) fn content_hash(wording: &Wording, canonical: Option<&str>, entry: &Entry) -> ContentHash {
    let mut digest = Digest::new(b"content");
    digest.add(&wording.title).add(&wording.text).add(canonical.unwrap_or(""));
    for author in &entry.authors {
        digest.add(&text::normal(&author.name));
    }
    let mut labels: Vec<String> = entry.labels.iter().map(|label| text::normal(&label.term)).collect();
    labels.sort_unstable();
    labels.dedup();
    digest.add("labels");
    for label in &labels {
        digest.add(label);
    }
    ContentHash::of_digest(&digest.finish())
}

/// The words of the headline and the article's address.
pub(super) fn headline_hash(wording: &Wording, canonical: Option<&str>) -> ContentHash {
    let mut digest = Digest::new(b"headline");
    digest.add(&wording.title).add(canonical.unwrap_or(""));
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
