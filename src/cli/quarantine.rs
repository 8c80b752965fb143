//! `diemtin quarantine`: what waits of portals that have moved, and what becomes of it.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::out;
use super::table;
use crate::config::Config;
use crate::daemon::clock::Clock;
use crate::daemon::control::{DecisionQuery, named_sources};
use crate::daemon::live::Live;
use crate::daemon::quarantine::{self as held, Decided, Decision, QuarantineReport};
use crate::model::Timestamp;
use crate::store::Store;
use anyhow::anyhow;
use std::path::PathBuf;

/// Arguments of `quarantine`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    decision: Option<Command>,
    /// As JSON, one array; of a decision, one object
    #[arg(long, global = true)]
    json: bool,
}

/// What can become of a quarantine.
#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Publish what waits of a source
    Release {
        /// Its id
        source: String,
    },
    /// Put what waits of a source away for good; it is never published
    Drop {
        /// The id of the source
        source: String,
    },
}

/// Lists what waits, or decides.
pub fn quarantine(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let (source, decision) = match args.decision {
        None => return list(&config, args.json),
        Some(Command::Release { source }) => (source, Decision::Release),
        Some(Command::Drop { source }) => (source, Decision::Drop),
    };
    let decided = match context::answerer(&config)? {
        Answerer::Daemon(client) => {
            let query = DecisionQuery { source, decision };
            context::runtime()?.block_on(client.ask("/v1/quarantine", &query))?
        }
        Answerer::Store(store) => decide(&store, config, source, decision)?,
    };
    out::line(&if args.json { serde_json::to_string(&decided)? } else { told(&decided) })?;
    Ok(())
}

fn list(config: &Config, json: bool) -> Result<(), Failure> {
    let list: Vec<QuarantineReport> = match context::answerer(config)? {
        Answerer::Daemon(client) => context::runtime()?.block_on(client.get("/v1/quarantine"))?,
        Answerer::Store(store) => held::reports(&store)?,
    };
    if json {
        out::line(&serde_json::to_string(&list)?)?;
    } else {
        out::print(&text(&list, table::terminal_width()))?;
    }
    Ok(())
}

/// Without a daemon the store is ours.
fn decide(store: &Store, config: Config, source: String, decision: Decision) -> anyhow::Result<Decided> {
    let live = Live::new(config)?;
    let named = named_sources(&live, &[source]).map_err(|sentence| anyhow!(sentence))?;
    let states = store.states()?;
    let state = named.first().and_then(|id| states.into_iter().find(|state| state.source == *id));
    let state = state.ok_or_else(|| anyhow!("the source was never polled, nothing of it waits"))?;
    let settled = held::decide(store, &live, &state, decision, Clock::System.now())?;
    Ok(held::decided(decision, &settled))
}

fn told(decided: &Decided) -> String {
    let Decided { source, decision, entries, published } = decided;
    match decision {
        _ if *entries == 0 => format!("{source}: nothing waits"),
        Decision::Release => format!("{source}: {entries} entries released, {published} of them published"),
        Decision::Drop => format!("{source}: {entries} entries put away for good"),
    }
}

fn text(list: &[QuarantineReport], width: usize) -> String {
    if list.is_empty() {
        return "nothing waits\n".to_owned();
    }
    let day = |at: Timestamp| at.to_string().get(..10).unwrap_or_default().to_owned();
    let rows = list.iter().flat_map(|of| {
        of.entries.iter().map(move |entry| {
            let shown = match &entry.link {
                Some(link) if entry.title.is_empty() => link.clone(),
                _ => entry.title.clone(),
            };
            vec![of.source.clone(), day(entry.since), entry.published.map(day).unwrap_or_default(), shown]
        })
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut text = table::render(&["source", "waits since", "published", "title"], &rows, width);
    for of in list {
        let left = match of.left {
            0 => String::new(),
            left => format!(" ({left} more were recorded and not kept)"),
        };
        text.push_str(&format!(
            "\n{id}: {count} entries wait{left}\n    → diemtin quarantine release {id}   publishes them\n    \
             → diemtin quarantine drop {id}      puts them away for good\n",
            id = of.source,
            count = of.entries.len(),
        ));
    }
    text
}
