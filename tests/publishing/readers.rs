//! What independent readers make of our documents.

use crate::make::{NOON, Told, rich_page, simple, slug, story, world};
use diemtin::model::{Entry, Scope};
use diemtin::publish::{Format, render};

fn read(page: &diemtin::model::Page, format: Format) -> feed_rs::model::Feed {
    feed_rs::parser::parse(&*render(page, format).body).expect("a feed")
}

#[test]
fn every_format_tells_a_reader_the_same() {
    let page = rich_page(&world());
    for format in [Format::Atom, Format::Json, Format::Rss] {
        let feed = read(&page, format);
        assert_eq!(feed.title.unwrap().content, page.title, "{format:?}");
        let items = &page.blocks[0].items;
        assert_eq!(feed.entries.len(), items.len(), "{format:?}");
        for (entry, item) in feed.entries.iter().zip(items) {
            assert_eq!(entry.title.as_ref().unwrap().content, item.title, "{format:?}");
            assert_eq!(entry.published.unwrap().timestamp(), item.time.0, "{format:?}");
            assert_eq!(entry.id.replace("urn:uuid:", "").replace('-', ""), item.id.to_string(), "{format:?}");
            let link = entry.links.iter().find(|link| link.rel.as_deref() != Some("related"));
            if let Some(expected) = &item.link {
                assert_eq!(&link.unwrap().href, expected, "{format:?}");
            }
            if !item.content.is_empty() {
                let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
                assert_eq!(content.map(str::trim), Some(item.content.as_str()), "{format:?}");
            }
        }
        let authors: Vec<&str> = feed.entries.iter().map(|e| e.authors[0].name.as_deref().unwrap()).collect();
        assert_eq!(authors, ["Lê Thị \"Mạ\" <mạ>", "Cổng Lúa", "gone"], "{format:?}");
    }
}

#[test]
fn the_first_category_an_atom_reader_sees_is_the_block() {
    let both = simple(1, &["hoc", "mua"], "Cả hai");
    let page = world().press().unified(vec![(slug("mua"), vec![both])], NOON);
    let feed = read(&page, Format::Atom);
    let first = &feed.entries[0].categories[0];
    assert_eq!((first.term.as_str(), first.label.as_deref()), ("mua", Some("Mùa màng")));
    assert_eq!(first.scheme.as_deref(), Some("https://diemtin.example/category/"));
}

#[test]
fn a_strict_rss_reader_finds_everything() {
    let page = rich_page(&world());
    let channel = rss::Channel::read_from(&*render(&page, Format::Rss).body).unwrap();
    channel.validate_like_a_reader();
    let item = &channel.items()[0];
    assert!(!item.guid().unwrap().permalink);
    assert_eq!(item.source().unwrap().url, "https://lua.example/rss?a=1&b=2");
    assert_eq!(item.categories()[0].domain(), Some("https://diemtin.example/category/"));
    assert_eq!(item.dublin_core_ext().unwrap().creators()[0], "Lê Thị \"Mạ\" <mạ>");
    assert_eq!(item.content(), Some("<p>Toàn văn của Mùa gặt ]]> & 2 < 3 &amp; hết.</p>"));
    assert_eq!(item.enclosure().unwrap().length, "1234");
    assert_eq!(channel.atom_ext().unwrap().links[0].href, "https://diemtin.example/category/hoc.rss");
}

trait Strict {
    fn validate_like_a_reader(&self);
}

impl Strict for rss::Channel {
    /// What RSS 2.0 demands of a channel and its items.
    fn validate_like_a_reader(&self) {
        assert!(!self.title().is_empty() && !self.link().is_empty() && !self.description().is_empty());
        let date = |text: &str| chrono::DateTime::parse_from_rfc2822(text).expect("an RFC 2822 date");
        date(self.last_build_date().unwrap());
        for item in self.items() {
            assert!(item.title().or(item.description()).is_some());
            date(item.pub_date().unwrap());
        }
    }
}

#[test]
fn source_is_the_last_element_of_an_entry() {
    let page = rich_page(&world());
    let atom = String::from_utf8(render(&page, Format::Atom).body.to_vec()).unwrap();
    assert_eq!(atom.matches("<source>").count(), 3);
    assert_eq!(atom.matches("</source>\n</entry>").count(), 3);
}

#[test]
fn an_entry_has_an_alternate_link_or_content_and_an_author() {
    let bare = |entry: Entry| story(1, &["hoc"], vec![("lua", entry)]);
    let link = Some("https://lua.example/x".to_owned());
    let check = |told: Told, element: &str| {
        let page = world().press().page(&Scope::All, &[told], NOON);
        let atom = String::from_utf8(render(&page, Format::Atom).body.to_vec()).unwrap();
        let entry = atom.split("<entry>").nth(1).unwrap();
        assert!(entry.contains(element), "{entry}");
        assert!(entry.contains("<author><name>"), "{entry}");
    };
    check(bare(Entry::default()), "<content type=\"text\">(không đề)</content>");
    check(
        bare(Entry { link, ..Entry::default() }),
        "<link rel=\"alternate\" href=\"https://lua.example/x\"/>",
    );
    check(bare(Entry { content: "<p>x</p>".to_owned(), ..Entry::default() }), "<content type=\"html\">");
}

#[test]
fn json_feed_items_have_what_the_version_demands() {
    let json = render(&rich_page(&world()), Format::Json);
    let feed: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    for item in feed["items"].as_array().unwrap() {
        assert!(item["id"].as_str().unwrap().starts_with("urn:uuid:"));
        assert!(item["content_html"].is_string() || item["content_text"].is_string());
        for attachment in item["attachments"].as_array().into_iter().flatten() {
            assert!(attachment["url"].is_string() && attachment["mime_type"].is_string());
        }
    }
    let publishers = &feed["items"][0]["_diemtin"]["publishers"];
    assert_eq!((&publishers[0]["id"], &publishers[1]["id"]), (&"lua".into(), &"nui".into()));
}
