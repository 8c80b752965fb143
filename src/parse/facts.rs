//! What one pass of XML events takes from a feed (`walk`): everything that feed-rs drops, invents or
//! refuses. Plain data, as written: nothing is resolved, decoded twice or judged yet.

use crate::model::{FeedKind, Label, Origin, Person};
use std::ops::Range;
use url::Url;

/// A feed as it is written.
#[derive(Debug)]
pub struct Facts {
    /// Its format.
    pub kind: FeedKind,
    /// Where its root's start tag stands in the text.
    pub root: Range<usize>,
    /// What it says of itself.
    pub channel: Channel,
    /// Its entries, in document order; at most as many as asked for.
    pub items: Vec<Item>,
    /// Entries beyond that.
    pub beyond: usize,
}

/// What a feed says of itself.
#[derive(Debug, Default)]
pub struct Channel {
    pub title: Option<Raw>,
    pub subtitle: Option<Raw>,
    pub links: Vec<RawLink>,
    pub id: Option<String>,
    pub updated: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub generator: Option<String>,
    pub authors: Vec<Person>,
    pub labels: Vec<Label>,
    pub ttl: Option<String>,
    pub update_period: Option<String>,
    pub update_frequency: Option<String>,
    pub skip_hours: Vec<String>,
    pub skip_days: Vec<String>,
    /// `xml:base` of the root, or what it is resolved against.
    pub base: Option<Url>,
}

/// An entry as it is written.
#[derive(Debug, Default)]
pub struct Item {
    /// Where it stands in the text.
    pub range: Range<usize>,
    pub guid: Option<String>,
    /// `isPermaLink`, where given.
    pub permalink: Option<bool>,
    pub links: Vec<RawLink>,
    pub published: Dated,
    pub updated: Dated,
    pub title: Option<Raw>,
    pub summary: Option<Raw>,
    pub content: Option<Raw>,
    pub authors: Vec<Person>,
    pub labels: Vec<Label>,
    pub enclosures: Vec<RawLink>,
    pub origin: Option<Origin>,
    /// `xml:base` in force, when there is one.
    pub base: Option<Url>,
    /// `xml:base` in force in its content.
    pub content_base: Option<Url>,
}

/// A text and whether it is HTML.
#[derive(Debug, Default, Clone)]
pub struct Raw {
    pub text: String,
    pub html: bool,
}

/// A link as it is written.
#[derive(Debug, Default, Clone)]
pub struct RawLink {
    pub href: String,
    pub rel: Option<String>,
    pub media_type: Option<String>,
    pub length: Option<u64>,
    pub base: Option<Url>,
}

/// A raw date, and how good a name it stood under: lower is better.
#[derive(Debug, Default, Clone)]
pub struct Dated(pub Option<(u8, String)>);

impl Dated {
    /// Takes `text` when it stands under a better name than what is held.
    pub fn offer(&mut self, rank: u8, text: &str) {
        if !text.is_empty() && self.0.as_ref().is_none_or(|(best, _)| rank < *best) {
            self.0 = Some((rank, text.to_owned()));
        }
    }

    /// The text.
    pub fn text(&self) -> Option<&str> {
        self.0.as_ref().map(|(_, text)| text.as_str())
    }
}

/// Most authors, labels, links, enclosures of one entry.
pub const MAX_LIST: usize = 50;

/// `bbt@bao.example (Ban biên tập)`, `Ban biên tập <bbt@bao.example>`, an address or a name alone.
pub fn one_line_person(text: &str) -> Option<Person> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let is_email = |s: &str| s.contains('@') && !s.contains(char::is_whitespace) && s.len() <= 320;
    let pair = text.split_once('(').zip(Some(')')).or_else(|| text.split_once('<').zip(Some('>')));
    if let Some(((before, inside), closing)) = pair
        && let Some(inside) = inside.trim_end().strip_suffix(closing)
    {
        let (before, inside) = (before.trim(), inside.trim());
        let (name, email) = if is_email(before) { (inside, before) } else { (before, inside) };
        if is_email(email) {
            return Some(Person { name: name.to_owned(), email: Some(email.to_owned()), uri: None });
        }
    }
    if is_email(text) {
        return Some(Person { name: text.to_owned(), email: Some(text.to_owned()), uri: None });
    }
    Some(Person { name: text.to_owned(), ..Person::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_on_one_line_is_taken_apart() {
        let check = |text: &str, expected: Option<(&str, Option<&str>)>| {
            let person = one_line_person(text);
            assert_eq!(person.as_ref().map(|p| (p.name.as_str(), p.email.as_deref())), expected, "{text:?}");
        };
        check("an@x.example (An Bình)", Some(("An Bình", Some("an@x.example"))));
        check("An Bình (an@x.example)", Some(("An Bình", Some("an@x.example"))));
        check("An Bình <an@x.example>", Some(("An Bình", Some("an@x.example"))));
        check("an@x.example", Some(("an@x.example", Some("an@x.example"))));
        check("An Bình (Hà Nội)", Some(("An Bình (Hà Nội)", None)));
        check("Ban biên tập—bbt@x.example", Some(("Ban biên tập—bbt@x.example", None)));
        check("  ", None);
    }

    #[test]
    fn the_better_name_of_a_date_wins() {
        let mut dated = Dated::default();
        for (rank, text) in [(3, "c"), (0, ""), (1, "b"), (2, "x")] {
            dated.offer(rank, text);
        }
        assert_eq!(dated.text(), Some("b"));
    }
}
