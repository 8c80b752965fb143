//! The control socket: how commands reach a running daemon. JSON over HTTP on a Unix socket, mode 0660.
//!
//! | request | answer |
//! |---|---|
//! | `GET /v1/sources` | every source, as [`SourceReport`] |
//! | `GET /v1/stories?scope…&limit` | newest stories, as [`StoryReport`] |
//! | `GET /v1/revisions?of` | how a story was edited, as [`RevisionReport`] |
//! | `POST /v1/poll` | one [`PollReport`] a line, as each is settled |
//! | `POST /v1/reload` | faults and warnings of the config, as [`Reloaded`] |
//! | `GET /v1/explain?of` | why a story is what it is, as [`ExplainReport`] |
//! | `GET /v1/suggest?category` | phrases for a category, as [`Learned`] |
//! | `GET /v1/quarantine` | what waits for a person, as [`QuarantineReport`] |
//! | `POST /v1/quarantine` | what a decision came to, as [`quarantine::Decided`] |
//! | `GET /v1/stats` | the store in figures, as [`crate::store::Survey`] |
//! | `GET /v1/concerns` | problems of the daemon itself |
//! | `POST /v1/check`, `POST /v1/compact` | look after the store; polling rests meanwhile |
//! | `GET /v1/export`, `POST /v1/import` | everything as JSON Lines, out and in |

use super::clock::Clock;
use super::engine::Command;
use super::explaining::{self, ExplainQuery, ExplainReport, SuggestFault, SuggestQuery};
use super::fault::Fault;
use super::live::Live;
use super::named::NameFault;
use super::quarantine::{self, Decision, QuarantineReport};
use super::report::{self, PollReport, SourceReport, StoryReport};
use super::revisions::{RevisionQuery, RevisionReport, find_revisions};
use super::upkeep::Upkeep;
use super::work::Deciding;
use crate::classify::Learned;
use crate::model::{Scope, SourceId, SourceState};
use crate::store::{Store, StoreError};
use arc_swap::ArcSwap;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use tokio::net::UnixListener;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::UnboundedReceiverStream;

mod caring;

pub use caring::CheckQuery;

/// Owner and group may command the daemon.
const SOCKET_MODE: u32 = 0o660;
/// Stories looked through for a query, at most.
const QUERY_WINDOW: usize = 5_000;
/// Stories in one answer, at most.
const MAX_STORIES: usize = 10_000;

/// What the socket needs of the daemon.
#[derive(Clone)]
pub struct Desk {
    /// To the event loop.
    pub commands: mpsc::Sender<Command>,
    /// To the reloader; it answers with the faults found.
    pub reload: mpsc::Sender<oneshot::Sender<Reloaded>>,
    /// Read directly: readers never wait for the loop.
    pub store: Arc<Store>,
    /// What is in force.
    pub live: Arc<ArcSwap<Live>>,
    /// Looks after the store.
    pub upkeep: Arc<Upkeep>,
    /// The time of decisions.
    pub clock: Clock,
}

/// What a reload came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reloaded {
    /// Why the old config stays in force; empty when the new one is.
    pub faults: Vec<String>,
    /// What the new config does not bring about, and why.
    #[serde(default)]
    pub warnings: Vec<String>,
}

/// Which stories are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StoryQuery {
    /// A category's slug.
    pub category: Option<String>,
    /// A province's slug.
    pub province: Option<String>,
    /// A source's id.
    pub source: Option<String>,
    /// Words that title or lead must hold, all of them, compared in normal form.
    pub query: Option<String>,
    /// At most this many.
    pub limit: usize,
}

/// Which sources are to be polled; none named: every enabled one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PollQuery {
    /// Their ids.
    pub sources: Vec<String>,
}

/// What is to become of a quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionQuery {
    /// The id of its source.
    pub source: String,
    /// Released or dropped.
    pub decision: Decision,
}

/// Takes the socket. A socket that a killed daemon left behind is replaced; a living one is not.
pub fn bind(path: &Path) -> Result<UnixListener, Fault> {
    let fault = |cause| Fault::Control { path: path.to_owned(), cause };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    if std::os::unix::net::UnixStream::connect(path).is_ok() {
        return Err(fault(std::io::Error::new(
            std::io::ErrorKind::AddrInUse,
            "another daemon answers there",
        )));
    }
    match std::fs::remove_file(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(fault(cause)),
        _ => (),
    }
    let listener = UnixListener::bind(path).map_err(fault)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(SOCKET_MODE)).map_err(fault)?;
    Ok(listener)
}

