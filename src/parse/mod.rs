//! Bytes to entries. Never all or nothing, never a panic.
//!
//! [`read`] is the whole stage. A body is unpacked (`unpack`), becomes text (`charset`) and is recognised
//! (`sniff`, `walls`). XML is mended so that a strict reader takes it (`mend`), read in one pass and put
//! together (`feed`, `sitemap`). A web page becomes a tree (`page`) and is read as a list (`listing`) or as
//! an article (`article`, with what is known of content systems in `cms`). Dates are read by `dates`. What
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
pub use dates::{date, home_clock};
pub use read::read;
pub use refusal::{internal, one_article};
pub use report::report;
pub use survey::{Survey, survey};
