//! Every limit on what a client can make us wait for or hold, in one place.

use std::time::Duration;

/// Limits of the accept loop. The defaults suit a daemon behind a reverse proxy or open to the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// From the first byte of a request to the last of its header block.
    pub header_read: Duration,
    /// Wait for the first byte of a request, on a new connection and between two requests.
    pub idle: Duration,
    /// From a request to the head of its response; then 503.
    pub request: Duration,
    /// Longest time in which a client takes not a single byte of what we write.
    pub write_stall: Duration,
    /// From a request to the last byte of its response, so that a client cannot take a byte now and then.
    pub response: Duration,
    /// From the stop to the end of responses under way.
    pub grace: Duration,
    /// Connections at once; further ones wait in the system's queue.
    pub connections: usize,
    /// Bytes of a request's header block, request line included; hyper needs at least 8 KiB.
    pub header_bytes: usize,
    /// Bytes of a query; longer ones get 414.
    pub query_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_read: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            request: Duration::from_secs(30),
            write_stall: Duration::from_secs(30),
            response: Duration::from_secs(300),
            grace: Duration::from_secs(10),
            connections: 1024,
            header_bytes: 16 * 1024,
            query_bytes: 1024,
        }
    }
}
