//! What one article is: within a source over time, and across sources.

use super::news::{Item, item, rss};
use super::stage::{DAY, HOUR, MINUTE, Stage, at};
use diemtin::model::Scope;

#[test]
fn one_address_from_two_sources_is_one_story_with_both_publishers() {
    let mut stage = Stage::new(&[("bao", "category = \"khoa-giao\""), ("ban", "category = \"lich-su\"")]);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    let founded = stage.latest();
    let reprint = item(1)
        .guid("news_77")
        .link("http://www.bao.example/tin/bai-so-1.html?utm_source=ban#top")
        .titled("Đăng lại: Bài số 1");
    let settled = stage.poll("ban", &rss(&[reprint]), at(HOUR));
    let told = stage.latest();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((&told[0].id, told[0].published), (&founded[0].id, founded[0].published));
    assert_eq!(told[0].publishers, ["bao", "ban"]);
    assert_eq!(told[0].categories, ["khoa-giao", "lich-su"]);
    assert_eq!(told[0].updated, at(HOUR));
    for source in ["bao", "ban"] {
        assert_eq!(stage.read(&Scope::Source(source.parse().unwrap())), told, "{source}");
    }
    let changed = settled.committed.unwrap().scopes;
    assert!(
        changed.contains(&Scope::Source("bao".parse().unwrap())),
        "the founder's feed shows the new publisher: {changed:?}"
    );
    stage.assert_sound();
}

#[test]
fn an_edit_updates_in_place_keeps_the_old_wording_and_moves_updated() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[item(2), item(1)]), at(0));
    let before = stage.latest();
    stage.poll("bao", &rss(&[item(2), item(1).titled("Đính chính: Bài số 1")]), at(HOUR));
    stage.poll(
        "bao",
        &rss(&[item(2), item(1).titled("Đính chính: Bài số 1").saying("Lời mới")]),
        at(2 * HOUR),
    );
    let after = stage.latest();
    let ids = |told: &[super::stage::Read]| -> Vec<String> { told.iter().map(|s| s.id.clone()).collect() };
    assert_eq!(ids(&after), ids(&before), "order and ids stay");
    let edited = after.iter().find(|s| s.title == "Đính chính: Bài số 1").unwrap();
    assert_eq!((edited.published, edited.updated), (at(0), at(2 * HOUR)));
    let other = after.iter().find(|s| s.title == "Bài số 2").unwrap();
    assert_eq!(other.updated, at(0));
    let member = stage.store().story(&edited.story()).unwrap().unwrap().entries[0].clone();
    let revisions = stage.store().revisions(&member.key).unwrap();
    let wordings: Vec<(&str, &str)> =
        revisions.iter().map(|r| (r.entry.title.as_str(), r.entry.summary.as_str())).collect();
    assert_eq!(
        wordings,
        [("Bài số 1", "Tóm tắt của bài số 1"), ("Đính chính: Bài số 1", "Tóm tắt của bài số 1")]
    );
    assert_eq!(revisions.iter().map(|r| r.replaced).collect::<Vec<_>>(), [at(HOUR), at(2 * HOUR)]);
    stage.assert_sound();
}

#[test]
fn boards_that_number_their_articles_alike_keep_them_apart() {
    let board = |host: &str, title: &str| {
        item(1).guid("news_1001").link(&format!("http://{host}/vi/news/khoa-giao/a-1001.html")).titled(title)
    };
    let mut stage = Stage::new(&[("hoa-giang", ""), ("son-binh", "")]);
    stage.poll("hoa-giang", &rss(&[board("hoagiang.example", "Hội nghị ở Hoa Giang")]), at(0));
    stage.poll("son-binh", &rss(&[board("sonbinh.example", "Lễ hội ở Sơn Bình")]), at(HOUR));
    let mut told = stage.latest();
    told.sort_by(|a, b| a.title.cmp(&b.title));
    let of: Vec<(&str, Vec<String>)> =
        told.iter().map(|s| (s.title.as_str(), s.publishers.clone())).collect();
    assert_eq!(
        of,
        [
            ("Hội nghị ở Hoa Giang", vec!["hoa-giang".to_owned()]),
            ("Lễ hội ở Sơn Bình", vec!["son-binh".to_owned()])
        ]
    );
}

/// How an article may come back, and is still the same one.
#[test]
fn the_same_article_in_another_guise_comes_once() {
    let check = |name: &str, first: Item, again: Item| {
        let mut stage = Stage::new(&[("bao", "")]);
        stage.poll("bao", &rss(&[first]), at(0));
        let id = stage.latest()[0].id.clone();
        stage.poll("bao", &rss(std::slice::from_ref(&again)), at(HOUR));
        stage.poll("bao", &rss(&[item(50)]), at(2 * HOUR));
        stage.poll("bao", &rss(&[again]), at(40 * DAY));
        let told = stage.latest();
        assert_eq!(
            told.iter().filter(|s| s.title != "Bài số 50").map(|s| &s.id).collect::<Vec<_>>(),
            [&id],
            "{name}"
        );
        stage.assert_sound();
    };
    let first = item(1).on(at(-HOUR));
    check(
        "another title and address, the guid kept",
        first.clone(),
        first.clone().titled("Tên khác").link("https://bao.example/muc-khac/ten-khac.html"),
    );
    check("another guid, the address kept", first.clone(), first.clone().guid("moi-1"));
    check("the guid gone, the address kept", first.clone(), first.clone().guid(""));
    check(
        "https and www",
        first.clone().guid(""),
        first.clone().guid("").link("http://www.bao.example/tin/bai-so-1.html"),
    );
    check("a new date", first.clone(), first.clone().on(at(DAY)));
    check(
        "no guid and no link, the words kept",
        first.clone().guid("").link(""),
        first.clone().guid("").link("").on(at(DAY)),
    );
}

