//! The store is looked after while the daemon serves: commands, schedules, a damaged store, a full disk.

use super::origin::{Origin, Reply};
use super::process::{Daemon, diemtin, told};
use super::{Stage, json, stage};
use serde_json::Value;
use std::io::Write as _;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Nothing here takes longer on a machine that works.
const PATIENCE: Duration = Duration::from_secs(30);
const FEEDS: [&str; 4] = ["/feed.atom", "/latest.atom", "/latest.json", "/category/khoa-giao.rss"];

fn feeds(daemon: &Daemon) -> Vec<Vec<u8>> {
    FEEDS.iter().map(|path| daemon.get(path, &[]).body).collect()
}

/// Puts lines below `[store]` of the config.
fn configure(stage: &Stage, lines: &str) {
    let text = std::fs::read_to_string(&stage.config).unwrap();
    assert!(text.contains("[store]\n"), "{text}");
    std::fs::write(&stage.config, text.replace("[store]\n", &format!("[store]\n{lines}\n"))).unwrap();
}

fn portals(stage: &Stage) -> PathBuf {
    stage.folder.path().join("portals.toml")
}

/// No portal is polled; gives the file as it was.
fn disable(stage: &Stage) -> String {
    let text = std::fs::read_to_string(portals(stage)).unwrap();
    std::fs::write(portals(stage), text.replace("[[source]]", "[[source]]\nenabled = false")).unwrap();
    text
}

fn store_path(stage: &Stage) -> PathBuf {
    let config = diemtin::config::load(&stage.config).unwrap();
    config.settings.store.path
}

fn exports(folder: &Path) -> Vec<PathBuf> {
    let found = diemtin::daemon::exports::list(folder).unwrap_or_default();
    found.into_iter().map(|(_, file)| file).collect()
}

#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "not within {PATIENCE:?}: {what}");
        std::thread::yield_now();
    }
}

