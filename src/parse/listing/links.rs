//! The links of a page and what they lead to.

use super::address::{Address, address, site};
use super::regions::{FOOT, MENU, PAGER, Regions};
use super::words::words;
use crate::parse::page::{Outline, Page};
use std::collections::HashMap;
use url::Url;

/// Most links looked at.
pub const MAX_LINKS: usize = 20_000;

/// A link of so many words can be a headline, whatever its address.
const HEADLINE_WORDS: usize = 6;

/// Most words of a link that count.
const ENOUGH_WORDS: usize = 8;

/// A link.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Its element.
    pub place: usize,
    /// What it leads to, as a place in [`Links::targets`].
    pub target: usize,
    /// It stands in the record of another article, and makes none of its own.
    pub aside: bool,
}

/// What links lead to.
#[derive(Debug)]
pub struct Target {
    /// Where it is.
    pub address: Address,
    /// Its links, as places in [`Links::links`].
    pub links: Vec<usize>,
    /// Most words that a link outside of menus has.
    pub words: usize,
    /// A page of the portal that holds others: menus link it, or its address begins theirs.
    pub section: bool,
    /// Can be an article.
    pub candidate: bool,
}

/// The links of a page.
pub struct Links {
    /// In document order.
    pub links: Vec<Link>,
    /// In the order of their first links.
    pub targets: Vec<Target>,
}

impl Links {
    /// Collects and judges them.
    pub fn new(page: &Page, outline: &Outline<'_>, regions: &Regions, url: &Url) -> Self {
        let mut links = collect(page, outline);
        links.judge(outline, regions, url);
        links
    }

    /// Whether a link can be the headline of an article.
    pub fn is_candidate(&self, number: usize) -> bool {
        let link = self.links.get(number).filter(|link| !link.aside);
        link.and_then(|link| self.targets.get(link.target)).is_some_and(|target| target.candidate)
    }

    /// The link that an element is.
    pub fn at(&self, place: usize) -> Option<&Link> {
        let at = self.links.binary_search_by_key(&place, |link| link.place).ok()?;
        self.links.get(at)
    }

    fn judge(&mut self, outline: &Outline<'_>, regions: &Regions, url: &Url) {
        let apart = |place: usize| regions.of(place) & (MENU | FOOT | PAGER) > 0;
        let in_menu = |place: usize| regions.of(place) & MENU > 0;
        let all = &self.links;
        for target in &mut self.targets {
            let places = || target.links.iter().filter_map(|l| all.get(*l)).map(|l| l.place);
            target.section = target.address.article < 3 && places().any(in_menu);
            target.words = places().filter(|p| !apart(*p)).map(|p| words_of(outline, p)).max().unwrap_or(0);
            let of_somebody = |p: usize| {
                outline
                    .attribute(p, "rel")
                    .is_some_and(|rel| words().attributes.no_articles.contains(rel.as_str()))
            };
            target.candidate = places().any(|p| !apart(p)) && !places().any(of_somebody);
        }
        self.find_sections(url);
        let itself = address(url.as_str(), url).map(|a| a.key);
        for target in &mut self.targets {
            let weight = target.words.min(ENOUGH_WORDS) + 4 * usize::from(target.address.article);
            target.candidate &= (weight >= 8 || target.words >= HEADLINE_WORDS)
                && !target.section
                && !target.address.trap
                && Some(&target.address.key) != itself.as_ref()
                && !target.address.path.is_empty() | (target.address.article > 0);
        }
        self.keep_to_one_site(url);
    }

    /// A path that begins the paths of several others, or that of the page, is no article.
    fn find_sections(&mut self, url: &Url) {
        let mut below: HashMap<String, usize> = HashMap::new();
        for target in self.targets.iter().filter(|t| t.candidate) {
            let address = &target.address;
            for (at, _) in address.path.match_indices('/').skip(1).take(12) {
                let above = format!("{}{}", address.site, address.path.get(..at).unwrap_or_default());
                *below.entry(above).or_default() += 1;
            }
        }
        let (site, path) = (site(url), url.path());
        for target in &mut self.targets {
            let own = format!("{}{}", target.address.site, target.address.path);
            let above_page = target.address.site == site
                && path
                    .strip_prefix(&target.address.path)
                    .is_some_and(|rest| rest.starts_with('/') && rest.len() > 1);
            target.section |= above_page || below.get(&own).is_some_and(|count| *count >= 2);
        }
    }

    /// Articles are on the page's own site, unless it has none.
    fn keep_to_one_site(&mut self, url: &Url) {
        let own = site(url);
        let is_own = |site: &str| {
            let below = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.'));
            site == own || below(site, &own) || below(&own, site)
        };
        let mut sites: HashMap<&str, usize> = HashMap::new();
        for target in self.targets.iter().filter(|t| t.candidate && t.words >= 4) {
            let site = target.address.site.as_str();
            *sites.entry(if is_own(site) { own.as_str() } else { site }).or_default() += 1;
        }
        let count = |site: &str| sites.get(site).copied().unwrap_or(0);
        let others = sites.iter().filter(|(site, _)| **site != own);
        let most = others.max_by_key(|(site, count)| (**count, **site)).map(|(site, _)| (*site).to_owned());
        let foreign = most.filter(|most| count(most) >= 3 && count(&own) * 4 < count(most));
        for target in &mut self.targets {
            let site = &target.address.site;
            target.candidate &= match &foreign {
                Some(foreign) => site == foreign,
                None => is_own(site),
            };
        }
    }
}

/// How many words a link has that can be of a headline.
fn words_of(outline: &Outline<'_>, place: usize) -> usize {
    let text = outline.text(place);
    if words().read_more.has(text) { 0 } else { text.split_whitespace().take(50).count() }
}

fn collect(page: &Page, outline: &Outline<'_>) -> Links {
    let mut links: Vec<Link> = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for place in 0..outline.elements().len() {
        let Some(address) = href(outline, place).and_then(|href| address(&href, &page.base)) else {
            continue;
        };
        let target = *known.entry(address.key.clone()).or_insert(targets.len());
        if target == targets.len() {
            targets.push(Target { address, links: Vec::new(), words: 0, section: false, candidate: false });
        }
        if let Some(target) = targets.get_mut(target) {
            target.links.push(links.len());
        }
        links.push(Link { place, target, aside: false });
        if links.len() == MAX_LINKS {
            break;
        }
    }
    Links { links, targets }
}

/// What an element leads to.
fn href(outline: &Outline<'_>, place: usize) -> Option<String> {
    match outline.name(place) {
        "a" => outline.attribute(place, "href"),
        "link" | "base" | "area" | "use" | "image" | "html" | "body" | "input" | "img" | "form" | "meta"
        | "script" => None,
        _ => words().attributes.links.iter().find_map(|name| outline.attribute(place, name)),
    }
}
