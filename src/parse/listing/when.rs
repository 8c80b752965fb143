//! The date of a record: what stands in it and is a date, nothing else.

use super::records::Record;
use super::words::words;
use crate::model::{Claim, DateOrder, Timestamp};
use crate::parse::dates::{date, home_day};
use crate::parse::page::{MAX_DATE_BYTES, MAX_OTHER_WORDS, Outline, is_date, parts, says_date};
use crate::text::fold;
use std::ops::Range;

/// The same where a class says that it is a date.
const MAX_OTHER_WORDS_HINTED: usize = 9;

/// Most elements of a record that are looked at.
const MAX_ELEMENTS: usize = 400;

/// A text that can be the date of a record.
#[derive(Debug, Clone)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Where it stands.
    place: Range<usize>,
    /// How far from the headline, in bytes; further where nothing says that it is a date.
    cost: usize,
}

impl Said {
    /// What an element says that is known to be a date: in its attributes, in its text.
    pub fn of(outline: &Outline<'_>, place: usize) -> Vec<Self> {
        let attributes = words().attributes.dates.iter().filter_map(|name| outline.attribute(place, name));
        let texts = attributes.chain(std::iter::once(fold(outline.text(place))));
        texts.map(|text| Self { text, place: 0..0, cost: 0 }).collect()
    }
}

/// The texts of a record that can be its date, likeliest first.
pub fn said(outline: &Outline<'_>, record: &Record, headline: usize) -> Vec<Said> {
    let title = outline.get(headline).map_or(record.text.clone(), |e| e.text.clone());
    let mut found: Vec<Said> = Vec::new();
    for place in record.extent.clone().take(MAX_ELEMENTS) {
        for name in &words().attributes.dates {
            let Some(value) = outline.attribute(place, name).filter(|v| v.len() < MAX_DATE_BYTES) else {
                continue;
            };
            if is_date(&value) {
                let range = outline.get(place).map_or(0..0, |e| e.text.clone());
                found.push(Said { text: value, cost: away(&range, &title), place: range });
            }
        }
        let Some(element) = outline.get(place) else { continue };
        if element.text.len() > MAX_DATE_BYTES || holds(&element.text, &title) {
            continue;
        }
        let text = fold(outline.text(place));
        let hinted = outline.name(place) == "time"
            || outline.classes(place).any(|class| parts(class).any(|p| words().hints.date.contains(&p)));
        if says_date(&text, if hinted { MAX_OTHER_WORDS_HINTED } else { MAX_OTHER_WORDS }) {
            let cost = away(&element.text, &title).saturating_add(if hinted { 0 } else { 100 });
            found.push(Said { text, place: element.text.clone(), cost });
        }
    }
    found.extend(lines(outline, record, &title));
    found.sort_by_key(|said| said.cost);
    found
}

/// Lines of text that are dates, and parts of them.
fn lines(outline: &Outline<'_>, record: &Record, title: &Range<usize>) -> Vec<Said> {
    let mut found = Vec::new();
    let mut at = record.text.start;
    for line in outline.text_in(record.text.clone()).split('\n').take(MAX_ELEMENTS) {
        let range = at..at.saturating_add(line.len());
        at = range.end.saturating_add(1);
        // what stands on the line of the title is beside it
        for side in [range.start..title.start.min(range.end), title.end.max(range.start)..range.end] {
            let text = outline.text_in(side.clone()).trim_matches(|c: char| !c.is_alphanumeric());
            if side.len() < line.len() && is_date(text) {
                let cost = away(&side, title).saturating_add(130);
                found.push(Said { text: text.to_owned(), cost, place: side });
            }
        }
        let mut from = range.start;
        for part in line.split_inclusive(['|', '•', '·', '(', ')', ';']) {
            let place = from..from.saturating_add(part.len());
            from = place.end;
            let text = part.trim_matches(|c: char| !c.is_alphanumeric());
            let outside = place.start >= title.end || place.end <= title.start;
            if outside && is_date(text) {
                found.push(Said {
                    text: text.to_owned(),
                    cost: away(&place, title).saturating_add(150),
                    place,
                });
            }
        }
        let outside = range.start >= title.end || range.end <= title.start;
        if outside && is_date(line) {
            found.push(Said {
                text: fold(line),
                cost: away(&range, title).saturating_add(120),
                place: range,
            });
        }
    }
    found
}

fn away(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && !inner.is_empty()
}

/// The claim of a record: the nearest date, with the time that another text around it tells.
pub fn claim(said: &[Said], order: Option<DateOrder>, fetched: Timestamp) -> Option<Claim> {
    let read = |said: &Said| date(&said.text, order, fetched);
    let (nearest, first) = said.iter().find_map(|s| read(s).map(|claim| (s, claim)))?;
    let tells = |s: &&Said| holds(&s.place, &nearest.place) || holds(&nearest.place, &s.place);
    let finer = said.iter().filter(|s| tells(s) || s.place == nearest.place);
    let finer = finer.filter_map(read).filter(|claim| home_day(claim.at) == home_day(first.at));
    Some(finer.max_by_key(|claim| claim.precision).filter(|c| c.precision > first.precision).unwrap_or(first))
}
