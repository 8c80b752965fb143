//! Dates in all habits of feeds and portals. [`date`] is the whole of it: a text to an instant and how
//! exactly it is meant, or nothing. What only a whole feed tells is in `order` and `minute`.

mod clock;
mod date;
mod day;
mod digits;
pub mod minute;
mod names;
mod order;
mod proper;
mod relative;
mod tokens;
mod zone;

pub use date::date;
pub use order::order_of;
pub use zone::{home_clock, home_day};
