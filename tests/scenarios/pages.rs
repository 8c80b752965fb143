//! Lists and the pages they leave to be read: what is published when, on a simulated clock.

use super::stage::{DAY, HOUR, MINUTE, Stage, at};
use diemtin::model::{Followup, FollowupKind, Problem, ProblemKind, Timestamp};

const SOURCE: [(&str, &str); 1] = [("so", "url = \"https://so.example/khoa-giao\"\nkind = \"listing\"\n")];

const NEWS: [&str; 8] = [
    "Trường vùng cao đón thêm ba phòng học bộ môn",
    "Trạm y tế xã Suối Mơ khám lưu động cho người cao tuổi",
    "Học sinh lớp 11 làm bộ lọc nước từ vỏ trấu",
    "Hội thảo về chuyển đổi số trong giảng dạy ở các huyện",
    "Thư viện tỉnh mở phòng đọc ban đêm cho công nhân",
    "Tổng kết cuộc thi sáng tạo trẻ toàn tỉnh lần thứ chín",
    "Lớp xóa mù chữ ở bản Nà Sào có thêm ba mươi học viên",
    "Đoàn khám mắt miễn phí tới huyện đảo Hòn Mun",
];

/// One record: number, headline.
fn card((number, title): (usize, &str)) -> String {
    format!(
        "<div class=\"tin\"><h3><a href=\"/tin-tuc/bai-viet-so-{number}.html\">{title}</a></h3>\
         <span class=\"ngay\">31/08/2026</span><p>Tóm tắt của bài viết số {number} gửi tới bạn đọc gần xa.</p></div>"
    )
}

fn page(class: &str, cards: &str, next: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Khoa giáo</title></head><body><ul class=\"menu\"><li><a href=\"/\">Trang chủ</a>\
         </li><li><a href=\"/khoa-giao\">Khoa giáo</a></li></ul><div class=\"{class}\"><h1>Khoa giáo</h1>{cards}{next}</div>\
         <div class=\"footer\"><p>Bản quyền</p></div></body></html>"
    )
}

/// A list of the news of these numbers.
fn list(numbers: &[usize]) -> String {
    let cards: String = numbers.iter().map(|n| card((*n, NEWS[*n]))).collect();
    page("noi-dung", &cards, "")
}

/// An article page; its time is 31 August 2026, 09:30:07 in Vietnam.
fn article(number: usize) -> String {
    let title = NEWS[number];
    let text: String = (1..=4)
        .map(|n| {
            format!(
                "<p>Đoạn {n} của bài số {number} kể việc ở xã Suối Mơ, nơi thầy cô và cán bộ y tế cùng nhau lo cho bà con \
                 trong mùa nước lên, với nhiều cách làm mà tỉnh sẽ nhân rộng trong năm tới.</p>"
            )
        })
        .collect();
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title><meta property=\"article:published_time\" \
         content=\"2026-08-31T09:30:07+07:00\"></head><body><div class=\"bai\"><h1>{title}</h1>{text}</div></body></html>"
    )
}

fn places(wanted: &[Followup]) -> Vec<String> {
    wanted.iter().map(|followup| followup.url.path().to_owned()).collect()
}

/// Reads every article that is wanted, as it comes.
fn read_all(stage: &mut Stage, now: Timestamp) {
    while let Some(next) = stage.wanted("so").into_iter().next() {
        let number = next.url.path().trim_end_matches(".html").rsplit('-').next().unwrap().parse().unwrap();
        stage.follow("so", 200, &article(number), now);
    }
}

#[test]
fn a_new_entry_waits_for_its_article_and_is_published_with_it() {
    let mut stage = Stage::new(&SOURCE);
    let settled = stage.poll("so", &list(&[0, 1, 2]), at(0));
    assert_eq!((settled.entries, settled.new_entries, stage.titles().len()), (3, 3, 0));
    let expected =
        ["/tin-tuc/bai-viet-so-0.html", "/tin-tuc/bai-viet-so-1.html", "/tin-tuc/bai-viet-so-2.html"];
    assert_eq!(places(&stage.wanted("so")), expected);

    stage.reopen(at(MINUTE)); // a restart loses nothing
    stage.poll("so", &list(&[0, 1, 2]), at(MINUTE));
    assert_eq!(stage.wanted("so").len(), 3, "what waits is not wanted twice");

    stage.follow("so", 200, &article(0), at(2 * MINUTE));
    let read = stage.latest();
    assert_eq!((read.len(), read[0].title.as_str()), (1, NEWS[0]));
    assert_eq!(read[0].published.to_string(), "2026-08-31T02:30:07Z", "the list says the day only");
    read_all(&mut stage, at(3 * MINUTE));
    assert_eq!(stage.titles().len(), 3);

    let feeds = stage.everything(at(4 * MINUTE));
    stage.poll("so", &list(&[0, 1, 2]), at(HOUR));
    assert!(
        stage.wanted("so").is_empty() && stage.everything(at(4 * MINUTE)) == feeds,
        "the same page twice"
    );
    stage.assert_sound();
}