/// Answers until the task is aborted.
pub async fn serve(listener: UnixListener, desk: Desk) -> std::io::Result<()> {
    let app = Router::new()
        .route("/v1/sources", get(sources))
        .route("/v1/stories", get(stories))
        .route("/v1/explain", get(explain))
        .route("/v1/suggest", get(suggest))
        .route("/v1/revisions", get(revisions))
        .route("/v1/stats", get(caring::stats))
        .route("/v1/concerns", get(caring::concerns))
        .route("/v1/check", post(caring::check))
        .route("/v1/compact", post(caring::compact))
        .route("/v1/export", get(caring::export))
        .route("/v1/import", post(caring::import))
        .route("/v1/poll", post(poll))
        .route("/v1/reload", post(reload))
        .route("/v1/quarantine", get(quarantined).post(decide))
        .with_state(desk);
    axum::serve(listener, app).await
}

async fn sources(State(desk): State<Desk>) -> Result<Json<Vec<SourceReport>>, Refusal> {
    let (reply, states) = oneshot::channel();
    desk.commands.send(Command::States(reply)).await.map_err(|_| Refusal::Stopping)?;
    let states: HashMap<SourceId, SourceState> = states.await.map_err(|_| Refusal::Stopping)?;
    let live = desk.live.load_full();
    let list = tokio::task::spawn_blocking(move || report::sources(&live.config, &states, &desk.store)).await;
    Ok(Json(list.map_err(|_| Refusal::Stopping)?.map_err(StoryFault::Store)?))
}

async fn stories(
    State(desk): State<Desk>,
    Query(query): Query<StoryQuery>,
) -> Result<Json<Vec<StoryReport>>, Refusal> {
    let found = tokio::task::spawn_blocking(move || find_stories(&desk.store, &query)).await;
    Ok(Json(found.map_err(|_| Refusal::Stopping)??))
}

async fn explain(
    State(desk): State<Desk>,
    Query(query): Query<ExplainQuery>,
) -> Result<Json<ExplainReport>, Refusal> {
    let live = desk.live.load_full();
    let report = tokio::task::spawn_blocking(move || explaining::explain(&desk.store, &live, &query)).await;
    Ok(Json(report.map_err(|_| Refusal::Stopping)??))
}

async fn suggest(
    State(desk): State<Desk>,
    Query(query): Query<SuggestQuery>,
) -> Result<Json<Learned>, Refusal> {
    let live = desk.live.load_full();
    let learned = tokio::task::spawn_blocking(move || explaining::suggest(&desk.store, &live, &query)).await;
    Ok(Json(learned.map_err(|_| Refusal::Stopping)??))
}

async fn revisions(
    State(desk): State<Desk>,
    Query(query): Query<RevisionQuery>,
) -> Result<Json<RevisionReport>, Refusal> {
    let found = tokio::task::spawn_blocking(move || find_revisions(&desk.store, &query)).await;
    Ok(Json(found.map_err(|_| Refusal::Stopping)??))
}

async fn poll(State(desk): State<Desk>, Json(query): Json<PollQuery>) -> Result<Response, Refusal> {
    let live = desk.live.load_full();
    let sources = named_sources(&live, &query.sources).map_err(Refusal::Unknown)?;
    let (reports, arriving) = mpsc::unbounded_channel();
    desk.commands.send(Command::Poll { sources, reports }).await.map_err(|_| Refusal::Stopping)?;
    let line = |report: PollReport| {
        let text = serde_json::to_string(&report).unwrap_or_default() + "\n";
        Ok::<_, Infallible>(text)
    };
    Ok(Body::from_stream(UnboundedReceiverStream::new(arriving).map(line)).into_response())
}

async fn quarantined(State(desk): State<Desk>) -> Result<Json<Vec<QuarantineReport>>, Refusal> {
    let found = tokio::task::spawn_blocking(move || quarantine::reports(&desk.store)).await;
    Ok(Json(found.map_err(|_| Refusal::Stopping)?.map_err(StoryFault::Store)?))
}

async fn decide(
    State(desk): State<Desk>,
    Json(asked): Json<DecisionQuery>,
) -> Result<Json<quarantine::Decided>, Refusal> {
    let names = [asked.source];
    let named = named_sources(&desk.live.load_full(), &names).map_err(Refusal::Unknown)?;
    let Some(source) = named.into_iter().next() else { return Err(Refusal::Stopping) };
    let (reply, mut decided) = mpsc::unbounded_channel();
    let deciding = Deciding { source, decision: asked.decision, at: desk.clock.now(), reply };
    desk.commands.send(Command::Decide(deciding)).await.map_err(|_| Refusal::Stopping)?;
    Ok(Json(decided.recv().await.ok_or(Refusal::Stopping)?))
}

