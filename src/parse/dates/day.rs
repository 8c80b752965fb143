//! The day in the tokens of a date: in digits, in Vietnamese and in the words of other languages.

use super::clock::Clock;
use super::names;
use super::order::weekday;
use super::tokens::{Kind, Token};
use crate::model::{DateOrder, Precision};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// What a day is read with.
#[derive(Debug, Clone, Copy)]
pub struct Light<'a> {
    /// The time beside it.
    pub clock: Option<&'a Clock>,
    /// How `4/5/2022` is meant.
    pub order: Option<DateOrder>,
    /// The day of the fetch, in Vietnam.
    pub today: NaiveDate,
}

/// The first day named in `tokens`.
pub fn find_day(tokens: &[Token<'_>], light: Light<'_>) -> Option<NaiveDate> {
    let day = |at: usize| {
        let before = tokens.get(..at)?;
        let rest = tokens.get(at..)?;
        if before.last().is_some_and(|b| b.is('%')) {
            return None;
        }
        let first = rest.first()?;
        match first.kind {
            Kind::Sign => None,
            Kind::Word => month_first(rest),
            Kind::Number if first.text.len() == 8 => compact_day(first.text),
            Kind::Number => year_first(rest)
                .or_else(|| numeric(tokens, at, light))
                .or_else(|| vietnamese(rest))
                .or_else(|| day_first(rest)),
        }
    };
    (0..tokens.len()).find_map(day).or_else(|| alone(tokens, light))
}

/// Whether what ends at `end` goes on without a blank, as the numbers of documents and accounts do:
/// `12-12-2012-TTg`, `10.12.2020.001`.
fn goes_on(tokens: &[Token<'_>], end: usize) -> bool {
    let sign = tokens.get(end).is_some_and(|t| !t.spaced && ['-', '/', '.'].iter().any(|&s| t.is(s)));
    sign && tokens.get(end + 1).is_some_and(|t| !t.spaced && t.kind != Kind::Sign)
}

/// `2022-04-14`, `2022/4/14`, `2022.04.14`, `2003-012-31`, `2022-April-14`, `2022年4月14日`.
fn year_first(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    let [year, s1, month, s2, day, ..] = tokens else { return None };
    let separated = ['-', '/', '.'].iter().any(|&s| s1.is(s) && s2.is(s));
    let east = s1.is_word(&["年", "년"]) && s2.is_word(&["月", "월"]);
    if year.digits() != 4 || !(separated || east) || goes_on(tokens, 5) {
        return None;
    }
    let month = match month.kind {
        Kind::Word => names::month(month.text)?,
        _ if month.digits() == 3 && month.text.starts_with('0') => month.number()?,
        _ => month.small()?,
    };
    ymd(year.number()?, month, day.small()?)
}

/// `14/4/2022`, `14-04-2022`, `14.4.2022`, `13 - 01 - 2022`, `14/4/22` beside a time or alone, and
/// `14 04 2022` beside a time.
fn numeric(tokens: &[Token<'_>], at: usize, light: Light<'_>) -> Option<NaiveDate> {
    let triple = Triple::at(tokens, at)?;
    if goes_on(tokens, at + triple.length) {
        return None;
    }
    let year = match triple.year.digits() {
        4 => triple.year.number()?,
        2 if triple.separator == ' ' => return None,
        2 if light.clock.is_some() || is_alone(tokens, at, triple.length) => century(triple.year.number()?),
        _ => return None,
    };
    if triple.separator == ' ' && light.clock.is_none() {
        return None;
    }
    let (day_first, month_first) = triple.readings(year);
    let day = match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => {
            let named = weekday(tokens).and_then(|w| agreeing(w, a, b));
            let vietnamese =
                at.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.is_word(&["ngày"]));
            let month_first = !vietnamese && triple.is_month_first(light);
            Some(named.unwrap_or(if month_first { b } else { a }))
        }
        (a, b) => a.or(b),
    };
    if triple.year.digits() == 2 && light.clock.is_none() {
        return short_alone(&triple, day, light.today);
    }
    day
}

/// The one of two days that falls on a day of the week.
pub fn agreeing(weekday: Weekday, a: NaiveDate, b: NaiveDate) -> Option<NaiveDate> {
    match (a.weekday() == weekday, b.weekday() == weekday) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

/// Two digits of a year alone, which a number of a version has as well: not far in the future. `03-12-31`
/// is of 2003 (ISO 8601 of old) unless what was `read` the Vietnamese way can be meant.
fn short_alone(triple: &Triple<'_>, read: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let soon = today.checked_add_signed(TimeDelta::try_days(366)?)?;
    let iso = || ymd(century(triple.first.number()?), triple.second.number()?, triple.year.number()?);
    let iso = || iso().filter(|_| triple.separator == '-' && triple.first.digits() == 2);
    read.filter(|day| *day <= soon).or_else(iso).filter(|day| *day <= soon)
}

/// Three numbers that look like a day, a month and a year, the year last.
pub struct Triple<'a> {
    first: Token<'a>,
    second: Token<'a>,
    year: Token<'a>,
    separator: char,
    length: usize,
}

impl<'a> Triple<'a> {
    /// At `at`, unless it is part of something longer: `1/14/04/2022`, `14/04/2022/NĐ-CP`.
    pub fn at(tokens: &[Token<'a>], at: usize) -> Option<Self> {
        let rest = tokens.get(at..)?;
        let first = *rest.first()?;
        first.small()?;
        let (separator, second, year, length) = match *rest {
            [_, s1, second, s2, year, ..] if s1.kind == Kind::Sign && s1.text == s2.text => {
                (['-', '/', '.'].into_iter().find(|&s| s1.is(s))?, second, year, 5)
            }
            [_, second, year, ..] if second.spaced && year.spaced => (' ', second, year, 3),
            _ => return None,
        };
        second.small()?;
        let before = |back: usize| at.checked_sub(back).and_then(|b| tokens.get(b));
        let continues = before(1).is_some_and(|s| s.is(separator) && !s.spaced)
            && before(2).is_some_and(|n| n.kind == Kind::Number)
            && !first.spaced;
        let goes_on = rest.get(length).is_some_and(|t| t.is('/') || (t.kind == Kind::Number && !t.spaced));
        (!continues && !goes_on).then_some(Self { first, second, year, separator, length })
    }

    /// The day that it is with the day first, and with the month first. 31 June is neither.
    pub fn readings(&self, year: u32) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (Some(first), Some(second)) = (self.first.number(), self.second.number()) else {
            return (None, None);
        };
        (ymd(year, second, first), ymd(year, first, second))
    }

    /// The year, when it has four digits.
    pub fn full_year(&self) -> Option<u32> {
        if self.year.digits() == 4 { self.year.number() } else { None }
    }

    /// Whether it is written the way that has different orders.
    pub fn has_order(&self) -> bool {
        matches!(self.separator, '/' | '-')
    }

    /// What is meant where both can be. Nobody writes points the American way.
    fn is_month_first(&self, light: Light<'_>) -> bool {
        let padded = self.first.text.starts_with('0') || self.second.text.starts_with('0');
        let american =
            light.clock.is_some_and(|c| c.meridiem && c.precision == Precision::Second && !c.padded)
                && !padded;
        self.separator != '.' && light.order.map_or(american, |o| o == DateOrder::MonthFirst)
    }
}

/// Whether nothing but a day of the week stands around `length` tokens at `at`.
fn is_alone(tokens: &[Token<'_>], at: usize, length: usize) -> bool {
    let around = tokens.iter().take(at).chain(tokens.iter().skip(at + length));
    let mut around = around.filter(|t| t.kind != Kind::Sign && !t.is_word(&["ngày"]));
    around.next().is_none()
        || (weekday(tokens).is_some() && around.all(|t| t.kind == Kind::Word || t.digits() == 1))
}

/// `14 tháng 4, 2022`, `14 thg 4, 2022`, `11 Tháng 12 2023`, `14 tháng tư năm 2022`.
fn vietnamese(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    let day = tokens.first()?.small()?;
    let joint = |t: &Token<'_>| t.is(',') || t.is('-') || t.is('/');
    let mut at = skip(tokens, 1, joint);
    tokens.get(at).filter(|t| t.is_word(&["tháng", "thg", "thang", "th"]))?;
    at = skip(tokens, at + 1, |t| t.is('.'));
    let (month, length) = month_at(tokens, at)?;
    at = skip(tokens, at + length, |t| joint(t) || t.is('.') || t.is_word(&["năm", "nam"]));
    let year = tokens.get(at).filter(|t| t.digits() == 4)?.number()?;
    ymd(year, month, day)
}

/// A month as number or as word: "mười hai" before "mười".
fn month_at(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    #[rustfmt::skip]
    const MONTHS: [(&str, u32); 13] = [
        ("một", 1), ("giêng", 1), ("hai", 2), ("ba", 3), ("tư", 4), ("bốn", 4), ("năm", 5), ("sáu", 6), ("bảy", 7),
        ("tám", 8), ("chín", 9), ("mười", 10), ("chạp", 12),
    ];
    let token = tokens.get(at)?;
    if token.kind == Kind::Number {
        return token.small().map(|number| (number, 1));
    }
    if token.is_word(&["mười"]) {
        match tokens.get(at + 1) {
            Some(t) if t.is_word(&["một"]) => return Some((11, 2)),
            Some(t) if t.is_word(&["hai"]) => return Some((12, 2)),
            _ => {}
        }
    }
    MONTHS.iter().find(|(name, _)| token.is_word(&[name])).map(|(_, number)| (*number, 1))
}

/// `14 Apr 2022`, `14-Apr-22`, `1st April, 2022`, `14 de abril de 2022`.
fn day_first(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    let day = tokens.first()?.small()?;
    let joint = |t: &Token<'_>| {
        ['-', '/', ',', '.', '\'', '’', 'º', 'ª'].iter().any(|&s| t.is(s))
            || t.is_word(&["st", "nd", "rd", "th", "of", "de", "del", "d", "er", "º", "ª"])
    };
    let at = skip(tokens, 1, joint);
    let month = tokens.get(at).filter(|t| t.kind == Kind::Word).and_then(|t| names::month(t.text))?;
    let year = tokens.get(skip(tokens, at + 1, joint))?;
    let year = match year.digits() {
        4 => year.number()?,
        // RFC 822 had two digits.
        2 => century(year.number()?),
        _ => return None,
    };
    ymd(year, month, day)
}

/// `April 14, 2022`, `Apr. 14th 2022`. Of `Thu Apr 14 21:50:05 GMT 2022` time and zone were taken out.
fn month_first(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    let at = skip(tokens, 1, |t| t.is('.') || t.is('-'));
    let day = tokens.get(at)?.small()?;
    let month = names::month(tokens.first()?.text)?;
    let joint = |t: &Token<'_>| t.is(',') || t.is('-') || t.is_word(&["st", "nd", "rd", "th"]);
    let year = tokens.get(skip(tokens, at + 1, joint)).filter(|t| t.digits() == 4)?;
    ymd(year.number()?, month, day)
}

/// The first place from `at` on that `over` does not pass.
fn skip(tokens: &[Token<'_>], at: usize, over: impl Fn(&Token<'_>) -> bool) -> usize {
    at + tokens.get(at..).unwrap_or_default().iter().take_while(|t| over(t)).count()
}

/// What is a date only when it is all there is (ISO 8601, W3CDTF): `2003-12`, `2003-335`, `2003-W49-3`,
/// `-03-12`, `Nov. 2020`. A month begins with its first day.
fn alone(tokens: &[Token<'_>], light: Light<'_>) -> Option<NaiveDate> {
    let tight = tokens.iter().skip(1).all(|t| !t.spaced);
    match tokens {
        [year, dash, days] if dash.is('-') && tight && year.digits() == 4 && days.digits() == 3 => {
            let year = i32::try_from(year.number()?).ok()?;
            NaiveDate::from_yo_opt(year, days.number()?).filter(in_bounds)
        }
        [year, dash, w, week, more @ ..] if dash.is('-') && tight && w.is_word(&["w"]) => {
            week_day(year, week, more)
        }
        [year, w, week, more @ ..] if tight && w.is_word(&["w"]) => week_day(year, week, more),
        // What has a time has a day.
        _ if light.clock.is_some() => None,
        [year, dash, month] if dash.is('-') && tight && year.digits() == 4 && month.digits() == 2 => {
            ymd(year.number()?, month.number()?, 1)
        }
        [dash, year, between, month]
            if dash.is('-') && between.is('-') && tight && year.digits() == 2 && month.digits() == 2 =>
        {
            ymd(century(year.number()?), month.number()?, 1)
        }
        [month, year] if month.kind == Kind::Word && year.digits() == 4 => {
            ymd(year.number()?, names::month(month.text)?, 1)
        }
        [month, point, year] if (point.is('.') || point.is(',')) && year.digits() == 4 => {
            ymd(year.number()?, names::month(month.text)?, 1)
        }
        _ => None,
    }
}

/// `2003-W49-3`, `2003W493`. A week without a day is no date.
fn week_day(year: &Token<'_>, week: &Token<'_>, more: &[Token<'_>]) -> Option<NaiveDate> {
    let (week, day) = match more {
        [] if week.digits() == 3 => week.text.split_at(2),
        [dash, day] if dash.is('-') && week.digits() == 2 => (week.text, day.text),
        _ => return None,
    };
    let day = Weekday::try_from(day.parse::<u8>().ok()?.checked_sub(1)?).ok()?;
    let year = if year.digits() == 4 { i32::try_from(year.number()?).ok()? } else { return None };
    NaiveDate::from_isoywd_opt(year, week.parse().ok()?, day).filter(in_bounds)
}

/// Two digits of a year (RFC 2822 §4.3 says which century).
fn century(year: u32) -> u32 {
    if year < 50 { 2_000 + year } else { 1_900 + year }
}

/// `20220414`.
pub fn compact_day(text: &str) -> Option<NaiveDate> {
    ymd(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?)
}

/// A day between 1900 and 2199.
pub fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(in_bounds)
}

/// Outside of these years a date is a fault of whoever wrote it.
fn in_bounds(day: &NaiveDate) -> bool {
    (1_900..2_200).contains(&day.year())
}
