//! A store of any size, the same at every run, with everything a store may hold; and the bytes of its feeds.

use anyhow::{Result, anyhow};
use diemtin::config;
use diemtin::daemon::live::Live;
use diemtin::daemon::pipeline;
use diemtin::model::*;
use diemtin::publish::{Format, RENDERER};
use diemtin::store::{Batch, Store};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;
use std::time::Duration;

pub const NOW: Timestamp = Timestamp(1_800_000_000);
/// From one story to the next.
pub const STEP_SECONDS: i64 = 600;
const SOURCES: u32 = 40;
const PER_POLL: u32 = 50;
const WORDS: &[&str] = &[
    "hội", "nghị", "triển", "khai", "công", "tác", "tuyên", "giáo", "tỉnh", "ủy", "lãnh", "đạo", "chủ",
    "trương", "học", "sinh", "nông", "dân", "mùa", "vụ", "khoa", "thi", "đua", "kỷ", "niệm", "đại", "biểu",
    "phát", "triển", "kinh", "tế", "văn", "hóa", "xã", "vùng", "biển", "đảo", "thanh", "niên", "sách",
];

/// A small generator, so that two runs say the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap_or(0)
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for _ in 0..words {
            let word = WORDS[self.roll(WORDS.len())];
            let _ = write!(text, "{word}{} ", self.roll(40));
        }
        text
    }
}

fn live(folder: &Path) -> Result<Live> {
    let mut text = String::from(
        "contact = \"mailto:bench@diemtin.invalid\"\ndefault = \"khac\"\n[feed]\npage_size = 500\n[store]\npath = \"store\"\n",
    );
    for slug in ["khoa-giao", "lich-su", "van-hoa", "khac"] {
        let _ = write!(text, "[[category]]\nslug = \"{slug}\"\nname = \"{slug}\"\n");
    }
    text.push_str("[[province]]\nslug = \"hoa-giang\"\nname = \"Hoa Giang\"\n");
    for source in 0..SOURCES {
        let category = ["khoa-giao", "lich-su", "van-hoa"][source as usize % 3];
        let _ = write!(
            text,
            "[[source]]\nid = \"s{source}\"\nname = \"S {source}\"\nurl = \"https://s{source}.example/rss\"\n\
             category = \"{category}\"\nprovince = \"hoa-giang\"\n"
        );
    }
    let path = folder.join("diemtin.toml");
    std::fs::write(&path, text)?;
    let config = config::load(&path).map_err(|faults| anyhow!("{faults:?}"))?;
    Ok(Live::new(config)?)
}

fn id16(text: &str) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
    id
}

fn content(text: &str) -> ContentHash {
    let mut hash = [0; 8];
    hash.copy_from_slice(&id16(text)[..8]);
    ContentHash(hash)
}

/// Fills an empty store.
pub fn fill(store: &Store, folder: &Path, stories: u32) -> Result<()> {
    let live = live(folder)?;
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for first in (0..stories).step_by(PER_POLL as usize) {
        let of = first / PER_POLL % SOURCES;
        let mut batch = Batch::default();
        for n in first..(first + PER_POLL).min(stories) {
            let at = Timestamp(NOW.0 - i64::from(stories - n) * STEP_SECONDS);
            one(&mut batch, &mut dice, of, n, at);
        }
        let at = Timestamp(NOW.0 - i64::from(stories - first) * STEP_SECONDS);
        let url = format!("https://s{of}.example/rss").parse()?;
        let id: SourceId = format!("s{of}").parse()?;
        let mut state = SourceState::new(id, url, Duration::from_secs(1_800), at);
        state.last_poll = Some(at);
        batch.states.push(state);
        store.commit(batch, at)?;
    }
    let mut assign = |entries: &[&EntryRecord]| live.rules.assign(entries);
    store.reindex(live.rules.digest(), &mut assign, NOW)?;
    store.frame([7; 16], RENDERER, NOW)?;
    store.flush()?;
    Ok(())
}

