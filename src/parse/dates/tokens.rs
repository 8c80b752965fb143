//! A date cut into numbers, words and signs.

use unicode_normalization::UnicodeNormalization;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Digits.
    Number,
    /// Letters.
    Word,
    /// Anything else, one character each.
    Sign,
}

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'a str,
    /// White space stands before it.
    pub spaced: bool,
    /// It stands in parentheses, which are comments in RFC 822 and hold the date itself elsewhere.
    pub aside: bool,
}

impl Token<'_> {
    /// Its value, for a number of at most nine digits.
    pub fn number(&self) -> Option<u32> {
        if self.kind == Kind::Number && self.text.len() <= 9 { self.text.parse().ok() } else { None }
    }

    /// Its value, for a number of one or two digits.
    pub fn small(&self) -> Option<u32> {
        if self.text.len() <= 2 { self.number() } else { None }
    }

    /// Whether it is this sign.
    pub fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }

    /// Whether it is a word among `words`.
    pub fn is_word(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word && words.contains(&self.text)
    }

    /// How many digits it has; none for a word or sign.
    pub fn digits(&self) -> usize {
        if self.kind == Kind::Number { self.text.len() } else { 0 }
    }
}

/// `text` as [`tokens`] wants it: lower case, NFC, dashes of all kinds as `-`, white space of all kinds as a blank.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain = |c: char| match c {
        '–' | '—' | '‐' | '‑' | '−' => '-',
        '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' => ' ',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    text.nfc().flat_map(char::to_lowercase).map(plain).collect()
}

/// The tokens of a [`folded`] text.
pub fn tokens(folded: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(24);
    let (mut depth, mut escaped) = (0_usize, false);
    let mut spaced = false;
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        let kind = kind(c);
        let length = match kind {
            Kind::Sign => c.len_utf8(),
            run => rest.find(|c| self::kind(c) != run).unwrap_or(rest.len()),
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let opens = c == '(' && !escaped;
        let closes = c == ')' && !escaped && depth > 0;
        found.push(Token { kind, text, spaced, aside: depth > 0 || opens });
        depth = (depth + usize::from(opens)).saturating_sub(usize::from(closes));
        escaped = c == '\\' && !escaped;
        spaced = false;
    }
    found
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Number,
        c if c.is_alphabetic() => Kind::Word,
        _ => Kind::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let folded = folded(text);
        let told: Vec<String> = tokens(&folded)
            .into_iter()
            .map(|t| {
                format!("{}{}{}", if t.aside { "~" } else { "" }, if t.spaced { "_" } else { "" }, t.text)
            })
            .collect();
        assert_eq!(told, expected, "{text:?}");
    }

    #[test]
    fn text_falls_into_numbers_words_and_signs() {
        check("Thứ 5, 21h50'–2022\u{202f}PM", &["thứ", "_5", ",", "_21", "h", "50", "'", "-", "2022", "_pm"]);
        check("2004년 05월", &["2004", "년", "_05", "월"]);
    }

    #[test]
    fn comments_nest() {
        check(
            r"1 (a (b) c)2(d\) e) 3",
            &[
                "1", "~_(", "~a", "~_(", "~b", "~)", "~_c", "~)", "2", "~(", "~d", r"~\", "~)", "~_e", "~)",
                "_3",
            ],
        );
        check("a) (b", &["a", ")", "~_(", "~b"]);
    }
}
