//! What can be typed, and which file does it.

use super::exit::Failure;
use super::{
    add, check, explain, packaging, parse, poll, quarantine, revisions, run, sources, store, stories,
    suggest, try_url,
};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// One Atom feed, grouped by category, from the news portals of Vietnam's Tuyên giáo boards
#[derive(Debug, Parser)]
#[command(name = "diemtin", version, arg_required_else_help = true)]
pub struct Args {
    /// The config file [default: /etc/diemtin/diemtin.toml, else config/diemtin.toml]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the daemon
    Run,
    /// Read the config and print every fault as file:line:column: sentence
    Check,
    /// Poll sources now; with a daemon running, ask it to
    Poll(poll::Args),
    /// What would this address give? Finds its feed, sitemap or list, and writes nothing
    Try(try_url::Args),
    /// Find what an address offers, as try does, and write it into the config
    Add(add::Args),
    /// Read a file on disk (- is standard input) the way a fetched body is read
    Parse(parse::Args),
    /// Every source with its health, next poll, cadence, last problem and advice
    Sources(sources::Args),
    /// Newest stories of the store
    Stories(stories::Args),
    /// Why a story has its categories, provinces and date, and what would change them
    Explain(explain::Args),
    /// Phrases that would set a category apart in the store, as config lines
    Suggest(suggest::Args),
    /// Entries of portals that have moved, held back until somebody has looked
    Quarantine(quarantine::Args),
    /// How a story was edited: when, what, and the words removed and added
    Revisions(revisions::Args),
    /// Look after the store
    #[command(subcommand)]
    Store(store::Command),
    /// Make a running daemon read its config again; it keeps the old one when the new one is broken
    Reload,
    /// Completions for a shell, on standard output
    Completions(packaging::Completions),
    /// The manual page, on standard output
    Man,
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let config = args.config;
    let done = match args.command {
        Command::Run => run::run(config),
        Command::Check => check::check(config),
        Command::Poll(args) => poll::poll(config, args),
        Command::Try(args) => try_url::try_url(config, args),
        Command::Add(args) => add::add(config, args),
        Command::Parse(args) => parse::parse(args),
        Command::Sources(args) => sources::sources(config, args),
        Command::Stories(args) => stories::stories(config, args),
        Command::Explain(args) => explain::explain(config, args),
        Command::Suggest(args) => suggest::suggest(config, args),
        Command::Quarantine(args) => quarantine::quarantine(config, args),
        Command::Revisions(args) => revisions::revisions(config, args),
        Command::Store(command) => store::store(config, command),
        Command::Reload => run::reload(config),
        Command::Completions(args) => packaging::completions(args),
        Command::Man => packaging::man(),
    };
    done.map_or_else(Failure::code, |()| ExitCode::SUCCESS)
}
