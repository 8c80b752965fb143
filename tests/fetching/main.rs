//! The client against an origin that misbehaves. Assertions are on what came back and on what the origin
//! saw. Timeouts are real and short; nothing here waits for a clock to prove something.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is test code")]

#[path = "../origin/mod.rs"]
mod origin;

mod asking;
mod bodies;
mod hostile;
mod redirects;
mod support;
mod walls;
