//! Sitemaps and indexes of sitemaps (sitemaps.org 0.9), news sitemaps included.

mod read;

pub use read::read;
