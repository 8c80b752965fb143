//! [`Live`]: what is in force: config, rules and client, built together and swapped whole.

use super::near::Near;
use crate::classify;
use crate::config::Config;
use crate::fetch::{Client, ClientError};
use crate::model::{Source, SourceId};
use std::collections::HashMap;
use std::sync::Arc;

/// Entries read of one body; the rest is dropped with a reason.
pub const MAX_ENTRIES_PER_FETCH: usize = 1_000;

/// What is in force. Never changed, only replaced; `near` remembers what the store holds.
pub struct Live {
    /// The config it was built from.
    pub config: Config,
    /// Rules of categories and provinces.
    pub rules: classify::Rules,
    /// The HTTP client.
    pub client: Client,
    /// What finds reprints of the stories of the last days.
    pub near: Near,
    by_id: HashMap<SourceId, Arc<Source>>,
}

impl Live {
    /// Builds everything that follows from a config.
    pub fn new(config: Config) -> Result<Self, ClientError> {
        let client = Client::new(&config.settings.fetch, config.settings.contact.as_deref())?;
        let rules = classify::Rules::new(&config.taxonomy, &config.sources);
        let by_id = config.sources.iter().map(|s| (s.id.clone(), Arc::clone(s))).collect();
        let near = Near::new(&config.settings.dedup);
        Ok(Self { config, rules, client, near, by_id })
    }

    /// A configured source.
    pub fn source(&self, id: &SourceId) -> Option<&Arc<Source>> {
        self.by_id.get(id)
    }

    /// Whether no contact address is configured: public hosts are then polled hourly at most.
    pub fn anonymous(&self) -> bool {
        self.config.settings.contact.is_none()
    }
}
