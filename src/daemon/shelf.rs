//! [`Shelf`]: finished documents, made when first wanted after a change, kept while they fit.
//!
//! A document is made again only when a story in its scope changed, and not more often than every
//! `FRESH_MILLIS`: under a hundred readers and a hundred polls a second each feed is rendered and
//! compressed at most once in that time. Documents that were asked for lately are made again by
//! [`Shelf::refresh`] as soon as they are stale, so that a subscriber does not wait.

use super::clock::Clock;
use super::concerns::{Concerns, Raised};
use super::fault::Fault;
use super::live::Live;
use super::pipeline;
use super::report;
use crate::model::{Coding, Document, Scope, SourceId, SourceState};
use crate::publish::{self, Format};
use crate::serve::{Found, Library, Unready};
use crate::store::{Frame, Store};
use arc_swap::ArcSwap;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Bytes of documents held, compressed forms included; the least recently used go first.
const HELD_BYTES: usize = 24 << 20;
/// A change is served at most this late, in milliseconds.
const FRESH_MILLIS: i64 = 1_500;
/// A document asked for within this time, in milliseconds, is made again without being asked.
const HOT_MILLIS: i64 = 600_000;
/// When to ask again for a document that could not be rendered.
const RETRY_AFTER: Duration = Duration::from_secs(10);
/// An event loop that has not come round for this long, in milliseconds, is not alive.
const ALIVE_MILLIS: i64 = 60_000;
/// Documents of one path are made one at a time; paths share this many locks.
const LOCKS: usize = 64;

/// Finished documents. Everybody but the writer reads through this.
pub struct Shelf {
    store: Arc<Store>,
    view: ArcSwap<View>,
    clock: Clock,
    concerns: Arc<Concerns>,
    ready: AtomicBool,
    alive_at: AtomicU64,
    /// Moves with every commit; a document made at another revision may be stale.
    revision: AtomicU64,
    scopes: Mutex<HashMap<Scope, u64>>,
    states: Mutex<HashMap<SourceId, SourceState>>,
    documents: Mutex<Held>,
    making: Vec<tokio::sync::Mutex<()>>,
    rendered: AtomicU64,
}

/// What documents are rendered with: config and frame, swapped together.
struct View {
    live: Arc<Live>,
    frame: Frame,
    number: u64,
}

#[derive(Default)]
struct Held {
    by_path: HashMap<String, Shelved>,
    bytes: usize,
}

struct Shelved {
    document: Arc<Document>,
    bytes: usize,
    made_at: i64,
    asked_at: i64,
    version: Version,
}

/// A document is stale when its version is not the current one of its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    view: u64,
    scope: u64,
}

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Unified(Format),
    Feed(Scope, Format),
    Index,
    Feeds,
    Sources,
    Health,
}

impl Shelf {
    /// An empty shelf over a store.
    pub fn new(store: Arc<Store>, live: Arc<Live>, frame: Frame, clock: Clock) -> Self {
        Self {
            store,
            view: ArcSwap::from_pointee(View { live, frame, number: 0 }),
            clock,
            concerns: Arc::default(),
            ready: AtomicBool::new(false),
            alive_at: AtomicU64::new(0),
            revision: AtomicU64::new(0),
            scopes: Mutex::default(),
            states: Mutex::default(),
            documents: Mutex::default(),
            making: (0..LOCKS).map(|_| tokio::sync::Mutex::new(())).collect(),
            rendered: AtomicU64::new(0),
        }
    }

    /// Shows what is wrong with the daemon itself.
    #[must_use]
    pub fn telling(self, concerns: Arc<Concerns>) -> Self {
        Self { concerns, ..self }
    }

    /// Another config or frame: every document is stale at once.
    pub fn swap(&self, live: Arc<Live>, frame: Frame) {
        let number = self.view.load().number + 1;
        self.view.store(Arc::new(View { live, frame, number }));
    }

    /// The feeds of these scopes changed.
    pub fn changed(&self, scopes: &[Scope]) {
        let revision = self.revision.fetch_add(1, Ordering::SeqCst) + 1;
        let mut versions = lock(&self.scopes);
        for scope in scopes {
            versions.insert(scope.clone(), revision);
        }
    }

    /// A source's state moved: the page of its problems may be stale.
    pub fn state(&self, state: &SourceState) {
        let mut states = lock(&self.states);
        states.insert(state.source.clone(), state.clone());
    }

    /// Requests are answered from now on.
    pub fn open(&self) {
        self.ready.store(true, Ordering::SeqCst);
    }

    /// The event loop is alive.
    pub fn beat(&self) {
        let now = u64::try_from(self.clock.millis()).unwrap_or(0);
        self.alive_at.store(now, Ordering::SeqCst);
    }

    /// Documents rendered since the start, for the test that counts them.
    pub fn rendered(&self) -> u64 {
        self.rendered.load(Ordering::SeqCst)
    }

