//! HTTP: finished documents, probes, and the accept loop. Nothing is rendered or compressed here.
//!
//! `app.rs` answers one request out of a [`Library`]; `accept.rs` and `connection.rs` are the loop around
//! it: HTTP/1.1 only, with a limit on everything a client can make us wait for ([`Limits`]). HTTP/2 and TLS
//! are the reverse proxy's.

mod accept;
mod app;
mod conditional;
mod connection;
mod library;
mod limits;
mod negotiate;
mod pulse;
mod reply;

pub use accept::serve;
pub use app::app;
pub use library::{Found, Library, Unready};
pub use limits::Limits;
