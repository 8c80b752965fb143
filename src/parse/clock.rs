//! The time of day and the zone in the tokens of a date. What is found is taken out of them.

use super::tokens::{Kind, Token};
use crate::model::Precision;

/// A time of day.
pub struct Clock {
    /// Since midnight.
    pub seconds: i64,
    /// To the minute or second.
    pub precision: Precision,
    /// Index of the token that follows it, once it is taken out.
    pub place: usize,
    /// AM or PM was written the English way.
    pub meridiem: Option<&'static str>,
    /// The hour was written with a leading zero.
    pub padded: bool,
}

/// Takes the first time of day out of `tokens`.
pub fn take_clock(tokens: &mut Vec<Token>) -> Option<Clock> {
    for at in 0..tokens.len() {
        if let Some((clock, length)) = clock_at(tokens, at) {
            tokens.drain(at..at + length);
            return Some(clock);
        }
        split_glued(tokens, at);
    }
    None
}

/// `2022-04-14T215005Z`, and `+0721:50:05`, where a format string put the zone between date and time.
fn split_glued(tokens: &mut Vec<Token>, at: usize) {
    let Some(token) = tokens.get(at) else { return };
    let (sign, long) = (token.is('+') || token.is('-'), tokens.get(at + 1));
    let colon = tokens.get(at + 2).is_some_and(|t| t.is(':'));
    if sign && colon && long.is_some_and(|t| t.kind == Kind::Number && t.text.len() == 4) {
        if tokens.get(at + 4).is_some_and(|t| t.is(':'))
            && let Some(number) = tokens.get_mut(at + 1)
        {
            let hour = number.text.split_off(2);
            tokens.insert(at + 2, Token { kind: Kind::Number, text: hour, spaced: true });
        }
    } else if token.is_word(&["t"])
        && long.is_some_and(|t| t.kind == Kind::Number && matches!(t.text.len(), 4 | 6))
        && let Some(number) = tokens.get(at + 1).map(|t| t.text.clone())
    {
        let mut pieces = Vec::new();
        for pair in number.as_bytes().chunks(2) {
            if !pieces.is_empty() {
                pieces.push(Token { kind: Kind::Sign, text: ":".into(), spaced: false });
            }
            pieces.push(Token {
                kind: Kind::Number,
                text: String::from_utf8_lossy(pair).into(),
                spaced: false,
            });
        }
        tokens.splice(at + 1..at + 2, pieces);
    }
}

/// A time at `at` and how many tokens it takes: `21:50`, `21:50:05.123`, `9:50 PM`, `9:50 CH`, `21h50`, `21 giờ 50`.
fn clock_at(tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let first = tokens.get(at)?;
    let hour = first.number().filter(|h| *h <= 24 && first.text.len() <= 2)?;
    let separator = tokens.get(at + 1)?;
    let by_word = separator.is_word(&["h", "g", "giờ"]);
    if !separator.is(':') && !by_word {
        return None;
    }
    let two = |t: Option<&Token>| t.filter(|t| t.text.len() == 2).and_then(Token::number).filter(|n| *n < 60);
    let minute = two(tokens.get(at + 2))?;
    let mut length = 3;
    let mut second = None;
    if tokens.get(at + 3).is_some_and(|t| t.is(':')) {
        let given =
            tokens.get(at + 4).filter(|t| t.text.len() == 2).and_then(Token::number).filter(|n| *n <= 60);
        if let Some(given) = given {
            second = Some(given.min(59));
            length = 5;
            let fraction = tokens.get(at + 5).is_some_and(|t| (t.is('.') || t.is(',')) && !t.spaced);
            if fraction && tokens.get(at + 6).is_some_and(|t| t.kind == Kind::Number && !t.spaced) {
                length = 7;
            }
        }
    }
    let mut meridiem = None;
    let mut hours = i64::from(hour);
    if let Some(half) = tokens.get(at + length) {
        let afternoon = half.is_word(&["pm", "ch", "chiều", "tối"]);
        if afternoon || half.is_word(&["am", "sa", "sáng"]) {
            if half.is_word(&["am", "pm"]) {
                meridiem = Some(if afternoon { "pm" } else { "am" });
            }
            hours = half_day(hour, afternoon);
            length += 1;
        }
    }
    if hours == 24 && (minute > 0 || second.is_some_and(|s| s > 0)) {
        return None;
    }
    let seconds = hours * 3_600 + i64::from(minute) * 60 + i64::from(second.unwrap_or(0));
    let precision = if second.is_some() { Precision::Second } else { Precision::Minute };
    let padded = first.text.starts_with('0');
    Some((Clock { seconds, precision, place: at, meridiem, padded }, length))
}

