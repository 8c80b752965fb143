//! A web page as a tree, within bounds; what lists and articles both need of it.

mod outline;
mod plainer;
mod tree;

pub use outline::Outline;
pub use tree::Page;
