//! `diemtin store …`: look after the store.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::out;
use crate::daemon::clock::Clock;
use crate::store::{OpenMode, Store};
use anyhow::Context;
use serde_json::Value;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::PathBuf;

/// What can be done to a store.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// The store in figures
    Stats {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Verify every cross-reference; the daemon must not run
    Check,
    /// Write everything as JSON Lines; the daemon must not run
    Export {
        /// Where to [default: standard output]
        file: Option<PathBuf>,
    },
    /// Fill a store that does not exist yet from an export
    Import {
        /// The export (- is standard input)
        file: PathBuf,
    },
}

/// Does it.
pub fn store(config: Option<PathBuf>, command: Command) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let path = &config.settings.store.path;
    let now = Clock::System.now();
    let open = |mode| Store::open(path, mode, now);
    match command {
        Command::Stats { json } => {
            let stats: Value = match context::answerer(&config)? {
                Answerer::Daemon(client) => context::runtime()?.block_on(client.get("/v1/stats"))?,
                Answerer::Store(store) => serde_json::to_value(store.stats()?)?,
            };
            out::line(&if json {
                serde_json::to_string(&stats)?
            } else {
                serde_json::to_string_pretty(&stats)?
            })?;
        }
        Command::Check => return check(&open(OpenMode::Existing)?),
        Command::Export { file } => {
            let store = open(OpenMode::Existing)?;
            match file {
                None => export_to_output(&store)?,
                Some(file) => export_to(&store, &file)?,
            }
        }
        Command::Import { file } => {
            let imported = match file.as_os_str() == "-" {
                true => Store::import(path, &mut std::io::stdin().lock(), now)?,
                false => {
                    let file = File::open(&file).with_context(|| format!("{}", file.display()))?;
                    Store::import(path, &mut BufReader::new(file), now)?
                }
            };
            out::line(&serde_json::to_string(&imported)?)?;
        }
    }
    Ok(())
}

/// A reader that has had enough ends the export, and that is no fault.
fn export_to_output(store: &Store) -> anyhow::Result<()> {
    let mut out = BufWriter::new(out::Pipe::default());
    let exported = store.export(&mut out);
    if !out.get_ref().closed {
        exported?;
    }
    Ok(())
}

/// Written beside its place and moved there when complete, so that no half export is ever found.
fn export_to(store: &Store, file: &std::path::Path) -> anyhow::Result<()> {
    let part = file.with_extension("part");
    let mut out = BufWriter::new(File::create(&part).with_context(|| format!("{}", part.display()))?);
    store.export(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(std::fs::rename(&part, file)?)
}

fn check(store: &Store) -> Result<(), Failure> {
    let found = store.check()?;
    for fault in &found.faults {
        out::line(fault)?;
    }
    out::line(&format!(
        "{} entries, {} stories: {} faults",
        found.counts.entries,
        found.counts.stories,
        found.faults.len()
    ))?;
    if found.faults.is_empty() { Ok(()) } else { Err(Failure::Reported) }
}
