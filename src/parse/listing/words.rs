//! What is known of list pages: `words.toml`, read once.

use crate::text::normal;
use serde::Deserialize;
use std::collections::HashSet;
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
    /// Words of dates.
    pub dates: Set,
    /// Dates without digits.
    pub dates_alone: Phrases,
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

/// Words as they stand.
pub type Set = HashSet<String>;

/// Phrases in their normal form.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases(HashSet<String>);

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        Self(phrases.iter().map(|phrase| phrase_of(phrase)).collect())
    }
}

/// Longest phrase that is looked for, in bytes.
const MAX_PHRASE_BYTES: usize = 120;

impl Phrases {
    /// Whether `text` is one of them.
    pub fn has(&self, text: &str) -> bool {
        text.len() <= MAX_PHRASE_BYTES && self.0.contains(&phrase_of(text))
    }
}

/// A phrase without signs around its words.
fn phrase_of(text: &str) -> String {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    normal(words)
}

/// The words compiled in.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(include_str!("words.toml")).unwrap_or_default())
}

/// The parts of a class or an id, lower case: `boxMenu-left2` is box, menu, left.
pub fn parts(name: &str) -> impl Iterator<Item = String> {
    let mut found: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut before_small = false;
    for c in name.chars() {
        if !c.is_alphabetic() || (c.is_uppercase() && before_small) {
            found.push(std::mem::take(&mut part));
        }
        if c.is_alphabetic() {
            part.extend(c.to_lowercase());
        }
        before_small = c.is_lowercase();
    }
    found.push(part);
    found.into_iter().filter(|part| !part.is_empty())
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

    #[test]
    fn names_fall_into_parts() {
        let check = |name: &str, expected: &[&str]| assert_eq!(parts(name).collect::<Vec<_>>(), expected);
        check("boxMenu-left2", &["box", "menu", "left"]);
        check("col-md-8", &["col", "md"]);
        check("NAVBAR", &["navbar"]);
        check("_p_p_id", &["p", "p", "id"]);
    }
}
