//! How a story was edited: what `diemtin revisions` shows, the same whether a daemon answers or the store was
//! opened directly.

use super::named::{self, NameFault};
use crate::model::{Aspect, Entry, EntryRecord, Timestamp};
use crate::store::{Store, StoreError, Wording};
use crate::{dedup, text};
use serde::{Deserialize, Serialize};

/// Which story is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RevisionQuery {
    /// An address that anybody published the article under, or the story's id as in the feeds.
    pub of: String,
}

/// A story with the edits of its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionReport {
    /// `urn:uuid:…`, as in the feeds.
    pub id: String,
    /// Its entries, the founding one first.
    pub entries: Vec<EntryEdits>,
}

/// An entry with its edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryEdits {
    /// Who published it.
    pub source: String,
    /// Its title now.
    pub title: String,
    /// Its address now.
    pub link: Option<String>,
    /// When we first saw it.
    pub first_seen: Timestamp,
    /// Since when its page is gone, as we noticed.
    pub withdrawn: Option<Timestamp>,
    /// It changes at every reading: what changes of it no longer counts.
    pub restless: bool,
    /// The edits, the first one first.
    pub edits: Vec<Edit>,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// When we noticed it.
    pub noticed: Timestamp,
    /// What it changed.
    pub changed: Vec<Aspect>,
    /// What it removed from title, lead and text, and what it added.
    pub words: Vec<Words>,
}

/// The words of one part of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// `title`, `lead` or `text`.
    pub part: Aspect,
    /// In the order of the text.
    pub runs: Vec<text::Run>,
}

/// The edits of a story.
///
/// # Errors
/// When the name is none, when there is no such story, and as for reading the store.
pub fn find_revisions(store: &Store, query: &RevisionQuery) -> Result<RevisionReport, NameFault> {
    let told = named::story(store, &query.of)?;
    let entries = told.entries.iter().map(|record| entry(store, record)).collect::<Result<_, _>>()?;
    Ok(RevisionReport { id: crate::publish::urn(told.story.id), entries })
}

fn entry(store: &Store, record: &EntryRecord) -> Result<EntryEdits, StoreError> {
    let wordings = store.wordings(record)?;
    let edits = wordings.iter().zip(wordings.iter().skip(1)).map(|(old, new)| edit(old, new));
    Ok(EntryEdits {
        source: record.source.to_string(),
        title: record.entry.title.clone(),
        link: record.entry.link.clone(),
        first_seen: record.first_seen,
        withdrawn: record.withdrawn,
        restless: record.is_restless(),
        edits: edits.collect(),
    })
}

fn edit(old: &Wording, new: &Wording) -> Edit {
    let changed = dedup::changes(&old.entry, &new.entry);
    let words = changed.iter().filter_map(|aspect| {
        let (before, after) = (part(&old.entry, *aspect)?, part(&new.entry, *aspect)?);
        Some(Words { part: *aspect, runs: text::word_diff(&before, &after) })
    });
    Edit { noticed: new.since, words: words.collect(), changed: changed.clone() }
}

/// What a part of an entry says; absent for what is no text.
fn part(entry: &Entry, aspect: Aspect) -> Option<String> {
    match aspect {
        Aspect::Title => Some(entry.title.clone()),
        Aspect::Lead => Some(text::visible(&entry.summary)),
        Aspect::Text => Some(text::visible(&entry.content)),
        Aspect::Date | Aspect::Authors | Aspect::Media => None,
    }
}
