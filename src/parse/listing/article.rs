//! Whether a page is one article: a long text in one place that no list outweighs.

use super::choose::Judged;
use crate::parse::page::Outline;
use std::collections::HashMap;

/// Shortest paragraph that counts, in bytes.
const PARAGRAPH_BYTES: usize = 100;

/// Shortest text of an article, in bytes.
const TEXT_BYTES: usize = 1_400;

/// A list has so many times the bytes of the text, or the page is an article.
const OUTWEIGHS: usize = 2;

/// Whether the page is an article rather than the list that was found on it.
pub fn is_article(outline: &Outline<'_>, chosen: &[Judged]) -> bool {
    let list: usize = chosen.iter().map(|one| one.record.text.len()).sum();
    longest(outline, chosen).is_some_and(|text| text > TEXT_BYTES && list < text.saturating_mul(OUTWEIGHS))
}

/// The bytes of the paragraphs that stand together outside of records.
fn longest(outline: &Outline<'_>, chosen: &[Judged]) -> Option<usize> {
    let mut texts: HashMap<usize, usize> = HashMap::new();
    let inside = |place: usize| {
        let before = chosen.partition_point(|one| one.record.top <= place);
        before
            .checked_sub(1)
            .and_then(|at| chosen.get(at))
            .is_some_and(|one| outline.holds(one.record.top, place))
    };
    let whole = outline.get(0)?.text.clone();
    let mut at = whole.start;
    for line in outline.text_in(whole).split('\n') {
        let start = at;
        at = at.saturating_add(line.len()).saturating_add(1);
        if line.len() < PARAGRAPH_BYTES {
            continue;
        }
        let Some(owner) = outline.at_text(start) else { continue };
        let block =
            std::iter::once(owner).chain(outline.ancestors(owner)).find(|p| is_block(outline.name(*p)));
        let Some(block) = block.filter(|block| !inside(*block)) else { continue };
        let linked =
            std::iter::once(owner).chain(outline.ancestors(owner)).take(6).any(|p| outline.name(p) == "a");
        if linked {
            continue;
        }
        let parent = match outline.name(block) {
            "p" => outline.get(block).map_or(block, |e| e.parent),
            _ => block,
        };
        let text = texts.entry(parent).or_default();
        *text = text.saturating_add(line.len());
    }
    texts.into_values().max()
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "div" | "td" | "article" | "section" | "body" | "blockquote" | "li" | "main")
}
