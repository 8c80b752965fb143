//! The real binary, killed at random instants while it writes. The test keeps the list of what was
//! acknowledged: an item counts when `poll` said that it is settled.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../origin/mod.rs"]
mod origin;
#[path = "../daemon/process.rs"]
#[allow(dead_code, reason = "this program uses its own part of it")]
mod process;

use origin::{Origin, Reply};
use process::{Daemon, diemtin, free_address, told};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const ROUNDS: usize = 50;
const SOURCES: usize = 8;
const ITEMS: usize = 15;

/// Every source lists its newest items of an endless series; `serial` moves with every request.
fn feed(source: usize, serial: usize) -> String {
    let mut xml = String::from("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Thử</title>");
    for item in serial..serial + ITEMS {
        let _ = write!(
            xml,
            "<item><title>Bài {item} của nguồn {source}</title><guid>s{source}-{item}</guid>\
             <link>http://portal{source}.example/bai-{item}</link><description>Nội dung {item}</description></item>"
        );
    }
    xml + "</channel></rss>"
}

fn config(folder: &Path, origin: &Origin, address: &str) -> PathBuf {
    let mut text = format!(
        "contact = \"mailto:tester@example.org\"\n[server]\nlisten = \"{address}\"\npublic_url = \"http://{address}/\"\n\
         [feed]\npage_size = 500\n[store]\npath = \"store\"\ncontrol = \"control.sock\"\n\
         [fetch]\ninterval = \"1d\"\nper_host_delay = \"0s\"\nallow_private = [\"127.0.0.0/8\"]\n"
    );
    for source in 0..SOURCES {
        let url = origin.url_on(&format!("127.0.2.{}", source + 1), &format!("/{source}"));
        let _ =
            write!(text, "[[source]]\nid = \"s{source}\"\nname = \"S\"\nurl = \"{url}\"\nbackfill = 1000\n");
    }
    let path = folder.join("diemtin.toml");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let origin = Origin::start();
    let serial = Arc::new(AtomicUsize::new(0));
    for source in 0..SOURCES {
        let serial = Arc::clone(&serial);
        origin.route(&format!("/{source}"), move |_| {
            Reply::ok("application/rss+xml", feed(source, serial.fetch_add(1, Ordering::SeqCst)))
        });
    }
    let address = free_address();
    let config = config(folder.path(), &origin, &address);
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut before = Stored::default();
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let daemon = Daemon::start(&config, &address);
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let told = poll_until_killed(&config, daemon, Duration::from_millis(random % 60));
        let check = diemtin(&config, &["store", "check"]);
        assert!(check.status.success(), "round {round}: {}", String::from_utf8_lossy(&check.stdout));
        let after = Stored::read(&config);
        assert!(after.links.is_superset(&before.links), "round {round}: what was stored before is gone");
        for (source, new) in &told {
            let grown = after.of(source) - before.of(source);
            assert!(grown >= *new, "round {round}: {source} acknowledged {new} and holds {grown} more");
        }
        acknowledged += told.values().sum::<usize>();
        before = after;
    }
    assert!(acknowledged > 0, "no round acknowledged anything");
}

/// What the store holds, by its own commands.
#[derive(Default)]
struct Stored {
    links: BTreeSet<String>,
}

impl Stored {
    fn read(config: &Path) -> Self {
        let stories = told(config, &["stories", "--json", "--limit", "10000"]);
        let stories: Vec<Value> = serde_json::from_str(&stories).unwrap();
        let links: BTreeSet<String> =
            stories.iter().map(|s| s["link"].as_str().unwrap().to_owned()).collect();
        assert_eq!(links.len(), stories.len(), "an article is one story");
        Self { links }
    }

    fn of(&self, source: &str) -> usize {
        let host = format!("http://portal{}.example/", &source[1..]);
        self.links.iter().filter(|link| link.starts_with(&host)).count()
    }
}

/// Polls until the daemon dies under it; gives the new entries that were acknowledged, by source.
fn poll_until_killed(config: &Path, daemon: Daemon, after: Duration) -> BTreeMap<String, usize> {
    let poll = Command::new(env!("CARGO_BIN_EXE_diemtin"))
        .args(["poll", "--json", "--config"])
        .arg(config)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The instant of the kill is what this test is about; it is no synchronisation.
    std::thread::sleep(after);
    daemon.kill();
    let output = poll.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let reports = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    reports.map(|r| (r["source"].as_str().unwrap().to_owned(), r["new"].as_u64().unwrap() as usize)).collect()
}
