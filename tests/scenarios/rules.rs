//! Another rule is a re-index: the feeds change in one step, and no portal is asked.

use super::news::{item, rss};
use super::stage::{CATEGORIES, DAY, HOUR, Stage, at, category};
use diemtin::model::Scope;

fn titles(stage: &Stage, scope: &Scope) -> Vec<String> {
    stage.read(scope).into_iter().map(|s| s.title).collect()
}

#[test]
fn a_source_that_moves_to_another_category_moves_its_stories_at_once() {
    let mut stage = Stage::new(&[("bao", "category = \"lich-su\""), ("ban", "")]);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    stage.poll("ban", &rss(&[item(2).link("https://ban.example/2").labelled("Giáo dục")]), at(HOUR));
    assert_eq!(titles(&stage, &category("lich-su")), ["Bài số 1"]);
    let (before, polled) = (stage.latest(), stage.state("bao"));
    let moved = [("bao", "category = \"khoa-giao\"\nprovince = \"hoa-giang\""), ("ban", "")];
    let committed = stage.reload(CATEGORIES, &moved, at(DAY)).unwrap();
    for scope in [
        category("lich-su"),
        category("khoa-giao"),
        Scope::Province("hoa-giang".parse().unwrap()),
        Scope::All,
    ] {
        assert!(committed.scopes.contains(&scope), "{scope:?} is told to have changed: {committed:?}");
    }
    assert_eq!(titles(&stage, &category("lich-su")), Vec::<String>::new());
    assert_eq!(titles(&stage, &category("khoa-giao")), ["Bài số 2", "Bài số 1"]);
    assert_eq!(titles(&stage, &Scope::Province("hoa-giang".parse().unwrap())), ["Bài số 1"]);
    let facts =
        |told: Vec<super::stage::Read>| -> Vec<_> { told.into_iter().map(|s| (s.id, s.published)).collect() };
    assert_eq!(facts(stage.latest()), facts(before), "ids, times and order stay");
    assert_eq!(stage.state("bao"), polled, "nobody was asked");
    stage.assert_sound();
}

#[test]
fn a_new_alias_takes_up_what_was_told_before() {
    let mut stage = Stage::new(&[("bao", "")]);
    let labelled = [item(1).labelled("Nhịp cầu"), item(2).labelled("Truyền thống"), item(3)];
    stage.poll("bao", &rss(&labelled), at(0));
    assert_eq!(titles(&stage, &category("khac")).len(), 2);
    let wider = CATEGORIES.replace("\"Giáo dục\"", "\"Giáo dục\", \"NHỊP  CẦU\"");
    stage.reload(&wider, &[("bao", "")], at(HOUR)).unwrap();
    assert_eq!(titles(&stage, &category("khoa-giao")), ["Bài số 1"]);
    assert_eq!(titles(&stage, &category("khac")), ["Bài số 3"]);
    assert_eq!(titles(&stage, &category("lich-su")), ["Bài số 2"]);
    assert!(stage.reload(&wider, &[("bao", "")], at(2 * HOUR)).is_none(), "the same rules are no work");
    stage.reload(CATEGORIES, &[("bao", "")], at(3 * HOUR)).unwrap();
    assert_eq!(titles(&stage, &category("khac")).len(), 2, "and back");
    stage.assert_sound();
}

#[test]
fn polls_after_a_change_of_rules_are_judged_by_the_new_ones() {
    let mut stage = Stage::new(&[("bao", "category = \"lich-su\"")]);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    stage.reload(CATEGORIES, &[("bao", "category = \"khoa-giao\"")], at(HOUR));
    stage.poll("bao", &rss(&[item(2), item(1).titled("Bài số 1, sửa")]), at(2 * HOUR));
    assert_eq!(titles(&stage, &category("khoa-giao")), ["Bài số 2", "Bài số 1, sửa"]);
    assert!(titles(&stage, &category("lich-su")).is_empty());
    stage.reopen(at(DAY));
    assert_eq!(titles(&stage, &category("khoa-giao")).len(), 2);
    stage.assert_sound();
}

/// The unified feed: blocks in the configured order, the newest first in each, every story once.
#[test]
fn the_unified_feed_follows_the_configured_order() {
    let mut stage = Stage::new(&[("bao", "")]);
    let items = [
        item(1).on(at(-5 * HOUR)),
        item(2).on(at(-4 * HOUR)).labelled("Giáo dục"),
        item(3).on(at(-3 * HOUR)).labelled("Truyền thống"),
        item(4).on(at(-2 * HOUR)).labelled("Giáo dục"),
        item(5).on(at(-HOUR)),
    ];
    stage.poll("bao", &rss(&items), at(0));
    let order = |stage: &Stage| -> Vec<String> {
        super::stage::read(&stage.unified(diemtin::publish::Format::Json, at(0)))
            .into_iter()
            .map(|s| s.title)
            .collect()
    };
    assert_eq!(order(&stage), ["Bài số 4", "Bài số 2", "Bài số 3", "Bài số 5", "Bài số 1"]);
    let parts: Vec<&str> = CATEGORIES.split("[[category]]").collect();
    let turned = ["", parts[2], parts[1], parts[3]].join("[[category]]");
    stage.reload(&turned, &[("bao", "")], at(HOUR));
    assert_eq!(order(&stage), ["Bài số 3", "Bài số 4", "Bài số 2", "Bài số 5", "Bài số 1"]);
}

