//! [`parts`]: the blocks of a text with its pictures and what is said of them put together.

use super::blocks::{Block, Kind};
use super::write::{Figure, Part};
use crate::parse::page::Outline;
use crate::text::{escaped, normal};
use std::collections::HashSet;

/// Longest caption, in bytes.
const MAX_CAPTION_BYTES: usize = 500;

/// Longest caption that only its place and its look tell, in bytes.
const MAX_PLAIN_CAPTION_BYTES: usize = 300;

/// The parts of a text. A caption belongs to the picture before it; one that is printed twice appears once,
/// and so does a picture.
pub fn parts(outline: &Outline<'_>, blocks: &[Block]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut said: HashSet<String> = HashSet::new();
    let mut shown: HashSet<String> = HashSet::new();
    let mut waiting: Option<String> = None;
    for (at, block) in blocks.iter().enumerate() {
        if let Some(picture) = &block.picture {
            if shown.insert(picture.src.clone()) {
                let caption = waiting.take().unwrap_or_default();
                parts.push(Part::Figure(Figure {
                    src: picture.src.clone(),
                    alt: picture.alt.clone(),
                    caption,
                }));
            }
            continue;
        }
        let captioned = match parts.last_mut() {
            Some(Part::Figure(figure)) => is_caption(outline, blocks, at).then_some(figure),
            _ => None,
        };
        let known = normal(&block.text);
        match (captioned, block.kind) {
            (Some(figure), _) => {
                if said.insert(known) {
                    let between = if figure.caption.is_empty() { "" } else { " " };
                    figure.caption = format!("{}{between}{}", figure.caption, plain_caption(block));
                }
            }
            (None, Kind::Caption) => {
                let repeated = said.contains(&known) || alts(&parts).any(|alt| normal(alt) == known);
                let picture_follows = blocks.get(at.saturating_add(1)).is_some_and(|b| b.picture.is_some());
                if !repeated && picture_follows {
                    said.insert(known);
                    waiting = Some(plain_caption(block));
                }
            }
            (None, _) => {
                if !said.contains(&known) {
                    parts.push(Part::Text(block.clone()));
                }
            }
        }
    }
    parts
}

fn alts(parts: &[Part]) -> impl Iterator<Item = &str> {
    parts.iter().filter_map(|part| match part {
        Part::Figure(figure) => Some(figure.alt.as_str()),
        Part::Text(_) => None,
    })
}

/// Whether a block that follows a picture is said of it: by its element or class, or as a short line in
/// italics or in the middle.
fn is_caption(outline: &Outline<'_>, blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else { return false };
    if block.kind == Kind::Caption {
        return block.text.len() <= MAX_CAPTION_BYTES;
    }
    let before = at.checked_sub(1).and_then(|before| blocks.get(before));
    let right_behind = before.is_some_and(|b| b.picture.is_some());
    let looks = !block.right && (block.centre || block.is_strong());
    let looks = looks || before.is_some_and(|picture| are_alone(outline, picture.place, block));
    block.kind == Kind::Paragraph
        && right_behind
        && looks
        && block.text.len() <= MAX_PLAIN_CAPTION_BYTES
        && block.linked == 0
}

/// Whether a picture and a line stand in a box that holds nothing else.
fn are_alone(outline: &Outline<'_>, picture: usize, line: &Block) -> bool {
    /// How much more text than the line such a box has, in bytes.
    const MAX_MORE_BYTES: usize = 8;
    let around = outline.ancestors(picture).take(4).find(|place| outline.holds(*place, line.place));
    around.is_some_and(|place| {
        outline.text(place).trim().len() <= line.text.len().saturating_add(MAX_MORE_BYTES)
    })
}

/// A caption as HTML: its words alone.
fn plain_caption(block: &Block) -> String {
    escaped(&block.text)
}
