//! An export back into a fresh store, in constant memory. What is derived, index and names, is built anew.

use super::StoreError;
use super::draft::Draft;
use super::keys::{self, MetaKey, Table};
use super::lines::Line;
use super::migrate::{self, SCHEMA};
use super::open::{OpenMode, Store};
use super::record::{self, FrameRecord, StoryRecord};
use super::{preflight, scopes, swap};
use crate::model::{EntryRecord, Followup, Quarantined, Revision, Scope, Seen, SourceState, Timestamp};
use std::io::{BufRead, Read};
use std::path::Path;

/// Lines written in one transaction.
const STEP_LINES: u64 = 500;
/// A longer line is none of ours.
const MAX_LINE_BYTES: u64 = 256 << 20;

/// The first schema that tells stories that are stored from those that are shown.
const SHOWN_SCHEMA: u32 = 4;

/// What was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Imported {
    /// Lines read, the first and the last included.
    pub lines: u64,
    /// Stories among them.
    pub stories: u64,
    /// Entries among them.
    pub entries: u64,
    /// The schema of the store that was exported.
    pub schema: u32,
}

impl Store {
    /// Makes a store in the folder `path` of an export: the same ids, the same feeds, the same instance. It
    /// is made beside its place and put there when it is complete and durable.
    ///
    /// # Errors
    /// `NotEmpty` when there is a store that holds something; `Line` for a line that is not one of an
    /// export, `Newer` for an export of a later version. Else as for [`Store::open`] and
    /// [`Store::commit`]. Then nothing was made.
    pub fn import(path: &Path, from: &mut dyn BufRead, now: Timestamp) -> Result<Imported, StoreError> {
        swap::recover(path)?;
        // an empty store stays open, and so locked, until the other takes its place
        let mut empty = None;
        if preflight::look(path)? == preflight::Found::Store {
            let store = Self::open(path, OpenMode::Existing, now)?;
            store.refuse_to_be_replaced()?;
            empty = Some(store);
        }
        swap::sweep(path)?;
        let imported = import_beside(path, from, now)?;
        drop(empty);
        swap::exchange(path, None)?;
        swap::sweep(path)?;
        Ok(imported)
    }

    /// The same in place of a damaged store, which stays under the name `aside`.
    ///
    /// # Errors
    /// As for [`Store::import`]; then nothing was moved.
    pub fn restore(
        path: &Path,
        aside: &Path,
        from: &mut dyn BufRead,
        now: Timestamp,
    ) -> Result<Imported, StoreError> {
        swap::sweep(path)?;
        let imported = import_beside(path, from, now)?;
        swap::exchange(path, Some(aside))?;
        Ok(imported)
    }

    /// The same into this store, open as it is, that holds no story.
    ///
    /// # Errors
    /// As for [`Store::import`].
    pub fn import_here(&self, from: &mut dyn BufRead, now: Timestamp) -> Result<Imported, StoreError> {
        let writing = self.writing();
        self.refuse_to_be_replaced()?;
        swap::sweep(self.disk.path())?;
        let imported = import_beside(self.disk.path(), from, now)?;
        self.take_copy(&writing)?;
        Ok(imported)
    }

    /// A store without stories, nor anything else an article was ever known by, has nothing to lose.
    fn refuse_to_be_replaced(&self) -> Result<(), StoreError> {
        let holds = self.stats()?.revision > 0 || self.stats()?.held > 0;
        if holds || self.disk.has_any(Table::Tombstones)? {
            return Err(StoreError::NotEmpty { path: self.disk.path().to_owned() });
        }
        Ok(())
    }

    fn import_lines(&self, from: &mut dyn BufRead, now: Timestamp) -> Result<Imported, StoreError> {
        let mut imported = Imported::default();
        let mut ended = false;
        let mut line = Vec::new();
        while !ended {
            let writing = self.writing();
            let mut draft = Draft::new(self, &writing);
            for _ in 0..STEP_LINES {
                read_line(from, &mut line, imported.lines)?;
                let parsed = parse_line(&line, imported.lines)?;
                imported.lines += 1;
                ended = self.import_line(&mut draft, parsed, &mut imported)?;
                if ended {
                    break;
                }
            }
            draft.apply(now)?;
        }
        self.disk.sync()?;
        Ok(imported)
    }

