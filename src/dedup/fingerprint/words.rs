//! The words of `words.toml`: boilerplate, numbers, words of notices.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use xxhash_rust::xxh3::xxh3_64;

/// No boilerplate is longer: longer lines are not looked at.
const MAX_BOILERPLATE_BYTES: usize = 400;

/// What is known of texts. The file says what each field means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    line: Vec<Starts>,
    others: Others,
    numbers: Numbers,
    notices: Notices,
    abbreviations: HashMap<String, String>,
    #[serde(skip)]
    series: HashSet<u64>,
    #[serde(skip)]
    numerals: HashSet<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Starts {
    max_syllables: usize,
    starts: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    max_syllables: usize,
    max_title_syllables: usize,
    starts: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    series: Vec<String>,
    words: Vec<String>,
    digits: HashMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notices {
    words: Vec<String>,
}

/// The words; read once.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "a test reads the file")]
        let mut words: Words = toml::from_str(include_str!("words.toml")).expect("words.toml is well formed");
        words.series = words.numbers.series.iter().map(|word| xxh3_64(word.as_bytes())).collect();
        let numerals = words.numbers.words.iter().chain(words.numbers.digits.values());
        words.numerals = numerals.map(|word| xxh3_64(word.as_bytes())).collect();
        words
    })
}

impl Words {
    /// Whether a line, in comparison form, is boilerplate.
    pub fn is_boilerplate(&self, line: &str) -> bool {
        if line.len() > MAX_BOILERPLATE_BYTES {
            return false;
        }
        let length = line.split(' ').count();
        let begins = |kind: &Starts| kind.starts.iter().any(|start| begins_with(line, start));
        self.line.iter().any(|kind| length <= kind.max_syllables && begins(kind))
    }

    /// Whether a line heads a list of other articles.
    pub fn heads_others(&self, line: &str) -> bool {
        let others = &self.others;
        line.len() <= MAX_BOILERPLATE_BYTES
            && line.split(' ').count() <= others.max_syllables
            && others.starts.iter().any(|start| begins_with(line, start))
    }

    /// Whether a line may be the title of another article.
    pub fn may_be_title(&self, line: &str) -> bool {
        line.split(' ').count() <= self.others.max_title_syllables
    }

    /// A word in full, where it is an abbreviation.
    pub fn in_full(&self, normal: &str) -> Option<&str> {
        self.abbreviations.get(normal).map(String::as_str)
    }

    /// A number in digits, where it is one word.
    pub fn in_digits<'a>(&'a self, normal: &'a str) -> &'a str {
        self.numbers.digits.get(normal).map_or(normal, String::as_str)
    }

    /// Whether a letter behind the word with this hash is a number.
    pub fn is_series(&self, word: u64) -> bool {
        self.series.contains(&word)
    }

    /// Whether the word with this hash is a number.
    pub fn is_numeral(&self, word: u64) -> bool {
        self.numerals.contains(&word)
    }

    /// Whether a title, in comparison form, is that of a notice or of one in a series.
    pub fn is_notice(&self, title: &str) -> bool {
        let padded = format!(" {title} ");
        self.notices.words.iter().any(|word| padded.contains(&format!(" {word} ")))
    }
}

fn begins_with(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn words_stand_in_the_form_in_which_texts_are_compared() {
        let words = words();
        let lines = words.line.iter().flat_map(|kind| &kind.starts);
        let all = lines.chain(&words.others.starts).chain(&words.numbers.series).chain(&words.numbers.words);
        let full = words.abbreviations.iter().flat_map(|(short, full)| [short, full]);
        for word in all.chain(&words.notices.words).chain(words.numbers.digits.keys()).chain(full) {
            assert_eq!(text::normal(word), *word);
        }
    }

    #[test]
    fn boilerplate_is_short() {
        let check = |line: &str, expected: bool| {
            assert_eq!(words().is_boilerplate(&text::normal(line)), expected, "{line:?}");
        };
        check("Nguồn: Báo Hòa Giang", true);
        check("Theo TTXVN", true);
        check("(Theo Báo Sông Vàng)", true);
        check("Theo kế hoạch, trong tháng tới tỉnh sẽ mở thêm ba lớp tập huấn cho cán bộ xã.", false);
        check("Nguồn nước của tỉnh", true); // a heading of four words lost costs nothing
        check("Theodore", false);
        check("© 2026 Trang tin điện tử", true);
        check("Hotline: 0900 000 000", true);
        check("Hội nghị tổng kết năm", false);
    }

    #[test]
    fn notices_are_known_by_their_words() {
        let check = |title: &str, expected: bool| {
            assert_eq!(words().is_notice(&text::normal(title)), expected, "{title:?}");
        };
        check("Thông báo lịch tiếp công dân", true);
        check("Lễ khai mạc (phần 2)", true);
        check("Hội nghị giao ban báo cáo viên", true);
        check("Khai mạc ngày hội văn hóa các dân tộc vùng cao", true);
        check("Người thầy giữ lửa cho lớp học vùng cao", false);
    }
}
