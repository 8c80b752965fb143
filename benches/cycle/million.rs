//! A million stories: whole feeds are replaced, cycle after cycle, and a cycle of 304s is measured on
//! the way.

use super::control::Origin;
use super::cost::{Cycle, cycle, first_cycle};
use super::daemon::{Daemon, Politeness};
use super::feeds;
use super::proc;
use anyhow::{Result, ensure};

/// Replacements after the first fetch: 1,000 feeds × 35 items × 0.9 a time.
const CYCLES: usize = 32;

fn unchanged(daemon: &mut Daemon, origin: &mut Origin) -> Result<Cycle> {
    origin.tell("reset")?;
    let cost = cycle(daemon, origin, feeds::FEEDS, Daemon::poll)?;
    let seen = origin.seen()?;
    ensure!(seen.full == 0, "not a cycle of 304s: {seen:?}");
    Ok(cost)
}

/// Prints a line a cycle as it goes.
pub fn run(base: i64) -> Result<()> {
    println!("\n### Growing to a million stories\n");
    println!(
        "| cycle | new, CPU s | all 304, CPU s | 304 written MB | resident MB | highest MB | store MB |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let folder = tempfile::tempdir()?;
    let mut origin = Origin::start(base)?;
    let (mut daemon, mut new) = first_cycle(folder.path(), &mut origin, Politeness::Off)?;
    for number in 0..=CYCLES {
        if number > 0 {
            origin.tell(&format!("renew {}", feeds::ITEMS))?;
            origin.tell("reset")?;
            new = cycle(&mut daemon, &mut origin, feeds::FEEDS, Daemon::poll)?;
        }
        if number % 8 > 0 {
            continue;
        }
        let idle = unchanged(&mut daemon, &mut origin)?;
        let (now, highest) = proc::memory_mb(daemon.pid())?;
        println!(
            "| {} | {:.2} | {:.2} | {:.2} | {now:.0} | {highest:.0} | {:.0} |",
            number + 1,
            new.cpu_seconds,
            idle.cpu_seconds,
            idle.written_mb,
            proc::disk_mb(&daemon.store())?,
        );
    }
    Ok(())
}
