//! The day in the tokens of a date: in digits, in Vietnamese and in English words.

use super::clock::Clock;
use super::tokens::{Kind, Token, tokens};
use crate::model::{DateOrder, Precision};
use chrono::{Datelike, NaiveDate};

/// Longest text looked at by [`learned`], in bytes.
const MAX_BYTES: usize = 300;

/// The first day named in `tokens`.
pub fn find_day(tokens: &[Token], clock: Option<&Clock>, order: Option<DateOrder>) -> Option<NaiveDate> {
    (0..tokens.len()).find_map(|at| {
        let before = at.checked_sub(1).and_then(|b| tokens.get(b));
        if before.is_some_and(|b| b.is('%')) {
            return None;
        }
        let rest = tokens.get(at..)?;
        year_first(rest)
            .or_else(|| numeric(rest, clock, order))
            .or_else(|| month_in_words(rest))
            .or_else(|| english_day_first(rest))
            .or_else(|| english_month_first(rest))
            .or_else(|| {
                rest.first()
                    .filter(|t| t.length() == 8 && t.kind == Kind::Number)
                    .and_then(|t| compact_day(&t.text))
            })
    })
}

/// `2022-04-14`, `2022/4/14`, `2022.04.14`.
fn year_first(tokens: &[Token]) -> Option<NaiveDate> {
    let [year, s1, month, s2, day, ..] = tokens else { return None };
    let separated = ['-', '/', '.'].iter().any(|&s| s1.is(s) && s2.is(s));
    if !separated || year.length() != 4 || month.length() > 2 || day.length() > 2 {
        return None;
    }
    ymd(year.number()?, month.number()?, day.number()?)
}

/// `14/4/2022`, `14-04-2022`, `14.4.2022`, `13 - 01 - 2022`, and `14/4/22` beside a time.
fn numeric(tokens: &[Token], clock: Option<&Clock>, order: Option<DateOrder>) -> Option<NaiveDate> {
    let [first, s1, second, s2, year, ..] = tokens else { return None };
    let separated = ['-', '/', '.'].iter().any(|&s| s1.is(s) && s2.is(s));
    let short = year.length() == 2 && clock.is_some();
    if !separated || first.length() > 2 || second.length() > 2 || !(year.length() == 4 || short) {
        return None;
    }
    if tokens.get(5).is_some_and(|t| t.is('/') || t.kind == Kind::Number && !t.spaced) {
        return None;
    }
    let year = if short { 2_000 + year.number()? } else { year.number()? };
    let padded = first.text.starts_with('0') || second.text.starts_with('0');
    let american = clock
        .is_some_and(|c| c.meridiem.is_some() && c.precision == Precision::Second && !c.padded)
        && !padded;
    let month_first = order.map_or(american, |o| o == DateOrder::MonthFirst);
    let (first, second) = (first.number()?, second.number()?);
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    ymd(year, month, day).or_else(|| ymd(year, day, month))
}

/// `14 tháng 4, 2022`, `14 thg 4, 2022`, `11 Tháng 12 2023`, `14 tháng tư năm 2022`.
fn month_in_words(tokens: &[Token]) -> Option<NaiveDate> {
    let day = tokens.first().filter(|t| t.length() <= 2)?.number()?;
    let mut at = 1;
    while tokens.get(at).is_some_and(|t| t.is(',') || t.is('-')) {
        at += 1;
    }
    tokens.get(at).filter(|t| t.is_word(&["tháng", "thg", "thang", "th"]))?;
    at += 1;
    if tokens.get(at).is_some_and(|t| t.is('.')) {
        at += 1;
    }
    let (month, length) = month_at(tokens, at)?;
    at += length;
    while tokens.get(at).is_some_and(|t| t.is(',') || t.is('-') || t.is('/') || t.is_word(&["năm", "nam"])) {
        at += 1;
    }
    let year = tokens.get(at).filter(|t| t.length() == 4)?.number()?;
    ymd(year, month, day)
}

