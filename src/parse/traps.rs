//! What feeds do to parsers, each trap a test through [`super::read`].

use super::{Context, read};
use crate::model::{DateOrder, Entry, FeedKind, Parsed, Precision, Problem, ProblemKind, Timestamp};
use proptest::prelude::*;
use std::time::Duration;
use url::Url;

fn read_with(
    body: &[u8],
    content_type: Option<&str>,
    last_modified: Option<&str>,
) -> Result<Parsed, Problem> {
    let url = Url::parse("https://bao.example/rss/tin.rss").unwrap();
    read(
        body,
        &Context {
            content_type,
            last_modified: last_modified.map(|l| l.parse().unwrap()),
            max_entries: 100,
            ..Context::new(&url, Timestamp(1_795_498_215))
        },
    )
}

fn parsed(body: impl AsRef<[u8]>) -> Parsed {
    read_with(body.as_ref(), None, None).unwrap()
}

/// The entry of an RSS 2.0 feed whose only item has this inside.
fn item(inner: &str) -> Entry {
    let feed =
        parsed(format!("<rss version='2.0'><channel><title>T</title><item>{inner}</item></channel></rss>"));
    assert_eq!((feed.entries.len(), feed.dropped.len()), (1, 0), "{inner:?}");
    feed.entries.into_iter().next().unwrap()
}

/// The entry of an Atom feed.
fn atom(inner: &str) -> Entry {
    let feed =
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry>{inner}</entry></feed>");
    parsed(feed).entries.into_iter().next().unwrap()
}

fn repairs(feed: &Parsed) -> Vec<&'static str> {
    feed.repairs.iter().map(|r| r.name).collect()
}

fn problem(body: &str) -> (ProblemKind, String) {
    let problem = read_with(body.as_bytes(), Some("application/rss+xml"), None).unwrap_err();
    (problem.kind, problem.advice)
}

