//! Which entries of one fetch are one, and which keys they get.

use super::super::memory::{entry, source};
use super::*;
use proptest::prelude::*;

fn keys(source: &Source, entries: &[Entry]) -> Vec<EntryKey> {
    identify(source, entries.to_vec()).into_iter().map(|one| one.key).collect()
}

#[track_caller]
fn same(a: Entry, b: Entry) {
    let source = source("portal-a");
    assert_eq!(keys(&source, &[a]), keys(&source, &[b]));
}

#[track_caller]
fn different(a: Entry, b: Entry) {
    let source = source("portal-a");
    assert_ne!(keys(&source, &[a]), keys(&source, &[b]));
}

#[test]
fn the_guid_identifies_within_its_source() {
    let bai = entry("news_12", "https://portal-a.example/vi/news/khoa-giao/bai-12.html", "Bài");
    same(bai.clone(), entry(" \n news_12 ", "https://portal-a.example/vi/news/tin/khac-12.html", "Sửa"));
    different(bai.clone(), entry("news_13", "https://portal-a.example/vi/news/khoa-giao/bai-12.html", "Bài"));
    let elsewhere = source("portal-b");
    assert_ne!(keys(&source("portal-a"), std::slice::from_ref(&bai)), keys(&elsewhere, &[bai]));
    same(entry("http://portal-a.example/?p=7", "", "x"), entry("https://www.portal-a.example/?p=7", "", "x"));
}

#[test]
fn without_a_guid_the_link_identifies_and_without_a_link_the_words() {
    for worthless in ["", "null", "0", "https://portal-a.example/", "https://portal-a.example/rss"] {
        let bai = entry(worthless, "http://www.portal-a.example/bai-12.html?utm_source=rss", "Bài");
        same(bai, entry("", "https://portal-a.example/bai-12.html", "Bài khác"));
    }
    same(entry("", "", "Văn hoá"), entry("", "https://portal-a.example/", "VĂN  HÓA"));
    same(entry("", "", "Văn hoá"), entry("", "https://portal-a.example/rss", "Văn hóa"));
    different(entry("", "", "Văn hóa"), entry("", "", "Khoa giáo"));
}

#[test]
fn duplicates_of_one_fetch_collapse() {
    let source = source("portal-a");
    let check = |entries: &[Entry], expected: usize| {
        assert_eq!(identify(&source, entries.to_vec()).len(), expected, "{entries:?}")
    };
    let bai = entry("news_12", "https://portal-a.example/a-12.html", "Bài");
    check(&[bai.clone(), bai.clone()], 1);
    check(&[bai.clone(), entry("news_12", "http://www.portal-a.example/a-12.html", "Bài sửa")], 1);
    check(
        &[
            entry("", "https://portal-a.example/a-12.html", "Bài"),
            entry("", "http://portal-a.example/a-12.html?fbclid=1", "Bài"),
        ],
        1,
    );
    let mut in_two_sections =
        [bai.clone(), entry("news_12", "https://portal-a.example/muc-khac/a-12.html", "Bài")];
    check(&in_two_sections, 2);
    in_two_sections.iter_mut().for_each(|entry| entry.summary = "Cùng một bài".into());
    check(&in_two_sections, 1);
    check(&[Entry::default(), entry("x", "", "")], 0);
}

#[test]
fn a_guid_shared_by_two_articles_is_no_identity_for_them() {
    let source = source("portal-a");
    let (one, two) = (
        entry("tin", "https://portal-a.example/1", "Một"),
        entry("tin", "https://portal-a.example/2", "Hai"),
    );
    let (alone, both) = (identify(&source, vec![one.clone()]), identify(&source, vec![one, two]));
    assert_eq!(both.len(), 2);
    assert_ne!(both[0].key, both[1].key);
    assert!(alone[0].aliases.contains(&both[0].key) && both[0].aliases.contains(&alone[0].key));
    let untitled = |title| entry("tin", "https://portal-a.example/", title);
    assert_eq!(identify(&source, vec![untitled("Một"), untitled("Hai"), untitled("Ba")]).len(), 3);
}

#[test]
fn an_address_of_many_articles_is_no_article() {
    let source = source("portal-a");
    let list = |title| entry("", "https://portal-a.example/tin", title);
    let found = identify(&source, vec![list("Một"), list("Hai"), list("Ba")]);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|one| one.link.is_none()));
    assert_eq!(identify(&source, vec![list("Một"), list("Hai")]).len(), 1);
}

#[test]
fn a_renamed_or_moved_source_asks_for_its_old_keys() {
    let before = source("portal-a");
    let bai = entry("news_12", "", "Bài");
    let mut after = source("portal-b");
    after.formerly = vec![before.id.clone()];
    let old = keys(&before, std::slice::from_ref(&bai));
    assert!(identify(&after, vec![bai])[0].aliases.contains(&old[0]));

    let old = keys(&before, &[entry("", "http://www.portal-a.example/bai-12.html", "Bài")]);
    let mut moved = source("portal-a");
    moved.url = "https://noi-moi.example/rss".parse().unwrap();
    moved.aliases = vec!["www.portal-a.example".into()];
    let at = |host: &str| identify(&moved, vec![entry("", &format!("https://{host}/bai-12.html"), "Bài")]);
    assert!(at("noi-moi.example")[0].aliases.contains(&old[0]));
    assert!(!at("khac.example")[0].aliases.contains(&old[0]));
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let guid = prop::sample::select(vec!["", "g1", "g2", "g3", "null"]);
    let link = prop::sample::select(vec![
        "",
        "https://portal-a.example/",
        "https://portal-a.example/1",
        "http://www.portal-a.example/1?utm_id=1",
        "https://portal-a.example/2",
        "https://portal-a.example/3",
    ]);
    let title = prop::sample::select(vec!["", "Một", "Hai", "Ba", "BA"]);
    let text = prop::sample::select(vec!["", "x", "y"]);
    (guid, link, title, text)
        .prop_map(|(guid, link, title, text)| Entry { summary: text.into(), ..entry(guid, link, title) })
}

proptest! {
    #[test]
    fn keys_do_not_depend_on_the_order(entries in prop::collection::vec(any_entry(), 0..8), seed in any::<u64>()) {
        let source = source("portal-a");
        let mut shuffled = entries.clone();
        let mut state = seed;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        let (mut a, mut b) = (keys(&source, &entries), keys(&source, &shuffled));
        a.sort();
        b.sort();
        prop_assert_eq!(&a, &b);
        a.dedup();
        prop_assert_eq!(a.len(), b.len(), "a key twice in one fetch");
    }
}
