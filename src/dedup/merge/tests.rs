//! Polls in, store out.

use super::super::memory::{DAY, Memory, NOW, RETENTION, circumstances, dated, entry, source};
use super::*;
use proptest::prelude::*;

fn later(seconds: i64) -> Timestamp {
    Timestamp(NOW.0 + seconds)
}

fn bai(n: u32) -> Entry {
    entry(
        &format!("news_{n}"),
        &format!("https://portal-a.example/vi/news/khoa-giao/bai-{n}.html"),
        &format!("Bài {n}"),
    )
}

#[test]
fn the_same_feed_twice_changes_nothing() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    let first = memory.poll(&source, &[bai(1), bai(2)], NOW, true);
    assert_eq!(
        (first.new_entries, first.stories.len(), first.links.len()),
        (2, 2, 4),
        "each has its address and its number"
    );
    assert_eq!(memory.poll(&source, &[bai(1), bai(2)], later(600), false), Merged::default());
    let cosmetic =
        entry("news_1", "http://www.portal-a.example/vi/news/khoa-giao/bai-1.html?utm_id=2", "BÀI  1");
    assert_eq!(memory.poll(&source, &[cosmetic], later(600), false), Merged::default());
    let redated = dated(bai(1), NOW.0 + 500, Precision::Second);
    assert_eq!(memory.poll(&source, &[redated], later(600), false), Merged::default());
}

#[test]
fn a_reprint_joins_the_story_and_equal_guids_of_two_portals_do_not() {
    let mut memory = Memory::default();
    let (a, b) = (source("portal-a"), source("portal-b"));
    memory.poll(&a, &[bai(1)], NOW, true);
    let own = entry("news_1", "https://portal-b.example/vi/news/tin/khac-1.html", "Khác");
    let reprint = entry(
        "news_2",
        "http://www.portal-a.example/vi/news/khoa-giao/bai-1.html;jsessionid=0",
        "Bài 1 (theo A)",
    );
    let merged = memory.poll(&b, &[own, reprint], later(60), false);
    assert_eq!((merged.new_entries, merged.stories.len(), memory.stories.len()), (2, 2, 2));
    let story = memory.story("https://portal-a.example/vi/news/khoa-giao/bai-1.html").unwrap();
    assert_eq!(story.members.iter().map(|m| m.source.as_str()).collect::<Vec<_>>(), ["portal-a", "portal-b"]);
    assert_eq!((story.founded, story.time, story.updated), (NOW, NOW, later(60)));
}

#[test]
fn an_article_that_moved_to_another_section_is_one_story_with_one_address() {
    let mut memory = Memory::default();
    let (a, b) = (source("muc-a"), source("muc-b"));
    let old = entry("news_7", "https://portal.example/vi/news/ly-luan/bai-bay-7.html", "Bài bảy");
    let new = entry("news_7", "https://portal.example/vi/news/khoa-giao/bai-bay-7.html", "Bài bảy");
    memory.poll(&a, std::slice::from_ref(&old), NOW, true);
    let merged = memory.poll(&b, std::slice::from_ref(&new), later(60), false);
    assert_eq!((memory.stories.len(), merged.new_entries, merged.entries.len()), (1, 1, 2));
    assert!(memory.entries.values().all(|record| record.entry.link == new.link), "the old address is dead");
    assert_eq!(memory.poll(&b, std::slice::from_ref(&new), later(120), false), Merged::default());
    assert_eq!(memory.poll(&a, &[], later(120), false), Merged::default());
    // another article under the number: the portal began to count anew
    let other = entry("news_7", "https://portal.example/vi/news/khoa-giao/bai-khac-7.html", "Bài khác");
    memory.poll(&source("muc-c"), &[other], later(180), false);
    assert_eq!(memory.stories.len(), 2);
}

#[test]
fn only_so_many_wait_and_what_has_no_title_comes_again() {
    let (memory, source) = (Memory::default(), source("portal-a"));
    let check = |title: &str, untitled: bool, expected: (usize, usize, usize)| {
        let entries = (1..=3).map(|n| Entry { title: title.into(), ..bai(n) }).collect();
        let incoming = super::super::identify(&source, entries);
        let known = memory.known(&incoming, &source);
        let at = Circumstances { waits: Some(1), untitled, ..circumstances(&source, false, NOW) };
        let merged = merge(incoming, &known, &at);
        assert_eq!((merged.waiting.len(), merged.new_entries, merged.left_out), expected, "{title:?}");
    };
    check("Bài", true, (1, 2, 0));
    check("Bài", false, (1, 2, 0));
    check("", true, (1, 2, 0));
    check("", false, (1, 0, 2));
}

