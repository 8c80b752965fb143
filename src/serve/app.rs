//! [`app`]: one request → one response, out of a [`Library`].

use super::conditional::{Verdict, http_time, judge};
use super::library::{Library, Unready};
use super::{negotiate, reply};
use crate::model::{Coding, Document};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Version, header};
use axum::response::Response;
use std::sync::Arc;

/// How long a client that found us unready should wait when nobody knows better, in seconds.
const RETRY_SECONDS: u64 = 5;
/// Longest path that is looked up and shown, in bytes: no document of ours has a longer one.
const MAX_PATH_BYTES: usize = 256;

/// The routes: probes, and whatever path the library has a document at. It has no list of its own, so
/// that a reload of the config needs no new router.
pub fn app(library: Arc<dyn Library>) -> Router {
    Router::new().fallback(answer).with_state(library)
}

async fn answer(State(library): State<Arc<dyn Library>>, request: Request) -> Response {
    let head_only = request.method() == Method::HEAD;
    if !names_one_host(&request) {
        let text = "the request names no host, or two; send one Host field";
        return reply::sentence(StatusCode::BAD_REQUEST, text, head_only);
    }
    if !head_only && request.method() != Method::GET {
        return reply::method_not_allowed();
    }
    match request.uri().path() {
        "/healthz" => {
            let trouble = library.trouble().map(|trouble| format!("alive, but: {trouble}"));
            let yes = trouble.as_deref().unwrap_or("alive");
            probe(library.alive(), yes, "the daemon is stuck; its log says more", head_only)
        }
        "/readyz" => probe(library.ready(), "ready", "nothing can be served yet; ask again soon", head_only),
        path if path.len() > MAX_PATH_BYTES => reply::sentence(
            StatusCode::NOT_FOUND,
            "no address of ours is that long; see / for all",
            head_only,
        ),
        path => serve(&*library, path, request.headers(), head_only).await,
    }
}

/// RFC 9112 §3.2: anything else in HTTP/1.1 is refused, since what stands between us and the client may
/// take it for another request than we do.
fn names_one_host(request: &Request) -> bool {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    hosts == 1 || (hosts == 0 && request.version() < Version::HTTP_11)
}

fn probe(good: bool, yes: &str, no: &str, head_only: bool) -> Response {
    if good {
        reply::sentence(StatusCode::OK, yes, head_only)
    } else {
        reply::unavailable(no, RETRY_SECONDS, head_only)
    }
}

async fn serve(library: &dyn Library, path: &str, headers: &HeaderMap, head_only: bool) -> Response {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().map(|value| value.as_bytes());
    // Whether a path exists at all matters more to the client than how it would be sent.
    let coding = negotiate::coding(accepted);
    match library.document(path, coding.unwrap_or(Coding::Identity)).await {
        Ok(Some(document)) => match coding {
            Some(coding) => send(&document, coding, headers, head_only),
            None => refuse(head_only),
        },
        Ok(None) => {
            let text = format!("nothing is published at {path}; see / for every feed there is");
            reply::sentence(StatusCode::NOT_FOUND, &text, head_only)
        }
        Err(unready @ Unready { retry_after }) => {
            reply::unavailable(&unready.to_string(), retry_after.as_secs(), head_only)
        }
    }
}

fn send(document: &Document, wanted: Coding, headers: &HeaderMap, head_only: bool) -> Response {
    let (coding, form) = match document.form(wanted) {
        Some(form) => (wanted, form),
        None => (Coding::Identity, &document.body),
    };
    match judge(headers, &document.etag(coding), http_time(document.last_modified.0)) {
        Verdict::Send => reply::document(document, coding, form, head_only),
        Verdict::NotModified => reply::not_modified(document, coding),
        Verdict::Failed => {
            let text = "the document is not in the state you asked for; get it without a condition";
            reply::sentence(StatusCode::PRECONDITION_FAILED, text, head_only)
        }
    }
}

fn refuse(head_only: bool) -> Response {
    let text = "your Accept-Encoding refuses every form there is; allow br, gzip or identity";
    reply::sentence(StatusCode::NOT_ACCEPTABLE, text, head_only)
}
