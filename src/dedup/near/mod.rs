//! Near-duplicates: the same article from another portal, reprinted, edited or shortened.
//!
//! Two steps, both pure: [`Window`] names the few stories of the last days whose texts may be the same, out
//! of signatures held in memory; [`verify`] compares two texts word by word and says what speaks for and
//! against their being one article. A missed reprint is a story told twice; a false one hides an article:
//! in doubt they are two.

mod differences;
mod verify;
mod window;

pub use verify::{Apart, Objection, Verdict, verify};
pub use window::{MAX_CANDIDATES, Window};
