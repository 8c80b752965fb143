//! The time of day in the tokens of a date. What is found is taken out of them.

use super::tokens::{Kind, Token};
use crate::model::Precision;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Since midnight.
    pub seconds: i64,
    /// To the hour, minute or second.
    pub precision: Precision,
    /// Index of the token that follows it, once it is taken out.
    pub place: usize,
    /// AM or PM was written the English way.
    pub meridiem: bool,
    /// The hour was written with a leading zero.
    pub padded: bool,
}

/// A time that no clock shows: 25:00, 12:61. A date with one is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchTime;

/// Halves of the day, behind a time and before it.
#[rustfmt::skip]
const HALVES: &[(&str, Half)] = &[
    ("am", Half::Before), ("pm", Half::After), ("sa", Half::Before), ("ch", Half::After), ("sáng", Half::Before),
    ("trưa", Half::Noon), ("chiều", Half::After), ("tối", Half::After), ("πμ", Half::Before), ("μμ", Half::After),
];
#[rustfmt::skip]
const HALVES_BEFORE: &[(&str, Half)] = &[
    ("오전", Half::Before), ("오후", Half::After), ("上午", Half::Before), ("下午", Half::After),
    ("午前", Half::Before), ("午後", Half::After),
];

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    /// Midnight to noon.
    Before,
    /// Noon to midnight.
    After,
    /// Around noon.
    Noon,
}

/// Takes the first time of day out of `tokens`.
pub fn take_clock(tokens: &mut Vec<Token<'_>>) -> Result<Option<Clock>, NoSuchTime> {
    let mut at = 0;
    while at < tokens.len() {
        split_glued(tokens, at);
        // `+07:00` is an offset.
        let offset = at.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.is('+'))
            && tokens.get(at).is_some_and(|t| !t.spaced);
        let found = if offset { None } else { clock_at(tokens, at)? };
        if let Some((mut clock, length)) = found {
            let (start, half) = before(tokens, at);
            if let Some(half) = half {
                clock.seconds = in_half(clock.seconds, half);
            }
            tokens.drain(start..at + length);
            clock.place = start;
            return Ok(Some(clock));
        }
        at += 1;
    }
    Ok(None)
}

