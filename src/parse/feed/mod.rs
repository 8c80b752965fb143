//! RSS, Atom and JSON Feed of any quality: mended (`parse/mend`), walked through (`walk`), put together
//! (`entry`). What elements mean stands in `item` and `channel`, what texts mean in `construct`.

mod assemble;
mod channel;
mod construct;
mod document;
mod entry;
mod facts;
mod frame;
mod item;
mod json;
mod json_syntax;
mod person;
mod second;
mod space;
mod walk;

pub use document::{json, xml};
