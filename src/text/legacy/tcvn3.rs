//! TCVN3, the one-byte code of TCVN 5712:1993 that the fonts of ABC show, read as Latin-1.
//!
//! It has seven capitals of its own. All others, tones included, are shown by a second font (.VnTimeH)
//! whose small letters look like capitals; what remains of that is a word whose other letters are
//! capitals.

use super::judge::rewritten;

/// What U+00A1 to U+00FE stand for; a blank where the code has no letter.
#[rustfmt::skip]
const LETTERS: [&str; 6] = [
    "ĂÂÊÔƠƯĐăâêôơưđ ",   // A1
    "     àảãáạ ằẳẵắ ",  // B0
    "      ặầẩẫấậè ẻẽ",  // C0
    "éẹềểễếệìỉ   ĩíịò",  // D0
    " ỏõóọồổỗốộờởỡớợù",  // E0
    " ủũúụừửữứựỳỷỹýỵ",   // F0
];

/// Bytes after a word that are looked at for its case.
const MAX_AHEAD_BYTES: usize = 64;

/// Whether `c` can be part of a word of TCVN3; some of its letters are signs of Latin-1.
pub fn belongs(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{FE}') || c.is_alphabetic()
}

/// `word` read as TCVN3; `None` where it cannot be.
pub fn word(word: &str) -> Option<String> {
    word.chars().map(|c| if c.is_ascii() { Some(c) } else { letter(c) }).collect()
}

fn letter(c: char) -> Option<char> {
    let at = usize::try_from(u32::from(c).checked_sub(0xA1)?).ok()?;
    LETTERS.iter().flat_map(|row| row.chars()).nth(at).filter(|c| *c != ' ')
}

/// `text` read as TCVN3.
pub fn text(text: &str) -> String {
    let mut last = None;
    rewritten(text, belongs, |one, after| {
        let own = capitals(one);
        let is_capital = own.or_else(|| ahead(after)).or(last).unwrap_or(false);
        last = if ends_node(after) { None } else { own.or(last) };
        if one.is_ascii() {
            return None;
        }
        let read = word(one)?;
        Some(if is_capital { read.to_uppercase() } else { read })
    })
}

/// Whether `word` is set in capitals, if its letters of ASCII tell.
fn capitals(word: &str) -> Option<bool> {
    if word.bytes().any(|b| b.is_ascii_lowercase()) {
        return Some(false);
    }
    (word.bytes().filter(u8::is_ascii_uppercase).count() > 1).then_some(true)
}

/// Whether the next word that tells is set in capitals.
fn ahead(after: &str) -> Option<bool> {
    let end = (0..=after.len().min(MAX_AHEAD_BYTES)).rev().find(|at| after.is_char_boundary(*at))?;
    let node = after.get(..end)?.split(['<', '>', '\n']).next()?;
    // A word before `;` is the name of a character: nbsp.
    let words = node.split_inclusive(|c| !belongs(c)).filter(|w| !w.ends_with(';'));
    words.filter_map(capitals).next()
}

fn ends_node(after: &str) -> bool {
    after.starts_with(['<', '>', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(legacy: &str, expected: &str) {
        assert_eq!(text(legacy), expected, "{legacy}");
    }

    #[test]
    fn every_letter_has_its_code() {
        let all: String = LETTERS.concat();
        assert_eq!(all.chars().count(), 0xFE - 0xA1 + 1);
        let mut letters: Vec<char> = all.chars().filter(|c| *c != ' ').collect();
        letters.sort_unstable();
        letters.dedup();
        // 12 vowels of five tones, seven letters with marks of their own, and those as capitals.
        assert_eq!(letters.len(), 60 + 7 + 7);
    }

    #[test]
    fn sentences_read() {
        check("TuyÓn sinh n¨m häc míi", "Tuyển sinh năm học mới");
        check(
            "Bé ChÝnh trÞ, Ban BÝ th\u{AD} lµm viÖc t¹i Hµ Néi",
            "Bộ Chính trị, Ban Bí thư làm việc tại Hà Nội",
        );
        check("§¶ng ta lu«n quan t©m ®Õn ng\u{AD}êi lao ®éng", "Đảng ta luôn quan tâm đến người lao động");
        check("nh÷ng ®æi míi; kü n¨ng, quý III, lÔ kû niÖm", "những đổi mới; kỹ năng, quý III, lễ kỷ niệm");
    }

    #[test]
    fn words_of_capitals_stay_so() {
        check("TH¤NG B¸O Sè 5", "THÔNG BÁO SỐ 5");
        check("Bé CHÝNH TRÞ Vµ C¸C BAN", "BỘ CHÍNH TRỊ VÀ CÁC BAN");
        check("<b>Bé</b> <i>TRUNG ¦¥NG</i>", "<b>Bộ</b> <i>TRUNG ƯƠNG</i>");
        check("Bé&nbsp;CHÝNH TRÞ", "BỘ&nbsp;CHÍNH TRỊ");
    }

    #[test]
    fn ascii_and_unicode_words_stay() {
        check("<a href=\"/tin?a=1\">Tuyên giáo, Đảng</a>", "<a href=\"/tin?a=1\">Tuyên giáo, Đảng</a>");
    }
}
