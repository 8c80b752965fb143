//! Small polls of made-up sources.

use diemtin::model::*;
use diemtin::store::{Asked, Batch, OpenMode, Store};
use std::path::Path;
use std::time::Duration;

pub const NOW: Timestamp = Timestamp(1_800_000_000);

pub fn open(path: &Path) -> Store {
    Store::open(path, OpenMode::Create, NOW).unwrap()
}

pub fn id16(text: &str) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
    id
}

pub fn source(n: u32) -> SourceId {
    format!("source-{n}").parse().unwrap()
}

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub fn key(source: u32, n: u32) -> EntryKey {
    EntryKey(id16(&format!("key {source} {n}")))
}

pub fn link(n: u32) -> LinkHash {
    LinkHash(id16(&format!("link {n}")))
}

pub fn content(text: &str) -> ContentHash {
    let mut hash = [0; 8];
    hash.copy_from_slice(&id16(text)[..8]);
    ContentHash(hash)
}

pub fn assigned(name: &str) -> Assigned {
    let evidence = Evidence { kind: EvidenceKind::Label, matched: format!("label of {name}"), points: 60 };
    Assigned { slug: slug(name), score: 60, evidence: vec![evidence] }
}

pub fn opinion(categories: Vec<Assigned>, provinces: Vec<Assigned>) -> Opinion {
    Opinion { categories, provinces, filtered: vec![] }
}

pub fn state(n: u32, at: Timestamp) -> SourceState {
    let url = format!("https://portal-{n}.example/rss").parse().unwrap();
    let mut state = SourceState::new(source(n), url, Duration::from_secs(1800), at);
    state.validators.etag = Some(format!("\"{}\"", at.0).into_bytes());
    state.last_poll = Some(at);
    state.next_poll = at.plus(state.interval);
    for back in (0..30).rev() {
        state.log.push(FetchLog {
            at: Timestamp(at.0 - back * 1803),
            outcome: FetchOutcome::Unchanged,
            status: 304,
            took_ms: 120 + back as u32,
            wire_bytes: 0,
            new: 0,
        });
    }
    state
}

/// A new entry that founds a story; its time is `time`, it was first seen at `at`.
pub fn found(
    batch: &mut Batch,
    of: u32,
    n: u32,
    time: Timestamp,
    at: Timestamp,
    categories: &[&str],
) -> StoryId {
    let key = key(of, n);
    let text = format!("Tin số {n} của nguồn {of}");
    let entry = Entry {
        title: text.clone(),
        link: Some(format!("https://portal-{of}.example/{n}")),
        summary: "<p>Hội nghị triển khai nhiệm vụ công tác tuyên giáo</p>".to_owned(),
        ..Entry::default()
    };
    let story = StoryId::from(key);
    batch.entries.push(EntryRecord {
        key,
        source: source(of),
        story,
        first_seen: at,
        changed: at,
        content_hash: content(&text),
        link: Some(link(n)),
        revisions: 0,
        withdrawn: None,
        unrest: None,
        entry,
    });
    batch.stories.push(Story {
        id: story,
        time,
        founded: at,
        updated: at,
        members: vec![Member { key, source: source(of), first_seen: at, near: None }],
        categories: categories.iter().map(|name| assigned(name)).collect(),
        provinces: vec![assigned("an-giang")],
        filtered: vec![],
    });
    batch.seen.push((key, Seen::Published { first_seen: at, story, content: content(&text) }));
    batch.links.push((link(n), story));
    story
}

/// One poll of source `of` with entries `from..to`, a minute apart.
pub fn poll(of: u32, from: u32, to: u32, at: Timestamp) -> Batch {
    let mut batch = Batch { states: vec![state(of, at)], ..Batch::default() };
    for n in from..to {
        let time = Timestamp(at.0 - i64::from((n * 7919) % 5000));
        let categories: &[&str] = if n % 3 == 0 { &["khoa-giao", "van-hoa"] } else { &["ly-luan"] };
        found(&mut batch, of, n, time, at, categories);
    }
    batch
}

pub fn asked(of: u32, n: u32) -> Asked {
    Asked {
        key: key(of, n),
        content: content(&format!("Tin số {n} của nguồn {of}")),
        link: Some(link(n)),
        number: None,
    }
}

/// All files below a folder with their bytes.
pub fn files(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    found.sort();
    found
}
