//! A small world: three portals, three categories, two provinces, and stories told in a line each.

use diemtin::model::*;
use diemtin::publish::Press;
use std::sync::Arc;

pub type Told = (Story, Vec<EntryRecord>);

/// 2026-11-20T01:00:00Z.
pub const NOON: Timestamp = Timestamp(1_795_136_400);

pub struct World {
    pub taxonomy: Taxonomy,
    pub sources: Vec<Arc<Source>>,
    pub feed: FeedSettings,
    pub root: url::Url,
}

impl World {
    pub fn press(&self) -> Press<'_> {
        Press {
            taxonomy: &self.taxonomy,
            sources: &self.sources,
            feed: &self.feed,
            root: &self.root,
            instance: StoryId([7; 16]),
        }
    }
}

pub fn world() -> World {
    let category = |text: &str, name: &str, gloss: &str| Category {
        gloss: gloss.to_owned(),
        ..Category::new(slug(text), name)
    };
    let province = |text: &str, name: &str, unit: &str| Province {
        slug: slug(text),
        name: name.to_owned(),
        variants: Vec::new(),
        negative: Vec::new(),
        unit: slug(unit),
    };
    World {
        taxonomy: Taxonomy {
            categories: vec![
                category("hoc", "Việc học", "Trường lớp & thầy cô"),
                category("mua", "Mùa màng", ""),
                category("khac", "Khác", ""),
            ],
            provinces: vec![province("dong", "Đồng", "dong"), province("bai", "Bãi <cũ>", "dong")],
            default: Some(slug("khac")),
            not_after: Vec::new(),
        },
        sources: vec![
            Arc::new(source("lua", "Cổng Lúa", 0)),
            Arc::new(source("song", "Cổng Sông & Suối", 5)),
            Arc::new(Source { kind: SourceKind::Listing, ..source("nui", "Cổng Núi", 0) }),
        ],
        feed: FeedSettings { title: "Điểm tin thử".to_owned(), per_category: 20, page_size: 50 },
        root: "https://diemtin.example/".parse().unwrap(),
    }
}

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub fn source(id: &str, name: &str, trust: i32) -> Source {
    Source {
        name: name.to_owned(),
        categories: if id == "lua" { vec![slug("mua")] } else { Vec::new() },
        trust,
        ..Source::new(id.parse().unwrap(), format!("https://{id}.example/rss?a=1&b=2").parse().unwrap())
    }
}

/// An entry of `source` with a title, an address made of it, and a lead.
pub fn entry(title: &str) -> Entry {
    let digest = blake3::hash(title.as_bytes()).to_hex();
    Entry {
        title: title.to_owned(),
        link: Some(format!("https://lua.example/tin?a=1&b={}", &digest[..8])),
        summary: format!("<p>Tóm tắt của <b>{title}</b></p>"),
        content: format!("<p>Toàn văn của {title} &amp; hết.</p>"),
        ..Entry::default()
    }
}

/// A story of `members` (source id, entry), `number` minutes before noon.
pub fn story(number: u8, categories: &[&str], members: Vec<(&str, Entry)>) -> Told {
    let time = Timestamp(NOON.0 - 60 * i64::from(number));
    let id = StoryId([number; 16]);
    let records: Vec<EntryRecord> = members
        .into_iter()
        .enumerate()
        .map(|(at, (source, entry))| EntryRecord {
            key: EntryKey([number.wrapping_add(at as u8); 16]),
            source: source.parse().unwrap(),
            story: id,
            first_seen: Timestamp(time.0 + at as i64),
            changed: time,
            content_hash: ContentHash([0; 8]),
            link: None,
            revisions: 0,
            withdrawn: None,
            unrest: None,
            entry,
        })
        .collect();
    let member = |r: &EntryRecord| Member {
        key: r.key,
        source: r.source.clone(),
        first_seen: r.first_seen,
        near: None,
    };
    let assigned = |text: &&str| Assigned {
        slug: slug(text),
        score: 100,
        evidence: vec![Evidence { kind: EvidenceKind::Source, matched: "lua".to_owned(), points: 100 }],
    };
    let story = Story {
        id,
        time,
        founded: time,
        updated: Timestamp(time.0 + 30),
        members: records.iter().map(member).collect(),
        categories: categories.iter().map(assigned).collect(),
        provinces: vec![assigned(&"dong"), assigned(&"bai")],
        filtered: vec![],
    };
    (story, records)
}

/// A story of one entry of the first portal.
pub fn simple(number: u8, categories: &[&str], title: &str) -> Told {
    story(number, categories, vec![("lua", entry(title))])
}

/// The page of the first category with one item of everything there is.
pub fn rich_page(world: &World) -> Page {
    let lead = Entry {
        authors: vec![Person {
            name: "Lê Thị \"Mạ\" <mạ>".to_owned(),
            email: Some("ma@lua.example".to_owned()),
            uri: Some("https://lua.example/ma".to_owned()),
        }],
        enclosures: vec![
            Enclosure {
                url: "https://lua.example/a.jpg".to_owned(),
                length: Some(1234),
                media_type: Some("image/jpeg".to_owned()),
            },
            Enclosure { url: "https://lua.example/b?x=1&y=2".to_owned(), ..Enclosure::default() },
        ],
        ..entry("Mùa gặt ]]> & 2 < 3")
    };
    let again =
        Entry { link: Some("https://nui.example/lai".to_owned()), ..entry("Mùa gặt, đăng lại") };
    let bare = Entry { title: "Chỉ có tiêu đề".to_owned(), ..Entry::default() };
    let told = [
        story(1, &["hoc", "khac"], vec![("lua", lead), ("nui", again)]),
        simple(2, &["hoc"], "Tin thường"),
        story(3, &["hoc"], vec![("gone", bare)]),
    ];
    world.press().page(&Scope::Category(slug("hoc")), &told, NOON)
}
