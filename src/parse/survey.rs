//! What a page says of where its portal publishes: feeds that it links, and what its content system is in
//! the habit of offering.

use super::alternates::{Alternate, alternates};
use super::charset::decode;
use super::cms;
use super::context::Context;
use super::tally::Tally;
use url::Url;

/// What a page says of where its portal publishes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// The content system, where it is recognised.
    pub cms: Option<&'static str>,
    /// Feeds that the page links, in its order.
    pub alternates: Vec<Alternate>,
    /// Where such a system has the feed of such a page, likeliest first.
    pub feeds: Vec<Url>,
    /// Where it has its sitemaps.
    pub sitemaps: Vec<Url>,
    /// What is known to be wrong with what it publishes.
    pub faults: Vec<&'static str>,
}

/// Surveys a web page.
pub fn survey(body: &[u8], context: &Context<'_>) -> Survey {
    let page = decode(body, context.content_type, &mut Tally::default());
    let alternates = alternates(body, context);
    let Some(cms) = cms::recognise(&page.text, context.url) else {
        return Survey { alternates, ..Survey::default() };
    };
    Survey {
        cms: Some(cms.name.as_str()),
        alternates,
        feeds: cms.feeds(context.url),
        sitemaps: cms.sitemaps(context.url),
        faults: cms.faults.iter().map(String::as_str).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    #[test]
    fn a_known_system_tells_where_its_feeds_are() {
        let url = Url::parse("https://tin.example/vi/news/khoa-giao/").unwrap();
        let context = Context::new(&url, Timestamp(0));
        let found = survey(b"<meta name=generator content='NukeViet v4.5'><p>", &context);
        assert_eq!(found.cms, Some("NukeViet"));
        assert_eq!(found.feeds[0].as_str(), "https://tin.example/vi/news/rss/khoa-giao/");
        assert!(!found.sitemaps.is_empty() && !found.faults.is_empty());
        assert_eq!(survey(b"<p>", &context), Survey::default());
    }
}
