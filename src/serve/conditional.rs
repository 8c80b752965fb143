//! Conditional requests (RFC 9110 §13): whether the client has the document already.

use axum::http::{HeaderMap, header};
use std::time::{Duration, SystemTime};

/// What the preconditions of a GET or HEAD come to, in the order of RFC 9110 §13.2.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Send the document.
    Send,
    /// 304.
    NotModified,
    /// 412.
    Failed,
}

/// Judges the preconditions against the strong `etag` (with quotes) and the time of the last change.
pub(super) fn judge(headers: &HeaderMap, etag: &str, last_modified: SystemTime) -> Verdict {
    if headers.contains_key(header::IF_MATCH) {
        if !matches(headers, header::IF_MATCH, etag, Comparison::Strong) {
            return Verdict::Failed;
        }
    } else if date(headers, header::IF_UNMODIFIED_SINCE).is_some_and(|since| last_modified > since) {
        return Verdict::Failed;
    }
    let unchanged = if headers.contains_key(header::IF_NONE_MATCH) {
        matches(headers, header::IF_NONE_MATCH, etag, Comparison::Weak)
    } else {
        date(headers, header::IF_MODIFIED_SINCE).is_some_and(|since| last_modified <= since)
    };
    if unchanged { Verdict::NotModified } else { Verdict::Send }
}

/// A time as the protocol has it: whole seconds from 1970 to 9999.
pub(super) fn http_time(unix_seconds: i64) -> SystemTime {
    const LAST: u64 = 253_402_300_799;
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(unix_seconds).unwrap_or(0).min(LAST))
}

/// The comparison functions of RFC 9110 §8.8.3.2; our own tags are all strong.
#[derive(Clone, Copy, PartialEq)]
enum Comparison {
    Strong,
    Weak,
}

fn matches(headers: &HeaderMap, field: header::HeaderName, etag: &str, comparison: Comparison) -> bool {
    headers.get_all(field).iter().any(|value| {
        let value = value.as_bytes().trim_ascii();
        value == b"*" || tags(value).any(|tag| tag.opaque == etag.as_bytes() && tag.counts(comparison))
    })
}

/// One entity tag of a list.
struct Tag<'a> {
    weak: bool,
    opaque: &'a [u8],
}

impl Tag<'_> {
    fn counts(&self, comparison: Comparison) -> bool {
        comparison == Comparison::Weak || !self.weak
    }
}

/// The tags of a list; what is no tag ends it. A comma inside quotes belongs to its tag.
fn tags(mut list: &[u8]) -> impl Iterator<Item = Tag<'_>> {
    std::iter::from_fn(move || {
        let start = list.iter().position(|b| !matches!(b, b' ' | b'\t' | b','))?;
        let rest = list.get(start..)?;
        let weak = rest.starts_with(b"W/");
        let quoted = rest.get(if weak { 2 } else { 0 }..)?;
        let end = quoted.strip_prefix(b"\"")?.iter().position(|&b| b == b'"')? + 2;
        list = quoted.get(end..)?;
        Some(Tag { weak, opaque: quoted.get(..end)? })
    })
}

/// A date in any of the three forms of RFC 9110 §5.6.7; what is none, or given twice, does not count.
fn date(headers: &HeaderMap, field: header::HeaderName) -> Option<SystemTime> {
    let mut values = headers.get_all(field).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    httpdate::parse_http_date(value.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    const ETAG: &str = "\"0123-gzip\"";
    const CHANGED: i64 = 784_111_777; // Sun, 06 Nov 1994 08:49:37 GMT

    fn verdict(fields: &[(&'static str, &str)]) -> Verdict {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        judge(&headers, ETAG, http_time(CHANGED))
    }

    #[test]
    fn if_none_match_compares_weakly_over_lists() {
        let check = |value: &str, expected: Verdict| {
            assert_eq!(verdict(&[("if-none-match", value)]), expected, "{value:?}");
        };
        check("\"0123-gzip\"", Verdict::NotModified);
        check("W/\"0123-gzip\"", Verdict::NotModified);
        check("*", Verdict::NotModified);
        check(" * ", Verdict::NotModified);
        check("\"a\", W/\"b\" ,\t\"0123-gzip\"", Verdict::NotModified);
        check(",,\"0123-gzip\"", Verdict::NotModified);
        check("\"a,b\", \"0123-gzip\"", Verdict::NotModified);
        check("\"0123\"", Verdict::Send);
        check("\"0123-br\"", Verdict::Send);
        check("\"a,\"0123-gzip\"", Verdict::Send);
        check("0123-gzip", Verdict::Send);
        check("w/\"0123-gzip\"", Verdict::Send);
        check("\"0123-gzip", Verdict::Send);
        check("", Verdict::Send);
        check("\"", Verdict::Send);
        check("W/", Verdict::Send);
        check("\u{e9}\"0123-gzip\"", Verdict::Send);
    }

    #[test]
    fn every_form_of_a_date_is_read() {
        let check = |value: &str, expected: Verdict| {
            assert_eq!(verdict(&[("if-modified-since", value)]), expected, "{value:?}");
        };
        check("Sun, 06 Nov 1994 08:49:37 GMT", Verdict::NotModified);
        check("Sunday, 06-Nov-94 08:49:37 GMT", Verdict::NotModified);
        check("Sun Nov  6 08:49:37 1994", Verdict::NotModified);
        check("Sun, 06 Nov 1994 08:49:36 GMT", Verdict::Send);
        check("Sat, 06 Nov 2094 08:49:36 GMT", Verdict::NotModified);
        check("yesterday", Verdict::Send);
        check("", Verdict::Send);
        check("0", Verdict::Send);
    }

    #[test]
    fn tags_take_precedence_over_dates() {
        const OLD: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
        const SAME: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
        let check = |fields: &[(&'static str, &str)], expected: Verdict| {
            assert_eq!(verdict(fields), expected, "{fields:?}");
        };
        check(&[], Verdict::Send);
        check(&[("if-none-match", "\"x\""), ("if-modified-since", SAME)], Verdict::Send);
        check(&[("if-none-match", ETAG), ("if-modified-since", OLD)], Verdict::NotModified);
        check(&[("if-none-match", "\"x\""), ("if-none-match", ETAG)], Verdict::NotModified);
        check(&[("if-match", ETAG)], Verdict::Send);
        check(&[("if-match", "*")], Verdict::Send);
        check(&[("if-match", "W/\"0123-gzip\"")], Verdict::Failed);
        check(&[("if-match", "\"x\""), ("if-none-match", ETAG)], Verdict::Failed);
        check(&[("if-unmodified-since", OLD)], Verdict::Failed);
        check(&[("if-unmodified-since", SAME), ("if-none-match", ETAG)], Verdict::NotModified);
        check(&[("if-match", ETAG), ("if-unmodified-since", OLD)], Verdict::Send);
        check(&[("if-modified-since", OLD), ("if-modified-since", SAME)], Verdict::Send);
    }
}
