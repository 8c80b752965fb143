//! What must hold for any input, one function an entry point. Fuzzing (`fuzz/`) and the tests beside this
//! file call the same functions: what fuzzing finds becomes a case here.

use diemtin::fetch::Robots;
use diemtin::model::{Answer, Entry, FeedKind, Parsed, ProblemKind, Source, Timestamp};
use diemtin::parse::{self, Context, Wanted, alternates, date, read};
use diemtin::{dedup, text};
use std::collections::HashSet;
use std::time::Duration;
use url::Url;

/// When everything here is fetched.
const FETCHED: Timestamp = Timestamp(1_795_498_215);

fn with<T>(content_type: Option<&str>, work: impl FnOnce(&Context<'_>) -> T) -> T {
    let url = Url::parse("https://bao.example/rss/tin.rss").unwrap();
    work(&Context {
        content_type,
        last_modified: Some(FETCHED),
        max_entries: 1_000,
        ..Context::new(&url, FETCHED)
    })
}

/// A body: the first byte says what it is sent as, the rest is the body.
pub fn body(data: &[u8]) {
    const TYPES: [Option<&str>; 8] = [
        None,
        Some("application/rss+xml; charset=utf-8"),
        Some("text/xml; charset=windows-1258"),
        Some("text/html; charset=utf-16"),
        Some("application/json"),
        Some("text/xml; charset=iso-8859-1"),
        Some("text/xml; charset=iso-2022-jp"),
        Some("; charset=\"x-unheard"),
    ];
    let Some((kind, body)) = data.split_first() else { return };
    with(TYPES[usize::from(*kind) % TYPES.len()], |context| {
        let first = read(body, context);
        assert_eq!(first, read(body, context), "the same bytes are read the same way");
        match first {
            Ok(parsed) => sound(&parsed),
            Err(problem) => assert_ne!(problem.kind, ProblemKind::Internal, "the reader failed"),
        }
        let _ = alternates(body, context);
        let _ = parse::report(&read(body, context)).to_string();
    });
}

/// A sitemap: the first byte says what it begins with, the rest follows.
pub fn sitemap(data: &[u8]) {
    const HEADS: [&str; 5] = [
        "<urlset><url><loc>https://bao.example/a-1</loc><lastmod>2026-11-20</lastmod></url>",
        "<sm:urlset xmlns:sm='x'><sm:url><sm:loc>/a-1</sm:loc><news:news><news:title>Tin",
        "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap>",
        "https://bao.example/a-1\n",
        "\u{1f}",
    ];
    let Some((head, rest)) = data.split_first() else { return };
    let body = [HEADS[usize::from(*head) % HEADS.len()].as_bytes(), rest].concat();
    with(None, |context| {
        let context = Context { wanted: Wanted::Sitemap, max_entries: 20, ..*context };
        match read(&body, &context) {
            Ok(parsed) => {
                sound(&parsed);
                let times: Option<Vec<_>> =
                    parsed.entries.iter().map(|e| e.published.or(e.updated).map(|c| c.at)).collect();
                let sorted = times.is_none_or(|t| t.is_sorted_by(|a, b| a >= b));
                assert!(parsed.kind != FeedKind::Sitemap || sorted, "the newest come first");
                assert!(parsed.entries.len() <= 20 && parsed.further.len() <= 1_000);
            }
            Err(problem) => assert_ne!(problem.kind, ProblemKind::Internal, "the reader failed"),
        }
    });
}

/// A robots.txt: the first byte is the length of a path that is judged, then the path, then the file.
pub fn robots(data: &[u8]) {
    let Some((length, rest)) = data.split_first() else { return };
    let (path, body) = rest.split_at(usize::from(*length).min(rest.len()));
    let final_url = Url::parse("https://bao.example/robots.txt").unwrap();
    let Ok(page) = final_url.join(&format!("/{}", String::from_utf8_lossy(path))) else { return };
    let answer = |body: &[u8]| Answer {
        hops: Vec::new(),
        final_url: final_url.clone(),
        status: 200,
        headers: Vec::new(),
        body: body.to_vec(),
        wire_bytes: 0,
        fault: None,
        took: Duration::ZERO,
    };
    let robots = Robots::of(&answer(body));
    let verdict = robots.judge(&page);
    assert_eq!(verdict, Robots::of(&answer(body)).judge(&page), "the same bytes say the same");
    assert!(robots.crawl_delay().is_none_or(|delay| delay <= Duration::from_secs(600)));
    assert!(robots.sitemaps().len() <= 100);
    // A group of ours that allows everything is stronger than all that was said to others.
    let ours = [body, b"\nUser-agent: diemtin\nAllow: /\n"].concat();
    let named = String::from_utf8_lossy(body).to_ascii_lowercase().replace('\0', "").contains("diemtin");
    assert!(named || Robots::of(&answer(&ours)).judge(&page).is_ok());
}

/// What holds for everything that was read.
fn sound(parsed: &Parsed) {
    for entry in &parsed.entries {
        let texts = [&entry.title, &entry.summary, &entry.content];
        for text in texts {
            assert!(text.chars().all(text::is_xml_char), "a character that XML forbids: {text:?}");
        }
        assert_eq!(text::fold(&entry.title), entry.title, "a title is folded");
        assert!(entry.title.chars().count() <= 1_000);
        inert(&entry.summary);
        inert(&entry.content);
        for link in entry.link.iter().chain(entry.enclosures.iter().map(|e| &e.url)) {
            let url = Url::parse(link).expect("links are absolute");
            assert!(matches!(url.scheme(), "http" | "https"), "{link}");
        }
        for claim in entry.published.iter().chain(&entry.updated) {
            assert!(
                (-2_300_000_000..7_300_000_000).contains(&claim.at.0),
                "a date of no calendar in use: {claim:?}"
            );
        }
        assert!(entry.labels.len() <= 50 && entry.authors.len() <= 50 && entry.enclosures.len() <= 50);
    }
    let names: HashSet<_> = parsed.repairs.iter().map(|r| r.name).collect();
    assert_eq!(names.len(), parsed.repairs.len(), "each repair is told once");
    assert!(parsed.repairs.iter().all(|r| r.count > 0 && r.detail != "mended"), "{:?}", parsed.repairs);
}

/// A page with a list: any bytes as HTML.
pub fn page(data: &[u8]) {
    /// Most entries wanted.
    const MOST: usize = 50;
    let mut body = b"<html><body>".to_vec();
    body.extend_from_slice(data);
    let url = Url::parse("https://bao.example/khoa-giao/").unwrap();
    let context = Context {
        content_type: Some("text/html; charset=utf-8"),
        max_entries: MOST,
        wanted: Wanted::List,
        ..Context::new(&url, FETCHED)
    };
    let first = read(&body, &context);
    assert_eq!(first, read(&body, &context), "the same page is read the same way");
    match first {
        Ok(parsed) => {
            sound(&parsed);
            assert!(parsed.entries.len() <= MOST && !parsed.entries.is_empty() || parsed.list.is_none());
            for further in &parsed.further {
                let next = Url::parse(&further.url).expect("the next page is absolute");
                assert!(matches!(next.scheme(), "http" | "https"), "{next}");
            }
            if let Some(list) = &parsed.list {
                let again = Context { remembered: Some(&list.pattern), ..context };
                assert!(read(&body, &again).is_ok(), "what was learned finds something: {:?}", list.pattern);
            }
        }
        Err(problem) => {
            assert_ne!(problem.kind, ProblemKind::Internal, "the reader failed");
            assert!(!problem.sentence.is_empty() && !problem.advice.is_empty());
        }
    }
}

/// HTML that does nothing by itself.
pub fn inert(html: &str) {
    use text::markup::{Piece, attribute, pieces};
    for piece in pieces(html) {
        let Piece::Open { name, attributes } = piece else { continue };
        let name = name.to_ascii_lowercase();
        const ACTIVE: [&str; 12] = [
            "script", "style", "iframe", "object", "embed", "applet", "base", "meta", "link", "frame", "svg",
            "math",
        ];
        assert!(!ACTIVE.contains(&name.as_str()), "<{name}> in {html:?}");
        for address in ["href", "src", "cite", "poster", "background", "longdesc"] {
            let value = attribute(attributes, address).map(text::decode).unwrap_or_default();
            let known =
                ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|known| value.starts_with(known));
            assert!(value.is_empty() || known, "{address}={value:?} in {html:?}");
        }
    }
}

