//! Facts in, opinions out.

use super::*;
use crate::model::{Category, Entry, EntryKey, Label, Timestamp};

fn slug(s: &str) -> Slug {
    s.parse().unwrap()
}

fn category(id: &str, name: &str, slugs: &[&str], aliases: &[&str]) -> Category {
    let texts = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    Category { slugs: texts(slugs), aliases: texts(aliases), ..Category::new(slug(id), name) }
}

fn taxonomy() -> Taxonomy {
    let mut categories = vec![
        category("thoi-su", "Thời sự", &["tin-tuc"], &["Tin tức"]),
        category(
            "khoa-giao",
            "Khoa giáo",
            &["Khoa-giao", "khoagiao"],
            &["Khoa học - Giáo dục", "Công tác khoa giáo"],
        ),
        category("van-hoa-van-nghe", "Văn hóa - Văn nghệ", &[], &["Văn hoá, văn nghệ"]),
        category("giao-duc", "Giáo dục", &[], &[]),
        category("khac", "Khác", &[], &[]),
    ];
    categories[1].combined =
        vec![("Khoa giáo, văn nghệ".into(), vec![slug("khoa-giao"), slug("van-hoa-van-nghe")])];
    let province = |id: &str, unit: &str| Province {
        slug: slug(id),
        name: id.into(),
        variants: vec![],
        negative: vec![],
        unit: slug(unit),
    };
    let provinces = vec![
        province("an-giang", "an-giang"),
        province("kien-giang", "an-giang"),
        province("ca-mau", "ca-mau"),
    ];
    Taxonomy { categories, provinces, default: Some(slug("khac")), not_after: vec![] }
}

fn source(id: &str, categories: &[&str], province: Option<&str>) -> Arc<Source> {
    Arc::new(Source {
        name: id.into(),
        categories: categories.iter().map(|s| slug(s)).collect(),
        province: province.map(slug),
        formerly: vec![format!("{id}-cu").parse().unwrap()],
        ..Source::new(id.parse().unwrap(), "https://portal.example/rss".parse().unwrap())
    })
}

fn record(source: &str, link: &str, labels: &[&str]) -> EntryRecord {
    EntryRecord::new(
        EntryKey([0; 16]),
        source.parse().unwrap(),
        Timestamp(0),
        Entry {
            link: Some(link.into()),
            labels: labels.iter().map(|term| Label { term: (*term).into(), ..Label::default() }).collect(),
            ..Entry::default()
        },
    )
}

fn rules() -> Rules {
    let sources = [
        source("plain", &[], None),
        source("khoa-giao-a", &["khoa-giao"], Some("ca-mau")),
        source("kien-giang-b", &[], Some("kien-giang")),
    ];
    Rules::new(&taxonomy(), &sources)
}

fn slugs(assigned: &[Assigned]) -> Vec<&str> {
    assigned.iter().map(|a| a.slug.as_str()).collect()
}

#[test]
fn labels_are_compared_in_normal_form() {
    let rules = rules();
    let check = |label: &str, expected: &[&str]| {
        let opinion = rules.assign(&[&record("plain", "https://p.example/x", &[label])]);
        assert_eq!(slugs(&opinion.categories), expected, "{label:?}");
        let kind = if expected == ["khac"] { EvidenceKind::Default } else { EvidenceKind::Label };
        assert!(opinion.categories.iter().all(|a| a.evidence.len() == 1 && a.evidence[0].kind == kind));
    };
    check("Khoa giáo", &["khoa-giao"]);
    check("KHOA GIÁO", &["khoa-giao"]);
    check("Khoa Giáo ", &["khoa-giao"]);
    check("Khoa gia\u{301}o", &["khoa-giao"]);
    check("khoa-giao", &["khoa-giao"]);
    check("Khoa giáo, Văn hóa - Văn nghệ", &["khoa-giao", "van-hoa-van-nghe"]);
    check("Khoa giáo, Văn hoá - Văn nghệ", &["khoa-giao", "van-hoa-van-nghe"]);
    check("Khoa giáo - Văn nghệ", &["khoa-giao", "van-hoa-van-nghe"]);
    check("Khoa giáo và Tin tức; Thể thao", &["thoi-su", "khoa-giao"]);
    check("Khoa học - Giáo dục", &["khoa-giao"]);
    check("Y tế / Giáo dục", &["giao-duc"]);
    check("Tôn giáo", &["khac"]);
    check("khoa", &["khac"]);
    check("khóa giáo", &["khac"]);
    check("", &["khac"]);
    check(&"Khoa giáo, ".repeat(100), &["khac"]);
}

