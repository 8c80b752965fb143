//! [`Markup`]: writes XML and HTML into a string: escapes, and lets no character out that XML 1.0 forbids.
//!
//! Texts were cleaned when they were read; they are filtered here once more, because one forbidden
//! character makes a whole feed unreadable for every subscriber.

use std::borrow::Cow;

/// A document being written. Element and attribute names are ours and are not checked.
pub(super) struct Markup {
    out: String,
}

impl Markup {
    /// An empty document with room for `capacity_bytes`.
    pub(super) fn new(capacity_bytes: usize) -> Self {
        Self { out: String::with_capacity(capacity_bytes) }
    }

    /// The bytes written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// Markup of ours, as it stands.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text, escaped. Safe in element content and between double quotes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape_into(&mut self.out, text);
        self
    }

    /// `<name>text</name>` on a line of its own.
    pub(super) fn element(&mut self, name: &str, text: &str) -> &mut Self {
        self.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">\n")
    }

    /// `<name a="b"…/>` on a line of its own; attributes without a value are left out.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) -> &mut Self {
        self.open(name, attributes);
        self.out.pop();
        self.raw("/>\n")
    }

    /// `<name a="b"…>`; attributes without a value are left out.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) -> &mut Self {
        self.raw("<").raw(name);
        for (attribute, value) in attributes {
            if let Some(value) = value {
                self.raw(" ").raw(attribute).raw("=\"").text(value).raw("\"");
            }
        }
        self.raw(">")
    }
}

/// `text` escaped for element content and for double quotes, forbidden characters left out.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| CLASS[usize::from(b)] == 0) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text);
    Cow::Owned(out)
}

/// Bytes that `text` takes at most, in XML as in JSON.
pub(super) fn written_len(text: &str) -> usize {
    text.bytes().fold(0, |sum, b| sum + 1 + usize::from(GROWTH[usize::from(b)]))
}

const PLAIN: u8 = 0;
const SPECIAL: u8 = 1;

/// Which bytes need a look: 0xEF leads U+F000 to U+FFFF.
const CLASS: [u8; 256] = {
    let mut class = [PLAIN; 256];
    let mut b = 0;
    while b < 0x20 {
        class[b] = SPECIAL;
        b += 1;
    }
    class[b'\n' as usize] = PLAIN;
    class[b'&' as usize] = SPECIAL;
    class[b'<' as usize] = SPECIAL;
    class[b'>' as usize] = SPECIAL;
    class[b'"' as usize] = SPECIAL;
    class[0xEF] = SPECIAL;
    class
};

/// How many bytes longer a byte gets by escaping, in XML or in JSON, whichever is longer.
const GROWTH: [u8; 256] = {
    let mut growth = [0; 256];
    growth[b'&' as usize] = 4;
    growth[b'<' as usize] = 3;
    growth[b'>' as usize] = 3;
    growth[b'"' as usize] = 5;
    growth[b'\\' as usize] = 1;
    growth[b'\n' as usize] = 1;
    growth[b'\t' as usize] = 3;
    growth[b'\r' as usize] = 4;
    growth
};

/// How many bytes are looked at together. Most text has nothing to replace, and a look at many bytes at
/// once costs little more than at one.
const STRIDE_BYTES: usize = 32;

fn escape_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut from = 0;
    while let Some(rest) = bytes.get(from..).filter(|rest| !rest.is_empty()) {
        let stride = rest.len().min(STRIDE_BYTES);
        if rest.first_chunk().is_none_or(suspicious) {
            for (at, &byte) in
                rest.iter().take(stride).enumerate().map(|(offset, byte)| (from + offset, byte))
            {
                if CLASS[usize::from(byte)] == PLAIN {
                    continue;
                }
                let Some((replacement, width)) = replacement(bytes, at, byte) else { continue };
                out.push_str(text.get(copied..at).unwrap_or_default());
                out.push_str(replacement);
                copied = at + width;
            }
        }
        from += stride;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
}

/// Whether any byte is not [`PLAIN`] (or a line feed): comparisons only, so that they run on many at once.
fn suspicious(chunk: &[u8; STRIDE_BYTES]) -> bool {
    chunk.iter().fold(0_u8, |found, &byte| {
        let control = u8::from(byte < 0x20);
        let markup = u8::from(byte == b'&') | u8::from(byte == b'<') | u8::from(byte == b'>');
        found | control | markup | u8::from(byte == b'"') | u8::from(byte == 0xEF)
    }) != 0
}

/// What stands for the character at `at`, and how many bytes it has; absent when it stays.
fn replacement(bytes: &[u8], at: usize, byte: u8) -> Option<(&'static str, usize)> {
    Some(match byte {
        b'&' => ("&amp;", 1),
        b'<' => ("&lt;", 1),
        b'>' => ("&gt;", 1),
        b'"' => ("&quot;", 1),
        b'\t' => ("&#9;", 1),
        b'\r' => ("&#13;", 1),
        // U+FFFE and U+FFFF (RFC 3629: EF BF BE and EF BF BF) are not XML characters.
        0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => ("", 3),
        0xEF => return None,
        _ => ("", 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_filters() {
        let check = |input: &str, expected: &str| {
            assert_eq!(escape(input), expected, "{input:?}");
        };
        check("", "");
        check("Khoa giáo – Lý luận", "Khoa giáo – Lý luận");
        check("a & b < c > d \" e ' f", "a &amp; b &lt; c &gt; d &quot; e ' f");
        check("]]>", "]]&gt;");
        check("a\u{0}b\u{b}c\u{1f}d", "abcd");
        check("a\tb\nc\rd", "a&#9;b\nc&#13;d");
        check("x\u{fffe}y\u{ffff}z\u{fffd}\u{feff}", "xyz\u{fffd}\u{feff}");
        check("\u{ffff}", "");
        check("\u{f000}\u{efff}", "\u{f000}\u{efff}");
    }

    proptest! {
        #[test]
        fn strides_do_not_show(before in "[a-zế]{0,70}", special in "[&<>\"\t\r\u{0}\u{ffff}\u{fffd}]{1,3}", after in "[a-zế]{0,70}") {
            let whole = format!("{before}{special}{after}");
            let parts = [before, special, after].map(|part| escape(&part).into_owned());
            prop_assert_eq!(escape(&whole), parts.concat());
        }

        #[test]
        fn what_is_written_reads_back_as_the_text_without_forbidden_characters(text in any::<String>()) {
            let legal: String = text.chars().filter(|&c| {
                matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
            }).collect();
            let escaped = escape(&text);
            let read = quick_xml::escape::unescape(&escaped).expect("own escapes are well-formed");
            prop_assert_eq!(read, legal);
            prop_assert!(written_len(&text) >= escaped.len());
        }
    }
}
