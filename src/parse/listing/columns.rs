//! Columns without a name: a page that is cut in parts has its list in the widest of them.

use super::choose::Judged;
use crate::parse::page::Outline;
use std::collections::HashSet;

/// Fewest records of a page that can have columns.
const FEWEST_RECORDS: usize = 3;

/// A part of the page.
struct Column {
    /// Elements of its records.
    records: Vec<usize>,
    points: i64,
    /// How many dates, leads and headings its records show.
    shown: usize,
    /// Its share of the width, where a class says so.
    width: Option<(usize, usize)>,
}

/// The records that stand in a part of the page beside that of the list, by their elements: the part is
/// said to be a third of the page at most, or follows the list and shows a few bare links.
pub fn beside(outline: &Outline<'_>, all: &[Judged]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return found };
    // The innermost element that holds all records; what is right below it can be columns.
    let whole = outline.ancestors(first.record.top).find(|place| outline.holds(*place, last.record.top));
    let Some(whole) = whole.filter(|_| all.len() >= FEWEST_RECORDS) else { return found };
    let columns: Vec<Column> = outline
        .children(whole)
        .map(|place| column(outline, place, all))
        .filter(|column| !column.records.is_empty())
        .collect();
    let Some((at, main)) = columns.iter().enumerate().max_by_key(|(_, column)| column.points) else {
        return found;
    };
    for (place, column) in columns.iter().enumerate().filter(|(place, _)| *place != at) {
        let (count, most) = (column.records.len(), main.records.len());
        let wide = main.width.is_some_and(|(part, whole)| part * 2 >= whole);
        let narrow =
            wide && column.width.is_some_and(|(part, whole)| part * 3 <= whole) && most > count.min(2);
        let bare = place > at && column.shown * most * 2 <= main.shown * count && count * 2 <= most;
        if narrow || bare {
            found.extend(column.records.iter().copied());
        }
    }
    found
}

fn column(outline: &Outline<'_>, place: usize, all: &[Judged]) -> Column {
    let within = outline.within(place);
    let from = all.partition_point(|one| one.record.top < within.start);
    let to = all.partition_point(|one| one.record.top < within.end);
    let records = all.get(from..to).unwrap_or_default();
    let shown = |one: &Judged| {
        [!one.said.is_empty(), one.lead, one.headline.heading].iter().filter(|sign| **sign).count()
    };
    Column {
        records: records.iter().map(|one| one.record.top).collect(),
        points: records.iter().map(|one| one.points).sum(),
        shown: records.iter().map(shown).sum(),
        width: width(outline, place),
    }
}

/// The width that a class like `col-md-4` gives: of twelve parts, or of 24 where a neighbour has more.
fn width(outline: &Outline<'_>, place: usize) -> Option<(usize, usize)> {
    let number = |class: &str| {
        let (_, number) = class.strip_prefix("col")?.rsplit_once('-')?;
        number.parse::<usize>().ok().filter(|n| (1..=24).contains(n))
    };
    let plain = |class: &&str| !["push", "pull", "offset"].iter().any(|move_| class.contains(move_));
    let of = |place: usize| outline.classes(place).filter(plain).filter_map(number);
    let row = outline.get(place)?.parent;
    let most = outline.children(row).take(50).flat_map(of).max()?;
    let part = of(place).min()?;
    Some((part, if most > 12 { 24 } else { 12 }))
}
