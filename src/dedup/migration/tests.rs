//! A known source, what it lists today, and what becomes of each entry.

use super::super::memory::{DAY, NOW, dated, entry};
use super::*;
use crate::model::{Entry, EntryKey, EntryRecord, Precision, StoryId, Timestamp};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::OnceLock;

const TOPICS: [&str; 8] = [
    "chuyển đổi số ở xã vùng cao",
    "giữ nghề dệt của người cao tuổi",
    "đường giao thông nông thôn mới",
    "mô hình nuôi tôm hai giai đoạn",
    "thư viện lưu động cho học sinh",
    "câu lạc bộ lý luận trẻ ra mắt",
    "trồng rừng đầu nguồn sau bão",
    "lớp xóa mù chữ ban đêm",
];
static NOBODY: OnceLock<HashSet<StoryId>> = OnceLock::new();
const HOUR: i64 = 3600;

fn title(n: usize) -> String {
    format!("Bài viết về {} kỳ {n}", TOPICS[n % TOPICS.len()])
}

fn lead(n: usize) -> String {
    let topic = TOPICS[n % TOPICS.len()];
    format!(
        "Phóng viên thứ {n} ghi tại cơ sở: người dân kể lần {n} về {topic} trong chuyến đi thứ {n} của đoàn"
    )
}

/// The n-th newest article as NukeViet lists it: published every six hours, the newest six hours ago.
fn old(n: usize) -> Entry {
    let link = format!("http://cu.example/vi/news/khoa-giao/bai-viet-thu-{n}-{}.html", 900 - n);
    let entry = entry(&format!("news_{}", 900 - n), &link, &title(n));
    dated(Entry { summary: lead(n), ..entry }, time(n), Precision::Second)
}

fn time(n: usize) -> i64 {
    NOW.0 - (n as i64 + 1) * 6 * HOUR
}

/// The same in another content system on another host.
fn moved(n: usize) -> Entry {
    let link = format!("https://moi.example/tin/{}", 5_000 - n);
    Entry { guid: Some(format!("{}", 70_000 - n)), link: Some(link), ..old(n) }
}

/// A new article, as the old system makes them.
fn news(n: usize) -> Entry {
    let link = format!("http://cu.example/vi/news/khoa-giao/tin-moi-thu-{n}-{}.html", 1_000 + n);
    let entry = entry(&format!("news_{}", 1_000 + n), &link, &format!("Tin mới thứ {n} trong ngày"));
    let at = NOW.0 - 5 * HOUR + n as i64 * 60;
    dated(Entry { summary: format!("Lời của tin thứ {n}"), ..entry }, at, Precision::Second)
}

fn records(entries: &[Entry]) -> Vec<EntryRecord> {
    let one = |(n, entry): (usize, &Entry)| {
        EntryRecord::new(
            EntryKey([n as u8; 16]),
            "so".parse().unwrap(),
            Timestamp(NOW.0 - 6 * HOUR),
            entry.clone(),
        )
    };
    entries.iter().enumerate().map(one).collect()
}

fn scene(known: &[EntryRecord], listed: usize) -> Scene<'_> {
    Scene {
        known,
        listed_known: NOBODY.get_or_init(HashSet::new),
        listed,
        last_success: Some(Timestamp(NOW.0 - 5 * HOUR)),
        expected: Some(0),
        address_changed: false,
        is_own: true,
        changes_only: false,
        waiting_since: None,
        now: NOW,
    }
}

/// Recognised, published, held back.
fn counts(fates: &[Fate]) -> (usize, usize, usize) {
    let count = |which: fn(&Fate) -> bool| fates.iter().filter(|fate| which(fate)).count();
    (
        count(|fate| matches!(fate, Fate::Known(_))),
        count(|fate| *fate == Fate::News),
        count(|fate| *fate == Fate::Waits),
    )
}

