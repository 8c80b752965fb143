//! Whether 4/5/2022 is in May or in April: what the dates of one source give away.

use super::day::{Triple, agreeing};
use super::names;
use super::tokens::{Kind, Token, folded, tokens};
use super::zone::HOME;
use crate::model::{DateOrder, Timestamp};
use chrono::{NaiveDate, Weekday};
use std::collections::BTreeSet;

/// Longest text looked at, in bytes.
const MAX_BYTES: usize = 300;

/// Most days remembered that can be read both ways.
const MAX_OPEN: usize = 200;

/// The order of day and month that the dates of one source give away, and the time of their fetch.
///
/// A date with a number over 12, or with a day of the week that only one reading has, is evidence; evidence
/// for both orders is none. Without any, an order that puts days far ahead of the fetch is refuted, provided
/// that the other one makes at least three different days, all of the last weeks: no other feed looks like
/// that, an announcement of coming events least of all, whose days would be spread over months.
pub fn order_of<'a>(texts: impl Iterator<Item = &'a str>, fetched: Option<Timestamp>) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (false, false);
    let mut open: BTreeSet<(NaiveDate, NaiveDate)> = BTreeSet::new();
    for text in texts.filter(|t| may_be_open(t)) {
        match evidence(text) {
            Evidence::Order(DateOrder::DayFirst) => day_first = true,
            Evidence::Order(DateOrder::MonthFirst) => month_first = true,
            Evidence::Open(a, b) if open.len() < MAX_OPEN => drop(open.insert((a, b))),
            Evidence::Open(..) | Evidence::None => {}
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        (true, true) => None,
        (false, false) => not_in_the_future(&open, fetched?),
    }
}

/// What one date says.
enum Evidence {
    /// It can be read one way only.
    Order(DateOrder),
    /// It is one day with the day first and another with the month first.
    Open(NaiveDate, NaiveDate),
    /// Nothing.
    None,
}

fn evidence(text: &str) -> Evidence {
    let folded = folded(text);
    let tokens = tokens(&folded);
    let triple = (0..tokens.len()).find_map(|at| Triple::at(&tokens, at).filter(Triple::has_order));
    let Some((triple, year)) = triple.and_then(|t| t.full_year().map(|y| (t, y))) else {
        return Evidence::None;
    };
    let one = |is_day_first: bool| {
        Evidence::Order(if is_day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst })
    };
    match triple.readings(year) {
        (Some(_), None) => one(true),
        (None, Some(_)) => one(false),
        (Some(a), Some(b)) if a != b => {
            let named = weekday(&tokens).and_then(|w| agreeing(w, a, b));
            named.map_or(Evidence::Open(a, b), |day| one(day == a))
        }
        _ => Evidence::None,
    }
}

/// Whether a text can hold such a date at all; the proper forms of feeds cannot and are not cut up.
fn may_be_open(text: &str) -> bool {
    let twice = |sign: u8| text.bytes().filter(|b| *b == sign).count() > 1;
    let year_first = || text.trim_start().bytes().take_while(u8::is_ascii_digit).count() == 4;
    text.len() <= MAX_BYTES && (twice(b'/') || (twice(b'-') && !year_first()))
}

fn not_in_the_future(open: &BTreeSet<(NaiveDate, NaiveDate)>, fetched: Timestamp) -> Option<DateOrder> {
    let today = Timestamp(fetched.0.saturating_add(HOME)).to_utc().date_naive();
    let ahead = |day: NaiveDate| day.signed_duration_since(today).num_days();
    let refuted = |read: fn(&(NaiveDate, NaiveDate)) -> NaiveDate| {
        open.iter().filter(|days| ahead(read(days)) > 7).count() >= 2
    };
    let recent = |read: fn(&(NaiveDate, NaiveDate)) -> NaiveDate| {
        open.len() >= 3 && open.iter().all(|days| (-45..=2).contains(&ahead(read(days))))
    };
    if refuted(|days| days.0) && recent(|days| days.1) {
        return Some(DateOrder::MonthFirst);
    }
    (refuted(|days| days.1) && recent(|days| days.0)).then_some(DateOrder::DayFirst)
}

