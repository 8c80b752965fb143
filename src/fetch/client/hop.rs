//! One hop: what is sent to which host, which addresses are refused, and where a redirect leads.

use super::resolve::NoAddress;
use crate::fetch::guard::forbidden;
use crate::model::{AddressRange, Answer, Hop, Request, Source, TransportFault};
use reqwest::Response;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, USER_AGENT,
};
use std::net::IpAddr;
use url::{Host, Url};

/// Redirects followed, at most.
const MAX_REDIRECTS: usize = 10;

/// Longest `Location` followed, in bytes.
const MAX_LOCATION_BYTES: usize = 8 * 1024;

/// Names and values of the header fields of one response, in bytes.
const MAX_HEADER_BYTES: usize = 64 * 1024;

const ACCEPTED: HeaderValue = HeaderValue::from_static(
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, \
     application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
);

const CODINGS: HeaderValue = HeaderValue::from_static("gzip, br, deflate");

const PLAIN: HeaderValue = HeaderValue::from_static("identity");

/// Fields of a message, not of a request: the connection sets them, the config must not.
const NOT_OURS: [&str; 8] =
    ["host", "connection", "content-length", "transfer-encoding", "te", "trailer", "upgrade", "keep-alive"];

/// The header fields of the request to `url`. What the config adds goes to the configured host only.
pub(super) fn headers(request: &Request, url: &Url, user_agent: &HeaderValue, plain: bool) -> HeaderMap {
    let source = &request.source;
    let mut fields = HeaderMap::with_capacity(8);
    fields.insert(ACCEPT, ACCEPTED);
    let own = source.user_agent.as_ref().and_then(|own| HeaderValue::from_bytes(own.as_bytes()).ok());
    fields.insert(USER_AGENT, own.unwrap_or_else(|| user_agent.clone()));
    if same_site(&source.url, url) {
        for (name, value) in &source.headers {
            let name =
                HeaderName::from_bytes(name.as_bytes()).ok().filter(|n| !NOT_OURS.contains(&n.as_str()));
            if let (Some(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
                fields.insert(name, value);
            }
        }
    }
    fields.insert(ACCEPT_ENCODING, if plain { PLAIN } else { CODINGS });
    let validators =
        [(IF_NONE_MATCH, &request.validators.etag), (IF_MODIFIED_SINCE, &request.validators.last_modified)];
    for (name, value) in validators {
        let value = value.as_ref().and_then(|bytes| HeaderValue::from_bytes(bytes).ok());
        fields.extend(value.map(|value| (name, value)));
    }
    fields
}

/// Refuses a forbidden address that stands in the URL itself; reqwest never asks a resolver about those.
pub(super) fn check_literal(url: &Url, allowed: &[AddressRange]) -> Result<(), TransportFault> {
    let ip: IpAddr = match url.host() {
        Some(Host::Ipv4(ip)) => ip.into(),
        Some(Host::Ipv6(ip)) => ip.into(),
        Some(Host::Domain(_)) => return Ok(()),
        None => return Err(TransportFault::BadRedirect(url.to_string())),
    };
    match forbidden(ip, allowed) {
        Some(reason) => Err(TransportFault::ForbiddenAddress(format!("{ip} is {reason}"))),
        None => Ok(()),
    }
}

/// The last word on where the answer came from, whatever was resolved before.
pub(super) fn check_peer(response: &Response, allowed: &[AddressRange]) -> Result<(), TransportFault> {
    let peer = response.remote_addr().map(|peer| peer.ip());
    let Some(ip) = peer else {
        return Err(TransportFault::ForbiddenAddress("the address that answered is unknown".to_owned()));
    };
    match forbidden(ip, allowed) {
        Some(reason) => Err(TransportFault::ForbiddenAddress(format!("{ip} answered, it is {reason}"))),
        None => Ok(()),
    }
}

/// The header fields of a response: lower-case names, values as bytes, in order.
pub(super) fn header_fields(response: &Response) -> Result<Vec<(String, Vec<u8>)>, TransportFault> {
    let headers = response.headers();
    let total: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if total > MAX_HEADER_BYTES {
        let why = format!("its header is {total} bytes, at most {MAX_HEADER_BYTES} are read");
        return Err(TransportFault::Protocol(why));
    }
    Ok(headers.iter().map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec())).collect())
}

/// Whether a status sends the client elsewhere (RFC 9110 §15.4).
pub(super) fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The address a redirect from `url` leads to; notes the hop in `answer`.
pub(super) fn step(answer: &mut Answer, url: &Url, source: &Source) -> Result<Url, TransportFault> {
    let location =
        answer.headers.iter().find(|(name, _)| name == "location").map(|(_, value)| value.as_slice());
    let location = location.unwrap_or_default().trim_ascii();
    let mut to = target(url, location)?;
    let from = without_login(url);
    let plain_to = without_login(&to);
    answer.hops.push(Hop { status: answer.status, from, to: plain_to.clone() });
    let circle = answer.hops.iter().any(|hop| hop.from == plain_to);
    if circle || answer.hops.len() > MAX_REDIRECTS {
        answer.final_url = plain_to;
        return Err(TransportFault::RedirectLoop);
    }
    // a login goes where the config sends it, never where a redirect wants it
    let (name, password) =
        if same_site(&source.url, &to) { (source.url.username(), source.url.password()) } else { ("", None) };
    let _ = to.set_username(name);
    let _ = to.set_password(password);
    Ok(to)
}

/// `Location` (RFC 9110 §10.2.2), which servers fill with raw UTF-8, or with bytes of any charset.
fn target(base: &Url, location: &[u8]) -> Result<Url, TransportFault> {
    let bad = || {
        let start = location.get(..200).unwrap_or(location);
        TransportFault::BadRedirect(String::from_utf8_lossy(start).into_owned())
    };
    if location.is_empty() || location.len() > MAX_LOCATION_BYTES {
        return Err(bad());
    }
    let text = match std::str::from_utf8(location) {
        Ok(text) => text.to_owned(),
        Err(_) => location.iter().map(|&byte| percent(byte)).collect(),
    };
    let mut url = base.join(&text).map_err(|_| bad())?;
    url.set_fragment(None);
    let usable = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    if usable { Ok(url) } else { Err(bad()) }
}

fn percent(byte: u8) -> String {
    if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

/// The address as it may be shown and stored: without user name and password.
pub(super) fn without_login(url: &Url) -> Url {
    let mut shown = url.clone();
    // both only fail for addresses that cannot have a host
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    shown
}

/// The same host and port, or the secure port of the same host.
fn same_site(configured: &Url, url: &Url) -> bool {
    let upgraded = configured.scheme() == "http"
        && url.scheme() == "https"
        && configured.port().is_none()
        && url.port().is_none();
    let same = configured.scheme() == url.scheme()
        && configured.port_or_known_default() == url.port_or_known_default();
    configured.host() == url.host() && (same || upgraded)
}

impl From<&NoAddress> for TransportFault {
    fn from(why: &NoAddress) -> Self {
        match why {
            NoAddress::Unknown(text) => Self::Dns(text.clone()),
            NoAddress::Forbidden(text) => Self::ForbiddenAddress(text.clone()),
        }
    }
}
