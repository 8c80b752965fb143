//! What opinions cost: `cargo bench --bench rules` judges articles of 6 KB by the shipped config;
//! `cargo bench --bench rules -- reindex STORIES` stores so many stories (100,000 without a number) and judges all of
//! them anew, in a process of its own, so that its highest memory is its own.

use anyhow::{Context as _, Result, bail, ensure};
use diemtin::classify::Rules;
use diemtin::config::{self, Surroundings};
use diemtin::model::{ContentHash, Entry, EntryKey, EntryRecord, Member, Seen, Story, Timestamp};
use diemtin::store::{Batch, OpenMode, Store};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const NOW: Timestamp = Timestamp(1_788_249_600);
/// Bytes of an article's text.
const ARTICLE_BYTES: usize = 6_000;
/// Articles judged.
const ROUNDS: usize = 20_000;
/// Stories of one transaction.
const STEP_STORIES: usize = 1_000;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => judging(),
        ["reindex"] => reindexing(100_000),
        ["reindex", stories] => reindexing(stories.parse().context("expected a number of stories")?),
        ["store", folder, stories] => store_all(Path::new(folder), stories.parse()?),
        ["judge", folder] => judge_all(Path::new(folder)),
        other => bail!("{other:?}: expected nothing, or reindex and a number of stories"),
    }
}

/// Title, lead and text of articles, made of headlines with leads.
fn articles() -> Result<Vec<Entry>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/classifying/labelled.tsv");
    let text = std::fs::read_to_string(path)?;
    let told = |line: &str| -> Option<(String, String)> {
        let fields: Vec<&str> = line.split('\t').collect();
        Some(((*fields.get(4)?).to_owned(), (*fields.get(5)?).to_owned()))
    };
    let told: Vec<(String, String)> = text.lines().skip(1).filter_map(told).collect();
    let article = |at: usize| -> Option<Entry> {
        let (title, lead) = told.get(at)?.clone();
        let mut content = String::new();
        for (_, paragraph) in told.iter().cycle().skip(at) {
            content.push_str(&format!("<p>{paragraph}</p>"));
            if content.len() >= ARTICLE_BYTES {
                break;
            }
        }
        Some(Entry { title, summary: lead, content, ..Entry::default() })
    };
    Ok((0..told.len()).filter_map(article).collect())
}

fn rules() -> Result<Rules> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/diemtin.toml");
    let config = config::load_in(&path, &Surroundings::default());
    let config = config.map_err(|faults| anyhow::anyhow!("{} faults in the shipped config", faults.len()))?;
    Ok(Rules::new(&config.taxonomy, &config.sources))
}

fn record(number: usize, entry: Entry) -> Result<EntryRecord> {
    let key = EntryKey::of_digest(blake3::hash(&number.to_le_bytes()).as_bytes());
    let at = Timestamp(NOW.0 - i64::try_from(number)? * 60);
    Ok(EntryRecord {
        key,
        source: "portal".parse()?,
        story: key.into(),
        first_seen: at,
        changed: at,
        content_hash: ContentHash([1; 8]),
        link: None,
        revisions: 0,
        withdrawn: None,
        unrest: None,
        entry,
    })
}

fn judging() -> Result<()> {
    let begun = Instant::now();
    let rules = rules()?;
    println!("config read and rules made ready: {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let records: Vec<EntryRecord> =
        articles()?.into_iter().enumerate().map(|(n, entry)| record(n, entry)).collect::<Result<_>>()?;
    let bytes: usize = records.iter().map(|record| record.entry.content.len()).sum();
    let mut times: Vec<Duration> = Vec::with_capacity(ROUNDS);
    let mut categories = 0;
    for record in records.iter().cycle().take(ROUNDS) {
        let begun = Instant::now();
        categories += rules.assign(&[record]).categories.len();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, |t| t.as_secs_f64() * 1e6);
    println!("{} articles of {} bytes, {ROUNDS} rounds", records.len(), bytes / records.len().max(1));
    println!("p50 {:.0} µs, p99 {:.0} µs, {categories} categories", at(50), at(99));
    Ok(())
}

fn reindexing(stories: usize) -> Result<()> {
    let root = tempfile::tempdir()?;
    let folder = root.path().join("store").display().to_string();
    for arguments in [vec!["store", &folder, &stories.to_string()], vec!["judge", &folder]] {
        let output =
            Command::new(std::env::current_exe()?).args(&arguments).stderr(Stdio::inherit()).output()?;
        ensure!(output.status.success(), "{arguments:?} failed");
        print!("{}", String::from_utf8(output.stdout)?);
    }
    Ok(())
}

fn store_all(folder: &Path, stories: usize) -> Result<()> {
    let begun = Instant::now();
    let store = Store::open(folder, OpenMode::Create, NOW)?;
    let articles = articles()?;
    let mut batch = Batch::default();
    // the oldest first, as they come
    for number in (0..stories).rev() {
        let entry = articles.get(number % articles.len()).context("an article")?.clone();
        let entry = Entry { title: format!("{} {number}", entry.title), ..entry };
        let record = record(number, entry)?;
        let (key, at) = (record.key, record.first_seen);
        batch.stories.push(Story {
            id: key.into(),
            time: at,
            founded: at,
            updated: at,
            members: vec![Member { key, source: record.source.clone(), first_seen: at, near: None }],
            categories: Vec::new(),
            provinces: Vec::new(),
            filtered: Vec::new(),
        });
        let content = record.content_hash;
        batch.seen.push((key, Seen::Published { first_seen: at, story: key.into(), content }));
        batch.entries.push(record);
        if batch.entries.len() == STEP_STORIES {
            store.commit(std::mem::take(&mut batch), NOW)?;
        }
    }
    store.commit(batch, NOW)?;
    store.flush()?;
    println!("{stories} stories stored in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

fn judge_all(folder: &Path) -> Result<()> {
    let store = Store::open(folder, OpenMode::Existing, NOW)?;
    let rules = rules()?;
    let begun = Instant::now();
    let mut judged = 0_u64;
    let mut assign = |entries: &[&EntryRecord]| {
        judged += 1;
        rules.assign(entries)
    };
    let committed = store.reindex(rules.digest(), &mut assign, NOW)?;
    let scopes = committed.map_or(0, |committed| committed.scopes.len());
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned();
    println!(
        "{judged} stories judged in {:.0} s, {scopes} feeds changed, highest memory {peak}",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}
