//! The product on one page: gather, settle, publish. Each calls the stages in their order and decides
//! nothing itself.
//!
//! Invariants (each is a test): the same bytes twice change nothing but the source's state; one poll is
//! one transaction; validators are stored with the entries they vouch for; a body that could not be
//! read never hides behind a later 304; what is published depends on store and config alone.

use super::clock::Clock;
use super::live::{Live, MAX_ENTRIES_PER_FETCH};
use crate::model::{
    Content, Document, Entry, EntryKey, EntryRecord, Exchange, Gathered, Problem, ProblemKind, Scope, Source,
    SourceState, Story,
};
use crate::store::{Asked, Batch, Committed, Frame, Store, StoreError};
use crate::{dedup, fetch, parse, publish};
use std::sync::Arc;
use std::time::Duration;

/// In the unified feed a category shows all of this time before its newest story, at least.
const BLOCK_WINDOW: Duration = Duration::from_secs(48 * 3600);
/// Stories of one category in the unified feed, at most.
const BLOCK_AT_MOST: usize = 200;

/// Asks one source once and reads what it says. Touches no store; many run at once.
pub async fn gather(live: Arc<Live>, source: Arc<Source>, state: SourceState, clock: Clock) -> Gathered {
    let request = fetch::request(&source, &state, clock.now());
    let unconditional = request.validators == Default::default();
    let answer = live.client.get(&request).await;
    let at = clock.now();
    let mut gathered = Gathered {
        source: source.id.clone(),
        at,
        exchange: fetch::interpret(&answer, &state, unconditional, at),
        content: Content::None,
        status: answer.status,
        wire_bytes: answer.wire_bytes,
        took: answer.took,
        unconditional,
    };
    if matches!(gathered.exchange, Exchange::Changed(_)) {
        let cut_off = fetch::truncated(&answer);
        let order = source.date_order;
        let read =
            tokio::task::spawn_blocking(move || parse::read(&answer.body, &context(&answer, order, at)));
        let read = read.await.unwrap_or_else(|_| Err(panicked()));
        match read.map_err(|problem| cut_off.unwrap_or(problem)) {
            Ok(parsed) => gathered.content = Content::Read(Box::new(parsed)),
            Err(problem) => gathered.exchange = Exchange::Failed(problem),
        }
    }
    gathered
}

/// What settling one poll came to.
pub struct Settled {
    /// The source's new state.
    pub state: SourceState,
    /// What the store made of it; absent when nothing but the state changed and nothing was written.
    pub committed: Option<Committed>,
    /// Entries that were read.
    pub entries: usize,
    /// Entries that were new to us, published or held back.
    pub new_entries: usize,
}

/// Takes what one poll brought into the store, in one transaction. There is one writer.
///
/// A poll that changed no fact writes nothing here: its state is returned for a later
/// [`Store::touch`], since losing it costs one conditional GET.
pub fn settle(
    store: &Store,
    live: &Live,
    state: &SourceState,
    gathered: &mut Gathered,
) -> Result<Settled, StoreError> {
    let unchanged = |state| Settled { state, committed: None, entries: 0, new_entries: 0 };
    let Some(source) = live.source(&gathered.source) else {
        return Ok(unchanged(state.clone()));
    };
    let rules = fetch::Rules { settings: &live.config.settings.fetch, anonymous: live.anonymous() };
    let Content::Read(parsed) = &mut gathered.content else {
        let settled = fetch::Settled { new_entries: 0, entries: 0 };
        return Ok(unchanged(fetch::next(source, state, gathered, &settled, &rules)));
    };

    let mut entries = std::mem::take(&mut parsed.entries);
    entries.retain(Entry::tells_something);
    let read = entries.len();
    let incoming = dedup::identify(source, entries);
    let mut known = store.known(&asked(&incoming), gathered.at)?;
    let missing = dedup::missing(&incoming, &known, source);
    if !missing.is_empty() {
        dedup::widen(&mut known, store.known(&asked_whole(&missing), gathered.at)?);
    }
    let circumstances = dedup::Circumstances {
        source,
        first_poll: state.last_success.is_none(),
        now: gathered.at,
        retention: live.config.settings.store.retention,
    };
    let mut merged = dedup::merge(incoming, &known, &circumstances);
    classify(store, live, &mut merged)?;

    let counts = fetch::Settled { new_entries: merged.new_entries, entries: read };
    let state = fetch::next(source, state, gathered, &counts, &rules);
    let new_entries = merged.new_entries;
    let batch = batch(state.clone(), merged);
    let committed = if states_only(&batch) { None } else { Some(store.commit(batch, gathered.at)?) };
    Ok(Settled { state, committed, entries: read, new_entries })
}

