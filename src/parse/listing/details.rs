//! What a record shows beside its headline and its date: lead, picture, section.

use super::address::Id;
use super::headline::Headline;
use super::links::Links;
use super::records::Record;
use super::regions::{is_heading, is_heading_name};
use super::words::words;
use crate::model::{Enclosure, Label};
use crate::parse::links::absolute;
use crate::parse::page::{Outline, first_of_set, is_date, media_type, parts};
use crate::text::{escaped, fold, normal, plain_text, sanitise};
use std::collections::HashSet;
use std::ops::Range;
use url::Url;

/// Fewest words of a lead.
const FEWEST_WORDS: usize = 5;

/// A picture this wide or high is a sign.
const TINY_PIXELS: u32 = 32;

/// Longest lead, in bytes of HTML.
const MAX_LEAD_BYTES: usize = 20_000;

/// Most elements of a record that are looked at.
const MAX_ELEMENTS: usize = 400;

/// How many elements up the box of a record is looked for, and how many before the record its heading.
const MAX_BOXES: usize = 6;
const MAX_BEFORE: usize = 200;

/// Most words of a section's name.
const MAX_SECTION_WORDS: usize = 8;

/// The lead: the longest line of a record that is neither headline, date nor link elsewhere, as HTML.
pub fn lead(
    outline: &Outline<'_>,
    links: &Links,
    record: &Record,
    headline: &Headline,
    base: &Url,
) -> String {
    let told = line(outline, links, record, headline);
    if let Some((owner, range)) = told {
        let text = outline.text_in(range).trim();
        let whole = outline.text(owner).trim() == text && outline.name(owner) != "a";
        let html = outline.get(owner).filter(|_| whole).map(|e| e.node.inner_html());
        let html = html.filter(|html| html.len() <= MAX_LEAD_BYTES && !html.contains("<img"));
        return match html {
            Some(html) => sanitise(&html, Some(base)),
            None => escaped(&fold(text)),
        };
    }
    let place = links.links.get(headline.link).map(|l| l.place);
    let told =
        place.and_then(|p| words().attributes.leads.iter().find_map(|name| outline.attribute(p, name)));
    let told = told.map(|t| plain_text(&t)).filter(|t| is_lead(t, &headline.text));
    told.map_or_else(String::new, |t| escaped(&t))
}

/// Whether a record shows a lead.
pub fn has_lead(outline: &Outline<'_>, links: &Links, record: &Record, headline: &Headline) -> bool {
    line(outline, links, record, headline).is_some()
}

/// The longest line that can be a lead, and the element it stands in.
fn line(
    outline: &Outline<'_>,
    links: &Links,
    record: &Record,
    headline: &Headline,
) -> Option<(usize, Range<usize>)> {
    let shown = headline.place != record.top || links.at(record.top).is_some();
    let title = outline.get(headline.place).filter(|_| shown).map_or(0..0, |e| e.text.clone());
    let mut best: Option<(usize, Range<usize>, usize)> = None;
    let mut at = record.text.start;
    for line in outline.text_in(record.text.clone()).split('\n').take(MAX_ELEMENTS) {
        let mut range = at..at.saturating_add(line.len());
        at = range.end.saturating_add(1);
        // The headline and what follows it on its line.
        if range.start < title.end && title.start < range.end {
            if range.end.saturating_sub(title.end) < 30 {
                continue;
            }
            range = title.end..range.end;
        }
        let text = outline.text_in(range.clone());
        let skip = text.len().saturating_sub(text.trim_start_matches([' ', '-', '–', ':', '|']).len());
        let text = text.trim();
        let weight = text.chars().count();
        if best.as_ref().is_some_and(|(_, _, known)| weight <= *known) || !is_lead(text, &headline.text) {
            continue;
        }
        let start = range.start.saturating_add(skip);
        let Some(owner) = outline.at_text(start) else { continue };
        if elsewhere(outline, links, record, owner) || is_date(text) || words().read_more.has(text) {
            continue;
        }
        let block = block_of(outline, owner, &(start..range.end));
        best = Some((block, start..range.end, weight));
    }
    best.map(|(owner, range, _)| (owner, range))
}

/// The largest element whose text lies in a line.
fn block_of(outline: &Outline<'_>, owner: usize, line: &Range<usize>) -> usize {
    let within = |place: &usize| {
        outline
            .get(*place)
            .is_some_and(|e| e.text.start >= line.start && e.text.end <= line.end.saturating_add(1))
    };
    outline.ancestors(owner).take_while(within).last().unwrap_or(owner)
}

fn is_lead(text: &str, headline: &str) -> bool {
    text.split_whitespace().nth(FEWEST_WORDS - 1).is_some() && normal(text) != normal(headline)
}

