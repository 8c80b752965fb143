//! [`Gathered`]: everything that asking one source once brought, on its way from gather to settle.

use super::{Answer, Exchange, Parsed, Problem, SourceId, Timestamp};
use std::time::Duration;

/// What asking one source once brought. No clock and no store were read to make it, `at` aside,
/// which is handed in.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// Which.
    pub source: SourceId,
    /// When the fetch ended.
    pub at: Timestamp,
    /// What it meant.
    pub exchange: Exchange,
    /// What was read of the body, when there was one to read.
    pub content: Content,
    /// HTTP status; 0 when there was none.
    pub status: u16,
    /// Body bytes over the wire.
    pub wire_bytes: u64,
    /// How long the exchange took.
    pub took: Duration,
    /// Whether the GET was made without validators.
    pub unconditional: bool,
    /// How long its host wants to be left alone between requests, beyond what the config says.
    pub pause: Option<Duration>,
}

impl Gathered {
    /// A source that was asked, and what the answer meant. Nothing of a body is read yet.
    pub fn answered(
        source: SourceId,
        answer: &Answer,
        exchange: Exchange,
        unconditional: bool,
        at: Timestamp,
    ) -> Self {
        let Answer { status, wire_bytes, took, .. } = *answer;
        let content = Content::None;
        Self { source, at, exchange, content, status, wire_bytes, took, unconditional, pause: None }
    }

    /// A source that was not asked, or that could not be, and why.
    pub fn unasked(source: SourceId, problem: Problem, at: Timestamp) -> Self {
        Self {
            source,
            at,
            exchange: Exchange::Failed(problem),
            content: Content::None,
            status: 0,
            wire_bytes: 0,
            took: Duration::ZERO,
            unconditional: false,
            pause: None,
        }
    }
}

/// What was read of a body.
#[derive(Debug, Clone, Default)]
pub enum Content {
    /// There was no body to read: 304, the same hash, or a failure.
    #[default]
    None,
    /// Entries, perhaps after repairs.
    Read(Box<Parsed>),
}
