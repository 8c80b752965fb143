//! The headline of a record.

use super::links::Links;
use super::records::Record;
use super::regions::is_heading_name;
use super::words::words;
use crate::parse::page::{Outline, is_date, parts};
use crate::text::{normal, plain_text};

/// Longest headline, in characters.
const MAX_CHARS: usize = 400;

/// More words than this are no headline but a whole record.
const MAX_WORDS: usize = 45;

/// A headline and where it stands.
#[derive(Debug, Clone)]
pub struct Headline {
    /// Plain text.
    pub text: String,
    /// The link it was taken from, or the first of the record.
    pub link: usize,
    /// The element that it is the text of.
    pub place: usize,
    /// It is a heading.
    pub heading: bool,
    /// It is one by name or class.
    pub titled: bool,
}

/// How good a text is as a headline, best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A link that asks to read on.
    ReadMore,
    /// One or two words.
    Short,
    /// A link's text.
    Text,
    /// By its class.
    Titled,
    /// A heading.
    Heading,
}

/// The headline of a record; empty where there is none.
pub fn headline(outline: &Outline<'_>, links: &Links, record: &Record) -> Headline {
    let mut best: Option<(Rank, Headline)> = None;
    for number in &record.links {
        let Some(link) = links.links.get(*number) else { continue };
        let (rank, place) = of_link(outline, record, link.place);
        let text = shown(outline, place);
        let few = text.split_whitespace().nth(2).is_none();
        let rank = match rank {
            _ if text.is_empty() || words().read_more.has(&text) => Rank::ReadMore,
            Rank::Text if few => Rank::Short,
            rank => rank,
        };
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((
                rank,
                Headline {
                    text,
                    link: *number,
                    place,
                    heading: rank == Rank::Heading,
                    titled: rank >= Rank::Titled,
                },
            ));
        }
    }
    let first = record.links.first().copied().unwrap_or(0);
    let (rank, found) = best.unwrap_or((
        Rank::ReadMore,
        Headline { text: String::new(), link: first, place: record.top, heading: false, titled: false },
    ));
    if rank >= Rank::Text {
        return full(outline, links, record, found);
    }
    let without = unlinked(outline, record).filter(|(_, text)| rank == Rank::ReadMore || text.contains(' '));
    if let Some((place, text)) = without {
        return full(outline, links, record, Headline { text, place, heading: true, titled: true, ..found });
    }
    if rank == Rank::Short {
        return full(outline, links, record, found);
    }
    let told = titles(outline, links, record).into_iter().next().or_else(|| alternative(outline, record));
    Headline { text: told.unwrap_or_default(), ..found }
}

/// The element of a link's headline: a heading in it or around it, what its class calls a title, or itself.
fn of_link(outline: &Outline<'_>, record: &Record, link: usize) -> (Rank, usize) {
    let within = || outline.within(link).skip(1).take(200);
    if let Some(heading) = within().find(|p| is_heading_name(outline.name(*p)) && !blank(outline, *p)) {
        return (Rank::Heading, heading);
    }
    let titled = |place: usize| {
        outline.classes(place).any(|class| parts(class).any(|part| words().hints.title.contains(&part)))
    };
    if is_heading_name(outline.name(link)) {
        return (Rank::Heading, link);
    }
    let lines = outline.text(link).trim().lines().filter(|l| !l.trim().is_empty()).count();
    let long = lines > 1 || outline.text(link).split_whitespace().nth(MAX_WORDS).is_some();
    if let Some(inside) = within().find(|p| titled(*p) && !blank(outline, *p) && !is_date(outline.text(*p))) {
        return (Rank::Titled, inside);
    }
    let around = outline.ancestors(link).take(4).take_while(|p| record.extent.contains(p));
    let mut rank = if titled(link) { Rank::Titled } else { Rank::Text };
    for above in around {
        if is_heading_name(outline.name(above)) {
            rank = Rank::Heading;
            break;
        }
        if titled(above) && outline.text(above).trim() == outline.text(link).trim() {
            rank = rank.max(Rank::Titled);
        }
    }
    if long {
        let strong = within().find(|p| matches!(outline.name(*p), "strong" | "b") && !blank(outline, *p));
        let leaf = strong.or_else(|| first_line(outline, link));
        return (rank.min(Rank::Text), leaf.unwrap_or(link));
    }
    (rank, link)
}

/// The first block in a link whose text is one line and no date.
fn first_line(outline: &Outline<'_>, link: usize) -> Option<usize> {
    let mut within = outline.within(link).skip(1).take(200);
    within.find(|p| {
        let text = outline.text(*p).trim();
        !text.is_empty()
            && !text.contains('\n')
            && !is_date(text)
            && !words().badges.has(text)
            && !words().read_more.has(text)
            && text.split_whitespace().nth(1).is_some()
    })
}