/// Whether an element is a heading, or part of a link that leads elsewhere.
fn elsewhere(outline: &Outline<'_>, links: &Links, record: &Record, place: usize) -> bool {
    let around = std::iter::once(place).chain(outline.ancestors(place)).take(12);
    let mut around = around.take_while(|p| record.extent.contains(p));
    around.any(|p| {
        is_heading_name(outline.name(p))
            || outline.name(p) == "a" && links.at(p).is_none_or(|link| link.target != record.target)
    })
}

/// The first picture that shows anything.
pub fn picture(outline: &Outline<'_>, record: &Record, base: &Url) -> Option<Enclosure> {
    let shows = |url: &String| {
        let lower = url.to_ascii_lowercase();
        !lower.starts_with("data:")
            && !words().attributes.no_pictures.iter().any(|part| lower.contains(part.as_str()))
    };
    let tiny = |place: usize| {
        let sizes = ["width", "height"].iter().filter_map(|name| outline.attribute(place, name));
        sizes.filter_map(|size| size.trim().parse::<u32>().ok()).any(|size| size <= TINY_PIXELS)
    };
    let mut found =
        record.extent.clone().take(MAX_ELEMENTS).filter(|place| !tiny(*place)).filter_map(|place| {
            let sources = match outline.name(place) {
                "img" => {
                    let names = words().attributes.pictures.iter();
                    names.filter_map(|name| outline.attribute(place, name)).map(first_of_set).collect()
                }
                "source" => Vec::from_iter(outline.attribute(place, "srcset").map(first_of_set)),
                _ => Vec::from_iter(outline.attribute(place, "style").and_then(|style| background(&style))),
            };
            sources.into_iter().map(|s| s.trim().to_owned()).filter(shows).find_map(|s| absolute(&s, base))
        });
    let url = found.next()?;
    let media_type = media_type(&url).map(str::to_owned);
    Some(Enclosure { url, length: None, media_type })
}

/// The address in a `style` that sets a background.
fn background(style: &str) -> Option<String> {
    let (before, after) = style.split_once("url(")?;
    let (url, _) = after.split_once(')')?;
    before.contains("background").then(|| url.trim_matches(['"', '\'', ' ']).to_owned())
}

/// The section that a record links: in the record, or in the heading of the box around it. `listed` are the
/// targets of all records.
pub fn section(
    outline: &Outline<'_>,
    links: &Links,
    record: &Record,
    listed: &HashSet<usize>,
) -> Option<Label> {
    let own = links.targets.get(record.target).map(|t| (t.address.site.as_str(), t.address.path.as_str()))?;
    let names = |place: usize| {
        let link = links.at(place)?;
        let target = links.targets.get(link.target)?;
        let text = plain_text(outline.text(place));
        let short = !text.is_empty()
            && text.split(' ').nth(MAX_SECTION_WORDS).is_none()
            && !words().read_more.has(&text);
        let address = &target.address;
        let above = address.site == own.0
            && !address.path.is_empty()
            && own.1.strip_prefix(address.path.as_str()).is_some_and(|rest| rest.starts_with('/'));
        let hinted =
            outline.classes(place).any(|class| parts(class).any(|p| words().hints.section.contains(&p)));
        let named = target.section || hinted;
        (!listed.contains(&link.target) && short && !target.address.trap).then_some((text, above, named))
    };
    let inside: Vec<_> = record.extent.clone().take(MAX_ELEMENTS).filter_map(names).collect();
    let sure =
        inside.iter().find(|(_, above, _)| *above).or_else(|| inside.iter().find(|(_, _, named)| *named));
    let term = sure.map(|(text, ..)| text.clone()).or_else(|| boxed(outline, links, record, listed))?;
    Some(Label { term, scheme: None, label: None })
}

/// The link in the heading of the box that a record stands in: the last heading before it that is not that
/// of another record.
fn boxed(outline: &Outline<'_>, links: &Links, record: &Record, listed: &HashSet<usize>) -> Option<String> {
    let target = |place: usize| links.at(place).and_then(|link| links.targets.get(link.target));
    let of_article = |place: usize| links.at(place).is_some_and(|link| listed.contains(&link.target));
    let around = |place: usize| std::iter::once(place).chain(outline.ancestors(place).take(3));
    let inside = |place: usize| outline.within(place).take(12);
    let heads =
        |place: &usize| is_heading(outline, *place) && !around(*place).chain(inside(*place)).any(of_article);
    let section = |place: usize| {
        let target = target(place).filter(|t| !t.address.trap && !t.address.path.is_empty())?;
        let text = plain_text(outline.text(place));
        let short = !text.is_empty() && text.split(' ').nth(MAX_SECTION_WORDS).is_none();
        (short && target.address.build.id == Id::None && !words().read_more.has(&text)).then_some(text)
    };
    let top = outline.ancestors(record.top).take(MAX_BOXES).last()?;
    let from = top.max(record.top.saturating_sub(MAX_BEFORE));
    let head = (from..record.top).rev().find(heads)?;
    around(head).take(2).chain(inside(head)).find_map(section)
}
