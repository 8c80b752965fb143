//! What the origin saw of one request.

use std::net::IpAddr;
use std::time::{Duration, Instant};

/// One request, as it came over the wire.
#[derive(Debug, Clone)]
pub struct Seen {
    /// When its head was complete.
    pub begun: Instant,
    /// When the reply was sent or the connection broke; absent while it runs.
    pub ended: Option<Instant>,
    /// The address it was sent to.
    pub host: IpAddr,
    /// `GET`.
    pub method: String,
    /// Path and query, verbatim.
    pub path: String,
    /// Lower-case names, values verbatim, in order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Requests for this path so far, this one included.
    pub count: usize,
    /// Requests running at this address, this one included.
    pub at_once: usize,
    /// The connection it came on; equal for requests on one kept-alive connection.
    pub connection: usize,
}

impl Seen {
    /// The value of the first field of that lower-case name.
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_slice())
    }

    /// The same as text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.header(name).map(|value| String::from_utf8_lossy(value).into_owned())
    }

    /// Whether it was asked with validators.
    pub fn conditional(&self) -> bool {
        self.header("if-none-match").is_some() || self.header("if-modified-since").is_some()
    }

    /// The pause between the end of `earlier` and this request; zero when they overlap.
    pub fn pause_after(&self, earlier: &Seen) -> Duration {
        earlier.ended.map_or(Duration::ZERO, |end| self.begun.saturating_duration_since(end))
    }
}
