//! The functions that fuzzing calls, on random bytes and on what fuzzing found (`cases/`, a folder for
//! each function).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod checks;

use proptest::prelude::*;
use std::path::Path;

/// Every file of `cases/NAME`, in the order of its name.
fn cases(name: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed/cases").join(name);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no case in {}", folder.display());
    for file in files {
        println!("{}", file.display());
        check(&std::fs::read(file).unwrap());
    }
}

#[test]
fn cases_of_bodies() {
    cases("body", checks::body);
}

#[test]
fn cases_of_markup() {
    cases("markup", checks::markup);
}

#[test]
fn cases_of_dates() {
    cases("dates", checks::dates);
}

#[test]
fn cases_of_addresses() {
    cases("address", checks::address);
}

#[test]
fn cases_of_damage() {
    cases("damage", checks::damage);
}

#[test]
fn cases_of_pages() {
    cases("page", checks::page);
}

/// Pieces of pages with lists.
fn pieces_of_pages() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "<(/?)(div|ul|li|h3|table|tr|td|p|nav|a|span|b|br|script|article)( class=[a-c]{1,3})?>",
        (0..40_u8, "[a-z à]{0,30}")
            .prop_map(|(n, text)| format!("<li><a href=/tin-so-{n}-cua-ngay-{n}.html>Tin số {n} {text}</a>")),
        "<h3 data-href=/[a-z-]{0,20}[0-9]{0,5}>[A-Z][a-zà ]{0,40}</h3>",
        "<i>[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}</i>",
        "<a href=[?]page=[0-9]>[0-9»]</a>",
        "(Đọc nhiều|Tin mới|Các tin khác|\\{\"a\":\\[\\{\"title\":\"a b c\",\"id\":[0-9]\\}|\\PC{0,10})",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn random_pages(page in pieces_of_pages()) {
        checks::page(page.as_bytes());
    }

    #[test]
    fn random_bodies(data in proptest::collection::vec(any::<u8>(), 0..400)) {
        checks::body(&data);
    }

    #[test]
    fn random_markup(s in "(<[a-z/!]{0,6}|[ =\"'>&;#x0-9]|href=|src=|style=|\\PC|[\\x00-\\x1f]){0,60}") {
        checks::markup(s.as_bytes());
    }

    #[test]
    fn random_dates(data in proptest::collection::vec(any::<u8>(), 0..60)) {
        checks::dates(&data);
    }

    #[test]
    fn random_addresses(s in "(https?:)?//[a-z.:@%/0-9?&=#!;~\\PC]{0,60}") {
        checks::address(s.as_bytes());
    }

    #[test]
    fn random_damage(at in any::<u16>(), text in "([&\"'=/;#!\\[\\]a-zĐ]|&[a-z#x0-9]{0,6};?|]]|[\\x00-\\x1f]|-){0,20}") {
        let mut data = at.to_le_bytes().to_vec();
        data.extend(text.bytes());
        checks::damage(&data);
    }

    #[test]
    fn random_sitemaps(head in any::<u8>(), s in "(</?(url|sitemap|loc|lastmod|news:news|news:title|image:image|sm:url|urlset)>?|https?://|[/a-z0-9.:-]{0,9}|2026-11-[0-9]{2}|<!\\[CDATA\\[|]]>|[ =\"'>&;#\n]|\\PC|[\\x00-\\x1f]){0,60}") {
        let data: Vec<u8> = [head].into_iter().chain(s.bytes()).collect();
        checks::sitemap(&data);
    }

    #[test]
    fn random_robots(path in "[a-z/*$%?\\PC]{0,20}", s in "((User-agent|Disallow|Allow|Crawl-delay|Sitemap|Disalow): ?[*a-z/$%0-9.]{0,12}|[\\r\\n#:* \\x00]|\\PC|\u{FEFF}){0,40}") {
        let path = path.as_bytes();
        let length = u8::try_from(path.len()).unwrap();
        let data: Vec<u8> = [length].into_iter().chain(path.iter().copied()).chain(s.bytes()).collect();
        checks::robots(&data);
    }
}
