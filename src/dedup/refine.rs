//! Refining: what an article page, read later, adds to an entry that is published already.

use super::enrich::enrich;
use super::merge::Merged;
use crate::model::{EntryKey, EntryRecord, Known, Seen, Story, Timestamp};

/// What changes when the page of the entry under `key` says `page`. Nothing, where the entry is not known
/// or the page adds nothing. No earlier wording is kept: the portal did not edit anything.
///
/// `known` must hold the stored record and the story.
pub fn refine(known: &Known, key: EntryKey, page: &crate::model::Entry, now: Timestamp) -> Merged {
    let mut merged = Merged::default();
    let Some(Seen::Published { story, .. }) = known.seen.get(&key) else { return merged };
    let (Some(old), Some(story)) = (known.records.get(&key), known.stories.get(story)) else { return merged };
    let entry = enrich(old.entry.clone(), page).entry;
    if entry != old.entry {
        merged.entries.push(EntryRecord { changed: now, entry, ..old.clone() });
        merged.stories.push(Story { updated: now, ..story.clone() });
    }
    merged
}
