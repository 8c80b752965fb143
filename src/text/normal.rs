//! The comparison form of Vietnamese text, and the parts of a combined label.
//!
//! Vietnamese has two schools of placing the tone on `oa`, `oe`, `uy` (hoá, hóa) and of writing `i` or
//! `y` (kĩ, kỹ); both name the same word. Tones and diacritics are never dropped: Đảng, đang and dạng are
//! three words.

use super::html::composed;
use unicode_normalization::UnicodeNormalization;

/// The form in which texts are compared: NFC, lower case, tones placed the new way (hóa, thủy; not
/// after q), `i` after one consonant as `y` where both are written, eth read as đ; dashes, commas,
/// `&`, `/`, quotation marks and the word "và" count as one blank, white space is folded. Idempotent.
pub fn normal(s: &str) -> String {
    let lower: String = composed(s).chars().flat_map(lower).collect();
    let lower = composed(&lower);
    let mut words: Vec<String> = Vec::new();
    for word in lower.split(is_separator).filter(|w| !w.is_empty()) {
        let word = syllables(word);
        if word == "vọng" && words.last().is_some_and(|w| w == "hi") {
            words.pop();
            words.push("hy".into());
        }
        if word != "và" {
            words.push(word);
        }
    }
    words.join(" ")
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

const DASHES: [char; 6] = ['-', '–', '—', '‐', '‑', '−'];

/// Lower case; Ð and ð (eth) are mistyped Đ and đ.
fn lower(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        'Ð' | 'ð' => 'đ',
        'İ' => 'i',
        other => other,
    };
    c.to_lowercase()
}

fn is_separator(c: char) -> bool {
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
                | '\u{AD}'
                | '\u{2060}'
        )
}

/// A word with each run of letters in the new orthography.
fn syllables(word: &str) -> String {
    if word.is_ascii() && word != "qui" {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut run = String::new();
    for c in word.chars().chain(['\0']) {
        if c.is_alphabetic() {
            run.push(c);
            continue;
        }
        out.push_str(&syllable(&run));
        run.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// One syllable in the new orthography.
fn syllable(s: &str) -> String {
    if let Some((_, with_y)) = I_AND_Y.iter().find(|(i, _)| *i == s) {
        return (*with_y).to_owned();
    }
    let mut letters: Vec<char> = s.chars().collect();
    if let [.., before, first, second] = letters.as_mut_slice()
        && *before == 'q'
        && *first == 'u'
    {
        let _ = second;
        return s.to_owned();
    }
    if let [.., first, second] = letters.as_mut_slice()
        && let Some((plain, tone)) = tone_of(*second)
        && matches!((*first, plain), ('o', 'a') | ('o', 'e') | ('u', 'y'))
    {
        *first = [*first, tone].into_iter().nfc().next().unwrap_or(*first);
        *second = plain;
        return letters.into_iter().collect();
    }
    s.to_owned()
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
const I_AND_Y: [(&str, &str); 9] = [
    ("lí", "lý"),
    ("kĩ", "kỹ"),
    ("kì", "kỳ"),
    ("kỉ", "kỷ"),
    ("mĩ", "mỹ"),
    ("sĩ", "sỹ"),
    ("tỉ", "tỷ"),
    ("quí", "quý"),
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
        check("hi vọng", "hy vọng");
        check("Ðảng", "Đảng");
        check("Giáo dục - Đào tạo", "Giáo dục & Đào tạo");
        check("Mặt trận và Đoàn thể", "Mặt trận – Đoàn thể");
        check("20-CT/TW", "20 CT TW");
        check("“diễn biến hòa bình”", "diễn biến hoà bình");
        check("Tuye\u{302}n gia\u{301}o", "tuyên giáo");
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
