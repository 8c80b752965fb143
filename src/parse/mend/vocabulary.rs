//! [`Vocabulary`]: what mending must know of the elements of a document.

/// What mending must know of the elements of a document. Names are compared without case, or as they
/// are written where that is said.
#[derive(Debug)]
pub struct Vocabulary {
    /// Of the elements that are entries: no fault costs more than the one it is in.
    pub entries: [&'static str; 2],
    /// Ends of elements that say which entry one is, as written: one that was cut behind them is kept when
    /// there is no other.
    pub identities: &'static [&'static str],
    /// Elements in which HTML belongs escaped.
    pub texts: &'static [&'static str],
    /// Elements of an entry that hold nothing but text, as written ...
    pub leaves: &'static [&'static str],
    /// ... and those before which they end, as written.
    pub siblings: &'static [&'static str],
    /// Elements of an entry that are none of HTML: where one begins, no text goes on.
    pub ending: &'static [&'static str],
    /// The same for a title, in which HTML's own `link` has no place either.
    pub ending_titles: &'static [&'static str],
}

/// RSS, RDF and Atom.
#[rustfmt::skip]
pub const FEED: Vocabulary = Vocabulary {
    entries: ["item", "entry"],
    identities: &["</guid>", "</id>"],
    texts: &["description", "title", "content:encoded", "itunes:summary", "media:description", "guid"],
    leaves: &["title", "link", "guid", "id", "pubDate", "published", "updated"],
    siblings: &[
        "title", "link", "guid", "id", "pubDate", "published", "updated", "description", "summary",
        "content", "content:encoded", "author", "category", "enclosure", "comments", "source",
    ],
    ending: &["guid", "pubDate"],
    ending_titles: &["guid", "pubDate", "link", "description"],
};

/// Sitemaps and their indexes, with news and pictures.
#[rustfmt::skip]
pub const SITEMAP: Vocabulary = Vocabulary {
    entries: ["url", "sitemap"],
    identities: &["</loc>"],
    texts: &["news:title", "news:name", "news:keywords", "image:title", "image:caption"],
    leaves: &["loc", "lastmod", "changefreq", "priority", "news:title", "news:publication_date", "news:keywords"],
    siblings: &[
        "loc", "lastmod", "changefreq", "priority", "news:news", "image:image", "news:publication",
        "news:title", "news:publication_date", "news:keywords", "news:genres",
    ],
    ending: &["loc", "lastmod", "changefreq", "priority"],
    ending_titles: &["loc", "lastmod", "changefreq", "priority"],
};
