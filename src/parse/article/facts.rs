//! [`Facts`]: what a page says to machines: meta elements, microdata, JSON-LD, its canonical address.

use super::linked_data::LinkedData;
use crate::parse::page::{Outline, Page};
use crate::text::{fold, plain_text};

/// Most meta elements looked at.
const MAX_METAS: usize = 400;

/// Most scripts looked at.
const MAX_SCRIPTS: usize = 30;

/// Longest value kept, in bytes.
const MAX_VALUE_BYTES: usize = 4_000;

/// Most properties of microdata kept.
const MAX_PROPERTIES: usize = 400;

/// What a page says to machines.
#[derive(Debug, Default)]
pub struct Facts {
    /// Names, lower case, and values.
    metas: Vec<(String, String)>,
    /// Properties of microdata: names, elements, values.
    properties: Vec<(String, usize, String)>,
    /// JSON-LD.
    pub linked: LinkedData,
    /// `<title>`.
    pub title: String,
    /// The address it gives itself.
    pub canonical: Option<String>,
    /// `lang` of the page.
    pub language: Option<String>,
}

impl Facts {
    /// Reads a page.
    pub fn new(page: &Page, outline: &Outline<'_>) -> Self {
        let document = &page.document;
        let metas = document.select("meta[content]");
        let metas = metas.iter().take(MAX_METAS).filter_map(|meta| {
            let name =
                meta.attr("property").or_else(|| meta.attr("name")).or_else(|| meta.attr("itemprop"))?;
            let content = meta.attr("content")?;
            let value = plain_text(&content);
            let fits = !value.is_empty() && value.len() <= MAX_VALUE_BYTES;
            fits.then(|| (name.trim().to_lowercase(), value))
        });
        let metas: Vec<_> = metas.collect();
        let mut linked = LinkedData::default();
        for script in document.select("script[type='application/ld+json']").iter().take(MAX_SCRIPTS) {
            linked.read(&script.text());
        }
        let canonical = document.select_single("link[rel='canonical']").attr("href").map(|h| h.to_string());
        let named = |name: &str| metas.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        let language = document.select_single("html").attr("lang").map(|l| l.trim().to_owned());
        Self {
            canonical: canonical.or_else(|| named("canonical")).or_else(|| named("og:url")),
            title: plain_text(&document.select_single("title").text()),
            language: language.filter(|l| !l.is_empty() && l.len() < 36),
            properties: properties(outline),
            metas,
            linked,
        }
    }

    /// The value of the first of these names that is given.
    pub fn meta(&self, names: &[String]) -> Option<&str> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, _)| n == name)).map(|(_, v)| v.as_str())
    }

    /// The values of all of these names, in the order of the names.
    pub fn metas<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = &'a str> {
        names
            .iter()
            .flat_map(|name| self.metas.iter().filter(move |(n, _)| n == name))
            .map(|(_, v)| v.as_str())
    }

    /// The values of a property of microdata, each with its element.
    pub fn properties<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        self.properties
            .iter()
            .filter(move |(n, ..)| n == name)
            .map(|(_, place, value)| (*place, value.as_str()))
    }
}

/// The properties of articles in microdata; those of other things (a trail, a publisher) are told apart by
/// the property they stand in.
fn properties(outline: &Outline<'_>) -> Vec<(String, usize, String)> {
    let mut found = Vec::new();
    for place in 0..outline.elements().len() {
        if outline.name(place) == "meta" && outline.attribute(place, "itemprop").is_none() {
            continue;
        }
        let Some(names) = outline.attribute(place, "itemprop") else { continue };
        let value = ["content", "datetime"].iter().find_map(|name| outline.attribute(place, name));
        let value = value.map(|v| plain_text(&v)).filter(|v| !v.is_empty());
        let value = value.unwrap_or_else(|| {
            let text = outline.text(place);
            if text.len() <= MAX_VALUE_BYTES { fold(text) } else { String::new() }
        });
        let around = outline.ancestors(place).take(4).find_map(|p| outline.attribute(p, "itemprop"));
        for name in names.split_ascii_whitespace() {
            let name = match around.as_deref() {
                Some(around) if name == "name" => format!("{} name", around.trim()),
                _ => name.to_owned(),
            };
            found.push((name.to_lowercase(), place, value.clone()));
        }
        if found.len() >= MAX_PROPERTIES {
            break;
        }
    }
    found
}
