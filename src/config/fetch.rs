//! `[fetch]`: how often, how fast and how much is asked of portals.

use super::limits;
use super::table::{Table, Value};
use super::value;
use crate::model::FetchSettings;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// A duration as written, or its default.
struct Choice<'t> {
    key: &'static str,
    written: Option<Value<'t>>,
    value: Duration,
}

impl<'t> Choice<'t> {
    fn read(table: &Table<'t>, key: &'static str, default: Duration) -> Self {
        let written = table.get(key);
        let bounds = if key.ends_with("timeout") { &limits::TIMEOUT } else { &limits::INTERVAL };
        let value = written.as_ref().and_then(|v| v.duration(bounds)).unwrap_or(default);
        Self { key, written, value }
    }

    fn show(&self) -> String {
        let value = humantime::format_duration(self.value);
        match self.written {
            Some(_) => format!("{} = \"{value}\"", self.key),
            None => format!("{}, which is {value} where nothing is written,", self.key),
        }
    }
}

/// Notes a fault where `low` is more than `high`, at the one that is written.
fn ordered(low: &Choice<'_>, high: &Choice<'_>) {
    if low.value <= high.value {
        return;
    }
    let sentence = format!("{} is longer than {}: expected at most that", low.show(), high.show());
    let sentence = sentence.replace(",:", ":");
    if let Some(value) = low.written.as_ref().or(high.written.as_ref()) {
        value.fault(sentence);
    }
}

/// Reads the table.
pub(super) fn read(table: Table<'_>) -> FetchSettings {
    let interval = Choice::read(&table, "interval", 30 * MINUTE);
    let min_interval = Choice::read(&table, "min_interval", 10 * MINUTE);
    let max_interval = Choice::read(&table, "max_interval", 24 * HOUR);
    if min_interval.value > max_interval.value {
        ordered(&min_interval, &max_interval);
    } else {
        ordered(&min_interval, &interval);
        ordered(&interval, &max_interval);
    }
    let timeout = Choice::read(&table, "timeout", MINUTE / 2);
    let idle_timeout = Choice::read(&table, "idle_timeout", timeout.value / 3);
    ordered(&idle_timeout, &timeout);
    let max_body =
        table.get("max_body").and_then(|v| v.text(value::SIZE, |t| value::size(t, &limits::MAX_BODY_BYTES)));
    let concurrency = table.get("concurrency").and_then(|v| v.count(limits::CONCURRENCY));
    let per_host = table.get("per_host").and_then(|v| v.count(limits::PER_HOST));
    let per_host_delay = table.get("per_host_delay").and_then(|v| v.duration(&limits::PER_HOST_DELAY));
    let allow_private = table.get("allow_private").map(|v| v.texts(value::RANGE, value::range));
    table.finish();
    FetchSettings {
        interval: interval.value,
        min_interval: min_interval.value,
        max_interval: max_interval.value,
        timeout: timeout.value,
        idle_timeout: idle_timeout.value,
        max_body_bytes: max_body.unwrap_or(10 << 20),
        concurrency: concurrency.unwrap_or(64),
        per_host: per_host.unwrap_or(1),
        per_host_delay: per_host_delay.unwrap_or(Duration::from_secs(2)),
        allow_private: allow_private.unwrap_or_default(),
    }
}
