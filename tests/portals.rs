//! Runs the tests of the sample portals once, beside what they promise.

#[path = "portals/mod.rs"]
mod portals;
