//! UTF-16 and UTF-32: known by their mark or by where their zeros are, whatever the labels say.

use crate::parse::tally::Tally;
use encoding_rs::{UTF_16BE, UTF_16LE};

/// A charset whose units have more than one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    /// UTF-16, the high byte first.
    Utf16Be,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-32, the high byte first.
    Utf32Be,
    /// UTF-32, the low byte first.
    Utf32Le,
}

/// How much of a body is looked at, in bytes.
const SAMPLE_BYTES: usize = 256;

/// The wide charset of `body`, if it is in one, and the length of its mark.
pub fn wide(body: &[u8]) -> Option<(Wide, usize)> {
    let (marked, length) = match body {
        [0, 0, 0xFE, 0xFF, ..] => (Wide::Utf32Be, 4),
        [0xFF, 0xFE, 0, 0, ..] => (Wide::Utf32Le, 4),
        [0xFE, 0xFF, ..] => (Wide::Utf16Be, 2),
        [0xFF, 0xFE, ..] => (Wide::Utf16Le, 2),
        _ => return Some((by_zeros(body)?, 0)),
    };
    // A mark can be of the wrong order.
    Some((by_zeros(body.get(length..)?).unwrap_or(marked), length))
}

/// What follows a mark of UTF-16 that lies: `<?xm`, one byte a letter.
pub fn without_lying_mark(body: &[u8]) -> Option<&[u8]> {
    let rest = body.strip_prefix(&[0xFE, 0xFF]).or_else(|| body.strip_prefix(&[0xFF, 0xFE]))?;
    match rest {
        [b'<', a, b, c, ..] if [a, b, c].iter().all(|x| x.is_ascii_graphic()) => Some(rest),
        _ => None,
    }
}

/// Markup is mostly ASCII, whose other bytes are zeros; text of one byte a letter has none.
fn by_zeros(body: &[u8]) -> Option<Wide> {
    let (mut zeros, mut quads) = ([0_usize; 4], 0_usize);
    for quad in body.get(..body.len().min(SAMPLE_BYTES))?.chunks_exact(4) {
        quads += 1;
        for (count, byte) in zeros.iter_mut().zip(quad) {
            *count += usize::from(*byte == 0);
        }
    }
    let [first, second, third, fourth] = zeros;
    let (even, odd) = (first + third, second + fourth);
    let few = |count: usize, of: usize| count * 5 <= of;
    let most = |count: usize, of: usize| count * 10 >= of * 6;
    match quads {
        0 => short(body),
        n if first == n && most(second, n) && few(fourth, n) => Some(Wide::Utf32Be),
        n if fourth == n && most(third, n) && few(first, n) => Some(Wide::Utf32Le),
        n if most(even, 2 * n) && few(odd, 2 * n) => Some(Wide::Utf16Be),
        n if most(odd, 2 * n) && few(even, 2 * n) => Some(Wide::Utf16Le),
        _ => None,
    }
}

/// One unit and a part of the next say nothing but where the zero is.
fn short(body: &[u8]) -> Option<Wide> {
    match body {
        [0, b'<' | b'{' | b'[', ..] => Some(Wide::Utf16Be),
        [b'<' | b'{' | b'[', 0, ..] => Some(Wide::Utf16Le),
        _ => None,
    }
}

impl Wide {
    /// Lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf16Be => "utf-16be",
            Self::Utf16Le => "utf-16le",
            Self::Utf32Be => "utf-32be",
            Self::Utf32Le => "utf-32le",
        }
    }

    /// Decodes all of `body`; a unit cut at its end is left out.
    pub fn decode(self, body: &[u8], tally: &mut Tally) -> String {
        let size = if matches!(self, Self::Utf32Be | Self::Utf32Le) { 4 } else { 2 };
        let mut whole = body.get(..body.len() - body.len() % size).unwrap_or_default();
        if size == 2
            && let Some(rest) =
                whole.len().checked_sub(2).filter(|at| self.is_high_surrogate(whole.get(*at..)))
        {
            whole = whole.get(..rest).unwrap_or_default();
        }
        if whole.len() < body.len() {
            tally.note("incomplete-tail");
        }
        let encoding = match self {
            Self::Utf16Be => UTF_16BE,
            Self::Utf16Le => UTF_16LE,
            Self::Utf32Be => return utf_32(whole, u32::from_be_bytes, tally),
            Self::Utf32Le => return utf_32(whole, u32::from_le_bytes, tally),
        };
        let (text, broken) = encoding.decode_without_bom_handling(whole);
        tally.add("invalid-bytes", usize::from(broken));
        text.into_owned()
    }

    fn is_high_surrogate(self, unit: Option<&[u8]>) -> bool {
        let Some([a, b]) = unit else { return false };
        matches!(if self == Self::Utf16Be { a } else { b }, 0xD8..=0xDB)
    }
}

