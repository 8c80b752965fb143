//! Bytes to entries: sniff, charset, repair, feed, dates. Never all or nothing, never a panic.
//!
//! [`read`] is the whole stage. A body is decoded (`charset`), recognised (`sniff`), mended so that
//! a strict parser takes it (`repair`), read twice: by feed-rs for its texts and by one pass of our
//! own for what feed-rs drops (`walk`), and put together (`entry`). What cannot be read becomes a
//! [`crate::model::Problem`] or a [`crate::model::Dropped`], with a sentence.

mod alternates;
mod charset;
mod clock;
mod date;
mod day;
mod entry;
mod facts;
mod feed;
mod json;
mod label;
mod links;
mod minute;
mod mixed;
mod prescan;
mod read;
mod refusal;
mod repair;
mod report;
mod sniff;
mod tags;
mod tally;
mod tokens;
#[cfg(test)]
mod traps;
mod walk;
mod wide;

pub use alternates::{Alternate, alternates};
pub use date::date;
pub use read::{Context, read};
pub use report::report;
