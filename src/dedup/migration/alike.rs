//! How alike two tellings are: texts by pairs of neighbouring syllables, titles by syllables, dates by the
//! time that they allow. What a title counts or numbers is never alike, only equal.

use crate::model::{Claim, Entry, Precision};
use crate::text;
use std::collections::HashSet;

/// Pairs of syllables of a text that are looked at, from its beginning.
const MAX_PAIRS: usize = 200;
/// A text of fewer pairs proves nothing.
const MIN_PAIRS: usize = 8;
/// Content systems drop or round seconds.
const CLOCK_SLACK_S: i64 = 60;
/// The shorter of two texts shares this much with the longer when they are the same, in percent …
const SAME_PERCENT: usize = 80;
/// … and less than this when they are different.
const DIFFERENT_PERCENT: usize = 30;
/// Titles of one article, reworded, share this much of their syllables, in percent.
const ALIKE_TITLES_PERCENT: usize = 40;

/// What a comparison says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// The same.
    Same,
    /// Nothing: too little is known.
    Nothing,
    /// Something else.
    Different,
}

/// An entry in the forms in which it is compared.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    /// Normal form.
    pub title: String,
    /// Hashes of neighbouring syllables of lead and text.
    pub pairs: HashSet<u64>,
    published: Option<Claim>,
    updated: Option<Claim>,
}

impl Telling {
    pub fn of(entry: &Entry) -> Self {
        Self {
            title: text::normal(&entry.title),
            pairs: pairs(entry),
            published: entry.published,
            updated: entry.updated,
        }
    }

    /// The time it claims, as exactly as to the minute.
    pub fn minute(&self) -> Option<i64> {
        let claim = self.published.filter(|claim| claim.precision >= Precision::Minute)?;
        Some(claim.at.0.div_euclid(60))
    }

    /// Whether the title has this many syllables or more.
    pub fn has_words(&self, least: usize) -> bool {
        self.title.split(' ').count() >= least
    }
}

/// What two dates say, each for as long as its precision allows. Dates of change speak only where neither
/// tells when it was published.
pub(super) fn times(a: &Telling, b: &Telling) -> Says {
    let changed = || a.updated.zip(b.updated).filter(|_| a.published.is_none() && b.published.is_none());
    let both = a.published.zip(b.published).or_else(changed);
    let Some((a, b)) = both else { return Says::Nothing };
    let (from_a, to_a) = span(a);
    let (from_b, to_b) = span(b);
    let apart = from_a.saturating_sub(to_b).max(from_b.saturating_sub(to_a));
    if apart <= CLOCK_SLACK_S { Says::Same } else { Says::Different }
}

fn span(claim: Claim) -> (i64, i64) {
    let width = match claim.precision {
        Precision::Day => 24 * 3600 - 1,
        Precision::Hour => 3600 - 1,
        Precision::Minute => 59,
        Precision::Second => 0,
    };
    (claim.at.0, claim.at.0.saturating_add(width))
}

/// What two texts say: by how much of the shorter is in the longer, since a feed may give the lead alone.
pub(super) fn texts(a: &Telling, b: &Telling) -> Says {
    let (short, long) = if a.pairs.len() <= b.pairs.len() { (a, b) } else { (b, a) };
    if short.pairs.len() < MIN_PAIRS {
        return Says::Nothing;
    }
    let shared = short.pairs.iter().filter(|pair| long.pairs.contains(pair)).count();
    match shared.saturating_mul(100) / short.pairs.len() {
        percent if percent >= SAME_PERCENT => Says::Same,
        percent if percent < DIFFERENT_PERCENT => Says::Different,
        _ => Says::Nothing,
    }
}

