//! A portal without a feed: what `try` and `add` find, and what the daemon then publishes from its list,
//! its older pages and its articles.

use crate::origin::{Manner, Origin, Reply, Seen};
use crate::process::{Daemon, diemtin, free_address, told};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const SUBJECTS: [&str; 6] = [
    "Trường vùng cao đón thêm ba phòng học bộ môn trước mùa mưa",
    "Trạm y tế xã Suối Mơ khám lưu động cho người cao tuổi",
    "Học sinh lớp 11 làm bộ lọc nước từ vỏ trấu của làng",
    "Hội thảo về chuyển đổi số trong giảng dạy ở các huyện",
    "Thư viện tỉnh mở phòng đọc ban đêm cho công nhân",
    "Tổng kết cuộc thi sáng tạo trẻ toàn tỉnh lần thứ chín",
];

/// A portal whose list has `newest` articles, the newest first, six on a page.
struct Portal {
    origin: Origin,
    newest: Arc<AtomicUsize>,
    folder: tempfile::TempDir,
    address: String,
    base: DateTime<Utc>,
}

impl Portal {
    fn start(robots: &'static str, newest: usize) -> Self {
        let (origin, base) = (Origin::start(), Utc::now());
        let newest = Arc::new(AtomicUsize::new(newest));
        origin.route("/robots.txt", move |_| Reply::ok("text/plain", robots));
        let known = Arc::clone(&newest);
        origin.route("/khoa-giao", move |seen| {
            let page = seen.path.split_once("page=").and_then(|(_, n)| n.parse().ok()).unwrap_or(1);
            Reply::ok("text/html; charset=utf-8", list(known.load(Ordering::SeqCst), page, base))
        });
        origin.otherwise(move |seen| match number(seen) {
            Some(number) => Reply::ok("text/html; charset=utf-8", article(number, base)),
            None => Reply::status(404),
        });
        let folder = tempfile::tempdir().unwrap();
        let address = free_address();
        std::fs::create_dir(folder.path().join("sources.d")).unwrap();
        let config = format!(
            "include = [\"sources.d/*.toml\"]\ncontact = \"mailto:tester@portal.test\"\n\
             [server]\nlisten = \"{address}\"\npublic_url = \"http://{address}/\"\n\
             [store]\npath = \"store\"\ncontrol = \"c.sock\"\n\
             [fetch]\ninterval = \"1d\"\nper_host_delay = \"0s\"\nallow_private = [\"127.0.0.0/8\"]\n\
             [[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\n\
             [[source]]\nid = \"other\"\nurl = \"http://127.0.9.9:1/rss\"\nenabled = false\n"
        );
        std::fs::write(folder.path().join("diemtin.toml"), config).unwrap();
        Self { origin, newest, folder, address, base }
    }

    fn url(&self) -> String {
        self.origin.url_on("127.0.5.1", "/khoa-giao")
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("diemtin.toml")
    }

    fn add(&self, more: &str) {
        let source = format!("[[source]]\nid = \"so\"\nurl = \"{}\"\nkind = \"listing\"\n{more}", self.url());
        std::fs::write(self.folder.path().join("sources.d/so.toml"), source).unwrap();
    }

    /// How often a path was asked for.
    fn asked(&self, path: &str) -> usize {
        self.origin.seen().iter().filter(|seen| seen.path == path).count()
    }

    fn stories(&self) -> Vec<Value> {
        serde_json::from_str(&told(&self.config(), &["stories", "--json", "--limit", "99"])).unwrap()
    }
}

fn number(seen: &Seen) -> Option<usize> {
    let name = seen.path.strip_prefix("/tin-tuc/bai-viet-so-")?;
    name.strip_suffix(".html")?.parse().ok()
}

fn title(number: usize) -> String {
    format!("{} (kỳ {number})", SUBJECTS[number % SUBJECTS.len()])
}

fn time(number: usize, newest: usize, base: DateTime<Utc>) -> DateTime<FixedOffset> {
    let hours = i64::try_from(newest.saturating_sub(number)).unwrap() * 5 + 2;
    (base - TimeDelta::hours(hours)).with_timezone(&FixedOffset::east_opt(7 * 3600).unwrap())
}

