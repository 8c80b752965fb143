//! Clocks without signs: numbers that are times.

use super::clock::Clock;
use super::day::{compact_day, ymd};
use crate::model::Precision;
use chrono::{NaiveDate, NaiveTime, Timelike};

/// A number that is a time: of Unix, in seconds, or a day and a time of day in Vietnam.
pub enum Told {
    /// Seconds since 1970.
    Unix(i64),
    /// A day, perhaps with a time.
    Local(NaiveDate, Option<Clock>),
}

/// `/Date(1649947805000)/`, with or without a zone, which changes nothing.
pub fn script_date(text: &str) -> Option<Told> {
    let inner = text.trim_matches(['/', '\\', '"']).strip_prefix("Date(")?.strip_suffix(')')?;
    let end = inner.get(1..)?.find(['+', '-']).map_or(inner.len(), |at| at + 1);
    inner.get(..end)?.parse::<i64>().ok().map(|milliseconds| Told::Unix(milliseconds.div_euclid(1_000)))
}

/// Unix seconds and milliseconds, `2022` (W3CDTF), `20220414`, `202204142150`, `20220414215005` with or
/// without milliseconds, and the same with two digits of the year behind three of a site, as ids are made.
pub fn digits(text: &str) -> Option<Told> {
    if text.len() > 18 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        4 => Some(Told::Local(ymd(text.parse().ok()?, 1, 1)?, None)),
        8 => Some(Told::Local(compact_day(text)?, None)),
        10 if text.starts_with('1') => text.parse().ok().map(Told::Unix),
        13 if text.starts_with('1') => text.parse::<i64>().ok().map(|ms| Told::Unix(ms / 1_000)),
        12 | 14 => compact(text),
        17 => compact(text.get(..14)?),
        18 => compact(&format!("20{}", text.get(3..15)?)),
        _ => None,
    }
}

fn compact(text: &str) -> Option<Told> {
    let day = compact_day(text.get(..8)?)?;
    let part = |from: usize| text.get(from..from + 2).and_then(|p| p.parse::<u32>().ok());
    let (second, precision) = match text.len() {
        12 => (0, Precision::Minute),
        _ => (part(12)?, Precision::Second),
    };
    let time = NaiveTime::from_hms_opt(part(8)?, part(10)?, second)?;
    let seconds = i64::from(time.num_seconds_from_midnight());
    Some(Told::Local(day, Some(Clock { seconds, precision, place: 0, meridiem: false, padded: true })))
}
