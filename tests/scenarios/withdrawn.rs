//! Article pages that are asked for again: what is gone is marked and kept, and what returns is unmarked.

use super::news::{Item, item, rss};
use super::origin::{Origin, Reply};
use super::stage::{DAY, HOUR, MINUTE, Read, Stage, at};
use diemtin::daemon::clock::Clock;
use diemtin::daemon::followups;
use diemtin::daemon::settled::Outlook;
use diemtin::model::{Followup, FollowupKind, ProblemKind, Scope, Timestamp, Validators};
use diemtin::publish::Format;
use diemtin::store::{OpenMode, Store};

const AGAIN: &str = "[source.article]\nrecheck = \"7d\"\n";
const AND_READ: &str = "[source.article]\nfetch = true\nrecheck = \"7d\"\n";

fn stage(lines: &str, items: &[Item]) -> Stage {
    let mut stage = Stage::new(&[("bao", lines)]);
    stage.poll("bao", &rss(items), at(0));
    stage
}

/// What is asked for next, and when.
fn next(stage: &Stage) -> Option<(Followup, Timestamp)> {
    let next = Outlook::of(stage.store(), &"bao".parse().unwrap()).unwrap().next?;
    let due = next.due;
    Some((stage.wanted("bao").into_iter().find(|wanted| wanted.id == next.id).unwrap(), due))
}

/// The next page answers this, when it is due.
fn answer(stage: &mut Stage, status: u16, body: &str) -> Timestamp {
    let (followup, due) = next(stage).unwrap();
    stage.page(followup, status, &[], body, due);
    due
}

fn days(at: Timestamp) -> f64 {
    (at.0 - self::at(0).0) as f64 / DAY as f64
}

fn only(stage: &Stage) -> Read {
    stage.latest().remove(0)
}

fn atom(stage: &Stage) -> String {
    String::from_utf8(stage.feed(&Scope::All, Format::Atom, at(0))).unwrap()
}

fn article(text: &str) -> String {
    let paragraph =
        "Bà con trong xã cùng nhau lo việc trường lớp, đường sá và trạm y tế trong mùa nước lên. ";
    format!(
        "<!DOCTYPE html><html><head><title>Bài số 1</title></head><body><div class=\"bai\"><h1>Bài số 1</h1>\
         <p>{text}</p>{}</div></body></html>",
        format!("<p>{}</p>", paragraph.repeat(3)).repeat(3)
    )
}

#[test]
fn a_page_that_is_missing_twice_a_day_apart_is_marked_and_kept_and_unmarked_when_it_returns() {
    for status in [404, 410] {
        let mut stage = stage(AGAIN, &[item(1)]);
        let before = only(&stage);
        let plain = atom(&stage);
        let first = answer(&mut stage, status, "không có");
        assert!((6.0..8.1).contains(&days(first)), "{first}");
        assert!(atom(&stage) == plain, "once is no proof");
        let second = answer(&mut stage, status, "không có");
        assert_eq!(second.0 - first.0, DAY);
        let marked = only(&stage);
        assert_eq!((&marked.id, &marked.title, marked.updated), (&before.id, &before.title, second));
        assert!(marked.categories.contains(&"da-go".to_owned()));
        let feed = atom(&stage);
        assert!(feed.contains("đã gỡ bài này") && feed.contains("Tóm tắt của bài số 1"), "{feed}");
        assert!(feed.contains("term=\"da-go\" scheme=\"https://diemtin.example/mark/\""));

        let third = answer(&mut stage, status, "không có");
        assert!(atom(&stage) == feed && days(third) - days(second) > 6.0, "`updated` moves once");
        stage.reopen(third);
        let fourth = answer(&mut stage, 200, &article("x"));
        let back = only(&stage);
        assert_eq!((back.updated, back.categories), (fourth, before.categories.clone()));
        assert!(!atom(&stage).contains("đã gỡ"));
        stage.assert_sound();
    }
}

