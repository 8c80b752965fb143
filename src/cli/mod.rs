//! One file a command. Data goes to standard output, everything else to standard error.
//!
//! A running daemon never makes a command useless: `poll`, `sources`, `stories`, `explain`, `store …` and the
//! like ask it over its control socket (`client.rs`); with no daemon they open the store themselves.

mod add;
mod args;
mod check;
mod client;
mod context;
mod exit;
mod explain;
mod out;
mod packaging;
mod parse;
mod poll;
mod preview;
mod proposal;
mod quarantine;
mod revisions;
mod run;
mod sources;
mod store;
mod stories;
mod suggest;
mod table;
mod try_url;

pub use args::main;
