//! [`Library`]: where finished documents come from. The daemon implements it; tests do too.

use crate::model::{Coding, Document};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// What [`Library::document`] resolves to: the document, nothing at that path (404), or not yet (503).
pub type Found<'a> = Pin<Box<dyn Future<Output = Result<Option<Arc<Document>>, Unready>> + Send + 'a>>;

/// Nothing can be served yet, or just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not ready, try again in {} s", retry_after.as_secs())]
pub struct Unready {
    /// When to ask again; goes out in whole seconds.
    pub retry_after: Duration,
}

/// Where finished documents come from.
pub trait Library: Send + Sync + 'static {
    /// The document at a path as it stands in the request line (`/category/khoa-giao.atom`), with the form
    /// for `coding` filled in; without it the document goes out as written.
    fn document<'a>(&'a self, path: &'a str, coding: Coding) -> Found<'a>;

    /// Whether documents can be served: `/readyz`.
    fn ready(&self) -> bool;

    /// Whether the daemon is at work: `/healthz`.
    fn alive(&self) -> bool;

    /// What does not work although the daemon does: told by `/healthz`, which stays 200, since nobody who
    /// restarts the daemon for it would change it.
    fn trouble(&self) -> Option<String> {
        None
    }
}
