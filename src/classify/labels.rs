//! Labels: what a source's own label stands for, by exact comparison in normal form.
//!
//! A label is taken whole where the taxonomy knows it whole (a name, an alias, a combined label).
//! Otherwise it falls into its parts, and every longest run of parts that is known counts: of "Khoa giáo,
//! Văn hóa - Văn nghệ" both "Khoa giáo" and "Văn hóa - Văn nghệ", the latter although it falls into parts
//! itself. What is not known is passed over.

use crate::model::Category;
use crate::text;
use std::collections::HashMap;

/// Longest label looked at, in bytes.
const MAX_LABEL_BYTES: usize = 512;
/// Parts of one label that are looked at.
const MAX_PARTS: usize = 12;

/// From labels in normal form to categories, as their places in the taxonomy.
#[derive(Debug, Default)]
pub(super) struct Labels(HashMap<String, Vec<usize>>);

impl Labels {
    /// Every name, alias, slug and combined label of the taxonomy.
    pub fn new(categories: &[Category]) -> Self {
        let mut labels = Self::default();
        for (at, category) in categories.iter().enumerate() {
            let names = category.aliases.iter().chain(&category.slugs).map(String::as_str);
            for name in names.chain([category.name.as_str(), category.slug.as_str()]) {
                labels.add(name, at);
            }
        }
        for (label, slugs) in categories.iter().flat_map(|category| &category.combined) {
            for slug in slugs {
                if let Some(at) = categories.iter().position(|category| category.slug == *slug) {
                    labels.add(label, at);
                }
            }
        }
        labels
    }

    fn add(&mut self, label: &str, category: usize) {
        let normal = text::normal(label);
        if normal.is_empty() {
            return;
        }
        let categories = self.0.entry(normal).or_default();
        if !categories.contains(&category) {
            categories.push(category);
        }
    }

    /// The categories a label stands for; empty when it is not known.
    pub fn find(&self, label: &str) -> Vec<usize> {
        if label.len() > MAX_LABEL_BYTES {
            return Vec::new();
        }
        if let Some(whole) = self.0.get(&text::normal(label)) {
            return whole.clone();
        }
        let parts: Vec<String> = text::label_parts(label).into_iter().skip(1).take(MAX_PARTS).collect();
        let mut found = Vec::new();
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let run = (1..=rest.len()).rev().find_map(|length| {
                let categories = self.0.get(&rest.get(..length)?.join(" "))?;
                Some((length, categories))
            });
            let length = run.map_or(1, |(length, _)| length);
            found.extend(run.into_iter().flat_map(|(_, categories)| categories));
            rest = rest.get(length..).unwrap_or_default();
        }
        found
    }
}
