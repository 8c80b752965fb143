//! Keys: how an identity becomes an [`EntryKey`]. The bytes hashed here are a promise to every store.

use super::canonical::canonical;
use crate::model::{EntryKey, SourceId};

/// Version of the key algorithm. When it changes, keys of older versions join the aliases.
const KEY_VERSION: u8 = 1;

/// guids that identify nothing, lower case.
const WORTHLESS_GUIDS: [&str; 10] =
    ["null", "none", "nil", "undefined", "nan", "false", "true", "about:blank", "n/a", "guid"];

/// A digest over texts, each framed by its length so that no two lists of texts meet.
pub(super) struct Digest(blake3::Hasher);

impl Digest {
    pub fn new(what: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[KEY_VERSION]);
        let mut digest = Self(hasher);
        digest.add_bytes(what);
        digest
    }

    pub fn add(&mut self, text: &str) -> &mut Self {
        self.add_bytes(text.as_bytes())
    }

    fn add_bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    pub fn finish(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}

/// What an entry is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its guid.
    Guid,
    /// A guid that the source gave to several entries, with link and title.
    SharedGuid,
    /// Its canonical link.
    Link,
    /// A link that several entries of the source share, with the title.
    SharedLink,
    /// Title and text.
    Text,
    /// No entry: the mark of a source that gave one guid to several entries.
    Mark,
}

impl Kind {
    fn name(self) -> &'static [u8] {
        match self {
            Self::Guid => b"guid",
            Self::SharedGuid => b"shared-guid",
            Self::Link => b"link",
            Self::SharedLink => b"shared-link",
            Self::Text => b"text",
            Self::Mark => b"mark",
        }
    }
}

/// The key of one identity within one source.
pub(super) fn key(source: &SourceId, kind: Kind, values: &[&str]) -> EntryKey {
    let mut digest = Digest::new(kind.name());
    digest.add(source.as_str());
    for value in values {
        digest.add(value);
    }
    EntryKey::of_digest(&digest.finish())
}

/// A guid in comparison form: trimmed; an address in canonical form, its fragment kept. `None` when it
/// identifies nothing: empty, a placeholder, only zeros and punctuation, a home page, the feed itself.
pub(super) fn guid_value(guid: &str, feed: Option<&str>) -> Option<String> {
    let guid = guid.trim();
    let guid_is_scheme = ["http://", "https://"].iter().any(|s| guid.eq_ignore_ascii_case(s));
    let placeholder = guid_is_scheme || WORTHLESS_GUIDS.iter().any(|w| guid.eq_ignore_ascii_case(w));
    let says_something = guid.chars().any(|c| c.is_alphanumeric() && c != '0');
    if placeholder || !says_something {
        return None;
    }
    let is_address = ["http://", "https://"]
        .iter()
        .any(|s| guid.get(..s.len()).is_some_and(|g| g.eq_ignore_ascii_case(s)));
    if !is_address {
        return Some(guid.to_owned());
    }
    let fragment = guid.split_once('#').map_or("", |(_, fragment)| fragment);
    match canonical(guid) {
        Some(address) if fragment.is_empty() => (Some(address.as_str()) != feed).then_some(address),
        Some(address) if address.contains('#') => Some(address),
        Some(address) => Some(format!("{address}#{fragment}")),
        None if fragment.is_empty() && guid.len() <= 2_048 && url::Url::parse(guid).is_ok() => None,
        None => Some(guid.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn framing_keeps_lists_apart() {
        let source: SourceId = "a".parse().unwrap();
        assert_ne!(key(&source, Kind::Link, &["ab", "c"]), key(&source, Kind::Link, &["a", "bc"]));
        assert_ne!(key(&source, Kind::Guid, &["x"]), key(&source, Kind::Link, &["x"]));
        let other: SourceId = "b".parse().unwrap();
        assert_ne!(key(&source, Kind::Guid, &["news_12"]), key(&other, Kind::Guid, &["news_12"]));
    }

    #[test]
    fn keys_of_this_version_never_change() {
        let source: SourceId = "portal-a".parse().unwrap();
        assert_eq!(key(&source, Kind::Guid, &["news_12"]).to_string(), "5480fa8a9a2553d89ca888305aa8cdfd");
    }

    #[test]
    fn worthless_guids_identify_nothing() {
        let check = |guid: &str, expected: Option<&str>| {
            let feed = Some("https://portal.example/rss");
            assert_eq!(guid_value(guid, feed).as_deref(), expected, "{guid:?}");
        };
        for guid in ["", "  ", "null", "NULL", "0", "000", "#", "-", "http://", "about:blank"] {
            check(guid, None);
        }
        check("00000000-0000-0000-0000-000000000000", None);
        check("http://portal.example/", None);
        check("https://www.portal.example", None);
        check("http://portal.example/rss/", None);
        check("\n news_12 \n", Some("news_12"));
        check("10", Some("10"));
        check("http://www.portal.example/?p=7", Some("https://portal.example/?p=7"));
        check("https://portal.example/blog#bai-7", Some("https://portal.example/blog#bai-7"));
        check("https://portal.example/#bai-7", Some("https://portal.example/#bai-7"));
        check("tag:portal.example,2024:7", Some("tag:portal.example,2024:7"));
    }
}
