//! The other end of the control socket ([`crate::daemon::control`]).

use anyhow::{Context, bail};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tokio::net::UnixStream;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

/// A daemon that answers.
#[derive(Debug)]
pub struct Client {
    socket: PathBuf,
    /// Connections under way; they end with the command.
    connections: Mutex<JoinSet<hyper::Result<()>>>,
}

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
        let response = self.send(Method::GET, path, Bytes::new()).await?;
        let body = response.into_body().collect().await?.to_bytes();
        serde_json::from_slice(&body)
            .context("the daemon's answer is not what this version expects; restart it")
    }

    /// Sends a body; one JSON answer.
    pub async fn ask<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> anyhow::Result<T> {
        let response = self.send(Method::POST, path, Bytes::from(serde_json::to_vec(body)?)).await?;
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
        let mut arriving = self.send(Method::POST, path, body).await?.into_body();
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

    async fn send(&self, method: Method, path: &str, body: Bytes) -> anyhow::Result<Response<Incoming>> {
        let stream = UnixStream::connect(&self.socket).await.context("the daemon went away")?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        self.connections.lock().await.spawn(connection);
        let request = Request::builder().method(method).uri(path).header("host", "diemtin");
        let request = request.header("content-type", "application/json").body(Full::new(body))?;
        let response = sender.send_request(request).await.context("the daemon does not answer")?;
        if response.status().is_success() {
            return Ok(response);
        }
        let sentence = response.into_body().collect().await?.to_bytes();
        bail!("{}", String::from_utf8_lossy(&sentence))
    }
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
