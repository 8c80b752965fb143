//! What editors and content systems change in a text, for `editors.rs`: the single edits that a
//! text allows (words, abbreviations, figures).

use crate::articles::Dice;
use crate::editor_text::{count, ends_well, lower_first, split_words, upper_first};
use crate::editor_words as words;
use std::collections::HashMap;
use std::sync::OnceLock;

/// One edit of a text: the bytes `start..end` become `with`.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Index of the text in the article.
    pub field: usize,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// What stands there afterwards.
    pub with: String,
    /// How many words differ.
    pub cost: usize,
    /// The rule, if it is followed in the whole article alike.
    pub alike: Option<&'static str>,
}

/// What may be done with a phrase.
struct Rule {
    phrase: Vec<&'static str>,
    /// `None`: it stays; empty: it may go.
    with: Option<&'static str>,
    /// The abbreviation it is about.
    short: Option<&'static str>,
}

/// The rules by the first word of their phrase.
fn rules() -> &'static HashMap<&'static str, Vec<Rule>> {
    static RULES: OnceLock<HashMap<&'static str, Vec<Rule>>> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut all: HashMap<&'static str, Vec<Rule>> = HashMap::new();
        let mut add = |from: &'static str, with, short| {
            let phrase: Vec<_> = from.split(' ').collect();
            let first = phrase.first().copied().unwrap_or("");
            all.entry(first).or_default().push(Rule { phrase, with, short });
        };
        for (a, b) in words::pairs(words::EXCHANGED) {
            add(a, Some(b), None);
            add(b, Some(a), None);
        }
        words::pairs(words::ONE_WAY).for_each(|(a, b)| add(a, Some(b), None));
        for (a, b) in words::pairs(words::ABBREVIATED) {
            add(a, Some(b), Some(a));
            add(b, Some(a), Some(a));
        }
        words::entries(words::LEFT_OUT).for_each(|e| add(e, Some(""), None));
        words::entries(words::KEPT).for_each(|e| add(e, None, None));
        all
    })
}

/// A text in words.
struct Words<'a> {
    text: &'a str,
    ranges: Vec<(usize, usize)>,
}

impl<'a> Words<'a> {
    /// The bytes of a word without its punctuation.
    fn core_range(&self, i: usize) -> (usize, usize) {
        let (start, end) = self.ranges.get(i).copied().unwrap_or((0, 0));
        let raw = self.raw(i);
        let tail = raw.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        if tail == 0 {
            return (start, end);
        }
        let head = raw.len() - raw.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        (start + head, start + tail)
    }

    /// A word with its punctuation; empty outside the text.
    fn raw(&self, i: usize) -> &'a str {
        self.ranges.get(i).and_then(|&(s, e)| self.text.get(s..e)).unwrap_or("")
    }

    /// A word without its punctuation.
    fn core(&self, i: usize) -> &'a str {
        let (start, end) = self.core_range(i);
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether a word has punctuation neither before nor behind it.
    fn bare(&self, i: usize) -> bool {
        self.raw(i) == self.core(i)
    }

    /// Whether a sentence begins with the word.
    fn opens(&self, i: usize) -> bool {
        i == 0 || ends_well(self.raw(i - 1)) || (i == 1 && ["-", "–", "+", "*"].contains(&self.raw(0)))
    }

    /// Whether the phrase stands at the word, inner punctuation included.
    fn has(&self, i: usize, phrase: &[&str], lowered: bool) -> bool {
        phrase.iter().enumerate().all(|(k, want)| {
            let Some(&(start, end)) = self.ranges.get(i + k) else {
                return false;
            };
            let (core_start, core_end) = self.core_range(i + k);
            let from = if k == 0 { core_start } else { start };
            let to = if k + 1 == phrase.len() { core_end } else { end };
            let found = self.text.get(from..to).unwrap_or("");
            found == *want || (k == 0 && lowered && lower_first(found) == *want)
        })
    }

    /// Whether a phrase stands within five words of the range.
    fn near(&self, from: usize, to: usize, phrase: &str) -> bool {
        let around: Vec<_> = (from.saturating_sub(5)..to + 5).map(|k| self.core(k).to_lowercase()).collect();
        format!(" {} ", around.join(" ")).contains(&format!(" {} ", phrase.to_lowercase().replace(',', "")))
    }

    /// An edit of whole words; its cost is the number of words that differ.
    fn edit(&self, field: usize, (start, end): (usize, usize), with: String) -> Edit {
        let old: Vec<_> = self.text.get(start..end).unwrap_or("").split_whitespace().collect();
        let new: Vec<_> = with.split_whitespace().collect();
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let rest = old.iter().skip(head).rev().zip(new.iter().skip(head).rev());
        let tail = rest.take_while(|(a, b)| a == b).count();
        let cost = (old.len().max(new.len()) - head - tail).max(1);
        Edit { field, start, end, with, cost, alike: None }
    }
}

