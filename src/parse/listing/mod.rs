//! A list of articles on a web page, found without selectors.

mod read;

pub use read::read;
