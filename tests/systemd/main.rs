//! The units are valid, tight and keep the promises of the manual; the audit script finds what a unit
//! would forbid. Each check needs a tool: where it is absent a line says so, with `REQUIRE_TOOLS=1` it
//! fails.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what cannot be read or run ends the test with its place"
)]

#[path = "../origin/mod.rs"]
mod origin;
#[path = "../play/mod.rs"]
mod play;
#[path = "../portals/mod.rs"]
mod portals;
#[path = "../daemon/process.rs"]
#[allow(dead_code, clippy::expect_used, reason = "this program uses its own part of it")]
mod process;
mod traced;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const UNITS: [&str; 2] = ["diemtin.service", "diemtin.socket"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn unit_text(name: &str) -> String {
    std::fs::read_to_string(root().join("systemd").join(name)).unwrap()
}

/// Whether all `tools` can be run here.
fn have(tools: &[&str]) -> bool {
    for tool in tools {
        if Command::new(tool).arg("--version").output().is_err() {
            let required = std::env::var_os("REQUIRE_TOOLS").is_some_and(|value| value == "1");
            assert!(!required, "{tool} is not installed, and REQUIRE_TOOLS=1");
            eprintln!("skipped: {tool} is not installed");
            return false;
        }
    }
    true
}

fn run(command: &mut Command) -> Output {
    command.env("SYSTEMD_COLORS", "0").env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The units with a binary that exists, in a folder of their own.
fn installed(folder: &Path, edit: impl Fn(String) -> String) -> Vec<PathBuf> {
    let place = |name: &&str| {
        let path = folder.join(name);
        std::fs::write(&path, edit(unit_text(name).replace("/usr/bin/diemtin", "/bin/true"))).unwrap();
        path
    };
    UNITS.iter().map(place).collect()
}

fn verify(edit: impl Fn(String) -> String) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let units = installed(folder.path(), edit);
    let output = run(Command::new("systemd-analyze").args(["verify", "--man=no"]).args(units));
    (output.status.success(), said(&output).trim().to_owned())
}

#[test]
fn systemd_has_nothing_to_say_about_the_units() {
    if have(&["systemd-analyze"]) {
        assert_eq!(verify(|text| text), (true, String::new()));
    }
}

#[test]
fn systemd_would_have_something_to_say_about_a_key_it_does_not_know() {
    if have(&["systemd-analyze"]) {
        let (_, said) = verify(|text| text.replace("WatchdogSec=", "WatchdogSecs="));
        assert!(said.contains("WatchdogSecs"), "{said}");
    }
}

#[test]
fn the_service_is_exposed_at_most_1_5() {
    if !have(&["systemd-analyze"]) {
        return;
    }
    let unit = root().join("systemd/diemtin.service");
    let output =
        run(Command::new("systemd-analyze").args(["security", "--offline=true", "--no-pager"]).arg(unit));
    let said = said(&output);
    let level = said
        .split("Overall exposure level for diemtin.service:")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|level| level.parse::<f64>().ok());
    assert!(level.is_some_and(|level| level <= 1.5), "{said}");
}

#[test]
fn the_service_keeps_what_the_manual_promises() {
    let text = unit_text("diemtin.service");
    let has = |line: &str| text.lines().any(|one| one == line);
    for line in [
        "Type=notify",
        "NotifyAccess=main",
        "DynamicUser=yes",
        "StateDirectory=diemtin",
        "RuntimeDirectory=diemtin",
        "ConfigurationDirectory=diemtin",
        "Restart=on-failure",
        "RestartPreventExitStatus=78",
        "SystemCallFilter=@system-service",
    ] {
        assert!(has(line), "diemtin.service lacks {line}");
    }
    let reload: Vec<&str> = text.lines().filter(|line| line.starts_with("ExecReload=")).collect();
    assert_eq!(reload.len(), 2);
    assert!(reload[0].contains("diemtin check ") && reload[1].ends_with("-HUP $MAINPID"), "{reload:?}");
    assert!(text.contains("\nWatchdogSec="));
}

/// The audit of `log` below `tests/systemd/` with more arguments: exit code and what it said.
fn audit(log: &str, more: &[&str]) -> (Option<i32>, String) {
    let output = run(Command::new("python3")
        .arg(root().join("systemd/audit"))
        .args(["--cwd", "/var/lib/diemtin"])
        .args(more)
        .arg(root().join("systemd/diemtin.service"))
        .arg(root().join("tests/systemd").join(log)));
    (output.status.code(), said(&output))
}

#[test]
fn a_clean_run_passes_the_audit() {
    if have(&["systemd-analyze", "python3"]) {
        let (code, said) = audit("clean.strace", &[]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("20 system calls, 0 findings"), "{said}");
        assert!(said.contains("note: AF_NETLINK"), "{said}");
    }
}

#[test]
fn every_planted_violation_is_found() {
    if !have(&["systemd-analyze", "python3"]) {
        return;
    }
    let (code, said) = audit("violations.strace", &[]);
    assert_eq!(code, Some(1), "{said}");
    for finding in [
        "socket family AF_PACKET",
        "system call sched_setaffinity",
        "system call mount",
        "openat writes to /etc/diemtin/sources.d/new.toml",
        "rename writes to /var/lib/other/b",
        "mmap with PROT_READ|PROT_WRITE|PROT_EXEC",
        "mprotect with PROT_READ|PROT_EXEC",
        "unshare makes a namespace",
        "mkdir writes to /home/an/báo",
        "mkdirat writes to below below an unknown folder",
        "bind writes to /var/lib/x.sock",
    ] {
        assert!(said.contains(&format!("finding: {finding}")), "{finding:?} is not among\n{said}");
    }
    assert!(said.contains("12 system calls, 11 findings"), "{said}");
}

#[test]
fn the_folders_of_a_trial_run_count_as_those_of_the_unit() {
    if have(&["systemd-analyze", "python3"]) {
        let (code, said) = audit("clean.strace", &["--map", "/var/lib/diemtin/store=/srv/store"]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("openat writes to /srv/store/db"), "{said}");
    }
}

#[test]
fn a_log_without_calls_is_no_clean_run() {
    if have(&["systemd-analyze", "python3"]) {
        let (code, said) = audit("../../rustfmt.toml", &[]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("holds no system call"), "{said}");
    }
}