#[test]
fn what_is_no_404_marks_nothing() {
    let mut stage = stage(AGAIN, &[item(1)]);
    let plain = atom(&stage);
    for status in [404, 200, 404, 500, 429, 403] {
        answer(&mut stage, status, &article("x"));
    }
    assert!(atom(&stage) == plain);
    let missing = answer(&mut stage, 404, "");
    assert!(atom(&stage) != plain, "missing since, as far as anybody could tell: {missing}");
}

#[test]
fn an_export_tells_what_is_withdrawn_and_what_never_rests() {
    let mut stage = stage(AGAIN, &[item(1)]);
    for n in 1..6 {
        stage.poll("bao", &rss(&[item(1).saying(&"câu khác ".repeat(n))]), at(n as i64 * HOUR));
    }
    answer(&mut stage, 404, "");
    answer(&mut stage, 404, "");
    let id = only(&stage).story();
    let told = stage.store().story(&id).unwrap().unwrap();
    assert!(told.entries[0].is_restless() && told.entries[0].withdrawn.is_some());
    let (mut lines, folder) = (Vec::new(), tempfile::tempdir().unwrap());
    stage.store().export(&mut lines).unwrap();
    let path = folder.path().join("store");
    Store::import(&path, &mut lines.as_slice(), at(30 * DAY)).unwrap();
    let again = Store::open(&path, OpenMode::Existing, at(30 * DAY)).unwrap();
    let imported = again.story(&id).unwrap().unwrap();
    assert_eq!(imported.entries, told.entries);
    assert_eq!(again.wordings(&imported.entries[0]).unwrap().len(), 4);
}

#[test]
fn pages_are_asked_for_spread_apart_and_for_a_season() {
    let items: Vec<Item> = (0..40).map(item).collect();
    let mut stage = stage(&format!("backfill = 100\n{AGAIN}"), &items);
    assert_eq!(stage.wanted("bao").len(), 40);
    stage.poll("bao", &rss(&items), at(MINUTE));
    assert_eq!(stage.wanted("bao").len(), 40, "no page is wanted twice");
    let mut asked = Vec::new();
    while next(&stage).is_some() {
        asked.push(answer(&mut stage, 200, "có"));
    }
    assert!(asked.windows(2).all(|pair| pair[1].since(pair[0]).as_secs() >= 15 * 60), "one at a time");
    assert!((12.0..15.0).contains(&(asked.len() as f64 / 40.0)), "{} for 90 days", asked.len());
    assert!(days(*asked.last().unwrap()) <= 90.0);
    stage.poll("bao", &rss(&items), at(91 * DAY));
    assert_eq!(stage.wanted("bao").len(), 0, "too old, although still listed");
}

#[test]
fn a_page_is_asked_for_conditionally_and_an_edit_on_it_is_an_edit() {
    let mut stage = stage(AND_READ, &[item(1)]);
    stage.follow("bao", 200, &article("Ba phòng học mới."), at(MINUTE));
    let source = stage.live.source(&"bao".parse().unwrap()).unwrap().clone();
    let (followup, due) = next(&stage).unwrap();
    assert_eq!(followups::request(&source, &followup).validators, Validators::default());
    let feeds = stage.everything(at(0));
    let etag = [("etag", "\"mot\"")];
    stage.page(followup, 200, &etag, &article("Ba phòng học mới. Lượt xem: 99"), due);
    let (followup, due) = next(&stage).unwrap();
    assert_eq!(followups::request(&source, &followup).validators.etag.as_deref(), Some(&b"\"mot\""[..]));
    stage.page(followup, 304, &[], "", due);
    assert!(stage.everything(at(0)) == feeds, "the same page, and a counter, change nothing");

    let due = answer(&mut stage, 200, &article("Bốn phòng học mới."));
    let told = stage.store().story(&only(&stage).story()).unwrap().unwrap();
    assert_eq!((told.story.updated, told.entries[0].revisions), (due, 1));
    let wordings = stage.store().wordings(&told.entries[0]).unwrap();
    assert!(
        wordings[0].entry.content.contains("Ba phòng") && wordings[1].entry.content.contains("Bốn phòng")
    );
    stage.poll(
        "bao",
        &rss(&[item(1), item(2).on(at(-800 * DAY))]),
        due.plus(std::time::Duration::from_secs(60)),
    );
    assert_eq!(only(&stage).updated, due, "the feed, which shows the lead, edits nothing");
    stage.assert_sound();
}

