//! What is asked of a portal ([`Request`]), what came back ([`Answer`]), and what it meant ([`Exchange`]).

use super::{BodyHash, Problem, Source};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// One conditional GET to be made.
#[derive(Debug, Clone)]
pub struct Request {
    /// The source it is made for: its headers, proxy, TLS policy, user agent.
    pub source: Arc<Source>,
    /// Where to begin; differs from the source's address after a remembered permanent move.
    pub url: Url,
    /// Echoed byte for byte; empty for an unconditional GET.
    pub validators: Validators,
}

/// What a server gave to ask again with (RFC 9110 §8.8). Bytes, because servers send anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag`, verbatim.
    pub etag: Option<Vec<u8>>,
    /// `Last-Modified`, verbatim.
    pub last_modified: Option<Vec<u8>>,
}

/// One redirect that was followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// 301, 302, 303, 307 or 308.
    pub status: u16,
    /// The address that redirected.
    pub from: Url,
    /// Where to.
    pub to: Url,
}

/// What came back over the wire; nothing is interpreted yet.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The redirects on the way, in order.
    pub hops: Vec<Hop>,
    /// The address that answered.
    pub final_url: Url,
    /// The status of the last response; 0 when `fault` came before any.
    pub status: u16,
    /// Header fields of the last response: lower-case name, value bytes, in order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The decoded body, as far as it came.
    pub body: Vec<u8>,
    /// Bytes that came over the wire for the body, before decompression.
    pub wire_bytes: u64,
    /// What went wrong below HTTP. A body that was cut keeps what came before.
    pub fault: Option<TransportFault>,
    /// From the first byte sent to the last received.
    pub took: Duration,
}

/// What can go wrong below HTTP, or on the way to the final response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransportFault {
    /// The name has no address.
    Dns(String),
    /// An address on the way is private, loopback or otherwise not public. The text names it.
    ForbiddenAddress(String),
    /// Nobody listens, or the network is unreachable.
    Connect(String),
    /// The certificate or the handshake.
    Tls(String),
    /// The whole exchange took longer than `timeout`.
    Timeout,
    /// Nothing came for the idle time.
    Stalled,
    /// More than `max_body` bytes, before or after decompression.
    BodyTooLarge {
        /// The bound, in bytes.
        limit_bytes: u64,
    },
    /// The connection ended inside the body.
    Truncated,
    /// The body is not what `Content-Encoding` says.
    BadEncoding(String),
    /// More redirects than allowed, or a circle.
    RedirectLoop,
    /// A redirect without a usable `Location`; the text is what it said.
    BadRedirect(String),
    /// Not HTTP, or a header block over the bound.
    Protocol(String),
}

/// What one HTTP round trip meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exchange {
    /// 304, or a 200 with the body hash of the last time.
    Unchanged(Meta),
    /// A body to read.
    Changed(Meta),
    /// 429 or 503: asked to wait.
    Throttled {
        /// Until when, and for whom.
        retry: Retry,
        /// What to show.
        problem: Problem,
    },
    /// 410: said to be gone for good. Polling slows down and never ends.
    Gone(Problem),
    /// Anything else that yields no entries.
    Failed(Problem),
}

/// What a usable response says beside its body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// To be stored with the entries they vouch for. After a 304, the refreshed ones.
    pub validators: Validators,
    /// Of the body; absent after a 304.
    pub body_hash: Option<BodyHash>,
    /// How long the response is fresh by `Cache-Control` or `Expires`; absent when it says nothing.
    pub fresh_for: Option<Duration>,
    /// The address all hops of which were permanent (301, 308), when it differs from the one asked.
    pub moved_to: Option<Url>,
    /// A 200 to an unconditional GET with a body unlike the one that 304s had vouched for.
    pub lying_304: bool,
}

/// How long a server asks to be left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// At least this long; at most 7 days. Absent when it did not say.
    pub after: Option<Duration>,
    /// 429 speaks for the whole host, 503 for the source.
    pub whole_host: bool,
}
