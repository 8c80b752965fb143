//! What looking one article up costs, with a full window and many stories stored.

use super::articles::{Article, Dice, articles};
use super::{editors, entry, reprints};
use anyhow::{Context as _, Result};
use diemtin::config;
use diemtin::daemon::live::Live;
use diemtin::daemon::near;
use diemtin::dedup;
use diemtin::model::{
    ContentHash, Entry, EntryKey, EntryRecord, Known, Member, Seen, Source, Story, Timestamp,
};
use diemtin::store::{Batch, OpenMode, Store};
use std::path::Path;
use std::time::{Duration, Instant};

const NOW: Timestamp = Timestamp(1_788_249_600);
/// Between two stories: 40,000 of them fill the window's ten days.
const STEP_SECONDS: i64 = 20;
/// Different articles; stories beyond are told with other numbers in their text.
const TEXTS: usize = 40_000;
/// Stories of one transaction.
const STEP_STORIES: usize = 1_000;
/// Articles looked up.
const ROUNDS: usize = 4_000;
const CONFIG: &str = r#"contact = "mailto:bench@example.org"
default = "khac"
[store]
path = "store"
control = "control.sock"
[[category]]
slug = "khac"
name = "Khác"
[[source]]
id = "a"
url = "https://a.example/rss"
[[source]]
id = "b"
url = "https://b.example/rss"
"#;

/// Stores `stories`, fills the window, looks articles up and prints what it took.
pub fn measure(stories: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let live = live(folder.path())?;
    let store = Store::open(&folder.path().join("store"), OpenMode::Create, NOW)?;
    let mut dice = Dice::new(2);
    let texts = articles(TEXTS.min(stories) + ROUNDS, &mut dice);
    let (texts, others) = texts.split_at(TEXTS.min(stories));
    let begun = Instant::now();
    store_all(&store, stories, texts)?;
    println!("{stories} stories stored in {:.0} s", begun.elapsed().as_secs_f64());
    let source = live.source(&"b".parse()?).context("a source")?;
    let mut first = true;
    let mut took: Vec<(Duration, bool)> = Vec::new();
    for (round, other) in others.iter().enumerate() {
        let article = match round % 4 {
            0 => reprints::wrapped_in_boilerplate(
                texts.get(dice.below(texts.len())).context("a text")?,
                &mut dice,
            ),
            1 => editors::first_part(texts.get(dice.below(texts.len())).context("a text")?, &mut dice),
            _ => other.clone(),
        };
        let (spent, joined) = look_up(&store, &live, source, &article, round)?;
        if std::mem::take(&mut first) {
            println!("the window filled, prints made: {:.1} s", spent.as_secs_f64());
        } else {
            took.push((spent, joined));
        }
    }
    println!("\n| | articles | p50 ms | p99 ms | highest ms |\n|---|---:|---:|---:|---:|");
    for joining in [true, false] {
        let mut times: Vec<Duration> = took.iter().filter(|one| one.1 == joining).map(|one| one.0).collect();
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, |t| t.as_secs_f64() * 1e3);
        let last = times.last().map_or(0.0, |t| t.as_secs_f64() * 1e3);
        let name = if joining { "joining" } else { "not joining" };
        println!("| {name} | {} | {:.2} | {:.2} | {last:.2} |", times.len(), at(50), at(99));
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown");
    println!("\nhighest memory of all of it, the corpus included: {}", peak.trim());
    Ok(())
}

fn live(folder: &Path) -> Result<Live> {
    let path = folder.join("diemtin.toml");
    std::fs::write(&path, CONFIG)?;
    let config = config::load(&path).map_err(|faults| {
        anyhow::anyhow!("{}", faults.first().map(ToString::to_string).unwrap_or_default())
    })?;
    Ok(Live::new(config)?)
}

fn store_all(store: &Store, stories: usize, texts: &[Article]) -> Result<()> {
    let mut batch = Batch::default();
    for number in 0..stories {
        let text = texts.get((stories - 1 - number) % texts.len()).context("a text")?;
        let age = i64::try_from(stories - number)? * STEP_SECONDS;
        let mut told = entry(text);
        if stories - number > texts.len() {
            told.title.push_str(&format!(" {number}"));
        }
        add(&mut batch, number, Timestamp(NOW.0 - age), told)?;
        if batch.entries.len() == STEP_STORIES {
            store.commit(std::mem::take(&mut batch), NOW)?;
        }
    }
    store.commit(batch, NOW)?;
    Ok(())
}

fn add(batch: &mut Batch, number: usize, at: Timestamp, entry: Entry) -> Result<()> {
    let source: diemtin::model::SourceId = "a".parse()?;
    let key = EntryKey::of_digest(blake3::hash(&number.to_le_bytes()).as_bytes());
    let content_hash = ContentHash([1; 8]);
    batch.stories.push(Story {
        id: key.into(),
        time: at,
        founded: at,
        updated: at,
        members: vec![Member { key, source: source.clone(), first_seen: at, near: None }],
        categories: Vec::new(),
        provinces: Vec::new(),
        filtered: Vec::new(),
    });
    batch.seen.push((key, Seen::Published { first_seen: at, story: key.into(), content: content_hash }));
    batch.entries.push(EntryRecord {
        key,
        source,
        story: key.into(),
        first_seen: at,
        changed: at,
        content_hash,
        link: None,
        revisions: 0,
        withdrawn: None,
        unrest: None,
        entry,
    });
    Ok(())
}

/// One article of another source arrives: what the look-up took, and whether it joined a story.
fn look_up(
    store: &Store,
    live: &Live,
    source: &Source,
    article: &Article,
    round: usize,
) -> Result<(Duration, bool)> {
    let entry = Entry { guid: Some(format!("round {round}")), ..entry(article) };
    let incoming = dedup::identify(source, vec![entry]);
    let known = Known::default();
    let circumstances = dedup::Circumstances {
        source,
        first_poll: false,
        now: NOW,
        retention: live.config.settings.store.retention,
        undated_allowed: 10,
        partial: false,
        waits: None,
        untitled: true,
        changes_only: false,
        last_read: None,
    };
    let mut merged = dedup::merge(incoming, &known, &circumstances);
    let begun = Instant::now();
    near::join(store, live, source, &known, &mut merged, NOW)?;
    let spent = begun.elapsed();
    let joined = merged.entries.first().is_some_and(|record| record.story != record.key.into());
    Ok((spent, joined))
}
