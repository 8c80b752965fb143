//! [`trim`]: the blocks of the text without what only stands among them: boxes of other articles, lines that
//! ask to share, lists of links, dates, the title again.

use super::blocks::{Block, Kind};
use super::body::is_paragraph;
use super::words::words;
use crate::parse::page::is_date;
use crate::text::normal;
use url::Url;

/// Longest heading of a box, in bytes.
const MAX_HEADING_BYTES: usize = 60;

/// Share of links, in hundredths, from which on a short block is a link.
const LINK: usize = 70;

/// Longest block that is nothing but a link, in bytes: longer ones are sentences all the same.
const MAX_LINK_BYTES: usize = 250;

/// Longest line that is about the page and not of the text, in bytes.
const MAX_ASIDE_BYTES: usize = 140;

/// The blocks that are the text. `title` stands in none of them.
pub fn trim(blocks: &[Block], title: &str, base: &Url) -> Vec<Block> {
    let title = normal(title);
    let from = beginning(blocks, &title);
    let blocks = blocks.get(from.map_or(0, |at| at.saturating_add(1))..).unwrap_or_default();
    let mut kept: Vec<Block> = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        // Behind the text the title stands again where the page tells others of it.
        if at > blocks.len().div_euclid(2) && !title.is_empty() && normal(&block.text) == title {
            break;
        }
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
        let above = || !kept.iter().any(is_paragraph);
        let line = is_date(&block.text) && block.kind != Kind::Quote || is_byline(block);
        if !(is_aside(block, base) || line && above()) {
            kept.push(block.clone());
        }
        at = at.saturating_add(1);
    }
    without_ends(kept)
}

/// Where the title stands among the blocks: what is before it is not of the text, unless that is most of it.
fn beginning(blocks: &[Block], title: &str) -> Option<usize> {
    let sentences = |blocks: &[Block]| {
        blocks.iter().filter(|b| is_paragraph(b)).fold(0_usize, |sum, b| sum.saturating_add(b.text.len()))
    };
    let is_title = |b: &Block| !title.is_empty() && b.text.len() < 1_000 && normal(&b.text) == title;
    let first = blocks.iter().position(is_title)?;
    let again = blocks.iter().take(first.saturating_add(4)).rposition(is_title)?;
    let (before, behind) = blocks.split_at_checked(again)?;
    (sentences(before) <= sentences(behind)).then_some(again)
}

/// Whether a line above the text names who wrote it.
fn is_byline(block: &Block) -> bool {
    /// Longest such line, in bytes.
    const MAX_BYTES: usize = 70;
    let lower = || block.text.to_lowercase();
    block.text.len() <= MAX_BYTES
        && !block.text.ends_with(['.', '?', '!', ':'])
        && words().bylines.iter().any(|start| lower().starts_with(start.as_str()))
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

/// Behind a box. At the end of a text it takes all that is left; before that, the links and pictures that
/// follow its heading.
fn after_box(blocks: &[Block], heading: usize) -> usize {
    let rest = blocks.get(heading.saturating_add(1)..).unwrap_or_default();
    let is_sentence = |b: &Block| {
        is_paragraph(b) && matches!(b.kind, Kind::Paragraph | Kind::Quote) && b.linked_share() < 30
    };
    let bytes = |blocks: &[Block]| blocks.iter().fold(0_usize, |sum, b| sum.saturating_add(b.text.len()));
    let (before, behind) = (bytes(blocks.get(..heading).unwrap_or_default()), bytes(rest));
    let sentences = rest.iter().filter(|b| is_sentence(b)).count();
    if before > behind || sentences < 2 {
        return blocks.len();
    }
    let linked = |b: &Block| {
        b.linked_share() >= 50 || matches!(b.kind, Kind::Picture | Kind::Caption) || is_date(&b.text)
    };
    let count = rest.iter().take_while(|b| linked(b)).count();
    heading.saturating_add(1).saturating_add(count)
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
fn is_aside(block: &Block, base: &Url) -> bool {
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
        || !matches!(block.kind, Kind::Caption | Kind::Quote) && is_link_to_another(block, base)
        || !text.chars().any(char::is_alphanumeric)
}

/// Whether a block is nothing but a link to another page of the portal. One that leads elsewhere is what the
/// text speaks of.
fn is_link_to_another(block: &Block, base: &Url) -> bool {
    let bare = |host: &str| host.trim_start_matches("www.").to_owned();
    let elsewhere = block.href.as_deref().and_then(|href| base.join(href).ok()).is_some_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.host_str().map(bare) != base.host_str().map(bare)
    });
    block.text.len() <= MAX_LINK_BYTES && block.linked_share() >= LINK && !elsewhere
}

/// Without headings at the end, which nothing follows, and without what says when it was published.
fn without_ends(mut blocks: Vec<Block>) -> Vec<Block> {
    /// Longest line that says when, in bytes.
    const MAX_BYTES: usize = 260;
    let says_when = |b: &Block| {
        let lower = || b.text.to_lowercase();
        b.kind == Kind::Paragraph
            && b.text.len() <= MAX_BYTES
            && (is_date(&b.text)
                || b.text.bytes().any(|c| c.is_ascii_digit())
                    && words().dates.published.iter().any(|said| lower().contains(said.as_str())))
    };
    while blocks.last().is_some_and(|b| matches!(b.kind, Kind::Heading(_)) || says_when(b)) {
        blocks.pop();
    }
    blocks
}
