//! Bytes to text: marks, labels in the order of the standards, detection; UTF-32, and texts for
//! Vietnamese fonts of before Unicode.

mod decode;
mod label;
mod mixed;
mod prescan;
mod wide;

pub use decode::{Decoded, decode};
