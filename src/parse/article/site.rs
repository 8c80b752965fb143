//! What a page says of its portal, and the address it goes by.

use super::sight::Sight;
use super::words::words;
use crate::model::FeedInfo;
use crate::parse::links::absolute;
use crate::text::plain_text;
use url::Url;

/// Longest name of a portal, in characters.
const MAX_CHARS: usize = 200;

/// The portal, the page, the language.
pub fn info(sight: &Sight<'_>) -> FeedInfo {
    FeedInfo {
        title: name(sight),
        link: Some(address(sight)),
        language: sight.facts.language.clone(),
        ..FeedInfo::default()
    }
}

/// The name of the portal.
pub fn name(sight: &Sight<'_>) -> Option<String> {
    let meta = sight.facts.meta(&words().metas.site).map(str::to_owned);
    let linked = || sight.facts.linked.publishers.first().cloned();
    let name = meta.or_else(linked).map(|name| plain_text(&name))?;
    let name: String = name.split(" [").next().unwrap_or_default().chars().take(MAX_CHARS).collect();
    Some(name).filter(|name| !name.is_empty())
}

/// The address that the page gives itself, when it is on the same site; else the one that answered.
pub fn address(sight: &Sight<'_>) -> String {
    let given = sight.facts.canonical.as_deref().and_then(|given| absolute(given, &sight.page.base));
    let own = sight.context.url;
    let same = |url: &Url| {
        let host = |url: &Url| url.host_str().map(|h| h.trim_start_matches("www.").to_owned());
        host(url) == host(own) && url.port() == own.port() && (url.path() != "/" || own.path() == "/")
    };
    given.filter(|given| Url::parse(given).is_ok_and(|url| same(&url))).unwrap_or_else(|| own.to_string())
}
