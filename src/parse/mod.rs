//! Bytes to entries: sniff, charset, repair, feed, dates. Never all or nothing, never a panic.
//!
//! [`read`] is the whole stage. A body is decoded (`charset`), recognised (`sniff`), mended so that
//! a strict XML reader takes it (`repair`), read in one pass (`walk`), and put together (`entry`). A
//! second reader (`feed`) is asked where the first finds nothing. What cannot be read becomes a
//! [`crate::model::Problem`] or a [`crate::model::Dropped`], with a sentence.

mod alternates;
mod channel;
mod charset;
mod clock;
mod construct;
mod date;
mod day;
mod digits;
mod doctype;
mod entry;
mod facts;
mod feed;
mod frame;
mod item;
mod json;
mod json_syntax;
mod label;
mod links;
mod minute;
mod mixed;
mod names;
mod order;
mod person;
mod prescan;
mod proper;
mod read;
mod refusal;
mod relative;
mod repair;
mod report;
mod sniff;
mod space;
mod tags;
mod tally;
mod tokens;
mod walk;
mod wide;
mod zone;
#[cfg(test)]
mod traps;

pub use alternates::{Alternate, alternates};
pub use date::date;
pub use read::{Context, Form, read};
pub use report::report;
