//! The feeds that the bench reads: those of the portals' programs, in sizes that occur.

use crate::feeds;
use crate::words::Words;
use std::fmt::Write as _;

/// When item 0 was published, as Unix time.
const BASE: i64 = 1_790_000_000;

/// Name, name with sanitising, body.
pub fn all() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    vec![
        ("RSS, 35 leads in CDATA, 60 KB", "… sanitised", feeds::document(7, 0, BASE).into_bytes()),
        ("RSS of NukeViet, 30 items, 20 KB", "… sanitised", nukeviet(30).into_bytes()),
        ("RSS of WordPress, 10 full texts, 60 KB", "… sanitised", wordpress(10).into_bytes()),
        ("Atom, 30 texts escaped, 110 KB", "… sanitised", atom(30).into_bytes()),
        ("RSS of WordPress, 1 MB", "… sanitised", wordpress(180).into_bytes()),
    ]
}

/// Name, and a body of so many megabytes.
#[allow(clippy::type_complexity, reason = "a table of two columns")]
pub fn growing() -> Vec<(&'static str, Box<dyn Fn(usize) -> Vec<u8>>)> {
    vec![
        ("RSS of NukeViet", Box::new(|mb| nukeviet(1_150 * mb).into_bytes())),
        ("RSS of WordPress", Box::new(|mb| wordpress(180 * mb).into_bytes())),
        ("Atom", Box::new(|mb| atom(290 * mb).into_bytes())),
        ("one lead of nested div", Box::new(|mb| lead(&"<div>".repeat(200_000 * mb)))),
        ("one lead of <", Box::new(|mb| lead(&"< ".repeat(500_000 * mb)))),
        (
            "unescaped HTML in a lead",
            Box::new(|mb| rss(&format!("<description>{}", "<p>đoạn & <b>văn".repeat(50_000 * mb)))),
        ),
        (
            "CDATA that swallows entries",
            Box::new(|mb| rss(&("<t><![CDATA[x</t></item><item>".repeat(33_000 * mb) + "<t><![CDATA[]]>"))),
        ),
        ("stray ends and bare &", Box::new(|mb| rss(&"a & b</x> <y z=1>".repeat(60_000 * mb)))),
    ]
}

fn lead(html: &str) -> Vec<u8> {
    rss(&format!("<description><![CDATA[{html}]]></description>"))
}

fn rss(inner: &str) -> Vec<u8> {
    format!("<rss version=\"2.0\"><channel><title>Tin</title><item><title>Một</title>{inner}</item></channel></rss>").into_bytes()
}

fn nukeviet(items: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n\
         <title>Tin Tức - Khoa giáo</title>\n<link>https://tuyengiao.example/vi/news/</link>\n\
         <atom:link href=\"https://tuyengiao.example/vi/news/rss/\" rel=\"self\" type=\"application/rss+xml\" />\n\
         <description><![CDATA[]]></description>\n<language>vi</language>\n",
    );
    for number in 0..items {
        let mut words = Words::new(3, number as u64);
        let (title, slug, lead) = (words.headline(), words.slug(), words.paragraph(300));
        let _ = write!(
            out,
            "<item>\n<title>{title}</title>\n<link>https://tuyengiao.example/vi/news/khoa-giao/{slug}-{number}.html</link>\n\
             <guid isPermaLink=\"false\"><![CDATA[\nnews_{number}\n]]></guid>\n<description><![CDATA[\n\
             <img src=\"https://tuyengiao.example/assets/news/{number}.jpg\" width=\"100\" align=\"left\" border=\"0\">{lead}\n]]></description>\n\
             <pubDate>{}</pubDate>\n</item>\n",
            feeds::date(BASE, number),
        );
    }
    out + "</channel>\n</rss>\n"
}

/// Paragraphs of an article with what portals put between them.
fn article(words: &mut Words, host: &str, number: usize) -> String {
    let mut html = String::new();
    for part in 0..5 {
        let _ = writeln!(html, "<p style=\"text-align: justify;\">{}</p>", words.paragraph(700));
        if part == 2 {
            let _ = write!(
                html,
                "<figure class=\"image\"><img src=\"https://{host}/anh/{number}.jpg\" alt=\"Ảnh\" width=\"640\" height=\"480\" />\
                 <figcaption>{}</figcaption></figure>\n<p>Xem <a href=\"/bai-{number}.html\">bài trước</a>.</p>\n",
                words.headline()
            );
        }
    }
    html
}

fn wordpress(items: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"\n\txmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n\
         \txmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\txmlns:atom=\"http://www.w3.org/2005/Atom\"\n\t\
         xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"\n\t>\n<channel>\n\t<title>Khuyến nông</title>\n\
         \t<link>https://wp.example</link>\n\t<description>Tin</description>\n\t<language>vi</language>\n",
    );
    for number in 0..items {
        let mut words = Words::new(5, number as u64);
        let (title, slug, lead) = (words.headline(), words.slug(), words.paragraph(280));
        let _ = write!(
            out,
            "<item>\n\t\t<title>{title}</title>\n\t\t<link>https://wp.example/{slug}-{number}/</link>\n\
             \t\t<dc:creator><![CDATA[Ban biên tập]]></dc:creator>\n\t\t<pubDate>{}</pubDate>\n\
             \t\t<category><![CDATA[Khoa giáo]]></category>\n\t\t<guid isPermaLink=\"false\">https://wp.example/?p={number}</guid>\n\
             \t\t<description><![CDATA[<p>{lead} [&#8230;]</p>]]></description>\n\
             \t\t<content:encoded><![CDATA[{}]]></content:encoded>\n</item>\n",
            feeds::date(BASE, number),
            article(&mut words, "wp.example", number),
        );
    }
    out + "</channel>\n</rss>\n"
}

fn atom(items: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n<title>Cổng tin</title>\n\
         <id>https://atom.example/</id>\n<link href=\"https://atom.example/\"/>\n<updated>2026-11-20T08:00:00+07:00</updated>\n",
    );
    for number in 0..items {
        let mut words = Words::new(9, number as u64);
        let (title, slug) = (words.headline(), words.slug());
        let text = article(&mut words, "atom.example", number).replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            out,
            "<entry>\n<title>{title}</title>\n<id>https://atom.example/{number}</id>\n<link href=\"https://atom.example/{slug}-{number}\"/>\n\
             <updated>2026-11-19T10:20:{:02}+07:00</updated>\n<author><name>An Bình</name></author>\n\
             <content type=\"html\">{text}</content>\n</entry>\n",
            number % 60,
        );
    }
    out + "</feed>\n"
}
