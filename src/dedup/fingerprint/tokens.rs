//! Tokens: the syllables of a text as hashes, and which of them are numbers or names.

use super::words::words;
use crate::text;
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// What a token is, beside a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// An ordinary word.
    Word,
    /// With a capital within a sentence: a part of a name.
    Name,
    /// A number in digits, in roman numerals or in words, or a letter behind "tổ", "khối" and the like.
    Number,
}

/// One syllable in comparison form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Of the syllable.
    pub hash: u64,
    /// What it is.
    pub kind: TokenKind,
}

/// Appends the tokens of a line, until there are `most`.
pub fn tokenise(line: &str, out: &mut Vec<Token>, most: usize) {
    let words = words();
    let (mut begins, mut behind_series) = (true, false);
    for raw in line.split_whitespace() {
        let normal = text::normal(&ungrouped(raw));
        let named = raw.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        let roman = is_roman(raw);
        let full = words.in_full(normal.trim_end_matches(['.', '!', '?'])).filter(|_| shouted(raw));
        let percent = raw.trim_end_matches(|c: char| c != '%' && !c.is_alphanumeric()).ends_with('%');
        let spelt = if percent { PERCENT } else { "" };
        let pieces = full.unwrap_or(&normal).split(|c: char| !c.is_alphanumeric());
        for piece in pieces.flat_map(with_unit).chain(spelt.split(' ')).filter(|piece| !piece.is_empty()) {
            if out.len() >= most {
                return;
            }
            let piece = if piece.bytes().all(|b| b.is_ascii_digit()) { unpadded(piece) } else { piece };
            let piece = words.in_digits(piece);
            let hash = xxh3_64(piece.as_bytes());
            let is_letter = piece.chars().nth(1).is_none();
            let counts = roman
                || (behind_series && is_letter)
                || piece.bytes().any(|b| b.is_ascii_digit())
                || words.is_numeral(hash);
            let kind = match (counts, named && !begins && full.is_none()) {
                (true, _) => TokenKind::Number,
                (false, true) => TokenKind::Name,
                (false, false) => TokenKind::Word,
            };
            out.push(Token { hash, kind });
            behind_series = words.is_series(hash);
            begins = false;
        }
        begins |= raw.trim_end_matches(['"', '”', '’', ')', '»']).ends_with(['.', '!', '?', ':', '…']);
    }
}

/// How `%` is read.
const PERCENT: &str = "phần trăm";

/// How groups of zeros are read, the most of them first.
const ROUND: [(&str, &str); 3] = [(".000.000.000", " tỷ"), (".000.000", " triệu"), (".000", " nghìn")];

/// `1234567` of `1.234.567`, `29 triệu` of `29.000.000`.
fn ungrouped(raw: &str) -> Cow<'_, str> {
    let core = raw.trim_matches(|c: char| !c.is_ascii_digit());
    let mut groups = core.split('.');
    let digits = |group: &str, most: usize| {
        group.len() <= most && !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit())
    };
    let first = groups.next().is_some_and(|group| digits(group, 3));
    let mut rest = groups.peekable();
    if first && rest.peek().is_some() && rest.all(|group| group.len() == 3 && digits(group, 3)) {
        let round = ROUND.iter().find_map(|(zeros, word)| Some((core.strip_suffix(zeros)?, word)));
        let (number, word) = round.map_or((core, ""), |(number, word)| (number, *word));
        return Cow::Owned(raw.replacen(core, &(number.replace('.', "") + word), 1));
    }
    Cow::Borrowed(raw)
}

/// `46` and `km` of `46km`.
fn with_unit(piece: &str) -> impl Iterator<Item = &str> {
    let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = piece.split_at_checked(digits).unwrap_or((piece, ""));
    let is_unit = digits > 0 && !unit.is_empty() && unit.chars().all(char::is_alphabetic);
    let (first, second) = if is_unit { (number, unit) } else { (piece, "") };
    [first, second].into_iter()
}

/// Whether a word has a capital.
fn shouted(raw: &str) -> bool {
    raw.chars().any(char::is_uppercase)
}

/// `4` of `04`.
fn unpadded(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

/// Roman numerals: of capitals only.
fn is_roman(raw: &str) -> bool {
    let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
    !word.is_empty() && word.len() <= 7 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(line: &str) -> String {
        let mut tokens = Vec::new();
        tokenise(line, &mut tokens, 100);
        let letter = |token: &Token| match token.kind {
            TokenKind::Word => 'w',
            TokenKind::Name => 'n',
            TokenKind::Number => '#',
        };
        tokens.iter().map(letter).collect()
    }

    #[test]
    fn numbers_and_names_are_told_from_words() {
        let check = |line: &str, expected: &str| assert_eq!(kinds(line), expected, "{line:?}");
        check("Quyết định số 1234/QĐ-UBND", "www#ww");
        check("Báo cáo quý II", "www#");
        check("lịch tháng tư", "ww#");
        check("Bài 1: Lửa nghề", "w#ww");
        check("ở xã Ba Vì. Người dân", "ww#nww");
        check("ông Trần Văn An", "wnnn");
        check("20/4/2026", "###");
        check("giá 1.234.567 đồng", "w#w");
        check("giá 1.234.000 đồng", "w##w");
        check("dài 46km, đạt 93,5%", "w#ww##w#");
        check("UBND tỉnh", "wwwww");
        check("khối A thi trước, tổ chức sau", "w#wwwww");
    }

    #[test]
    fn spelling_does_not_matter() {
        let check = |a: &str, b: &str| {
            let of = |line: &str| {
                let mut tokens = Vec::new();
                tokenise(line, &mut tokens, 100);
                tokens.iter().map(|token| token.hash).collect::<Vec<_>>()
            };
            assert_eq!(of(a), of(b), "{a:?} {b:?}");
        };
        check("Uỷ ban, hoà bình", "ủy ban hòa bình");
        check("ngày 04-5", "ngày 4/05");
        check("8.740 ha", "8740ha");
        check("29.000.000 đồng", "29 triệu đồng");
        check("1.500.000 đồng", "1500 nghìn đồng");
        check("93,9%.", "93,9 phần trăm.");
        check("ba xã", "3 xã");
        check("UBND, GD&ĐT.", "Ủy ban nhân dân, Giáo dục và Đào tạo.");
        check("Tuye\u{302}n gia\u{301}o", "tuyên giáo");
    }
}
