//! The date of a record: what stands in it and is a date, nothing else.

use super::records::Record;
use super::words::{parts, words};
use crate::model::{Claim, DateOrder, Precision, Timestamp};
use crate::parse::dates::date;
use crate::parse::page::Outline;
use crate::text::fold;
use std::ops::Range;

/// Longest text that is nothing but a date and what is said around one, in bytes.
const MAX_DATE_BYTES: usize = 110;

/// Most other words around a date.
const MAX_OTHER_WORDS: usize = 4;

/// The same where a class says that it is a date.
const MAX_OTHER_WORDS_HINTED: usize = 9;

/// Most elements of a record that are looked at.
const MAX_ELEMENTS: usize = 400;

/// Any time later than all that are read.
const SOME_TIME: Timestamp = Timestamp(4_000_000_000);

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

/// Whether a text is a date and little else.
pub fn is_date(text: &str) -> bool {
    says_date(text, MAX_OTHER_WORDS)
}

fn says_date(text: &str, most: usize) -> bool {
    let text = text.trim();
    let known = &words().dates;
    let others = |text: &str| {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        words.filter(|w| !known.contains(&w.to_lowercase())).nth(most).is_some()
    };
    text.len() <= MAX_DATE_BYTES && could_be(text) && !others(text) && date(text, None, SOME_TIME).is_some()
}

/// Whether a text can be a date at all: it has digits, or is one of the few words that need none.
fn could_be(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || words().dates_alone.has(text)
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
    let finer = said.iter().filter(|s| holds(&s.place, &nearest.place) || s.place == nearest.place);
    let finer = finer.filter_map(read).filter(|claim| day(claim) == day(&first));
    Some(finer.max_by_key(|claim| claim.precision).filter(|c| c.precision > first.precision).unwrap_or(first))
}

/// The day of a claim, in Vietnam.
fn day(claim: &Claim) -> i64 {
    const HOME: i64 = 7 * 3_600;
    claim.at.0.saturating_add(HOME).div_euclid(86_400)
}

/// The date that an address tells: `/2026/11/24/`, or a number made of the time of publication.
pub fn of_address(path: &str, fetched: Timestamp) -> Option<Claim> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let number = stem.rsplit('-').next().unwrap_or_default();
    let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    if matches!(number.len(), 17 | 18) && number.bytes().all(|b| b.is_ascii_digit()) {
        return date(number, None, fetched).filter(|c| c.at.0 <= fetched.0.saturating_add(2 * 86_400));
    }
    let parts: Vec<&str> = path.split('/').collect();
    let number = |part: &str, digits: Range<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    parts
        .windows(3)
        .find_map(|window| match window {
            [y, m, d] if number(y, 4..5) && number(m, 1..3) && number(d, 1..3) && y.starts_with("20") => {
                date(&format!("{y}-{m:0>2}-{d:0>2}"), None, fetched)
            }
            _ => None,
        })
        .map(|claim| Claim { precision: Precision::Day, ..claim })
}
