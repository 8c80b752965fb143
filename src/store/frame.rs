//! The frame as it was last stored: what a daemon serves with until it knows that the index follows the
//! rules in force. [`Store::frame`] moves it.

use super::Frame;
use super::fault::StoreError;
use super::keys::Table;
use super::keys::{self, MetaKey};
use super::open::Store;
use super::record::FrameRecord;
use crate::model::Timestamp;

impl Store {
    /// The frame as last stored; one that changed at `now` in a store that never had any.
    ///
    /// # Errors
    /// As for [`Store::known`].
    pub fn stored_frame(&self, now: Timestamp) -> Result<Frame, StoreError> {
        let view = self.reading();
        let key = keys::meta(MetaKey::Frame);
        let stored = self.disk.get(&key)?;
        let stored = stored.map(|bytes| self.disk.read(Table::Meta, &key, FrameRecord::decode(&bytes)));
        let changed = stored.transpose()?.map_or(now, |old| old.changed);
        Ok(Frame { instance: view.instance, revision: view.heart.revision, changed })
    }
}
