//! What a page says of itself.

use super::regions::{BESIDE, FOOT, HEADED_BESIDE, MENU, RELATED, Regions};
use super::words::words;
use crate::model::FeedInfo;
use crate::parse::page::{Outline, Page};
use crate::text::{normal, plain_text};
use url::Url;

/// Most links asked for their text.
const MAX_LINKS: usize = 3_000;

/// Longest name of a page, in characters.
const MAX_CHARS: usize = 300;

/// Its name, its address, its language.
pub fn about(page: &Page, outline: &Outline<'_>, regions: &Regions, url: &Url) -> FeedInfo {
    let language = page.document.select_single("html").attr("lang").map(|l| l.trim().to_owned());
    FeedInfo {
        title: title(page, outline, regions),
        link: Some(url.to_string()),
        language: language.filter(|l| !l.is_empty() && l.len() < 36),
        ..FeedInfo::default()
    }
}

/// The heading of the page, for want of one its `<title>` without the portal's name.
fn title(page: &Page, outline: &Outline<'_>, regions: &Regions) -> Option<String> {
    const APART: u8 = MENU | FOOT | BESIDE | HEADED_BESIDE | RELATED;
    let site = page.document.select_single("meta[property='og:site_name']").attr("content");
    let site = site.map(|s| plain_text(&s)).unwrap_or_default();
    let whole = plain_text(&page.document.select_single("title").text());
    let whole =
        words().null_titles.iter().find_map(|null| whole.strip_prefix(null.as_str())).unwrap_or(&whole);
    let whole = whole.trim_start_matches([' ', '-', '|', '–']).to_owned();
    let headings = (0..outline.elements().len()).filter(|place| outline.name(*place) == "h1");
    let mut headings = headings.filter(|place| {
        let of_page = outline.ancestors(*place).all(|p| outline.name(p) != "header");
        of_page && regions.of(*place) & APART == 0
    });
    let heading = headings.find_map(|place| {
        let text = plain_text(outline.text(place));
        let names_site = !site.is_empty() && normal(&text) == normal(&site);
        (!text.is_empty() && !names_site && text.chars().count() < MAX_CHARS).then_some(text)
    });
    let kept = heading.or_else(|| linked(outline, &whole)).unwrap_or_else(|| without_site(&whole, &site));
    Some(kept.chars().take(MAX_CHARS).collect::<String>()).filter(|t| !t.is_empty())
}

/// The longest beginning of a title that a link of the page, of its menu say, has as its text.
fn linked(outline: &Outline<'_>, title: &str) -> Option<String> {
    let normal_title = normal(title);
    let links = (0..outline.elements().len()).filter(|place| outline.name(*place) == "a").take(MAX_LINKS);
    let texts = links
        .map(|place| outline.text(place).trim())
        .filter(|text| text.len() > 3 && text.len() <= title.len());
    let fits = |text: &&str| {
        let text = normal(text);
        normal_title.strip_prefix(&text).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            && title.get(text.len()..).is_none_or(|rest| rest.is_empty() || text.split(' ').count() > 1)
    };
    texts.filter(fits).max_by_key(|text| text.len()).map(plain_text)
}

/// A title without the name of the portal behind it.
fn without_site(title: &str, site: &str) -> String {
    const BETWEEN: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • "];
    if !site.is_empty()
        && let Some(before) = title.strip_suffix(site)
    {
        let before = before.trim_end_matches([' ', '-', '|', '–', '—', ':', '»', '•']);
        if !before.is_empty() {
            return before.to_owned();
        }
    }
    let last = BETWEEN.iter().filter_map(|between| title.rfind(between)).max();
    last.and_then(|at| title.get(..at)).map_or(title, str::trim).to_owned()
}
