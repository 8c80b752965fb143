//! Out as JSON Lines and in again: the same ids, the same feeds.

use super::world::*;
use diemtin::model::*;
use diemtin::store::{Batch, OpenMode, Store, StoreError};
use std::path::Path;

/// A store with a bit of everything.
fn varied(path: &Path) -> Store {
    let store = open(path);
    for n in 0..4 {
        store.commit(poll(n, n * 50, n * 50 + 50, NOW), Timestamp(NOW.0 + i64::from(n))).unwrap();
    }
    let mut odd = state(1, NOW);
    odd.validators.etag = Some(vec![0xff, b'"', 0]);
    odd.problem = Some(Problem::new(ProblemKind::HtmlInsteadOfFeed, "a page", "look"));
    odd.moved = Some(PermanentMove { to: odd.url.clone(), seen: 2, since: NOW });
    let revision = Revision { key: key(1, 50), number: 0, replaced: NOW, entry: Entry::default() };
    let batch = Batch {
        states: vec![odd],
        seen: vec![(key(7, 7), Seen::Held { first_seen: NOW })],
        revisions: vec![revision],
        dead_links: vec![(link(9999), Timestamp(NOW.0 + 5))],
        quarantined: vec![Quarantined {
            source: source(1),
            key: key(8, 8),
            kind: FeedKind::Listing,
            since: NOW,
            place: 2,
            left: 1,
            entry: Entry { title: "Tin cũ".to_owned(), ..Entry::default() },
        }],
        ..Batch::default()
    };
    store.commit(batch, NOW).unwrap();
    store.forget(&StoryId::from(key(2, 100)), Timestamp(NOW.0 + 9), NOW).unwrap();
    store.frame([3; 16], 2, NOW).unwrap();
    let mut rules = |entries: &[&EntryRecord]| {
        let name = if entries[0].source == source(3) { "new" } else { "khoa-giao" };
        opinion(vec![assigned(name)], vec![])
    };
    store.reindex([5; 16], &mut rules, NOW).unwrap();
    store
}

fn exported(store: &Store) -> Vec<u8> {
    let mut lines = Vec::new();
    let count = store.export(&mut lines).unwrap();
    assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count() as u64, count);
    lines
}

#[test]
fn an_import_is_the_same_store() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let old = varied(from.path());
    let lines = exported(&old);
    let imported = Store::import(to.path(), &mut lines.as_slice(), NOW).unwrap();
    assert_eq!((imported.stories, imported.entries), (199, 199));
    let new = Store::open(to.path(), OpenMode::Existing, NOW).unwrap();
    assert_eq!(new.check().unwrap(), old.check().unwrap());
    assert_eq!(new.check().unwrap().faults, Vec::<String>::new());
    assert_eq!(exported(&new), lines);
    assert_eq!((new.instance(), new.states().unwrap()), (old.instance(), old.states().unwrap()));
    let later = Timestamp(NOW.0 + 1000);
    assert_eq!(new.frame([3; 16], 2, later).unwrap(), old.frame([3; 16], 2, later).unwrap());
    assert_eq!(new.quarantine(&source(1)).unwrap(), old.all_quarantined().unwrap());
    assert_eq!(new.check().unwrap().counts.quarantined, 1);
    for scope in
        [Scope::All, Scope::Block(slug("new")), Scope::Category(slug("khoa-giao")), Scope::Source(source(1))]
    {
        assert_eq!(new.newest(&scope, 999).unwrap(), old.newest(&scope, 999).unwrap());
        assert_eq!(new.scope_changed(&scope).unwrap(), old.scope_changed(&scope).unwrap());
    }
    let mut never = |_: &[&EntryRecord]| -> Opinion { panic!("nothing differs") };
    assert_eq!(new.reindex([5; 16], &mut never, NOW).unwrap(), None);
}

#[test]
fn an_export_that_was_cut_off_or_edited_is_refused_with_its_line() {
    let from = tempfile::tempdir().unwrap();
    let lines = exported(&varied(from.path()));
    let refused = |lines: &[u8], expected: &str| {
        let to = tempfile::tempdir().unwrap();
        let fault = Store::import(to.path(), &mut &lines[..], NOW).expect_err("imported");
        assert!(fault.to_string().contains(expected), "{fault}");
    };
    let end = lines[..lines.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    refused(&lines[..end], "the file ends here");
    refused(&lines[..lines.len() / 2], "line ");
    refused(b"", "line 1 ");
    refused(b"{\"tree\":\"end\",\"lines\":0}\n", "\"tree\":\"store\" first");
    let second = lines.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let third = second + lines[second..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    refused(&[&lines[..second], &lines[third..]].concat(), "lines were written");
    refused(&[&lines[..second], b"{\"tree\":\"unheard\"}\n"].concat(), "line 2 ");
    let text = String::from_utf8(lines.clone()).unwrap();
    let schema = text.split_once("\"schema\":").unwrap().1.split(',').next().unwrap();
    let newer = text.replacen(&format!("\"schema\":{schema}"), "\"schema\":999", 1);
    refused(newer.as_bytes(), "999");
}

#[test]
fn a_store_that_holds_something_is_not_imported_into() {
    let folder = tempfile::tempdir().unwrap();
    let store = varied(folder.path());
    let lines = exported(&store);
    drop(store);
    let fault = Store::import(folder.path(), &mut lines.as_slice(), NOW).err().unwrap();
    assert!(matches!(fault, StoreError::NotEmpty { .. }));
}
