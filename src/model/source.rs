//! [`Source`]: one configured subscription.

use super::{FeedKind, Slug, SourceId};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// One configured subscription. Facts about a portal stand here, as config, and nowhere in the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Unique; part of every entry's key.
    pub id: SourceId,
    /// For people.
    pub name: String,
    /// What is polled.
    pub url: Url,
    /// What the address is expected to give.
    pub kind: SourceKind,
    /// Every story of this source belongs to these; may be empty.
    pub categories: Vec<Slug>,
    /// The province this source speaks for: a slug of a unit or of an old province.
    pub province: Option<Slug>,
    /// Whether it is polled.
    pub enabled: bool,
    /// Ids it had before; entries keep the keys they had under the first of them that knows them.
    pub formerly: Vec<SourceId>,
    /// Undated entries published at the first poll, at most.
    pub backfill: usize,
    /// Newest stories kept of it, in place of what `[store]` says.
    pub keep: Option<usize>,
    /// Whose wording leads a story; higher leads.
    pub trust: i32,
    /// A fixed polling interval in place of the learned one; still bounded by `[fetch]`.
    pub interval: Option<Duration>,
    /// Sent with every request.
    pub headers: Vec<(String, String)>,
    /// `http://`, `https://` or `socks5://` proxy.
    pub proxy: Option<Url>,
    /// In place of ours.
    pub user_agent: Option<String>,
    /// How `04/05/2022` is read here; learned when absent.
    pub date_order: Option<DateOrder>,
    /// Other hosts it has lived on.
    pub aliases: Vec<String>,
    /// How its certificate is judged.
    pub tls: TlsPolicy,
    /// Whether robots.txt is obeyed for pages and lists.
    pub robots: bool,
    /// Selectors, when the list cannot be found by itself.
    pub listing: Option<ListingRule>,
    /// Whether article pages are read.
    pub article: Option<ArticleRule>,
    /// Of its stories only those that match are shown; empty: all.
    pub include: Filter,
    /// Of its stories those that match are not shown.
    pub exclude: Filter,
}

/// Which stories of a source are meant: those that any of the rules fits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Stand in the title or the lead, as whole words, in normal form.
    pub phrases: Vec<String>,
    /// The story has one of them.
    pub categories: Vec<Slug>,
    /// Stand in the article's address; `*` is any run of characters.
    pub urls: Vec<String>,
}

impl Source {
    /// Undated entries published at the first poll, when the config says nothing.
    pub const BACKFILL: usize = 10;

    /// Whether the article pages of what is read as `kind` are read: as the config says, else those of
    /// lists and sitemaps, which tell little.
    pub fn reads_articles(&self, kind: FeedKind) -> bool {
        let tells_little = matches!(kind, FeedKind::Listing | FeedKind::Sitemap);
        self.article.and_then(|article| article.fetch).unwrap_or(tells_little)
    }

    /// How often the article pages of published entries are asked for again; absent: never.
    pub fn recheck(&self) -> Option<Duration> {
        self.article.and_then(|article| article.recheck)
    }

    /// A source of which nothing but id and address is said.
    pub fn new(id: SourceId, url: Url) -> Self {
        Self {
            id,
            name: url.to_string(),
            url,
            kind: SourceKind::Auto,
            categories: Vec::new(),
            province: None,
            enabled: true,
            formerly: Vec::new(),
            backfill: Self::BACKFILL,
            keep: None,
            trust: 0,
            interval: None,
            headers: Vec::new(),
            proxy: None,
            user_agent: None,
            date_order: None,
            aliases: Vec::new(),
            tls: TlsPolicy::Standard,
            robots: true,
            listing: None,
            article: None,
            include: Filter::default(),
            exclude: Filter::default(),
        }
    }
}

/// What an address is expected to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// Whatever it turns out to be.
    Auto,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A page with a list of headlines.
    Listing,
    /// A sitemap.
    Sitemap,
}

/// The order of day and month in dates with slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 14/4/2022.
    DayFirst,
    /// 4/14/2022.
    MonthFirst,
}

/// How a server's certificate is judged. One HTTP client is built per distinct policy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum TlsPolicy {
    /// By the built-in authorities.
    #[default]
    Standard,
    /// By those and the certificates of this PEM file (a missing intermediate, a private authority).
    ExtraCa(PathBuf),
    /// Not at all. An explicit exemption that is logged at start.
    AcceptInvalid,
}

/// `[source.listing]`: CSS selectors. A record is the largest element around a headline link that holds
/// no other record's link; the selectors beside `item` are looked for within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingRule {
    /// Of the headline links.
    pub item: String,
    /// Of the date of a record.
    pub date: Option<String>,
    /// Of the lead of a record.
    pub lead: Option<String>,
}

/// `[source.article]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleRule {
    /// Whether article pages are fetched; absent: those of lists and sitemaps.
    pub fetch: Option<bool>,
    /// How often article pages are asked for again, to learn whether they are still there; absent: never.
    pub recheck: Option<Duration>,
}
