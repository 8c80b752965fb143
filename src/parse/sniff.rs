//! What is this body? Its first bytes and shape decide; what the server calls it is only a hint.

use super::links::itself_absolute;
use super::walls::{Wall, wall};
use crate::text::markup::{Piece, is_html, pieces};
use serde::Deserialize;
use std::sync::OnceLock;

/// What a body turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape<'a> {
    /// RSS, RDF or Atom, from its root on.
    Feed(Root<'a>),
    /// A JSON object or array.
    Json,
    /// A sitemap or an index of sitemaps, from its root on.
    Sitemap(Root<'a>),
    /// A sitemap that is one address a line.
    Addresses,
    /// Another kind of XML document: the name of its root.
    OtherXml(&'a str),
    /// A web page.
    Html,
    /// A page, or a line of text, that stands in place of the real answer.
    Wall(Wall),
    /// Nothing but white space.
    Empty,
    /// None of these.
    Garbage,
}

/// Where a feed or a sitemap begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root<'a> {
    /// Byte offset of its `<`.
    pub start: usize,
    /// The element's name as written, prefix included.
    pub name: &'a str,
    /// Something other than a prolog precedes it.
    pub junk: bool,
}

/// How far into a body a feed may begin, in bytes.
const MAX_JUNK_BYTES: usize = 262_144;

/// Recognises a decoded body.
pub fn sniff(text: &str) -> Shape<'_> {
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\0');
    if trimmed.is_empty() {
        return Shape::Empty;
    }
    if trimmed.starts_with(['{', '[']) {
        return Shape::Json;
    }
    let offset = text.len() - trimmed.len();
    let first = first_element(trimmed);
    if let Some((at, name)) = first
        && let Some(shape) = rooted(Root { start: offset + at, name, junk: !trimmed.starts_with('<') })
    {
        return shape;
    }
    let page = is_page(trimmed, first.map(|(_, name)| name));
    if page != Page::Whole
        && let Some(shape) = later_root(trimmed, offset)
    {
        return shape;
    }
    match (page, first) {
        (Page::No, Some((_, name))) if trimmed.starts_with('<') => Shape::OtherXml(name),
        (Page::No, _) if is_addresses(trimmed) => Shape::Addresses,
        (page, _) => match (wall(trimmed), page) {
            (Some(wall), _) => Shape::Wall(wall),
            (None, Page::No) => Shape::Garbage,
            (None, _) => Shape::Html,
        },
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Page {
    /// It says that it is a page.
    Whole,
    /// It begins with an element of HTML.
    Fragment,
    No,
}

fn is_page(text: &str, first: Option<&str>) -> Page {
    let head: String = text.chars().take(15).collect::<String>().to_ascii_lowercase();
    let named = |wanted: &[&str]| first.is_some_and(|n| wanted.iter().any(|w| w.eq_ignore_ascii_case(n)));
    if head.starts_with("<!doctype html") || named(&["html", "head", "body"]) {
        Page::Whole
    } else if first.is_some_and(is_html) {
        Page::Fragment
    } else {
        Page::No
    }
}

/// The first start tag, and its name.
fn first_element(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for piece in pieces(text.get(..floor(text, MAX_JUNK_BYTES))?) {
        if let Piece::Open { name, .. } = piece {
            return Some((at_of(text, name)?.saturating_sub(1), name));
        }
        at += 1;
        if at > 10_000 {
            break;
        }
    }
    None
}

/// Where a part of `text` stands in it.
fn at_of(text: &str, part: &str) -> Option<usize> {
    (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)
}

/// The largest char boundary of `text` not over `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn later_root(text: &str, offset: usize) -> Option<Shape<'_>> {
    let head = text.get(..floor(text, MAX_JUNK_BYTES))?;
    head.match_indices('<').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')))?;
        let name = rest.get(..end)?;
        rooted(Root { start: offset + at, name, junk: true })
    })
}