/// Adds the edits that a text allows. Quotations are left alone.
pub fn find_edits(field: usize, text: &str, dice: &mut Dice, out: &mut Vec<Edit>) {
    let w = Words { text, ranges: split_words(text) };
    let mut quoted = false;
    let mut straight = false;
    let mut i = 0;
    while i < w.ranges.len() {
        let raw = w.raw(i);
        let was = quoted || straight || raw.contains(['“', '"', '«']);
        for c in raw.chars() {
            match c {
                '“' | '«' => quoted = true,
                '”' | '»' => quoted = false,
                '"' => straight = !straight,
                _ => {}
            }
        }
        if was {
            i += 1;
            continue;
        }
        if field > 0 && w.opens(i) {
            out.extend(opening_edit(&w, field, i, dice));
        }
        if field == 0 && i == 0 {
            out.extend(place_behind(&w));
        }
        if let Some((taken, range, with)) = figure_edit(&w, i, dice) {
            let with = if w.opens(i) { upper_first(&with) } else { with };
            out.push(w.edit(field, range, with));
            i += taken.max(1);
            continue;
        }
        i += phrase_edit(&w, field, i, dice, out).max(1);
    }
}

/// The edit of the longest phrase at a word, if any; returns how many words it covers.
fn phrase_edit(w: &Words, field: usize, i: usize, dice: &mut Dice, out: &mut Vec<Edit>) -> usize {
    let core = w.core(i);
    let opens = w.opens(i);
    let low = lower_first(core);
    let lowered = opens && low != core;
    let mut found: Vec<&Rule> =
        rules().get(core).into_iter().flatten().filter(|r| w.has(i, &r.phrase, false)).collect();
    if lowered {
        found.extend(rules().get(low.as_str()).into_iter().flatten().filter(|r| w.has(i, &r.phrase, true)));
    }
    let n = found.iter().map(|r| r.phrase.len()).max().unwrap_or(0);
    found.retain(|r| r.phrase.len() == n);
    if found.is_empty() || found.iter().any(|r| r.with.is_none()) {
        return n;
    }
    let rule = *dice.pick(&found);
    let last = i + n - 1;
    let (_, core_end) = w.core_range(last);
    let ends = w.raw(last).ends_with(w.core(last));
    let with = rule.with.unwrap_or("");
    let next = w.core(last + 1);
    let name_follows = ends && next.starts_with(char::is_uppercase);
    let (start, mut end) = (w.core_range(i).0, core_end);
    if with.is_empty() {
        // The comma behind a word that goes would be left alone.
        if !opens && last + 1 < w.ranges.len() && w.bare(i) && w.bare(last) {
            end = w.ranges.get(last + 1).map_or(end, |r| r.0);
            out.push(w.edit(field, (start, end), String::new()));
        }
        return n;
    }
    if w.near(i, last + 1, with) || (opens && name_follows && rule.short.is_none()) {
        return n;
    }
    // `TP. Vinh` loses the point with the abbreviation.
    if rule.short == Some(core) && core.len() < 3 && w.raw(last).ends_with('.') && !next.is_empty() {
        end += 1;
    }
    let with = if opens { upper_first(with) } else { with.to_string() };
    let edit = w.edit(field, (start, end), with);
    out.push(Edit { alike: rule.short, ..edit });
    n
}

