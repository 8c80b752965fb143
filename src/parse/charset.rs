//! Bytes to text: byte order mark, then "valid UTF-8 beats any label", then labels, then detection.

use super::tally::Tally;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// A body as text.
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// The charset it was read in, lower case.
    pub encoding: String,
}

/// Decodes `body`. Labels are believed in this order: HTTP, XML declaration, `meta`.
pub fn decode(body: &[u8], content_type: Option<&str>, tally: &mut Tally) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(body) {
        return by(encoding, body.get(length..).unwrap_or_default(), tally);
    }
    if let Some(encoding) = utf_16_without_mark(body) {
        return by(encoding, body, tally);
    }
    let label = label(body, content_type);
    match std::str::from_utf8(body) {
        Ok(_) if body.contains(&0x1B) && label.is_some_and(|l| !l.is_ascii_compatible()) => {}
        Ok(text) => {
            let ascii = text.is_ascii();
            if !ascii && label.is_some_and(|l| l != UTF_8) {
                tally.note("charset-mislabelled");
            }
            return Decoded { text: text.to_owned(), encoding: "utf-8".into() };
        }
        Err(e) if e.error_len().is_none() => {
            tally.note("incomplete-tail");
            return decode(body.get(..e.valid_up_to()).unwrap_or_default(), content_type, tally);
        }
        Err(_) => {}
    }
    match label {
        Some(label) if label != UTF_8 => by(label, body, tally),
        _ if mostly_utf_8(body) => by(UTF_8, body, tally),
        _ => {
            let mut detector = chardetng::EncodingDetector::new();
            detector.feed(body, true);
            let guessed = detector.guess(Some(b"vn"), false);
            tally.note("charset-mislabelled");
            by(guessed, body, tally)
        }
    }
}

/// Decodes in one charset. windows-1258 writes tones as characters of their own: composed.
fn by(encoding: &'static Encoding, body: &[u8], tally: &mut Tally) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(body);
    if broken {
        tally.note("invalid-bytes");
    }
    let text = if encoding == WINDOWS_1258 { text.nfc().collect() } else { text.into_owned() };
    Decoded { text, encoding: encoding.name().to_ascii_lowercase() }
}

/// UTF-16 shows itself by the zeros around `<` and what follows it.
fn utf_16_without_mark(body: &[u8]) -> Option<&'static Encoding> {
    match body {
        [b'<', 0, second, 0, ..] if *second != 0 => Some(UTF_16LE),
        [0, b'<', 0, second, ..] if *second != 0 => Some(UTF_16BE),
        [b'{', 0, second, 0, ..] if *second != 0 => Some(UTF_16LE),
        [0, b'{', 0, second, ..] if *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// At least as many whole multi-byte characters as broken ones.
fn mostly_utf_8(body: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken
}

/// What the answer or the document says its charset is.
fn label(body: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    let header = content_type.and_then(|ct| after(ct, "charset="));
    let head = String::from_utf8_lossy(body.get(..body.len().min(1_024)).unwrap_or_default());
    let declared = head.find("<?xml").and_then(|at| {
        let declaration = head.get(at..)?;
        let end = declaration.find("?>").unwrap_or(declaration.len());
        after(declaration.get(..end)?, "encoding=")
    });
    let meta = || head.find("<meta").and_then(|at| after(head.get(at..)?, "charset="));
    let known = |label: &str| {
        // A document that could be read this far is not in UTF-16, whatever it says.
        Encoding::for_label(label.as_bytes()).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
    };
    header.and_then(known).or_else(|| declared.and_then(known)).or_else(|| meta().and_then(known))
}

/// The word that follows `key` in `text`, quotes off.
fn after<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let at = text.to_ascii_lowercase().find(key)? + key.len();
    let value = text.get(at..)?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | ',' | '?' | '>'));
    value.get(..end.unwrap_or(value.len())).filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &[u8], content_type: Option<&str>, text: &str, encoding: &str) {
        let decoded = decode(body, content_type, &mut Tally::default());
        assert_eq!((decoded.text.as_str(), decoded.encoding.as_str()), (text, encoding));
    }

    #[test]
    fn marks_and_valid_utf_8_beat_labels() {
        check("\u{FEFF}Đảng".as_bytes(), Some("text/xml; charset=iso-8859-1"), "Đảng", "utf-8");
        check("Đảng".as_bytes(), Some("text/xml; charset=windows-1252"), "Đảng", "utf-8");
        check(b"\xFE\xFF\x01\x10\x00a", None, "Đa", "utf-16be");
        check(b"\xFF\xFE\x10\x01a\x00", None, "Đa", "utf-16le");
        check(b"<\0a\0>\0", None, "<a>", "utf-16le");
        check(b"<?xml encoding='utf-16'?>", None, "<?xml encoding='utf-16'?>", "utf-8");
        check(b"", None, "", "utf-8");
    }

    #[test]
    fn labels_are_believed_when_the_bytes_are_not_utf_8() {
        check(
            b"caf\xE9 latin text",
            Some("text/xml; charset=\"ISO-8859-1\""),
            "café latin text",
            "windows-1252",
        );
        let declared = b"<?xml version='1.0' encoding='windows-1258'?><a>Vi\xEA\xF2t</a>";
        check(declared, None, "<?xml version='1.0' encoding='windows-1258'?><a>Việt</a>", "windows-1258");
        check(b"<meta charset=koi8-r>\xC1", None, "<meta charset=koi8-r>а", "koi8-r");
    }

    #[test]
    fn a_cut_character_does_not_change_the_charset() {
        let cut = "Tuyên giáo".as_bytes();
        check(&cut[..cut.len() - 2], None, "Tuyên gi", "utf-8");
    }

    #[test]
    fn a_broken_byte_costs_one_character() {
        check(b"Tuy\xC3\xAAn gi\xC3\xA1o \xFF xong", None, "Tuyên giáo \u{FFFD} xong", "utf-8");
    }
}
