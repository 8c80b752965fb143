//! Counters and clocks that a page shows within an article: "Lượt xem: 123", "Cập nhật 10:15 hôm nay".
//!
//! They change at every reading and are no wording. The phrases are data (`furniture.toml`); what is code is
//! where they may stand: a report of two thousand views ("bài hát có 2.000 lượt xem") is wording and stays.

use super::normal;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Longest phrase before or after a number, in words.
const MAX_PHRASE_WORDS: usize = 5;
/// Longest clock from its first number on, in words.
const MAX_CLOCK_WORDS: usize = 10;

/// A text without its counters and clocks, for comparing.
///
/// A phrase counts where it begins something: the text, a sentence, what follows another counter; or where it
/// is written with a capital, because blocks of a page run together in its text; or where a colon sets it
/// apart from its number. One pass over the words, a bounded look around each number.
pub fn without_furniture(text: &str) -> Cow<'_, str> {
    if !may_hold_furniture(text) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut room = Room { gone: vec![false; words.len()], words: &words };
    for at in 0..words.len() {
        if room.is_number(at) {
            room.look(at);
        }
    }
    if !room.gone.contains(&true) {
        return Cow::Borrowed(text);
    }
    let kept = words.iter().zip(&room.gone).filter(|(_, gone)| !**gone).map(|(word, _)| *word);
    Cow::Owned(kept.collect::<Vec<_>>().join(" "))
}

/// Whether a number stands beside a word that phrases end or begin with: a quick look, since most texts hold
/// numbers and few hold furniture.
fn may_hold_furniture(text: &str) -> bool {
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        let begins = byte.is_ascii_digit() && (before == b'(' || before.is_ascii_whitespace());
        before = byte;
        if begins {
            let (head, tail) = text.split_at(at);
            let last = head.split_whitespace().next_back().map(normal).unwrap_or_default();
            let first = tail.split_whitespace().nth(1).map(normal).unwrap_or_default();
            let known = known();
            let named =
                known.last_words.contains(last.trim_end_matches([':', ' '])) && ends_with_phrase(head);
            if named || known.first_words.contains(first.trim_end_matches(['.', ')', '|', ';', ' '])) {
                return true;
            }
        }
    }
    false
}

/// Whether what stands before a number ends with a phrase.
fn ends_with_phrase(head: &str) -> bool {
    let mut words: Vec<&str> = head.split_whitespace().rev().take(MAX_PHRASE_WORDS).collect();
    words.reverse();
    let tail = normal(&words.join(" "));
    let tail = tail.trim_end_matches([':', ' ']);
    known().counters.iter().chain(&known().clocks).any(|phrase| tail.ends_with(phrase.as_str()))
}

struct Room<'a> {
    words: &'a [&'a str],
    gone: Vec<bool>,
}

impl Room<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or_default()
    }

    fn is_gone(&self, at: usize) -> bool {
        self.gone.get(at).copied().unwrap_or_default()
    }

    /// A number or a time, and no part of a word: "123", "(1.234", "10:15", "28/11/2026,", "10h15".
    fn is_number(&self, at: usize) -> bool {
        let word = self.word(at).trim_start_matches('(');
        let inner = word.trim_end_matches([',', '.', ';', ')', '|', ':']);
        word.starts_with(|c: char| c.is_ascii_digit())
            && inner
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/' | '-' | 'h' | 'k' | 'K'))
            && !self.is_gone(at)
    }

    /// Takes out what the number at this place is the number of, if it is furniture.
    fn look(&mut self, at: usize) {
        let last = normal(self.word(at.saturating_sub(1)));
        let named = at > 0 && known().last_words.contains(last.trim_end_matches([':', ' ']));
        let from = if named { at.saturating_sub(MAX_PHRASE_WORDS) } else { at };
        let before = self.words.get(from..at).unwrap_or_default();
        // the longest phrase first
        for (skipped, start) in (from..at).enumerate() {
            if self.is_gone(start) {
                continue;
            }
            let phrase = normal(&before.get(skipped..).unwrap_or_default().join(" "));
            let phrase = phrase.trim_end_matches([':', ' ']);
            let labelled = self.word(at.saturating_sub(1)).ends_with(':');
            let clock = known().clocks.contains(phrase);
            if (clock || known().counters.contains(phrase)) && (labelled || self.begins(start, true)) {
                let end = if clock { self.end_of_clock(at) } else { at + 1 };
                return self.clear(start, end);
            }
        }
        if self.begins(at, false) {
            self.look_behind(at);
        }
    }

    /// "123 lượt xem", "5 phút trước": the phrase stands behind the number and ends something.
    fn look_behind(&mut self, at: usize) {
        let first = normal(self.word(at + 1));
        if !known().first_words.contains(first.trim_end_matches(['.', ')', '|', ';', ' '])) {
            return;
        }
        for length in (1..=MAX_PHRASE_WORDS).rev() {
            let end = at + 1 + length;
            let Some(behind) = self.words.get(at + 1..end) else { continue };
            let phrase = normal(&behind.join(" "));
            let phrase = phrase.trim_end_matches(['.', ')', '|', ';', ' ']);
            let is_known = known().counters.contains(phrase) || known().ages.contains(phrase);
            if is_known && self.ends(end) {
                return self.clear(at, end);
            }
        }
    }

    /// Whether something begins at this place.
    fn begins(&self, at: usize, by_capital: bool) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let last = self.word(before);
        let ends =
            last.ends_with(['.', '!', '?', ';', '|', ')', '"', '”', '…', '•', '·', '-', '–', '—', '/']);
        let opens = self.word(at).starts_with('(');
        let capital = self.word(at).trim_start_matches('(').starts_with(char::is_uppercase);
        ends || opens || self.is_gone(before) || (by_capital && capital)
    }

    /// Whether something ends before this place.
    fn ends(&self, at: usize) -> bool {
        let Some(next) = self.words.get(at) else { return true };
        let last = self.word(at.saturating_sub(1));
        let begins = |c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '|' | '•' | '·' | '-' | '–' | '(')
        };
        last.ends_with(['.', ')', '|', ';']) || next.starts_with(begins)
    }

    /// Where the time that begins at this place is over.
    fn end_of_clock(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < at + MAX_CLOCK_WORDS && !self.word(end - 1).ends_with([':', '.', ';', ')']) {
            let word = self.word(end).to_lowercase();
            let inner = word.trim_matches([',', '.', ';', ':', '|']);
            let is_time = self.is_number(end) && inner.contains([':', '/', 'h', '-']);
            let unit = self.word(end + 1).trim_end_matches([',', '.', ';', ':', '|']).to_lowercase();
            let before_unit = self.is_number(end) && known().times.contains(&unit);
            if !(is_time || before_unit || known().times.contains(inner) || matches!(&*word, "-" | "–" | "|"))
            {
                break;
            }
            end += 1;
        }
        end
    }

    fn clear(&mut self, from: usize, to: usize) {
        self.gone.iter_mut().take(to).skip(from).for_each(|gone| *gone = true);
    }
}

