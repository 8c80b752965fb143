//! A web page as a tree, within bounds; what lists and articles both need of it.

mod tree;

pub use tree::Page;
