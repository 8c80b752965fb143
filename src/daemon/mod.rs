//! The running program. Read [`pipeline`] first: it is the product on one page.
//!
//! [`engine`] is the event loop: the only writer, the owner of every task. [`shelf`] keeps finished
//! documents for [`crate::serve`]. [`control`] answers the commands of [`crate::cli`] while a daemon
//! runs. [`clock`] is the only reader of the time.

pub mod clock;
pub mod concerns;
pub mod control;
pub mod discover;
pub mod engine;
pub mod explaining;
pub mod exports;
pub mod fault;
pub mod followups;
pub mod gates;
pub mod live;
pub mod logging;
mod moving;
pub mod named;
pub mod near;
pub mod pipeline;
pub mod quarantine;
pub mod reading;
pub mod recheck;
pub mod report;
pub mod restoring;
pub mod revisions;
pub mod run;
pub mod settled;
pub mod shelf;
mod signals;
mod systemd;
mod taking;
mod telling;
pub mod upkeep;
mod work;
