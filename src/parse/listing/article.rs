//! Whether a page is one article: a long text in one place that no list outweighs.

use super::address::{Id, address};
use super::choose::Judged;
use super::links::Links;
use super::regions::NEWEST;
use crate::parse::page::{Outline, Page};
use std::collections::HashMap;
use url::Url;

/// Shortest paragraph that counts, in bytes.
const PARAGRAPH_BYTES: usize = 100;

/// Shortest text of an article, in bytes, by how many other signs there are of one.
const TEXT_BYTES: [usize; 3] = [1_400, 700, 300];

/// A record with more text, in bytes, holds more than a lead.
const LEAD_BYTES: usize = 1_200;

/// A list has so many times the bytes of the text, or the page is an article.
const OUTWEIGHS: usize = 2;

/// Whether the page is an article rather than the list that was found on it.
pub fn is_article(page: &Page, outline: &Outline<'_>, links: &Links, chosen: &[Judged], url: &Url) -> bool {
    let list: usize = chosen.iter().map(|one| one.record.text.len()).sum();
    let signs = signs(page, links, chosen, url);
    let follows = chosen.iter().all(|one| one.region & NEWEST > 0);
    if signs == 3 || (signs == 2 && follows) {
        return true;
    }
    let shortest = TEXT_BYTES.get(signs).copied().unwrap_or(0);
    let weighs = OUTWEIGHS.saturating_add(signs);
    longest(outline, chosen).is_some_and(|text| text > shortest && list < text.saturating_mul(weighs))
}

/// How many signs a page gives of being an article: in its head, in its JSON-LD, by its own address.
fn signs(page: &Page, links: &Links, chosen: &[Judged], url: &Url) -> usize {
    let document = &page.document;
    let kind = document.select_single("meta[property='og:type']").attr("content");
    let typed = kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("article"));
    let dated = document
        .select_single("meta[property='article:published_time'], meta[name='article:published_time']")
        .exists()
        || document.select("script[type='application/ld+json']").iter().take(10).any(|script| {
            let text: String = script.text().chars().filter(|c| !c.is_whitespace()).take(20_000).collect();
            ["\"@type\":\"NewsArticle\"", "\"@type\":\"Article\""].iter().any(|kind| text.contains(kind))
                && !text.contains("\"@type\":\"ItemList\"")
        });
    let own = address(url.as_str(), url);
    let alike = own.is_some_and(|own| {
        let targets = chosen.iter().filter_map(|one| links.targets.get(one.record.target));
        let alike = targets.filter(|t| t.address.build == own.build).count();
        own.article >= 3 && own.build.id != Id::None && alike * 2 > chosen.len()
    });
    usize::from(typed) + usize::from(dated) + usize::from(alike)
}

/// The bytes of the paragraphs that stand together outside of records.
fn longest(outline: &Outline<'_>, chosen: &[Judged]) -> Option<usize> {
    let mut texts: HashMap<usize, usize> = HashMap::new();
    let inside = |place: usize| {
        // One that stands alone below an article takes its text.
        let before = chosen.partition_point(|one| one.record.top <= place);
        before
            .checked_sub(1)
            .and_then(|at| chosen.get(at))
            .is_some_and(|one| outline.holds(one.record.top, place) && one.record.text.len() < LEAD_BYTES)
    };
    let whole = outline.get(0)?.text.clone();
    let mut at = whole.start;
    for line in outline.text_in(whole).split('\n') {
        let start = at;
        at = at.saturating_add(line.len()).saturating_add(1);
        if line.len() < PARAGRAPH_BYTES {
            continue;
        }
        let Some(owner) = outline.at_text(start) else { continue };
        let block =
            std::iter::once(owner).chain(outline.ancestors(owner)).find(|p| is_block(outline.name(*p)));
        let Some(block) = block.filter(|block| !inside(*block)) else { continue };
        let linked =
            std::iter::once(owner).chain(outline.ancestors(owner)).take(6).any(|p| outline.name(p) == "a");
        if linked {
            continue;
        }
        let parent = match outline.name(block) {
            "p" => outline.get(block).map_or(block, |e| e.parent),
            _ => block,
        };
        let text = texts.entry(parent).or_default();
        *text = text.saturating_add(line.len());
    }
    texts.into_values().max()
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "div" | "td" | "article" | "section" | "body" | "blockquote" | "li" | "main")
}
