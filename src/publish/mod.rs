//! Stories to documents. Pure: equal pages give equal bytes, on any machine, at any time.
//!
//! Start at `press.rs`: it makes a [`Page`](crate::model::Page) of stories. `render.rs` hands the page to
//! the writer of one format; `compress.rs` makes the compressed forms once. What is never here: the
//! store, the network, a clock. Only `rss.rs` names the rss crate.

mod atom;
mod bound;
mod compress;
mod health;
mod index;
mod item;
mod json;
mod markup;
mod moment;
mod opml;
mod press;
mod render;
mod rss;
mod uuid;
mod withdrawn;

pub use compress::{compress, fill};
pub use press::Press;
pub use render::{Format, RENDERER, render};
pub use uuid::of_story as urn;