#[test]
fn a_portal_that_moves_its_articles_has_not_withdrawn_them() {
    let items: Vec<Item> = (0..20).map(item).collect();
    let mut stage = stage(&format!("backfill = 100\n{AGAIN}"), &items);
    let plain = atom(&stage);
    for _ in 0..60 {
        answer(&mut stage, 404, "không có");
    }
    assert!(atom(&stage) == plain, "nothing is marked");
    assert_eq!(stage.state("bao").pages.map(|problem| problem.kind), Some(ProblemKind::NotFound));
    answer(&mut stage, 200, "có");
    assert_eq!(stage.state("bao").pages, None);
}

#[test]
fn it_is_asked_for_where_the_config_says_so_and_as_long_as_it_does() {
    let mut stage = stage("", &[item(1)]);
    assert!(stage.wanted("bao").is_empty(), "it is opt-in");
    stage.reload(super::stage::CATEGORIES, &[("bao", AGAIN)], at(HOUR));
    stage.poll("bao", &rss(&[item(1), item(2)]), at(HOUR));
    let wanted = stage.wanted("bao");
    assert_eq!(wanted.len(), 2, "what was published before is asked for too");
    assert!(wanted.iter().all(|one| matches!(one.kind, FollowupKind::Recheck(_))));
    stage.reload(super::stage::CATEGORIES, &[("bao", "")], at(2 * HOUR));
    let (followup, due) = next(&stage).unwrap();
    stage.page(followup, 404, &[], "", due);
    assert!(stage.wanted("bao").is_empty(), "and no more");
}

#[test]
fn an_article_that_moved_is_asked_for_at_its_new_address() {
    let mut stage = stage(AGAIN, &[item(1)]);
    let moved = item(1).link("https://bao.example/chuyen-muc/bai-so-1.html");
    stage.poll("bao", &rss(&[moved]), at(HOUR));
    let plain = atom(&stage);
    answer(&mut stage, 404, "");
    let (followup, _) = next(&stage).unwrap();
    assert!(followup.url.path().starts_with("/chuyen-muc/"));
    let FollowupKind::Recheck(recheck) = &followup.kind else { panic!("{followup:?}") };
    assert_eq!(recheck.missing, None, "the old address says nothing");
    assert!(atom(&stage) == plain);
}

/// The client, the gate and the judgement of soft 404s, over a real socket.
#[tokio::test(flavor = "multi_thread")]
async fn over_the_wire_a_page_is_asked_for_conditionally_and_a_soft_404_is_missing() {
    let origin = Origin::start();
    origin.route("/robots.txt", |_| Reply::ok("text/plain", ""));
    let page = "/tin/bai-so-1234.html";
    let section = origin.url("/tin/").to_string();
    origin.route("/tin/", |_| Reply::ok("text/html", "<p>Tin tức</p>"));
    origin.route(page, move |seen| match seen.count {
        1 | 2 => Reply::ok("text/html", article("Ba phòng học mới.")).etag("\"mot\""),
        _ => Reply::redirect(302, &section),
    });
    let feed = rss(&[item(1).link(origin.url(page).as_str())]);
    let lines = format!("url = \"{}\"\n{AGAIN}", origin.url("/rss"));
    let mut stage = stage(&lines, &[item(1).link(origin.url(page).as_str())]);
    let clock = Clock::manual(at(0));
    for expected in [200, 304, 200, 200] {
        let (followup, due) = next(&stage).unwrap();
        clock.set(due);
        let source = stage.live.source(&"bao".parse().unwrap()).unwrap().clone();
        let (live, state) = (stage.live.clone(), stage.state("bao"));
        let read = followups::gather(live, Default::default(), source, state, followup, clock.clone()).await;
        assert_eq!(read.gathered.status, expected);
        stage.settle_page(read);
    }
    let seen: Vec<bool> = origin.seen().iter().filter(|s| s.path == page).map(|s| s.conditional()).collect();
    assert_eq!(seen, [false, true, true, true]);
    assert!(only(&stage).categories.contains(&"da-go".to_owned()), "{feed}");
}