/// Twelve in the morning is midnight; 14 in the afternoon is 14.
fn half_day(hour: u32, afternoon: bool) -> i64 {
    i64::from(match (hour, afternoon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        _ => hour,
    })
}

/// Names of zones, in minutes east of Greenwich.
#[rustfmt::skip]
const ZONES: &[(&str, i64)] = &[
    ("z", 0), ("gmt", 0), ("ut", 0), ("utc", 0), ("ict", 420), ("est", -300), ("edt", -240), ("cst", -360),
    ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420), ("jst", 540), ("kst", 540),
    ("cet", 60), ("cest", 120), ("eet", 120), ("eest", 180), ("wet", 0), ("west", 60), ("bst", 60), ("msk", 180),
    ("sgt", 480), ("hkt", 480), ("aest", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780), ("wib", 420),
];

/// Takes a zone out of `tokens`, in seconds east: a name with or without an offset, or an offset alone.
/// `-0500` counts only right behind the time, at `place`.
pub fn take_zone(tokens: &mut Vec<Token>, place: Option<usize>) -> Option<i64> {
    let place = place?;
    for at in 0..tokens.len() {
        let token = tokens.get(at)?;
        let name = ZONES.iter().find(|(n, _)| token.is_word(&[n])).map(|(_, minutes)| minutes * 60);
        let (sign_at, named) = (at + usize::from(name.is_some()), name.is_some());
        let sign = tokens.get(sign_at).filter(|t| t.is('+') || (t.is('-') && (named || at == place)));
        let negative = sign.is_some_and(|s| s.is('-'));
        let offset = sign.and_then(|_| offset_at(tokens, sign_at + 1, negative && !named));
        match (name, offset) {
            (_, Some((seconds, length))) => {
                tokens.drain(at..sign_at + 1 + length);
                return Some(if negative { -seconds } else { seconds });
            }
            (Some(seconds), None) => {
                tokens.remove(at);
                return Some(seconds);
            }
            (None, None) => {}
        }
    }
    None
}

/// `7`, `07`, `0700`, `07:00` at `at`: seconds, and how many tokens. A day that follows a dash is none.
fn offset_at(tokens: &[Token], at: usize, strict: bool) -> Option<(i64, usize)> {
    let number = tokens.get(at).filter(|t| t.kind == Kind::Number)?;
    let minutes =
        tokens.get(at + 1).filter(|t| t.is(':')).and_then(|_| tokens.get(at + 2)).filter(|t| t.length() == 2);
    let value = i64::from(number.number()?);
    let (hours, minutes, length) = match (number.length(), minutes.and_then(Token::number)) {
        (1 | 2, Some(minutes)) => (value, i64::from(minutes), 3),
        (1 | 2, None) if !strict => (value, 0, 1),
        (3 | 4, _) if !strict || !number.spaced => (value / 100, value % 100, 1),
        _ => return None,
    };
    let follows = tokens.get(at + length).is_some_and(|t| t.is('/') || t.is('.'));
    (hours <= 14 && minutes < 60 && !follows).then_some((hours * 3_600 + minutes * 60, length))
}