#[test]
fn a_plain_feed_is_read_without_repair() {
    let feed = parsed(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
        <rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">
        <channel><title>Tin tức - Khoa giáo</title><link>https://bao.example/khoa-giao/</link>
        <description><![CDATA[Cổng tin]]></description><language>vi</language><generator>X 1</generator><ttl>60</ttl>
        <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>48</sy:updateFrequency>
        <skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>
        <item><title>Dạy &amp; học</title><link>/a-1.html</link><guid isPermaLink=\"false\">
          <![CDATA[news_1]]>
        </guid><pubDate>Wed, 26 Jul 2017 19:55:20 +0700</pubDate><dc:creator>An Bình</dc:creator>
        <category domain=\"x\">Khoa giáo</category><dc:subject>Giáo dục</dc:subject>
        <source url=\"https://goc.example/rss\">Báo gốc</source>
        <enclosure url=\"/a.mp3\" length=\"12\" type=\"audio/mpeg\"/>
        <description><![CDATA[<img src=\"/a.jpg\" align=\"left\">Hội nghị]]></description></item></channel></rss>",
    );
    assert_eq!(repairs(&feed), [""; 0]);
    assert_eq!(feed.kind, FeedKind::Rss);
    assert_eq!(feed.feed.title.as_deref(), Some("Tin tức - Khoa giáo"));
    assert_eq!(feed.feed.link.as_deref(), Some("https://bao.example/khoa-giao/"));
    assert_eq!(feed.hints.interval, Some(Duration::from_secs(1_800)));
    assert_eq!((feed.hints.skip_hours, feed.hints.skip_days), (vec![0, 3], vec![6]));
    let entry = &feed.entries[0];
    assert_eq!(entry.title, "Dạy & học");
    assert_eq!(entry.link.as_deref(), Some("https://bao.example/a-1.html"));
    assert_eq!(entry.guid.as_deref(), Some("news_1"));
    assert_eq!(entry.published.map(|c| c.at.to_string()).as_deref(), Some("2017-07-26T12:55:20Z"));
    assert_eq!(entry.authors[0].name, "An Bình");
    assert_eq!(entry.labels.iter().map(|l| l.term.as_str()).collect::<Vec<_>>(), ["Khoa giáo", "Giáo dục"]);
    assert_eq!(entry.origin.as_ref().and_then(|o| o.title.as_deref()), Some("Báo gốc"));
    assert_eq!(entry.enclosures[0].url, "https://bao.example/a.mp3");
    assert_eq!(entry.summary, "<img src=\"https://bao.example/a.jpg\" align=\"left\">Hội nghị");
}

#[test]
fn what_makes_the_parser_panic_costs_nothing() {
    let entry = item("<title>A</title><author>Ban biên tập—bbt@x.example</author>");
    assert_eq!((entry.title.as_str(), entry.authors.len()), ("A", 1));
    let duration = "<itunes:duration>99999999999999999999</itunes:duration>";
    let feed = format!(
        "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>
        <item><title>A</title>{duration}</item><item><title>B</title></item></channel></rss>"
    );
    let titles: Vec<_> = parsed(feed).entries.into_iter().map(|e| e.title).collect();
    assert_eq!(titles, ["A", "B"]);
    let mut utf_16 = vec![0xFE, 0xFF];
    let feed = "<?xml version='1.0' encoding='UTF-16'?><rss version='2.0'><channel><item><title>Đảng</title></item></channel></rss>";
    utf_16.extend(feed.encode_utf16().flat_map(u16::to_be_bytes));
    let feed = parsed(utf_16);
    assert_eq!((feed.entries[0].title.as_str(), feed.encoding.as_str()), ("Đảng", "utf-16be"));
}

#[test]
fn one_fault_does_not_lose_the_feed() {
    let check = |inner: &[u8], title: &str, repair: &str| {
        let mut body =
            b"<rss version='2.0'><channel><item><title>0</title><guid>0</guid></item><item>".to_vec();
        body.extend(inner);
        body.extend(b"</item></channel></rss>");
        let feed = parsed(body);
        let titles: Vec<_> = feed.entries.iter().map(|e| e.title.as_str()).collect();
        assert_eq!(titles, ["0", title]);
        assert!(repairs(&feed).contains(&repair), "{:?}", feed.repairs);
    };
    check(b"<title>A & B</title>", "A & B", "bare-ampersand");
    check(b"<title>A</title><x><y></x>", "A", "mismatched-tag");
    check(b"<title>A</title><description>x<br>y</description>", "A", "unescaped-markup");
    check(b"<title>A&#0;B</title>", "AB", "bad-reference");
    check(b"<title>\xC4\x90 \xFF</title>", "Đ \u{FFFD}", "invalid-bytes");
    check(b"<title>A\x01\x1F</title>", "A", "illegal-character");
    check("<title>c&ocirc;ng&nbsp;tác</title>".as_bytes(), "công tác", "html-entity");
}

#[test]
fn unescaped_markup_is_not_cut() {
    assert_eq!(item("<description>a<br>b<b>c</b></description>").summary, "a<br>b<b>c</b>");
}

#[test]
fn a_cut_feed_gives_its_whole_entries() {
    let feed = parsed("<rss version='2.0'><channel><item><title>A</title></item><item><title>B</ti");
    assert_eq!(feed.entries.iter().map(|e| e.title.as_str()).collect::<Vec<_>>(), ["A"]);
    assert_eq!(feed.dropped.len(), 1);
    assert_eq!(repairs(&feed), ["truncated"]);
}

#[test]
fn a_fault_costs_the_entry_it_is_in() {
    let whole = |n: usize| {
        format!(
            "<item><title>{n}</title><link>/{n}</link><guid>g{n}</guid><description>D{n}</description></item>"
        )
    };
    let check = |broken: &str, kept: &[&str]| {
        let body = format!(
            "<rss version='2.0'><channel><title>T</title>{broken}{}{}</channel></rss>",
            whole(2),
            whole(3)
        );
        let feed = parsed(&body);
        let titles: Vec<_> = feed.entries.iter().map(|e| e.title.as_str()).collect();
        assert_eq!(titles, kept, "{broken}");
        let guids: Vec<_> = feed.entries.iter().rev().take(2).map(|e| e.guid.as_deref()).collect();
        assert_eq!(guids, [Some("g3"), Some("g2")], "{broken}");
        assert!(!feed.repairs.is_empty(), "{broken}");
    };
    let all = ["1", "2", "3"];
    check("<item><title>1</title><!-- x -></item>", &all);
    check("<item><title>1</title></item", &all);
    check("<item><title>1</title><description><p>x</item>", &all);
    check("<item><title>1</title><description><![CDATA[x</item>", &all);
    check("<item><title>1</title><description><p>x</descripton></item>", &all);
    check("<item><title>1</title><enclosure url=\"https://bao.example/x.mp3></item>", &all);
    check("<item><title>1</title><description>thẻ </rss> là</description></item>", &all);
    check("<item><title>1</titel><link>/1</link><guid>g1</guid></item>", &all);
    check("<item><title>1</title></item></channel></rss><?xml version='1.0'?><rss><channel>", &all);
    let healthy = item("<title>A</title><link>/a</link><guid>g</guid>");
    for broken in [
        "<title>A</titel><link>/a</link><guid>g</guid>",
        "<title>A<link>/a<guid>g</guid>",
        "<title>A</title<link>/a</link><GUID>g</GUID>",
    ] {
        let read = item(broken);
        assert_eq!(
            (read.title, read.link, read.guid),
            (healthy.title.clone(), healthy.link.clone(), healthy.guid.clone()),
            "{broken}"
        );
    }
}

#[test]
fn words_in_angle_brackets_and_data_in_data_are_kept() {
    assert_eq!(item("<title>&lt;Bão số 3&gt; đổ bộ</title>").title, "<Bão số 3> đổ bộ");
    assert_eq!(item("<title>Gửi &lt;a@b.example&gt; nay</title>").title, "Gửi <a@b.example> nay");
    assert_eq!(
        item("<description>&lt;Sông Hồng&gt; &lt;b&gt;x</description>").summary,
        "&lt;Sông Hồng&gt; <b>x</b>"
    );
    assert_eq!(item("<title>&lt;![CDATA[Đảng bộ]]&gt;</title>").title, "Đảng bộ");
    assert_eq!(item("<title><![cdata[Đảng <b>bộ</b>]]></title>").title, "Đảng bộ");
    let picture = "xmlns:media='http://search.yahoo.com/mrss/' url='/logo.png'";
    assert_eq!(item(&format!("<title>A</title><media:thumbnail {picture}/>")).link, None);
    assert_eq!(
        item("<title>A</title><enclosure url='/a.mp3' type='audio/mpeg'/>").link.as_deref(),
        Some("https://bao.example/a.mp3")
    );
}

#[test]
fn every_version_of_rss_is_read() {
    for version in ["0.90", "0.91", "0.92", "0.93", "0.94", "1.0", "2.0", "2.00", "2.0.1", "2.1", ""] {
        for root in ["rss", "RSS"] {
            let body = format!(
                "<{root} version='{version}'><channel><item><title>A</title><link>/a</link></item></channel></{root}>"
            );
            assert_eq!(parsed(&body).entries.len(), 1, "{body}");
        }
    }
    assert_eq!(parsed("<rss><channel><item><title>A</title></item></channel></rss>").entries.len(), 1);
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>
        <channel><title>T</title></channel><item><title>A</title></item><item><title>B</title><link>/b</link></item></rdf:RDF>";
    let feed = parsed(rdf);
    assert_eq!((feed.kind, feed.entries.len(), feed.entries[1].title.as_str()), (FeedKind::Rdf, 2, "B"));
}

#[test]
fn identity_is_what_the_feed_says_or_nothing() {
    let body = "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>";
    assert_eq!(parsed(body).entries, parsed(body).entries);
    assert_eq!(item("<title>A</title>").guid, None);
    let linked = |inner: &str| item(inner).link;
    assert_eq!(linked("<guid>https://bao.example/a</guid>").as_deref(), Some("https://bao.example/a"));
    assert_eq!(linked("<guid isPermaLink='false'>https://bao.example/a</guid>"), None);
    assert_eq!(linked("<guid>news_1</guid>"), None);
    assert_eq!(
        linked("<comments>https://bao.example/c</comments><link>/a</link>").as_deref(),
        Some("https://bao.example/a")
    );
    let self_first = "<link rel='self' href='/s'/><link rel='replies' href='/r'/><link href='/a'/>";
    assert_eq!(atom(&format!("<title>A</title>{self_first}")).link.as_deref(), Some("https://bao.example/a"));
}

#[test]
fn links_lead_over_http_or_nowhere() {
    let check = |inner: &str, expected: Option<&str>| {
        assert_eq!(item(&format!("<title>A</title>{inner}")).link.as_deref(), expected, "{inner:?}");
    };
    check("<link>javascript:alert(1)</link>", None);
    check("<link> \n https://bao.example/a \n </link>", Some("https://bao.example/a"));
    check("<link><![CDATA[https://bao.example/a?x=1&y=2]]></link>", Some("https://bao.example/a?x=1&y=2"));
    check("<link>/a?x=1&y=2</link>", Some("https://bao.example/a?x=1&y=2"));
}

#[test]
fn a_base_is_used_when_it_is_one() {
    let feed = |base: &str| {
        let body = format!("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{base}'><entry><title>A</title>
            <link href='a'/><content type='html' xml:base='c/'>&lt;a href='d'>x&lt;/a></content></entry></feed>");
        let entry = parsed(body).entries.remove(0);
        (entry.link.unwrap(), entry.content)
    };
    let content = |at: &str| format!("<a href=\"{at}\">x</a>");
    assert_eq!(
        feed("https://x.example/b/"),
        ("https://x.example/b/a".into(), content("https://x.example/b/c/d"))
    );
    assert_eq!(
        feed("http://["),
        ("https://bao.example/rss/a".into(), content("https://bao.example/rss/c/d"))
    );
}

#[test]
fn atom_texts_are_what_they_say() {
    assert_eq!(atom("<title>A &lt;b></title>").title, "A <b>");
    assert_eq!(atom("<title type='html'>A &lt;b>x&lt;/b></title>").title, "A x");
    let xhtml = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<b>c</b></div></content>";
    assert_eq!(atom(xhtml).content, "a<b>c</b>");
    assert_eq!(atom("<summary>1 &lt; 2</summary>").summary, "1 &lt; 2");
    assert_eq!(atom("<title>A</title><content type='html'></content>").title, "A");
    let person = atom("<title>A</title><author><name>An</name><email>an@x.example</email></author>").authors;
    assert_eq!((person[0].name.as_str(), person[0].email.as_deref()), ("An", Some("an@x.example")));
    let source =
        "<title>A</title><source><title>Gốc</title><id>x</id><link href='https://g.example/'/></source>";
    let entry = atom(source);
    assert_eq!(entry.title, "A");
    assert_eq!(entry.origin.and_then(|o| o.url).as_deref(), Some("https://g.example/"));
}

#[test]
fn the_first_atom_is_read() {
    let body = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>T</title><entry><title mode='escaped'>A</title>
        <link rel='alternate' href='/a'/><issued>2003-12-13T08:29:29-04:00</issued><id>x</id></entry></feed>";
    let entry = parsed(body).entries.remove(0);
    assert_eq!((entry.title.as_str(), entry.guid.as_deref()), ("A", Some("x")));
    assert_eq!(entry.published.map(|c| c.at.to_string()).as_deref(), Some("2003-12-13T12:29:29Z"));
}

#[test]
fn json_feeds_are_read_with_a_mark_and_numbers_for_ids() {
    let body = "\u{FEFF}{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[
        {\"id\":17,\"url\":\"/a\",\"title\":\"A\",\"content_text\":\"1 < 2\",\"date_published\":\"2022-04-14T21:50:05+07:00\",
         \"tags\":[\"Khoa giáo\",3],\"author\":{\"name\":\"An\"}}, 5, {\"id\":\"b\",\"content_html\":\"<b>x</b>\"}]}";
    let feed = parsed(body);
    assert_eq!((feed.kind, feed.entries.len(), feed.dropped.len()), (FeedKind::Json, 2, 1));
    let entry = &feed.entries[0];
    assert_eq!((entry.guid.as_deref(), entry.content.as_str()), (Some("17"), "1 &lt; 2"));
    assert_eq!(entry.link.as_deref(), Some("https://bao.example/a"));
    assert_eq!((entry.labels.len(), entry.authors[0].name.as_str()), (2, "An"));
    assert_eq!(feed.entries[1].content, "<b>x</b>");
    let cut = parsed("{\"title\":\"T\",\"items\":[{\"id\":\"a\",\"title\":\"A\nB\",},{\"id\":\"b\",\"ti");
    assert_eq!((cut.entries.len(), cut.entries[0].title.as_str()), (1, "A B"));
    assert_eq!(repairs(&cut), ["json-syntax", "truncated"]);
    assert_eq!(problem("{\"a\":1}").0, ProblemKind::NotAFeed);
    assert_eq!(problem("{\"version\":").0, ProblemKind::BrokenFeed);
}

#[test]
fn a_feed_in_the_place_of_an_article_is_none() {
    let url = Url::parse("https://bao.example/tin-1.html").unwrap();
    let context = Context { wanted: super::Wanted::Article, ..Context::new(&url, Timestamp(0)) };
    for feed in [
        "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>",
        "{\"items\":[{\"id\":\"1\"}]}",
    ] {
        assert_eq!(read(feed.as_bytes(), &context).unwrap_err().kind, ProblemKind::NoArticle);
    }
}

#[test]
fn what_is_no_feed_says_so() {
    assert_eq!(problem("  \n").0, ProblemKind::EmptyBody);
    let (kind, advice) =
        problem("<html><link rel=alternate type='application/rss+xml' href='/rss/a'><p>Tin</html>");
    assert_eq!(kind, ProblemKind::HtmlInsteadOfFeed);
    assert!(advice.contains("https://bao.example/rss/a"), "{advice}");
    let wall = "<html><body><script>document.cookie=\"D=1\"+\"; path=/\";window.location.reload(true);</script></body></html>";
    assert_eq!(problem(wall).0, ProblemKind::Challenge);
    assert_eq!(problem("<form><input type='password'></form>").0, ProblemKind::LoginRequired);
    assert_eq!(problem("<opml></opml>").0, ProblemKind::NotAFeed);
    assert_eq!(problem("\u{1}\u{2}\u{3}").0, ProblemKind::NotAFeed);
    let empty = parsed("<rss version='2.0'><channel><title>T</title></channel></rss>");
    assert_eq!((empty.entries.len(), empty.repairs.len()), (0, 0));
}

#[test]
fn the_month_in_place_of_the_minute_is_noticed() {
    let body = "<rss version='2.0'><channel><pubDate>Thu, 14 Apr 2022 14:04:05 GMT</pubDate><generator><![CDATA[NukeViet v4.0]]></generator>
        <item><title>A</title><pubDate>Thu, 14 Apr 2022 14:04:05 GMT</pubDate></item>
        <item><title>B</title><pubDate>Thu, 14 Apr 2022 09:04:41 GMT</pubDate></item></channel></rss>";
    let feed = read_with(body.as_bytes(), None, Some("2022-04-14T14:50:05Z")).unwrap();
    let told: Vec<_> =
        feed.entries.iter().filter_map(|e| e.published).map(|c| (c.at.to_string(), c.precision)).collect();
    assert_eq!(
        told,
        [
            ("2022-04-14T14:50:05Z".into(), Precision::Second),
            ("2022-04-14T09:00:00Z".into(), Precision::Hour)
        ]
    );
    assert_eq!(feed.feed.published.map(|p| p.to_string()).as_deref(), Some("2022-04-14T14:50:05Z"));
    let other = parsed(body.replace("NukeViet v4.0", "Khác"));
    assert_eq!(other.entries[1].published.map(|c| c.precision), Some(Precision::Second));
}

#[test]
fn sibling_dates_tell_the_order_of_day_and_month() {
    let body = "<rss version='2.0'><channel><item><title>A</title><pubDate>4/5/2022 11:05</pubDate></item>
        <item><title>B</title><pubDate>4/26/2022 11:05</pubDate></item></channel></rss>";
    assert_eq!(
        parsed(body).entries[0].published.map(|c| c.at.to_string()).as_deref(),
        Some("2022-04-05T04:05:00Z")
    );
    let url = Url::parse("https://bao.example/").unwrap();
    let context =
        Context { date_order: Some(DateOrder::DayFirst), max_entries: 1, ..Context::new(&url, Timestamp(0)) };
    let feed = read(body.as_bytes(), &context).unwrap();
    assert_eq!(feed.entries[0].published.map(|c| c.at.to_string()).as_deref(), Some("2022-05-04T04:05:00Z"));
    assert_eq!((feed.entries.len(), feed.dropped.len()), (1, 1));
}

#[test]
fn bombs_do_not_go_off() {
    let lol = "<!DOCTYPE x [<!ENTITY a \"lollollol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>
        <rss version='2.0'><channel><item><title>&b;&x;</title></item></channel></rss>";
    assert_eq!(parsed(lol).entries[0].title, "&a;&a;&a;&a;&x;");
    let deep = format!("<rss version='2.0'><channel><item><title>{}", "<x>".repeat(200_000));
    assert_eq!(problem(&deep).0, ProblemKind::BrokenFeed);
    let wide = format!(
        "<rss version='2.0'><channel><item><title>A</title>{}</item></channel></rss>",
        "<category>x</category>".repeat(200)
    );
    assert!(repairs(&parsed(wide)).contains(&"over-limit"));
    let long = format!("<title>{}</title>", "dài ".repeat(5_000));
    assert!(item(&long).title.chars().count() <= 1_000);
    let text = format!("<description>{}</description>", "<p>dài</p>".repeat(50_000));
    assert!(item(&text).summary.len() <= 65 * 1_024);
}

/// A feed with something of everything, to be damaged.
const WHOLE: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Tin</title>
    <item><title>Một &amp; hai</title><link>/a</link><guid>1</guid><pubDate>Wed, 26 Jul 2017 19:55:20 +0700</pubDate>
    <description><![CDATA[<img src='/a.jpg'>Lead &nbsp; x]]></description><dc:creator>An</dc:creator></item>
    <item><title>Ba</title><author>a@x.example (An)</author><category>K</category></item></channel></rss>";

proptest! {
    #[test]
    fn random_bytes_never_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let problem = read_with(&body, None, None).err().map(|p| p.kind);
        prop_assert_ne!(problem, Some(ProblemKind::Internal));
    }

    #[test]
    fn damaged_feeds_never_panic_and_hold_only_legal_characters(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0..12_usize, "[<>&;/\"'\\[\\]a-z!\u{0}\u{1f}]{0,4}"), 0..6)
    ) {
        let mut body = WHOLE.as_bytes().to_vec();
        for (at, length, text) in cuts {
            let at = at.index(body.len() + 1);
            let end = (at + length).min(body.len());
            body.splice(at..end, text.bytes());
        }
        match read_with(&body, None, None) {
            Err(problem) => prop_assert_ne!(problem.kind, ProblemKind::Internal),
            Ok(feed) => {
                for entry in feed.entries {
                    let texts = [&entry.title, &entry.summary, &entry.content];
                    prop_assert!(texts.iter().all(|t| t.chars().all(crate::text::is_xml_char)));
                }
            }
        }
    }
}
