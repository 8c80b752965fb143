//! What is no part of any article: menus, feet, boxes of comments, of sharing, of what else there is to
//! read. Elements, classes, roles and styles tell; headings of boxes are told by `trim`.

use super::sight::names;
use super::words::words;
use crate::parse::page::{Outline, parts};
use std::ops::Range;

/// A line of so many bytes is likely a sentence of the text.
const SENTENCE_BYTES: usize = 120;

/// An element with so many hundredths of the sentences is no noise, whatever its classes say.
const MOST_SENTENCES: usize = 40;

/// Of every element, whether it is noise by its name, its classes, its role or its style.
pub fn by_names(outline: &Outline<'_>) -> Vec<bool> {
    let sentences = Sentences::new(outline);
    let known = &words().noise;
    let held = holders(outline);
    let mut noise: Vec<bool> = Vec::with_capacity(outline.elements().len());
    for (place, element) in outline.elements().iter().enumerate() {
        let inherited = noise.get(element.parent).copied().unwrap_or(false);
        let name = outline.name(place);
        let own = !inherited
            && !matches!(name, "html" | "body" | "main")
            && !held.get(place).copied().unwrap_or(false)
            && (known.elements.contains(name)
                || (name != "a" && named(outline, place))
                || hidden(outline, place))
            && sentences.share(&element.text) < MOST_SENTENCES;
        noise.push(inherited || own);
    }
    noise
}

/// What holds the first heading of the page, or an element known for holding texts.
fn holders(outline: &Outline<'_>) -> Vec<bool> {
    /// Shortest text that such an element has, in bytes.
    const MIN_BYTES: usize = 300;
    /// Most of them that are looked for.
    const MAX_FOUND: usize = 40;
    let mut held = vec![false; outline.elements().len()];
    let known = |place: &usize| {
        outline.name(*place) == "h1"
            || outline.text(*place).len() >= MIN_BYTES
                && names(outline, *place).any(|name| words().bodies.has(name))
    };
    for place in (0..outline.elements().len()).filter(known).take(MAX_FOUND) {
        for around in outline.ancestors(place) {
            match held.get_mut(around) {
                Some(flag) if !*flag => *flag = true,
                _ => break,
            }
        }
    }
    held
}

/// Marks elements as noise.
pub fn mark(noise: &mut [bool], range: Range<usize>) {
    noise.get_mut(range).into_iter().flatten().for_each(|flag| *flag = true);
}

fn named(outline: &Outline<'_>, place: usize) -> bool {
    let known = &words().noise;
    for name in names(outline, place) {
        if words().bodies.has(name) || words().leads.has(name) || words().captions.has(name) {
            return false;
        }
    }
    names(outline, place).any(|name| {
        if known.names.contains(name) {
            return true;
        }
        let mut before = String::new();
        if parts(name).next().is_some_and(|first| known.own.contains(&first)) {
            return false;
        }
        parts(name).any(|part| {
            let joined = format!("{before}-{part}");
            let known = known.parts.contains(&part) || known.joined.contains(&joined);
            before = part;
            known
        })
    })
}

fn hidden(outline: &Outline<'_>, place: usize) -> bool {
    let known = &words().noise;
    let says = |name: &str| outline.attribute(place, name);
    says("role").is_some_and(|role| known.roles.contains(role.trim()))
        || says("style").is_some_and(|style| known.hidden.iter().any(|h| style.contains(h.as_str())))
        || says("aria-hidden").is_some_and(|hidden| hidden.trim() == "true") && outline.name(place) != "img"
        || says("hidden").is_some()
}

/// Where the long lines of a page stand.
struct Sentences {
    /// End of each, and how many bytes up to it.
    ends: Vec<(usize, usize)>,
}

impl Sentences {
    fn new(outline: &Outline<'_>) -> Self {
        let whole = outline.get(0).map_or(0..0, |e| e.text.clone());
        let (mut at, mut sum, mut ends) = (whole.start, 0_usize, Vec::new());
        for line in outline.text_in(whole).split('\n') {
            at = at.saturating_add(line.len()).saturating_add(1);
            if line.len() >= SENTENCE_BYTES {
                sum = sum.saturating_add(line.len());
                ends.push((at, sum));
            }
        }
        Self { ends }
    }

    fn before(&self, at: usize) -> usize {
        let count = self.ends.partition_point(|(end, _)| *end <= at.saturating_add(1));
        count.checked_sub(1).and_then(|last| self.ends.get(last)).map_or(0, |(_, sum)| *sum)
    }

    /// How many hundredths of them a range of the text holds.
    fn share(&self, range: &Range<usize>) -> usize {
        let all = self.ends.last().map_or(0, |(_, sum)| *sum).max(1);
        let held = self.before(range.end).saturating_sub(self.before(range.start));
        held.saturating_mul(100).checked_div(all).unwrap_or(0)
    }
}
