//! One connection: hyper's HTTP/1.1 under the limits of [`Limits`], until it ends, overstays or is stopped.

use super::limits::Limits;
use super::pulse::{Pulse, Watched};
use super::reply;
use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use bytes::Bytes;
use hyper::Request;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::net::TcpStream;
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;

/// Smallest header bound that hyper takes.
const MIN_HEADER_BYTES: usize = 8 * 1024;
const RETRY_SECONDS: u64 = 5;

/// Serves `stream` until the client is done, a limit is passed, or `stop` finds nothing being answered.
pub(super) async fn attend(stream: TcpStream, app: Router, limits: Arc<Limits>, stop: CancellationToken) {
    // A response goes out whole; waiting for more to send would only delay its end.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let pulse = Arc::new(Pulse::new());
    let app = TowerToHyperService::new(app);
    let service = service_fn(|request: Request<Incoming>| {
        pulse.request_begins();
        let (app, limits, pulse) = (app.clone(), Arc::clone(&limits), Arc::clone(&pulse));
        async move {
            let response = answer(app, &limits, request).await;
            Ok::<_, Infallible>(response.map(|inner| Timed { inner, pulse }))
        }
    });
    let io = TokioIo::new(Watched::new(stream, Arc::clone(&pulse)));
    let mut builder = http1::Builder::new();
    builder.header_read_timeout(None).max_buf_size(limits.header_bytes.max(MIN_HEADER_BYTES));
    let mut connection = pin!(builder.serve_connection(io, service));
    let mut alarm = pin!(sleep_until(pulse.deadline(&limits)));
    let mut stop = pin!(stop.cancelled_owned());
    let mut stopping = false;
    poll_fn(|cx| {
        if connection.as_mut().poll(cx).is_ready() {
            return Poll::Ready(());
        }
        if !stopping && stop.as_mut().poll(cx).is_ready() {
            stopping = true;
            connection.as_mut().graceful_shutdown();
            if connection.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
        }
        // Half a request is not worth waiting for.
        if stopping && !pulse.answering() {
            return Poll::Ready(());
        }
        // The alarm is moved forward only: a later deadline is noticed when the alarm rings.
        let due = pulse.deadline(&limits);
        if due < alarm.deadline() {
            alarm.as_mut().reset(due);
        }
        while alarm.as_mut().poll(cx).is_ready() {
            let due = pulse.deadline(&limits);
            if due <= tokio::time::Instant::now() {
                return Poll::Ready(());
            }
            alarm.as_mut().reset(due);
        }
        Poll::Pending
    })
    .await;
}

/// The response to one request. A panic is a 500 and costs the others nothing.
async fn answer(app: TowerToHyperService<Router>, limits: &Limits, request: Request<Incoming>) -> Response {
    if request.uri().query().is_some_and(|query| query.len() > limits.query_bytes) {
        let text = format!("the query is longer than {} bytes; shorten it", limits.query_bytes);
        return reply::sentence(StatusCode::URI_TOO_LONG, &text, false);
    }
    let mut response = Box::pin(async move { app.call(request).await });
    let caught = poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| response.as_mut().poll(cx))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    });
    match tokio::time::timeout(limits.request, caught).await {
        Ok(Ok(Ok(response))) => response,
        Ok(Ok(Err(never))) => match never {},
        Ok(Err(_)) => {
            tracing::error!("a panic while answering a request; the client got 500");
            reply::internal()
        }
        Err(_) => reply::unavailable("the answer took too long; ask again later", RETRY_SECONDS, false),
    }
}

/// A response body that tells the [`Pulse`] when hyper is done with it.
struct Timed {
    inner: Body,
    pulse: Arc<Pulse>,
}

impl hyper::body::Body for Timed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.inner).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl Drop for Timed {
    fn drop(&mut self) {
        self.pulse.response_ends();
    }
}
