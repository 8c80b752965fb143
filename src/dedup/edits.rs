//! Edits: what differs between two wordings, and whether a change of wording counts as an edit.
//!
//! Case, white space, tone placement, i and y, punctuation between words, the mark of an agency, counters and
//! clocks are no difference. A date alone is none either: portals rewrite dates, and readers never see them.
//! An entry that changes at every reading counts three times and then no more, until it has been still for a
//! day; a change of its title counts all the same, three times in a row. Of an entry that goes to and fro
//! between wordings it had, the way forth and the way back count once.

use super::canonical::canonical;
use super::wording::Substance;
use crate::model::{Aspect, ContentHash, Entry, EntryKey, EntryRecord, Revision, Timestamp, Unrest};
use crate::text;
use std::time::Duration;

/// An entry that has not changed for this long is still.
const STILL_FOR: Duration = Duration::from_secs(24 * 3600);
/// Earlier wordings kept of one entry. Beyond, the last place is that of the wording before the present one.
const MAX_REVISIONS: u32 = 64;
/// Longest text of an earlier wording that is kept as it was; of a longer one the beginning is kept, as plain
/// text.
const MAX_REVISION_BYTES: usize = 128 * 1024;
/// How much of a longer text is kept, in characters.
const KEPT_CHARS: usize = 40_000;

