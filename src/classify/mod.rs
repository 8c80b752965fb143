//! Categories and provinces of a story, and why: opinions that follow from stored facts and the taxonomy.
//!
//! Pure: the same facts and the same [`Rules`] give the same [`Opinion`]. A change of [`Rules::digest`] is
//! a re-index, never a re-fetch. Start at [`Rules::assign`].

mod address;
mod labels;
mod rules;

pub use rules::{Opinion, Rules};
