//! Records to entries.

use super::choose::Judged;
use super::details;
use super::links::Links;
use super::when;
use crate::model::{DateOrder, Entry};
use crate::parse::context::Context;
use crate::parse::dates::order_of;
use crate::parse::page::{Outline, of_address};
use crate::text::sanitise;
use std::collections::{HashMap, HashSet};
use url::Url;

/// The entries of records, each target once, in document order.
pub fn entries(
    outline: &Outline<'_>,
    links: &Links,
    records: &[Judged],
    base: &Url,
    context: &Context<'_>,
) -> Vec<Entry> {
    let order = order(records, context);
    let listed: HashSet<usize> = records.iter().map(|one| one.record.target).collect();
    let mut found: Vec<Entry> = Vec::new();
    let mut places: HashMap<usize, (usize, bool)> = HashMap::new();
    for one in records {
        let known = places.get(&one.record.target).copied();
        if known.is_none() && found.len() >= context.max_entries {
            break;
        }
        let mut entry = entry(outline, links, one, order, base, context);
        entry.labels.extend(details::section(outline, links, &one.record, &listed));
        match known {
            None => {
                places.insert(one.record.target, (found.len(), one.headline.heading));
                found.push(entry);
            }
            Some((place, heading)) => {
                let better = one.headline.heading && !heading;
                if let Some(known) = found.get_mut(place) {
                    add(known, entry, better);
                }
                places.insert(one.record.target, (place, heading || better));
            }
        }
    }
    found
}

/// What another record of the same article tells.
fn add(known: &mut Entry, other: Entry, better: bool) {
    let cut = |title: &str| title.ends_with('…') || title.ends_with("...");
    if (better || cut(&known.title)) && !cut(&other.title) && !other.title.is_empty() {
        known.title = other.title;
    }
    if known.published.is_none_or(|p| other.published.is_some_and(|o| o.precision > p.precision)) {
        known.published = other.published.or(known.published);
    }
    if known.summary.is_empty() {
        known.summary = other.summary;
    }
    if known.enclosures.is_empty() {
        known.enclosures = other.enclosures;
    }
    if known.labels.is_empty() {
        known.labels = other.labels;
    }
}

/// The order of day and month: the editor's, or what the dates of all records give away.
fn order(records: &[Judged], context: &Context<'_>) -> Option<DateOrder> {
    let nearest = records.iter().filter_map(|one| one.said.first());
    context.date_order.or_else(|| order_of(nearest.map(|said| said.text.as_str()), Some(context.fetched)))
}

fn entry(
    outline: &Outline<'_>,
    links: &Links,
    one: &Judged,
    order: Option<DateOrder>,
    base: &Url,
    context: &Context<'_>,
) -> Entry {
    let address = links.targets.get(one.record.target).map(|t| &t.address);
    let told = when::claim(&one.said, order, context.fetched);
    let published = told.or_else(|| address.and_then(|a| of_address(&a.path, context.fetched)));
    Entry {
        title: one.headline.text.clone(),
        link: address.map(|a| a.url.clone()),
        published,
        summary: match one.lead_at.and_then(|place| outline.get(place)) {
            Some(element) => sanitise(&element.node.inner_html(), Some(base)),
            None => details::lead(outline, links, &one.record, &one.headline, base),
        },
        enclosures: details::picture(outline, &one.record, base).into_iter().collect(),
        ..Entry::default()
    }
}