/// What differs between two wordings, in order.
pub fn changes(old: &Entry, new: &Entry) -> Vec<Aspect> {
    let (before, after) = (Substance::of(old), Substance::of(new));
    let dated = |entry: &Entry| (entry.published, entry.updated);
    let differs = [
        (Aspect::Title, before.title != after.title),
        (Aspect::Lead, before.lead != after.lead),
        (Aspect::Text, before.text != after.text),
        (Aspect::Date, dated(old) != dated(new)),
        (Aspect::Authors, before.authors != after.authors),
        (Aspect::Media, before.media != after.media),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

/// The same without dates: what may make an edit.
pub(super) fn edited(old: &Entry, new: &Entry) -> Vec<Aspect> {
    let mut found = changes(old, new);
    found.retain(|aspect| *aspect != Aspect::Date);
    found
}

/// Whether two tellings have the same address and the same labels.
pub(super) fn same_place(old: &Entry, new: &Entry) -> bool {
    let labels = |entry: &Entry| {
        let mut all: Vec<String> = entry.labels.iter().map(|label| text::normal(&label.term)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let address = |entry: &Entry| entry.link.as_deref().map(|link| canonical(link).unwrap_or_default());
    address(old) == address(new) && labels(old) == labels(new)
}

/// What a change of wording means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is an edit.
    Counts(Unrest),
    /// It is remembered and not shown; absent where that is known.
    Passes(Option<Unrest>),
}

/// A change of wording as it was seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a> {
    /// What was remembered of the entry.
    pub unrest: Option<&'a Unrest>,
    /// The wording that is stored.
    pub stored: ContentHash,
    /// The wording seen now, another one.
    pub seen: ContentHash,
    /// Whether the title differs from the stored one.
    pub title: bool,
    /// When the entry was read last before now.
    pub last_read: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
}

/// Whether a change counts.
pub(super) fn judge(change: Change<'_>) -> Verdict {
    let Change { stored, seen, now, .. } = change;
    let in_row = |at: Timestamp| change.last_read.is_some_and(|read| at >= read);
    let Some(before) = change.unrest else {
        let unrest = Unrest {
            times: 1,
            titles: u8::from(change.title),
            last: seen,
            since: now,
            earlier: vec![stored],
        };
        return Verdict::Counts(unrest);
    };
    let rested = now.since(before.since) >= STILL_FOR;
    if before.last == seen {
        // seen before and not told: it counts once it has stayed
        let still = Unrest { times: 0, titles: 0, earlier: vec![stored], ..before.clone() };
        return if rested { Verdict::Counts(still) } else { Verdict::Passes(None) };
    }
    let next = |count: u8| match count {
        0 => 1,
        known if known >= Unrest::LIMIT && !rested => Unrest::LIMIT + 1,
        known if in_row(before.since) => known.saturating_add(1).min(Unrest::LIMIT + 1),
        _ => 1,
    };
    let times = next(before.times);
    let titles = if change.title { next(before.titles) } else { 0 };
    let mut earlier = if rested { Vec::new() } else { before.earlier.clone() };
    let to_and_fro = earlier.len() > 1 && earlier.contains(&seen);
    let counts = !to_and_fro && (times <= Unrest::LIMIT || (change.title && titles <= Unrest::LIMIT));
    if counts && !earlier.contains(&stored) {
        earlier.push(stored);
        let excess = earlier.len().saturating_sub(Unrest::MAX_EARLIER);
        earlier.drain(..excess);
    }
    let unrest = Unrest { times, titles, last: seen, since: now, earlier };
    if counts { Verdict::Counts(unrest) } else { Verdict::Passes(Some(unrest)) }
}

/// What is remembered when the stored wording is seen again after another; absent where it was seen last.
pub(super) fn back(old: &EntryRecord, stored: ContentHash, now: Timestamp) -> Option<Unrest> {
    let before = old.unrest.as_ref().filter(|unrest| unrest.last != stored)?;
    Some(Unrest { last: stored, since: now, ..before.clone() })
}

/// The earlier wording to be kept when `old` is replaced, and how many are kept then.
pub(super) fn kept(key: EntryKey, revisions: u32, old: &Entry, now: Timestamp) -> (Revision, u32) {
    let number = revisions.min(MAX_REVISIONS - 1);
    let revision = Revision { key, number, replaced: now, entry: bounded(old.clone()) };
    (revision, number + 1)
}

fn bounded(mut entry: Entry) -> Entry {
    for html in [&mut entry.summary, &mut entry.content] {
        if html.len() > MAX_REVISION_BYTES {
            *html = text::escaped(&text::excerpt(html, KEPT_CHARS));
        }
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    /// Wordings read one an hour, the first of them stored; which of the others counted, and what is stored
    /// in the end. Equal letters are equal wordings; a capital is another title.
    fn told(readings: &str) -> (String, char) {
        let mut all = readings.chars();
        let mut stored = all.next().unwrap();
        let (mut unrest, mut counted) = (None, String::new());
        for (seen, hour) in all.zip(1..) {
            let hash = |c: char| ContentHash([c as u8; 8]);
            if seen == stored {
                counted.push('.');
                unrest = unrest.map(|old: Unrest| match old.last == hash(stored) {
                    true => old,
                    false => Unrest { last: hash(stored), since: Timestamp(hour * HOUR), ..old },
                });
                continue;
            }
            if seen == '.' {
                counted.push('.'); // A reading without it.
                continue;
            }
            let change = Change {
                unrest: unrest.as_ref(),
                stored: hash(stored),
                seen: hash(seen),
                title: seen.is_uppercase(),
                last_read: Some(Timestamp((hour - 1) * HOUR)),
                now: Timestamp(hour * HOUR),
            };
            match judge(change) {
                Verdict::Counts(after) => {
                    (unrest, stored) = (Some(after), seen);
                    counted.push('+');
                }
                Verdict::Passes(after) => {
                    unrest = after.or(unrest);
                    counted.push('-');
                }
            }
        }
        (counted, stored)
    }

    #[test]
    fn edits_count_and_what_never_rests_does_not() {
        let check = |readings: &str, expected: &str, stored: char| {
            assert_eq!(told(readings), (expected.to_owned(), stored), "{readings}");
        };
        check("abc", "++", 'c');
        check("abbbcccd", "+..+..+", 'd');
        // at every reading: three, and no more
        check("abcdefgh", "+++----", 'd');
        // a reading of the same in between begins anew
        check("abcc.def", "++..+++", 'f');
        // a change of the title counts all the same, and at every reading three times
        check("abcdefGhi", "+++--+--", 'G');
        check("aBCDEFG", "+++---", 'D');
        // to and fro: the way forth and the way back
        check("abababab", "++-.-.-", 'a');
        check("aBaBaB", "++-.-", 'a');
        check("ab.a.b.a.b", "+.+.-...-", 'a');
    }

    #[test]
    fn what_has_been_still_for_a_day_counts_again() {
        let check = |head: &str, still: char, hours: usize, expected: char| {
            let (counted, stored) = told(&format!("{head}{}", still.to_string().repeat(hours)));
            assert_eq!(stored, expected, "{head} {counted}");
        };
        check("abcdef", 'g', 24, 'd');
        check("abcdef", 'g', 26, 'g');
        check("abab", 'b', 26, 'b');
        let readings = format!("abcdef{}hij", "g".repeat(26));
        let (counted, stored) = told(&readings);
        assert!(counted.ends_with("+.+++") || counted.ends_with("++++"), "{counted}");
        assert_eq!(stored, 'j', "it counts from the beginning again");
    }

    #[test]
    fn only_so_many_wordings_are_kept_and_long_ones_in_part() {
        let key = EntryKey([1; 16]);
        let old = Entry { content: "<p>Từ nối từ &amp; </p>".repeat(20_000), ..Entry::default() };
        let (revision, count) = kept(key, 0, &old, Timestamp(DAY));
        assert_eq!((revision.number, count, revision.replaced), (0, 1, Timestamp(DAY)));
        assert!(
            revision.entry.content.len() <= MAX_REVISION_BYTES && revision.entry.content.contains("&amp;")
        );
        let (revision, count) = kept(key, MAX_REVISIONS, &Entry::default(), Timestamp(0));
        assert_eq!((revision.number, count), (MAX_REVISIONS - 1, MAX_REVISIONS));
    }

    #[test]
    fn what_differs_is_named() {
        let old = Entry {
            title: "Văn hoá cơ sở".into(),
            summary: "<p>(TTXVN) - Lễ khai mạc</p>".into(),
            content: "<p>Toàn văn “kỷ yếu”. Lượt xem: 12</p>".into(),
            ..Entry::default()
        };
        let check = |new: Entry, expected: &[Aspect]| assert_eq!(changes(&old, &new), expected, "{new:?}");
        check(old.clone(), &[]);
        check(Entry { title: "VĂN HÓA  cơ sở".into(), ..old.clone() }, &[]);
        check(Entry { summary: "Lễ khai mạc".into(), ..old.clone() }, &[]);
        check(Entry { content: "<div>Toàn văn \"kỉ yếu\".</div> Lượt xem: 13".into(), ..old.clone() }, &[]);
        check(
            Entry { title: "Văn hóa".into(), content: "<p>Khác</p>".into(), ..old.clone() },
            &[Aspect::Title, Aspect::Text],
        );
        check(Entry { summary: "Lễ bế mạc".into(), ..old.clone() }, &[Aspect::Lead]);
        let author = crate::model::Person { name: "Lan".into(), ..Default::default() };
        check(Entry { authors: vec![author], ..old.clone() }, &[Aspect::Authors]);
        let medium = |url: &str| crate::model::Enclosure { url: url.into(), ..Default::default() };
        let with = |url: &str| Entry { enclosures: vec![medium(url)], ..old.clone() };
        check(with("https://a.example/1.jpg"), &[Aspect::Media]);
        assert_eq!(
            changes(&with("https://cdn1.a.example/1.jpg?v=1"), &with("http://a.example/1.jpg?v=2")),
            []
        );
    }
}
