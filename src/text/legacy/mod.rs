//! Vietnamese of before Unicode, and UTF-8 that was encoded twice: recognised by its syllables
//! ([`judge`]) and put into Unicode.

mod double;
mod judge;
mod syllable;
mod tcvn3;
mod vni;

pub use judge::{Legacy, legacy, reads_better, syllables};
