//! [`Stats`]: what a store holds, without walking it.

use super::StoreError;
use super::migrate::SCHEMA;
use super::open::Store;

/// What a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stats {
    /// Schema version.
    pub schema: u32,
    /// Counts commits that changed any feed.
    pub revision: u64,
    /// Stories.
    pub stories: u64,
    /// Entries of stories.
    pub entries: u64,
    /// Entries recorded and never published.
    pub held: u64,
    /// Earlier wordings.
    pub revisions: u64,
    /// Scopes that ever had a story.
    pub scopes: usize,
    /// On disk.
    pub disk_bytes: u64,
}

impl Store {
    /// What the store holds.
    ///
    /// # Errors
    /// `Io` where the size on disk cannot be had.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let view = self.reading();
        Ok(Stats {
            schema: SCHEMA,
            revision: view.heart.revision,
            stories: view.heart.stories,
            entries: view.heart.entries,
            held: view.heart.held,
            revisions: view.heart.revisions,
            scopes: view.scopes.len(),
            disk_bytes: self.disk.size_bytes()?,
        })
    }

    /// Keys looked up and rows walked over since it was opened, for the tests that hold the cost of a poll
    /// to what it changed.
    pub fn reads(&self) -> u64 {
        self.disk.reads()
    }
}
