//! What an answer says its charset is: in HTTP first, then in the XML declaration or a page's `meta`.

use super::prescan::page_charset;
use encoding_rs::{Encoding, GBK, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// A charset as declared.
#[derive(Debug, Clone, Copy)]
struct Label {
    /// What its bytes are read in.
    encoding: &'static Encoding,
    /// A narrower name that holds as long as there is nothing but ASCII.
    narrow: Option<&'static str>,
}

impl Label {
    /// `None` for labels nobody knows, and for those that a body which could be read this far cannot
    /// be in: UTF-16, and what encoding_rs refuses to read at all.
    fn new(label: &str) -> Option<Self> {
        let encoding = Encoding::for_label(label.as_bytes())?;
        if [UTF_16LE, UTF_16BE, REPLACEMENT].contains(&encoding) {
            return None;
        }
        let narrow = match label.trim().to_ascii_lowercase().as_str() {
            "us-ascii" | "ascii" => Some("us-ascii"),
            "iso-8859-1" | "latin1" | "l1" => Some("iso-8859-1"),
            _ => None,
        };
        let encoding = if encoding == X_USER_DEFINED { WINDOWS_1252 } else { encoding };
        Some(Self { encoding, narrow })
    }
}

/// The name of a charset, lower case.
pub fn name(encoding: &'static Encoding) -> String {
    // One decoder reads both, and this is the larger of the two.
    if encoding == GBK { "gb18030".into() } else { encoding.name().to_ascii_lowercase() }
}

/// How far into a document its XML declaration may begin, and end.
const MAX_DECLARATION_BYTES: usize = 1_024;

/// What an answer declares.
#[derive(Debug, Clone, Copy)]
pub struct Labels {
    header: Option<Label>,
    /// Of the XML declaration or of `meta`.
    inner: Option<Label>,
    is_text_xml: bool,
}

impl Labels {
    /// The labels of an answer.
    pub fn of(body: &[u8], content_type: Option<&str>) -> Self {
        let header = content_type.and_then(|ct| leniently(ct, "charset")).and_then(|l| Label::new(&l));
        let head = body.get(..body.len().min(MAX_DECLARATION_BYTES)).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let page = || page_charset(body).map(|encoding| Label { encoding, narrow: None });
        let inner = if is_feed(&head) {
            declared(&head)
        } else if head.trim_start().starts_with("<?xml") {
            declared(&head).or_else(page)
        } else {
            page().or_else(|| declared(&head))
        };
        Self { header, inner, is_text_xml: is_text_xml(content_type) }
    }

    /// The one that counts.
    pub fn first(&self) -> Option<&'static Encoding> {
        self.header.or(self.inner).map(|l| l.encoding)
    }

    /// The one that counts when the bytes are not UTF-8.
    pub fn legacy(&self) -> Option<&'static Encoding> {
        [self.header, self.inner].into_iter().flatten().map(|l| l.encoding).find(|e| *e != UTF_8)
    }

    /// The charset of a body of nothing but ASCII. RFC 3023 has `text/xml` without a charset be US-ASCII,
    /// whatever the declaration says; UTF-8 stays UTF-8, since that is what it will be one day.
    pub fn of_ascii(&self) -> String {
        match (self.header.or(self.inner), self.header) {
            (first, None) if self.is_text_xml && first.is_none_or(|l| l.encoding != UTF_8) => {
                "us-ascii".into()
            }
            (Some(label), _) => label.narrow.map_or_else(|| name(label.encoding), str::to_owned),
            (None, _) => "utf-8".into(),
        }
    }
}

/// `text/xml` and its like.
fn is_text_xml(content_type: Option<&str>) -> bool {
    let media_type = content_type.and_then(|ct| ct.split(';').next()).unwrap_or_default();
    let media_type = media_type.trim().to_ascii_lowercase();
    media_type.starts_with("text/") && (media_type.contains("/xml") || media_type.ends_with("+xml"))
}

/// `meta` within a feed is about something else.
fn is_feed(head: &str) -> bool {
    let root = |rest: &str| {
        ["rss", "feed", "rdf:", "channel"]
            .iter()
            .any(|name| rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)))
    };
    head.split('<').skip(1).any(root)
}

