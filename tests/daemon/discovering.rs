//! What `try` finds at an address, in which order, and what it says of what it did not take.

use crate::origin::{Origin, Reply};
use crate::process::diemtin;
use serde_json::Value;
use std::path::PathBuf;

const HTML: &str = "text/html; charset=utf-8";
const RSS: &str = "application/rss+xml; charset=utf-8";

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

/// An origin and a config that may ask it.
struct Stage {
    origin: Origin,
    folder: tempfile::TempDir,
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let config = "contact = \"mailto:tester@portal.test\"\n[store]\npath = \"store\"\ncontrol = \"c.sock\"\n\
                  [fetch]\nper_host_delay = \"0s\"\nallow_private = [\"127.0.0.0/8\"]\n\
                  [[source]]\nid = \"x\"\nurl = \"http://127.0.9.9:1/\"\nenabled = false\n";
    std::fs::write(folder.path().join("diemtin.toml"), config).unwrap();
    Stage { origin: Origin::start(), folder }
}

impl Stage {
    fn config(&self) -> PathBuf {
        self.folder.path().join("diemtin.toml")
    }

    /// What `try --json` says of a path.
    fn found(&self, path: &str) -> Value {
        let output = diemtin(&self.config(), &["try", "--json", &self.origin.url(path)]);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
    }
}

fn link(number: usize) -> String {
    format!("/vi/news/khoa-giao/bai-viet-so-{number}.html")
}

/// A section page that lists the news of these numbers.
fn page(head: &str, numbers: std::ops::Range<usize>) -> String {
    let card = |n: usize| {
        format!(
            "<div class=\"tin\"><h3><a href=\"{}\">{}</a></h3><span>19/11/2026</span><p>Tóm tắt của bài này gửi bạn đọc.</p></div>",
            link(n),
            NEWS[n]
        )
    };
    format!(
        "<!DOCTYPE html><html><head><title>Khoa giáo</title>{head}</head><body><ul class=\"menu\"><li><a href=\"/\">Trang chủ</a></li></ul>\
         <div id=\"main\">{}</div></body></html>",
        numbers.map(card).collect::<String>()
    )
}

/// A feed of `count` articles, of which those of the page come first or not at all.
fn feed(first: usize, count: usize) -> String {
    let item = |n: usize| format!("<item><title>Bài {n}</title><link>{}</link></item>", link(n));
    format!(
        "<rss version=\"2.0\"><channel><title>Tin</title>{}</channel></rss>",
        (first..first + count).map(item).collect::<String>()
    )
}

#[test]
fn a_feed_that_the_page_links_comes_before_its_list() {
    let stage = stage();
    let head = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/khoa-giao.rss\">";
    stage.origin.route("/khoa-giao", move |_| Reply::ok(HTML, page(head, 0..6)));
    stage.origin.route("/khoa-giao.rss", |_| Reply::ok(RSS, feed(0, 10)));
    let found = stage.found("/khoa-giao");
    assert_eq!(
        (found["how"].as_str(), found["kind"].as_str()),
        (Some("the page links the feed"), Some("rss"))
    );
    assert_eq!(found["source_url"], stage.origin.url("/khoa-giao.rss"));
    assert!(found["config"].as_str().unwrap().contains("kind = \"feed\""));
    let body = stage.found("/khoa-giao.rss");
    assert_eq!(body["how"], "the body is a feed");
}

#[test]
fn the_feed_of_a_whole_portal_is_not_taken_for_a_section() {
    let stage = stage();
    let head = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/tat-ca.rss\">";
    stage.origin.route("/khoa-giao", move |_| Reply::ok(HTML, page(head, 0..6)));
    stage.origin.route("/tat-ca.rss", |_| Reply::ok(RSS, feed(5, 60)));
    let found = stage.found("/khoa-giao");
    assert_eq!(found["how"], "the page has a list");
    assert_eq!(found["tried"][0]["url"], stage.origin.url("/tat-ca.rss"));
    assert!(found["tried"][0]["why"].as_str().unwrap().contains("1 of the 6"), "{found}");
    assert!(found["list"].as_str().unwrap().starts_with("item = "), "{found}");
}

#[test]
fn the_habit_of_a_content_system_is_tried() {
    let stage = stage();
    let head = "<meta name=\"generator\" content=\"NukeViet v4.5\">";
    stage.origin.route("/vi/news/khoa-giao/", move |_| Reply::ok(HTML, page(head, 0..6)));
    stage.origin.route("/vi/news/rss/khoa-giao/", |_| Reply::ok(RSS, feed(0, 6)));
    let found = stage.found("/vi/news/khoa-giao/");
    assert_eq!(found["cms"], "NukeViet");
    assert_eq!(found["how"], "NukeViet has the feed of this page there");
    assert_eq!(found["source_url"], stage.origin.url("/vi/news/rss/khoa-giao/"));
}

