//! Which characters XML 1.0 can hold, and a text without the others.

use std::borrow::Cow;

/// Whether XML 1.0 (§2.2) allows the character, U+FFFE and U+FFFF excluded as it does.
pub fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The text without characters that XML 1.0 forbids; borrowed when there are none.
pub fn xml_safe(s: &str) -> Cow<'_, str> {
    if may_hold_forbidden(s.as_bytes()) && s.chars().any(|c| !is_xml_char(c)) {
        Cow::Owned(s.chars().filter(|&c| is_xml_char(c)).collect())
    } else {
        Cow::Borrowed(s)
    }
}

/// A scan of bytes: a control byte, or the first byte of U+F000 to U+FFFF.
fn may_hold_forbidden(bytes: &[u8]) -> bool {
    // Without a branch for each byte, so that the compiler takes many at once.
    let suspicious = |b: u8| ((b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r')) | (b == 0xEF);
    bytes.chunks(256).any(|chunk| chunk.iter().fold(false, |found, &b| found | suspicious(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forbidden_characters_go() {
        let check = |input: &str, expected: &str| assert_eq!(xml_safe(input), expected, "{input:?}");
        check("Khoa giáo\t\r\n", "Khoa giáo\t\r\n");
        check("a\u{0}b\u{1F}c\u{B}d", "abcd");
        check("x\u{FFFE}y\u{FFFF}z\u{FFFD}", "xyz\u{FFFD}");
        check("\u{7F}\u{85}\u{10FFFF}", "\u{7F}\u{85}\u{10FFFF}");
        assert!(matches!(xml_safe("Đảng"), Cow::Borrowed(_)));
    }
}
