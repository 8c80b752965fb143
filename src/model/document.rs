//! [`Document`]: bytes ready to serve, with validators; compressed forms are made once, when first wanted.

use super::Timestamp;
use bytes::Bytes;
use std::sync::OnceLock;

/// Bytes ready to serve. Shared behind an `Arc`; handing out a form clones a pointer, never the bytes.
#[derive(Debug)]
pub struct Document {
    /// `application/atom+xml; charset=utf-8`.
    pub media_type: &'static str,
    /// When it last changed; `Last-Modified`.
    pub last_modified: Timestamp,
    /// 16 hexadecimal digits of the digest of `body`; see [`Document::etag`].
    pub digest: String,
    /// As written.
    pub body: Bytes,
    /// RFC 1952, once somebody wanted it.
    pub gzip: OnceLock<Bytes>,
    /// RFC 7932, once somebody wanted it.
    pub br: OnceLock<Bytes>,
}

/// The content-codings we serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As written.
    Identity,
    /// gzip.
    Gzip,
    /// Brotli.
    Br,
}

impl Document {
    /// A document of `body`, nothing compressed yet.
    pub fn new(media_type: &'static str, last_modified: Timestamp, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let digest = blake3::hash(&body).to_hex()[..16].to_owned();
        Self { media_type, last_modified, digest, body, gzip: OnceLock::new(), br: OnceLock::new() }
    }

    /// The bytes in one coding; absent when that form was not made yet.
    pub fn form(&self, coding: Coding) -> Option<&Bytes> {
        match coding {
            Coding::Identity => Some(&self.body),
            Coding::Gzip => self.gzip.get(),
            Coding::Br => self.br.get(),
        }
    }

    /// The strong entity tag of one coding, quotes included (RFC 9110 §8.8.3.3: each coding has its own).
    pub fn etag(&self, coding: Coding) -> String {
        match coding {
            Coding::Identity => format!("\"{}\"", self.digest),
            Coding::Gzip => format!("\"{}-gzip\"", self.digest),
            Coding::Br => format!("\"{}-br\"", self.digest),
        }
    }

    /// Bytes held in memory, compressed forms included.
    pub fn held_bytes(&self) -> usize {
        let held = |form: &OnceLock<Bytes>| form.get().map_or(0, Bytes::len);
        self.body.len() + held(&self.gzip) + held(&self.br)
    }
}
