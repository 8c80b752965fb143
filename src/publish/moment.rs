//! Times in documents. Years outside 1 to 9999 have no form there and are clamped.

use crate::model::Timestamp;

const FIRST: i64 = -62_135_596_800; // 0001-01-01T00:00:00Z
const LAST: i64 = 253_402_300_799; // 9999-12-31T23:59:59Z

/// RFC 3339, as Atom and JSON Feed want it.
pub(super) fn rfc3339(time: Timestamp) -> String {
    clamped(time).to_string()
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
            assert_eq!(rfc2822(Timestamp(seconds)), short);
        };
        check(0, "1970-01-01T00:00:00Z", "Thu, 1 Jan 1970 00:00:00 +0000");
        check(i64::MIN, "0001-01-01T00:00:00Z", "Mon, 1 Jan 0001 00:00:00 +0000");
        check(i64::MAX, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 +0000");
    }
}