#[test]
fn whole_segments_of_the_address_are_compared() {
    let rules = rules();
    let check = |link: &str, expected: &str| {
        let opinion = rules.assign(&[&record("plain", link, &[])]);
        assert_eq!(slugs(&opinion.categories), [expected], "{link}");
    };
    check("https://p.example/vi/news/khoa-giao/bai-viet-12.html", "khoa-giao");
    check("https://p.example/Khoa-Giao/451.vgp", "khoa-giao");
    check("https://p.example/index.php?language=vi&nv=news&op=khoa-giao/bai-12", "khoa-giao");
    check("https://p.example/vi/news/khoa-giao-van-hoa/bai-12.html", "khac");
    check("https://p.example/vi/news/x/khoa-giao-12.html", "khac");
    check("https://khoa-giao.example/vi/bai-12.html", "khac");
    check("https://p.example/x?from=khoa-giao", "khac");
}

#[test]
fn the_best_supported_category_comes_first() {
    let opinion =
        rules().assign(&[&record("khoa-giao-a", "https://p.example/tin-tuc/x", &["Giáo dục", "giáo dục "])]);
    let told: Vec<(&str, EvidenceKind, &str)> = opinion
        .categories
        .iter()
        .flat_map(|a| a.evidence.iter().map(|e| (a.slug.as_str(), e.kind, e.matched.as_str())))
        .collect();
    assert_eq!(
        told,
        [
            ("khoa-giao", EvidenceKind::Source, "khoa-giao-a"),
            ("giao-duc", EvidenceKind::Label, "Giáo dục"),
            ("giao-duc", EvidenceKind::Label, "giáo dục "),
            ("thoi-su", EvidenceKind::Address, "tin-tuc"),
        ]
    );
    assert_eq!(slugs(&opinion.provinces), ["ca-mau"]);
}

#[test]
fn an_old_province_stands_behind_its_unit() {
    let rules = rules();
    let kien_giang = record("kien-giang-b", "https://p.example/x", &[]);
    let opinion = rules.assign(&[&kien_giang]);
    let unit = Evidence { kind: EvidenceKind::Unit, matched: "kien-giang".into(), points: 100 };
    let old = Evidence { kind: EvidenceKind::Source, matched: "kien-giang-b".into(), points: 100 };
    assert_eq!(
        opinion.provinces,
        [
            Assigned { slug: slug("an-giang"), score: 100, evidence: vec![unit] },
            Assigned { slug: slug("kien-giang"), score: 100, evidence: vec![old] },
        ]
    );
    let joined = rules.assign(&[&kien_giang, &record("khoa-giao-a-cu", "https://p.example/x", &[])]);
    assert_eq!(slugs(&joined.provinces), ["an-giang", "ca-mau", "kien-giang"]);
    assert_eq!(slugs(&joined.categories), ["khoa-giao"], "a former id still stands for its source");
    assert_eq!(rules.assign(&[&record("unknown", "", &[])]).provinces, []);
}

#[test]
fn evidence_is_bounded() {
    let labels: Vec<String> = (0..100).map(|n| format!("Khoa giáo{}", " ".repeat(n))).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let opinion = rules().assign(&[&record("plain", "https://p.example/x", &labels)]);
    assert_eq!(opinion.categories[0].evidence.len(), MAX_EVIDENCE);
    assert!(opinion.categories[0].evidence.iter().all(|e| e.matched.chars().count() <= MAX_MATCHED_CHARS));
}

#[test]
fn the_digest_covers_what_opinions_depend_on() {
    let sources = [source("a", &["khoa-giao"], Some("ca-mau")), source("b", &[], None)];
    let before = Rules::new(&taxonomy(), &sources).digest();
    let mut swapped = sources.clone();
    swapped.reverse();
    assert_eq!(Rules::new(&taxonomy(), &swapped).digest(), before, "the order of sources says nothing");
    let check = |change: &dyn Fn(&mut Taxonomy)| {
        let mut changed = taxonomy();
        change(&mut changed);
        assert_ne!(Rules::new(&changed, &sources).digest(), before);
    };
    check(&|t| t.categories.swap(0, 1));
    check(&|t| t.categories[0].name.push('x'));
    check(&|t| t.categories[0].slugs.push("x".into()));
    check(&|t| t.categories[0].aliases.push("x".into()));
    check(&|t| t.categories[1].combined.clear());
    check(&|t| t.provinces[1].unit = slug("ca-mau"));
    check(&|t| t.default = None);
    let other = [source("a", &["giao-duc"], Some("ca-mau")), source("b", &[], None)];
    assert_ne!(Rules::new(&taxonomy(), &other).digest(), before);
    assert_ne!(Rules::new(&taxonomy(), &sources[..1]).digest(), before);
    let mut glossed = taxonomy();
    glossed.categories[0].gloss = "for people".into();
    assert_eq!(Rules::new(&glossed, &sources).digest(), before);
}