fn strangers(new: &[Entry]) -> Vec<Stranger<'_>> {
    new.iter().enumerate().map(|(place, entry)| Stranger { entry, place, waits: false }).collect()
}

fn fates(known: &[Entry], new: &[Entry], change: impl FnOnce(&mut Scene<'_>)) -> Vec<Fate> {
    let records = records(known);
    let mut scene = scene(&records, new.len());
    change(&mut scene);
    let strangers = strangers(new);
    judge(&strangers, &scene)
}

#[track_caller]
fn check(known: &[Entry], new: &[Entry], expected: (usize, usize, usize)) {
    assert_eq!(counts(&fates(known, new, |_| ())), expected);
}

fn all(of: impl Fn(usize) -> Entry, count: usize) -> Vec<Entry> {
    (0..count).map(of).collect()
}

fn undated(entry: Entry) -> Entry {
    Entry { published: None, updated: None, ..entry }
}

fn bare(entry: Entry) -> Entry {
    Entry { summary: String::new(), ..undated(entry) }
}

fn on_the_day(entry: Entry) -> Entry {
    let at = entry.published.unwrap().at.0.div_euclid(DAY) * DAY;
    dated(entry, at, Precision::Day)
}

#[test]
fn a_portal_that_moved_is_recognised_whole() {
    let known = all(old, 40);
    check(&known, &all(moved, 20), (20, 0, 0));
    assert_eq!(fates(&known, &[moved(3), moved(7), moved(1)], |_| ())[1], Fate::Known(7));
    check(&known, &all(|n| undated(moved(n)), 20), (20, 0, 0));
    check(&known, &all(|n| bare(moved(n)), 20), (20, 0, 0));
    check(&known, &all(|n| on_the_day(moved(n)), 20), (20, 0, 0));
    check(&all(|n| bare(old(n)), 40), &all(moved, 20), (20, 0, 0));
    let renumbered = |n: usize| Entry {
        link: Some(format!("http://cu.example/vi/news/khoa-giao/x-{}.html", 9_000 + n)),
        guid: Some(format!("news_{}", 9_000 + n)),
        ..old(n)
    };
    check(&known, &all(renumbered, 20), (20, 0, 0));
    let without_ending = |n: usize| {
        let link = old(n).link.unwrap().replace("http://cu", "https://www.moi").replace(".html", "");
        Entry { link: Some(link), guid: None, ..old(n) }
    };
    check(&known, &all(without_ending, 20), (20, 0, 0));
}

#[test]
fn dates_rewritten_by_the_move_do_not_make_news() {
    let known = all(old, 40);
    let import = |n: usize| dated(moved(n), NOW.0 - 600 + n as i64 * 7, Precision::Second);
    check(&known, &all(import, 20), (20, 0, 0));
    let stamped = |n: usize| dated(moved(n), NOW.0 - 600, Precision::Second);
    check(&known, &all(stamped, 20), (20, 0, 0));
    let mut half = all(import, 12);
    half.extend((12..20).map(|n| Entry {
        title: format!("Không ai biết {n}"),
        summary: String::new(),
        ..import(n)
    }));
    check(&known, &half, (12, 0, 8));
    half.extend((0..3).map(|n| dated(news(n), NOW.0 + 2 * HOUR, Precision::Second)));
    check(&known, &half, (12, 3, 8));
}

#[test]
fn what_was_reworded_is_found_by_text_time_or_address_and_else_waits() {
    let known = all(old, 40);
    let third = |reworded: &dyn Fn(usize) -> Entry| {
        (0..21).map(|n| if n % 3 == 0 { reworded(n) } else { moved(n) }).collect::<Vec<_>>()
    };
    let retitled = |n: usize| Entry { title: format!("Ghi nhanh từ cơ sở về kỳ {n}"), ..moved(n) };
    check(&known, &third(&retitled), (21, 0, 0));
    let no_text =
        |n: usize| Entry { title: format!("Đọc: {}", title(n)), summary: String::new(), ..moved(n) };
    check(&known, &third(&no_text), (21, 0, 0));
    let unknown =
        |n: usize| undated(Entry { title: format!("Chuyện {n}"), summary: String::new(), ..moved(n) });
    check(&known, &third(&unknown), (14, 0, 7));
    let same_address = |n: usize| Entry {
        title: format!("Nhan đề khác kỳ {n}"),
        summary: String::new(),
        link: old(n).link.map(|link| link.replace("cu.example", "moi.example").replace(".html", "")),
        ..on_the_day(moved(n))
    };
    // an address of words that differ in their numbers alone names nobody
    let slug = |n: usize| {
        format!(
            "https://moi.example/{}-{n}",
            ["mot", "hai", "ba", "bon", "nam", "sau", "bay"][n / 3].to_owned() + "-chuyen-di-xa"
        )
    };
    let spelled =
        |n: usize| Entry { link: Some(slug(n).replace("https://moi", "http://cu") + ".html"), ..old(n) };
    let known_spelled: Vec<Entry> =
        (0..40).map(|n| if n % 3 == 0 && n < 21 { spelled(n) } else { old(n) }).collect();
    let at_slug = |n: usize| Entry { link: Some(slug(n)), ..same_address(n) };
    check(&known_spelled, &third(&at_slug), (21, 0, 0));
}

#[test]
fn a_busy_day_and_a_long_absence_are_news() {
    let known = all(old, 40);
    check(&known, &all(news, 20), (0, 20, 0));
    check(&known, &all(|n| undated(news(n)), 20), (0, 20, 0));
    check(&known, &all(|n| bare(news(n)), 20), (0, 20, 0));
    check(&known, &all(|n| on_the_day(news(n)), 20), (0, 20, 0));
    let month_ago = |entry: Entry, by: i64| {
        let at = entry.published.unwrap().at.0 - by;
        dated(entry, at, Precision::Second)
    };
    let known: Vec<Entry> = all(old, 40).into_iter().map(|entry| month_ago(entry, 30 * DAY)).collect();
    let since: Vec<Entry> = (0..20).map(|n| month_ago(news(n), n as i64 * DAY)).collect();
    check(&known, &since, (0, 20, 0));
    // some were dated before they were put up
    let late: Vec<Entry> = (0..20).map(|n| month_ago(news(n), n as i64 * 2 * DAY)).collect();
    check(&known, &late, (0, 20, 0));
}

#[test]
fn real_news_of_a_portal_that_moved_is_published() {
    let known = all(old, 40);
    let mut new = all(moved, 15);
    new.extend((0..5).map(|n| Entry {
        link: Some(format!("https://moi.example/tin/{}", 6_000 + n)),
        guid: None,
        ..news(n)
    }));
    check(&known, &new, (15, 5, 0));
}

#[test]
fn a_flood_of_old_entries_waits_and_a_few_do_not() {
    let known = all(old, 40);
    let ancient = |n: usize| Entry {
        title: format!("Chuyện xưa {n}"),
        ..dated(news(n), NOW.0 - (400 + n as i64) * DAY, Precision::Day)
    };
    check(&known, &all(ancient, 20), (0, 0, 20));
    check(&known, &all(ancient, 4), (0, 4, 0));
    let mut mixed = all(ancient, 6);
    mixed.extend(all(news, 14));
    check(&known, &mixed, (0, 20, 0));
    let dated_back = |n: usize| dated(ancient(n), NOW.0 - (2 + n as i64 % 4) * DAY, Precision::Second);
    check(&known, &all(dated_back, 20), (0, 20, 0));
    let further = fates(&known, &all(ancient, 20), |scene| scene.is_own = false);
    assert_eq!(counts(&further), (0, 20, 0), "an older page is older");
    let elsewhere = fates(&known, &all(ancient, 20), |scene| scene.address_changed = true);
    assert_eq!(counts(&elsewhere), (0, 20, 0), "another list, as its editor wants it");
}

#[test]
fn another_system_of_which_nothing_is_recognised_waits_unless_it_is_news() {
    let known = all(old, 40);
    let foreign = |n: usize| Entry {
        title: format!("Chưa từng thấy {n}"),
        summary: String::new(),
        ..undated(moved(n))
    };
    check(&known, &all(foreign, 20), (0, 0, 20));
    let fresh = |n: usize| dated(foreign(n), NOW.0 - 60, Precision::Day);
    check(&known, &all(fresh, 20), (0, 20, 0));
    let away = |count| counts(&fates(&known, &all(foreign, 20), |scene| scene.expected = Some(count)));
    assert_eq!((away(10), away(9)), ((0, 20, 0), (0, 0, 20)), "the list has turned over since, or has not");
    let mut new = all(|n| undated(foreign(n + 100)), 4);
    new.extend(all(|n| bare(moved(n)), 10));
    new.extend(all(|n| undated(foreign(n + 200)), 3));
    let head = |count| counts(&fates(&known, &new, |scene| scene.expected = Some(count)));
    assert_eq!((head(2), head(1)), ((10, 4, 3), (10, 0, 7)), "the head of a list, as long as was expected");
    let sections =
        |n: usize| bare(Entry { link: Some(format!("http://cu.example/the/nhan-{n}")), ..foreign(n) });
    let further = fates(&known, &all(sections, 20), |scene| scene.is_own = false);
    assert_eq!(counts(&further), (0, 20, 0), "a sitemap of sections beside one of articles");
    let further = fates(&known, &all(foreign, 20), |scene| scene.is_own = false);
    assert_eq!(counts(&further), (0, 0, 20));
    let asked_for = fates(&known, &all(foreign, 20), |scene| scene.address_changed = true);
    assert_eq!(counts(&asked_for), (0, 20, 0), "a first poll, as its backfill says");
}

#[test]
fn headlines_that_come_again_swallow_no_news() {
    let weekly = |n: usize| Entry { title: "Lịch công tác tuần của Ban".into(), ..old(n) };
    let known: Vec<Entry> = (0..40).map(|n| if n == 10 { weekly(n) } else { old(n) }).collect();
    let mut new = all(news, 19);
    new.push(Entry { title: "Lịch công tác tuần của Ban".into(), ..news(19) });
    check(&known, &new, (0, 20, 0));
    let new: Vec<Entry> = new.into_iter().map(bare).collect();
    check(&known, &new, (0, 20, 0));
    // of a portal that moved, too: another month is another article
    let notice = |n: usize, month: usize| Entry {
        title: format!("Thông báo lịch tiếp công dân tháng {month}"),
        summary: "Ban thông báo lịch tiếp công dân định kỳ của lãnh đạo Ban tại trụ sở cơ quan như sau"
            .into(),
        ..old(n)
    };
    let known: Vec<Entry> = (0..40).map(|n| if n == 10 { notice(n, 4) } else { old(n) }).collect();
    let mut new = all(moved, 19);
    new.push(undated(Entry { guid: None, link: Some("https://moi.example/tin/1".into()), ..notice(10, 5) }));
    check(&known, &new, (18, 0, 2));
}

#[test]
fn while_entries_wait_only_what_is_newer_is_published() {
    let known = all(moved, 40);
    let open = |scene: &mut Scene<'_>| {
        scene.waiting_since = Some(Timestamp(NOW.0 - 3 * DAY));
        scene.listed = 20;
    };
    let one = |entry: Entry| fates(&known, &[entry], open)[0];
    assert_eq!(one(dated(news(1), NOW.0 - DAY, Precision::Second)), Fate::News);
    assert_eq!(one(dated(news(1), NOW.0 - 30 * DAY, Precision::Second)), Fate::Waits);
    assert_eq!(one(undated(news(1))), Fate::News);
    let records = records(&known);
    let mut scene = scene(&records, 20);
    open(&mut scene);
    let again = |entry: &Entry| judge(&[Stranger { entry, place: 5, waits: true }], &scene)[0];
    assert_eq!(again(&news(1)), Fate::Waits, "what waits, waits on");
    assert_eq!(again(&old(3)), Fate::Known(3), "unless it is recognised");
}

