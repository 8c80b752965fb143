//! Addresses in leads made absolute.

use std::borrow::Cow;
use url::{ParseError, Url};

/// An address as an absolute one over http(s); with `mail` also an e-mail address or telephone number.
pub(super) fn absolute<'a>(address: &'a str, base: Option<&Url>, mail: bool) -> Option<Cow<'a, str>> {
    if is_absolute(address) {
        return Some(Cow::Borrowed(address));
    }
    if address.trim().is_empty() {
        return None;
    }
    let url = match Url::parse(address) {
        Err(ParseError::RelativeUrlWithoutBase) => base?.join(address).ok()?,
        parsed => parsed.ok()?,
    };
    // An address that is absolute stays as it is written.
    let clean = |b: u8| b.is_ascii_graphic() && b != b'\\';
    let written =
        address.bytes().all(clean) && ["http://", "https://"].iter().any(|s| address.starts_with(s));
    match url.scheme() {
        "http" | "https" if !url.has_host() => None,
        "http" | "https" if written => Some(Cow::Borrowed(address)),
        "mailto" | "tel" if !mail => None,
        "http" | "https" | "mailto" | "tel" => Some(Cow::Owned(url.into())),
        _ => None,
    }
}

/// Whether an address is one that a parser of URLs would give back as it stands: most are, and need none.
fn is_absolute(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let Some(slash) = rest.find('/') else { return false };
    let (host, path) = rest.split_at(slash);
    let label = |l: &str| {
        let letters = l.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        letters && !l.is_empty() && !l.starts_with("xn--")
    };
    let top = host.rsplit('.').next().unwrap_or_default();
    let plain = |b: u8| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b'/' | b'-'
                    | b'.'
                    | b'_'
                    | b'~'
                    | b'?'
                    | b'='
                    | b'&'
                    | b'%'
                    | b'+'
                    | b','
                    | b':'
                    | b';'
                    | b'@'
                    | b'!'
            )
    };
    host.split('.').all(label)
        && !top.is_empty()
        && top.bytes().all(|b| b.is_ascii_lowercase())
        && path.bytes().all(plain)
        && !path.contains("/.")
        && !path.contains("%2e")
        && !path.contains("%2E")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_become_absolute_or_nothing() {
        let base = Url::parse("https://bao.example/tin/").unwrap();
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(absolute(address, Some(&base), false).as_deref(), expected, "{address:?}");
        };
        check("/a.html", Some("https://bao.example/a.html"));
        check("//c.example/a b", Some("https://c.example/a%20b"));
        check("http://C.example", Some("http://C.example"));
        check("https://c.example/đ", Some("https://c.example/%C4%91"));
        check(" https://c.example/a ", Some("https://c.example/a"));
        check("https://c.example\\@d.example/", Some("https://c.example/@d.example/"));
        check("HTTPS://c.example/", Some("https://c.example/"));
        check("mailto:a@c.example", None);
        check("java\tscript:1", None);
        check("http://", None);
        check("ftp://c.example/", None);
        check(" ", None);
        assert_eq!(absolute("a", None, false), None);
        assert_eq!(absolute("tel:1", None, true).as_deref(), Some("tel:1"));
    }

    proptest! {
        #[test]
        fn what_is_taken_for_an_address_is_one(
            host in "[a-z0-9.-]{1,12}(\\.[a-z]{1,4})?", path in "/[a-zA-Z0-9/._~?=&%+,:;@!2eE-]{0,20}",
        ) {
            let address = format!("https://{host}{path}");
            if is_absolute(&address) {
                prop_assert_eq!(Url::parse(&address).unwrap().to_string(), address);
            }
        }
    }
}
