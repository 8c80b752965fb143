//! What sitemaps of any quality give.

use crate::model::{FeedKind, FurtherKind, Parsed, Precision, ProblemKind, Timestamp};
use crate::parse::{Context, Wanted, read};
use flate2::{Compression, write::GzEncoder};
use std::fmt::Write as _;
use std::io::Write as _;
use url::Url;

fn with(body: &[u8], max_entries: usize, wanted: Wanted) -> Result<Parsed, crate::model::Problem> {
    let url = Url::parse("https://cong.example/sitemap-tin.xml").unwrap();
    let fetched = Timestamp(1_795_498_215);
    read(body, &Context { max_entries, wanted, ..Context::new(&url, fetched) })
}

fn parsed(body: &str) -> Parsed {
    with(body.as_bytes(), 1_000, Wanted::Anything).unwrap()
}

/// Paths of the entries, in order.
fn paths(parsed: &Parsed) -> Vec<&str> {
    let links = parsed.entries.iter().filter_map(|e| e.link.as_deref());
    links.map(|l| l.strip_prefix("https://cong.example").unwrap_or(l)).collect()
}

fn urlset(inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{inner}</urlset>"
    )
}

fn place(path: &str, lastmod: &str) -> String {
    format!("<url><loc>https://cong.example{path}</loc><lastmod>{lastmod}</lastmod></url>")
}

/// `inner` of a urlset gives entries with these paths, and these repairs.
fn check(inner: &str, expected: &[&str], repairs: &[&str]) {
    let parsed = parsed(&urlset(inner));
    let names: Vec<_> = parsed.repairs.iter().map(|r| r.name).collect();
    assert_eq!((paths(&parsed).as_slice(), names.as_slice()), (expected, repairs), "{inner}");
}

#[test]
fn lastmod_is_a_claim_of_change() {
    let body = urlset(
        &[place("/bai-a-1.html", "2026-11-21T00:37:00+07:00"), place("/bai-b-2.html", "2026-11-20")].concat(),
    );
    let parsed = parsed(&body);
    assert_eq!((parsed.kind, parsed.encoding.as_str()), (FeedKind::Sitemap, "utf-8"));
    let told: Vec<_> =
        parsed.entries.iter().map(|e| e.updated.map(|c| (c.at.to_string(), c.precision))).collect();
    assert_eq!(
        told,
        [
            Some(("2026-11-20T17:37:00Z".to_owned(), Precision::Second)),
            Some(("2026-11-19T17:00:00Z".to_owned(), Precision::Day))
        ]
    );
    assert!(parsed.entries.iter().all(|e| e.published.is_none() && e.title.is_empty() && e.guid.is_none()));
}

#[test]
fn news_and_pictures_are_read_under_any_prefix() {
    for (news, image) in [("news", "image"), ("n", "i"), ("NEWS", "IMAGE")] {
        let body = format!(
            "<sm:urlset xmlns:sm='http://wrong.example/' xmlns:{image}='x'><sm:url><sm:loc><![CDATA[ https://cong.example/tin/a?x=1&y=2 ]]></sm:loc>
            <{image}:image><{image}:loc>/anh/1.jpg</{image}:loc><{image}:title>Ảnh</{image}:title></{image}:image>
            <{image}:image><{image}:loc>/anh/2.jpg</{image}:loc></{image}:image>
            <{news}:news><{news}:publication><{news}:name>Báo Ví Dụ</{news}:name><{news}:language>vi</{news}:language></{news}:publication>
            <{news}:publication_date>2026-11-20T08:05:00+07:00</{news}:publication_date>
            <{news}:title>Hội nghị &quot;khoa giáo&quot; &amp; giáo dục</{news}:title>
            <{news}:keywords>khoa giáo, giáo dục; khoa giáo,</{news}:keywords></{news}:news></sm:url></sm:urlset>"
        );
        let parsed = parsed(&body);
        let entry = &parsed.entries[0];
        assert_eq!(entry.link.as_deref(), Some("https://cong.example/tin/a?x=1&y=2"));
        assert_eq!(entry.title, "Hội nghị \"khoa giáo\" & giáo dục");
        assert_eq!(entry.published.map(|c| c.at.to_string()).as_deref(), Some("2026-11-20T01:05:00Z"));
        assert_eq!(entry.updated, None);
        assert_eq!(
            entry.labels.iter().map(|l| l.term.as_str()).collect::<Vec<_>>(),
            ["khoa giáo", "giáo dục"]
        );
        assert_eq!(
            entry.enclosures.iter().map(|e| e.url.as_str()).collect::<Vec<_>>(),
            ["https://cong.example/anh/1.jpg"]
        );
        assert_eq!(
            (parsed.feed.title.as_deref(), parsed.feed.language.as_deref()),
            (Some("Báo Ví Dụ"), Some("vi"))
        );
    }
}

