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
    /// How many bytes of `rest` are left behind its last `>`: no tag ends there.
    tail: usize,
    /// How many of them are a comment that is never closed.
    comment: usize,
    /// How many bytes are left behind the last end of a comment.
    after_comments: usize,
    /// How many more quotes that are never closed are looked for.
    patience: u8,
}

/// Cuts `html` into pieces. A `<` that opens no tag is text.
pub fn pieces(html: &str) -> Pieces<'_> {
    let tail = html.get(html.rfind('>').map_or(0, |at| at + 1)..).unwrap_or_default();
    let comment = tail.find("<!--").map_or(0, |at| tail.len() - at);
    let ended = ["-->", "--!>"].iter().filter_map(|end| html.rfind(end).map(|at| at + end.len())).max();
    let after_comments = html.len() - ended.unwrap_or(0);
    Pieces { rest: html, tail: tail.len(), comment, after_comments, patience: 8 }
}

impl<'a> Pieces<'a> {
    /// What was not cut yet.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// Leaves out the next `bytes`; nothing where they end within a character.
    pub fn pass_over(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or(self.rest);
    }

    /// The tag at the start of `rest` and its length; `None` when the `<` there opens none.
    fn tag(&mut self) -> Option<(Piece<'a>, usize)> {
        let s = self.rest;
        if s.len() <= self.tail {
            return (s.len() == self.comment).then_some((Piece::Other, s.len()));
        }
        let after = s.get(1..)?;
        match after.bytes().next()? {
            // One that is never closed takes no more with it than its own tag.
            b'!' if after.starts_with("!--") && s.len() > self.after_comments => {
                Some((Piece::Other, end_of_comment(s)))
            }
            b'!' | b'?' => Some((Piece::Other, s.find('>')? + 1)),
            b'/' => {
                let name = name(after.get(1..)?)?;
                let end = self.end_of_tag(2 + name.len())?;
                Some((Piece::Close { name }, end + 1))
            }
            _ => {
                let name = name(after)?;
                let end = self.end_of_tag(1 + name.len())?;
                let attributes = s.get(1 + name.len()..end).unwrap_or_default();
                Some((Piece::Open { name, attributes }, end + 1))
            }
        }
    }

    /// Where the `>` of the tag stands whose name ends at `from`; quoted ones do not count, unless a
    /// quote is never closed.
    fn end_of_tag(&mut self, from: usize) -> Option<usize> {
        if self.patience > 0 {
            match end_of_attributes(self.rest.as_bytes(), from) {
                Some(end) => return Some(end),
                None => self.patience -= 1,
            }
        }
        self.rest.get(from..)?.find('>').map(|end| from + end)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let from = usize::from(self.rest.starts_with('<'));
        if from == 1
            && let Some((piece, length)) = self.tag()
        {
            self.rest = self.rest.get(length..).unwrap_or_default();
            return Some(piece);
        }
        let left = self.rest.len();
        let end = if left > self.tail {
            self.rest.get(from..).and_then(|r| r.find('<')).map_or(left, |at| at + from)
        } else {
            left.saturating_sub(self.comment)
        };
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Piece::Text(text))
    }
}

/// How long the comment at the start of `s` is, as HTML reads it.
fn end_of_comment(s: &str) -> usize {
    let body = s.get(4..).unwrap_or_default();
    if let Some(short) = [">", "->"].iter().find(|short| body.starts_with(**short)) {
        return 4 + short.len();
    }
    let mut dashes = body.match_indices("--");
    let end = dashes.find_map(|(at, _)| {
        let after = body.get(at + 2..)?;
        let closing = if after.starts_with('>') { 1 } else { 2 * usize::from(after.starts_with("!>")) };
        (closing > 0).then_some(4 + at + 2 + closing)
    });
    end.unwrap_or(s.len())
}

/// The element name at the start of `s`.
fn name(s: &str) -> Option<&str> {
    s.bytes().next().filter(u8::is_ascii_alphabetic)?;
    let length =
        s.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_')).count();
    // "<Bão số 3>" and "<bbt@bao.example>" are words in angle brackets.
    let goes_on = s.as_bytes().get(length).is_some_and(|b| !b.is_ascii() || *b == b'@');
    if goes_on { None } else { s.get(..length) }
}

/// Where the `>` stands that ends the tag within whose name `from` is, as HTML reads attributes; `None`
/// where a quote is never closed.
fn end_of_attributes(s: &[u8], from: usize) -> Option<usize> {
    #[derive(Clone, Copy)]
    enum In {
        TagName,
        Gap,
        Name,
        AfterName,
        BeforeValue,
        Value,
        Quoted(u8),
    }
    let mut state = In::TagName;
    for (at, &b) in s.iter().enumerate().skip(from) {
        let blank = b.is_ascii_whitespace();
        state = match (state, b) {
            (In::Quoted(quote), _) => {
                if quote == b {
                    In::Gap
                } else {
                    state
                }
            }
            (_, b'>') => return Some(at),
            (In::BeforeValue, b'"' | b'\'') => In::Quoted(b),
            (In::BeforeValue, _) if blank => In::BeforeValue,
            (In::Value | In::TagName | In::Gap, _) if blank => In::Gap,
            (In::BeforeValue | In::Value, _) => In::Value,
            (_, b'/') => In::Gap,
            (In::TagName, _) => In::TagName,
            (In::Name | In::AfterName, b'=') => In::BeforeValue,
            (In::Name | In::AfterName, _) if blank => In::AfterName,
            (In::Name | In::AfterName | In::Gap, _) => In::Name,
        };
    }
    None
}

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
        &[
            "script", "style", "template", "noscript", "iframe", "svg", "math", "head", "textarea",
            "frameset", "noframes", "noembed",
        ],
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
        "time", "tt", "u", "var", "video", "wbr", "blink", "frame", "marquee", "object", "applet",
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
        check("a < b", &[Text("a < b")]);
        check("a < b<i>", &[Text("a "), Text("< b"), Open { name: "i", attributes: "" }]);
        check("<b>x</b >", &[Open { name: "b", attributes: "" }, Text("x"), Close { name: "b" }]);
        check("<a title='>'>y", &[Open { name: "a", attributes: " title='>'" }, Text("y")]);
        check("<!-- <b> -->z", &[Other, Text("z")]);
        check("1 <2 <b", &[Text("1 <2 <b")]);
        check("<img src=x", &[Text("<img src=x")]);
        check("<p a='x>y", &[Open { name: "p", attributes: " a='x" }, Text("y")]);
        check(
            "<p a= =\"><b>",
            &[Open { name: "p", attributes: " a= =\"" }, Open { name: "b", attributes: "" }],
        );
        check("<p =\">\">x", &[Open { name: "p", attributes: " =\"" }, Text("\">x")]);
        check("<p =a=\">\">x", &[Open { name: "p", attributes: " =a=\">\"" }, Text("x")]);
        check("</p a='>'>x", &[Close { name: "p" }, Text("x")]);
        check("<!--><b>-->", &[Other, Open { name: "b", attributes: "" }, Text("-->")]);
        check("<!-->x", &[Other, Text("x")]);
        check("<!-- a --!>x<!--->y", &[Other, Text("x"), Other, Text("y")]);
        check("a<!-- -- b >c", &[Text("a"), Other, Text("c")]);
        check("a <b c<!-- d < e", &[Text("a <b c"), Other]);
        check("<b>x<<!", &[Open { name: "b", attributes: "" }, Text("x<<!")]);
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
