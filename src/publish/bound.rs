//! The bound on a whole document: what is left out when a page would become too long.

use super::markup::written_len;
use crate::model::{Block, Item, Label};

/// Longest document, in bytes as written, before compression.
pub(super) const MAX_DOCUMENT_BYTES: usize = 2 * 1024 * 1024;
/// Markup around one item beyond its texts: a generous estimate, so that the bound holds in every format.
const ITEM_MARKUP_BYTES: usize = 1_200;
const PART_MARKUP_BYTES: usize = 120;

/// Shortens `blocks` until their documents fit into `max_bytes`: first the full texts of the oldest items
/// of the longest block go, then its oldest items. Equal blocks are always shortened in the same way.
pub(super) fn shorten(blocks: &mut [Block], max_bytes: usize) {
    let mut weights: Vec<Vec<usize>> =
        blocks.iter().map(|block| block.items.iter().map(weight).collect()).collect();
    let mut sums: Vec<usize> = weights.iter().map(|items| items.iter().sum()).collect();
    let mut total: usize = sums.iter().sum();
    while total > max_bytes {
        // The first among equals, which is the first in the configured order.
        let Some(longest) = (0..sums.len()).rev().max_by_key(|&at| sums.get(at)) else { return };
        let (Some(block), Some(items), Some(sum)) =
            (blocks.get_mut(longest), weights.get_mut(longest), sums.get_mut(longest))
        else {
            return;
        };
        let Some(freed) = shorten_block(&mut block.items, items) else { return };
        *sum -= freed;
        total -= freed;
    }
}

/// Takes the oldest full text out of a block or, when there is none, its oldest item. Bytes freed; absent
/// when there was nothing to take.
fn shorten_block(items: &mut Vec<Item>, weights: &mut Vec<usize>) -> Option<usize> {
    let oldest_text = items.iter().rposition(|item| !item.content.is_empty());
    if let Some(at) = oldest_text {
        let (item, weight) = (items.get_mut(at)?, weights.get_mut(at)?);
        let freed = written_len(&item.content);
        item.content = String::new();
        *weight -= freed;
        return Some(freed);
    }
    items.pop()?;
    weights.pop()
}

/// An upper estimate of the bytes of an item in any format.
fn weight(item: &Item) -> usize {
    let optional = |text: &Option<String>| text.as_deref().map_or(0, written_len);
    let label =
        |l: &Label| PART_MARKUP_BYTES + written_len(&l.term) + optional(&l.scheme) + optional(&l.label);
    // Twice: JSON Feed repeats titles, links and leads.
    let head = 2 * (written_len(&item.title) + optional(&item.link));
    let texts = 2 * written_len(&item.summary) + written_len(&item.content);
    let authors: usize = item
        .authors
        .iter()
        .map(|p| PART_MARKUP_BYTES + written_len(&p.name) + optional(&p.email) + optional(&p.uri))
        .sum();
    let enclosures: usize = item
        .enclosures
        .iter()
        .map(|e| PART_MARKUP_BYTES + written_len(&e.url) + optional(&e.media_type))
        .sum();
    let publishers: usize = item
        .publishers
        .iter()
        .map(|p| {
            let names = written_len(&p.name) + written_len(&p.id) + written_len(&p.title);
            PART_MARKUP_BYTES + 2 * names + 2 * optional(&p.url) + optional(&p.link)
        })
        .sum();
    let labels: usize = item.categories.iter().map(label).sum();
    ITEM_MARKUP_BYTES + head + texts + authors + enclosures + publishers + labels
}
