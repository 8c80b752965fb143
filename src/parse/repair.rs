//! A feed of any quality made well-formed, in one pass over its text and without a tree.
//!
//! feed-rs refuses a whole feed for one bare `&`. Each mending has a name and is counted. CDATA is kept
//! as it is. What is still refused afterwards is read entry by entry (`feed`).

use super::sniff::Root;
use super::tags::{Tag, mend_reference, name, start_tag, write_tag};
use super::tally::Tally;
use crate::text::markup::is_html;
use crate::text::{is_xml_char, xml_safe};
use std::borrow::Cow;

/// Deepest nesting of elements.
pub const MAX_DEPTH: usize = 500;

/// A feed nested deeper than [`MAX_DEPTH`].
#[derive(Debug, PartialEq, Eq)]
pub struct TooDeep;

/// A feed made well-formed.
pub struct Mended {
    /// From the root's start tag to its end tag; no prolog.
    pub text: String,
    /// An entry at the end was cut in the middle and left out.
    pub cut_entry: bool,
}

/// Makes the feed that begins at `root` in `text` well-formed.
pub fn mend(text: &str, root: &Root<'_>, tally: &mut Tally) -> Result<Mended, TooDeep> {
    if root.junk {
        tally.note("junk-before-root");
    }
    let from = text.get(root.start..).unwrap_or_default();
    let safe = xml_safe(from);
    if let Cow::Owned(_) = safe {
        tally.add("illegal-character", from.chars().filter(|&c| !is_xml_char(c)).count());
    }
    let mut mender = Mender::new(&safe, root, tally);
    mender.run()?;
    Ok(mender.finish())
}

struct Mender<'a, 't> {
    rest: &'a str,
    out: String,
    /// Names of the open elements, as written.
    open: Vec<Cow<'a, str>>,
    tally: &'t mut Tally,
    atom: bool,
    upper: bool,
    /// Where in `out` attributes of the root end.
    root_end: usize,
    declared: Vec<&'a str>,
    used: Vec<&'a str>,
    /// Where in `out` the last entry began, and how many ended.
    entry_start: usize,
    entries: usize,
    done: bool,
}

impl<'a, 't> Mender<'a, 't> {
    fn new(text: &'a str, root: &Root<'_>, tally: &'t mut Tally) -> Self {
        let local = root.name.rsplit(':').next().unwrap_or(root.name);
        Self {
            rest: text,
            out: String::with_capacity(text.len() + 256),
            open: Vec::new(),
            tally,
            atom: local.eq_ignore_ascii_case("feed"),
            upper: root.name.contains(|c: char| c.is_ascii_uppercase()) && !local.eq_ignore_ascii_case("rdf"),
            root_end: 0,
            declared: Vec::new(),
            used: Vec::new(),
            entry_start: 0,
            entries: 0,
            done: false,
        }
    }

    fn run(&mut self) -> Result<(), TooDeep> {
        while !self.done
            && let Some(at) = self.rest.find(['<', '&'])
        {
            self.copy(at);
            if self.rest.starts_with('&') {
                let taken = mend_reference(self.rest, &mut self.out, self.tally);
                self.skip(taken);
            } else {
                self.markup()?;
            }
        }
        Ok(())
    }

    fn copy(&mut self, length: usize) {
        let (before, rest) = self.rest.split_at(length);
        self.out.push_str(before);
        self.rest = rest;
    }

    fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    /// What the `<` at the start of `rest` begins.
    fn markup(&mut self) -> Result<(), TooDeep> {
        let rest = self.rest;
        if rest.starts_with("<![CDATA[") {
            match rest.find("]]>") {
                Some(end) => self.copy(end + 3),
                None => {
                    self.copy(rest.len());
                    self.out.push_str("]]>");
                }
            }
        } else if rest.starts_with("<!--") {
            self.skip(rest.get(4..).and_then(|r| r.find("-->")).map_or(rest.len(), |end| end + 7));
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            self.skip(rest.find('>').map_or(rest.len(), |end| end + 1));
        } else if !rest.contains('>') {
            self.rest = "";
        } else if let Some(ended) = rest.strip_prefix("</") {
            match name(ended) {
                Some(name) => self.end_tag(name, rest.find('>').map_or(rest.len(), |end| end + 1)),
                None => self.bare(),
            }
        } else if let Some(tag) = start_tag(rest) {
            self.start_tag(&tag)?;
        } else {
            self.bare();
        }
        Ok(())
    }

