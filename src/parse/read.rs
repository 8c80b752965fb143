//! [`read`]: a body to entries, or why not.

use super::charset::decode;
use super::sniff::{Shape, sniff};
use super::tally::Tally;
use super::{feed, refusal};
use crate::model::{DateOrder, Parsed, Problem, Timestamp};
use std::panic::{AssertUnwindSafe, catch_unwind};
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

/// Reads a body. Total: every fault is a repair, a dropped entry or the problem returned. A feed
/// without entries is no problem here.
pub fn read(body: &[u8], context: &Context<'_>) -> Result<Parsed, Problem> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(body, context)))
        .unwrap_or_else(|_| Err(refusal::internal()))
}

fn read_unguarded(body: &[u8], context: &Context<'_>) -> Result<Parsed, Problem> {
    let mut tally = Tally::default();
    let decoded = decode(body, context.content_type, &mut tally);
    match sniff(&decoded.text) {
        Shape::Feed(root) => feed::xml(&decoded.text, decoded.encoding, &root, context, tally),
        Shape::Json => feed::json(&decoded.text, decoded.encoding, context, tally),
        Shape::Html => Err(refusal::page(body, context)),
        Shape::Challenge => Err(refusal::challenge(context)),
        Shape::Login => Err(refusal::login(context)),
        Shape::Empty => Err(refusal::empty()),
        Shape::OtherXml(root) => Err(refusal::other_xml(root)),
        Shape::Garbage => Err(refusal::garbage(&decoded.text, context)),
    }
}
