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

/// Most comparisons of elements in all.
const MAX_WORK: usize = 3_000_000;

/// A simple selector: a name, with a class or an id.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Simple<'a> {
    name: &'a str,
    class: Option<&'a str>,
    id: Option<&'a str>,
    cost: usize,
}

/// A selector: simple ones, the outermost first.
#[derive(Debug, Clone)]
struct Chain<'a>(Vec<Simple<'a>>);

/// A selector that finds the links of the chosen records and no others, as far as there is one.
pub fn learn(outline: &Outline<'_>, links: &Links, chosen: &[Judged]) -> Option<String> {
    let learner = Learner::new(outline, links, chosen);
    let mut missing: HashSet<usize> = chosen.iter().map(|one| one.record.target).collect();
    let mut found: Vec<String> = Vec::new();
    let mut work = MAX_WORK;
    let tried = learner.candidates(chosen, &mut work);
    while !missing.is_empty() && found.len() < MAX_SELECTORS {
        let gain = |targets: &HashSet<usize>| targets.intersection(&missing).count();
        let best = tried.iter().map(|(chain, targets, cost)| (gain(targets), chain, targets, cost));
        let best = best.filter(|(gain, ..)| *gain > 0);
        let best = best.max_by(|a, b| (a.0, b.3, b.1.text().len()).cmp(&(b.0, a.3, a.1.text().len())));
        let Some((_, chain, targets, _)) = best else { break };
        missing.retain(|target| !targets.contains(target));
        found.push(chain.text());
    }
    (!found.is_empty()).then(|| found.join(", "))
}

struct Learner<'a> {
    outline: &'a Outline<'a>,
    links: &'a Links,
    /// Links of the chosen records, by place: whether each is that of the headline.
    wanted: HashMap<usize, bool>,
}

impl<'a> Learner<'a> {
    fn new(outline: &'a Outline<'a>, links: &'a Links, chosen: &[Judged]) -> Self {
        let mut wanted = HashMap::new();
        for one in chosen {
            for number in &one.record.links {
                if let Some(link) = links.links.get(*number) {
                    *wanted.entry(link.place).or_insert(false) |= *number == one.headline.link;
                }
            }
        }
        Self { outline, links, wanted }
    }

    /// Selectors without a false match, the targets that each finds, and what each costs.
    fn candidates(&self, chosen: &[Judged], work: &mut usize) -> Vec<(Chain<'a>, HashSet<usize>, usize)> {
        let mut found = Vec::new();
        let mut kinds: HashSet<Vec<(u32, &[u32])>> = HashSet::new();
        let mut texts: HashSet<String> = HashSet::new();
        for one in chosen {
            let Some(link) = self.links.links.get(one.headline.link) else { continue };
            let path = std::iter::once(link.place).chain(self.outline.ancestors(link.place));
            let path: Vec<usize> =
                path.take(MAX_LEVELS).take_while(|p| self.outline.name(*p) != "body").collect();
            let kind = path.iter().map(|p| self.outline.kind(*p)).collect();
            if kinds.len() >= MAX_KINDS || !kinds.insert(kind) {
                continue;
            }
            for chain in self.chains(&path) {
                if *work == 0 {
                    return found;
                }
                if texts.insert(chain.text())
                    && let Some((targets, others)) = self.matched(&chain, work)
                {
                    let cost = chain.cost().saturating_add(if others { 15 } else { 0 });
                    found.push((chain, targets, cost));
                }
            }
        }
        found
    }

    /// The selectors for a path, the link first.
    fn chains(&self, path: &[usize]) -> Vec<Chain<'a>> {
        let levels: Vec<Vec<Simple<'a>>> = path.iter().map(|place| self.simples(*place)).collect();
        let Some((link, above)) = levels.split_first() else { return Vec::new() };
        let mut found = Vec::new();
        for own in link {
            found.push(Chain(vec![own.clone()]));
            for outer in above.iter().flatten() {
                found.push(Chain(vec![outer.clone(), own.clone()]));
            }
        }
        for own in link {
            for (at, inner) in above.iter().enumerate().take(3) {
                for inner in inner {
                    for outer in above.iter().skip(at.saturating_add(1)).flatten() {
                        found.push(Chain(vec![outer.clone(), inner.clone(), own.clone()]));
                    }
                }
            }
        }
        found.sort_by_key(Chain::cost);
        found.truncate(MAX_TRIED);
        // What a short selector cannot tell apart, the whole path can.
        let whole = levels.iter().rev().filter_map(|level| level.iter().min_by_key(|s| s.cost)).cloned();
        found.push(Chain(whole.collect()));
        found
    }

    fn simples(&self, place: usize) -> Vec<Simple<'a>> {
        let name = self.outline.name(place);
        let bare = if is_heading_name(name) { 2 } else { 6 };
        let mut found = vec![Simple { name, class: None, id: None, cost: bare }];
        for class in self.outline.classes(place).filter(|class| lasts(class)).take(4) {
            let cost = if is_layout(class) { 8 } else { 0 };
            found.push(Simple { name, class: Some(class), id: None, cost });
        }
        if let Some(id) = self.outline.id(place).filter(|id| lasts(id)) {
            found.push(Simple { name, class: None, id: Some(id), cost: 1 });
        }
        found
    }

    /// The targets that a selector finds and whether it finds other links than headlines as well; `None`
    /// where it finds a link of no chosen record.
    fn matched(&self, chain: &Chain<'_>, work: &mut usize) -> Option<(HashSet<usize>, bool)> {
        let mut targets = HashSet::new();
        let mut others = false;
        for link in &self.links.links {
            *work = work.saturating_sub(1);
            if !self.matches(chain, link.place, work) {
                continue;
            }
            others |= !self.wanted.get(&link.place)?;
            targets.insert(link.target);
        }
        (*work > 0).then_some((targets, others))
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
            && simple.class.is_none_or(|class| self.outline.classes(place).any(|c| c == class))
    }
}

impl Chain<'_> {
    fn text(&self) -> String {
        let simple = |s: &Simple<'_>| match (s.class, s.id) {
            (Some(class), _) => format!("{}.{class}", s.name),
            (None, Some(id)) => format!("{}#{id}", s.name),
            (None, None) => s.name.to_owned(),
        };
        self.0.iter().map(simple).collect::<Vec<_>>().join(" ")
    }

    fn cost(&self) -> usize {
        let named = self.0.iter().any(|s| s.class.is_some() || s.id.is_some());
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
