//! The other end of the control socket ([`crate::daemon::control`]).

use anyhow::{Context, bail};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use tokio::net::UnixStream;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio_stream::wrappers::ReceiverStream;

/// A daemon that answers.
#[derive(Debug)]
pub struct Client {
    socket: PathBuf,
    /// Connections under way; they end with the command.
    connections: Mutex<JoinSet<hyper::Result<()>>>,
}

/// A body, all at once or piece by piece.
type Sent = BoxBody<Bytes, std::io::Error>;

/// Pieces read ahead of what was sent, at most.
const PIECES: usize = 4;
/// Bytes of a piece.
const PIECE_BYTES: usize = 64 << 10;

impl Client {
    /// The daemon behind a socket; absent when nobody listens there.
    pub fn find(socket: &Path) -> anyhow::Result<Option<Self>> {
        match std::os::unix::net::UnixStream::connect(socket) {
            Ok(_) => Ok(Some(Self { socket: socket.to_owned(), connections: Mutex::default() })),
            Err(fault) => match fault.kind() {
                ErrorKind::NotFound | ErrorKind::ConnectionRefused => Ok(None),
                ErrorKind::PermissionDenied => bail!("{}", as_owner(socket)),
                _ => Err(fault).with_context(|| format!("the control socket {}", socket.display())),
            },
        }
    }

    /// One JSON answer.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        let response = self.send(Method::GET, path, full(Bytes::new())).await?;
        let body = response.into_body().collect().await?.to_bytes();
        serde_json::from_slice(&body)
            .context("the daemon's answer is not what this version expects; restart it")
    }

    /// Sends a body; hands over every line of the answer as it comes.
    pub async fn post(
        &self,
        path: &str,
        body: &impl Serialize,
        mut line: impl FnMut(&[u8]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let body = Bytes::from(serde_json::to_vec(body)?);
        let mut arriving = self.send(Method::POST, path, full(body)).await?.into_body();
        let mut pending = Vec::new();
        while let Some(frame) = arriving.frame().await {
            let Ok(data) = frame?.into_data() else { continue };
            for byte in data {
                match byte {
                    b'\n' => line(&std::mem::take(&mut pending))?,
                    byte => pending.push(byte),
                }
            }
        }
        if pending.is_empty() { Ok(()) } else { line(&pending) }
    }

    /// One JSON answer to a body.
    pub async fn ask<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> anyhow::Result<T> {
        let mut answer = None;
        self.post(path, body, |line| {
            answer = Some(serde_json::from_slice(line)?);
            Ok(())
        })
        .await?;
        answer.context("the daemon did not answer")
    }

    /// Writes the body of an answer as it comes; an answer that was cut off is an error.
    pub async fn download(&self, path: &str, to: &mut dyn Write) -> anyhow::Result<()> {
        let mut arriving = self.send(Method::GET, path, full(Bytes::new())).await?.into_body();
        while let Some(frame) = arriving.frame().await {
            let frame = frame.context("the daemon gave up on it; its log says why")?;
            if let Ok(data) = frame.into_data() {
                to.write_all(&data)?;
            }
        }
        Ok(())
    }

    /// One JSON answer to a body that is read as it is sent.
    pub async fn upload<T: DeserializeOwned>(
        &self,
        path: &str,
        mut from: impl Read + Send + 'static,
    ) -> anyhow::Result<T> {
        let (pieces, leaving) = tokio::sync::mpsc::channel(PIECES);
        let reading = tokio::task::spawn_blocking(move || {
            loop {
                let mut piece = vec![0; PIECE_BYTES];
                let read = from.read(&mut piece);
                let ended = !matches!(read, Ok(1..));
                let piece = read.map(|len| {
                    piece.truncate(len);
                    Frame::data(Bytes::from(piece))
                });
                // what is not wanted any more need not be read
                if pieces.blocking_send(piece).is_err() || ended {
                    return;
                }
            }
        });
        let body = BodyExt::boxed(StreamBody::new(ReceiverStream::new(leaving)));
        let response = self.send(Method::POST, path, body).await;
        reading.await?;
        let body = response?.into_body().collect().await?.to_bytes();
        serde_json::from_slice(&body)
            .context("the daemon's answer is not what this version expects; restart it")
    }

    async fn send(&self, method: Method, path: &str, body: Sent) -> anyhow::Result<Response<Incoming>> {
        let stream = UnixStream::connect(&self.socket).await.context("the daemon went away")?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        self.connections.lock().await.spawn(connection);
        let request = Request::builder().method(method).uri(path).header("host", "diemtin");
        let request = request.header("content-type", "application/json").body(body)?;
        let response = sender.send_request(request).await.context("the daemon does not answer")?;
        if response.status().is_success() {
            return Ok(response);
        }
        let sentence = response.into_body().collect().await?.to_bytes();
        bail!("{}", String::from_utf8_lossy(&sentence))
    }
}

fn full(body: Bytes) -> Sent {
    Full::new(body).map_err(|never| match never {}).boxed()
}

/// What to type when the socket belongs to somebody else, as it does under DynamicUser.
fn as_owner(socket: &Path) -> String {
    let args: Vec<String> = std::env::args().skip(1).collect();
    format!(
        "the daemon's control socket {} belongs to another user; run: sudo diemtin {}",
        socket.display(),
        args.join(" ")
    )
}
