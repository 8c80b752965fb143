//! What an operator took out stays out as long as anybody lists it.

use super::news::{item, rss};
use super::stage::{DAY, HOUR, Stage, at};

/// Long enough for the first round, too short for the last: only sightings keep it alive.
const TERM: i64 = 100 * DAY;

#[test]
fn a_forgotten_story_stays_away_while_it_is_listed() {
    let mut stage = Stage::new(&[("bao", ""), ("ban", "")]);
    let items = [item(2).on(at(-HOUR)), item(1).on(at(-2 * HOUR))];
    stage.poll("bao", &rss(&items), at(0));
    let gone = stage.latest().into_iter().find(|s| s.title == "Bài số 1").unwrap();
    let committed = stage.store().forget(&gone.story(), at(TERM), at(HOUR)).unwrap();
    assert!(!committed.scopes.is_empty());
    assert_eq!(stage.titles(), ["Bài số 2"]);
    let revision = stage.revision();
    let guises = [
        item(1),
        item(1).titled("Tên khác"),
        item(1).guid("guid-moi"),
        item(1).link("https://bao.example/muc-khac/bai-so-1.html"),
    ];
    // a sighting a month for two years: the tombstone must have been renewed on the way
    for month in 0..24 {
        let now = at(2 * HOUR + month * 30 * DAY);
        let guise = guises[month as usize % guises.len()].clone();
        let settled = stage.poll("bao", &rss(&[item(2).on(at(-HOUR)), guise]), now);
        assert_eq!(settled.new_entries, 0, "month {month}");
        assert_eq!(stage.titles(), ["Bài số 2"], "month {month}");
        stage.reopen(now);
    }
    let elsewhere = item(1).guid("reprint").link("https://www.bao.example/tin/bai-so-1.html");
    assert_eq!(
        stage.poll("ban", &rss(&[elsewhere]), at(725 * DAY)).new_entries,
        0,
        "another source lists it"
    );
    assert_eq!(stage.revision(), revision, "sightings of the dead change no feed");
    stage.assert_sound();
}

#[test]
fn sightings_of_the_dead_write_nothing_most_of_the_time() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    let id = stage.latest()[0].story();
    stage.store().forget(&id, at(700 * DAY), at(HOUR)).unwrap();
    let written = (0..48).filter(|hour| {
        let body = rss(&[item(1).saying(&format!("Lượt xem: {hour}"))]);
        stage.poll("bao", &body, at((2 + hour) * HOUR)).committed.is_some()
    });
    assert!(written.count() <= 1);
    assert!(stage.latest().is_empty());
}

#[test]
fn what_nobody_lists_any_more_is_free_again_when_its_tombstone_has_run_out() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    let id = stage.latest()[0].story();
    stage.store().forget(&id, at(TERM), at(HOUR)).unwrap();
    stage.poll("bao", &rss(&[item(2)]), at(2 * HOUR));
    stage.poll("bao", &rss(&[item(1)]), at(TERM + DAY));
    let mut titles = stage.titles();
    titles.sort();
    assert_eq!(titles, ["Bài số 1", "Bài số 2"]);
    stage.assert_sound();
}

#[test]
fn an_article_that_its_portal_withdrew_stays_as_it_was_told() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[item(2), item(1)]), at(0));
    let before = stage.everything(at(0));
    stage.poll("bao", &rss(&[item(2)]), at(HOUR));
    assert!(stage.everything(at(HOUR)) == before);
}
