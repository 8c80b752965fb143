//! A raw-TCP origin on the loopback addresses that serves scripted portals, misbehaves on purpose, and
//! remembers what it saw. Include it with `#[path = "../origin/mod.rs"] mod origin;`.
//!
//! ```ignore
//! let origin = Origin::start();
//! origin.route("/rss", |seen| Reply::ok("application/rss+xml", FEED).etag("\"1\""));
//! poll(&origin.url("/rss"));
//! assert_eq!(origin.seen().len(), 1);
//! ```
//!
//! A reply with validators answers a matching conditional request with 304 by itself. Every loopback
//! address reaches the origin, so that one origin can be many hosts: [`Origin::url_on`].
#![allow(dead_code, unused_imports, reason = "each user needs a part of it")]
#![allow(clippy::expect_used, reason = "an origin that cannot start is the end of a test")]

mod reply;
mod seen;
mod server;

pub use reply::{Manner, Reply};
pub use seen::Seen;
pub use server::Origin;
