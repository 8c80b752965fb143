//! Text constructs: what the content of an element says, as text or as HTML.
//!
//! RSS texts are HTML, escaped or in CDATA. Atom's say what they are (RFC 4287 §3.1.1); Atom 0.3 says it
//! with a media type and a `mode`. HTML that stands in the feed as elements is taken as it is written.

use super::facts::Raw;
use crate::text::escaped;
use crate::text::markup::is_void;
use base64::Engine as _;
use base64::engine::general_purpose::GeneralPurpose;
use std::borrow::Cow;

/// The content of an element.
pub struct Content<'a> {
    /// Its character data, references decoded, that of its children included.
    pub text: &'a str,
    /// Everything between its tags, as written.
    pub inner: &'a str,
    /// Whether it has children.
    pub has_child: bool,
}

/// An RSS text.
pub fn rss(content: &Content<'_>) -> Raw {
    if content.has_child { html(from_xhtml(content.inner)) } else { html(content.text) }
}

/// A text construct of Atom 1.0 or 0.3: `media_type` and `mode` as given.
pub fn atom(content: &Content<'_>, media_type: Option<&str>, mode: Option<&str>) -> Raw {
    let media_type = media_type.map(|t| t.trim().to_ascii_lowercase());
    let mode = mode.map(|m| m.trim().to_ascii_lowercase());
    if mode.as_deref() == Some("base64") {
        return base64(content.text, media_type.as_deref());
    }
    match media_type.as_deref() {
        Some("xhtml" | "application/xhtml+xml") => html(from_xhtml(content.inner)),
        Some(t) if t.contains("html") => loose_html(content),
        Some("text") => plain(content),
        Some(t) if t.starts_with("text/") && mode.as_deref() != Some("escaped") => plain(content),
        Some(t) if t.ends_with("/xml") || t.ends_with("+xml") => html(from_xhtml(content.inner)),
        Some(t) if !t.is_empty() && !t.starts_with("text/") => base64(content.text, Some(t)),
        _ if content.has_child => html(from_xhtml(content.inner)),
        _ => Raw { text: content.text.to_owned(), html: mode.is_some() },
    }
}

fn html<'a>(text: impl Into<Cow<'a, str>>) -> Raw {
    Raw { text: text.into().into_owned(), html: true }
}

fn plain(content: &Content<'_>) -> Raw {
    if content.has_child {
        html(from_xhtml(content.inner))
    } else {
        Raw { text: content.text.to_owned(), html: false }
    }
}

/// HTML that should be escaped: where elements stand in it after all, they are its markup, unless the
/// markup is inside them once more, escaped.
fn loose_html(content: &Content<'_>) -> Raw {
    if content.has_child && !content.text.contains('<') {
        let inner = from_xhtml(content.inner);
        // One wrapper around escaped text is a habit, and holds nothing of its own.
        return html(if inner.contains('<') { inner.into_owned() } else { content.text.to_owned() });
    }
    html(content.text)
}

/// Base64, for media types that are no text. What is not base64 is text.
fn base64(text: &str, media_type: Option<&str>) -> Raw {
    let packed: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let decoded = LENIENT.decode(packed.as_bytes()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let is_text = media_type.is_none_or(|t| t.starts_with("text") && !t.contains("html"));
    match decoded {
        Some(text) => Raw { text, html: !is_text || media_type.is_none() },
        None => Raw { text: text.to_owned(), html: false },
    }
}

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    base64::engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// XML of HTML elements as HTML: prefixes off, CDATA as text, empty elements that HTML does not know
/// as empty with an end tag, and the one `div` around everything off (RFC 4287 §3.1.1.3).
pub fn from_xhtml(inner: &str) -> Cow<'_, str> {
    let inner = inner.trim();
    if !inner.contains('<') {
        return Cow::Borrowed(inner);
    }
    let mut out = String::with_capacity(inner.len());
    let mut outer = Outer::default();
    let mut rest = inner;
    while let Some(at) = rest.find('<') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let length = markup(rest, &mut out, &mut outer);
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    match outer.range(out.len()) {
        Some(range) => Cow::Owned(out.get(range).unwrap_or_default().trim().to_owned()),
        None => Cow::Owned(out),
    }
}

/// Writes what the `<` at the start of `rest` begins; its length.
fn markup(rest: &str, out: &mut String, outer: &mut Outer) -> usize {
    let to = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if let Some(data) = rest.strip_prefix("<![CDATA[") {
        let length = to("]]>");
        out.push_str(&escaped(data.get(..length.saturating_sub(12)).unwrap_or(data)));
        return length;
    }
    if rest.starts_with("<!--") {
        return to("-->");
    }
    if rest.starts_with("<?") || rest.starts_with("<!") {
        return to(">");
    }
    let length = tag_length(rest);
    let tag = rest.get(..length).unwrap_or(rest);
    if let Some(ended) = tag.strip_prefix("</") {
        let from = out.len();
        out.push_str("</");
        out.push_str(local(ended));
        outer.close(from, out.len());
    } else {
        let inside = tag.get(1..).unwrap_or_default();
        let name = local(inside);
        let end = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len());
        let (named, empty) = (name.get(..end).unwrap_or(name), inside.ends_with("/>"));
        let from = out.len();
        out.push('<');
        if empty && !is_void(named) {
            out.push_str(name.get(..name.len().saturating_sub(2)).unwrap_or(name).trim_end());
            out.extend(["></", named, ">"]);
        } else {
            out.push_str(name);
        }
        outer.open(named, from, out.len(), empty);
    }
    length
}