fn utf_32(body: &[u8], number: fn([u8; 4]) -> u32, tally: &mut Tally) -> String {
    let mut broken = 0;
    let mut character = |unit: &[u8; 4]| {
        char::from_u32(number(*unit)).unwrap_or_else(|| {
            broken += 1;
            char::REPLACEMENT_CHARACTER
        })
    };
    let text = body.as_chunks().0.iter().map(&mut character).collect();
    tally.add("invalid-bytes", broken);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &[u8], text: &str, kind: Wide, repairs: &[&str]) {
        let mut tally = Tally::default();
        let (found, mark) = wide(body).unwrap();
        assert_eq!((found.decode(&body[mark..], &mut tally).as_str(), found), (text, kind), "{body:?}");
        let told: Vec<_> = tally.repairs().iter().map(|r| r.name).collect();
        assert_eq!(told, repairs, "{body:?}");
    }

    /// `text` in each of the four.
    fn all(text: &str) -> [(Wide, Vec<u8>); 4] {
        [
            (Wide::Utf16Be, text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            (Wide::Utf16Le, text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            (Wide::Utf32Be, text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()),
            (Wide::Utf32Le, text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()),
        ]
    }

    #[test]
    fn they_show_themselves() {
        for text in ["\n <rss><title>Tuyên giáo 𝄞 Đảng</title></rss>", "{\"version\": 1}", "<a>"] {
            for (kind, body) in all(text) {
                check(&body, text, kind, &[]);
            }
        }
        for (kind, body) in all("\u{FEFF}\u{110}\u{1EA3}ng") {
            check(&body, "\u{110}\u{1EA3}ng", kind, &[]);
        }
    }

    #[test]
    fn one_byte_a_letter_is_not_wide() {
        for body in ["<rss>", "ab\0", "abc\0", "", "<", "Tuyên giáo", "\0\0\0\0", "\0\0\0\0\0\0\0\0"] {
            assert_eq!(wide(body.as_bytes()), None, "{body:?}");
        }
        assert_eq!(without_lying_mark(b"\xFE\xFF<?xml"), Some(b"<?xml".as_slice()));
        assert_eq!(without_lying_mark(b"\xFF\xFE<\0?\0"), None);
    }

    #[test]
    fn a_cut_costs_the_cut_character_alone() {
        for (kind, mut body) in all("<rss>\u{1EA3}") {
            body.pop();
            check(&body, "<rss>", kind, &["incomplete-tail"]);
        }
        let [(kind, be), (_, le), ..] = all("<rss>\u{1D11E}");
        check(&be[..be.len() - 2], "<rss>", kind, &["incomplete-tail"]);
        check(&le[..le.len() - 1], "<rss>", Wide::Utf16Le, &["incomplete-tail"]);
    }

    #[test]
    fn what_is_no_character_is_replaced() {
        let [_, (kind, mut le), (_, mut be), _] = all("<rss></rss>");
        le.extend([0, 0xDC, b'a', 0]);
        check(&le, "<rss></rss>\u{FFFD}a", kind, &["invalid-bytes"]);
        be.extend([0, 0x11, 0, 0, 0, 0, 0xD8, 0, 0, 0, 0, b'a']);
        check(&be, "<rss></rss>\u{FFFD}\u{FFFD}a", Wide::Utf32Be, &["invalid-bytes"]);
    }

    #[test]
    fn a_mark_of_the_wrong_order_is_overruled() {
        let [(_, be), (kind, le), ..] = all("<rss></rss>");
        check(&[b"\xFE\xFF", le.as_slice()].concat(), "<rss></rss>", kind, &[]);
        check(&[b"\xFF\xFE", be.as_slice()].concat(), "<rss></rss>", Wide::Utf16Be, &[]);
    }
}
