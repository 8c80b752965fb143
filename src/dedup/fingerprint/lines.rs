//! Lines: the paragraphs of an entry that are its own, without what a portal writes around them.

use super::words::words;
use crate::model::Entry;
use crate::text;
use crate::text::markup::{Piece, is_block, is_hidden, is_void, pieces};
use std::collections::HashSet;
use xxhash_rust::xxh3::xxh3_64;

/// Longest text looked at, in bytes of HTML.
const MAX_HTML_BYTES: usize = 256 * 1024;
/// Lines looked at, at most.
const MAX_LINES: usize = 2_000;
/// Lines of a lead that are looked for in the text, at most.
const MAX_LEAD_LINES: usize = 20;
/// A name alone below a text is its author's, up to so many syllables.
const MAX_BYLINE_SYLLABLES: usize = 5;
/// A dateline is no longer, in bytes.
const MAX_DATELINE_BYTES: usize = 64;
/// Nor in words.
const MAX_DATELINE_WORDS: usize = 5;
/// Shorter lines may stand twice in a text, in syllables.
const MIN_REPEATED_SYLLABLES: usize = 6;

/// A line with its comparison form.
struct Line {
    shown: String,
    normal: String,
}

/// The lines of an entry, the lead's first; each as published, tags and references aside.
pub fn lines(entry: &Entry) -> Vec<String> {
    let content = own_lines(&entry.content);
    let mut lead = if entry.summary == entry.content { Vec::new() } else { own_lines(&entry.summary) };
    if !lead.is_empty() && !content.is_empty() {
        let whole: String = content.iter().flat_map(|line| [" ", &line.normal]).collect();
        let mut place = 0;
        lead.retain(|line| {
            place += 1;
            // a lead is the beginning of the text as often as it is written for it
            let shown = line.normal.trim_end_matches(['.', ' ']);
            place > MAX_LEAD_LINES || !whole.contains(&format!(" {shown}"))
        });
    }
    let title = text::normal(&entry.title);
    let mut told = HashSet::new();
    let mut out = lead;
    out.extend(content);
    out.retain(|line| {
        let long = line.normal.split(' ').count() >= MIN_REPEATED_SYLLABLES;
        line.normal != title && (!long || told.insert(xxh3_64(line.normal.as_bytes())))
    });
    out.into_iter().map(|line| line.shown).collect()
}

/// The lines of one text that are its own.
fn own_lines(html: &str) -> Vec<Line> {
    let mut lines = paragraphs(html);
    if let Some(first) = lines.first_mut() {
        *first = without_dateline(text::without_agency(first)).to_owned();
    }
    let words = words();
    let mut own: Vec<Line> = Vec::with_capacity(lines.len());
    let mut among_others = false;
    for line in &lines {
        let shown = without_source(line);
        let normal = text::normal(shown);
        among_others |= words.heads_others(&normal);
        let is_title = among_others && words.may_be_title(&normal) && !ends_sentence(shown);
        if !normal.is_empty() && !is_title && !words.is_boilerplate(&normal) {
            own.push(Line { shown: shown.to_owned(), normal });
        }
    }
    if let [.., before, last] = own.as_slice()
        && ends_sentence(&before.shown)
        && is_byline(&last.shown)
    {
        own.pop();
    }
    own
}

/// A first line without the place or paper at its head ("Hòa Giang - …", "(Báo Hòa Giang) – …"): portals put
/// their own there.
fn without_dateline(line: &str) -> &str {
    let head = line.get(..floor(line, MAX_DATELINE_BYTES)).unwrap_or_default();
    let dash = head.char_indices().find(|(at, c)| {
        let blank = |text: Option<&str>| text.is_some_and(|text| text.starts_with(' '));
        matches!(c, '-' | '–' | '—') && blank(line.get(at + c.len_utf8()..)) && !head.starts_with(*c)
    });
    let Some((at, dash)) = dash else { return line };
    let (place, rest) =
        (head.get(..at).unwrap_or_default(), line.get(at + dash.len_utf8()..).unwrap_or_default());
    let is_place = place.split_whitespace().count() <= MAX_DATELINE_WORDS
        && !place.contains(|c: char| c.is_ascii_digit())
        && place
            .split_whitespace()
            .all(|word| word.trim_start_matches('(').starts_with(|c: char| c.is_uppercase()));
    let rest = rest.trim_start();
    let goes_on =
        rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“'));
    if is_place && goes_on { rest } else { line }
}

