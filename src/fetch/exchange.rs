//! What an [`Answer`] meant: the whole of HTTP semantics that a poller needs, without a socket.
//!
//! A body is *vouched for* only when it came whole: a truncated one is [`Exchange::Changed`] with empty
//! validators and **no body hash**, and that combination occurs nowhere else. Whoever settles it stores
//! neither, so the next poll asks for the whole again.

mod soft;

pub use soft::soft_404;

use super::fault::{self, shown};
use super::freshness::{age_of_representation, field, fresh_for, retry_after};
use crate::model::{
    Answer, BodyHash, Exchange, FetchOutcome, Hop, Meta, Problem, ProblemKind, Retry, SourceState, Timestamp,
    TransportFault, Validators,
};
use std::time::Duration;
use url::Url;

/// The longest `Retry-After` obeyed.
pub(super) const MAX_RETRY: Duration = Duration::from_secs(7 * 24 * 3600);

/// Longest validator kept, in bytes: it is sent back with every poll.
const MAX_VALIDATOR_BYTES: usize = 1024;

/// A body must be older than the last 304 by more than this before that 304 is called a lie.
const CLOCK_SLACK: Duration = Duration::from_secs(120);

/// What `answer` meant for a source in `state`. `unconditional`: it was asked for without validators.
pub fn interpret(answer: &Answer, state: &SourceState, unconditional: bool, now: Timestamp) -> Exchange {
    match &answer.fault {
        Some(TransportFault::Truncated) if is_body(answer.status) && !answer.body.is_empty() => {
            return Exchange::Changed(Meta { moved_to: moved_to(answer), ..Meta::default() });
        }
        Some(fault) => return Exchange::Failed(fault::of_transport(fault, answer)),
        None => {}
    }
    match answer.status {
        status if is_body(status) => body(answer, state, unconditional, now),
        304 if unconditional => Exchange::Failed(unasked_304(answer)),
        304 => Exchange::Unchanged(Meta {
            validators: refreshed(&state.validators, answer),
            body_hash: None,
            fresh_for: fresh_for(answer, now),
            moved_to: moved_to(answer),
            lying_304: false,
        }),
        410 => Exchange::Gone(Problem::new(
            ProblemKind::Gone,
            format!("{} answered 410, it says that it is gone for good", answer.final_url),
            "look for the feed's new address and change url, or set enabled = false; until then it is asked \
             once a day",
        )),
        503 if field(answer, "cf-mitigated").is_some() => Exchange::Failed(fault::of_status(answer)),
        429 | 503 => throttled(answer, now),
        _ => Exchange::Failed(fault::of_status(answer)),
    }
}

/// The problem of a truncated `answer`, for a body that could not be read as far as it came; absent for
/// an answer that is not truncated.
pub fn truncated(answer: &Answer) -> Option<Problem> {
    (answer.fault == Some(TransportFault::Truncated)).then(|| fault::truncated(answer))
}

/// The problem of an `answer` that a redirect brought from somewhere else and that says so "not found"
/// ([`soft_404`]); absent for any other.
pub fn nothing_there(answer: &Answer) -> Option<Problem> {
    let asked = &answer.hops.first()?.from;
    (is_body(answer.status) && soft_404(asked, &answer.final_url)).then(|| {
        Problem::new(
            ProblemKind::NotFound,
            format!("{asked} leads to {}: there is nothing at this address any more", answer.final_url),
            "open the address; if the section was renamed, put its new address into url",
        )
    })
}

fn is_body(status: u16) -> bool {
    matches!(status, 200 | 203)
}

fn body(answer: &Answer, state: &SourceState, unconditional: bool, now: Timestamp) -> Exchange {
    let hash = BodyHash::of_digest(blake3::hash(&answer.body).as_bytes());
    let validators = validators(answer);
    let same = state.body_hash == Some(hash);
    let lying_304 = unconditional && !same && hid_a_change(answer, state, &validators, now);
    let meta = Meta {
        validators,
        body_hash: Some(hash),
        fresh_for: fresh_for(answer, now),
        moved_to: moved_to(answer),
        lying_304,
    };
    if same { Exchange::Unchanged(meta) } else { Exchange::Changed(meta) }
}

