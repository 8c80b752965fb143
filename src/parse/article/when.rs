//! [`times`]: when an article was published and changed.
//!
//! Every place where a page says it gives a claim; the more trusted place wins, and one less trusted may add
//! the minute to the same day. What a clock shows, and dates within the text, are no claims.

use super::body::Body;
use super::sight::{Sight, has_part};
use super::words::words;
use crate::model::{Claim, DateOrder, Precision};
use crate::parse::dates::{date, home_day, order_of};
use crate::parse::page::{is_date, of_address};
use crate::parse::tally::Tally;
use crate::text::fold;

/// Claims that are further apart than this, in seconds, contradict each other.
const MAX_APART: i64 = 86_400;

/// How far ahead of the fetch an article can be dated, in seconds.
const MAX_AHEAD: i64 = 2 * 86_400;

/// How many lines before the text, and behind it, can be its date.
const MAX_LINES: usize = 14;

/// Longest line that is a date with what is said around it, in bytes.
const MAX_LINE_BYTES: usize = 260;

/// When an article was published and changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    /// Published.
    pub published: Option<Claim>,
    /// Changed.
    pub updated: Option<Claim>,
}

/// The times of an article. `title` is the element of its headline.
pub fn times(sight: &Sight<'_>, body: &Body, title: Option<usize>, tally: &mut Tally) -> Times {
    let facts = &sight.facts;
    let metas = &words().metas;
    let order = order(sight);
    let read = |text: &str| claim(sight, order, text);
    let first = |texts: Vec<String>| texts.iter().find_map(|text| read(text));
    let micro = |name: &str| facts.properties(name).map(|(_, v)| v.to_owned()).collect::<Vec<_>>();
    let (shown, shown_updated) = shown(sight, body, title, &read);
    let ranked = [
        first(facts.linked.texts("datePublished")),
        first(micro("datepublished")),
        first(facts.metas(&metas.published).map(str::to_owned).collect()),
        first(time_elements(sight, body, title)),
        first(by_cms(sight, body)),
        shown,
    ];
    let [linked, micro_published, meta, ..] = ranked;
    let changed = first(micro("datemodified"));
    let micro_is_change = micro_published
        .is_some_and(|m| changed.is_some_and(|c| c.at == m.at) && meta.is_some_and(|meta| meta.at < m.at));
    let mut ranked = ranked;
    // NukeViet gives the time of the last change as the time of publication as well; its meta is right.
    if linked.is_none()
        && micro_is_change
        && let Some(claim) = ranked.get_mut(1)
    {
        *claim = None;
    }
    let known: Vec<Claim> = ranked.iter().flatten().copied().collect();
    let by_id = || of_address(sight.context.url.path(), sight.context.fetched);
    let published =
        known.first().copied().or_else(by_id).or_else(|| first(facts.linked.texts("dateCreated")));
    let published = published.map(|claim| finer(claim, &known));
    if published.is_some_and(|claim| known.iter().any(|other| apart(&claim, other))) {
        tally.note("dates-disagree");
    }
    let updated = first(facts.linked.texts("dateModified"))
        .or(changed)
        .or_else(|| first(facts.metas(&metas.updated).map(str::to_owned).collect()))
        .or_else(|| {
            let place = sight.by_cms(|article| article.updated.as_deref())?;
            first(said(sight, place))
        })
        .or(shown_updated);
    // A change before the publication, or at it, is none.
    let later =
        |claim: &Claim| published.is_none_or(|p| claim.at > p.at && claim.at.0.saturating_sub(p.at.0) > 0);
    Times { published, updated: updated.filter(later) }
}

/// The order of day and month that the page gives away.
fn order(sight: &Sight<'_>) -> Option<DateOrder> {
    if sight.context.date_order.is_some() {
        return sight.context.date_order;
    }
    let metas = &words().metas;
    let all = [&metas.published, &metas.updated, &metas.clock];
    let texts: Vec<&str> = all.into_iter().flat_map(|names| sight.facts.metas(names)).collect();
    order_of(texts.into_iter(), Some(sight.context.fetched))
}

fn claim(sight: &Sight<'_>, order: Option<DateOrder>, text: &str) -> Option<Claim> {
    let fetched = sight.context.fetched;
    let claim = date(text, order, fetched)?;
    (claim.at.0 <= fetched.0.saturating_add(MAX_AHEAD)).then_some(claim)
}

