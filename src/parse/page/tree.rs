//! [`Page`]: the tree of a web page and the address that its links count from.

use super::plainer::plainer;
use crate::parse::links::rebased;
use crate::text::too_deep_for_tree;
use dom_query::Document;
use url::Url;

/// Most work for the tree of one page: the sum of the depths at all tags.
const MAX_WORK: usize = 8_000_000;

/// A web page.
pub struct Page {
    /// Its tree.
    pub document: Document,
    /// What its relative links are relative to.
    pub base: Url,
}

impl Page {
    /// The tree of `html`, which came from `url`; `None` where it would be too deep or cost too much.
    pub fn new(html: &str, url: &Url) -> Option<Self> {
        let html = plainer(html);
        if too_deep_for_tree(&html, MAX_WORK) {
            return None;
        }
        let document = Document::from(html.as_ref());
        let given = document.select_single("base[href]").attr("href");
        let base = rebased(url, given.as_deref());
        Some(Self { document, base })
    }
}
