//! [`title`]: the headline of a page.

use super::blocks::{Block, Kind};
use super::sight::{Sight, has_part};
use super::words::words;
use crate::parse::page::is_date;
use crate::text::{fold, normal, plain_text};

/// Longest headline, in characters.
const MAX_CHARS: usize = 400;

/// Most parts of one title.
const MAX_PARTS: usize = 12;

/// Most headings asked.
const MAX_HEADINGS: usize = 60;

/// A headline, and where on the page it is shown.
#[derive(Debug, Clone, Default)]
pub struct Title {
    /// Plain text.
    pub text: String,
    /// The element.
    pub place: Option<usize>,
}

/// The headline. What the page says of itself and shows as a heading is it; for want of that what it
/// shows, then what it says. `body` is where the text begins.
pub fn title(sight: &Sight<'_>, body: Option<usize>) -> Title {
    let named = sight.by_cms(|article| article.title.as_deref()).and_then(|place| shown(sight, place));
    if let Some(title) = named {
        return title;
    }
    let told = told(sight);
    let headings = headings(sight, body);
    let agrees = |title: &&Title| {
        let text = normal(&title.text);
        let words = text.split(' ').count();
        told.iter().any(|t| {
            let t = normal(t);
            t == text
                || (words > 2 && (t.starts_with(&text) || text.starts_with(&t) && t.split(' ').count() > 3))
        })
    };
    if let Some(found) = headings.iter().find(agrees) {
        return found.clone();
    }
    if let Some(found) = line(sight, &told) {
        return found;
    }
    let until = body.unwrap_or(usize::MAX);
    let before = |t: &&Title| {
        let place = t.place.and_then(|place| sight.outline.get(place));
        place.is_some_and(|e| e.text.start <= until)
    };
    let headings: Vec<Title> = headings.iter().filter(before).cloned().collect();
    let headline = sight.linked_headline();
    if let Some(text) = headline {
        return Title { text, place: None };
    }
    let first = headings.iter().find(|t| sight.outline.name(t.place.unwrap_or(0)) == "h1");
    let nearest = first.or(headings.first()).cloned();
    let nearest = nearest.or_else(|| emphasised(sight, body));
    let told = told.into_iter().next().map(|text| Title { text, place: None });
    match (nearest, told) {
        // A page that names only its portal is told by what it shows.
        (Some(shown), _) => shown,
        (None, told) => told.unwrap_or_default(),
    }
}

/// The element of the page that is what the page says its title is, and no link.
fn line(sight: &Sight<'_>, told: &[String]) -> Option<Title> {
    /// How much longer than its title such an element is, in bytes.
    const MAX_MORE_BYTES: usize = 40;
    let outline = sight.outline;
    let told: Vec<(usize, String)> = told.iter().map(|t| (t.len(), normal(t))).collect();
    let told: Vec<_> = told.into_iter().filter(|(_, t)| t.split(' ').count() > 3).collect();
    let is_title = |place: &usize| {
        let text = outline.text(*place);
        let length = told.iter().any(|(length, _)| text.len().abs_diff(*length) <= MAX_MORE_BYTES);
        length && told.iter().any(|(_, t)| *t == normal(text))
    };
    let linked = |place: usize| {
        outline.ancestors(place).chain(std::iter::once(place)).take(4).any(|p| outline.name(p) == "a")
    };
    let first = (0..outline.elements().len()).find(|p| is_title(p) && !linked(*p))?;
    let inner = outline.within(first).rfind(is_title).unwrap_or(first);
    Some(Title { text: cut(&fold(outline.text(inner))), place: Some(inner) })
}

impl Sight<'_> {
    fn linked_headline(&self) -> Option<String> {
        let linked = self.facts.linked.texts("headline").into_iter().next();
        linked.map(|text| cut(&plain_text(&text))).filter(|text| is_useful(text))
    }
}

