//! What Linux says of a process under `/proc`, and of a folder on disk.

use anyhow::{Context as _, Result};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// Clock ticks a second; 100 on every Linux that Rust runs on.
const TICKS: f64 = 100.0;

/// User and system CPU seconds of `pid`, all threads together.
pub fn cpu_seconds(pid: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let (_, rest) = stat.rsplit_once(')').context("a stat line without a name")?;
    let field = |n: usize| rest.split_whitespace().nth(n).and_then(|value| value.parse::<f64>().ok());
    let (user, system) = field(11).zip(field(12)).context("a stat line without times")?;
    Ok((user + system) / TICKS)
}

fn number_after(text: &str, key: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Resident memory now and at its highest, in MB (10⁶ bytes).
pub fn memory_mb(pid: u32) -> Result<(f64, f64)> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let mb = |key| number_after(&status, key).map(|kib| kib * 1024.0 / 1e6);
    mb("VmRSS:").zip(mb("VmHWM:")).context("a status file without memory")
}

/// MB that `pid` has had written to storage.
pub fn written_mb(pid: u32) -> Result<f64> {
    let io = std::fs::read_to_string(format!("/proc/{pid}/io"))?;
    Ok(number_after(&io, "write_bytes:").context("an io file without write_bytes")? / 1e6)
}

/// MB that the files below `folder` take up on disk.
pub fn disk_mb(folder: &Path) -> Result<f64> {
    let mut total = 0.0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        total += if meta.is_dir() { disk_mb(&entry.path())? } else { meta.blocks() as f64 * 512.0 / 1e6 };
    }
    Ok(total)
}
