//! `diemtin run`: everything is opened in order, run together, and closed in order.

use super::clock::Clock;
use super::concerns::Concerns;
use super::control::{self, Desk, Reloaded};
use super::engine::{Command, Engine};
use super::fault::Fault;
use super::live::Live;
use super::shelf::Shelf;
use super::upkeep::Upkeep;
use super::{restoring, signals, systemd};
use crate::config::{self, Config};
use crate::model::Timestamp;
use crate::serve;
use crate::store::{Frame, Store};
use arc_swap::ArcSwap;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Commands waiting for the loop, at most.
const COMMANDS: usize = 64;
/// Stories recomputed between two lines of the log.
const PROGRESS_EVERY_STORIES: u64 = 50_000;

/// Runs the daemon until a signal or `stop` ends it.
pub async fn run(path: PathBuf, config: Config, clock: Clock, stop: CancellationToken) -> Result<(), Fault> {
    let listener = listener(&config).await?;
    let settings = config.settings.store.clone();
    let now = clock.now();
    let opening = tokio::task::spawn_blocking(move || restoring::open(&settings, now));
    let store = Arc::new(opening.await??);
    let socket = control::bind(&config.settings.store.control)?;
    let socket_path = config.settings.store.control.clone();

    let live = Arc::new(Live::new(config)?);
    announce(&live, &listener);
    let frame = store.stored_frame(now)?;
    let concerns = Arc::new(Concerns::default());
    let shelf = Shelf::new(Arc::clone(&store), Arc::clone(&live), frame, clock.clone());
    let shelf = Arc::new(shelf.telling(Arc::clone(&concerns)));
    let engine = Engine::new(Arc::clone(&store), Arc::clone(&live), Arc::clone(&shelf), clock.clone(), true)?;

    let engine = engine.telling(Arc::clone(&concerns));

    let (live, rejudge) = (Arc::new(ArcSwap::new(live)), Arc::default());
    let house = House { path, store, shelf, clock, live, concerns, rejudge, stop };
    let result = house.live_in(engine, listener, socket).await;
    // The socket is ours as long as the store is locked; nobody else can have replaced it.
    let _ = std::fs::remove_file(socket_path);
    result
}

/// What the parts of a running daemon share.
#[derive(Clone)]
struct House {
    path: PathBuf,
    store: Arc<Store>,
    shelf: Arc<Shelf>,
    clock: Clock,
    live: Arc<ArcSwap<Live>>,
    concerns: Arc<Concerns>,
    rejudge: Arc<Notify>,
    stop: CancellationToken,
}

impl House {
    async fn live_in(self, engine: Engine, listener: TcpListener, socket: UnixListener) -> Result<(), Fault> {
        let (commands, obeyed) = mpsc::channel(COMMANDS);
        let (reload, reloads) = mpsc::channel(1);
        let (hup, hups) = mpsc::channel(1);
        let upkeep = Arc::new(Upkeep {
            store: Arc::clone(&self.store),
            shelf: Arc::clone(&self.shelf),
            live: Arc::clone(&self.live),
            clock: self.clock.clone(),
            commands: commands.clone(),
            concerns: Arc::clone(&self.concerns),
            rejudge: Arc::clone(&self.rejudge),
            one: tokio::sync::Mutex::default(),
            rewritten: std::sync::atomic::AtomicU64::default(),
        });
        let desk = Desk {
            commands: commands.clone(),
            reload,
            store: Arc::clone(&self.store),
            live: Arc::clone(&self.live),
            upkeep: Arc::clone(&upkeep),
            clock: self.clock.clone(),
        };

        let mut helpers: JoinSet<std::io::Result<()>> = JoinSet::new();
        helpers.spawn(signals::listen(self.stop.clone(), hup));
        helpers.spawn(control::serve(socket, desk));
        helpers.spawn(upkeep.run());
        helpers.spawn(self.clone().reload_when_asked(commands, hups, reloads));
        let app = serve::app(Arc::clone(&self.shelf) as Arc<dyn serve::Library>);
        let mut serving = JoinSet::new();
        serving.spawn(serve::serve(listener, app, serve::Limits::default(), self.stop.clone()));

        self.shelf.beat();
        self.shelf.open();
        systemd::ready();
        let result = engine.run(obeyed, self.stop.clone()).await;
        self.stop.cancel();
        if let Err(fault) = &result {
            tracing::error!(%fault, "the event loop ended");
        }
        while serving.join_next().await.is_some() {}
        helpers.shutdown().await;
        result
    }

    /// Builds the index anew where the rules changed, then waits for reloads.
    async fn reload_when_asked(
        self,
        commands: mpsc::Sender<Command>,
        mut hups: mpsc::Receiver<()>,
        mut asked: mpsc::Receiver<oneshot::Sender<Reloaded>>,
    ) -> std::io::Result<()> {
        self.index().await;
        loop {
            let reply = tokio::select! {
                Some(()) = hups.recv() => None,
                Some(reply) = asked.recv() => Some(reply),
                () = self.rejudge.notified() => {
                    self.index().await;
                    continue;
                }
                else => return Ok(()),
            };
            systemd::reloading();
            let reloaded = self.reload(&commands).await;
            systemd::ready();
            if let Some(reply) = reply {
                // The command may have gone away; the reload counts all the same.
                let _ = reply.send(reloaded);
            }
        }
    }

