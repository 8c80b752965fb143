//! The mark of a news agency or paper at the head of a lead: `TTO - `, `(ĐCSVN) – `, `VOV.VN - `.
//!
//! Recognised by shape, not by a list of names. A place ("Hà Nội - ", "TP.HCM - ") is part of the report.

/// Words that look like an agency's and are places.
const PLACES: &[&str] = &["TPHCM", "HCM", "TP"];

/// Ends of host names that papers go by.
const ENDS: &[&str] = &["vn", "com", "net", "org"];

/// Longest mark, in bytes.
const MAX_BYTES: usize = 48;

/// A lead's text without the mark of whoever wrote it first, for comparing: portals add and drop it.
/// The text comes back whole where it begins with none, or holds nothing else.
pub fn without_agency(text: &str) -> &str {
    let text = text.trim_start();
    after_mark(text).filter(|rest| begins_a_sentence(rest)).unwrap_or(text)
}

fn after_mark(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_prefix('(') {
        let (mark, after) = inner.split_once(')').filter(|(mark, _)| mark.len() <= MAX_BYTES)?;
        return is_signed(mark.trim()).then(|| after_dash(after)).flatten();
    }
    let end = text.find(|c: char| c.is_whitespace() || DASHES.contains(&c))?;
    let (mark, after) = text.split_at(end);
    (mark.len() <= MAX_BYTES && is_agency(mark)).then(|| after_dash(after)).flatten()
}

const DASHES: [char; 3] = ['-', '–', '—'];

/// What follows a dash with a blank behind it.
fn after_dash(s: &str) -> Option<&str> {
    let after = s.trim_start().strip_prefix(DASHES)?;
    after.starts_with(char::is_whitespace).then(|| after.trim_start())
}

/// A mark in parentheses may go on: `(QĐND Online)`, `(TTXVN/Vietnam+)`.
fn is_signed(mark: &str) -> bool {
    let first = mark.split([' ', '/']).next().unwrap_or_default();
    is_agency(first) && mark.split(' ').count() <= 3 && !mark.contains(|c: char| c.is_ascii_digit())
}

/// Capitals without tones (of the letters beyond A to Z, Đ alone), or a host.
fn is_agency(word: &str) -> bool {
    let capitals = word.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ');
    let letters = word.chars().count();
    (capitals && (2..=8).contains(&letters) && !PLACES.contains(&word)) || is_host(word)
}

fn is_host(word: &str) -> bool {
    let Some((host, end)) = word.rsplit_once('.') else { return false };
    let label = |l: &str| l.len() >= 2 && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    host.split('.').all(label) && ENDS.iter().any(|e| e.eq_ignore_ascii_case(end))
}

/// A capital, a digit or a quotation: what follows a mark. "AI - chìa khóa" goes on instead.
fn begins_a_sentence(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '\'' | '‘' | '«'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_agencies_go() {
        let check = |text: &str| assert_eq!(without_agency(text), "Sáng 5-4, hội nghị", "{text:?}");
        check("TTO - Sáng 5-4, hội nghị");
        check("TPO- Sáng 5-4, hội nghị");
        check("VOV.VN - Sáng 5-4, hội nghị");
        check("Vietnam.vn – Sáng 5-4, hội nghị");
        check("(ĐCSVN) - Sáng 5-4, hội nghị");
        check(" (CTO) – Sáng 5-4, hội nghị");
        check("(TG)- Sáng 5-4, hội nghị");
        check("BHG - Sáng 5-4, hội nghị");
        check("(Hochiminhcity.gov.vn) - Sáng 5-4, hội nghị");
        check("(QĐND Online) — Sáng 5-4, hội nghị");
        check("(TTXVN/Vietnam+) - Sáng 5-4, hội nghị");
        check("Sáng 5-4, hội nghị");
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        let check = |text: &str| assert_eq!(without_agency(text), text);
        check("COVID-19 - Những điều cần biết");
        check("Hà Nội - Sáng 5-4");
        check("HÀ NỘI - Sáng 5-4");
        check("HUẾ - Sáng 5-4");
        check("TP.HCM - Sáng 5-4");
        check("TPHCM - Sáng 5-4");
        check("(Hà Nội) - Sáng 5-4");
        check("(16/10) - Sáng 5-4");
        check("AI - chìa khóa của tương lai");
        check("GD-ĐT là quốc sách");
        check("TTO -");
        check("TTO - ");
        check("TTO");
        check("- Sáng 5-4");
        check("(ĐCSVN");
        check("2.500 - Con số");
        check("");
    }
}
