//! A feed put together from what was read of it: what it says of itself, its entries, how often it wants
//! to be asked.

use super::entry::Workshop;
use super::facts::{Channel, Facts, Item};
use crate::model::{DateOrder, Dropped, Entry, FeedInfo, FeedKind, Hints, Parsed};
use crate::parse::dates::{minute, order_of};

use crate::parse::context::Context;
use crate::parse::links::{absolute, itself_absolute};
use crate::parse::tally::Tally;
use crate::text::plain_text;
use std::rc::Rc;
use std::time::Duration;
use url::Url;

/// Longest description of a feed, in bytes.
const MAX_SUBTITLE_BYTES: usize = 8_192;

/// Puts a feed together.
pub fn assemble(
    encoding: String,
    facts: Facts,
    mut dropped: Vec<Dropped>,
    context: &Context<'_>,
    mut tally: Tally,
) -> Parsed {
    let Facts { kind, channel, items, beyond, .. } = facts;
    let order = context.date_order.or_else(|| learned_order(&items, context));
    let mut workshop = Workshop::new(context, base(&channel, context), order, &mut tally);
    let hints = hints(&channel);
    let mut feed = info(channel, kind, &mut workshop);
    let mut entries = Vec::with_capacity(items.len());
    let mut emptied = Vec::new();
    for item in items {
        match workshop.entry(item) {
            Ok(entry) => {
                emptied.extend(workshop.emptied.then_some(entries.len()));
                entries.push(entry);
            }
            Err(reason) => dropped.push(reason),
        }
    }
    if matches!(kind, FeedKind::Atom | FeedKind::Json) {
        inherit(&mut entries, &feed);
    }
    if beyond > 0 {
        let reason = format!("{beyond} entries are over the bound of {} for one feed", context.max_entries);
        dropped.push(Dropped { reason, title: None });
    }
    let suspected = kind == FeedKind::Rss && feed.generator.as_deref().is_some_and(minute::is_known);
    if suspected && minute::mend(&mut entries, context.last_modified) {
        tally.note("month-for-minute");
        feed.updated = feed.updated.map(|at| minute::mend_feed_date(at, context.last_modified));
        feed.published = feed.published.map(|at| minute::mend_feed_date(at, context.last_modified));
    }
    Parsed {
        kind,
        encoding,
        feed,
        entries,
        repairs: tally.repairs(),
        emptied,
        dropped,
        hints,
        list: None,
        further: Vec::new(),
    }
}

/// An entry without authors has those of its feed (RFC 4287 §4.2.1, JSON Feed 1.1).
fn inherit(entries: &mut [Entry], feed: &FeedInfo) {
    for entry in entries.iter_mut().filter(|e| e.authors.is_empty()) {
        entry.authors.clone_from(&feed.authors);
    }
}

/// What relative addresses are resolved against: `xml:base`, the page of the feed, the feed.
fn base(channel: &Channel, context: &Context<'_>) -> Rc<Url> {
    let page = || page_link(channel).and_then(|href| itself_absolute(&href)).map(Rc::new);
    channel.base.clone().or_else(page).unwrap_or_else(|| Rc::new(context.url.clone()))
}

/// The link of the feed that is neither itself nor another of its kind.
fn page_link(channel: &Channel) -> Option<String> {
    let is_page = |rel: Option<&str>| rel.is_none_or(|r| r.is_empty() || r == "alternate");
    channel.links.iter().find(|l| is_page(l.rel.as_deref())).map(|l| l.href.clone())
}

fn info(mut channel: Channel, kind: FeedKind, workshop: &mut Workshop<'_>) -> FeedInfo {
    let some = |text: String| Some(text).filter(|t| !t.is_empty());
    let tidy = |text: &Option<String>| text.as_deref().map(plain_text).and_then(some);
    let link_base = channel.base.clone().unwrap_or_else(|| Rc::new(workshop.context.url.clone()));
    let link = page_link(&channel).and_then(|href| absolute(&href, &link_base));
    let updated = workshop.date(channel.updated.get()).map(|c| c.at);
    let published = workshop.date(channel.published.get()).map(|c| c.at);
    let base = Rc::clone(&workshop.base);
    let named = if channel.authors.is_empty() { Vec::from_iter(channel.podcaster) } else { channel.authors };
    FeedInfo {
        title: some(workshop.title(channel.title.take())),
        subtitle: some(workshop.html(channel.subtitle.take(), MAX_SUBTITLE_BYTES, &base)),
        link,
        id: tidy(&channel.id).or_else(|| (kind == FeedKind::Atom).then(|| workshop.context.url.to_string())),
        updated,
        published,
        language: tidy(&channel.language),
        generator: tidy(&channel.generator),
        authors: named.into_iter().filter_map(|p| workshop.person(p)).collect(),
        categories: workshop.labels(channel.labels),
    }
}

/// The order of day and month that the feed's own dates give away: 14/4 and 4/14 are both possible, 25/13 is not.
fn learned_order(items: &[Item], context: &Context<'_>) -> Option<DateOrder> {
    let texts = items.iter().flat_map(|i| [i.published.get(), i.updated.get()]).flatten();
    order_of(texts.map(String::as_str), Some(context.fetched))
}

/// `ttl` in minutes (RSS 2.0), `sy:updatePeriod` and `sy:updateFrequency`, `skipHours`, `skipDays`.
fn hints(channel: &Channel) -> Hints {
    let number = |text: &Option<String>| text.as_deref().and_then(|t| t.trim().parse::<u64>().ok());
    let ttl = number(&channel.ttl).filter(|m| (1..=525_600).contains(m)).map(|m| Duration::from_secs(m * 60));
    let period =
        channel.update_period.as_deref().and_then(|p| match p.trim().to_ascii_lowercase().as_str() {
            "hourly" => Some(3_600),
            "daily" => Some(86_400),
            "weekly" => Some(604_800),
            "monthly" => Some(2_592_000),
            "yearly" => Some(31_536_000),
            _ => None,
        });
    let times = number(&channel.update_frequency).unwrap_or(1).max(1);
    let period = period.map(|seconds: u64| Duration::from_secs((seconds / times).max(1)));
    let mut skip_hours: Vec<u8> = channel
        .skip_hours
        .iter()
        .filter_map(|h| h.trim().parse::<u8>().ok().filter(|h| *h <= 24))
        .map(|h| h % 24)
        .collect();
    skip_hours.sort_unstable();
    skip_hours.dedup();
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let day = |text: &String| {
        DAYS.iter().position(|d| text.trim().eq_ignore_ascii_case(d)).and_then(|d| u8::try_from(d).ok())
    };
    let mut skip_days: Vec<u8> = channel.skip_days.iter().filter_map(day).collect();
    skip_days.sort_unstable();
    skip_days.dedup();
    let interval = match (ttl, period) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Hints { interval, skip_hours, skip_days }
}