async fn reload(State(desk): State<Desk>) -> Result<Json<Reloaded>, Refusal> {
    let (reply, reloaded) = oneshot::channel();
    desk.reload.send(reply).await.map_err(|_| Refusal::Stopping)?;
    Ok(Json(reloaded.await.map_err(|_| Refusal::Stopping)?))
}

/// The configured sources of these ids, each once, or the first that is not configured.
pub fn named_sources(live: &Live, names: &[String]) -> Result<Vec<SourceId>, String> {
    let one = |name: &String| {
        let id = name.parse().ok().and_then(|id: SourceId| live.source(&id)).map(|s| s.id.clone());
        id.ok_or_else(|| format!("no source has the id {name:?}; `diemtin sources` lists them"))
    };
    let mut named = names.iter().map(one).collect::<Result<Vec<_>, _>>()?;
    let mut seen = HashSet::new();
    named.retain(|id| seen.insert(id.clone()));
    Ok(named)
}

/// Why stories could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum StoryFault {
    /// A slug or id that cannot be one.
    #[error("{0:?} is no category, province or source: {1}")]
    BadName(String, crate::model::BadId),
    /// Two of category, province and source.
    #[error("name one of category, province and source; further conditions are for `--query`")]
    TwoScopes,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The newest stories that a query asks for.
pub fn find_stories(store: &Store, query: &StoryQuery) -> Result<Vec<StoryReport>, StoryFault> {
    let scope = scope(query)?;
    let limit = query.limit.min(MAX_STORIES);
    let Some(words) = &query.query else {
        return Ok(store.newest(&scope, limit)?.iter().map(report::story).collect());
    };
    let words = crate::text::normal(words);
    let words: Vec<&str> = words.split(' ').filter(|w| !w.is_empty()).collect();
    let holds = |told: &&crate::store::Told| {
        let text = told
            .entries
            .iter()
            .map(|r| format!("{} {} ", r.entry.title, r.entry.summary))
            .collect::<String>();
        let text = crate::text::normal(&text);
        words.iter().all(|word| text.contains(word))
    };
    let window = store.newest(&scope, QUERY_WINDOW)?;
    Ok(window.iter().filter(holds).take(limit).map(report::story).collect())
}

fn scope(query: &StoryQuery) -> Result<Scope, StoryFault> {
    fn parsed<T: std::str::FromStr<Err = crate::model::BadId>>(text: &str) -> Result<T, StoryFault> {
        text.parse().map_err(|fault| StoryFault::BadName(text.to_owned(), fault))
    }
    match (&query.category, &query.province, &query.source) {
        (None, None, None) => Ok(Scope::All),
        (Some(slug), None, None) => Ok(Scope::Category(parsed(slug)?)),
        (None, Some(slug), None) => Ok(Scope::Province(parsed(slug)?)),
        (None, None, Some(id)) => Ok(Scope::Source(parsed(id)?)),
        _ => Err(StoryFault::TwoScopes),
    }
}

/// Why a request was not answered.
enum Refusal {
    Stopping,
    Unknown(String),
    Stories(StoryFault),
    Store(StoreError),
    Named(NameFault),
    Suggest(SuggestFault),
}

impl From<NameFault> for Refusal {
    fn from(fault: NameFault) -> Self {
        Self::Named(fault)
    }
}

impl From<SuggestFault> for Refusal {
    fn from(fault: SuggestFault) -> Self {
        Self::Suggest(fault)
    }
}

impl From<StoryFault> for Refusal {
    fn from(fault: StoryFault) -> Self {
        Self::Stories(fault)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, sentence) = match self {
            Self::Stopping => (StatusCode::SERVICE_UNAVAILABLE, "the daemon is stopping".to_owned()),
            Self::Unknown(sentence) => (StatusCode::NOT_FOUND, sentence),
            Self::Stories(StoryFault::Store(fault)) => (StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()),
            Self::Store(fault)
            | Self::Named(NameFault::Store(fault))
            | Self::Suggest(SuggestFault::Store(fault)) => {
                (StatusCode::INTERNAL_SERVER_ERROR, format!("{fault}; {}", fault.advice()))
            }
            Self::Named(fault) => (StatusCode::NOT_FOUND, fault.to_string()),
            Self::Suggest(fault) => (StatusCode::NOT_FOUND, fault.to_string()),
            Self::Stories(fault) => (StatusCode::BAD_REQUEST, fault.to_string()),
        };
        (status, sentence).into_response()
    }
}