/// Renders one feed from the store as it stands. Equal stores and configs give equal bytes.
pub fn publish(
    store: &Store,
    live: &Live,
    frame: &Frame,
    scope: &Scope,
    format: publish::Format,
) -> Result<Document, StoreError> {
    let told = store.newest(scope, live.config.settings.feed.page_size)?;
    let told: Vec<(Story, Vec<EntryRecord>)> = told.into_iter().map(|t| (t.story, t.entries)).collect();
    let updated = told.iter().map(|(story, _)| story.updated).fold(frame.changed, Ord::max);
    Ok(publish::render(&press(live, frame).page(scope, &told, updated), format))
}

/// Renders the unified feed: the newest stories of each category, in blocks in the configured order.
pub fn publish_unified(
    store: &Store,
    live: &Live,
    frame: &Frame,
    format: publish::Format,
) -> Result<Document, StoreError> {
    let mut blocks = Vec::new();
    let mut updated = frame.changed;
    for category in &live.config.taxonomy.categories {
        let at_least = live.config.settings.feed.per_category;
        let told = store.block(&category.slug, at_least, BLOCK_WINDOW, BLOCK_AT_MOST)?;
        let told: Vec<(Story, Vec<EntryRecord>)> = told.into_iter().map(|t| (t.story, t.entries)).collect();
        updated = told.iter().map(|(story, _)| story.updated).fold(updated, Ord::max);
        blocks.push((category.slug.clone(), told));
    }
    Ok(publish::render(&press(live, frame).unified(blocks, updated), format))
}

/// What a document is rendered with.
pub fn press<'a>(live: &'a Live, frame: &Frame) -> publish::Press<'a> {
    publish::Press {
        taxonomy: &live.config.taxonomy,
        sources: &live.config.sources,
        feed: &live.config.settings.feed,
        root: &live.config.settings.server.public_url,
        instance: frame.instance,
    }
}

fn context<'a>(
    answer: &'a crate::model::Answer,
    date_order: Option<crate::model::DateOrder>,
    fetched: crate::model::Timestamp,
) -> parse::Context<'a> {
    let header = |name: &str| {
        let found = answer.headers.iter().find(|(n, _)| n == name)?;
        std::str::from_utf8(&found.1).ok()
    };
    parse::Context {
        content_type: header("content-type"),
        last_modified: header("last-modified").and_then(|v| parse::date(v, None, fetched)).map(|c| c.at),
        date_order,
        max_entries: MAX_ENTRIES_PER_FETCH,
        ..parse::Context::new(&answer.final_url, fetched)
    }
}

fn asked(incoming: &[dedup::Identified]) -> Vec<Asked> {
    let of = |i: &dedup::Identified, key| Asked { key, content: i.content, link: i.link };
    let keys = |i| std::iter::once(of(i, i.key)).chain(i.aliases.iter().map(move |alias| of(i, *alias)));
    incoming.iter().flat_map(keys).collect()
}

/// Asks for stored records whatever they say.
fn asked_whole(keys: &[EntryKey]) -> Vec<Asked> {
    keys.iter().map(|key| Asked { key: *key, content: dedup::ANY_CONTENT, link: None }).collect()
}

/// Opinions of every new or changed story, from the facts of all its members.
fn classify(store: &Store, live: &Live, merged: &mut dedup::Merged) -> Result<(), StoreError> {
    for story in &mut merged.stories {
        let fresh = |key| merged.entries.iter().find(|record| record.key == key);
        let stored = if story.members.iter().all(|m| fresh(m.key).is_some()) {
            None
        } else {
            store.story(&story.id)?
        };
        let stored = stored.map(|told| told.entries).unwrap_or_default();
        let of = |key| fresh(key).or_else(|| stored.iter().find(|record| record.key == key));
        let entries: Vec<&EntryRecord> = story.members.iter().filter_map(|member| of(member.key)).collect();
        let opinion = live.rules.assign(&entries);
        story.categories = opinion.categories;
        story.provinces = opinion.provinces;
    }
    Ok(())
}

fn batch(state: SourceState, merged: dedup::Merged) -> Batch {
    Batch {
        states: vec![state],
        entries: merged.entries,
        revisions: merged.revisions,
        stories: merged.stories,
        seen: merged.seen,
        links: merged.links,
        dead_keys: merged.dead_keys,
        dead_links: merged.dead_links,
    }
}

/// Whether a batch holds no fact beside the source's own state.
fn states_only(batch: &Batch) -> bool {
    batch.entries.is_empty()
        && batch.revisions.is_empty()
        && batch.stories.is_empty()
        && batch.seen.is_empty()
        && batch.links.is_empty()
        && batch.dead_keys.is_empty()
        && batch.dead_links.is_empty()
}

fn panicked() -> Problem {
    Problem::new(
        ProblemKind::Internal,
        "reading the answer made this program fail",
        "report it with the body saved by `curl`; other sources are not affected",
    )
}
