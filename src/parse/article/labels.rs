//! [`labels`]: the section of an article, and the trail that leads to it.

use super::sight::{Sight, has_part};
use super::words::words;
use crate::model::Label;
use crate::text::{fold, normal, plain_text};

/// Longest name of a section, in bytes.
const MAX_BYTES: usize = 120;

/// Most labels.
const MAX_LABELS: usize = 8;

/// Most words of a section's name.
const MAX_WORDS: usize = 10;

/// The section first, then the trail.
pub fn labels(sight: &Sight<'_>, title: &str) -> Vec<Label> {
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
