//! Times that count from the fetch: "2 giờ trước", "cách đây 2 giờ", "146 ngày" alone, "hôm qua 21:50",
//! "vừa xong". They are as coarse as they are told.

use super::clock::{Clock, in_afternoon};
use super::tokens::{Kind, Token};
use crate::model::{Claim, Precision, Timestamp};
use chrono::{Datelike, Months, NaiveDate, TimeDelta};

/// A unit of time as words tell it.
#[derive(Debug, Clone, Copy)]
enum Unit {
    /// Told to the minute.
    Seconds(i64),
    /// Told to the hour.
    Hours,
    /// Told to the day.
    Days(i64),
    /// Told to the day, for want of anything coarser.
    Months(u32),
}

#[rustfmt::skip]
const UNITS: &[(&[&str], Unit)] = &[
    (&["giây", "second", "seconds", "sec", "secs"], Unit::Seconds(1)),
    (&["phút", "minute", "minutes", "min", "mins"], Unit::Seconds(60)),
    (&["giờ", "tiếng", "hour", "hours"], Unit::Hours),
    (&["ngày", "day", "days"], Unit::Days(1)),
    (&["tuần", "week", "weeks"], Unit::Days(7)),
    (&["tháng", "month", "months"], Unit::Months(1)),
    (&["năm", "year", "years"], Unit::Months(12)),
];

/// Small counts in words; "vài" and "mấy" are a few.
#[rustfmt::skip]
const COUNTS: &[(&str, i64)] = &[
    ("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5), ("sáu", 6), ("bảy", 7), ("tám", 8), ("chín", 9),
    ("mười", 10), ("vài", 3), ("mấy", 3), ("a", 1), ("an", 1),
];

/// What may stand before a count.
const LEADS: [&str; 9] = ["cách", "đây", "khoảng", "hơn", "gần", "đăng", "cập", "nhật", "about"];

/// Most of any unit.
const MAX_COUNT: i64 = 9_999;

/// A time told by its distance. `local` is the time of the fetch in Vietnam, as a calendar shows it.
pub fn ago(tokens: &[Token<'_>], fetched: Timestamp, today: NaiveDate) -> Option<When> {
    // A date proper has more.
    if tokens.len() > 12 {
        return None;
    }
    let words: Vec<&str> = tokens.iter().filter(|t| t.kind != Kind::Sign).map(|t| t.text).collect();
    if let ["vừa", "xong" | "đăng" | "mới"] | ["vừa", "mới", "đăng" | "xong"] | ["just", "now"] =
        words.as_slice()
    {
        return coarse(fetched.0, 60, Precision::Minute);
    }
    let since = words.starts_with(&["cách", "đây"]);
    let lead = words.iter().take_while(|w| LEADS.contains(w)).count();
    let (count, unit, past) = match words.get(lead..)? {
        [count, unit, "trước" | "ago"] => (count, unit, true),
        [count, unit] => (count, unit, since),
        _ => return None,
    };
    // "146 ngày" and "vài giây" tell a distance; "ba giờ" is three o'clock and "2 năm" is anything.
    let vague = matches!(*count, "vài" | "mấy");
    if !past && !vague && !count.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (_, unit) = UNITS.iter().find(|(names, _)| names.contains(unit))?;
    if !past && matches!(unit, Unit::Months(12..)) {
        return None;
    }
    let count = in_words(count)?;
    match *unit {
        Unit::Seconds(each) => coarse(fetched.0.checked_sub(count * each)?, 60, Precision::Minute),
        Unit::Hours => coarse(fetched.0.checked_sub(count * 3_600)?, 3_600, Precision::Hour),
        Unit::Days(each) => {
            today.checked_sub_signed(TimeDelta::try_days(count * each)?).filter(recent).map(When::Day)
        }
        Unit::Months(each) => {
            let months = u32::try_from(count).ok()?.checked_mul(each)?;
            today.checked_sub_months(Months::new(months)).filter(recent).map(When::Day)
        }
    }
}

/// Nothing here was published before there was a press to speak of.
fn recent(day: &NaiveDate) -> bool {
    day.year() >= 1_900
}

/// What a distance leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// An instant.
    Instant(Claim),
    /// A day.
    Day(NaiveDate),
}

/// A day told by its distance, with or without a time: "hôm qua 21:50", "sáng nay", "chiều qua, lúc 3:30".
/// Returned with the time as it is meant.
pub fn day_ago(
    tokens: &[Token<'_>],
    clock: Option<Clock>,
    today: NaiveDate,
) -> Option<(NaiveDate, Option<Clock>)> {
    let mut late = false;
    let mut words = Vec::new();
    for token in tokens.iter().filter(|t| t.kind != Kind::Sign) {
        match token.text {
            "lúc" | "vào" | "at" => {}
            "sáng" | "trưa" | "đêm" => words.push("hôm"),
            "chiều" | "tối" => {
                late = true;
                words.push("hôm");
            }
            word => words.push(word),
        }
    }
    words.dedup();
    let days = match words.strip_prefix(&["ngày"]).unwrap_or(&words) {
        ["hôm", "nay"] | ["hôm", "nay", "hôm"] | ["today"] => 0,
        ["hôm", "qua"] | ["hôm", "qua", "hôm"] | ["yesterday"] => 1,
        ["hôm", "kia"] => 2,
        _ => return None,
    };
    let day = today.checked_sub_signed(TimeDelta::try_days(days)?)?;
    Some((day, if late { clock.map(in_afternoon) } else { clock }))
}

fn coarse(at: i64, step: i64, precision: Precision) -> Option<When> {
    Some(When::Instant(Claim { at: Timestamp(at.checked_sub(at.rem_euclid(step))?), precision }))
}

fn in_words(word: &str) -> Option<i64> {
    let small = COUNTS.iter().find(|(w, _)| *w == word).map(|(_, count)| *count);
    small.or_else(|| word.parse().ok().filter(|n| (0..=MAX_COUNT).contains(n)))
}