#[test]
fn a_changed_wording_is_kept_as_a_revision() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    memory.poll(&source, &[bai(1)], NOW, true);
    for (at, title) in [(1, "Bài 1 (cập nhật)"), (2, "Bài 1 (đính chính)")] {
        let edited = Entry { title: title.into(), ..bai(1) };
        let merged = memory.poll(&source, &[edited], later(600 * at), false);
        assert_eq!((merged.entries.len(), merged.revisions.len(), merged.new_entries), (1, 1, 0));
        assert_eq!((merged.stories[0].updated, merged.stories[0].time), (later(600 * at), NOW));
    }
    let old: Vec<(u32, &str)> = memory.revisions.iter().map(|r| (r.number, r.entry.title.as_str())).collect();
    assert_eq!(old, [(0, "Bài 1"), (1, "Bài 1 (cập nhật)")]);
    assert_eq!(memory.titles(), ["Bài 1 (đính chính)"]);
}

#[test]
fn an_article_that_moves_keeps_its_story_and_gains_an_address() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    memory.poll(&source, &[bai(1)], NOW, true);
    let moved = Entry { link: Some("https://portal-a.example/vi/news/tin/bai-1.html".into()), ..bai(1) };
    let merged = memory.poll(&source, &[moved], later(600), false);
    assert_eq!((merged.entries.len(), merged.revisions.len(), merged.links.len()), (1, 0, 1));
    assert_eq!(
        memory.story("https://portal-a.example/vi/news/tin/bai-1.html"),
        memory.story(&bai(1).link.unwrap())
    );
}

#[test]
fn a_new_guid_for_a_known_address_is_the_same_article() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    memory.poll(&source, &[bai(1)], NOW, true);
    let again = Entry { guid: Some("news_99".into()), title: "Bài 1, đăng lại".into(), ..bai(1) };
    let merged = memory.poll(&source, std::slice::from_ref(&again), later(600), false);
    assert_eq!((merged.new_entries, merged.entries.len(), merged.revisions.len()), (0, 1, 1));
    assert_eq!((memory.stories.len(), memory.titles()), (1, vec!["Bài 1, đăng lại".to_owned()]));
    assert_eq!(memory.poll(&source, std::slice::from_ref(&again), later(900), false), Merged::default());
    let edited = Entry { title: "Bài 1, lần ba".into(), ..again };
    assert_eq!(memory.poll(&source, &[edited], later(1_200), false).revisions.len(), 1);
    assert_eq!(memory.titles(), ["Bài 1, lần ba"]);

    let two = [bai(5), Entry { guid: Some("news_6".into()), ..bai(5) }];
    let merged = memory.poll(&source, &two, later(1_500), false);
    assert_eq!((merged.new_entries, merged.stories.len(), merged.seen.len()), (1, 1, 2));
    assert_eq!(memory.poll(&source, &two, later(1_800), false), Merged::default());
}

#[test]
fn entries_of_one_guid_are_told_apart_whoever_leaves_the_feed() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    let tin = |n: u32| entry("tin", &format!("https://portal-a.example/{n}"), &format!("Tin {n}"));
    assert_eq!(memory.poll(&source, &[tin(1), tin(2)], NOW, true).new_entries, 2);
    for feed in [vec![tin(1), tin(2)], vec![tin(2)], vec![tin(1)], vec![tin(2), tin(1)]] {
        assert_eq!(memory.poll(&source, &feed, later(600), false), Merged::default());
    }
    assert_eq!(memory.poll(&source, &[tin(3)], later(900), false).new_entries, 1);
    assert_eq!(memory.poll(&source, &[tin(4)], later(1_200), false).new_entries, 1);
    assert_eq!(memory.poll(&source, &[tin(3), tin(4)], later(1_500), false), Merged::default());
    assert_eq!(memory.titles(), ["Tin 1", "Tin 2", "Tin 3", "Tin 4"]);
}

