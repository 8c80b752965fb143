//! What is known of a body beside its bytes, what it is wanted as, and how its texts are wanted.

use crate::model::{DateOrder, ListPattern, ListingRule, Timestamp};
use url::Url;

/// What is known of a body beside its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The address that answered.
    pub url: &'a Url,
    /// `Content-Type`: a hint.
    pub content_type: Option<&'a str>,
    /// `Last-Modified`.
    pub last_modified: Option<Timestamp>,
    /// When it was fetched; what relative dates count from.
    pub fetched: Timestamp,
    /// How `4/5/2022` is meant, when the editor says so.
    pub date_order: Option<DateOrder>,
    /// Most entries read.
    pub max_entries: usize,
    /// How texts are given.
    pub form: Form,
    /// What the body is wanted as.
    pub wanted: Wanted,
    /// Where the list stands, when the editor says so.
    pub listing: Option<&'a ListingRule>,
    /// Where the list stood the last time.
    pub remembered: Option<&'a ListPattern>,
}

impl<'a> Context<'a> {
    /// Nothing is known but where a body came from and when.
    pub fn new(url: &'a Url, fetched: Timestamp) -> Self {
        Self {
            url,
            content_type: None,
            last_modified: None,
            fetched,
            date_order: None,
            max_entries: usize::MAX,
            form: Form::Published,
            wanted: Wanted::Anything,
            listing: None,
            remembered: None,
        }
    }
}

/// What a body is wanted as. What it is not is a problem, with an advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// Whatever it turns out to be: a feed, a sitemap, a list on a page.
    #[default]
    Anything,
    /// RSS, RDF, Atom or JSON Feed.
    Feed,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// A page with a list.
    List,
    /// A page with one article.
    Article,
}

/// How texts are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Titles and names as plain text, everything else as sanitised HTML: what is published.
    #[default]
    Published,
    /// Titles as sanitised HTML, names and labels as they are written: to see what a feed says, and to
    /// compare with readers that do not make titles plain.
    Markup,
    /// Nothing sanitised. Only to measure what reading alone costs; nothing read so may be published.
    AsGiven,
}
