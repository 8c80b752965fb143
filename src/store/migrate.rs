//! Schema versions: from v to v + 1, one step a function; a newer store is refused.

use super::disk::{Disk, Writes};
use super::keys::{self, MetaKey, Table};
use super::record::{BadRecord, Heart, Reader, ScopeRecord, Writer};
use super::{StoreError, scopes};
use crate::model::Scope;
use std::collections::HashSet;
use std::path::Path;

/// The schema this program writes.
pub const SCHEMA: u32 = 4;

/// The value of the schema record. Its form never changes, so that every version can read it.
pub fn encode_schema(schema: u32) -> Vec<u8> {
    let mut out = Writer::version(1);
    out.number(schema.into());
    out.done()
}

/// What [`encode_schema`] was given.
pub fn decode_schema(bytes: &[u8]) -> Result<u32, BadRecord> {
    let mut from = Reader::version(bytes, 1)?;
    let schema = from.small()?;
    from.end()?;
    Ok(schema)
}

/// Refuses a store of the future.
pub fn judge(path: &Path, found: u32) -> Result<(), StoreError> {
    if found > SCHEMA {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: SCHEMA });
    }
    Ok(())
}

/// Takes a store of schema `found`, which [`judge`] let pass, to today's. A kill at any instant leaves one
/// that is taken the rest of the way when it is opened again: the schema is written last.
///
/// 1 to 2: states of sources count what was mended. Records of the first kind stay readable and are
/// rewritten when their source is polled, so only the schema changes: from here on an older program
/// must refuse the store.
///
/// 2 to 3: the same for what a source is and where its list stands; and what is still to be read of it has
/// a table.
///
/// 3 to 4: what a source's filters keep out is in no feed, so the rows of `/latest` and of sources follow
/// from opinions like those of categories: they move to the served generation. A table of what leads to each
/// story (`names.rs`) is filled when it is first asked. What a portal that has moved brought and nobody
/// recognised waits in a table of its own; an older program would publish it.
/// Entries may be withdrawn and remember how often they changed, and article pages are asked for again; what was
/// written before stays readable as it is. Members of stories may say why they are there, and there is a table of
/// prints: stories that have none are given one at the start.
pub fn forward(disk: &Disk, found: u32) -> Result<(), StoreError> {
    if found >= SCHEMA {
        return Ok(());
    }
    let mut last = Writes::default();
    if found < 4 {
        shown_rows(disk, &mut last)?;
    }
    last.put(keys::meta(MetaKey::Schema), encode_schema(SCHEMA));
    disk.apply(last)?;
    disk.sync()
}

/// Chunks of rows moved at once.
const STEP_CHUNKS: usize = 1_000;

