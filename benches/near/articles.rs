//! The benchmark's articles: the type, the dice and the composer of whole texts.

use super::filling::{DAY, Setting, capital, fill, person};
use super::frames;
use super::subjects::{self, Subject};
use super::words;

/// One article as a portal publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The portal: `bao-12.example`.
    pub host: String,
    /// Plain text.
    pub title: String,
    /// Plain text; may be empty.
    pub lead: String,
    /// Plain text, one string a paragraph.
    pub paragraphs: Vec<String>,
    /// Seconds since 1970 of publication.
    pub published: i64,
}

/// A small deterministic generator (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way for the same seed.
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// The next 64 bits.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        let drawn = self.next();
        if n == 0 { 0 } else { (drawn % n as u64) as usize }
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the given things. The slice must not be empty.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// How many words (syllables) a text has.
pub fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The host of a portal of this province.
pub fn host(province: usize, facts: &mut Dice) -> String {
    let kind = facts.pick(&["bao", "bao", "bao", "tuyengiao", "tuyengiao", "cong", "dai"]);
    format!("{kind}-{}.example", province % words::PROVINCES.len() + 1)
}

/// A moment between 2023 and 2026, in working hours.
pub fn moment(facts: &mut Dice) -> i64 {
    let day = 19_358 + facts.below(1_280) as i64;
    day * DAY + 22 * 3600 + facts.below(14 * 3600) as i64 - DAY / 2
}

/// Sentences for one paragraph: the first from `first`, the rest from the lists that suit.
fn paragraph(
    first: &'static [&'static str],
    then: &[&'static [&'static str]],
    setting: &mut Setting,
    shape: &mut Dice,
    facts: &mut Dice,
) -> String {
    let wanted = 30 + shape.below(45);
    let mut text = String::new();
    let mut list = first;
    for _ in 0..9 {
        let frame = setting.fresh(list, facts);
        let sentence = capital(&fill(frame, setting, shape, facts));
        let total = words_in(&text) + words_in(&sentence);
        if text.is_empty() || total <= 110 {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&sentence);
            if total >= wanted {
                break;
            }
        }
        let open: Vec<_> = then.iter().copied().filter(|l| setting.has_unused(l)).collect();
        if open.is_empty() {
            break;
        }
        list = open[shape.below(open.len())];
    }
    text
}

/// The paragraphs of an article with this setting; `count` of them.
pub fn body(
    subject: &'static Subject,
    count: usize,
    setting: &mut Setting,
    shape: &mut Dice,
    facts: &mut Dice,
) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let closing = 1 + usize::from(count > 6 && shape.chance(60));
    for at in 0..count {
        let own = setting.has_unused(subject.own);
        let roll = shape.below(100);
        let text = if at == 0 {
            paragraph(subject.own, &[subject.own, frames::NEWS], setting, shape, facts)
        } else if at + closing >= count {
            paragraph(frames::CLOSE, &[frames::CLOSE, frames::NEWS], setting, shape, facts)
        } else if own && roll < 38 {
            paragraph(subject.own, &[frames::NEWS, frames::FACTS], setting, shape, facts)
        } else if roll < 55 {
            paragraph(frames::SPEECH, &[frames::SPEECH, frames::CLOSE], setting, shape, facts)
        } else if roll < 70 {
            paragraph(frames::STORY, &[frames::STORY, frames::FACTS], setting, shape, facts)
        } else if roll < 76 && count > 5 {
            setting.turn_to(subjects::subject(facts.below(subjects::count())));
            let text = paragraph(frames::ASIDE, &[frames::NEWS], setting, shape, facts);
            setting.turn_to(subject);
            text
        } else {
            paragraph(frames::NEWS, &[frames::NEWS, frames::FACTS, subject.own], setting, shape, facts)
        };
        paragraphs.push(text);
    }
    paragraphs
}

fn piece(of: &'static [&'static str], setting: &mut Setting, shape: &mut Dice, facts: &mut Dice) -> String {
    let frame = setting.fresh(of, facts);
    capital(&fill(frame, setting, shape, facts))
}

/// One article of this subject with this setting.
pub fn compose(
    subject: &'static Subject,
    host: String,
    published: i64,
    setting: &mut Setting,
    facts: &mut Dice,
) -> Article {
    let mut shape = Dice::new(facts.next());
    let title = piece(subject.titles, setting, &mut shape, facts);
    let lead = match facts.below(10) {
        0 => String::new(),
        1..=5 => piece(subject.leads, setting, &mut shape, facts),
        _ => piece(frames::LEAD, setting, &mut shape, facts),
    };
    let count = 4 + shape.below(6) + if shape.chance(35) { shape.below(6) } else { 0 };
    let mut paragraphs = body(subject, count, setting, &mut shape, facts);
    if facts.chance(25)
        && let Some(first) = paragraphs.first_mut()
    {
        let mark = fill("[({hang}) –|{tinh} –|({hang}) -]", setting, &mut shape, facts);
        *first = format!("{mark} {first}");
    }
    if facts.chance(35) {
        paragraphs.push(person(facts));
    }
    Article { host, title, lead, paragraphs, published }
}

/// `count` different articles of provincial portals.
pub fn articles(count: usize, dice: &mut Dice) -> Vec<Article> {
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let mut facts = Dice::new(dice.next());
        let subject = subjects::subject(facts.below(subjects::count()));
        let province = facts.below(words::PROVINCES.len());
        let published = moment(&mut facts);
        let mut setting = Setting::new(Some(subject), province, published, &mut facts);
        let host = host(province, &mut facts);
        all.push(compose(subject, host, published, &mut setting, &mut facts));
    }
    all
}
