//! [`read`]: a page to its one article.

use super::authors::{authors, signed};
use super::blocks::{Block, Kind};
use super::body::{Body, blocks_in, body, is_paragraph};
use super::figures::parts;
use super::labels::labels;
use super::lead::lead;
use super::picture::{Picture, shows};
use super::sight::Sight;
use super::site;
use super::title::title;
use super::trim::trim;
use super::when::times;
use super::words::words;
use super::write::{Part, html};
use crate::model::{Enclosure, Entry, FeedKind, Hints, Parsed, Problem};
use crate::parse::context::Context;
use crate::parse::page::{Outline, Page};
use crate::parse::refusal;
use crate::parse::tally::Tally;
use crate::text::normal;

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
        kind: FeedKind::Article,
        encoding,
        feed: site::info(&sight),
        entries: vec![entry],
        repairs: tally.repairs(),
        emptied: Vec::new(),
        dropped: Vec::new(),
        hints: Hints::default(),
        list: None,
        further: Vec::new(),
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
    let mut blocks = trim(&blocks, &title.text);
    let signed = signed(sight, &mut blocks);
    if !is_article(sight, &blocks, &title.text) {
        return None;
    }
    let text_at = blocks.first().map_or(body.text.start, |b| b.at);
    let mut whole = before(sight, &body, title.place);
    whole.extend(blocks);
    let parts = parts(&whole);
    let from = Body { text: text_at..body.text.end, ..body.clone() };
    let times = times(sight, &from, title.place, tally);
    Some(Entry {
        link: Some(site::address(sight)),
        published: times.published,
        updated: times.updated,
        summary: lead.map(|lead| lead.html).unwrap_or_default(),
        content: html(&parts, &sight.page.base),
        authors: authors(sight, signed),
        labels: labels(sight, &title.text),
        enclosures: enclosure(sight, &parts).into_iter().collect(),
        title: title.text,
        ..Entry::default()
    })
}

/// Pictures with what is said of them that stand between the title and the text.
fn before(sight: &Sight<'_>, body: &Body, title: Option<usize>) -> Vec<Block> {
    let Some(title) = title.and_then(|place| sight.outline.get(place)) else { return Vec::new() };
    if title.text.end >= body.text.start {
        return Vec::new();
    }
    let between = blocks_in(&sight.blocks, &(title.text.end..body.text.start));
    between.iter().filter(|b| matches!(b.kind, Kind::Picture | Kind::Caption)).cloned().collect()
}

/// Whether what was found is an article: sentences enough, no list of other pages, no page that says that
/// there is none.
fn is_article(sight: &Sight<'_>, blocks: &[Block], title: &str) -> bool {
    let text = blocks
        .iter()
        .filter(|b| b.picture.is_none())
        .fold(0_usize, |sum, b| sum.saturating_add(b.text.len()));
    let known = !sight.facts.linked.articles.is_empty()
        || sight.facts.meta(&words().metas.published).is_some()
        || sight.by_cms(|article| article.body.as_deref()).is_some();
    let lower = title.to_lowercase();
    let page = normal(&sight.facts.title);
    let lost = words()
        .lost
        .iter()
        .any(|start| lower.starts_with(start.as_str()) || page.starts_with(start.as_str()));
    if lost && !known || text < if known { MIN_TEXT_BYTES } else { MIN_PLAIN_BYTES } {
        return false;
    }
    let paragraphs = blocks.iter().filter(|b| is_paragraph(b)).count();
    let headlines = blocks.iter().filter(|b| b.linked_share() >= 80 && b.words() > 3).count();
    paragraphs > 0 && headlines < paragraphs.max(3)
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
