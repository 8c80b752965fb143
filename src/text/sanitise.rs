//! HTML of strangers made harmless: an allow-list, absolute http(s) links, no trackers.
//!
//! The tree is ammonia's. Its cost grows with the square of the depth, so that depth and work are
//! bounded by a scan before a tree is built ([`too_deep`]).

use super::html::composed;
use super::markup::{Piece, attribute, is_void, pieces};
use super::{visible, xml_safe};
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use url::Url;

/// Deepest nesting for which a tree is built.
const MAX_DEPTH: u32 = 500;

/// Most work for one tree: the sum of the depths of all tags.
const MAX_WORK: u64 = 500_000;

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// Elements that go with everything in them.
const CONTENT_TOO: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "applet", "noscript", "template", "svg", "math",
    "textarea", "select", "title", "audio", "video", "canvas",
];

/// Makes HTML harmless. Build one for a feed: that costs as much as cleaning several leads.
pub struct Sanitiser(Builder<'static>);

impl Sanitiser {
    /// Relative links are resolved against `base`; without one they go.
    pub fn new(base: Option<&Url>) -> Self {
        let mut builder = Builder::empty();
        builder
            .tags(TAGS.iter().copied().collect())
            .clean_content_tags(CONTENT_TOO.iter().copied().collect())
            .tag_attributes(attributes())
            .generic_attributes(HashSet::from(["title", "lang", "dir"]))
            .url_schemes(HashSet::from(["http", "https"]))
            .url_relative(base.map_or(UrlRelative::Deny, |b| UrlRelative::RewriteWithBase(b.clone())))
            .link_rel(None);
        Self(builder)
    }

    /// `html` with the allowed elements and attributes only. Nested too deep for a tree, it comes
    /// back as its visible text. Holds no character that XML forbids.
    pub fn clean(&self, html: &str) -> String {
        let html = xml_safe(html);
        let html = composed(&html);
        if !html.contains(['<', '&']) {
            return html.trim().to_owned();
        }
        if too_deep(&html) {
            return escaped(&visible(&html));
        }
        let clean = without_trackers(self.0.clean(&html).to_string());
        match xml_safe(&clean) {
            Cow::Borrowed(safe) if safe.trim().len() == clean.len() => clean,
            safe => safe.trim().to_owned(),
        }
    }
}

/// [`Sanitiser::clean`] once.
pub fn sanitise(html: &str, base: Option<&Url>) -> String {
    static WITHOUT_BASE: OnceLock<Sanitiser> = OnceLock::new();
    match base {
        Some(_) if html.contains('<') => Sanitiser::new(base).clean(html),
        _ => WITHOUT_BASE.get_or_init(|| Sanitiser::new(None)).clean(html),
    }
}

fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    HashMap::from([
        ("a", HashSet::from(["href"])),
        ("img", HashSet::from(["src", "alt", "width", "height"])),
        ("blockquote", HashSet::from(["cite"])),
        ("q", HashSet::from(["cite"])),
        ("time", HashSet::from(["datetime"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan", "scope"])),
        ("ol", HashSet::from(["start"])),
    ])
}

/// Pictures without an address, or of at most one pixel a side, out. `html` is ammonia's output.
fn without_trackers(html: String) -> String {
    if !html.contains("<img") {
        return html;
    }
    let pixel = |attributes: &str, side: &str| {
        attribute(attributes, side).is_some_and(|v| matches!(v.trim().trim_end_matches("px"), "0" | "1"))
    };
    let mut out = String::with_capacity(html.len());
    for piece in pieces(&html) {
        match piece {
            Piece::Open { name: "img", attributes } => {
                let tracker = pixel(attributes, "width") && pixel(attributes, "height");
                if !tracker && attribute(attributes, "src").is_some_and(|s| !s.is_empty()) {
                    out.extend(["<img", attributes, ">"]);
                }
            }
            Piece::Open { name, attributes } => out.extend(["<", name, attributes, ">"]),
            Piece::Close { name } => out.extend(["</", name, ">"]),
            Piece::Text(text) => out.push_str(text),
            Piece::Other => {}
        }
    }
    out
}

/// Whether a tree of `html` would be deeper than [`MAX_DEPTH`] or cost more than [`MAX_WORK`].
///
/// Elements count as open until as many end tags of their name came, whatever HTML thinks of their
/// order: formatting elements that were never closed are repeated in every block that follows.
/// Elements that close themselves (`p`, `li`, cells) do not count.
fn too_deep(html: &str) -> bool {
    const SELF_CLOSING: [&str; 8] = ["p", "li", "td", "th", "tr", "dd", "dt", "option"];
    if html.bytes().filter(|&b| b == b'<').take(MAX_DEPTH as usize + 1).count() <= MAX_DEPTH as usize {
        return false;
    }
    let mut open: HashMap<String, u32> = HashMap::new();
    let (mut depth, mut work) = (0_u32, 0_u64);
    for piece in pieces(html) {
        match piece {
            Piece::Open { name, .. } => {
                work += u64::from(depth) + 1;
                if !is_void(name) && !SELF_CLOSING.iter().any(|s| s.eq_ignore_ascii_case(name)) {
                    *open.entry(name.to_ascii_lowercase()).or_default() += 1;
                    depth += 1;
                }
            }
            Piece::Close { name } => {
                if let Some(count) = open.get_mut(&name.to_ascii_lowercase()).filter(|c| **c > 0) {
                    *count -= 1;
                    depth -= 1;
                }
            }
            Piece::Text(_) | Piece::Other => {}
        }
        if depth > MAX_DEPTH || work > MAX_WORK {
            return true;
        }
    }
    false
}

/// Text as HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(input: &str, expected: &str) {
        let base = Url::parse("https://bao.example/tin/").unwrap();
        assert_eq!(sanitise(input, Some(&base)), expected, "{input:?}");
    }

    #[test]
    fn what_is_harmless_stays() {
        check("Hội nghị giao ban", "Hội nghị giao ban");
        check("<p>Nghị định <b>381</b></p>", "<p>Nghị định <b>381</b></p>");
        check("A &amp; B &lt; C", "A &amp; B &lt; C");
        check("c&ocirc;ng t&aacute;c", "công tác");
        check(
            r#"<img src="https://bao.example/a.jpg" width="100" align="left" border="0">Lead"#,
            r#"<img src="https://bao.example/a.jpg" width="100">Lead"#,
        );
    }

    #[test]
    fn links_are_absolute_and_lead_over_http() {
        check(r#"<a href="/x?a=1&b=2">y</a>"#, r#"<a href="https://bao.example/x?a=1&amp;b=2">y</a>"#);
        check(r#"<a href=" b.html">y</a>"#, r#"<a href="https://bao.example/tin/b.html">y</a>"#);
        check(r#"<a href="javascript:alert(1)">y</a>"#, "<a>y</a>");
        check("<a href=\"java\tscript:alert(1)\">y</a>", "<a>y</a>");
        check(r#"<a href="data:text/html,x">y</a>"#, "<a>y</a>");
        assert_eq!(sanitise(r#"<a href="/x">y</a>"#, None), "<a>y</a>");
    }

    #[test]
    fn what_acts_goes() {
        check("a<script>alert(1)</script>b", "ab");
        check("<p style='x' onclick='y' class='z'>t</p>", "<p>t</p>");
        check("<iframe src='https://bao.example/'>x</iframe>y", "y");
        check("<svg><a xlink:href='javascript:1'>x</a></svg>y", "y");
        check("<form action=/x><input value=1>z</form>", "z");
        check("a\u{0}b&#1;c", "abc");
    }

    #[test]
    fn tracking_pictures_go() {
        check("<img src='https://t.example/p.gif' width=1 height=1>x", "x");
        check("<img src='https://t.example/p.gif' width='0' height='0'>x", "x");
        check("<img alt='no address'>x", "x");
        check("<img src='data:image/gif;base64,R0'>x", "x");
        check(
            "<img alt='a > b' src='a.jpg'>x",
            r#"<img alt="a &gt; b" src="https://bao.example/tin/a.jpg">x"#,
        );
    }

    #[test]
    fn depth_and_work_are_bounded() {
        let deep = format!("{}chữ &amp; nghĩa{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
        check(&deep, "chữ &amp; nghĩa");
        let repeated: String =
            (0..499).map(|n| format!("<b id={n}>")).collect::<String>() + &"<p>x".repeat(200_000);
        assert!(!sanitise(&repeated, None).contains("<b>"));
        let flat = "<p>đoạn <b>văn</b>".repeat(2_000);
        assert_eq!(sanitise(&flat, None).matches("<b>văn</b>").count(), 2_000);
    }

    proptest! {
        #[test]
        fn output_is_inert_and_fit_for_xml(s in "(<[a-z/!]{0,6}|[ =\"'>&;#x0-9]|on[a-z]{1,5}=|href=|javascript:|\\PC|[\\x00-\\x1f]){0,60}") {
            let clean = sanitise(&s, None);
            prop_assert!(clean.chars().all(super::super::is_xml_char));
            let opens = |name: &str| pieces(&clean).any(|p| matches!(p, Piece::Open { name: n, .. } if n == name));
            prop_assert!(!opens("script") && !opens("iframe"));
        }
    }
}
