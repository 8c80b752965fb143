//! Dates as feeds, pages and Vietnamese habits write them.
//!
//! A date without a zone is Vietnam's, +07:00, which has no daylight saving. A date says how exactly it
//! is meant ([`Precision`]). What names no day of a year (a quarter, a span of years, "11.8") is none.
//! Text is cut into tokens; a time, a zone and a day are looked for in this order, whatever stands between.

use super::tokens::{Kind, Token, tokens};
use crate::model::{Claim, DateOrder, Precision, Timestamp};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};

/// Longest text looked at, in bytes.
const MAX_BYTES: usize = 300;

/// Vietnam, in seconds east of Greenwich.
const HOME: i64 = 7 * 3_600;

/// Reads a date. `order` says how `4/5/2022` is meant; without it the day comes first, except in the form
/// that .NET writes for America (`4/5/2022 9:50:05 PM`). `fetched` is what "2 giờ trước" counts from.
pub fn date(text: &str, order: Option<DateOrder>, fetched: Timestamp) -> Option<Claim> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    if let Some(claim) = script_date(text).or_else(|| digits(text)) {
        return Some(claim);
    }
    let mut tokens = tokens(text);
    if tokens.iter().filter(|t| t.kind == Kind::Number).count() > 20 {
        return None;
    }
    let clock = take_clock(&mut tokens);
    let zone = take_zone(&mut tokens, clock.as_ref().map(|c| c.place));
    match find_day(&tokens, clock.as_ref(), order) {
        Some(day) => claim(day, clock.as_ref(), zone),
        None if zone.is_none() => relative(&tokens, clock.as_ref(), fetched),
        None => None,
    }
}

fn claim(day: NaiveDate, clock: Option<&Clock>, zone: Option<i64>) -> Option<Claim> {
    let offset = zone.unwrap_or(HOME);
    let (seconds, precision) = match clock {
        None => (0, Precision::Day),
        // A list that shows only days writes them as midnight.
        Some(c) if c.seconds == 0 && c.precision == Precision::Minute && zone.is_none() => {
            (0, Precision::Day)
        }
        Some(c) => (c.seconds, c.precision),
    };
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp();
    Some(Claim { at: Timestamp(midnight + seconds - offset), precision })
}

/// `/Date(1649947805000)/`, with or without a zone, which changes nothing.
fn script_date(text: &str) -> Option<Claim> {
    let inner = text.trim_matches(['/', '\\', '"']).strip_prefix("Date(")?.strip_suffix(')')?;
    let end = inner.get(1..)?.find(['+', '-']).map_or(inner.len(), |at| at + 1);
    let milliseconds: i64 = inner.get(..end)?.parse().ok()?;
    chrono::DateTime::from_timestamp_millis(milliseconds).map(|t| second(t.timestamp()))
}

/// Clocks without signs: Unix seconds and milliseconds, `20220414`, `20220414215005` with or without
/// milliseconds, and the same with two digits of the year behind three of a site.
fn digits(text: &str) -> Option<Claim> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        8 => claim(compact_day(text)?, None, None),
        10 if text.starts_with('1') => text.parse().ok().map(second),
        13 if text.starts_with('1') => text.parse::<i64>().ok().map(|ms| second(ms / 1_000)),
        14 | 17 => compact(text.get(..14)?),
        18 => compact(&format!("20{}", text.get(3..15)?)),
        _ => None,
    }
}

fn compact(text: &str) -> Option<Claim> {
    let day = compact_day(text.get(..8)?)?;
    let part = |from: usize| text.get(from..from + 2).and_then(|p| p.parse::<u32>().ok());
    let time = NaiveTime::from_hms_opt(part(8)?, part(10)?, part(12)?)?;
    let seconds = i64::from(time.num_seconds_from_midnight());
    claim(
        day,
        Some(&Clock { seconds, precision: Precision::Second, place: 0, meridiem: None, padded: true }),
        None,
    )
}

fn compact_day(text: &str) -> Option<NaiveDate> {
    ymd(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?)
}

fn second(at: i64) -> Claim {
    Claim { at: Timestamp(at), precision: Precision::Second }
}

/// A time of day.
struct Clock {
    /// Since midnight.
    seconds: i64,
    precision: Precision,
    /// Index of the token that follows it, once it is taken out.
    place: usize,
    /// AM or PM was written the English way.
    meridiem: Option<&'static str>,
    padded: bool,
}

