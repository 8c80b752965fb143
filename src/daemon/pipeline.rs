//! The product on one page: gather, settle, publish. Each calls the stages in their order and decides
//! nothing itself.
//!
//! Invariants (each is a test): the same bytes twice change nothing but the source's state; one poll is
//! one transaction; validators are stored with the entries they vouch for; a body that could not be
//! read never hides behind a later 304; what is published depends on store and config alone.
//!
//! What a poll leaves to be read, article pages and older pages, goes the same way in `followups.rs`.

use super::clock::Clock;
use super::gates::Gates;
use super::live::Live;
use super::near;
use super::quarantine;
use super::reading::{self, Hints};
use super::settled::Settled;
use super::taking::{self, Reading};
use crate::model::{
    Content, Document, EntryRecord, Exchange, Gathered, Problem, Scope, Source, SourceState, Story,
};
use crate::store::{Frame, Store, StoreError};
use crate::{fetch, publish};
use std::sync::Arc;
use std::time::Duration;

/// In the unified feed a category shows all of this time before its newest story, at least.
const BLOCK_WINDOW: Duration = Duration::from_secs(48 * 3600);
/// Stories of one category in the unified feed, at most.
const BLOCK_AT_MOST: usize = 200;

/// Asks one source once and reads what it says. Touches no store; many run at once.
pub async fn gather(
    live: Arc<Live>,
    gates: Arc<Gates>,
    source: Arc<Source>,
    state: SourceState,
    clock: Clock,
) -> Gathered {
    let request = fetch::request(&source, &state, clock.now());
    let unconditional = request.validators == Default::default();
    let hints = Hints::of(&source, &state);
    let pause = if hints.are_of_a_page() {
        match gates.pass(&live, &source, &request.url, &clock).await {
            Ok(pause) => pause,
            Err(barred) => return Gathered::unasked(source.id.clone(), barred.problem, clock.now()),
        }
    } else {
        None
    };
    let answer = live.client.get(&request).await;
    let at = clock.now();
    let exchange = fetch::interpret(&answer, &state, unconditional, at);
    let mut gathered =
        Gathered { pause, ..Gathered::answered(source.id.clone(), &answer, exchange, unconditional, at) };
    if matches!(gathered.exchange, Exchange::Changed(_)) {
        let (address, cut_off) = (answer.final_url.clone(), fetch::truncated(&answer));
        let passed = hints.are_of_a_page();
        let nowhere = fetch::nothing_there(&answer).filter(|_| passed);
        let mut read = match nowhere {
            Some(problem) => Err(problem),
            None => reading::read(answer, hints, at).await.map_err(|problem| cut_off.unwrap_or(problem)),
        };
        // An address of which nothing was known is asked like a feed: the gate comes second.
        if !passed && read.as_ref().is_ok_and(|parsed| parsed.kind.is_page()) {
            let gate = gates.pass(&live, &source, &address, &clock).await;
            read = gate.map_err(Problem::from).and_then(|pause| {
                gathered.pause = pause;
                read
            });
        }
        match read {
            Ok(parsed) => gathered.content = Content::Read(Box::new(parsed)),
            Err(problem) => gathered.exchange = reading::unread(problem),
        }
    }
    gathered
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
    let Some(source) = live.source(&gathered.source) else {
        return Ok(Settled::unchanged(state.clone()));
    };
    let rules = fetch::Rules { settings: &live.config.settings.fetch, anonymous: live.anonymous() };
    let corrected = near::correct(store, live, gathered.at)?;
    let Content::Read(parsed) = &mut gathered.content else {
        let nothing = fetch::Settled::default();
        let after = fetch::next(source, state, gathered, &nothing, &rules);
        return Settled::unchanged(quarantine::kept(store, state, after)?).beside(store, corrected);
    };
    let entries = std::mem::take(&mut parsed.entries);
    let reading = Reading::own(source, state, parsed, gathered.at);
    match taking::take(store, live, &reading, entries)? {
        Ok(taken) => {
            let state = fetch::next(source, state, gathered, &taken.settled(), &rules);
            taken.commit(store, live, state, gathered.at)?.beside(store, corrected)
        }
        Err(problem) => {
            gathered.content = Content::None;
            gathered.exchange = Exchange::Failed(problem);
            let nothing = fetch::Settled::default();
            Settled::unchanged(fetch::next(source, state, gathered, &nothing, &rules))
                .beside(store, corrected)
        }
    }
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
    Ok(publish::render(&press(live, frame.instance).page(scope, &told, updated), format))
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
    Ok(publish::render(&press(live, frame.instance).unified(blocks, updated), format))
}

/// What a document is rendered with.
pub fn press(live: &Live, instance: crate::model::StoryId) -> publish::Press<'_> {
    publish::Press {
        taxonomy: &live.config.taxonomy,
        sources: &live.config.sources,
        feed: &live.config.settings.feed,
        root: &live.config.settings.server.public_url,
        instance,
    }
}
