//! Which version leads, what stands where, what an item is called.

use crate::make::{NOON, Told, entry, simple, slug, source, story, world};
use diemtin::model::{Enclosure, Entry, Item, Page, Person, Scope, SourceId};
use std::sync::Arc;

fn titles(page: &Page) -> Vec<Vec<&str>> {
    let block = |block: &'_ diemtin::model::Block| block.items.len();
    assert!(page.blocks.iter().map(block).sum::<usize>() < 1000);
    page.blocks.iter().map(|block| block.items.iter().map(|item| item.title.as_str()).collect()).collect()
}

fn only(told: Told) -> Item {
    let page = world().press().page(&Scope::All, &[told], NOON);
    page.blocks[0].items[0].clone()
}

#[test]
fn the_most_trusted_source_leads_and_the_founder_among_equals() {
    let check = |members: &[(&str, &str)], lead: &str, publishers: &[&str]| {
        let members = members.iter().map(|(source, title)| (*source, entry(title))).collect();
        let item = only(story(1, &["hoc"], members));
        assert_eq!(item.title, lead);
        assert_eq!(item.publishers.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), publishers);
        assert_eq!(item.link, item.publishers[0].link);
    };
    check(&[("lua", "Một")], "Một", &["lua"]);
    check(&[("lua", "Một"), ("nui", "Hai")], "Một", &["lua", "nui"]);
    check(&[("lua", "Một"), ("nui", "Hai"), ("song", "Ba")], "Ba", &["song", "lua", "nui"]);
    check(&[("gone", "Một"), ("nui", "Hai")], "Một", &["gone", "nui"]);
}

#[test]
fn an_article_leads_before_a_headline_and_goes_on_leading() {
    let text = |bytes: usize| Entry { content: "x".repeat(bytes), ..entry("Bài") };
    let check = |sizes: &[usize], lead: usize| {
        let members = sizes.iter().zip(["lua", "nui", "gone"]);
        let members =
            members.map(|(bytes, source)| (source, Entry { title: source.to_owned(), ..text(*bytes) }));
        let item = only(story(1, &["hoc"], members.collect()));
        assert_eq!(item.title, ["lua", "nui", "gone"][lead], "{sizes:?}");
    };
    check(&[200, 900], 0);
    check(&[200, 4_000], 1);
    check(&[4_000, 7_000], 0);
    check(&[200, 4_000, 7_000], 1);
    check(&[4_000, 200, 3_000], 0);
}

#[test]
fn every_other_publisher_stands_in_an_atom_entry() {
    let reprint = Entry { link: Some("https://nui.example/tin?x=1&y=2".to_owned()), ..entry("Hai & ba") };
    let told = story(
        1,
        &["hoc"],
        vec![("lua", entry("Một")), ("nui", reprint), ("gone", Entry { link: None, ..entry("Bốn") })],
    );
    let page = world().press().page(&Scope::All, &[told], NOON);
    let atom = diemtin::publish::render(&page, diemtin::publish::Format::Atom);
    let atom = String::from_utf8(atom.body.to_vec()).unwrap();
    let link = "<link rel=\"related\" href=\"https://nui.example/tin?x=1&amp;y=2\" title=\"Cổng Núi\"/>\n";
    assert_eq!(atom.matches("rel=\"related\"").count(), 1);
    assert!(atom.contains(link), "{atom}");
    let seen = |at: i64| {
        diemtin::model::Timestamp(NOON.0 - 60 + at)
            .to_utc()
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    };
    let nui = format!(
        "<diemtin:publisher source=\"nui\" name=\"Cổng Núi\" title=\"Hai &amp; ba\" \
         href=\"https://nui.example/tin?x=1&amp;y=2\" seen=\"{}\"/>\n",
        seen(1)
    );
    let gone =
        format!("<diemtin:publisher source=\"gone\" name=\"gone\" title=\"Bốn\" seen=\"{}\"/>\n", seen(2));
    assert!(atom.contains(&format!("{nui}{gone}<source>")), "{atom}");
}

#[test]
fn a_renamed_source_keeps_its_name_and_trust() {
    let mut world = world();
    let renamed = source("song-moi", "Cổng Sông Mới", 9);
    let formerly: SourceId = "song-cu".parse().unwrap();
    world.sources.push(Arc::new(diemtin::model::Source { formerly: vec![formerly], ..renamed }));
    let told = story(1, &["hoc"], vec![("song", entry("Một")), ("song-cu", entry("Hai"))]);
    let page = world.press().page(&Scope::All, &[told], NOON);
    let lead = &page.blocks[0].items[0].publishers[0];
    assert_eq!((lead.id.as_str(), lead.name.as_str()), ("song-moi", "Cổng Sông Mới"));
}

#[test]
fn a_title_is_never_empty() {
    let blank = |entry: Entry| Entry { title: " \u{b} ".to_owned(), ..entry };
    let bare = || Entry { title: String::new(), ..Entry::default() };
    let check = |members: Vec<(&str, Entry)>, expected: &str| {
        assert_eq!(only(story(1, &["hoc"], members)).title, expected);
    };
    check(vec![("lua", blank(entry("Một"))), ("nui", entry("Hai"))], "Hai");
    check(vec![("lua", blank(entry("Một")))], "Tóm tắt của Một");
    let address = "https://lua.example/x".to_owned();
    check(vec![("lua", Entry { link: Some(address.clone()), ..bare() })], &address);
    check(vec![("lua", bare())], "(không đề)");
    let long = Entry { content: format!("<p>{}</p>", "chữ ".repeat(100)), ..bare() };
    let title = only(story(1, &["hoc"], vec![("lua", long)])).title;
    assert!(title.ends_with('…') && title.chars().count() <= 81, "{title}");
}

