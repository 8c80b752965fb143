//! Which of a page's records are its list: each is judged by itself, by its neighbours and by where it stands.

use super::address::Build;
use super::details;
use super::headline::{Headline, headline};
use super::links::Links;
use super::records::{Record, records};
use super::regions::{BESIDE, HEADED_BESIDE, NEWEST, RELATED, Regions};
use super::when::{Said, said};
use super::words::words;
use crate::parse::page::{Outline, is_date};
use std::collections::HashMap;

/// Most records judged.
const MAX_RECORDS: usize = 5_000;

/// Fewest points that a block of records has on average to be part of a list.
const FEWEST_POINTS: i64 = 150;

/// A list by itself has at least so many records beside those headed as the newest.
const FEWEST_OTHERS: usize = 3;

/// A record and what is known of it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The record.
    pub record: Record,
    /// Its headline.
    pub headline: Headline,
    /// What can be its date.
    pub said: Vec<Said>,
    /// It shows a lead.
    pub lead: bool,
    /// The element of its lead, where a selector says so.
    pub lead_at: Option<usize>,
    /// It shows a picture.
    pub picture: bool,
    /// How much it looks like the record of an article, in hundredths.
    pub points: i64,
    /// The element that its block stands in.
    pub block: usize,
    /// Where on the page it stands.
    pub region: u8,
}

/// The records of a page, judged.
pub struct Judgement {
    /// Those of its list, in document order; a target can have several.
    pub chosen: Vec<Judged>,
    /// The others.
    pub others: Vec<Judged>,
}

/// Judges the records of a page's candidates.
pub fn judge(outline: &Outline<'_>, regions: &Regions, links: &Links, base: &url::Url) -> Judgement {
    let found = records(outline, regions, links, |number| links.is_candidate(number));
    let mut all: Vec<Judged> =
        found.into_iter().take(MAX_RECORDS).map(|r| known(outline, regions, links, r, base)).collect();
    let usual = usual_build(links, &all);
    for one in &mut all {
        one.points = points(links, one, usual.as_ref());
        if within_text(outline, links, one) {
            one.points -= 100;
        }
    }
    choose(outline, all)
}

/// What is known of a record.
pub fn known(
    outline: &Outline<'_>,
    regions: &Regions,
    links: &Links,
    record: Record,
    base: &url::Url,
) -> Judged {
    let headline = headline(outline, links, &record);
    let said = said(outline, &record, headline.place);
    let lead = details::has_lead(outline, links, &record, &headline);
    let picture = details::picture(outline, &record, base).is_some();
    let block = outline.get(record.top).map_or(0, |e| e.parent);
    let place = links.links.get(headline.link).map_or(record.top, |l| l.place);
    let boxed = words().headings.beside.has(&headline.text);
    let region = regions.of(place) | if boxed { HEADED_BESIDE } else { 0 };
    Judged { record, headline, said, lead, lead_at: None, picture, points: 0, block, region }
}

/// How most addresses of likely articles are built.
fn usual_build(links: &Links, all: &[Judged]) -> Option<Build> {
    let mut counts: HashMap<&Build, i64> = HashMap::new();
    let mut whole = 0;
    for one in all.iter().filter(|one| one.region == 0) {
        let Some(target) = links.targets.get(one.record.target) else { continue };
        let signs = [one.headline.heading, !one.said.is_empty(), one.lead, one.picture];
        let weight = 1 + signs.iter().map(|sign| i64::from(*sign)).sum::<i64>();
        whole += weight;
        *counts.entry(&target.address.build).or_default() += weight;
    }
    let (build, count) = counts.into_iter().max_by_key(|(build, count)| (*count, build.ending.clone()))?;
    (count * 10 >= whole * 6).then(|| build.clone())
}

fn points(links: &Links, one: &Judged, usual: Option<&Build>) -> i64 {
    let words = match one.headline.text.split(' ').filter(|w| !w.is_empty()).count() {
        0 => 0,
        1..=2 => 10,
        3 => 40,
        4 => 60,
        5 => 80,
        _ => 100,
    };
    let Some(target) = links.targets.get(one.record.target) else { return 0 };
    let address = i64::from(target.address.article) * 33;
    let build = match usual {
        Some(usual) if *usual == target.address.build => 50,
        Some(_) => -70,
        None => 20,
    };
    let sign = |shown: bool, points: i64| if shown { points } else { 0 };
    words
        + address
        + build
        + sign(!one.said.is_empty(), 40)
        + sign(one.lead, 40)
        + sign(one.picture, 20)
        + sign(one.headline.heading, 30)
}

/// Whether a record is a link in the middle of a text.
fn within_text(outline: &Outline<'_>, links: &Links, one: &Judged) -> bool {
    const TEXT_BYTES: usize = 40;
    let Some(link) = links.links.get(one.headline.link).and_then(|l| outline.get(l.place)) else {
        return false;
    };
    let before = outline.text_in(one.record.text.start.min(link.text.start)..link.text.start);
    let around = outline.get(one.block).map_or(link.text.start, |block| block.text.start);
    let before = if before.is_empty() {
        outline.text_in(around.min(link.text.start)..link.text.start)
    } else {
        before
    };
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    line.len() > TEXT_BYTES && !is_date(line)
}

/// Whether records show too little to be a list: a few bare links.
pub fn is_bare(chosen: &[Judged]) -> bool {
    const FEW: usize = 3;
    let shows = |one: &&Judged| !one.said.is_empty() || one.lead || one.headline.heading;
    let shown = chosen.iter().filter(shows).count();
    distinct(chosen) <= FEW && shown.saturating_mul(2) < chosen.len().max(1)
}

fn choose(outline: &Outline<'_>, all: Vec<Judged>) -> Judgement {
    let mut blocks: HashMap<usize, (i64, i64)> = HashMap::new();
    for one in &all {
        let block = blocks.entry(one.block).or_default();
        block.0 += one.points;
        block.1 += 1;
    }
    let mean = |one: &Judged| blocks.get(&one.block).map_or(0, |(sum, count)| sum / count.max(&1));
    const APART: u8 = BESIDE | HEADED_BESIDE | RELATED;
    let good = |one: &Judged| {
        one.region & APART == 0
            && !one.headline.text.is_empty()
            && mean(one) >= FEWEST_POINTS
            && one.points * 2 >= FEWEST_POINTS
    };
    let (mut chosen, mut others): (Vec<Judged>, Vec<Judged>) = all.into_iter().partition(|one| good(one));
    let (newest, rest): (Vec<Judged>, Vec<Judged>) =
        std::mem::take(&mut chosen).into_iter().partition(|one| one.region & NEWEST > 0);
    if distinct(&rest) >= FEWEST_OTHERS || (!rest.is_empty() && distinct(&newest) < FEWEST_OTHERS) {
        chosen = rest;
        others.extend(newest);
    } else {
        chosen = newest.into_iter().chain(rest).collect();
    }
    chosen.sort_by_key(|one| one.record.top);
    let narrow = super::columns::beside(outline, &chosen);
    let (beside, list): (Vec<_>, Vec<_>) =
        chosen.into_iter().partition(|one| narrow.contains(&one.record.top));
    others.extend(beside);
    Judgement { chosen: list, others }
}

/// How many targets records have.
pub fn distinct(records: &[Judged]) -> usize {
    let targets: std::collections::HashSet<usize> = records.iter().map(|one| one.record.target).collect();
    targets.len()
}
