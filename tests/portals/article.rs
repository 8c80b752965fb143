//! [`Article`], what a publisher has to say, and [`Timetable`], when it says it.

use chrono::{DateTime, TimeDelta, Utc};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// When the steps of a play happen. Nothing here reads a clock.
#[derive(Debug, Clone, Copy)]
pub struct Timetable {
    /// The instant of step 0.
    pub base: DateTime<Utc>,
    /// From one step to the next.
    pub every: TimeDelta,
}

impl Timetable {
    /// The instant of `step`.
    pub fn at(&self, step: usize) -> DateTime<Utc> {
        self.base + self.every * i32::try_from(step).unwrap_or(i32::MAX)
    }
}

/// One article of one publisher. Its number is its place in the publisher's list.
#[derive(Debug, Clone, Copy)]
pub struct Article {
    /// The step at which it appears.
    pub from: usize,
    /// The step at which its publisher takes it back; absent: never.
    pub until: Option<usize>,
    /// A correction: from this step on it has this title and this lead.
    pub corrected: Option<(usize, &'static str, &'static str)>,
    /// The publisher's section: a slug on boards, a label elsewhere.
    pub section: &'static str,
    /// The headline.
    pub title: &'static str,
    /// The lead, plain text.
    pub lead: &'static str,
}

impl Article {
    /// An article of the first step that stays as it is.
    pub const fn old(section: &'static str, title: &'static str, lead: &'static str) -> Self {
        Self { from: 0, until: None, corrected: None, section, title, lead }
    }

    /// One that appears at step `from`.
    pub const fn new(from: usize, section: &'static str, title: &'static str, lead: &'static str) -> Self {
        Self { from, ..Self::old(section, title, lead) }
    }

    /// Whether the publisher lists it at `step`.
    pub fn listed(&self, step: usize) -> bool {
        self.from <= step && self.until.is_none_or(|until| step < until)
    }

    /// Title and lead as they read at `step`.
    pub fn wording(&self, step: usize) -> (&'static str, &'static str) {
        match self.corrected {
            Some((since, title, lead)) if since <= step => (title, lead),
            _ => (self.title, self.lead),
        }
    }

    /// When it was published: some seconds before its step, or `number` times 5 hours 17 minutes before
    /// the play begins for what was there already (article 0 is the newest of those).
    pub fn published(&self, number: usize, timetable: &Timetable) -> DateTime<Utc> {
        let number = i64::try_from(number).unwrap_or(0);
        match self.from {
            0 => timetable.base - TimeDelta::seconds(61 + number * (5 * 3600 + 17 * 60 + 13)),
            step => timetable.at(step) - TimeDelta::seconds(1 + number % 20),
        }
    }
}

/// A title as these publishers write it in an address: `cong-tac-khoa-giao`.
pub fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'đ' => out.push('d'),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if !out.ends_with('-') && !out.is_empty() => out.push('-'),
            _ => {}
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
