//! Dates as feeds, pages and Vietnamese habits write them.
//!
//! A date without a zone is Vietnam's, +07:00, which has no daylight saving. A date says how exactly it
//! is meant ([`Precision`]). What names no day of a year (a quarter, a span of years, "11.8") is none.
//! Text is cut into tokens; a time, a zone and a day are looked for in this order, whatever stands between.

use super::clock::{Clock, take_clock, take_zone};
use super::day::{compact_day, find_day};
use super::tokens::{Kind, Token, tokens};
use crate::model::{Claim, DateOrder, Precision, Timestamp};
use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};

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

fn second(at: i64) -> Claim {
    Claim { at: Timestamp(at), precision: Precision::Second }
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

#[cfg(test)]
mod tests {
    use super::super::day::learned;
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
