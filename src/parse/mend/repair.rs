//! A document of any quality made well-formed, in one pass over its text and without a tree.
//!
//! An XML reader refuses a whole feed for one bare `&`. Each mending has a name and is counted, and costs
//! at most the entry it is in. CDATA is kept as it is. Names and versions are not looked at here: what
//! they mean is for the readers of feeds and sitemaps.

use super::doctype::Entities;
use super::tags::{Tag, mend_reference, name, start_tag, write_tag};
use super::unclosed::{Tail, end_tag_length, holds_boundary, next, next_boundary, text_end};
use super::vocabulary::Vocabulary;
use crate::parse::sniff::Root;
use crate::parse::tally::Tally;
use crate::text::markup::is_html;
use crate::text::{is_xml_char, xml_safe};
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Deepest nesting of elements.
pub const MAX_DEPTH: usize = 500;

/// Why what is deeper is not read.
pub const TOO_DEEP: &str = "elements are nested over 500 deep";

/// A document nested deeper than [`MAX_DEPTH`] outside its entries.
#[derive(Debug, PartialEq, Eq)]
pub struct TooDeep;

/// A document made well-formed.
pub struct Mended {
    /// From the root's start tag to its end tag; no prolog.
    pub text: String,
    /// An entry at the end was cut in the middle and left out.
    pub cut_entry: bool,
    /// Entries left out because they are nested too deep.
    pub deep_entries: usize,
}

/// Makes the document that begins at `root` in `text` well-formed.
pub fn mend(
    text: &str,
    root: &Root<'_>,
    words: &'static Vocabulary,
    tally: &mut Tally,
) -> Result<Mended, TooDeep> {
    if root.junk {
        tally.note("junk-before-root");
    }
    let (prolog, from) = text.split_at_checked(root.start).unwrap_or(("", text));
    let safe = xml_safe(from);
    if let Cow::Owned(_) = safe {
        tally.add("illegal-character", from.chars().filter(|&c| !is_xml_char(c)).count());
    }
    let mut mender = Mender::new(&safe, Entities::of(prolog), words, tally);
    mender.run()?;
    Ok(mender.finish())
}

struct Mender<'a, 't> {
    words: &'static Vocabulary,
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
    /// Bytes from the last start of an entry on.
    entry_tail: usize,
    /// Bytes from the next end of CDATA and of a comment on, as last looked for.
    data_tail: Tail,
    comment_tail: Tail,
    boundary_tail: Tail,
    /// Where in `out` the last entry began, and how many ended.
    entry_start: usize,
    entries: usize,
    deep_entries: usize,
    done: bool,
}