#[test]
fn an_entry_published_before_its_guid_was_reused_is_still_known() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    let tin = |n: u32| entry("tin", &format!("https://portal-a.example/{n}"), &format!("Tin {n}"));
    memory.poll(&source, &[tin(1), bai(7)], NOW, true);
    let edited = Entry { title: "Tin 1, sửa".into(), ..tin(1) };
    let merged = memory.poll(&source, &[edited.clone(), tin(2), bai(7)], later(600), false);
    assert_eq!((merged.new_entries, merged.revisions.len()), (1, 1));
    for feed in [vec![edited.clone(), tin(2), bai(7)], vec![tin(2)], vec![edited, bai(7)]] {
        assert_eq!(memory.poll(&source, &feed, later(900), false), Merged::default());
    }
    let moved = Entry { link: Some("https://portal-a.example/muc/bai-7.html".into()), ..bai(7) };
    let merged = memory.poll(&source, &[moved], later(1_200), false);
    assert_eq!((merged.new_entries, merged.entries.len()), (0, 1));
}

#[test]
fn dates_neither_flood_nor_stick_to_the_top() {
    let check = |entries: Vec<Entry>, first_poll: bool, published: usize, held: usize| {
        let (mut memory, source) = (Memory::default(), source("portal-a"));
        let merged = memory.poll(&source, &entries, NOW, first_poll);
        assert_eq!(
            (merged.new_entries, merged.held),
            (published, held),
            "{first_poll} {:?}",
            entries.first()
        );
        assert!(merged.stories.iter().all(|story| story.time <= NOW));
        assert_eq!(memory.poll(&source, &entries, later(600), false), Merged::default());
    };
    let all = |at: &dyn Fn(i64) -> i64, precision| {
        (0..30).map(|n| dated(bai(n), at(i64::from(n)), precision)).collect::<Vec<_>>()
    };
    check((0..30).map(bai).collect(), true, 10, 20);
    check((0..30).map(bai).collect(), false, 30, 0);
    check(all(&|n| NOW.0 - n * DAY, Precision::Second), true, 30, 0);
    check(all(&|n| NOW.0 - n * 40 * DAY, Precision::Second), true, 19, 11);
    check(all(&|n| NOW.0 - n * 40 * DAY, Precision::Second), false, 19, 11);
    check(all(&|n| NOW.0 + (n + 2) * DAY, Precision::Second), true, 10, 20);
    check(all(&|_| NOW.0 - 5, Precision::Second), true, 10, 20);
    check(all(&|_| NOW.0 - 5, Precision::Second), false, 30, 0);
    check(all(&|_| NOW.0 - DAY, Precision::Day), true, 30, 0);
}

#[test]
fn the_first_of_an_undated_list_are_published() {
    let (mut memory, mut source) = (Memory::default(), source("portal-a"));
    source.backfill = 2;
    memory.poll(&source, &[bai(3), bai(1), bai(2)], NOW, true);
    assert_eq!(memory.titles(), ["Bài 1", "Bài 3"]);
}

#[test]
fn forgotten_stays_forgotten_while_it_is_listed() {
    let mut memory = Memory::default();
    let (a, b) = (source("portal-a"), source("portal-b"));
    memory.poll(&a, &[bai(1)], NOW, true);
    let id = *memory.stories.keys().next().unwrap();
    memory.forget(id, NOW.plus(RETENTION));
    assert_eq!(memory.poll(&a, &[bai(1)], later(600), false), Merged::default());
    let reprint = Entry { guid: Some("news_7".into()), ..bai(1) };
    let merged = memory.poll(&b, std::slice::from_ref(&reprint), later(600), false);
    assert_eq!((merged.dead_keys.len(), merged.dead_links.len(), merged.seen.len()), (1, 0, 0));
    assert_eq!(memory.poll(&b, &[reprint], later(900), false), Merged::default());
    let half = Timestamp(NOW.0 + 400 * DAY);
    let merged = memory.poll(&a, &[bai(1)], half, false);
    assert_eq!(merged.dead_keys, [(merged.dead_keys[0].0, half.plus(RETENTION))]);
    assert_eq!(merged.dead_links.len(), 1);
    assert_eq!(memory.poll(&a, &[bai(1)], Timestamp(half.0 + 600), false), Merged::default());
    assert!(memory.stories.is_empty() && memory.entries.is_empty());
}