#[test]
fn an_entry_whose_article_fails_three_times_or_is_gone_is_published_as_listed() {
    let mut stage = Stage::new(&SOURCE);
    stage.poll("so", &list(&[0, 1]), at(0));
    stage.follow("so", 404, "không có", at(MINUTE));
    assert_eq!(stage.titles(), [NEWS[0]], "gone is gone");
    assert_eq!(stage.state("so").pages, None, "one page says nothing of the others");
    for attempt in 1..=3 {
        assert_eq!(stage.titles().len(), 1, "attempt {attempt}");
        let due = stage.wanted("so")[0].due;
        stage.follow("so", 500, "lỗi", due.plus(std::time::Duration::from_secs(1)));
    }
    assert_eq!((stage.titles().len(), stage.wanted("so").len()), (2, 0));
    assert_eq!(stage.state("so").pages.map(|p| p.kind), Some(ProblemKind::ServerError));
}

#[test]
fn an_entry_waits_fifteen_minutes_at_most_and_is_completed_later() {
    let mut stage = Stage::new(&SOURCE);
    stage.poll("so", &list(&[0, 1]), at(0));
    stage.release("so", at(14 * MINUTE));
    assert_eq!(stage.titles().len(), 0);
    stage.release("so", at(15 * MINUTE));
    assert_eq!((stage.titles().len(), stage.wanted("so").len()), (2, 2));
    let ids: Vec<String> = stage.latest().into_iter().map(|story| story.id).collect();
    assert!(stage.wanted("so").iter().all(|followup| followup.kind == FollowupKind::Article(None)));
    read_all(&mut stage, at(HOUR));
    let read = stage.latest();
    assert_eq!(read.iter().map(|story| story.id.clone()).collect::<Vec<_>>(), ids, "the same stories");
    let told = stage.store().story(&read[0].story()).unwrap().unwrap();
    assert!(told.entries[0].entry.content.contains("Đoạn 4"));
    assert_eq!(told.entries[0].revisions, 0, "nobody edited anything");
    stage.assert_sound();
}

#[test]
fn a_headline_that_is_edited_is_an_edit_and_one_that_is_cut_is_none() {
    let mut stage = Stage::new(&SOURCE);
    stage.poll("so", &list(&[0, 1]), at(0));
    read_all(&mut stage, at(MINUTE));
    let feeds = stage.everything(at(MINUTE));

    let cut = page("noi-dung", &(card((0, "Trường vùng cao đón thêm ba…")) + &card((1, NEWS[1]))), "");
    stage.poll("so", &cut, at(HOUR));
    let bare = cut.replace("<p>Tóm tắt của bài viết số 0 gửi tới bạn đọc gần xa.</p>", "");
    stage.poll("so", &bare, at(2 * HOUR));
    assert!(stage.everything(at(MINUTE)) == feeds, "another place in the list is no edit");
    assert!(stage.wanted("so").is_empty());

    let edited = page(
        "noi-dung",
        &(card((0, "Đính chính: Trường vùng cao đón thêm bốn phòng học")) + &card((1, NEWS[1]))),
        "",
    );
    stage.poll("so", &edited, at(3 * HOUR));
    assert_eq!(stage.wanted("so").len(), 1, "its article is read again");
    let read = stage.latest();
    let story = read.iter().find(|story| story.title.starts_with("Đính chính")).unwrap();
    let told = stage.store().story(&story.story()).unwrap().unwrap();
    assert!(told.entries[0].entry.content.contains("Đoạn 4"), "what the list does not say stays");
    assert_eq!((read.len(), told.entries[0].revisions), (2, 1));
}