/// What the page says of itself, without the name of its portal.
fn told(sight: &Sight<'_>) -> Vec<String> {
    let facts = &sight.facts;
    let site = super::site::name(sight).unwrap_or_default();
    let linked = facts.linked.texts("headline").into_iter();
    let micro = facts.properties("headline").map(|(_, text)| text.to_owned());
    let metas = facts.metas(&words().metas.title).map(str::to_owned);
    let all = linked.chain(micro).chain(metas).chain(std::iter::once(facts.title.clone()));
    let all = all.map(|text| cut(&without_site(&plain_text(&text), &site)));
    let all = all.flat_map(|text| {
        let parts: Vec<String> = words()
            .titles
            .between
            .iter()
            .flat_map(|b| text.split(b.as_str()))
            .map(|p| p.trim().to_owned())
            .collect();
        let long = |part: &String| part.split(' ').count() > 2 && *part != text;
        let parts: Vec<String> = parts.into_iter().filter(long).take(MAX_PARTS).collect();
        std::iter::once(text).chain(parts)
    });
    all.filter(|text| is_useful(text)).collect()
}

/// Headings that can be the headline, likeliest first: the levels in turn, within a level in document
/// order, those before the text first.
fn headings(sight: &Sight<'_>, body: Option<usize>) -> Vec<Title> {
    let outline = sight.outline;
    let site = super::site::name(sight).map(|s| normal(&s)).unwrap_or_default();
    let until = body.unwrap_or(usize::MAX);
    let is_home = |place: usize| {
        let link =
            outline.within(place).chain(outline.ancestors(place).take(3)).find(|p| outline.name(*p) == "a");
        let href = link.and_then(|link| outline.attribute(link, "href"));
        href.and_then(|href| sight.page.base.join(href.trim()).ok())
            .is_some_and(|url| url.path() == "/" && url.query().is_none())
    };
    let mut found: Vec<(u8, bool, usize, Title)> = Vec::new();
    for place in 0..outline.elements().len() {
        let level = match outline.name(place) {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            "span" | "div" | "p" | "a" | "td"
                if has_part(outline, place, |part| words().titles.parts.contains(part)) =>
            {
                5
            }
            _ => continue,
        };
        let noise = sight.noise.get(place).copied().unwrap_or(false);
        if noise && level > 1 || is_home(place) {
            continue;
        }
        let Some(title) = shown(sight, place) else { continue };
        if normal(&title.text) == site || title.text.split(' ').count() < 2 && level > 1 {
            continue;
        }
        let start = outline.get(place).map_or(0, |e| e.text.start);
        found.push((level, start > until, place, title));
        if found.len() >= MAX_HEADINGS {
            break;
        }
    }
    found.sort_by_key(|(level, behind, place, _)| (*behind && *level > 1, *level, *place));
    found.into_iter().map(|(.., title)| title).collect()
}

/// The last line before the text that is bold or large as a whole.
fn emphasised(sight: &Sight<'_>, body: Option<usize>) -> Option<Title> {
    let until = sight.blocks.partition_point(|b| b.at < body.unwrap_or(0));
    let from = until.saturating_sub(12);
    let fits = |b: &&Block| {
        matches!(b.kind, Kind::Paragraph)
            && b.is_strong()
            && b.words() > 3
            && b.linked == 0
            && !is_date(&b.text)
    };
    let found = sight.blocks.get(from..until)?.iter().rev().find(fits)?;
    Some(Title { text: cut(&found.text), place: Some(found.place) })
}

fn shown(sight: &Sight<'_>, place: usize) -> Option<Title> {
    let text = cut(&plain_text(&fold(sight.outline.text(place))));
    (is_useful(&text) && !is_date(&text)).then_some(Title { text, place: Some(place) })
}

fn is_useful(text: &str) -> bool {
    !text.is_empty() && !words().titles.useless.has(text)
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect::<String>().trim().to_owned()
}

/// A title without the name of its portal before or behind it.
pub fn without_site(title: &str, site: &str) -> String {
    let known = normal(site);
    for between in &words().titles.between {
        let (first, last) = (title.split_once(between.as_str()), title.rsplit_once(between.as_str()));
        if let Some((_, rest)) = first.filter(|(head, _)| !known.is_empty() && normal(head) == known) {
            return rest.trim().to_owned();
        }
        if let Some((rest, _)) = last.filter(|(_, tail)| !known.is_empty() && normal(tail) == known) {
            return rest.trim().to_owned();
        }
    }
    // A bar parts a headline from its portal, and from nothing else.
    match title.rsplit_once(" | ") {
        Some((head, tail)) if head.len() > tail.len() => head.trim().to_owned(),
        _ => title.to_owned(),
    }
}
