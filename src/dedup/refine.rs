//! Refining: what an article page, read later or again, means for an entry that is published already.

use super::canonical::canonical;
use super::edits::{self, Change, Verdict};
use super::enrich::enrich;
use super::merge::Merged;
use super::wording::{Wording, content_hash};
use crate::model::{Aspect, Entry, EntryKey, EntryRecord, Known, Seen, Story, Timestamp};

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

/// What changes when the page of the entry under `key`, which was read before, last at `last_read`, now says
/// `page`: an edit, where its wording changed, by the same rules as for the edits that a feed shows.
///
/// `known` as for [`refine`].
pub fn reread(
    known: &Known,
    key: EntryKey,
    page: &Entry,
    last_read: Option<Timestamp>,
    now: Timestamp,
) -> Merged {
    let mut merged = Merged::default();
    let Some(Seen::Published { story, .. }) = known.seen.get(&key) else { return merged };
    let (Some(old), Some(story)) = (known.records.get(&key), known.stories.get(story)) else { return merged };
    if old.entry.content.is_empty() {
        return refine(known, key, page, now);
    }
    let entry = enrich(old.entry.clone(), page).entry;
    let edited = edits::edited(&old.entry, &entry);
    if edited.is_empty() {
        return merged;
    }
    let hash = |entry: &Entry| {
        let address = entry.link.as_deref().and_then(canonical);
        content_hash(&Wording::of(entry), address.as_deref(), entry)
    };
    let (stored, seen) = (hash(&old.entry), hash(&entry));
    let title = edited.contains(&Aspect::Title);
    match edits::judge(Change { unrest: old.unrest.as_ref(), stored, seen, title, last_read, now }) {
        Verdict::Passes(unrest) => {
            merged.entries.extend(unrest.map(|u| EntryRecord { unrest: Some(u), ..old.clone() }));
        }
        Verdict::Counts(unrest) => {
            let (revision, revisions) = edits::kept(key, old.revisions, &old.entry, now);
            let unrest = Some(unrest);
            merged.revisions.push(revision);
            merged.entries.push(EntryRecord { changed: now, revisions, unrest, entry, ..old.clone() });
            merged.stories.push(Story { updated: now, ..story.clone() });
        }
    }
    merged
}
