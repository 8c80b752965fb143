//! "Did you mean": the known word that an unknown one is likely to be.

use unicode_normalization::UnicodeNormalization;

/// The candidate nearest to `word` by its address form, when it is near enough to be meant.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted: Vec<char> = address_form(word).chars().take(80).collect();
    let allowed = (wanted.len() / 3).clamp(1, 4).min(wanted.len().saturating_sub(1));
    candidates
        .into_iter()
        .map(|candidate| {
            let form: Vec<char> = address_form(candidate).chars().collect();
            let begins = wanted.len() > 2
                && form.len() > 2
                && (form.starts_with(&wanted) || wanted.starts_with(&form));
            let far = distance(&wanted, &form);
            (if begins { far.min(allowed) } else { far }, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A name as an address would hold it: `Một ví dụ` → `mot-vi-du`.
pub fn address_form(name: &str) -> String {
    let mut form = String::new();
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => form.push(c),
            'đ' | 'ð' => form.push('d'),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if form.is_empty() || form.ends_with('-') => {}
            _ => form.push('-'),
        }
    }
    form.truncate(form.trim_end_matches('-').len());
    form
}

/// Edits between two words, a swap of neighbours counting as one (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = at(&above, j) + usize::from(x != y);
            let mut best = replaced.min(at(&above, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    at(&above, b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_another_word_is_not() {
        let keys = ["interval", "min_interval", "timeout", "per_host", "url", "id"];
        let check =
            |word: &str, expected: Option<&str>| assert_eq!(nearest(word, keys), expected, "{word:?}");
        check("intervall", Some("interval"));
        check("intrevals", Some("interval"));
        check("min-interval", Some("min_interval"));
        check("Timeout", Some("timeout"));
        check("perhost", Some("per_host"));
        check("ulr", Some("url"));
        check("inter", Some("interval"));
        check("frequency", None);
        check("", None);
    }

    #[test]
    fn names_become_addresses() {
        let check = |name: &str, expected: &str| assert_eq!(address_form(name), expected, "{name:?}");
        check("Một ví dụ", "mot-vi-du");
        check("  Đọc và nghĩ ", "doc-va-nghi");
        check("Hoà – Hòa", "hoa-hoa");
        check("!?", "");
    }
}