#[test]
fn the_newest_come_first_and_are_kept() {
    let days = [("/a-1", "2026-11-18"), ("/b-2", "2026-11-20"), ("/c-3", "2026-11-19")];
    let dated: String = days.iter().map(|(path, day)| place(path, day)).collect();
    check(&dated, &["/b-2", "/c-3", "/a-1"], &[]);
    let undated = format!("{dated}<url><loc>/d-4</loc></url>");
    check(&undated, &["/a-1", "/b-2", "/c-3", "/d-4"], &[]);
    let kept = |inner: &str| {
        let parsed = with(urlset(inner).as_bytes(), 2, Wanted::Sitemap).unwrap();
        let last = parsed.dropped.last().map(|d| d.reason.clone()).unwrap_or_default();
        (paths(&parsed).join(" "), last)
    };
    let over = |n: usize| format!("{n} older addresses are over the bound of 2 for one sitemap");
    assert_eq!(kept(&dated), ("/b-2 /c-3".into(), over(1)));
    assert_eq!(kept(&undated), ("/b-2 /c-3".into(), over(2)));
}

#[test]
fn faults_cost_one_place_at_most() {
    let a = place("/a-1", "2026-11-18");
    let plain = |path: &str| format!("<url><loc>https://cong.example{path}</loc></url>");
    check("<url><loc>/tin?a=1&b=2</loc></url>", &["/tin?a=1&b=2"], &["bare-ampersand"]);
    check("<URL><Loc>/a-1</lOC></url>", &["/a-1"], &[]);
    check("<url><loc>/a-1<lastmod>2026-11-18</lastmod></url>", &["/a-1"], &["mismatched-tag"]);
    check("<url><loc>/a-1</loc><url><loc>/b-2</loc></url>", &["/a-1", "/b-2"], &["mismatched-tag"]);
    check(
        "<url><loc><![CDATA[/a-1</loc></url><url><loc>/b-2</loc></url>",
        &["/a-1", "/b-2"],
        &["unclosed-cdata"],
    );
    check(&format!("{a}</urlset>{}", plain("/b-2")), &["/a-1", "/b-2"], &["early-end"]);
    check("<url><loc>/a-1</loc></url><url><loc>mailto:x@y.example</loc></url><url/>", &["/a-1"], &[]);
    check("<url><loc>/a-1</loc><lastmod>hôm kia ấy</lastmod></url>", &["/a-1"], &["unreadable-date"]);
    check("<url><loc>/a-1</loc></url><url><loc>https://cong.example/a-1</loc></url>", &["/a-1"], &[]);
    check(
        "<url><xhtml:link rel='alternate' href='/en/a'/><video:video><video:title>x</video:title></video:video><loc>/a-1</loc></url>",
        &["/a-1"],
        &[],
    );
    let cut = parsed(&format!("\u{FEFF}<urlset>{a}<url><loc>https://cong.exam"));
    assert_eq!((paths(&cut), cut.repairs[0].name), (vec!["/a-1"], "truncated"));
    assert_eq!(cut.dropped[0].reason, "the sitemap ends in the middle of an address");
    let junk = parsed(&format!("<br />\n<b>Warning</b>: x in y.php\n{}", urlset(&a)));
    assert_eq!((paths(&junk), junk.repairs[0].name), (vec!["/a-1"], "junk-before-root"));
}

