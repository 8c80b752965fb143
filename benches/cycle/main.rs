//! What polling a thousand feeds costs: `cargo bench --bench cycle` prints the table of the README.
//!
//! Three parts, all of them unless named: `cost` (CPU, memory, disk of the first fetch, of a cycle of
//! 304s, of one with a tenth changed, and of pulling every document once), `polite` (wall time, pauses
//! and concurrency with the default politeness) and `serving` (beside nginx, where it and wrk exist).
//! `million` goes on from there until a million stories are stored; it takes long and is not part of
//! the rest. Add `-- PART…`; `--runs 3` prints the medians of three runs of `cost`.
//!
//! The origin is a process of its own (`origin.rs`), so the seconds are the daemon's alone.

mod control;
mod cost;
mod daemon;
mod feeds;
mod http;
mod million;
mod origin;
mod polite;
mod proc;
mod seen;
mod serving;
mod table;
mod words;

use anyhow::{Context as _, Result, bail};
use std::time::{SystemTime, UNIX_EPOCH};

/// Days before today at which every feed's item 0 was published: within every retention, never ahead.
const AGE_DAYS: i64 = 60;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|one| one != "--bench");
    let (mut runs, mut parts) = (1, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "origin" => {
                return origin::run(arguments.next().context("origin needs a time")?.parse()?);
            }
            "--runs" => runs = arguments.next().context("--runs needs a number")?.parse()?,
            "cost" | "polite" | "serving" | "million" => parts.push(argument),
            other => bail!("{other:?}: expected cost, polite, serving, million or --runs N"),
        }
    }
    let wanted = |part: &str| {
        if parts.is_empty() { part != "million" } else { parts.iter().any(|one| one == part) }
    };
    let today = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() as i64 / 86_400;
    let base = (today - AGE_DAYS) * 86_400;
    for (part, run) in [
        ("cost", &(|| cost::run(base, runs)) as &dyn Fn() -> Result<()>),
        ("polite", &|| polite::run(base)),
        ("serving", &|| serving::run(base)),
        ("million", &|| million::run(base)),
    ] {
        if wanted(part) {
            run()?;
        }
    }
    Ok(())
}
