//! The functions that fuzzing calls are those of the tests.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a finding is a panic")]

#[path = "../../tests/fuzzed/checks.rs"]
pub mod checks;
