//! Links that stand in the record of another article: the two or three "related" ones below its lead.

use super::links::Links;
use super::records::{Record, records};
use super::regions::{Regions, is_heading};
use crate::parse::page::Outline;
use std::collections::{HashMap, HashSet};

/// How far above a link the card that it stands in is looked for, in elements.
const MAX_CLIMB: usize = 6;

/// Fewest cards that stand side by side.
const FEWEST_CARDS: usize = 3;

/// Most children of one element that are compared.
const MAX_CHILDREN: usize = 2_000;

/// Sets such links aside. A card is one of several alike, most of which hold a single article; where one
/// holds more, those without a heading of their own are its.
pub fn set_aside(outline: &Outline<'_>, regions: &Regions, links: &mut Links) {
    let found = records(outline, regions, links, |number| links.is_candidate(number));
    let mut cards = Cards { outline, links, records: &found, known: HashMap::new() };
    let aside: Vec<usize> = found
        .iter()
        .filter(|record| !cards.has_heading(record) && cards.is_below_another(record))
        .flat_map(|record| record.links.iter().copied())
        .collect();
    for number in aside {
        if let Some(link) = links.links.get_mut(number) {
            link.aside = true;
        }
    }
}

struct Cards<'a> {
    outline: &'a Outline<'a>,
    links: &'a Links,
    records: &'a [Record],
    /// Whether most children like this one hold a single article, by parent and kind.
    known: HashMap<(usize, u32, Vec<u32>), bool>,
}

impl Cards<'_> {
    /// Whether one of a record's links is a heading.
    fn has_heading(&self, record: &Record) -> bool {
        let places = record.links.iter().filter_map(|n| self.links.links.get(*n)).map(|l| l.place);
        places.into_iter().any(|place| {
            let around = self.outline.ancestors(place).take(3);
            std::iter::once(place).chain(around).any(|p| is_heading(self.outline, p))
                || self.outline.within(place).take(20).any(|p| is_heading(self.outline, p))
        })
    }

    fn is_below_another(&mut self, record: &Record) -> bool {
        for card in self.outline.ancestors(record.top).take(MAX_CLIMB) {
            let inside = self.inside(card);
            let others = inside.iter().filter(|other| other.target != record.target);
            let headed = others.clone().any(|other| self.has_heading(other));
            if inside.len() > 8 {
                return false;
            }
            if headed && self.is_card(card) {
                return true;
            }
        }
        false
    }

    /// The records in an element.
    fn inside(&self, place: usize) -> Vec<&Record> {
        let within = self.outline.within(place);
        let from = self.records.partition_point(|r| r.top < within.start);
        let rest = self.records.get(from..).unwrap_or_default();
        rest.iter().take_while(|r| r.top < within.end).take(10).collect()
    }

    fn is_card(&mut self, place: usize) -> bool {
        let Some(parent) = self.outline.get(place).map(|e| e.parent) else { return false };
        let (name, classes) = self.outline.kind(place);
        let key = (parent, name, classes.to_vec());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let alike = self
            .outline
            .children(parent)
            .take(MAX_CHILDREN)
            .filter(|c| self.outline.kind(*c) == (name, classes));
        let counts =
            alike.map(|child| self.inside(child).iter().map(|r| r.target).collect::<HashSet<usize>>().len());
        let counts: Vec<usize> = counts.filter(|count| *count > 0).collect();
        let single = counts.iter().filter(|count| **count == 1).count();
        let is_card = counts.len() >= FEWEST_CARDS && single * 10 >= counts.len() * 6;
        self.known.insert(key, is_card);
        is_card
    }
}
