//! Sitemaps and indexes of sitemaps (sitemaps.org 0.9), with news and pictures, as XML or as lines.
//!
//! Start at `read`: a body becomes places (`walk`), those that are surely no articles are left out
//! (`section`), what is left becomes entries and further sitemaps (`assemble`).

mod assemble;
mod facts;
mod read;
mod section;
#[cfg(test)]
mod tests;
mod walk;

pub use read::{lines, xml};
