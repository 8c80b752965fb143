//! Time: where an entry's claim puts it, and when it is not believed.
//!
//! The rule: a story stands at the latest second its claim allows, never later than the moment it was
//! first seen. "Today" claimed to the day is therefore now, not midnight, and never sorts before what was
//! seen hours ago; "last Monday" claimed to the day is the end of that Monday. Without a claim, or with
//! one in the future, it is the moment it was first seen. It is fixed at founding: dates that a portal
//! rewrites later move nothing.

use crate::model::{Claim, Entry, Timestamp};
use std::time::Duration;

/// Claims further ahead than this are no dates of publication (a meeting announced, a broken clock).
/// Less is a wrong zone or a wrong minute.
const FUTURE_TOLERANCE: Duration = Duration::from_secs(24 * 3600);

/// The claim that speaks of publication, when it is believable at `now`.
pub(super) fn claim(entry: &Entry, now: Timestamp) -> Option<Claim> {
    let believable = |claim: &Claim| claim.at <= now.plus(FUTURE_TOLERANCE);
    entry.published.filter(believable).or(entry.updated.filter(believable))
}

/// The place of a story founded at `now` by an entry that claims this.
pub(super) fn place(claim: Option<Claim>, now: Timestamp) -> Timestamp {
    claim.map_or(now, |claim| claim.latest().min(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Precision;

    const DAY: i64 = 24 * 3600;
    const NOW: Timestamp = Timestamp(1_000 * DAY + 15 * 3600);

    #[test]
    fn a_story_stands_at_the_latest_second_its_claim_allows() {
        let check = |at: i64, precision: Precision, expected: i64| {
            let entry = Entry { published: Some(Claim { at: Timestamp(at), precision }), ..Entry::default() };
            assert_eq!(place(claim(&entry, NOW), NOW), Timestamp(expected), "{at} {precision:?}");
        };
        check(1_000 * DAY, Precision::Second, 1_000 * DAY);
        check(1_000 * DAY, Precision::Minute, 1_000 * DAY);
        check(1_000 * DAY, Precision::Day, NOW.0);
        check(999 * DAY, Precision::Day, 1_000 * DAY - 1);
        check(1_000 * DAY, Precision::Hour, 1_000 * DAY + 3_599);
        check(NOW.0 - 60, Precision::Hour, NOW.0);
        check(NOW.0 + 3_000, Precision::Second, NOW.0);
        check(NOW.0 + 40 * DAY, Precision::Second, NOW.0);
        check(i64::MAX, Precision::Day, NOW.0);
        check(i64::MIN, Precision::Day, i64::MIN + DAY - 1);
    }

    #[test]
    fn a_claim_far_ahead_is_none() {
        let at = |at: i64| Some(Claim { at: Timestamp(at), precision: Precision::Second });
        let entry = |published, updated| Entry { published, updated, ..Entry::default() };
        assert_eq!(claim(&entry(at(NOW.0 + 2 * DAY), None), NOW), None);
        assert_eq!(claim(&entry(at(NOW.0 + 2 * DAY), at(5)), NOW), at(5));
        assert_eq!(claim(&entry(None, at(5)), NOW), at(5));
        assert_eq!(claim(&entry(at(NOW.0 + DAY / 2), None), NOW), at(NOW.0 + DAY / 2));
        assert_eq!(claim(&Entry::default(), NOW), None);
    }
}
