//! Filling frames: what is fixed for one text (`Setting`) and how slots and choices become words.
//!
//! A frame is a text with choices `[a|b|c]` and slots `{name}`. Choices are drawn from the dice
//! for the shape, slots from the dice for the facts; so two texts can have one shape and
//! different facts (the look-alikes of `negatives.rs` live on that).

use super::articles::Dice;
use super::subjects::Subject;
use super::words;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// What is fixed for one article: places, people, the day, the subject; and which stock it has
/// already used, so that nothing is said twice.
#[derive(Debug, Clone)]
pub struct Setting {
    keys: Vec<(&'static str, String)>,
    used: Vec<&'static str>,
    subject: Option<&'static Subject>,
    day: i64,
}

impl Setting {
    /// Draws places, people and offices for an article of `province` (an index) published then.
    pub fn new(subject: Option<&'static Subject>, province: usize, published: i64, facts: &mut Dice) -> Self {
        let day = published.div_euclid(DAY);
        let mut setting = Setting { keys: Vec::new(), used: Vec::new(), subject, day };
        let name = words::PROVINCES.get(province % words::PROVINCES.len()).copied().unwrap_or("");
        setting.set("tinh", name.to_string());
        for (key, slot) in [
            ("huyen", "{huyen2}"),
            ("xa", "{xa2}"),
            ("nguoi", "{ten}"),
            ("nguoi2", "{ten}"),
            ("chuc", "{post}"),
            ("chuc2", "{post}"),
        ] {
            let value = fill(slot, &mut setting, &mut facts.clone(), facts);
            setting.set(key, value);
        }
        let office = match subject {
            Some(subject) if !subject.who.is_empty() => *facts.pick(subject.who),
            _ => *facts.pick(words::OFFICE),
        };
        let office = fill(office, &mut setting, &mut facts.clone(), facts);
        setting.set("cq", office);
        setting.set_day(day - facts.below(3) as i64);
        setting
    }

    /// Fixes a slot for all texts filled with this setting.
    pub fn set(&mut self, key: &'static str, value: String) {
        match self.keys.iter_mut().find(|(k, _)| *k == key) {
            Some((_, old)) => *old = value,
            None => self.keys.push((key, value)),
        }
    }

    /// The value of a fixed slot; empty when it is not fixed.
    pub fn get(&self, key: &str) -> &str {
        self.keys.iter().find(|(k, _)| *k == key).map_or("", |(_, v)| v)
    }

    /// Fixes everything that hangs on the day of the event (days since 1970).
    pub fn set_day(&mut self, day: i64) {
        let (year, month, date) = civil(day);
        self.day = day;
        self.set("ngay", format!("{date}/{month}"));
        self.set("ngaydu", format!("{date}/{month}/{year}"));
        self.set("ngaychu", format!("{date} tháng {month} năm {year}"));
        self.set("thang", month.to_string());
        self.set("nam", year.to_string());
        self.set("nam0", (year - 1).to_string());
        self.set("nam1", (year + 1).to_string());
        self.set("nam5", (year + 5).to_string());
        let first = if month >= 7 { year } else { year - 1 };
        self.set("nh", format!("{first} - {}", first + 1));
        self.set("quy", ["I", "II", "III", "IV"][((month - 1) / 3).clamp(0, 3) as usize].to_string());
    }

    /// One of `of` that was not used yet, if there is still one to be found.
    pub fn fresh(&mut self, of: &'static [&'static str], dice: &mut Dice) -> &'static str {
        if of.is_empty() {
            return "";
        }
        let start = dice.below(of.len());
        let found = (0..of.len()).map(|i| of[(start + i) % of.len()]).find(|s| !self.used.contains(s));
        let text = found.unwrap_or(of[start]);
        self.used.push(text);
        text
    }

    /// From here on the text is about this subject.
    pub fn turn_to(&mut self, subject: &'static Subject) {
        self.subject = Some(subject);
    }

    /// True when a piece of all these lists is still unused.
    pub fn has_unused(&self, of: &[&str]) -> bool {
        of.iter().any(|s| !self.used.contains(s))
    }
}

/// Year, month and date of a day since 1970 (Gregorian calendar).
pub fn civil(day: i64) -> (i64, i64, i64) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}