/// An opening (`Theo đó,`) that goes, or comes.
fn opening_edit(w: &Words, field: usize, i: usize, dice: &mut Dice) -> Option<Edit> {
    let openings: Vec<_> = words::entries(words::OPENINGS).collect();
    let start = w.ranges.get(i)?.0;
    for opening in &openings {
        let phrase: Vec<_> = opening.split(' ').collect();
        let n = phrase.len();
        if w.has(i, &phrase, false) && w.raw(i + n - 1).ends_with(',') {
            let &(_, end) = w.ranges.get(i + n)?;
            return Some(w.edit(field, (start, end), upper_first(w.raw(i + n))));
        }
    }
    let lowered = words::entries(words::LOWERED).any(|e| e == w.raw(i));
    let name = w.core(i + 1).starts_with(char::is_uppercase);
    if i == 0 || !w.raw(i - 1).ends_with('.') || !lowered || name || !dice.chance(25) {
        return None;
    }
    let with = format!("{}, {}", dice.pick(&openings), lower_first(w.raw(i)));
    Some(w.edit(field, *w.ranges.get(i)?, with))
}

/// `Thanh Sơn: Khai mạc lễ hội` as `Khai mạc lễ hội tại Thanh Sơn`.
fn place_behind(w: &Words) -> Option<Edit> {
    let (place, rest) = w.text.split_once(": ")?;
    let name = place.split_whitespace().all(|p| {
        let mut letters = p.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    });
    let closed = rest.ends_with(char::is_alphabetic) && !rest.contains([':', '"', '“', '?']);
    let there = [" tại ", " ở ", place].iter().any(|p| rest.contains(p));
    if !name || !(2..=3).contains(&count(place)) || !closed || there || count(rest) < 4 {
        return None;
    }
    let mut edit = w.edit(0, (0, w.text.len()), format!("{} tại {place}", rest.trim()));
    edit.cost = 2 * count(place) + 1;
    Some(edit)
}