/// Takes the first time of day out of `tokens`.
fn take_clock(tokens: &mut Vec<Token>) -> Option<Clock> {
    for at in 0..tokens.len() {
        if let Some((clock, length)) = clock_at(tokens, at) {
            tokens.drain(at..at + length);
            return Some(clock);
        }
        split_glued(tokens, at);
    }
    None
}

/// `2022-04-14T215005Z`, and `+0721:50:05`, where a format string put the zone between date and time.
fn split_glued(tokens: &mut Vec<Token>, at: usize) {
    let Some(token) = tokens.get(at) else { return };
    let (sign, long) = (token.is('+') || token.is('-'), tokens.get(at + 1));
    let colon = tokens.get(at + 2).is_some_and(|t| t.is(':'));
    if sign && colon && long.is_some_and(|t| t.kind == Kind::Number && t.text.len() == 4) {
        if tokens.get(at + 4).is_some_and(|t| t.is(':'))
            && let Some(number) = tokens.get_mut(at + 1)
        {
            let hour = number.text.split_off(2);
            tokens.insert(at + 2, Token { kind: Kind::Number, text: hour, spaced: true });
        }
    } else if token.is_word(&["t"])
        && long.is_some_and(|t| t.kind == Kind::Number && matches!(t.text.len(), 4 | 6))
        && let Some(number) = tokens.get(at + 1).map(|t| t.text.clone())
    {
        let mut pieces = Vec::new();
        for pair in number.as_bytes().chunks(2) {
            if !pieces.is_empty() {
                pieces.push(Token { kind: Kind::Sign, text: ":".into(), spaced: false });
            }
            pieces.push(Token {
                kind: Kind::Number,
                text: String::from_utf8_lossy(pair).into(),
                spaced: false,
            });
        }
        tokens.splice(at + 1..at + 2, pieces);
    }
}

/// A time at `at` and how many tokens it takes: `21:50`, `21:50:05.123`, `9:50 PM`, `9:50 CH`, `21h50`, `21 giờ 50`.
fn clock_at(tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let first = tokens.get(at)?;
    let hour = first.number().filter(|h| *h <= 24 && first.text.len() <= 2)?;
    let separator = tokens.get(at + 1)?;
    let by_word = separator.is_word(&["h", "g", "giờ"]);
    if !separator.is(':') && !by_word {
        return None;
    }
    let two = |t: Option<&Token>| t.filter(|t| t.text.len() == 2).and_then(Token::number).filter(|n| *n < 60);
    let minute = two(tokens.get(at + 2))?;
    let mut length = 3;
    let mut second = None;
    if tokens.get(at + 3).is_some_and(|t| t.is(':')) {
        let given =
            tokens.get(at + 4).filter(|t| t.text.len() == 2).and_then(Token::number).filter(|n| *n <= 60);
        if let Some(given) = given {
            second = Some(given.min(59));
            length = 5;
            let fraction = tokens.get(at + 5).is_some_and(|t| (t.is('.') || t.is(',')) && !t.spaced);
            if fraction && tokens.get(at + 6).is_some_and(|t| t.kind == Kind::Number && !t.spaced) {
                length = 7;
            }
        }
    }
    let mut meridiem = None;
    let mut hours = i64::from(hour);
    if let Some(half) = tokens.get(at + length) {
        let afternoon = half.is_word(&["pm", "ch", "chiều", "tối"]);
        if afternoon || half.is_word(&["am", "sa", "sáng"]) {
            if half.is_word(&["am", "pm"]) {
                meridiem = Some(if afternoon { "pm" } else { "am" });
            }
            hours = half_day(hour, afternoon);
            length += 1;
        }
    }
    if hours == 24 && (minute > 0 || second.is_some_and(|s| s > 0)) {
        return None;
    }
    let seconds = hours * 3_600 + i64::from(minute) * 60 + i64::from(second.unwrap_or(0));
    let precision = if second.is_some() { Precision::Second } else { Precision::Minute };
    let padded = first.text.starts_with('0');
    Some((Clock { seconds, precision, place: at, meridiem, padded }, length))
}

/// Twelve in the morning is midnight; 14 in the afternoon is 14.
fn half_day(hour: u32, afternoon: bool) -> i64 {
    i64::from(match (hour, afternoon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        _ => hour,
    })
}

