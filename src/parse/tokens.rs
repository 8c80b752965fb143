//! A date cut into numbers, words and signs.

use unicode_normalization::UnicodeNormalization;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Digits.
    Number,
    /// Letters, lower case, NFC.
    Word,
    /// Anything else.
    Sign,
}

/// A piece of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: String,
    /// White space stands before it.
    pub spaced: bool,
}

impl Token {
    /// Its value, for a number of at most nine digits.
    pub fn number(&self) -> Option<u32> {
        if self.kind == Kind::Number && self.text.len() <= 9 { self.text.parse().ok() } else { None }
    }

    /// Whether it is this sign.
    pub fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }

    /// Whether it is a word among `words`.
    pub fn is_word(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word && words.contains(&self.text.as_str())
    }

    /// How many digits or letters.
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// The tokens of `text`, lower case. Dashes of all kinds are `-`.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut spaced = false;
    let mut joins = false;
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}' {
            spaced = true;
            joins = false;
            continue;
        }
        let (kind, c) = match c {
            '0'..='9' => (Kind::Number, c),
            '–' | '—' | '‐' | '‑' | '−' => (Kind::Sign, '-'),
            c if c.is_alphabetic() => (Kind::Word, c),
            c => (Kind::Sign, c),
        };
        match found.last_mut() {
            Some(last) if joins && last.kind == kind && kind != Kind::Sign => last.text.push(c),
            _ => found.push(Token { kind, text: c.to_string(), spaced }),
        }
        spaced = false;
        joins = true;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_falls_into_numbers_words_and_signs() {
        let told: Vec<String> = tokens("Thứ 5, 21h50'–2022")
            .into_iter()
            .map(|t| format!("{}{}", if t.spaced { " " } else { "" }, t.text))
            .collect();
        assert_eq!(told, ["thứ", " 5", ",", " 21", "h", "50", "'", "-", "2022"]);
    }
}
