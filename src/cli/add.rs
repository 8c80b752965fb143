//! `diemtin add URL`: `try`, then the source is written into a file under `sources.d/`.

use super::client::Client;
use super::context;
use super::exit::Failure;
use super::out;
use super::proposal::{self, Wishes};
use super::try_url::{ask, tell, web_address};
use crate::config::{self, Config};
use crate::daemon::control::{PollQuery, Reloaded};
use crate::daemon::live::Live;
use crate::daemon::report::PollReport;
use crate::dedup::canonical;
use crate::model::{Slug, SourceId};
use anyhow::{Context as _, anyhow};
use std::fs;
use std::io::{IsTerminal, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// Arguments of `add`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The address: of a feed, a sitemap, a section page, a home page
    #[arg(value_parser = web_address)]
    url: Url,
    /// The source's id; guessed from the address otherwise
    #[arg(long)]
    id: Option<SourceId>,
    /// The category of all of its stories, as a slug; guessed from address and title otherwise
    #[arg(long)]
    category: Option<Slug>,
    /// The province it speaks for, as a slug
    #[arg(long)]
    province: Option<Slug>,
    /// The file it is written to
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Without asking
    #[arg(long)]
    yes: bool,
}

/// Finds what an address offers and adds it to the config.
pub fn add(config_path: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (config_path, config) = context::load(config_path)?;
    refuse_known(&config, &args.url)?;
    let live = Arc::new(Live::new(config)?);
    let discovery = ask(&live, &args.url)?;
    tell(&live, &args.url, &discovery)?;
    let Ok(found) = &discovery.found else { return Err(Failure::Reported) };
    refuse_known(&live.config, &found.url)?;

    let wishes = Wishes { id: args.id, category: args.category, province: args.province };
    let addition = proposal::addition(&live, &args.url, found, discovery.survey.cms, &wishes);
    let file = args.file.unwrap_or_else(|| beside(&config_path, "sources.d/added.toml"));
    if !args.yes && !agreed(&addition.lines(), &file)? {
        out::say("nothing was written");
        return Err(Failure::Reported);
    }
    write(&config_path, &file, &addition)?;
    out::say(&format!("{} was added to {}", addition.id, file.display()));
    tell_daemon(&live.config, &addition.id)
}

fn refuse_known(config: &Config, url: &Url) -> Result<(), Failure> {
    let wanted = canonical(url.as_str());
    let same = |known: &Url| known == url || (wanted.is_some() && canonical(known.as_str()) == wanted);
    match config.sources.iter().find(|source| same(&source.url)) {
        Some(known) if known.enabled => {
            Err(anyhow!("{url} is the source {:?} already", known.id.as_str()).into())
        }
        Some(known) => Err(anyhow!(
            "{url} is the source {:?}, which is not enabled: set enabled = true",
            known.id.as_str()
        )
        .into()),
        None => Ok(()),
    }
}

fn beside(config: &Path, name: &str) -> PathBuf {
    config.parent().map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
}

fn agreed(lines: &str, file: &Path) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(
            anyhow!("nobody is there to be asked; say --yes to write this to {}", file.display()).into()
        );
    }
    let mut ask = std::io::stderr().lock();
    write!(ask, "\n{lines}\nadd this to {}? [y/N] ", file.display())?;
    ask.flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// Writes the file whole beside itself, takes it over, and reads the config again: what would break it, or
/// would not be read, is taken back.
fn write(config_path: &Path, file: &Path, addition: &config::Addition) -> Result<(), Failure> {
    let before = match fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => None,
        Err(fault) => return Err(anyhow!(fault).context(format!("{}", file.display())).into()),
    };
    let text = addition.appended_to(before.as_deref().unwrap_or_default());
    let text = text.with_context(|| format!("{}", file.display()))?;
    replace(file, &text)?;
    let sentence = match config::load(config_path) {
        Ok(config) if config.sources.iter().any(|source| source.id.as_str() == addition.id) => return Ok(()),
        Ok(_) => format!(
            "{} is not read: name it, or \"sources.d/*.toml\", under include in {}",
            file.display(),
            config_path.display()
        ),
        Err(faults) => {
            faults.iter().for_each(|fault| out::say(&fault.to_string()));
            "the config would be broken by it".to_owned()
        }
    };
    match before {
        Some(before) => replace(file, &before)?,
        None => fs::remove_file(file).with_context(|| format!("{}", file.display()))?,
    }
    Err(anyhow!("{sentence}; nothing was written").into())
}

/// All of a file or nothing of it, with the mode and the owner it had. Where a link stands, its target is it.
fn replace(file: &Path, text: &str) -> Result<(), Failure> {
    let target = fs::canonicalize(file);
    let file = target.as_deref().unwrap_or(file); // a file that is not there yet is no link
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or("added.toml");
    // no pattern of an include matches a name that begins with a dot
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    let written = (|| {
        fs::create_dir_all(folder)?;
        let mut out = fs::File::create(&beside)?;
        if let Ok(known) = fs::metadata(file) {
            let (user, group) = (Some(known.uid()), Some(known.gid()));
            // whoever may not give it away keeps at least the group, by which a daemon reads it
            let _ = chown(&beside, user, group).or_else(|_| chown(&beside, None, group));
            out.set_permissions(known.permissions())?;
        }
        out.write_all(text.as_bytes())?;
        out.sync_all()?;
        fs::rename(&beside, file)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside); // perhaps it was never made
    }
    Ok(written.with_context(|| format!("{} cannot be written", file.display()))?)
}

/// A running daemon takes it over and polls it at once.
fn tell_daemon(config: &Config, id: &str) -> Result<(), Failure> {
    let Some(client) = Client::find(&config.settings.store.control)? else {
        out::say("no daemon runs; `diemtin poll` or `diemtin run` polls it");
        return Ok(());
    };
    let runtime = context::runtime()?;
    runtime.block_on(client.post("/v1/reload", &(), |line| {
        let reloaded: Reloaded = serde_json::from_slice(line)?;
        reloaded.faults.iter().chain(&reloaded.warnings).for_each(|sentence| out::say(sentence));
        Ok(())
    }))?;
    let query = PollQuery { sources: vec![id.to_owned()] };
    runtime.block_on(client.post("/v1/poll", &query, |line| {
        let report: PollReport = serde_json::from_slice(line)?;
        match &report.problem {
            Some(problem) => out::say(&format!("{id}: {}\n  → {}", problem.sentence, problem.advice)),
            None => out::say(&format!("{id}: {} new of {} entries", report.new, report.entries)),
        }
        Ok(())
    }))?;
    Ok(())
}
