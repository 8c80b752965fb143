//! [`read`]: a body to entries, or why not.

use super::charset::decode;
use super::context::Context;
use super::sniff::{Shape, sniff};
use super::tally::Tally;
use super::{feed, refusal};
use crate::model::{Parsed, Problem};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
