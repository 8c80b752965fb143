//! A web page as a tree, within bounds; what lists and articles both need of it.

mod dated;
mod outline;
mod pictures;
mod plainer;
mod tree;
mod words;

pub use dated::{MAX_DATE_BYTES, MAX_OTHER_WORDS, is_date, of_address, says_date};
pub use outline::Outline;
pub use pictures::{first_of_set, media_type};
pub use tree::Page;
pub use words::{Phrases, Set, parts};