/// The rows of [`Scope::Every`] are copied for [`Scope::All`], those of sources moved. What tells of the new
/// scope goes into `last`.
fn shown_rows(disk: &Disk, last: &mut Writes) -> Result<(), StoreError> {
    let scopes = scopes::load(disk)?;
    let key = keys::meta(MetaKey::Heart);
    let Some(bytes) = disk.get(&key)? else { return Ok(()) };
    let mut heart = disk.read(Table::Meta, &key, Heart::decode(&bytes))?;
    let Some(every) = scopes.get(&Scope::Every).copied() else { return Ok(()) };
    let all = ScopeRecord { number: heart.next_scope, ..every };
    let sources: HashSet<u32> =
        scopes.iter().filter(|(scope, _)| matches!(scope, Scope::Source(_))).map(|(_, s)| s.number).collect();
    let mut writes = Writes::default();
    for item in disk.scan(&keys::generation(scopes::FIXED)) {
        let (key, value) = item?;
        let Some((_, scope)) = keys::chunk_scope(&key) else { continue };
        let behind = key.get(keys::index(scopes::FIXED, scope).len()..).unwrap_or_default();
        let copy = |number| [keys::index(heart.generation, number).as_slice(), behind].concat();
        if scope == every.number {
            writes.put(copy(all.number), value.to_vec());
        } else if sources.contains(&scope) {
            writes.put(copy(scope), value.to_vec());
            writes.remove(key);
        }
        if writes.len() >= STEP_CHUNKS {
            disk.apply(std::mem::take(&mut writes))?;
        }
    }
    disk.apply(writes)?;
    heart.next_scope += 1;
    last.put(keys::scope(&scopes::name(&Scope::All)), all.encode());
    last.put(key, heart.encode());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::*;
    use crate::store::{Batch, OpenMode, Store};

    fn batch(n: u8) -> Batch {
        let key = EntryKey([n; 16]);
        let (source, at): (SourceId, _) = ("portal".parse().unwrap(), Timestamp(1_000 + i64::from(n)));
        let slug: Slug = "khoa-giao".parse().unwrap();
        let evidence = vec![Evidence { kind: EvidenceKind::Label, matched: "x".to_owned(), points: 60 }];
        let story = Story {
            id: StoryId::from(key),
            time: at,
            founded: at,
            updated: at,
            members: vec![Member { key, source: source.clone(), first_seen: at, near: None }],
            categories: vec![Assigned { slug, score: 60, evidence }],
            provinces: Vec::new(),
            filtered: Vec::new(),
        };
        let record = EntryRecord {
            key,
            source,
            story: story.id,
            first_seen: at,
            changed: at,
            content_hash: ContentHash([n; 8]),
            link: None,
            revisions: 0,
            withdrawn: None,
            unrest: None,
            entry: Entry { title: format!("Tin {n}"), ..Entry::default() },
        };
        let seen = Seen::Published { first_seen: at, story: story.id, content: record.content_hash };
        Batch { entries: vec![record], stories: vec![story], seen: vec![(key, seen)], ..Batch::default() }
    }

    /// Makes of a store of today one of schema 3: rows of sources and of all stories in the fixed generation.
    fn back_to_3(disk: &Disk) {
        let scopes = scopes::load(disk).unwrap();
        let mut writes = Writes::default();
        for item in disk.scan(&Table::Index.prefix()) {
            let (key, value) = item.unwrap();
            let (_, number) = keys::chunk_scope(&key).unwrap();
            let scope = scopes.iter().find(|(_, record)| record.number == number).unwrap().0;
            let behind = &key[keys::index(0, number).len()..];
            match scope {
                Scope::All => writes.remove(key),
                Scope::Source(_) => {
                    writes.put([&keys::index(scopes::FIXED, number), behind].concat(), value.to_vec());
                    writes.remove(key);
                }
                _ => {}
            }
        }
        let all = scopes[&Scope::All];
        writes.remove(keys::scope("l"));
        writes.put(keys::scope("a"), ScopeRecord { number: scopes[&Scope::Every].number, ..all }.encode());
        writes.put(keys::meta(MetaKey::Schema), encode_schema(3));
        disk.apply(writes).unwrap();
        disk.sync().unwrap();
    }

    #[test]
    fn rows_of_schema_3_follow_opinions_from_now_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), OpenMode::Create, Timestamp(0)).unwrap();
        for n in 1..40 {
            store.commit(batch(n), Timestamp(2_000)).unwrap();
        }
        let scopes = [Scope::All, Scope::Source("portal".parse().unwrap()), Scope::Every];
        let told = |store: &Store| scopes.clone().map(|scope| store.newest(&scope, 99).unwrap());
        let (before, changed) = (told(&store), store.scope_changed(&Scope::All).unwrap());
        assert_eq!(before[0].len(), 39);
        drop(store);
        let disk = Disk::open(folder.path()).unwrap();
        back_to_3(&disk);
        drop(disk);
        let store = Store::open(folder.path(), OpenMode::Existing, Timestamp(0)).unwrap();
        assert_eq!(told(&store), before);
        assert_eq!(store.scope_changed(&Scope::All).unwrap(), changed);
        assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
        store.commit(batch(50), Timestamp(3_000)).unwrap();
        assert_eq!(store.newest(&Scope::All, 99).unwrap().len(), 40);
        assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    }
}
