//! [`read`]: a page to its one article.

use super::authors::{authors, signed};
use super::blocks::{Block, Kind};
use super::body::{Body, blocks_in, body, is_headline, is_paragraph};
use super::figures::parts;
use super::labels::labels;
use super::lead::lead;
use super::picture::{Picture, shows};
use super::sight::Sight;
use super::site;
use super::title::{Title, title};
use super::trim::trim;
use super::when::times;
use super::words::words;
use super::write::{Part, html};
use crate::model::{Enclosure, Entry, FeedKind, Parsed, Problem};
use crate::parse::context::{Context, Wanted};
use crate::parse::page::{Outline, Page};
use crate::parse::refusal;
use crate::parse::tally::Tally;
use crate::text::{normal, sanitise};
use std::ops::Range;
use url::Url;

/// A heading of so many words above the text is its lead.
const LEAD_WORDS: usize = 14;

/// A text beside a list is an article from so many bytes on.
const FEW_BYTES: usize = 1_000;

/// Shortest text of an article, in bytes.
const MIN_TEXT_BYTES: usize = 120;

/// Shortest text of an article that nothing but its sentences tells, in bytes.
const MIN_PLAIN_BYTES: usize = 400;

/// Reads a page.
pub fn read(
    text: &str,
    encoding: String,
    context: &Context<'_>,
    mut tally: Tally,
) -> Result<Parsed, Problem> {
    let page = Page::new(text, context.url).ok_or_else(refusal::too_deep)?;
    let outline = Outline::new(&page.document);
    let sight = Sight::new(&page, &outline, text, context);
    let entry = entry(&sight, &mut tally).ok_or_else(|| refusal::no_article(context))?;
    Ok(Parsed {
        feed: site::info(&sight),
        entries: vec![entry],
        repairs: tally.repairs(),
        ..Parsed::new(FeedKind::Article, encoding)
    })
}

fn entry(sight: &Sight<'_>, tally: &mut Tally) -> Option<Entry> {
    let body = body(sight)?;
    let title = title(sight, Some(body.text.start));
    let lead = lead(sight, &body);
    let mut blocks: Vec<Block> = blocks_in(&sight.blocks, &body.text).to_vec();
    if let Some(lead) = &lead {
        let inside =
            |b: &Block| lead.text.contains(&b.at) && !matches!(b.kind, Kind::Picture | Kind::Caption);
        blocks.retain(|b| !inside(b));
    }
    if is_list(&blocks) {
        return None;
    }
    let mut blocks = trim(&blocks, &title.text, &sight.page.base);
    let signed = signed(sight, &mut blocks);
    if !is_article(sight, &body, &blocks, &title) {
        return None;
    }
    let lead_at = lead.as_ref().map_or(0..0, |lead| lead.text.clone());
    let text_at = blocks.first().map_or(body.text.start, |b| b.at);
    let mut whole = before(sight, &body, title.place, &lead_at);
    let unmarked = if lead.is_none() { unmarked(&mut whole, &sight.page.base) } else { None };
    whole.extend(blocks);
    let parts = parts(sight.outline, &whole);
    let from = Body { text: text_at..body.text.end, ..body.clone() };
    let times = times(sight, &from, title.place, tally);
    Some(Entry {
        link: Some(site::address(sight)),
        published: times.published,
        updated: times.updated,
        summary: lead.map(|lead| lead.html).or(unmarked).unwrap_or_default(),
        content: html(&parts, &sight.page.base),
        authors: authors(sight, signed, body.text.end),
        labels: labels(sight, &title.text, title.place),
        enclosures: enclosure(sight, &parts).into_iter().collect(),
        title: title.text,
        ..Entry::default()
    })
}

/// The one sentence above a text, in a place of its own: it leads it. Taken from `above`.
fn unmarked(above: &mut Vec<Block>, base: &Url) -> Option<String> {
    let tells =
        |at: &usize| above.get(*at).is_some_and(|b| matches!(b.kind, Kind::Paragraph | Kind::Heading(_)));
    let told: Vec<usize> = (0..above.len()).filter(tells).collect();
    match told.as_slice() {
        [one] => Some(sanitise(&above.remove(*one).html, Some(base))),
        _ => None,
    }
}

