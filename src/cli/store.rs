//! `diemtin store …`: look after the store, with and without a daemon. A daemon goes on serving meanwhile.

use super::client::Client;
use super::context::{self, Answerer};
use super::exit::Failure;
use super::{out, table};
use crate::config::Config;
use crate::daemon::clock::Clock;
use crate::daemon::concerns::Raised;
use crate::daemon::control::CheckQuery;
use crate::daemon::exports;
use crate::store::{Compacted, Imported, Mended, Packer, Stats, Store, Survey, is_packed};
use anyhow::Context;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// What can be done to a store.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// The store in figures, table by table, and what it takes on disk
    Stats {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Verify every cross-reference, and mend what can be mended without losing an article
    Check {
        /// Only look
        #[arg(long)]
        dry_run: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Write everything as JSON Lines, compressed where the name ends in .zst
    Export {
        /// Where to [default: standard output]
        file: Option<PathBuf>,
    },
    /// Fill a store that holds nothing yet from an export, compressed or not
    Import {
        /// The export (- is standard input)
        file: PathBuf,
    },
    /// Rewrite the store into less room; the old one is replaced when the new one is complete
    Compact {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// Does it.
pub fn store(config: Option<PathBuf>, command: Command) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    match command {
        Command::Stats { json } => stats(&config, json),
        Command::Check { dry_run, json } => check(&config, !dry_run, json),
        Command::Export { file: None } => export_to_output(&config),
        Command::Export { file: Some(file) } => export_to(&config, &file),
        Command::Import { file } => import(&config, &file),
        Command::Compact { json } => compact(&config, json),
    }
}

fn stats(config: &Config, json: bool) -> Result<(), Failure> {
    let (survey, problems): (Survey, Vec<Raised>) = match context::answerer(config)? {
        Answerer::Daemon(client) => {
            let runtime = context::runtime()?;
            (runtime.block_on(client.get("/v1/stats"))?, runtime.block_on(client.get("/v1/concerns"))?)
        }
        Answerer::Store(store) => (store.survey()?, Vec::new()),
    };
    let report = Report { stats: survey.stats, survey: &survey, problems: &problems };
    if json {
        out::line(&serde_json::to_string(&report.json())?)?;
    } else {
        out::print(&text(&report))?;
    }
    Ok(())
}

/// The store in figures, and what is wrong with the daemon.
struct Report<'a> {
    stats: Stats,
    survey: &'a Survey,
    problems: &'a [Raised],
}

impl Report<'_> {
    /// One object, the figures that are counted without a walk first.
    fn json(&self) -> serde_json::Value {
        let mut all = serde_json::to_value(self.stats).unwrap_or_default();
        let Survey { live_bytes, amplification, tables, .. } = self.survey;
        let more = serde_json::json!({
            "live_bytes": live_bytes, "amplification": amplification, "tables": tables, "problems": self.problems
        });
        if let (Some(all), serde_json::Value::Object(more)) = (all.as_object_mut(), more) {
            all.extend(more);
        }
        all
    }
}

fn text(report: &Report<'_>) -> String {
    let survey = report.survey;
    let at = |at: Option<crate::model::Timestamp>| at.map_or("–".to_owned(), |at| at.to_string());
    let rows: Vec<Vec<String>> = survey
        .tables
        .iter()
        .map(|t| vec![t.table.clone(), t.rows.to_string(), t.bytes.to_string(), at(t.oldest), at(t.newest)])
        .collect();
    let mut text =
        table::render(&["table", "rows", "bytes", "oldest", "newest"], &rows, table::terminal_width());
    let stats = &survey.stats;
    text.push_str(&format!(
        "\n{} stories, {} entries, {} held, {} earlier wordings, {} scopes; revision {}, schema {}\n",
        stats.stories, stats.entries, stats.held, stats.revisions, stats.scopes, stats.revision, stats.schema
    ));
    text.push_str(&format!(
        "{} bytes on disk for {} live ones: amplification {:.2}\n",
        stats.disk_bytes, survey.live_bytes, survey.amplification
    ));
    for raised in report.problems {
        let (sentence, advice) = (&raised.problem.sentence, &raised.problem.advice);
        text.push_str(&format!("\n{} since {}\n    → {advice}\n", table::flat(sentence), raised.since));
    }
    text
}

