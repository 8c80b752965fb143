//! Paths and the patterns that rules are, in one spelling, and whether one matches the other (RFC 9309
//! §2.2.2, §2.2.3).

use memchr::memmem;
use std::fmt::Write;

/// A path as it is compared: what needs no escape is written plainly, everything else as `%XX`, `*` and
/// `$` included, so that a pattern can name them.
pub fn normal(path: &str) -> String {
    escaped(path, |_, _| false)
}

/// A pattern in the same spelling; its `*`, and a `$` at its end, keep their meaning.
pub fn normal_pattern(pattern: &str) -> String {
    let last = pattern.len().saturating_sub(1);
    escaped(pattern, |at, byte| byte == b'*' || byte == b'$' && at == last)
}

fn escaped(path: &str, is_special: impl Fn(usize, u8) -> bool) -> String {
    let mut out = String::with_capacity(path.len());
    let mut bytes = path.bytes().enumerate();
    let hex = |at: usize| path.get(at + 1..at + 3).and_then(|two| u8::from_str_radix(two, 16).ok());
    while let Some((at, byte)) = bytes.next() {
        let encoded = (byte == b'%').then(|| hex(at)).flatten();
        let value = encoded.unwrap_or(byte);
        if encoded.is_some() {
            bytes.nth(1);
        }
        let plain = match encoded {
            Some(value) => is_unreserved(value),
            None => is_unreserved(byte) || is_reserved(byte) || is_special(at, byte),
        };
        if plain {
            out.push(char::from(value));
        } else {
            // writing to a string does not fail
            let _ = write!(out, "%{value:02X}");
        }
    }
    out
}

/// RFC 3986 §2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// RFC 3986 §2.2, without those that mean something in patterns and the `'` that browsers escape.
fn is_reserved(byte: u8) -> bool {
    matches!(
        byte,
        b':' | b'/'
            | b'?'
            | b'#'
            | b'['
            | b']'
            | b'@'
            | b'!'
            | b'&'
            | b'('
            | b')'
            | b'+'
            | b','
            | b';'
            | b'='
    )
}

/// Whether `pattern` matches the beginning of `path`, or all of it when it ends in `$`. Each part between
/// two `*` is taken where it comes first, so the path is passed over once.
pub fn matches(pattern: &str, path: &str) -> bool {
    match pattern.strip_suffix('$') {
        None => rest_after(pattern, path).is_some(),
        Some(pattern) => match pattern.rsplit_once('*') {
            None => pattern == path,
            Some((head, tail)) => rest_after(head, path).is_some_and(|rest| rest.ends_with(tail)),
        },
    }
}

/// What is left of `path` behind the earliest end of `pattern` in it.
fn rest_after<'p>(pattern: &str, path: &'p str) -> Option<&'p str> {
    let mut parts = pattern.split('*');
    let mut rest = path.strip_prefix(parts.next()?)?;
    for part in parts {
        let at = memmem::find(rest.as_bytes(), part.as_bytes())?;
        rest = rest.get(at + part.len()..)?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_from_the_beginning() {
        let check = |pattern: &str, path: &str, expected: bool| {
            let (pattern, path) = (normal_pattern(pattern), normal(path));
            assert_eq!(matches(&pattern, &path), expected, "{pattern} {path}");
        };
        check("/", "/tin", true);
        check("/tin", "/tin-tuc/a.html", true);
        check("/tin/", "/tin", false);
        check("/Tin", "/tin", false);
        check("tin", "/tin", false);
        check("*tin", "/a/tin", true);
        check("/*.pdf", "/a/b.pdf?x=1", true);
        check("/*.pdf$", "/a/b.pdf?x=1", false);
        check("/*.pdf$", "/a.pdf/b.pdf", true);
        check("/a*b*c", "/axxbxxc", true);
        check("/a*b*c", "/axxcxxb", false);
        check("/a*b$", "/ab", true);
        check("/a*$", "/abc", true);
        check("/ab*b$", "/ab", false);
        check("/$", "/", true);
        check("/$", "/a", false);
        check("/a$b", "/a$b", true);
        check("/**a", "/a", true);
        check("/?page=", "/?page=2", true);
        check("/*?*sort=", "/tin?page=2&sort=new", true);
    }

    #[test]
    fn one_spelling_of_each_octet_counts() {
        let check = |pattern: &str, path: &str, expected: bool| {
            let (pattern, path) = (normal_pattern(pattern), normal(path));
            assert_eq!(matches(&pattern, &path), expected, "{pattern} {path}");
        };
        check("/khoa-giáo", "/khoa-gi%c3%a1o", true);
        check("/khoa-gi%C3%A1o", "/khoa-giáo", true);
        check("/%62%61%7A", "/baz", true);
        check("/%7Eban", "/~ban", true);
        check("/a%2Fb", "/a/b", false);
        check("/a%2fb", "/a%2Fb", true);
        check("/a b", "/a%20b", true);
        check("/a%2A", "/a*", true);
        check("/a%2A", "/ab", false);
        check("/a%24", "/a$", true);
        check("/100%", "/100%25", true);
        check("/100%é", "/100%25%C3%A9", true);
        check("/a'b", "/a%27b", true);
    }
}
