//! Start tags of any quality, cut into name and attributes, and written again as XML wants them.

use crate::parse::tally::Tally;
use crate::text::decode_reference;

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As written.
    pub name: &'a str,
    /// Name and raw value, each name once.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// `<name/>`.
    pub empty: bool,
    /// Bytes from `<` to `>`, both included.
    pub length: usize,
    /// Something in it is not as XML wants it.
    pub odd: bool,
}

/// Most attributes kept of one tag.
const MAX_ATTRIBUTES: usize = 100;

/// Longest attribute value, in bytes.
const MAX_VALUE_BYTES: usize = 65_536;

/// The start tag at the start of `s`, which begins with `<`. `None` when there is none: no name, or no
/// end before the next `<`.
pub fn start_tag(s: &str) -> Option<Tag<'_>> {
    let name = name(s.get(1..)?)?;
    let mut tag = Tag { name, attributes: Vec::new(), empty: false, length: 0, odd: false };
    let mut at = 1 + name.len();
    loop {
        let rest = s.get(at..)?;
        let blank = rest.len() - rest.trim_start().len();
        at += blank;
        let rest = s.get(at..)?;
        match rest.bytes().next()? {
            b'>' => {
                tag.length = at + 1;
                return Some(tag);
            }
            b'/' => {
                tag.empty = rest.as_bytes().get(1) == Some(&b'>');
                tag.odd |= !tag.empty;
                at += 1;
            }
            b'<' => return None,
            b'"' | b'\'' | b'=' => {
                tag.odd = true;
                at += 1;
            }
            _ => {
                tag.odd |= blank == 0;
                at += attribute(rest, &mut tag)?;
            }
        }
    }
}

/// Reads one attribute into `tag`; its length.
fn attribute<'a>(s: &'a str, tag: &mut Tag<'a>) -> Option<usize> {
    let end = s.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<' | '"' | '\''))?;
    let name = s.get(..end)?;
    let after = s.get(end..)?;
    let gap = after.len() - after.trim_start().len();
    let Some(value) = after.trim_start().strip_prefix('=') else {
        tag.odd = true;
        push(tag, name, "");
        return Some(end);
    };
    let gap_2 = value.len() - value.trim_start().len();
    let value = value.trim_start();
    let before = end + gap + 1 + gap_2;
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inner = value.get(1..)?;
        let Some(close) = quote_end(inner, quote) else {
            // It was never closed: the value goes up to the tag's own end.
            let end = inner.find(['>', '<'])?;
            tag.odd = true;
            push(tag, name, inner.get(..end)?.trim_end());
            return Some(before + 1 + end);
        };
        let inner = inner.get(..close)?;
        tag.odd |= inner.contains(['&', '<']);
        push(tag, name, inner);
        return Some(before + close + 2);
    }
    let close = value.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<'))?;
    tag.odd = true;
    push(tag, name, value.get(..close)?);
    Some(before + close)
}

/// Where a value in quotes ends; `None` when a tag begins before.
fn quote_end(inner: &str, quote: char) -> Option<usize> {
    let bytes = inner.as_bytes();
    let quote = u8::try_from(quote).ok()?;
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(quote, b'<', bytes.get(from..)?)?;
        if bytes.get(at) == Some(&quote) {
            return Some(at);
        }
        if bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!')) {
            return None;
        }
        from = at + 1;
    }
}

fn push<'a>(tag: &mut Tag<'a>, name: &'a str, value: &'a str) {
    let legal = is_name(name);
    let known = tag.attributes.iter().any(|(n, _)| *n == name);
    if legal && !known && tag.attributes.len() < MAX_ATTRIBUTES && value.len() <= MAX_VALUE_BYTES {
        tag.attributes.push((name, value));
    } else {
        tag.odd = true;
    }
}

/// The element name at the start of `s`.
pub fn name(s: &str) -> Option<&str> {
    let first = s.chars().next()?;
    if !(first.is_alphabetic() || first == '_') {
        return None;
    }
    let end = s.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<' | '=' | '"' | '\'' | '&'));
    s.get(..end.unwrap_or(s.len())).filter(|n| is_name(n))
}

/// Whether this may name an element or an attribute, with one prefix at most.
fn is_name(s: &str) -> bool {
    let part = |p: &str| {
        p.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && p.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    match s.split_once(':') {
        Some((prefix, local)) => part(prefix) && part(local),
        None => part(s),
    }
}

/// Writes a tag as XML wants it.
pub fn write_tag(name: &str, attributes: &[(&str, &str)], empty: bool, out: &mut String, tally: &mut Tally) {
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        out.extend([" ", name, "=\""]);
        let mut rest = *value;
        while let Some(at) = rest.find(['&', '<', '"']) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            rest = match from.as_bytes().first() {
                Some(b'&') => from.get(mend_reference(from, out, tally)..).unwrap_or_default(),
                Some(b'<') => {
                    out.push_str("&lt;");
                    from.get(1..).unwrap_or_default()
                }
                _ => {
                    out.push_str("&quot;");
                    from.get(1..).unwrap_or_default()
                }
            };
        }
        out.push_str(rest);
        out.push('"');
    }
    out.push_str(if empty { "/>" } else { ">" });
}

/// Writes what the `&` at the start of `s` begins, as XML knows it; the bytes it took.
pub fn mend_reference(s: &str, out: &mut String, tally: &mut Tally) -> usize {
    for known in ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"] {
        if s.starts_with(known) {
            out.push_str(known);
            return known.len();
        }
    }
    let Some((length, c)) = decode_reference(s) else {
        tally.note("bare-ampersand");
        out.push_str("&amp;");
        return 1;
    };
    let numeric = s.starts_with("&#");
    match c {
        '\u{FFFD}' if numeric => {
            tally.note("bad-reference");
            return length;
        }
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        other => out.push(other),
    }
    if !numeric {
        tally.note("html-entity");
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_written_again() {
        let check = |input: &str, expected: &str, odd: bool| {
            let tag = start_tag(input).unwrap();
            let mut out = String::new();
            write_tag(tag.name, &tag.attributes, tag.empty, &mut out, &mut Tally::default());
            assert_eq!((out.as_str(), tag.odd, tag.length), (expected, odd, input.len()), "{input:?}");
        };
        check("<a>", "<a>", false);
        check("<a b='1' c=\"2\"/>", "<a b=\"1\" c=\"2\"/>", false);
        check("<a href=x?a=1&b=2>", "<a href=\"x?a=1&amp;b=2\">", true);
        check("<a b='x' b='y' checked>", "<a b=\"x\" checked=\"\">", true);
        check("<a b='\"<'>", "<a b=\"&quot;&lt;\">", true);
        check("<a b = 'c'\n>", "<a b=\"c\">", false);
        check("<a / b='1'>", "<a b=\"1\">", true);
        assert_eq!(start_tag("<a b <c>"), None);
        assert_eq!(start_tag("<a b='c"), None);
        assert_eq!(start_tag("< a>"), None);
        assert_eq!(start_tag("<5>"), None);
    }

    #[test]
    fn references_are_mended() {
        let check = |input: &str, expected: &str, taken: usize| {
            let mut out = String::new();
            assert_eq!(mend_reference(input, &mut out, &mut Tally::default()), taken, "{input:?}");
            assert_eq!(out, expected, "{input:?}");
        };
        check("&amp;x", "&amp;", 5);
        check("& x", "&amp;", 1);
        check("&nbsp;x", "\u{A0}", 6);
        check("&#0;x", "", 4);
        check("&#60;b", "&lt;", 5);
        check("&lol9;", "&amp;", 1);
    }
}
