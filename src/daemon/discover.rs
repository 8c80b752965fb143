//! What does an address offer? Asked by `try` and `add`, once, for an editor who has nothing but the address.
//!
//! In this order: the body is a feed or a sitemap; a feed that the page links; the feed that its content
//! system has for such a page; the sitemaps that robots.txt names; the list on the page. An offer is taken
//! when it brings what the page shows: the feed of a whole portal is not the feed of one of its sections.

use super::clock::Clock;
use super::gates::Gates;
use super::live::Live;
use super::reading::{self, Hints};
use crate::dedup::canonical;
use crate::fetch;
use crate::model::{
    Answer, Entry, Exchange, FeedKind, FurtherKind, Hop, Parsed, Problem, ProblemKind, Request, Source,
    SourceState, Validators,
};
use crate::parse::{self, Survey, Wanted};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Feeds of one kind that are tried, at most.
const MAX_TRIED: usize = 4;
/// An offer brings at least this share of what the page lists, in percent …
const MIN_COVERED_PERCENT: usize = 40;
/// … and this share of it is what the page lists, where the page is a section.
const MIN_CONCERNED_PERCENT: usize = 20;

/// How entries were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The address itself is a feed or a sitemap.
    Body,
    /// The page links the feed.
    Alternate,
    /// The content system of this name has it there.
    Habit(&'static str),
    /// robots.txt, or the content system, names the sitemap.
    Sitemap,
    /// The page is a list.
    List,
}

impl How {
    /// A sentence.
    pub fn sentence(&self, kind: FeedKind) -> String {
        match self {
            Self::Body if kind == FeedKind::Sitemap => "the body is a sitemap".to_owned(),
            Self::Body => "the body is a feed".to_owned(),
            Self::Alternate => "the page links the feed".to_owned(),
            Self::Habit(cms) => format!("{cms} has the feed of this page there"),
            Self::Sitemap => "robots.txt or the content system names the sitemap".to_owned(),
            Self::List => "the page has a list".to_owned(),
        }
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// How.
    pub how: How,
    /// What a source would poll.
    pub url: Url,
    /// What it gives now.
    pub parsed: Parsed,
}

/// An address that was tried in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Which.
    pub url: Url,
    /// Why it is not what the page shows.
    pub why: String,
}

/// Everything that asking an address told.
#[derive(Debug)]
pub struct Discovery {
    /// The redirects on the way, in order.
    pub hops: Vec<Hop>,
    /// What answered.
    pub final_url: Url,
    /// Its status; 0 when there was none.
    pub status: u16,
    /// Body bytes over the wire.
    pub wire_bytes: u64,
    /// How long it took.
    pub took: Duration,
    /// What was found, or why nothing was.
    pub found: Result<Found, Problem>,
    /// What the page says of its portal.
    pub survey: Survey,
    /// What was tried before, and why it was not taken.
    pub tried: Vec<Tried>,
    /// The article behind the first entry, where entries tell little: what reading it gives.
    pub article: Option<Result<Parsed, Problem>>,
}

/// Asks an address, and what it leads to, as politely as a poll does. `source` says how (headers, TLS).
pub async fn discover(live: &Arc<Live>, source: &Arc<Source>, clock: &Clock) -> Discovery {
    let mut asking = Asking { live, source, clock, gates: Gates::default(), tried: Vec::new() };
    let answer = asking.get(&source.url).await;
    let mut discovery = Discovery {
        hops: answer.hops.clone(),
        final_url: answer.final_url.clone(),
        status: answer.status,
        wire_bytes: answer.wire_bytes,
        took: answer.took,
        found: Err(Problem::new(ProblemKind::NoList, "", "")),
        survey: Survey::default(),
        tried: Vec::new(),
        article: None,
    };
    discovery.found = match asking.body(answer, Wanted::Anything).await {
        Err((problem, None)) => Err(problem),
        Ok((parsed, _)) if !parsed.kind.is_page() || parsed.kind == FeedKind::Sitemap => {
            Ok(Found { how: How::Body, url: source.url.clone(), parsed })
        }
        Ok((parsed, answer)) => {
            discovery.survey = asking.survey(&answer);
            asking.page(&answer.final_url, Ok(parsed), &discovery.survey).await
        }
        Err((problem, Some(answer))) => {
            discovery.survey = asking.survey(&answer);
            asking.page(&answer.final_url, Err(problem), &discovery.survey).await
        }
    };
    if let Ok(found) = &discovery.found
        && source.reads_articles(found.parsed.kind)
        && let Some(link) = found.parsed.entries.iter().find_map(|e| Url::parse(e.link.as_deref()?).ok())
    {
        discovery.article = Some(asking.article(&link).await);
    }
    discovery.tried = asking.tried;
    discovery
}