/// HTML to harmless HTML, and to texts.
pub fn markup(data: &[u8]) {
    let html = String::from_utf8_lossy(data);
    let base = Url::parse("https://bao.example/tin/").unwrap();
    let clean = text::sanitise(&html, Some(&base));
    inert(&clean);
    assert!(clean.chars().all(text::is_xml_char));
    let again = text::sanitise(&clean, Some(&base));
    inert(&again);
    let title = text::plain(&html);
    assert_eq!(text::fold(&title), title);
    assert!(title.len() <= 3 * html.len() + 3);
    let _ = (text::visible(&html), text::excerpt(&html, 40));
    let normal = text::normal(&html);
    assert_eq!(text::normal(&normal), normal, "the comparison form is stable");
    let _ = text::label_parts(&html);
    let _ = text::legacy(&html);
}

/// A date.
pub fn dates(data: &[u8]) {
    let written = String::from_utf8_lossy(data);
    for order in
        [None, Some(diemtin::model::DateOrder::DayFirst), Some(diemtin::model::DateOrder::MonthFirst)]
    {
        if let Some(claim) = date(&written, order, FETCHED) {
            assert!((-2_300_000_000..7_300_000_000).contains(&claim.at.0), "{written:?}: {claim:?}");
            let again = date(&claim.at.to_string(), order, FETCHED).map(|c| c.at);
            assert_eq!(again, Some(claim.at), "RFC 3339 is read back");
        }
    }
}