fn list(newest: usize, page: usize, base: DateTime<Utc>) -> String {
    let numbers = (1..=newest).rev().skip((page - 1) * 6).take(6);
    let card = |number: usize| {
        let (title, day) = (title(number), time(number, 20, base).format("%d/%m/%Y"));
        format!(
            "<div class=\"news-item\"><a href=\"/tin-tuc/bai-viet-so-{number}.html\"><img src=\"/anh/{number}.jpg\" alt=\"\"></a>\
             <h3><a href=\"/tin-tuc/bai-viet-so-{number}.html\">{title}</a></h3>\
             <span class=\"news-date\">{day}</span><p>Tóm tắt của bài viết số {number} do ban biên tập gửi tới bạn đọc.</p></div>"
        )
    };
    let cards: String = numbers.map(card).collect();
    let next = format!("<div class=\"pager\"><a href=\"/khoa-giao?page={}\">Trang sau</a></div>", page + 1);
    let next = if newest > page * 6 { next } else { String::new() };
    format!(
        "<!DOCTYPE html><html lang=\"vi\"><head><title>Khoa giáo - Sở Thông tin</title></head><body>\
         <div id=\"menu\"><ul><li><a href=\"/\">Trang chủ</a></li><li><a href=\"/khoa-giao\">Khoa giáo</a></li>\
         <li><a href=\"/thoi-su\">Thời sự</a></li><li><a href=\"/lien-he\">Liên hệ</a></li></ul></div>\
         <div id=\"main\"><h1>Khoa giáo</h1>{cards}{next}</div>\
         <div id=\"footer\"><a href=\"/so-do\">Sơ đồ cổng</a><p>Bản quyền của Sở Thông tin</p></div></body></html>"
    )
}

