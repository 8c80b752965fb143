//! What stands between the parts: reprints and moved addresses, quarantine and renamed sources, exports and
//! articles that wait, filters and migrations.

use super::news::{Item, item, rss};
use super::stage::{CATEGORIES, DAY, HOUR, Stage, at};
use diemtin::model::{EntryRecord, ProblemKind, Scope, SourceId};
use diemtin::store::{OpenMode, Store};

const REPORT: &str = "Sáng nay, đội thuyền thiện nguyện của huyện đã chở sách và vở lên điểm trường Nậm Hạ, nơi con đường đất bị \
    lũ cuốn trôi từ tháng trước. Hơn hai chục thanh niên chia nhau vác từng thùng qua đoạn dốc trơn, vừa đi vừa hát cho đỡ mệt. Cô \
    giáo Lò Thị Mây kể rằng lũ trẻ dậy từ lúc gà chưa gáy để ra bến đợi, đứa nào cũng ôm theo một bó hoa rừng. Buổi chiều, đoàn dựng \
    lại mái bếp ăn, lắp hai tấm pin mặt trời và dạy các em lớp lớn cách giữ nước sạch. Trước khi về, trưởng đoàn hẹn sang xuân sẽ \
    trở lại cùng một thư viện nhỏ bằng tre do các cụ trong bản tự tay đan.";
const TITLE: &str = "Thuyền chở sách vượt lũ lên điểm trường Nậm Hạ";

fn on(portal: &str, text: &str) -> Item {
    item(7)
        .guid(&format!("{portal}-7"))
        .link(&format!("https://{portal}.example/tin-7.html"))
        .titled(TITLE)
        .saying(text)
}

fn entries(stage: &Stage, source: &str) -> Vec<EntryRecord> {
    let source: SourceId = source.parse().unwrap();
    let stories = stage.latest();
    let all = stories.iter().flat_map(|read| stage.store().story(&read.story()).unwrap().unwrap().entries);
    all.filter(|record| record.source == source).collect()
}

/// A portal that lists its article in another section gives the new address to nobody who reprinted it.
#[test]
fn an_address_that_moved_is_given_to_its_own_portal_alone() {
    let b2 = "url = \"https://b.example/muc/rss\"\n";
    let mut stage = Stage::new(&[("a", ""), ("b", ""), ("b2", b2)]);
    stage.poll("a", &rss(&[on("a", REPORT)]), at(0));
    let own = |section: &str| {
        on("b", REPORT).guid("news_55").link(&format!("https://b.example/vi/{section}/thuyen-sach-55.html"))
    };
    stage.poll("b", &rss(&[own("giao-duc")]), at(HOUR));
    assert_eq!(stage.latest().len(), 1, "a reprint");
    stage.poll("b2", &rss(&[own("van-hoa")]), at(2 * HOUR));
    stage.assert_sound();
    assert_eq!(stage.latest().len(), 1);
    let link = |source: &str| entries(&stage, source)[0].entry.link.clone().unwrap();
    assert_eq!(link("a"), "https://a.example/tin-7.html");
    assert_eq!(link("b"), "https://b.example/vi/van-hoa/thuyen-sach-55.html");
}

/// Readers see one telling: that another publisher edits its text behind its link is kept and not told.
#[test]
fn an_edit_that_no_reader_sees_does_not_move_updated() {
    let mut stage = Stage::new(&[("a", ""), ("b", "")]);
    stage.poll("a", &rss(&[on("a", REPORT)]), at(0));
    stage.poll("b", &rss(&[on("b", REPORT)]), at(HOUR));
    assert_eq!(stage.latest()[0].updated, at(HOUR));
    stage.poll("b", &rss(&[on("b", &REPORT.replace("huyện", "thị xã"))]), at(DAY));
    stage.assert_sound();
    assert_eq!(entries(&stage, "b")[0].revisions, 1);
    assert_eq!(stage.latest()[0].updated, at(HOUR), "what readers see is as it was");
    stage.poll("b", &rss(&[on("b", REPORT).titled("Một tên khác")]), at(2 * DAY));
    assert_eq!(stage.latest()[0].updated, at(2 * DAY), "its title stands beside its link");
    stage.poll("a", &rss(&[on("a", &REPORT.replace("huyện", "thị xã"))]), at(3 * DAY));
    assert_eq!(stage.latest()[0].updated, at(3 * DAY));
}

