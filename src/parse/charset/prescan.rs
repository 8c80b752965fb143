//! The `meta` of a web page that names its charset, found in bytes (WHATWG HTML, "prescan a byte
//! stream to determine its encoding").

use super::label::charset_in;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How much of a page the standard has searched.
const MAX_PRESCAN_BYTES: usize = 1_024;

/// How much is searched when that names none: a browser would come upon a later `meta` and begin anew.
const MAX_LATE_BYTES: usize = 65_536;

/// The charset that a page names for itself.
pub fn page_charset(body: &[u8]) -> Option<&'static Encoding> {
    let head = |bytes: usize| body.get(..body.len().min(bytes)).unwrap_or_default();
    prescan(head(MAX_PRESCAN_BYTES)).or_else(|| match body.len() > MAX_PRESCAN_BYTES {
        true => prescan(head(MAX_LATE_BYTES)),
        false => None,
    })
}

/// The charset that a `meta` within `bytes` names. What the bytes cut off in the middle does not count.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut cursor = Cursor { bytes, at: 0 };
    loop {
        cursor.at += cursor.rest().iter().position(|b| *b == b'<')?;
        let rest = cursor.rest();
        if rest.starts_with(b"<!--") {
            cursor.at += 2;
            cursor.at += cursor.rest().windows(3).position(|w| w == b"-->")? + 3;
        } else if is_meta(rest) {
            cursor.at += 5;
            if let Some(encoding) = cursor.meta()? {
                return Some(encoding);
            }
        } else if is_tag(rest) {
            cursor.at += rest.iter().position(|b| is_space(*b) || *b == b'>')?;
            while cursor.attribute()?.is_some() {}
        } else if matches!(rest.get(1), Some(b'!' | b'/' | b'?')) {
            cursor.at += rest.iter().position(|b| *b == b'>')?;
        } else {
            cursor.at += 1;
        }
    }
}

fn is_meta(rest: &[u8]) -> bool {
    rest.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta"))
        && rest.get(5).is_some_and(|b| is_space(*b) || *b == b'/')
}

fn is_tag(rest: &[u8]) -> bool {
    let letter = |at| rest.get(at).is_some_and(u8::is_ascii_alphabetic);
    letter(1) || rest.get(1) == Some(&b'/') && letter(2)
}

fn is_space(b: u8) -> bool {
    matches!(b, b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// A name and its value.
type Attribute = (Vec<u8>, Vec<u8>);

/// A place in the bytes. Its methods return `None` where the bytes end: nothing more is to be found.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over the bytes that are `wanted`, and returns them.
    fn over(&mut self, wanted: impl Fn(u8) -> bool) -> Option<&'a [u8]> {
        let rest = self.rest();
        let length = rest.iter().position(|b| !wanted(*b))?;
        self.at += length;
        rest.get(..length)
    }

    /// The charset of the `meta` whose attributes follow, if it names one.
    fn meta(&mut self) -> Option<Option<&'static Encoding>> {
        let (mut seen, mut pragma, mut needs_pragma) = (Vec::new(), false, None);
        let mut charset = None;
        while let Some((name, value)) = self.attribute()? {
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => pragma = value.eq_ignore_ascii_case(b"content-type"),
                b"content" if charset.is_none() => {
                    charset = charset_in(&String::from_utf8_lossy(&value)).and_then(|l| known(l.as_bytes()));
                    needs_pragma = charset.is_some().then_some(true).or(needs_pragma);
                }
                b"charset" => {
                    charset = known(&value);
                    needs_pragma = Some(false);
                }
                _ => {}
            }
            seen.push(name);
        }
        Some(charset.filter(|_| needs_pragma.is_some_and(|needs| pragma || !needs)))
    }

    /// The next attribute of a tag; `Some(None)` where the tag ends.
    fn attribute(&mut self) -> Option<Option<Attribute>> {
        self.over(|b| is_space(b) || b == b'/')?;
        if self.peek()? == b'>' {
            return Some(None);
        }
        // An attribute may begin with `=`.
        let from = self.at;
        self.at += usize::from(self.peek()? == b'=');
        self.over(|b| !is_space(b) && !matches!(b, b'=' | b'/' | b'>'))?;
        let name = self.bytes.get(from..self.at)?.to_ascii_lowercase();
        self.over(is_space)?;
        if self.peek()? != b'=' {
            return Some(Some((name, Vec::new())));
        }
        self.at += 1;
        self.over(is_space)?;
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.over(|b| b != quote)?;
                self.at += 1;
                value
            }
            _ => self.over(|b| !is_space(b) && b != b'>')?,
        };
        Some(Some((name, value.to_owned())))
    }
}

/// A document whose `meta` could be read is not in UTF-16, whatever it says.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    match encoding {
        e if e == UTF_16BE || e == UTF_16LE => Some(UTF_8),
        e if e == X_USER_DEFINED => Some(WINDOWS_1252),
        e => Some(e),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: Option<&str>) {
        let found = page_charset(page.as_bytes()).map(|e| e.name().to_ascii_lowercase());
        assert_eq!(found.as_deref(), expected, "{page:?}");
    }

    #[test]
    fn a_meta_names_the_charset() {
        check("<html><META Charset='koi8-r'>", Some("koi8-r"));
        check("<meta/charset=big5>", Some("big5"));
        check("<meta content='text/html; charset=euc-jp' http-equiv=Content-Type>", Some("euc-jp"));
        check("<meta http-equiv=content-type content=\"a; charsets; charset = 'euc-kr' \">", Some("euc-kr"));
        check("<p title=\"<meta charset=big5>\"><meta charset=latin1>", Some("windows-1252"));
        check("<meta charset=utf-16><meta charset=big5>", Some("utf-8"));
        check("<meta charset=x-user-defined>", Some("windows-1252"));
        check("<meta charset=no-such><meta charset=windows-1258>", Some("windows-1258"));
    }

    #[test]
    fn what_only_looks_like_one_does_not() {
        check("<!-- <meta charset=big5> --><p>", None);
        check("<!--><meta charset=big5>-->", Some("big5"));
        check("<metas charset=big5>", None);
        check("<meta name=x content='text/html; charset=big5'>", None);
        check("<meta content='charset=\"big5' http-equiv=content-type>", None);
        check("<meta charset=big5", None);
        check("<meta =charset=big5><p charset=big5>charset=big5", None);
        check("<? <meta charset=big5>", None);
        check("", None);
    }

    #[test]
    fn a_late_meta_is_found_and_the_first_counts() {
        let long = "x".repeat(2_000);
        check(&format!("<p>{long}<meta charset=big5>"), Some("big5"));
        check(&format!("<meta charset=euc-kr>{long}<meta charset=big5>"), Some("euc-kr"));
        check(&format!("<p>{}<meta charset=big5>", long.repeat(40)), None);
    }
}