    /// Takes one line; true for the last.
    fn import_line(
        &self,
        draft: &mut Draft<'_>,
        line: Line,
        imported: &mut Imported,
    ) -> Result<bool, StoreError> {
        let fault = |detail: &str| StoreError::Line { line: imported.lines, detail: detail.to_owned() };
        if (imported.lines == 1) != matches!(line, Line::Store { .. }) {
            return Err(fault("expected a line with \"tree\":\"store\" first, and only there"));
        }
        match line {
            Line::End { lines } if lines + 1 == imported.lines => return Ok(true),
            Line::End { lines } => {
                return Err(fault(&format!("{lines} lines were written, these are {}", imported.lines - 1)));
            }
            Line::Store { schema, instance, revision, rules } => {
                migrate::judge(self.disk.path(), schema.max(SCHEMA))?;
                imported.schema = schema;
                draft.writes.put(keys::meta(MetaKey::Instance), instance.0.to_vec());
                draft.heart.revision = revision;
                draft.heart.rules = rules.map(|digest| digest.0);
            }
            Line::Frame { config, renderer, changed } => {
                let frame = FrameRecord { config: config.0, renderer, changed };
                draft.writes.put(keys::meta(MetaKey::Frame), frame.encode());
            }
            Line::Sources(state) => self.write_state(&mut draft.writes, &SourceState::from(*state))?,
            Line::Scopes { scope, revision, changed } => {
                let scope = scopes::parse(&scope).ok_or_else(|| fault("expected the name of a scope"))?;
                if scope == Scope::Every && imported.schema < SHOWN_SCHEMA {
                    draft.set_scope(Scope::All, revision, changed); // exports before it knew one of the two
                }
                draft.set_scope(scope, revision, changed);
            }
            fact => self.import_fact(draft, fact, imported)?,
        }
        Ok(false)
    }

    fn import_fact(
        &self,
        draft: &mut Draft<'_>,
        line: Line,
        imported: &mut Imported,
    ) -> Result<(), StoreError> {
        match line {
            Line::Stories(story) => {
                let record = StoryRecord::new(&story, draft.served());
                draft.place(&story.id, None, Some(&record));
                draft.put_story(story.id, record);
                draft.heart.stories += 1;
                imported.stories += 1;
            }
            Line::Entries(entry) => {
                let entry = EntryRecord::from(*entry);
                let value = record::encode_entry(&self.codec, &entry);
                draft.writes.put(keys::entry(entry.first_seen, &entry.key), value);
                draft.heart.entries += 1;
                imported.entries += 1;
            }
            Line::Revisions { key, number, replaced, entry } => {
                let revision = Revision { key, number, replaced, entry: *entry };
                let value = record::encode_revision(&self.codec, &revision);
                draft.writes.put(keys::revision(&key, number), value);
                draft.heart.revisions += 1;
            }
            Line::Seen { key, first_seen, story: Some(story), content: Some(content) } => {
                draft.put_seen(key, Seen::Published { first_seen, story, content });
            }
            Line::Seen { key, first_seen, .. } => draft.put_seen(key, Seen::Held { first_seen }),
            Line::Links { link, story } => draft.put_link(link, story),
            Line::Followups(line) => {
                let followup = Followup::from(*line);
                let value = record::encode_followup(&self.codec, &followup);
                draft.writes.put(keys::followup(&followup.source, &followup.id), value);
            }
            Line::Quarantine(line) => {
                let held = Quarantined::from(*line);
                let value = record::encode_quarantined(&self.codec, &held);
                draft.writes.put(keys::quarantined(&held.source, &held.key), value);
            }
            Line::Tombstones { key, link, until } => {
                let keys = key.map(|key| keys::dead_key(&key)).into_iter();
                for stored in keys.chain(link.map(|link| keys::dead_link(&link))) {
                    draft.writes.put(stored, record::encode_until(until));
                }
            }
            Line::Store { .. } | Line::Frame { .. } | Line::Sources(_) | Line::Scopes { .. } => {}
            Line::End { .. } => {}
        }
        Ok(())
    }
}

/// Makes a complete and durable store beside the place of another; nothing is left of one that failed.
fn import_beside(path: &Path, from: &mut dyn BufRead, now: Timestamp) -> Result<Imported, StoreError> {
    let fresh = swap::fresh(path);
    let made = Store::open(&fresh, OpenMode::Create, now).and_then(|store| store.import_lines(from, now));
    if made.is_err() {
        let _ = swap::sweep(path); // what is left of it goes with the next attempt
    }
    made
}

/// The next line; its end is a fault, since the last line says that it is the last.
fn read_line(from: &mut dyn BufRead, line: &mut Vec<u8>, before: u64) -> Result<(), StoreError> {
    line.clear();
    let fault = |detail: String| StoreError::Line { line: before + 1, detail };
    let read = from.take(MAX_LINE_BYTES).read_until(b'\n', line);
    match read.map_err(|error| fault(error.to_string()))? {
        0 => Err(fault("the file ends here, expected a line with \"tree\":\"end\"".to_owned())),
        _ => Ok(()),
    }
}

fn parse_line(line: &[u8], before: u64) -> Result<Line, StoreError> {
    serde_json::from_slice(line)
        .map_err(|error| StoreError::Line { line: before + 1, detail: error.to_string() })
}