#[test]
fn store_commands_say_the_same_with_and_without_a_daemon() {
    let stage = stage(&["hoa-giang", "nghien-cuu"]);
    let daemon = stage.daemon();
    daemon.poll();
    let before = feeds(&daemon);
    let export = told(&stage.config, &["store", "export"]);
    assert!(export.lines().last().unwrap().contains("\"tree\":\"end\""));
    let check = told(&stage.config, &["store", "check"]);
    assert!(check.contains(": 0 faults"), "{check}");
    let stats = json(&told(&stage.config, &["store", "stats", "--json"]));
    assert!(stats["amplification"].as_f64().unwrap() > 0.5 && stats["problems"] == Value::Array(vec![]));
    let compacted = json(&told(&stage.config, &["store", "compact", "--json"]));
    assert!(compacted["rows"].as_u64().unwrap() > 20);
    assert!(feeds(&daemon) == before, "serving goes on, with the same bytes");
    let file = stage.folder.path().join("one.jsonl.zst");
    told(&stage.config, &["store", "export", file.to_str().unwrap()]);
    assert_eq!(daemon.poll().lines().count(), 2, "polling goes on");
    let refused = diemtin(&stage.config, &["store", "import", file.to_str().unwrap()]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is not empty"), "{refused:?}");
    daemon.signal("TERM");
    assert_eq!(daemon.wait(), Some(0));

    let alone = told(&stage.config, &["store", "export"]);
    let facts = |export: &str| -> Vec<String> {
        export.lines().filter(|line| !line.contains("\"tree\":\"sources\"")).map(str::to_owned).collect()
    };
    assert!(facts(&alone) == facts(&export));
    assert_eq!(told(&stage.config, &["store", "check"]), check);
    let tables = |stats: &Value| stats["tables"].as_array().unwrap().len();
    assert_eq!(tables(&json(&told(&stage.config, &["store", "stats", "--json"]))), tables(&stats));
    assert!(told(&stage.config, &["store", "stats"]).contains("amplification"));
    told(&stage.config, &["store", "compact"]);

    // into a fresh store: of a daemon, then without one
    std::fs::remove_dir_all(store_path(&stage)).unwrap();
    let text = disable(&stage);
    let daemon = Daemon::start(&stage.config, &stage.address);
    let imported = json(&told(&stage.config, &["store", "import", file.to_str().unwrap()]));
    assert!(imported["stories"].as_u64().unwrap() > 10);
    std::fs::write(portals(&stage), text).unwrap();
    told(&stage.config, &["reload"]);
    until("the feeds of before", || feeds(&daemon) == before);
    daemon.signal("TERM");
    assert_eq!(daemon.wait(), Some(0));
    std::fs::remove_dir_all(store_path(&stage)).unwrap();
    told(&stage.config, &["store", "import", file.to_str().unwrap()]);
    let daemon = stage.daemon();
    assert!(feeds(&daemon) == before);
}

#[test]
fn what_a_running_daemon_imports_is_judged_by_its_own_rules() {
    let stage = stage(&["hoa-giang"]);
    let daemon = stage.daemon();
    let file = stage.folder.path().join("one.jsonl");
    told(&stage.config, &["store", "export", file.to_str().unwrap()]);
    daemon.signal("TERM");
    assert_eq!(daemon.wait(), Some(0));
    std::fs::remove_dir_all(store_path(&stage)).unwrap();
    let text = disable(&stage);
    assert!(text.contains("[[source]]"));
    let filtered = "[[source]]\nenabled = false\nexclude = { urls = [\"http\"] }";
    std::fs::write(portals(&stage), text.replace("[[source]]", filtered)).unwrap();
    let _daemon = Daemon::start(&stage.config, &stage.address);
    let imported = json(&told(&stage.config, &["store", "import", file.to_str().unwrap()]));
    let kept_out = || json(&told(&stage.config, &["sources", "--json"]))[0]["filtered"].clone();
    until("the filters of today", || kept_out() == imported["stories"]);
    assert_eq!(json(&told(&stage.config, &["stories", "--json"])), Value::Array(vec![]));
}

#[test]
fn exports_are_made_by_themselves_and_a_damaged_store_is_restored_from_the_newest() {
    let stage = stage(&["hoa-giang"]);
    configure(&stage, "export = { every = \"1h\", keep = 2, path = \"exports\" }\non_damage = \"restore\"");
    let folder = stage.folder.path().join("exports");
    let daemon = stage.daemon();
    daemon.poll();
    let before = feeds(&daemon);
    until("an export", || !exports(&folder).is_empty());
    daemon.signal("TERM");
    assert_eq!(daemon.wait(), Some(0));
    // the one made at the start may have come before the poll
    let newest = folder.join("diemtin-20991231T000000Z.jsonl.zst");
    told(&stage.config, &["store", "export", newest.to_str().unwrap()]);
    std::fs::write(folder.join("diemtin-21001231T000000Z.jsonl.zst"), "cut off").unwrap();

    let store = store_path(&stage);
    let db = std::fs::OpenOptions::new().write(true).open(store.join("db")).unwrap();
    db.write_all_at(&[0xaa; 4_096], 0).unwrap();
    drop(db);
    let daemon = stage.daemon();
    assert!(feeds(&daemon) == before);
    let beside: Vec<String> = std::fs::read_dir(store.parent().unwrap())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".damaged-"))
        .collect();
    assert_eq!(beside.len(), 1, "the damaged store is kept");
    drop(daemon);
}

