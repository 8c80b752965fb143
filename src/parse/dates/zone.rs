//! The zone in the tokens of a date. What is found is taken out of them.

use super::names;
use super::tokens::{Kind, Token};
use crate::model::Timestamp;
use chrono::{Datelike, NaiveDate, Weekday};

/// Vietnam, in seconds east of Greenwich: what a date without a zone is in.
pub const HOME: i64 = 7 * 3_600;

/// What a clock in Vietnam shows at an instant: the instant at which one in Greenwich shows the same.
pub fn home_clock(at: Timestamp) -> Timestamp {
    Timestamp(at.0.saturating_add(HOME))
}

/// The day in Vietnam, counted from 1970.
pub fn home_day(at: Timestamp) -> i64 {
    at.0.saturating_add(HOME).div_euclid(86_400)
}

/// A zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// In seconds east of Greenwich, with or without an hour more in summer.
    Known(i64, Summer),
    /// One is named that we do not know.
    Unknown,
}

/// When a zone has summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summer {
    /// Never, or its name says which.
    Never,
    /// As the United States and Canada do.
    America,
    /// As the European Union does.
    Europe,
}

/// A zone that no calendar has, right behind the time: the instant is anybody's guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchZone;

use Summer::{America, Europe, Never};

/// Names of zones, in minutes east of Greenwich.
#[rustfmt::skip]
const ZONES: &[(&str, i64, Summer)] = &[
    ("z", 0, Never), ("gmt", 0, Never), ("utc", 0, Never), ("ut", 0, Never), ("ict", 420, Never),
    ("est", -300, Never), ("edt", -240, Never), ("et", -300, America), ("cst", -360, Never), ("cdt", -300, Never),
    ("ct", -360, America), ("mst", -420, Never), ("mdt", -360, Never), ("mt", -420, America), ("pst", -480, Never),
    ("pdt", -420, Never), ("pt", -480, America), ("ast", -240, Never), ("adt", -180, Never), ("nst", -210, Never),
    ("ndt", -150, Never), ("akst", -540, Never), ("akdt", -480, Never), ("hst", -600, Never), ("brt", -180, Never),
    ("wet", 0, Never), ("west", 60, Never), ("bst", 60, Never), ("cet", 60, Never), ("cest", 120, Never),
    ("met", 60, Never), ("mest", 120, Never), ("mez", 60, Never), ("mesz", 120, Never), ("eet", 120, Never),
    ("eest", 180, Never), ("msk", 180, Never), ("sast", 120, Never), ("pkt", 300, Never), ("ist", 330, Never),
    ("wib", 420, Never), ("wita", 480, Never), ("wit", 540, Never), ("sgt", 480, Never), ("myt", 480, Never),
    ("hkt", 480, Never), ("pht", 480, Never), ("awst", 480, Never), ("jst", 540, Never), ("kst", 540, Never),
    ("acst", 570, Never), ("acdt", 630, Never), ("aest", 600, Never), ("aedt", 660, Never), ("nzst", 720, Never),
    ("nzdt", 780, Never),
];

/// Names that mean a zone wherever they stand; the others are words too and count beside the time only.
const EVERYWHERE: [&str; 4] = ["gmt", "utc", "ut", "ict"];

/// Areas of the zone database.
#[rustfmt::skip]
const AREAS: &[&str] = &["africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "etc",
    "europe", "indian", "pacific", "us"];

/// Places of the zone database by the first word of their name, in minutes east of Greenwich.
#[rustfmt::skip]
const PLACES: &[(&str, i64, Summer)] = &[
    ("ho", 420, Never), ("saigon", 420, Never), ("hanoi", 420, Never), ("bangkok", 420, Never), ("jakarta", 420, Never),
    ("phnom", 420, Never), ("vientiane", 420, Never), ("singapore", 480, Never), ("kuala", 480, Never), ("manila", 480, Never),
    ("shanghai", 480, Never), ("hong", 480, Never), ("taipei", 480, Never), ("tokyo", 540, Never), ("seoul", 540, Never),
    ("kolkata", 330, Never), ("calcutta", 330, Never), ("dubai", 240, Never), ("moscow", 180, Never), ("london", 0, Europe),
    ("lisbon", 0, Europe), ("dublin", 0, Europe), ("paris", 60, Europe), ("berlin", 60, Europe), ("brussels", 60, Europe),
    ("amsterdam", 60, Europe), ("madrid", 60, Europe), ("rome", 60, Europe), ("vienna", 60, Europe), ("zurich", 60, Europe),
    ("prague", 60, Europe), ("warsaw", 60, Europe), ("budapest", 60, Europe), ("copenhagen", 60, Europe), ("oslo", 60, Europe),
    ("stockholm", 60, Europe), ("athens", 120, Europe), ("helsinki", 120, Europe), ("bucharest", 120, Europe),
    ("sofia", 120, Europe), ("kiev", 120, Europe), ("kyiv", 120, Europe), ("new", -300, America), ("toronto", -300, America),
    ("chicago", -360, America), ("denver", -420, America), ("los", -480, America), ("vancouver", -480, America),
    ("phoenix", -420, Never), ("eastern", -300, America), ("central", -360, America), ("mountain", -420, America),
    ("brisbane", 600, Never), ("gmt", 0, Never), ("utc", 0, Never), ("ut", 0, Never), ("uct", 0, Never),
];