#[test]
fn a_list_that_moved_on_its_page_is_found_again_and_another_list_is_not_believed() {
    let mut stage =
        Stage::new(&[(SOURCE[0].0, &format!("{}[source.article]\nfetch = false\n", SOURCE[0].1))]);
    stage.poll("so", &list(&[0, 1, 2, 3]), at(0));
    assert_eq!(stage.titles().len(), 4);
    let redesigned = |numbers: &[usize]| {
        let one = |n: &usize| {
            format!(
                "<li><h2><a href=\"/tin-tuc/bai-viet-so-{n}.html\">{}</a></h2><time>31/08/2026</time></li>",
                NEWS[*n]
            )
        };
        page("khac", &format!("<ul class=\"moi\">{}</ul>", numbers.iter().map(one).collect::<String>()), "")
    };
    let settled = stage.poll("so", &redesigned(&[4, 0, 1, 2]), at(DAY));
    assert_eq!((settled.state.problem, stage.titles().len()), (None, 5), "three headlines are known");

    let mut other =
        Stage::new(&[(SOURCE[0].0, &format!("{}[source.article]\nfetch = false\n", SOURCE[0].1))]);
    other.poll("so", &list(&[0, 1, 2, 3]), at(0));
    let settled = other.poll("so", &redesigned(&[4, 5, 6, 7]), at(DAY));
    assert_eq!(settled.state.problem.map(|problem| problem.kind), Some(ProblemKind::ListChanged));
    assert_eq!(other.titles().len(), 4, "nothing is published from it");
    assert_eq!(
        other.poll("so", &list(&[4, 0, 1, 2]), at(2 * DAY)).state.problem,
        None,
        "the old list is back"
    );
}

#[test]
fn older_pages_are_followed_later_only_while_everything_is_new() {
    let lines = format!("{}backfill = 1\n[source.article]\nfetch = false\n", SOURCE[0].1);
    let mut stage = Stage::new(&[("so", &lines)]);
    let with_next = |numbers: &[usize]| {
        let cards: String = numbers.iter().map(|n| card((*n, NEWS[*n]))).collect();
        page("noi-dung", &cards, "<div class=\"trang\"><a href=\"/khoa-giao?page=2\">Trang sau</a></div>")
    };
    stage.poll("so", &with_next(&[2, 1, 0]), at(0));
    assert_eq!(places(&stage.wanted("so")), ["/khoa-giao"], "one page, as backfill says");
    stage.follow("so", 200, &list(&[3, 4]), at(MINUTE));
    assert_eq!((stage.titles().len(), stage.wanted("so").len()), (5, 0));
    stage.poll("so", &with_next(&[5, 2, 1]), at(HOUR));
    assert!(stage.wanted("so").is_empty(), "two of three are known");
    stage.poll("so", &with_next(&[7, 6]), at(2 * HOUR));
    assert_eq!(stage.wanted("so").len(), 1, "something may have been missed");
}

#[test]
fn an_error_page_of_a_feed_is_no_list() {
    let mut stage = Stage::new(&[("bao", "")]);
    stage.poll("bao", &super::news::rss(&[super::news::item(1)]), at(0));
    let settled = stage.poll("bao", &list(&[0, 1, 2, 3]), at(HOUR));
    assert_eq!(settled.state.problem.map(|problem| problem.kind), Some(ProblemKind::HtmlInsteadOfFeed));
    assert_eq!(stage.titles().len(), 1);
}

fn sitemap(of: &[(usize, &str)]) -> String {
    let one = |(number, changed): &(usize, &str)| {
        format!(
            "<url><loc>https://so.example/tin-tuc/bai-viet-so-{number}.html</loc><lastmod>{changed}</lastmod></url>"
        )
    };
    format!(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{}</urlset>",
        of.iter().map(one).collect::<String>()
    )
}

#[test]
fn a_sitemap_is_told_by_its_articles_and_its_dates_of_change_let_nothing_in() {
    let mut stage =
        Stage::new(&[("so", "url = \"https://so.example/sitemap.xml\"\nkind = \"sitemap\"\nbackfill = 2\n")]);
    let all: Vec<(usize, &str)> = (0..5).map(|n| (n, "2026-08-31T20:00:00+07:00")).collect();
    let settled = stage.poll("so", &sitemap(&all), at(0));
    assert_eq!(
        (settled.entries, stage.wanted("so").len()),
        (5, 2),
        "a date of change is no date of publication"
    );
    read_all(&mut stage, at(MINUTE));
    let read = stage.latest();
    assert_eq!((read.len(), read[0].published.to_string().as_str()), (2, "2026-08-31T02:30:07Z"));
    assert!(NEWS.contains(&read[0].title.as_str()), "the title is the article's: {}", read[0].title);

    let mut more = all.clone();
    more.push((5, "2026-09-01T16:00:00+07:00"));
    stage.poll("so", &sitemap(&more), at(HOUR));
    assert_eq!(places(&stage.wanted("so")), ["/tin-tuc/bai-viet-so-5.html"]);
    stage.follow("so", 404, "không có", at(HOUR));
    assert_eq!(stage.titles().len(), 2, "an address without a title tells a reader nothing");
    stage.poll("so", &sitemap(&more), at(2 * HOUR));
    assert!(stage.wanted("so").is_empty(), "and does not come again");
}