struct Asking<'a> {
    live: &'a Arc<Live>,
    source: &'a Arc<Source>,
    clock: &'a Clock,
    gates: Gates,
    tried: Vec<Tried>,
}

impl Asking<'_> {
    async fn get(&self, url: &Url) -> Answer {
        let request =
            Request { source: Arc::clone(self.source), url: url.clone(), validators: Validators::default() };
        self.live.client.get(&request).await
    }

    /// The same after the pause that is due between two requests.
    async fn get_later(&self, url: &Url) -> Answer {
        tokio::time::sleep(self.live.config.settings.fetch.per_host_delay).await;
        self.get(url).await
    }

    /// What a body is; with the answer where it is a page that may lead further.
    async fn body(
        &self,
        answer: Answer,
        wanted: Wanted,
    ) -> Result<(Parsed, Answer), (Problem, Option<Answer>)> {
        let now = self.clock.now();
        let nothing_known =
            SourceState::new(self.source.id.clone(), self.source.url.clone(), Duration::ZERO, now);
        match fetch::interpret(&answer, &nothing_known, true, now) {
            Exchange::Changed(_) | Exchange::Unchanged(_) => {}
            Exchange::Throttled { problem, .. } | Exchange::Gone(problem) | Exchange::Failed(problem) => {
                return Err((problem, None));
            }
        }
        let hints = Hints::wanting(self.source, wanted);
        match reading::read(answer.clone(), hints, now).await {
            Ok(parsed) => Ok((parsed, answer)),
            Err(problem) if leads_further(problem.kind) => Err((problem, Some(answer))),
            Err(problem) => Err((problem, None)),
        }
    }

    fn survey(&self, answer: &Answer) -> Survey {
        parse::survey(&answer.body, &parse::Context::new(&answer.final_url, self.clock.now()))
    }

    /// Everything that a page leads to, then its own list.
    async fn page(
        &mut self,
        url: &Url,
        list: Result<Parsed, Problem>,
        survey: &Survey,
    ) -> Result<Found, Problem> {
        let shown = list.as_ref().map(|list| addresses(&list.entries)).unwrap_or_default();
        let linked = survey.alternates.iter().take(MAX_TRIED).map(|a| (a.url.clone(), How::Alternate));
        let habits = survey.feeds.iter().take(MAX_TRIED);
        let habits =
            habits.map(|feed| (feed.clone(), How::Habit(survey.cms.unwrap_or("the content system"))));
        for (feed, how) in linked.chain(habits) {
            if self.tried.iter().any(|tried| tried.url == feed) {
                continue;
            }
            if let Some(parsed) = self.offer(&feed, Wanted::Feed, url, &shown).await {
                return Ok(Found { how, url: feed, parsed });
            }
        }
        if let Some((sitemap, parsed)) = self.sitemap(url, survey, &shown).await {
            return Ok(Found { how: How::Sitemap, url: sitemap, parsed });
        }
        let parsed = list?;
        self.gates.pass(self.live, self.source, url, self.clock).await?;
        Ok(Found { how: How::List, url: self.source.url.clone(), parsed })
    }

    /// What an address gives, if it is what the page shows.
    async fn offer(
        &mut self,
        url: &Url,
        wanted: Wanted,
        page: &Url,
        shown: &HashSet<String>,
    ) -> Option<Parsed> {
        let answer = self.get_later(url).await;
        let why = match self.body(answer, wanted).await {
            Err((problem, _)) => problem.sentence,
            Ok((parsed, _)) => match misfit(&parsed, page, shown) {
                None => return Some(parsed),
                Some(why) => why,
            },
        };
        self.tried.push(Tried { url: url.clone(), why });
        None
    }

    async fn sitemap(
        &mut self,
        page: &Url,
        survey: &Survey,
        shown: &HashSet<String>,
    ) -> Option<(Url, Parsed)> {
        let mut named = Vec::new();
        if let Some(robots) = self.gates.robots(self.live, self.source, page, self.clock).await {
            named.extend(robots.sitemaps().iter().cloned());
        }
        named.extend(survey.sitemaps.iter().filter(|url| !named.contains(url)).cloned().collect::<Vec<_>>());
        for url in named.into_iter().take(MAX_TRIED) {
            if self.gates.pass(self.live, self.source, &url, self.clock).await.is_err() {
                continue;
            }
            let answer = self.get_later(&url).await;
            let Ok((index, _)) = self.body(answer, Wanted::Sitemap).await else { continue };
            let child = index.further.iter().find(|further| further.kind == FurtherKind::Sitemap);
            match child.and_then(|child| Url::parse(&child.url).ok()) {
                // an index is polled as a whole, and judged by the first of its sitemaps
                Some(child) => {
                    if self.gates.pass(self.live, self.source, &child, self.clock).await.is_ok()
                        && let Some(parsed) = self.offer(&child, Wanted::Sitemap, page, shown).await
                    {
                        return Some((url, parsed));
                    }
                }
                None => match misfit(&index, page, shown) {
                    None => return Some((url, index)),
                    Some(why) => self.tried.push(Tried { url, why }),
                },
            }
        }
        None
    }

    async fn article(&self, url: &Url) -> Result<Parsed, Problem> {
        self.gates.pass(self.live, self.source, url, self.clock).await?;
        let answer = self.get_later(url).await;
        self.body(answer, Wanted::Article).await.map(|(parsed, _)| parsed).map_err(|(problem, _)| problem)
    }
}

