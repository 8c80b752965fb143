//! [`read`]: a body to entries, or why not.

use super::charset::{Decoded, decode};
use super::context::{Context, Wanted};
use super::sniff::{Shape, sniff};
use super::tally::Tally;
use super::unpack::unpack;
use super::{article, feed, listing, refusal, sitemap};
use crate::model::{Parsed, Problem, ProblemKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a body. Total: every fault is a repair, a dropped entry or the problem returned. A feed
/// without entries is no problem here.
pub fn read(body: &[u8], context: &Context<'_>) -> Result<Parsed, Problem> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(body, context)))
        .unwrap_or_else(|_| Err(refusal::internal()))
}

fn read_unguarded(body: &[u8], context: &Context<'_>) -> Result<Parsed, Problem> {
    let mut tally = Tally::default();
    let unpacked = unpack(body, &mut tally)?;
    let body = unpacked.as_ref();
    let decoded = decode(body, context.content_type, &mut tally);
    match sniff(&decoded.text) {
        Shape::Feed(_) | Shape::Json if context.wanted == Wanted::Article => {
            Err(refusal::no_article(context))
        }
        Shape::Feed(root) => feed::xml(&decoded.text, decoded.encoding, &root, context, tally),
        Shape::Json => feed::json(&decoded.text, decoded.encoding, context, tally),
        Shape::Html => page(body, decoded, context, tally),
        Shape::Wall(wall) => Err(refusal::wall(wall, context)),
        Shape::Empty => Err(refusal::empty()),
        Shape::Sitemap(_) | Shape::Addresses if !wants_sitemap(context) => Err(refusal::sitemap(context)),
        Shape::Sitemap(root) => sitemap::xml(&decoded.text, decoded.encoding, &root, context, tally),
        Shape::Addresses => Ok(sitemap::lines(&decoded.text, decoded.encoding, context, tally)),
        Shape::OtherXml(root) => Err(refusal::other_xml(root)),
        Shape::Garbage => Err(refusal::garbage(&decoded.text, context)),
    }
}

fn wants_sitemap(context: &Context<'_>) -> bool {
    matches!(context.wanted, Wanted::Anything | Wanted::Sitemap)
}

/// A page is a list or an article, whichever is wanted; where anything is, a list before an article.
fn page(body: &[u8], decoded: Decoded<'_>, context: &Context<'_>, tally: Tally) -> Result<Parsed, Problem> {
    match context.wanted {
        Wanted::Feed | Wanted::Sitemap => Err(refusal::page(body, context)),
        Wanted::List => listing::read(&decoded.text, decoded.encoding, context, tally),
        Wanted::Article => article::read(&decoded.text, decoded.encoding, context, tally),
        Wanted::Anything => {
            match listing::read(&decoded.text, decoded.encoding.clone(), context, tally.clone()) {
                Err(problem) if problem.kind == ProblemKind::NoList => {
                    let read = article::read(&decoded.text, decoded.encoding, context, tally);
                    read.map_err(|_| refusal::no_feed_and(problem, body, context))
                }
                read => read,
            }
        }
    }
}
