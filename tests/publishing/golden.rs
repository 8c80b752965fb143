//! The bytes of one small page in every format. A change here is a change for every subscriber: it needs
//! a new `RENDERER`.

use crate::make::{NOON, rich_page, simple, slug, world};
use diemtin::model::Document;
use diemtin::publish::{Format, render};
use std::path::Path;

fn check(name: &str, document: &Document) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/publishing/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &document.body).unwrap();
    }
    let expected = std::fs::read(&path).unwrap();
    let (now, then) = (String::from_utf8_lossy(&document.body), String::from_utf8_lossy(&expected));
    assert_eq!(now, then, "{name}");
    assert_eq!(document.last_modified, NOON);
}

#[test]
fn the_bytes_of_every_format() {
    let world = world();
    let page = rich_page(&world);
    check("category.atom", &render(&page, Format::Atom));
    check("category.rss", &render(&page, Format::Rss));
    check("category.json", &render(&page, Format::Json));
}

#[test]
fn the_bytes_of_the_unified_feed() {
    let world = world();
    let both = simple(3, &["hoc", "mua"], "Trường làng giữa mùa");
    let blocks = vec![
        (slug("hoc"), vec![simple(2, &["hoc"], "Khai giảng"), both.clone()]),
        (slug("mua"), vec![simple(1, &["mua"], "Gieo mạ"), both]),
        (slug("khac"), vec![]),
    ];
    let page = world.press().unified(blocks, NOON);
    check("feed.atom", &render(&page, Format::Atom));
    check("feed.json", &render(&page, Format::Json));
}

#[test]
fn the_bytes_of_lists_and_the_front_page() {
    let world = world();
    check("opml.xml", &world.press().opml_feeds(NOON));
    check("sources.opml", &world.press().opml_sources(NOON));
    check("index.html", &world.press().index(NOON));
}