/// The document that begins at `root`, where its name is one of a feed's or a sitemap's.
fn rooted(root: Root<'_>) -> Option<Shape<'_>> {
    match root.name {
        name if is_feed(name) => Some(Shape::Feed(root)),
        name if is_sitemap(name) => Some(Shape::Sitemap(root)),
        _ => None,
    }
}

/// Whether every line is an address, and there is one.
fn is_addresses(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    text.starts_with(['h', 'H']) && lines.all(|line| itself_absolute(line).is_some())
}

fn is_feed(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or(name);
    local.eq_ignore_ascii_case("rss")
        || local.eq_ignore_ascii_case("feed")
        || local.eq_ignore_ascii_case("rdf")
        || local.eq_ignore_ascii_case("channel") // RSS 1.1, and RSS without its root
}

fn is_sitemap(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or(name);
    local.eq_ignore_ascii_case("urlset") || local.eq_ignore_ascii_case("sitemapindex")
}

/// What is known of programs: `signatures.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// Content systems that write the month for the minute.
    #[serde(default)]
    pub minute_is_month: Vec<MinuteIsMonth>,
}

/// A content system that writes the month for the minute.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinuteIsMonth {
    /// Part of what the feed gives as its generator, lower case.
    pub generator: String,
    /// Parts of it that tell corrected versions.
    pub corrected: Vec<String>,
}

/// The signatures compiled in.
pub fn signatures() -> &'static Signatures {
    static SIGNATURES: OnceLock<Signatures> = OnceLock::new();
    SIGNATURES.get_or_init(|| toml::from_str(include_str!("signatures.toml")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Shape<'_>) {
        assert_eq!(sniff(text), expected, "{text:?}");
    }

    fn feed(start: usize, name: &'static str, junk: bool) -> Shape<'static> {
        Shape::Feed(Root { start, name, junk })
    }

    #[test]
    fn feeds_are_found_behind_whatever_precedes_them() {
        check("<rss version='2.0'>", feed(0, "rss", false));
        check("\n<?xml version='1.0'?><!-- <rss> -->\n<!DOCTYPE rss []><RSS>", feed(54, "RSS", false));
        check("<?xml?><rdf:RDF>", feed(7, "rdf:RDF", false));
        check("<a:feed xmlns:a='x'>", feed(0, "a:feed", false));
        check("PHP notice\n<?xml?><feed>", feed(18, "feed", true));
        check("<br />\n<b>Warning</b>: x<?xml?><rss>", feed(31, "rss", true));
    }

    #[test]
    fn pages_are_no_feeds() {
        check("<!DOCTYPE html><p>Tin", Shape::Html);
        check("<HTML><body>&lt;rss> <rss></body>", Shape::Html);
        check("<div>Trang đang được đọc nhiều</div>", Shape::Html);
    }

    #[test]
    fn the_rest_is_named() {
        check(" \r\n\u{FEFF}", Shape::Empty);
        check("{\"version\":1}", Shape::Json);
        let sitemap = |start, name, junk| Shape::Sitemap(Root { start, name, junk });
        check("<?xml?><urlset>", sitemap(7, "urlset", false));
        check("Notice: x\n<?xml?><sm:sitemapindex>", sitemap(17, "sm:sitemapindex", true));
        check("<br />\n<b>Warning</b>: x<?xml?><urlset>", sitemap(31, "urlset", true));
        check("https://bao.example/a\n\n HTTP://bao.example/b \n", Shape::Addresses);
        check("https://bao.example/a\nxem thêm", Shape::Garbage);
        check("https://bao.example/a b\nhttps:/", Shape::Garbage);
        check("<?xml?><opml>", Shape::OtherXml("opml"));
        check("Không tìm thấy", Shape::Garbage);
        check("1 < 2", Shape::Garbage);
        assert!(!signatures().minute_is_month.is_empty());
    }
}