#[test]
fn a_home_page_leads_to_the_sitemap_that_robots_txt_names() {
    let stage = stage();
    let (port, root) = (stage.origin.port(), stage.origin.url(""));
    stage.origin.route("/", move |_| Reply::ok(HTML, page("", 0..6)));
    stage.origin.route("/robots.txt", move |_| {
        Reply::ok("text/plain", format!("Sitemap: http://127.0.0.1:{port}/so-do.xml\n"))
    });
    let entry = move |n: usize| {
        format!(
            "<url><loc>{root}{}</loc><news:news><news:publication_date>2026-11-19T08:00:00+07:00</news:publication_date>\
             <news:title>{}</news:title></news:news></url>",
            link(n),
            NEWS[n]
        )
    };
    let body = format!(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">{}</urlset>",
        (0..8).map(entry).collect::<String>()
    );
    stage.origin.route("/so-do.xml", move |_| Reply::ok("application/xml", body.clone()));
    let found = stage.found("/");
    assert_eq!(
        (found["kind"].as_str(), found["entries"].as_array().unwrap().len()),
        (Some("sitemap"), 8),
        "{found}"
    );
    assert_eq!(found["entries"][0]["title"], NEWS[0]);
}

#[test]
fn a_page_without_a_list_says_so_and_shows_what_came_nearest() {
    let stage = stage();
    let text =
        "<p>Ban biên tập giới thiệu với bạn đọc về lịch sử của tờ báo, từ số đầu tiên tới hôm nay.</p>"
            .repeat(2);
    let links = "<ul><li><a href=\"/a-1.html\">Giấy phép hoạt động của cổng thông tin</a></li><li><a href=\"/a-2.html\">Đơn vị thiết kế và vận hành cổng</a></li></ul>";
    stage.origin.route("/gioi-thieu", move |_| {
        Reply::ok(
            HTML,
            format!("<html><head><title>Giới thiệu</title></head><body>{text}{links}</body></html>"),
        )
    });
    let output = diemtin(&stage.config(), &["try", &stage.origin.url("/gioi-thieu")]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("no-list") && said.contains("[source.listing]"), "{said}");
    let refused = diemtin(&stage.config(), &["add", &stage.origin.url("/gioi-thieu"), "--yes"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(!stage.folder.path().join("sources.d").exists(), "nothing is written");
}

#[test]
fn a_wall_is_named_and_nothing_behind_it_is_asked_for() {
    let stage = stage();
    stage.origin.otherwise(|_| {
        Reply::ok("text/html", "<html><body><script>document.cookie=\"D1N=1\"+\"; path=/\";window.location.reload(true);</script></body></html>")
    });
    let found = stage.found("/khoa-giao");
    assert_eq!(found["problem"], "challenge", "{found}");
    assert_eq!(stage.origin.seen().len(), 1);
    assert!(stage.origin.seen().iter().all(|seen| seen.header("cookie").is_none()));
}

#[test]
fn what_add_writes_is_taken_back_when_the_config_does_not_read_it() {
    let stage = stage();
    stage.origin.route("/khoa-giao.rss", |_| Reply::ok(RSS, feed(0, 10)));
    let url = stage.origin.url("/khoa-giao.rss");
    let unread = diemtin(&stage.config(), &["add", &url, "--yes"]);
    let said = String::from_utf8_lossy(&unread.stderr).into_owned();
    assert!(!unread.status.success() && said.contains("under include"), "{said}");
    assert!(!stage.folder.path().join("sources.d/added.toml").exists());
    let config = stage.folder.path().join("diemtin.toml");
    let before = std::fs::read_to_string(&config).unwrap();
    let broken = diemtin(
        &stage.config(),
        &["add", &url, "--yes", "--category", "khong-co", "--file", config.to_str().unwrap()],
    );
    assert!(String::from_utf8_lossy(&broken.stderr).contains("khong-co"), "{broken:?}");
    assert_eq!(std::fs::read_to_string(&config).unwrap(), before);
    let added =
        diemtin(&stage.config(), &["add", &url, "--yes", "--id", "moi", "--file", config.to_str().unwrap()]);
    assert!(added.status.success(), "{added:?}");
    let after = std::fs::read_to_string(&config).unwrap();
    assert!(after.starts_with(&before) && after.contains("id = \"moi\""), "{after}");
}
