//! What feeds are made of: order, scopes, what changes when.

use super::world::*;
use diemtin::model::*;
use diemtin::store::Batch;
use std::time::Duration;

fn ids(told: &[diemtin::store::Told]) -> Vec<StoryId> {
    told.iter().map(|told| told.story.id).collect()
}

#[test]
fn a_poll_reads_back_as_it_was_written_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let batch = poll(1, 0, 5, NOW);
    let store = open(folder.path());
    store.commit(batch.clone(), NOW).unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.states().unwrap(), batch.states);
    for (story, entry) in batch.stories.iter().zip(&batch.entries) {
        let told = store.story(&story.id).unwrap().unwrap();
        assert_eq!(&told.story, story);
        assert_eq!(told.entries, std::slice::from_ref(entry));
        assert_eq!(store.find(&entry.link.unwrap()).unwrap(), Some(story.id));
    }
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn every_scope_is_newest_first_then_by_id() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut all = Vec::new();
    for round in 0..6 {
        let mut batch = poll(round % 2, round * 40, round * 40 + 40, NOW);
        // many at the same second
        batch.stories.iter_mut().for_each(|story| story.time = Timestamp(story.time.0 / 600 * 600));
        all.extend(batch.stories.clone());
        store.commit(batch, NOW).unwrap();
    }
    all.sort_by_key(|story| (std::cmp::Reverse(story.time), story.id));
    let check = |scope: Scope, belongs: &dyn Fn(&Story) -> bool| {
        let expected: Vec<StoryId> =
            all.iter().filter(|story| belongs(story)).map(|story| story.id).collect();
        assert!(!expected.is_empty());
        assert_eq!(ids(&store.newest(&scope, 1000).unwrap()), expected, "{scope:?}");
        assert_eq!(ids(&store.newest(&scope, 7).unwrap()), expected[..7], "{scope:?}");
    };
    let has = |list: &[Assigned], name: &str| list.iter().any(|assigned| assigned.slug.as_str() == name);
    check(Scope::All, &|_| true);
    check(Scope::Category(slug("van-hoa")), &|story| has(&story.categories, "van-hoa"));
    check(Scope::Block(slug("khoa-giao")), &|story| has(&story.categories, "khoa-giao"));
    check(Scope::Province(slug("an-giang")), &|_| true);
    check(Scope::Source(source(1)), &|story| story.members[0].source == source(1));
    assert_eq!(store.newest(&Scope::Block(slug("van-hoa")), 10).unwrap(), []);
    assert_eq!(store.newest(&Scope::Category(slug("unknown")), 10).unwrap(), []);
}

#[test]
fn a_block_is_the_newest_or_all_of_a_window() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut batch = Batch::default();
    let hours = [0, 1, 2, 30, 47, 48, 49, 400];
    for (n, hour) in hours.iter().enumerate() {
        found(&mut batch, 1, n as u32, Timestamp(NOW.0 - hour * 3600), NOW, &["khoa-giao"]);
    }
    store.commit(batch, NOW).unwrap();
    let check = |at_least, hours: u64, at_most, expected| {
        let window = Duration::from_secs(hours * 3600);
        let block = store.block(&slug("khoa-giao"), at_least, window, at_most).unwrap();
        assert_eq!(block.len(), expected, "{at_least} {hours} {at_most}");
    };
    check(2, 48, 200, 6);
    check(7, 48, 200, 7);
    check(20, 48, 200, 8);
    check(2, 48, 4, 4);
    check(2, 0, 200, 2);
    check(0, 0, 200, 1);
    check(5, 48, 0, 0);
}

#[test]
fn a_commit_names_the_scopes_whose_feeds_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let at = |seconds| Timestamp(NOW.0 + seconds);
    let first = store.commit(poll(1, 0, 1, NOW), at(1)).unwrap();
    let names = ["khoa-giao", "van-hoa"].map(slug);
    let expected = vec![
        Scope::All,
        Scope::Block(names[0].clone()),
        Scope::Category(names[0].clone()),
        Scope::Category(names[1].clone()),
        Scope::Province(slug("an-giang")),
        Scope::Source(source(1)),
    ];
    assert_eq!((first.revision, first.scopes), (1, expected));
    // the same again: nothing changed, not even with a new state
    let mut again = poll(1, 0, 1, NOW);
    again.entries.clear();
    let again = store.commit(again, at(2)).unwrap();
    assert_eq!((again.revision, again.scopes), (1, vec![]));
    // moved to another category: the old and the new
    let mut moved = Batch { stories: poll(1, 0, 1, NOW).stories, ..Batch::default() };
    moved.stories[0].categories = vec![assigned("ly-luan")];
    let moved = store.commit(moved, at(3)).unwrap();
    assert!(moved.scopes.contains(&Scope::Block(names[0].clone())));
    assert!(moved.scopes.contains(&Scope::Block(slug("ly-luan"))));
    assert_eq!(store.newest(&Scope::Category(names[1].clone()), 9).unwrap(), []);
    assert_eq!(store.scope_changed(&Scope::Category(names[1].clone())).unwrap(), Some(at(3)));
    // an edit of a member's wording alone changes its story's feeds
    let mut edited = Batch { entries: poll(1, 0, 1, NOW).entries, ..Batch::default() };
    edited.entries[0].entry.title.push('!');
    let edited = store.commit(edited, at(4)).unwrap();
    assert_eq!(edited.revision, 3);
    assert!(
        edited.scopes.contains(&Scope::All) && !edited.scopes.contains(&Scope::Category(names[1].clone()))
    );
    assert_eq!(store.scope_changed(&Scope::Source(source(1))).unwrap(), Some(at(4)));
    assert_eq!(store.scope_changed(&Scope::Source(source(9))).unwrap(), None);
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.scope_changed(&Scope::Source(source(1))).unwrap(), Some(at(4)));
    assert_eq!(store.stats().unwrap().revision, 3);
}

