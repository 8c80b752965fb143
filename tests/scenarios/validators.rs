//! Validators vouch for what was stored, and for nothing else.

use super::news::{item, rss};
use super::origin::{Origin, Reply};
use super::stage::{DAY, HOUR, Stage, at};
use diemtin::daemon::clock::Clock;
use diemtin::daemon::pipeline;
use diemtin::daemon::settled::Settled;
use diemtin::model::{ProblemKind, Timestamp};
use std::sync::Arc;

/// Asks the real origin with the real client, and settles.
async fn poll(stage: &mut Stage, clock: &Clock, now: Timestamp) -> Settled {
    clock.set(now);
    let source = Arc::clone(stage.live.source(&"bao".parse().unwrap()).unwrap());
    let gathered =
        pipeline::gather(Arc::clone(&stage.live), Arc::default(), source, stage.state("bao"), clock.clone())
            .await;
    stage.settle(&gathered)
}

fn stage_at(origin: &Origin) -> Stage {
    Stage::new(&[("bao", &format!("url = \"{}\"", origin.url("/rss")))])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_could_not_be_read_never_hides_behind_a_later_304() {
    let (first, second) = (rss(&[item(1)]), rss(&[item(2), item(1)]));
    let broken = "<rss version=\"2.0\"><chan";
    let login = "<html><head><title>Đăng nhập</title></head><body><form><input type=\"password\"></form></body></html>";
    let script = [
        (first.as_str(), "\"a\""),
        (broken, "\"b\""),
        (login, "\"c\""),
        ("", "\"d\""),
        (second.as_str(), "\"b\""),
    ];
    let script: Vec<(String, &str)> = script.iter().map(|(body, etag)| ((*body).to_owned(), *etag)).collect();
    let origin = Origin::start();
    origin.route("/rss", move |seen| {
        let (body, etag) = &script[(seen.count - 1).min(script.len() - 1)];
        Reply::ok("application/rss+xml", body.as_str()).etag(etag)
    });
    let (mut stage, clock) = (stage_at(&origin), Clock::manual(at(0)));
    assert_eq!(poll(&mut stage, &clock, at(0)).await.new_entries, 1);
    for round in 1..4 {
        let settled = poll(&mut stage, &clock, at(round * HOUR)).await.state;
        assert!(settled.problem.is_some(), "round {round}");
        assert_eq!(stage.titles(), ["Bài số 1"], "what was read before stays");
        stage.reopen(at(round * HOUR));
    }
    assert_eq!(poll(&mut stage, &clock, at(4 * HOUR)).await.new_entries, 1);
    let after = poll(&mut stage, &clock, at(5 * HOUR)).await.state;
    assert_eq!(after.problem, None);
    let asked: Vec<Option<String>> = origin.seen().iter().map(|seen| seen.text("if-none-match")).collect();
    assert_eq!(asked[0], None);
    for unread in &asked[1..5] {
        assert!(
            unread.is_none() || unread.as_deref() == Some("\"a\""),
            "asked with {unread:?}, which vouches for nothing"
        );
    }
    assert_eq!(asked[5].as_deref(), Some("\"b\""), "what was read at last may be vouched for");
    assert_eq!(stage.titles().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn validators_are_stored_with_their_entries_and_echoed_byte_for_byte() {
    let origin = Origin::start();
    origin.route("/rss", |_| {
        Reply::ok("text/xml", rss(&[item(1)])).etag("W/\"x y\"").last_modified("Tue, 1 Sep 2026 07:00:00 GMT")
    });
    let (mut stage, clock) = (stage_at(&origin), Clock::manual(at(0)));
    poll(&mut stage, &clock, at(0)).await.committed.unwrap();
    stage.reopen(at(HOUR));
    let revision = stage.revision();
    let settled = poll(&mut stage, &clock, at(HOUR)).await;
    assert_eq!(settled.state.log.last().unwrap().status, 304);
    assert_eq!(stage.revision(), revision);
    let seen = origin.seen();
    assert_eq!(seen[1].header("if-none-match"), Some(&b"W/\"x y\""[..]));
    assert_eq!(seen[1].header("if-modified-since"), Some(&b"Tue, 1 Sep 2026 07:00:00 GMT"[..]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_304_that_hides_an_edit_is_caught_within_a_week_and_then_daily() {
    let origin = Origin::start();
    let feed = Arc::new(std::sync::Mutex::new(rss(&[item(1)])));
    let body = Arc::clone(&feed);
    origin.route("/rss", move |seen| match seen.conditional() {
        true => Reply::not_modified(),
        false => {
            Reply::ok("text/xml", body.lock().unwrap().clone()).last_modified("Tue, 01 Sep 2026 07:00:00 GMT")
        }
    });
    let (mut stage, clock) = (stage_at(&origin), Clock::manual(at(0)));
    poll(&mut stage, &clock, at(0)).await.committed.unwrap();
    *feed.lock().unwrap() = rss(&[item(1).titled("Bài số 1 (cập nhật)")]);
    for hours in [6, 24, 6 * 24] {
        poll(&mut stage, &clock, at(hours * HOUR)).await;
        assert_eq!(stage.titles(), ["Bài số 1"], "after {hours} hours");
    }
    assert!(poll(&mut stage, &clock, at(7 * DAY)).await.state.lying_304);
    assert_eq!(stage.titles(), ["Bài số 1 (cập nhật)"]);
    *feed.lock().unwrap() = rss(&[item(1).titled("Bài số 1 (cập nhật lần hai)")]);
    poll(&mut stage, &clock, at(7 * DAY + 12 * HOUR)).await;
    poll(&mut stage, &clock, at(8 * DAY)).await;
    assert_eq!(stage.titles(), ["Bài số 1 (cập nhật lần hai)"]);
}

/// A feed cut in the middle gives what came; nothing vouches for it, so the whole is asked for again.
#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_body_is_asked_for_again_as_a_whole() {
    let origin = Origin::start();
    let whole = rss(&[item(1), item(2), item(3)]);
    let cut = whole.find("Bài số 3").unwrap();
    origin.route("/rss", move |seen| {
        let reply = Reply::ok("text/xml", whole.clone()).etag("\"a\"");
        if seen.count == 1 { reply.manner(super::origin::Manner::CutAfter(cut)) } else { reply }
    });
    let (mut stage, clock) = (stage_at(&origin), Clock::manual(at(0)));
    let settled = poll(&mut stage, &clock, at(0)).await;
    assert!(settled.new_entries >= 2, "{} entries came whole", settled.new_entries);
    assert_eq!(settled.state.problem.map(|p| p.kind), Some(ProblemKind::Truncated));
    let settled = poll(&mut stage, &clock, at(HOUR)).await;
    assert!(!origin.seen()[1].conditional());
    assert_eq!(settled.state.problem, None);
    let mut titles = stage.titles();
    titles.sort();
    assert_eq!(titles, ["Bài số 1", "Bài số 2", "Bài số 3"]);
}
