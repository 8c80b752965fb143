//! HTML of strangers made harmless: an allow-list (`allowed`), absolute http(s) links, no trackers.
//!
//! Most leads are simple and well-formed: they are written anew in one pass (`rewrite`). The others go
//! through ammonia's tree first, unless it would cost too much (`bounds`), and then the same way.

use super::allowed::{ATTRIBUTES, CONTENT_TOO, ELEMENTS};
use super::bounds::too_deep;
use super::rewrite::{Origin, rewrite};
use crate::text::entities::reference;
use crate::text::{visible, xml_safe};
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;
use url::Url;

/// Makes HTML harmless.
pub struct Sanitiser(Option<Url>);

impl Sanitiser {
    /// Relative links are resolved against `base`; without one they go.
    pub fn new(base: Option<&Url>) -> Self {
        Self(base.cloned())
    }

    /// `html` with the allowed elements and attributes only. Nested too deep for a tree, it comes
    /// back as its visible text. Holds no character that XML forbids.
    pub fn clean(&self, html: &str) -> String {
        clean(html, self.0.as_ref())
    }
}

/// [`Sanitiser::clean`] once.
pub fn sanitise(html: &str, base: Option<&Url>) -> String {
    clean(html, base)
}

fn clean(html: &str, base: Option<&Url>) -> String {
    let html = xml_safe(html);
    let html = tidied(&html);
    let clean = match rewrite(&html, base, Origin::Portal) {
        Some(clean) => clean,
        None => by_tree(&html, base),
    };
    if clean.trim().len() == clean.len() { clean } else { clean.trim().to_owned() }
}

/// Escapes what only looks like a tag, "<Bão số 3>": a tree would take it for one.
fn words_kept(html: &str) -> Cow<'_, str> {
    let is_word = |at: usize| {
        let name = html.as_bytes().get(at + 1..).unwrap_or_default();
        let length = name.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        length > 0 && name.get(length).is_some_and(|b| !b.is_ascii() || *b == b'@')
    };
    let words: Vec<usize> = memchr::memchr_iter(b'<', html.as_bytes()).filter(|at| is_word(*at)).collect();
    if words.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + 3 * words.len());
    let mut from = 0;
    for at in words {
        out.push_str(html.get(from..at).unwrap_or_default());
        out.push_str("&lt;");
        from = at + 1;
    }
    out.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// The same with a tree.
fn by_tree(html: &str, base: Option<&Url>) -> String {
    let html = with_letters(html);
    let html = words_kept(&html);
    if too_deep(&html) || html.matches('&').nth(MAX_REFERENCES).is_some() {
        return escaped(&visible(&html));
    }
    let tree = tree().clean(&html).to_string();
    let tree = xml_safe(&tree);
    let tree = tidied(&tree);
    rewrite(&tree, base, Origin::Tree).unwrap_or_else(|| escaped(&visible(&tree)))
}

/// Most `&` for which a tree is built: its tokeniser takes the square of their number.
const MAX_REFERENCES: usize = 20_000;

/// References to letters replaced, wherever they stand: they mean the same in text and in values.
fn with_letters(html: &str) -> Cow<'_, str> {
    let mut rest = html;
    let mut out = String::new();
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        // HTML 5 reads the two brackets otherwise than HTML 4 did.
        let odd = |c: char| c < '\u{A0}' || matches!(c, '\u{FFFD}' | '\u{FEFF}' | '\u{2329}' | '\u{232A}');
        let (length, c) = reference(from).filter(|(_, c)| !odd(*c)).unwrap_or((1, '&'));
        out.push(c);
        rest = from.get(length..).unwrap_or_default();
    }
    if out.is_empty() {
        return Cow::Borrowed(html);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The tree keeps the allowed elements, and the attributes that `rewrite` judges. It refuses addresses
/// that could act on its own; `data` passes since it tells a picture that is not loaded yet.
fn tree() -> &'static Builder<'static> {
    static TREE: OnceLock<Builder<'static>> = OnceLock::new();
    TREE.get_or_init(|| {
        let mut builder = Builder::empty();
        builder
            .tags(ELEMENTS.iter().map(|(name, _)| *name).collect())
            .clean_content_tags(CONTENT_TOO.iter().copied().collect())
            .generic_attributes(ATTRIBUTES.iter().map(|(name, _)| *name).collect())
            .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None);
        builder
    })
}

/// Line ends as HTML reads them, and no byte order marks.
fn tidied(s: &str) -> Cow<'_, str> {
    if s.contains('\r') || s.contains('\u{FEFF}') {
        Cow::Owned(s.replace("\r\n", "\n").replace('\r', "\n").replace('\u{FEFF}', ""))
    } else {
        Cow::Borrowed(s)
    }
}

/// Text as HTML.
pub fn escaped(text: &str) -> String {
    xml_safe(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
