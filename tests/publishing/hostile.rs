//! Texts that would break a document, and documents that never depend on anything but the page.

use crate::make::{NOON, entry, story, world};
use diemtin::model::{Enclosure, Entry, Label, Page, Person, Scope};
use diemtin::publish::{Format, render};
use proptest::prelude::*;
use quick_xml::events::Event;

fn forbidden(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

/// Reads a whole XML document: well-formed, and no forbidden character in it, written out or as a reference.
fn check_xml(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(!text.contains(forbidden), "a forbidden character got out");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                depth += 1;
                tag.attributes().for_each(|a| drop(a.expect("a well-formed attribute")));
            }
            Event::Empty(tag) => tag.attributes().for_each(|a| drop(a.expect("a well-formed attribute"))),
            Event::End(_) => depth -= 1,
            Event::GeneralRef(name) => {
                let name = name.decode().unwrap();
                assert!(
                    ["amp", "lt", "gt", "quot", "apos", "#9", "#13", "#10"].contains(&&*name),
                    "&{name};"
                );
            }
            Event::Decl(_) => assert_eq!(reader.buffer_position(), 38, "the declaration comes once, first"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
}

fn check_all(page: &Page) {
    check_xml(&render(page, Format::Atom).body);
    check_xml(&render(page, Format::Rss).body);
    let json: serde_json::Value = serde_json::from_slice(&render(page, Format::Json).body).unwrap();
    assert!(!json.to_string().contains(forbidden));
}

/// A page with `text` wherever a portal can put one.
fn page_of(text: &str) -> Page {
    let own = || Some(text.to_owned());
    let hostile = Entry {
        title: text.to_owned(),
        link: own(),
        summary: text.to_owned(),
        content: format!("{text}{text}"),
        authors: vec![Person { name: text.to_owned(), email: own(), uri: own() }],
        labels: vec![Label { term: text.to_owned(), scheme: own(), label: own() }],
        enclosures: vec![Enclosure { url: text.to_owned(), length: Some(u64::MAX), media_type: own() }],
        ..Entry::default()
    };
    let told =
        story(1, &["hoc"], vec![("lua", hostile.clone()), ("nui", Entry { link: own(), ..entry("x") })]);
    world().press().page(&Scope::All, &[told, story(2, &["hoc"], vec![("gone", hostile)])], NOON)
}

#[test]
fn texts_that_break_careless_writers() {
    for text in [
        "",
        "]]>",
        "]]]]>><![CDATA[",
        "<![CDATA[",
        "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}",
        "\u{fffe}\u{ffff}",
        "a\u{ffff}]\u{0}]>",
        "&",
        "&#0;&#x1F;&nbsp;",
        "<",
        "\"'",
        "-->",
        "?>",
        "<script>alert(1)</script>",
        "\u{feff}\u{200b}\u{202e}",
        "\r\n\t",
        "𝒳 😀 ế",
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
    ] {
        check_all(&page_of(text));
    }
}

#[test]
fn names_in_the_config_are_escaped_everywhere() {
    let mut world = world();
    world.feed.title = "<b>\"&]]>\u{ffff}".to_owned();
    world.taxonomy.categories[0].name = "</li><script>\u{0}".to_owned();
    let press = world.press();
    check_xml(&press.opml_feeds(NOON).body);
    check_xml(&press.opml_sources(NOON).body);
    let page = String::from_utf8(press.index(NOON).body.to_vec()).unwrap();
    assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains(forbidden));
    check_all(&press.page(&Scope::All, &[], NOON));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_text_gives_documents_that_parse(text in any::<String>()) {
        check_all(&page_of(&text));
    }

    #[test]
    fn equal_pages_give_equal_bytes(text in ".{0,40}", salt in any::<u8>()) {
        let make = || world().press().page(
            &Scope::All,
            &[story(salt, &["hoc", "mua"], vec![("lua", entry(&text)), ("song", entry("x"))])],
            NOON,
        );
        let (one, other) = (make(), make());
        prop_assert_eq!(&one, &other);
        for format in Format::ALL {
            let (one, other) = (render(&one, format), render(&other, format));
            prop_assert_eq!(&one.body, &other.body);
            prop_assert_eq!(&one.digest, &other.digest);
        }
    }
}