/// What stands between block elements.
fn paragraphs(html: &str) -> Vec<String> {
    let html = html.get(..floor(html, MAX_HTML_BYTES)).unwrap_or_default();
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut hidden: Option<&str> = None;
    let mut close = |line: &mut String| {
        let shown = text::plain_text(line);
        if !shown.is_empty() && lines.len() < MAX_LINES {
            lines.push(shown);
        }
        line.clear();
    };
    for piece in pieces(html) {
        match piece {
            Piece::Open { name, attributes } => {
                let opens = is_hidden(name) && !is_void(name) && !attributes.ends_with('/');
                if opens && hidden.is_none() {
                    hidden = Some(name);
                }
                if is_block(name) {
                    close(&mut line);
                }
            }
            Piece::Close { name } => {
                hidden = hidden.filter(|h| !h.eq_ignore_ascii_case(name));
                if is_block(name) {
                    close(&mut line);
                }
            }
            Piece::Text(text) if hidden.is_none() => line.push_str(text),
            _ => {}
        }
    }
    close(&mut line);
    lines
}

/// The last boundary of a character that is not beyond `most`.
pub fn floor(text: &str, most: usize) -> usize {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// A line without "(Theo …)" at its end.
fn without_source(line: &str) -> &str {
    let trimmed = line.trim_end();
    let inner = trimmed.trim_end_matches('.').strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inner {
        Some((before, source))
            if !before.trim().is_empty() && words().is_boilerplate(&text::normal(source)) =>
        {
            before.trim_end()
        }
        _ => trimmed,
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', ')', '»', ' ']).ends_with(['.', '!', '?', '…'])
}

/// A name and nothing else: capitals, no number.
fn is_byline(line: &str) -> bool {
    let words = || line.split_whitespace();
    words().count() <= MAX_BYLINE_SYLLABLES
        && !ends_sentence(line)
        && !line.contains(|c: char| c.is_ascii_digit())
        && words().all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(summary: &str, content: &str, expected: &[&str]) {
        let entry = Entry {
            title: "Ngày hội đọc sách".to_owned(),
            summary: summary.to_owned(),
            content: content.to_owned(),
            ..Entry::default()
        };
        assert_eq!(lines(&entry), expected, "{summary:?} {content:?}");
    }

    #[test]
    fn what_a_portal_writes_around_an_article_goes() {
        let body = "<p>Sáng nay, ngày hội mở tại thư viện.</p>";
        let line = "Sáng nay, ngày hội mở tại thư viện.";
        check("", body, &[line]);
        check("", &format!("<p>Ngày hội đọc sách</p>{body}<p>Nguồn: Báo Hòa Giang</p>"), &[line]);
        check("", "<p>(TTXVN) - Sáng nay, ngày hội mở tại thư viện. (Theo Báo Sông Vàng)</p>", &[line]);
        check("", &format!("{body}<p><b>Trần Văn An</b></p>"), &[line]);
        check("", &format!("{body}<p>Tin liên quan</p><ul><li>Trao giải viết thư</li></ul>"), &[line]);
        check(
            "",
            &format!("<div>Cập nhật lúc 7:30, 12/4/2026</div>{body}<div>Chia sẻ: Facebook</div>"),
            &[line],
        );
        check("", "một<script>hai</script><br/>ba &amp; bốn", &["một", "ba & bốn"]);
    }

    #[test]
    fn a_lead_that_is_told_again_counts_once() {
        let body = "<p>Sáng nay, ngày hội mở tại thư viện. Có trăm em đến.</p>";
        let line = "Sáng nay, ngày hội mở tại thư viện. Có trăm em đến.";
        check("Sáng nay, ngày hội mở tại thư viện…", body, &[line]);
        check("TTO - Sáng nay, ngày hội mở tại thư viện.", body, &[line]);
        check(body, body, &[line]);
        check("Một năm chờ đợi.", body, &["Một năm chờ đợi.", line]);
    }
}