/// The claim, or the most exact one of the same day or hour.
fn finer(claim: Claim, known: &[Claim]) -> Claim {
    let same = |other: &&Claim| match claim.precision {
        Precision::Day => home_day(other.at) == home_day(claim.at),
        Precision::Hour => other.at.0.div_euclid(3_600) == claim.at.0.div_euclid(3_600),
        Precision::Minute | Precision::Second => false,
    };
    known.iter().filter(same).find(|other| other.precision > claim.precision).copied().unwrap_or(claim)
}

fn apart(a: &Claim, b: &Claim) -> bool {
    let distance = a.at.0.saturating_sub(b.at.0).saturating_abs();
    let coarse = a.precision == Precision::Day || b.precision == Precision::Day;
    distance > if coarse { MAX_APART.saturating_mul(2) } else { MAX_APART }
}

/// What an element that is known to be a date says.
fn said(sight: &Sight<'_>, place: usize) -> Vec<String> {
    let attribute =
        ["datetime", "content", "title"].iter().find_map(|name| sight.outline.attribute(place, name));
    let text = fold(sight.outline.text(place));
    let line = (text.len() <= MAX_LINE_BYTES).then_some(text);
    attribute.into_iter().filter(|a| a.len() > 5).chain(line.map(|l| dated_part(&l).to_owned())).collect()
}

/// A line without what is said behind its date: "26/10/2023 - 08:17 \[Cỡ chữ: A- A+\]".
fn dated_part(line: &str) -> &str {
    line.split(['[', '|'])
        .next()
        .filter(|head| head.bytes().any(|b| b.is_ascii_digit()) && head.len() > 9)
        .unwrap_or(line)
}

fn by_cms(sight: &Sight<'_>, body: &Body) -> Vec<String> {
    let Some(selector) = sight.cms.and_then(|cms| cms.article.date.as_deref()) else { return Vec::new() };
    let all = super::sight::matching(sight.outline, 0..sight.outline.elements().len(), selector);
    let content = sight.outline.within(body.root);
    let fits = |place: &usize| {
        !content.contains(place) || has_part(sight.outline, *place, |part| part.contains("meta"))
    };
    all.into_iter().filter(fits).take(5).flat_map(|place| said(sight, place)).collect()
}

/// `<time>` elements before the text, near the title, or in the same article.
fn time_elements(sight: &Sight<'_>, body: &Body, title: Option<usize>) -> Vec<String> {
    let outline = sight.outline;
    let near = |place: usize| {
        let start = outline.get(place).map_or(0, |e| e.text.start);
        let around = outline.ancestors(place).take(6).any(|p| p == body.root)
            || title.is_some_and(|t| {
                outline.ancestors(place).take(4).any(|p| outline.holds(p, t) && outline.name(p) != "body")
            });
        around && start <= body.text.start.saturating_add(200)
    };
    let is = |place: &usize| {
        outline.name(*place) == "time"
            && near(*place)
            && !has_part(outline, *place, |p| p == "updated" || p == "modified")
    };
    (0..outline.elements().len()).filter(is).take(5).flat_map(|place| said(sight, place)).collect()
}

/// The dates that stand around the title and right behind the text.
fn shown(
    sight: &Sight<'_>,
    body: &Body,
    title: Option<usize>,
    read: &dyn Fn(&str) -> Option<Claim>,
) -> (Option<Claim>, Option<Claim>) {
    let outline = sight.outline;
    let (mut published, mut updated): (Vec<(usize, Claim)>, Option<Claim>) = (Vec::new(), None);
    let headline = title.and_then(|place| outline.get(place)).map(|e| e.text.clone());
    let top = headline.clone().map_or(body.text.start, |t| t.start.min(body.text.start));
    let lines = lines(sight, title);
    let first = lines.partition_point(|(at, _)| *at < top).saturating_sub(MAX_LINES);
    let behind = lines.partition_point(|(at, _)| *at < body.text.end).saturating_add(MAX_LINES);
    for (at, line) in lines.get(first..behind.min(lines.len())).unwrap_or_default() {
        let text = fold(line);
        if text.len() > MAX_LINE_BYTES || !text.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let Some(place) = outline.at_text(*at) else { continue };
        // What is told to machines was asked before, and may be hidden for a reason.
        if outline.attribute(place, "itemprop").is_some() {
            continue;
        }
        let before_title = *at < top;
        let in_body = *at >= body.text.start && *at < body.text.end;
        let behind = *at >= body.text.end;
        let says = |starts: &[String]| {
            let lower = text.to_lowercase();
            starts.iter().any(|s| lower.contains(s.as_str()))
        };
        let announced = says(&words().dates.published);
        if !announced && (in_body || !is_date(&text)) {
            continue;
        }
        let Some(claim) = read(dated_part(&text)) else { continue };
        if !announced && says(&words().dates.updated) {
            updated = updated.or(Some(claim));
            continue;
        }
        let stands = Stands { before_title, in_body, behind, announced };
        let Some(rank) = stands.rank(sight, place, title, &claim) else { continue };
        published.push((rank, claim));
    }
    let best = published.iter().min_by_key(|(rank, _)| *rank).map(|(_, claim)| *claim);
    (best, updated)
}

