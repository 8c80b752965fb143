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
mod digits;
mod entry;
mod facts;
mod feed;
mod json;
mod links;
mod minute;
mod names;
mod order;
mod proper;
mod read;
mod refusal;
mod relative;
mod repair;
mod report;
mod sniff;
mod tags;
mod tally;
mod tokens;
#[cfg(test)]
mod traps;
mod walk;
mod zone;

pub use alternates::{Alternate, alternates};
pub use date::date;
pub use read::{Context, read};
pub use report::report;
