//! Polling what is known changes nothing; what is published depends on store and config alone.

use super::news::{item, rss};
use super::stage::{DAY, HOUR, MINUTE, Stage, at};
use diemtin::model::FetchOutcome;

fn three() -> String {
    rss(&[item(3).on(at(-HOUR)), item(2).labelled("Giáo dục"), item(1).on(at(-3 * DAY))])
}

#[test]
fn the_same_bytes_twice_change_nothing_but_the_state() {
    let mut stage = Stage::new(&[("bao", "")]);
    assert_eq!(stage.poll("bao", &three(), at(0)).new_entries, 3);
    let (before, revision) = (stage.everything(at(0)), stage.revision());
    for round in 1..4 {
        let settled = stage.poll("bao", &three(), at(round * HOUR));
        assert!(settled.committed.is_none(), "round {round} wrote {:?}", settled.committed);
        assert_eq!(settled.state.log.last().unwrap().outcome, FetchOutcome::Unchanged);
        assert_eq!(settled.state.last_poll, Some(at(round * HOUR)));
    }
    assert_eq!(stage.revision(), revision);
    assert!(stage.everything(at(4 * HOUR)) == before, "a byte of a feed moved");
}

/// Servers that stamp the moment into the channel, reorder items or rewrite dates send other bytes and
/// say nothing new.
#[test]
fn other_bytes_that_say_the_same_change_nothing_but_the_state() {
    let items = [item(3).on(at(-HOUR)), item(2).on(at(-2 * HOUR)), item(1).on(at(-3 * HOUR))];
    let variants = [
        rss(&items).replace(
            "<title>Báo thử</title>",
            "<title>Báo thử</title><lastBuildDate>Tue, 01 Sep 2026 09:00:00 GMT</lastBuildDate>",
        ),
        rss(&[items[2].clone(), items[0].clone(), items[1].clone()]),
        rss(&[items[0].clone(), items[0].clone(), items[1].clone(), items[2].clone()]),
        rss(&[items[0].clone()]),
        rss(&items.clone().map(|item| item.on(at(2 * DAY)))),
        rss(&items.clone().map(|item| {
            let link = format!("{}?utm_source=rss", item.link);
            item.link(&link)
        })),
        rss(&items.clone().map(|item| {
            let title = item.title.to_uppercase();
            item.titled(&title)
        })),
    ];
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&items), at(0));
    let (before, revision) = (stage.everything(at(0)), stage.revision());
    for (number, body) in variants.iter().enumerate() {
        let now = at((1 + number as i64) * HOUR);
        let settled = stage.poll("bao", body, now);
        assert_eq!(settled.new_entries, 0, "variant {number}");
        assert_eq!(stage.revision(), revision, "variant {number}");
        assert!(stage.everything(now) == before, "variant {number} moved a byte");
    }
    stage.assert_sound();
}

#[test]
fn the_same_store_gives_the_same_bytes_after_reopening_and_at_any_time() {
    let sources = [("bao", ""), ("ban", "category = \"lich-su\"\nprovince = \"hoa-giang\"")];
    let mut stage = Stage::new(&sources);
    stage.poll("bao", &three(), at(0));
    stage.poll("ban", &rss(&[item(7).link("https://ban.example/7"), item(3)]), at(5 * MINUTE));
    let before = stage.everything(at(10 * MINUTE));
    for years in [0, 1, 30] {
        let now = at(HOUR + years * 365 * DAY);
        stage.reopen(now);
        assert!(stage.everything(now) == before, "{years} years later a byte moved");
    }
    let now = at(40 * DAY);
    stage.reload(super::stage::CATEGORIES, &sources, now);
    assert!(stage.everything(now) == before, "the same config read again moved a byte");
    for (address, bytes) in &before {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("2026-10") && !text.contains("Oct 2026"),
            "{address} holds the time of reading"
        );
    }
}

/// Two stores, the same polls: but for the id of the instance every byte is the same.
#[test]
fn two_stores_with_the_same_polls_differ_in_their_instance_alone() {
    let told = || {
        let mut stage = Stage::new(&[("bao", ""), ("ban", "")]);
        stage.poll("bao", &three(), at(0));
        stage.poll("ban", &rss(&[item(1), item(9).link("https://ban.example/9")]), at(MINUTE));
        let instance = stage.frame(at(0)).instance.to_string();
        let stories = stage.latest();
        (instance, stories)
    };
    let (first, second) = (told(), told());
    assert_ne!(first.0, second.0);
    assert_eq!(first.1, second.1);
}
