//! What was found at an address as the lines of a new source: id, name and category are guessed, and say so.

use crate::config::{Addition, Config, address_form};
use crate::daemon::discover::{Found, How};
use crate::daemon::live::Live;
use crate::model::{
    Entry, EntryKey, EntryRecord, EvidenceKind, FeedKind, Label, Slug, SourceId, SourceKind, Timestamp,
};
use std::str::FromStr;
use url::Url;

/// Longest id proposed, in characters.
const MAX_ID: usize = 48;

/// What an editor has decided already.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// In place of the guessed id.
    pub id: Option<SourceId>,
    /// In place of the guessed categories.
    pub category: Option<Slug>,
    /// The province.
    pub province: Option<Slug>,
}

/// The source that would poll what was `found` at the address that was `typed`.
pub fn addition(live: &Live, typed: &Url, found: &Found, cms: Option<&str>, wishes: &Wishes) -> Addition {
    let id = match &wishes.id {
        Some(id) => id.to_string(),
        None => free_id(&live.config, &guessed_id(typed)),
    };
    let mut comment = vec![told(found, cms)];
    let categories = match &wishes.category {
        Some(category) => vec![category.to_string()],
        None => {
            let (categories, why) = guessed_categories(live, typed, found);
            comment.extend(why);
            categories
        }
    };
    Addition {
        id,
        name: name(typed, found),
        url: found.url.clone(),
        kind: match found.parsed.kind {
            FeedKind::Listing | FeedKind::Article => SourceKind::Listing,
            FeedKind::Sitemap => SourceKind::Sitemap,
            FeedKind::Rss | FeedKind::Atom | FeedKind::Rdf | FeedKind::Json => SourceKind::Feed,
        },
        categories,
        province: wishes.province.as_ref().map(Slug::to_string),
        comment,
    }
}

fn told(found: &Found, cms: Option<&str>) -> String {
    let by = cms
        .filter(|_| !matches!(found.how, How::Habit(_)))
        .map_or_else(String::new, |cms| format!(" ({cms})"));
    format!("{}{by}", found.how.sentence(found.parsed.kind))
}

/// Host and path: `tuyengiao-vn-khoa-giao`.
fn guessed_id(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let path = without_ending(url.path());
    let form = address_form(&format!("{} {}", host.trim_start_matches("www."), decoded(path)));
    let mut id: String = form.chars().take(MAX_ID).collect();
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() { "source".to_owned() } else { id }
}

/// `/khoa-giao.htm` without its ending.
fn without_ending(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    [".html", ".htm", ".aspx", ".vgp", ".php"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path)
}

fn decoded(path: &str) -> String {
    // what is no UTF-8 stays percent-encoded and becomes hyphens
    url::form_urlencoded::parse(path.replace('+', "%2B").as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect()
}

fn free_id(config: &Config, wanted: &str) -> String {
    let taken = |id: &str| {
        let is = |known: &SourceId| known.as_str() == id;
        config.sources.iter().any(|source| is(&source.id) || source.formerly.iter().any(is))
    };
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}

/// The feed's own title; a page's heading says little without its host.
fn name(typed: &Url, found: &Found) -> String {
    let host = typed.host_str().unwrap_or_default().trim_start_matches("www.");
    let title = found.parsed.feed.title.as_ref().filter(|title| !title.trim().is_empty());
    match (title, found.parsed.kind.is_page()) {
        (Some(title), true) => format!("{host}: {title}"),
        (Some(title), false) => title.clone(),
        (None, _) => host.to_owned(),
    }
}

/// Categories that the address or the title names, and how that was seen.
fn guessed_categories(live: &Live, typed: &Url, found: &Found) -> (Vec<String>, Option<String>) {
    let Ok(source) = SourceId::from_str("try") else { return (Vec::new(), None) };
    let record = EntryRecord::new(
        EntryKey([0; 16]),
        source,
        Timestamp(0),
        Entry {
            link: Some(format!("{}/", without_ending(typed.as_str()))),
            labels: found
                .parsed
                .feed
                .title
                .iter()
                .map(|t| Label { term: t.clone(), ..Label::default() })
                .collect(),
            ..Entry::default()
        },
    );
    let opinion = live.rules.assign(&[&record]);
    let named =
        opinion.categories.iter().filter(|c| c.evidence.iter().any(|e| e.kind != EvidenceKind::Default));
    let (mut slugs, mut matched) = (Vec::new(), Vec::new());
    for category in named {
        slugs.push(category.slug.to_string());
        matched.extend(category.evidence.iter().map(|evidence| format!("{:?}", evidence.matched)));
    }
    matched.dedup();
    let why = (!slugs.is_empty()).then(|| format!("category guessed from {}", matched.join(", ")));
    (slugs, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_host_and_path() {
        let check = |url: &str, id: &str| assert_eq!(guessed_id(&Url::parse(url).unwrap()), id);
        check("https://www.tuyengiao.example/khoa-giao", "tuyengiao-example-khoa-giao");
        check("https://bao.example/", "bao-example");
        check("https://bao.example/khoa-giao/giao-duc.htm", "bao-example-khoa-giao-giao-duc");
        check("https://bao.example/Tin%20t%E1%BB%A9c/Đoàn.aspx", "bao-example-tin-tuc-doan");
        check("https://bao.example/?q=x", "bao-example");
        check(
            &format!("https://bao.example/{}", "rat-dai-".repeat(20)),
            "bao-example-rat-dai-rat-dai-rat-dai-rat-dai-rat",
        );
    }
}
