//! One feature a test: small pages and what is read of them.

use super::read;
use crate::model::{Entry, Parsed, Timestamp};
use crate::parse::context::{Context, Wanted};
use crate::parse::tally::Tally;
use crate::text::visible;
use proptest::prelude::*;
use url::Url;

/// 2026-11-24T05:30:15Z, half past noon in Vietnam.
const FETCHED: Timestamp = Timestamp(1_795_498_215);

const ONE: &str =
    "Sáng nay, huyện mở lớp dạy bơi cho trẻ em ở bốn xã ven hồ, mỗi lớp hai mươi em, học trong ba tuần liền.";
const TWO: &str = "Theo ban tổ chức, giáo viên là những người chài lưới lâu năm, được tập huấn cách dạy, cách cứu đuối, cách ghi sổ.";
const THREE: &str = "Sau mỗi khóa, xã công khai danh sách các em đã bơi được hai mươi lăm mét, để nhà trường và gia đình cùng theo dõi.";

fn page(head: &str, above: &str, below: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=vi><head>{head}</head><body><div id=x>{above}<div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{below}</div></div></body></html>"
    )
}

fn parsed(html: &str) -> Parsed {
    let url = Url::parse("https://tin.example/khoa-giao/day-boi-1.html").unwrap();
    let context = Context { wanted: Wanted::Article, ..Context::new(&url, FETCHED) };
    read(html, "utf-8".to_owned(), &context, Tally::default()).unwrap()
}

fn entry(html: &str) -> Entry {
    parsed(html).entries.remove(0)
}

#[test]
fn titles() {
    let check = |head: &str, above: &str, expected: &str| {
        assert_eq!(entry(&page(head, above, "")).title, expected, "{head} {above}")
    };
    let site = "<meta property='og:site_name' content='Báo Tin'>";
    check("<title>Dạy bơi ở xã - Báo Tin</title>", "<h1>Dạy bơi ở xã</h1>", "Dạy bơi ở xã");
    check(&format!("{site}<title>Dạy bơi ở xã - Báo Tin</title>"), "", "Dạy bơi ở xã");
    check("<title>Dạy bơi ở xã | Báo Tin</title>", "", "Dạy bơi ở xã");
    check(
        "<title>Chi tiết tin</title>",
        "<h1>Chi tiết tin</h1><h2>Dạy bơi ở xã ven hồ</h2>",
        "Dạy bơi ở xã ven hồ",
    );
    check("<title>Báo Tin</title>", "<h1><a href=/>Báo Tin</a></h1><h2>Dạy bơi ở xã</h2>", "Dạy bơi ở xã");
    check("<title>Báo Tin</title>", "<font size=4><b>Dạy bơi ở xã</b></font>", "Dạy bơi ở xã");
    let linked = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Dạy bơi ở xã\"}</script>";
    check(linked, "", "Dạy bơi ở xã");
    check(
        "<title>Dạy b&#x1A1;i &#40;lần 2&#41;</title>",
        "<h1>Dạy bơi &#40;lần 2&#41;</h1>",
        "Dạy bơi (lần 2)",
    );
}

#[test]
fn authors() {
    let check = |head: &str, below: &str, expected: &[&str]| {
        let entry = entry(&page(head, "<h1>Dạy bơi ở xã</h1>", below));
        let names: Vec<_> = entry.authors.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, expected, "{head} {below}");
        let text = visible(&entry.content);
        assert!(text.ends_with("theo dõi."), "{text}");
    };
    check("", "<p><b>Duy Quyên</b></p>", &["Duy Quyên"]);
    check("", "<p>Bài, ảnh: Nguyễn Văn A</p>", &["Nguyễn Văn A"]);
    check("", "<p align=right>Tạ Khôi - Vũ Diệp</p>", &["Tạ Khôi", "Vũ Diệp"]);
    check("", "<p>(Theo TTXVN)</p>", &[]);
    check("", "<p><b>Lâm Trúc</b></p><p>Nguồn: Báo Tin</p>", &["Lâm Trúc"]);
    check("<meta name=author content='Trần B'>", "", &["Trần B"]);
    check("<meta name=author content='Báo Tin'>", "", &[]);
    check("<meta name=author content='Super User'>", "<p><i>TS. Lê C</i></p>", &["TS. Lê C"]);
    check("", "<p><b>Phòng Tuyên truyền</b></p>", &["Phòng Tuyên truyền"]);
}

#[test]
fn times() {
    let check = |head: &str, above: &str, expected: &str, disagree: bool| {
        let parsed = parsed(&page(
            head,
            &format!("<h1>Dạy bơi ở xã</h1>{above}"),
            "<p>Ngày 14/4/2022, lớp khai giảng.</p>",
        ));
        let published = parsed.entries[0].published.map(|claim| claim.at.to_string());
        assert_eq!(published.as_deref().unwrap_or("none"), expected, "{head} {above}");
        assert_eq!(parsed.repairs.iter().any(|r| r.name == "dates-disagree"), disagree, "{head} {above}");
    };
    let meta = |time: &str| format!("<meta property='article:published_time' content='{time}'>");
    check("", "", "none", false);
    check("", "<p>Thứ Năm, 19/11/2026 21:50'(GMT+7)</p>", "2026-11-19T14:50:00Z", false);
    check(&meta("2026-11-19+0717:04:00"), "", "2026-11-19T10:04:00Z", false);
    check(&meta("2026-11-19"), "<p>19/11/2026 17:04</p>", "2026-11-19T10:04:00Z", false);
    check(&meta("2026-11-19T17:04:00+07:00"), "<p>15/11/2026 17:04</p>", "2026-11-19T10:04:00Z", true);
    let now = "<meta property=datetimenow content='11/24/2026 8:00:00 AM'>";
    check(&format!("{now}{}", meta("4/5/2026 7:05:00 PM")), "", "2026-04-05T12:05:00Z", false);
    // Nobody dates an article ahead of its fetch.
    check(&meta("2027-11-19T17:04:00+07:00"), "<p>19/11/2026 17:04</p>", "2026-11-19T10:04:00Z", false);
    let page = format!("<div>Thứ Ba, 24/11/2026</div>{}", page("", "<h1>Dạy bơi ở xã</h1>", ""));
    assert_eq!(entry(&page).published, None, "the clock of the page");
}

