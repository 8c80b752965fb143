//! The words of `words.toml`: what pages say around an article.

use crate::parse::page::{Phrases, Set};
use serde::Deserialize;
use std::sync::OnceLock;

/// What is known of article pages. The file says what each field means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Words {
    pub noise: Noise,
    pub boxes: Phrases,
    pub asides: Phrases,
    pub aside_starts: Vec<String>,
    pub bylines: Vec<String>,
    pub titles: Titles,
    pub bodies: Hints,
    pub leads: Hints,
    pub captions: Hints,
    pub signatures: Hints,
    pub dates: Dates,
    pub authors: Authors,
    pub home: Phrases,
    pub metas: Metas,
    pub article_types: Set,
    pub lost: Vec<String>,
    pub pictures: Pictures,
    pub sections: Hints,
    pub crumbs: Set,
}

/// What is no part of an article.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Noise {
    pub names: Set,
    pub elements: Set,
    pub parts: Set,
    pub joined: Vec<String>,
    pub own: Set,
    pub roles: Set,
    pub hidden: Vec<String>,
}

/// Classes and ids.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Hints {
    pub names: Set,
    pub parts: Set,
}

/// Titles.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Titles {
    pub useless: Phrases,
    pub between: Vec<String>,
    pub parts: Set,
}

/// Dates.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Dates {
    pub clocks: Set,
    pub parts: Set,
    pub published: Vec<String>,
    pub updated: Vec<String>,
}

/// Authors.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Authors {
    pub before: Vec<String>,
    pub sources: Vec<String>,
    pub accounts: Phrases,
    pub between: Vec<String>,
    pub ranks: Vec<String>,
    pub organisations: Vec<String>,
}

/// Names of meta elements.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Metas {
    pub published: Vec<String>,
    pub updated: Vec<String>,
    pub author: Vec<String>,
    pub section: Vec<String>,
    pub title: Vec<String>,
    pub picture: Vec<String>,
    pub site: Vec<String>,
    pub clock: Vec<String>,
}

/// Pictures.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "told in the file")]
pub struct Pictures {
    pub late: Vec<String>,
    pub nothing: Vec<String>,
}

impl Hints {
    /// Whether a class or an id is one of them.
    pub fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.names.contains(&name)
    }
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
        assert!(super::words().boxes.has("Tin liên quan:"));
        assert!(super::words().bodies.has("ArticleContent"));
    }
}
