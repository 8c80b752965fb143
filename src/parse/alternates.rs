//! The feeds a web page names: `<link rel="alternate" type="application/rss+xml" href="…">`.

use super::context::Context;
use super::links::{absolute, rebased};
use super::tally::Tally;
use crate::parse::charset::decode;
use crate::text::markup::{Piece, attribute, pieces};
use crate::text::{decode as decode_references, plain};
use url::Url;

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// Absolute.
    pub url: Url,
    /// Plain text, where the page gives one.
    pub title: Option<String>,
    /// As given (`application/rss+xml`), lower case, without parameters.
    pub media_type: String,
}

const MEDIA_TYPES: [&str; 4] =
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];

/// Most feeds taken from one page.
const MAX_ALTERNATES: usize = 50;

/// The feeds that `body`, a web page, names, each once and in its order; relative addresses are
/// resolved against `<base>` or the address of the page.
pub fn alternates(body: &[u8], context: &Context<'_>) -> Vec<Alternate> {
    let page = decode(body, context.content_type, &mut Tally::default());
    let mut base = context.url.clone();
    let mut found: Vec<Alternate> = Vec::new();
    for piece in pieces(&page.text) {
        let Piece::Open { name, attributes } = piece else { continue };
        let value = |name: &str| attribute(attributes, name).map(decode_references);
        if name.eq_ignore_ascii_case("base") {
            base = rebased(context.url, value("href").as_deref());
        } else if name.eq_ignore_ascii_case("link") && names_a_feed(attributes) {
            let Some(url) = value("href").and_then(|h| absolute(&h, &base)).and_then(|h| Url::parse(&h).ok())
            else {
                continue;
            };
            if found.iter().any(|a| a.url == url) {
                continue;
            }
            let title = value("title").map(|t| plain(&t)).filter(|t| !t.is_empty());
            found.push(Alternate { url, title, media_type: media_type(attributes) });
            if found.len() == MAX_ALTERNATES {
                break;
            }
        }
    }
    found
}

fn names_a_feed(attributes: &str) -> bool {
    let rel = attribute(attributes, "rel").unwrap_or_default().to_ascii_lowercase();
    rel.split_ascii_whitespace().any(|r| r == "alternate")
        && MEDIA_TYPES.contains(&media_type(attributes).as_str())
}

fn media_type(attributes: &str) -> String {
    let given = attribute(attributes, "type").unwrap_or_default();
    given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    #[test]
    fn feeds_are_named_absolutely_and_once() {
        let url = Url::parse("https://cong.example/tin/").unwrap();
        let context = Context { max_entries: 10, ..Context::new(&url, Timestamp(0)) };
        let page = r#"<html><head><LINK REL="alternate stylesheet" type=text/css href=x>
            <link rel="alternate" type="application/rss+xml" title="Khoa gi&aacute;o" href="/rss/a.rss?x=1&amp;y=2" />
            <link rel=Alternate type="Application/Atom+XML; charset=utf-8" href=b.atom>
            <link rel="alternate" type="application/rss+xml" href="/rss/a.rss?x=1&y=2">
            <link rel="alternate" hreflang="en" href="/en/"><link rel="alternate" type="application/rss+xml" href="javascript:x">"#;
        let found = alternates(page.as_bytes(), &context);
        let told: Vec<_> =
            found.iter().map(|a| (a.url.as_str(), a.title.as_deref(), a.media_type.as_str())).collect();
        assert_eq!(
            told,
            [
                ("https://cong.example/rss/a.rss?x=1&y=2", Some("Khoa giáo"), "application/rss+xml"),
                ("https://cong.example/tin/b.atom", None, "application/atom+xml"),
            ]
        );
    }
}
