//! Selectors for a list that was found by itself, the way an editor would write them: short, by names and
//! classes, without positions.

use super::choose::Judged;
use super::links::Links;
use super::regions::is_heading_name;
use super::words::words;
use crate::parse::page::Outline;
use std::collections::{HashMap, HashSet};

/// How far above a link its selector reaches, in elements.
const MAX_LEVELS: usize = 10;

/// Most selectors in a list.
const MAX_SELECTORS: usize = 8;

/// Most kinds of places of links for which selectors are made.
const MAX_KINDS: usize = 24;

/// Most selectors tried for one kind of place.
const MAX_TRIED: usize = 300;

/// Most elements inside of a link that are compared.
const MAX_INSIDE: usize = 30;

/// Most comparisons of elements in all.
const MAX_WORK: usize = 3_000_000;

/// A simple selector: a name, with a class or an id.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Simple<'a> {
    name: &'a str,
    class: Option<&'a str>,
    id: Option<&'a str>,
    attribute: Option<(&'static str, String)>,
    cost: usize,
}

/// A selector: simple ones, the outermost first; whether the last is for what stands inside of a link.
#[derive(Debug, Clone)]
struct Chain<'a>(Vec<Simple<'a>>, bool);

/// A selector that finds links of chosen records only.
struct Tried<'a> {
    chain: Chain<'a>,
    /// The records that it finds, as places in `chosen`; of those of one article the first alone counts.
    records: HashSet<usize>,
    /// It finds other links than those of headlines.
    others: bool,
}

/// A selector that finds the links of the chosen records and no others, as far as there is one.
pub fn learn(outline: &Outline<'_>, links: &Links, chosen: &[Judged]) -> Option<String> {
    let learner = Learner::new(outline, links, chosen);
    let mut missing: HashSet<usize> = learner.wanted.values().filter_map(|wanted| wanted.record).collect();
    let mut found: Vec<String> = Vec::new();
    let mut work = MAX_WORK;
    let tried = learner.candidates(chosen, &mut work);
    while !missing.is_empty() && found.len() < MAX_SELECTORS {
        // Headline links alone are worth more: what else stands in a record changes from day to day.
        let gain = |one: &Tried<'_>| {
            let found = one.records.intersection(&missing).count();
            if one.others { found } else { found.saturating_mul(2) }
        };
        let best = tried.iter().map(|one| (gain(one), one)).filter(|(gain, _)| *gain > 0);
        let best =
            best.max_by_key(|(gain, one)| (*gain, std::cmp::Reverse((one.chain.cost(), one.chain.0.len()))));
        let Some((_, one)) = best else { break };
        missing.retain(|record| !one.records.contains(record));
        found.push(one.chain.text());
    }
    (!found.is_empty()).then(|| found.join(", "))
}

/// A link of a chosen record.
#[derive(Debug, Clone, Copy, Default)]
struct Wanted {
    /// The record, where it is the first of its article.
    record: Option<usize>,
    /// It is that of the headline.
    headline: bool,
}

struct Learner<'a> {
    outline: &'a Outline<'a>,
    links: &'a Links,
    /// The links of the chosen records, by place.
    wanted: HashMap<usize, Wanted>,
}

impl<'a> Learner<'a> {
    fn new(outline: &'a Outline<'a>, links: &'a Links, chosen: &[Judged]) -> Self {
        let mut wanted: HashMap<usize, Wanted> = HashMap::new();
        let mut seen = HashSet::new();
        for (at, one) in chosen.iter().enumerate() {
            let first = seen.insert(one.record.target).then_some(at);
            for number in &one.record.links {
                if let Some(link) = links.links.get(*number) {
                    let wanted = wanted.entry(link.place).or_default();
                    wanted.record = wanted.record.or(first);
                    wanted.headline |= *number == one.headline.link;
                }
            }
        }
        Self { outline, links, wanted }
    }

