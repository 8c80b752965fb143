//! Pages by people who never saw the code. Their first scores were the measure; they are cases now, and what
//! is still missed is counted here.

use super::{links, list};
use serde_json::Value;
use std::collections::HashSet;
use std::path::Path;

/// Least precision and recall of links over a set, in hundredths of a percent.
const LEAST: usize = 9_800;

/// Right, too many, missing: of every page of a set together.
fn score(set: &str) -> (usize, usize, usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listing/independent");
    let (mut right, mut wrong, mut missing, mut pages) = (0, 0, 0, 0);
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with(set) || !name.ends_with(".json") {
            continue;
        }
        let truth: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let html = std::fs::read_to_string(file.with_extension("html")).unwrap();
        let records = truth["records"].as_array().unwrap();
        let wanted: HashSet<&str> = records.iter().map(|record| record["link"].as_str().unwrap()).collect();
        let parsed = list(&html, truth["url"].as_str().unwrap(), |_| ()).unwrap();
        let found: HashSet<&str> = links(&parsed).into_iter().collect();
        right += found.intersection(&wanted).count();
        wrong += found.difference(&wanted).count();
        missing += wanted.difference(&found).count();
        pages += 1;
    }
    assert!(pages > 10, "{pages} pages");
    (right, wrong, missing)
}

fn check(set: &str) {
    let (right, wrong, missing) = score(set);
    let (precision, recall) = (right * 10_000 / (right + wrong), right * 10_000 / (right + missing));
    assert!(
        precision >= LEAST && recall >= LEAST,
        "{set}: {right} right, {wrong} too many, {missing} missing"
    );
}

#[test]
fn the_first_set_is_read() {
    check("first-");
}

#[test]
fn the_second_set_is_read() {
    check("second-");
}
