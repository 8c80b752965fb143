//! Addresses as feeds write them, made absolute. Only http(s) leads anywhere.

use url::Url;

/// Longest address kept, in bytes.
const MAX_URL_BYTES: usize = 8_192;

/// `text` as an absolute http(s) address. Kept as published where it already is one; white space and
/// line breaks around and inside it go.
pub fn absolute(text: &str, base: &Url) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > MAX_URL_BYTES {
        return None;
    }
    let joined = if trimmed.contains(['\n', '\r', '\t']) {
        trimmed.split(['\n', '\r', '\t']).map(str::trim).collect()
    } else {
        trimmed.to_owned()
    };
    match Url::parse(&joined) {
        Ok(url) => (is_http(&url) && url.has_host()).then_some(joined).map(|j| with_slashes(j, &url)),
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            base.join(&joined).ok().filter(is_http).map(String::from)
        }
        Err(_) => None,
    }
}

/// `http:host/path` is an address to browsers and to nobody else.
fn with_slashes(text: String, url: &Url) -> String {
    let written = text.to_ascii_lowercase();
    if written.starts_with("http://") || written.starts_with("https://") { text } else { url.to_string() }
}

/// `text` as an absolute address by itself.
pub fn itself_absolute(text: &str) -> Option<Url> {
    let trimmed = text.trim();
    let lower = trimmed.get(..8.min(trimmed.len())).unwrap_or_default().to_ascii_lowercase();
    if trimmed.len() > MAX_URL_BYTES || !(lower.starts_with("http://") || lower.starts_with("https://")) {
        return None;
    }
    Url::parse(trimmed).ok().filter(Url::has_host)
}

/// A base below another: `xml:base` may be relative, and a bad one counts as none.
pub fn rebased(base: &Url, given: Option<&str>) -> Url {
    given.and_then(|g| base.join(g.trim()).ok()).filter(is_http).unwrap_or_else(|| base.clone())
}

fn is_http(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_absolute_or_nothing() {
        let base = Url::parse("https://bao.example/vi/rss/").unwrap();
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(absolute(text, &base).as_deref(), expected, "{text:?}")
        };
        check(" https://bao.example/a.html\n", Some("https://bao.example/a.html"));
        check("https://bao.example/Tin tức", Some("https://bao.example/Tin tức"));
        check("/tin-2.html", Some("https://bao.example/tin-2.html"));
        check("a.html", Some("https://bao.example/vi/rss/a.html"));
        check("//m.bao.example/a", Some("https://m.bao.example/a"));
        check("https://bao.example/a\n  b", Some("https://bao.example/ab"));
        check("http:bao.example/a", Some("http://bao.example/a"));
        check("javascript:alert(1)", None);
        check("ftp://bao.example/", None);
        check("http://", None);
        check("", None);
    }

    #[test]
    fn bases_nest() {
        let base = Url::parse("https://bao.example/a/").unwrap();
        let check =
            |given: Option<&str>, expected: &str| assert_eq!(rebased(&base, given).as_str(), expected);
        check(None, "https://bao.example/a/");
        check(Some("b/"), "https://bao.example/a/b/");
        check(Some("http://["), "https://bao.example/a/");
        check(Some("tag:x"), "https://bao.example/a/");
    }
}