/// Whether the 304 of the last poll hid this new body: the server still gives the validators that it
/// answered 304 to, or dates the body before that poll.
fn hid_a_change(answer: &Answer, state: &SourceState, validators: &Validators, now: Timestamp) -> bool {
    let last_was_304 =
        state.log.last().is_some_and(|l| l.status == 304 && l.outcome == FetchOutcome::Unchanged);
    let Some(last_poll) = state.last_poll.filter(|_| last_was_304 && state.body_hash.is_some()) else {
        return false;
    };
    if *validators == state.validators && *validators != Validators::default() {
        return true;
    }
    // both spans by one clock each: the server's, and ours
    age_of_representation(answer).is_some_and(|age| age > now.since(last_poll) + CLOCK_SLACK)
}

fn throttled(answer: &Answer, now: Timestamp) -> Exchange {
    let asked = retry_after(answer, now);
    let after = asked.map(|wait| wait.min(MAX_RETRY));
    let status = answer.status;
    let host = answer.final_url.host_str().unwrap_or("the host");
    let (sentence, advice) = match (asked, after) {
        (Some(asked), Some(after)) if asked > after => (
            format!(
                "{host} answered {status} and asks to be left alone for {} days",
                asked.as_secs() / 86_400
            ),
            "it is asked again after 7 days all the same; talk to the portal, or set enabled = false"
                .to_owned(),
        ),
        (Some(asked), _) => (
            format!("{host} answered {status} and asks to be left alone for {} seconds", asked.as_secs()),
            advice_on_throttling(status),
        ),
        (None, _) => {
            let said = field(answer, "retry-after").map(|value| shown(value, "nothing"));
            let said = said.map_or_else(|| "nothing".to_owned(), |value| format!("Retry-After: {value}"));
            (
                format!("{host} answered {status} and says {said} of when to come back"),
                advice_on_throttling(status),
            )
        }
    };
    let problem = Problem::new(ProblemKind::Throttled, sentence, advice);
    Exchange::Throttled { retry: Retry { after, whole_host: status == 429 }, problem }
}

fn advice_on_throttling(status: u16) -> String {
    match status {
        429 => {
            "nothing, the whole host is left alone for that long; if it comes back, raise per_host_delay in \
                [fetch] or the interval of its sources"
        }
        _ => "nothing, it is asked again after that; tell the portal if it lasts for days",
    }
    .to_owned()
}

fn unasked_304(answer: &Answer) -> Problem {
    Problem::new(
        ProblemKind::UnexpectedStatus,
        format!("{} answered 304 although nothing was known of it yet", answer.final_url),
        "tell the portal that its cache is broken; another address of the same feed may work",
    )
}

/// The validators of a response that brought a body; those that could not be sent back are dropped.
fn validators(answer: &Answer) -> Validators {
    let usable = |name| field(answer, name).filter(|value| sendable(value)).map(<[u8]>::to_vec);
    Validators { etag: usable("etag"), last_modified: usable("last-modified") }
}

/// A 304 may bring newer validators (RFC 9111 §3.2); what it does not bring stays.
fn refreshed(old: &Validators, answer: &Answer) -> Validators {
    let new = validators(answer);
    Validators {
        etag: new.etag.or_else(|| old.etag.clone()),
        last_modified: new.last_modified.or_else(|| old.last_modified.clone()),
    }
}

/// Whether bytes may stand in a header field (RFC 9110 §5.5).
fn sendable(value: &[u8]) -> bool {
    !value.is_empty()
        && value.len() <= MAX_VALIDATOR_BYTES
        && value.iter().all(|&b| b == b'\t' || (b >= b' ' && b != 0x7f))
}

/// Where the address has moved for good: the end of a chain that is permanent throughout.
fn moved_to(answer: &Answer) -> Option<Url> {
    let permanent = |hop: &Hop| matches!(hop.status, 301 | 308);
    let first = answer.hops.first()?;
    (answer.hops.iter().all(permanent) && first.from != answer.final_url).then(|| answer.final_url.clone())
}

#[cfg(test)]
mod tests;