/// Names of zones, in minutes east of Greenwich.
#[rustfmt::skip]
const ZONES: &[(&str, i64)] = &[
    ("z", 0), ("gmt", 0), ("ut", 0), ("utc", 0), ("ict", 420), ("est", -300), ("edt", -240), ("cst", -360),
    ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420), ("jst", 540), ("kst", 540),
    ("cet", 60), ("cest", 120), ("eet", 120), ("eest", 180), ("wet", 0), ("west", 60), ("bst", 60), ("msk", 180),
    ("sgt", 480), ("hkt", 480), ("aest", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780), ("wib", 420),
];

/// Takes a zone out of `tokens`, in seconds east: a name with or without an offset, or an offset alone.
/// `-0500` counts only right behind the time, at `place`.
fn take_zone(tokens: &mut Vec<Token>, place: Option<usize>) -> Option<i64> {
    let place = place?;
    for at in 0..tokens.len() {
        let token = tokens.get(at)?;
        let name = ZONES.iter().find(|(n, _)| token.is_word(&[n])).map(|(_, minutes)| minutes * 60);
        let (sign_at, named) = (at + usize::from(name.is_some()), name.is_some());
        let sign = tokens.get(sign_at).filter(|t| t.is('+') || (t.is('-') && (named || at == place)));
        let negative = sign.is_some_and(|s| s.is('-'));
        let offset = sign.and_then(|_| offset_at(tokens, sign_at + 1, negative && !named));
        match (name, offset) {
            (_, Some((seconds, length))) => {
                tokens.drain(at..sign_at + 1 + length);
                return Some(if negative { -seconds } else { seconds });
            }
            (Some(seconds), None) => {
                tokens.remove(at);
                return Some(seconds);
            }
            (None, None) => {}
        }
    }
    None
}

/// `7`, `07`, `0700`, `07:00` at `at`: seconds, and how many tokens. A day that follows a dash is none.
fn offset_at(tokens: &[Token], at: usize, strict: bool) -> Option<(i64, usize)> {
    let number = tokens.get(at).filter(|t| t.kind == Kind::Number)?;
    let minutes =
        tokens.get(at + 1).filter(|t| t.is(':')).and_then(|_| tokens.get(at + 2)).filter(|t| t.length() == 2);
    let value = i64::from(number.number()?);
    let (hours, minutes, length) = match (number.length(), minutes.and_then(Token::number)) {
        (1 | 2, Some(minutes)) => (value, i64::from(minutes), 3),
        (1 | 2, None) if !strict => (value, 0, 1),
        (3 | 4, _) if !strict || !number.spaced => (value / 100, value % 100, 1),
        _ => return None,
    };
    let follows = tokens.get(at + length).is_some_and(|t| t.is('/') || t.is('.'));
    (hours <= 14 && minutes < 60 && !follows).then_some((hours * 3_600 + minutes * 60, length))
}