const FILTERED: &str = "exclude = { phrases = [\"Xổ số\"], urls = [\"/the-thao/\"] }";

#[test]
fn what_a_filter_keeps_out_is_stored_and_comes_back_without_it() {
    let feed = rss(&[
        item(1),
        item(2).titled("Kết quả xổ số hôm nay"),
        item(3).link("https://bao.example/the-thao/bai-3.html"),
    ]);
    let mut stage = Stage::new(&[("bao", FILTERED)]);
    let kept_out = Scope::Filtered("bao".parse().unwrap());
    let source = Scope::Source("bao".parse().unwrap());
    stage.poll("bao", &feed, at(0));
    for scope in [Scope::All, source.clone(), category("khac")] {
        assert_eq!(titles(&stage, &scope), ["Bài số 1"], "{scope:?}");
    }
    assert_eq!(stage.store().count(&kept_out).unwrap(), 2);
    assert_eq!(stage.store().count(&Scope::Every).unwrap(), 3);
    let told = stage.store().newest(&kept_out, 9).unwrap();
    let rules: Vec<&str> = told.iter().map(|told| told.story.filtered[0].rule.as_str()).collect();
    assert!(rules.contains(&"Xổ số") && rules.contains(&"/the-thao/"), "{rules:?}");
    stage.assert_sound();
    let settled = stage.poll("bao", &feed, at(HOUR));
    assert!(settled.committed.is_none(), "the same bytes twice change nothing");
    stage.reload(CATEGORIES, &[("bao", "")], at(DAY)).unwrap();
    assert_eq!(titles(&stage, &Scope::All).len(), 3, "without the filter everything is shown");
    assert_eq!(stage.store().count(&kept_out).unwrap(), 0);
    let only = "include = { categories = [\"khoa-giao\"] }";
    stage.reload(CATEGORIES, &[("bao", only)], at(2 * DAY)).unwrap();
    assert_eq!(titles(&stage, &Scope::All), Vec::<String>::new());
    assert_eq!(stage.store().count(&kept_out).unwrap(), 3);
    stage.assert_sound();
}

#[test]
fn a_story_that_another_source_lets_through_is_shown() {
    let mut stage = Stage::new(&[("bao", "exclude = [\"xổ số\"]"), ("ban", "")]);
    let both = item(2).titled("Kết quả xổ số hôm nay").link("https://bao.example/2");
    stage.poll("bao", &rss(std::slice::from_ref(&both)), at(0));
    assert_eq!(titles(&stage, &Scope::All), Vec::<String>::new());
    stage.poll("ban", &rss(&[both]), at(HOUR));
    assert_eq!(titles(&stage, &Scope::All), ["Kết quả xổ số hôm nay"]);
    assert_eq!(titles(&stage, &Scope::Source("ban".parse().unwrap())).len(), 1);
    assert_eq!(titles(&stage, &Scope::Source("bao".parse().unwrap())), Vec::<String>::new());
    stage.assert_sound();
}

#[test]
fn phrases_of_the_config_give_categories_and_their_change_moves_stories() {
    let worded = CATEGORIES.replace(
        "aliases = [\"Giáo dục\"]",
        "aliases = [\"Giáo dục\"]\nphrases = [{ weight = 3, any = [\"kỳ thi tốt nghiệp\"] }]",
    );
    let mut stage = Stage::with(&worded, &[("bao", "")]);
    stage.poll("bao", &rss(&[item(1).titled("Bắt đầu Kỳ thi tốt nghiệp"), item(2)]), at(0));
    assert_eq!(titles(&stage, &category("khoa-giao")), ["Bắt đầu Kỳ thi tốt nghiệp"]);
    let told = stage.store().newest(&category("khoa-giao"), 1).unwrap();
    let given = &told[0].story.categories[0];
    assert_eq!((given.score, given.evidence[0].matched.as_str()), (9, "kỳ thi tốt nghiệp"));
    stage.reload(CATEGORIES, &[("bao", "")], at(HOUR)).unwrap();
    assert_eq!(titles(&stage, &category("khoa-giao")), Vec::<String>::new());
    stage.assert_sound();
}
