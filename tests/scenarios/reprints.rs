//! Reprints: the same article on several portals is one story, and what is not one stays two.

use super::news::{Item, item, rss};
use super::stage::{CATEGORIES, DAY, HOUR, MINUTE, Stage, at};
use diemtin::daemon::settled::Settled;
use diemtin::dedup::Fingerprint;
use diemtin::model::{EntryRecord, JoinRule, Scope, StoryId};
use diemtin::publish::Format;
use diemtin::store::{OpenMode, Store};

const REPORT: &str = "Sáng nay, đoàn bác sĩ trẻ của tỉnh đã lên bản Phiêng Lơi khám bệnh và phát thuốc cho gần ba trăm người già và \
    trẻ nhỏ. Từ bốn giờ sáng, nhiều gia đình đã soi đèn pin vượt dốc xuống nhà văn hóa để kịp lấy số thứ tự. Đoàn mang theo máy siêu \
    âm xách tay, máy đo điện tim và hai thùng kính lão do một nhóm thợ kính ở chợ huyện tặng. Già làng Sùng Vả Dế bảo rằng lâu lắm \
    bản mới đông vui như ngày hội, ai khám xong cũng nán lại uống nước chè và nghe bác sĩ dặn cách giữ nguồn nước ăn cho sạch. Trưởng \
    đoàn cho biết mỗi quý đoàn sẽ trở lại một lần, mang thuốc cho những người bệnh mạn tính và dạy các cô giáo mầm non cách sơ cứu.";
const TITLE: &str = "Bác sĩ trẻ mang thuốc lên bản Phiêng Lơi";

/// The report as a portal has it, under an address of its own.
fn on(portal: &str, title: &str, text: &str) -> Item {
    item(1)
        .guid(&format!("{portal}-7"))
        .link(&format!("https://{portal}.example/tin-7.html"))
        .titled(title)
        .saying(text)
}

fn stage(dedup: &str, portals: &[&str]) -> Stage {
    let sources: Vec<(&str, &str)> = portals.iter().map(|portal| (*portal, "")).collect();
    Stage::with(&format!("[dedup]\n{dedup}\n{CATEGORIES}"), &sources)
}

/// Each portal is polled a quarter of an hour after the one before and has this.
fn told(stage: &mut Stage, polls: &[(&str, &[Item])]) -> Vec<Settled> {
    let mut settled = Vec::new();
    for ((portal, items), n) in polls.iter().zip(0..) {
        settled.push(stage.poll(portal, &rss(items), at(n * 15 * MINUTE)));
    }
    stage.assert_sound();
    settled
}

fn publishers(stage: &Stage) -> Vec<Vec<String>> {
    stage.latest().into_iter().map(|story| story.publishers).collect()
}