/// What waits for its page is nowhere else: an import that left it out would lose it behind the next 304.
#[test]
fn an_export_holds_what_waits_for_its_page() {
    let mut stage = Stage::new(&[("b", "[source.article]\nfetch = true\nrecheck = \"7d\"\n")]);
    stage.poll("b", &rss(&[on("b", "Một chuyến đi.")]), at(0));
    let wanted = stage.wanted("b");
    assert_eq!((wanted.len(), stage.latest().len()), (1, 0));
    let mut lines = Vec::new();
    stage.store().export(&mut lines).unwrap();
    let folder = tempfile::tempdir().unwrap();
    Store::import(folder.path(), &mut &lines[..], at(HOUR)).unwrap();
    stage.take_over(Store::open(folder.path(), OpenMode::Existing, at(HOUR)).unwrap());
    assert_eq!(stage.wanted("b"), wanted);
    let page = format!("<html><body><article><h1>{TITLE}</h1><p>{REPORT}</p></article></body></html>");
    stage.follow("b", 200, &page, at(HOUR));
    assert_eq!(stage.titles(), [TITLE]);
    let again = stage.wanted("b");
    assert_eq!(again.len(), 1, "asked for again one day");
    let mut lines = Vec::new();
    stage.store().export(&mut lines).unwrap();
    let folder = tempfile::tempdir().unwrap();
    Store::import(folder.path(), &mut &lines[..], at(HOUR)).unwrap();
    stage.take_over(Store::open(folder.path(), OpenMode::Existing, at(HOUR)).unwrap());
    assert_eq!(stage.wanted("b"), again);
    stage.assert_sound();
}

fn old(n: usize) -> Item {
    item(n)
        .guid(&format!("http://so.example/vi/news/bai-{}.html", 900 - n))
        .link(&format!("http://so.example/vi/news/bai-{}.html", 900 - n))
        .titled(&format!("Chuyện thứ {n} của làng ven sông"))
        .saying(&format!("Người dân kể lần {n} về chuyến đi thứ {n} của đoàn công tác liên ngành tỉnh"))
        .on(at(-(n as i64) * 8 * HOUR - HOUR))
}

/// The same portal in another system, with articles that nobody knows among those that are known.
fn moved(n: usize) -> Item {
    let id = 70_000 + n;
    let here = old(n).guid(&format!("{id}")).link(&format!("https://cong.so.example/bai-viet/{id}"));
    if n % 4 == 3 {
        here.titled(&format!("Hồ sơ lưu trữ quyển {n}")).saying(&format!("Trang đầu của quyển {n} đã ố vàng"))
    } else {
        here
    }
}

/// What waits goes with its source when the operator gives it another name.
#[test]
fn a_quarantine_follows_a_source_that_is_renamed() {
    let mut stage = Stage::new(&[("so", "")]);
    let all = |of: fn(usize) -> Item| rss(&(0..20).map(of).collect::<Vec<_>>());
    stage.poll("so", &all(old), at(0));
    stage.poll("so", &all(moved), at(8 * HOUR));
    let held = |stage: &Stage, id: &str| stage.store().quarantine(&id.parse().unwrap()).unwrap();
    let count = held(&stage, "so").len();
    assert!(count > 0 && stage.latest().len() == 20, "{count}");
    let lines = "url = \"https://so.example/rss\"\nformerly = [\"so\"]\n";
    stage.reload(CATEGORIES, &[("moi", lines)], at(9 * HOUR));
    let settled = stage.poll("moi", &all(moved), at(9 * HOUR));
    stage.assert_sound();
    assert_eq!(stage.latest().len(), 20, "what waits is not published by a name");
    assert_eq!((held(&stage, "so").len(), held(&stage, "moi").len()), (0, count));
    assert!(settled.state.problem.is_some_and(|problem| problem.kind == ProblemKind::Quarantine));
}

