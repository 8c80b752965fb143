//! Tables for people: columns as wide as their widest cell, cut to the terminal, Vietnamese counted right.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Blanks between columns.
const GAP: usize = 2;
/// Widest cell of any but the last column, in columns of the terminal.
const MAX_CELL: usize = 48;

/// Rows under a heading; the last column takes what is left of `width` columns.
pub fn render(heading: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let columns = heading.len();
    let mut widths: Vec<usize> = heading.iter().map(|h| h.width()).collect();
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(cell.width().min(MAX_CELL));
        }
    }
    let before: usize = widths.iter().take(columns.saturating_sub(1)).map(|w| w + GAP).sum();
    if let Some(last) = widths.last_mut() {
        *last = width.saturating_sub(before).max(20);
    }
    let mut text = String::new();
    let heading: Vec<String> = heading.iter().map(ToString::to_string).collect();
    for row in std::iter::once(&heading).chain(rows) {
        line(&mut text, row, &widths);
    }
    text
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

/// The beginning of a text, in at most `width` columns, on one line.
pub fn cut(text: &str, width: usize) -> String {
    let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
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
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
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
    fn a_long_last_cell_is_cut_and_control_characters_are_harmless() {
        assert_eq!(cut("một hai ba", 5), "một …");
        assert_eq!(cut("a\u{1b}[31m\nb", 20), "a [31m b");
    }
}
