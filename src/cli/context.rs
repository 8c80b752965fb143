//! What most commands begin with: the config, the runtime, the daemon or the store.

use super::client::Client;
use super::exit::Failure;
use super::out;
use crate::config::{self, Config};
use crate::daemon::clock::Clock;
use crate::store::{OpenMode, Store};
use std::path::PathBuf;
use tokio::runtime::{Builder, Runtime};

/// Threads for parsing, rendering and the store, two of which may wait for a writer that walks the whole
/// store; the kernel shares two cores among them anyway.
const BLOCKING_THREADS: usize = 5;

/// The config of `--config` or of the default place; its faults are printed.
pub fn load(path: Option<PathBuf>) -> Result<(PathBuf, Config), Failure> {
    let path = path.unwrap_or_else(config::default_path);
    match config::load(&path) {
        Ok(config) => Ok((path, config)),
        Err(faults) => {
            for fault in &faults {
                out::say(&fault.to_string());
            }
            Err(Failure::Config)
        }
    }
}

/// The runtime of every command.
pub fn runtime() -> Result<Runtime, Failure> {
    let mut builder = Builder::new_multi_thread();
    Ok(builder.enable_all().max_blocking_threads(BLOCKING_THREADS).build()?)
}

/// Who answers a command: the daemon, or the store itself.
pub enum Answerer {
    /// A daemon runs.
    Daemon(Client),
    /// None does; the store is ours for the moment.
    Store(Box<Store>),
}

/// The daemon when one runs, else the store, which is never created here.
pub fn answerer(config: &Config) -> Result<Answerer, Failure> {
    if let Some(client) = Client::find(&config.settings.store.control)? {
        return Ok(Answerer::Daemon(client));
    }
    Ok(Answerer::Store(Box::new(store(config)?)))
}

/// The store itself, which is never created here.
pub fn store(config: &Config) -> anyhow::Result<Store> {
    let store = Store::open(&config.settings.store.path, OpenMode::Existing, Clock::System.now());
    store.map_err(|fault| anyhow::anyhow!("{fault}; {}", fault.advice()))
}
