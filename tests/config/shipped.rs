//! The configuration that ships: without a fault, and complete.

use diemtin::config::{Config, Surroundings, load_in};
use diemtin::model::{Slug, SourceId, SourceKind};
use std::collections::HashSet;
use std::path::Path;

fn shipped() -> Config {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/diemtin.toml");
    load_in(&path, &Surroundings::default()).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("faults in the shipped configuration:\n{}", lines.join("\n"))
    })
}

#[test]
fn it_has_neither_faults_nor_warnings() {
    assert_eq!(shipped().warnings, []);
}

#[test]
fn it_has_every_category_province_and_portal() {
    let config = shipped();
    let taxonomy = &config.taxonomy;
    assert_eq!(taxonomy.categories.len(), 24);
    assert_eq!(taxonomy.default, Some("khac".parse().expect("a slug")));
    assert_eq!(taxonomy.provinces.iter().filter(|p| p.unit == p.slug).count(), 34, "units of today");
    let renamed: Slug = "hue".parse().expect("a slug");
    assert_eq!(taxonomy.provinces.iter().filter(|p| p.slug != renamed).count(), 63, "names before July 2025");
    assert_eq!(config.sources.len(), 186);
    assert_eq!(config.sources.iter().filter(|s| s.enabled).count(), 14);
}

#[test]
fn old_provinces_belong_to_the_units_of_the_resolution() {
    let config = shipped();
    let check = |old: &str, unit: &str| {
        let found = config.taxonomy.provinces.iter().find(|p| p.name == old);
        assert_eq!(found.map(|p| p.unit.as_str()), Some(unit), "{old}");
    };
    check("Kiên Giang", "an-giang");
    check("An Giang", "an-giang");
    check("Thừa Thiên Huế", "hue");
    check("Bà Rịa - Vũng Tàu", "ho-chi-minh");
    check("Phú Yên", "dak-lak");
    check("Yên Bái", "lao-cai");
    check("Bắc Kạn", "thai-nguyen");
    check("Hà Nội", "ha-noi");
}

#[test]
fn what_is_enabled_can_be_polled_by_this_version_and_says_how_sure_it_is() {
    let config = shipped();
    let polled: Vec<_> = config.sources.iter().filter(|s| s.enabled).collect();
    assert!(polled.iter().all(|s| s.kind == SourceKind::Feed));
    let hosts: HashSet<_> = polled.iter().map(|s| s.url.host_str()).collect();
    assert_eq!(hosts.len(), polled.len(), "one feed a host");
    for file in config.files.iter().filter(|f| f.parent().is_some_and(|p| p.ends_with("sources.d"))) {
        let text = std::fs::read_to_string(file).expect("readable");
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[1] == "[[source]]") {
            assert!(pair[0].starts_with("# "), "{}: a source without a comment: {}", file.display(), pair[0]);
        }
    }
}

#[test]
fn it_is_anonymous_and_keeps_its_store_beside_its_folder() {
    let config = shipped();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the checkout");
    assert_eq!(config.settings.contact, None);
    assert_eq!(config.settings.store.path, root.join("var/store"));
    assert_eq!(config.settings.store.control, root.join("var/control.sock"));
}

#[test]
fn what_it_shows_is_what_holds_when_nothing_is_written() {
    let folder = crate::Folder::with(&[("main.toml", b"")]);
    let (bare, shipped) = (folder.load("main.toml").expect("no faults").settings, shipped().settings);
    assert_eq!(bare.fetch, shipped.fetch);
    assert_eq!(bare.server, shipped.server);
    assert_eq!(bare.dedup, shipped.dedup);
    assert_eq!(bare.store.retention, shipped.store.retention);
    assert_eq!(
        (bare.feed.per_category, bare.feed.page_size),
        (shipped.feed.per_category, shipped.feed.page_size)
    );
}

#[test]
fn a_source_is_found_by_its_id() {
    let config = shipped();
    let id: SourceId = "tuyengiao-can-tho".parse().expect("an id");
    assert_eq!(config.source(&id).and_then(|s| s.province.as_ref()).map(Slug::as_str), Some("can-tho"));
    assert!(config.source(&"nobody".parse().expect("an id")).is_none());
}
