//! Any sequence of polls of a small universe of articles: nothing is lost, nothing comes twice, the order
//! is newest first, and every feed can be read.

use super::news::{Item, item, rss};
use super::stage::{HOUR, Read, Stage, at};
use diemtin::model::Timestamp;
use diemtin::publish::Format;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SOURCES: [&str; 3] = ["bao", "ban", "so"];

/// What one source lists at one poll: article, wording, and what it says of the date.
#[derive(Debug, Clone)]
struct Listed {
    article: usize,
    wording: usize,
    date: Option<i64>,
}

#[derive(Debug, Clone)]
struct Poll {
    source: usize,
    listed: Vec<Listed>,
    later: i64,
    reopen: bool,
}

fn polls() -> impl Strategy<Value = Vec<Poll>> {
    let date = prop_oneof![Just(None), (-48..72_i64).prop_map(Some)];
    let listed =
        (0..8_usize, 0..3_usize, date).prop_map(|(article, wording, date)| Listed { article, wording, date });
    let poll =
        (0..SOURCES.len(), prop::collection::vec(listed, 0..7), 0..50_000_i64, prop::bool::weighted(0.15));
    let poll = poll.prop_map(|(source, mut listed, later, reopen)| {
        let mut once = BTreeSet::new();
        listed.retain(|one| once.insert(one.article));
        Poll { source, listed, later, reopen }
    });
    prop::collection::vec(poll, 1..9)
}

/// Articles 0 to 3 are the same address everywhere; the others are each source's own.
fn written(poll: &Poll, one: &Listed, now: Timestamp) -> Item {
    let name = SOURCES[poll.source];
    let number = one.article;
    let mut item = item(number).titled(&format!("Bài số {number}, bản {}", one.wording));
    if number > 3 {
        item = item.link(&format!("https://{name}.example/tin/{number}.html"));
    }
    item.date = one.date.map(|hours| Timestamp(now.0 + hours * HOUR));
    item
}

/// The article an address stands for, whoever lists it.
fn article(poll: &Poll, one: &Listed) -> (usize, usize) {
    if one.article > 3 { (poll.source, one.article) } else { (usize::MAX, one.article) }
}

fn check(told: &[Read], known: &BTreeMap<String, Timestamp>, articles: usize, now: Timestamp) {
    let ids: BTreeSet<&String> = told.iter().map(|s| &s.id).collect();
    assert_eq!(ids.len(), told.len(), "an id stands twice");
    assert_eq!(told.len(), articles, "as many stories as articles were listed");
    assert!(told.windows(2).all(|two| two[0].published >= two[1].published), "newest first: {told:#?}");
    for story in told {
        assert!(story.published <= now && story.updated <= now, "{story:?} at {now}");
        let publishers: BTreeSet<&String> = story.publishers.iter().collect();
        assert_eq!(publishers.len(), story.publishers.len(), "{story:?}");
    }
    for (id, published) in known {
        let story = told.iter().find(|s| s.id == *id).unwrap_or_else(|| panic!("{id} was lost"));
        assert_eq!(story.published, *published, "a published time moved");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_comes_twice(polls in polls()) {
        let mut stage = Stage::new(&SOURCES.map(|name| (name, "backfill = 100")));
        let (mut articles, mut known, mut now) = (BTreeSet::new(), BTreeMap::new(), at(0));
        for poll in &polls {
            now = Timestamp(now.0 + 1 + poll.later);
            if poll.reopen {
                stage.reopen(now);
            }
            let items: Vec<Item> = poll.listed.iter().map(|one| written(poll, one, now)).collect();
            let body = rss(&items);
            stage.poll(SOURCES[poll.source], &body, now);
            articles.extend(poll.listed.iter().map(|one| article(poll, one)));
            let told = stage.latest();
            check(&told, &known, articles.len(), now);
            known.extend(told.into_iter().map(|s| (s.id, s.published)));
            let revision = stage.revision();
            stage.poll(SOURCES[poll.source], &format!("{body}<!-- again -->"), now);
            prop_assert_eq!(stage.revision(), revision, "the same again");
        }
        stage.assert_sound();
        for format in [Format::Atom, Format::Rss] {
            let feed = feed_rs::parser::parse(&stage.unified(format, now)[..]).unwrap();
            prop_assert_eq!(feed.entries.len(), articles.len());
        }
    }
}
