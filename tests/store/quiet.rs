//! What a cycle of unchanged polls of 1,000 sources writes to disk.

use super::world::*;
use diemtin::model::*;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "STORE_TEST_QUIET_FOLDER";
const SOURCES: u32 = 1000;
const LIMIT_BYTES: u64 = 1_000_000;

/// Runs cycles and checks each; a process of its own, since the kernel counts by process.
pub fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let store = open(Path::new(&folder));
    for cycle in 0..6 {
        let at = Timestamp(NOW.0 + cycle * 1800);
        let states = (0..SOURCES).map(|n| {
            let mut state = state(n, at);
            // the validators of an unchanged source stay
            state.validators.etag = Some(b"\"5f3a-5c9\"".to_vec());
            state
        });
        let before = written();
        store.touch(states.collect()).unwrap();
        store.flush().unwrap();
        let bytes = written() - before;
        // the first one creates the states
        assert!(cycle == 0 || bytes < LIMIT_BYTES, "cycle {cycle} wrote {bytes} bytes");
    }
    std::process::exit(7);
}

/// Bytes given to write calls by this process.
fn written() -> u64 {
    let io = std::fs::read_to_string("/proc/self/io").unwrap();
    io.lines().find_map(|line| line.strip_prefix("wchar: ")).unwrap().parse().unwrap()
}

#[test]
fn a_cycle_of_unchanged_polls_writes_less_than_a_megabyte() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_child_that_counts_its_writes", "--nocapture"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(7), "{}", String::from_utf8_lossy(&output.stderr));
}