fn article(number: usize, base: DateTime<Utc>) -> String {
    let title = title(number);
    let at = time(number, 20, base).format("%Y-%m-%dT%H:%M:%S%:z");
    let paragraphs: String = (1..=4)
        .map(|n| {
            format!(
                "<p>Đoạn {n} của bài số {number} kể việc ở xã Suối Mơ, nơi thầy cô và cán bộ y tế cùng nhau lo cho \
                 bà con trong mùa nước lên, với nhiều cách làm mà tỉnh sẽ nhân rộng trong năm tới.</p>"
            )
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"vi\"><head><title>{title} - Sở Thông tin</title>\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"article:published_time\" content=\"{at}\">\
         <meta name=\"author\" content=\"Lê Bến\"></head><body><div id=\"menu\"><a href=\"/\">Trang chủ</a></div>\
         <div class=\"article\"><h1>{title}</h1><div class=\"body\">{paragraphs}</div></div>\
         <div id=\"footer\"><p>Bản quyền của Sở Thông tin</p></div></body></html>"
    )
}

#[test]
fn an_editor_adds_a_portal_by_its_address_and_its_articles_are_published() {
    let portal = Portal::start("User-agent: *\nDisallow: /cam/\n", 6);
    let found: Value =
        serde_json::from_str(&told(&portal.config(), &["try", "--json", &portal.url()])).unwrap();
    assert_eq!(
        (found["kind"].as_str(), found["how"].as_str()),
        (Some("listing"), Some("the page has a list"))
    );
    assert_eq!(found["entries"].as_array().unwrap().len(), 6);
    assert_eq!(found["article"]["entries"][0]["title"], title(6));
    assert!(!portal.folder.path().join("sources.d/added.toml").exists(), "try writes nothing");

    let unasked = diemtin(&portal.config(), &["add", &portal.url()]);
    assert!(!unasked.status.success(), "nobody said yes");
    told(&portal.config(), &["add", &portal.url(), "--yes"]);
    let added = std::fs::read_to_string(portal.folder.path().join("sources.d/added.toml")).unwrap();
    assert!(added.contains("kind = \"listing\"\ncategory = \"khoa-giao\"\n"), "{added}");
    let again = diemtin(&portal.config(), &["add", &portal.url(), "--yes"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("already"), "{again:?}");

    told(&portal.config(), &["poll"]);
    let stories = portal.stories();
    let titles: Vec<&str> = stories.iter().map(|story| story["title"].as_str().unwrap()).collect();
    assert_eq!(titles, (1..=6).rev().map(title).collect::<Vec<_>>());
    let daemon = Daemon::start(&portal.config(), &portal.address);
    let feed: Value = serde_json::from_str(daemon.get("/latest.json", &[]).text()).unwrap();
    let newest = &feed["items"][0];
    assert!(newest["content_html"].as_str().unwrap().contains("Đoạn 4 của bài số 6"), "{newest}");
    assert_eq!(newest["authors"][0]["name"], "Lê Bến");
    let at = time(6, 20, portal.base).with_timezone(&Utc).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    assert_eq!(newest["date_published"], at, "to the second, although the list tells the day only");
}

#[test]
fn an_article_is_read_once_and_robots_txt_once_a_day() {
    let portal = Portal::start("", 3);
    portal.add("");
    let daemon = Daemon::start(&portal.config(), &portal.address);
    let wait_for = |count: usize| {
        let begun = std::time::Instant::now();
        while portal.stories().len() < count {
            assert!(begun.elapsed().as_secs() < 30, "{} stories of {count}", portal.stories().len());
        }
    };
    daemon.poll();
    wait_for(3);
    daemon.poll();
    portal.newest.store(4, Ordering::SeqCst);
    daemon.poll();
    wait_for(4);
    for number in 1..=4 {
        assert_eq!(portal.asked(&format!("/tin-tuc/bai-viet-so-{number}.html")), 1, "{number}");
    }
    assert_eq!(portal.asked("/robots.txt"), 1);
    assert!(portal.asked("/khoa-giao") >= 3);
}

#[test]
fn older_pages_are_followed_at_the_first_poll_as_far_as_the_editor_says() {
    let portal = Portal::start("", 20);
    portal.add("backfill = 2\n[source.article]\nfetch = false\n");
    told(&portal.config(), &["poll"]);
    assert_eq!(portal.stories().len(), 18, "the first page and two more");
    assert_eq!((portal.asked("/khoa-giao?page=3"), portal.asked("/khoa-giao?page=4")), (1, 0));
    told(&portal.config(), &["poll"]);
    assert_eq!(portal.asked("/khoa-giao?page=2"), 1, "nothing was new");
}

#[test]
fn what_robots_txt_forbids_is_not_fetched() {
    let portal = Portal::start("User-agent: *\nDisallow: /khoa-giao\n", 3);
    portal.add("");
    told(&portal.config(), &["poll"]);
    assert_eq!((portal.asked("/robots.txt"), portal.asked("/khoa-giao")), (1, 0));
    let sources: Value = serde_json::from_str(&told(&portal.config(), &["sources", "--json"])).unwrap();
    let so = sources.as_array().unwrap().iter().find(|source| source["id"] == "so").unwrap();
    assert_eq!(so["problem"]["kind"], "robots", "{so}");
    assert!(!so["problem"]["advice"].as_str().unwrap().is_empty());

    let articles = Portal::start("User-agent: diemtin\nDisallow: /tin-tuc/\n", 3);
    articles.add("");
    told(&articles.config(), &["poll"]);
    assert_eq!(articles.stories().len(), 3, "entries are published as they are listed");
    assert_eq!(articles.asked("/tin-tuc/bai-viet-so-3.html"), 0);
}

#[test]
fn what_is_still_to_be_read_waits_for_a_source_that_is_away() {
    let portal = Portal::start("", 3);
    portal.add("");
    let list = portal.folder.path().join("sources.d/so.toml");
    let (open, base) = (Arc::new(AtomicBool::new(false)), portal.base);
    let is_open = Arc::clone(&open);
    portal.origin.otherwise(move |seen| match number(seen).filter(|_| is_open.load(Ordering::SeqCst)) {
        Some(number) => Reply::ok("text/html; charset=utf-8", article(number, base)),
        None => Reply::status(200).manner(Manner::StallBeforeHead),
    });
    // a host that says nothing of itself yet: the first article fails, the others have not been asked for
    let first = Daemon::start(&portal.config(), &portal.address);
    let begun = std::time::Instant::now();
    while !portal.origin.seen().iter().any(|seen| number(seen).is_some()) {
        assert!(begun.elapsed().as_secs() < 30, "no article is asked for");
    }
    first.kill();
    assert_eq!(portal.stories().len(), 0);

    let source = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, format!("{source}enabled = false\n")).unwrap();
    let (config, (ended, end)) = (portal.config(), std::sync::mpsc::channel());
    std::thread::spawn(move || ended.send(diemtin(&config, &["poll"]).status.success()));
    let end = end.recv_timeout(std::time::Duration::from_secs(30));
    assert_eq!(end, Ok(true), "nobody waits for the pages of a source that is switched off");

    std::fs::remove_file(&list).unwrap();
    let daemon = Daemon::start(&portal.config(), &portal.address);
    open.store(true, Ordering::SeqCst);
    std::fs::write(&list, source).unwrap();
    told(&portal.config(), &["reload"]);
    let begun = std::time::Instant::now();
    while portal.stories().len() < 3 {
        assert!(begun.elapsed().as_secs() < 30, "{} stories", portal.stories().len());
    }
    drop(daemon);
}

#[test]
fn add_writes_through_a_link_and_keeps_what_the_file_may() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let portal = Portal::start("", 6);
    let (file, link) =
        (portal.folder.path().join("kept.toml"), portal.folder.path().join("sources.d/a.toml"));
    std::fs::write(&file, "# kept elsewhere, without an end of line").unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    // only root can give a file away
    let given = std::os::unix::fs::chown(&file, Some(4_321), Some(4_321)).is_ok();
    symlink("../kept.toml", &link).unwrap();
    told(&portal.config(), &["add", &portal.url(), "--yes", "--file", link.to_str().unwrap()]);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    let (text, meta) = (std::fs::read_to_string(&file).unwrap(), std::fs::metadata(&file).unwrap());
    assert!(
        text.starts_with("# kept elsewhere, without an end of line\n") && text.contains("[[source]]"),
        "{text}"
    );
    assert_eq!(meta.mode() & 0o777, 0o640);
    assert!(!given || (meta.uid(), meta.gid()) == (4_321, 4_321), "a daemon that could read it can");
}

