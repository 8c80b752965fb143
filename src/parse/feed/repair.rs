//! A feed of any quality made well-formed, in one pass over its text and without a tree.
//!
//! An XML reader refuses a whole feed for one bare `&`. Each mending has a name and is counted, and costs
//! at most the entry it is in. CDATA is kept as it is. Names and versions are not looked at here: what
//! they mean is for `space` and `walk`.

use super::doctype::Entities;
use super::tags::{Tag, mend_reference, name, start_tag, write_tag};
use crate::parse::sniff::Root;
use crate::parse::tally::Tally;
use crate::text::markup::is_html;
use crate::text::{is_xml_char, xml_safe};
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Deepest nesting of elements.
pub const MAX_DEPTH: usize = 500;

/// A feed nested deeper than [`MAX_DEPTH`] outside its entries.
#[derive(Debug, PartialEq, Eq)]
pub struct TooDeep;

/// A feed made well-formed.
pub struct Mended {
    /// From the root's start tag to its end tag; no prolog.
    pub text: String,
    /// An entry at the end was cut in the middle and left out.
    pub cut_entry: bool,
    /// Entries left out because they are nested too deep.
    pub deep_entries: usize,
}

/// Makes the feed that begins at `root` in `text` well-formed.
pub fn mend(text: &str, root: &Root<'_>, tally: &mut Tally) -> Result<Mended, TooDeep> {
    if root.junk {
        tally.note("junk-before-root");
    }
    let (prolog, from) = text.split_at_checked(root.start).unwrap_or(("", text));
    let safe = xml_safe(from);
    if let Cow::Owned(_) = safe {
        tally.add("illegal-character", from.chars().filter(|&c| !is_xml_char(c)).count());
    }
    let mut mender = Mender::new(&safe, Entities::of(prolog), tally);
    mender.run()?;
    Ok(mender.finish())
}

struct Mender<'a, 't> {
    rest: &'a str,
    out: String,
    /// Names of the open elements, as written.
    open: Vec<&'a str>,
    entities: Entities<'t>,
    tally: &'t mut Tally,
    atom: bool,
    /// The root's prefix, which its entries share.
    prefix: &'a str,
    /// Bytes behind the last `>` of the feed.
    tail: usize,
    /// An element whose end does not come, and whether that of CDATA or a comment does not: looked for once.
    endless: Option<&'a str>,
    endless_data: bool,
    endless_comment: bool,
    /// Bytes from the next end of CDATA on, as last looked for.
    data_tail: usize,
    /// Where in `out` the last entry began, and how many ended.
    entry_start: usize,
    entries: usize,
    deep_entries: usize,
    done: bool,
}

impl<'a, 't> Mender<'a, 't> {
    fn new(text: &'a str, entities: Entities<'t>, tally: &'t mut Tally) -> Self {
        Self {
            rest: text,
            out: String::with_capacity(text.len() + 256),
            open: Vec::new(),
            entities,
            tally,
            atom: false,
            prefix: "",
            tail: text.len() - memchr::memrchr(b'>', text.as_bytes()).map_or(0, |at| at + 1),
            endless: None,
            endless_data: false,
            endless_comment: false,
            data_tail: 0,
            entry_start: 0,
            entries: 0,
            deep_entries: 0,
            done: false,
        }
    }

