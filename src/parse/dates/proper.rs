//! Dates of feeds in their proper form, read in one pass over their bytes: RFC 822 with four digits of the
//! year, RFC 3339. Whatever is odd in the least is left to the grammar of [`super::date`], which reads the
//! same out of these.

use super::day::ymd;
use crate::model::{Claim, Precision, Timestamp};

const MONTHS: [&[u8; 3]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

const WEEKDAYS: [&[u8; 3]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

/// Farthest zones east and west, in hours.
const MAX_HOURS: u32 = 14;

/// A date in its proper form.
pub fn proper(text: &str) -> Option<Claim> {
    rfc_3339(text.as_bytes()).or_else(|| rfc_822(text.as_bytes()))
}

/// `2022-04-14T21:50:05+07:00`, `2022-04-14T14:50:05.123Z`.
fn rfc_3339(text: &[u8]) -> Option<Claim> {
    let [a, b, c, d, b'-', m, n, b'-', x, y, b'T', h, i, b':', j, k, b':', s, t, rest @ ..] = text else {
        return None;
    };
    let zone = match rest.strip_prefix(b".") {
        Some(fraction) => {
            let length = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
            fraction.get(length..).filter(|_| length > 0)?
        }
        None => rest,
    };
    let offset = match *zone {
        [b'Z'] => 0,
        [sign, h, i, b':', j, k] => offset(sign, [h, i, j, k])?,
        _ => return None,
    };
    let day = (two(*a, *b)? * 100 + two(*c, *d)?, two(*m, *n)?, two(*x, *y)?);
    claim(day, (two(*h, *i)?, two(*j, *k)?, two(*s, *t)?), Precision::Second, offset)
}

/// `Thu, 14 Apr 2022 21:50:05 +0700`, with or without weekday and seconds.
fn rfc_822(text: &[u8]) -> Option<Claim> {
    let text = match text {
        [x, y, z, b',', b' ', rest @ ..] if WEEKDAYS.contains(&&[*x, *y, *z]) => rest,
        _ => text,
    };
    let (day, rest) = match text {
        [x, b' ', rest @ ..] => (two(b'0', *x)?, rest),
        [x, y, b' ', rest @ ..] => (two(*x, *y)?, rest),
        _ => return None,
    };
    let [x, y, z, b' ', a, b, c, d, b' ', h, i, b':', j, k, rest @ ..] = rest else { return None };
    let month = MONTHS.iter().zip(1..).find(|(name, _)| ***name == [*x, *y, *z])?.1;
    let (second, precision, zone) = match rest {
        [b':', s, t, b' ', zone @ ..] => (two(*s, *t)?, Precision::Second, zone),
        [b' ', zone @ ..] => (0, Precision::Minute, zone),
        _ => return None,
    };
    let offset = match *zone {
        [b'G', b'M', b'T'] | [b'U', b'T', b'C'] | [b'Z'] => 0,
        [sign, h, i, j, k] => offset(sign, [h, i, j, k])?,
        _ => return None,
    };
    let year = two(*a, *b)? * 100 + two(*c, *d)?;
    claim((year, month, day), (two(*h, *i)?, two(*j, *k)?, second), precision, offset)
}

/// Two digits.
fn two(tens: u8, ones: u8) -> Option<u32> {
    let digit = |b: u8| b.is_ascii_digit().then(|| u32::from(b - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// Seconds east of Greenwich.
fn offset(sign: u8, [h, i, j, k]: [u8; 4]) -> Option<i64> {
    let (hours, minutes) = (two(h, i)?, two(j, k)?);
    let seconds = i64::from(hours * 3_600 + minutes * 60);
    match sign {
        _ if hours > MAX_HOURS || minutes > 59 => None,
        b'+' => Some(seconds),
        b'-' => Some(-seconds),
        _ => None,
    }
}

fn claim(
    (year, month, day): (u32, u32, u32),
    (hour, minute, second): (u32, u32, u32),
    precision: Precision,
    offset: i64,
) -> Option<Claim> {
    let midnight = ymd(year, month, day)?.and_hms_opt(hour, minute, second)?.and_utc().timestamp();
    Some(Claim { at: Timestamp(midnight - offset), precision })
}
