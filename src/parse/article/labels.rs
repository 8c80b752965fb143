//! [`labels`]: the section of an article, and the trail that leads to it.

use super::sight::{Sight, has_part};
use super::words::words;
use crate::model::Label;
use crate::text::{fold, normal, plain_text};
use std::collections::HashSet;

/// Longest name of a section, in bytes.
const MAX_BYTES: usize = 120;

/// Most labels.
const MAX_LABELS: usize = 8;

/// Most words of a section's name.
const MAX_WORDS: usize = 10;

/// The section first, then the trail.
pub fn labels(sight: &Sight<'_>, title: &str, place: Option<usize>) -> Vec<Label> {
    let facts = &sight.facts;
    let meta = facts.meta(&words().metas.section).map(str::to_owned);
    let linked = facts.linked.texts("articleSection").into_iter();
    let micro = facts.properties("articleSection").map(|(_, text)| text.to_owned()).next();
    let shown =
        sight.by_cms(|article| article.section.as_deref()).map(|place| fold(sight.outline.text(place)));
    let named = || sight.named(0..sight.outline.elements().len(), |name| words().sections.has(name));
    let mut sections: Vec<String> = meta.into_iter().chain(linked).chain(micro).chain(shown).collect();
    if sections.is_empty() {
        sections.extend(named().map(|place| fold(sight.outline.text(place))));
    }
    if sections.is_empty() && sight.facts.linked.trail.is_empty() && shown_trail(sight).is_empty() {
        sections.extend(by_address(sight).or_else(|| above(sight, place)));
    }
    let mut trail = facts.linked.trail.clone();
    trail.extend(shown_trail(sight));
    let title = normal(title);
    let fits = |text: &String| {
        let known = normal(text);
        !text.is_empty()
            && text.len() <= MAX_BYTES
            && !words().home.has(text)
            && known != title
            && text.split(' ').count() <= MAX_WORDS
    };
    let trail: Vec<String> = trail.iter().map(|t| plain_text(t)).filter(fits).collect();
    let sections: Vec<String> = sections.iter().map(|t| plain_text(t)).filter(fits).collect();
    // Without a section of its own it is in the last of its trail.
    let last = trail.last().cloned().filter(|_| sections.is_empty());
    let mut found: Vec<Label> = Vec::new();
    for term in sections.into_iter().chain(last).chain(trail) {
        if found.len() < MAX_LABELS && !found.iter().any(|known| normal(&known.term) == normal(&term)) {
            found.push(Label { term, scheme: None, label: None });
        }
    }
    found
}

/// The text of the first link to the nearest address above that of the page: `/khoa-giao` is above
/// `/khoa-giao/giao-ban-1.html`.
fn by_address(sight: &Sight<'_>) -> Option<String> {
    /// Most links looked at.
    const MAX_LINKS: usize = 2_000;
    let outline = sight.outline;
    let own = sight.context.url.path();
    let links = (0..outline.elements().len()).filter(|place| outline.name(*place) == "a").take(MAX_LINKS);
    let mut best: Option<(usize, usize)> = None;
    for place in links {
        let Some(href) = outline.attribute(place, "href") else { continue };
        let Ok(url) = sight.page.base.join(href.trim()) else { continue };
        let path = url.path().split(';').next().unwrap_or_default();
        let path =
            [".html", ".htm", ".aspx", "/"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
        let above = !path.is_empty()
            && url.host_str() == sight.context.url.host_str()
            && url.query().is_none()
            && own.strip_prefix(path).is_some_and(|rest| rest.starts_with('/') && rest.len() > 1);
        let text = outline.text(place).trim();
        let named = !text.is_empty() && text.len() <= MAX_BYTES && !words().home.has(text);
        if above && named && best.is_none_or(|(length, _)| path.len() > length) {
            best = Some((path.len(), place));
        }
    }
    best.map(|(_, place)| fold(outline.text(place)))
}

/// A line right above the title that a link of the page, of its menu say, has as its text.
fn above(sight: &Sight<'_>, title: Option<usize>) -> Option<String> {
    /// Lines looked at.
    const LINES: usize = 3;
    /// Most links asked for their text.
    const MAX_LINKS: usize = 1_000;
    let outline = sight.outline;
    let start = outline.get(title?)?.text.start;
    let until = sight.blocks.partition_point(|b| b.at < start);
    let lines = sight.blocks.get(until.saturating_sub(LINES)..until)?;
    let links = (0..outline.elements().len()).filter(|place| outline.name(*place) == "a").take(MAX_LINKS);
    let links: HashSet<String> =
        links.map(|place| outline.text(place)).filter(|t| t.len() < MAX_BYTES).map(normal).collect();
    let is_section = |text: &&str| links.contains(&normal(text)) && !words().home.has(text);
    lines.iter().rev().filter(|b| b.linked == 0).map(|b| b.text.as_str()).find(is_section).map(str::to_owned)
}

/// The links of the trail that the page shows.
fn shown_trail(sight: &Sight<'_>) -> Vec<String> {
    let outline = sight.outline;
    let is_trail = |place: &usize| has_part(outline, *place, |part| words().crumbs.contains(part));
    let Some(trail) = (0..outline.elements().len()).find(|p| is_trail(p) && outline.text(*p).len() < 1_000)
    else {
        return Vec::new();
    };
    let links = outline.within(trail).filter(|place| outline.name(*place) == "a");
    links.map(|place| fold(outline.text(place))).take(MAX_LABELS).collect()
}
