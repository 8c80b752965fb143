//! Dates with the month in the place of the minute.
//!
//! A widespread content system formats the time of its RSS with the letter of the month where the minute
//! belongs: `Thu, 14 Apr 2022 14:04:05 GMT` was 14:50:05. Hour and second are right. Which systems do so
//! stands in `signatures.toml`; they are believed to only when nearly every date of the feed shows it.

use crate::model::{Claim, Entry, Precision, Timestamp};
use crate::parse::sniff::signatures;
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

/// Of a feed with the fault, takes the dates that show it to the hour; the newest entry's to the second
/// where the feed's `Last-Modified`, which is its exact time, agrees with it. Returns whether the fault was
/// there.
///
/// One date in sixty shows it by chance, so three in four must: a feed of right minutes is left alone, and
/// so is, in a feed with the fault, the one date that somebody wrote by hand and that does not show it.
/// An hour is never wrong, so a single date is believed to have the fault.
pub fn mend(entries: &mut [Entry], last_modified: Option<Timestamp>) -> bool {
    let claims: Vec<Claim> = entries.iter().filter_map(|e| e.published).collect();
    let showing = claims.iter().filter(|c| shows_exactly(c)).count();
    if showing == 0 || showing * 4 < claims.len() * 3 {
        return false;
    }
    let newest = last_modified.and_then(|exact| newest(&claims, exact));
    let dated = entries.iter_mut().filter_map(|e| e.published.as_mut());
    for (at, claim) in dated.enumerate().filter(|(_, c)| shows_exactly(c)) {
        *claim = match last_modified.filter(|_| newest == Some(at)) {
            Some(exact) => Claim { at: exact, precision: Precision::Second },
            None => Claim { at: hour(claim.at), precision: Precision::Hour },
        };
    }
    true
}

/// Which of `claims` was at `exact`: the only one of the newest hour with this second. Where several have
/// it, the first of them, in a feed that is seen to be in order: an editor can have put it in another.
fn newest(claims: &[Claim], exact: Timestamp) -> Option<usize> {
    /// Different hours that show an order.
    const HOURS: usize = 3;
    let latest = claims.iter().map(|c| hour(c.at)).max().filter(|h| *h == hour(exact))?;
    let second = |at: Timestamp| at.to_utc().second();
    let of_hour = || claims.iter().enumerate().filter(|(_, c)| hour(c.at) == latest);
    let (first, _) = of_hour().next()?;
    let mut agreeing = of_hour().filter(|(_, c)| second(c.at) == second(exact)).map(|(at, _)| at);
    let (found, alone) = (agreeing.next()?, agreeing.next().is_none());
    let steps = || claims.iter().zip(claims.iter().skip(1)).map(|(a, b)| (hour(a.at), hour(b.at)));
    let ordered = steps().all(|(a, b)| a >= b);
    let hours = 1 + steps().filter(|(a, b)| a != b).count();
    let believed = if ordered && hours >= HOURS { found == first } else { alone };
    believed.then_some(found)
}

/// The feed's own date, which has the fault too: `Last-Modified` where it agrees, else the hour.
pub fn mend_feed_date(at: Timestamp, last_modified: Option<Timestamp>) -> Timestamp {
    if !shows(at) {
        return at;
    }
    let agrees =
        |exact: &Timestamp| hour(*exact) == hour(at) && exact.to_utc().second() == at.to_utc().second();
    last_modified.filter(agrees).unwrap_or_else(|| hour(at))
}

