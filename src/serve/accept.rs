//! [`serve`]: the accept loop. It owns every connection's task and ends with all of them.

use super::connection::attend;
use super::limits::Limits;
use axum::Router;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

/// First and longest pause after the system refused us another socket.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Serves `app` on `listener` until `stop`, then ends: connections that answer nothing at once, the others
/// when they are done or `limits.grace` is over.
///
/// # Errors
/// None in the ordinary course: what goes wrong with one connection ends that one, and a lack of
/// descriptors is waited out. `Err` is for a listener whose address cannot be told.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: CancellationToken,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    let limits = Arc::new(limits);
    let room = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    let mut connections = JoinSet::new();
    let mut pause = FIRST_PAUSE;
    tracing::debug!(%address, "accepting connections");
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            Some(ended) = connections.join_next(), if !connections.is_empty() => {
                note(ended);
                continue;
            }
            accepted = accept(&listener, &room) => accepted,
        };
        match accepted {
            Ok((stream, permit)) => {
                pause = FIRST_PAUSE;
                // A token of its own: polling one that all share would make connections wait for each other.
                let work = attend(stream, app.clone(), Arc::clone(&limits), stop.child_token());
                connections.spawn(async move {
                    work.await;
                    drop(permit);
                });
            }
            Err(fault) => match pause_after(fault.kind(), &mut pause) {
                None => tracing::debug!(%fault, "a client left before it was accepted"),
                Some(wait) => {
                    tracing::warn!(%fault, ?wait, "cannot accept connections; raise LimitNOFILE if this stays");
                    tokio::select! { () = stop.cancelled() => break, () = tokio::time::sleep(wait) => {} }
                }
            },
        }
    }
    drop(listener);
    let all_done = async {
        while let Some(ended) = connections.join_next().await {
            note(ended)
        }
    };
    if tokio::time::timeout(limits.grace, all_done).await.is_err() {
        tracing::debug!(left = connections.len(), "the grace time is over");
    }
    connections.shutdown().await;
    Ok(())
}

/// A connection and the room it takes: the room first, so that a crowd waits in the system's queue.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let permit = Arc::clone(room).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, permit))
}

/// How long to wait after `accept` failed: not at all when only that client is at fault, twice as long as
/// the last time when we are short of descriptors or memory.
fn pause_after(kind: ErrorKind, pause: &mut Duration) -> Option<Duration> {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    if matches!(kind, ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted) {
        return None;
    }
    let wait = *pause;
    *pause = (wait * 2).min(LONGEST_PAUSE);
    Some(wait)
}

fn note(ended: Result<(), JoinError>) {
    if let Err(fault) = ended
        && fault.is_panic()
    {
        tracing::error!(%fault, "a panic outside a request; its connection is gone");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lack_of_descriptors_is_waited_out_longer_each_time() {
        let mut pause = FIRST_PAUSE;
        let mut waits = Vec::new();
        for _ in 0..9 {
            waits.push(pause_after(ErrorKind::Other, &mut pause).unwrap().as_millis());
        }
        assert_eq!(waits, [10, 20, 40, 80, 160, 320, 640, 1000, 1000]);
    }

    #[test]
    fn a_client_that_left_is_no_reason_to_wait() {
        let mut pause = FIRST_PAUSE;
        for kind in [ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset, ErrorKind::Interrupted] {
            assert_eq!(pause_after(kind, &mut pause), None);
        }
        assert_eq!(pause, FIRST_PAUSE);
    }
}
