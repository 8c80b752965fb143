//! `completions` and `man`, for packagers.

use super::args::Args;
use super::exit::Failure;
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
    clap_complete::generate(args.shell, &mut Args::command(), "diemtin", &mut std::io::stdout());
    Ok(())
}

/// The manual page on standard output.
pub fn man() -> Result<(), Failure> {
    Ok(clap_mangen::Man::new(Args::command()).render(&mut std::io::stdout())?)
}