/// Farthest zones east and west, in hours.
const MAX_HOURS: i64 = 14;

impl Zone {
    /// Seconds east of Greenwich at a local time, where known.
    pub fn offset(self, day: NaiveDate, seconds: i64) -> Option<i64> {
        match self {
            Self::Known(offset, rule) => {
                Some(offset + 3_600 * i64::from(rule.is_on(day, seconds + rule.lead(offset))))
            }
            Self::Unknown => None,
        }
    }
}

impl Summer {
    /// From the clock of a zone to the clock that the rule is told in: Europe changes at 1:00 of Greenwich.
    fn lead(self, offset: i64) -> i64 {
        if self == Europe { 3_600 - offset } else { 0 }
    }

    /// Whether it is summer time at a local time. The hour that comes twice is read as its second coming.
    fn is_on(self, day: NaiveDate, seconds: i64) -> bool {
        let sunday =
            |month: u32, nth: u8| NaiveDate::from_weekday_of_month_opt(day.year(), month, Weekday::Sun, nth);
        let last = |month: u32| sunday(month, 5).or_else(|| sunday(month, 4));
        let (starts, ends) = match self {
            Never => return false,
            America if day.year() >= 2_007 => (sunday(3, 2), sunday(11, 1)),
            America => (sunday(4, 1), last(10)),
            Europe => (last(3), last(10)),
        };
        // One o'clock of summer time is the last moment that can only be summer.
        let after = |change: Option<NaiveDate>, hour: i64| {
            change.is_some_and(|c| (day, seconds) >= (c, hour * 3_600))
        };
        after(starts, 2) && !after(ends, if self == Europe { 2 } else { 1 })
    }
}

/// Takes a zone out of `tokens`: a name with or without an offset, a place, or an offset alone. `place`
/// is where the time stood; without a time there is no zone. `-0500` counts only right behind the time.
pub fn take_zone(tokens: &mut Vec<Token<'_>>, place: Option<usize>) -> Result<Option<Zone>, NoSuchZone> {
    let Some(place) = place else { return Ok(None) };
    for at in (place..tokens.len()).chain(0..place) {
        let found = match region(tokens, at) {
            Some(found) => Some(found),
            None => zone_at(tokens, at, place)?,
        };
        let Some((zone, length)) = found else { continue };
        tokens.drain(at..at + length);
        // `-05:00Z`, `-0500 EST`: the offset has said it.
        if tokens.get(at).is_some_and(|t| at >= place && known(t.text).is_some()) {
            tokens.remove(at);
        }
        return Ok(Some(zone));
    }
    Ok(None)
}

fn known(name: &str) -> Option<(i64, Summer)> {
    ZONES.iter().find(|(n, ..)| *n == name).map(|(_, minutes, rule)| (minutes * 60, *rule))
}

