//! What a sitemap says, as it is written.

/// Most places read: twice what sitemaps.org allows in one.
pub const MAX_PLACES: usize = 100_000;

/// A sitemap.
#[derive(Debug, Default)]
pub struct Facts {
    /// Its places, in document order; at most [`MAX_PLACES`].
    pub places: Vec<Place>,
    /// Places beyond that.
    pub beyond: usize,
}

/// A `<url>` or a `<sitemap>`.
#[derive(Debug, Default)]
pub struct Place {
    /// It is another sitemap.
    pub is_sitemap: bool,
    /// It has an element of news: it is an article.
    pub is_news: bool,
    pub loc: String,
    pub lastmod: String,
    pub changefreq: String,
    pub title: String,
    pub published: String,
    pub keywords: String,
    pub language: String,
    pub publication: String,
    pub image: String,
}

/// What an element with text says of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Loc,
    Lastmod,
    Changefreq,
    Title,
    Published,
    Keywords,
    Language,
    Publication,
    Image,
}

impl Place {
    /// Takes a value; the first one that says something stays.
    pub fn take(&mut self, field: Field, value: &str) {
        let held = match field {
            Field::Loc => &mut self.loc,
            Field::Lastmod => &mut self.lastmod,
            Field::Changefreq => &mut self.changefreq,
            Field::Title => &mut self.title,
            Field::Published => &mut self.published,
            Field::Keywords => &mut self.keywords,
            Field::Language => &mut self.language,
            Field::Publication => &mut self.publication,
            Field::Image => &mut self.image,
        };
        if held.is_empty() {
            value.trim().clone_into(held);
        }
    }
}
