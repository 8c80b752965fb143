//! The binary form of every value. Each begins with a version byte; tests hold golden bytes of every
//! version ever released. Decoding arbitrary bytes gives [`BadRecord`], never a panic.
//!
//! Numbers are LEB128 (signed ones zigzag first), texts are length-prefixed UTF-8, times are seconds.
//! What a key already says is not repeated in its value.

mod bytes;
mod entry;
mod followup;
mod meta;
mod print;
mod quarantine;
mod seen;
mod state;
mod story;

pub use bytes::{BadRecord, Reader, Writer};
pub use entry::{decode_entry, decode_revision, encode_entry, encode_revision, founds};
pub use followup::{decode_followup, encode_followup};
pub use meta::{FrameRecord, Heart, ScopeRecord};
pub use print::{decode_print, encode_print};
pub use quarantine::{decode_quarantined, encode_quarantined};
pub use seen::{Names, decode_link, decode_seen, decode_until, encode_link, encode_seen, encode_until};
pub use state::{decode_state, encode_pulse, encode_state};
pub use story::{Judged, StoryRecord};

#[cfg(test)]
mod tests;
