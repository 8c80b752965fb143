//! Looking after the store changes what is kept and nothing else: no feed, no id, nothing comes back.

use super::news::{item, rss};
use super::stage::{DAY, HOUR, Stage, at};
use diemtin::model::Timestamp;
use diemtin::store::{Keep, OpenMode, Store};

/// Everything to be forgotten is; tells how many stories, and in how many steps.
fn retire(stage: &Stage, keep: &Keep, now: Timestamp) -> (usize, usize) {
    let mut retiring = stage.store().retiring(keep).unwrap();
    let (mut stories, mut steps) = (0, 0);
    loop {
        let retired = stage.store().retire(&mut retiring, Timestamp(now.0 + 730 * DAY), now).unwrap();
        stories += retired.stories;
        steps += 1;
        if retired.done {
            return (stories, steps);
        }
    }
}

fn since(now: Timestamp, days: i64) -> Keep {
    Keep { since: Timestamp(now.0 - days * DAY), ..Keep::default() }
}

#[test]
fn what_is_too_old_goes_and_stays_away_while_it_is_listed() {
    let mut stage = Stage::new(&[("bao", "")]);
    // undated: nothing but the tombstone tells that they are old
    stage.poll("bao", &rss(&[item(2), item(1)]), at(0));
    stage.poll("bao", &rss(&[item(3), item(2), item(1)]), at(700 * DAY));
    let now = at(731 * DAY);
    assert_eq!(retire(&stage, &since(now, 730), now).0, 2);
    assert_eq!(stage.titles(), ["Bài số 3"]);
    stage.assert_sound();
    for month in 0..30 {
        let now = at((732 + 30 * month) * DAY);
        let body = rss(&[item(3), item(2), item(1).saying(&format!("Lượt xem: {month}"))]);
        assert_eq!(stage.poll("bao", &body, now).new_entries, 0, "month {month}");
    }
    assert_eq!(stage.titles(), ["Bài số 3"]);
    let now = at(731 * DAY);
    assert_eq!(retire(&stage, &since(now, 730), now), (0, 1), "nothing is left to be forgotten");
}

#[test]
fn many_old_stories_go_in_small_steps_oldest_included() {
    let mut stage = Stage::new(&[("bao", "backfill = 1000")]);
    let items: Vec<_> = (0..230).map(|n| item(n).on(at(-HOUR * n as i64))).collect();
    stage.poll("bao", &rss(&items), at(0));
    let now = at(3 * DAY);
    let (stories, steps) = retire(&stage, &Keep { since: at(-HOUR * 100), ..Keep::default() }, now);
    assert_eq!(stories, 230 - 101);
    assert!(steps >= 3, "{steps} steps");
    assert_eq!(stage.titles().len(), 101);
    stage.assert_sound();
}

#[test]
fn of_a_source_the_newest_are_kept_and_what_another_source_keeps_as_well() {
    let mut stage = Stage::new(&[("bao", "backfill = 100"), ("ban", "backfill = 100")]);
    let items: Vec<_> = (0..10).map(|n| item(n).on(at(-HOUR * n as i64))).collect();
    stage.poll("bao", &rss(&items), at(0));
    // a reprint of the oldest but one
    stage.poll("ban", &rss(&[item(8).guid("x").on(at(0))]), at(HOUR));
    let keep = Keep { since: at(-100 * DAY), each: None, of: [("bao".parse().unwrap(), 4)].into() };
    assert_eq!(retire(&stage, &keep, at(2 * HOUR)).0, 5);
    assert_eq!(stage.titles(), ["Bài số 0", "Bài số 1", "Bài số 2", "Bài số 3", "Bài số 8"]);
    let keep = Keep { each: Some(2), ..keep };
    assert_eq!(retire(&stage, &Keep { of: Default::default(), ..keep }, at(2 * HOUR)).0, 2);
    assert_eq!(stage.titles(), ["Bài số 0", "Bài số 1", "Bài số 8"]);
    stage.assert_sound();
    assert_eq!(stage.poll("bao", &rss(&items), at(3 * HOUR)).new_entries, 0);
    assert_eq!(stage.titles().len(), 3);
}

#[test]
fn a_source_that_left_the_config_ages_like_others_and_its_pages_are_not_read() {
    let mut stage = Stage::new(&[("bao", "[source.article]\nfetch = true"), ("ban", "")]);
    stage.poll("bao", &rss(&[item(1).on(at(0))]), at(0));
    assert_eq!(stage.wanted("bao").len(), 1);
    stage.release("bao", at(HOUR));
    stage.poll("bao", &rss(&[item(2).on(at(HOUR)), item(1).on(at(0))]), at(2 * HOUR));
    let gone = |id: &diemtin::model::SourceId| id.as_str() == "bao";
    assert_eq!(stage.store().drop_followups(&gone, at(0)).unwrap(), 0, "it may come back");
    assert!(stage.store().drop_followups(&gone, at(DAY)).unwrap() > 0);
    assert!(stage.wanted("bao").is_empty());
    assert_eq!(retire(&stage, &since(at(900 * DAY), 730), at(900 * DAY)).0, 1);
    stage.assert_sound();
}

#[test]
fn every_feed_has_the_same_bytes_after_export_and_import_and_after_rewriting() {
    let mut stage = Stage::new(&[("bao", "category = \"lich-su\""), ("ban", "province = \"hoa-giang\"")]);
    for day in 0..12_i64 {
        let first = day as usize * 6;
        let items: Vec<_> = (first..first + 12)
            .map(|n| {
                item(n).labelled(["Giáo dục", "Truyền thống", "Tin"][n % 3]).saying(&format!("{}", day / 3))
            })
            .collect();
        stage.poll("bao", &rss(&items), at(day * DAY));
        let reprints: Vec<_> =
            items.iter().step_by(3).map(|i| i.clone().guid(&format!("ban {}", i.guid))).collect();
        stage.poll("ban", &rss(&reprints), at(day * DAY + HOUR));
    }
    let gone = stage.latest()[7].story();
    stage.store().forget(&gone, at(100 * DAY), at(13 * DAY)).unwrap();
    let now = at(14 * DAY);
    let before = stage.everything(now);
    assert!(before.len() > 20);

    let mut lines = Vec::new();
    stage.store().export(&mut lines).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    Store::import(&copy, &mut lines.as_slice(), at(20 * DAY)).unwrap();
    let old = stage.take_over(Store::open(&copy, OpenMode::Existing, now).unwrap());
    assert!(stage.everything(at(21 * DAY)) == before, "after export and import");
    stage.assert_sound();

    stage.take_over(old);
    let compacted = stage.store().compact().unwrap();
    assert!(compacted.rows > 100);
    assert!(stage.everything(at(22 * DAY)) == before, "after rewriting");
    let mut again = Vec::new();
    stage.store().export(&mut again).unwrap();
    assert!(again == lines, "the export is the same");
    stage.reopen(now);
    assert!(stage.everything(at(23 * DAY)) == before, "after opening again");
    stage.assert_sound();
    let settled = stage.poll("bao", &rss(&[item(70), item(999)]), at(24 * DAY));
    assert_eq!(settled.new_entries, 1, "it goes on");
}
