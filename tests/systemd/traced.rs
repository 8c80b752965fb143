//! The real daemon under strace: polls, a reload, readers, a stop; then every call it made, every kind
//! of address and every path it wrote is held against the unit.

use super::{have, root, run, said};
use crate::play::Play;
use crate::portals::{HEALTHY, SICK};
use crate::process::{free_address, get, told};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A traced start takes seconds on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn what_a_running_daemon_does_is_what_its_unit_allows() {
    if !have(&["systemd-analyze", "python3", "strace"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<&str> = HEALTHY.into_iter().chain(SICK).collect();
    let play = Play::start(&names, chrono::Utc::now() - chrono::TimeDelta::hours(12));
    let address = free_address();
    let config = play.config(folder.path(), &address, "interval = \"1d\"\nper_host_delay = \"0s\"");
    let log = folder.path().join("run.strace");
    let mut strace = Command::new("strace")
        .args(["-f", "-qq", "-y", "-o"])
        .arg(&log)
        .args([env!("CARGO_BIN_EXE_diemtin"), "run", "--config"])
        .arg(&config)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while TcpStream::connect(&address).is_err() || get(&address, "/readyz", &[]).status != 200 {
        assert!(begun.elapsed() < PATIENCE, "the traced daemon does not answer");
        assert!(strace.try_wait().unwrap().is_none(), "the traced daemon ended at its start");
        std::thread::yield_now();
    }
    for step in [0, 1] {
        play.go_to(step);
        told(&config, &["poll", "--json"]);
    }
    told(&config, &["reload"]);
    assert_eq!(get(&address, "/feed.atom", &[("accept-encoding", "gzip")]).status, 200);
    let children = format!("/proc/{0}/task/{0}/children", strace.id());
    let children = std::fs::read_to_string(children).unwrap();
    let daemon = children.split_whitespace().next().unwrap();
    assert!(Command::new("kill").args(["-TERM", daemon]).status().unwrap().success());
    assert!(strace.wait().unwrap().success(), "a graceful stop under strace");

    let audit = run(Command::new("python3")
        .arg(root().join("systemd/audit"))
        .arg(root().join("systemd/diemtin.service"))
        .arg(&log)
        .arg("--map")
        .arg(format!("{}=/var/lib/diemtin", folder.path().display())));
    assert!(audit.status.success(), "{}", said(&audit));
    assert!(said(&audit).contains(" 0 findings"), "{}", said(&audit));
}
