//! What is an edit and what is none: its revision, `updated`, and what never rests.

use super::news::{Item, item, rss};
use super::stage::{DAY, HOUR, Stage, at};
use diemtin::daemon::named::NameFault;
use diemtin::daemon::revisions::{RevisionQuery, find_revisions};
use diemtin::dedup;
use diemtin::model::{Aspect, Revision};
use diemtin::text::{Run, RunKind};

const LEAD: &str = "Lễ khai mạc hội sách được tổ chức ở nhà văn hoá xã, kỷ yếu dày 200 trang";

fn told(lead: &str) -> Item {
    item(1).titled("Hội sách văn hoá \"Kỷ niệm\" - lần thứ ba").saying(lead)
}

/// The only story's id and `updated`, in hours after the start.
fn story(stage: &Stage) -> (String, i64) {
    let read = stage.latest();
    assert_eq!(read.len(), 1);
    (read[0].id.clone(), (read[0].updated.0 - at(0).0) / HOUR)
}

fn revisions(stage: &Stage) -> Vec<Revision> {
    let told = stage.store().story(&stage.latest()[0].story()).unwrap().unwrap();
    let revisions = stage.store().revisions(&told.entries[0].key).unwrap();
    assert_eq!(told.entries[0].revisions as usize, revisions.len());
    revisions
}

fn lead(stage: &Stage) -> String {
    let told = stage.store().story(&stage.latest()[0].story()).unwrap().unwrap();
    told.entries[0].entry.summary.clone()
}

/// Polled one an hour, from hour 1 on.
fn poll_hourly(stage: &mut Stage, items: &[Item]) {
    for (item, hour) in items.iter().zip(1..) {
        stage.poll("bao", &rss(std::slice::from_ref(item)), at(hour * HOUR));
    }
}

#[test]
fn what_is_cosmetic_changes_nothing_at_all() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[told(LEAD)]), at(0));
    let (before, feeds, revision) = (story(&stage), stage.everything(at(0)), stage.revision());
    let title = "HỘI SÁCH VĂN HÓA “Kỉ niệm” – lần thứ ba";
    let same = [
        told(LEAD).titled(title),
        told(&LEAD.replace("văn hoá", "văn  hóa").replace("kỷ", "kỉ")),
        told(&format!("<p>(TTXVN) - {LEAD}</p>")),
        told(&format!("TTXVN - {LEAD}")),
        told(&format!("{LEAD} Lượt xem: 123")),
        told(&format!("<p>{LEAD}</p><p>Lượt xem: 124</p><span>Cập nhật 10:15 hôm nay</span>")),
        told(&format!("<p>Cập nhật lúc 11:15, 01/09/2026</p><p>{LEAD}</p> (17 bình luận)")),
        told(LEAD).on(at(-HOUR)),
    ];
    poll_hourly(&mut stage, &same);
    assert_eq!((story(&stage), stage.revision()), (before, revision));
    assert!(revisions(&stage).is_empty() && stage.everything(at(0)) == feeds);
    stage.assert_sound();
}

#[test]
fn an_edit_keeps_the_id_and_the_old_wording_and_moves_updated_once() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[told(LEAD)]), at(0));
    let (id, _) = story(&stage);
    let edited = told(&LEAD.replace("200", "300"));
    for hour in 1..4 {
        stage.poll("bao", &rss(std::slice::from_ref(&edited)), at(hour * HOUR));
        assert_eq!(story(&stage), (id.clone(), 1), "the same bytes twice");
    }
    let dated = edited.titled("Hội sách khai mạc").on(at(-DAY));
    stage.poll("bao", &rss(&[dated]), at(4 * HOUR));
    assert_eq!(story(&stage), (id, 4));
    let kept = revisions(&stage);
    let now = stage.store().story(&stage.latest()[0].story()).unwrap().unwrap().entries.remove(0).entry;
    let changes: Vec<_> =
        [(&kept[0].entry, &kept[1].entry), (&kept[1].entry, &now)].map(|(a, b)| dedup::changes(a, b)).into();
    assert_eq!(changes, [vec![Aspect::Lead], vec![Aspect::Title, Aspect::Date]]);
    assert_eq!(kept.iter().map(|r| r.replaced).collect::<Vec<_>>(), [at(HOUR), at(4 * HOUR)]);
    assert!(kept[0].entry.summary.contains("200") && now.summary.contains("300"));
    stage.assert_sound();
}

