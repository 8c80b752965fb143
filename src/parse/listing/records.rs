//! Records: the largest element around a headline link that holds no other record's link, and what of its
//! neighbours belongs to it where a list is flat.

use super::links::Links;
use super::regions::{BESIDE, FOOT, HEADED_BESIDE, MENU, PAGER, RELATED, Regions};
use crate::parse::page::Outline;
use std::ops::Range;

/// How far a record reaches above its link, in elements.
const MAX_CLIMB: usize = 40;

/// A list in which more elements stand between two headlines is no flat one.
const MAX_GAP: usize = 8;

/// A record with more text, in bytes, is more than a record.
const MAX_RECORD_BYTES: usize = 2_500;

/// A record.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it leads to.
    pub target: usize,
    /// Its element.
    pub top: usize,
    /// Links that lead there, in it, as places in [`Links::links`].
    pub links: Vec<usize>,
    /// Elements of it, the neighbours that belong to it included.
    pub extent: Range<usize>,
    /// Their text.
    pub text: Range<usize>,
}

/// Which targets an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    None,
    One(usize),
    Many,
}

/// The records of the page's links that `wanted` takes, in document order. Links in menus and the like
/// neither make records nor end them.
pub fn records(
    outline: &Outline<'_>,
    regions: &Regions,
    links: &Links,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Record> {
    const APART: u8 = MENU | FOOT | PAGER;
    let taken =
        |link: usize| links.links.get(link).is_some_and(|l| wanted(link) && regions.of(l.place) & APART == 0);
    records_of(outline, regions, links, &taken)
}

/// The same of exactly the links that `taken` takes.
pub fn records_of(
    outline: &Outline<'_>,
    regions: &Regions,
    links: &Links,
    taken: &dyn Fn(usize) -> bool,
) -> Vec<Record> {
    let held = held(outline, links, taken);
    let mut found: Vec<Record> = Vec::new();
    let mut last_of_target: Vec<Option<usize>> = vec![None; links.targets.len()];
    for (number, link) in links.links.iter().enumerate().filter(|(number, _)| taken(*number)) {
        let top = top(outline, regions, &held, link.place);
        let last = last_of_target.get(link.target).copied().flatten();
        match last.and_then(|at| found.get_mut(at)).filter(|r| outline.holds(r.top, link.place)) {
            Some(record) => record.links.push(number),
            None => {
                if let Some(last) = last_of_target.get_mut(link.target) {
                    *last = Some(found.len());
                }
                let text = outline.get(top).map_or(0..0, |e| e.text.clone());
                let extent = outline.within(top);
                found.push(Record { target: link.target, top, links: vec![number], extent, text });
            }
        }
    }
    flatten(outline, &mut found);
    found
}

fn held(outline: &Outline<'_>, links: &Links, taken: &dyn Fn(usize) -> bool) -> Vec<Held> {
    let mut held = vec![Held::None; outline.elements().len()];
    for (_, link) in links.links.iter().enumerate().filter(|(number, _)| taken(*number)) {
        if let Some(slot) = held.get_mut(link.place) {
            *slot = Held::One(link.target);
        }
    }
    for (place, element) in outline.elements().iter().enumerate().rev() {
        let own = held.get(place).copied().unwrap_or(Held::None);
        if element.parent == place {
            continue;
        }
        if let Some(above) = held.get_mut(element.parent) {
            *above = match (*above, own) {
                (above, Held::None) => above,
                (Held::None, own) => own,
                (Held::One(a), Held::One(b)) if a == b => Held::One(a),
                _ => Held::Many,
            };
        }
    }
    held
}

/// The largest element around a link that holds no other record.
fn top(outline: &Outline<'_>, regions: &Regions, held: &[Held], place: usize) -> usize {
    const SIDES: u8 = BESIDE | HEADED_BESIDE | RELATED;
    let side = regions.of(place) & SIDES;
    let mut top = place;
    for above in outline.ancestors(place).take(MAX_CLIMB) {
        let whole = matches!(outline.name(above), "body" | "html" | "main");
        let many = held.get(above) == Some(&Held::Many);
        let long = outline.get(above).is_none_or(|e| e.text.len() > MAX_RECORD_BYTES);
        if whole || many || long || regions.of(above) & SIDES != side {
            break;
        }
        top = above;
    }
    top
}

/// Where a list is flat, what stands between two headlines belongs to the first of them; to the second,
/// where the list begins with it.
fn flatten(outline: &Outline<'_>, records: &mut [Record]) {
    let mut from = 0;
    while from < records.len() {
        let container = |r: &Record| outline.get(r.top).map(|e| e.parent);
        let Some(first) = records.get(from) else { return };
        let parent = container(first);
        let rest = records.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|r| container(r) == parent).count().max(1);
        let to = from.saturating_add(count);
        if let (Some(parent), Some(run)) = (parent, records.get_mut(from..to)) {
            flatten_run(outline, parent, run);
        }
        from = to;
    }
}