#[test]
fn a_reprint_on_a_second_portal_is_one_story_with_two_publishers() {
    let mut stage = stage("", &["a", "b"]);
    stage.poll("a", &rss(&[on("a", TITLE, REPORT)]), at(0));
    let [first] = &stage.latest()[..] else { panic!("one story") };
    let reprint =
        on("b", "Bác sĩ trẻ lên với bản Phiêng Lơi", &format!("(BCO) - {REPORT} (Theo Báo Sông Vàng)"));
    stage.poll("b", &rss(std::slice::from_ref(&reprint)), at(HOUR));
    stage.assert_sound();
    let [story] = &stage.latest()[..] else { panic!("one story: {:?}", stage.latest()) };
    assert_eq!((&story.id, story.published), (&first.id, first.published));
    assert_eq!((&story.title, &story.publishers), (&first.title, &vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(story.updated, at(HOUR), "readers see a publisher more");
    let members = stage.store().story(&story.story()).unwrap().unwrap().story.members;
    let near = members[1].near.unwrap();
    assert!(near.rule == JoinRule::Text && near.jaccard > 900 && near.containment > 900, "{near:?}");
    assert_eq!(members[0].near, None);

    let before = (stage.revision(), stage.everything(at(2 * HOUR)));
    for (portal, now) in [("b", 2 * HOUR), ("a", 3 * HOUR)] {
        let own = if portal == "b" { reprint.clone() } else { on("a", TITLE, REPORT) };
        assert!(
            stage.poll(portal, &rss(&[own]), at(now)).committed.is_none(),
            "the same bytes change nothing"
        );
    }
    assert_eq!((stage.revision(), stage.everything(at(2 * HOUR))), before);
}

#[test]
fn both_publishers_stand_in_the_feeds() {
    let mut stage = stage("", &["a", "b"]);
    told(&mut stage, &[("a", &[on("a", TITLE, REPORT)]), ("b", &[on("b", TITLE, REPORT)])]);
    for scope in [Scope::All, Scope::Source("a".parse().unwrap()), Scope::Source("b".parse().unwrap())] {
        let atom = String::from_utf8(stage.feed(&scope, Format::Atom, at(HOUR))).unwrap();
        assert_eq!(atom.matches("<entry>").count(), 1, "{scope:?}");
        assert!(atom.contains("rel=\"related\" href=\"https://b.example/tin-7.html\""), "{scope:?}: {atom}");
    }
}

#[test]
fn a_shortened_reprint_joins_and_the_longer_one_too() {
    let cut: String = REPORT.split_inclusive(". ").take(3).collect();
    for (first, second) in [(REPORT, cut.as_str()), (cut.as_str(), REPORT)] {
        let mut stage = stage("", &["a", "b"]);
        told(&mut stage, &[("a", &[on("a", TITLE, first)]), ("b", &[on("b", TITLE, second)])]);
        assert_eq!(publishers(&stage).len(), 1, "{first}");
    }
}

#[test]
fn an_article_page_that_founds_a_story_joins_the_one_it_reprints() {
    let sources = [("a", ""), ("b", "[source.article]\nfetch = true\n")];
    let mut stage = Stage::new(&sources);
    let whole = format!("<p>{}</p>", REPORT.replace(". ", ".</p><p>"));
    stage.poll("a", &rss(&[on("a", TITLE, &whole)]), at(0));
    let listed = on("b", "Thầy thuốc lên bản", "Một chuyến đi đáng nhớ.");
    stage.poll("b", &rss(std::slice::from_ref(&listed)), at(HOUR));
    assert_eq!(publishers(&stage), [["a"]], "it waits for its page");
    let page = format!(
        "<html><head><title>Thầy thuốc lên bản</title></head><body><div class=\"menu\"><a href=\"/\">Trang chủ</a></div>\
         <article><h1>Thầy thuốc lên bản</h1>{whole}<p>Theo Báo Sông Vàng</p></article></body></html>"
    );
    stage.follow("b", 200, &page, at(HOUR + MINUTE));
    stage.assert_sound();
    assert_eq!(publishers(&stage), [["a", "b"]]);
    let revision = stage.revision();
    stage.poll("b", &rss(&[listed]), at(2 * HOUR));
    assert_eq!((stage.revision(), stage.wanted("b").len()), (revision, 0));
}

#[test]
fn two_tellings_in_one_poll_join() {
    let mut stage = stage("", &["a"]);
    let again = on("a", TITLE, REPORT).guid("a-8").link("https://a.example/muc-khac/tin-8.html");
    stage.poll("a", &rss(&[on("a", TITLE, REPORT), again.clone()]), at(0));
    stage.assert_sound();
    let [story] = &stage.latest()[..] else { panic!("one story: {:?}", stage.latest()) };
    assert_eq!(stage.store().story(&story.story()).unwrap().unwrap().entries.len(), 2);
    let revision = stage.revision();
    stage.poll("a", &rss(&[again, on("a", TITLE, REPORT)]), at(HOUR));
    assert_eq!(stage.revision(), revision);
}

#[test]
fn an_edited_member_stays_a_member() {
    let mut stage = stage("", &["a", "b"]);
    told(&mut stage, &[("a", &[on("a", TITLE, REPORT)]), ("b", &[on("b", TITLE, REPORT)])]);
    stage.poll("b", &rss(&[on("b", "Tin đã sửa hẳn", "Không còn chữ nào như trước.")]), at(DAY));
    stage.assert_sound();
    assert_eq!(publishers(&stage), [["a", "b"]]);
    assert_eq!(stage.titles(), [TITLE]);
}

#[test]
fn what_only_looks_like_a_reprint_is_a_story_of_its_own() {
    let check = |title: &str, text: &str| {
        let mut stage = stage("", &["a", "b"]);
        told(&mut stage, &[("a", &[on("a", TITLE, REPORT)]), ("b", &[on("b", title, text)])]);
        assert_eq!(publishers(&stage).len(), 2, "{title}: {text}");
    };
    check(TITLE, &REPORT.replace("ba trăm", "bốn trăm"));
    check(&TITLE.replace("Phiêng Lơi", "Huổi Pha"), &REPORT.replace("Phiêng Lơi", "Huổi Pha"));
    check("Bản Phiêng Lơi sau ngày đoàn bác sĩ về", "Một tuần sau, bản Phiêng Lơi đã có tủ thuốc chung.");
    check(TITLE, "");
}

#[test]
fn near_false_looks_for_nothing() {
    let mut stage = stage("near = false", &["a", "b"]);
    told(&mut stage, &[("a", &[on("a", TITLE, REPORT)]), ("b", &[on("b", TITLE, REPORT)])]);
    assert_eq!(publishers(&stage), [["b"], ["a"]]);
    assert_eq!(stage.store().check().unwrap().counts.prints, 0);
}

#[test]
fn never_keeps_two_apart_and_nobody_else() {
    let never = "never = [[\"https://b.example/tin-7.html\", \"http://www.a.example/tin-7.html\"]]";
    let mut stage = stage(never, &["a", "b", "c"]);
    let of = |portal: &str| [on(portal, TITLE, REPORT)];
    told(&mut stage, &[("a", &of("a")), ("b", &of("b")), ("c", &of("c"))]);
    let mut found = publishers(&stage);
    found.sort();
    assert_eq!(found, [vec!["a", "c"], vec!["b"]]);
}

#[test]
fn never_holds_against_every_member() {
    let never = "never = [[\"https://b.example/tin-7.html\", \"https://c.example/tin-7.html\"]]";
    let mut stage = stage(never, &["a", "b", "c"]);
    let of = |portal: &str| [on(portal, TITLE, REPORT)];
    told(&mut stage, &[("a", &of("a")), ("b", &of("b")), ("c", &of("c"))]);
    let mut found = publishers(&stage);
    found.sort();
    assert_eq!(found, [vec!["a", "b"], vec!["c"]]);
}

#[test]
fn always_joins_what_shares_nothing() {
    let always = "always = [[\"https://a.example/tin-7.html\", \"https://b.example/tin-7.html\"]]";
    for near in ["", "near = false\n"] {
        let mut stage = stage(&format!("{near}{always}"), &["a", "b"]);
        told(&mut stage, &[("a", &[on("a", TITLE, REPORT)]), ("b", &[on("b", "Lời khác", "Chữ khác hẳn.")])]);
        assert_eq!(publishers(&stage), [["a", "b"]]);
        let id: StoryId = stage.latest()[0].story();
        let near = stage.store().story(&id).unwrap().unwrap().story.members[1].near.unwrap();
        assert_eq!(near.rule, JoinRule::Always);
    }
}

#[test]
fn a_reprint_is_found_after_a_restart_and_in_a_store_that_had_no_prints() {
    let first = |stage: &mut Stage| drop(stage.poll("a", &rss(&[on("a", TITLE, REPORT)]), at(0)));
    let check = |mut stage: Stage, what: &str| {
        stage.poll("b", &rss(&[on("b", TITLE, REPORT)]), at(HOUR));
        stage.assert_sound();
        assert_eq!(publishers(&stage), [["a", "b"]], "{what}");
        assert_eq!(stage.store().check().unwrap().counts.prints, 1, "{what}");
    };
    let mut restarted = stage("", &["a", "b"]);
    first(&mut restarted);
    restarted.reopen(at(MINUTE));
    restarted.reload(&format!("[dedup]\n{CATEGORIES}"), &[("a", ""), ("b", "")], at(MINUTE));
    check(restarted, "restart");
    let mut without = stage("near = false", &["a", "b"]);
    first(&mut without);
    without.reload(CATEGORIES, &[("a", ""), ("b", "")], at(MINUTE));
    check(without, "no prints");
}

#[test]
fn an_export_holds_no_prints_and_the_first_start_makes_them() {
    let mut stage = stage("", &["a", "b"]);
    told(&mut stage, &[("a", &[on("a", TITLE, REPORT)]), ("b", &[on("b", TITLE, REPORT)])]);
    let mut lines = Vec::new();
    stage.store().export(&mut lines).unwrap();
    assert!(!String::from_utf8(lines.clone()).unwrap().contains("signature"));
    let folder = tempfile::tempdir().unwrap();
    Store::import(folder.path(), &mut &lines[..], at(HOUR)).unwrap();
    let store = Store::open(folder.path(), OpenMode::Existing, at(HOUR)).unwrap();
    let mut again = Vec::new();
    store.export(&mut again).unwrap();
    assert_eq!(
        String::from_utf8(again).unwrap(),
        String::from_utf8(lines).unwrap(),
        "the reason of a member stays"
    );
    assert_eq!(store.check().unwrap().counts.prints, 0);
    let mut make =
        |record: &EntryRecord| Fingerprint::of(&record.entry).print(record.story, record.first_seen);
    for _ in 0..2 {
        assert_eq!(store.prints(at(-DAY), 10, &mut make).unwrap().len(), 1);
        let checked = store.check().unwrap();
        assert_eq!((checked.counts.prints, checked.faults), (1, vec![]));
    }
    assert_eq!(store.prints(at(DAY), 10, &mut make).unwrap(), []);
    assert_eq!(store.check().unwrap().counts.prints, 0);
}

#[test]
fn a_story_of_last_month_is_not_joined_and_its_print_is_gone() {
    let mut stage = stage("", &["a", "b"]);
    stage.poll("a", &rss(&[on("a", TITLE, REPORT)]), at(0));
    stage.poll("b", &rss(&[on("b", TITLE, REPORT)]), at(30 * DAY));
    stage.assert_sound();
    assert_eq!(publishers(&stage).len(), 2);
    assert_eq!(stage.store().check().unwrap().counts.prints, 1);
}

#[test]
fn a_forgotten_story_is_not_joined() {
    let mut stage = stage("", &["a", "b"]);
    stage.poll("a", &rss(&[on("a", TITLE, REPORT)]), at(0));
    let id = stage.latest()[0].story();
    stage.store().forget(&id, at(300 * DAY), at(HOUR)).unwrap();
    stage.poll("b", &rss(&[on("b", TITLE, REPORT)]), at(2 * HOUR));
    stage.assert_sound();
    assert_eq!(publishers(&stage), [["b"]]);
    assert_eq!(stage.store().check().unwrap().counts.prints, 1);
}

#[test]
fn what_a_poll_asks_of_the_store_does_not_grow_with_the_window() {
    let mut costs = Vec::new();
    for stories in [100, 1_000] {
        let mut stage = stage("", &["a", "b"]);
        let one = |n: usize| {
            let text: Vec<String> = (0..60).map(|word| format!("chữ{}", n * 37 + word)).collect();
            item(n).titled(&format!("Chuyện làng {n}")).saying(&text.join(" ")).on(at(-(n as i64) * MINUTE))
        };
        stage.poll("a", &rss(&(0..stories).map(one).collect::<Vec<_>>()), at(0));
        let mut reprint = one(50);
        reprint.link = "https://b.example/tin-50.html".to_owned();
        let body = rss(&[reprint, on("b", TITLE, REPORT)]);
        let before = stage.store().reads();
        stage.poll("b", &body, at(HOUR));
        costs.push(stage.store().reads() - before);
        assert_eq!(stage.latest().len(), 500.min(stories + 1), "one joined");
    }
    assert!(costs[1] <= costs[0] + 16, "{costs:?}");
}

/// Two portals with these texts under one config, then another config and a poll of both.
fn corrected(before: &str, after: &str, second: &str) -> (Stage, Vec<StoryId>) {
    let mut stage = stage(before, &["a", "b"]);
    let own = [on("a", TITLE, REPORT), on("b", "Tin của b", second)];
    told(&mut stage, &[("a", &own[..1]), ("b", &own[1..])]);
    let ids: Vec<StoryId> = stage.latest().iter().map(|story| story.story()).collect();
    stage.reload(&format!("[dedup]\n{after}\n{CATEGORIES}"), &[("a", ""), ("b", "")], at(HOUR));
    let news = item(9).titled("Chợ phiên đông vui").link("https://a.example/tin-9.html");
    let settled = stage.poll("a", &rss(&[own[0].clone(), news]), at(2 * HOUR));
    let scopes = settled.committed.unwrap().scopes;
    assert!(scopes.contains(&Scope::Source("b".parse().unwrap())), "{scopes:?}");
    stage.assert_sound();
    let revision = stage.revision();
    stage.poll("b", &rss(&own[1..]), at(3 * HOUR));
    assert_eq!(stage.revision(), revision, "nothing comes twice");
    (stage, ids)
}

#[test]
fn always_unites_stories_that_exist_and_the_younger_id_leads_on() {
    let always = "always = [[\"https://a.example/tin-7.html\", \"https://b.example/tin-7.html\"]]";
    let (stage, ids) = corrected("", always, "Chữ khác hẳn.");
    let [_, story] = &stage.latest()[..] else { panic!("two stories: {:?}", stage.latest()) };
    assert_eq!(story.publishers, ["a", "b"]);
    assert_eq!((ids.len(), story.story()), (2, ids[1]), "the elder stays");
    let told = stage.store().story(&ids[1]).unwrap().unwrap();
    assert_eq!(told.story.members[1].near.unwrap().rule, JoinRule::Always);
    assert!(stage.store().story(&ids[0]).unwrap().is_none());
}

#[test]
fn never_splits_a_story_that_exists() {
    let never = "never = [[\"https://a.example/tin-7.html\", \"https://b.example/tin-7.html\"]]";
    let (stage, ids) = corrected("", never, REPORT);
    assert_eq!(ids.len(), 1);
    let mut found = publishers(&stage);
    found.sort();
    assert_eq!(found, [["a"], ["a"], ["b"]]);
    assert!(stage.latest().iter().any(|story| story.story() == ids[0] && story.title == TITLE));
}
