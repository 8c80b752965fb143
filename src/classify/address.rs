//! Addresses: the segments of an article's path, in which portals name the section.
//!
//! `/vi/news/khoa-giao/bai-12.html`, `/khoa-giao.htm/…`, `/index.php?nv=news&op=khoa-giao/bai-12`.

use std::borrow::Cow;

/// Segments of one address that are looked at.
const MAX_SEGMENTS: usize = 16;
/// The parameter in which a CMS without rewritten addresses carries the path.
const PATH_PARAMETER: &str = "op=";

/// Path segments of an address, decoded and in lower case, in order; those of the `op` parameter last.
pub(super) fn segments(link: &str) -> Vec<String> {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or("");
    let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = before.split_once('/').map_or("", |(_, path)| path);
    let op = query.split('&').find_map(|pair| pair.strip_prefix(PATH_PARAMETER)).unwrap_or("");
    let op = decoded(op);
    let path = path.split('/').map(|s| s.split(';').next().unwrap_or(""));
    let all = path.chain(op.split('/')).filter(|s| !s.is_empty()).take(MAX_SEGMENTS);
    all.map(|s| decoded(s).to_lowercase()).collect()
}

/// Percent-decoded where that is UTF-8; as it stands otherwise.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let hex = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match (byte, hex(bytes.get(at)), hex(bytes.get(at + 1))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).map_or(text.into(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_whole_and_decoded() {
        let check = |link: &str, expected: &[&str]| assert_eq!(segments(link), expected, "{link}");
        check("https://a.example/vi/news/Khoa-giao/bai-12.html", &["vi", "news", "khoa-giao", "bai-12.html"]);
        check("http://a.example", &[]);
        check("http://a.example/?x=1#y", &[]);
        check("http://a.example/a%2Db//c;jsessionid=1?op=x", &["a-b", "c", "x"]);
        check(
            "http://a.example/index.php?nv=news&op=khoa-giao%2Fbai-12",
            &["index.php", "khoa-giao", "bai-12"],
        );
        check("http://a.example/%FF/khoa-gi%C3%A1o", &["%ff", "khoa-giáo"]);
        check("nonsense", &[]);
        check(&format!("http://a.example/{}", "x/".repeat(1_000)), &["x"; MAX_SEGMENTS]);
    }
}