    fn bare(&mut self) {
        self.tally.note("bare-less-than");
        self.out.push_str("&lt;");
        self.skip(1);
    }

    /// Whether the innermost open element holds text in which HTML belongs escaped.
    fn in_text(&self) -> bool {
        const TEXTS: [&str; 5] =
            ["description", "title", "content:encoded", "itunes:summary", "media:description"];
        !self.atom && self.open.last().is_some_and(|n| TEXTS.iter().any(|t| n == t))
    }

    fn start_tag(&mut self, tag: &Tag<'a>) -> Result<(), TooDeep> {
        if self.in_text() && is_html(tag.name) && !matches!(tag.name, "link" | "source") {
            self.tally.note("unescaped-markup");
            self.out.push_str("&lt;");
            self.skip(1);
            return Ok(());
        }
        let name = self.named(tag.name);
        let is_entry = matches!(&*name, "item" | "entry");
        if is_entry {
            if let Some(at) = self.open.iter().rposition(|n| *n == name) {
                self.tally.note("mismatched-tag");
                self.close_to(at);
            }
            self.entry_start = self.out.len();
        }
        for (name, _) in tag.attributes.iter() {
            match name.split_once(':') {
                Some(("xmlns", prefix)) => self.declared.push(prefix),
                Some((prefix, _)) => self.uses(prefix),
                None => {}
            }
        }
        if let Some((prefix, _)) = tag.name.split_once(':') {
            self.uses(prefix);
        }
        if self.open.is_empty() {
            self.root(tag, &name);
        } else {
            self.write(tag, &name);
        }
        if !tag.empty {
            self.open.push(name);
        }
        self.skip(tag.length);
        if self.open.len() > MAX_DEPTH { Err(TooDeep) } else { Ok(()) }
    }

    fn uses(&mut self, prefix: &'a str) {
        if !self.used.contains(&prefix) && self.used.len() < 64 {
            self.used.push(prefix);
        }
    }

    /// The name, in lower case where the document shouts.
    fn named(&self, name: &'a str) -> Cow<'a, str> {
        if self.upper { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) }
    }

    fn write(&mut self, tag: &Tag<'a>, name: &str) {
        let bad_base = |(n, v): &(&str, &str)| *n == "xml:base" && is_bad_base(v);
        if !tag.odd && !self.upper && !tag.attributes.iter().any(bad_base) {
            self.out.push_str(self.rest.get(..tag.length).unwrap_or_default());
            return;
        }
        let mut attributes = tag.attributes.clone();
        attributes.retain(|a| !bad_base(a));
        if attributes.len() != tag.attributes.len() {
            self.tally.note("bad-base");
        } else if !self.upper && !attributes.iter().any(|(_, v)| v.contains('&')) {
            self.tally.note("bad-attribute");
        }
        write_tag(name, &attributes, tag.empty, &mut self.out, self.tally);
    }

    /// The root as feed-rs knows it: a version it reads, namespaces of today.
    fn root(&mut self, tag: &Tag<'a>, name: &str) {
        let mut attributes = tag.attributes.clone();
        let before = attributes.len();
        attributes.retain(|(n, v)| !(*n == "xml:base" && is_bad_base(v)));
        if attributes.len() != before {
            self.tally.note("bad-base");
        }
        if self.upper {
            self.tally.note("upper-case-names");
        }
        if name == "rss" {
            let version = attributes.iter().find(|(n, _)| *n == "version").map(|(_, v)| v.trim());
            if !matches!(version, Some("2.0" | "0.91" | "0.92" | "0.93" | "0.94" | "0.90")) {
                self.tally.note("bad-version");
            }
            attributes.retain(|(n, _)| *n != "version" && *n != "xmlns");
            attributes.insert(0, ("version", "2.0"));
        }
        for (name, value) in &mut attributes {
            let today = if name.starts_with("xmlns") { todays_namespace(value) } else { None };
            if let Some(today) = today {
                self.tally.note("old-namespace");
                *value = today;
            }
        }
        write_tag(name, &attributes, tag.empty, &mut self.out, self.tally);
        self.root_end = self.out.len() - 1 - usize::from(tag.empty);
        self.done = tag.empty;
    }

