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
/// Each round brings so many new items to every source.
const NEW_ITEMS: usize = 3;
/// An item is listed for so many rounds.
const LISTED_ROUNDS: usize = 70;
/// Of so many rounds one is left to finish: on a busy machine every other poll may be killed before it is
/// settled, and an item that is no longer listed could not be known.
const LEFT_TO_FINISH: usize = 30;
/// And reworded when it has been listed for so many.
const REWORDED_AFTER: usize = 10;

/// Rounds of this run: `KILL_ROUNDS=200 cargo test --test kill -- --nocapture` prints figures.
fn rounds() -> usize {
    std::env::var("KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
}

/// What a source lists in a round: mostly its own, every fifth item is everybody's; some are reworded.
fn feed(source: usize, round: usize) -> String {
    let mut xml = String::from("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Thử</title>");
    for item in (round + 1).saturating_sub(LISTED_ROUNDS) * NEW_ITEMS..(round + 1) * NEW_ITEMS {
        let host = if item % 5 == 0 { "chung".to_owned() } else { format!("portal{source}") };
        let whose = if item % 5 == 0 { "mọi nguồn".to_owned() } else { format!("nguồn {source}") };
        let reworded = item % 7 == 0 && item / NEW_ITEMS + REWORDED_AFTER <= round;
        let title = format!("Bài {item} của {whose}{}", if reworded { ", bản sửa" } else { "" });
        let label = ["Khoa giáo", "Lịch sử", "Tin vắn"][item % 3];
        let _ = write!(
            xml,
            "<item><title>{title}</title><guid>s{source}-{item}</guid><category>{label}</category>\
             <link>http://{host}.example/bai-{item}</link><description>Nội dung {item}</description></item>"
        );
    }
    xml + "</channel></rss>"
}

fn config(folder: &Path, origin: &Origin, address: &str) -> PathBuf {
    let mut text = format!(
        "contact = \"mailto:tester@example.org\"\n[server]\nlisten = \"{address}\"\npublic_url = \"http://{address}/\"\n\
         [feed]\npage_size = 500\n[store]\npath = \"store\"\ncontrol = \"control.sock\"\n\
         [[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\n\
         [[category]]\nslug = \"lich-su\"\nname = \"Lịch sử\"\n\
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
    let rounds = rounds();
    let killed = run(rounds, true);
    let undisturbed = run(rounds, false);
    assert!(killed.acknowledged > 0, "no round acknowledged anything");
    let missing: Vec<_> = undisturbed.stored.stories.difference(&killed.stored.stories).collect();
    let strange: Vec<_> = killed.stored.stories.difference(&undisturbed.stored.stories).collect();
    assert!(missing.is_empty() && strange.is_empty(), "missing {missing:?}, strange {strange:?}");
    println!(
        "{rounds} kills: {} stories as without, {} entries acknowledged under kills and none lost, \
         no id gone or doubled, every store opened with 0 faults",
        killed.stored.stories.len(),
        killed.acknowledged
    );
}

struct Outcome {
    stored: Stored,
    acknowledged: usize,
}

/// Polls round after round, the daemon killed in each or stopped after it; then once more to the end.
fn run(rounds: usize, kills: bool) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let origin = Origin::start();
    let round_now = Arc::new(AtomicUsize::new(0));
    for source in 0..SOURCES {
        let round_now = Arc::clone(&round_now);
        origin.route(&format!("/{source}"), move |_| {
            Reply::ok("application/rss+xml", feed(source, round_now.load(Ordering::SeqCst)))
        });
    }
    let address = free_address();
    let config = config(folder.path(), &origin, &address);
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut before = Stored::default();
    let mut acknowledged = 0;
    for round in 0..rounds {
        round_now.store(round, Ordering::SeqCst);
        let daemon = Daemon::start(&config, &address);
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        if !kills || round % LEFT_TO_FINISH == LEFT_TO_FINISH - 1 {
            daemon.poll();
            daemon.kill();
            before = Stored::read(&config);
            continue;
        }
        let told = poll_until_killed(&config, daemon, Duration::from_millis(random % 120));
        let check = diemtin(&config, &["store", "check"]);
        let said = String::from_utf8_lossy(&check.stdout).into_owned();
        assert!(check.status.success() && said.contains(": 0 faults\n"), "round {round}: {said}");
        let after = Stored::read(&config);
        assert!(after.ids.is_superset(&before.ids), "round {round}: an id that was published is gone");
        for (source, new) in &told {
            let grown = after.of(source) - before.of(source);
            assert!(grown >= *new, "round {round}: {source} acknowledged {new} and holds {grown} more");
        }
        acknowledged += told.values().sum::<usize>();
        before = after;
    }
    let daemon = Daemon::start(&config, &address);
    daemon.poll();
    daemon.kill();
    let stored = Stored::read(&config);
    assert!(stored.ids.is_superset(&before.ids), "an id that was published is gone");
    Outcome { stored, acknowledged }
}

/// What the store holds, by its own commands.
#[derive(Default)]
struct Stored {
    ids: BTreeSet<String>,
    /// Link, title, categories, publishers.
    stories: BTreeSet<(String, String, Vec<String>, BTreeSet<String>)>,
}

impl Stored {
    fn read(config: &Path) -> Self {
        let stories = told(config, &["stories", "--json", "--limit", "10000"]);
        let told: Vec<Value> = serde_json::from_str(&stories).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let texts = |value: &Value| value.as_array().unwrap().iter().map(text).collect::<Vec<_>>();
        let ids: BTreeSet<String> = told.iter().map(|s| text(&s["id"])).collect();
        let links: BTreeSet<String> = told.iter().map(|s| text(&s["link"])).collect();
        assert_eq!((ids.len(), links.len()), (told.len(), told.len()), "an article is one story");
        let story = |s: &Value| {
            let publishers = texts(&s["sources"]).into_iter().collect();
            (text(&s["link"]), text(&s["title"]), texts(&s["categories"]), publishers)
        };
        Self { ids, stories: told.iter().map(story).collect() }
    }

    fn of(&self, source: &str) -> usize {
        self.stories.iter().filter(|story| story.3.contains(source)).count()
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
