//! One sick source, or one problem of the daemon → one item of the operator's feed. Problems never become items of a reader's feed.

use super::markup::escape;
use super::press::Press;
use crate::model::{
    FetchLog, FetchOutcome, Item, Problem, Publisher, Source, SourceState, StoryId, Timestamp,
};

/// The problem of a source as an item; absent for a healthy one.
pub(super) fn item(source: &Source, state: &SourceState, press: &Press<'_>) -> Option<Item> {
    let problem = state.problem.as_ref()?;
    let since = since(state);
    let digest = blake3::Hasher::new()
        .update(&press.instance.0)
        .update(source.id.as_str().as_bytes())
        .update(b"\0")
        .update(problem.kind.as_str().as_bytes())
        .update(&state.last_success.unwrap_or_default().0.to_be_bytes())
        .finalize();
    Some(Item {
        id: StoryId::of_digest(digest.as_bytes()),
        time: since,
        updated: since,
        title: format!("{}: {}", source.name, problem.sentence),
        link: Some(source.url.to_string()),
        summary: format!("<p>{}</p><p>{}</p>", escape(&problem.sentence), escape(&problem.advice)),
        content: String::new(),
        authors: Vec::new(),
        categories: Vec::new(),
        enclosures: Vec::new(),
        publishers: vec![Publisher {
            id: source.id.to_string(),
            name: source.name.clone(),
            url: Some(source.url.to_string()),
            link: None,
            title: String::new(),
            first_seen: since,
            withdrawn: None,
        }],
    })
}

/// A problem of the daemon itself as an item.
pub(super) fn own_item(problem: &Problem, since: Timestamp, press: &Press<'_>) -> Item {
    let digest = blake3::Hasher::new()
        .update(&press.instance.0)
        .update(b"\0")
        .update(problem.kind.as_str().as_bytes())
        .update(&since.0.to_be_bytes())
        .finalize();
    Item {
        id: StoryId::of_digest(digest.as_bytes()),
        time: since,
        updated: since,
        title: format!("{}: {}", env!("CARGO_PKG_NAME"), problem.sentence),
        link: None,
        summary: format!("<p>{}</p><p>{}</p>", escape(&problem.sentence), escape(&problem.advice)),
        content: String::new(),
        authors: Vec::new(),
        categories: Vec::new(),
        enclosures: Vec::new(),
        publishers: Vec::new(),
    }
}

/// When the trouble began, as far as is remembered: the last good reading, else the oldest fetch.
fn since(state: &SourceState) -> Timestamp {
    let healthy =
        |fetch: &&FetchLog| matches!(fetch.outcome, FetchOutcome::Changed | FetchOutcome::Unchanged);
    let first_failure = state.log.iter().rev().take_while(|fetch| !healthy(fetch)).last();
    state.last_success.or(first_failure.map(|fetch| fetch.at)).or(state.last_poll).unwrap_or_default()
}
