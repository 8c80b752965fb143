//! Text to settings, sources and taxonomy, or all of their faults.
//!
//! Start at [`load`]. A file becomes a page, a page a document with places, and a document is walked by
//! hand ([`toml`] alone would stop at the first thing it does not like); what one file says of another is
//! checked last. No network and no store here, and nothing of a portal: all names are in the files.

mod addition;
mod check;
mod fault;
mod fetch;
mod filters;
mod include;
mod limits;
mod load;
mod loaded;
mod nearest;
mod page;
mod paths;
mod phrases;
mod reading;
mod selector;
mod settings;
mod source;
mod syntax;
mod table;
mod taxonomy;
mod value;
mod wire;

pub use addition::{Addition, Unfit};
pub use fault::Fault;
pub use load::{default_path, load, load_in};
pub use loaded::Config;
pub use nearest::address_form;
pub use paths::Surroundings;
