//! Dates as feeds, pages and Vietnamese habits write them.
//!
//! A date without a zone is Vietnam's, +07:00, which has no daylight saving. A date says how exactly it
//! is meant ([`Precision`]). What names no day of a year (a quarter, a span of years, "11.8") is none, and
//! so is a day or a time that no calendar and no clock has.
//! The proper forms of feeds are read first (`proper`), then numbers that are clocks (`digits`). Everything
//! else is cut into tokens; a time, a zone and a day are looked for in this order, whatever stands between.

use super::clock::{Clock, NoSuchTime, refuse_false_times, take_clock};
use super::day::{Light, find_day};
use super::digits::{Told, digits, script_date};
use super::names;
use super::proper::proper;
use super::relative::{When, ago, day_ago};
use super::tokens::{Kind, Token, folded, tokens};
use super::zone::{HOME, Zone, take_zone};
use crate::model::{Claim, DateOrder, Precision, Timestamp};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// Longest text looked at, in bytes.
const MAX_BYTES: usize = 300;

/// Most numbers in a text that can be a date.
const MAX_NUMBERS: usize = 20;

/// How far ahead of the fetch an id can have been made, in seconds: clocks of portals go wrong.
const MAX_AHEAD: i64 = 2 * 86_400;

/// Reads a date. `order` says how `4/5/2022` is meant, unless the day of the week beside it says so;
/// without it the day comes first, except in the form that .NET writes for America
/// (`4/5/2022 9:50:05 PM`). `fetched` is what "2 giờ trước" counts from.
pub fn date(text: &str, order: Option<DateOrder>, fetched: Timestamp) -> Option<Claim> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    proper(text).or_else(|| by_grammar(text, order, fetched))
}

/// What [`date`] makes of a text that is in no proper form, and would make of those that are.
fn by_grammar(text: &str, order: Option<DateOrder>, fetched: Timestamp) -> Option<Claim> {
    if let Some(told) = script_date(text).or_else(|| digits(text)) {
        return from_digits(&told, text, fetched);
    }
    let today = Timestamp(fetched.0.saturating_add(HOME)).to_utc().date_naive();
    let folded = folded(text);
    let all = tokens(&folded);
    if all.iter().filter(|t| t.kind == Kind::Number).count() > MAX_NUMBERS {
        return None;
    }
    match ago(&all, fetched, today) {
        Some(When::Instant(claim)) => return in_bounds(claim),
        Some(When::Day(day)) => return claim(day, None, None, HOME),
        None => {}
    }
    let home = all.iter().filter(|t| t.kind == Kind::Word).find_map(|t| names::home(t.text)).unwrap_or(HOME);
    let found = found(&all, order, today).ok()?;
    match found.day {
        Some(day) => claim(day, found.clock, found.zone, home),
        None if found.zone.is_none() => {
            let (day, clock) = day_ago(&found.rest, found.clock, today)?;
            claim(day, clock, None, home)
        }
        None => None,
    }
}

/// What tokens hold.
struct Found<'a> {
    day: Option<NaiveDate>,
    clock: Option<Clock>,
    zone: Option<Zone>,
    /// Without time and zone.
    rest: Vec<Token<'a>>,
}

/// What stands outside of parentheses, and for want of that what stands inside.
fn found<'a>(all: &[Token<'a>], order: Option<DateOrder>, today: NaiveDate) -> Result<Found<'a>, NoSuchTime> {
    let plain: Vec<Token<'a>> = all.iter().filter(|t| !t.aside).copied().collect();
    let commented = plain.len() < all.len();
    let outside = parts(plain, order, today)?;
    if !commented || (outside.day.is_some() && outside.clock.is_some() && outside.zone.is_some()) {
        return Ok(outside);
    }
    let whole = match parts(all.to_vec(), order, today) {
        Ok(whole) => whole,
        Err(_) if outside.day.is_some() => return Ok(outside),
        Err(fault) => return Err(fault),
    };
    Ok(Found {
        day: outside.day.or(whole.day),
        clock: outside.clock.or(whole.clock),
        zone: outside.zone.or(whole.zone),
        rest: outside.rest,
    })
}

