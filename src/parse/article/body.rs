//! [`body`]: where on a page the text of the article stands.

use super::blocks::{Block, Kind};
use super::sight::Sight;
use super::words::words;
use std::collections::HashMap;
use std::ops::Range;

/// Shortest text that counts, in bytes.
const COUNTS_BYTES: usize = 30;

/// Shortest text that is likely a paragraph, in bytes.
const PARAGRAPH_BYTES: usize = 90;

/// Share of links, in hundredths, from which on a text is a list of links.
const MAX_LINKED: usize = 50;

/// How many levels above a paragraph gain from it.
const LEVELS: usize = 4;

/// An element known for holding texts is taken where it holds so many hundredths of what was found.
const KNOWN_SHARE: usize = 60;

/// Shortest text of an article in an element that the content system names, in bytes.
const NAMED_BYTES: usize = 40;

/// Where the text stands.
#[derive(Debug, Clone)]
pub struct Body {
    /// The element.
    pub root: usize,
    /// Its range in the text of the page.
    pub text: Range<usize>,
}

/// The element that holds the text of the article; `None` where there are no sentences.
pub fn body(sight: &Sight<'_>) -> Option<Body> {
    let named = sight.by_cms(|article| article.body.as_deref());
    let named = named.filter(|place| paragraphs(sight, *place) >= NAMED_BYTES);
    let root = match named {
        Some(place) => place,
        None => {
            let top = widened(sight, top(sight)?);
            known(sight, top).unwrap_or(top)
        }
    };
    let text = sight.outline.get(root)?.text.clone();
    Some(Body { root, text })
}

/// The blocks in a range of the text.
pub fn blocks_in<'b>(blocks: &'b [Block], range: &Range<usize>) -> &'b [Block] {
    let from = blocks.partition_point(|b| b.at < range.start);
    let to = blocks.partition_point(|b| b.at < range.end);
    blocks.get(from..to.max(from)).unwrap_or_default()
}

/// Whether a block reads like a paragraph of a text.
pub fn is_paragraph(block: &Block) -> bool {
    matches!(block.kind, Kind::Paragraph | Kind::Quote | Kind::Item(_) | Kind::Pre)
        && block.text.len() >= PARAGRAPH_BYTES
        && block.linked_share() < MAX_LINKED
}

/// Whether a block reads like the headline of another article, which it links.
pub fn is_headline(block: &Block) -> bool {
    block.linked_share() >= 80 && block.words() > 3 && !matches!(block.kind, Kind::Picture | Kind::Caption)
}

/// How many bytes of paragraphs an element holds.
pub fn paragraphs(sight: &Sight<'_>, place: usize) -> usize {
    let Some(element) = sight.outline.get(place) else { return 0 };
    let inside = blocks_in(&sight.blocks, &element.text);
    inside.iter().filter(|b| is_paragraph(b)).fold(0, |sum, b| sum.saturating_add(b.text.len()))
}

/// The element that gains most from the paragraphs in it, each of which counts for those it stands in, the
/// less the further up.
fn top(sight: &Sight<'_>) -> Option<usize> {
    let mut lines: HashMap<usize, usize> = HashMap::new();
    for block in &sight.blocks {
        let count = lines.entry(block.place).or_default();
        *count = count.saturating_add(1);
    }
    let mut scores: HashMap<usize, f64> = HashMap::new();
    let mut led = false;
    for block in &sight.blocks {
        if is_headline(block) {
            led = true;
            continue;
        }
        let fits = matches!(block.kind, Kind::Paragraph | Kind::Quote | Kind::Pre | Kind::Item(_));
        if !fits || block.text.len() < COUNTS_BYTES || block.linked_share() >= MAX_LINKED {
            continue;
        }
        let signs = block.text.matches([',', ';', '،', '、']).count().min(10) as f64;
        let mut score = 1.0 + signs + (block.text.len() as f64 / 100.0).min(4.0);
        if matches!(block.kind, Kind::Item(_)) {
            score /= 3.0;
        }
        // What stands right behind a headline that leads elsewhere tells of that article.
        if std::mem::take(&mut led) {
            score /= 4.0;
        }
        if block.text.len() < PARAGRAPH_BYTES {
            score /= 2.0;
        }
        // A container whose text stands right in it, parted by line breaks, holds its paragraphs itself.
        let itself =
            lines.get(&block.place).is_some_and(|n| *n > 1) && sight.outline.name(block.place) != "p";
        let around = sight.outline.ancestors(block.place);
        let holders = std::iter::once(block.place).filter(|_| itself).chain(around);
        let mut share = 1.0;
        for place in holders.take(LEVELS) {
            if matches!(sight.outline.name(place), "html") {
                break;
            }
            *scores.entry(place).or_default() += score * share;
            share *= 0.5;
        }
    }
    let best = scores.iter().map(|(place, score)| {
        let hint = if sight.names(*place).any(|n| words().bodies.has(n)) { 1.25 } else { 1.0 };
        (*place, score * hint * (1.0 - linked(sight, *place)))
    });
    let best = best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    best.map(|(place, _)| place)
}

/// The share of links in an element.
fn linked(sight: &Sight<'_>, place: usize) -> f64 {
    let Some(element) = sight.outline.get(place) else { return 0.0 };
    let inside = blocks_in(&sight.blocks, &element.text);
    let (all, linked) = inside.iter().fold((1_usize, 0_usize), |(all, linked), block| {
        (all.saturating_add(block.text.len()), linked.saturating_add(block.linked))
    });
    linked as f64 / all as f64
}

/// The element, or one around it that adds more paragraphs than anything else.
fn widened(sight: &Sight<'_>, top: usize) -> usize {
    let mut best = top;
    let weigh = |place: usize| {
        let Some(element) = sight.outline.get(place) else { return (0, 0) };
        let inside = blocks_in(&sight.blocks, &element.text);
        inside.iter().fold((0_usize, 0_usize), |(good, bad), block| {
            if is_paragraph(block) {
                (good.saturating_add(block.text.len()), bad)
            } else {
                (good, bad.saturating_add(block.text.len()).saturating_add(block.linked))
            }
        })
    };
    let (mut good, mut bad) = weigh(top);
    for place in sight.outline.ancestors(top).take(6) {
        if matches!(sight.outline.name(place), "body" | "html") {
            break;
        }
        let (wider, worse) = weigh(place);
        let (gain, cost) = (wider.saturating_sub(good), worse.saturating_sub(bad));
        if gain.saturating_mul(100) > good.saturating_mul(12) && gain > cost.saturating_mul(2) {
            (best, good, bad) = (place, wider, worse);
        }
    }
    best
}

/// An element known for holding texts, within what was found or around it.
fn known(sight: &Sight<'_>, top: usize) -> Option<usize> {
    let fits = |place: &usize| {
        sight.outline.attribute(*place, "itemprop").is_some_and(|p| p.contains("articleBody"))
            || sight.names(*place).any(|name| words().bodies.has(name))
    };
    let found = paragraphs(sight, top);
    let within = sight.outline.within(top).filter(fits);
    let within = within.into_iter().find(|place| {
        paragraphs(sight, *place).saturating_mul(100) >= found.saturating_mul(KNOWN_SHARE.saturating_add(25))
    });
    let around = || {
        let mut around = sight.outline.ancestors(top).take(6).filter(fits);
        around.find(|place| {
            let held = paragraphs(sight, *place);
            held.saturating_mul(KNOWN_SHARE) <= found.saturating_mul(100)
        })
    };
    within.or_else(around)
}
