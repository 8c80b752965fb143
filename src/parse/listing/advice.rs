//! Problems of pages without a list: what was found instead.

use super::choose::{Judged, Judgement, distinct};
use super::learn::learn;
use super::links::Links;
use crate::model::{ListingRule, Problem, ProblemKind};
use crate::parse::context::Context;
use crate::parse::page::Outline;
use crate::parse::refusal;
use crate::text::excerpt;
use std::collections::BTreeMap;

/// Most candidates named.
const MAX_NAMED: usize = 3;

/// Longest headline shown, in characters.
const MAX_HEADLINE_CHARS: usize = 60;

/// No list: the advice names the likeliest candidates.
pub fn no_list(outline: &Outline<'_>, links: &Links, judged: Judgement, context: &Context<'_>) -> Problem {
    let problem = refusal::no_list(context);
    let named = candidates(outline, links, judged);
    if named.is_empty() {
        return problem;
    }
    let advice = format!(
        "use the address of a section page, or put one of these under [source.listing] item: {}",
        named.join("; ")
    );
    Problem { advice, ..problem }
}

/// A selector of the config that finds nothing.
pub fn matches_nothing(
    outline: &Outline<'_>,
    links: &Links,
    rule: &ListingRule,
    judged: Judgement,
    context: &Context<'_>,
) -> Problem {
    let list = (distinct(&judged.chosen) > 1).then(|| told(outline, links, &judged.chosen)).flatten();
    let named = list.map_or_else(|| candidates(outline, links, judged), |list| vec![list]);
    let advice = match named.is_empty() {
        true => "correct [source.listing] item, or use the address of a section page".to_owned(),
        false => format!("without it this would be found: {}", named.join("; ")),
    };
    let sentence = format!("the selector \"{}\" matches no link on {}", rule.item, context.url);
    Problem::new(ProblemKind::SelectorMatchesNothing, sentence, advice)
}

/// The likeliest blocks of records, as selectors with their first headlines.
fn candidates(outline: &Outline<'_>, links: &Links, judged: Judgement) -> Vec<String> {
    let mut blocks: BTreeMap<usize, Vec<Judged>> = BTreeMap::new();
    for one in judged.chosen.into_iter().chain(judged.others).filter(|one| !one.headline.text.is_empty()) {
        blocks.entry(one.block).or_default().push(one);
    }
    let points = |block: &[Judged]| block.iter().map(|one| one.points).sum::<i64>();
    let mut best: Vec<Vec<Judged>> = blocks.into_values().collect();
    best.sort_by_key(|block| std::cmp::Reverse(points(block)));
    let mut named: Vec<String> = Vec::new();
    for block in best.iter().take(3 * MAX_NAMED) {
        match told(outline, links, block) {
            Some(text) if named.len() < MAX_NAMED && !named.contains(&text) => named.push(text),
            _ => {}
        }
    }
    named
}

fn told(outline: &Outline<'_>, links: &Links, block: &[Judged]) -> Option<String> {
    let first = block.first()?;
    let selector = learn(outline, links, block)?;
    let count = distinct(block);
    let many = if count == 1 { "1 link".to_owned() } else { format!("{count} links") };
    let headline = excerpt(&crate::text::escaped(&first.headline.text), MAX_HEADLINE_CHARS);
    Some(format!("\"{selector}\" ({many}, first \"{headline}\")"))
}