#[test]
fn an_entry_that_changes_at_every_reading_counts_three_times_until_it_rests_or_its_title_changes() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[told("từ đầu")]), at(0));
    let noisy: Vec<Item> = (1..10).map(|n| told(&format!("Một câu khác {}", "và nữa ".repeat(n)))).collect();
    let noisy: Vec<Item> =
        noisy.into_iter().zip(1..).map(|(i, n)| Item { lead: format!("{} {n}", i.lead), ..i }).collect();
    poll_hourly(&mut stage, &noisy);
    assert_eq!((story(&stage).1, revisions(&stage).len()), (3, 3));
    assert!(lead(&stage).ends_with('3'), "the third wording is told: {}", lead(&stage));
    let feeds = stage.everything(at(10 * HOUR));
    stage.reopen(at(10 * HOUR)); // the store remembers
    stage.poll("bao", &rss(&[told("Lại một câu khác")]), at(10 * HOUR));
    assert_eq!((story(&stage).1, revisions(&stage).len()), (3, 3));
    assert!(stage.everything(at(10 * HOUR)) == feeds, "no byte of any feed moves");

    let renamed = told("Lại câu khác nữa").titled("Đính chính: hội sách hoãn lại");
    stage.poll("bao", &rss(&[renamed]), at(11 * HOUR));
    assert_eq!((story(&stage).1, revisions(&stage).len()), (11, 4), "a change of the title counts");

    // other entries come and go while it rests for a day
    let still = told("Bản cuối cùng").titled("Đính chính: hội sách hoãn lại");
    for hour in 12..38 {
        let other = item(100 + hour as usize).on(at(-30 * DAY - 700 * DAY));
        stage.poll("bao", &rss(&[still.clone(), other]), at(hour * HOUR));
    }
    assert_eq!((story(&stage).1, revisions(&stage).len()), (36, 5), "still for a day: it counts");
    stage.poll("bao", &rss(&[told("Sửa thật").titled("Đính chính: hội sách hoãn lại")]), at(40 * HOUR));
    assert_eq!((story(&stage).1, revisions(&stage).len()), (40, 6), "and so does what comes after");
    stage.assert_sound();
}

#[test]
fn a_text_that_goes_to_and_fro_between_two_versions_does_not_flap() {
    let mut stage = Stage::new(&[("bao", "")]);
    let (one, other) =
        (told("Bản của cổng thứ nhất"), told("Bản của cổng thứ hai").titled("Hội sách lần ba"));
    stage.poll("bao", &rss(std::slice::from_ref(&one)), at(0));
    let turns: Vec<Item> = (0..60).map(|n| if n % 2 == 0 { other.clone() } else { one.clone() }).collect();
    poll_hourly(&mut stage, &turns);
    assert_eq!((story(&stage).1, revisions(&stage).len()), (2, 2), "forth and back, and no more");
    for hour in 61..90 {
        let old = item(hour as usize).on(at(-30 * DAY - 700 * DAY));
        stage.poll("bao", &rss(&[other.clone(), old]), at(hour * HOUR));
    }
    assert_eq!(story(&stage).1, 85, "the one that stays is told after a day");
    stage.assert_sound();
}

#[test]
fn two_portals_with_two_versions_of_a_story_do_not_take_turns() {
    let mut stage = Stage::new(&[("bao", ""), ("ban", "")]);
    let (one, other) = (told("Bản của báo"), told("Bản của ban"));
    stage.poll("bao", &rss(std::slice::from_ref(&one)), at(0));
    stage.poll("ban", &rss(std::slice::from_ref(&other)), at(HOUR));
    let feeds = stage.everything(at(HOUR));
    for hour in 2..8 {
        stage.poll("bao", &rss(&[one.clone(), item(hour as usize).on(at(-800 * DAY))]), at(hour * HOUR));
        stage.poll("ban", &rss(&[other.clone(), item(hour as usize).on(at(-800 * DAY))]), at(hour * HOUR));
    }
    assert!(stage.everything(at(HOUR)) == feeds);
    assert!(revisions(&stage).is_empty());
    stage.assert_sound();
}

#[test]
fn the_edits_of_a_story_are_told_by_its_address_and_by_its_id() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[told(LEAD)]), at(0));
    stage.poll("bao", &rss(&[told(&LEAD.replace("200", "300"))]), at(HOUR));
    let of = |name: &str| find_revisions(stage.store(), &RevisionQuery { of: name.to_owned() });
    let id = story(&stage).0;
    let report = of(&id).unwrap();
    assert_eq!(of("http://www.bao.example/tin/bai-so-1.html?utm_source=x").unwrap(), report);
    assert_eq!(of(&id.replace("urn:uuid:", "").replace('-', "")).unwrap(), report);
    let edits = &report.entries[0].edits;
    assert_eq!((report.id, edits.len(), edits[0].noticed), (id, 1, at(HOUR)));
    assert_eq!(edits[0].changed, [Aspect::Lead]);
    let run = |kind, text: &str| Run { kind, text: text.to_owned() };
    let (head, tail) = LEAD.split_once(" 200 ").unwrap();
    let expected = [
        run(RunKind::Kept, head),
        run(RunKind::Removed, "200"),
        run(RunKind::Added, "300"),
        run(RunKind::Kept, tail),
    ];
    assert_eq!(edits[0].words[0].runs, expected);
    assert!(matches!(of("https://bao.example/khong-co"), Err(NameFault::Unknown(_))));
    assert!(matches!(of("urn:uuid:0"), Err(NameFault::BadName(_))));
}