fn daemon(config: &Config) -> anyhow::Result<Option<Client>> {
    Client::find(&config.settings.store.control)
}

fn check(config: &Config, mend: bool, json: bool) -> Result<(), Failure> {
    let found: Mended = match daemon(config)? {
        Some(client) => context::runtime()?.block_on(client.ask("/v1/check", &CheckQuery { mend }))?,
        None => {
            let store = context::store(config)?;
            if mend { store.mend(Clock::System.now())? } else { store.checked()? }
        }
    };
    let left = found.after.found;
    if json {
        out::line(&serde_json::to_string(&found)?)?;
    } else {
        for fault in &found.before.faults {
            let state = if found.after.faults.contains(fault) { "" } else { "repaired: " };
            out::line(&format!("{state}{fault}"))?;
        }
        let counts = found.after.counts;
        let repaired = match found.repaired() {
            0 => String::new(),
            repaired => format!(", {repaired} repaired"),
        };
        let (entries, stories) = (counts.entries, counts.stories);
        out::line(&format!("{entries} entries, {stories} stories: {} faults{repaired}", found.before.found))?;
    }
    if left == 0 {
        return Ok(());
    }
    if mend {
        out::say(
            "what is left would lose an article if it were mended; import the latest export into a fresh store",
        );
    }
    Err(Failure::Reported)
}

fn compact(config: &Config, json: bool) -> Result<(), Failure> {
    let done: Compacted = match daemon(config)? {
        Some(client) => context::runtime()?.block_on(client.ask("/v1/compact", &()))?,
        None => context::store(config)?.compact()?,
    };
    if json {
        out::line(&serde_json::to_string(&done)?)?;
    } else {
        let Compacted { rows, live_bytes, before_bytes, after_bytes } = done;
        out::line(&format!(
            "{before_bytes} bytes on disk are {after_bytes} now, for {live_bytes} live ones in {rows} rows"
        ))?;
    }
    Ok(())
}

/// A reader that has had enough ends the export, and that is no fault.
fn export_to_output(config: &Config) -> Result<(), Failure> {
    let mut out = BufWriter::new(out::Pipe::default());
    let exported = export(config, &mut out);
    if !out.get_ref().closed {
        exported?;
        out.flush()?;
    }
    Ok(())
}

fn export(config: &Config, to: &mut dyn Write) -> anyhow::Result<()> {
    match daemon(config)? {
        Some(client) => {
            let runtime = context::runtime().map_err(|_| anyhow::anyhow!("no runtime"))?;
            runtime.block_on(client.download("/v1/export", to))
        }
        None => context::store(config)?.export(to).map(drop).map_err(Into::into),
    }
}

/// Written beside its place and moved there when complete, so that no half export is ever found.
fn export_to(config: &Config, file: &Path) -> Result<(), Failure> {
    let part = exports::part_of(file);
    let write = || -> anyhow::Result<()> {
        let out = File::create(&part).with_context(|| format!("{}", part.display()))?;
        let mut out = BufWriter::new(out);
        if is_packed(file) {
            let mut packer = Packer::new(out)?;
            export(config, &mut packer)?;
            out = packer.finish()?;
        } else {
            export(config, &mut out)?;
        }
        Ok(exports::complete(out, &part, file)?)
    };
    let written = write();
    if written.is_err() {
        let _ = std::fs::remove_file(&part); // Perhaps it was never made.
    }
    Ok(written?)
}

fn import(config: &Config, file: &Path) -> Result<(), Failure> {
    let named = || format!("{}", file.display());
    let from: Box<dyn Read + Send> = match file.as_os_str() == "-" {
        true => Box::new(std::io::stdin()),
        false => Box::new(File::open(file).with_context(named)?),
    };
    let imported: Imported = match daemon(config)? {
        Some(client) => context::runtime()?.block_on(client.upload("/v1/import", from))?,
        None => {
            let mut lines = crate::store::unpacked(std::io::BufReader::new(from)).with_context(named)?;
            Store::import(&config.settings.store.path, &mut *lines, Clock::System.now())?
        }
    };
    out::line(&serde_json::to_string(&imported)?)?;
    Ok(())
}
