//! Habits of orthography that reprints differ in, for `editors.rs`: where the tone stands, `i` and
//! `y`, eth, spaces and quotation marks; and the decomposition of Vietnamese letters.

use crate::articles::Dice;
use crate::editor_words as words;

/// The habits of a content system and its writers.
#[derive(Debug, Clone)]
pub struct Habits {
    /// `hoà`, `thuỷ` rather than `hòa`, `thủy`.
    pub inner: bool,
    /// `kĩ`, `lí` rather than `kỹ`, `lý`; else the other way round.
    pub to_i: bool,
    /// In names too.
    pub names: bool,
    /// `quí` for `quý`.
    pub qui: bool,
    /// Percentage of `Đ` that are eth.
    pub eth: usize,
    /// Percentage of spaces that do not break.
    pub space: usize,
    /// `"` rather than `“` and `”`; else the other way round.
    pub straight: bool,
}

impl Habits {
    /// A text as the system writes it, still composed.
    pub fn write(&self, text: &str, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let placed = self.vowels(&place_tones(text, self.inner));
        let mut letters = placed.chars().peekable();
        let mut before = ' ';
        while let Some(c) = letters.next() {
            let begins = before.is_whitespace() || "([“‘\"-–".contains(before);
            let digit_before = before.is_ascii_digit();
            let new = match c {
                'Đ' if self.eth > 0 && dice.chance(self.eth) => 'Ð',
                '“' | '”' if self.straight => '"',
                '‘' | '’' if self.straight => '\'',
                '"' if !self.straight => {
                    if begins {
                        '“'
                    } else {
                        '”'
                    }
                }
                '\'' if !self.straight => {
                    if begins {
                        '‘'
                    } else {
                        '’'
                    }
                }
                ' ' if self.space > 0 && letters.peek().is_some_and(|n| *n != ' ') => {
                    let share = if digit_before { 40 } else { self.space };
                    if dice.chance(share) { '\u{a0}' } else { ' ' }
                }
                _ => c,
            };
            out.push(new);
            before = c;
        }
        out
    }

    /// `i` and `y` at the end of open syllables.
    fn vowels(&self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        for i in 1..letters.len() {
            let at = |k: usize| letters.get(k).copied().unwrap_or(' ');
            let start = |k: usize| k == 0 || !at(k - 1).is_alphabetic();
            let Some((base, tone)) = split_tone(at(i)) else {
                continue;
            };
            let first = at(i - 1).to_lowercase().next().unwrap_or(' ');
            let (single, after_q) =
                (start(i - 1), i > 1 && first == 'u' && "qQ".contains(at(i - 2)) && start(i - 2));
            let name = at(if after_q { i - 2 } else { i - 1 }).is_uppercase() && base.is_lowercase();
            if at(i + 1).is_alphabetic() || (name && !self.names) {
                continue;
            }
            let to_i = (single && "hklmst".contains(first) && tone > 0) || (after_q && self.qui);
            let to_y = single && matches!((first, tone), ('k', 1..) | ('l', 2) | ('s' | 'm', 4) | ('t', 3));
            let other = match base {
                'y' if self.to_i && to_i => 'i',
                'Y' if self.to_i && to_i => 'I',
                'i' if !self.to_i && to_y => 'y',
                'I' if !self.to_i && to_y => 'Y',
                _ => continue,
            };
            if let Some(letter) = letters.get_mut(i) {
                *letter = with_tone(other, tone);
            }
        }
        letters.into_iter().collect()
    }
}

/// The tones of open `oa`, `oe`, `uy` on the inner vowel (`hoà`, `thuỷ`) or on the first
/// (`hòa`, `thủy`). Composed letters are expected.
pub fn place_tones(text: &str, inner: bool) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for i in 0..letters.len().saturating_sub(1) {
        let at = |k: usize| letters.get(k).copied().unwrap_or(' ');
        let (Some((a, first)), Some((b, second))) = (split_tone(at(i)), split_tone(at(i + 1))) else {
            continue;
        };
        let pair = matches!((a, b), ('o' | 'O', 'a' | 'A' | 'e' | 'E') | ('u' | 'U', 'y' | 'Y'));
        let after_q = i > 0 && "qQ".contains(at(i - 1));
        let tone = if inner { first } else { second };
        if !pair || after_q || at(i + 2).is_alphabetic() || tone == 0 {
            continue;
        }
        let tones = if inner { (0, tone) } else { (tone, 0) };
        if let Some([x, y]) = letters.get_mut(i..i + 2) {
            (*x, *y) = (with_tone(a, tones.0), with_tone(b, tones.1));
        }
    }
    letters.into_iter().collect()
}

/// A vowel without its tone, and the number of the tone.
fn split_tone(c: char) -> Option<(char, usize)> {
    words::VOWELS.iter().find_map(|row| {
        let tone = row.chars().position(|v| v == c)?;
        Some((row.chars().next()?, tone))
    })
}

/// A vowel with a tone.
fn with_tone(base: char, tone: usize) -> char {
    let row = words::VOWELS.iter().find(|row| row.starts_with(base));
    row.and_then(|row| row.chars().nth(tone)).unwrap_or(base)
}

/// Vietnamese letters decomposed in canonical order (NFD).
pub fn decompose(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let (base, tone) = if c.is_ascii() { (c, 0) } else { split_tone(c).unwrap_or((c, 0)) };
        let marked = words::MARKED.iter().find(|m| m.0 == base);
        let (plain, mark) = marked.map_or((base, None), |m| (m.1, Some(m.2)));
        let tone = words::TONES.get(tone).copied().filter(|t| *t != '\0');
        out.push(plain);
        // The dot below comes before a mark above, but behind the horn.
        let first = tone == Some('\u{323}') && mark != Some('\u{31b}');
        let order = if first { [tone, mark] } else { [mark, tone] };
        out.extend(order.into_iter().flatten());
    }
    out
}
