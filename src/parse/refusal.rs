//! The problems of bodies that are not what was wanted: sentence and advice.

use super::alternates::alternates;
use super::context::Context;
use super::walls::{Wall, WallKind};
use crate::model::{Problem, ProblemKind};
use crate::text::excerpt;
use url::Url;

/// Most addresses an advice names.
const MAX_NAMED: usize = 5;

/// An empty body.
pub fn empty() -> Problem {
    Problem::new(
        ProblemKind::EmptyBody,
        "the answer has no content",
        "open the address in a browser; if it is empty there too, ask the portal or disable the source",
    )
}

/// A web page.
pub fn page(body: &[u8], context: &Context<'_>) -> Problem {
    let found = alternates(body, context);
    let advice = if found.is_empty() {
        "look for a link named RSS on the page, or set kind = \"listing\" to read the page as a list"
            .to_owned()
    } else {
        let named: Vec<String> = found.iter().take(MAX_NAMED).map(|a| a.url.to_string()).collect();
        let rest = found.len().saturating_sub(MAX_NAMED);
        let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        format!(
            "the page links {}: {}{more}; use one of them as the source's url",
            feeds(found.len()),
            named.join(", ")
        )
    };
    Problem::new(ProblemKind::HtmlInsteadOfFeed, format!("{} is a web page, not a feed", context.url), advice)
}

fn feeds(count: usize) -> String {
    if count == 1 { "a feed".to_owned() } else { format!("{count} feeds") }
}

/// A page of which no tree is built.
pub fn too_deep() -> Problem {
    Problem::new(
        ProblemKind::NotAFeed,
        "the page nests its elements too deep, or has too many, to be read",
        "report the address; another page of the portal may be readable",
    )
}

/// A page without a list.
pub fn no_list(context: &Context<'_>) -> Problem {
    Problem::new(
        ProblemKind::NoList,
        format!("{} has no list of articles that could be found", context.url),
        "use the address of a section page, or name the headline links under [source.listing] item",
    )
}

/// A page without an article.
pub fn no_article(context: &Context<'_>) -> Problem {
    Problem::new(
        ProblemKind::NoArticle,
        format!("{} has no article that could be found", context.url),
        "open the address in a browser; if an article is there, report it, else the portal links what it does not have",
    )
}

/// A page that is neither a feed nor what `problem` says: the feeds that it links are the better advice.
pub fn no_feed_and(problem: Problem, body: &[u8], context: &Context<'_>) -> Problem {
    if alternates(body, context).is_empty() { problem } else { page(body, context) }
}

/// A page that stands in place of the real answer.
pub fn wall(wall: Wall, context: &Context<'_>) -> Problem {
    use ProblemKind as Problems;
    let (kind, what, advice) = match wall.kind {
        WallKind::Challenge => (
            Problems::Challenge,
            "wants a browser to act first",
            "the portal's protection takes us for an attacker; ask it to let this User-Agent through, or look for \
             another public address of the same news",
        ),
        WallKind::Login => (
            Problems::LoginRequired,
            "asks for a password",
            "set the headers that the portal wants under the source's headers, or use its public address",
        ),
        WallKind::Forbidden => (
            Problems::Forbidden,
            "refuses us",
            "ask the portal to let this User-Agent through, or look for another public address of the same news",
        ),
        WallKind::GeoBlock => (
            Problems::Forbidden,
            "refuses networks of other countries",
            "run this program in a network in Vietnam, or name a proxy there for this source",
        ),
        WallKind::Throttled => (
            Problems::Throttled,
            "says that we ask too often",
            "nothing, if it happens once; if it comes back, raise per_host_delay in [fetch] or the interval of \
             the portal's sources",
        ),
        WallKind::ServerError => (
            Problems::ServerError,
            "says that the portal is closed or broken",
            "nothing, it is asked again; tell the portal if it lasts for days",
        ),
    };
    let sentence = format!("{} answers with a page that {what}, by its {:?}", context.url, wall.matched);
    Problem::new(kind, sentence, advice)
}

/// XML of another kind.
pub fn other_xml(root: &str) -> Problem {
    let root: String = root.chars().take(60).collect();
    Problem::new(
        ProblemKind::NotAFeed,
        format!("the answer is an XML document <{root}>, not RSS, RDF or Atom"),
        "use the address of a feed",
    )
}

/// A sitemap where something else is wanted.
pub fn sitemap(context: &Context<'_>) -> Problem {
    Problem::new(
        ProblemKind::NotAFeed,
        format!("{} is a sitemap", context.url),
        "set kind = \"sitemap\" to read it as one",
    )
}

/// A sitemap beyond reading.
pub fn broken_sitemap(why: &str) -> Problem {
    Problem::new(
        ProblemKind::BrokenFeed,
        format!("the sitemap could not be read: {why}"),
        "tell the portal; an XML validator shows the place",
    )
}

/// A packed body that unpacks to too much.
pub fn unpacks_too_large(packed_bytes: usize, limit_bytes: usize) -> Problem {
    Problem::new(
        ProblemKind::BodyTooLarge,
        format!("the answer is gzip of {packed_bytes} bytes that unpacks to more than {limit_bytes}"),
        "look whether the address is a sitemap at all; a portal this large has an index of smaller ones",
    )
}

/// A body that only begins like gzip.
pub fn bad_gzip() -> Problem {
    Problem::new(
        ProblemKind::BadEncoding,
        "the answer begins like gzip and cannot be unpacked",
        "tell the portal that the file is broken; it may have one that is not packed",
    )
}

/// JSON of another kind.
pub fn other_json(what: &str) -> Problem {
    Problem::new(
        ProblemKind::NotAFeed,
        format!("the answer is JSON without {what}, not a JSON Feed"),
        "use the address of a feed",
    )
}

/// Neither a feed nor a page.
pub fn garbage(text: &str, context: &Context<'_>) -> Problem {
    let head: String = text.chars().take(400).collect();
    let of = context.content_type.map_or_else(String::new, |ct| format!(" ({ct})"));
    Problem::new(
        ProblemKind::NotAFeed,
        format!("the answer{of} is neither a feed nor a web page; it begins \"{}\"", excerpt(&head, 60)),
        "open the address in a browser; use the address of a feed",
    )
}

/// A feed beyond reading.
pub fn broken(why: &str) -> Problem {
    Problem::new(
        ProblemKind::BrokenFeed,
        format!("the feed could not be read: {why}"),
        "tell the portal; a feed validator shows the place",
    )
}

/// A panic of ours.
pub fn internal() -> Problem {
    Problem::new(
        ProblemKind::Internal,
        "reading the answer failed inside this program",
        "report it with the body that `diemtin parse` fails on; other sources are not affected",
    )
}

/// One article where a list was looked for.
pub fn one_article(url: &Url) -> Problem {
    Problem::new(
        ProblemKind::NoList,
        format!("{url} is one article, not a list"),
        "use the address of the section that lists such articles",
    )
}
