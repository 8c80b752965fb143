//! `diemtin run` and `diemtin reload`.

use super::client::Client;
use super::context;
use super::exit::Failure;
use super::out;
use crate::daemon::clock::Clock;
use crate::daemon::control::Reloaded;
use crate::daemon::{self, logging};
use anyhow::anyhow;
use std::path::PathBuf;
use tokio_util::sync::CancellationToken;

/// The daemon, until a signal ends it.
pub fn run(config: Option<PathBuf>) -> Result<(), Failure> {
    let (path, config) = context::load(config)?;
    logging::start();
    let runtime = context::runtime()?;
    let running = daemon::run::run(path, config, Clock::System, CancellationToken::new());
    Ok(runtime.block_on(running)?)
}

/// Makes a running daemon read its config again.
pub fn reload(config: Option<PathBuf>) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let client = Client::find(&config.settings.store.control)?;
    let client = client.ok_or_else(|| anyhow!("no daemon runs; start it with `diemtin run`"))?;
    let mut broken = false;
    context::runtime()?.block_on(client.post("/v1/reload", &(), |line| {
        let reloaded: Reloaded = serde_json::from_slice(line)?;
        for sentence in reloaded.faults.iter().chain(&reloaded.warnings) {
            out::say(sentence);
        }
        broken = !reloaded.faults.is_empty();
        Ok(())
    }))?;
    if broken {
        out::say("the new config is broken; the old one stays in force");
        return Err(Failure::Config);
    }
    out::say("the new config is in force");
    Ok(())
}
