//! Dates with the month in the place of the minute.
//!
//! A widespread content system formats the time of its RSS with the letter of the month where the minute
//! belongs: `Thu, 14 Apr 2022 14:04:05 GMT` was 14:50:05. Hour and second are right. Which systems do so
//! stands in `signatures.toml`; they are believed to only when every date of the feed shows it.

use super::sniff::signatures;
use crate::model::{Claim, Entry, Precision, Timestamp};
use chrono::{Datelike, Timelike};

/// Whether a generator, as given, is known for the fault.
pub fn is_known(generator: &str) -> bool {
    let generator = generator.to_lowercase();
    signatures().minute_is_month.iter().any(|known| {
        generator.contains(&known.generator) && !known.corrected.iter().any(|c| generator.contains(c))
    })
}

/// Whether the minute of `at` is its month.
pub fn shows(at: Timestamp) -> bool {
    let utc = at.to_utc();
    utc.minute() == utc.month()
}

/// Takes the dates of a feed with the fault to the hour; the newest entry's to the second where the
/// feed's `Last-Modified`, which is its exact time, agrees with it. Returns whether the fault was there.
pub fn mend(entries: &mut [Entry], last_modified: Option<Timestamp>) -> bool {
    let claims = || entries.iter().filter_map(|e| e.published);
    if claims().next().is_none() || !claims().all(|c| c.precision == Precision::Second && shows(c.at)) {
        return false;
    }
    let newest = claims().map(|c| hour(c.at)).max();
    let in_newest_hour = claims().filter(|c| Some(hour(c.at)) == newest).count();
    for entry in entries.iter_mut() {
        let Some(claim) = entry.published else { continue };
        let exact = last_modified.filter(|&exact| {
            in_newest_hour == 1
                && newest == Some(hour(claim.at))
                && hour(exact) == hour(claim.at)
                && exact.to_utc().second() == claim.at.to_utc().second()
        });
        entry.published = Some(match exact {
            Some(at) => Claim { at, precision: Precision::Second },
            None => Claim { at: hour(claim.at), precision: Precision::Hour },
        });
    }
    true
}

/// The feed's own date, which has the fault too: `Last-Modified` where it agrees, else the hour.
pub fn mend_feed_date(at: Timestamp, last_modified: Option<Timestamp>) -> Timestamp {
    if !shows(at) {
        return at;
    }
    last_modified.filter(|&exact| hour(exact) == hour(at)).unwrap_or_else(|| hour(at))
}

/// The beginning of the hour of `at`.
fn hour(at: Timestamp) -> Timestamp {
    Timestamp(at.0 - at.0.rem_euclid(3_600))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(sent: &[&str], last_modified: Option<&str>) -> Vec<String> {
        let mut entries: Vec<Entry> = sent
            .iter()
            .map(|s| Claim { at: s.parse().unwrap(), precision: Precision::Second })
            .map(|claim| Entry { published: Some(claim), ..Entry::default() })
            .collect();
        mend(&mut entries, last_modified.map(|l| l.parse().unwrap()));
        entries.iter().filter_map(|e| e.published).map(|c| format!("{} {:?}", c.at, c.precision)).collect()
    }

    #[test]
    fn dates_are_taken_to_the_hour_when_all_show_the_fault() {
        let check = |sent: &[&str], last_modified, expected: &[&str]| {
            assert_eq!(mended(sent, last_modified), expected);
        };
        let (new, old) = ("2022-04-14T14:04:05Z", "2022-04-13T08:04:41Z");
        check(&[new, old], None, &["2022-04-14T14:00:00Z Hour", "2022-04-13T08:00:00Z Hour"]);
        check(
            &[old, new],
            Some("2022-04-14T14:50:05Z"),
            &["2022-04-13T08:00:00Z Hour", "2022-04-14T14:50:05Z Second"],
        );
        check(
            &[new, old],
            Some("2022-04-14T14:50:06Z"),
            &["2022-04-14T14:00:00Z Hour", "2022-04-13T08:00:00Z Hour"],
        );
        let same_hour = "2022-04-14T14:04:11Z";
        check(&[new, same_hour], Some("2022-04-14T14:50:05Z"), &["2022-04-14T14:00:00Z Hour"; 2]);
        check(
            &[new, "2022-04-13T08:05:41Z"],
            None,
            &["2022-04-14T14:04:05Z Second", "2022-04-13T08:05:41Z Second"],
        );
    }

    #[test]
    fn only_known_versions_are_suspected() {
        let check =
            |generator: &str, expected: bool| assert_eq!(is_known(generator), expected, "{generator}");
        check("NukeViet v4.0", true);
        check("Nukeviet Version 3.X", true);
        check("NukeViet v4.x", false);
        check("WordPress 6.0", false);
    }
}
