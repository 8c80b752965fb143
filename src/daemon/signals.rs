//! Signals: TERM and INT stop, a second one stops at once, HUP reloads.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Exit code of a stop that did not wait.
const EXIT_AT_ONCE: i32 = 1;

/// Listens until the second stop signal. `reload` receives one unit per HUP; a reload that is still
/// under way absorbs further ones.
pub async fn listen(stop: CancellationToken, reload: mpsc::Sender<()>) -> std::io::Result<()> {
    let mut term = signal(SignalKind::terminate())?;
    let mut int = signal(SignalKind::interrupt())?;
    let mut hup = signal(SignalKind::hangup())?;
    loop {
        tokio::select! {
            _ = term.recv() => (),
            _ = int.recv() => (),
            _ = hup.recv() => {
                let _ = reload.try_send(());
                continue;
            }
        }
        if stop.is_cancelled() {
            tracing::warn!("second signal: stopping at once");
            std::process::exit(EXIT_AT_ONCE);
        }
        tracing::info!("stopping: waiting for what is under way");
        stop.cancel();
    }
}
