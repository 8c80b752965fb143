//! What commands print, as data: the same whether a daemon answered or the store was opened directly.

use crate::config::Config;
use crate::model::{
    FeedKind, FetchLog, Filter, ListPattern, Problem, RepairCount, Scope, Source, SourceId, SourceState,
    Timestamp,
};
use crate::store::{Store, StoreError, Told};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// One source, as `diemtin sources` shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its configured address.
    pub url: String,
    /// `ok`, `problem`, `new` (never asked) or `disabled`.
    pub health: Health,
    /// When it was last asked.
    pub last_poll: Option<Timestamp>,
    /// When a body was last read.
    pub last_success: Option<Timestamp>,
    /// When an entry that was new to us last arrived.
    pub last_new: Option<Timestamp>,
    /// When it is asked next; absent for a disabled source.
    pub next_poll: Option<Timestamp>,
    /// The rhythm in force, in seconds.
    pub interval_s: Option<u64>,
    /// Mean time between new entries, in seconds.
    pub rhythm_s: Option<u64>,
    /// Failures in a row.
    pub failures: u32,
    /// Entries ever seen.
    pub entries: u64,
    /// Stories that its filters keep out of the feeds.
    #[serde(default)]
    pub filtered: u64,
    /// The feed's own title.
    pub title: Option<String>,
    /// Why it yields nothing.
    pub problem: Option<Problem>,
    /// Why its article pages cannot be read, although the source itself can.
    #[serde(default)]
    pub pages: Option<Problem>,
    /// What its address gives.
    #[serde(default)]
    pub kind: Option<FeedKind>,
    /// Where its list stands.
    #[serde(default)]
    pub list: Option<ListPattern>,
    /// What its bodies needed mended, by name.
    #[serde(default)]
    pub repairs: Vec<RepairCount>,
    /// The last fetches, newest last.
    pub log: Vec<FetchLog>,
}

/// How a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    /// Something is wrong with it.
    Problem,
    /// Never asked.
    New,
    /// Fine.
    Ok,
    /// Not polled.
    Disabled,
}

/// One story, as `diemtin stories` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryReport {
    /// `urn:uuid:…`, as in the feeds.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// The article.
    pub link: Option<String>,
    /// Its place in the feeds.
    pub published: Timestamp,
    /// When what readers see last changed.
    pub updated: Timestamp,
    /// Slugs.
    pub categories: Vec<String>,
    /// Slugs.
    pub provinces: Vec<String>,
    /// Ids of the sources that carry it, founder first.
    pub sources: Vec<String>,
}

/// One source polled, as `diemtin poll` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollReport {
    /// Its id.
    pub source: String,
    /// `changed`, `unchanged`, `throttled`, `gone`, `failed` or `skipped`.
    pub outcome: String,
    /// HTTP status; 0 when there was none.
    pub status: u16,
    /// In milliseconds.
    pub took_ms: u64,
    /// Entries that were new to us.
    pub new: usize,
    /// Entries of the answer.
    pub entries: usize,
    /// Why it yields nothing.
    pub problem: Option<Problem>,
    /// When it is asked next.
    pub next_poll: Timestamp,
}

/// Every configured source: those with problems first, then by id.
///
/// # Errors
/// As for reading the store, which counts what filters keep out.
pub fn sources(
    config: &Config,
    states: &HashMap<SourceId, SourceState>,
    store: &Store,
) -> Result<Vec<SourceReport>, StoreError> {
    let report = |one: &Arc<Source>| {
        let filters = one.include != Filter::default() || one.exclude != Filter::default();
        let filtered = if filters { store.count(&Scope::Filtered(one.id.clone()))? } else { 0 };
        Ok(SourceReport { filtered, ..source(one, states.get(&one.id)) })
    };
    let mut list = config.sources.iter().map(report).collect::<Result<Vec<_>, StoreError>>()?;
    list.sort_by(|a, b| a.health.cmp(&b.health).then_with(|| a.id.cmp(&b.id)));
    Ok(list)
}

fn source(source: &Source, state: Option<&SourceState>) -> SourceReport {
    let health = match state {
        _ if !source.enabled => Health::Disabled,
        Some(state) if state.problem.is_some() => Health::Problem,
        Some(state) if state.last_poll.is_some() => Health::Ok,
        _ => Health::New,
    };
    SourceReport {
        id: source.id.to_string(),
        name: source.name.clone(),
        url: source.url.to_string(),
        health,
        last_poll: state.and_then(|s| s.last_poll),
        last_success: state.and_then(|s| s.last_success),
        last_new: state.and_then(|s| s.last_new),
        next_poll: state.filter(|_| source.enabled).map(|s| s.next_poll),
        interval_s: state.map(|s| s.interval.as_secs()),
        rhythm_s: state.and_then(|s| s.rhythm).map(|r| r.as_secs()),
        failures: state.map_or(0, |s| s.failures),
        entries: state.map_or(0, |s| s.entries),
        filtered: 0,
        title: state.and_then(|s| s.title.clone()),
        problem: state.filter(|_| source.enabled).and_then(|s| s.problem.clone()),
        pages: state.filter(|_| source.enabled).and_then(|s| s.pages.clone()),
        kind: state.and_then(|s| s.kind),
        list: state.and_then(|s| s.list.as_ref()).map(|list| list.pattern.clone()),
        repairs: state.map(|s| s.repairs.clone()).unwrap_or_default(),
        log: state.map(|s| s.log.clone()).unwrap_or_default(),
    }
}

/// One story of the store.
pub fn story(told: &Told) -> StoryReport {
    let lead = told.entries.first().map(|record| &record.entry);
    let slugs = |list: &[crate::model::Assigned]| list.iter().map(|a| a.slug.to_string()).collect();
    let mut sources: Vec<String> = Vec::new();
    for member in &told.story.members {
        if !sources.iter().any(|s| s == member.source.as_str()) {
            sources.push(member.source.to_string());
        }
    }
    StoryReport {
        id: crate::publish::urn(told.story.id),
        title: lead.map(|e| e.title.clone()).unwrap_or_default(),
        link: lead.and_then(|e| e.link.clone()),
        published: told.story.time,
        updated: told.story.updated,
        categories: slugs(&told.story.categories),
        provinces: slugs(&told.story.provinces),
        sources,
    }
}

/// Since when a source has yielded nothing: the first failure in a row that is still remembered.
pub fn since(state: &SourceState) -> Timestamp {
    let failing = state.log.iter().rev().take_while(|f| failed(f)).last();
    failing.map(|f| f.at).or(state.last_poll).unwrap_or_default()
}

fn failed(fetch: &FetchLog) -> bool {
    use crate::model::FetchOutcome::{Changed, Failed, Gone, Throttled, Unchanged};
    match fetch.outcome {
        Failed | Throttled | Gone => true,
        Changed | Unchanged => false,
    }
}