/// Fills a frame: choices from `shape`, slots from the setting or from `facts`.
pub fn fill(frame: &str, setting: &mut Setting, shape: &mut Dice, facts: &mut Dice) -> String {
    let mut out = String::new();
    let mut rest = frame;
    while let Some(at) = rest.find(['[', '{']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        if tail.starts_with('{') {
            let end = tail.find('}').unwrap_or(tail.len() - 1);
            out.push_str(&slot(&tail[1..end.max(1)], setting, facts));
            rest = &tail[end + 1..];
        } else {
            let (options, end) = choices(tail);
            let chosen = options.get(shape.below(options.len())).copied().unwrap_or("");
            out.push_str(&fill(chosen, setting, shape, facts));
            rest = &tail[end..];
        }
    }
    out.push_str(rest);
    out
}

/// The options of `[a|b]` at the head of `text` and where the rest begins.
fn choices(text: &str) -> (Vec<&str>, usize) {
    let (mut depth, mut start, mut options) = (0, 1, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => {
                options.push(&text[start..at]);
                return (options, at + 1);
            }
            ']' => depth -= 1,
            '|' if depth == 1 => {
                options.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    options.push(&text[start..]);
    (options, text.len())
}

fn slot(name: &str, setting: &mut Setting, facts: &mut Dice) -> String {
    if let Some((_, value)) = setting.keys.iter().find(|(key, _)| *key == name) {
        return value.clone();
    }
    if let Some(plain) = name.strip_prefix("cap") {
        return capital(&slot(plain, setting, facts));
    }
    if let Some((kind, range)) = name.split_once(':') {
        let (low, high) = range.split_once('-').unwrap_or((range, range));
        let low: usize = low.parse().unwrap_or(1);
        let high: usize = high.parse().unwrap_or(low).max(low);
        let number = low + facts.below(high - low + 1);
        return match kind {
            "d" => format!("{number},{}", 1 + facts.below(9)),
            "dd" => format!("{number},{}{}", facts.below(10), 1 + facts.below(9)),
            "t" => points((number / 10).max(1) * 10),
            "k" => points(number * 1000 + 50 * facts.below(20)),
            "r" => number.to_string(),
            "z" => format!("{number:02}"),
            _ => points(number),
        };
    }
    let dated = |day: i64| {
        let (_, month, date) = civil(day);
        format!("{date}/{month}")
    };
    match name {
        "date" => return dated(setting.day - 2 - facts.below(45) as i64),
        "date+" => return dated(setting.day + 3 + facts.below(60) as i64),
        "ten" => return person(facts),
        "dc" => return format!("đồng chí {}", person(facts)),
        "ong" => {
            let name = person(facts);
            let woman = name.contains(" Thị ") || facts.chance(15);
            return format!("{} {name}", if woman { "bà" } else { "ông" });
        }
        "place" => return format!("{} {}", facts.pick(words::PLACE_A), facts.pick(words::PLACE_B)),
        _ => {}
    }
    let subject = setting.subject.map_or(&[][..], |s| match name {
        "topic" => s.topics,
        "act" | "act2" => s.acts,
        "task" => s.tasks,
        "prob" => s.probs,
        "res" => s.results,
        "quote" => s.quotes,
        "who" => s.who,
        _ => &[],
    });
    // What the subject has no more of comes from the general stock, so that nothing is said twice.
    let general = match name {
        "res" => words::list("gres"),
        "task" => words::list("gtask"),
        _ => &[],
    };
    let used_up = !general.is_empty() && !setting.has_unused(subject);
    let subject = if used_up { general } else { subject };
    let list = if subject.is_empty() { words::list(name) } else { subject };
    if list.is_empty() {
        return String::new();
    }
    let frame = setting.fresh(list, facts);
    // The inner choices of a drawn piece are facts, not shape: so the shape of a pair stays in step.
    let mut inner = facts.clone();
    facts.next();
    fill(frame, setting, &mut inner, facts)
}

/// A number with the points that Vietnamese puts between thousands.
pub fn points(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A name.
pub fn person(facts: &mut Dice) -> String {
    let family = facts.pick(words::FAMILY);
    let woman = facts.chance(38);
    let (middle, given) = if woman {
        (facts.pick(words::MIDDLE_F), facts.pick(words::GIVEN_F))
    } else {
        (facts.pick(words::MIDDLE_M), facts.pick(words::GIVEN_M))
    };
    format!("{family} {middle} {given}")
}

/// The text with its first letter in capitals.
pub fn capital(text: &str) -> String {
    let mut chars = text.trim().chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