#[test]
fn a_damaged_store_without_an_export_stops_the_daemon_with_a_sentence() {
    let stage = stage(&["hoa-giang"]);
    configure(&stage, "export = { every = \"1h\", path = \"exports\" }\non_damage = \"restore\"");
    let daemon = stage.daemon();
    daemon.poll();
    let folder = stage.folder.path().join("exports");
    until("an export", || !exports(&folder).is_empty());
    drop(daemon);
    std::fs::remove_dir_all(&folder).unwrap();
    let db = store_path(&stage).join("db");
    let bytes = std::fs::read(&db).unwrap();
    std::fs::write(&db, vec![0xaa; bytes.len()]).unwrap();
    let output = diemtin(&stage.config, &["run"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("is damaged") && said.contains("there is no export in"), "{said}");
    assert_eq!(std::fs::read(&db).unwrap(), vec![0xaa; bytes.len()], "left as it was");
}

/// A feed that takes more than half a megabyte in a store: its texts hardly compress.
fn much() -> String {
    let mut xml = String::from("<rss version=\"2.0\"><channel><title>Nhiều</title>");
    for item in 0..400 {
        let text: String =
            (0..60).map(|n| blake3::hash(format!("{item} {n}").as_bytes()).to_string()).collect();
        xml += &format!(
            "<item><title>Bài nhiều {item}</title><guid>{item}</guid><link>http://nhieu.example/{item}</link>\
             <description>{text}</description></item>"
        );
    }
    xml + "</channel></rss>"
}

/// Ends with the test, however that ends.
struct Limited(std::process::Child);

impl Drop for Limited {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A daemon that may write files of `blocks` half kilobytes, as under `ulimit -f`.
fn limited(stage: &Stage, blocks: u64) -> Limited {
    let script = format!("trap '' XFSZ; ulimit -S -f {blocks}; exec \"$0\" \"$@\"");
    let child = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_diemtin"), "run", "--config"])
        .arg(&stage.config)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let child = Limited(child);
    until("an answer", || {
        std::net::TcpStream::connect(&stage.address).is_ok()
            && super::process::get(&stage.address, "/readyz", &[]).status == 200
    });
    child
}

#[test]
fn a_full_disk_pauses_polling_and_nothing_else_and_is_over_when_there_is_room() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        assert!(std::env::var("REQUIRE_TOOLS").is_err(), "prlimit is missing");
        return writeln!(std::io::stderr(), "skipped: prlimit is missing").unwrap();
    }
    let stage = stage(&["hoa-giang", "nghien-cuu"]);
    let text = disable(&stage);
    // opened a second time, an empty store takes half a megabyte; there is room for that and nothing else
    for _ in 0..2 {
        let daemon = Daemon::start(&stage.config, &stage.address);
        daemon.signal("TERM");
        assert_eq!(daemon.wait(), Some(0));
    }
    let mut child = limited(&stage, 1_025);
    let before = super::process::get(&stage.address, "/feed.atom", &[]);
    assert_eq!(before.status, 200);
    let origin = Origin::start();
    origin.route("/much", |_| Reply::ok("application/rss+xml", much()));
    let url = origin.url("/much");
    let source = format!("[[source]]\nid = \"much\"\nurl = \"{url}\"\nbackfill = 1000\n");
    std::fs::write(portals(&stage), format!("{text}\n{source}")).unwrap();
    told(&stage.config, &["reload"]);
    let health = || super::process::get(&stage.address, "/healthz", &[]);
    until("the disk to be full", || health().text().contains("no room left"));
    assert_eq!(health().status, 200);
    assert_eq!(super::process::get(&stage.address, "/feed.atom", &[]).status, 200, "serving goes on");
    let sources = diemtin(&stage.config, &["sources"]);
    assert!(String::from_utf8_lossy(&sources.stderr).contains("no room left"), "{sources:?}");
    let report = told(&stage.config, &["poll", "--json"]);
    assert!(report.contains("disk-full"), "{report}");

    let pid = child.0.id().to_string();
    let room = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:unlimited"]).status().unwrap();
    assert!(room.success());
    until("the disk to have room", || health().text() == "alive\n" || health().text() == "alive");
    until("the stories", || {
        let feed = super::process::get(&stage.address, "/latest.json", &[]);
        json(feed.text())["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|item| item["title"].as_str().unwrap().starts_with("Bài nhiều"))
    });
    assert!(told(&stage.config, &["store", "check"]).contains(": 0 faults"));
    Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert_eq!(child.0.wait().unwrap().code(), Some(0));
}