/// `Asia/Ho_Chi_Minh`, `Etc/GMT-7`, whose sign is turned round (POSIX).
fn region(tokens: &[Token<'_>], at: usize) -> Option<(Zone, usize)> {
    let [area, slash, place, rest @ ..] = tokens.get(at..)? else { return None };
    if !area.is_word(AREAS) || !slash.is('/') || place.kind != Kind::Word {
        return None;
    }
    let more =
        rest.iter().take_while(|t| !t.spaced && (t.kind == Kind::Word || t.is('_') || t.is('/'))).count();
    if area.text == "etc"
        && let [sign, hours, ..] = rest
        && (sign.is('+') || sign.is('-'))
    {
        let seconds = i64::from(hours.small().filter(|h| i64::from(*h) <= MAX_HOURS)?) * 3_600;
        return Some((Zone::Known(if sign.is('-') { seconds } else { -seconds }, Never), 5));
    }
    let zone = PLACES.iter().find(|(name, ..)| *name == place.text);
    let zone = zone.map_or(Zone::Unknown, |(_, minutes, rule)| Zone::Known(minutes * 60, *rule));
    Some((zone, 3 + more))
}

/// `GMT`, `GMT+7`, `+0700`, a letter of the military.
fn zone_at(tokens: &[Token<'_>], at: usize, place: usize) -> Result<Option<(Zone, usize)>, NoSuchZone> {
    let Some(token) = tokens.get(at) else { return Ok(None) };
    let beside = at >= place || at + 1 == place;
    let named = Some(token).filter(|t| t.kind == Kind::Word && (beside || t.is_word(&EVERYWHERE)));
    let named = named.and_then(|t| known(t.text));
    let sign_at = at + usize::from(named.is_some());
    let sign = tokens.get(sign_at).filter(|t| t.is('+') || (t.is('-') && (named.is_some() || at == place)));
    if let Some(sign) = sign {
        let west = sign.is('-');
        let offset = offset_at(tokens, sign_at + 1, west, named.is_some())?;
        if let Some((seconds, length)) = offset {
            let seconds = if west { -seconds } else { seconds };
            return Ok(Some((Zone::Known(seconds, Never), sign_at - at + 1 + length)));
        }
    }
    let lettered = || (at == place && is_military(tokens, at)).then_some((0, Never));
    Ok(named.or_else(lettered).map(|(seconds, rule)| (Zone::Known(seconds, rule), 1)))
}

/// A letter of the military behind an RFC 822 date. Half the world had their signs the wrong way round, so
/// they tell nothing (RFC 2822 §4.3: read as -0000). `J` is the local time of whoever wrote it. Elsewhere a
/// letter is a word: `21:50 h`.
fn is_military(tokens: &[Token<'_>], at: usize) -> bool {
    let last = at + 1 == tokens.len();
    let lettered = tokens.get(at).is_some_and(|t| {
        t.spaced && t.text.len() == 1 && t.text != "j" && t.text.bytes().all(|b| b.is_ascii_lowercase())
    });
    last && lettered && tokens.iter().any(|t| t.kind == Kind::Word && names::month(t.text).is_some())
}

/// `7`, `07`, `0700`, `07:00` at `at`: seconds, and how many tokens. A day that follows a dash is none.
fn offset_at(
    tokens: &[Token<'_>],
    at: usize,
    west: bool,
    named: bool,
) -> Result<Option<(i64, usize)>, NoSuchZone> {
    let Some(number) = tokens.get(at).filter(|t| t.kind == Kind::Number) else { return Ok(None) };
    let colon = tokens.get(at + 1).is_some_and(|t| t.is(':') && !t.spaced);
    // `+00:0` was cut off.
    let whole = |t: &&Token<'_>| t.digits() == 2 || (t.digits() == 1 && tokens.get(at + 3).is_none());
    let minutes = tokens.get(at + 2).filter(|t| colon && whole(t)).and_then(Token::number);
    let ends = tokens.get(at + 1).is_none();
    let value = i64::from(number.number().unwrap_or(u32::MAX));
    let (hours, minutes, length) = match (number.digits(), minutes) {
        (1 | 2, Some(minutes)) => (value, i64::from(minutes), 3),
        (1 | 2, None) if colon => return Ok(None),
        (1 | 2, None) if !west || (!number.spaced && (named || (ends && number.digits() == 2))) => {
            (value, 0, 1)
        }
        (3 | 4, _) if !number.spaced || !west => (value / 100, value % 100, 1),
        _ => return Ok(None),
    };
    let follows = tokens.get(at + length).is_some_and(|t| t.is('/') || t.is('.'));
    if follows || (!number.spaced && tokens.get(at + length).is_some_and(|t| t.is('-') && !t.spaced)) {
        return Ok(None);
    }
    if hours <= MAX_HOURS && minutes < 60 {
        return Ok(Some((hours * 3_600 + minutes * 60, length)));
    }
    if number.digits() == 4 && !number.spaced && !is_year(value) { Err(NoSuchZone) } else { Ok(None) }
}

/// `21:50-2022` is a dash.
fn is_year(value: i64) -> bool {
    (1_900..2_200).contains(&value)
}
