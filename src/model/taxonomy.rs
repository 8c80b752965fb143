//! [`Taxonomy`]: the configured categories and provinces. Data, never literals in code.

use super::Slug;

/// The configured categories, in the order in which the unified feed shows them, and the provinces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taxonomy {
    /// In the order of the file; blocks of the unified feed follow it.
    pub categories: Vec<Category>,
    /// Units and old provinces.
    pub provinces: Vec<Province>,
    /// Where a story goes that matches nothing: the slug of one of `categories`.
    pub default: Option<Slug>,
    /// Words that make of a province's name behind them the name of something else: a street, a school.
    pub not_after: Vec<String>,
}

/// One category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// `khoa-giao`.
    pub slug: Slug,
    /// `Khoa giáo`.
    pub name: String,
    /// What it covers, for people.
    pub gloss: String,
    /// Slugs that portals use for it in addresses.
    pub slugs: Vec<String>,
    /// Labels that portals use for it, verbatim; compared in normal form.
    pub aliases: Vec<String>,
    /// Labels that stand for several categories at once, with the slugs of all of them.
    pub combined: Vec<(String, Vec<Slug>)>,
    /// Phrases with their weight, for classification by words.
    pub phrases: Vec<(String, i32)>,
    /// Phrases that speak against it.
    pub negative: Vec<String>,
    /// A section rather than a subject ("Tin tức"): it stands behind the others, whatever its score.
    pub broad: bool,
}

impl Category {
    /// A category of which nothing but slug and name is said.
    pub fn new(slug: Slug, name: &str) -> Self {
        Self {
            slug,
            name: name.to_owned(),
            gloss: String::new(),
            slugs: Vec::new(),
            aliases: Vec::new(),
            combined: Vec::new(),
            phrases: Vec::new(),
            negative: Vec::new(),
            broad: false,
        }
    }
}

/// One province: a unit of today or an old province that became part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// `kien-giang`.
    pub slug: Slug,
    /// `Kiên Giang`.
    pub name: String,
    /// Other spellings.
    pub variants: Vec<String>,
    /// Phrases in which its name means something else ("diễn biến hòa bình").
    pub negative: Vec<String>,
    /// The unit it belongs to today; its own slug for a unit.
    pub unit: Slug,
}
