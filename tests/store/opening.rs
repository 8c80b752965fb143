//! What opening says of stores that are missing, taken, broken or too new.

use super::world::*;
use diemtin::store::{OpenMode, Store, StoreError};

#[test]
fn a_second_daemon_gets_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path());
    for mode in [OpenMode::Create, OpenMode::Existing] {
        let second = Store::open(folder.path(), mode, NOW).err().unwrap();
        assert!(matches!(second, StoreError::Locked { .. }), "{second:?}");
        assert!(second.to_string().contains("in use by another process"));
    }
    drop(first);
    assert!(Store::open(folder.path(), OpenMode::Existing, NOW).is_ok());
}

#[test]
fn a_missing_store_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("var/store");
    let missing = Store::open(&path, OpenMode::Existing, NOW).err().unwrap();
    assert!(matches!(&missing, StoreError::Missing { path: named } if *named == path));
    assert!(missing.to_string().contains("var/store"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_fresh_store_says_so_again_when_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er");
    let first = open(&path);
    let instance = first.instance();
    assert_eq!(first.stats().unwrap().stories, 0);
    drop(first);
    let again = Store::open(&path, OpenMode::Existing, NOW).unwrap();
    assert_eq!(again.instance(), instance);
    let other = open(&folder.path().join("other"));
    assert_ne!(other.instance(), instance);
}

/// Overwrites part of the database file of a store with something in it, and opens it.
fn broken(damage: impl FnOnce(&mut Vec<u8>)) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for n in 0..40 {
        store.commit(poll(n, n * 30, n * 30 + 30, NOW), NOW).unwrap();
    }
    drop(store);
    let db = folder.path().join("db");
    let mut bytes = std::fs::read(&db).unwrap();
    damage(&mut bytes);
    std::fs::write(&db, &bytes).unwrap();
    let before = files(folder.path());
    for mode in [OpenMode::Create, OpenMode::Existing] {
        let fault = Store::open(folder.path(), mode, NOW).err().expect("a broken store was opened");
        assert!(matches!(fault, StoreError::Damaged { .. }), "{fault:?}");
        assert!(fault.is_damage() && fault.advice().contains("import"));
        assert!(files(folder.path()) == before, "a damaged store was changed");
    }
}

#[test]
fn a_database_of_garbage_is_damage_and_left_alone() {
    broken(|bytes| bytes.iter_mut().for_each(|byte| *byte = 0xa5));
}

#[test]
fn an_emptied_database_is_damage_and_left_alone() {
    broken(Vec::clear);
}

#[test]
fn a_database_of_zeros_is_damage_and_left_alone() {
    broken(|bytes| bytes.fill(0));
}

#[test]
fn a_segment_overwritten_is_damage_and_left_alone() {
    broken(|bytes| {
        assert!(bytes.len() > 3 << 19, "{}", bytes.len());
        bytes[1 << 19..2 << 19].fill(0x5a);
    });
}

#[test]
fn a_database_that_is_gone_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    std::fs::remove_file(folder.path().join("db")).unwrap();
    let before = files(folder.path());
    let fault = Store::open(folder.path(), OpenMode::Create, NOW).err().unwrap();
    assert!(matches!(fault, StoreError::Damaged { .. }), "{fault:?}");
    assert!(files(folder.path()) == before);
}