/// Pictures with what is said of them, and sentences, that stand between the title and the text.
fn before(sight: &Sight<'_>, body: &Body, title: Option<usize>, lead: &Range<usize>) -> Vec<Block> {
    let Some(title) = title.and_then(|place| sight.outline.get(place)) else { return Vec::new() };
    if title.text.end >= body.text.start {
        return Vec::new();
    }
    let between = blocks_in(&sight.blocks, &(title.text.end..body.text.start));
    let sentences = |b: &Block| {
        let tells = b.kind == Kind::Paragraph && is_paragraph(b)
            || matches!(b.kind, Kind::Heading(2..)) && b.words() >= LEAD_WORDS;
        tells && b.linked_share() < 20 && !lead.contains(&b.at)
    };
    let fits = |b: &&Block| matches!(b.kind, Kind::Picture | Kind::Caption) || sentences(b);
    trim(&between.iter().filter(fits).cloned().collect::<Vec<_>>(), "", &sight.page.base)
}

/// Whether what was found is an article: sentences enough, no list of other pages, no page that says that
/// there is none.
fn is_article(sight: &Sight<'_>, body: &Body, blocks: &[Block], title: &Title) -> bool {
    let text = blocks
        .iter()
        .filter(|b| b.picture.is_none())
        .fold(0_usize, |sum, b| sum.saturating_add(b.text.len()));
    let known = !sight.facts.linked.articles.is_empty()
        || sight.facts.meta(&words().metas.published).is_some()
        || sight.by_cms(|article| article.body.as_deref()).is_some();
    let lower = title.text.to_lowercase();
    let page = normal(&sight.facts.title);
    let lost = words()
        .lost
        .iter()
        .any(|start| lower.starts_with(start.as_str()) || page.starts_with(start.as_str()));
    let wanted = sight.context.wanted == Wanted::Article;
    if lost && !known || text < if known || wanted { MIN_TEXT_BYTES } else { MIN_PLAIN_BYTES } {
        return false;
    }
    // A few sentences beside a list of articles tell of the portal.
    let beside = !known && !is_headed(sight, body, title) && text < FEW_BYTES && is_list(&sight.blocks);
    !beside && blocks.iter().any(is_paragraph)
}

/// Whether the first heading of the page stands right above the text.
fn is_headed(sight: &Sight<'_>, body: &Body, title: &Title) -> bool {
    /// How far above, in bytes.
    const MAX_AWAY_BYTES: usize = 1_500;
    let Some(place) = title.place.filter(|place| sight.outline.name(*place) == "h1") else { return false };
    let end = sight.outline.get(place).map_or(0, |e| e.text.end);
    let linked = sight.outline.within(place).any(|p| sight.outline.name(p) == "a");
    !linked && end <= body.text.end && end.saturating_add(MAX_AWAY_BYTES) >= body.text.start
}

/// Whether most sentences of a page stand behind headlines that link elsewhere: each of them leads to an
/// article, and none is one.
fn is_list(blocks: &[Block]) -> bool {
    /// Fewest records of a list.
    const FEWEST: usize = 2;
    /// Shorter lines stand between a headline and its lead, in bytes: dates, counts.
    const BETWEEN_BYTES: usize = 60;
    /// Shortest lead, in bytes.
    const LEAD_BYTES: usize = 50;
    let (mut told, mut led, mut behind) = (0_usize, 0_usize, false);
    for block in blocks.iter().filter(|b| !matches!(b.kind, Kind::Picture | Kind::Caption)) {
        if is_headline(block) {
            behind = true;
        } else if block.text.len() >= LEAD_BYTES && block.linked_share() < 50 {
            told = told.saturating_add(1);
            led = led.saturating_add(usize::from(behind));
            behind = false;
        } else if block.text.len() > BETWEEN_BYTES {
            behind = false;
        }
    }
    let links = blocks.iter().filter(|b| is_headline(b)).count();
    led >= FEWEST && led.saturating_mul(2) > told || links > 4 && links > told.saturating_mul(2)
}

/// The picture that stands for the article: what the page says, else the first of the text.
fn enclosure(sight: &Sight<'_>, parts: &[Part]) -> Option<Enclosure> {
    let base = &sight.page.base;
    let told = sight
        .facts
        .metas(&words().metas.picture)
        .filter(|src| shows(src))
        .find_map(|src| Picture::enclosure(src, base));
    told.or_else(|| {
        parts.iter().find_map(|part| match part {
            Part::Figure(figure) => Picture::enclosure(&figure.src, base),
            Part::Text(_) => None,
        })
    })
}
