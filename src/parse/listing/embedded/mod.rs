//! Lists in JSON that a page holds for its scripts, for pages that browsers put together.

mod arrays;
mod documents;
mod objects;
mod template;

pub use arrays::{at_path, best};
pub use documents::documents;
pub use objects::entries;
