//! The comparison form of Vietnamese text, and the parts of a combined label.
//!
//! Vietnamese has two schools of placing the tone on `oa`, `oe`, `uy` (hoá, hóa) and of writing `i` or
//! `y` (kĩ, kỹ); both name the same word. Tones and diacritics are never dropped: Đảng, đang and dạng are
//! three words.

use super::html::composed;
use unicode_normalization::UnicodeNormalization;

/// The form in which texts are compared: NFC, lower case, tones placed the new way (hóa, thủy; not
/// after q), `i` after one consonant as `y` where both are written, eth read as đ; dashes, commas,
/// `&`, `/`, quotation marks and the word "và" count as one blank, white space is folded, fullwidth letters
/// and digits read as plain ones. Idempotent.
///
/// Every text of every fetched entry passes through here, so it is one pass over the characters.
pub fn normal(s: &str) -> String {
    let composed_text = composed(s);
    let mut line = Line { out: String::with_capacity(composed_text.len() + 8), word: 0, run: 0 };
    let mut exotic = false;
    for c in composed_text.chars().map(halfwidth) {
        if c == SOFT_HYPHEN {
            exotic = true;
        } else if is_separator(c) {
            line.end_word();
        } else {
            exotic |= line.push(c);
        }
    }
    line.end_word();
    let out = line.out;
    // Lower case of a rare letter can be a letter and a mark (İ), which compose anew with what follows.
    if exotic && composed(&out) != out { normal(&composed(&out)) } else { out }
}

/// Says where a word may be broken: part of no word, and between none.
const SOFT_HYPHEN: char = '\u{AD}';

/// A normal form in the making.
struct Line {
    out: String,
    /// Where the current word begins in `out`.
    word: usize,
    /// Where the current run of letters begins.
    run: usize,
}

impl Line {
    /// Adds a character of a word; tells whether it was none of those that Vietnamese is written in.
    fn push(&mut self, c: char) -> bool {
        if self.out.len() == self.word && self.word > 0 {
            self.out.push(' ');
            self.word += 1;
            self.run = self.word;
        }
        let (lowered, exotic) = lower(c);
        match lowered {
            Some(letter) => self.out.push(letter),
            None => self.out.extend(c.to_lowercase()),
        }
        if !is_letter(c) {
            let end = self.out.len() - lowered.map_or(0, char::len_utf8);
            self.end_run(end);
            self.run = self.out.len();
        }
        exotic
    }

    /// A run of letters is over: up to `end` it is one syllable, in the new orthography from now on.
    fn end_run(&mut self, end: usize) {
        let Some(respelled) = self.out.get(self.run..end).and_then(syllable) else { return };
        self.out.replace_range(self.run..end, &respelled);
    }

    fn end_word(&mut self) {
        self.end_run(self.out.len());
        let before = self.out.get(..self.word).unwrap_or_default();
        match self.out.get(self.word..) {
            Some("và") => {
                let end = before.trim_end_matches(' ').len();
                self.out.truncate(end);
            }
            Some("vọng" | "sinh" | "hữu") if before == "hi " || before.ends_with(" hi ") => {
                let at = self.word - 2;
                self.out.replace_range(at..=at, "y");
            }
            _ => (),
        }
        self.word = self.out.len();
        self.run = self.word;
    }
}

/// A word of a text in normal form, and whether it was written with a capital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In normal form, full stops and other marks around it left out; never empty.
    pub normal: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// The separators before it hold more than white space: a bracket, a dash, a colon.
    pub marked: Option<char>,
}

/// The words of a text, for what depends on how they are written: names.
pub fn words(s: &str) -> Vec<Word> {
    let composed_text = composed(s);
    let mut found = Vec::new();
    let mut marked = None;
    for piece in composed_text.split_inclusive(is_separator) {
        let word = piece.trim_end_matches(is_separator);
        let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric());
        let ends = word.len() > word.trim_end_matches(['.', '!', '?']).len();
        let normal = normal(trimmed);
        if !normal.is_empty() {
            let capital = trimmed.chars().next().is_some_and(char::is_uppercase);
            found.push(Word { normal, capital, marked: marked.take() });
        }
        let mark = piece.get(word.len()..).unwrap_or_default().chars().next().filter(|c| !c.is_whitespace());
        marked = mark.filter(|c| BRACKETS.contains(*c)).or(marked).or(mark).or(ends.then_some('.'));
    }
    found
}