#[test]
fn of_an_index_the_sitemaps_that_changed_are_read() {
    let mut stage = Stage::new(&[("so", "url = \"https://so.example/sitemap.xml\"\nkind = \"sitemap\"\n")]);
    let index = |changed: &str| {
        format!(
            "<sitemapindex><sitemap><loc>https://so.example/s-2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>\
             <sitemap><loc>https://so.example/s-2026.xml</loc><lastmod>{changed}</lastmod></sitemap></sitemapindex>"
        )
    };
    let settled = stage.poll("so", &index("2026-09-01T14:00:00+07:00"), at(0));
    assert_eq!((settled.state.problem, settled.entries), (None, 0), "an index has no entries of its own");
    assert_eq!(places(&stage.wanted("so")), ["/s-2026.xml", "/s-2025.xml"]);
    stage.follow("so", 200, &sitemap(&[(0, "2026-09-01")]), at(MINUTE));
    stage.follow("so", 200, &sitemap(&[(1, "2025-12-30")]), at(MINUTE));
    read_all(&mut stage, at(2 * MINUTE));
    assert_eq!((stage.titles().len(), stage.state("so").entries), (2, 2), "they count for the source");
    assert_eq!(stage.state("so").rhythm, None, "and say nothing of its rhythm");
    stage.poll("so", &index("2026-09-01T18:00:00+07:00"), at(4 * HOUR));
    assert_eq!(places(&stage.wanted("so")), ["/s-2026.xml"], "the other did not change");
}

#[test]
fn an_article_whose_address_changes_is_the_same_by_its_number() {
    let mut stage = Stage::new(&[("so", &format!("{}[source.article]\nfetch = false\n", SOURCE[0].1))]);
    stage.poll("so", &list(&[0, 1, 2, 3]), at(0));
    let ids = |stage: &Stage| {
        stage.latest().into_iter().map(|story| story.id).collect::<std::collections::BTreeSet<_>>()
    };
    let before = ids(&stage);
    let renamed = list(&[0, 1, 2, 3]).replace("/tin-tuc/bai-viet-so-", "/khoa-giao/ban-tin-moi-");
    stage.poll("so", &renamed, at(DAY));
    assert_eq!(ids(&stage), before, "the section was renamed, the articles are the same");
    let told = stage.store().story(&stage.latest()[0].story()).unwrap().unwrap();
    assert!(told.entries[0].entry.link.as_deref().unwrap().contains("/khoa-giao/"), "the address that works");
}

#[test]
fn older_pages_are_followed_while_articles_of_the_pages_before_are_still_to_be_read() {
    let lines = format!("{}backfill = 3\n", SOURCE[0].1);
    let mut stage = Stage::new(&[("so", &lines)]);
    let with_next = |numbers: [usize; 2], next: usize| {
        let cards: String = numbers.iter().map(|n| card((*n, NEWS[*n]))).collect();
        let next = format!("<div class=\"trang\"><a href=\"/khoa-giao?page={next}\">Trang sau</a></div>");
        page("noi-dung", &cards, &next)
    };
    stage.poll("so", &with_next([0, 1], 2), at(0));
    for (shown, next) in [([2, 3], 3), ([4, 5], 4), ([6, 7], 5)] {
        stage.follow_at("so", &format!("/khoa-giao?page={}", next - 1), 200, &with_next(shown, next), at(1));
    }
    let articles = (0..8).map(|n| format!("/tin-tuc/bai-viet-so-{n}.html")).collect::<Vec<_>>();
    let mut wanted = places(&stage.wanted("so"));
    wanted.sort();
    assert_eq!(wanted, articles, "three older pages, as backfill says, and no fourth");
    stage.poll("so", &with_next([0, 1], 2), at(MINUTE));
    assert_eq!(stage.wanted("so").len(), 8, "what waits is known");
}

