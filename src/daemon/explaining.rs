//! Why a story is what it is: what `diemtin explain` and `diemtin suggest` show, the same whether a daemon
//! answers or the store was opened directly.

use super::live::Live;
use super::named::{self, NameFault};
use super::report::{self, StoryReport};
use crate::classify::{Explanation, Learned};
use crate::model::{Claim, EntryRecord, Member, Nearness, Scope, Slug, Timestamp};
use crate::store::{Store, StoreError};
use crate::text;
use serde::{Deserialize, Serialize};

/// Stories that are looked through for suggestions, newest first.
const SUGGEST_FROM: usize = 20_000;

/// Which story is to be explained.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExplainQuery {
    /// An address that anybody published the article under, or the story's id as in the feeds.
    pub of: String,
}

/// Why a story is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainReport {
    /// As `stories` shows it.
    pub story: StoryReport,
    /// When the founding entry was first seen.
    pub founded: Timestamp,
    /// Whether it is in the feeds.
    pub shown: bool,
    /// Who published it, the founding entry first.
    pub members: Vec<MemberReport>,
    /// Categories, provinces and filters.
    #[serde(flatten)]
    pub explanation: Explanation,
}

/// One entry of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberReport {
    /// Who published it.
    pub source: String,
    /// Its address.
    pub link: Option<String>,
    /// Its title.
    pub title: String,
    /// When it was first seen there.
    pub first_seen: Timestamp,
    /// What the source says of when it was published.
    pub published: Option<Claim>,
    /// What the source says of when it was changed.
    pub updated: Option<Claim>,
    /// Why it is in this story although its address is another; absent where it founded the story, or the
    /// address was known.
    #[serde(default)]
    pub near: Option<Nearness>,
    /// Since when its page is gone, as we noticed.
    #[serde(default)]
    pub withdrawn: Option<Timestamp>,
    /// Earlier wordings kept.
    #[serde(default)]
    pub revisions: u32,
}

/// Why a story is what it is.
///
/// # Errors
/// As for [`named::story`].
pub fn explain(store: &Store, live: &Live, query: &ExplainQuery) -> Result<ExplainReport, NameFault> {
    let told = named::story(store, &query.of)?;
    let entries: Vec<&EntryRecord> = told.entries.iter().collect();
    Ok(ExplainReport {
        story: report::story(&told),
        founded: told.story.founded,
        shown: told.story.is_shown(),
        members: told.story.members.iter().zip(&told.entries).map(member).collect(),
        explanation: live.rules.explain(&entries),
    })
}

fn member((member, record): (&Member, &EntryRecord)) -> MemberReport {
    MemberReport {
        source: record.source.to_string(),
        link: record.entry.link.clone(),
        title: record.entry.title.clone(),
        first_seen: record.first_seen,
        published: record.entry.published,
        updated: record.entry.updated,
        near: member.near,
        withdrawn: record.withdrawn,
        revisions: record.revisions,
    }
}

/// Which category phrases are wanted for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SuggestQuery {
    /// Its slug, or its name.
    pub category: String,
}

/// Why nothing can be suggested.
#[derive(Debug, thiserror::Error)]
pub enum SuggestFault {
    /// No such category.
    #[error("no category is called {0:?}; its slug stands in categories.toml")]
    Unknown(String),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The category of a slug or name, however it is written.
fn called<'a>(live: &'a Live, written: &str) -> Option<&'a Slug> {
    let wanted = text::normal(written);
    let mut categories = live.config.taxonomy.categories.iter();
    let is = |name: &str| text::normal(name) == wanted;
    categories.find(|known| is(known.slug.as_str()) || is(&known.name)).map(|known| &known.slug)
}

/// Phrases that set a category apart in the store.
///
/// # Errors
/// When there is no such category, and as for reading the store.
pub fn suggest(store: &Store, live: &Live, query: &SuggestQuery) -> Result<Learned, SuggestFault> {
    let unknown = || SuggestFault::Unknown(query.category.clone());
    let slug = called(live, &query.category).ok_or_else(unknown)?;
    let mut learner = live.rules.learner(slug).ok_or_else(unknown)?;
    store.each(&Scope::Every, SUGGEST_FROM, &mut |told| {
        learner.read(&told.entries.iter().collect::<Vec<_>>());
    })?;
    Ok(learner.learn())
}
