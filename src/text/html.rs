//! HTML to text: titles ([`plain`]), what a reader would see ([`visible`]), a lead cut short ([`excerpt`]).

use super::entities::decode;
use super::markup::{Piece, is_block, is_hidden, is_html, is_void, pieces};
use super::xml_safe;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How often references are decoded: content systems escape twice, and a title once more.
const MAX_DECODINGS: usize = 3;

/// A title or a name as plain text: tags out, character references decoded however often they were
/// escaped, NFC, white space folded, characters that XML forbids out. What only looks like a tag stays.
pub fn plain(html_or_text: &str) -> String {
    if !html_or_text.contains('<') {
        return plain_text(html_or_text);
    }
    let mut text = String::with_capacity(html_or_text.len());
    let mut hidden: Option<&str> = None;
    for piece in pieces(html_or_text) {
        match piece {
            Piece::Open { name, .. } if is_html(name) => {
                if is_hidden(name) && hidden.is_none() {
                    hidden = Some(name);
                }
                separate(name, &mut text);
            }
            Piece::Close { name } if is_html(name) => {
                hidden = hidden.filter(|h| !h.eq_ignore_ascii_case(name));
                separate(name, &mut text);
            }
            Piece::Text(t) if hidden.is_none() => text.push_str(t),
            Piece::Open { name, attributes } if hidden.is_none() => {
                text.extend(["<", name, attributes, ">"]);
            }
            Piece::Close { name } if hidden.is_none() => text.extend(["</", name, ">"]),
            _ => {}
        }
    }
    plain_text(&text)
}

/// [`plain`] for what is known not to hold markup.
pub fn plain_text(text: &str) -> String {
    let mut decoded = Cow::Borrowed(text);
    for _ in 0..MAX_DECODINGS {
        if !decoded.contains('&') {
            break;
        }
        let next = decode(&decoded);
        if next == *decoded {
            break;
        }
        decoded = Cow::Owned(next);
    }
    fold(&displayed(&xml_safe(&decoded)))
}

/// What a reader would see of `html`: scripts and tags out, block elements separate words, character
/// references decoded once, NFC, white space folded.
pub fn visible(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return fold(&displayed(&xml_safe(html)));
    }
    let mut text = String::with_capacity(html.len());
    let mut hidden: Option<&str> = None;
    for piece in pieces(html) {
        match piece {
            Piece::Open { name, attributes } => {
                let opens = is_hidden(name) && !is_void(name) && !attributes.ends_with('/');
                if opens && hidden.is_none() {
                    hidden = Some(name);
                }
                separate(name, &mut text);
            }
            Piece::Close { name } => {
                hidden = hidden.filter(|h| !h.eq_ignore_ascii_case(name));
                separate(name, &mut text);
            }
            Piece::Text(t) if hidden.is_none() => text.push_str(t),
            _ => {}
        }
    }
    fold(&displayed(&xml_safe(&decode(&text))))
}

/// The visible text of `html`, at most `max_chars` characters of it and cut behind a word, with `…`
/// where something was cut.
pub fn excerpt(html: &str, max_chars: usize) -> String {
    let text = visible(html);
    let Some((end, _)) = text.char_indices().nth(max_chars) else { return text };
    let room = text.get(..text.char_indices().nth(max_chars.saturating_sub(1)).map_or(0, |(at, _)| at));
    let room = room.unwrap_or_default();
    if max_chars == 0 || end == 0 {
        return String::new();
    }
    let at_word = text.get(room.len()..).is_some_and(|r| r.starts_with(' '));
    let cut = if at_word { room } else { room.rsplit_once(' ').map_or(room, |(head, _)| head) };
    let cut = cut.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–'));
    format!("{cut}…")
}

/// White space folded to single blanks and trimmed; characters that show nothing out. A soft hyphen stays:
/// a reader breaks a long word there, and the comparison form drops it.
pub fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut pending = false;
    for c in s.chars() {
        if c.is_whitespace() {
            pending = !out.is_empty();
        } else if !matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}') {
            if pending {
                out.push(' ');
                pending = false;
            }
            out.push(c);
        }
    }
    out
}

/// NFC.
pub(super) fn composed(s: &str) -> Cow<'_, str> {
    if known_composed(s.as_bytes()) || is_nfc_quick(s.chars()) == IsNormalized::Yes {
        Cow::Borrowed(s)
    } else {
        Cow::Owned(s.nfc().collect())
    }
}