#[test]
fn twins_are_given_one_article_each() {
    let twin = |n: usize| Entry {
        title: "Hội nghị báo cáo viên tháng chín".into(),
        summary: String::new(),
        ..old(n)
    };
    let known: Vec<Entry> = (0..40).map(|n| if n < 2 { twin(n) } else { old(n) }).collect();
    let new: Vec<Entry> =
        (0..20).map(|n| if n < 2 { Entry { guid: None, link: None, ..twin(n) } } else { moved(n) }).collect();
    let found = fates(&known, &new, |_| ());
    assert_eq!((found[0], found[1]), (Fate::Known(0), Fate::Known(1)), "by their dates");
    let new: Vec<Entry> = new.into_iter().map(bare).collect();
    let found = fates(&known, &new, |_| ());
    assert_eq!((found[0], found[1]), (Fate::Waits, Fate::Waits), "nobody can say which is which");
}

#[test]
fn what_is_listed_under_its_known_key_is_no_other_entry() {
    let known = all(old, 40);
    let listed: HashSet<StoryId> = [StoryId([3; 16])].into();
    let records = records(&known);
    let scene = Scene { listed_known: &listed, ..scene(&records, 4) };
    let new = [moved(2), moved(3), moved(4)];
    let strangers = strangers(&new);
    assert_eq!(judge(&strangers, &scene), [Fate::Known(2), Fate::Waits, Fate::Known(4)]);
}

