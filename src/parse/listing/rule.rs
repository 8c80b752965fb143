//! Selectors: those of the config and those that were learned.

use super::choose::{Judged, known};
use super::links::Links;
use super::records::{Record, records_of};
use super::regions::Regions;
use super::when::Said;
use crate::model::ListingRule;
use crate::parse::page::Outline;
use dom_query::Matcher;
use std::collections::{HashMap, HashSet};
use url::Url;

/// Most records of one article that are compared.
const MAX_COPIES: usize = 50;

/// The records that a rule finds, in document order.
pub fn apply(
    outline: &Outline<'_>,
    regions: &Regions,
    links: &Links,
    rule: &ListingRule,
    base: &Url,
) -> Vec<Judged> {
    let Some(item) = matcher(Some(&rule.item)) else { return Vec::new() };
    let wanted: HashSet<usize> = matches(outline, 0..outline.elements().len(), &item)
        .filter_map(|place| link_of(outline, links, place))
        .collect();
    let (date, lead) = (matcher(rule.date.as_deref()), matcher(rule.lead.as_deref()));
    let found = tight(outline, regions, links, &wanted);
    // What the editor's own selectors look through.
    let mut wide: HashMap<usize, Vec<Record>> = HashMap::new();
    if date.is_some() || lead.is_some() {
        for record in records_of(outline, regions, links, &|number| wanted.contains(&number)) {
            wide.entry(record.target).or_default().push(record);
        }
    }
    let judged = found.into_iter().map(|record| {
        let around = wide.get(&record.target).into_iter().flatten().take(MAX_COPIES);
        let around = around.into_iter().find(|w| outline.holds(w.top, record.top));
        let around = around.map_or(record.extent.clone(), |w| w.extent.clone());
        let mut one = known(outline, regions, links, record, base);
        if let Some(matcher) = &date {
            let place = matches(outline, around.clone(), matcher).next();
            one.said = place.map(|place| Said::of(outline, place)).unwrap_or_default();
        }
        if let Some(matcher) = &lead {
            one.lead_at = matches(outline, around, matcher).next();
        }
        one
    });
    judged.collect()
}

/// The records of the wanted links. What other links make candidates bounds them too, so that a record that
/// stands alone does not take the page.
fn tight(outline: &Outline<'_>, regions: &Regions, links: &Links, wanted: &HashSet<usize>) -> Vec<Record> {
    let targets: HashSet<usize> =
        wanted.iter().filter_map(|n| links.links.get(*n)).map(|l| l.target).collect();
    let bounds = |number: usize| {
        let target = links.links.get(number).map(|l| l.target);
        wanted.contains(&number)
            || (links.is_candidate(number) && target.is_some_and(|t| !targets.contains(&t)))
    };
    let mut found = records_of(outline, regions, links, &bounds);
    found.retain(|record| record.links.iter().any(|link| wanted.contains(link)));
    for record in &mut found {
        // The picture's link and the one that asks to read on belong to it as well.
        let all = links.targets.get(record.target).map(|t| t.links.as_slice()).unwrap_or_default();
        let inside =
            all.iter().filter(|n| links.links.get(**n).is_some_and(|l| outline.holds(record.top, l.place)));
        record.links = inside.copied().collect();
    }
    found
}

fn matcher(selector: Option<&str>) -> Option<Matcher> {
    Matcher::new(selector?).ok()
}

fn matches<'a>(
    outline: &'a Outline<'_>,
    mut range: std::ops::Range<usize>,
    matcher: &'a Matcher,
) -> impl Iterator<Item = usize> + use<'a> {
    range.end = range.end.min(outline.elements().len());
    range.filter(|place| outline.get(*place).is_some_and(|e| e.node.is_match(matcher)))
}

/// The link that an element is, holds or stands in.
fn link_of(outline: &Outline<'_>, links: &Links, place: usize) -> Option<usize> {
    let number = |place: usize| links.links.binary_search_by_key(&place, |l| l.place).ok();
    let within = outline.within(place);
    let first = links.links.partition_point(|l| l.place < within.start);
    let inside = links.links.get(first).filter(|l| within.contains(&l.place)).map(|_| first);
    inside.or_else(|| outline.ancestors(place).find_map(number))
}
