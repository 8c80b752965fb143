//! The default politeness, as the origin saw it.

use super::control::Origin;
use super::cost;
use super::daemon::Politeness;
use super::feeds;
use super::table::{Row, print};
use anyhow::{Context as _, Result};

/// How long the origin takes to answer, so that requests overlap as they do in the world.
const DELAY_MILLISECONDS: u64 = 200;

/// One first fetch with the defaults.
pub fn run(base: i64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut origin = Origin::start(base)?;
    origin.tell(&format!("delay {DELAY_MILLISECONDS}"))?;
    let (daemon, first) = cost::first_cycle(folder.path(), &mut origin, Politeness::Default)?;
    let seen = origin.seen()?;
    drop(daemon);
    let gap = seen.shortest_gap.context("no host was asked twice")?;
    let how = format!(
        "First fetch of {} feeds on {} hosts with the shipped limits (concurrency 64, per_host 1, \
         per_host_delay 2s); the origin takes {DELAY_MILLISECONDS} ms to answer and is the one that counted.",
        feeds::FEEDS,
        seen.hosts,
    );
    print(
        "The default politeness",
        &how,
        &[
            Row::new("wall", seen.span.as_secs_f64(), "s", None),
            Row::new("CPU", first.cpu_seconds, "s", None),
            Row::new("requests at once, all hosts", seen.most_running as f64, "", Some(64.0)),
            Row::new("requests at once, busiest host", seen.host_most as f64, "", Some(1.0)),
            Row::new("shortest pause missing to 2 s", (2.0 - gap.as_secs_f64()).max(0.0), "s", Some(0.005)),
            Row::new("requests for anything but feeds", seen.other as f64, "", None),
        ],
    );
    println!("\nThe shortest pause at any host was {:.3} s.", gap.as_secs_f64());
    Ok(())
}
