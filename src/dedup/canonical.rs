//! Canonical URLs: one spelling for all addresses of one article, for comparison only, never for fetching.
//!
//! What is taken off is a fact about the web and stands in the tables at the head. What may carry the
//! identity of an article (path, the order of parameters, `index.php?nv=…`) is kept. Start at [`canonical`].

use crate::model::LinkHash;
use std::borrow::Cow;
use url::{Host, Url};

/// Longest canonical URL, in bytes; longer ones are no identity.
const MAX_CANONICAL_BYTES: usize = 2_048;
/// Longest address looked at, in bytes: percent-encoding and tracking may blow one up.
const MAX_RAW_BYTES: usize = 4 * MAX_CANONICAL_BYTES;

/// Host prefixes under which a portal serves the same articles again.
const HOST_TWINS: [&str; 5] = ["www.", "m.", "amp.", "mobile.", "wap."];

/// Paths of a home page.
const HOME_PAGES: [&str; 8] = [
    "/index.html",
    "/index.htm",
    "/index.php",
    "/index.asp",
    "/index.aspx",
    "/index.jsp",
    "/default.asp",
    "/default.aspx",
];

/// Parameters that say how a reader came, or in which session, lower case, sorted.
const TRACKING: [&str; 58] = [
    "__twitter_impression",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "amp",
    "campaign_id",
    "click_id",
    "clickid",
    "cmpid",
    "dclid",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_comment_id",
    "fb_ref",
    "fb_source",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "gidzl",
    "gs_l",
    "gws_rd",
    "hootpostid",
    "igsh",
    "igshid",
    "inheritredirect",
    "jsessionid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "oly_anon_id",
    "oly_enc_id",
    "outputtype",
    "p_l_back_url",
    "p_p_auth",
    "phpsessid",
    "ref_src",
    "ref_url",
    "s_cid",
    "s_kwcid",
    "sc_cid",
    "srsltid",
    "trk",
    "ttclid",
    "twclid",
    "vero_id",
    "wbraid",
    "xtor",
    "yclid",
    "zanpid",
    "zarsrc",
];

/// Beginnings of such parameters.
const TRACKING_PREFIXES: [&str; 9] =
    ["utm_", "aspsessionid", "at_custom", "hsa_", "itm_", "matomo_", "mtm_", "pk_", "piwik_"];

/// The canonical form of an article's address, or `None` when the address identifies no article: not
/// http(s), without a host, a home page, or over 2,048 bytes.
///
/// `http` and `https` are the same; user, default port, twin host prefixes, fragment, tracking, session
/// ids, dot segments, doubled and trailing slashes and AMP suffixes are off; percent-encoding is in normal
/// form (RFC 3986 §6.2.2). A fragment that is a route (`#/tin/12`, `#!tin`) is kept. Canonical forms stay
/// as they are.
pub fn canonical(url: &str) -> Option<String> {
    let raw = url.trim();
    if raw.len() > MAX_RAW_BYTES {
        return None;
    }
    let parsed = Url::parse(raw).ok()?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return None;
    }
    let mut out = String::with_capacity(raw.len() + 8);
    out.push_str("https://");
    push_host(&mut out, &parsed)?;
    let path_start = out.len();
    push_path(&mut out, parsed.path());
    let bare = out.len();
    push_query(&mut out, parsed.query().unwrap_or(""));
    push_route(&mut out, parsed.fragment().unwrap_or(""));
    let path = &out[path_start..];
    let home = out.len() == bare && (path == "/" || HOME_PAGES.iter().any(|p| path.eq_ignore_ascii_case(p)));
    (!home && out.len() <= MAX_CANONICAL_BYTES).then_some(out)
}

/// 128 bits of a canonical URL.
pub fn link_hash(canonical: &str) -> LinkHash {
    LinkHash::of_digest(blake3::hash(canonical.as_bytes()).as_bytes())
}

/// The host without its twin prefixes, and any port that is no default of either scheme.
fn push_host(out: &mut String, url: &Url) -> Option<()> {
    match url.host()? {
        Host::Domain(name) => {
            let mut name = name.strip_suffix('.').unwrap_or(name);
            if name.is_empty() || name.ends_with('.') || name.contains("..") {
                return None;
            }
            while let Some(rest) = HOST_TWINS.iter().find_map(|twin| name.strip_prefix(twin)) {
                if !rest.contains('.') || rest.starts_with('.') {
                    break;
                }
                name = rest;
            }
            out.push_str(name);
        }
        address => out.push_str(&address.to_string()),
    }
    if let Some(port) = url.port().filter(|p| !matches!(p, 80 | 443)) {
        out.push_str(&format!(":{port}"));
    }
    Some(())
}

