//! What is known of the content systems of portals, a file each: how one is recognised, where its articles
//! keep what, where its feeds and sitemaps are, what is wrong with them.

mod address;
mod known;

pub use known::{Cms, Selectors, recognise};