    /// Selectors without a false match.
    fn candidates(&self, chosen: &[Judged], work: &mut usize) -> Vec<Tried<'a>> {
        let mut found = Vec::new();
        let mut kinds: HashSet<Vec<(u32, &[u32])>> = HashSet::new();
        let mut texts: HashSet<String> = HashSet::new();
        for one in chosen {
            let Some(link) = self.links.links.get(one.headline.link) else { continue };
            let start = self.innermost(link.place, one.headline.place);
            let path = std::iter::once(start).chain(self.outline.ancestors(start));
            let path: Vec<usize> =
                path.take(MAX_LEVELS).take_while(|p| self.outline.name(*p) != "body").collect();
            let kind = path.iter().map(|p| self.outline.kind(*p)).collect();
            if kinds.len() >= MAX_KINDS || !kinds.insert(kind) {
                continue;
            }
            let at = path.iter().position(|p| *p == link.place).unwrap_or(0);
            let own = path.get(at..).unwrap_or_default();
            let mut chains = self.chains(own, None);
            if at > 0 {
                chains.extend(self.chains(own, path.first().copied()));
            }
            for chain in chains {
                if *work == 0 {
                    return found;
                }
                if texts.insert(chain.text())
                    && let Some((records, others)) = self.matched(&chain, work)
                {
                    found.push(Tried { chain, records, others });
                }
            }
        }
        found
    }

    /// The headline's element in a link, down to the one that wraps all of its text.
    fn innermost(&self, link: usize, headline: usize) -> usize {
        if self.outline.holds(link, headline) && headline != link {
            return headline;
        }
        let text = self.outline.text(link).trim();
        let mut inside = self.outline.within(link).skip(1).take(MAX_INSIDE);
        inside.find(|place| !text.is_empty() && self.outline.text(*place).trim() == text).unwrap_or(link)
    }

    /// The selectors for a path, the link first; for what stands inside of the link, where that is given.
    fn chains(&self, path: &[usize], inside: Option<usize>) -> Vec<Chain<'a>> {
        let levels: Vec<Vec<Simple<'a>>> = path.iter().map(|place| self.simples(*place)).collect();
        let Some((link, above)) = levels.split_first() else { return Vec::new() };
        let mut found = Vec::new();
        for own in link {
            found.push(Chain(vec![own.clone()], false));
            for outer in above.iter().flatten() {
                found.push(Chain(vec![outer.clone(), own.clone()], false));
            }
        }
        for own in link {
            for (at, inner) in above.iter().enumerate().take(3) {
                for inner in inner {
                    for outer in above.iter().skip(at.saturating_add(1)).flatten() {
                        found.push(Chain(vec![outer.clone(), inner.clone(), own.clone()], false));
                    }
                }
            }
        }
        found.sort_by_key(Chain::cost);
        found.truncate(MAX_TRIED);
        // What a short selector cannot tell apart, the whole path can.
        let whole = levels.iter().rev().filter_map(|level| level.iter().min_by_key(|s| s.cost)).cloned();
        found.push(Chain(whole.collect(), false));
        if let Some(inside) = inside {
            let inner = self.simples(inside);
            let longer = |chain: &Chain<'a>| {
                let longer = inner.iter().map(|simple| {
                    Chain(chain.0.iter().cloned().chain(std::iter::once(simple.clone())).collect(), true)
                });
                longer.collect::<Vec<_>>()
            };
            found = found.iter().take(MAX_TRIED / 3).flat_map(longer).collect();
        }
        found
    }

    fn simples(&self, place: usize) -> Vec<Simple<'a>> {
        let name = self.outline.name(place);
        let bare = if is_heading_name(name) { 2 } else { 6 };
        let mut found = vec![Simple { name, class: None, id: None, attribute: None, cost: bare }];
        for class in self.outline.classes(place).filter(|class| lasts(class)).take(4) {
            let cost = if is_layout(class) { 8 } else { 0 };
            found.push(Simple { name, class: Some(class), id: None, attribute: None, cost });
        }
        if let Some(id) = self.outline.id(place).filter(|id| lasts(id)) {
            found.push(Simple { name, class: None, id: Some(id), attribute: None, cost: 1 });
        }
        if found.len() == 1 {
            let plain =
                |value: &String| !value.is_empty() && value.len() < 30 && !value.contains(['"', '\\', '/']);
            let attributes = words().attributes.telling.iter().map(String::as_str);
            let told = attributes.filter_map(|a| Some((a, self.outline.attribute(place, a).filter(plain)?)));
            found.extend(told.take(2).map(|told| Simple {
                name,
                class: None,
                id: None,
                attribute: Some(told),
                cost: 7,
            }));
        }
        found
    }

    /// The records that a selector finds and whether it finds other links than headlines as well; `None`
    /// where it finds a link of no chosen record.
    fn matched(&self, chain: &Chain<'_>, work: &mut usize) -> Option<(HashSet<usize>, bool)> {
        let mut records = HashSet::new();
        let mut others = false;
        for link in &self.links.links {
            *work = work.saturating_sub(1);
            let found = if chain.1 {
                let mut inside = self.outline.within(link.place).skip(1).take(MAX_INSIDE);
                inside.any(|place| self.matches(chain, place, work))
            } else {
                self.matches(chain, link.place, work)
            };
            if found {
                let wanted = self.wanted.get(&link.place)?;
                others |= !wanted.headline;
                records.extend(wanted.record);
            }
        }
        (*work > 0).then_some((records, others))
    }

    fn matches(&self, chain: &Chain<'_>, place: usize, work: &mut usize) -> bool {
        let mut rest = chain.0.iter().rev();
        let Some(own) = rest.next() else { return false };
        if !self.fits(own, place) {
            return false;
        }
        let mut wanted = rest.next();
        for above in self.outline.ancestors(place) {
            let Some(simple) = wanted else { return true };
            *work = work.saturating_sub(1);
            if self.fits(simple, above) {
                wanted = rest.next();
            }
        }
        wanted.is_none()
    }

    fn fits(&self, simple: &Simple<'_>, place: usize) -> bool {
        self.outline.name(place) == simple.name
            && simple.id.is_none_or(|id| self.outline.id(place) == Some(id))
            && simple.attribute.as_ref().is_none_or(|(name, value)| {
                self.outline.attribute(place, name).is_some_and(|given| given == *value)
            })
            && simple.class.is_none_or(|class| self.outline.classes(place).any(|c| c == class))
    }
}

