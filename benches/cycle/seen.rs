//! What the origin saw: the judge of what the daemon says it did.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// Counted since the last `reset`.
#[derive(Debug, Default)]
pub struct Seen {
    /// Answers with a body.
    pub full: usize,
    /// Answers with 304.
    pub unchanged: usize,
    /// Requests for anything else.
    pub other: usize,
    bytes: usize,
    running: usize,
    most_running: usize,
    first: Option<Instant>,
    last: Option<Instant>,
    hosts: HashMap<IpAddr, Host>,
}

#[derive(Debug, Default)]
struct Host {
    running: usize,
    most_running: usize,
    ended: Option<Instant>,
    /// From the end of an answer to the beginning of the next request.
    shortest_gap: Option<Duration>,
}

impl Seen {
    /// A request has arrived at `host`.
    pub fn begin(&mut self, host: IpAddr) {
        let now = Instant::now();
        self.first.get_or_insert(now);
        self.running += 1;
        self.most_running = self.most_running.max(self.running);
        let host = self.hosts.entry(host).or_default();
        if let Some(ended) = host.ended {
            let gap = now.duration_since(ended);
            host.shortest_gap = Some(host.shortest_gap.map_or(gap, |shortest| shortest.min(gap)));
        }
        host.running += 1;
        host.most_running = host.most_running.max(host.running);
    }

    /// It has been answered.
    pub fn end(&mut self, host: IpAddr, bytes: usize) {
        let now = Instant::now();
        self.last = Some(now);
        self.running = self.running.saturating_sub(1);
        self.bytes += bytes;
        let host = self.hosts.entry(host).or_default();
        host.running = host.running.saturating_sub(1);
        host.ended = Some(now);
    }

    /// All of it on one line, for [`Report::read`].
    pub fn line(&self) -> String {
        let span = self.first.zip(self.last).map_or(Duration::ZERO, |(first, last)| last - first);
        let gap = self.hosts.values().filter_map(|host| host.shortest_gap).min();
        let host_most = self.hosts.values().map(|host| host.most_running).max().unwrap_or(0);
        format!(
            "{} {} {} {} {} {} {} {} {}",
            self.full,
            self.unchanged,
            self.other,
            self.bytes,
            span.as_millis(),
            self.most_running,
            host_most,
            gap.map_or(-1, |gap| i64::try_from(gap.as_millis()).unwrap_or(i64::MAX)),
            self.hosts.len(),
        )
    }
}

/// What [`Seen::line`] says, on the harness's side.
#[derive(Debug, Clone, Copy, Default)]
pub struct Report {
    /// Answers with a body.
    pub full: usize,
    /// Answers with 304.
    pub unchanged: usize,
    /// Requests for anything else.
    pub other: usize,
    /// Bytes sent.
    pub bytes: usize,
    /// From the first request to the last answer.
    pub span: Duration,
    /// Requests under way at once, over all hosts.
    pub most_running: usize,
    /// The same of the busiest host.
    pub host_most: usize,
    /// The shortest pause at any host, where one was asked twice.
    pub shortest_gap: Option<Duration>,
    /// Hosts that were asked.
    pub hosts: usize,
}

impl Report {
    /// Reads a line of [`Seen::line`].
    pub fn read(line: &str) -> Option<Self> {
        let mut numbers = line.split_whitespace().map(|word| word.parse::<i64>().ok());
        let mut next = || numbers.next().flatten();
        let mut count = || next().and_then(|n| usize::try_from(n).ok());
        let (full, unchanged, other, bytes) = (count()?, count()?, count()?, count()?);
        let millis = |n: i64| u64::try_from(n).ok().map(Duration::from_millis);
        let span = millis(next()?)?;
        let mut count = || next().and_then(|n| usize::try_from(n).ok());
        let (most_running, host_most) = (count()?, count()?);
        let shortest_gap = millis(next()?);
        let hosts = usize::try_from(next()?).ok()?;
        Some(Self { full, unchanged, other, bytes, span, most_running, host_most, shortest_gap, hosts })
    }
}