    fn run(&mut self) -> Result<(), TooDeep> {
        while !self.done
            && let Some(at) = memchr2(b'<', b'&', self.rest.as_bytes())
        {
            self.copy(at);
            if self.rest.starts_with('&') {
                self.reference();
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

    fn reference(&mut self) {
        if let Some((length, text)) = self.entities.reference(self.rest) {
            self.out.push_str(&crate::text::escaped(text));
            return self.skip(length);
        }
        let taken = mend_reference(self.rest, &mut self.out, self.tally);
        self.skip(taken);
    }

    /// What the `<` at the start of `rest` begins.
    fn markup(&mut self) -> Result<(), TooDeep> {
        let rest = self.rest;
        if rest.starts_with("<![CDATA[") {
            match self.data_end() {
                Some(end) if self.swallows(rest.get(..end).unwrap_or_default()) => self.ended_data(),
                Some(end) => self.copy(end + 3),
                None => self.unclosed_data(),
            }
        } else if rest.starts_with("<!--") {
            self.comment();
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            self.skip(rest.find('>').map_or(rest.len(), |end| end + 1));
        } else if let Some(ended) = rest.strip_prefix("</") {
            match (name(ended), memchr(b'>', rest.as_bytes())) {
                (Some(name), Some(end)) => self.end_tag(name, end + 1),
                (_, None) => self.rest = "",
                (None, _) => self.bare(),
            }
        } else if let Some(tag) = start_tag(rest) {
            self.start_tag(&tag)?;
        } else if rest.len() <= self.tail {
            self.rest = "";
        } else {
            self.bare();
        }
        Ok(())
    }

    /// A comment. One that nothing ends is over at its first `>`, so that it costs no entry behind it.
    fn comment(&mut self) {
        let rest = self.rest.as_bytes();
        let end =
            if self.endless_comment { None } else { memmem::find(rest.get(4..).unwrap_or_default(), b"-->") };
        match end {
            Some(end) => self.skip(end + 7),
            None => {
                self.endless_comment = true;
                self.tally.note("unclosed-comment");
                self.skip(memchr(b'>', rest).map_or(rest.len(), |end| end + 1));
            }
        }
    }

    /// Where the next end of CDATA stands in `rest`.
    fn data_end(&mut self) -> Option<usize> {
        if self.data_tail == 0 || self.data_tail > self.rest.len() {
            let end = if self.endless_data { None } else { memmem::find(self.rest.as_bytes(), b"]]>") };
            self.data_tail = end.map_or(0, |end| self.rest.len() - end);
        }
        (self.data_tail > 0).then(|| self.rest.len() - self.data_tail)
    }

    /// Whether `data`, a CDATA section from its start on, holds the end of its element, the start of
    /// another entry and one more CDATA: its own end was damaged, and it is no text about RSS.
    fn swallows(&self, data: &str) -> bool {
        let Some(nested) = data.get(1..).and_then(|d| memmem::rfind(d.as_bytes(), b"<![CDATA[")) else {
            return false;
        };
        let ended = self.open.last().and_then(|name| find_end(data, name)).filter(|end| *end < nested);
        let between = ended.and_then(|end| data.get(end..=nested)).unwrap_or_default();
        between.contains("<item") || between.contains("<entry")
    }

    /// CDATA whose end was damaged, up to the end of the element it stands in.
    fn ended_data(&mut self) {
        let rest = self.rest;
        self.tally.note("unclosed-cdata");
        self.copy(self.open.last().and_then(|name| find_end(rest, name)).unwrap_or(rest.len()));
        self.out.push_str("]]>");
    }

    /// CDATA that nothing ends: up to the end of the element it stands in, if that comes, else to the
    /// end of the feed.
    fn unclosed_data(&mut self) {
        let rest = self.rest;
        self.endless_data = true;
        let end = self.open.last().and_then(|name| find_end(rest, name)).unwrap_or(rest.len());
        if end < rest.len() {
            self.tally.note("unclosed-cdata");
        }
        self.copy(end);
        self.out.push_str("]]>");
    }

    /// Whether an element of this name is an entry: unprefixed, or with the prefix of the root.
    fn is_entry(&self, name: &str) -> bool {
        let local = match name.split_once(':') {
            Some((prefix, local)) if prefix == self.prefix => local,
            Some(_) => return false,
            None => name,
        };
        local.eq_ignore_ascii_case("item") || local.eq_ignore_ascii_case("entry")
    }

    fn bare(&mut self) {
        self.tally.note("bare-less-than");
        self.out.push_str("&lt;");
        self.skip(1);
    }

    /// Whether the innermost open element is one of RSS in which HTML belongs escaped.
    fn in_text(&self) -> bool {
        const TEXTS: [&str; 6] =
            ["description", "title", "content:encoded", "itunes:summary", "media:description", "guid"];
        !self.atom && self.open.last().is_some_and(|n| TEXTS.iter().any(|t| n.eq_ignore_ascii_case(t)))
    }

    fn start_tag(&mut self, tag: &Tag<'a>) -> Result<(), TooDeep> {
        if self.in_text() && is_html(tag.name) && !matches!(tag.name, "link" | "source") {
            self.naked_markup();
            return Ok(());
        }
        if self.is_entry(tag.name) {
            if let Some(at) = self.open.iter().rposition(|n| self.is_entry(n)) {
                self.tally.note("mismatched-tag");
                self.close_to(at);
            }
            self.entry_start = self.out.len();
        }
        if self.open.is_empty() {
            self.begin(tag);
        }
        self.write(tag);
        if !tag.empty {
            self.open.push(tag.name);
        }
        self.skip(tag.length);
        if self.open.len() > MAX_DEPTH { self.leave_entry() } else { Ok(()) }
    }

    /// HTML that was not escaped, up to the end of the element it stands in, escaped as it is written:
    /// `<br>` has no end and `&nbsp;` is HTML's. Without an end, only the `<` here.
    fn naked_markup(&mut self) {
        self.tally.note("unescaped-markup");
        let rest = self.rest;
        let name = self.open.last().copied().filter(|name| self.endless != Some(*name));
        let end = name.and_then(|name| find_end(rest, name));
        if end.is_none() {
            self.endless = self.open.last().copied();
        }
        let naked = end.and_then(|end| rest.get(..end)).filter(|naked| !naked.contains("<![CDATA["));
        match naked {
            Some(naked) => {
                self.out.push_str(&crate::text::escaped(naked));
                self.skip(naked.len());
            }
            None => {
                self.out.push_str("&lt;");
                self.skip(1);
            }
        }
    }

    /// The root: an RSS version that never was is told.
    fn begin(&mut self, root: &Tag<'a>) {
        let (prefix, local) = root.name.split_once(':').unwrap_or(("", root.name));
        self.prefix = prefix;
        self.atom = local.eq_ignore_ascii_case("feed");
        self.done = root.empty;
        let version = root.attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case("version"));
        if local.eq_ignore_ascii_case("rss") && version.is_some_and(|(_, v)| !VERSIONS.contains(&v.trim())) {
            self.tally.note("bad-version");
        }
    }

    /// An entry that is nested too deep is left out, up to its end.
    fn leave_entry(&mut self) -> Result<(), TooDeep> {
        let at = self.open.iter().position(|n| self.is_entry(n)).ok_or(TooDeep)?;
        let entry = self.open.get(at).copied().unwrap_or_default();
        let end = find_end(self.rest, entry).unwrap_or(self.rest.len());
        self.skip(end);
        self.skip(memchr(b'>', self.rest.as_bytes()).map_or(self.rest.len(), |end| end + 1));
        self.out.truncate(self.entry_start);
        self.open.truncate(at);
        self.deep_entries += 1;
        Ok(())
    }

    fn write(&mut self, tag: &Tag<'a>) {
        if !tag.odd {
            self.out.push_str(self.rest.get(..tag.length).unwrap_or_default());
            return;
        }
        if !tag.attributes.iter().any(|(_, v)| v.contains('&')) {
            self.tally.note("bad-attribute");
        }
        write_tag(tag.name, &tag.attributes, tag.empty, &mut self.out, self.tally);
    }

    fn end_tag(&mut self, name: &'a str, length: usize) {
        if self.in_text() && is_html(name) && self.open.last().is_none_or(|n| *n != name) {
            let ours = self.open.iter().rev().skip(1).take(3).any(|n| *n == name);
            if !ours {
                self.out.push_str("&lt;");
                return self.skip(1);
            }
        }
        self.skip(length);
        let exact = self.open.iter().rposition(|n| *n == name);
        match exact.or_else(|| self.open.iter().rposition(|n| n.eq_ignore_ascii_case(name))) {
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
            self.out.extend(["</", name, ">"]);
            self.entries += usize::from(self.is_entry(name));
        }
    }

    /// Ends what is open.
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
            if let Some(at) = self.open.iter().position(|n| self.is_entry(n))
                && self.entries > 0
            {
                cut_entry = true;
                self.out.truncate(self.entry_start);
                self.open.truncate(at);
            }
            self.close_to(0);
        }
        Mended { text: self.out, cut_entry, deep_entries: self.deep_entries }
    }
}

