//! Identifiers: short texts that people type ([`SourceId`], [`Slug`]) and hashes that we compute.
//!
//! Hashes are BLAKE3, cut to the length given, because sources are untrusted and an id must not be
//! forgeable into another's. Their text form is lower-case hexadecimal.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Longest [`SourceId`] and [`Slug`], in bytes.
const MAX_ID_BYTES: usize = 64;

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit")]
pub struct BadId;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(s: &str) -> Result<Self, BadId> {
                let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
                let ok = !s.is_empty() && s.len() <= MAX_ID_BYTES && !s.starts_with('-') && s.bytes().all(legal);
                if ok { Ok(Self(s.into())) } else { Err(BadId) }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

text_id! {
    /// The name an editor gives a source: 1 to 64 of `a-z`, `0-9`, `-`. It is part of every [`EntryKey`].
    SourceId
}
text_id! {
    /// The address form of a category or province: `khoa-giao`, `an-giang`.
    Slug
}

macro_rules! hash_id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            /// The first bytes of a BLAKE3 digest.
            pub fn of_digest(digest: &[u8; 32]) -> Self {
                let mut bytes = [0; $bytes];
                bytes.copy_from_slice(&digest[..$bytes]);
                Self(bytes)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(s: &str) -> Result<Self, BadId> {
                if s.len() != 2 * $bytes || !s.is_ascii() {
                    return Err(BadId);
                }
                let mut bytes = [0; $bytes];
                for (i, byte) in bytes.iter_mut().enumerate() {
                    *byte = u8::from_str_radix(&s[2 * i..2 * i + 2], 16).map_err(|_| BadId)?;
                }
                Ok(Self(bytes))
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

hash_id! {
    /// 128 bits of source id and identity (guid, else canonical link, else title and text).
    EntryKey, 16
}
hash_id! {
    /// The key of the entry that founded a story. It never changes.
    StoryId, 16
}
hash_id! {
    /// 128 bits of a canonical URL.
    LinkHash, 16
}
hash_id! {
    /// 64 bits of what a reader sees of an entry: equal when an edit would not be noticed.
    ContentHash, 8
}
hash_id! {
    /// 128 bits of a response body, so that a server without validators counts as unchanged.
    BodyHash, 16
}

impl From<EntryKey> for StoryId {
    /// The story an entry founds.
    fn from(key: EntryKey) -> Self {
        Self(key.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_ids_are_what_an_address_can_hold() {
        let check = |s: &str, ok: bool| assert_eq!(s.parse::<SourceId>().is_ok(), ok, "{s:?}");
        check("khoa-giao", true);
        check("7-ngay", true);
        check("", false);
        check("-x", false);
        check("Khoa", false);
        check("khoa giáo", false);
        check("a/b", false);
        check(&"a".repeat(64), true);
        check(&"a".repeat(65), false);
    }

    #[test]
    fn hashes_survive_their_text_form() {
        let key = EntryKey::of_digest(blake3::hash(b"x").as_bytes());
        assert_eq!(key.to_string().parse(), Ok(key));
        assert_eq!("xyz".parse::<EntryKey>(), Err(BadId));
        assert_eq!("é".repeat(16).parse::<EntryKey>(), Err(BadId));
    }
}