/// An address.
pub fn address(data: &[u8]) {
    let url = String::from_utf8_lossy(data);
    if let Some(canonical) = dedup::canonical(&url) {
        assert_eq!(
            dedup::canonical(&canonical).as_ref(),
            Some(&canonical),
            "a canonical form is its own: {url:?}"
        );
    }
}

/// Damage inside one entry: the others keep their keys. The first two bytes say where, the rest is put there.
pub fn damage(data: &[u8]) {
    let [low, high, rest @ ..] = data else { return };
    // What ends or begins an entry, or cannot be told from it, may cost more than the entry it is in.
    let text: String =
        String::from_utf8_lossy(rest).chars().filter(|c| !matches!(c, '<' | '>')).take(200).collect();
    let healthy = feed(None);
    let at = usize::from(u16::from_le_bytes([*low, *high]));
    let broken = feed(Some((at, &text)));
    let (healthy, broken) = (keys(&healthy), keys(&broken));
    for other in [0, 2] {
        assert!(broken.contains(&healthy[other]), "entry {other} is lost by {text:?} at {at}");
    }
}

/// Three entries, something put into the second.
fn feed(damage: Option<(usize, &str)>) -> Vec<u8> {
    let item = |n: usize| {
        format!(
            "<item><title>Bài {n} &amp; ảnh</title><link>https://bao.example/{n}</link><guid>g{n}</guid>\
             <description><![CDATA[<p>Lời {n}</p>]]></description><pubDate>Wed, 26 Jul 2017 19:55:2{n} +0700</pubDate></item>"
        )
    };
    let mut second = item(2);
    if let Some((at, text)) = damage {
        let inside = "<item>".len()..=second.len() - "</item>".len();
        let at = inside.start() + at % (inside.end() - inside.start() + 1);
        let at = (0..=at).rev().find(|at| second.is_char_boundary(*at)).unwrap();
        second.insert_str(at, text);
    }
    format!("<rss version=\"2.0\"><channel><title>T</title>{}{second}{}</channel></rss>", item(1), item(3))
        .into_bytes()
}

/// The keys of what is read.
fn keys(body: &[u8]) -> Vec<diemtin::model::EntryKey> {
    let entries: Vec<Entry> =
        with(None, |context| read(body, context)).map(|p| p.entries).unwrap_or_default();
    let source = Source::new("bao".parse().unwrap(), "https://bao.example/rss/tin.rss".parse().unwrap());
    dedup::identify(&source, entries).iter().map(|identified| identified.key).collect()
}