/// The day of the week that a date names: "Thứ Năm", "thứ 5", "T5", "CN", "Thu".
pub fn weekday(tokens: &[Token<'_>]) -> Option<Weekday> {
    #[rustfmt::skip]
    const VIETNAMESE: [(&str, u8); 12] = [
        ("hai", 0), ("ba", 1), ("tư", 2), ("tu", 2), ("bốn", 2), ("năm", 3), ("nam", 3), ("sáu", 4), ("sau", 4),
        ("bảy", 5), ("bẩy", 5), ("bay", 5),
    ];
    let day = |at: usize| -> Option<u8> {
        let (token, next) = (tokens.get(at).filter(|t| t.kind == Kind::Word)?, tokens.get(at + 1));
        let word = || next.and_then(|n| VIETNAMESE.iter().find(|(w, _)| n.is_word(&[w]))).map(|(_, d)| *d);
        let digit = || {
            let n = next.filter(|n| n.digits() == 1).and_then(Token::number)?;
            u8::try_from(n).ok().filter(|n| (2..=7).contains(n)).map(|n| n - 2)
        };
        let sunday = || next.is_some_and(|n| n.is_word(&["nhật", "nhat"])).then_some(6);
        let other = || names::weekday(token.text).and_then(|d| u8::try_from(d).ok());
        match token.text {
            "thứ" => word().or_else(digit),
            "thu" => word().or_else(other),
            "t" if next.is_some_and(|n| !n.spaced) => digit(),
            "chủ" | "chu" => sunday(),
            "cn" => Some(6),
            _ => other(),
        }
    };
    (0..tokens.len()).find_map(day).and_then(|d| Weekday::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_over_twelve_or_with_its_weekday_tells_the_order() {
        use DateOrder::{DayFirst, MonthFirst};
        let check = |texts: &[&str], expected| {
            assert_eq!(order_of(texts.iter().copied(), None), expected, "{texts:?}")
        };
        check(&["4/5/2022", "4/26/2022"], Some(MonthFirst));
        check(&["4/5/2022", "26/4/2022"], Some(DayFirst));
        check(&["4-5-2022", "04-26-2022 11:05"], Some(MonthFirst));
        check(&["4/5/2022"], None);
        check(&["26/4/2022", "4/26/2022"], None);
        check(&["Thứ Năm, 5/5/2022", "5/5/2022"], None);
        check(&["Thứ 4, 4/5/2022 11:05"], Some(DayFirst));
        check(&["Tue, 4/5/2022 11:05"], Some(MonthFirst));
        check(&["Mon, 4/5/2022 11:05"], None);
        check(&["26.4.2022", "Tue, 26 Apr 2022 11:05:00 +0700", "2022-26-04"], None);
        check(&["26/4/2022/NĐ-CP", "1/26/4/2022", "31/6/2022"], None);
    }

    #[test]
    fn an_order_far_in_the_future_is_refuted() {
        // 2026-02-10, noon in Vietnam.
        let fetched = Some(Timestamp(1_770_699_600));
        let check = |texts: &[&str], expected| {
            assert_eq!(order_of(texts.iter().copied(), fetched), expected, "{texts:?}");
            assert_eq!(order_of(texts.iter().copied(), None), None, "{texts:?}");
        };
        check(&["2/10/2026", "2/8/2026", "2/7/2026", "1/12/2026"], Some(DateOrder::MonthFirst));
        check(&["10/2/2026", "8/2/2026", "7/2/2026"], Some(DateOrder::DayFirst));
        // Too few; the coming events of a board; a feed of last year.
        check(&["2/10/2026", "2/8/2026"], None);
        check(&["10/12/2026", "11/12/2026", "9/12/2026"], None);
        check(&["2/10/2025", "2/8/2025", "2/7/2025"], None);
    }

    #[test]
    fn days_of_the_week_are_read_in_any_language() {
        let check = |text: &str, expected: Option<Weekday>| {
            let folded = folded(text);
            assert_eq!(weekday(&tokens(&folded)), expected, "{text}");
        };
        for text in ["Thứ Năm, 14/4", "THỨ 5", "thu nam", "T5", "Thu, 14 Apr", "jeu.", "Donnerstag", "Πεμ, 1"]
        {
            check(text, Some(Weekday::Thu));
        }
        check("Chủ nhật", Some(Weekday::Sun));
        check("CN 14/4", Some(Weekday::Sun));
        check("ngày 14", None);
        check("T 5", None);
    }
}
