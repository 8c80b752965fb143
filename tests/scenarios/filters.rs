//! Filters beside everything else that moves stories: reprints, pairs of the operator, edits, another id.

use super::news::{Item, item, rss};
use super::stage::{CATEGORIES, DAY, HOUR, Stage, at};
use diemtin::model::Scope;

const REPORT: &str = "Sáng nay, phường Bến Lội khánh thành nhà văn hóa cộng đồng có phòng đọc, sân bóng chuyền và vườn thuốc \
    nam do bà con góp đất. Công trình mất hai năm, trong đó chín tháng phải dừng vì lũ cuốn trôi cát sỏi. Chủ tịch phường kể rằng \
    hôm đổ mái có hơn hai trăm người đến giúp, ai cũng mang theo cơm nắm và nước chè. Từ tuần sau, thư viện mở cửa cả buổi tối, \
    còn tổ đan lát của các cụ sẽ họp mỗi chiều thứ năm để dạy nghề cho lớp trẻ trong xóm.";

fn on(portal: &str, title: &str) -> Item {
    let link = format!("https://{portal}.example/tin-7.html");
    item(7).guid(&format!("{portal}-7")).link(&link).titled(title).saying(REPORT)
}

fn source(id: &str) -> Scope {
    Scope::Source(id.parse().unwrap())
}

fn kept_out(stage: &Stage, id: &str) -> u64 {
    stage.store().count(&Scope::Filtered(id.parse().unwrap())).unwrap()
}

fn shown(stage: &Stage, scope: &Scope) -> usize {
    stage.assert_sound();
    stage.read(scope).len()
}

const EXCLUDE: &str = "exclude = [\"bến lội\"]";

#[test]
fn a_reprint_that_is_let_through_is_news_and_joins_what_is_kept_out_when_the_operator_says_so() {
    let mut stage = Stage::new(&[("a", EXCLUDE), ("b", "")]);
    let title = "Phường Bến Lội khánh thành nhà văn hóa cộng đồng";
    stage.poll("a", &rss(&[on("a", title)]), at(0));
    assert_eq!((shown(&stage, &Scope::All), kept_out(&stage, "a")), (0, 1));
    let tables = stage.store().survey().unwrap().tables;
    assert!(tables.iter().all(|table| table.oldest.is_none_or(|oldest| oldest > at(-DAY))), "{tables:?}");
    stage.poll("b", &rss(&[on("b", title)]), at(HOUR));
    assert_eq!(
        stage.store().count(&Scope::Every).unwrap(),
        2,
        "a story that nobody has seen is joined by none"
    );
    assert_eq!((shown(&stage, &Scope::All), kept_out(&stage, "a")), (1, 1));
    assert_eq!((shown(&stage, &source("a")), shown(&stage, &source("b"))), (0, 1));

    let never = "[dedup]\nnever = [[\"https://a.example/tin-7.html\", \"https://b.example/tin-7.html\"]]\n";
    stage.reload(&format!("{never}{CATEGORIES}"), &[("a", EXCLUDE), ("b", "")], at(DAY));
    stage.poll("b", &rss(&[on("b", title), item(9)]), at(DAY + HOUR));
    assert_eq!(stage.store().count(&Scope::Every).unwrap(), 3, "apart, and another");
    assert_eq!((shown(&stage, &Scope::All), kept_out(&stage, "a")), (2, 1));
    assert_eq!((shown(&stage, &source("a")), shown(&stage, &source("b"))), (0, 2));

    let always = never.replace("never", "always");
    stage.reload(&format!("{always}{CATEGORIES}"), &[("a", EXCLUDE), ("b", EXCLUDE)], at(2 * DAY));
    assert_eq!(shown(&stage, &Scope::All), 1, "both keep it out");
    stage.poll("b", &rss(&[on("b", title), item(9), item(10)]), at(2 * DAY + HOUR));
    assert_eq!((shown(&stage, &Scope::All), stage.store().count(&Scope::Every).unwrap()), (2, 3));
    assert_eq!((kept_out(&stage, "a"), kept_out(&stage, "b")), (1, 1));
}

#[test]
fn an_edit_takes_a_story_out_of_the_feeds_and_brings_it_back() {
    let mut stage = Stage::new(&[("bao", "exclude = [\"xổ số\"]\ninclude = [\"bài\"]")]);
    let check = |stage: &mut Stage, title: &str, now: i64, expected: usize| {
        stage.poll("bao", &rss(&[item(1).titled(title).saying("")]), at(now));
        let hidden = 1 - u64::try_from(expected).unwrap();
        assert_eq!((shown(stage, &Scope::All), kept_out(stage, "bao")), (expected, hidden), "{title}");
    };
    check(&mut stage, "Bài một", 0, 1);
    check(&mut stage, "Bài một về xổ số", HOUR, 0);
    check(&mut stage, "Bài một về xố sổ", 2 * HOUR, 1);
    check(&mut stage, "Tin khác", 3 * HOUR, 0);
    let before = stage.everything(at(6 * DAY));
    stage.reopen(at(6 * DAY));
    assert_eq!(stage.everything(at(6 * DAY)), before);
}

#[test]
fn a_source_with_another_id_keeps_out_what_it_told_before() {
    let mut stage = Stage::new(&[("cu", EXCLUDE)]);
    stage.poll("cu", &rss(&[on("cu", "Bến Lội"), item(2)]), at(0));
    assert_eq!(shown(&stage, &Scope::All), 1);
    let lines = "url = \"https://cu.example/rss\"\nformerly = [\"cu\"]\n";
    stage.reload(CATEGORIES, &[("moi", &format!("{lines}{EXCLUDE}"))], at(DAY));
    assert_eq!(shown(&stage, &Scope::All), 1);
    stage.poll("moi", &rss(&[on("cu", "Bến Lội"), item(2), item(3)]), at(DAY + HOUR));
    assert_eq!(shown(&stage, &Scope::All), 2);
    stage.reload(CATEGORIES, &[("moi", lines)], at(2 * DAY));
    assert_eq!(shown(&stage, &Scope::All), 3, "without the filter");
}

#[test]
fn retention_by_number_forgets_what_is_kept_out_as_well() {
    let mut stage = Stage::new(&[("bao", "exclude = [\"xổ số\"]")]);
    let dated = |n: usize| item(n).on(at(-DAY * 10 + HOUR * i64::try_from(n).unwrap()));
    let mut items: Vec<Item> = (1..9).map(dated).collect();
    for n in [0, 3, 5] {
        items[n].title = format!("Xổ số {n}");
    }
    stage.poll("bao", &rss(&items), at(0));
    assert_eq!((shown(&stage, &Scope::All), kept_out(&stage, "bao")), (5, 3));
    let keep = diemtin::store::Keep { since: at(-100 * DAY), each: Some(2), ..Default::default() };
    let mut retiring = stage.store().retiring(&keep).unwrap();
    while !stage.store().retire(&mut retiring, at(99 * DAY), at(HOUR)).unwrap().done {}
    assert_eq!((shown(&stage, &Scope::All), kept_out(&stage, "bao")), (2, 0));
    assert!(stage.poll("bao", &rss(&items), at(2 * HOUR)).committed.is_none_or(|c| c.scopes.is_empty()));
    assert_eq!((shown(&stage, &Scope::All), kept_out(&stage, "bao")), (2, 0), "none comes back");
}