impl Chain<'_> {
    fn text(&self) -> String {
        let simple = |s: &Simple<'_>| match (s.class, s.id, &s.attribute) {
            (Some(class), ..) => format!("{}.{class}", s.name),
            (None, Some(id), _) => format!("{}#{id}", s.name),
            (None, None, Some((name, value))) => format!("{}[{name}=\"{value}\"]", s.name),
            (None, None, None) => s.name.to_owned(),
        };
        self.0.iter().map(simple).collect::<Vec<_>>().join(" ")
    }

    fn cost(&self) -> usize {
        let named = self.0.iter().any(|s| s.class.is_some() || s.id.is_some() || s.attribute.is_some());
        let each: usize = self.0.iter().map(|s| s.cost.saturating_add(10)).sum();
        each.saturating_add(if named { 0 } else { 20 })
    }
}

/// Whether a class or id is likely to be there tomorrow, and can be written as it is.
fn lasts(name: &str) -> bool {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let begins = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    let numbered = name.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_digit));
    plain && begins && !numbered && !words().hints.passing.contains(&name.to_ascii_lowercase())
}

/// Whether a class says how wide or far apart something is, not what it is.
fn is_layout(class: &str) -> bool {
    let end = class.rsplit('-').next().unwrap_or_default();
    let sized = class.contains('-') && (end.bytes().all(|b| b.is_ascii_digit()) || end.len() <= 2);
    sized
        || words().hints.layout.iter().any(|start| class == start || class.starts_with(&format!("{start}-")))
}