#[test]
fn what_is_surely_no_article_is_left_out() {
    let check = |places: &[(&str, &str)], expected: &[&str]| {
        let told: String = places
            .iter()
            .map(|(path, often)| format!("<url><loc>{path}</loc><changefreq>{often}</changefreq></url>"))
            .collect();
        let parsed = parsed(&urlset(&told));
        assert_eq!(paths(&parsed), expected, "{places:?}");
        assert_eq!(parsed.dropped.len(), places.len() - expected.len());
    };
    check(
        &[("/", "daily"), ("/vi/", ""), ("/index.html", ""), ("/a-1", ""), ("/sitemap-tin.xml", "")],
        &["/a-1"],
    );
    check(&[("/?p=12", ""), ("/index.php?id=4", "")], &["/?p=12", "/index.php?id=4"]);
    // a section is what others lie below, however it is written
    let below = [("/khoa-giao/a-1.html", ""), ("/khoa-giao/b-2.html", ""), ("/khoa-giao/c-3.html", "")];
    let articles: Vec<_> = below.iter().map(|(path, _)| *path).collect();
    for section in ["/khoa-giao", "/khoa-giao/", "/khoa-giao.html"] {
        check(&[&[(section, "")], below.as_slice()].concat(), &articles);
    }
    check(
        &[("/bai-1", ""), ("/bai-1/trang-2", ""), ("/bai-1/trang-3", "")],
        &["/bai-1", "/bai-1/trang-2", "/bai-1/trang-3"],
    );
    // what changes more often than the rest is a section when its name is short as well
    let slow: Vec<_> = (1..=6).map(|n| format!("/bai-{n}")).collect();
    let slow: Vec<_> = slow.iter().map(|path| (path.as_str(), "monthly")).collect();
    let articles: Vec<_> = slow.iter().map(|(path, _)| *path).collect();
    check(&[slow.as_slice(), &[("/khoa-giao", "hourly")]].concat(), &articles);
    for article in ["/hoi-nghi-khoa-giao-toan-tinh", "/khoa-giao-12", "/khoa-giao.html", "/tin/khoa-giao"] {
        let with: Vec<_> = articles.iter().copied().chain([article]).collect();
        check(&[slow.as_slice(), &[(article, "daily")]].concat(), &with);
    }
    let daily: Vec<_> =
        articles.iter().map(|path| (*path, "daily")).chain([("/khoa-giao", "daily")]).collect();
    check(&daily, &daily.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    let news = parsed(&urlset("<url><loc>/</loc><news:news><news:title>Tin</news:title></news:news></url>"));
    assert_eq!((paths(&news), news.repairs.len()), (vec!["/"], 0));
}

#[test]
fn an_index_names_further_sitemaps() {
    let body = "<sitemapindex><sitemap><loc>/s-1.xml</loc><lastmod>2026-10-01</lastmod></sitemap>
        <sitemap><loc>/s-2.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap><sitemap><loc>/s-0.xml</loc></sitemap>
        <sitemap><loc>/sitemap-tin.xml</loc></sitemap><sitemap><loc>/s-1.xml</loc></sitemap></sitemapindex>";
    let parsed = parsed(body);
    let told: Vec<_> = parsed.further.iter().map(|f| (f.url.as_str(), f.kind)).collect();
    let named = |name: &'static str| (name, FurtherKind::Sitemap);
    assert_eq!(
        told,
        [
            named("https://cong.example/s-2.xml.gz"),
            named("https://cong.example/s-1.xml"),
            named("https://cong.example/s-0.xml")
        ]
    );
    assert!(parsed.entries.is_empty());
    let many: String = (0..1_200).fold(String::new(), |mut all, n| {
        let _ = write!(all, "<sitemap><loc>/s-{n}.xml</loc></sitemap>");
        all
    });
    let parsed = super::tests::parsed(&format!("<sitemapindex>{many}</sitemapindex>"));
    assert_eq!((parsed.further.len(), parsed.dropped.len()), (1_000, 1));
}

#[test]
fn lines_and_packed_files_are_sitemaps_too() {
    let lines = parsed("https://cong.example/a-1\r\nhttps://cong.example/b-2\n\nhttps://cong.example/\n");
    assert_eq!((paths(&lines), lines.kind), (vec!["/a-1", "/b-2"], FeedKind::Sitemap));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(urlset(&place("/bài-1", "2026-11-18")).as_bytes()).unwrap();
    let packed = with(&encoder.finish().unwrap(), 10, Wanted::Sitemap).unwrap();
    assert_eq!(paths(&packed), ["/bài-1"]);
}

#[test]
fn a_sitemap_where_a_feed_is_wanted_is_told() {
    for body in [urlset(""), "<sitemapindex/>".into(), "https://cong.example/a".into()] {
        for wanted in [Wanted::Feed, Wanted::List, Wanted::Article] {
            let problem = with(body.as_bytes(), 10, wanted).unwrap_err();
            assert_eq!(problem.kind, ProblemKind::NotAFeed);
            assert!(problem.advice.contains("kind = \"sitemap\""), "{}", problem.advice);
        }
        assert!(with(body.as_bytes(), 10, Wanted::Sitemap).is_ok());
    }
}

#[test]
fn what_a_hostile_one_gives_is_bounded() {
    let many =
        with(urlset(&"<url><loc>/a-1</loc></url>".repeat(120_000)).as_bytes(), 10, Wanted::Sitemap).unwrap();
    assert_eq!(many.entries.len(), 1);
    assert!(many.dropped[0].reason.starts_with("20000 places"), "{}", many.dropped[0].reason);
    let homes: String = (0..500).map(|n| format!("<url><loc>https://h{n}.example/</loc></url>")).collect();
    let homes = parsed(&urlset(&homes));
    assert_eq!((homes.entries.len(), homes.dropped.len()), (0, 51));
    let deep = parsed(&urlset(&format!("<url><loc>/a-1</loc></url><url>{}", "<x>".repeat(600))));
    assert_eq!((paths(&deep), deep.dropped.len()), (vec!["/a-1"], 1));
    let entities = "<!DOCTYPE urlset [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>";
    let bomb = parsed(&format!("{entities}<urlset><url><loc>/{}</loc></url></urlset>", "&b;".repeat(9_000)));
    assert!(bomb.entries.is_empty() || bomb.entries[0].link.as_deref().is_some_and(|l| l.len() <= 8_192));
    let long = format!(
        "<url><loc>/a-1</loc><news:news><news:title>{}</news:title></news:news></url>",
        "tin ".repeat(3_000)
    );
    let long = parsed(&urlset(&long));
    assert!(long.entries[0].title.chars().count() <= 1_000);
}
