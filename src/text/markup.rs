//! A scanner for tags in HTML of any quality: no tree, no recursion, linear in the input.

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text, references not decoded.
    Text(&'a str),
    /// `<name …>`: the name as written and everything up to `>`.
    Open {
        /// As written.
        name: &'a str,
        /// As written, a closing `/` included.
        attributes: &'a str,
    },
    /// `</name>`.
    Close {
        /// As written.
        name: &'a str,
    },
    /// A comment, declaration or processing instruction.
    Other,
}

/// The pieces of `html`, in order.
pub struct Pieces<'a> {
    rest: &'a str,
    /// There is no `>` any more: whatever follows is text.
    unclosed: bool,
}

/// Cuts `html` into pieces. A `<` that opens no tag is text.
pub fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html, unclosed: false }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with('<')
            && !self.unclosed
            && let Some((piece, length)) = tag(self.rest)
        {
            self.rest = self.rest.get(length..).unwrap_or_default();
            return Some(piece);
        }
        if self.rest.starts_with('<') && !self.unclosed && !self.rest.contains('>') {
            self.unclosed = true;
        }
        let from = usize::from(self.rest.starts_with('<'));
        let next = if self.unclosed { None } else { self.rest.get(from..).and_then(|r| r.find('<')) };
        let (text, rest) = self.rest.split_at(next.map_or(self.rest.len(), |n| n + from));
        self.rest = rest;
        Some(Piece::Text(text))
    }
}

/// The tag at the start of `s` and its length; `None` when the `<` there opens none.
fn tag(s: &str) -> Option<(Piece<'_>, usize)> {
    let after = s.get(1..)?;
    match after.bytes().next()? {
        b'!' if after.starts_with("!--") => {
            let end = after.get(3..)?.find("-->").map_or(s.len(), |e| e + 7);
            Some((Piece::Other, end))
        }
        b'!' | b'?' => Some((Piece::Other, s.find('>')? + 1)),
        b'/' => {
            let name = name(after.get(1..)?)?;
            Some((Piece::Close { name }, s.find('>')? + 1))
        }
        _ => {
            let name = name(after)?;
            let end = end_of_tag(s)?;
            let attributes = s.get(1 + name.len()..end).unwrap_or_default();
            Some((Piece::Open { name, attributes }, end + 1))
        }
    }
}

/// The element name at the start of `s`.
fn name(s: &str) -> Option<&str> {
    s.bytes().next().filter(u8::is_ascii_alphabetic)?;
    let length =
        s.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_')).count();
    s.get(..length)
}

/// Where the `>` of the tag at the start of `s` stands; quoted ones do not count, unless a quote is
/// never closed.
fn end_of_tag(s: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = 0;
    for (at, b) in s.bytes().enumerate() {
        match (quote, b) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(b),
            (Some(q), _) if q == b => quote = None,
            (Some(_), _) if at > LONGEST_TAG_BYTES => break,
            _ => {}
        }
        if !b.is_ascii_whitespace() {
            before = b;
        }
    }
    s.find('>')
}

/// A quoted attribute longer than this is taken for a quote that was never closed.
const LONGEST_TAG_BYTES: usize = 65_536;

/// The value of an attribute, references not decoded; empty for an attribute without one.
pub fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let length = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>'))
            .unwrap_or(rest.len());
        let name = rest.get(..length)?;
        let after = rest.get(length..)?.trim_start();
        let (value, next) = match after.strip_prefix('=') {
            Some(value) => attribute_value(value.trim_start()),
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) && !name.is_empty() {
            return Some(value);
        }
        if next.is_empty() || next.len() >= rest.len() {
            return None;
        }
        rest = next;
    }
}

/// A value, quoted or not, and what follows it.
fn attribute_value(s: &str) -> (&str, &str) {
    if let Some(quote) = s.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inner = s.get(1..).unwrap_or_default();
        return inner.split_once(quote).unwrap_or((inner, ""));
    }
    s.split_at(s.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(s.len()))
}

/// Elements whose content nobody sees.
pub fn is_hidden(name: &str) -> bool {
    one_of(
        name,
        &["script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "textarea"],
    )
}

/// Elements that separate words.
pub fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "td",
        "th",
        "tr",
        "table",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "figure",
        "figcaption",
        "pre",
        "dl",
        "dt",
        "dd",
        "header",
        "footer",
        "nav",
        "aside",
        "main",
        "address",
        "caption",
        "center",
        "option",
        "form",
        "fieldset",
        "body",
        "html",
        "title",
    ];
    one_of(name, BLOCKS)
}

/// Whether an element of HTML has this name, as far as a title or a lead would hold one.
pub fn is_html(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "abbr", "acronym", "area", "audio", "b", "base", "bdi", "bdo", "big", "button", "canvas",
        "cite", "code", "col", "colgroup", "del", "dfn", "em", "embed", "font", "i", "img", "input", "ins",
        "kbd", "label", "link", "map", "mark", "meta", "nobr", "param", "picture", "q", "s", "samp",
        "select", "small", "source", "span", "strike", "strong", "sub", "sup", "tbody", "tfoot", "thead",
        "time", "tt", "u", "var", "video", "wbr",
    ];
    is_block(name) || is_hidden(name) || one_of(name, INLINE)
}

/// Elements that have no end tag.
pub fn is_void(name: &str) -> bool {
    one_of(
        name,
        &[
            "br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "param", "source",
            "track", "wbr",
        ],
    )
}

fn one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let check = |html: &str, expected: &[Piece<'_>]| {
            assert_eq!(pieces(html).collect::<Vec<_>>(), expected, "{html:?}");
        };
        use Piece::*;
        check("a < b", &[Text("a "), Text("< b")]);
        check("<b>x</b >", &[Open { name: "b", attributes: "" }, Text("x"), Close { name: "b" }]);
        check("<a title='>'>y", &[Open { name: "a", attributes: " title='>'" }, Text("y")]);
        check("<!-- <b> -->z", &[Other, Text("z")]);
        check("1 <2 <b", &[Text("1 "), Text("<2 <b")]);
        check("<img src=x", &[Text("<img src=x")]);
        check("<p a='x>y", &[Open { name: "p", attributes: " a='x" }, Text("y")]);
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        let check = |attributes: &str, expected: Option<&str>| {
            assert_eq!(attribute(attributes, "href"), expected, "{attributes:?}")
        };
        check(r#" rel="x" href="/a b""#, Some("/a b"));
        check(" HREF = '/a' ", Some("/a"));
        check(" href=/a/b rel", Some("/a/b"));
        check(" href rel=x", Some(""));
        check(" data-href=x", None);
        check(" = = ==", None);
        check("", None);
    }
}
