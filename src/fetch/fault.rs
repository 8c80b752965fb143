//! Faults below HTTP and refusing statuses, said to a person: one [`Problem`] each, with its value and
//! what to do about it.

use super::freshness::field;
use crate::model::{Answer, Problem, ProblemKind, TransportFault};

/// The problem that a fault below HTTP is.
pub(super) fn of_transport(fault: &TransportFault, answer: &Answer) -> Problem {
    use ProblemKind as Kind;
    let host = answer.final_url.host_str().unwrap_or("the host");
    match fault {
        TransportFault::Dns(why) => Problem::new(
            Kind::Dns,
            format!("{host} has no address: {why}"),
            "check the spelling; if the portal has moved to another host, change url and put the old host \
             into aliases",
        ),
        TransportFault::ForbiddenAddress(what) => Problem::new(
            Kind::ForbiddenAddress,
            format!("{what}, which is not a public address"),
            "if the portal really lives there, name the range in allow_private of [fetch]",
        ),
        TransportFault::Connect(why) => Problem::new(
            Kind::Connect,
            format!("no connection to {}: {why}", authority(answer)),
            "open the address in a browser; if it works there, the portal may refuse this network",
        ),
        TransportFault::Tls(why) => Problem::new(
            Kind::Tls,
            format!("no secure connection to {host}: {why}"),
            "name a file with the missing certificate in tls of this source, or try the http:// address",
        ),
        _ => of_exchange(fault, answer),
    }
}

/// The same for what goes wrong once a connection stands.
fn of_exchange(fault: &TransportFault, answer: &Answer) -> Problem {
    use ProblemKind as Kind;
    let host = answer.final_url.host_str().unwrap_or("the host");
    match fault {
        TransportFault::Timeout => Problem::new(
            Kind::Timeout,
            format!("{host} did not finish within the time allowed, {} bytes came", answer.wire_bytes),
            "raise timeout in [fetch] if the portal is always this slow",
        ),
        TransportFault::Stalled => Problem::new(
            Kind::Stalled,
            format!("{host} went silent after {} bytes of the body", answer.wire_bytes),
            "nothing, if it happens once; otherwise raise timeout in [fetch]",
        ),
        TransportFault::BodyTooLarge { limit_bytes } => Problem::new(
            Kind::BodyTooLarge,
            format!("the answer is larger than {limit_bytes} bytes"),
            "look whether the address is a feed at all; a feed that large needs a higher max_body in [fetch]",
        ),
        TransportFault::Truncated => truncated(answer),
        TransportFault::BadEncoding(why) => Problem::new(
            Kind::BadEncoding,
            format!("the body is not what its Content-Encoding says: {why}"),
            "tell the portal that its compression is broken; asking without compression was tried as well",
        ),
        TransportFault::RedirectLoop => Problem::new(
            Kind::RedirectLoop,
            format!("{} redirects without an end, the last to {}", answer.hops.len(), answer.final_url),
            "open the address in a private browser window; a portal that redirects until a cookie is set \
             cannot be polled at this address",
        ),
        TransportFault::BadRedirect(target) => Problem::new(
            Kind::BadRedirect,
            format!("{} redirects to {}", answer.final_url, shown(target.as_bytes(), "nowhere")),
            "look for the feed's new address on the portal and change url",
        ),
        TransportFault::Protocol(why)
        | TransportFault::Dns(why)
        | TransportFault::ForbiddenAddress(why)
        | TransportFault::Connect(why)
        | TransportFault::Tls(why) => Problem::new(
            Kind::Protocol,
            format!("{} does not speak HTTP properly: {why}", authority(answer)),
            "check scheme and port of the address",
        ),
    }
}

/// The problem of a body that ended too early.
pub(super) fn truncated(answer: &Answer) -> Problem {
    Problem::new(
        ProblemKind::Truncated,
        format!("the connection ended inside the body, after {} bytes", answer.body.len()),
        "nothing, if it happens once; what could be read was kept and the whole is asked for next time",
    )
}

/// The problem that a status is which brings no feed; 410, 429 and 503 are worded by `exchange`.
pub(super) fn of_status(answer: &Answer) -> Problem {
    use ProblemKind as Kind;
    let status = answer.status;
    let url = &answer.final_url;
    if matches!(status, 403 | 503) && field(answer, "cf-mitigated").is_some() {
        return Problem::new(
            Kind::Challenge,
            format!("{url} answered {status} with a challenge for browsers"),
            "ask the portal to let this User-Agent pass, or look for another address of the feed",
        );
    }
    match status {
        401 | 407 => Problem::new(
            Kind::LoginRequired,
            format!("{url} answered {status} and wants a login"),
            "give the source what it wants in headers, or look for a public feed",
        ),
        403 | 406 | 451 => Problem::new(
            Kind::Forbidden,
            format!("{url} refused with {status}"),
            "set contact so that the portal can see who asks; some portals refuse foreign networks, then a \
             proxy for this source helps",
        ),
        404 => Problem::new(
            Kind::NotFound,
            format!("{url} answered 404, there is nothing at this address"),
            "look for the feed on the portal and change url",
        ),
        204 | 205 => Problem::new(
            Kind::EmptyBody,
            format!("{url} answered {status}, which has no body"),
            "open the address in a browser; if it is empty there too, look for another feed",
        ),
        500..=599 => Problem::new(
            Kind::ServerError,
            format!("{url} answered {status}, the portal is broken"),
            "nothing, it is asked again; tell the portal if it lasts for days",
        ),
        _ => Problem::new(
            Kind::UnexpectedStatus,
            format!("{url} answered {status}, which is no answer to a GET"),
            "open the address in a browser and look what it gives",
        ),
    }
}

/// A value from the wire, fit for a sentence: printable, at most 200 characters; `nothing` when empty.
pub(super) fn shown(bytes: &[u8], nothing: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    if text.is_empty() { nothing.to_owned() } else { format!("{text:?}") }
}

fn authority(answer: &Answer) -> String {
    let url = &answer.final_url;
    let port = url.port_or_known_default().unwrap_or(80);
    format!("{}:{port}", url.host_str().unwrap_or("the host"))
}
