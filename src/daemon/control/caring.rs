//! What the control socket answers about looking after the store. Exports and imports go through it as they
//! are read and written, in constant memory.

use super::{Desk, Refusal};
use crate::daemon::concerns::Raised;
use crate::store::{Compacted, Imported, Mended, Survey};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Read, Write};
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

/// Pieces on their way through a stream, at most.
const PIECES: usize = 4;
/// Bytes of a piece.
const PIECE_BYTES: usize = 64 << 10;

/// How the store is to be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckQuery {
    /// Whether what can be mended is.
    pub mend: bool,
}

pub(super) async fn stats(State(desk): State<Desk>) -> Result<Json<Survey>, Refusal> {
    let store = std::sync::Arc::clone(&desk.store);
    let survey = tokio::task::spawn_blocking(move || store.survey()).await;
    Ok(Json(survey.map_err(|_| Refusal::Stopping)?.map_err(Refusal::Store)?))
}

pub(super) async fn concerns(State(desk): State<Desk>) -> Json<Vec<Raised>> {
    Json(desk.upkeep.concerns.all())
}

pub(super) async fn check(
    State(desk): State<Desk>,
    Json(query): Json<CheckQuery>,
) -> Result<Json<Mended>, Refusal> {
    Ok(Json(desk.upkeep.check(query.mend).await.map_err(Refusal::Store)?))
}

pub(super) async fn compact(State(desk): State<Desk>) -> Result<Json<Compacted>, Refusal> {
    Ok(Json(desk.upkeep.compact().await.map_err(Refusal::Store)?))
}

/// The body ends in an error when the export does, so that nobody takes half of one for a whole.
pub(super) async fn export(State(desk): State<Desk>) -> Response {
    let (pieces, arriving) = mpsc::channel::<io::Result<Bytes>>(PIECES);
    let fault = pieces.clone();
    let exporting = async move {
        let out = BufWriter::with_capacity(PIECE_BYTES, Pieces(pieces));
        if let Err(error) = desk.upkeep.export(out).await {
            tracing::warn!(%error, "an export that was asked for failed");
            let _ = fault.send(Err(io::Error::other(error.to_string()))).await;
        }
        None
    };
    let work =
        tokio_stream::once(exporting).then(|work| work).filter_map(|none: Option<io::Result<Bytes>>| none);
    Body::from_stream(ReceiverStream::new(arriving).merge(work)).into_response()
}

pub(super) async fn import(State(desk): State<Desk>, body: Body) -> Result<Json<Imported>, Refusal> {
    let (pieces, arriving) = mpsc::channel::<io::Result<Bytes>>(PIECES);
    let feeding = async move {
        let mut body = body.into_data_stream();
        while let Some(piece) = body.next().await {
            if pieces.send(piece.map_err(io::Error::other)).await.is_err() {
                break; // The import has had enough.
            }
        }
    };
    let importing = async move {
        let lines = Arriving { arriving, piece: Bytes::new() };
        desk.upkeep.import(lines).await.map_err(Refusal::Store)
    };
    let ((), imported) = tokio::join!(feeding, importing);
    Ok(Json(imported?))
}

/// What is written goes out piece by piece; from a thread that may wait.
struct Pieces(mpsc::Sender<io::Result<Bytes>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes))).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What arrives piece by piece is read; from a thread that may wait.
struct Arriving {
    arriving: mpsc::Receiver<io::Result<Bytes>>,
    piece: Bytes,
}

impl Read for Arriving {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.arriving.blocking_recv() {
                Some(piece) => self.piece = piece?,
                None => return Ok(0),
            }
        }
        let taken = self.piece.split_to(into.len().min(self.piece.len()));
        into.iter_mut().zip(&taken).for_each(|(to, from)| *to = *from);
        Ok(taken.len())
    }
}
