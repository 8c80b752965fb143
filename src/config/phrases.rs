//! Phrases that cannot do what their editor wants: told as warnings, with what to write instead.

use super::fault::{Findings, Place, Placed};
use super::page::shown;
use super::taxonomy::CategoryDraft;
use crate::text;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Signs of a pattern language, which phrases are not.
const SIGNS: &[char] = &['*', '\\', '^', '$', '[', ']', '{', '}', '|'];

/// Signs as they stand in the source of a page.
const ESCAPES: &[&str] = &["&amp;", "&quot;", "&nbsp;", "&lt;", "&gt;", "&#"];

/// Warns of every phrase that can never match, never counts, or matches far too much.
pub(super) fn judge(drafts: &[CategoryDraft], findings: &Findings) {
    let plain = accented_words(drafts);
    for draft in drafts {
        let mut own: HashMap<String, &Place> = HashMap::new();
        let against: HashSet<String> = draft.negative.iter().map(|p| text::normal(&p.value)).collect();
        for phrase in &draft.phrases {
            let normal = text::normal(&phrase.value);
            let said = fault_of(&phrase.value, &normal, &plain).or_else(|| {
                against
                    .contains(&normal)
                    .then(|| "it is among the negative ones too, so it never counts".into())
            });
            if let Some(said) = said {
                warn(phrase, &said, findings);
            } else if let Some(first) = own.get(&normal) {
                warn(phrase, &format!("it is already given at {first}; leave one of the two out"), findings);
            }
            own.entry(normal).or_insert(&phrase.place);
        }
        for phrase in &draft.negative {
            if let Some(said) = fault_of(&phrase.value, &text::normal(&phrase.value), &plain) {
                warn(phrase, &said, findings);
            }
        }
    }
}

fn warn(phrase: &Placed<String>, said: &str, findings: &Findings) {
    findings.warn(&phrase.place, format!("phrase {:?}: {said}", shown(&phrase.value)));
}

/// What is wrong with a phrase by itself.
fn fault_of(written: &str, normal: &str, plain: &HashMap<String, String>) -> Option<String> {
    if let Some(said) = impossible(written) {
        return Some(said);
    }
    if let Some(accented) = plain.get(normal).filter(|_| normal.is_ascii()) {
        return Some(format!("it never matches {accented:?}: accents are not left out in comparison"));
    }
    // An abbreviation or a foreign word says what it means; one syllable of Vietnamese does not.
    let name = written.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) || written.chars().count() > 6;
    (!normal.contains(' ') && !name).then(|| "one word matches too much; expected two or more".into())
}

/// Why a phrase can never match, whatever it is for.
pub(super) fn impossible(written: &str) -> Option<String> {
    if text::normal(written).is_empty() {
        return Some("it can never match: nothing of it is left in comparison".into());
    }
    if let Some(sign) = written.chars().find(|c| SIGNS.contains(c)) {
        return Some(format!("it can never match: {sign:?} stands for itself, phrases are no patterns"));
    }
    let escaped = ESCAPES.iter().find(|escape| written.contains(**escape));
    escaped.map(|escape| format!("it can never match: {escape:?} is markup; write the sign itself"))
}

/// Everything of the taxonomy that is written with accents, by how it looks without.
fn accented_words(drafts: &[CategoryDraft]) -> HashMap<String, String> {
    let of = |draft: &'_ CategoryDraft| {
        let category = &draft.category.value;
        let phrases = category.phrases.iter().map(|(phrase, _)| phrase);
        let all = phrases.chain(&category.aliases).chain([&category.name]);
        all.cloned().collect::<Vec<_>>()
    };
    let accented = drafts.iter().flat_map(of).filter(|written| !text::normal(written).is_ascii());
    accented.map(|written| (without_accents(&text::normal(&written)), written)).collect()
}

fn without_accents(normal: &str) -> String {
    let plain = normal.nfd().filter(|c| !is_combining_mark(*c));
    plain.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_cannot_do_its_work_says_why() {
        let plain = HashMap::from([("khoa giao".to_owned(), "Khoa giáo".to_owned())]);
        let check = |written: &str, expected: &str| {
            let said = fault_of(written, &text::normal(written), &plain).unwrap_or_default();
            assert!(said.contains(expected) && said.is_empty() == expected.is_empty(), "{written}: {said}");
        };
        check("học sinh", "");
        check("MTTQ", "");
        check("vaccine", "");
        check("covid-19", "");
        check(" – ", "nothing of it is left");
        check("giáo*", "no patterns");
        check("giáo dục &amp; đào tạo", "markup");
        check("khoa giao", "accents");
        check("giáo", "two or more");
    }
}
