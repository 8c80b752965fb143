//! Vietnamese text: normal form, HTML → text.

mod normal;

pub use normal::{label_parts, normal, visible};
