//! Where a text ends whose own end is missing or damaged: at its end tag, else where its entry ends or
//! another one begins, so that no fault costs more than the entry it is in.

use super::vocabulary::Vocabulary;
use memchr::{memchr, memchr2, memmem};

/// Where the content of the element `name` ends in `s`, which begins inside it.
pub fn text_end(s: &str, name: &str, words: &Vocabulary) -> Option<usize> {
    let bytes = s.as_bytes();
    let short = name.eq_ignore_ascii_case("title") || name.eq_ignore_ascii_case("guid");
    let siblings = if short { words.ending_titles } else { words.ending };
    let mut from = 0;
    while let Some(at) = memchr(b'<', bytes.get(from..)?).map(|at| at + from) {
        let after = bytes.get(at + 1..).unwrap_or_default();
        let ends = match after.strip_prefix(b"/") {
            Some(ended) => is_named(ended, name) || words.entries.iter().any(|entry| is_named(ended, entry)),
            None => words.entries.iter().chain(siblings).any(|begun| is_named(after, begun)),
        };
        if ends {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Whether a tag's inside begins with this name.
fn is_named(inside: &[u8], name: &str) -> bool {
    let written = inside.get(..name.len());
    let follows = inside.get(name.len());
    written.is_some_and(|w| w.eq_ignore_ascii_case(name.as_bytes()))
        && follows.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'<'))
}

/// Whether an entry ends or begins in `s`.
pub fn holds_boundary(s: &str, words: &Vocabulary) -> bool {
    boundary(s, words).is_some()
}

/// Where something stands that was looked for, in bytes from it to the end.
#[derive(Clone, Copy)]
pub enum Tail {
    /// It was not looked for yet.
    Unknown,
    /// It does not come any more.
    Nowhere,
    /// So many bytes before the end.
    At(usize),
}

/// Where `wanted` stands next in `rest`; looked for only when the last place is passed.
pub fn next(rest: &str, wanted: &[u8], tail: &mut Tail) -> Option<usize> {
    next_by(rest, |rest| memmem::find(rest.as_bytes(), wanted), tail)
}

/// Where an entry ends or begins next in `rest`, looked for like that.
pub fn next_boundary(rest: &str, words: &Vocabulary, tail: &mut Tail) -> Option<usize> {
    next_by(rest, |rest| boundary(rest, words), tail)
}

fn boundary(s: &str, words: &Vocabulary) -> Option<usize> {
    let [entry, _] = words.entries;
    text_end(s, entry, words)
}

fn next_by(rest: &str, find: impl Fn(&str) -> Option<usize>, tail: &mut Tail) -> Option<usize> {
    let known = match *tail {
        Tail::Nowhere => true,
        Tail::At(bytes) => bytes <= rest.len(),
        Tail::Unknown => false,
    };
    if !known {
        *tail = find(rest).map_or(Tail::Nowhere, |at| Tail::At(rest.len() - at));
    }
    match *tail {
        Tail::At(bytes) => Some(rest.len() - bytes),
        _ => None,
    }
}

/// Bytes of the end tag at the start of `rest`. One that is not closed ends where the next tag begins.
pub fn end_tag_length(rest: &str) -> usize {
    let after = rest.as_bytes().get(2..).unwrap_or_default();
    match memchr2(b'>', b'<', after) {
        Some(at) if after.get(at) == Some(&b'>') => at + 3,
        Some(at) => at + 2,
        None => rest.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::mend::FEED;

    #[test]
    fn a_text_ends_with_its_element_or_its_entry() {
        let check = |text: &str, name: &str, expected: Option<&str>| {
            assert_eq!(text_end(text, name, &FEED).and_then(|at| text.get(at..)), expected, "{text:?}");
        };
        check("a<b>c</b></title>x", "title", Some("</title>x"));
        check("a</TITLE >", "title", Some("</TITLE >"));
        check("a<p>b</item><item>", "description", Some("</item><item>"));
        check("a<item>", "description", Some("<item>"));
        check("a<items>b", "description", None);
        check("a<guid>b", "description", Some("<guid>b"));
        check("a<link>b", "description", None);
        check("a<link>b", "title", Some("<link>b"));
        check("a<", "title", None);
        assert!(holds_boundary("x</entry>", &FEED) && !holds_boundary("<p>x</p>", &FEED));
    }
}