fn parts(
    mut rest: Vec<Token<'_>>,
    order: Option<DateOrder>,
    today: NaiveDate,
) -> Result<Found<'_>, NoSuchTime> {
    let clock = take_clock(&mut rest)?;
    let zone = take_zone(&mut rest, clock.map(|c| c.place)).map_err(|_| NoSuchTime)?;
    refuse_false_times(&rest)?;
    let day = find_day(&rest, Light { clock: clock.as_ref(), order, today });
    Ok(Found { day, clock, zone, rest })
}

fn claim(day: NaiveDate, clock: Option<Clock>, zone: Option<Zone>, home: i64) -> Option<Claim> {
    let seconds = clock.map_or(0, |c| c.seconds);
    let offset = zone.map_or(Some(home), |z| z.offset(day, seconds));
    let (seconds, offset, precision) = match (clock, offset) {
        // A list that shows only days writes them as midnight.
        (Some(c), Some(offset)) if c.seconds > 0 || zone.is_some() => (seconds, offset, c.precision),
        // In a zone that nobody knows only the day is known.
        _ => (0, home, Precision::Day),
    };
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp();
    Some(Claim { at: Timestamp(midnight + seconds - offset), precision })
}

fn from_digits(told: &Told, text: &str, fetched: Timestamp) -> Option<Claim> {
    /// Digits of an id that tells no century.
    const SHORT_ID: usize = 18;
    match *told {
        Told::Unix(at) => in_bounds(Claim { at: Timestamp(at), precision: Precision::Second }),
        Told::Local(day, clock) => claim(day, clock, None, HOME)
            .filter(|c| text.len() != SHORT_ID || c.at.0 <= fetched.0.saturating_add(MAX_AHEAD)),
    }
}

