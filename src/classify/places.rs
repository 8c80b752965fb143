//! [`Places`]: names of provinces in datelines, titles and brackets.
//!
//! A name counts where it is written with capitals, since "hòa bình" is peace and Hòa Bình a province; not
//! within a phrase in which it means something else, and not behind a word that makes a street of it.

use crate::model::{EvidenceKind, Taxonomy};
use crate::text::{self, Word, words};
use std::collections::HashMap;

/// Words of a title that are looked at.
const MAX_TITLE_WORDS: usize = 120;
/// Words of a lead that are looked at: a dateline stands at its beginning.
const MAX_LEAD_WORDS: usize = 40;

/// Names of provinces, made ready.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// By first word: the whole name and whose it is.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// By first word: phrases in which a name means something else.
    others: HashMap<String, Vec<Vec<String>>>,
    /// By place in the taxonomy: whether its name means something else as well.
    ambiguous: Vec<bool>,
    not_after: Vec<Vec<String>>,
}

/// A name that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The province's place in the taxonomy.
    pub province: usize,
    pub kind: EvidenceKind,
    /// The name in normal form.
    pub name: String,
}

impl Places {
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let mut places = Self::default();
        for (at, province) in taxonomy.provinces.iter().enumerate() {
            for name in province.variants.iter().chain([&province.name]) {
                let name = split(name);
                if let Some(first) = name.first().cloned() {
                    places.names.entry(first).or_default().push((name, at));
                }
            }
            for phrase in &province.negative {
                let phrase = split(phrase);
                if let Some(first) = phrase.first().cloned() {
                    places.others.entry(first).or_default().push(phrase);
                }
            }
            places.ambiguous.push(!province.negative.is_empty());
        }
        places.not_after =
            taxonomy.not_after.iter().map(|word| split(word)).filter(|w| !w.is_empty()).collect();
        places
    }

    /// The provinces that a title and a lead name, those of the dateline first.
    pub fn find(&self, title: &str, lead: &str) -> Vec<Named> {
        let title_words: Vec<Word> = words(title).into_iter().take(MAX_TITLE_WORDS).collect();
        let lead = text::without_agency(lead);
        let lead_words: Vec<Word> = words(lead).into_iter().take(MAX_LEAD_WORDS).collect();
        let in_title = self.names_in(&title_words, is_shouted(title));
        let in_lead = self.names_in(&lead_words, is_shouted(lead));
        let mut found: Vec<Named> = Vec::new();
        let mut add = |(start, end, province): (usize, usize, usize), kind, words: &[Word]| {
            let name: Vec<&str> =
                words.get(start..end).unwrap_or_default().iter().map(|w| w.normal.as_str()).collect();
            let named = Named { province, kind, name: name.join(" ") };
            if !found.contains(&named) {
                found.push(named);
            }
        };
        for (names, words) in [(&in_title, &title_words), (&in_lead, &lead_words)] {
            if let Some(first) = names.first().filter(|name| is_dateline(words, **name)) {
                add(*first, EvidenceKind::Dateline, words);
            }
        }
        in_title.iter().for_each(|name| add(*name, EvidenceKind::Title, &title_words));
        let bracketed = in_lead.iter().filter(|name| is_bracketed(&lead_words, **name));
        bracketed.for_each(|name| add(*name, EvidenceKind::Lead, &lead_words));
        found
    }

    /// Names that count, as (first word, one behind the last, province), the longest at each word.
    fn names_in(&self, words: &[Word], shouted: bool) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = self.longest_name(words, at);
            let other = self.longest_other(words, at);
            match longest {
                Some((length, province)) if length > other => {
                    let plain = shouted && self.ambiguous.get(province).copied().unwrap_or(false);
                    let begins = at == 0 && words.get(length).is_some_and(|word| word.marked.is_some());
                    if !self.is_of_something_else(words, at) && (!plain || begins) {
                        found.push((at, at + length, province));
                    }
                    at += length;
                }
                _ => at += other.max(1),
            }
        }
        found
    }

    fn longest_name(&self, words: &[Word], at: usize) -> Option<(usize, usize)> {
        let first = words.get(at)?;
        let fits = |name: &&(Vec<String>, usize)| {
            let here = words.get(at..at + name.0.len()).unwrap_or_default();
            same(here, &name.0) && here.iter().all(|word| word.capital) && !is_a_list(here)
        };
        let names = self.names.get(&first.normal)?.iter().filter(fits);
        names.map(|(name, province)| (name.len(), *province)).max_by_key(|(length, _)| *length)
    }

    fn longest_other(&self, words: &[Word], at: usize) -> usize {
        let Some(phrases) = words.get(at).and_then(|first| self.others.get(&first.normal)) else { return 0 };
        let fits = |phrase: &&Vec<String>| same(words.get(at..at + phrase.len()).unwrap_or_default(), phrase);
        phrases.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
    }

    /// Whether the words before make of a name that of a street, a school, a village.
    fn is_of_something_else(&self, words: &[Word], at: usize) -> bool {
        let ends = |before: &Vec<String>| {
            let start = at.checked_sub(before.len());
            start.is_some_and(|start| same(words.get(start..at).unwrap_or_default(), before))
        };
        words.get(at).is_some_and(|word| word.marked.is_none()) && self.not_after.iter().any(ends)
    }
}

