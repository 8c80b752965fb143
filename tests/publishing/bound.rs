//! No document grows without end, whatever portals send.

use crate::make::{NOON, entry, slug, story, world};
use diemtin::model::{Entry, Scope};
use diemtin::publish::{Format, render};

const MAX_BYTES: usize = 2 * 1024 * 1024;

/// Text that grows under escaping in every format.
fn heavy(title: &str, bytes: usize) -> Entry {
    Entry { content: "&\"<>".repeat(bytes / 4), ..entry(title) }
}

#[test]
fn full_texts_go_before_items_and_the_oldest_first() {
    let told: Vec<_> =
        (0..40).map(|n| story(n, &["hoc"], vec![("lua", heavy(&n.to_string(), 40_000))])).collect();
    let page = world().press().page(&Scope::All, &told, NOON);
    let items = &page.blocks[0].items;
    assert_eq!(items.len(), 40, "leads of all fit");
    let texts: Vec<bool> = items.iter().map(|item| !item.content.is_empty()).collect();
    assert!(texts[0] && !texts[39]);
    assert!(texts.is_sorted_by(|newer, older| newer >= older), "only the oldest lost theirs");
    for format in Format::ALL {
        let bytes = render(&page, format).body.len();
        assert!(bytes <= MAX_BYTES, "{format:?}: {bytes}");
    }
}

#[test]
fn the_longest_block_of_the_unified_feed_gives_way() {
    let title = |n: u8| format!("{n} {}", "\"&".repeat(700));
    let told = |n: u8| story(n, &["hoc"], vec![("lua", entry(&title(n)))]);
    let world = world();
    let unified = || {
        let blocks = vec![
            (slug("hoc"), (0..5).map(told).collect()),
            (slug("mua"), (10..90).map(told).collect()),
            (slug("khac"), (100..110).map(told).collect()),
        ];
        world.press().unified(blocks, NOON)
    };
    let page = unified();
    let sizes: Vec<usize> = page.blocks.iter().map(|block| block.items.len()).collect();
    assert_eq!((sizes[0], sizes[2]), (5, 10));
    assert!(sizes[1] > 0 && sizes[1] < 80, "{sizes:?}");
    assert!(page.blocks[1].items[0].title.starts_with("10 "), "the newest stay");
    assert_eq!(page, unified());
    for format in Format::ALL {
        let bytes = render(&page, format).body.len();
        assert!(bytes <= MAX_BYTES, "{format:?}: {bytes}");
    }
}

#[test]
fn one_item_that_is_too_long_alone_leaves_an_empty_page() {
    let monster = Entry { title: "x".repeat(10 * 1024 * 1024), ..entry("x") };
    let page = world().press().page(&Scope::All, &[story(1, &["hoc"], vec![("lua", monster)])], NOON);
    assert!(page.blocks[0].items.is_empty());
}
