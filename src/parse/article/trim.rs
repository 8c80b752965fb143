//! [`trim`]: the blocks of the text without what only stands among them: boxes of other articles, lines that
//! ask to share, lists of links, dates, the title again.

use super::blocks::{Block, Kind};
use super::body::is_paragraph;
use super::words::words;
use crate::parse::listing::when::is_date;
use crate::text::normal;

/// Longest heading of a box, in bytes.
const MAX_HEADING_BYTES: usize = 60;

/// Share of links, in hundredths, from which on a short block is a link.
const LINK: usize = 70;

/// Longest block that is nothing but a link, in bytes: longer ones are sentences all the same.
const MAX_LINK_BYTES: usize = 250;

/// Longest line that is about the page and not of the text, in bytes.
const MAX_ASIDE_BYTES: usize = 140;

/// The blocks that are the text. `title` stands in none of them.
pub fn trim(blocks: &[Block], title: &str) -> Vec<Block> {
    let title = normal(title);
    let from = blocks.iter().take(12).rposition(|b| !title.is_empty() && normal(&b.text) == title);
    let blocks = blocks.get(from.map_or(0, |at| at.saturating_add(1))..).unwrap_or_default();
    let mut kept: Vec<Block> = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if heads_box(block) {
            at = after_box(blocks, at);
            continue;
        }
        if is_list_of_links(blocks, at) {
            at = at.saturating_add(1);
            while blocks.get(at).is_some_and(|b| matches!(b.kind, Kind::Item(_))) {
                at = at.saturating_add(1);
            }
            continue;
        }
        if !is_aside(block) {
            kept.push(block.clone());
        }
        at = at.saturating_add(1);
    }
    without_ends(kept)
}

/// Whether a block heads a box of other things.
fn heads_box(block: &Block) -> bool {
    block.text.len() <= MAX_HEADING_BYTES
        && !matches!(block.kind, Kind::Caption | Kind::Picture | Kind::Table)
        && words().boxes.has(without_count(&block.text))
}

/// "2 bình luận" is "bình luận".
fn without_count(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

/// Behind a box: the next paragraph of sentences, or the end.
fn after_box(blocks: &[Block], heading: usize) -> usize {
    let rest = blocks.get(heading.saturating_add(1)..).unwrap_or_default();
    let strict = |b: &Block| {
        is_paragraph(b) && matches!(b.kind, Kind::Paragraph | Kind::Quote) && b.linked_share() < 30
    };
    let next = rest.iter().position(strict);
    // One sentence behind many lines is the lead of one of them.
    let goes_on = next.filter(|at| {
        let behind = rest.get(*at..).unwrap_or_default();
        behind.iter().take(6).filter(|b| strict(b)).count() >= 2 && *at <= 12
    });
    goes_on.map_or(blocks.len(), |at| heading.saturating_add(1).saturating_add(at))
}

/// Whether the items from a block on are links to other things.
fn is_list_of_links(blocks: &[Block], at: usize) -> bool {
    if !blocks.get(at).is_some_and(|b| matches!(b.kind, Kind::Item(_))) {
        return false;
    }
    let items = blocks.get(at..).unwrap_or_default().iter().take_while(|b| matches!(b.kind, Kind::Item(_)));
    let (mut all, mut linked) = (1_usize, 0_usize);
    for item in items {
        all = all.saturating_add(item.text.len());
        linked = linked.saturating_add(item.linked);
    }
    linked.saturating_mul(100) > all.saturating_mul(LINK)
}

/// Whether a block is a line about the page, or a link to something else.
fn is_aside(block: &Block) -> bool {
    if matches!(block.kind, Kind::Picture | Kind::Table | Kind::Pre) {
        return false;
    }
    let text = block.text.as_str();
    if words().asides.has(text) {
        return true;
    }
    let lower = || text.to_lowercase();
    let short = text.len() <= MAX_ASIDE_BYTES;
    short && words().aside_starts.iter().any(|start| lower().starts_with(start.as_str()))
        || block.kind != Kind::Caption && text.len() <= MAX_LINK_BYTES && block.linked_share() >= LINK
        || is_date(text)
        || !text.chars().any(char::is_alphanumeric)
}

/// Without headings and captions at the end that nothing follows, and headings of nothing.
fn without_ends(mut blocks: Vec<Block>) -> Vec<Block> {
    while blocks.last().is_some_and(|b| matches!(b.kind, Kind::Heading(_))) {
        blocks.pop();
    }
    blocks
}