/// "Kiên, Giang" are two people; "Bà Rịa - Vũng Tàu" and "TP. Hồ Chí Minh" are one name.
fn is_a_list(words: &[Word]) -> bool {
    words.iter().skip(1).any(|word| word.marked.is_some_and(|mark| !"-–—‐‑−.".contains(mark)))
}

/// "Kiên Giang: …", "(Kiên Giang) …", "Kiên Giang - …", "Kiên Giang, ngày …".
fn is_dateline(words: &[Word], (start, end, _): (usize, usize, usize)) -> bool {
    let next = words.get(end);
    let mark = next.and_then(|word| word.marked);
    let colon = matches!(mark, Some(':' | ')' | '-' | '–' | '—' | ']' | '|'));
    let dated = mark == Some(',') && next.is_some_and(|word| word.normal == "ngày");
    start == 0 && (colon || dated)
}

/// "huyện Vĩnh Thuận (Kiên Giang)".
fn is_bracketed(words: &[Word], (start, end, _): (usize, usize, usize)) -> bool {
    let mark = |at: usize| words.get(at).and_then(|word| word.marked);
    mark(start) == Some('(') && (mark(end) == Some(')') || end == words.len())
}

/// Whether a text is all in capitals, so that they say nothing.
fn is_shouted(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

fn same(words: &[Word], name: &[String]) -> bool {
    words.len() == name.len() && words.iter().zip(name).all(|(word, part)| word.normal == *part)
}

fn split(name: &str) -> Vec<String> {
    words(name).into_iter().map(|word| word.normal).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Province;

    fn places() -> Places {
        let province = |name: &str, variants: &[&str], negative: &[&str]| {
            let texts = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect();
            let slug: crate::model::Slug = "x".parse().unwrap();
            Province {
                slug: slug.clone(),
                name: name.into(),
                variants: texts(variants),
                negative: texts(negative),
                unit: slug,
            }
        };
        Places::new(&Taxonomy {
            provinces: vec![
                province("Kiên Giang", &[], &[]),
                province("Hòa Bình", &["Hoà Bình"], &["diễn biến hòa bình", "hòa bình, hợp tác"]),
                province(
                    "Thành phố Hồ Chí Minh",
                    &["TP. Hồ Chí Minh", "TP.HCM", "TPHCM"],
                    &["tư tưởng Hồ Chí Minh"],
                ),
                province("Điện Biên", &[], &["Điện Biên Phủ"]),
            ],
            not_after: vec!["đường".into(), "trường THPT".into()],
            ..Taxonomy::default()
        })
    }

    #[test]
    fn names_count_where_they_name_the_province() {
        let check = |title: &str, lead: &str, expected: &[(usize, EvidenceKind)]| {
            let found: Vec<_> = places().find(title, lead).iter().map(|n| (n.province, n.kind)).collect();
            assert_eq!(found, expected, "{title} | {lead}");
        };
        use EvidenceKind::{Dateline, Lead, Title};
        check("Kiên Giang: Công tác khoa giáo", "", &[(0, Dateline), (0, Title)]);
        check("Công tác khoa giáo ở Kiên Giang", "", &[(0, Title)]);
        check("", "Kiên Giang - Sáng 5-4, hội nghị", &[(0, Dateline)]);
        check("", "(Kiên Giang) Sáng 5-4, hội nghị", &[(0, Dateline), (0, Lead)]);
        check("", "(ĐCSVN) - Kiên Giang, ngày 5-4", &[(0, Dateline)]);
        check("", "Tại huyện Vĩnh Thuận (Kiên Giang) có", &[(0, Lead)]);
        check("", "Đoàn công tác thăm Kiên Giang trong tuần", &[]);
        check("KIÊN GIANG TỔNG KẾT NĂM HỌC", "", &[(0, Title)]);
        check("Vì hòa bình", "", &[]);
        check("Chống diễn biến hòa bình", "", &[]);
        check("VÌ HÒA BÌNH THẾ GIỚI", "", &[]);
        check("HÒA BÌNH: TỔNG KẾT", "", &[(1, Dateline), (1, Title)]);
        check("Hoà Bình tổng kết năm học", "", &[(1, Title)]);
        check("Tư tưởng Hồ Chí Minh về giáo dục", "", &[]);
        check("TP.HCM và TP. Hồ Chí Minh", "", &[(2, Title), (2, Title)]);
        check("TPHCM HỌP BÁO", "", &[]);
        check("TPHCM: HỌP BÁO", "", &[(2, Dateline), (2, Title)]);
        check("Chiến thắng Điện Biên Phủ", "", &[]);
        check("Sửa đường Điện Biên ở Kiên Giang", "", &[(0, Title)]);
        check("Trường THPT Kiên Giang", "", &[]);
        check("Hai em Kiên, Giang đoạt giải", "", &[]);
        check("Kiên (Giang) và bạn", "", &[]);
        check("Kien Giang", "", &[]);
        check("", "", &[]);
    }
}
