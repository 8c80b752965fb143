//! UTF-8 with bytes in it that are none: cut characters, or parts that a content system took over
//! from windows-1252 or windows-1258 unconverted.

use crate::parse::tally::Tally;
use crate::text::syllables;
use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// What kinds of bytes a body has.
#[derive(Debug, Default, Clone, Copy)]
pub struct Count {
    /// Characters of more than one byte.
    whole: usize,
    /// Bytes, or groups of them, that are none.
    broken: usize,
    /// Beginnings of characters, of two bytes or three.
    cut: usize,
    /// Single bytes that stand between letters, as letters do.
    letters: usize,
}

/// Counts `body`.
pub fn count(body: &[u8]) -> Count {
    let mut count = Count::default();
    let mut at = 0;
    for chunk in body.utf8_chunks() {
        count.whole += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        at += chunk.valid().len();
        let invalid = chunk.invalid();
        count.broken += usize::from(!invalid.is_empty());
        count.cut += usize::from(invalid.len() > 1);
        let before = at.checked_sub(1).and_then(|at| body.get(at));
        let after = body.get(at + 1);
        // Before a broken byte only another of its kind begins as a character does.
        count.letters += usize::from(
            matches!(invalid, [byte] if *byte >= 0xC0)
                && before.is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xC0)
                && after.is_some_and(u8::is_ascii_alphabetic),
        );
        at += invalid.len();
    }
    count
}

/// Fewest bytes between letters that tell of another charset.
const MIN_LETTERS: usize = 3;

/// Fewest characters of more than one byte that a label cannot argue with.
const MIN_WHOLE: usize = 8;

impl Count {
    /// No other charset makes so many characters of UTF-8 by chance.
    pub fn is_surely_utf_8(&self) -> bool {
        self.whole >= MIN_WHOLE && self.whole >= self.broken * 8
    }

    /// At least as many whole characters as broken ones.
    pub fn is_mostly_utf_8(&self) -> bool {
        self.whole > 0 && self.whole >= self.broken
    }

    /// Cut characters stand at the end of words, and half of them have more than one byte.
    fn has_other_parts(&self) -> bool {
        self.letters >= MIN_LETTERS
            && self.letters >= self.cut * 4
            && self.letters * 2 >= self.broken - self.cut
    }
}

/// Decodes `body`, which is mostly UTF-8. A byte that is none is read as windows-1252 or windows-1258
/// where the others of its kind look like letters, and replaced otherwise: half a character that was
/// cut says nothing.
pub fn decode(body: &[u8], count: &Count, tally: &mut Tally) -> String {
    let body = without_cut_tail(body, tally);
    if !count.has_other_parts() {
        let (text, broken) = with(body, None);
        tally.add("invalid-bytes", broken);
        return text;
    }
    tally.note("mixed-charsets");
    let (latin, broken) = with(body, Some(WINDOWS_1252));
    let viet: String = with(body, Some(WINDOWS_1258)).0.nfc().collect();
    tally.add("invalid-bytes", broken);
    if syllables(&viet) > syllables(&latin) { viet } else { latin }
}

/// The text, and how much of it had to be replaced.
fn with(body: &[u8], other: Option<&'static Encoding>) -> (String, usize) {
    let mut text = String::with_capacity(body.len() + 16);
    let mut broken = 0;
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        match (chunk.invalid(), other) {
            ([], _) => {}
            ([_], Some(other)) => text.push_str(&other.decode_without_bom_handling(chunk.invalid()).0),
            _ => {
                text.push(char::REPLACEMENT_CHARACTER);
                broken += 1;
            }
        }
    }
    (text, broken)
}

/// The body up to a character that was cut at its end.
fn without_cut_tail<'a>(body: &'a [u8], tally: &mut Tally) -> &'a [u8] {
    let from = body.len().saturating_sub(3);
    let cut = (from..body.len()).find(|at| {
        let tail = body.get(*at..).unwrap_or_default();
        std::str::from_utf8(tail).is_err_and(|e| e.error_len().is_none() && e.valid_up_to() == 0)
    });
    tally.add("incomplete-tail", usize::from(cut.is_some()));
    body.get(..cut.unwrap_or(body.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &[u8], text: &str, repairs: &[&str]) {
        let mut tally = Tally::default();
        assert_eq!(decode(body, &count(body), &mut tally), text);
        let told: Vec<_> = tally.repairs().iter().map(|r| r.name).collect();
        assert_eq!(told, repairs, "{text}");
    }

    #[test]
    fn cut_characters_are_replaced() {
        let cut = b"<p>Th\xC3\xB4ng b\xC3\xA1o m\xE1\xBB\x9Bi nh\xE1\xBB...</p><p>H\xC3\xA0 N\xE1</p>x\xC3";
        check(
            cut,
            "<p>Thông báo mới nh\u{FFFD}...</p><p>Hà N\u{FFFD}</p>x",
            &["incomplete-tail", "invalid-bytes"],
        );
        let glued = b"\xC3\xB4\xC3\xB4 a\xE1\xBBXem b\xE1Xem c\xC3Xem d\xE1\xBBXem \xC3\xB4\xC3\xB4";
        assert!(!count(glued).has_other_parts());
    }

    #[test]
    fn parts_in_another_charset_are_read_in_it() {
        let utf_8 = "Tuyên giáo và Dân vận, đảng bộ tỉnh".as_bytes();
        let latin = b"; le pr\xE9sident de la r\xE9publique a re\xE7u la d\xE9l\xE9gation \x96 hier";
        check(
            &[utf_8, latin].concat(),
            "Tuyên giáo và Dân vận, đảng bộ tỉnh; le président de la république a reçu la délégation – hier",
            &["mixed-charsets"],
        );
        let viet = b"; Vi\xEA\xF2t Nam, h\xF4\xF2i nghi\xF2 th\xF4ng ba\xECo k\xEA\xECt qua\xD2.";
        check(
            &[utf_8, viet].concat(),
            "Tuyên giáo và Dân vận, đảng bộ tỉnh; Việt Nam, hội nghị thông báo kết quả.",
            &["mixed-charsets"],
        );
    }

    #[test]
    fn a_few_broken_bytes_overrule_no_charset_and_prove_none() {
        let much = count("Tuyên giáo và Dân vận \u{111}".repeat(3).as_bytes());
        assert!(much.is_surely_utf_8());
        let little = count(b"caf\xE9, th\xE9 \xC3\xA9");
        assert!(!little.is_surely_utf_8() && !little.is_mostly_utf_8());
    }
}