#[test]
fn addresses() {
    let check = |canonical: &str, expected: &str| {
        let head = format!("<link rel=canonical href='{canonical}'>");
        assert_eq!(entry(&page(&head, "<h1>Dạy bơi ở xã</h1>", "")).link.as_deref(), Some(expected));
    };
    check("/day-boi-1.html", "https://tin.example/day-boi-1.html");
    check("https://www.tin.example/a-1.html", "https://www.tin.example/a-1.html");
    check("http://tin.example/a-1.html", "http://tin.example/a-1.html");
    check("https://khac.example/a-1.html", "https://tin.example/khoa-giao/day-boi-1.html");
    check("https://tin.example/", "https://tin.example/khoa-giao/day-boi-1.html");
}

#[test]
fn pictures_have_their_captions_once() {
    let check = |below: &str, expected: &str| {
        let content = entry(&page("", "<h1>Dạy bơi ở xã</h1>", below)).content;
        let figures: String = content
            .split_inclusive("</figure>")
            .filter_map(|f| f.find("<figure>").and_then(|at| f.get(at..)))
            .collect();
        assert_eq!(figures, expected, "{below}");
    };
    let figure =
        "<figure><img src=\"https://tin.example/a.jpg\" alt=\"\"><figcaption>Lớp học</figcaption></figure>";
    check("<figure><img src=/a.jpg><figcaption>Lớp học</figcaption></figure>", figure);
    check("<p><img src=/a.jpg></p><p style='text-align:center'><em>Lớp học</em></p>", figure);
    check("<table><tr><td><img src=/a.jpg><tr><td>Lớp học</table><p class=caption>Lớp học</p>", figure);
    check("<div><img src='data:image/gif;base64,x' data-src=/a.jpg>Lớp học</div>", figure);
    check("<img src=/a.jpg width=1 height=1>", "");
}

#[test]
fn what_only_stands_beside_the_text_goes() {
    let check = |below: &str| {
        let text = visible(&entry(&page("", "<h1>Dạy bơi ở xã</h1>", below)).content);
        assert_eq!(text, format!("{ONE} {TWO} {THREE}"), "{below}");
    };
    check("<h3>Tin liên quan</h3><ul><li><a href=/b>Một tin khác của trang</a></li></ul>");
    check("<p><a href=/b>Một tin khác của trang</a></p>");
    check("<div class=share-box><p>Chia sẻ bài này với bạn bè của bạn</p></div>");
    check("<p>Phản hồi</p><p>Họ tên</p><p>Nội dung</p>");
    check("<p>Xem thêm</p>");
    check("<div id=comments><p>Bài viết hay quá, xin cảm ơn tòa soạn đã đưa tin về lớp học này.</p></div>");
    check("<div style='display:none'><p>Không ai thấy dòng này cả, dù nó dài bao nhiêu đi nữa.</p></div>");
}

#[test]
fn sections_come_before_their_trail() {
    let check = |head: &str, above: &str, expected: &[&str]| {
        let entry = entry(&page(head, above, ""));
        assert_eq!(entry.labels.iter().map(|l| l.term.as_str()).collect::<Vec<_>>(), expected, "{above}");
    };
    let h1 = "<h1>Dạy bơi ở xã</h1>";
    let trail = "<div class=breadcrumb><a href=/>Trang chủ</a><a href=/tin>Tin tức</a><a href=/tin/y-te>Y tế</a></div>";
    check("", h1, &[]);
    check("", &format!("{trail}{h1}"), &["Y tế", "Tin tức"]);
    check(
        "<meta property='article:section' content='Sức khỏe'>",
        &format!("{trail}{h1}"),
        &["Sức khỏe", "Tin tức", "Y tế"],
    );
    check("", &format!("<a href=/khoa-giao>Khoa giáo</a>{h1}"), &["Khoa giáo"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_page_is_read_without_panic(
        html in "(<(p|div|h1|table|tr|td|li|ul|b|a href=/x|img src=a.jpg|br|svg|select|figure|figcaption|script|time|span class=date|div class=sapo|div id=news-bodyhtml)>|</(p|div|table|b|a|ul|svg|script)>|một câu dài, có dấu phẩy, |14/4/2022 21:50 |Tác giả: Nguyễn Văn A|&amp;|\u{200b}){0,80}",
    ) {
        let url = Url::parse("https://tin.example/a").unwrap();
        let context = Context { wanted: Wanted::Article, ..Context::new(&url, FETCHED) };
        let _ = read(&html.repeat(5), "utf-8".to_owned(), &context, Tally::default());
    }
}
