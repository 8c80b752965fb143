//! What a body gives as a table for people: entries, what was mended, what is missing.

use super::table;
use crate::model::{Claim, Entry, Parsed, Precision};
use crate::{parse, text};

/// A parsed body as a table.
pub fn parsed_text(parsed: &Parsed) -> String {
    let kind = serde_json::to_value(parsed.kind).ok();
    let kind = kind.as_ref().and_then(|k| k.as_str()).unwrap_or_default();
    let title = parsed.feed.title.as_deref().unwrap_or("(no title)");
    let title = table::flat(title);
    let mut text = format!("{title} ({kind}, {}, {} entries)\n\n", parsed.encoding, parsed.entries.len());
    let rows: Vec<Vec<String>> = parsed.entries.iter().map(row).collect();
    text.push_str(&table::render(&["date (+07:00)", "labels", "title"], &rows, table::terminal_width()));
    for repair in &parsed.repairs {
        text.push_str(&format!("repaired: {} ({})\n", table::flat(&repair.detail), repair.name));
    }
    for dropped in &parsed.dropped {
        let title = table::flat(dropped.title.as_deref().unwrap_or("no title"));
        text.push_str(&format!("dropped: {title} ({})\n", table::flat(&dropped.reason)));
    }
    text
}

fn row(entry: &Entry) -> Vec<String> {
    let labels: Vec<&str> = entry.labels.iter().map(|l| l.label.as_deref().unwrap_or(&l.term)).collect();
    let date = entry.published.or(entry.updated);
    let title =
        if entry.title.is_empty() { entry.link.clone().unwrap_or_default() } else { entry.title.clone() };
    vec![
        date.map_or("–".to_owned(), shown),
        if labels.is_empty() { "–".to_owned() } else { labels.join(", ") },
        title,
    ]
}

/// As much of a time as is known, by a clock in Vietnam: a day claimed there begins the evening before in
/// Greenwich.
fn shown(claim: Claim) -> String {
    let time = parse::home_clock(claim.at).to_string();
    let upto = match claim.precision {
        Precision::Day => 10,
        Precision::Hour => 13,
        Precision::Minute | Precision::Second => 16,
    };
    time.get(..upto).unwrap_or(&time).replace('T', " ")
}

/// What entries lack, and how many of them: `date in 3 of 20`.
pub fn missing(parsed: &Parsed) -> Vec<String> {
    let all = parsed.entries.len();
    type Lack = fn(&Entry) -> bool;
    let lacks: [(&str, Lack); 5] = [
        ("title", |entry| entry.title.is_empty()),
        ("link", |entry| entry.link.is_none()),
        ("date", |entry| entry.published.or(entry.updated).is_none()),
        ("lead", |entry| entry.summary.is_empty() && entry.content.is_empty()),
        ("label", |entry| entry.labels.is_empty()),
    ];
    let counted = lacks.map(|(what, lack)| (what, parsed.entries.iter().filter(|entry| lack(entry)).count()));
    counted.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what} in {n} of {all}")).collect()
}

/// One article page in a few lines.
pub fn article_text(parsed: &Parsed) -> String {
    let Some(entry) = parsed.entries.first() else { return String::new() };
    let words = text::visible(&entry.content).split_whitespace().count();
    let date = entry.published.map_or("no date".to_owned(), shown);
    let authors: Vec<&str> = entry.authors.iter().map(|author| author.name.as_str()).collect();
    let authors = if authors.is_empty() { "no author".to_owned() } else { authors.join(", ") };
    let pictures = entry.content.matches("<img").count();
    let mut text = format!(
        "the first article: {} ({date}, {authors}, {words} words, {pictures} pictures)\n",
        table::flat(&entry.title)
    );
    for repair in &parsed.repairs {
        text.push_str(&format!("  {} ({})\n", table::flat(&repair.detail), repair.name));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    #[test]
    fn a_day_is_the_day_that_was_claimed() {
        let check = |at: &str, precision, expected: &str| {
            let at: Timestamp = at.parse().unwrap();
            assert_eq!(shown(Claim { at, precision }), expected);
        };
        check("2026-11-18T17:00:00Z", Precision::Day, "2026-11-19");
        check("2026-11-18T20:30:00Z", Precision::Minute, "2026-11-19 03:30");
        check("2026-11-18T01:00:00Z", Precision::Hour, "2026-11-18 08");
    }
}
