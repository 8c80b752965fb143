//! Texts of the configuration → values: durations, sizes, addresses, names. Each says what it expected.

use super::limits;
use crate::model::AddressRange;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::time::Duration;
use url::Url;

/// Why a text is not the value wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// Completes "expected …".
    pub expected: String,
    /// What to do instead, where that can be guessed.
    pub advice: Option<String>,
}

impl Mismatch {
    /// Something else was expected, and no guess is at hand.
    pub fn plain<T>(expected: impl Into<String>) -> Result<T, Self> {
        Err(Self { expected: expected.into(), advice: None })
    }

    /// Something else was expected, and this is what to do.
    pub fn advised<T>(expected: impl Into<String>, advice: impl Into<String>) -> Result<T, Self> {
        Err(Self { expected: expected.into(), advice: Some(advice.into()) })
    }
}

pub(super) const DURATION: &str = "a duration with its unit in quotes, such as \"15m\" or \"1h 30m\"";
pub(super) const SIZE: &str = "a size with its unit in quotes, such as \"10MiB\"";
pub(super) const HTTP_URL: &str = "an address that begins with http:// or https://";
pub(super) const LISTEN: &str = "an IP address and a port, such as \"127.0.0.1:8470\" or \"[::1]:8470\"";
pub(super) const CONTACT: &str = "an address to reach you at, such as \"mailto:you@example.org\"";
pub(super) const RANGE: &str = "an address range, such as \"10.0.0.0/8\" or \"fd00::/8\"";
pub(super) const PROXY: &str = "the address of a proxy that begins with http://, https:// or socks5://";
pub(super) const HOST: &str = "a host name, such as \"old.example\"";
pub(super) const NAME: &str = "a text";

/// `"15m"`, within bounds.
pub(super) fn duration(text: &str, bounds: &RangeInclusive<Duration>) -> Result<Duration, Mismatch> {
    let Ok(duration) = humantime::parse_duration(text) else {
        let number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        return match number {
            true => Mismatch::advised(DURATION, format!("did you mean \"{text}m\"")),
            false => Mismatch::plain(DURATION),
        };
    };
    if bounds.contains(&duration) {
        return Ok(duration);
    }
    let show = humantime::format_duration;
    Mismatch::plain(format!("a duration from {} to {}", show(*bounds.start()), show(*bounds.end())))
}

/// `"10MiB"` in bytes, within bounds. `kB`, `MB`, `GB` count in thousands, `KiB`, `MiB`, `GiB` in 1,024s.
pub(super) fn size(text: &str, bounds: &RangeInclusive<u64>) -> Result<u64, Mismatch> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits).unwrap_or((text, ""));
    let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "b" => 1,
        "kb" => 1_000,
        "kib" => 1 << 10,
        "mb" => 1_000_000,
        "mib" => 1 << 20,
        "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        "k" | "m" | "g" => return Mismatch::advised(SIZE, format!("did you mean \"{text}iB\"")),
        _ => return Mismatch::plain(SIZE),
    };
    let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    match bytes {
        Some(bytes) if bounds.contains(&bytes) => Ok(bytes),
        _ if number.is_empty() => Mismatch::plain(SIZE),
        _ => Mismatch::plain(format!("a size from {} to {} bytes", bounds.start(), bounds.end())),
    }
}

/// Characters that a paste brings along and nobody sees: zero-width ones, marks of direction, soft hyphens.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A character as somebody can look it up.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// An http(s) address without credentials, blanks and control characters.
pub(super) fn http_url(text: &str) -> Result<Url, Mismatch> {
    if let Some((at, c)) = text.chars().enumerate().find(|(_, c)| *c == '\\' || is_invisible(*c)) {
        let advice = format!("character {} is {}: leave it out", at + 1, code_point(c));
        return Mismatch::advised(HTTP_URL, advice);
    }
    if let Some(at) = text.chars().position(|c| c.is_whitespace() || c.is_control()) {
        let advice = match text.trim().contains(char::is_whitespace) {
            true => "write %20 for it",
            false => "leave it out",
        };
        return Mismatch::advised(
            HTTP_URL,
            format!("there is a blank or control character at character {}: {advice}", at + 1),
        );
    }
    if text.len() > limits::URL_BYTES {
        return Mismatch::plain(format!("an address of at most {} bytes", limits::URL_BYTES));
    }
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return match Url::parse(&format!("https://{text}")) {
            Ok(_) if !text.contains(':') && text.split('/').next().is_some_and(|host| host.contains('.')) => {
                Mismatch::advised(HTTP_URL, format!("did you mean \"https://{text}\""))
            }
            _ => Mismatch::plain(HTTP_URL),
        };
    }
    // The parser mends `https:///x` and `https:\\x` by itself; an editor should.
    let host_begins = text.split_once("//").is_some_and(|(_, rest)| !rest.starts_with(['/', '\\', '?', '#']));
    let url = match Url::parse(text) {
        Ok(url) if url.host_str().is_some_and(|host| host.starts_with('.') || host.contains("..")) => {
            return Mismatch::advised(HTTP_URL, "its host has a dot too many");
        }
        Ok(url) if url.has_host() && host_begins => url,
        Ok(_) => return Mismatch::plain(HTTP_URL),
        Err(error) => return Mismatch::advised(HTTP_URL, format!("this one has an {error}")),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Mismatch::advised(
            "an address without user name and password, because addresses are published",
            "put them in headers, as Authorization",
        );
    }
    Ok(url)
}

