//! VNI for Windows, read as Latin-1: a vowel, then a letter that stands for its marks.

use super::judge::{is_letter, rewritten};

/// Small vowels, the letters that mark them, and what both are together.
const VOWELS: [(char, &str, &str); 7] = [
    ('a', "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ('e', "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ('o', "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ('u', "ùøûõï", "úùủũụ"),
    ('y', "ùøûõï", "ýỳỷỹỵ"),
    ('ô', "ùøûõï", "ớờởỡợ"),
    ('ö', "ùøûõï", "ứừửữự"),
];

/// Small letters that stand alone.
const ALONE: [(char, char); 9] = [
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
];

/// `word` read as VNI; `None` where it cannot be.
pub fn word(word: &str) -> Option<String> {
    let mut read = String::with_capacity(word.len() + 4);
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let small = lower(c);
        let together = letters.peek().and_then(|mark| together(small, lower(*mark)));
        let letter = match together {
            Some(letter) => {
                letters.next();
                letter
            }
            None if c.is_ascii() => small,
            None => ALONE.iter().find(|(from, _)| *from == small)?.1,
        };
        match small == c {
            true => read.push(letter),
            false => read.extend(letter.to_uppercase()),
        }
    }
    Some(read)
}

/// A letter of Latin-1 in lower case.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
}

fn together(vowel: char, mark: char) -> Option<char> {
    let (_, marks, letters) = VOWELS.iter().find(|(v, ..)| *v == vowel)?;
    letters.chars().nth(marks.chars().position(|m| m == mark)?)
}

/// `text` read as VNI.
pub fn text(text: &str) -> String {
    rewritten(text, is_letter, |one, _| if one.is_ascii() { None } else { word(one) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(legacy: &str, expected: &str) {
        assert_eq!(text(legacy), expected, "{legacy}");
    }

    #[test]
    fn the_tables_fit() {
        for (vowel, marks, letters) in VOWELS {
            assert_eq!(marks.chars().count(), letters.chars().count(), "{vowel}");
        }
    }

    #[test]
    fn sentences_read() {
        check("Coäng taùc tuyeân giaùo naêm môùi", "Cộng tác tuyên giáo năm mới");
        check("Ñaûng ta luoân quan taâm ñeán ngöôøi lao ñoäng", "Đảng ta luôn quan tâm đến người lao động");
        check(
            "Boä Chính trò, Ban Bí thö, nghóa vuï, kyõ naêng",
            "Bộ Chính trị, Ban Bí thư, nghĩa vụ, kỹ năng",
        );
        check("THOÂNG BAÙO SOÁ 5 VEÀ VIEÄC TUYEÅN SINH", "THÔNG BÁO SỐ 5 VỀ VIỆC TUYỂN SINH");
        check("nöôùc, ñöôïc, söûa, thuûy lôïi, tæ leä, ngaøy", "nước, được, sửa, thủy lợi, tỉ lệ, ngày");
    }

    #[test]
    fn ascii_and_unicode_words_stay() {
        check("<b class=\"tin\">Tuyên giáo, Đảng</b>", "<b class=\"tin\">Tuyên giáo, Đảng</b>");
    }
}