/// A month as number or as word: "mười hai" before "mười".
fn month_at(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    const MONTHS: [&str; 10] = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let token = tokens.get(at)?;
    if let Some(number) = token.number() {
        return Some((number, 1));
    }
    if token.is_word(&["mười"]) {
        match tokens.get(at + 1) {
            Some(t) if t.is_word(&["một"]) => return Some((11, 2)),
            Some(t) if t.is_word(&["hai"]) => return Some((12, 2)),
            _ => {}
        }
    }
    let alias = |t: &Token| {
        if t.is_word(&["giêng"]) {
            Some(1)
        } else if t.is_word(&["chạp"]) {
            Some(12)
        } else if t.is_word(&["bốn"]) {
            Some(4)
        } else {
            None
        }
    };
    let number = MONTHS.iter().position(|m| token.is_word(&[m])).and_then(|i| u32::try_from(i + 1).ok());
    number.or_else(|| alias(token)).map(|n| (n, 1))
}

/// `14 Apr 2022`, `14-Apr-22`, `1st April, 2022`.
fn english_day_first(tokens: &[Token]) -> Option<NaiveDate> {
    let day = tokens.first().filter(|t| t.length() <= 2)?.number()?;
    let mut at = 1;
    while tokens
        .get(at)
        .is_some_and(|t| t.is('-') || t.is(',') || t.is('.') || t.is_word(&["st", "nd", "rd", "th", "of"]))
    {
        at += 1;
    }
    let month = english_month(tokens.get(at)?)?;
    at += 1;
    while tokens.get(at).is_some_and(|t| t.is('-') || t.is(',') || t.is('.')) {
        at += 1;
    }
    english_year(tokens.get(at)?).and_then(|year| ymd(year, month, day))
}

/// `April 14, 2022`, `Apr 14 2022`.
fn english_month_first(tokens: &[Token]) -> Option<NaiveDate> {
    let month = english_month(tokens.first()?)?;
    let mut at = 1 + usize::from(tokens.get(1).is_some_and(|t| t.is('.')));
    let day = tokens.get(at).filter(|t| t.length() <= 2)?.number()?;
    at += 1;
    // In `Thu Apr 14 21:50:05 GMT 2022` time and zone were taken out already.
    while tokens.get(at).is_some_and(|t| t.is(',') || t.is('-') || t.is_word(&["st", "nd", "rd", "th"])) {
        at += 1;
    }
    english_year(tokens.get(at)?).and_then(|year| ymd(year, month, day))
}

/// RFC 822 had two digits of the year (RFC 2822 §4.3 says which century).
fn english_year(token: &Token) -> Option<u32> {
    let year = token.number()?;
    match token.length() {
        4 => Some(year),
        2 if year < 50 => Some(2_000 + year),
        2 => Some(1_900 + year),
        _ => None,
    }
}

fn english_month(token: &Token) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if token.kind != Kind::Word || token.length() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|m| m.starts_with(token.text.as_str()) || token.text == "sept" && *m == "september")?;
    u32::try_from(at + 1).ok()
}

/// `20220414`.
pub fn compact_day(text: &str) -> Option<NaiveDate> {
    ymd(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?)
}

/// A day between 1900 and 2199.
pub fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|y| (1_900..2_200).contains(y))?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|d| d.year() == year)
}

/// The order of day and month that dates of one source give away, when one of them is over 12.
pub fn learned<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    for text in texts.filter(|t| t.len() <= MAX_BYTES && t.contains('/')) {
        let tokens = tokens(text);
        for window in tokens.windows(5) {
            let [first, s1, second, s2, year] = window else { continue };
            if !(s1.is('/') && s2.is('/') && year.length() == 4) {
                continue;
            }
            match (first.number(), second.number()) {
                (Some(13..=31), Some(1..=12)) => return Some(DateOrder::DayFirst),
                (Some(1..=12), Some(13..=31)) => return Some(DateOrder::MonthFirst),
                _ => {}
            }
        }
    }
    None
}