#[test]
fn one_guid_for_every_article_of_a_feed_hides_none() {
    let shared = |number: usize| item(number).guid("bai-viet");
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &rss(&[shared(2), shared(1)]), at(0));
    stage.poll("bao", &rss(&[shared(3), shared(2)]), at(HOUR));
    stage.poll("bao", &rss(&[shared(4)]), at(2 * HOUR));
    stage.poll("bao", &rss(&[shared(4), shared(3), shared(2), shared(1)]), at(3 * HOUR));
    let mut titles = stage.titles();
    titles.sort();
    assert_eq!(titles, ["Bài số 1", "Bài số 2", "Bài số 3", "Bài số 4"]);
}

#[test]
fn a_source_renamed_with_formerly_tells_nothing_twice() {
    let items = [item(2).on(at(-HOUR)), item(1)];
    let mut stage = Stage::new(&[("cu", "url = \"https://bao.example/rss\"")]);
    stage.poll("cu", &rss(&items), at(0));
    let before = stage.latest();
    let renamed = [("moi", "url = \"https://bao.example/rss\"\nformerly = [\"cu\"]")];
    stage.reload(super::stage::CATEGORIES, &renamed, at(HOUR));
    let settled = stage.poll("moi", &rss(&items), at(HOUR + MINUTE));
    assert_eq!(settled.new_entries, 0);
    let ids = |told: Vec<super::stage::Read>| -> Vec<String> { told.into_iter().map(|s| s.id).collect() };
    assert_eq!(ids(stage.latest()), ids(before));
}

#[test]
fn a_feed_that_breaks_brings_the_same_stories() {
    let mut stage = Stage::new(&[("bao", "")]);
    let healthy = rss(&[item(3), item(2), item(1)]);
    stage.poll("bao", &healthy, at(0));
    let before = stage.latest();
    assert_eq!(before.len(), 3);
    type Break<'a> = (&'a str, &'a dyn Fn(&str) -> String);
    let breaks: [Break<'_>; 8] = [
        ("junk before", &|feed| format!("<br />\n<b>Warning</b>: x in <b>y</b>\n{feed}")),
        ("junk behind", &|feed| format!("{feed}<script>x</script>")),
        ("no end", &|feed| feed.replace("</channel>", "").replace("</rss>", "")),
        ("stray tags", &|feed| feed.replace("</item>", "</b><x></item>")),
        ("an unknown version", &|feed| feed.replace("<rss version=\"2.0\"", "<rss version=\"3.1\"")),
        ("control characters", &|feed| {
            feed.replace("</guid>", "\u{1}</guid>").replace("<title>", "<title>\u{b}")
        }),
        ("references to nothing", &|feed| feed.replace("</title>", "&#0;&#xD800;</title>")),
        ("names in upper case", &|feed| feed.replace("item>", "ITEM>").replace("guid", "Guid")),
    ];
    for (hour, (name, broken)) in (1..).zip(breaks) {
        let broken = broken(&healthy);
        assert_ne!(broken, healthy, "{name}");
        let settled = stage.poll("bao", &broken, at(hour * HOUR));
        assert_eq!(settled.new_entries, 0, "{name}");
        assert_eq!(stage.latest(), before, "{name}");
    }
    let repairs = stage.state("bao").repairs;
    let names: Vec<_> = repairs.iter().map(|repair| repair.name.as_str()).collect();
    for name in ["junk-before-root", "truncated", "mismatched-tag", "bad-version", "illegal-character"] {
        assert!(names.contains(&name), "{name} is not counted: {names:?}");
    }
    stage.assert_sound();
}

#[test]
fn entries_without_guid_and_link_are_the_same_at_every_poll() {
    let mut stage = Stage::new(&[("bao", "")]);
    let bare = |more: &str| {
        let items: String = (1..4)
            .map(|n| format!("<item><title>Tin {n}</title><description>Lời {n}{more}</description></item>"))
            .collect();
        format!("<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>")
    };
    stage.poll("bao", &bare(""), at(0));
    let before = stage.latest();
    assert_eq!(before.len(), 3);
    let settled = stage.poll("bao", &bare("<br>"), at(HOUR));
    assert_eq!(settled.new_entries, 0);
    let ids = |told: &[super::stage::Read]| -> Vec<String> { told.iter().map(|s| s.id.clone()).collect() };
    assert_eq!(ids(&stage.latest()), ids(&before));
    stage.assert_sound();
}
