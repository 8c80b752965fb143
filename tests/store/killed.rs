//! SIGKILL at random instants: what was acknowledged is there, and nothing is there by half.

use super::world::*;
use diemtin::store::{OpenMode, Store};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 55;
const PER_COMMIT: u32 = 7;
const FOLDER: &str = "STORE_TEST_KILLED_FOLDER";
const FIRST: &str = "STORE_TEST_KILLED_FIRST";

/// Commits until killed, telling each number once the commit has returned.
pub fn child() {
    let (Ok(folder), Ok(first)) = (std::env::var(FOLDER), std::env::var(FIRST)) else { return };
    let store = open(Path::new(&folder));
    let mut out = std::io::stderr();
    for number in first.parse::<u32>().unwrap().. {
        store.commit(commit(number), NOW.plus(Duration::from_secs(number.into()))).unwrap();
        writeln!(out, "done {number}").unwrap();
    }
}

/// The commit of a number; its validators say the number.
fn commit(number: u32) -> diemtin::store::Batch {
    let at = NOW.plus(Duration::from_secs(number.into()));
    let first = number * PER_COMMIT;
    let mut batch = poll(number % 5, first, first + PER_COMMIT, at);
    batch.states[0].validators.etag = Some(number.to_string().into_bytes());
    batch
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let mut acknowledged = 0_u32; // commits 0..acknowledged were told
    let mut next = 0_u32;
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..ROUNDS {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let told = one_life(folder.path(), next, Duration::from_micros(dice % 60_000));
        acknowledged = told.unwrap_or(acknowledged).max(acknowledged);
        next = verify(folder.path(), acknowledged, round);
    }
    assert!(acknowledged > ROUNDS / 2, "the child hardly ever got to commit: {acknowledged}");
    assert!(started.elapsed() < Duration::from_secs(120), "took {:?}", started.elapsed());
}

/// Starts a child, waits for its first acknowledgement, lets it run for `more`, kills it; tells how many
/// commits it acknowledged in all.
fn one_life(folder: &Path, first: u32, more: Duration) -> Option<u32> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_child_that_is_to_be_killed", "--nocapture"])
        .env(FOLDER, folder)
        .env(FIRST, first.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let number = |line: String| line.strip_prefix("done ").and_then(|n| n.parse::<u32>().ok());
    let mut last = lines.by_ref().map_while(Result::ok).find_map(number);
    let until = Instant::now() + more;
    while Instant::now() < until {
        match lines.next() {
            Some(Ok(line)) => last = number(line).or(last),
            _ => break,
        }
    }
    child.kill().unwrap();
    // what was written before the kill and not read yet counts
    for line in lines.map_while(Result::ok) {
        last = number(line).or(last);
    }
    child.wait().unwrap();
    last.map(|last| last + 1)
}

/// Everything acknowledged is whole; what comes after is whole or absent. Tells the next number to commit.
fn verify(folder: &Path, acknowledged: u32, round: u32) -> u32 {
    let store = Store::open(folder, OpenMode::Existing, NOW).unwrap();
    let checked = store.check().unwrap();
    assert_eq!(checked.faults, Vec::<String>::new(), "round {round}");
    let mut newest = std::collections::HashMap::new();
    let mut present = 0;
    for number in 0.. {
        let asked: Vec<_> = (0..PER_COMMIT).map(|n| asked(number % 5, number * PER_COMMIT + n)).collect();
        let known = store.known(&asked, NOW).unwrap();
        let (seen, links, stories) = (known.seen.len(), known.links.len(), known.stories.len());
        if (seen, links, stories) == (0, 0, 0) {
            break;
        }
        let all = PER_COMMIT as usize;
        assert_eq!((seen, links, stories), (all, all, all), "round {round}, commit {number} is half there");
        newest.insert(source(number % 5), number);
        present = number + 1;
    }
    assert!(present >= acknowledged, "round {round}: {acknowledged} acknowledged, {present} there");
    assert_eq!(checked.counts.stories, u64::from(present * PER_COMMIT));
    for state in store.states().unwrap() {
        let etag = newest.get(&state.source).map(|number| number.to_string().into_bytes());
        assert_eq!(state.validators.etag, etag, "validators vouch for what is there");
    }
    present
}
