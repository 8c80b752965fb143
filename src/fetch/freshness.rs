//! What header fields say about time: `Cache-Control`, `Expires`, `Retry-After`, HTTP-dates.

use crate::model::{Answer, Timestamp};
use chrono::{DateTime, NaiveDateTime};
use std::time::Duration;

/// Longest freshness believed, in seconds; the schedule bounds it by `max_interval` anyway.
const MAX_FRESH_SECONDS: u64 = 365 * 24 * 3600;

/// The first field of that (lower-case) name, trimmed.
pub(super) fn field<'a>(answer: &'a Answer, name: &str) -> Option<&'a [u8]> {
    answer.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim_ascii())
}

fn text<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    field(answer, name).and_then(|value| std::str::from_utf8(value).ok())
}

/// How long the response stays fresh (RFC 9111 §4.2.1); absent when it says nothing usable.
///
/// `no-store`, `no-cache` and an `Expires` in the past forbid caching, which a poller does not do: they
/// are no wish to be asked constantly, so they count as silence.
pub(super) fn fresh_for(answer: &Answer, now: Timestamp) -> Option<Duration> {
    let mut max_age: Option<u64> = None;
    for (_, value) in answer.headers.iter().filter(|(name, _)| name == "cache-control") {
        for directive in String::from_utf8_lossy(value).split(',') {
            let (name, argument) = directive.split_once('=').unwrap_or((directive, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "no-store" | "no-cache" => return None,
                "max-age" => {
                    let seconds = argument.trim().trim_matches('"').parse::<u64>().ok()?;
                    max_age = Some(max_age.map_or(seconds, |least| least.min(seconds)));
                }
                _ => {}
            }
        }
    }
    let seconds = match max_age {
        Some(seconds) => {
            let age = text(answer, "age").and_then(|a| a.parse::<u64>().ok()).unwrap_or(0);
            seconds.saturating_sub(age)
        }
        None => {
            let expires = date(text(answer, "expires")?)?;
            expires.since(served(answer, now)).as_secs()
        }
    };
    (seconds > 0).then(|| Duration::from_secs(seconds.min(MAX_FRESH_SECONDS)))
}

/// What `Retry-After` asks for (RFC 9110 §10.2.3), in seconds or as a date; unbounded.
pub(super) fn retry_after(answer: &Answer, now: Timestamp) -> Option<Duration> {
    let value = text(answer, "retry-after")?;
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        // digits beyond 64 bits still mean "very long"
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    date(value).map(|at| at.since(served(answer, now)))
}

/// How old the representation was by the server's own clock when it was sent: `Date` − `Last-Modified`.
pub(super) fn age_of_representation(answer: &Answer) -> Option<Duration> {
    let modified = date(text(answer, "last-modified")?)?;
    let sent = date(text(answer, "date")?)?;
    (sent >= modified).then(|| sent.since(modified))
}

/// When the response was made by the server's own clock, so that a wrong clock there does no harm.
fn served(answer: &Answer, now: Timestamp) -> Timestamp {
    text(answer, "date").and_then(date).unwrap_or(now)
}

/// An HTTP-date in any of its three forms (RFC 9110 §5.6.7); the weekday is not believed, only skipped.
pub(super) fn date(value: &str) -> Option<Timestamp> {
    let value = value.trim();
    if value.len() > 64 {
        return None;
    }
    if let Some((_, rest)) = value.split_once(',') {
        let rest = rest.trim();
        if let Ok(at) = DateTime::parse_from_rfc2822(rest) {
            return Some(Timestamp(at.timestamp()));
        }
        return naive(rest, "%d-%b-%y %H:%M:%S GMT");
    }
    let (_, rest) = value.split_once(' ')?;
    naive(rest.trim(), "%b %e %H:%M:%S %Y")
}

fn naive(value: &str, format: &str) -> Option<Timestamp> {
    NaiveDateTime::parse_from_str(value, format).ok().map(|at| Timestamp(at.and_utc().timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    fn answer(fields: &[(&str, &str)]) -> Answer {
        let headers = fields.iter().map(|(n, v)| ((*n).to_owned(), v.as_bytes().to_vec())).collect();
        Answer {
            hops: Vec::new(),
            final_url: "http://a.example/".parse().unwrap(),
            status: 200,
            headers,
            body: Vec::new(),
            wire_bytes: 0,
            fault: None,
            took: Duration::ZERO,
        }
    }

    #[test]
    fn dates_in_all_three_forms() {
        let check =
            |value: &str, seconds: Option<i64>| assert_eq!(date(value).map(|t| t.0), seconds, "{value}");
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777));
        check("Mon, 06 Nov 1994 08:49:37 GMT", Some(784_111_777));
        check("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777));
        check("Sun Nov  6 08:49:37 1994", Some(784_111_777));
        check("0", None);
        check("-1", None);
        check("", None);
        check("Sun, 99 Nov 1994 08:49:37 GMT", None);
    }

    #[test]
    fn freshness_is_a_wish_to_be_left_alone_and_its_absence_no_wish_at_all() {
        let now = date(NOW).unwrap();
        let check = |fields: &[(&str, &str)], seconds: Option<u64>| {
            assert_eq!(fresh_for(&answer(fields), now).map(|d| d.as_secs()), seconds, "{fields:?}");
        };
        check(&[], None);
        check(&[("cache-control", "public, max-age=600")], Some(600));
        check(&[("cache-control", "Max-Age=\"600\"")], Some(600));
        check(&[("cache-control", "max-age=600"), ("age", "100")], Some(500));
        check(&[("cache-control", "max-age=600"), ("age", "900")], None);
        check(&[("cache-control", "max-age=600, max-age=60")], Some(60));
        check(&[("cache-control", "max-age=0")], None);
        check(&[("cache-control", "max-age=99999999999999999999999")], None);
        check(&[("cache-control", "no-store, no-cache, must-revalidate, max-age=600")], None);
        check(&[("cache-control", "public"), ("cache-control", "no-store")], None);
        check(&[("expires", "Sun, 06 Nov 1994 09:49:37 GMT")], Some(3600));
        check(
            &[("expires", "Sun, 06 Nov 1994 09:49:37 GMT"), ("date", "Sun, 06 Nov 1994 09:39:37 GMT")],
            Some(600),
        );
        check(&[("expires", "Thu, 19 Nov 1981 08:52:00 GMT"), ("cache-control", "no-store")], None);
        check(&[("expires", "0")], None);
        check(&[("cache-control", "max-age=60"), ("expires", "Sun, 06 Nov 1995 09:49:37 GMT")], Some(60));
    }

    #[test]
    fn retry_after_in_seconds_or_as_a_date() {
        let now = date(NOW).unwrap();
        let check = |value: &str, seconds: Option<u64>| {
            assert_eq!(
                retry_after(&answer(&[("retry-after", value)]), now).map(|d| d.as_secs()),
                seconds,
                "{value}"
            );
        };
        check("120", Some(120));
        check(" 120 ", Some(120));
        check("0", Some(0));
        check("999999999999999999999999999", Some(u64::MAX));
        check("Sun, 06 Nov 1994 08:59:37 GMT", Some(600));
        check("Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
        check("soon", None);
        check("-5", None);
        check("", None);
    }
}
