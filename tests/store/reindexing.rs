//! A change of rules: every feed changes at once, facts never.

use super::world::*;
use diemtin::model::*;

#[test]
fn new_rules_give_new_feeds_and_the_same_stories() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for n in 0..5 {
        store.commit(poll(n, n * 90, n * 90 + 90, NOW), NOW).unwrap();
    }
    let order = |store: &diemtin::store::Store| -> Vec<StoryId> {
        store.newest(&Scope::All, 1000).unwrap().iter().map(|told| told.story.id).collect()
    };
    let before = order(&store);
    let revision = store.stats().unwrap().revision;
    let later = Timestamp(NOW.0 + 100);
    let mut judged = 0;
    let mut rules = |entries: &[&EntryRecord]| {
        judged += 1;
        assert_eq!(entries.len(), 1);
        if entries[0].source == source(4) {
            // commits come between; readers still see the old rules
            if judged % 50 == 0 {
                assert_eq!(store.newest(&Scope::Category(slug("new")), 1).unwrap(), []);
            }
            opinion(vec![assigned("new"), assigned("ly-luan")], vec![])
        } else {
            opinion(vec![assigned("khoa-giao")], vec![assigned("an-giang")])
        }
    };
    let committed = store.reindex([7; 16], &mut rules, later).unwrap().unwrap();
    assert_eq!((judged, committed.revision), (450, revision + 1));
    assert!(committed.scopes.contains(&Scope::Category(slug("new"))));
    assert!(committed.scopes.contains(&Scope::Category(slug("van-hoa"))));
    assert_eq!(order(&store), before);
    assert_eq!(store.newest(&Scope::Block(slug("new")), 1000).unwrap().len(), 90);
    assert_eq!(store.newest(&Scope::Category(slug("ly-luan")), 1000).unwrap().len(), 90);
    assert_eq!(store.newest(&Scope::Category(slug("van-hoa")), 1000).unwrap(), []);
    assert_eq!(store.newest(&Scope::Province(slug("an-giang")), 1000).unwrap().len(), 360);
    assert_eq!(store.scope_changed(&Scope::Category(slug("new"))).unwrap(), Some(later));
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    let mut never = |_: &[&EntryRecord]| -> Opinion { panic!("nothing differs") };
    assert_eq!(store.reindex([7; 16], &mut never, later).unwrap(), None);
    // the same opinions by other rules: no feed changes
    let mut same = |entries: &[&EntryRecord]| {
        let told = store.story(&entries[0].story).unwrap().unwrap().story;
        opinion(told.categories, told.provinces)
    };
    let again = store.reindex([8; 16], &mut same, later).unwrap().unwrap();
    assert_eq!((again.revision, again.scopes), (committed.revision, vec![]));
    assert_eq!(store.newest(&Scope::Block(slug("new")), 1000).unwrap().len(), 90);
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_re_index_that_is_given_up_leaves_the_old_feeds_and_starts_over() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for n in 0..5 {
        store.commit(poll(n, n * 90, n * 90 + 90, NOW), NOW).unwrap();
    }
    let shown = |slug_: &str| store.newest(&Scope::Category(slug(slug_)), 1000).unwrap().len();
    let before = (shown("van-hoa"), store.rules().unwrap(), store.stats().unwrap().revision);
    let judged = std::cell::Cell::new(0);
    let mut rules = |_: &[&EntryRecord]| {
        judged.set(judged.get() + 1);
        opinion(vec![assigned("new")], vec![])
    };
    let stop = || judged.get() > 0;
    assert_eq!(store.reindex_until(&stop, [7; 16], &mut rules, NOW).unwrap(), None);
    assert!((1..450).contains(&judged.get()), "{} of 450", judged.get());
    assert_eq!((shown("van-hoa"), store.rules().unwrap(), store.stats().unwrap().revision), before);
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    store.commit(poll(6, 1000, 1003, NOW), NOW).unwrap();
    assert!(store.reindex([7; 16], &mut rules, NOW).unwrap().is_some());
    assert_eq!(shown("new"), 453);
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn commits_between_the_steps_are_in_both_generations() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for n in 0..5 {
        store.commit(poll(n, n * 100, n * 100 + 100, NOW), NOW).unwrap();
    }
    let (wanted, committed) = (std::sync::mpsc::channel(), std::sync::mpsc::channel());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in wanted.1 {
                let mut batch = poll(9, n, n + 3, Timestamp(NOW.0 + 50));
                batch.stories.iter_mut().for_each(|story| story.categories = vec![assigned("new")]);
                store.commit(batch, NOW).unwrap();
                committed.0.send(()).unwrap();
            }
        });
        let mut judged = 0;
        let mut rules = |_: &[&EntryRecord]| {
            judged += 1;
            if judged % 100 == 0 {
                wanted.0.send(1000 + judged).unwrap();
            }
            opinion(vec![assigned("new")], vec![])
        };
        store.reindex([7; 16], &mut rules, NOW).unwrap().unwrap();
        drop(wanted.0);
    });
    let commits = committed.1.try_iter().count();
    assert!(commits >= 5, "{commits}");
    assert_eq!(store.newest(&Scope::Block(slug("new")), 9999).unwrap().len(), 500 + 3 * commits);
    assert_eq!(store.newest(&Scope::Block(slug("ly-luan")), 9999).unwrap(), []);
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}
