//! Faults planted one by one: what is told, what is mended, what is left.

use super::super::disk::Writes;
use super::super::keys::{self, Mark};
use super::super::open::OpenMode;
use super::super::{Batch, index};
use super::*;
use crate::model::*;
use std::time::Duration;

const NOW: Timestamp = Timestamp(1_800_000_000);

fn key(n: u8) -> EntryKey {
    EntryKey([n; 16])
}

fn link(n: u8) -> LinkHash {
    LinkHash([n; 16])
}

/// Three stories of one source with a link each, one with an earlier wording and a second key.
fn store(folder: &std::path::Path) -> Store {
    let store = Store::open(folder, OpenMode::Create, NOW).unwrap();
    let source: SourceId = "a".parse().unwrap();
    let mut batch = Batch::default();
    for n in 1..4 {
        let (key, story) = (key(n), StoryId::from(key(n)));
        let content = ContentHash([n; 8]);
        batch.entries.push(EntryRecord {
            key,
            source: source.clone(),
            story,
            first_seen: NOW,
            changed: NOW,
            content_hash: content,
            link: Some(link(n)),
            revisions: 0,
            withdrawn: None,
            unrest: None,
            entry: Entry { title: format!("Tin {n}"), ..Entry::default() },
        });
        batch.stories.push(Story {
            id: story,
            time: NOW,
            founded: NOW,
            updated: NOW,
            members: vec![Member { key, source: source.clone(), first_seen: NOW, near: None }],
            categories: Vec::new(),
            provinces: Vec::new(),
            filtered: Vec::new(),
        });
        batch.seen.push((key, Seen::Published { first_seen: NOW, story, content }));
        batch.links.push((link(n), story));
    }
    let alias =
        Seen::Published { first_seen: NOW, story: StoryId::from(key(1)), content: ContentHash([1; 8]) };
    batch.seen.push((key(91), alias));
    batch.revisions.push(Revision { key: key(1), number: 0, replaced: NOW, entry: Entry::default() });
    batch.dead_keys.push((key(77), NOW.plus(Duration::from_secs(9))));
    let state = SourceState::new(source, "https://a.example/".parse().unwrap(), Duration::from_secs(9), NOW);
    batch.states.push(state);
    store.commit(batch, NOW).unwrap();
    store
}

fn plant(store: &Store, fault: impl FnOnce(&mut Writes)) {
    let mut writes = Writes::default();
    fault(&mut writes);
    store.disk.apply(writes).unwrap();
}

/// Plants a fault; `told` must be said of it, and be gone after mending. No story is lost.
fn mends(told: &str, fault: impl FnOnce(&mut Writes)) {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    plant(&store, fault);
    let mended = store.mend(NOW).unwrap();
    assert!(
        mended.before.faults.iter().any(|sentence| sentence.contains(told)),
        "{told}: {:?}",
        mended.before
    );
    assert_eq!(mended.after.faults, Vec::<String>::new(), "{told}");
    assert!(mended.repaired() > 0);
    assert_eq!(store.newest(&Scope::All, 9).unwrap().len(), 3, "{told}");
    assert_eq!(store.mend(NOW).unwrap().before.found, 0, "{told}: it lasts");
}

/// Plants a fault that would lose an article: it is told and left as it is.
fn tells(told: &str, fault: impl FnOnce(&mut Writes)) {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    plant(&store, fault);
    let mended = store.mend(NOW).unwrap();
    assert!(mended.after.faults.iter().any(|sentence| sentence.contains(told)), "{told}: {:?}", mended.after);
}

fn chunk(store: &Store, scope: &Scope) -> Vec<u8> {
    let view = store.reading();
    keys::index(scopes::generation_of(scope, view.heart.generation), view.scopes[scope].number)
}

#[test]
fn what_follows_from_the_rest_is_mended() {
    let head = keys::index(scopes::FIXED, 0);
    mends("is not in the scopes", |writes| writes.remove(head.clone()));
    mends("cannot be read", |writes| writes.put(head.clone(), vec![9, 9]));
    let stray = Row { time: Timestamp(5), mark: Mark([9; 8]) };
    mends("the index names a story", |writes| {
        writes.put(keys::chunk(scopes::FIXED, 0, stray.time, stray.mark), index::encode(&[stray]));
    });
    mends("a link leads to story", |writes| {
        writes.put(keys::link(&link(50)), record::encode_link(&StoryId([50; 16])));
    });
    mends("a link cannot be read", |writes| writes.put(keys::link(&link(50)), vec![9]));
    mends("not among the names", |writes| writes.remove(keys::names(&StoryId::from(key(1)))));
    mends("names of a story", |writes| {
        let names = record::Names { links: [link(3)].into(), ..Default::default() };
        writes.put(keys::names(&StoryId([60; 16])), names.encode());
    });
    mends("an earlier wording", |writes| {
        let codec = crate::store::codec::Codec::new();
        let revision = Revision { key: key(60), number: 0, replaced: NOW, entry: Entry::default() };
        writes.put(keys::revision(&key(60), 0), record::encode_revision(&codec, &revision));
    });
    mends("a tombstone cannot be read", |writes| writes.put(keys::dead_key(&key(77)), vec![9]));
}

#[test]
fn counters_are_counted_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let mut heart = store.reading().heart.clone();
    heart.stories = 70;
    heart.held = 7;
    plant(&store, |writes| writes.put(keys::meta(keys::MetaKey::Heart), heart.encode()));
    store.reopen().unwrap();
    let mended = store.mend(NOW).unwrap();
    assert_eq!((mended.before.found, mended.after.found), (2, 0));
    assert_eq!(store.stats().unwrap().stories, 3);
}

#[test]
fn a_key_whose_story_is_lost_is_never_published_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let lost = Seen::Published { first_seen: NOW, story: StoryId([60; 16]), content: ContentHash([0; 8]) };
    plant(&store, |writes| writes.put(keys::seen(&key(61)), record::encode_seen(&key(61), &lost, &[])));
    let mended = store.mend(NOW).unwrap();
    assert_eq!(mended.after.faults, Vec::<String>::new());
    assert_eq!(mended.after.counts.held, 1);
    assert_eq!(store.key_target(&key(61)).unwrap(), None);
}

#[test]
fn what_would_lose_an_article_is_told_and_left() {
    tells("lacks its entry", |writes| writes.remove(keys::entry(NOW, &key(2))));
    tells("cannot be read", |writes| writes.put(keys::entry(NOW, &key(2)), vec![9]));
    tells("cannot be read", |writes| writes.put(keys::seen(&key(2)), vec![9]));
    tells("is no member of its story", |writes| writes.remove(keys::seen(&key(2))));
}

#[test]
fn a_missing_row_is_not_missed_in_one_scope_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let of_source = Scope::Source("a".parse().unwrap());
    let chunk = chunk(&store, &of_source);
    plant(&store, |writes| writes.remove(chunk));
    assert_eq!(store.newest(&of_source, 9).unwrap().len(), 0);
    store.mend(NOW).unwrap();
    assert_eq!(store.newest(&of_source, 9).unwrap().len(), 3);
}

#[test]
fn names_of_a_store_made_before_there_were_any_are_found_by_one_walk() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    plant(&store, |writes| {
        writes.remove(keys::meta(keys::MetaKey::Named));
        (1..4).for_each(|n| writes.remove(keys::names(&StoryId::from(key(n)))));
    });
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    store.forget(&StoryId::from(key(1)), NOW, NOW).unwrap();
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    assert_eq!(store.key_target(&key(91)).unwrap(), None);
    assert_eq!(store.find(&link(1)).unwrap(), None);
}