#[test]
fn a_look_is_taken_when_most_is_new() {
    let check = |strangers, listed, expected| assert_eq!(is_suspicious(strangers, listed), expected);
    check(20, 20, true);
    check(14, 20, true);
    check(12, 20, false);
    check(2, 2, false);
    check(3, 3, true);
    check(0, 0, false);
}

#[test]
fn nothing_known_holds_nothing_back() {
    check(&[], &all(moved, 20), (0, 20, 0));
    assert_eq!(judge(&[], &scene(&[], 0)), []);
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let words = prop::sample::select(vec![
        "",
        "Tin vắn",
        "Hội nghị báo cáo viên tháng chín của tỉnh",
        "Quý I",
        "Quý II",
    ]);
    let text = prop::sample::select(vec![String::new(), lead(1), lead(2), "x".to_owned()]);
    let link = prop::sample::select(vec![
        "",
        "https://a.example/mot-hai-ba-1.html",
        "https://b.example/mot-hai-ba-2",
        "::",
    ]);
    let claim = prop::option::of((0_i64..9).prop_map(|days| NOW.0 - days * DAY));
    (words, text, link, claim).prop_map(|(words, text, link, claim)| {
        let entry = Entry { summary: text, ..entry("", link, words) };
        match claim {
            Some(at) => dated(entry, at, Precision::Day),
            None => entry,
        }
    })
}

proptest! {
    #[test]
    fn every_entry_has_a_fate_and_every_article_one_entry(
        known in prop::collection::vec(any_entry(), 0..12),
        new in prop::collection::vec(any_entry(), 0..12),
    ) {
        let found = fates(&known, &new, |_| ());
        prop_assert_eq!(found.len(), new.len());
        let mut given: Vec<usize> =
            found.iter().filter_map(|fate| if let Fate::Known(at) = fate { Some(*at) } else { None }).collect();
        let count = given.len();
        given.sort_unstable();
        given.dedup();
        prop_assert!(given.len() == count && given.iter().all(|at| *at < known.len()));
        prop_assert_eq!(fates(&known, &new, |_| ()), found, "the same every time");
    }
}
