//! Readers and a writer at once: nobody sees half a commit.

use super::world::*;
use diemtin::model::*;
use diemtin::store::Batch;
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn readers_see_all_of_a_commit_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let done = AtomicBool::new(false);
    // one story moves between two categories, its member's title with it
    let version = |n: u32| {
        let mut batch = Batch::default();
        let name = if n.is_multiple_of(2) { "khoa-giao" } else { "ly-luan" };
        found(&mut batch, 1, 0, NOW, NOW, &[name]);
        batch.entries[0].entry.title = format!("{name} {n}");
        batch
    };
    store.commit(version(0), NOW).unwrap();
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = std::collections::BTreeSet::new();
                    while !done.load(Ordering::Relaxed) {
                        for name in ["khoa-giao", "ly-luan"] {
                            for told in store.newest(&Scope::Category(slug(name)), 5).unwrap() {
                                let category = told.story.categories[0].slug.to_string();
                                let title = told.entries[0].entry.title.clone();
                                assert_eq!(
                                    (category.as_str(), title.split(' ').next().unwrap()),
                                    (name, name)
                                );
                                seen.insert(title);
                            }
                        }
                    }
                    seen.len()
                })
            })
            .collect();
        for n in 1..150 {
            store.commit(version(n), NOW).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        let seen: Vec<usize> = readers.into_iter().map(|reader| reader.join().unwrap()).collect();
        assert!(seen.iter().all(|versions| *versions > 1), "the readers saw no change: {seen:?}");
    });
}