#[test]
fn a_long_row_of_articles_keeps_no_other_source_of_the_host_waiting() {
    let portal = Portal::start("", 6);
    let config = std::fs::read_to_string(portal.config()).unwrap();
    let other = portal.origin.url_on("127.0.5.1", "/rss");
    let config = config.replace("per_host_delay = \"0s\"", "per_host_delay = \"400ms\"");
    let config =
        config.replace("url = \"http://127.0.9.9:1/rss\"\nenabled = false", &format!("url = \"{other}\""));
    std::fs::write(portal.config(), config).unwrap();
    portal.add("");
    let daemon = Daemon::start(&portal.config(), &portal.address);
    let begun = std::time::Instant::now();
    let articles = || portal.origin.seen().iter().filter(|seen| number(seen).is_some()).count();
    while articles() == 0 {
        assert!(begun.elapsed().as_secs() < 30, "no article is asked for");
    }
    told(&portal.config(), &["poll", "other"]);
    assert!(articles() < 6, "the feed was asked for after {} articles", articles());
    drop(daemon);
}

#[test]
fn what_a_former_address_says_is_not_taken_for_the_new_one() {
    let portal = Portal::start("", 3);
    portal.add("");
    let (open, base) = (Arc::new(AtomicBool::new(false)), portal.base);
    let is_open = Arc::clone(&open);
    portal.origin.route("/khoa-giao", move |_| {
        while !is_open.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        Reply::ok("text/html; charset=utf-8", list(3, 1, base))
    });
    portal.origin.route("/moi", move |_| Reply::ok("text/html; charset=utf-8", list(6, 1, base)));
    let daemon = Daemon::start(&portal.config(), &portal.address);
    let wait_for = |path: &str| {
        let begun = std::time::Instant::now();
        while portal.asked(path) == 0 {
            assert!(begun.elapsed().as_secs() < 30, "{path} is not asked for");
        }
    };
    wait_for("/khoa-giao");
    let file = portal.folder.path().join("sources.d/so.toml");
    let moved = std::fs::read_to_string(&file).unwrap().replace("/khoa-giao", "/moi");
    std::fs::write(&file, moved).unwrap();
    told(&portal.config(), &["reload"]);
    open.store(true, Ordering::SeqCst);
    wait_for("/moi");
    drop(daemon);
}
