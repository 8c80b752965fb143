//! Reading what an address answered: what it is wanted as, and what is known that helps to read it.

use super::live::MAX_ENTRIES_PER_FETCH;
use crate::model::{
    Answer, DateOrder, Exchange, FeedKind, ListPattern, ListingRule, Parsed, Problem, ProblemKind, Retry,
    Source, SourceKind, SourceState, Timestamp,
};
use crate::parse::{self, Wanted};

/// What is known of a body before it is read.
#[derive(Debug, Clone)]
pub struct Hints {
    /// What it is wanted as.
    pub wanted: Wanted,
    date_order: Option<DateOrder>,
    listing: Option<ListingRule>,
    remembered: Option<ListPattern>,
}

impl Hints {
    /// For the own address of a source, or an older page of its list.
    pub fn of(source: &Source, state: &SourceState) -> Self {
        let known = state.url == source.url;
        let remembered = state.list.as_ref().filter(|_| known).map(|list| list.pattern.clone());
        Self { remembered, ..Self::wanting(source, wanted(source, state)) }
    }

    /// Whether a page or a map of pages is expected, so that robots.txt is asked first.
    pub fn are_of_a_page(&self) -> bool {
        matches!(self.wanted, Wanted::List | Wanted::Sitemap | Wanted::Article)
    }

    /// For another document of a source, of which nothing is known but what it is wanted as.
    pub fn wanting(source: &Source, wanted: Wanted) -> Self {
        let listing = source.listing.clone().filter(|_| wanted != Wanted::Article);
        Self { wanted, date_order: source.date_order, listing, remembered: None }
    }
}

/// A source of kind `auto` stays what its address first turned out to give: an error page is no list.
fn wanted(source: &Source, state: &SourceState) -> Wanted {
    match (source.kind, state.kind.filter(|_| state.url == source.url)) {
        (SourceKind::Feed, _) => Wanted::Feed,
        (SourceKind::Listing, _) => Wanted::List,
        (SourceKind::Sitemap, _) => Wanted::Sitemap,
        (SourceKind::Auto, _) if source.listing.is_some() => Wanted::List,
        (SourceKind::Auto, Some(FeedKind::Listing)) => Wanted::List,
        (SourceKind::Auto, Some(FeedKind::Sitemap)) => Wanted::Sitemap,
        (SourceKind::Auto, Some(FeedKind::Article) | None) => Wanted::Anything,
        (SourceKind::Auto, Some(FeedKind::Rss | FeedKind::Atom | FeedKind::Rdf | FeedKind::Json)) => {
            Wanted::Feed
        }
    }
}

/// What a body that could not be read means for its source. A page that asks for patience under status 200
/// is an answer 429 in all but its number.
pub fn unread(problem: Problem) -> Exchange {
    match problem.kind {
        ProblemKind::Throttled => {
            Exchange::Throttled { retry: Retry { after: None, whole_host: true }, problem }
        }
        _ => Exchange::Failed(problem),
    }
}

/// Reads the body of an answer that came at `fetched`. A panic of ours is a problem of this body alone.
pub async fn read(answer: Answer, hints: Hints, fetched: Timestamp) -> Result<Parsed, Problem> {
    let read = tokio::task::spawn_blocking(move || read_now(&answer, &hints, fetched));
    read.await.unwrap_or_else(|_| Err(parse::internal()))
}

/// The same at once.
pub fn read_now(answer: &Answer, hints: &Hints, fetched: Timestamp) -> Result<Parsed, Problem> {
    let header = |name: &str| {
        let found = answer.headers.iter().find(|(n, _)| n == name)?;
        std::str::from_utf8(&found.1).ok()
    };
    let context = parse::Context {
        content_type: header("content-type"),
        last_modified: header("last-modified").and_then(|v| parse::date(v, None, fetched)).map(|c| c.at),
        date_order: hints.date_order,
        max_entries: MAX_ENTRIES_PER_FETCH,
        wanted: hints.wanted,
        listing: hints.listing.as_ref(),
        remembered: hints.remembered.as_ref(),
        ..parse::Context::new(&answer.final_url, fetched)
    };
    let parsed = parse::read(&answer.body, &context)?;
    match parsed.kind {
        FeedKind::Article if hints.wanted != Wanted::Article => Err(parse::one_article(&answer.final_url)),
        _ => Ok(parsed),
    }
}
