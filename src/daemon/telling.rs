//! What the event loop tells: log lines, reports of polls, the status line of the service manager.

use super::concerns::Raised;
use super::followups::Followed;
use super::report::PollReport;
use super::settled::Settled;
use crate::model::{Content, Exchange, Gathered, Problem, SourceId, SourceState};
use std::collections::HashMap;

/// For `systemctl status`.
pub fn status(states: &HashMap<SourceId, SourceState>, concerns: &[Raised]) -> String {
    let polled = states.values().filter(|s| s.last_poll.is_some()).count();
    let sick = states.values().filter(|s| s.problem.is_some()).count();
    let own: String = concerns.iter().map(|raised| format!("; {}", raised.problem.sentence)).collect();
    format!("{polled} sources polled, {sick} with problems{own}")
}

/// A line per page that was left to be read; a warning when pages stop to be readable.
pub fn log_page(source: &SourceId, followed: &Followed, settled: &Settled, before: Option<&Problem>) {
    let url = &followed.followup.url;
    match settled.state.pages.as_ref() {
        Some(problem) if before.map(|p| p.kind) != Some(problem.kind) => {
            tracing::warn!(%source, %url, kind = problem.kind.as_str(), advice = %problem.advice, "{}", problem.sentence);
        }
        _ => tracing::debug!(%source, %url, status = followed.gathered.status, "page read"),
    }
}

/// A line per poll that changed something; a warning once per change of a problem, not per poll.
pub fn log_poll(source: &SourceId, gathered: &Gathered, settled: &Settled, before: Option<&Problem>) {
    let after = settled.state.problem.as_ref();
    match (before.map(|p| p.kind), after) {
        (kind, Some(problem)) if kind != Some(problem.kind) => {
            tracing::warn!(%source, kind = problem.kind.as_str(), advice = %problem.advice, "{}", problem.sentence);
        }
        (Some(_), None) => tracing::info!(%source, "works again"),
        _ => (),
    }
    if settled.new_entries > 0 {
        tracing::info!(%source, new = settled.new_entries, "new entries");
    } else {
        let took_ms = gathered.took.as_millis();
        tracing::debug!(%source, status = gathered.status, took_ms, "polled");
    }
}

/// What is reported to whoever asked for a poll.
pub fn poll_report(gathered: &Gathered, settled: &Settled) -> PollReport {
    let outcome = match (&gathered.exchange, &gathered.content) {
        (Exchange::Changed(_), Content::Read(_)) => "changed",
        (Exchange::Changed(_), Content::None) | (Exchange::Unchanged(_), _) => "unchanged",
        (Exchange::Throttled { .. }, _) => "throttled",
        (Exchange::Gone(_), _) => "gone",
        (Exchange::Failed(_), _) => "failed",
    };
    PollReport {
        source: gathered.source.to_string(),
        outcome: outcome.to_owned(),
        status: gathered.status,
        took_ms: u64::try_from(gathered.took.as_millis()).unwrap_or(u64::MAX),
        new: settled.new_entries,
        entries: settled.entries,
        problem: settled.state.problem.clone(),
        next_poll: settled.state.next_poll,
    }
}

/// The same for a source that is not asked, because its host wants to be left alone.
pub fn skipped(id: &SourceId, state: &SourceState) -> PollReport {
    PollReport {
        source: id.to_string(),
        outcome: "skipped".to_owned(),
        status: 0,
        took_ms: 0,
        new: 0,
        entries: 0,
        problem: state.problem.clone(),
        next_poll: state.next_poll,
    }
}
