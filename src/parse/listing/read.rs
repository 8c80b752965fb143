//! A list of articles on a web page: by the config's selectors, by what was remembered, by itself.

use super::about::about;
use super::advice;
use super::article::is_article;
use super::cards::set_aside;
use super::choose::{Judged, Judgement, distinct, is_bare, judge};
use super::embedded;
use super::entries::entries;
use super::learn::learn;
use super::links::Links;
use super::pager::older;
use super::regions::Regions;
use super::rule::apply;
use crate::model::{Entry, FeedKind, FoundList, ListFound, ListPattern, ListingRule, Parsed, Problem};
use crate::parse::context::Context;
use crate::parse::page::{Outline, Page};
use crate::parse::refusal;
use crate::parse::tally::Tally;
use serde_json::Value;

/// A list has at least so many records.
const FEWEST: usize = 2;

/// What is remembered is given up for a list that holds all of it and so many times more.
const CLEARLY_MORE: usize = 4;

/// A page, looked at.
struct Looked<'a> {
    page: &'a Page,
    outline: &'a Outline<'a>,
    regions: Regions,
    links: Links,
    context: &'a Context<'a>,
}

/// A list, read.
struct List {
    entries: Vec<Entry>,
    /// Nothing where no pattern tells its records from other links.
    found: Option<FoundList>,
    /// How many entries have no address.
    without: usize,
}

/// Reads a page.
pub fn read(
    text: &str,
    encoding: String,
    context: &Context<'_>,
    mut tally: Tally,
) -> Result<Parsed, Problem> {
    let page = Page::new(text, context.url).ok_or_else(refusal::too_deep)?;
    let outline = Outline::new(&page.document);
    let title = page.document.select_single("title").text();
    let regions = Regions::new(&outline, &title);
    let mut links = Links::new(&page, &outline, &regions, context.url);
    set_aside(&outline, &regions, &mut links);
    let looked = Looked { page: &page, outline: &outline, regions, links, context };
    let list = looked.list()?;
    tally.add("no-address", list.without);
    let further = older(&page, &outline, &looked.regions, &looked.links, context.url);
    Ok(Parsed {
        feed: about(&page, &outline, &looked.regions, context.url),
        entries: list.entries,
        repairs: tally.repairs(),
        list: list.found,
        further: further.into_iter().collect(),
        ..Parsed::new(FeedKind::Listing, encoding)
    })
}

impl Looked<'_> {
    fn list(&self) -> Result<List, Problem> {
        if let Some(rule) = self.context.listing {
            return self.configured(rule);
        }
        match self.context.remembered {
            Some(pattern) => self.remembered(pattern),
            None => self.learned(ListFound::Learned),
        }
    }

    fn judge(&self) -> Judgement {
        judge(self.outline, &self.regions, &self.links, &self.page.base)
    }

    fn configured(&self, rule: &ListingRule) -> Result<List, Problem> {
        let records = apply(self.outline, &self.regions, &self.links, rule, &self.page.base);
        if records.is_empty() {
            let judged = self.judge();
            return Err(advice::matches_nothing(self.outline, &self.links, rule, judged, self.context));
        }
        Ok(self.made(&records, Some(ListPattern::Selectors(rule.clone())), ListFound::Configured))
    }

    fn remembered(&self, pattern: &ListPattern) -> Result<List, Problem> {
        let list = match pattern {
            ListPattern::Selectors(rule) => {
                let records = apply(self.outline, &self.regions, &self.links, rule, &self.page.base);
                (!records.is_empty())
                    .then(|| self.made(&records, Some(pattern.clone()), ListFound::Remembered))
            }
            ListPattern::Embedded { path } => {
                let documents = embedded::documents(self.page);
                let objects = embedded::at_path(&documents, path);
                self.of_objects(&objects, path, ListFound::Remembered)
            }
        };
        let Some(list) = list else { return self.learned(ListFound::Relearned) };
        match self.learned(ListFound::Relearned) {
            Ok(new) if outgrown(&list.entries, &new.entries) => Ok(new),
            _ => Ok(list),
        }
    }

    /// What is found without being told.
    fn learned(&self, how: ListFound) -> Result<List, Problem> {
        let judged = self.judge();
        let article = is_article(self.page, self.outline, &self.links, &judged.chosen, self.context.url);
        let count = if article || is_bare(&judged.chosen) { 0 } else { distinct(&judged.chosen) };
        let alone = judged.chosen.iter().any(|one| one.headline.titled && one.lead && !one.said.is_empty());
        let shows = |one: &Judged| !one.said.is_empty() || one.lead || one.picture;
        // bare links may be a menu: half as many records in the data say more
        let weight = if judged.chosen.iter().any(shows) { count } else { count.div_ceil(3) };
        if let Some(list) = self.embedded(weight, article, how) {
            return Ok(list);
        }
        if count == 0 || (count < FEWEST && !alone) {
            return Err(advice::no_list(self.outline, &self.links, judged, self.context));
        }
        let item = learn(self.outline, &self.links, &judged.chosen);
        let rule = item.map(|item| ListingRule { item, date: None, lead: None });
        Ok(self.made(&judged.chosen, rule.map(ListPattern::Selectors), how))
    }

    /// The list in the page's JSON, where the markup has none as good.
    fn embedded(&self, in_markup: usize, article: bool, how: ListFound) -> Option<List> {
        let documents: Vec<Value> = embedded::documents(self.page);
        let found = embedded::best(&documents)?;
        let more = found.objects.len() * 2 > in_markup * 3;
        let list = if more && !article { self.of_objects(&found.objects, &found.path, how) } else { None };
        list.filter(|list| list.entries.len() * 2 > in_markup * 3)
    }

    fn of_objects(&self, objects: &[&Value], path: &str, how: ListFound) -> Option<List> {
        let (entries, without) = embedded::entries(objects, &self.links, &self.page.base, self.context);
        let found = FoundList { pattern: ListPattern::Embedded { path: path.to_owned() }, how };
        (!entries.is_empty()).then_some(List { entries, found: Some(found), without })
    }

    fn made(&self, records: &[Judged], pattern: Option<ListPattern>, how: ListFound) -> List {
        let entries = entries(self.outline, &self.links, records, &self.page.base, self.context);
        List { entries, found: pattern.map(|pattern| FoundList { pattern, how }), without: 0 }
    }
}

/// Whether a list found anew is clearly the one that was meant.
fn outgrown(old: &[Entry], new: &[Entry]) -> bool {
    if old.len() < FEWEST {
        return new.len() > FEWEST;
    }
    let links: std::collections::HashSet<&Option<String>> = new.iter().map(|e| &e.link).collect();
    new.len() >= old.len().saturating_mul(CLEARLY_MORE) && old.iter().all(|entry| links.contains(&entry.link))
}