/// Whether a page that cannot be read as wanted may still name what can.
fn leads_further(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::NoList | ProblemKind::HtmlInsteadOfFeed)
}

fn addresses(entries: &[Entry]) -> HashSet<String> {
    entries.iter().filter_map(|entry| canonical(entry.link.as_deref()?)).collect()
}

/// Why what an address gives is not what the page shows; nothing, when it is, or when that cannot be told.
fn misfit(parsed: &Parsed, page: &Url, shown: &HashSet<String>) -> Option<String> {
    if parsed.entries.is_empty() {
        return Some("it has no entries".to_owned());
    }
    if shown.is_empty() {
        return None;
    }
    let offered = addresses(&parsed.entries);
    let shared = offered.intersection(shown).count();
    let is_section = page.path().trim_matches('/').contains(|c: char| c.is_alphabetic());
    let comparable = offered.len().min(shown.len()).max(1);
    if shared * 100 < comparable * MIN_COVERED_PERCENT {
        return Some(format!("it brings {shared} of the {} articles that the page lists", shown.len()));
    }
    if is_section && shared * 100 < offered.len() * MIN_CONCERNED_PERCENT {
        let of = offered.len();
        return Some(format!("it is of the whole portal: {shared} of its {of} entries are on the page"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(numbers: std::ops::Range<usize>) -> Parsed {
        let rss: String =
            numbers.map(|n| format!("<item><link>https://a.example/tin-{n}.html</link></item>")).collect();
        let url = Url::parse("https://a.example/rss").unwrap();
        let context = parse::Context::new(&url, crate::model::Timestamp(0));
        parse::read(format!("<rss version='2.0'><channel>{rss}</channel></rss>").as_bytes(), &context)
            .unwrap()
    }

    #[test]
    fn the_feed_of_a_whole_portal_is_not_that_of_a_section() {
        let check = |feed: std::ops::Range<usize>, shown: std::ops::Range<usize>, page: &str, fits: bool| {
            let page = Url::parse(&format!("https://a.example{page}")).unwrap();
            let shown = addresses(&parsed(shown).entries);
            assert_eq!(misfit(&parsed(feed), &page, &shown).is_none(), fits, "{page}");
        };
        check(0..30, 0..20, "/khoa-giao", true);
        check(0..30, 25..45, "/khoa-giao", false);
        check(0..500, 0..20, "/khoa-giao", false);
        check(0..500, 0..20, "/", true);
        check(0..500, 0..20, "/1/", true);
        check(0..30, 100..120, "/", false);
        check(0..0, 0..20, "/", false);
        check(0..30, 0..0, "/khoa-giao", true);
    }
}