/// Whether one title may be the other reworded: enough of the same syllables, and the same numbers.
pub(super) fn titles_are_alike(a: &str, b: &str) -> bool {
    let (of_a, of_b): (HashSet<&str>, HashSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let shared = of_a.intersection(&of_b).count();
    let all = of_a.union(&of_b).count();
    shared.saturating_mul(100) >= all.saturating_mul(ALIKE_TITLES_PERCENT) && same_numbers(a, b)
}

/// Whether two titles count and number the same: months, quarters, years, numbers of documents.
pub(super) fn same_numbers(a: &str, b: &str) -> bool {
    let numbers = |title: &str| {
        let mut found: Vec<String> =
            title.split(' ').filter(|word| is_number(word)).map(str::to_owned).collect();
        found.sort_unstable();
        found
    };
    numbers(a) == numbers(b)
}

fn is_number(word: &str) -> bool {
    let is_roman = !word.is_empty() && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    is_roman || word.chars().any(|c| c.is_ascii_digit())
}

fn pairs(entry: &Entry) -> HashSet<u64> {
    let mut words = text::normal(&text::visible(&entry.summary));
    if !entry.content.is_empty() && entry.content != entry.summary {
        words.push(' ');
        words.push_str(&text::normal(&text::visible(&entry.content)));
    }
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    words.windows(2).take(MAX_PAIRS).map(hash).collect()
}

/// FNV-1a: an accident costs one pair in a text, and a forger gains nothing he could not have by copying.
fn hash(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([b' ']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn claimed(at: i64, precision: Precision) -> Telling {
        let published = Some(Claim { at: Timestamp(at), precision });
        Telling::of(&Entry { published, ..Entry::default() })
    }

    #[test]
    fn dates_agree_within_what_they_say() {
        use Precision::*;
        let check = |a, b, expected| assert_eq!(times(&a, &b), expected, "{a:?} {b:?}");
        check(claimed(1_000_000, Second), claimed(1_000_000, Second), Says::Same);
        check(claimed(1_000_033, Second), claimed(1_000_000, Second), Says::Same);
        check(claimed(1_003_600, Second), claimed(1_000_000, Second), Says::Different);
        check(claimed(86_400, Day), claimed(86_400 + 20 * 3600, Minute), Says::Same);
        check(claimed(86_400, Day), claimed(2 * 86_400 + 3600, Minute), Says::Different);
        check(claimed(3600, Hour), claimed(3600 + 3000, Minute), Says::Same);
        check(claimed(0, Day), Telling::of(&Entry::default()), Says::Nothing);
        check(claimed(i64::MIN, Day), claimed(i64::MAX, Day), Says::Different);
    }

    #[test]
    fn a_lead_is_part_of_its_text() {
        let of = |summary: &str| Telling::of(&Entry { summary: summary.into(), ..Entry::default() });
        let lead = "Sáng nay, đoàn công tác đã đến thăm các hộ trồng rau sạch ở ven sông và nghe kiến nghị";
        let whole = format!("<p>{lead}.</p><p>Đoàn cũng trao quà cho học sinh vượt khó của hai trường.</p>");
        let other =
            "Chiều qua, hội nghị giao ban báo chí tháng đã thống nhất nội dung tuyên truyền cho đợt tới";
        let check = |a: &str, b: &str, expected| assert_eq!(texts(&of(a), &of(b)), expected, "{a} {b}");
        check(lead, &whole, Says::Same);
        check(&whole, lead, Says::Same);
        check(lead, other, Says::Different);
        check("Sáng nay", lead, Says::Nothing);
        check("", "", Says::Nothing);
    }

    #[test]
    fn a_title_reworded_keeps_its_numbers() {
        let check = |a: &str, b: &str, expected| assert_eq!(titles_are_alike(a, b), expected, "{a} {b}");
        check("hội nghị giao ban báo chí tháng 9", "giao ban báo chí tháng 9", true);
        check("thông báo lịch tiếp công dân tháng 4", "thông báo lịch tiếp công dân tháng 5", false);
        check("quyết định số 1234 của ban", "quyết định số 1235 của ban", false);
        check("sơ kết công tác quý i", "sơ kết công tác quý ii", false);
        check("khai mạc hội thi", "bế giảng lớp bồi dưỡng", false);
    }
}
