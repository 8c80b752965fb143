//! What is known of list pages: `words.toml`, read once.

use crate::parse::page::{Phrases, Set};
use serde::Deserialize;
use std::sync::OnceLock;

/// All of it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Links that lead to an article without being its headline.
    pub read_more: Phrases,
    /// Badges inside of headlines.
    pub badges: Phrases,
    /// What programs write before the title of a page for want of a name.
    pub null_titles: Vec<String>,
    /// Headings of boxes.
    pub headings: Headings,
    /// Parts of classes and ids.
    pub hints: Hints,
    /// Addresses.
    pub addresses: Addresses,
    /// Attributes.
    pub attributes: Attributes,
    /// Pagers.
    pub pager: Pager,
    /// Members of objects in JSON.
    pub members: Members,
}

/// Headings of boxes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Headings {
    /// Beside any list.
    pub beside: Phrases,
    /// Beside a list that stands for itself.
    pub newest: Phrases,
    /// The same, unless the page itself is called so.
    pub notices: Phrases,
    /// Below an article.
    pub related: Phrases,
}

/// Parts of classes and ids.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hints {
    /// Menus.
    pub menu: Set,
    /// Feet.
    pub foot: Set,
    /// Pagers.
    pub pager: Set,
    /// What stands beside the list.
    pub beside: Set,
    /// The same in ids of small parts of the page.
    pub beside_ids: Set,
    /// First parts of classes that are no hints.
    pub own: Set,
    /// The same, of several parts.
    pub beside_joined: Vec<String>,
    /// Dates.
    pub date: Set,
    /// Headlines.
    pub title: Set,
    /// Leads.
    pub lead: Set,
    /// Sections.
    pub section: Set,
    /// Badges.
    pub badge: Set,
    /// States that pass.
    pub passing: Set,
    /// Layout.
    pub layout: Vec<String>,
}

/// Addresses.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Addresses {
    pub traps: Vec<String>,
    pub view_parameters: Set,
    pub page_parameters: Set,
    pub sharing: Vec<String>,
    pub files: Set,
    pub pages: Set,
    pub ids: Set,
}

/// Attributes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Attributes {
    pub links: Vec<String>,
    pub pictures: Vec<String>,
    pub leads: Vec<String>,
    pub dates: Vec<String>,
    pub no_pictures: Vec<String>,
    pub telling: Vec<String>,
    pub no_articles: Set,
}

/// Pagers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Pager {
    pub older: Vec<String>,
    pub more: Phrases,
    pub current: Set,
    pub path: Vec<String>,
}

/// Members of objects in JSON.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Members {
    pub title: Vec<String>,
    pub link: Vec<String>,
    pub slug: Vec<String>,
    pub id: Vec<String>,
    pub date: Vec<String>,
    pub lead: Vec<String>,
    pub picture: Vec<String>,
    pub section: Vec<String>,
}

/// The words compiled in.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(include_str!("words.toml")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read() {
        let words: Result<Words, _> = toml::from_str(include_str!("words.toml"));
        assert!(words.is_ok(), "{words:?}");
        let words = super::words();
        assert!(words.read_more.has("Xem tiếp..."));
        assert!(words.read_more.has("» Chi tiết"));
        assert!(words.headings.beside.has("ĐỌC NHIỀU"));
        assert!(!words.headings.beside.has("Khoa giáo"));
    }
}