/// NFC for what is shown. NFC makes East Asian brackets, which are wide, of two that are not (U+2329 and
/// U+232A); they stay. [`composed`] is for comparing.
pub(super) fn displayed(s: &str) -> Cow<'_, str> {
    const BRACKETS: [char; 2] = ['\u{2329}', '\u{232A}'];
    match composed(s) {
        Cow::Owned(_) if s.contains(BRACKETS) => {
            let parts = s.split_inclusive(BRACKETS);
            let mut out = String::with_capacity(s.len());
            for part in parts {
                let bracket = part.chars().next_back().filter(|c| BRACKETS.contains(c));
                let words = part.get(..part.len() - bracket.map_or(0, char::len_utf8)).unwrap_or_default();
                out.push_str(&composed(words));
                out.extend(bracket);
            }
            Cow::Owned(out)
        }
        shown => shown,
    }
}

/// Whether UTF-8 text stays within U+0000–02FF, U+1E00–1EFF and U+2010–2027: no combining mark there, no
/// letter that composes differently, and all that Vietnamese is written in. Bytes, because every text of
/// every entry passes through here several times; the tables are asked for everything else.
fn known_composed(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        let known = match byte {
            0..=0xCB => true, // ASCII, bytes that continue a letter, first bytes of those below U+0300
            0xE1 => matches!(rest.next(), Some(0xB8..=0xBB)),
            0xE2 => matches!((rest.next(), rest.next()), (Some(0x80), Some(0x90..=0xA7))),
            _ => false,
        };
        if !known {
            return false;
        }
    }
    true
}

fn separate(name: &str, text: &mut String) {
    if is_block(name) {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_to_be_composed_is() {
        let all = (0..0x3100).filter_map(char::from_u32);
        for c in all.filter(|c| known_composed(c.to_string().as_bytes())) {
            for before in ["", "a", "ê", "\u{1100}"] {
                let text = format!("{before}{c}");
                assert_eq!(text.nfc().collect::<String>(), text, "U+{:04X}", u32::from(c));
            }
        }
        assert!(known_composed("Tuyên giáo – “Đảng ủy” … Ỹ".as_bytes()));
        assert!(!known_composed("Tuye\u{302}n".as_bytes()));
    }

    #[test]
    fn titles_become_plain_text() {
        let check = |input: &str, expected: &str| assert_eq!(plain(input), expected, "{input:?}");
        check("  Khoa\n\t giáo\u{A0} ", "Khoa giáo");
        check("Chỉ thị số 20-CT&#x002F;TW&#x3A;", "Chỉ thị số 20-CT/TW:");
        check("&amp;quot;Quý I&amp;quot;", "\"Quý I\"");
        check("&amp;amp;#x3A;", ":");
        check("<b>Dạy</b> &amp; <i>học</i>", "Dạy & học");
        check("dòng một<br>dòng hai", "dòng một dòng hai");
        check("khi x<y và z>w", "khi x<y và z>w");
        check("giá < 5 triệu", "giá < 5 triệu");
        check("thẻ &lt;b&gt; trong HTML", "thẻ <b> trong HTML");
        check("Tuye\u{302}n gia\u{301}o", "Tuyên giáo");
        check("a\u{0}\u{1F}b\u{FEFF}\u{200B}c", "abc");
        check("x<script>alert(1)</script>y", "xy");
        check("", "");
        check("&#x110;&#7843;ng u&#x1EF7; &amp;#x1ED5;&amp;nbsp;2", "Đảng uỷ ổ 2");
        check("&amp;amp;quot;Quý&amp;amp;quot;", "\"Quý\"");
        check("A&nbsp;B&nbspC &ampD &nbsp", "A B&nbspC &ampD");
        check("R&amp D&lt", "R& D<");
        check("&Dstrok;&abreve;k L&abreve;k&lpar;1&rpar;", "Đăk Lăk(1)");
        check("&lang; K\u{212A}", "\u{2329} KK");
        check("Tuyên&shy;giáo", "Tuyên\u{AD}giáo");
        check("safe<object classid=x> description", "safe description");
    }

    #[test]
    fn visible_text_separates_blocks_and_hides_scripts() {
        let check = |input: &str, expected: &str| assert_eq!(visible(input), expected, "{input:?}");
        check("<p>một</p><p>hai</p>", "một hai");
        check("m<b>ộ</b>t", "một");
        check("a<style>p{}</style>b<!-- c -->d", "abd");
        check("<img src=x> Hội nghị&nbsp;giao ban", "Hội nghị giao ban");
        check("1 &lt; 2", "1 < 2");
        check("<li>a<li>b", "a b");
    }

    #[test]
    fn excerpts_end_behind_a_word() {
        let check = |max: usize, expected: &str| {
            assert_eq!(excerpt("<p>một hai, ba bốn</p>", max), expected, "{max}")
        };
        check(100, "một hai, ba bốn");
        check(15, "một hai, ba bốn");
        check(14, "một hai, ba…");
        check(9, "một hai…");
        check(4, "một…");
        check(2, "m…");
        check(0, "");
    }
}
