//! Migration: a known source whose entries look new all at once has changed its content system, its host or
//! its numbering. Its articles are recognised by title, time and text; what cannot be recognised and is no
//! news is held back. Pure; start at [`judge`].

mod alike;
mod judge;
mod pairing;
mod shape;

#[cfg(test)]
mod tests;

pub use judge::{Fate, Scene, Stranger, is_suspicious, judge};