/// A combined label ("Khoa giáo, Văn hóa - Văn nghệ"): the normal form of the whole first, then those of
/// its parts, each once. Parts stand between commas, semicolons, `&`, `/`, `|`, dashes with blanks
/// around them, and "và".
pub fn label_parts(s: &str) -> Vec<String> {
    let whole = normal(s);
    if whole.is_empty() {
        return Vec::new();
    }
    let mut found = vec![whole];
    let spaced = composed(s).to_lowercase().replace(" và ", ",");
    let spaced = DASHES.iter().fold(spaced, |t, dash| t.replace(&format!(" {dash} "), ","));
    for part in spaced.split([',', ';', '&', '/', '|', '·', '–', '—']) {
        let part = normal(part);
        if !part.is_empty() && !found.contains(&part) {
            found.push(part);
        }
    }
    found
}

/// Of several marks between two words these tell most.
const BRACKETS: &str = "()[]";
const DASHES: [char; 6] = ['-', '–', '—', '‐', '‑', '−'];

/// The plain form of a fullwidth letter, digit or sign (U+FF01 to U+FF5E).
fn halfwidth(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Lower case, and whether the letter is one that Vietnamese is not written in; without a letter where
/// lower case is more than one. Ð and ð (eth) are mistyped Đ and đ.
fn lower(c: char) -> (Option<char>, bool) {
    let letter = match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'Ð' | 'ð' | 'Đ' => 'đ',
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        'ß'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => c,
        'Ă' => 'ă',
        'Ĩ' => 'ĩ',
        'Ũ' => 'ũ',
        'Ơ' => 'ơ',
        'Ư' => 'ư',
        // Upper and lower case take turns in the block of Vietnamese letters.
        'Ạ'..='ỹ' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        'İ' => return (Some('i'), true),
        other => {
            let mut all = other.to_lowercase();
            return (all.next().filter(|_| all.next().is_none()), true);
        }
    };
    (Some(letter), false)
}

/// Whether a character is a letter; the common ones are known without a table.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '\u{1E00}'..='ỿ' => true,
        other => other.is_alphabetic(),
    }
}

fn is_separator(c: char) -> bool {
    if matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='ɏ' | 'Ạ'..='ỹ') {
        return false;
    }
    c.is_whitespace()
        || c.is_control()
        || DASHES.contains(&c)
        || matches!(
            c,
            ',' | ';'
                | ':'
                | '&'
                | '/'
                | '|'
                | '·'
                | '•'
                | '_'
                | '('
                | ')'
                | '['
                | ']'
                | '"'
                | '\''
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '«'
                | '»'
                | '…'
                | '\u{200B}'
                | '\u{FEFF}'
                | '\u{2060}'
        )
}

/// One syllable in the new orthography, where that differs.
fn syllable(s: &str) -> Option<String> {
    const LONGEST_BOTH_WAYS: usize = 5;
    if s.len() <= LONGEST_BOTH_WAYS
        && let Some((_, with_y)) = I_AND_Y.iter().find(|(i, _)| *i == s)
    {
        return Some((*with_y).to_owned());
    }
    let mut backwards = s.chars().rev();
    let (second, first) = (backwards.next()?, backwards.next()?);
    if !matches!(first, 'o' | 'u') || (first == 'u' && backwards.next() == Some('q')) {
        return None;
    }
    let (plain, tone) = tone_of(second)?;
    if !matches!((first, plain), ('o', 'a') | ('o', 'e') | ('u', 'y')) {
        return None;
    }
    let toned = [first, tone].into_iter().nfc().next().unwrap_or(first);
    let kept = s.get(..s.len() - first.len_utf8() - second.len_utf8()).unwrap_or_default();
    Some(kept.chars().chain([toned, plain]).collect())
}

/// The plain vowel and the combining mark of a vowel that bears a tone.
fn tone_of(c: char) -> Option<(char, char)> {
    let (vowel, marks) = TONED.iter().find(|(_, marks)| marks.contains(c))?;
    let at = marks.chars().position(|m| m == c)?;
    TONES.get(at).map(|tone| (*vowel, *tone))
}

/// Grave, acute, hook above, tilde, dot below: huyền, sắc, hỏi, ngã, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
const TONED: [(char, &str); 3] = [('a', "àáảãạ"), ('e', "èéẻẽẹ"), ('y', "ỳýỷỹỵ")];