/// A figure, date or time written in another way: words covered, bytes, and the new way.
fn figure_edit(w: &Words, i: usize, dice: &mut Dice) -> Option<(usize, (usize, usize), String)> {
    let (c, next) = (w.core(i), w.core(i + 1));
    let prev = if i > 0 { w.core(i - 1) } else { "" };
    let (start, end) = w.core_range(i);
    let naming = words::entries(words::NAMING).any(|e| e == prev || e == lower_first(prev));
    if let Some(other) = [("hơn", "trên"), ("khoảng", "chừng")].iter().find(|p| lower_first(c) == p.0) {
        let compares =
            ["nhiều", "ít", "cao", "thấp", "lớn", "nhỏ", "dài", "rộng", "xa", "tốt", "nhanh"].contains(&prev);
        let fits = next.starts_with(|d: char| d.is_ascii_digit()) && w.bare(i) && !compares;
        return fits.then(|| (1, (start, end), other.1.to_string()));
    }
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let value = |s: &str| {
        if digits(s) { s.parse::<u64>().ok() } else { None }
    };
    if !c.starts_with(|d: char| d.is_ascii_digit()) {
        return None;
    }
    let to = |k: usize| w.core_range(i + k).1;
    let day_before = ["ngày", "sáng", "chiều", "tối", "trưa", "đêm"].contains(&lower_first(prev).as_str());
    let parts: Vec<_> = c.split('/').collect();
    let numbers: Vec<u64> = parts.iter().filter_map(|p| value(p)).collect();
    if let (true, true, [day, month, year @ ..]) =
        (day_before, numbers.len() == parts.len(), numbers.as_slice())
    {
        let real = (1..32).contains(day) && (1..13).contains(month) && year.iter().all(|y| *y > 1900);
        if real && year.len() < 2 {
            let word = if lower_first(prev) == "ngày" { "" } else { "ngày " };
            let year: String = year.iter().map(|y| format!(" năm {y}")).collect();
            let spelt = format!("{word}{day} tháng {month}{year}");
            return Some((1, (start, end), if dice.chance(65) { spelt } else { c.replace('/', "-") }));
        }
    }
    let bare = w.bare(i);
    if let (Some(day), "tháng", Some(month), true, "ngày") =
        (value(c), w.raw(i + 1), value(w.core(i + 2)), bare, lower_first(prev).as_str())
    {
        let year = value(w.core(i + 4)).filter(|y| *y > 1900 && w.bare(i + 2) && w.raw(i + 3) == "năm");
        return Some(match year {
            Some(year) => (5, (start, to(4)), format!("{day}/{month}/{year}")),
            None => (3, (start, to(2)), format!("{day}/{month}")),
        });
    }
    if let Some((hour, minute)) = c.split_once('h').filter(|(h, m)| digits(h) && (digits(m) || m.is_empty()))
    {
        return Some((1, (start, end), format!("{hour} giờ {minute}").trim_end().to_string()));
    }
    let percent = w.text.get(end..).is_some_and(|rest| rest.starts_with('%'));
    if percent {
        return Some((1, (start, end + 1), format!("{c} phần trăm")));
    }
    let figure = c.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    if figure && bare && w.raw(i + 1) == "phần" && next == "phần" && w.core(i + 2) == "trăm" {
        return Some((3, (start, to(2)), format!("{c}%")));
    }
    let unit_of = |s: &str| ["km", "kg", "ha", "m", "cm", "m2", "kW"].contains(&s);
    if figure && bare && unit_of(next) {
        return Some((2, (start, to(1)), format!("{c}{next}")));
    }
    let split = c.find(|d: char| d.is_alphabetic()).unwrap_or(c.len());
    if let Some((number, unit)) = c.split_at_checked(split).filter(|(n, u)| !n.is_empty() && unit_of(u)) {
        return Some((1, (start, end), format!("{number} {unit}")));
    }
    if digits(c) && bare && w.raw(i + 1) == "giờ" && digits(w.core(i + 2)) {
        let minutes = if w.bare(i + 2) && w.core(i + 3) == "phút" { 3 } else { 2 };
        return Some((minutes + 1, (start, to(minutes)), format!("{c}h{}", w.core(i + 2))));
    }
    let groups: Vec<_> = c.split('.').collect();
    let grouped = groups.len() > 1 && groups.iter().skip(1).all(|g| digits(g) && g.len() == 3);
    if grouped && groups.first().is_some_and(|g| digits(g) && g.len() < 4) && prev != "số" {
        return Some((1, (start, end), groups.concat()));
    }
    let number = value(c).filter(|_| !naming || prev == "từ" || prev == "đến")?;
    let spelt_unit = w.raw(i + 1) == "triệu" && w.core(i + 2) == "đồng" && bare;
    if spelt_unit && c.len() < 4 && number > 0 {
        return Some((3, (start, to(2)), format!("{number}.000.000 đồng")));
    }
    let year = (1900..2101).contains(&number);
    if (4..7).contains(&c.len()) && !c.starts_with('0') && !year && (bare || w.raw(i).starts_with(c)) {
        let (head, tail) = c.split_at_checked(c.len() - 3)?;
        return Some((1, (start, end), format!("{head}.{tail}")));
    }
    let counted = words::entries(words::COUNTED).any(|e| e == next);
    if naming
        || !counted
        || !bare
        || prev.starts_with(|d: char| d.is_ascii_digit())
        || (i > 0 && !w.bare(i - 1))
    {
        return None;
    }
    if c.len() == 2 && c.starts_with('0') {
        return Some((1, (start, end), number.to_string()));
    }
    let spelt = ["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let word = spelt.get(usize::try_from(number).ok()?.checked_sub(2)?)?;
    (*word != next && c.len() == 1).then(|| (1, (start, end), word.to_string()))
}
