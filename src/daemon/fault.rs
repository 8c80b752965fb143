//! [`Fault`]: what stops the daemon. Problems of sources and faults of the config are not here.

use crate::fetch::ClientError;
use crate::store::StoreError;
use std::path::PathBuf;

/// An error of ours: disk, socket, a lost task.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The HTTP client could not be built: a certificate file, a proxy.
    #[error("the HTTP client cannot be built: {0}")]
    Client(#[from] ClientError),
    /// The public address is taken, or not ours.
    #[error("cannot listen on {address}: {cause}; is another daemon running? see [server] listen")]
    Listen {
        /// What was asked for.
        address: String,
        /// Why not.
        cause: std::io::Error,
    },
    /// The control socket.
    #[error("cannot listen on the control socket {}: {cause}; see [store] control", path.display())]
    Control {
        /// Where.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// A task ended without an answer.
    #[error("a task of ours ended without an answer; this is a defect of diemtin")]
    Lost,
}

impl From<tokio::task::JoinError> for Fault {
    fn from(_: tokio::task::JoinError) -> Self {
        Self::Lost
    }
}
