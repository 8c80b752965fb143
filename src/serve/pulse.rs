//! [`Pulse`]: what a connection is doing and since when, and a socket that notes it.
//!
//! hyper has a timer for headers only, and it starts with the first byte. Here one state tells, at any
//! moment, by when something must happen, whatever the client leaves undone.

use super::limits::Limits;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Instant;

/// Nothing of a request is there.
const IDLE: u8 = 0;
/// Some bytes of a header block are there.
const HEAD: u8 = 1;
/// A request is being answered.
const BUSY: u8 = 2;
/// The response is complete on our side; its last bytes are on their way out.
const FLUSHING: u8 = 3;

/// What a connection is doing and since when. Written and read by the connection's own task only; atomics
/// because the task may move between threads.
#[derive(Debug)]
pub(super) struct Pulse {
    born: Instant,
    phase: AtomicU8,
    /// When `phase` began, in nanoseconds since `born`.
    since: AtomicU64,
    /// When the client stopped taking bytes, in nanoseconds since `born`; 0 while it takes them.
    blocked: AtomicU64,
}

impl Pulse {
    /// Of a connection just accepted.
    pub(super) fn new() -> Self {
        let (phase, since, blocked) = (AtomicU8::new(IDLE), AtomicU64::new(0), AtomicU64::new(0));
        Self { born: Instant::now(), phase, since, blocked }
    }

    /// A whole header block arrived.
    pub(super) fn request_begins(&self) {
        self.enter(BUSY);
    }

    /// The last byte of the response was handed over.
    pub(super) fn response_ends(&self) {
        if self.phase.load(Relaxed) == BUSY {
            self.phase.store(FLUSHING, Relaxed);
        }
    }

    /// Whether a request is being answered.
    pub(super) fn answering(&self) -> bool {
        matches!(self.phase.load(Relaxed), BUSY | FLUSHING)
    }

    /// By when something must happen, or the connection is cut.
    pub(super) fn deadline(&self, limits: &Limits) -> Instant {
        let limit = match self.phase.load(Relaxed) {
            IDLE => limits.idle,
            HEAD => limits.header_read,
            _ => limits.response,
        };
        let due = self.born + Duration::from_nanos(self.since.load(Relaxed)) + limit;
        match self.blocked.load(Relaxed) {
            0 => due,
            blocked => due.min(self.born + Duration::from_nanos(blocked) + limits.write_stall),
        }
    }

    fn bytes_came(&self) {
        if self.phase.load(Relaxed) == IDLE {
            self.enter(HEAD);
        }
    }

    fn all_flushed(&self) {
        if self.phase.load(Relaxed) == FLUSHING {
            self.enter(IDLE);
        }
    }

    fn wrote<T>(&self, outcome: &Poll<T>) {
        match outcome {
            Poll::Ready(_) => self.blocked.store(0, Relaxed),
            Poll::Pending if self.blocked.load(Relaxed) == 0 => {
                self.blocked.store(self.age().max(1), Relaxed)
            }
            Poll::Pending => {}
        }
    }

    fn enter(&self, phase: u8) {
        self.since.store(self.age(), Relaxed);
        self.phase.store(phase, Relaxed);
    }

    fn age(&self) -> u64 {
        u64::try_from(self.born.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }
}

/// A socket that tells its [`Pulse`] what passes.
#[derive(Debug)]
pub(super) struct Watched {
    stream: TcpStream,
    pulse: Arc<Pulse>,
}

impl Watched {
    /// Watches `stream`.
    pub(super) fn new(stream: TcpStream, pulse: Arc<Pulse>) -> Self {
        Self { stream, pulse }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let outcome = Pin::new(&mut self.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.pulse.bytes_came();
        }
        outcome
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.pulse.wrote(&outcome);
        outcome
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.pulse.wrote(&outcome);
        outcome
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_flush(cx);
        if outcome.is_ready() {
            self.pulse.all_flushed();
        }
        outcome
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