#[test]
fn a_renamed_source_keeps_its_entries() {
    let mut memory = Memory::default();
    memory.poll(&source("portal-a"), &[bai(1)], NOW, true);
    let mut renamed = source("portal-b");
    renamed.formerly = vec!["portal-a".parse().unwrap()];
    let merged = memory.poll(&renamed, &[bai(1)], later(600), true);
    assert_eq!((merged.new_entries, merged.seen.len(), merged.stories.len()), (0, 1, 0));
    assert_eq!(memory.poll(&renamed, &[bai(1)], later(900), false), Merged::default());
    for at in 0..2 {
        let edited = Entry { title: format!("Bài 1, sửa {at}"), ..bai(1) };
        let merged = memory.poll(&renamed, std::slice::from_ref(&edited), later(1_200 + at), false);
        assert_eq!((merged.entries.len(), merged.revisions.len()), (1, 1));
        assert_eq!(memory.poll(&renamed, &[edited], later(1_500), false), Merged::default());
    }
    assert_eq!(memory.titles(), ["Bài 1, sửa 1"]);
}

#[test]
fn a_portal_that_edits_without_end_keeps_a_bounded_past() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    for at in 0..80 {
        memory.poll(&source, &[Entry { title: format!("Bài số {at}"), ..bai(1) }], later(at), false);
    }
    assert_eq!(memory.revisions.len(), 64);
    let last = memory.revisions.last().unwrap();
    assert_eq!((last.number, last.entry.title.as_str()), (63, "Bài số 78"), "the one before the present");
    assert_eq!(memory.titles(), ["Bài số 79"]);
}

#[test]
fn what_was_compared_in_another_way_when_it_was_stored_is_no_edit() {
    let (mut memory, source) = (Memory::default(), source("portal-a"));
    memory.poll(&source, &[bai(1)], NOW, true);
    let former = crate::model::ContentHash([9; 8]);
    memory.entries.values_mut().for_each(|record| record.content_hash = former);
    for seen in memory.seen.values_mut() {
        if let Seen::Published { content, .. } = seen {
            *content = former;
        }
    }
    let merged = memory.poll(&source, &[bai(1)], later(600), false);
    assert_eq!((merged.entries.len(), merged.seen.len()), (1, 1));
    assert_eq!((merged.stories.len(), merged.revisions.len(), merged.entries[0].changed), (0, 0, NOW));
    assert_eq!(memory.poll(&source, &[bai(1)], later(900), false), Merged::default());
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let guid = prop::sample::select(vec!["", "g1", "g2", "g3", "0"]);
    let link = prop::sample::select(vec![
        "",
        "https://x.example/",
        "https://x.example/1",
        "http://www.x.example/1",
        "https://x.example/2",
        "https://x.example/3",
    ]);
    let title = prop::sample::select(vec!["", "Một", "Hai", "Ba", "MỘT"]);
    let date = prop::option::of(-900i64..5);
    (guid, link, title, date).prop_map(|(guid, link, title, date)| {
        let entry = entry(guid, link, title);
        date.map_or(entry.clone(), |days| dated(entry, NOW.0 + days * DAY, Precision::Hour))
    })
}

proptest! {
    #[test]
    fn polls_keep_the_invariants(polls in prop::collection::vec((0usize..2, prop::collection::vec(any_entry(), 0..6)), 1..8)) {
        let mut memory = Memory::default();
        let sources = [source("portal-a"), source("portal-b")];
        let mut published: HashSet<StoryId> = HashSet::new();
        for (turn, (which, entries)) in polls.iter().enumerate() {
            let now = later(turn as i64 * 600);
            let source = &sources[*which];
            let merged = memory.poll(source, entries, now, turn < 2);
            for story in merged.stories.iter().filter(|story| story.founded == now) {
                prop_assert!(published.insert(story.id), "published twice");
                prop_assert!(story.time <= now && story.members.len() == 1);
            }
            let incoming = super::super::identify(source, entries.clone());
            let known = memory.known(&incoming, source);
            for one in &incoming {
                let linked = one.link.is_some_and(|link| known.links.contains_key(&link));
                prop_assert!(recall(one, &known, source).is_some() || linked, "lost {:?}", one.entry);
            }
            prop_assert_eq!(memory.poll(source, entries, later(turn as i64 * 600 + 300), false), Merged::default());
            for record in memory.entries.values() {
                let story = &memory.stories[&record.story];
                let mine = |m: &&Member| (m.key, m.first_seen) == (record.key, record.first_seen);
                prop_assert_eq!(story.members.iter().filter(mine).count(), 1);
            }
            for story in memory.stories.values() {
                let mut sources: Vec<_> = story.members.iter().map(|m| m.source.clone()).collect();
                let all = sources.len();
                sources.sort();
                sources.dedup();
                prop_assert_eq!(sources.len(), all, "a source twice in a story");
            }
        }
    }
}
