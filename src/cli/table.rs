//! Tables for people: columns as wide as their widest cell, cut to the terminal, Vietnamese counted right.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Blanks between columns.
const GAP: usize = 2;
/// Widest cell of any but the last column, in columns of the terminal.
const MAX_CELL: usize = 48;
/// On a narrow terminal the last column keeps this much while others can give.
const MIN_LAST: usize = 20;
/// No column gets narrower.
const MIN_CELL: usize = 6;

/// Rows under a heading; the last column takes what is left of `width` columns.
pub fn render(heading: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let mut widths: Vec<usize> = heading.iter().map(|h| h.width()).collect();
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(cell.width().min(MAX_CELL));
        }
    }
    if let Some((last, others)) = widths.split_last_mut() {
        *last = fit(others, *last, width);
    }
    let mut text = String::new();
    let heading: Vec<String> = heading.iter().map(ToString::to_string).collect();
    for row in std::iter::once(&heading).chain(rows) {
        line(&mut text, row, &widths);
    }
    text
}

/// Narrows the widest columns until the last one has room; gives the room of the last.
fn fit(others: &mut [usize], last: usize, width: usize) -> usize {
    let wanted = last.min(MIN_LAST);
    loop {
        let left = width.saturating_sub(others.iter().map(|w| w + GAP).sum());
        match others.iter_mut().max() {
            Some(widest) if left < wanted && *widest > MIN_CELL => *widest -= 1,
            _ => return left.max(MIN_CELL),
        }
    }
}

fn line(text: &mut String, row: &[String], widths: &[usize]) {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        let cell = cut(cell, *width);
        line.push_str(&cell);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + GAP));
    }
    text.push_str(line.trim_end());
    text.push('\n');
}

/// A text on one line, without anything that a terminal would obey: portals write what they like, control
/// characters and marks that turn the direction of a line as well.
pub fn flat(text: &str) -> String {
    let is_obeyed = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if is_obeyed(c) { ' ' } else { c }).collect()
}

/// The beginning of a text, in at most `width` columns, on one line.
pub fn cut(text: &str, width: usize) -> String {
    let flat = flat(text);
    if flat.width() <= width {
        return flat;
    }
    let mut taken = 0;
    let mut short: String = flat
        .chars()
        .take_while(|c| {
            taken += c.width().unwrap_or(0);
            taken < width
        })
        .collect();
    short.push('…');
    short
}

/// Columns of the terminal; plenty where the output is a file.
pub fn terminal_width() -> usize {
    const FILE: usize = 200;
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
    let terminal = console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    columns.or(terminal).unwrap_or(FILE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_under_vietnamese() {
        let rows = vec![vec!["đường".to_owned(), "x".to_owned()], vec!["a".to_owned(), "y".to_owned()]];
        assert_eq!(render(&["id", "what"], &rows, 80), "id     what\nđường  x\na      y\n");
    }

    #[test]
    fn a_narrow_terminal_takes_from_the_widest_column() {
        let rows = vec![vec!["a".repeat(40), "ok".to_owned(), "b".repeat(40)]];
        for width in [30, 40, 60] {
            let text = render(&["id", "how", "what"], &rows, width);
            assert!(text.lines().all(|line| line.width() <= width), "{width}\n{text}");
        }
        assert!(render(&["id", "how", "what"], &rows, 0).contains("aaaaa…"));
    }

    #[test]
    fn a_long_last_cell_is_cut_and_control_characters_are_harmless() {
        assert_eq!(cut("một hai ba", 5), "một …");
        assert_eq!(cut("a\u{1b}[31m\nb", 20), "a [31m b");
        assert_eq!(flat("tin \u{202e}gnas hnahn"), "tin  gnas hnahn");
    }
}
