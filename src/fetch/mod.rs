//! Asking a portal: when ([`request`], [`next`], [`Queue`]), how ([`Client`]), and what the answer meant
//! ([`interpret`]).
//!
//! Only `client` and the files below it are asynchronous, name reqwest and touch the network; everything
//! else here is a function of values. Start at `exchange.rs` for meaning and `schedule.rs` for timing.

mod cadence;
mod client;
mod exchange;
mod fault;
mod freshness;
mod guard;
mod queue;
mod remembered;
mod robots;
mod schedule;

pub use client::{Client, ClientError};
pub use exchange::{interpret, nothing_there, soft_404, truncated};
pub use guard::forbidden;
pub use queue::{Millis, Queue};
pub use remembered::{list_changed, read_further, read_page};
pub use robots::Robots;
pub use schedule::{Rules, Settled, next, request};