/// Syllables written with i or with y, whole.
const I_AND_Y: [(&str, &str); 16] = [
    ("lí", "lý"),
    ("lị", "lỵ"),
    ("kí", "ký"),
    ("kị", "kỵ"),
    ("kĩ", "kỹ"),
    ("kì", "kỳ"),
    ("kỉ", "kỷ"),
    ("mĩ", "mỹ"),
    ("sĩ", "sỹ"),
    ("tỉ", "tỷ"),
    ("quí", "quý"),
    ("quĩ", "quỹ"),
    ("quỉ", "quỷ"),
    ("quì", "quỳ"),
    ("quị", "quỵ"),
    ("qui", "quy"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_schools_of_orthography_compare_equal() {
        let check = |a: &str, b: &str| assert_eq!(normal(a), normal(b), "{a:?} {b:?}");
        check("Văn hoá", "Văn hóa");
        check("uỷ ban, thuỷ lợi, khoẻ", "ủy ban thủy lợi khỏe");
        check("HOÀ BÌNH", "hòa bình");
        check("lí luận kĩ năng bác sĩ", "lý luận kỹ năng bác sỹ");
        check("quí I", "quý I");
        check("qui định", "quy định");
        check("kí túc xá, nhật kí, đố kị", "ký túc xá, nhật ký, đố kỵ");
        check("quĩ khuyến học", "quỹ khuyến học");
        check("kiết lị; quỉ, quì, đột quị", "kiết lỵ; quỷ, quỳ, đột quỵ");
        check("hi vọng, hi sinh, hi hữu", "hy vọng, hy sinh, hy hữu");
        check("Ðảng", "Đảng");
        check("Giáo dục - Đào tạo", "Giáo dục & Đào tạo");
        check("Mặt trận và Đoàn thể", "Mặt trận – Đoàn thể");
        check("20-CT/TW", "20 CT TW");
        check("“diễn biến hòa bình”", "diễn biến hoà bình");
        check("Tuye\u{302}n gia\u{301}o", "tuyên giáo");
        check("Tuyên\u{AD} gi\u{AD}áo", "tuyên giáo");
        check("ＫＨＯＡ\u{3000}giáo（２０２５）", "khoa giáo 2025");
        check("khoa\u{A0}giáo\u{202F}số", "khoa giáo số");
    }

    #[test]
    fn different_words_stay_different() {
        let check = |a: &str, b: &str| assert_ne!(normal(a), normal(b), "{a:?} {b:?}");
        check("Đảng", "đang");
        check("khoa", "khóa");
        check("Quyết định 1234", "Quyết định 1235");
        check("quý I", "quý II");
    }

    #[test]
    fn tones_move_only_where_they_may() {
        let check = |input: &str, expected: &str| assert_eq!(normal(input), expected);
        check("hoàn toàn", "hoàn toàn");
        check("quý quỹ quỷ", "quý quỹ quỷ");
        check("huỳnh", "huỳnh");
        check("khuỷu", "khuỷu");
        check("Uý", "úy");
        check("tp.hcm", "tp.hcm");
        check("- , –", "");
    }

    #[test]
    fn combined_labels_fall_into_parts() {
        let check = |input: &str, expected: &[&str]| assert_eq!(label_parts(input), expected, "{input:?}");
        check("Khoa giáo", &["khoa giáo"]);
        check(
            "Khoa giáo, Văn hoá - Văn nghệ",
            &["khoa giáo văn hóa văn nghệ", "khoa giáo", "văn hóa", "văn nghệ"],
        );
        check("Khoa giáo và Y tế", &["khoa giáo y tế", "khoa giáo", "y tế"]);
        check("KH&CN", &["kh cn", "kh", "cn"]);
        check("GD-ĐT", &["gd đt"]);
        check(" – ", &[]);
    }

    proptest! {
        #[test]
        fn normal_is_idempotent(s in "\\PC{0,60}") {
            let once = normal(&s);
            prop_assert_eq!(normal(&once), once);
        }

        #[test]
        fn vietnamese_is_idempotent_too(s in "([qhtklms]?[uo]?[aàáảãạeèéẻẽẹyỳýỷỹỵií][nh]{0,2}[ ,.&-]{0,2}){0,12}") {
            let once = normal(&s);
            prop_assert_eq!(normal(&once), once);
        }

        #[test]
        fn composed_and_decomposed_are_equal(s in "[a-zđơưăâêôàáảãạýỷ ÀÁỦỲ]{0,40}") {
            let decomposed: String = s.nfd().collect();
            prop_assert_eq!(normal(&decomposed), normal(&s));
        }
    }
}