/// The first day named in `tokens`.
fn find_day(tokens: &[Token], clock: Option<&Clock>, order: Option<DateOrder>) -> Option<NaiveDate> {
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

/// "2 giờ trước", "cách đây 2 giờ", "146 ngày" alone, "hôm qua 21:50", "vừa xong": coarse, from `fetched`.
fn relative(tokens: &[Token], clock: Option<&Clock>, fetched: Timestamp) -> Option<Claim> {
    let words: Vec<&str> = tokens.iter().filter(|t| t.kind != Kind::Sign).map(|t| t.text.as_str()).collect();
    let local = fetched.0.saturating_add(HOME);
    let today = chrono::DateTime::from_timestamp(local, 0)?.date_naive();
    match words.as_slice() {
        ["hôm", "nay"] => return claim(today, clock, None),
        ["hôm", "qua"] => return claim(today.pred_opt()?, clock, None),
        _ if clock.is_some() => return None,
        ["vừa", "xong" | "đăng"] | ["vừa", "mới", "đăng"] => {
            return coarse(fetched.0, 60, Precision::Minute);
        }
        _ => {}
    }
    let (count, unit) = match words.as_slice() {
        ["cách", "đây", count, unit] | ["cách", "đây", count, unit, "trước"] | [count, unit, "trước"] => {
            (count, unit)
        }
        [count, unit] if count.bytes().all(|b| b.is_ascii_digit()) => (count, unit),
        _ => return None,
    };
    let count = in_words(count)?;
    let day =
        |days: i64| today.checked_sub_signed(TimeDelta::try_days(days)?).and_then(|d| claim(d, None, None));
    match *unit {
        "giây" => coarse(fetched.0.checked_sub(count)?, 60, Precision::Minute),
        "phút" => coarse(fetched.0.checked_sub(count * 60)?, 60, Precision::Minute),
        "giờ" | "tiếng" => coarse(fetched.0.checked_sub(count * 3_600)?, 3_600, Precision::Hour),
        "ngày" => day(count),
        "tuần" => day(count * 7),
        "tháng" => day(count * 30),
        "năm" if words.last() == Some(&"trước") => day(count * 365),
        _ => None,
    }
}

fn coarse(at: i64, step: i64, precision: Precision) -> Option<Claim> {
    Some(Claim { at: Timestamp(at - at.rem_euclid(step)), precision })
}

/// A small count, as digits or as word.
fn in_words(word: &str) -> Option<i64> {
    const WORDS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    if word == "vài" {
        return Some(3);
    }
    let small = WORDS.iter().position(|w| *w == word).and_then(|i| i64::try_from(i + 1).ok());
    small.or_else(|| word.parse().ok().filter(|n| (0..=9_999).contains(n)))
}

/// A day between 1900 and 2199.
fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2026-11-24T05:30:15Z, half past noon in Vietnam.
    const FETCHED: Timestamp = Timestamp(1_795_498_215);

    fn told(text: &str, order: Option<DateOrder>) -> String {
        let told = |c: Claim| {
            let local = Timestamp(c.at.0 + HOME).to_string();
            let length = match c.precision {
                Precision::Day => 10,
                Precision::Hour => 13,
                Precision::Minute => 16,
                Precision::Second => 19,
            };
            local[..length].to_owned()
        };
        date(text, order, FETCHED).map_or_else(|| "none".into(), told)
    }

    /// `expected` is local time, as long as it is precise.
    fn check(text: &str, expected: &str) {
        assert_eq!(told(text, None), expected, "{text:?}");
    }

    #[test]
    fn dates_of_feeds() {
        check("Wed, 26 Jul 2017 19:55:20 +0700", "2017-07-26T19:55:20");
        check("Thu, 14 Apr 2022 14:04:05 GMT", "2022-04-14T21:04:05");
        for zone in ["GMT+7", "gMt + 7 ", "ICT", "+07", "+0700", "UTC+07:00", "(GMT+7)", "+07:00"] {
            check(&format!("Mon, 04 May 2026 12:05:08 {zone}"), "2026-05-04T12:05:08");
        }
        check("Wed, 16 Jul 2025 09:30:00 EST", "2025-07-16T21:30:00");
        check("Wed, 16 Jul 2025 09:30:00 -0500", "2025-07-16T21:30:00");
        check("Wed, 16 Jul 25 09:30 GMT", "2025-07-16T16:30");
        check("Thứ 5, 28/05/2026 17:00:00 GMT+7", "2026-05-28T17:00:00");
        check("03/10/2026 19:54:00", "2026-10-03T19:54:00");
        check("10/3/2026 7:54:00\u{202f}PM", "2026-10-03T19:54:00");
        check("10/3/2026 7:54:00\u{a0}PM", "2026-10-03T19:54:00");
        check("Thu Apr 14 21:50:05 GMT 2022", "2022-04-15T04:50:05");
        check("April 14, 2022", "2022-04-14");
        check("/Date(1649947805000)/", "2022-04-14T21:50:05");
        check("/Date(1649947805000+0700)/", "2022-04-14T21:50:05");
    }

    #[test]
    fn dates_of_machines() {
        check("2022-04-14T21:50:05+07:00", "2022-04-14T21:50:05");
        check("2022-04-14T21:50:05+0700", "2022-04-14T21:50:05");
        check("2022-04-14T21:50:05.000000+07:00", "2022-04-14T21:50:05");
        check("2022-04-14T14:50:05Z", "2022-04-14T21:50:05");
        check("2022-04-14t14:50z", "2022-04-14T21:50");
        check("2021-12-01 11:51:00", "2021-12-01T11:51:00");
        check("2022-04-14", "2022-04-14");
        check("2022-04-14+0721:50:05", "2022-04-14T21:50:05");
        check("2022-04-14UTC14:50:05", "2022-04-14T21:50:05");
        check("2022-04-14EST09:50:05", "2022-04-14T21:50:05");
        check("20220414T145005Z", "2022-04-14T21:50:05");
        check("20220414", "2022-04-14");
        check("1649947805", "2022-04-14T21:50:05");
        check("115241201164520419", "2024-12-01T16:45:20");
        check("20230217214003175", "2023-02-17T21:40:03");
        check("2016-12-31T23:59:60Z", "2017-01-01T06:59:59");
        check("2022-04-14T24:00:00+07:00", "2022-04-15T00:00:00");
    }

    #[test]
    fn dates_of_pages() {
        check("Thứ Năm, 14/4/2022 21:50'(GMT+7)", "2022-04-14T21:50");
        check("27/12/2024 lúc 00:02 (GMT+7)", "2024-12-27T00:02");
        check("Thứ tư - 28/09/2022 21:45", "2022-09-28T21:45");
        check("21:50 +07 Thứ năm, 14/04/2022", "2022-04-14T21:50");
        check("14/04/2022 9:50 CH", "2022-04-14T21:50");
        check("14/04/2022 12:10 SA", "2022-04-14T00:10");
        check("14/04/2022 12:10 CH", "2022-04-14T12:10");
        check("14/04/2022 09:50:05 PM", "2022-04-14T21:50:05");
        check("4/14/2022 9:50:05 PM", "2022-04-14T21:50:05");
        check("00:00 19/11/2024", "2024-11-19");
        check("21h50 ngày 14-04-2022", "2022-04-14T21:50");
        check("Thứ hai, 11 Tháng 12 2023 16:03", "2023-12-11T16:03");
        check("NGÀY 14 THÁNG 4, 2022 | 21:50", "2022-04-14T21:50");
        check("14 thg 4, 2022", "2022-04-14");
        check("ngày 14 tháng mười hai năm 2022", "2022-12-14");
        check("ngày 4 tháng mười năm 2022", "2022-10-04");
        check("21:50 14/4/22", "2022-04-14T21:50");
        check("Published on 13 - 01 - 2022", "2022-01-13");
        check("Lượt xem: 7370 | Gửi lúc: 05/12/2013 15:42:27", "2013-12-05T15:42:27");
        check("(14:46 | 13/05/2020)", "2020-05-13T14:46");
        check("thứ 7, 26-04-2014", "2014-04-26");
        check("ngày 4.11.2013", "2013-11-04");
    }

    #[test]
    fn relative_dates_are_coarse() {
        check("2 giờ trước", "2026-11-24T10");
        check("cách đây 2 giờ", "2026-11-24T10");
        check("Một giờ trước", "2026-11-24T11");
        check("5 phút trước", "2026-11-24T12:25");
        check("vừa xong", "2026-11-24T12:30");
        check("146 ngày", "2026-07-01");
        check("Hôm qua, 21:50", "2026-11-23T21:50");
    }

    #[test]
    fn what_is_no_date_is_none() {
        let cases = [
            "",
            "quý I-2022",
            "giai đoạn 2022-2027",
            "Sáng 11.8",
            "Ngày 28/10",
            "%m/%d/%Y %I:%M:%S %p",
            "31/02/2022",
            "2022-13-45",
            "21:50",
            "ba giờ",
            "2022",
            "1/2/3/4/5",
            "99999999999999999999",
            "0000-00-00 00:00:00",
            "/Date(x)/",
            "cách đây 99999999999999999999 ngày",
            "12/2022",
            "Wed, 32 Jul 2017 19:55:20 +0700",
        ];
        for case in cases {
            check(case, "none");
        }
    }

    #[test]
    fn the_order_of_a_source_decides() {
        let check = |text: &str, order, expected: &str| assert_eq!(told(text, order), expected, "{text:?}");
        check("4/5/2022 11:05", Some(DateOrder::MonthFirst), "2022-04-05T11:05");
        check("4/5/2022 11:05", Some(DateOrder::DayFirst), "2022-05-04T11:05");
        check("10/3/2026 7:54:00 PM", Some(DateOrder::DayFirst), "2026-03-10T19:54:00");
        check("26/4/2022", Some(DateOrder::MonthFirst), "2022-04-26");
        assert_eq!(learned(["4/5/2022", "4/26/2022"].into_iter()), Some(DateOrder::MonthFirst));
        assert_eq!(learned(["4/5/2022", "26/4/2022"].into_iter()), Some(DateOrder::DayFirst));
        assert_eq!(learned(["4/5/2022"].into_iter()), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(s in "\\PC{0,40}") {
            date(&s, None, FETCHED);
        }

        #[test]
        fn anything_like_a_date_is_read_without_panic(
            s in "([0-9]{1,9}|[-/.:,+TZ ]|GMT|tháng|năm|mười|giờ|ngày|trước|cách|đây|Apr|PM|CH|/Date\\(){0,12}",
            at in i64::MIN..i64::MAX,
        ) {
            date(&s, Some(DateOrder::MonthFirst), Timestamp(at));
        }
    }
}