/// A story: one in twenty has been reworded, one in thirty has a second publisher, one in fifty entries was
/// held, one in ninety was forgotten before.
fn one(batch: &mut Batch, dice: &mut Dice, of: u32, n: u32, at: Timestamp) {
    let key = EntryKey(id16(&format!("key {n}")));
    let story = StoryId::from(key);
    let mut members = Vec::new();
    let sources = if n.is_multiple_of(30) { vec![of, (of + 1) % SOURCES] } else { vec![of] };
    for (place, source) in sources.into_iter().enumerate() {
        let key = if place == 0 { key } else { EntryKey(id16(&format!("second {n}"))) };
        let id: SourceId = format!("s{source}").parse().unwrap_or_else(|_| unreachable!());
        let title = format!("Bài {n}: {}", dice.text(9));
        let words = 40 + dice.roll(160);
        let entry = Entry {
            title: title.clone(),
            link: Some(format!("https://s{source}.example/bai-{n}.html")),
            summary: format!("<p>{}</p>", dice.text(30)),
            content: format!("<p>{}</p>", dice.text(words)),
            ..Entry::default()
        };
        let reworded = n.is_multiple_of(20);
        if reworded {
            let old = Entry { title: format!("{title} (cũ)"), ..entry.clone() };
            batch.revisions.push(Revision { key, number: 0, replaced: at, entry: old });
        }
        let link = LinkHash(id16(&format!("link {source} {n}")));
        batch.entries.push(EntryRecord {
            key,
            source: id.clone(),
            story,
            first_seen: at,
            changed: at,
            content_hash: content(&title),
            link: Some(link),
            revisions: u32::from(reworded),
            withdrawn: None,
            unrest: None,
            entry,
        });
        members.push(Member { key, source: id, first_seen: at, near: None });
        batch.seen.push((key, Seen::Published { first_seen: at, story, content: content(&title) }));
        batch.links.push((link, story));
        batch.links.push((LinkHash(id16(&format!("number {source} {n}"))), story));
    }
    let time = Timestamp(at.0 - i64::from(n * 7 % 300));
    batch.stories.push(Story {
        id: story,
        time,
        founded: at,
        updated: at,
        members,
        categories: Vec::new(),
        provinces: Vec::new(),
        filtered: Vec::new(),
    });
    if n.is_multiple_of(50) {
        batch.seen.push((EntryKey(id16(&format!("held {n}"))), Seen::Held { first_seen: at }));
    }
    if n.is_multiple_of(90) {
        batch.dead_keys.push((EntryKey(id16(&format!("dead {n}"))), NOW));
    }
}

/// Writes the digest of every feed address to a file.
pub fn feeds(store: &Store, folder: &Path, name: &str) -> Result<String> {
    let live = live(folder)?;
    let frame = store.frame([7; 16], RENDERER, NOW)?;
    let taxonomy = &live.config.taxonomy;
    let categories = taxonomy.categories.iter().map(|c| Scope::Category(c.slug.clone()));
    let provinces = taxonomy.provinces.iter().map(|p| Scope::Province(p.slug.clone()));
    let sources = live.config.sources.iter().map(|s| Scope::Source(s.id.clone()));
    let scopes: Vec<Scope> =
        [Scope::All].into_iter().chain(categories).chain(provinces).chain(sources).collect();
    let (mut all, mut bytes) = (BTreeMap::new(), 0);
    for format in [Format::Atom, Format::Rss, Format::Json] {
        let unified = pipeline::publish_unified(store, &live, &frame, format)?;
        let mut add = |name: String, body: &[u8]| {
            bytes += body.len();
            all.insert(name, blake3::hash(body).to_hex().to_string());
        };
        add(format!("unified {format:?}"), &unified.body);
        for scope in &scopes {
            let document = pipeline::publish(store, &live, &frame, scope, format)?;
            add(format!("{scope:?} {format:?}"), &document.body);
        }
    }
    serde_json::to_writer(File::create(folder.join(name))?, &all)?;
    Ok(format!("{} addresses, {} MB", all.len(), bytes / 1_000_000))
}