/// Articles that a filter keeps out are known all the same when their portal moves.
#[test]
fn what_a_filter_keeps_out_is_recognised_when_its_portal_moves() {
    let filter = "exclude = [\"Chuyện thứ\"]\n";
    let mut stage = Stage::new(&[("so", filter)]);
    let all = |of: fn(usize) -> Item| rss(&(0..20).map(of).collect::<Vec<_>>());
    stage.poll("so", &all(old), at(0));
    assert_eq!(stage.latest().len(), 0, "kept out");
    let before = stage.store().stats().unwrap().stories;
    let known =
        |n: usize| old(n).guid(&format!("{n}")).link(&format!("https://cong.so.example/bai-viet/{n}"));
    let settled = stage.poll("so", &all(known), at(8 * HOUR));
    assert_eq!((stage.store().stats().unwrap().stories, settled.state.problem), (before, None));
}

/// A page of columns that bear the same names every day and no dates is no portal that moves.
#[test]
fn columns_of_the_same_names_with_other_texts_are_news_every_day() {
    let mut stage = Stage::new(&[("so", "")]);
    let names = [
        "Dự báo thời tiết các vùng trong tỉnh",
        "Giá nông sản tại các chợ đầu mối",
        "Mực nước các hồ chứa thủy lợi sáng nay",
        "Sổ tay người làm vườn mỗi ngày",
    ];
    let texts = [
        [
            "trời nắng gắt từ sớm, chiều tối có dông rải rác ở vùng núi phía tây, gió nhẹ",
            "đêm qua mưa nặng hạt, sáng nay sương mù dày đặc phủ kín các thung lũng ven biển",
        ],
        [
            "cà phê nhích lên đôi chút trong khi hồ tiêu chững lại vì thương lái chờ hàng",
            "sầu riêng cuối vụ khan hiếm nên nhà vườn bán được giá tốt nhất từ đầu mùa",
        ],
        [
            "hồ Suối Bạc còn nửa dung tích, các cửa xả đều đóng để giữ nước cho vụ đông",
            "đập Khe Sâu vận hành bình thường, công nhân vừa nạo vét xong lòng kênh chính",
        ],
        [
            "tưới đẫm gốc bưởi vào lúc mặt trời lặn rồi phủ rơm khô lên mặt luống cho mát",
            "ngâm hạt cải trong nước ấm ba tiếng, gieo thưa và che lưới ngay sau khi gieo",
        ],
    ];
    for day in [0_usize, 1] {
        let column = |n: usize| {
            item(n)
                .guid(&format!("{}", day * 10 + n))
                .link(&format!("https://so.example/chuyen-muc/{}", 500 + day * 10 + n))
                .titled(names[n])
                .saying(texts[n][day])
        };
        let settled = stage.poll("so", &rss(&(0..4).map(column).collect::<Vec<_>>()), at(day as i64 * DAY));
        assert_eq!((settled.new_entries, settled.state.problem), (4, None), "day {day}");
    }
}

