//! Stories in, documents out: what subscribers' readers get to see.
//!
//! `make.rs` makes the stories; `golden/` holds one small page in every format (`UPDATE=1` rewrites them);
//! the rest is one subject a file.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod bound;
mod golden;
mod health;
mod hostile;
mod make;
mod pages;
mod readers;