/// The charset of the XML declaration.
fn declared(head: &str) -> Option<Label> {
    let declaration = head.get(head.find("<?xml")?..)?;
    let end = declaration.find("?>").unwrap_or(declaration.len());
    leniently(declaration.get(..end)?, "encoding").and_then(|l| Label::new(&l))
}

/// The charset parameter of a media type, as `meta` has it (WHATWG HTML, "extracting a character
/// encoding from a meta element").
pub fn charset_in(text: &str) -> Option<&str> {
    value(text, "charset")
}

/// As [`value`], a quotation mark too few forgiven.
fn leniently(text: &str, key: &str) -> Option<String> {
    let strictly = value(text, key).map(str::to_owned);
    strictly.or_else(|| value(&text.replace(['"', '\''], " "), key).map(str::to_owned))
}

/// What is given for `key` in `text`.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    // Lower case of ASCII alone: places stay where they are.
    let lower = text.to_ascii_lowercase();
    let is_space = |c: char| c.is_ascii_whitespace();
    let given = lower.match_indices(key).find_map(|(at, _)| {
        let after = text.get(at + key.len()..)?.trim_start_matches(is_space);
        Some(after.strip_prefix('=')?.trim_start_matches(is_space))
    })?;
    let value = match given.chars().next()? {
        quote @ ('"' | '\'') => given.get(1..)?.split_once(quote)?.0,
        _ => given.split(|c| is_space(c) || matches!(c, ';' | '?')).next()?,
    };
    Some(value.trim()).filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name for ASCII, and the charset for what is no UTF-8.
    fn check(body: &str, content_type: Option<&str>, ascii: &str, legacy: Option<&str>) {
        let labels = Labels::of(body.as_bytes(), content_type);
        let found = labels.legacy().map(name);
        assert_eq!(
            (labels.of_ascii().as_str(), found.as_deref()),
            (ascii, legacy),
            "{body:?} {content_type:?}"
        );
    }

    #[test]
    fn http_precedes_the_declaration() {
        let feed = "<?xml version='1.0' encoding = \"windows-1258\" ?><rss>";
        check(feed, Some("application/rss+xml; Charset = 'koi8-r'"), "koi8-r", Some("koi8-r"));
        check(feed, Some("application/rss+xml; charset=\"big5"), "big5", Some("big5"));
        check(feed, Some("application/rss+xml; charset:big5"), "windows-1258", Some("windows-1258"));
        check(feed, Some("application/rss+xml; charset=utf-8"), "utf-8", Some("windows-1258"));
        check(feed, None, "windows-1258", Some("windows-1258"));
        check("<rss><![CDATA[<meta charset=big5>", None, "utf-8", None);
    }

    #[test]
    fn nothing_said_of_text_is_ascii() {
        check("<rss>", Some("text/xml"), "us-ascii", None);
        check("<?xml encoding='iso-8859-1'?><rss>", Some("text/rss+xml;"), "us-ascii", Some("windows-1252"));
        check("<?xml encoding='utf-8'?><rss>", Some("text/xml"), "utf-8", None);
        check("<rss>", Some("text/xml; charset=ascii"), "us-ascii", Some("windows-1252"));
        check("<rss>", Some("application/xml"), "utf-8", None);
    }

    #[test]
    fn labels_that_cannot_be_are_none() {
        for label in ["utf-16", "x-klingon", "utf-7", "utf-32", "iso-2022-kr", "replacement", ""] {
            check(&format!("<?xml encoding='{label}'?><rss>"), None, "utf-8", None);
        }
        check("<?xml encoding='gb2312'?><rss>", None, "gb18030", Some("gb18030"));
        check("<?xml encoding='latin1'?><rss>", None, "iso-8859-1", Some("windows-1252"));
    }

    #[test]
    fn pages_name_theirs_in_a_meta() {
        let html = Some("text/html;charset=big5");
        check("<!DOCTYPE html><meta charset=koi8-r>", html, "big5", Some("big5"));
        check("<!DOCTYPE html><meta charset=koi8-r>", Some("text/html"), "koi8-r", Some("koi8-r"));
        check("<?xml encoding='big5'?><html><meta charset=koi8-r>", None, "big5", Some("big5"));
    }
}
