//! What is known of a body beside its bytes, and how its texts are wanted.

use crate::model::{DateOrder, Timestamp};
use url::Url;

/// What is known of a body beside its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The address that answered.
    pub url: &'a Url,
    /// `Content-Type`: a hint.
    pub content_type: Option<&'a str>,
    /// `Last-Modified`.
    pub last_modified: Option<Timestamp>,
    /// When it was fetched; what relative dates count from.
    pub fetched: Timestamp,
    /// How `4/5/2022` is meant, when the editor says so.
    pub date_order: Option<DateOrder>,
    /// Most entries read.
    pub max_entries: usize,
    /// How texts are given.
    pub form: Form,
}

/// How texts are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Titles and names as plain text, everything else as sanitised HTML: what is published.
    #[default]
    Published,
    /// Titles as sanitised HTML, names and labels as they are written: to see what a feed says, and to
    /// compare with readers that do not make titles plain.
    Markup,
    /// Nothing sanitised. Only to measure what reading alone costs; nothing read so may be published.
    AsGiven,
}
