//! The responses we give, with their header fields.

use super::conditional::http_time;
use crate::model::{Coding, Document};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;

/// A minute is what a reader may lag; while we restart, caches go on with what they have.
const CACHE: HeaderValue =
    HeaderValue::from_static("public, max-age=60, stale-while-revalidate=300, stale-if-error=86400");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const VARY: HeaderValue = HeaderValue::from_static("Accept-Encoding");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
const PLAIN: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
/// Pages have no script, no foreign content and no form; their style stands in them.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);
const ALLOWED: HeaderValue = HeaderValue::from_static("GET, HEAD");

/// 200 with a document in one coding; `body` is the form in that coding, empty for HEAD.
pub(super) fn document(document: &Document, coding: Coding, form: &Bytes, head_only: bool) -> Response {
    let body = if head_only { Body::empty() } else { Body::from(form.clone()) };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.reserve(9);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(document.media_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(form.len()));
    match coding {
        Coding::Identity => {}
        Coding::Gzip => drop(headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))),
        Coding::Br => drop(headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"))),
    }
    let changed = httpdate::fmt_http_date(http_time(document.last_modified.0));
    insert(headers, header::ETAG, document.etag(coding));
    insert(headers, header::LAST_MODIFIED, changed);
    headers.insert(header::CACHE_CONTROL, CACHE);
    headers.insert(header::VARY, VARY);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    if document.media_type.starts_with("text/html") {
        headers.insert(header::CONTENT_SECURITY_POLICY, PAGE_POLICY);
    }
    response
}

/// 304 with what a cache needs (RFC 9110 §15.4.5); hyper adds `Date`.
pub(super) fn not_modified(document: &Document, coding: Coding) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    insert(headers, header::ETAG, document.etag(coding));
    headers.insert(header::CACHE_CONTROL, CACHE);
    headers.insert(header::VARY, VARY);
    response
}

/// A status with a sentence; nothing of it is kept by caches.
pub(super) fn sentence(status: StatusCode, sentence: &str, head_only: bool) -> Response {
    let text = Bytes::from(format!("{sentence}\n"));
    let length = text.len();
    let mut response = Response::new(if head_only { Body::empty() } else { Body::from(text) });
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, PLAIN);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    response
}

/// 503 with `Retry-After` in whole seconds, at least one.
pub(super) fn unavailable(text: &str, retry_after_seconds: u64, head_only: bool) -> Response {
    let mut response = sentence(StatusCode::SERVICE_UNAVAILABLE, text, head_only);
    let seconds = HeaderValue::from(retry_after_seconds.max(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

/// 405 with the methods there are.
pub(super) fn method_not_allowed() -> Response {
    let text = "only GET and HEAD are answered here; ask again with one of them";
    let mut response = sentence(StatusCode::METHOD_NOT_ALLOWED, text, false);
    response.headers_mut().insert(header::ALLOW, ALLOWED);
    response
}

/// 500 for a panic of ours.
pub(super) fn internal() -> Response {
    let text = "a fault inside the server kept it from answering; its log says more";
    sentence(StatusCode::INTERNAL_SERVER_ERROR, text, false)
}

/// Values of ours are ASCII; one that were not is left out.
fn insert(headers: &mut axum::http::HeaderMap, name: header::HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
}
