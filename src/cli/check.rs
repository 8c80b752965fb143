//! `diemtin check`: every fault of the config at once, with its place.

use super::context;
use super::exit::Failure;
use super::out;
use std::path::PathBuf;

/// Reads the config and everything it includes.
pub fn check(config: Option<PathBuf>) -> Result<(), Failure> {
    let (path, config) = context::load(config)?;
    for warning in &config.warnings {
        out::say(&warning.to_string());
    }
    let enabled = config.sources.iter().filter(|s| s.enabled).count();
    out::line(&format!(
        "{}: ok, {} files, {} sources ({enabled} enabled), {} categories, {} provinces",
        path.display(),
        config.files.len(),
        config.sources.len(),
        config.taxonomy.categories.len(),
        config.taxonomy.provinces.len(),
    ))?;
    Ok(())
}