/// The versions of RSS that there are.
const VERSIONS: [&str; 9] = ["2.0", "0.91", "0.92", "0.93", "0.94", "0.90", "1.0", "1.1", "0.9"];

/// Where the next end tag of `name` begins in `s`.
fn find_end(s: &str, name: &str) -> Option<usize> {
    let bytes = s.as_bytes();
    let mut ends = memmem::find_iter(bytes, b"</");
    ends.find(|at| {
        let written = bytes.get(at + 2..at + 2 + name.len());
        let follows = bytes.get(at + 2 + name.len());
        written.is_some_and(|w| w.eq_ignore_ascii_case(name.as_bytes()))
            && follows.is_none_or(|b| b.is_ascii_whitespace() || *b == b'>')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sniff::{Shape, sniff};

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
        check("<e url=a&b/>", "<e url=\"a&amp;b/\"></e>", &["bare-ampersand", "mismatched-tag"]);
    }

    #[test]
    fn markup_that_was_not_escaped_is_kept_as_it_is_written() {
        check("<title>1 < 2</title>", "<title>1 &lt; 2</title>", &["bare-less-than"]);
        let naked = "<description>a<br>b &lt;c> <a href='x'>d</a>&nbsp;</description>";
        let escaped =
            "<description>a&lt;br&gt;b &amp;lt;c&gt; &lt;a href='x'&gt;d&lt;/a&gt;&amp;nbsp;</description>";
        check(naked, escaped, &["unescaped-markup"]);
        check("<guid><p>1</p></guid>", "<guid>&lt;p&gt;1&lt;/p&gt;</guid>", &["unescaped-markup"]);
    }

    #[test]
    fn data_without_end_ends_with_its_element() {
        check(
            "<item><title><![CDATA[x</title></item><item/>",
            "<item><title><![CDATA[x]]></title></item><item/>",
            &["unclosed-cdata"],
        );
        check(
            "<item><t><![CDATA[x]-]></t></item><item><t><![CDATA[y]]></t></item>",
            "<item><t><![CDATA[x]-]>]]></t></item><item><t><![CDATA[y]]></t></item>",
            &["unclosed-cdata"],
        );
        let told = "<item><t><![CDATA[&lt;![CDATA[ <item></t>]]></t></item>";
        check(told, told, &[]);
    }

    #[test]
    fn faults_around_are_mended() {
        let check = |input: &str, expected: &str, names: &[&str]| {
            let (text, repairs) = mended(input);
            assert_eq!((text.as_str(), repairs.as_slice()), (expected, names), "{input:?}");
        };
        let plain = "<rss version='2.0'></rss>";
        check("PHP<?xml version='1.0' encoding='x'?><rss version='2.0'></rss>", plain, &["junk-before-root"]);
        check("<rss version='2.0'></rss><script>", plain, &["junk-after-root"]);
        check("<RSS></RSS>", "<RSS></RSS>", &[]);
        for version in ["2.00", "2.0.1", "2.1", "", "4"] {
            let text = format!("<rss version='{version}'></rss>");
            check(&text, &text, &["bad-version"]);
        }
        check("<rss version='2.0'><a><b>x", "<rss version='2.0'><a><b>x</b></a></rss>", &["truncated"]);
        let cut = "<rss version='2.0'><item>1</item><item>2<gu";
        check(cut, "<rss version='2.0'><item>1</item></rss>", &["truncated"]);
        let cut = "<r:rss><r:item>1</r:item><r:item><x:item>2";
        check(cut, "<r:rss><r:item>1</r:item></r:rss>", &["truncated"]);
        let own = "<!DOCTYPE rss [<!ENTITY t '<Tin> & '>]><rss>&t;&u;</rss>";
        check(own, "<rss>&lt;Tin&gt; &amp; &amp;u;</rss>", &["bare-ampersand"]);
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(mended(&format!("<feed>{}", "<a>".repeat(200_000))).0, "too deep");
        assert_ne!(mended(&format!("<feed>{}", "<a>".repeat(499))).0, "too deep");
        let deep = format!("<rss><item>1</item><item>{}</item><item>3</item></rss>", "<a>".repeat(10_000));
        assert_eq!(mended(&deep).0, "<rss><item>1</item><item>3</item></rss>");
    }
}
