//! The HTTP side as clients see it: raw bytes over real sockets, small limits, no sleeping.
//!
//! `client.rs` has the client and the library that the tests serve; the rest is one subject a file.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod client;
mod codings;
mod conditions;
mod limits;
mod methods;
mod shutdown;
