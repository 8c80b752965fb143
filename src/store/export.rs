//! Everything as JSON Lines, in constant memory. See `lines` for the form.

use super::StoreError;
use super::keys::{self, MetaKey, Table};
use super::lines::{Line, seen_line};
use super::migrate::SCHEMA;
use super::open::Store;
use super::record::{self, FrameRecord, StoryRecord};
use super::scopes;
use crate::model::{BodyHash, EntryKey, LinkHash, Story, StoryId};
use std::io::Write;

/// Writes lines and counts them.
struct Out<'a> {
    store: &'a Store,
    to: &'a mut dyn Write,
    lines: u64,
}

impl Out<'_> {
    fn line(&mut self, line: &Line) -> Result<(), StoreError> {
        let fault = |error: std::io::Error| StoreError::Export { detail: error.to_string() };
        serde_json::to_writer(&mut *self.to, line).map_err(|error| fault(error.into()))?;
        self.to.write_all(b"\n").map_err(fault)?;
        self.lines += 1;
        Ok(())
    }

    fn bad(&self, table: Table, key: &[u8]) -> StoreError {
        self.store.disk.bad(table, key)
    }
}

impl Store {
    /// Writes everything as JSON Lines; tells how many. Commits wait meanwhile, readers do not. What is
    /// derived and can be made again, the index, is not written.
    ///
    /// # Errors
    /// As for reading; `Export` where the lines cannot be written.
    pub fn export(&self, to: &mut dyn Write) -> Result<u64, StoreError> {
        let _writing = self.writing();
        let mut out = Out { store: self, to, lines: 0 };
        self.export_head(&mut out)?;
        self.export_seen(&mut out)?;
        self.export_entries(&mut out)?;
        self.export_rest(&mut out)?;
        let lines = out.lines;
        out.line(&Line::End { lines })?;
        out.to.flush().map_err(|error| StoreError::Export { detail: error.to_string() })?;
        Ok(lines + 1)
    }

    fn export_head(&self, out: &mut Out<'_>) -> Result<(), StoreError> {
        let (heart, instance) = {
            let view = self.reading();
            (view.heart.clone(), view.instance)
        };
        let rules = heart.rules.map(BodyHash);
        out.line(&Line::Store { schema: SCHEMA, instance, revision: heart.revision, rules })?;
        let key = keys::meta(MetaKey::Frame);
        if let Some(bytes) = self.disk.get(&key)? {
            let frame = self.disk.read(Table::Meta, &key, FrameRecord::decode(&bytes))?;
            let config = BodyHash(frame.config);
            out.line(&Line::Frame { config, renderer: frame.renderer, changed: frame.changed })?;
        }
        for state in self.states()? {
            out.line(&Line::Sources(Box::new(state.into())))?;
        }
        let mut changed: Vec<_> = self.reading().scopes.clone().into_iter().collect();
        changed.sort_by(|a, b| a.0.cmp(&b.0));
        for (scope, record) in changed {
            let (revision, changed) = (record.revision, record.changed);
            out.line(&Line::Scopes { scope: scopes::name(&scope), revision, changed })?;
        }
        Ok(())
    }

    fn export_seen(&self, out: &mut Out<'_>) -> Result<(), StoreError> {
        let generation = self.reading().heart.generation;
        for item in self.disk.scan(&Table::Seen.prefix()) {
            let (stored, bytes) = item?;
            let id = keys::trailing_id(&stored).ok_or_else(|| out.bad(Table::Seen, &stored))?;
            let (key, id) = (EntryKey(id), StoryId(id));
            let (seen, story) = self.disk.read(Table::Seen, &stored, record::decode_seen(&key, &bytes))?;
            out.line(&seen_line(key, seen))?;
            if !story.is_empty() {
                let record = self.disk.read(Table::Seen, &stored, StoryRecord::decode(&id, story))?;
                let story: Story = record.into_story(id, generation);
                out.line(&Line::Stories(Box::new(story)))?;
            }
        }
        Ok(())
    }

    fn export_entries(&self, out: &mut Out<'_>) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Entries.prefix()) {
            let (stored, bytes) = item?;
            let place = keys::entry_place(&stored);
            let (first_seen, key) = place.ok_or_else(|| out.bad(Table::Entries, &stored))?;
            let entry = record::decode_entry(&self.codec, first_seen, key, &bytes);
            let entry = self.disk.read(Table::Entries, &stored, entry)?;
            out.line(&Line::Entries(Box::new(entry.into())))?;
        }
        for item in self.disk.scan(&Table::Revisions.prefix()) {
            let (stored, bytes) = item?;
            let place = keys::revision_place(&stored);
            let (key, number) = place.ok_or_else(|| out.bad(Table::Revisions, &stored))?;
            let revision = record::decode_revision(&self.codec, key, number, &bytes);
            out.line(&self.disk.read(Table::Revisions, &stored, revision)?.into())?;
        }
        Ok(())
    }

    fn export_rest(&self, out: &mut Out<'_>) -> Result<(), StoreError> {
        for item in self.disk.scan(&Table::Links.prefix()) {
            let (stored, bytes) = item?;
            let link = keys::trailing_id(&stored).map(LinkHash);
            let link = link.ok_or_else(|| out.bad(Table::Links, &stored))?;
            let story = self.disk.read(Table::Links, &stored, record::decode_link(&bytes))?;
            out.line(&Line::Links { link, story })?;
        }
        for item in self.disk.scan(&Table::Followups.prefix()) {
            let (stored, bytes) = item?;
            let place = keys::followup_place(&stored);
            let (source, id) = place.ok_or_else(|| out.bad(Table::Followups, &stored))?;
            let followup = record::decode_followup(&self.codec, source, id, &bytes);
            let followup = self.disk.read(Table::Followups, &stored, followup)?;
            out.line(&Line::Followups(Box::new(followup.into())))?;
        }
        for item in self.disk.scan(&Table::Quarantine.prefix()) {
            let (stored, bytes) = item?;
            let held = self.quarantined(&stored, &bytes)?;
            out.line(&Line::Quarantine(Box::new(held.into())))?;
        }
        for item in self.disk.scan(&Table::Tombstones.prefix()) {
            let (stored, bytes) = item?;
            let until = self.disk.read(Table::Tombstones, &stored, record::decode_until(&bytes))?;
            let id = keys::trailing_id(&stored).ok_or_else(|| out.bad(Table::Tombstones, &stored))?;
            let of_key = stored == keys::dead_key(&EntryKey(id));
            let key = of_key.then_some(EntryKey(id));
            let link = (!of_key).then_some(LinkHash(id));
            out.line(&Line::Tombstones { key, link, until })?;
        }
        Ok(())
    }
}