fn flatten_run(outline: &Outline<'_>, parent: usize, run: &mut [Record]) {
    if run.len() < 2 || !run.is_sorted_by_key(|r| r.top) {
        return;
    }
    let flat = Flat::new(outline, parent);
    let gaps: Vec<usize> = run
        .windows(2)
        .map(|pair| match pair {
            [a, b] => flat.seen_between(outline.within(a.top).end, b.top),
            _ => 0,
        })
        .collect();
    let widest = gaps.iter().copied().max().unwrap_or(0);
    if gaps.iter().filter(|g| **g > 0).count() * 3 < gaps.len() * 2 || widest > MAX_GAP {
        return;
    }
    let (start, end) = (parent.saturating_add(1), outline.within(parent).end);
    let before = flat.seen_between(start, run.first().map_or(start, |r| r.top));
    let after = flat.seen_between(run.last().map_or(end, |r| outline.within(r.top).end), end);
    let leading = after == 0 && before > 0;
    let tops: Vec<Range<usize>> = run.iter().map(|r| outline.within(r.top)).collect();
    for (number, record) in run.iter_mut().enumerate() {
        let own = outline.within(record.top);
        let next = number.checked_add(1).and_then(|n| tops.get(n)).map(|r| r.start);
        let previous = number.checked_sub(1).and_then(|n| tops.get(n)).map_or(start, |r| r.end);
        record.extent = match (leading, next) {
            (true, _) => previous..own.end,
            (false, Some(next)) => own.start..next,
            (false, None) => own.start..flat.after(own.end, widest).unwrap_or(own.end),
        };
        record.text = flat.text(&record.extent, record.text.clone());
    }
}

/// The children of an element.
struct Flat {
    places: Vec<usize>,
    ends: Vec<usize>,
    texts: Vec<Range<usize>>,
    /// How many of those before each show anything, or have text behind them.
    seen: Vec<usize>,
}

impl Flat {
    fn new(outline: &Outline<'_>, parent: usize) -> Self {
        let places: Vec<usize> = outline.children(parent).collect();
        let text = |place: usize| outline.get(place).map_or(0..0, |e| e.text.clone());
        let texts: Vec<Range<usize>> = places.iter().map(|p| text(*p)).collect();
        let end = text(parent).end;
        let mut seen = vec![0_usize];
        for (number, place) in places.iter().enumerate() {
            let from = texts.get(number).map_or(end, |t| t.start);
            let to = texts.get(number.saturating_add(1)).map_or(end, |t| t.start);
            let shows = !outline.text_in(from..to).trim().is_empty() || outline.name(*place) == "img";
            seen.push(seen.last().copied().unwrap_or(0).saturating_add(usize::from(shows)));
        }
        let ends = places.iter().map(|p| outline.within(*p).end).collect();
        Self { places, ends, texts, seen }
    }

    /// How many that show anything stand in a range of elements.
    fn seen_between(&self, from: usize, to: usize) -> usize {
        let at =
            |place: usize| self.seen.get(self.places.partition_point(|p| *p < place)).copied().unwrap_or(0);
        at(to).saturating_sub(at(from))
    }

    /// Where `count` more end behind a place.
    fn after(&self, place: usize, count: usize) -> Option<usize> {
        let from = self.places.partition_point(|p| *p < place);
        let last = from.saturating_add(count).min(self.places.len()).checked_sub(1)?;
        self.ends.get(last).copied().filter(|end| *end > place)
    }

    /// The text of a range of elements.
    fn text(&self, range: &Range<usize>, own: Range<usize>) -> Range<usize> {
        let first = self.places.partition_point(|p| *p < range.start);
        let after = self.places.partition_point(|p| *p < range.end);
        let from = self.texts.get(first).map_or(own.start, |t| t.start.min(own.start));
        let to = match self.texts.get(after) {
            Some(next) => next.start,
            None => self.texts.last().map_or(own.end, |t| t.end),
        };
        from..to.max(own.end)
    }
}