/// A tag from its name on, the name's prefix off.
fn local(name: &str) -> &str {
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | ':')).unwrap_or(name.len());
    name.get(end..).and_then(|rest| rest.strip_prefix(':')).unwrap_or(name)
}

/// Up to the `>` that is not in quotes.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (at, b) in rest.bytes().enumerate() {
        match (quote, b) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(q), _) if q == b => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// The `div` around everything, if there is one.
#[derive(Default)]
struct Outer {
    depth: usize,
    /// Where the content of the first element begins, when it is a `div`.
    begins: Option<usize>,
    /// Where its end tag stands.
    ends: Option<(usize, usize)>,
    /// Something stands beside it.
    spoiled: bool,
}

impl Outer {
    fn open(&mut self, name: &str, from: usize, to: usize, empty: bool) {
        if self.depth == 0 {
            let first = from == 0 && !empty && name.eq_ignore_ascii_case("div");
            self.spoiled |= !first;
            self.begins = self.begins.or(first.then_some(to));
        }
        self.depth += usize::from(!empty);
    }

    fn close(&mut self, from: usize, to: usize) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.ends = Some((from, to));
        }
    }

    /// What stands inside it, when nothing stands outside.
    fn range(&self, length: usize) -> Option<std::ops::Range<usize>> {
        let (begins, (from, to)) = (self.begins?, self.ends?);
        (!self.spoiled && to == length && begins <= from).then_some(begins..from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_of_html_becomes_html() {
        let check = |inner: &str, expected: &str| assert_eq!(from_xhtml(inner), expected, "{inner:?}");
        check("<div xmlns='http://www.w3.org/1999/xhtml'>a<b>c</b></div>", "a<b>c</b>");
        check(" <h:div>a <h:b>c</h:b><h:br/></h:div> ", "a <b>c</b><br/>");
        check("<div>a</div><div>b</div>", "<div>a</div><div>b</div>");
        check("<div>a</div>b", "<div>a</div>b");
        check("x <div>a</div>", "x <div>a</div>");
        check("<div><div>a</div></div>", "<div>a</div>");
        check("<p>a</p>", "<p>a</p>");
        check("<div>1 <![CDATA[< & 2]]> 3<!-- c --></div>", "1 &lt; &amp; 2 3");
        check("<a name='x'/>y<p />", "<a name='x'></a>y<p></p>");
        check("<img alt='a > b' src='x'/>", "<img alt='a > b' src='x'/>");
        check("<div/>", "<div></div>");
        check("</div>", "</div>");
        check("&lt;b>", "&lt;b>");
    }

    #[test]
    fn a_construct_says_what_it_is() {
        let check = |inner: &str, text: &str, kind: (Option<&str>, Option<&str>), expected: (&str, bool)| {
            let content = Content { text, inner, has_child: inner.contains('<') };
            let raw = atom(&content, kind.0, kind.1);
            assert_eq!((raw.text.as_str(), raw.html), expected, "{inner:?} {kind:?}");
        };
        check("1 &lt; 2", "1 < 2", (None, None), ("1 < 2", false));
        check("1 &lt; 2", "1 < 2", (Some("text"), None), ("1 < 2", false));
        check("&lt;b>", "<b>", (Some("html"), None), ("<b>", true));
        check("&lt;b>", "<b>", (Some(" TEXT/HTML "), Some("escaped")), ("<b>", true));
        check("a &lt; b", "a < b", (Some("xhtml"), None), ("a &lt; b", true));
        check("<div>a<b>c</b></div>", "ac", (Some("xhtml"), None), ("a<b>c</b>", true));
        check("<div>&lt;b>c&lt;/b></div>", "<b>c</b>", (Some("html"), None), ("<b>c</b>", true));
        check("<p>c</p>", "c", (Some("html"), None), ("<p>c</p>", true));
        check("<div>c</div>", "c", (Some("html"), None), ("c", true));
        check("A <b>c</b>", "A c", (None, None), ("A <b>c</b>", true));
        check("&lt;b>", "<b>", (None, Some("escaped")), ("<b>", true));
        check("PGI+eA==", "PGI+eA==", (None, Some("base64")), ("<b>x", true));
        check("PGI+\n eA", "PGI+\n eA", (Some("application/octet-stream"), None), ("<b>x", true));
        check("no base 64!", "no base 64!", (Some("image/png"), None), ("no base 64!", false));
    }
}
