//! Bytes to entries: sniff, charset, repair, feed, dates. Never all or nothing, never a panic.
//!
//! [`read`] is the whole stage. A body is unpacked (`unpack`), becomes text (`charset`), is recognised
//! (`sniff`), mended so that a strict XML reader takes it (`mend`), read in one pass and put together
//! (`feed`, `sitemap`), its dates by `dates`. What
//! cannot be read becomes a [`crate::model::Problem`] or a [`crate::model::Dropped`], with a sentence.

mod alternates;
mod article;
mod charset;
mod cms;
mod context;
mod dates;
mod feed;
mod links;
mod listing;
mod mend;
mod page;
mod read;
mod refusal;
mod report;
mod sitemap;
mod sniff;
mod survey;
mod tally;
#[cfg(test)]
mod traps;
mod unpack;
mod walls;

pub use alternates::{Alternate, alternates};
pub use context::{Context, Form, Wanted};
pub use dates::date;
pub use read::read;
pub use refusal::{internal, one_article};
pub use report::report;
pub use survey::{Survey, survey};