/// Where a date stands.
struct Stands {
    before_title: bool,
    in_body: bool,
    behind: bool,
    /// A word says that it is the time of publication.
    announced: bool,
}

impl Stands {
    /// How far it is to be believed, 0 most; `None` where it is no date of the article.
    fn rank(&self, sight: &Sight<'_>, place: usize, title: Option<usize>, claim: &Claim) -> Option<usize> {
        if self.before_title {
            let beside = claim.precision != Precision::Day && beside(sight, place, title);
            return (beside && !is_clock(sight, place)).then_some(2);
        }
        if self.behind || self.in_body {
            return self.announced.then_some(3);
        }
        Some(if self.announced || is_hinted(sight, place) { 0 } else { 1 })
    }
}

/// The lines of the page, each with its place in the text; of what stands in one line with the title the
/// elements as well. Not its blocks: what is noise to the text can be its date.
fn lines<'s>(sight: &'s Sight<'_>, title: Option<usize>) -> Vec<(usize, &'s str)> {
    /// Longest element that is a date, in bytes.
    const MAX_BYTES: usize = 110;
    let outline = sight.outline;
    let whole = outline.get(0).map_or(0..0, |e| e.text.clone());
    let mut at = whole.start;
    let mut found: Vec<(usize, &str)> = Vec::new();
    for line in outline.text_in(whole).split('\n') {
        found.push((at, line));
        at = at.saturating_add(line.len()).saturating_add(1);
    }
    let around = title.into_iter().flat_map(|t| outline.ancestors(t).take(2)).last();
    for place in around.into_iter().flat_map(|p| outline.within(p)).take(300) {
        let inline =
            matches!(outline.name(place), "span" | "small" | "i" | "em" | "b" | "strong" | "font" | "label");
        let element = outline.get(place).filter(|e| inline && e.text.len() <= MAX_BYTES);
        found.extend(element.map(|e| (e.text.start, outline.text(place))));
    }
    found.retain(|(_, line)| !line.trim().is_empty());
    found.sort_by_key(|(at, _)| *at);
    found
}

/// Whether a class around says that it is a date.
fn is_hinted(sight: &Sight<'_>, place: usize) -> bool {
    let around = std::iter::once(place).chain(sight.outline.ancestors(place).take(2));
    around.into_iter().any(|p| has_part(sight.outline, p, |part| words().dates.parts.contains(part)))
}

/// Whether it is the clock of the page.
fn is_clock(sight: &Sight<'_>, place: usize) -> bool {
    let outline = sight.outline;
    let around = std::iter::once(place).chain(outline.ancestors(place).take(3));
    around.into_iter().any(|p| {
        outline.name(p) == "header" && !outline.within(p).any(|q| outline.name(q) == "h1")
            || has_part(outline, p, |part| words().dates.clocks.contains(part) && part != "header")
    })
}

/// Whether an element stands in the same box as the title.
fn beside(sight: &Sight<'_>, place: usize, title: Option<usize>) -> bool {
    let outline = sight.outline;
    let Some(title) = title else { return false };
    let mut around =
        outline.ancestors(title).take(3).filter(|p| !matches!(outline.name(*p), "body" | "html" | "form"));
    around.any(|p| outline.holds(p, place))
}
