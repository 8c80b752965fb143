//! Times in documents. Years outside 1 to 9999 have no form there and are clamped.

use crate::model::Timestamp;
use chrono::{Datelike, Timelike};

const FIRST: i64 = -62_135_596_800; // 0001-01-01T00:00:00Z
const LAST: i64 = 253_402_300_799; // 9999-12-31T23:59:59Z

/// RFC 3339, as Atom and JSON Feed want it.
pub(super) fn rfc3339(time: Timestamp) -> String {
    let time = clamped(time).to_utc();
    let mut text = String::with_capacity(20);
    let parts = [time.month(), time.day(), time.hour(), time.minute(), time.second()];
    digits(&mut text, time.year().unsigned_abs() / 100);
    digits(&mut text, time.year().unsigned_abs() % 100);
    for (mark, part) in ['-', '-', 'T', ':', ':'].into_iter().zip(parts) {
        text.push(mark);
        digits(&mut text, part);
    }
    text.push('Z');
    text
}

/// Two digits: three times in every entry, where the general formatter costs more than all of the escaping.
fn digits(text: &mut String, number: u32) {
    let digit = |n: u32| char::from_digit(n % 10, 10).unwrap_or('0');
    text.extend([digit(number / 10), digit(number)]);
}

/// RFC 2822, as RSS 2.0 wants it.
pub(super) fn rfc2822(time: Timestamp) -> String {
    clamped(time).to_utc().to_rfc2822()
}

fn clamped(time: Timestamp) -> Timestamp {
    Timestamp(time.0.clamp(FIRST, LAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_has_a_form() {
        let check = |seconds: i64, long: &str, short: &str| {
            assert_eq!(rfc3339(Timestamp(seconds)), long);
            assert_eq!(long.parse(), Ok(clamped(Timestamp(seconds))));
            assert_eq!(rfc2822(Timestamp(seconds)), short);
        };
        check(0, "1970-01-01T00:00:00Z", "Thu, 1 Jan 1970 00:00:00 +0000");
        check(1_795_136_409, "2026-11-20T01:00:09Z", "Fri, 20 Nov 2026 01:00:09 +0000");
        check(-1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000");
        check(i64::MIN, "0001-01-01T00:00:00Z", "Mon, 1 Jan 0001 00:00:00 +0000");
        check(i64::MAX, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 +0000");
    }
}
