//! HTML of strangers made harmless ([`clean`]): bounds first, then a tree where one is needed, then one
//! writer that judges every element, attribute and address.

mod address;
mod allowed;
mod bounds;
mod clean;
mod nesting;
mod rewrite;
mod style;
mod trackers;

pub use bounds::too_deep_for_tree;
pub use clean::{Sanitiser, escaped, sanitise};
