//! Words that are known of pages: phrases to be compared, parts of classes and ids.

use crate::text::normal;
use serde::Deserialize;
use std::collections::HashSet;

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
    fn names_fall_into_parts() {
        let check = |name: &str, expected: &[&str]| assert_eq!(parts(name).collect::<Vec<_>>(), expected);
        check("boxMenu-left2", &["box", "menu", "left"]);
        check("col-md-8", &["col", "md"]);
        check("NAVBAR", &["navbar"]);
        check("_p_p_id", &["p", "p", "id"]);
    }
}