/// What subscribers see of us: an http(s) address that ends in `/`, which is added when it is missing.
pub(super) fn public_url(text: &str) -> Result<Url, Mismatch> {
    let mut url = http_url(text)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Mismatch::plain("an address without ? and #, such as \"https://news.example.org/\"");
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// `127.0.0.1:8470`.
pub(super) fn listen(text: &str) -> Result<SocketAddr, Mismatch> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    match text.rsplit_once(':') {
        Some(("localhost", port)) => Mismatch::advised(LISTEN, format!("did you mean \"127.0.0.1:{port}\"")),
        Some(("" | "*", port)) => Mismatch::advised(LISTEN, format!("did you mean \"0.0.0.0:{port}\"")),
        _ if text.parse::<IpAddr>().is_ok() => Mismatch::advised(LISTEN, "the port is missing"),
        _ if text.parse::<u16>().is_ok() => {
            Mismatch::advised(LISTEN, format!("did you mean \"127.0.0.1:{text}\""))
        }
        _ => Mismatch::plain(LISTEN),
    }
}

/// `mailto:` or http(s): it goes into a header, so it is ASCII without blanks.
pub(super) fn contact(text: &str) -> Result<String, Mismatch> {
    let plain =
        |s: &str| !s.is_empty() && s.len() <= 254 && s.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
    let mailbox =
        |s: &str| s.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    if !plain(text) {
        return Mismatch::plain(CONTACT);
    }
    if let Some(address) = text.strip_prefix("mailto:") {
        return if mailbox(address) { Ok(text.to_owned()) } else { Mismatch::plain(CONTACT) };
    }
    if text.starts_with("http") {
        return http_url(text).map(|_| text.to_owned());
    }
    match mailbox(text) {
        true => Mismatch::advised(CONTACT, format!("did you mean \"mailto:{text}\"")),
        false => Mismatch::plain(CONTACT),
    }
}

/// `10.0.0.0/8`, or a single address.
pub(super) fn range(text: &str) -> Result<AddressRange, Mismatch> {
    if let Ok(net) = text.parse::<ipnet::IpNet>() {
        if net.trunc() == net {
            return Ok(AddressRange(net));
        }
        return Mismatch::advised(RANGE, format!("did you mean \"{}\"", net.trunc()));
    }
    match text.parse::<IpAddr>() {
        Ok(address) => Ok(AddressRange(address.into())),
        Err(_) => Mismatch::plain(RANGE),
    }
}

/// `http://`, `https://` or `socks5://` with a host.
pub(super) fn proxy(text: &str) -> Result<Url, Mismatch> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https" | "socks5") && url.has_host() => Ok(url),
        _ => Mismatch::plain(PROXY),
    }
}

/// A host name or address, without scheme, port and path.
pub(super) fn host(text: &str) -> Result<String, Mismatch> {
    let legal = !text.is_empty()
        && !text.contains(['/', ':', '@', '?', '#', '*'])
        && !text.contains(char::is_whitespace);
    match url::Host::parse(text) {
        Ok(host) if legal => Ok(host.to_string()),
        _ => match Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned)) {
            Some(host) => Mismatch::advised(HOST, format!("did you mean {host:?}")),
            None => Mismatch::plain(HOST),
        },
    }
}

/// A text of 1 to `max_chars` characters on one line, without blanks around it.
pub(super) fn line(text: &str, max_chars: usize) -> Result<String, Mismatch> {
    let wanted = || format!("a text of 1 to {max_chars} characters on one line");
    if text.trim().is_empty() || text.chars().any(char::is_control) || text.chars().count() > max_chars {
        return Mismatch::plain(wanted());
    }
    if text.trim() != text {
        return Mismatch::advised(wanted(), "leave out the blanks around it");
    }
    Ok(text.to_owned())
}

/// The value of a request header: visible ASCII and blanks (RFC 9110 §5.5, without obs-text).
pub(super) fn header(text: &str) -> Result<String, Mismatch> {
    let legal = text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && text.trim() == text;
    if legal && !text.is_empty() && text.len() <= limits::HEADER_BYTES {
        return Ok(text.to_owned());
    }
    Mismatch::plain(format!(
        "1 to {} ASCII characters on one line, no blanks around them",
        limits::HEADER_BYTES
    ))
}

/// One of a few words.
pub(super) fn one_of<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, Mismatch> {
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
        return Ok(*value);
    }
    let quoted: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
    let expected = format!("one of {}", quoted.join(", "));
    match super::nearest::nearest(text, words.iter().map(|(word, _)| *word)) {
        Some(meant) => Mismatch::advised(expected, format!("did you mean {meant:?}")),
        None => Mismatch::plain(expected),
    }
}
