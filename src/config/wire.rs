//! What a source says of the requests made for it: headers, proxy, user agent, certificates.

use super::table::{Table, Value};
use super::value::Mismatch;
use super::{limits, paths, source, value};
use crate::model::TlsPolicy;
use std::path::{Path, PathBuf};
use url::Url;

/// Headers that the client or the state of a source decides (RFC 9110 §7, §13.1).
const OURS: &[&str] = &[
    "host",
    "connection",
    "content-length",
    "transfer-encoding",
    "te",
    "upgrade",
    "trailer",
    "accept-encoding",
    "if-none-match",
    "if-modified-since",
    "range",
    "referer",
];

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Wire {
    pub headers: Vec<(String, String)>,
    pub proxy: Option<Url>,
    pub user_agent: Option<String>,
    pub tls: TlsPolicy,
}

/// Reads it from a `[[source]]` of a file in `folder`.
pub(super) fn read(table: &Table<'_>, folder: &Path, enabled: bool) -> Wire {
    Wire {
        headers: headers(&table.section("headers")),
        proxy: table.get("proxy").and_then(|v| v.text(value::PROXY, value::proxy)),
        user_agent: table.get("user_agent").and_then(|v| v.text(value::NAME, value::header)),
        tls: tls(table.section("tls").inside(source::KEYS), folder, enabled),
    }
}

fn headers(table: &Table<'_>) -> Vec<(String, String)> {
    let all = table.all();
    if all.len() > limits::HEADERS {
        table.fault(format!("{} headers: expected at most {}", all.len(), limits::HEADERS));
    }
    all.iter().take(limits::HEADERS).filter_map(|(name, value)| header(name, value)).collect()
}

fn header(name: &str, value: &Value<'_>) -> Option<(String, String)> {
    let lower = name.to_ascii_lowercase();
    let token = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
    if !token || name.len() > limits::NAME_CHARS {
        value.fault(format!("{}: expected the name of a header, such as \"X-Token\"", value.quote()));
        return None;
    }
    if source::KEYS.contains(&name) {
        value.fault(format!(
            "{}: this is no header; it belongs above the line [source.headers]",
            value.quote()
        ));
        return None;
    }
    if lower == "user-agent" {
        value.fault(format!("{}: expected it as user_agent of the source, not in headers", value.quote()));
        return None;
    }
    if OURS.contains(&lower.as_str()) {
        value.fault(format!("{}: this header is set by the program; leave it out", value.quote()));
        return None;
    }
    let text = value.text(value::NAME, value::header)?;
    Some((lower, text))
}

/// `tls = { extra_ca = "file.pem" }` or `tls = { accept_invalid = true }`.
fn tls(table: Table<'_>, folder: &Path, enabled: bool) -> TlsPolicy {
    let written = table.get("extra_ca");
    let extra_ca = written.as_ref().and_then(|v| v.text("the path of a PEM file", |text| pem(text, folder)));
    let exemption = table.get("accept_invalid");
    let accept_invalid = exemption.as_ref().and_then(|v| v.boolean()).unwrap_or(false);
    let present = table.is_present();
    let policy = match (extra_ca, accept_invalid, exemption) {
        (Some(_), true, Some(value)) => {
            value.fault(format!("{}: expected either this or extra_ca, not both", value.quote()));
            TlsPolicy::Standard
        }
        (Some(path), _, _) => TlsPolicy::ExtraCa(path),
        (None, true, Some(value)) => {
            if enabled {
                value.warn(format!("{}: nobody checks that this source is the host it says", value.quote()));
            }
            TlsPolicy::AcceptInvalid
        }
        (None, _, exemption) => {
            if present && exemption.is_none() && written.is_none() {
                table.fault("[source.tls] is empty: expected extra_ca or accept_invalid");
            }
            TlsPolicy::Standard
        }
    };
    table.finish();
    policy
}

fn pem(text: &str, folder: &Path) -> Result<PathBuf, Mismatch> {
    let path = paths::beside(folder, &value::line(text, limits::TEXT_CHARS)?);
    match std::fs::metadata(&path) {
        Ok(meta) if meta.is_file() => Ok(path),
        Ok(_) => Mismatch::advised("the path of a PEM file", "this is no regular file"),
        Err(error) => Mismatch::advised("the path of a PEM file", format!("{}: {error}", path.display())),
    }
}