#[test]
fn an_entry_of_a_sitemap_is_never_published_without_a_title() {
    let mut stage = Stage::new(&[("so", "url = \"https://so.example/sitemap.xml\"\nkind = \"sitemap\"\n")]);
    let changed = "2026-09-01T14:00:00+07:00";
    stage.poll("so", &sitemap(&[(0, changed), (1, changed)]), at(0));
    stage.release("so", at(HOUR));
    assert_eq!((stage.titles().len(), stage.wanted("so").len()), (0, 2), "waiting long gives no title");
    for attempt in 1..=4 {
        let due = stage.wanted("so").iter().map(|followup| followup.due).min().unwrap();
        stage.follow_at("so", "/tin-tuc/bai-viet-so-0.html", 500, "lỗi", due.max(at(attempt * HOUR)));
    }
    stage.follow_at("so", "/tin-tuc/bai-viet-so-0.html", 200, &article(0), at(DAY));
    assert_eq!(stage.titles(), [NEWS[0]], "an outage of an hour loses nothing");
    stage.assert_sound();
}

#[test]
fn a_page_that_was_put_off_keeps_its_wait_and_is_given_up_after_a_day() {
    let mut stage = Stage::new(&[("so", "url = \"https://so.example/sitemap.xml\"\nkind = \"sitemap\"\n")]);
    let index = |minute: i64| {
        format!(
            "<sitemapindex><sitemap><loc>https://so.example/s.xml</loc><lastmod>2026-09-01T23:{minute:02}:00+07:00</lastmod>\
             </sitemap></sitemapindex>"
        )
    };
    stage.poll("so", &index(0), at(0));
    stage.follow("so", 429, "chậm lại", at(MINUTE));
    let due = stage.wanted("so")[0].due;
    assert!(due > at(2 * MINUTE), "{due}");
    stage.poll("so", &index(1), at(2 * MINUTE));
    assert_eq!(stage.wanted("so")[0].due, due, "another poll does not hurry it");
    stage.follow("so", 429, "chậm lại", at(DAY));
    assert!(stage.wanted("so").is_empty(), "and it is not asked for for ever");
    assert_eq!(stage.state("so").pages.map(|problem| problem.kind), Some(ProblemKind::Throttled));
}

#[test]
fn the_problem_of_pages_is_over_when_one_is_read_late() {
    let mut stage = Stage::new(&SOURCE);
    stage.poll("so", &list(&[0, 1]), at(0));
    stage.release("so", at(HOUR));
    for attempt in 1..=3 {
        stage.follow_at("so", "/tin-tuc/bai-viet-so-0.html", 500, "lỗi", at((1 + attempt) * HOUR));
    }
    assert_eq!(stage.state("so").pages.map(|problem| problem.kind), Some(ProblemKind::ServerError));
    stage.follow_at("so", "/tin-tuc/bai-viet-so-1.html", 200, &article(1), at(5 * HOUR));
    assert_eq!(stage.state("so").pages, None);
}

#[test]
fn articles_wait_while_robots_txt_cannot_be_had() {
    let mut stage = Stage::new(&SOURCE);
    stage.poll("so", &list(&[0]), at(0));
    let again = std::time::Duration::from_secs(3600);
    let unreachable = Problem::new(ProblemKind::Robots, "robots.txt cannot be read", "nothing");
    stage.barred("so", unreachable.clone(), Some(again), at(MINUTE));
    assert_eq!((stage.titles().len(), stage.wanted("so").len()), (0, 1), "it may be allowed in an hour");
    assert_eq!(stage.state("so").pages, Some(unreachable.clone()), "and somebody knows why nothing comes");
    stage.release("so", at(15 * MINUTE));
    stage.follow("so", 200, &article(0), at(2 * HOUR));
    let told = stage.store().story(&stage.latest()[0].story()).unwrap().unwrap();
    assert!(told.entries[0].entry.content.contains("Đoạn 4"));

    stage.poll("so", &list(&[1, 0]), at(3 * HOUR));
    stage.barred("so", unreachable, None, at(3 * HOUR));
    assert_eq!((stage.titles().len(), stage.wanted("so").len()), (2, 0), "what is forbidden stays so");
}

#[test]
fn the_list_at_another_address_is_no_news() {
    let lines = |section: &str| {
        format!(
            "url = \"https://so.example/{section}\"\nkind = \"listing\"\nbackfill = 2\n[source.article]\nfetch = false\n"
        )
    };
    let undated = |numbers: &[usize]| list(numbers).replace("<span class=\"ngay\">31/08/2026</span>", "");
    let mut stage = Stage::new(&[("so", &lines("khoa-giao"))]);
    stage.poll("so", &undated(&[0, 1, 2]), at(0));
    assert_eq!(stage.titles().len(), 2, "as far as backfill says");
    stage.reload(super::stage::CATEGORIES, &[("so", &lines("lich-su"))], at(HOUR));
    stage.poll("so", &undated(&[3, 4, 5, 6]), at(HOUR));
    assert_eq!(stage.titles().len(), 4, "the same at the new address");
}