fn push_path(out: &mut String, path: &str) {
    let mut segments: Vec<&str> =
        path.split('/').map(without_session).filter(|s| !matches!(*s, "" | "." | "..")).collect();
    while segments.len() > 1 && segments.last().is_some_and(|s| s.eq_ignore_ascii_case("amp")) {
        segments.pop();
    }
    if segments.is_empty() {
        out.push('/');
    }
    for segment in &segments {
        out.push('/');
        push_normal(out, segment, Place::Path);
    }
    trim_amp_suffix(out);
}

/// A path segment up to its `;jsessionid=`.
fn without_session(segment: &str) -> &str {
    const MARK: &[u8] = b";jsessionid=";
    match segment.as_bytes().windows(MARK.len()).position(|w| w.eq_ignore_ascii_case(MARK)) {
        Some(at) => segment.get(..at).unwrap_or(segment),
        None => segment,
    }
}

/// `x.amp` and `x.html.amp` are `x.html`.
fn trim_amp_suffix(out: &mut String) {
    const AMP: &str = ".amp";
    let mut cut = false;
    while out.len() > AMP.len() && out.is_char_boundary(out.len() - AMP.len()) {
        let (head, tail) = out.split_at(out.len() - AMP.len());
        // A name of nothing but dots would be no name at all.
        let named = head.rsplit('/').next().is_some_and(|name| name.bytes().any(|b| b != b'.'));
        if !tail.eq_ignore_ascii_case(AMP) || !named {
            break;
        }
        let head_bytes = head.len();
        out.truncate(head_bytes);
        cut = true;
    }
    let name = out.rsplit('/').next().unwrap_or("");
    if cut && !name.contains('.') {
        out.push_str(".html");
    }
}

fn push_query(out: &mut String, query: &str) {
    let mut mark = '?';
    // An ampersand escaped once too often leaves `amp;` before the next name.
    let pairs = query.split('&').map(|pair| pair.trim_start_matches("amp;"));
    for pair in pairs.filter(|pair| !pair.is_empty()) {
        let mut normal = String::with_capacity(pair.len());
        push_normal(&mut normal, pair, Place::Query);
        let name = normal.split('=').next().unwrap_or("");
        if is_tracking(name) {
            continue;
        }
        out.push(mark);
        out.push_str(&normal);
        mark = '&';
    }
}

fn is_tracking(name: &str) -> bool {
    let name: Cow<'_, str> = if name.bytes().any(|b| b.is_ascii_uppercase()) {
        name.to_ascii_lowercase().into()
    } else {
        name.into()
    };
    TRACKING.binary_search(&&*name).is_ok() || TRACKING_PREFIXES.iter().any(|p| name.starts_with(p))
}

/// A fragment by which a script chooses the page.
fn push_route(out: &mut String, fragment: &str) {
    if !fragment.starts_with(['/', '!']) {
        return;
    }
    let before = out.len();
    out.push('#');
    push_normal(out, fragment, Place::Route);
    // Judged in its normal form: "%2e" is no more of a page than ".".
    let names_a_page =
        out.get(before..).is_some_and(|route| route.bytes().any(|b| b.is_ascii_alphanumeric()));
    if !names_a_page {
        out.truncate(before);
    }
}

/// Where a text stands in a URL: it decides which characters are data there and which are grammar.
#[derive(Clone, Copy)]
enum Place {
    Path,
    Query,
    Route,
}

impl Place {
    /// Characters that mean the same with and without percent-encoding: written without.
    fn plain(self, byte: u8) -> bool {
        byte.is_ascii_alphanumeric()
            || b"-._~!$'()*,:@".contains(&byte)
            || (matches!(self, Self::Query | Self::Route) && matches!(byte, b'/' | b'?'))
    }

    /// Characters that are grammar when written plainly and data when encoded: left as they are.
    fn grammar(self, byte: u8) -> bool {
        matches!(byte, b'&' | b'=' | b';') || (matches!(self, Self::Path | Self::Route) && byte == b'+')
    }
}

/// Appends `text` in the normal form of percent-encoding.
fn push_normal(out: &mut String, text: &str, place: Place) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let hex = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        let (byte, encoded) = match (byte, hex(bytes.get(at)), hex(bytes.get(at + 1))) {
            (b'%', Some(high), Some(low)) => {
                at += 2;
                ((high * 16 + low) as u8, true)
            }
            (b'+', ..) if matches!(place, Place::Query) => (b' ', false),
            _ => (byte, false),
        };
        if place.plain(byte) || (!encoded && place.grammar(byte)) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests;
