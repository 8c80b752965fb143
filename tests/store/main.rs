//! The store from outside: what a poll writes is there, whole, for ever, and nothing else is.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod atomic;
mod export;
mod feeds;
mod killed;
mod opening;
mod quiet;
mod reindexing;
mod upkeep;
mod world;

#[test]
fn a_child_that_is_to_be_killed() {
    // does nothing unless the kill test started this process
    killed::child();
}

#[test]
fn a_child_that_counts_its_writes() {
    // likewise
    quiet::child();
}

#[test]
fn a_child_that_rewrites() {
    // likewise
    upkeep::child();
}