impl<'a, 't> Mender<'a, 't> {
    fn new(text: &'a str, entities: Entities<'t>, words: &'static Vocabulary, tally: &'t mut Tally) -> Self {
        let start_of = |name: &str| memmem::rfind(text.as_bytes(), format!("<{name}").as_bytes());
        Self {
            words,
            rest: text,
            out: String::with_capacity(text.len() + 256),
            open: Vec::new(),
            entities,
            tally,
            atom: false,
            prefix: "",
            tail: text.len() - memchr::memrchr(b'>', text.as_bytes()).map_or(0, |at| at + 1),
            entry_tail: text.len()
                - words.entries.iter().filter_map(|name| start_of(name)).max().unwrap_or(text.len()),
            data_tail: Tail::Unknown,
            comment_tail: Tail::Unknown,
            boundary_tail: Tail::Unknown,
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
        if rest.get(..DATA.len()).is_some_and(|head| head.eq_ignore_ascii_case(DATA)) {
            self.data();
        } else if rest.starts_with("<!--") {
            self.comment();
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            self.skip(rest.find('>').map_or(rest.len(), |end| end + 1));
        } else if let Some(ended) = rest.strip_prefix("</") {
            match name(ended) {
                Some(name) => match end_tag_length(rest) {
                    cut if cut == rest.len() && !rest.ends_with('>') => self.rest = "",
                    length => {
                        let closed = rest.as_bytes().get(length - 1) == Some(&b'>');
                        self.tally.add("mismatched-tag", usize::from(!closed));
                        self.end_tag(name, length);
                    }
                },
                None => self.bare(),
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

    /// A comment. One that nothing ends, or nothing inside its entry, is over at its first `>`.
    fn comment(&mut self) {
        let rest = self.rest;
        let end = next(rest, b"-->", &mut self.comment_tail);
        let inside = self.open.iter().any(|n| self.is_entry(n));
        let boundary = if inside { next_boundary(rest, self.words, &mut self.boundary_tail) } else { None };
        match end.filter(|end| boundary.is_none_or(|boundary| *end < boundary)) {
            Some(end) => self.skip((end + 3).max(7)),
            None => {
                self.tally.note("unclosed-comment");
                self.skip(memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1));
            }
        }
    }

    /// CDATA. Where its end does not come, or only in another entry, it ends with its element.
    fn data(&mut self) {
        self.tally.add("upper-case-names", usize::from(!self.rest.starts_with(DATA)));
        self.out.push_str(DATA);
        self.skip(DATA.len());
        let rest = self.rest;
        let end = next(rest, b"]]>", &mut self.data_tail);
        match end.filter(|end| !self.swallows(rest.get(..*end).unwrap_or_default())) {
            Some(end) => self.copy(end + 3),
            None => {
                let end =
                    self.open.last().and_then(|name| text_end(rest, name, self.words)).unwrap_or(rest.len());
                if end < rest.len() {
                    self.tally.note("unclosed-cdata");
                }
                self.copy(end);
                self.out.push_str("]]>");
            }
        }
    }

    /// Whether `data`, the inside of a CDATA section, holds the end of its element, the start of
    /// another entry and one more CDATA: its own end was damaged, and it is no text about RSS.
    fn swallows(&self, data: &str) -> bool {
        let Some(nested) = memmem::find(data.as_bytes(), DATA.as_bytes()) else { return false };
        let before = data.get(..nested).unwrap_or_default();
        let ended = self.open.last().and_then(|name| text_end(before, name, self.words));
        ended.and_then(|end| before.get(end..)).is_some_and(|rest| holds_boundary(rest, self.words))
    }

    /// Whether an element of this name is an entry: unprefixed, or with the prefix of the root.
    fn is_entry(&self, name: &str) -> bool {
        let local = match name.split_once(':') {
            Some((prefix, local)) if prefix == self.prefix || prefix.eq_ignore_ascii_case("rss") => local,
            Some(_) => return false,
            None => name,
        };
        self.words.entries.iter().any(|entry| local.eq_ignore_ascii_case(entry))
    }

    fn bare(&mut self) {
        self.tally.note("bare-less-than");
        self.out.push_str("&lt;");
        self.skip(1);
    }

    /// Whether the innermost open element is one of RSS in which HTML belongs escaped.
    fn in_text(&self) -> bool {
        !self.atom
            && self.open.last().is_some_and(|n| self.words.texts.iter().any(|t| n.eq_ignore_ascii_case(t)))
    }

    fn start_tag(&mut self, tag: &Tag<'a>) -> Result<(), TooDeep> {
        if self.in_text() && is_html(tag.name) && !matches!(tag.name, "link" | "source") {
            self.naked_markup();
            return Ok(());
        }
        self.end_leaf(tag.name);
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

    /// A title, a link, a guid or a date holds no other element of an entry: it ended before.
    fn end_leaf(&mut self, name: &str) {
        if self.open.last().is_some_and(|open| self.words.leaves.contains(open))
            && self.words.siblings.contains(&name)
        {
            self.tally.note("mismatched-tag");
            self.close_to(self.open.len() - 1);
        }
    }

    /// HTML that was not escaped, up to the end of the element it stands in or the next CDATA, escaped as
    /// it is written: `<br>` has no end and `&nbsp;` is HTML's.
    fn naked_markup(&mut self) {
        self.tally.note("unescaped-markup");
        let rest = self.rest;
        let end = self.open.last().and_then(|name| text_end(rest, name, self.words)).unwrap_or(rest.len());
        let naked = rest.get(..end).unwrap_or(rest);
        let end = memmem::find(naked.as_bytes(), b"<![CDATA[").unwrap_or(end).max(1);
        self.out.push_str(&crate::text::escaped(rest.get(..end).unwrap_or(rest)));
        self.skip(end);
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
        self.skip(text_end(self.rest, entry, self.words).unwrap_or(self.rest.len()));
        if self.rest.starts_with("</") {
            self.skip(end_tag_length(self.rest));
        }
        self.out.truncate(self.entry_start);
        self.open.truncate(at);
        self.deep_entries += 1;
        Ok(())
    }

    fn write(&mut self, tag: &Tag<'a>) {
        let namespaces = tag.attributes.iter().filter(|(n, _)| n.starts_with("xmlns")).count();
        if namespaces > MAX_NAMESPACES && !self.open.is_empty() {
            self.tally.note("over-limit");
            let kept: Vec<_> =
                tag.attributes.iter().copied().filter(|(n, _)| !n.starts_with("xmlns")).collect();
            return write_tag(tag.name, &kept, tag.empty, &mut self.out, self.tally);
        }
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
        match self.opened(name) {
            Some(0) if self.rest.len() >= self.entry_tail && self.entry_tail > 0 => {
                self.tally.note("early-end")
            }
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

    /// Which open element an end tag ends: looked for near the innermost and among the outermost, in the
    /// same case first.
    fn opened(&self, name: &str) -> Option<usize> {
        let near = self.open.len().saturating_sub(NEAR);
        let (outer, inner) = self.open.split_at(near);
        let exact = inner.iter().rposition(|n| *n == name);
        let loose = || inner.iter().rposition(|n| n.eq_ignore_ascii_case(name));
        let far = || outer.iter().take(NEAR / 8).position(|n| n.eq_ignore_ascii_case(name));
        exact.or_else(loose).map(|at| at + near).or_else(far)
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

    /// Whether the last entry, which was cut, says what it is: half of it under another name would be a
    /// second article once the feed is whole again.
    fn is_known(&self) -> bool {
        let entry = self.out.get(self.entry_start..).unwrap_or_default();
        self.words.identities.iter().any(|end| entry.contains(end))
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
                && (self.entries > 0 || !self.is_known())
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

/// What begins a CDATA section.
const DATA: &str = "<![CDATA[";

/// How many open elements are searched for the start of an end tag.
const NEAR: usize = 64;

/// Most namespaces that one element but the root may declare: readers look through all of them.
const MAX_NAMESPACES: usize = 8;

/// The versions of RSS that there are.
const VERSIONS: [&str; 9] = ["2.0", "0.91", "0.92", "0.93", "0.94", "0.90", "1.0", "1.1", "0.9"];

#[cfg(test)]
mod tests;