#[test]
fn a_headline_without_text_borrows_the_words_of_another_publisher() {
    let bare = Entry { title: "Chỉ tiêu đề".to_owned(), ..Entry::default() };
    let item = only(story(1, &["hoc"], vec![("song", bare), ("lua", entry("Một"))]));
    assert_eq!(item.title, "Chỉ tiêu đề");
    assert_eq!(item.content, entry("Một").content);
    assert_eq!(item.link, entry("Một").link);
}

#[test]
fn a_story_stands_once_in_the_unified_feed_and_names_its_block_first() {
    let both = simple(3, &["hoc", "mua"], "Cả hai");
    let blocks = vec![
        (slug("hoc"), vec![simple(2, &["hoc"], "Học")]),
        (slug("mua"), vec![simple(1, &["mua"], "Mùa"), both.clone()]),
        (slug("khac"), vec![both]),
    ];
    let world = world();
    let page = world.press().unified(blocks, NOON);
    assert_eq!(titles(&page), [vec!["Học"], vec!["Mùa", "Cả hai"], vec![]]);
    let terms: Vec<&str> =
        page.blocks[1].items[1].categories.iter().map(|label| label.term.as_str()).collect();
    assert_eq!(terms, ["mua", "hoc", "dong", "bai"]);
    assert_eq!((page.path.as_str(), page.full_text), ("feed", false));
}

#[test]
fn the_unified_feed_gives_leads_and_the_others_full_texts() {
    let long = Entry { summary: format!("<p>1 &lt; 2 {}</p>", "chữ ".repeat(500)), ..entry("Dài") };
    let told = story(1, &["hoc"], vec![("lua", long.clone())]);
    let world = world();
    let unified = world.press().unified(vec![(slug("hoc"), vec![told.clone()])], NOON);
    let lead = &unified.blocks[0].items[0];
    assert!(lead.summary.starts_with("1 &lt; 2 chữ"), "still HTML: {}", lead.summary);
    assert!(lead.summary.chars().count() < 620 && lead.summary.ends_with('…'));
    assert_eq!(lead.content, "");
    let full = world.press().page(&Scope::All, &[told], NOON);
    assert_eq!(full.blocks[0].items[0].content, long.content);
    assert_eq!(full.blocks[0].items[0].summary, long.summary);
    assert!(full.full_text);
}

#[test]
fn every_scope_has_its_address_and_title() {
    let world = world();
    let check = |scope: Scope, path: &str, title: &str| {
        let page = world.press().page(&scope, &[], NOON);
        assert_eq!((page.path.as_str(), page.title.as_str()), (path, title));
    };
    check(Scope::All, "latest", "Điểm tin thử: mới nhất");
    check(Scope::Category(slug("hoc")), "category/hoc", "Điểm tin thử: Việc học");
    check(Scope::Province(slug("dong")), "province/dong", "Điểm tin thử: Đồng");
    check(Scope::Source("lua".parse().unwrap()), "source/lua", "Điểm tin thử: Cổng Lúa");
    check(Scope::Source("gone".parse().unwrap()), "source/gone", "Điểm tin thử: gone");
}

#[test]
fn a_category_that_left_the_config_is_not_named() {
    let item = only(simple(1, &["bo", "hoc"], "Một"));
    let terms: Vec<&str> = item.categories.iter().map(|label| label.term.as_str()).collect();
    assert_eq!(terms, ["hoc", "dong", "bai"]);
    assert_eq!(item.categories[0].scheme.as_deref(), Some("https://diemtin.example/category/"));
    assert_eq!(item.categories[0].label.as_deref(), Some("Việc học"));
}

#[test]
fn a_story_whose_entries_are_gone_is_left_out() {
    let (told, _) = simple(1, &["hoc"], "Một");
    let page = world().press().page(&Scope::All, &[(told, Vec::new())], NOON);
    assert!(page.blocks[0].items.is_empty());
}

#[test]
fn what_a_portal_claims_of_authors_and_media_is_checked() {
    let person = |name: &str, email: &str, uri: &str| Person {
        name: name.to_owned(),
        email: Some(email.to_owned()),
        uri: Some(uri.to_owned()),
    };
    let medium = |url: &str, media_type: &str| Enclosure {
        url: url.to_owned(),
        length: None,
        media_type: Some(media_type.to_owned()),
    };
    let item = only(story(
        1,
        &["hoc"],
        vec![(
            "lua",
            Entry {
                authors: vec![
                    person("Lê Mạ", "ma@lua.example", "https://lua.example/ma"),
                    person("Hạt", "hat(at)lua", "javascript:alert(1)"),
                    person(" \u{b}", "x@lua.example", "https://lua.example/"),
                ],
                enclosures: vec![
                    medium("https://lua.example/a.jpg", "image/jpeg"),
                    medium("http://lua.example/b", "jpeg"),
                    medium("javascript:alert(1)", "image/jpeg"),
                ],
                ..entry("Một")
            },
        )],
    ));
    assert_eq!(item.authors.len(), 2);
    assert_eq!(item.authors[0].uri.as_deref(), Some("https://lua.example/ma"));
    assert_eq!((&item.authors[1].email, &item.authors[1].uri), (&None, &None));
    assert_eq!(item.enclosures.len(), 2);
    assert_eq!(item.enclosures[0].media_type.as_deref(), Some("image/jpeg"));
    assert_eq!(item.enclosures[1].media_type, None);
}
