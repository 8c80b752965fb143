//! Forgetting at the cost of what is forgotten, and rewriting under kills.

use super::world::*;
use diemtin::model::*;
use diemtin::store::{Keep, OpenMode, Store};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const ROUNDS: u32 = 25;
const FOLDER: &str = "STORE_TEST_REWRITTEN_FOLDER";
const FIRST: &str = "STORE_TEST_REWRITTEN_FIRST";

#[test]
fn forgetting_costs_what_it_removes() {
    let cost = |stories: u32| {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        for first in (0..stories).step_by(100) {
            store.commit(poll(1, first, first + 100, NOW), NOW).unwrap();
        }
        let before = store.reads();
        store.forget(&StoryId::from(key(1, 50)), NOW.plus(Duration::from_secs(9)), NOW).unwrap();
        store.reads() - before
    };
    let (few, many) = (cost(200), cost(4_000));
    assert!(many <= few + 4, "{few} reads among 200 stories, {many} among 4,000");
}

#[test]
fn every_name_of_a_forgotten_story_is_dead_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut batch = poll(1, 0, 3, NOW);
    let (gone, other) = (StoryId::from(key(1, 0)), StoryId::from(key(1, 1)));
    let alias = Seen::Published { first_seen: NOW, story: gone, content: content("x") };
    batch.seen.push((key(9, 0), alias));
    batch.links.push((link(900), gone));
    batch.links.push((link(901), gone));
    store.commit(batch, NOW).unwrap();
    // a link that leads elsewhere by now
    let moved = diemtin::store::Batch { links: vec![(link(901), other)], ..Default::default() };
    store.commit(moved, NOW).unwrap();
    store.forget(&gone, NOW.plus(Duration::from_secs(9)), NOW).unwrap();
    let ask =
        |key, n| diemtin::store::Asked { key, content: content("x"), link: Some(link(n)), number: None };
    let known = store.known(&[ask(key(9, 0), 900), ask(key(1, 0), 901), ask(key(1, 1), 0)], NOW).unwrap();
    assert!(known.seen.keys().all(|seen| *seen == key(1, 1)));
    let mut dead: Vec<_> = known.dead_keys.keys().copied().collect();
    dead.sort();
    let mut expected = vec![key(9, 0), key(1, 0)];
    expected.sort();
    assert_eq!(dead, expected);
    assert!(known.dead_links.contains_key(&link(900)) && known.dead_links.contains_key(&link(0)));
    assert_eq!(known.links.get(&link(901)), Some(&other));
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn tombstones_that_have_run_out_are_swept() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.commit(poll(1, 0, 5, NOW), NOW).unwrap();
    let later = |seconds| NOW.plus(Duration::from_secs(seconds));
    store.forget(&StoryId::from(key(1, 0)), later(10), NOW).unwrap();
    store.forget(&StoryId::from(key(1, 1)), later(20), NOW).unwrap();
    assert_eq!(store.sweep_tombstones(later(9)).unwrap(), 0);
    assert_eq!(store.sweep_tombstones(later(10)).unwrap(), 2);
    assert_eq!(store.check().unwrap().counts.tombstones, 2);
}

#[test]
fn what_was_forgotten_is_off_the_disk_after_rewriting() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for first in (0..3_000).step_by(100) {
        store.commit(poll(1, first, first + 100, Timestamp(NOW.0 + i64::from(first))), NOW).unwrap();
    }
    let full = store.compact().unwrap();
    let mut retiring = store.retiring(&Keep { since: Timestamp(NOW.0 + 1_000), ..Keep::default() }).unwrap();
    while !store.retire(&mut retiring, NOW, NOW).unwrap().done {}
    store.sweep_tombstones(NOW).unwrap();
    assert!((1..2_000).contains(&store.stats().unwrap().stories));
    let few = store.compact().unwrap();
    assert!(few.after_bytes < full.after_bytes, "{full:?} {few:?}");
    let survey = store.survey().unwrap();
    assert_eq!(survey.live_bytes, survey.tables.iter().map(|table| table.bytes).sum::<u64>());
    let entries = survey.tables.iter().find(|table| table.table == "entries").unwrap();
    assert_eq!(entries.rows, survey.stats.entries);
    assert!(entries.oldest <= entries.newest && entries.oldest.is_some());
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_store_is_used_from_many_sides_while_it_is_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.commit(poll(1, 0, 200, NOW), NOW).unwrap();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            for _ in 0..300 {
                assert!(store.newest(&Scope::All, 50).unwrap().len() == 50);
            }
        });
        let writer = scope.spawn(|| {
            for n in 0..20 {
                store.commit(poll(2, 1_000 + n * 5, 1_005 + n * 5, NOW), NOW).unwrap();
            }
        });
        for _ in 0..4 {
            store.compact().unwrap();
        }
        reader.join().unwrap();
        writer.join().unwrap();
    });
    assert_eq!(store.check().unwrap().counts.stories, 300);
    store.reopen().unwrap();
    assert_eq!(store.check().unwrap().counts.stories, 300);
}

/// Commits and rewrites by turns until killed, telling each commit.
pub fn child() {
    let (Ok(folder), Ok(first)) = (std::env::var(FOLDER), std::env::var(FIRST)) else { return };
    let store = open(Path::new(&folder));
    let mut out = std::io::stderr();
    for number in first.parse::<u32>().unwrap().. {
        store.commit(poll(1, number * 5, number * 5 + 5, NOW), NOW).unwrap();
        writeln!(out, "done {number}").unwrap();
        store.compact().unwrap();
    }
}

#[test]
fn a_kill_while_it_is_rewritten_leaves_one_whole_store() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("store");
    let (mut next, mut dice) = (0_u32, 0x2545_f491_4f6c_dd1d_u64);
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_child_that_rewrites", "--nocapture"])
            .env(FOLDER, &folder)
            .env(FIRST, next.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let number = |line: String| line.strip_prefix("done ").and_then(|n| n.parse::<u32>().ok());
        let mut last = lines.by_ref().find_map(number);
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        std::thread::sleep(Duration::from_micros(dice % 250_000)); // the instant of the kill is random
        child.kill().unwrap();
        for line in lines {
            last = number(line).or(last);
        }
        child.wait().unwrap();
        let store = Store::open(&folder, OpenMode::Existing, NOW).unwrap();
        let checked = store.check().unwrap();
        assert_eq!(checked.faults, Vec::<String>::new(), "round {round}");
        let stories = u32::try_from(checked.counts.stories).unwrap();
        let acknowledged = last.map_or(next, |last| last + 1);
        assert!(stories >= acknowledged * 5, "round {round}: {acknowledged} commits, {stories} stories");
        assert_eq!(stories % 5, 0, "round {round}");
        next = stories / 5;
    }
    let store = Store::open(&folder, OpenMode::Existing, NOW).unwrap();
    store.compact().unwrap();
    drop(store);
    let left: Vec<_> = std::fs::read_dir(root.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["store"], "no leftovers");
}
