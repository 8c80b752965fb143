//! What must always hold, told as polls at given times through the real store, and what subscribers then
//! read. One file per family; [`stage`] is the machinery, [`news`] writes the portals' feeds.

#![expect(clippy::unwrap_used, reason = "a stage that cannot be set up is the end of a test")]

mod between;
mod cost;
mod dates;
mod edits;
mod faults;
mod filters;
mod forgotten;
mod identity;
mod moved_maps;
mod moving;
mod news;
#[path = "../origin/mod.rs"]
mod origin;
mod pages;
mod quiet;
mod random;
mod reprints;
mod rules;
mod stage;
mod upkeep;
mod validators;
mod wanderers;
mod withdrawn;
