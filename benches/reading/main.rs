//! What reading a feed costs: `cargo bench --bench reading` prints ratios against feed-rs, and what ten
//! times the bytes cost. Files named behind `--` are measured in place of those made here.
//!
//! Everything happens in one process, in turns, so that the ratios hold when the machine's speed drifts.

#[allow(dead_code, reason = "the other bench uses the rest")]
#[path = "../cycle/feeds.rs"]
mod feeds;
mod samples;
#[allow(dead_code, reason = "the other bench uses the rest")]
#[path = "../cycle/table.rs"]
mod table;
#[allow(dead_code, reason = "the other bench uses the rest")]
#[path = "../cycle/words.rs"]
mod words;

use anyhow::{Context as _, Result};
use diemtin::model::{Parsed, Timestamp};
use diemtin::parse::{Context, Form, read};
use std::hint::black_box;
use std::time::{Duration, Instant};
use table::Row;
use url::Url;

/// Time spent on one pair of readers, at least.
const TURNS_FOR: Duration = Duration::from_millis(1_500);
/// Turns of one pair, at least and at most.
const TURNS: std::ops::Range<usize> = 5..2_000;

fn main() -> Result<()> {
    let files: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    if files.is_empty() {
        return own();
    }
    let mut sound: Vec<(String, Vec<u8>)> = Vec::new();
    for file in files {
        let body = std::fs::read(&file).with_context(|| file.clone())?;
        if needs_no_repair(&body) {
            sound.push((file, body));
        }
    }
    println!("{} files that feed-rs reads and that need no repair", sound.len());
    let (mut bare, mut clean) = (Vec::new(), Vec::new());
    for (_, body) in &sound {
        bare.push(ratio(body, Form::AsGiven, feed_rs_bare));
        clean.push(ratio(body, Form::Published, feed_rs_and_ammonia));
    }
    let worst = |ratios: &[f64]| ratios.iter().copied().fold(0.0, f64::max);
    let rows = [
        Row::new("median file: us / bare feed-rs", table::median(bare.clone()), "", Some(1.2)),
        Row::new("worst file", worst(&bare), "", None),
        Row::new(
            "median file: sanitised, us / feed-rs and ammonia",
            table::median(clean.clone()),
            "",
            Some(1.2),
        ),
        Row::new("worst file", worst(&clean), "", None),
    ];
    table::print("Reading given files", "", &rows);
    Ok(())
}

/// The feeds made here.
fn own() -> Result<()> {
    let mut rows = Vec::new();
    for (name, sanitised, body) in samples::all() {
        anyhow::ensure!(needs_no_repair(&body), "{name} needs a repair");
        rows.push(Row::new(name, ratio(&body, Form::AsGiven, feed_rs_bare), "", Some(1.2)));
        rows.push(Row::new(sanitised, ratio(&body, Form::Published, feed_rs_and_ammonia), "", Some(1.2)));
        let seconds = median_of(|| ours(&body, Form::Published)).as_secs_f64();
        rows.push(Row::new("… sanitised, throughput", body.len() as f64 / 1e6 / seconds, "MB/s", None));
    }
    table::print(
        "Reading, as a multiple of feed-rs",
        "Bare: nothing sanitised on either side. Sanitised: feed-rs followed by ammonia on every lead and text.",
        &rows,
    );
    let mut rows = Vec::new();
    for (name, body) in samples::growing() {
        let one = median_of(|| ours(&body(1), Form::Published)).as_secs_f64();
        let ten = median_of(|| ours(&body(10), Form::Published)).as_secs_f64();
        rows.push(Row::new(name, ten / one, "times", Some(12.0)));
    }
    table::print("Reading 10 MB, as a multiple of 1 MB", "Sanitised.", &rows);
    Ok(())
}

fn ours(body: &[u8], form: Form) -> usize {
    parsed(body, form).map_or(0, |parsed| parsed.entries.len())
}

fn parsed(body: &[u8], form: Form) -> Option<Parsed> {
    // Every entry is wanted.
    let url = Url::parse("https://bao.example/rss/").ok()?;
    let context = Context { max_entries: 1_000_000, form, ..Context::new(&url, Timestamp(1_795_498_215)) };
    read(body, &context).ok()
}

fn needs_no_repair(body: &[u8]) -> bool {
    let theirs = feed_rs_bare(body);
    let sound = |ours: Parsed| ours.repairs.is_empty() && theirs > 0 && theirs == ours.entries.len();
    parsed(body, Form::Published).is_some_and(sound)
}

fn feed_rs_bare(body: &[u8]) -> usize {
    feed_rs::parser::parse(body).map_or(0, |feed| feed.entries.len())
}

fn feed_rs_and_ammonia(body: &[u8]) -> usize {
    let Ok(feed) = feed_rs::parser::parse(body) else { return 0 };
    for entry in &feed.entries {
        for text in entry
            .summary
            .iter()
            .map(|s| &s.content)
            .chain(entry.content.iter().filter_map(|c| c.body.as_ref()))
        {
            black_box(ammonia::clean(text));
        }
    }
    feed.entries.len()
}

/// Our time for `body` as a multiple of another reader's: the median over pairs of turns.
fn ratio(body: &[u8], form: Form, other: fn(&[u8]) -> usize) -> f64 {
    let mut ratios = Vec::new();
    let began = Instant::now();
    while ratios.len() < TURNS.start || (began.elapsed() < TURNS_FOR && ratios.len() < TURNS.end) {
        let ours = timed(|| ours(body, form));
        let theirs = timed(|| other(body));
        ratios.push(ours.as_secs_f64() / theirs.as_secs_f64());
    }
    table::median(ratios)
}

fn median_of(mut work: impl FnMut() -> usize) -> Duration {
    let mut times = Vec::new();
    let began = Instant::now();
    while times.len() < TURNS.start || (began.elapsed() < TURNS_FOR && times.len() < TURNS.end) {
        times.push(timed(&mut work).as_secs_f64());
    }
    Duration::from_secs_f64(table::median(times))
}

fn timed(mut work: impl FnMut() -> usize) -> Duration {
    let began = Instant::now();
    black_box(work());
    began.elapsed()
}
