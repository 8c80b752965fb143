//! `completions` and `man`, for packagers.

use super::args::Args;
use super::exit::Failure;
use super::out;
use clap::CommandFactory;
use clap_complete::Shell;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

/// Completions on standard output.
pub fn completions(args: Completions) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "diemtin", &mut script);
    Ok(out::print(&String::from_utf8_lossy(&script))?)
}

/// The manual page on standard output.
pub fn man() -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    Ok(out::print(&String::from_utf8_lossy(&page))?)
}
