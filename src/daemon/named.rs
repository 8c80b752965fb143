//! Which story somebody means: by an address that anybody published it under, or by its id in the feeds.

use crate::dedup;
use crate::model::StoryId;
use crate::store::{Store, StoreError, Told};

/// Why no story is meant.
#[derive(Debug, thiserror::Error)]
pub enum NameFault {
    /// Neither an address nor an id.
    #[error("{0:?} is neither the address of an article nor the id of a story (urn:uuid:…)")]
    BadName(String),
    /// No such story.
    #[error("no story is known under {0}; `diemtin stories` lists addresses and, with --json, ids")]
    Unknown(String),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The id that a name stands for; absent when no story has the address.
///
/// # Errors
/// When the name is none, and as for reading the store.
pub fn id_of(store: &Store, name: &str) -> Result<Option<StoryId>, NameFault> {
    let name = name.trim();
    let bad = || NameFault::BadName(name.to_owned());
    if name.contains("://") {
        let address = dedup::canonical(name).ok_or_else(bad)?;
        return Ok(store.find(&dedup::link_hash(&address))?);
    }
    let digits = name.strip_prefix("urn:uuid:").unwrap_or(name).replace('-', "").to_ascii_lowercase();
    digits.parse().map(Some).map_err(|_| bad())
}

/// The story that a name stands for.
///
/// # Errors
/// When the name is none, when there is no such story, and as for reading the store.
pub fn story(store: &Store, name: &str) -> Result<Told, NameFault> {
    let unknown = || NameFault::Unknown(name.trim().to_owned());
    let id = id_of(store, name)?.ok_or_else(unknown)?;
    store.story(&id)?.ok_or_else(unknown)
}