/// Two that the operator parted stay apart when the portal gives the one that left another key.
#[test]
fn what_was_parted_does_not_come_together_under_another_key() {
    let mut stage = Stage::new(&[("a", ""), ("b", "")]);
    let own = |guid: &str, section: &str| {
        on("b", REPORT).guid(guid).link(&format!("https://b.example/vi/{section}/thuyen-sach-55.html"))
    };
    stage.poll("a", &rss(&[on("a", REPORT)]), at(0));
    stage.poll("b", &rss(&[own("news_55", "giao-duc")]), at(HOUR));
    let never = "[dedup]\nnever = [[\"https://a.example/tin-7.html\", \
                 \"https://b.example/vi/giao-duc/thuyen-sach-55.html\"]]\n";
    stage.reload(&format!("{never}{CATEGORIES}"), &[("a", ""), ("b", "")], at(2 * HOUR));
    let news = item(9).titled("Chợ phiên đông vui").link("https://a.example/tin-9.html");
    stage.poll("a", &rss(&[on("a", REPORT), news]), at(2 * HOUR));
    assert_eq!(stage.latest().len(), 3, "parted");
    stage.poll("b", &rss(&[own("tin_55", "van-hoa")]), at(3 * HOUR));
    stage.assert_sound();
    let mut found: Vec<_> = stage.latest().into_iter().map(|story| story.publishers).collect();
    found.sort();
    assert_eq!(found, [["a"], ["a"], ["b"]]);
    assert_eq!(entries(&stage, "a").iter().filter(|one| one.link.is_some()).count(), 2);
    assert!(stage.read(&Scope::Source("b".parse().unwrap())).len() == 1);
}

/// The papers of two provinces use the same words for two events: names of places are left out of headlines.
#[test]
fn headlines_of_two_provinces_alone_are_two_stories() {
    let provinces = format!("{CATEGORIES}[[province]]\nslug = \"son-lam\"\nname = \"Sơn Lâm\"\n");
    let sources = [("a", "province = \"hoa-giang\"\n"), ("b", "province = \"son-lam\"\n"), ("c", "")];
    let mut stage = Stage::with(&provinces, &sources);
    let title = "Bà con toàn tỉnh nô nức xuống đồng gieo cấy cho kịp nước triều đầu mùa";
    for (portal, hour) in [("a", 0), ("b", 1), ("c", 2)] {
        stage.poll(portal, &rss(&[on(portal, "").titled(title)]), at(hour * HOUR));
    }
    let mut found: Vec<_> = stage.latest().into_iter().map(|story| story.publishers).collect();
    found.sort();
    assert_eq!(found, [vec!["a", "c"], vec!["b"]], "a portal of no province may have it from either");
}

/// What filters keep out is known to nobody: a reprint of it is news, and stands where news stand.
#[test]
fn a_reprint_of_what_a_filter_keeps_out_is_news() {
    let mut stage = Stage::new(&[("a", "exclude = [\"điểm trường\"]\n"), ("b", "")]);
    stage.poll("a", &rss(&[on("a", REPORT)]), at(0));
    stage.poll("b", &rss(&[on("b", REPORT)]), at(9 * DAY));
    stage.assert_sound();
    let [story] = &stage.latest()[..] else { panic!("one story is shown") };
    assert_eq!((story.published, &story.publishers), (at(9 * DAY), &vec!["b".to_owned()]));
}

/// What the operator joins is joined at the next poll, whether or not a portal has news.
#[test]
fn a_correction_does_not_wait_for_news() {
    let mut stage = Stage::new(&[("a", ""), ("b", "")]);
    stage.poll("a", &rss(&[on("a", REPORT)]), at(0));
    stage.poll("b", &rss(&[on("b", "Chữ khác hẳn.").titled("Tên của b")]), at(HOUR));
    let always = "[dedup]\nalways = [[\"https://a.example/tin-7.html\", \"https://b.example/tin-7.html\"]]\n";
    stage.reload(&format!("{always}{CATEGORIES}"), &[("a", ""), ("b", "")], at(2 * HOUR));
    let settled = stage.answered("a", 304, &[], "", at(2 * HOUR));
    assert!(settled.committed.is_some_and(|committed| !committed.scopes.is_empty()));
    assert_eq!(stage.latest().len(), 1);
    stage.assert_sound();
}