/// An instant of the years that dates are read of.
fn in_bounds(claim: Claim) -> Option<Claim> {
    let time = chrono::DateTime::from_timestamp(claim.at.0, 0)?;
    (1_900..2_200).contains(&time.year()).then_some(claim)
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
    fn zones_of_all_habits() {
        check("Fri, 05 Nov 1994 13:15:30 B", "1994-11-05T20:15:30");
        check("Fri, 05 Nov 1994 13:15:30 J", "1994-11-05T13:15:30");
        check("Thu, 14 Jul 2022 21:50:05 PT", "2022-07-15T11:50:05");
        check("Thu, 14 Apr 2022 21:50:05 Europe/Brussels", "2022-04-15T02:50:05");
        check("Sun, 27 Mar 2022 01:59:59 Europe/Brussels", "2022-03-27T07:59:59");
        check("Sun, 27 Mar 2022 03:00:00 Europe/Brussels", "2022-03-27T08:00:00");
        check("Thu, 14 Apr 2022 21:50:05 Asia/Ho_Chi_Minh", "2022-04-14T21:50:05");
        check("Thu, 14 Apr 2022 21:50:05 Etc/GMT-7", "2022-04-14T21:50:05");
        check("Thu, 14 Apr 2022 21:50:05 Mars/Phobos", "2022-04-14T21:50:05");
        check("Thu, 14 Apr 2022 21:50:05 Asia/Atlantis", "2022-04-14");
        check("Thu Apr 14 2022 21:50:05 GMT+0900 (Giờ Nhật Bản)", "2022-04-14T19:50:05");
        check("2022-04-14T09:50:05-05:00Z", "2022-04-14T21:50:05");
        check("2022-04-14 14:50:05+00", "2022-04-14T21:50:05");
        check("2022-04-14T21:50:05+07:00[Asia/Ho_Chi_Minh]", "2022-04-14T21:50:05");
        check("2004-07-08 23:56:58 -00:20", "2004-07-09T07:16:58");
        check("14/04/2022 21:50 h", "2022-04-14T21:50");
        check("21:50 GMT - 14 tháng 4, 2022", "2022-04-15T04:50");
        check("2022-04-14+07:00", "2022-04-14");
        check("2022-04-14T14:50:05+00:0", "2022-04-14T21:50:05");
    }

    #[test]
    fn comments_are_comments_and_what_is_only_there_is_read() {
        check("Fri(day), 05 Nov(ember) 94 13:15:30 GMT", "1994-11-05T20:15:30");
        check(r"Thu, 09 (a (b) Mar)Feb(c\) 2005) 2006()23:59:45 +0000(GMT)", "2006-02-10T06:59:45");
        check("14/04/2022 (21:50)", "2022-04-14T21:50");
        check("14/04/2022 21:50 (GMT+9)", "2022-04-14T19:50");
    }

    #[test]
    fn what_iso_8601_allows() {
        check("20021231T192030+01:00", "2003-01-01T01:20:30");
        check("2003-335", "2003-12-01");
        check("2003-335T10:14:55Z", "2003-12-01T17:14:55");
        check("2003-W49-3", "2003-12-03");
        check("2003W493", "2003-12-03");
        check("2003-12", "2003-12-01");
        check("2003", "2003-01-01");
        check("-03-12", "2003-12-01");
        check("03-12-31", "2003-12-31");
        check("03-12-22", "2022-12-03");
        check("2022-04-14T21+07:00", "2022-04-14T21");
        check("2003-07-01 T 01:55:07 -05:00", "2003-07-01T13:55:07");
        check("2022-04-14T00:00:00", "2022-04-14");
        check("2022-04-14T00:00:00+07:00", "2022-04-14T00:00:00");
    }

    #[test]
    fn languages_of_the_world() {
        check("mar., 01 déc. 2020 16:11:02 +0000", "2020-12-01T23:11:02");
        check("14 de abril de 2022, 21:50", "2022-04-14T21:50");
        check("14. dubna 2022", "2022-04-14");
        check("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-12T00:00:00");
        check("2004-július-13T9:15-05:00", "2004-07-13T21:15");
        check("2004년 05월 28일  01:31:15", "2004-05-27T23:31:15");
        check("2004-05-25 오후 11:23:17", "2004-05-25T21:23:17");
        check("2022年4月14日 21:50", "2022-04-14T21:50");
        check("Jan. 4, 2016, 12:37 p.m.", "2016-01-04T12:37");
        check("Nov. 2020", "2020-11-01");
        check("30.10.23", "2023-10-30");
    }

    #[test]
    fn hours_in_words() {
        check("21h ngày 14/04/2022", "2022-04-14T21");
        check("lúc 8 giờ sáng ngày 14 tháng 4 năm 2022", "2022-04-14T08");
        check("8 giờ 30 phút ngày 14/04/2022", "2022-04-14T08:30");
        check("14/04/2022 1:15 trưa", "2022-04-14T13:15");
        check("Tin 24h, 14/04/2022", "2022-04-14");
        check("Bài 3: 14/04/2022", "2022-04-14");
        check("Thắng 3:1 ngày 14/04/2022", "2022-04-14");
        check("2022-4-14 9:5:3", "2022-04-14T09:05:03");
    }

    #[test]
    fn the_day_of_the_week_decides() {
        check("Sat, 11 04 2020 08:51:49 +0100", "2020-04-11T14:51:49");
        let check = |text: &str, expected: &str| {
            for order in [None, Some(DateOrder::MonthFirst), Some(DateOrder::DayFirst)] {
                assert_eq!(told(text, order), expected, "{text:?} {order:?}");
            }
        };
        check("Thứ 2, 4/5/2026 10:00", "2026-05-04T10:00");
        check("Sun, 4/5/2026 10:00", "2026-04-05T10:00");
        check("ngày 4/5/2026", "2026-05-04");
        check("4.5.2026", "2026-05-04");
    }

    #[test]
    fn relative_dates_are_coarse() {
        check("vài giây", "2026-11-24T12:30");
        check("khoảng 2 giờ trước", "2026-11-24T10");
        check("2 hours ago", "2026-11-24T10");
        check("1 tháng trước", "2026-10-24");
        check("2 năm trước", "2024-11-24");
        check("Hôm nay, lúc 09:15", "2026-11-24T09:15");
        check("chiều qua, 3:30", "2026-11-23T15:30");
        check("sáng nay 9:15", "2026-11-24T09:15");
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
            "QĐ 12-12-2012-TTg",
            "Tài khoản 10.12.2020.001",
            "Số 2022/04/14-ABC",
            "10-12-2020-2025",
            "giai đoạn 2022-2027",
            "Sáng 11.8",
            "Ngày 28/10",
            "%m/%d/%Y %I:%M:%S %p",
            "31/02/2022",
            "2022-13-45",
            "21:50",
            "ba giờ",
            "hai ngày",
            "năm 2022",
            "tháng 12/2022",
            "tháng 12 năm 2022",
            "số 20-CT/TW",
            "1234/QĐ-UBND",
            "15/2020/NĐ-CP",
            "14/04/2022/NĐ-CP",
            "2003-W49",
            "2022-2027",
            "1.2.34",
            "Phiên bản 1.2.24",
            "31 April 2022",
            "April 31 2022",
            "ngày 30 tháng 2 năm 2022",
            "25:00 14/04/2022",
            "14/04/2022 24:01",
            "2003-07-01T01:61:30-05:00",
            "2003-07-01T01:55:61-05:00",
            "2003-06-31T15:51:30-05:00",
            "2013-01-28T09:xx:00Z",
            "2013-01-28T09:00:00+00:xx",
            "Mon, 01 Jan 2024 10:00:00 +9999",
            "Sun, 09 Feb 1806 23:59:45 +0000",
            "2262-04-12T00:00:00Z",
            "/Date(-62135596800000)/",
            "/Date(99999999999999999)/",
            "100991231235959999",
            "253402300800",
            "+292277026596-12-04T15:30:07Z",
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
    }

    /// Dates in their proper form and what is nearly that.
    const NEARLY_PROPER: &str = "(Mon, |Tue, |Sun, |mon, |Sunday, |)[0-3]?[0-9] (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Tet) \
        (19|20|21|22|18)[0-9]{2} [0-2][0-9]:[0-6][0-9](:[0-6][0-9])? (GMT|UTC|Z|EST|GMT[+]7|[-+][01][0-9][0-6][0-9])\
        |(19|20|21|22|18)[0-9]{2}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?([.][0-9]{0,9})?(Z|[-+][01][0-9]:[0-6][0-9])";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn the_proper_form_is_read_as_the_grammar_reads_it(s in NEARLY_PROPER) {
            if let Some(claim) = proper(&s) {
                prop_assert_eq!(Some(claim), by_grammar(&s, None, FETCHED), "{}", s);
            }
        }

        #[test]
        fn no_date_leaves_the_years_that_dates_are_of(s in NEARLY_PROPER, n in any::<i64>(), m in any::<u64>()) {
            for text in [s, format!("/Date({n})/"), n.to_string(), m.to_string(), format!("{m}-01-01")] {
                let year = date(&text, None, FETCHED).map_or(2_000, |c| c.at.to_utc().year());
                prop_assert!((1_899..=2_200).contains(&year), "{} {}", text, year);
            }
        }
    }

    #[test]
    fn the_proper_forms_take_the_short_way() {
        let forms = ["Wed, 26 Jul 2017 19:55:20 +0700", "9 Feb 2006 23:59 GMT", "2022-04-14T14:50:05.25Z"];
        for form in forms {
            assert!(proper(form).is_some(), "{form}");
            assert_eq!(proper(form), by_grammar(form, None, FETCHED), "{form}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(s in "\\PC{0,40}") {
            date(&s, None, FETCHED);
        }

        #[test]
        fn anything_like_a_date_is_read_without_panic(
            s in "([0-9]{1,9}|[-/.:,+TZ ]|GMT|tháng|năm|mười|giờ|ngày|trước|cách|đây|Apr|PM|CH|Thứ|W|T|hôm|nay|vài|[(]|[)]|Asia/|Europe/Paris|z|/Date\\(){0,16}",
            at in i64::MIN..i64::MAX,
        ) {
            date(&s, Some(DateOrder::MonthFirst), Timestamp(at));
        }
    }
}