fn blank(outline: &Outline<'_>, place: usize) -> bool {
    outline.text(place).trim().is_empty()
}

/// The text of an element without badges and dates in it.
fn shown(outline: &Outline<'_>, place: usize) -> String {
    let Some(element) = outline.get(place) else { return String::new() };
    let leaf = element.end <= place.saturating_add(1);
    let text = outline.text(place);
    if leaf || text.len() > MAX_CHARS.saturating_mul(8) {
        return cut(&plain_text(text));
    }
    let mut left = String::new();
    for (owner, piece) in outline.pieces_in(element.text.clone()) {
        let around = std::iter::once(owner).chain(outline.ancestors(owner)).take(6);
        let mut inner = around.take_while(|p| *p > place && outline.holds(place, *p));
        if !inner.any(|p| is_aside(outline, p)) {
            left.push_str(piece);
        } else {
            left.push(' ');
        }
    }
    cut(&plain_text(&left))
}

/// A badge, a date or a count inside of a headline.
fn is_aside(outline: &Outline<'_>, place: usize) -> bool {
    let text = outline.text(place);
    if text.len() > 60 {
        return false;
    }
    let hinted = || {
        outline.classes(place).any(|class| parts(class).any(|part| words().hints.badge.contains(&part)))
            || matches!(outline.name(place), "small" | "time" | "sup")
    };
    words().badges.has(text) && outline.name(place) != "a"
        || (hinted() && text.split_whitespace().nth(3).is_none())
        || is_date(text)
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect::<String>().trim_end().to_owned()
}

/// A heading in the record that is no link and holds none.
fn unlinked(outline: &Outline<'_>, record: &Record) -> Option<(usize, String)> {
    let has_link = |place: usize| {
        outline.within(place).any(|p| outline.name(p) == "a")
            || outline.ancestors(place).take(6).any(|p| outline.name(p) == "a")
    };
    let titled = |place: usize| {
        outline.classes(place).any(|class| parts(class).any(|part| words().hints.title.contains(&part)))
    };
    let fit = |place: &usize| {
        let text = outline.text(*place).trim();
        !text.is_empty()
            && text.len() < 500
            && !text.contains('\n')
            && !is_date(text)
            && !words().read_more.has(text)
            && !has_link(*place)
    };
    let elements = || record.extent.clone().take(300);
    let heading = elements().find(|p| is_heading_name(outline.name(*p)) && fit(p));
    let place = heading.or_else(|| elements().find(|p| titled(*p) && fit(p)))?;
    Some((place, cut(&plain_text(outline.text(place)))))
}

/// `title` attributes of the record's links and of what is in them.
fn titles(outline: &Outline<'_>, links: &Links, record: &Record) -> Vec<String> {
    let places = record.links.iter().filter_map(|n| links.links.get(*n)).map(|l| l.place);
    let within = places.flat_map(|place| outline.within(place).take(20));
    let told = within.filter_map(|p| outline.attribute(p, "title"));
    told.map(|t| cut(&plain_text(&t)))
        .filter(|t| !t.is_empty() && !words().read_more.has(t))
        .take(10)
        .collect()
}

/// What a picture says of itself.
fn alternative(outline: &Outline<'_>, record: &Record) -> Option<String> {
    let mut pictures = record.extent.clone().take(300).filter(|p| outline.name(*p) == "img");
    pictures
        .find_map(|p| outline.attribute(p, "alt").map(|alt| cut(&plain_text(&alt))).filter(|a| !a.is_empty()))
}

/// A headline that was cut, in full where the page says it elsewhere.
fn full(outline: &Outline<'_>, links: &Links, record: &Record, mut found: Headline) -> Headline {
    let Some(kept) = ["…", "...", "[…]", "[...]"].iter().find_map(|dots| found.text.strip_suffix(dots))
    else {
        return found;
    };
    let kept = normal(kept.trim_end_matches(['.', '…', ' ']));
    let goes_on = |text: &String| {
        let whole = normal(text);
        whole.len() > kept.len() && whole.starts_with(&kept) && !text.ends_with("...") && !text.ends_with('…')
    };
    let elsewhere = || {
        let all = links.targets.get(record.target).map(|t| t.links.as_slice()).unwrap_or_default();
        let places = all.iter().take(20).filter_map(|n| links.links.get(*n)).map(|l| l.place);
        places.map(|p| shown(outline, p)).find(goes_on)
    };
    let titled = titles(outline, links, record).into_iter().find(goes_on);
    if let Some(text) = titled.or_else(elsewhere).or_else(|| alternative(outline, record).filter(goes_on)) {
        found.text = text;
    }
    found
}
