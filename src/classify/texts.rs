//! [`Texts`]: what of an entry is read for categories, in normal form and within bounds.

use crate::model::Entry;
use crate::text;

/// Bytes of a title or lead that are read.
const MAX_LINE_BYTES: usize = 4 << 10;
/// Bytes of markup of a text that are read: what a report is about stands in its first half.
const MAX_TEXT_BYTES: usize = 16 << 10;

/// Title, lead and text of an entry in normal form; any of them may be empty.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub title: String,
    pub lead: String,
    pub text: String,
}

impl Texts {
    pub fn of(entry: &Entry) -> Self {
        let title = text::normal(head(&entry.title, MAX_LINE_BYTES));
        let lead = text::normal(&lead(entry));
        let text = text::normal(&text::visible(head(&entry.content, MAX_TEXT_BYTES)));
        Self { title, lead, text }
    }
}

/// The lead of an entry as it is shown; of one without a lead the first paragraph of its text.
pub(super) fn lead(entry: &Entry) -> String {
    let lead = text::visible(head(&entry.summary, MAX_LINE_BYTES));
    if !lead.is_empty() {
        return lead;
    }
    let content = head(&entry.content, MAX_TEXT_BYTES);
    let end = content.find("</p>").or_else(|| content.find("<br")).unwrap_or(content.len());
    text::visible(head(content.get(..end).unwrap_or_default(), MAX_LINE_BYTES))
}

/// The first `bytes` of a text, cut between characters.
fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_the_summary_or_the_first_paragraph() {
        let check = |summary: &str, content: &str, expected: &str| {
            let entry = Entry { summary: summary.into(), content: content.into(), ..Entry::default() };
            assert_eq!(lead(&entry), expected);
        };
        check("<p>Mở đầu</p>", "<p>Thân bài</p>", "Mở đầu");
        check("", "<p>Đoạn <b>một</b></p><p>Đoạn hai</p>", "Đoạn một");
        check("", "Dòng một<br>Dòng hai", "Dòng một");
        check("", "", "");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let entry = Entry { title: "ữ".repeat(5_000), content: "ữ ".repeat(20_000), ..Entry::default() };
        let texts = Texts::of(&entry);
        assert_eq!(texts.title.len(), MAX_LINE_BYTES / 3 * 3);
        assert!(texts.text.len() <= MAX_TEXT_BYTES);
    }
}
