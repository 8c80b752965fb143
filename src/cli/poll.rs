//! `diemtin poll`: one cycle now. A bar on a terminal, one line a source, a summary.

use super::client::Client;
use super::context;
use super::exit::Failure;
use super::out;
use super::table;
use crate::config::Config;
use crate::daemon::clock::Clock;
use crate::daemon::control::{PollQuery, named_sources};
use crate::daemon::engine::{Command, Engine};
use crate::daemon::live::Live;
use crate::daemon::report::PollReport;
use crate::daemon::shelf::Shelf;
use crate::store::{OpenMode, Store};
use anyhow::anyhow;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

/// Columns of an id, at most.
const MAX_ID: usize = 32;

/// Pages that a poll left to be read are waited for this long.
const LONGEST_DRAIN: Duration = Duration::from_secs(15 * 60);

/// Arguments of `poll`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Ids of the sources; none: every enabled one
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Polls, by way of the daemon when one runs.
pub fn poll(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let total = match args.sources.len() {
        0 => config.sources.iter().filter(|s| s.enabled).count(),
        named => named,
    };
    let mut output = Output::new(total, args.json);
    output.id_width = match args.sources.len() {
        0 => config.sources.iter().filter(|s| s.enabled).map(|s| s.id.as_str().len()).max(),
        _ => args.sources.iter().map(String::len).max(),
    }
    .map_or(0, |widest| widest.min(MAX_ID));
    let runtime = context::runtime()?;
    match Client::find(&config.settings.store.control)? {
        Some(client) => {
            let query = PollQuery { sources: args.sources };
            let mut line = |line: &[u8]| output.report(&serde_json::from_slice(line)?);
            runtime.block_on(client.post("/v1/poll", &query, &mut line))?;
        }
        None => runtime.block_on(poll_ourselves(config, &args.sources, &mut output))?,
    }
    output.finish();
    Ok(())
}

/// The daemon's own loop, for one cycle.
async fn poll_ourselves(config: Config, names: &[String], output: &mut Output) -> anyhow::Result<()> {
    let clock = Clock::System;
    let live = Arc::new(Live::new(config)?);
    let sources = named_sources(&live, names).map_err(|sentence| anyhow!(sentence))?;
    let store = Arc::new(Store::open(&live.config.settings.store.path, OpenMode::Create, clock.now())?);
    let frame = store.stored_frame(clock.now())?;
    let shelf = Arc::new(Shelf::new(Arc::clone(&store), Arc::clone(&live), frame, clock.clone()));
    let engine = Engine::new(store, live, shelf, clock, false)?;

    let (commands, obeyed) = mpsc::channel(1);
    let (reports, mut arriving) = mpsc::unbounded_channel();
    let stop = CancellationToken::new();
    commands.send(Command::Poll { sources, reports }).await?;
    let (mut result, mut left) = (Ok(()), false);
    let print = async {
        while let Some(report) = arriving.recv().await {
            if result.is_ok() {
                result = output.report(&report);
            }
        }
        output.reading();
        let (reply, drained) = oneshot::channel();
        // both fail only when the loop has ended by itself
        if commands.send(Command::Drain(reply)).await.is_ok() {
            let waited = tokio::time::timeout(LONGEST_DRAIN, drained).await;
            left = waited.is_err();
        }
        stop.cancel();
    };
    let (ended, ()) = tokio::join!(engine.run(obeyed, stop.clone()), print);
    ended?;
    if left {
        out::say("pages are left to be read: the next poll, or the daemon, goes on with them");
    }
    result
}

/// What is printed as reports come.
struct Output {
    bar: ProgressBar,
    json: bool,
    width: usize,
    id_width: usize,
    polled: usize,
    new: usize,
    problems: usize,
}

impl Output {
    fn new(total: usize, json: bool) -> Self {
        // Drawn on standard error, and only where that is a terminal.
        let target = if json { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}") {
            bar.set_style(style);
        }
        Self { bar, json, width: table::terminal_width(), id_width: MAX_ID, polled: 0, new: 0, problems: 0 }
    }

    fn report(&mut self, report: &PollReport) -> anyhow::Result<()> {
        self.polled += 1;
        self.new += report.new;
        self.problems += usize::from(report.problem.is_some());
        let line = if self.json { serde_json::to_string(report)? } else { self.line(report) };
        self.bar.suspend(|| out::line(&line))?;
        self.bar.inc(1);
        Ok(())
    }

    fn line(&self, report: &PollReport) -> String {
        let what = match &report.problem {
            Some(problem) => format!("{}: {}", problem.kind.as_str(), problem.sentence),
            None if report.outcome == "changed" => format!("{} new of {}", report.new, report.entries),
            None => report.outcome.clone(),
        };
        let (id, ids) = (table::cut(&report.source, self.id_width), self.id_width);
        table::cut(&format!("{id:<ids$}  {:>3}  {:>6} ms  {what}", report.status, report.took_ms), self.width)
    }

    /// Every source was polled; what new entries of lists wait for is read next.
    fn reading(&self) {
        if self.new > 0 {
            self.bar.set_message("reading article pages");
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
        out::say(&format!(
            "{} sources polled, {} new entries, {} with problems",
            self.polled, self.new, self.problems
        ));
    }
}
