//! The whole thing offline: sample portals on loopback, the daemon on a temporary store, new items
//! arriving while one watches.
//!
//! `cargo run --release --example demo`, then open the addresses it prints; Ctrl-C ends it. With
//! `DEMO_SECONDS=10` it ends by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../tests/origin/mod.rs"]
mod origin;
#[path = "../tests/play/mod.rs"]
mod play;
#[path = "../tests/portals/mod.rs"]
mod portals;

use chrono::{TimeDelta, Utc};
use diemtin::daemon::clock::Clock;
use diemtin::daemon::run::run;
use play::Play;
use portals::{HEALTHY, SICK, Timetable};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Steps that the portals have; the last ones only repeat what is there.
const STEPS: usize = 8;
/// Real time from one step to the next.
const STEP: Duration = Duration::from_secs(3);

fn main() {
    // The play began an hour ago, so that what arrives carries a believable date.
    let timetable = Timetable { base: Utc::now() - TimeDelta::hours(1), every: TimeDelta::minutes(7) };
    let names: Vec<&str> = HEALTHY.into_iter().chain(SICK).collect();
    let play = Play::start_with(&names, timetable);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let fetch = "interval = \"3s\"\nmin_interval = \"2s\"\nmax_interval = \"5s\"\nper_host_delay = \"0s\"";
    let path = play.config(folder.path(), &format!("127.0.0.1:{port}"), fetch);
    let config = diemtin::config::load(&path).unwrap_or_else(|faults| panic!("{faults:?}"));
    diemtin::daemon::logging::start();

    println!(
        "{} sample portals, {} of them sick, are polled every few seconds. Open:",
        names.len(),
        SICK.len()
    );
    for path in
        ["", "feed.atom", "latest.atom", "category/khoa-giao.atom", "source/hoa-giang.json", "health.atom"]
    {
        println!("  http://127.0.0.1:{port}/{path}");
    }
    println!("or ask the daemon:\n  diemtin sources --config {}", path.display());
    println!("  diemtin stories --config {}\n", path.display());

    let stop = CancellationToken::new();
    let seconds = std::env::var("DEMO_SECONDS").ok().and_then(|s| s.parse().ok());
    let ending = stop.clone();
    let director = std::thread::spawn(move || direct(&play, seconds, &ending));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if let Err(fault) = runtime.block_on(run(path, config, Clock::System, stop.clone())) {
        eprintln!("{fault}");
    }
    stop.cancel();
    director.join().expect("the director does not panic");
}

/// Lets the portals go on, a step at a time, until somebody stops the play.
fn direct(play: &Play, seconds: Option<u64>, stop: &CancellationToken) {
    let begun = std::time::Instant::now();
    let mut step = 0;
    while !stop.is_cancelled() {
        std::thread::sleep(Duration::from_millis(100));
        let due = (begun.elapsed().as_millis() / STEP.as_millis()) as usize;
        if due > step && due < STEPS {
            step = due;
            play.go_to(step);
            println!("-- the portals publish (step {step})");
        }
        if seconds.is_some_and(|s| begun.elapsed() > Duration::from_secs(s)) {
            stop.cancel();
        }
    }
}