/// Fails where a time stands that no clock shows: behind the one that was found, and `+00:xx`.
pub fn refuse_false_times(tokens: &[Token<'_>]) -> Result<(), NoSuchTime> {
    (0..tokens.len()).try_for_each(|at| clock_at(tokens, at).map(|_| ()))
}

/// Where a time at `at` begins: at the `T` of ISO 8601, or with the half of the day.
fn before(tokens: &[Token<'_>], at: usize) -> (usize, Option<Half>) {
    let Some(previous) = at.checked_sub(1).and_then(|b| tokens.get(b)) else { return (at, None) };
    let half = HALVES_BEFORE.iter().find(|(word, _)| previous.is_word(&[word])).map(|(_, half)| *half);
    if half.is_some() || previous.is_word(&["t"]) { (at - 1, half) } else { (at, None) }
}

/// `2022-04-14T215005Z`, and `+0721:50:05`, where a format string put the zone between date and time.
fn split_glued(tokens: &mut Vec<Token<'_>>, at: usize) {
    let (Some(token), Some(&long)) = (tokens.get(at), tokens.get(at + 1)) else { return };
    let sign = token.is('+') || token.is('-');
    let colon = |place: usize| tokens.get(place).is_some_and(|t| t.is(':'));
    if sign && long.digits() == 4 && colon(at + 2) && colon(at + 4) {
        let (offset, hour) = long.text.split_at(2);
        let hour = Token { text: hour, spaced: true, ..long };
        tokens.splice(at + 1..at + 2, [Token { text: offset, ..long }, hour]);
    } else if token.is_word(&["t"]) && matches!(long.digits(), 4 | 6) {
        let colon = Token { kind: Kind::Sign, text: ":", spaced: false, ..long };
        let (hour, rest) = long.text.split_at(2);
        let (minute, second) = rest.split_at(2);
        let number = |text| Token { text, spaced: false, ..long };
        let mut pieces = vec![number(hour), colon, number(minute)];
        if !second.is_empty() {
            pieces.extend([colon, number(second)]);
        }
        tokens.splice(at + 1..at + 2, pieces);
    }
}

/// A time at `at` and how many tokens it takes: `21:50`, `21:50:05.123`, `9:50 PM`, `9:50 CH`, `21h50`,
/// `21 giờ 50`, `21h`, and `T21` of ISO 8601.
fn clock_at(tokens: &[Token<'_>], at: usize) -> Result<Option<(Clock, usize)>, NoSuchTime> {
    let Some(rest) = tokens.get(at..) else { return Ok(None) };
    let Some(hour) = rest.first().and_then(Token::small) else { return Ok(None) };
    let written = match rest.get(1) {
        Some(mark) if mark.is(':') => by_colon(rest)?,
        Some(mark) if mark.is_word(&["h", "g", "giờ", "시", "時", "时"]) => by_word(rest),
        _ if follows_t(tokens, at) => Some((0, 0, Precision::Hour, 1)),
        _ => None,
    };
    let Some((minute, second, precision, mut length)) = written else { return Ok(None) };
    let tight = rest.get(1).is_some_and(|t| t.is(':') && !t.spaced);
    let false_time = hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0);
    if false_time {
        return if tight { Err(NoSuchTime) } else { Ok(None) };
    }
    let mut seconds = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second.min(59));
    let mut meridiem = false;
    if let Some((half, words, english)) = rest.get(length..).and_then(half_at) {
        seconds = in_half(seconds, half);
        meridiem = english;
        length += words;
    }
    let padded = rest.first().is_some_and(|t| t.text.starts_with('0'));
    Ok(Some((Clock { seconds, precision, place: at, meridiem, padded }, length)))
}

/// Minute, second, precision and length of a time with colons. A letter where a digit belongs (`09:xx`)
/// makes it false.
fn by_colon(rest: &[Token<'_>]) -> Result<Option<(u32, u32, Precision, usize)>, NoSuchTime> {
    let [hour, colon, minute, more @ ..] = rest else { return Ok(None) };
    // "Bài 3: 14/4" is a number and a date.
    if colon.spaced != minute.spaced || more.first().is_some_and(|t| t.is('/') && !t.spaced) {
        return Ok(None);
    }
    let letter = |colon: &Token<'_>, t: &Token<'_>| !colon.spaced && !t.spaced && t.kind == Kind::Word;
    if hour.digits() == 2 && letter(colon, minute) {
        return Err(NoSuchTime);
    }
    let Some(minutes) = minute.small() else { return Ok(None) };
    let (second, fraction) = match more {
        [colon, second, ..] if colon.is(':') && letter(colon, second) => return Err(NoSuchTime),
        [colon, second, after @ ..] if colon.is(':') => (second.small(), fraction(after)),
        _ => (None, 0),
    };
    Ok(match second {
        Some(second) => Some((minutes, second, Precision::Second, 5 + fraction)),
        // 3:1 is a score.
        None if minute.digits() < 2 => None,
        None => Some((minutes, 0, Precision::Minute, 3)),
    })
}

/// How many tokens of `after` are a fraction of a second: `.123`, `,123`, `:123`.
fn fraction(after: &[Token<'_>]) -> usize {
    let [point, digits, more @ ..] = after else { return 0 };
    let tight = !point.spaced && !digits.spaced && digits.kind == Kind::Number;
    let points = point.is('.') || point.is(',') || (point.is(':') && digits.digits() == 3);
    let day_follows = more.first().is_some_and(|t| t.is('/') || t.is('.'));
    if tight && points && !day_follows { 2 } else { 0 }
}

/// The same of a time with a word. "21h 14/4" and "21h ngày" tell the hour alone.
fn by_word(rest: &[Token<'_>]) -> Option<(u32, u32, Precision, usize)> {
    let [hour, word, more @ ..] = rest else { return None };
    let day_follows = more
        .get(1)
        .is_some_and(|t| t.is('/') || t.is('-') || t.is('.') || t.is_word(&["tháng", "thg", "thang"]));
    match more.first().filter(|t| t.digits() == 2 && !(day_follows && t.spaced)).and_then(Token::number) {
        Some(minute) => Some((minute, 0, Precision::Minute, 3)),
        // "24h" is the name of a programme.
        None if word.text != "g" && hour.number().is_some_and(|h| h < 24) => Some((0, 0, Precision::Hour, 2)),
        None => None,
    }
}

/// Whether the number at `at` is the hour of `2022-04-14T21`.
fn follows_t(tokens: &[Token<'_>], at: usize) -> bool {
    let place = at.checked_sub(2).and_then(|from| tokens.get(from..=at));
    matches!(place, Some([day, t, hour]) if day.kind == Kind::Number && t.is_word(&["t"])
        && !t.spaced && !hour.spaced && hour.digits() == 2)
}

/// A half of the day behind a time, how many tokens, and whether it is the English one: `PM`, `p.m.`, `CH`.
fn half_at(rest: &[Token<'_>]) -> Option<(Half, usize, bool)> {
    let first = rest.first()?;
    if let Some((_, half)) = HALVES.iter().find(|(word, _)| first.is_word(&[word])) {
        return Some((*half, 1, first.is_word(&["am", "pm"])));
    }
    let [_, point, m, more @ ..] = rest else { return None };
    if !first.is_word(&["a", "p", "π", "μ"]) || !point.is('.') || !m.is_word(&["m", "μ"]) {
        return None;
    }
    let half = if first.is_word(&["a", "π"]) { Half::Before } else { Half::After };
    Some((half, 3 + usize::from(more.first().is_some_and(|t| t.is('.'))), true))
}

/// Twelve in the morning is midnight; 14 in the afternoon is 14.
fn in_half(seconds: i64, half: Half) -> i64 {
    const HALF: i64 = 12 * 3_600;
    match (seconds / 3_600, half) {
        (12, Half::Before) => seconds - HALF,
        (1..=11, Half::After) | (1..=2, Half::Noon) => seconds + HALF,
        _ => seconds,
    }
}

/// [`in_half`] for "chiều qua, 3:30", where the half stands apart from the time.
pub fn in_afternoon(clock: Clock) -> Clock {
    Clock { seconds: in_half(clock.seconds, Half::After), ..clock }
}