#[test]
fn unchanged_polls_change_nothing_but_states() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.commit(poll(1, 0, 9, NOW), NOW).unwrap();
    let frame = store.frame([1; 16], 1, NOW).unwrap();
    let before = store.newest(&Scope::All, 100).unwrap();
    let later = NOW.plus(Duration::from_secs(1800));
    store.touch(vec![state(1, later), state(2, later)]).unwrap();
    assert_eq!(store.states().unwrap(), [state(1, later), state(2, later)]);
    assert_eq!(store.newest(&Scope::All, 100).unwrap(), before);
    assert_eq!(store.frame([1; 16], 1, later).unwrap(), frame);
    let moved = store.frame([1; 16], 2, later).unwrap();
    assert_eq!((moved.changed, moved.revision, moved.instance), (later, frame.revision, frame.instance));
    drop(store);
    assert_eq!(open(folder.path()).frame([1; 16], 2, later.plus(Duration::from_secs(9))).unwrap(), moved);
}

#[test]
fn held_entries_are_known_and_in_no_feed() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let held = Seen::Held { first_seen: NOW };
    let batch = Batch { seen: vec![(key(1, 1), held)], ..Batch::default() };
    assert_eq!(store.commit(batch, NOW).unwrap().scopes, []);
    let known = store.known(&[asked(1, 1)], NOW).unwrap();
    assert_eq!(known.seen.get(&key(1, 1)), Some(&held));
    assert!(known.stories.is_empty() && known.links.is_empty());
    assert_eq!(store.newest(&Scope::All, 9).unwrap(), []);
    assert_eq!(store.stats().unwrap().held, 1);
}

#[test]
fn a_new_wording_is_told_and_the_old_one_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let first = poll(1, 0, 3, NOW);
    store.commit(first.clone(), NOW).unwrap();
    let mut ask = asked(1, 0);
    assert!(store.known(&[ask], NOW).unwrap().records.is_empty());
    ask.content = content("another wording");
    let known = store.known(&[ask, asked(1, 1)], NOW).unwrap();
    assert_eq!(known.records.into_values().collect::<Vec<_>>(), first.entries[..1]);
    assert_eq!(known.stories.len(), 2);
    let replaced = |number| Revision {
        key: key(1, 0),
        number,
        replaced: Timestamp(NOW.0 + i64::from(number)),
        entry: Entry { title: format!("wording {number}"), ..Entry::default() },
    };
    for number in [1, 0] {
        store.commit(Batch { revisions: vec![replaced(number)], ..Batch::default() }, NOW).unwrap();
    }
    assert_eq!(store.revisions(&key(1, 0)).unwrap(), [replaced(0), replaced(1)]);
    assert_eq!(store.revisions(&key(1, 1)).unwrap(), []);
}

#[test]
fn a_forgotten_story_is_nowhere_and_stays_away_until_its_tombstones_fall() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.commit(poll(1, 0, 3, NOW), NOW).unwrap();
    let gone = StoryId::from(key(1, 0));
    // an alias key and a link of an earlier wording lead to it, too
    let alias = Seen::Published { first_seen: NOW, story: gone, content: content("x") };
    let extra = Batch { seen: vec![(key(8, 8), alias)], links: vec![(link(88), gone)], ..Batch::default() };
    store.commit(extra, NOW).unwrap();
    let until = NOW.plus(Duration::from_secs(1000));
    let committed = store.forget(&gone, until, NOW).unwrap();
    assert!(committed.scopes.contains(&Scope::Source(source(1))));
    assert_eq!(store.story(&gone).unwrap(), None);
    assert_eq!(store.newest(&Scope::All, 9).unwrap().len(), 2);
    let ask = [asked(1, 0), diemtin::store::Asked { key: key(8, 8), link: Some(link(88)), ..asked(8, 8) }];
    let known = store.known(&ask, NOW).unwrap();
    assert!(known.seen.is_empty() && known.links.is_empty());
    assert_eq!((known.dead_keys.len(), known.dead_links.len()), (2, 2));
    assert_eq!(known.dead_keys.get(&key(1, 0)), Some(&until));
    let renewed = until.plus(Duration::from_secs(1));
    store.commit(Batch { dead_keys: vec![(key(1, 0), renewed)], ..Batch::default() }, NOW).unwrap();
    let known = store.known(&ask, until).unwrap();
    assert_eq!((known.dead_keys.len(), known.dead_links.len()), (1, 0));
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    assert_eq!(store.forget(&gone, until, NOW).unwrap().scopes, []);
}
