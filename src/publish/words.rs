//! Stand-ins for `text::excerpt` and `text::xml_safe` until they are there.

use std::borrow::Cow;

/// Sanitised HTML → plain text cut at a word, with "…".
pub(super) fn excerpt(html: &str, max_chars: usize) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside_tag = false;
    for c in html.chars() {
        match c {
            '<' => inside_tag = true,
            '>' if inside_tag => {
                inside_tag = false;
                text.push(' ');
            }
            _ if inside_tag => {}
            _ => text.push(c),
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= max_chars {
        return folded;
    }
    let cut: String = folded.chars().take(max_chars).collect();
    let at = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut.get(..at).unwrap_or_default())
}

/// Characters forbidden by XML 1.0 out.
pub(super) fn xml_safe(text: &str) -> Cow<'_, str> {
    let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(legal) { Cow::Borrowed(text) } else { text.chars().filter(|&c| legal(c)).collect() }
}