fn shows_exactly(claim: &Claim) -> bool {
    claim.precision == Precision::Second && shows(claim.at)
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
    fn dates_are_taken_to_the_hour_when_they_show_the_fault() {
        let check = |sent: &[&str], last_modified, expected: &[&str]| {
            assert_eq!(mended(sent, last_modified), expected, "{sent:?} {last_modified:?}");
        };
        let (new, old) = ("2022-04-14T14:04:05Z", "2022-04-13T08:04:41Z");
        let (hour, exact) = ("2022-04-14T14:00:00Z Hour", "2022-04-14T14:50:05Z Second");
        let (old_hour, sent) = ("2022-04-13T08:00:00Z Hour", "2022-04-14T14:04:05Z Second");
        let modified = Some("2022-04-14T14:50:05Z");
        check(&[new, old], None, &[hour, old_hour]);
        check(&[old, new], modified, &[old_hour, exact]);
        // A Last-Modified of another second, of another hour, of an older entry.
        check(&[new, old], Some("2022-04-14T14:50:06Z"), &[hour, old_hour]);
        check(&[new, old], Some("2022-04-14T15:50:05Z"), &[hour, old_hour]);
        check(&[new, old], Some("2022-04-13T08:50:41Z"), &[hour, old_hour]);
        // One entry alone: the hour holds it whether its minute is right or not; Last-Modified tells.
        check(&[new], None, &[hour]);
        check(&[new], modified, &[exact]);
        check(&[new], Some("2022-04-14T14:04:05Z"), &[sent]);
        check(&["2022-04-14T14:05:05Z"], modified, &["2022-04-14T14:05:05Z Second"]);
        // Right minutes, of which one is the month by chance.
        check(&[new, "2022-04-13T08:05:41Z"], None, &[sent, "2022-04-13T08:05:41Z Second"]);
        check(&[], None, &[]);
    }

    #[test]
    fn a_date_by_hand_neither_hides_the_fault_nor_is_changed() {
        let by_hand = "2022-03-08T09:11:00Z";
        let sent = ["2022-04-14T14:04:05Z", "2022-04-13T08:04:41Z", by_hand, "2022-11-02T08:11:00Z"];
        let expected = [
            "2022-04-14T14:00:00Z Hour",
            "2022-04-13T08:00:00Z Hour",
            "2022-03-08T09:11:00Z Second",
            "2022-11-02T08:00:00Z Hour",
        ];
        assert_eq!(mended(&sent, None), expected);
        // The minute of another month is no sign of the fault.
        let right = ["2022-04-14T14:11:05Z", "2022-03-13T08:11:41Z", "2022-05-13T08:11:41Z"];
        assert_eq!(mended(&right, None), right.map(|r| format!("{r} Second")));
    }

    #[test]
    fn the_newest_of_an_hour_is_told_by_its_second_or_by_the_order_of_the_feed() {
        let check = |sent: &[&str], expected: &[usize]| {
            let exact = |(at, told): (usize, &String)| told.ends_with("Second").then_some(at);
            let told = mended(sent, Some("2022-04-14T14:50:05Z"));
            assert_eq!(told.iter().enumerate().filter_map(exact).collect::<Vec<_>>(), expected, "{sent:?}");
        };
        let (new, other, old, older) =
            ("2022-04-14T14:04:05Z", "2022-04-14T14:04:11Z", "2022-04-14T13:04:05Z", "2022-04-13T08:04:41Z");
        check(&[new, other], &[0]);
        check(&[other, new], &[1]);
        check(&[new, new, old], &[]);
        check(&[new, new, old, older], &[0]);
        check(&[other, new, old, older], &[]);
        check(&[old, new, new, older], &[]);
    }

    #[test]
    fn the_date_of_the_feed_is_mended_as_its_newest_entry() {
        let check = |sent: &str, last_modified: Option<&str>, expected: &str| {
            let mended = mend_feed_date(sent.parse().unwrap(), last_modified.map(|l| l.parse().unwrap()));
            assert_eq!(mended.to_string(), expected);
        };
        check("2022-04-14T14:04:05Z", None, "2022-04-14T14:00:00Z");
        check("2022-04-14T14:04:05Z", Some("2022-04-14T14:50:05Z"), "2022-04-14T14:50:05Z");
        check("2022-04-14T14:04:05Z", Some("2022-04-14T14:50:06Z"), "2022-04-14T14:00:00Z");
        check("2022-04-14T14:05:05Z", Some("2022-04-14T14:50:05Z"), "2022-04-14T14:05:05Z");
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
