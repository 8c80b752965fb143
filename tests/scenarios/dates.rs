//! Dates that are missing, ahead, rewritten or too old neither flood a reader nor stick to the top.

use super::news::{Item, item, rss};
use super::stage::{DAY, HOUR, MINUTE, Stage, at};

fn undated(numbers: std::ops::Range<usize>) -> Vec<Item> {
    numbers.rev().map(item).collect()
}

#[test]
fn the_first_poll_of_an_undated_feed_publishes_backfill_and_later_polls_the_news() {
    let mut stage = Stage::new(&[("bao", "backfill = 4")]);
    let settled = stage.poll("bao", &rss(&undated(0..30)), at(0));
    assert_eq!(settled.new_entries, 4);
    let mut titles = stage.titles();
    titles.sort();
    assert_eq!(titles, ["Bài số 26", "Bài số 27", "Bài số 28", "Bài số 29"], "the first of the document");
    stage.poll("bao", &rss(&undated(0..30)), at(HOUR));
    assert_eq!(stage.latest().len(), 4, "what was held back stays held back");
    assert_eq!(
        stage.poll("bao", &rss(&undated(5..40)), at(2 * HOUR)).new_entries,
        10,
        "news is never held back"
    );
    assert_eq!(stage.latest().len(), 14);
    assert_eq!(stage.store().stats().unwrap().held, 26);
    stage.assert_sound();
}

#[test]
fn a_first_poll_stamped_with_the_moment_of_asking_counts_as_undated() {
    let mut stage = Stage::new(&[("bao", "backfill = 3")]);
    let items: Vec<Item> = undated(0..20).into_iter().map(|item| item.on(at(0))).collect();
    assert_eq!(stage.poll("bao", &rss(&items), at(MINUTE)).new_entries, 3);
}

#[test]
fn entries_before_the_retention_horizon_are_recorded_and_never_published() {
    let mut stage = Stage::new(&[("bao", "")]);
    let old = item(1).on(at(-900 * DAY));
    let settled = stage.poll("bao", &rss(&[item(2).on(at(-DAY)), old.clone()]), at(0));
    assert_eq!((settled.new_entries, stage.titles()), (1, vec!["Bài số 2".to_owned()]));
    assert_eq!(stage.store().stats().unwrap().held, 1);
    for (hours, again) in
        [(1, old.clone()), (2, old.clone().on(at(0))), (3, old.clone().titled("Bài cũ có tên mới"))]
    {
        stage.poll("bao", &rss(&[again, item(2).on(at(-DAY))]), at(hours * HOUR));
        assert_eq!(stage.titles(), ["Bài số 2"], "after {hours} hours");
    }
    let settled = stage.poll("bao", &rss(&[item(3).on(at(-800 * DAY))]), at(DAY));
    assert_eq!(settled.new_entries, 0, "later polls hold the old back as well");
    stage.assert_sound();
}

#[test]
fn a_date_ahead_does_not_stick_to_the_top() {
    let mut stage = Stage::new(&[("bao", "")]);
    let ahead = [item(3).on(at(365 * DAY)), item(2).on(at(40 * MINUTE)), item(1).on(at(-HOUR))];
    stage.poll("bao", &rss(&ahead), at(0));
    for story in stage.latest() {
        assert!(story.published <= at(0), "{story:?}");
    }
    stage.poll("bao", &rss(&[item(4).on(at(HOUR))]), at(HOUR + MINUTE));
    assert_eq!(stage.titles()[0], "Bài số 4", "what comes later stands above");
    assert_eq!(stage.latest().last().unwrap().title, "Bài số 1");
}

#[test]
fn rewritten_dates_move_nothing() {
    let mut stage = Stage::new(&[("bao", "")]);
    let items = [item(3).on(at(-HOUR)), item(2).on(at(-2 * HOUR)), item(1).on(at(-5 * DAY))];
    stage.poll("bao", &rss(&items), at(0));
    let before = stage.everything(at(0));
    for hours in 1..6 {
        let bumped: Vec<Item> = items.iter().map(|item| item.clone().on(at(hours * HOUR))).collect();
        assert_eq!(stage.poll("bao", &rss(&bumped), at(hours * HOUR)).new_entries, 0);
        assert!(stage.everything(at(hours * HOUR)) == before, "after {hours} hours");
    }
}

#[test]
fn an_article_that_lost_its_date_stays_where_it_was() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[item(1).on(at(-5 * DAY)), item(2).on(at(-DAY))]), at(0));
    stage.poll("bao", &rss(&[item(1).titled("Bài số 1, sửa"), item(2).on(at(-DAY))]), at(DAY));
    let told = stage.latest();
    assert_eq!((told[1].title.as_str(), told[1].published), ("Bài số 1, sửa", at(-5 * DAY)));
}

#[test]
fn undated_articles_stand_at_the_moment_they_were_first_seen() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    stage.poll("bao", &rss(&[item(1), item(2)]), at(HOUR));
    stage.poll("bao", &rss(&[item(3), item(1), item(2)]), at(2 * HOUR));
    let told: Vec<(String, _)> = stage.latest().into_iter().map(|s| (s.title, s.published)).collect();
    assert_eq!(
        told,
        [
            ("Bài số 3".to_owned(), at(2 * HOUR)),
            ("Bài số 2".to_owned(), at(HOUR)),
            ("Bài số 1".to_owned(), at(0))
        ]
    );
}

/// A system that writes the month where the minute belongs: the hour is believed, and of the newest
/// article the second, since `Last-Modified` has it.
#[test]
fn a_board_that_writes_the_month_for_the_minute_is_read_to_the_hour() {
    let mut stage = Stage::new(&[("bao", "")]);
    let date = |text: &str| format!("<pubDate>{text}</pubDate>");
    let body = rss(&[item(2).on(at(0)), item(1).on(at(1))])
        .replace("<channel>", "<channel><generator>NukeViet v4.0</generator>")
        .replace(&date(&at(0).to_utc().to_rfc2822()), &date("Tue, 1 Sep 2026 07:09:05 GMT"))
        .replace(&date(&at(1).to_utc().to_rfc2822()), &date("Tue, 1 Sep 2026 03:09:30 GMT"));
    let headers = [("last-modified", "Tue, 01 Sep 2026 07:42:05 GMT")];
    stage.answered("bao", 200, &headers, &body, at(0));
    let told: Vec<(String, String)> =
        stage.latest().into_iter().map(|s| (s.title, s.published.to_string())).collect();
    let expected = [("Bài số 2", "2026-09-01T07:42:05Z"), ("Bài số 1", "2026-09-01T03:59:59Z")];
    assert_eq!(told, expected.map(|(title, time)| (title.to_owned(), time.to_owned())));
}
