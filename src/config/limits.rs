//! Every bound of the configuration, in one place, with its unit in its name or its type.

use std::ops::RangeInclusive;
use std::time::Duration;

/// Bytes of one file.
pub(super) const FILE_BYTES: u64 = 1 << 20;
/// Bytes of all files together.
pub(super) const TOTAL_BYTES: u64 = 128 << 20;
/// Files read, the main one included.
pub(super) const FILES: usize = 2_000;
/// Faults reported; more of them say nothing new.
pub(super) const FAULTS: usize = 1_000;
/// Syntax faults reported of one file.
pub(super) const SYNTAX_FAULTS: usize = 20;
/// Characters of a value shown in a sentence.
pub(super) const SHOWN_CHARS: usize = 60;

/// Configured sources.
pub(super) const SOURCES: usize = 100_000;
/// Configured categories.
pub(super) const CATEGORIES: usize = 500;
/// Configured provinces, units and old ones together.
pub(super) const PROVINCES: usize = 1_000;
/// Elements of any list.
pub(super) const LIST_ELEMENTS: usize = 5_000;

/// Characters of a name, title or label.
pub(super) const NAME_CHARS: usize = 200;
/// Characters of a gloss, selector or phrase.
pub(super) const TEXT_CHARS: usize = 1_000;
/// Bytes of an address.
pub(super) const URL_BYTES: usize = 2_048;
/// Bytes of a header value or user agent.
pub(super) const HEADER_BYTES: usize = 1_024;
/// Headers of one source.
pub(super) const HEADERS: usize = 32;
/// Bytes of a Unix socket's path: 108 in `sockaddr_un`, one of them a zero.
pub(super) const SOCKET_PATH_BYTES: usize = 107;

/// `[feed] per_category`.
pub(super) const PER_CATEGORY: RangeInclusive<i64> = 1..=200;
/// `[feed] page_size`.
pub(super) const PAGE_SIZE: RangeInclusive<i64> = 1..=500;
/// `[fetch] concurrency`.
pub(super) const CONCURRENCY: RangeInclusive<i64> = 1..=1_024;
/// `[fetch] per_host`.
pub(super) const PER_HOST: RangeInclusive<i64> = 1..=32;
/// `keep` of `[store]` and of a source: no fewer than a source may list at once.
pub(super) const KEEP_STORIES: RangeInclusive<i64> = 100..=100_000_000;
/// `[store.export] keep`.
pub(super) const KEEP: RangeInclusive<i64> = 1..=1_000;
/// `backfill` of a source that says nothing.
pub const DEFAULT_BACKFILL: usize = crate::model::Source::BACKFILL;
/// `backfill` of a source.
pub(super) const BACKFILL: RangeInclusive<i64> = 0..=1_000;
/// `trust` of a source.
pub(super) const TRUST: RangeInclusive<i64> = -100..=100;
/// `weight` of phrases.
pub(super) const WEIGHT: RangeInclusive<i64> = 1..=100;

const fn secs(from: u64, to: u64) -> RangeInclusive<Duration> {
    Duration::from_secs(from)..=Duration::from_secs(to)
}
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// As humantime counts it: 365.25 days.
const YEAR: u64 = 31_557_600;

/// Every polling interval.
pub(super) const INTERVAL: RangeInclusive<Duration> = secs(1, 30 * DAY);
/// `recheck` of article pages.
pub(super) const RECHECK: RangeInclusive<Duration> = secs(DAY, 30 * DAY);
/// `[fetch] timeout` and `idle_timeout`.
pub(super) const TIMEOUT: RangeInclusive<Duration> =
    Duration::from_millis(100)..=Duration::from_secs(10 * MINUTE);
/// `[fetch] per_host_delay`.
pub(super) const PER_HOST_DELAY: RangeInclusive<Duration> = secs(0, HOUR);
/// `[store] retention`.
pub(super) const RETENTION: RangeInclusive<Duration> = secs(DAY, 100 * YEAR);
/// `[store.export] every`.
pub(super) const EXPORT_EVERY: RangeInclusive<Duration> = secs(HOUR, 365 * DAY);
/// `[fetch] max_body`, in bytes.
pub(super) const MAX_BODY_BYTES: RangeInclusive<u64> = (1 << 10)..=(256 << 20);
