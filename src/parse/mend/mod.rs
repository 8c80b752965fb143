//! XML of any quality made well-formed: feeds and sitemaps alike (`repair`). What a vocabulary's elements
//! are, as far as mending must know, stands in `vocabulary`; tags are read by `tags`.

mod doctype;
mod repair;
mod tags;
mod unclosed;
mod vocabulary;

pub use repair::{TOO_DEEP, mend};
pub use tags::start_tag;
pub use vocabulary::{FEED, SITEMAP};