    fn end_tag(&mut self, name: &'a str, length: usize) {
        if self.in_text() && is_html(name) && self.open.last().is_none_or(|n| n != name) {
            let ours = self.open.iter().rev().skip(1).take(3).any(|n| n == name);
            if !ours {
                self.out.push_str("&lt;");
                return self.skip(1);
            }
        }
        self.skip(length);
        let name = self.named(name);
        let exact = self.open.iter().rposition(|n| *n == name);
        match exact.or_else(|| self.open.iter().rposition(|n| n.eq_ignore_ascii_case(&name))) {
            Some(at) => {
                if at + 1 != self.open.len() {
                    self.tally.note("mismatched-tag");
                }
                self.close_to(at);
            }
            None => self.tally.note("mismatched-tag"),
        }
        if self.open.is_empty() {
            self.done = true;
        }
    }

    /// Ends the open elements from the innermost to number `at`.
    fn close_to(&mut self, at: usize) {
        while self.open.len() > at
            && let Some(name) = self.open.pop()
        {
            self.out.extend(["</", &name, ">"]);
            self.entries += usize::from(matches!(&*name, "item" | "entry"));
        }
    }

    /// Ends what is open and declares what was used.
    fn finish(mut self) -> Mended {
        let mut cut_entry = false;
        if self.open.is_empty() {
            let after = self.rest.trim_start();
            if !after.is_empty() && !after.starts_with("<!--") {
                self.tally.note("junk-after-root");
            }
        } else {
            self.tally.note("truncated");
            self.out.push_str(self.rest);
            if let Some(at) = self.open.iter().position(|n| matches!(&**n, "item" | "entry"))
                && self.entries > 0
            {
                cut_entry = true;
                self.out.truncate(self.entry_start);
                self.open.truncate(at);
            }
            self.close_to(0);
        }
        let missing: String = USUAL
            .iter()
            .filter(|(prefix, _)| self.used.contains(prefix) && !self.declared.contains(prefix))
            .map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\""))
            .collect();
        if !missing.is_empty() {
            self.tally.note("missing-namespace");
            self.out.insert_str(self.root_end, &missing);
        }
        Mended { text: self.out, cut_entry }
    }
}

/// An `xml:base` that no address can be made of. A relative one is fine.
fn is_bad_base(value: &str) -> bool {
    !matches!(url::Url::parse(value), Ok(_) | Err(url::ParseError::RelativeUrlWithoutBase))
}

/// Today's form of a namespace of RSS 0.90 or Atom 0.3.
fn todays_namespace(uri: &str) -> Option<&'static str> {
    match uri.trim() {
        "http://my.netscape.com/rdf/simple/0.9/" | "http://channel.netscape.com/rdf/simple/0.9/" => {
            Some("http://purl.org/rss/1.0/")
        }
        "http://purl.org/atom/ns#" => Some("http://www.w3.org/2005/Atom"),
        _ => None,
    }
}

/// Prefixes that are used without being declared, and what is meant.
const USUAL: [(&str, &str); 8] = [
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("atom", "http://www.w3.org/2005/Atom"),
    ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
];

#[cfg(test)]
mod tests {
    use super::super::sniff::{Shape, sniff};
    use super::*;

