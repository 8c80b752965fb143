//! The bench polls what it says it polls.

#[allow(dead_code, reason = "the bench uses the rest")]
#[path = "../benches/cycle/feeds.rs"]
mod feeds;
#[allow(dead_code, reason = "the bench uses the rest")]
#[path = "../benches/cycle/words.rs"]
mod words;

use feeds::{FEEDS, HOSTS, ITEMS, NEW_ITEMS, changed, document, host, item};
use std::collections::HashSet;

const BASE: i64 = 1_790_000_000;

#[test]
fn a_feed_is_about_60_kb_and_has_35_items() {
    let sample: Vec<String> = (0..FEEDS).step_by(50).map(|feed| document(feed, 0, BASE)).collect();
    let mean = sample.iter().map(String::len).sum::<usize>() / sample.len();
    assert!((57_000..63_000).contains(&mean), "{mean} bytes");
    for text in &sample {
        let feed = feed_rs::parser::parse(text.as_bytes()).unwrap();
        assert_eq!(feed.entries.len(), ITEMS);
        assert!(feed.entries.iter().all(|entry| entry.published.is_some() && !entry.links.is_empty()));
    }
}

#[test]
fn one_item_in_ten_is_another_feeds_article_under_the_same_address() {
    let mut links = HashSet::new();
    let mut articles = HashSet::new();
    for feed in 0..FEEDS {
        for one in (0..ITEMS).map(|number| item(feed, number)) {
            assert_eq!(links.insert(one.link), articles.insert(one.article));
        }
    }
    let reprints = FEEDS * ITEMS - links.len();
    assert!((3_000..4_000).contains(&reprints), "{reprints} reprints");
}

#[test]
fn no_item_twice_in_a_feed() {
    for feed in (0..FEEDS).step_by(7) {
        let articles: HashSet<_> = (0..ITEMS).map(|number| item(feed, number).article).collect();
        assert_eq!(articles.len(), ITEMS, "feed {feed}");
    }
}

#[test]
fn a_tenth_of_the_feeds_changes_and_moves_on_by_some_items() {
    let first: HashSet<usize> = changed(1).collect();
    assert_eq!(first.len(), FEEDS / 10);
    assert!(changed(2).all(|feed| !first.contains(&feed)));
    let links = |first| (first..first + ITEMS).map(|n| item(3, n).link).collect::<HashSet<_>>();
    assert_eq!(links(NEW_ITEMS).difference(&links(0)).count(), NEW_ITEMS);
}

#[test]
fn the_feeds_stand_on_250_loopback_hosts() {
    let hosts: HashSet<String> = (0..FEEDS).map(host).collect();
    assert_eq!(hosts.len(), HOSTS);
    assert!(hosts.iter().all(|host| host.parse::<std::net::Ipv4Addr>().unwrap().is_loopback()));
}

#[test]
fn the_same_numbers_give_the_same_bytes() {
    assert_eq!(document(17, 5, BASE), document(17, 5, BASE));
    assert_ne!(document(17, 5, BASE), document(17, 6, BASE));
}

#[test]
fn words_without_end() {
    let mut words = words::Words::new(1, 2);
    assert!(words.paragraph(5_000).len() >= 5_000);
    assert!(words.slug().is_ascii());
}