    /// Makes again what is stale and was asked for lately; the unified feed always.
    pub async fn refresh(&self) {
        let since = self.clock.millis() - HOT_MILLIS;
        let mut hot: Vec<String> = {
            let held = lock(&self.documents);
            held.by_path.iter().filter(|(_, s)| s.asked_at >= since).map(|(path, _)| path.clone()).collect()
        };
        hot.push("/feed.atom".to_owned());
        hot.sort_unstable();
        hot.dedup();
        for path in hot {
            if let Err(fault) = self.get(&path, Coding::Gzip, false).await {
                tracing::error!(path, %fault, "a feed could not be rendered");
            }
        }
    }

    /// The document of a path as it stands now, with the wanted coding filled in.
    async fn get(&self, path: &str, coding: Coding, asked: bool) -> Result<Option<Arc<Document>>, Fault> {
        let view = self.view.load_full();
        let Some(wanted) = wanted(path, &view.live) else { return Ok(None) };
        if let Some(document) = self.shelved(path, &wanted, &view, asked)
            && document.form(coding).is_some()
        {
            return Ok(Some(document));
        }
        let _one_at_a_time = match self.making.get(slot(path)) {
            Some(lock) => Some(lock.lock().await),
            None => None,
        };
        let document = match self.shelved(path, &wanted, &view, asked) {
            Some(document) => document,
            None => match self.make(path, wanted, view, asked).await {
                // while the store is closed the document of before is better than none
                Err(Fault::Store(fault)) if fault.is_full() => {
                    match lock(&self.documents).by_path.get(path) {
                        Some(shelved) => Arc::clone(&shelved.document),
                        None => return Err(fault.into()),
                    }
                }
                made => made?,
            },
        };
        self.fill(path, &document, coding).await;
        Ok(Some(document))
    }

    /// What is on the shelf and good enough to be given out.
    fn shelved(&self, path: &str, wanted: &Wanted, view: &View, asked: bool) -> Option<Arc<Document>> {
        let current = self.version(wanted, view);
        let now = self.clock.millis();
        let mut held = lock(&self.documents);
        let shelved = held.by_path.get_mut(path)?;
        if asked {
            shelved.asked_at = now;
        }
        let age = now.saturating_sub(shelved.made_at);
        let young = asked && (0..FRESH_MILLIS).contains(&age) && shelved.version.view == current.view;
        (shelved.version == current || young).then(|| Arc::clone(&shelved.document))
    }

    fn version(&self, wanted: &Wanted, view: &View) -> Version {
        let scope = match wanted {
            Wanted::Unified(_) => Some(&Scope::All),
            Wanted::Feed(scope, _) => Some(scope),
            Wanted::Index | Wanted::Feeds | Wanted::Sources => None,
            Wanted::Health => return Version { view: view.number, scope: self.problems() },
        };
        let versions = lock(&self.scopes);
        let scope = scope.and_then(|scope| versions.get(scope)).copied().unwrap_or(0);
        Version { view: view.number, scope }
    }

    /// A number that differs when the set of problems does.
    fn problems(&self) -> u64 {
        let states = lock(&self.states);
        let one = |s: &SourceState| {
            let mut hasher = DefaultHasher::new();
            (s.source.as_str(), s.problem.as_ref().map(|p| (p.kind, &p.sentence))).hash(&mut hasher);
            hasher.finish()
        };
        let own = |raised: &Raised| {
            let mut hasher = DefaultHasher::new();
            (raised.concern as u8, raised.problem.kind, &raised.problem.sentence, raised.since)
                .hash(&mut hasher);
            hasher.finish()
        };
        let own = self.concerns.all().iter().map(own).fold(0, u64::wrapping_add);
        states.values().filter(|s| s.problem.is_some()).map(one).fold(own, u64::wrapping_add) >> 1
    }

    async fn make(
        &self,
        path: &str,
        wanted: Wanted,
        view: Arc<View>,
        asked: bool,
    ) -> Result<Arc<Document>, Fault> {
        let version = self.version(&wanted, &view);
        let store = Arc::clone(&self.store);
        let sick = if wanted == Wanted::Health { self.sick() } else { Vec::new() };
        let own = if wanted == Wanted::Health { self.concerns.all() } else { Vec::new() };
        let making = tokio::task::spawn_blocking(move || render(&store, &view, &wanted, &sick, &own));
        let document = Arc::new(making.await??);
        self.rendered.fetch_add(1, Ordering::SeqCst);
        let now = self.clock.millis();
        let shelved = Shelved {
            bytes: document.held_bytes(),
            document: Arc::clone(&document),
            made_at: now,
            asked_at: if asked { now } else { 0 },
            version,
        };
        let mut held = lock(&self.documents);
        held.put(path, shelved);
        Ok(document)
    }

    /// Fills in one coding, once.
    async fn fill(&self, path: &str, document: &Arc<Document>, coding: Coding) {
        if document.form(coding).is_some() {
            return;
        }
        let shared = Arc::clone(document);
        if tokio::task::spawn_blocking(move || publish::fill(&shared, coding)).await.is_err() {
            tracing::error!(path, "a document could not be compressed");
        }
        lock(&self.documents).weigh(path);
    }