/// The phrases of `furniture.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    counters: HashSet<String>,
    clocks: HashSet<String>,
    ages: HashSet<String>,
    times: HashSet<String>,
    /// How phrases before a number end: most numbers stand behind none, and are done with one look.
    #[serde(skip)]
    last_words: HashSet<String>,
    /// How phrases behind a number begin.
    #[serde(skip)]
    first_words: HashSet<String>,
}

fn known() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let read: Phrases = toml::from_str(include_str!("furniture.toml")).unwrap_or_default();
        let normal =
            |all: HashSet<String>| all.iter().map(|phrase| super::normal(phrase)).collect::<HashSet<_>>();
        let (counters, clocks, ages) = (normal(read.counters), normal(read.clocks), normal(read.ages));
        let last = |phrase: &String| phrase.split(' ').next_back().unwrap_or_default().to_owned();
        let first = |phrase: &String| phrase.split(' ').next().unwrap_or_default().to_owned();
        Phrases {
            last_words: counters.iter().chain(&clocks).map(last).collect(),
            first_words: counters.iter().chain(&ages).map(first).collect(),
            counters,
            clocks,
            ages,
            times: read.times,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_and_clocks_go() {
        assert!(known().counters.len() > 10 && known().clocks.len() > 10);
        let check = |text: &str, expected: &str| assert_eq!(without_furniture(text), expected, "{text:?}");
        check("Lễ khai mạc. Lượt xem: 123", "Lễ khai mạc.");
        check("Lễ khai mạc Lượt xem: 1.234", "Lễ khai mạc");
        check("Lễ khai mạc (lượt xem: 5)", "Lễ khai mạc");
        check("Số lượt đọc 77 Lễ khai mạc", "Lễ khai mạc");
        check("Cập nhật 10:15 hôm nay", "");
        check("Lễ khai mạc. Cập nhật lúc 10:15, 28/11/2026", "Lễ khai mạc.");
        check("Cập nhật: 10 giờ 15 phút, ngày 28/11/2026 Lễ khai mạc", "Lễ khai mạc");
        check("Lễ khai mạc. 1.234 lượt xem", "Lễ khai mạc.");
        check("Lễ khai mạc. 12 bình luận | 1,2k lượt xem", "Lễ khai mạc.");
        check("5 phút trước Lễ khai mạc", "Lễ khai mạc");
    }

    #[test]
    fn numbers_of_the_report_stay() {
        let check = |text: &str| assert!(matches!(without_furniture(text), Cow::Borrowed(_)), "{text:?}");
        check("Bài hát có 2.000 lượt xem trong một tuần");
        check("Video đạt 2.000 lượt xem");
        check("Quyết định số 1234 ngày 28/11/2026");
        check("Cập nhật đến 10h ngày 28/11, cả xã có 12 nhà tốc mái");
        check("3 ngày trước, đoàn đã tới bản");
        check("Không có số nào ở đây");
        check("");
        let kept = "12 nhà tốc mái";
        assert_eq!(without_furniture(&format!("Cập nhật 10h ngày 28/11: {kept}")), kept);
        assert_eq!(without_furniture(&format!("Cập nhật 10:15 {kept}")), kept);
    }

    #[test]
    fn a_text_full_of_numbers_takes_its_time_and_no_more() {
        let text = "Cập nhật 1 ".repeat(20_000) + &"7 ".repeat(50_000);
        assert!(without_furniture(&text).len() <= text.len());
    }
}
