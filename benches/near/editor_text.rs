//! How a text falls into words and sentences, for `editors.rs` and `editor_changes.rs`.

/// A text with a capital first letter.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text with a small first letter.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Number of words between spaces.
pub fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Byte ranges of the words between spaces.
pub fn split_words(text: &str) -> Vec<(usize, usize)> {
    let base = text.as_ptr() as usize;
    let start = |w: &str| (w.as_ptr() as usize).saturating_sub(base);
    text.split_whitespace().map(|w| (start(w), start(w) + w.len())).collect()
}

/// Whether a text ends like a sentence.
pub fn ends_well(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['"', '”', '’', ')', '»']);
    end.ends_with(['.', '!', '?', '…', ':'])
}

/// The bytes behind which sentences end: outside quotations, and not behind `TP.` or `A.`
pub fn sentence_ends(text: &str) -> Vec<usize> {
    let tokens = split_words(text);
    let mut ends = Vec::new();
    let (mut open, mut straight) = (false, false);
    for (i, &(start, end)) in tokens.iter().enumerate() {
        let token = text.get(start..end).unwrap_or("");
        for c in token.chars() {
            match c {
                '“' | '«' => open = true,
                '”' | '»' => open = false,
                '"' => straight = !straight,
                _ => {}
            }
        }
        let stem = token.trim_matches(|c: char| !c.is_alphanumeric());
        let short = stem.chars().count() == 1 && stem.chars().all(char::is_uppercase);
        let title = [
            "TP", "Tp", "TX", "Tx", "TS", "ThS", "Th.S", "PGS", "GS", "BS", "BSCKI", "BSCKII", "KS", "TT",
            "Q", "P",
        ];
        let abbreviated =
            !token.ends_with(['!', '?']) && (short || title.contains(&stem) || stem.ends_with(".TS"));
        let next = tokens.get(i + 1).and_then(|&(s, e)| text.get(s..e)).unwrap_or("–");
        let begins = next.chars().find(|c| !"\"“‘(«".contains(*c)).is_none_or(|c| !c.is_lowercase());
        if ends_well(token) && !token.ends_with(':') && begins && !abbreviated && !open && !straight {
            ends.push(end);
        }
    }
    ends
}

/// The first sentence of a text.
pub fn first_sentence(text: &str) -> String {
    let end = sentence_ends(text).first().copied().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim().to_string()
}
