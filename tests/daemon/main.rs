//! The real binary against the sample portals: what operator, subscriber and editor get.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod discovering;
mod explaining;
mod moving;
#[path = "../origin/mod.rs"]
mod origin;
mod pages;
#[path = "../play/mod.rs"]
mod play;
#[path = "../portals/mod.rs"]
mod portals;
mod process;
mod upkeep;
mod walls;

use chrono::{TimeDelta, Utc};
use play::Play;
use portals::{HEALTHY, SICK};
use process::{Daemon, diemtin, free_address, told};
use serde_json::Value;
use std::path::PathBuf;

/// Nothing is polled by itself within a test; nobody waits for anybody.
const QUIET: &str = "interval = \"1d\"\nper_host_delay = \"0s\"\ntimeout = \"5s\"";

struct Stage {
    play: Play,
    config: PathBuf,
    address: String,
    folder: tempfile::TempDir,
}

fn stage(names: &[&str]) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let play = Play::start(names, Utc::now() - TimeDelta::hours(12));
    let address = free_address();
    let config = play.config(folder.path(), &address, QUIET);
    Stage { play, config, address, folder }
}

impl Stage {
    fn daemon(&self) -> Daemon {
        let daemon = Daemon::start(&self.config, &self.address);
        daemon.poll();
        daemon
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

#[test]
fn a_subscriber_gets_one_feed_in_blocks_of_categories() {
    let stage = stage(&HEALTHY);
    let daemon = stage.daemon();
    let feed = daemon.get("/feed.atom", &[]);
    assert_eq!(feed.status, 200);
    assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let parsed = feed_rs::parser::parse(&feed.body[..]).unwrap();
    assert!(parsed.entries.len() > 30, "{} entries", parsed.entries.len());

    let shipped = json_categories(&stage);
    let places: Vec<usize> = parsed
        .entries
        .iter()
        .map(|entry| {
            let first = &entry.categories.first().expect("every story has a category").term;
            shipped.iter().position(|slug| slug == first).expect("a configured category")
        })
        .collect();
    assert!(places.is_sorted(), "blocks follow the configured order: {places:?}");
    let mut ids: Vec<&String> = parsed.entries.iter().map(|entry| &entry.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), parsed.entries.len(), "a story stands once");
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")));

    for path in ["/latest.atom", "/category/khoa-giao.atom", "/source/hoa-giang.atom"] {
        let feed = daemon.get(path, &[]);
        assert!(!feed_rs::parser::parse(&feed.body[..]).unwrap().entries.is_empty(), "{path}");
    }
    assert!(!json(daemon.get("/latest.json", &[]).text())["items"].as_array().unwrap().is_empty());
    assert!(daemon.get("/latest.rss", &[]).text().contains("<rss"));
    assert_eq!(daemon.get("/category/no-such.atom", &[]).status, 404);
}

fn json_categories(stage: &Stage) -> Vec<String> {
    let text = std::fs::read_to_string(stage.folder.path().join("categories.toml")).unwrap();
    let config: toml::Table = text.parse().unwrap();
    let slug = |c: &toml::Value| c["slug"].as_str().unwrap().to_owned();
    config["category"].as_array().unwrap().iter().map(slug).collect()
}

#[test]
fn a_reprint_under_the_same_address_is_one_story_with_both_publishers() {
    let stage = stage(&["bien-xanh", "son-binh"]);
    let daemon = stage.daemon();
    // The second board's reprint arrives at some step; by the last one it is there.
    for step in 1..8 {
        stage.play.go_to(step);
        daemon.poll();
    }
    let list = json(&told(&stage.config, &["stories", "--json", "--limit", "500"]));
    let shared: Vec<&Value> =
        list.as_array().unwrap().iter().filter(|s| s["sources"].as_array().unwrap().len() == 2).collect();
    assert_eq!(shared.len(), 1, "{shared:?}");
}

#[test]
fn each_sick_portal_gets_a_problem_of_its_own_and_harms_nobody() {
    let names: Vec<&str> = SICK.into_iter().chain(["bien-xanh"]).collect();
    let stage = stage(&names);
    let daemon = stage.daemon();
    let list = json(&told(&stage.config, &["sources", "--json"]));
    let kind = |id: &str| {
        let source = list.as_array().unwrap().iter().find(|s| s["id"] == id).unwrap();
        source["problem"]["kind"].as_str().map(str::to_owned)
    };
    let expect = |id: &str, expected: Option<&str>| assert_eq!(kind(id).as_deref(), expected, "{id}");
    expect("sick-login", Some("login-required"));
    expect("sick-challenge", Some("challenge"));
    expect("sick-empty", Some("empty-feed"));
    expect("sick-garbage", Some("not-a-feed"));
    expect("sick-nothing", Some("empty-body"));
    expect("sick-error", Some("server-error"));
    expect("sick-truncated", None); // What came before the cut is read.
    expect("bien-xanh", None);
    for source in list.as_array().unwrap().iter().filter(|s| !s["problem"].is_null()) {
        assert!(!source["problem"]["sentence"].as_str().unwrap().is_empty());
        assert!(!source["problem"]["advice"].as_str().unwrap().is_empty());
    }
    let health = daemon.get("/health.atom", &[]);
    assert!(feed_rs::parser::parse(&health.body[..]).unwrap().entries.len() >= 6);
    let news = daemon.get("/latest.atom", &[]);
    assert!(!news.text().contains("sick-error"), "problems are never among the news");
}

#[test]
fn the_same_bytes_twice_change_nothing_and_cost_a_304() {
    let stage = stage(&HEALTHY);
    let daemon = stage.daemon();
    let paths = ["/feed.atom", "/latest.rss", "/category/khoa-giao.json", "/province/an-giang.atom"];
    let before: Vec<_> = paths.iter().map(|path| daemon.get(path, &[])).collect();
    let reports = daemon.poll();
    assert!(reports.lines().all(|line| json(line)["outcome"] == "unchanged"), "{reports}");
    for (path, before) in paths.iter().zip(&before) {
        let etag = before.header("etag").unwrap();
        assert_eq!(daemon.get(path, &[("if-none-match", etag)]).status, 304, "{path}");
        assert_eq!(daemon.get(path, &[]).body, before.body, "{path}");
    }
    let seen = stage.play.origin.seen();
    let (again, first): (Vec<_>, Vec<_>) = seen.iter().partition(|seen| seen.conditional());
    assert_eq!(first.len(), HEALTHY.len(), "each feed is sent once");
    assert!(again.len() >= HEALTHY.len(), "and asked for conditionally after that");

    daemon.signal("TERM");
    assert_eq!(daemon.wait(), Some(0));
    let daemon = Daemon::start(&stage.config, &stage.address);
    for (path, before) in paths.iter().zip(&before) {
        assert_eq!(daemon.get(path, &[]).body, before.body, "{path} after a restart");
        assert_eq!(daemon.get(path, &[]).header("etag"), before.header("etag"), "{path}");
    }
}

#[test]
fn commands_say_the_same_with_and_without_a_daemon() {
    let stage = stage(&HEALTHY);
    let daemon = stage.daemon();
    let story = json(&told(&stage.config, &["stories", "--json", "--limit", "1"]))[0].clone();
    let (id, link) = (story["id"].as_str().unwrap(), story["link"].as_str().unwrap());
    let asked: [&[&str]; 7] = [
        &["sources", "--json"],
        &["stories", "--json"],
        &["stories", "--json", "--category", "khoa-giao", "--limit", "3"],
        &["stories", "--json", "--query", "giáo dục"],
        &["revisions", "--json", id],
        &["revisions", "--json", link],
        &["revisions", link],
    ];
    let with: Vec<String> = asked.iter().map(|args| told(&stage.config, args)).collect();
    assert!(with[4] == with[5] && with[4].contains(id) && with[6].contains("first seen"), "{with:?}");
    let unknown = diemtin(&stage.config, &["revisions", "https://khong.example/co"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no story is known under"));
    daemon.signal("INT");
    assert_eq!(daemon.wait(), Some(0));
    let without: Vec<String> = asked.iter().map(|args| told(&stage.config, args)).collect();
    assert_eq!(with, without);
    let polled = told(&stage.config, &["poll", "--json", "bien-xanh"]);
    assert_eq!(json(polled.trim())["outcome"], "unchanged");
}

#[test]
fn a_broken_config_is_refused_and_the_old_one_stays() {
    let stage = stage(&["bien-xanh"]);
    let daemon = stage.daemon();
    let good = std::fs::read_to_string(&stage.config).unwrap();
    std::fs::write(&stage.config, good.replace("[server]", "[serve]")).unwrap();
    let checked = diemtin(&stage.config, &["check"]);
    assert_eq!(checked.status.code(), Some(78));
    let faults = String::from_utf8(checked.stderr).unwrap();
    assert!(faults.contains("diemtin.toml:3:"), "{faults}");
    daemon.signal("HUP");
    assert_eq!(daemon.get("/latest.atom", &[]).status, 200);

    std::fs::write(
        &stage.config,
        good.replace("[feed]", "").replace("[store]", "[feed]\ntitle = \"Tin khác\"\n[store]"),
    )
    .unwrap();
    told(&stage.config, &["reload"]);
    let feed = daemon.get("/feed.atom", &[]);
    assert!(
        feed.text().contains("<title>Tin khác</title>") || feed.text().contains(">Tin khác<"),
        "the new title"
    );
}

#[test]
fn a_reload_says_what_it_could_not_change() {
    let stage = stage(&["bien-xanh"]);
    let _daemon = stage.daemon();
    let good = std::fs::read_to_string(&stage.config).unwrap();
    std::fs::write(&stage.config, good.replace("listen = \"127.0.0.1:", "listen = \"127.0.0.2:")).unwrap();
    let reloaded = diemtin(&stage.config, &["reload"]);
    assert!(reloaded.status.success());
    let said = String::from_utf8(reloaded.stderr).unwrap();
    assert!(said.contains("[server] listen changed: restart the daemon"), "{said}");
    assert!(said.contains("the new config is in force"), "{said}");
}

#[test]
fn a_second_daemon_on_the_same_store_gets_a_sentence() {
    let stage = stage(&["bien-xanh"]);
    let _daemon = stage.daemon();
    let other = std::fs::read_to_string(&stage.config).unwrap().replace(&stage.address, &free_address());
    let path = stage.folder.path().join("other.toml");
    std::fs::write(&path, other).unwrap();
    let second = diemtin(&path, &["run"]);
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("store"), "{said}");
}

#[test]
fn a_missing_store_is_a_sentence_and_is_not_created() {
    let stage = stage(&["bien-xanh"]);
    let asked = diemtin(&stage.config, &["stories"]);
    assert_eq!(asked.status.code(), Some(1));
    let said = String::from_utf8(asked.stderr).unwrap();
    assert!(said.contains(&*stage.folder.path().join("store").to_string_lossy()), "{said}");
    assert!(!stage.folder.path().join("store").exists());
}

#[test]
fn try_shows_an_editor_what_an_address_gives() {
    let stage = stage(&["bien-xanh", "sick-login"]);
    let good = told(&stage.config, &["try", "--json", &stage.play.url("bien-xanh")]);
    let good = json(&good);
    assert_eq!(good["status"], 200);
    assert!(good["entries"].as_array().unwrap().len() > 5);
    let table = told(&stage.config, &["try", &stage.play.url("bien-xanh")]);
    assert!(table.contains("Báo Biển Xanh"), "{table}");
    let bad = diemtin(&stage.config, &["try", &stage.play.url("sick-login")]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8(bad.stderr).unwrap().contains("login"));
    assert!(!stage.folder.path().join("store").exists(), "try writes nothing");
}