    /// Takes a new config over; a broken one changes nothing.
    async fn reload(&self, commands: &mpsc::Sender<Command>) -> Reloaded {
        let path = self.path.clone();
        let loaded = tokio::task::spawn_blocking(move || config::load(&path)).await;
        let config = match loaded {
            Ok(Ok(config)) => config,
            Ok(Err(faults)) => return kept(faults.iter().map(ToString::to_string).collect()),
            Err(_) => return kept(vec!["reading the config made the program fail".to_owned()]),
        };
        let warnings = not_brought_about(&self.live.load().config, &config);
        let live = match Live::new(config) {
            Ok(live) => Arc::new(live),
            Err(fault) => return kept(vec![fault.to_string()]),
        };
        self.live.store(Arc::clone(&live));
        let (taken, in_force) = oneshot::channel();
        if commands.send(Command::Swap(Arc::clone(&live), taken)).await.is_err() {
            return kept(vec!["the daemon is stopping".to_owned()]);
        }
        tracing::info!(sources = live.config.sources.len(), "the new config is in force");
        for warning in &warnings {
            tracing::warn!("{warning}");
        }
        // What is still judged by the old rules is written first, so that the index finds it; without the loop
        // nothing is written at all.
        let _ = in_force.await;
        self.index().await;
        Reloaded { faults: Vec::new(), warnings }
    }

    /// Recomputes opinions where the rules changed, then shows every document in the new frame.
    async fn index(&self) {
        let live = self.live.load_full();
        let (store, rules, now) = (Arc::clone(&self.store), Arc::clone(&live), self.clock.now());
        let stop = self.stop.clone();
        let stories = self.store.stats().map_or(0, |stats| stats.stories);
        let indexing = tokio::task::spawn_blocking(move || {
            let mut judged = 0_u64;
            let mut assign = |entries: &[&crate::model::EntryRecord]| {
                judged += 1;
                if judged.is_multiple_of(PROGRESS_EVERY_STORIES) {
                    tracing::info!(judged, of = stories, "categories and provinces are being recomputed");
                }
                rules.rules.assign(entries)
            };
            // a stop does not wait for it: the next start begins anew
            store.reindex_until(&|| stop.is_cancelled(), rules.rules.digest(), &mut assign, now)
        });
        match indexing.await {
            Ok(Ok(Some(committed))) => {
                self.shelf.changed(&committed.scopes);
                if !committed.scopes.is_empty() {
                    tracing::info!("categories and provinces were recomputed by the new rules");
                }
            }
            Ok(Ok(None)) => (),
            Ok(Err(fault)) => {
                tracing::error!(%fault, "the index could not be rebuilt; the old one is served")
            }
            Err(_) => tracing::error!("rebuilding the index made the program fail; the old one is served"),
        }
        match frame(&self.store, &live, self.clock.now()).await {
            Ok(frame) => self.shelf.swap(live, frame),
            Err(fault) => tracing::error!(%fault, "the new titles cannot be shown"),
        }
    }
}

/// The moment of the frame moves when the config or the rules of the index differ from the stored ones.
async fn frame(store: &Arc<Store>, live: &Live, now: Timestamp) -> Result<Frame, Fault> {
    let all = blake3::hash(&[live.config.digest, live.rules.digest()].concat());
    let mut digest = [0; 16];
    digest.copy_from_slice(all.as_bytes().get(..16).unwrap_or(&[0; 16]));
    let store = Arc::clone(store);
    Ok(tokio::task::spawn_blocking(move || store.frame(digest, crate::publish::RENDERER, now)).await??)
}

async fn listener(config: &Config) -> Result<TcpListener, Fault> {
    let address = config.settings.server.listen.to_string();
    let fault = |cause| Fault::Listen { address: address.clone(), cause };
    match systemd::handed_over() {
        Some(listener) => TcpListener::from_std(listener.map_err(fault)?).map_err(fault),
        None => TcpListener::bind(config.settings.server.listen).await.map_err(fault),
    }
}

fn announce(live: &Live, listener: &TcpListener) {
    let settings = &live.config.settings;
    let enabled = live.config.sources.iter().filter(|s| s.enabled).count();
    let address = listener.local_addr().map(|a| a.to_string()).unwrap_or_default();
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        address,
        feed = format!("{}feed.atom", settings.server.public_url),
        sources = enabled,
        "diemtin is running"
    );
    if live.anonymous() {
        tracing::warn!(
            "no contact address is configured, so public hosts are polled hourly at most; \
             set contact = \"mailto:you@example.org\" at the top of the config"
        );
    }
    for source in
        live.config.sources.iter().filter(|s| s.enabled && s.tls == crate::model::TlsPolicy::AcceptInvalid)
    {
        tracing::warn!(source = %source.id, "its certificate is not checked, as its config says");
    }
    for warning in &live.config.warnings {
        tracing::warn!("{warning}");
    }
}

fn kept(faults: Vec<String>) -> Reloaded {
    for fault in &faults {
        tracing::warn!("{fault}");
    }
    tracing::warn!(faults = faults.len(), "the new config is broken; the old one stays in force");
    Reloaded { faults, warnings: Vec::new() }
}

/// What the new config says in vain, and what a reload cannot change.
fn not_brought_about(old: &Config, new: &Config) -> Vec<String> {
    let mut warnings: Vec<String> = new.warnings.iter().map(ToString::to_string).collect();
    let (old, new) = (&old.settings, &new.settings);
    let changed = [
        ("[server] listen", old.server.listen != new.server.listen),
        ("[store] path", old.store.path != new.store.path),
        ("[store] control", old.store.control != new.store.control),
    ];
    for (name, _) in changed.iter().filter(|(_, changed)| *changed) {
        warnings.push(format!("{name} changed: restart the daemon for it to take effect"));
    }
    warnings
}
