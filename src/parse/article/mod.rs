//! One article page: title, lead, text, author, time, pictures.

mod read;

pub use read::read;