    fn mended(text: &str) -> (String, Vec<&'static str>) {
        let Shape::Feed(root) = sniff(text) else { panic!("no feed: {text:?}") };
        let mut tally = Tally::default();
        let mended = mend(text, &root, &mut tally).map(|m| m.text).unwrap_or_else(|_| "too deep".into());
        (mended, tally.repairs().into_iter().map(|r| r.name).collect())
    }

    /// `inner` stands in a channel.
    fn check(inner: &str, expected: &str, names: &[&str]) {
        let (text, repairs) = mended(&format!("<rss version=\"2.0\"><channel>{inner}</channel></rss>"));
        let expected = format!("<rss version=\"2.0\"><channel>{expected}</channel></rss>");
        assert_eq!((text.as_str(), repairs.as_slice()), (expected.as_str(), names), "{inner:?}");
    }

    #[test]
    fn a_sound_feed_is_left_alone() {
        let sound = "<item><title a=\"1\">x &amp; y</title><description><![CDATA[a & <br>]]></description><e/></item>";
        check(sound, sound, &[]);
    }

    #[test]
    fn faults_inside_are_mended() {
        check("<title>A & B</title>", "<title>A &amp; B</title>", &["bare-ampersand"]);
        check("<title>c&ocirc;ng&nbsp;t</title>", "<title>công\u{A0}t</title>", &["html-entity"]);
        check("<title>a&#0;b&#x1F;c</title>", "<title>abc</title>", &["bad-reference"]);
        check("<title>a\u{0}b\u{1}c</title>", "<title>abc</title>", &["illegal-character"]);
        check("<item><a>x</b></a></item>", "<item><a>x</a></item>", &["mismatched-tag"]);
        check("<item><a>x</item>", "<item><a>x</a></item>", &["mismatched-tag"]);
        check("<item><x>1</x><item>", "<item><x>1</x></item><item></item>", &["mismatched-tag"]);
        check("<pubDate>x</PubDate>", "<pubDate>x</pubDate>", &[]);
        check(
            "<description>a<br>b<a href='x'>c</a></description>",
            "<description>a&lt;br>b&lt;a href='x'>c&lt;/a></description>",
            &["unescaped-markup"],
        );
        check("<title>1 < 2</title>", "<title>1 &lt; 2</title>", &["bare-less-than"]);
        check("<e url=a&b/>", "<e url=\"a&amp;b/\"></e>", &["bare-ampersand", "mismatched-tag"]);
    }

    #[test]
    fn faults_around_are_mended() {
        let check = |input: &str, expected: &str, names: &[&str]| {
            let (text, repairs) = mended(input);
            assert_eq!((text.as_str(), repairs.as_slice()), (expected, names), "{input:?}");
        };
        let plain = "<rss version=\"2.0\"></rss>";
        check("PHP<?xml version='1.0' encoding='x'?><rss version='2.0'></rss>", plain, &["junk-before-root"]);
        check("<rss version='2.0'></rss><script>", plain, &["junk-after-root"]);
        check("<RSS></RSS>", plain, &["upper-case-names", "bad-version"]);
        for version in ["1.0", "2.00", "2.0.1", "2.1", ""] {
            check(&format!("<rss version='{version}'></rss>"), plain, &["bad-version"]);
        }
        check("<rss version='0.93'></rss>", plain, &[]);
        check("<rss version='2.0'><a><b>x", "<rss version=\"2.0\"><a><b>x</b></a></rss>", &["truncated"]);
        check(
            "<rss version='2.0'><item>1</item><item>2<gu",
            "<rss version=\"2.0\"><item>1</item></rss>",
            &["truncated"],
        );
        check(
            "<rss version='2.0'><content:encoded/></rss>",
            "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><content:encoded/></rss>",
            &["missing-namespace"],
        );
        check("<feed xml:base='http://['/>", "<feed/>", &["bad-base"]);
        check(
            "<feed xmlns='http://purl.org/atom/ns#'/>",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>",
            &["old-namespace"],
        );
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(mended(&format!("<feed>{}", "<a>".repeat(200_000))).0, "too deep");
        assert_ne!(mended(&format!("<feed>{}", "<a>".repeat(499))).0, "too deep");
    }
}
