//! Where log lines go: the journal when systemd connects us to it, else standard error.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// The filter's environment variable: `DIEMTIN_LOG=debug`.
const FILTER_VARIABLE: &str = "DIEMTIN_LOG";
/// Without it: our own lines of level info, warnings of others.
const DEFAULT_FILTER: &str = "warn,diemtin=info";

/// Starts logging. A second call changes nothing.
pub fn start() {
    let filter = EnvFilter::try_from_env(FILTER_VARIABLE).unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let registry = tracing_subscriber::registry().with(filter);
    let journal = std::env::var_os("JOURNAL_STREAM").and_then(|_| tracing_journald::layer().ok());
    let started = match journal {
        Some(journal) => registry.with(journal).try_init(),
        None => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(colour);
            // Nobody reads standard error any more: complaining about it there would panic.
            let lines = lines.log_internal_errors(false);
            registry.with(lines.with_target(false)).try_init()
        }
    };
    // Somebody (a test) started logging before: theirs stays.
    drop(started);
}
