//! What the layers below HTTP call their errors, in our words. They hide in chains of causes of other
//! crates, so the chain is walked.

use super::resolve::NoAddress;
use crate::model::TransportFault;
use std::error::Error;
use std::io;

/// The fault that an error of sending a request is.
pub(super) fn fault(error: &reqwest::Error) -> TransportFault {
    let mut io_kind = None;
    for cause in causes(error) {
        if let Some(why) = cause.downcast_ref::<NoAddress>() {
            return why.into();
        }
        if let Some(why) = cause.downcast_ref::<rustls::Error>() {
            return TransportFault::Tls(why.to_string());
        }
        if let Some(why) = cause.downcast_ref::<hyper::Error>()
            && (why.is_parse() || why.is_incomplete_message())
        {
            return TransportFault::Protocol(why.to_string());
        }
        if let Some(why) = cause.downcast_ref::<io::Error>() {
            io_kind = Some(why.kind());
        }
    }
    match io_kind {
        Some(io::ErrorKind::ConnectionRefused) => TransportFault::Connect("nobody listens there".to_owned()),
        _ if error.is_timeout() => TransportFault::Connect("no answer to the attempt".to_owned()),
        Some(kind) if error.is_connect() => TransportFault::Connect(kind.to_string()),
        _ if error.is_connect() => TransportFault::Connect(words(error)),
        Some(kind) => TransportFault::Protocol(format!("the connection broke: {kind}")),
        None => TransportFault::Protocol(words(error)),
    }
}

/// The fault that an error inside a body is: the connection ended, or framing did, which is the same to
/// whoever wanted the rest.
pub(super) fn body_fault(error: &reqwest::Error) -> TransportFault {
    let tls = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>());
    match tls {
        Some(why) if !matches!(why, rustls::Error::DecryptError) => TransportFault::Tls(why.to_string()),
        _ => TransportFault::Truncated,
    }
}

/// Whether the connection closed before anything of the answer came.
pub(super) fn closed_unanswered(error: &reqwest::Error) -> bool {
    causes(error)
        .any(|cause| cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_incomplete_message))
}

/// The innermost cause, as it says itself.
pub(super) fn words(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

/// An error, its cause, the cause of that, and so on; what an `io::Error` wraps is one of them.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |cause| {
        let cause: &'a (dyn Error + 'static) = *cause;
        match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        }
    })
    // no chain is this long; a circle would be
    .take(32)
}
