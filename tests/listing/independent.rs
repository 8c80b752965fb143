//! Pages by people who never saw the code. Their first scores were the measure; they are cases now, and what
//! is still missed is counted here.

use super::{links, list};
use diemtin::model::{Claim, Timestamp};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Least precision and recall of links over a set, in hundredths of a percent.
const LEAST: usize = 9_800;

/// What a set comes to: every page of it together.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missing: usize,
    /// Dates that the truth has, of records that were found.
    dates: usize,
    /// Of these, the ones read.
    read: usize,
}

/// Whether a claim is what the truth says: an instant, or a day in Vietnam.
fn is_date(claim: Option<Claim>, truth: &str) -> bool {
    let Some(claim) = claim else { return false };
    let day = |at: Timestamp| (at.0 + 7 * 3_600).div_euclid(86_400);
    match truth.parse::<Timestamp>() {
        Ok(instant) => claim.at == instant,
        Err(_) => day(claim.at) == day(format!("{truth}T00:00:00+07:00").parse().unwrap()),
    }
}

fn score(set: &str) -> Score {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listing/independent");
    let (mut score, mut pages) = (Score::default(), 0);
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with(set) || !name.ends_with(".json") {
            continue;
        }
        let truth: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let html = std::fs::read_to_string(file.with_extension("html")).unwrap();
        let records = truth["records"].as_array().unwrap();
        let wanted: HashSet<&str> = records.iter().map(|record| record["link"].as_str().unwrap()).collect();
        let fetched: Timestamp = truth["fetched"].as_str().unwrap().parse().unwrap();
        let parsed =
            list(&html, truth["url"].as_str().unwrap(), |context| context.fetched = fetched).unwrap();
        let found: HashSet<&str> = links(&parsed).into_iter().collect();
        score.right += found.intersection(&wanted).count();
        score.wrong += found.difference(&wanted).count();
        score.missing += wanted.difference(&found).count();
        let claims: HashMap<&str, Option<Claim>> = parsed
            .entries
            .iter()
            .filter_map(|entry| Some((entry.link.as_deref()?, entry.published)))
            .collect();
        for record in records {
            let (link, date) = (record["link"].as_str().unwrap(), record["date"].as_str());
            if let (Some(claim), Some(date)) = (claims.get(link), date) {
                score.dates += 1;
                score.read += usize::from(is_date(*claim, date));
            }
        }
        pages += 1;
    }
    assert!(pages > 10, "{pages} pages");
    score
}

fn check(set: &str) {
    let Score { right, wrong, missing, dates, read } = score(set);
    let (precision, recall) = (right * 10_000 / (right + wrong), right * 10_000 / (right + missing));
    assert!(
        precision >= LEAST && recall >= LEAST,
        "{set}: {right} right, {wrong} too many, {missing} missing"
    );
    assert!(dates > 100 && read * 10_000 / dates >= LEAST, "{set}: {read} of {dates} dates");
}

#[test]
fn the_first_set_is_read() {
    check("first-");
}

#[test]
fn the_second_set_is_read() {
    check("second-");
}
