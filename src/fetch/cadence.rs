//! How long to wait: the rhythm a source was seen to have, what it asks for, back-off, jitter, and the
//! hours it does not want to be asked in.

use super::schedule::Rules;
use crate::model::{Source, SourceId, SourceState, Timestamp};
use std::time::Duration;
use url::Host;

/// The longest back-off, and how often a source that says it is gone is still asked.
pub(super) const DAY: Duration = Duration::from_secs(24 * 3600);

/// Without a contact address, public hosts are asked at most this often.
const ANONYMOUS_INTERVAL: Duration = Duration::from_secs(3600);

/// Weight of the newest observation in the mean time between entries.
const NEWEST_WEIGHT: f64 = 0.3;

/// A source silent for this many intervals is asked less often: a night's silence must not cost the
/// morning's news, so it stretches slowly.
const SILENCE_DIVISOR: u32 = 8;

const HOUR_SECONDS: i64 = 3600;
const HOURS_OF_A_WEEK: i64 = 7 * 24;

/// The mean time between new entries after `new` of them came, `gap` after the last ones.
pub(super) fn rhythm(known: Option<Duration>, gap: Duration, new: usize) -> Duration {
    let observed = gap.as_secs_f64() / f64::from(u32::try_from(new).unwrap_or(u32::MAX).max(1));
    let mean = known
        .map_or(observed, |known| known.as_secs_f64().mul_add(1.0 - NEWEST_WEIGHT, observed * NEWEST_WEIGHT));
    // whole seconds, so that the stored form and the live one are the same
    Duration::from_secs(Duration::try_from_secs_f64(mean).unwrap_or(DAY).as_secs())
}

/// The interval in force: the configured one, else half the source's rhythm, no shorter than it asks for,
/// within the bounds of `[fetch]`; for public hosts without a contact address no shorter than an hour.
pub(super) fn interval(
    source: &Source,
    state: &SourceState,
    fresh_for: Option<Duration>,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Duration {
    let wanted = source.interval.unwrap_or_else(|| {
        let own = state.rhythm.map_or(rules.settings.interval, |mean| mean / 2);
        let silence = state.last_new.map_or(Duration::ZERO, |last| now.since(last) / SILENCE_DIVISOR);
        let asked = state.hint_interval.unwrap_or_default().max(fresh_for.unwrap_or_default());
        own.max(silence).max(asked)
    });
    let bounded = wanted.min(rules.settings.max_interval);
    Duration::from_secs(bounded.max(floor(source, rules)).as_secs())
}

/// The shortest time between two polls of this source.
pub(super) fn floor(source: &Source, rules: &Rules<'_>) -> Duration {
    let least = rules.settings.min_interval;
    if rules.anonymous && is_public(source, rules) { least.max(ANONYMOUS_INTERVAL) } else { least }
}

/// A host is private when `allow_private` names its address; a name counts as public, `localhost` aside,
/// because names are not looked up here.
fn is_public(source: &Source, rules: &Rules<'_>) -> bool {
    let named = |ip: std::net::IpAddr| rules.settings.allow_private.iter().any(|range| range.contains(ip));
    match source.url.host() {
        Some(Host::Ipv4(ip)) => !named(ip.into()),
        Some(Host::Ipv6(ip)) => !named(ip.into()),
        Some(Host::Domain(name)) => {
            let local = name == "localhost" || name.ends_with(".localhost");
            !(local && (named([127, 0, 0, 1].into()) || named(std::net::Ipv6Addr::LOCALHOST.into())))
        }
        None => true,
    }
}

/// The wait after the `failures`-th failure in a row: linear, a day at most unless the interval is longer.
pub(super) fn back_off(interval: Duration, failures: u32) -> Duration {
    interval.saturating_mul(failures.max(1)).min(DAY.max(interval))
}

/// `wait` made up to a tenth shorter or longer, the same for the same source and time.
pub(super) fn jittered(wait: Duration, source: &SourceId, at: Timestamp) -> Duration {
    let span = wait.as_secs() / 10;
    Duration::from_secs(wait.as_secs() - span + draw(source, at) % (2 * span + 1))
}

/// `wait` made up to a tenth longer, for waits that somebody asked for.
pub(super) fn lengthened(wait: Duration, source: &SourceId, at: Timestamp) -> Duration {
    let span = wait.as_secs() / 10;
    Duration::from_secs(wait.as_secs() + draw(source, at) % (span + 1))
}

/// A number that differs between sources and between polls of one source, and is no chance.
fn draw(source: &SourceId, at: Timestamp) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(source.as_str().as_bytes());
    hasher.update(&at.0.to_be_bytes());
    let mut bytes = [0; 8];
    hasher.finalize_xof().fill(&mut bytes);
    u64::from_be_bytes(bytes)
}

/// `planned`, moved out of the hours and days (GMT) in which the source does not want to be asked, but
/// not beyond `latest`. Hints that leave no hour of the week are ignored.
pub(super) fn outside_skipped(
    planned: Timestamp,
    latest: Timestamp,
    hours: &[u8],
    days: &[u8],
    source: &SourceId,
) -> Timestamp {
    let skipped = |at: i64| {
        let hour = at.div_euclid(HOUR_SECONDS).rem_euclid(24);
        // 1970-01-01 was a Thursday, day 3 of a week that begins on Monday
        let day = (at.div_euclid(24 * HOUR_SECONDS) + 3).rem_euclid(7);
        let lists = |list: &[u8], value: i64| list.iter().any(|&v| i64::from(v) == value);
        lists(hours, hour) || lists(days, day)
    };
    if !skipped(planned.0) {
        return planned;
    }
    let this_hour = planned.0.div_euclid(HOUR_SECONDS) * HOUR_SECONDS;
    let free = (1..=HOURS_OF_A_WEEK).map(|n| this_hour + n * HOUR_SECONDS).find(|&at| !skipped(at));
    let Some(free) = free else { return planned };
    // all who wait for the same hour spread over its first ten minutes
    let spread = i64::try_from(draw(source, planned) % 600).unwrap_or(0);
    Timestamp((free + spread).min(latest.0.max(planned.0)))
}