    /// States of the sources with a problem, by id.
    fn sick(&self) -> Vec<SourceState> {
        let mut sick: Vec<_> = lock(&self.states).values().filter(|s| s.problem.is_some()).cloned().collect();
        sick.sort_by(|a, b| a.source.cmp(&b.source));
        sick
    }
}

impl Library for Shelf {
    fn document<'a>(&'a self, path: &'a str, coding: Coding) -> Found<'a> {
        Box::pin(async move {
            self.get(path, coding, true).await.map_err(|fault| {
                tracing::error!(path, %fault, "a document could not be rendered");
                Unready { retry_after: RETRY_AFTER }
            })
        })
    }

    fn trouble(&self) -> Option<String> {
        let all = self.concerns.all();
        let sentences: Vec<String> = all.into_iter().map(|raised| raised.problem.sentence).collect();
        (!sentences.is_empty()).then(|| sentences.join("; "))
    }

    fn ready(&self) -> bool {
        self.ready.load(Ordering::SeqCst)
    }

    fn alive(&self) -> bool {
        let beat = i64::try_from(self.alive_at.load(Ordering::SeqCst)).unwrap_or(i64::MAX);
        self.clock.millis().saturating_sub(beat) < ALIVE_MILLIS
    }
}

impl Held {
    fn put(&mut self, path: &str, shelved: Shelved) {
        self.bytes += shelved.bytes;
        if let Some(old) = self.by_path.insert(path.to_owned(), shelved) {
            self.bytes = self.bytes.saturating_sub(old.bytes);
        }
        self.shrink(path);
    }

    /// A compressed form was added to the document of `path`.
    fn weigh(&mut self, path: &str) {
        if let Some(shelved) = self.by_path.get_mut(path) {
            let bytes = shelved.document.held_bytes();
            self.bytes = (self.bytes + bytes).saturating_sub(shelved.bytes);
            shelved.bytes = bytes;
        }
        self.shrink(path);
    }

    /// Down to three quarters of the bound in one go, so that the scan is rare.
    fn shrink(&mut self, keep: &str) {
        if self.bytes <= HELD_BYTES {
            return;
        }
        let mut by_age: Vec<(i64, String)> =
            self.by_path.iter().map(|(path, s)| (s.asked_at, path.clone())).collect();
        by_age.sort_unstable();
        for (_, path) in by_age {
            if self.bytes <= HELD_BYTES / 4 * 3 {
                break;
            }
            if path != keep
                && let Some(old) = self.by_path.remove(&path)
            {
                self.bytes = self.bytes.saturating_sub(old.bytes);
            }
        }
    }
}

fn render(
    store: &Store,
    view: &View,
    wanted: &Wanted,
    sick: &[SourceState],
    own: &[Raised],
) -> Result<Document, Fault> {
    let press = pipeline::press(&view.live, view.frame.instance);
    let changed = view.frame.changed;
    Ok(match wanted {
        Wanted::Unified(format) => pipeline::publish_unified(store, &view.live, &view.frame, *format)?,
        Wanted::Feed(scope, format) => pipeline::publish(store, &view.live, &view.frame, scope, *format)?,
        Wanted::Index => press.index(changed),
        Wanted::Feeds => press.opml_feeds(changed),
        Wanted::Sources => press.opml_sources(changed),
        Wanted::Health => {
            let since = sick.iter().map(report::since).chain(own.iter().map(|raised| raised.since));
            let updated = since.fold(changed, Ord::max);
            let own: Vec<_> = own.iter().map(|raised| (&raised.problem, raised.since)).collect();
            publish::render(&press.health(sick, &own, updated), Format::Atom)
        }
    })
}

/// What a path asks for; absent for a path that no document has.
fn wanted(path: &str, live: &Live) -> Option<Wanted> {
    match path {
        "/" => return Some(Wanted::Index),
        "/opml.xml" => return Some(Wanted::Feeds),
        "/sources.opml" => return Some(Wanted::Sources),
        "/health.atom" => return Some(Wanted::Health),
        _ => (),
    }
    let (stem, ending) = path.strip_prefix('/')?.rsplit_once('.')?;
    let format = Format::of_ending(ending)?;
    let scope = match stem.split_once('/') {
        None if stem == "feed" => return Some(Wanted::Unified(format)),
        None if stem == "latest" => Scope::All,
        None => return None,
        Some(("category", slug)) => {
            let category = live.config.taxonomy.categories.iter().find(|c| c.slug.as_str() == slug)?;
            Scope::Category(category.slug.clone())
        }
        Some(("province", slug)) => {
            let province = live.config.taxonomy.provinces.iter().find(|p| p.slug.as_str() == slug)?;
            Scope::Province(province.slug.clone())
        }
        Some(("source", id)) => Scope::Source(live.source(&id.parse().ok()?)?.id.clone()),
        Some(_) => return None,
    };
    Some(Wanted::Feed(scope, format))
}

fn slot(path: &str) -> usize {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    usize::try_from(hasher.finish() % LOCKS as u64).unwrap_or(0)
}

/// A panic while the lock was held leaves plain data behind, not half an invariant.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
