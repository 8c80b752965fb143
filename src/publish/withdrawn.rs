//! How readers see that an article was withdrawn: a category that programs can go by, and a sentence before its
//! words. The title stays as it was.

use super::markup::escape;
use crate::model::{Item, Label, Timestamp};
use std::time::Duration;

/// The category's term; its scheme is our root followed by `mark/`.
const TERM: &str = "da-go";
/// The category's name.
const NAME: &str = "Đã gỡ";
/// Days are told by a clock in Vietnam.
const ZONE: Duration = Duration::from_secs(7 * 3600);

/// Marks an item whose leading entry is gone from its page since `since`, as we noticed.
pub(super) fn mark(item: &mut Item, since: Timestamp, root: &str) {
    item.categories.push(Label {
        term: TERM.to_owned(),
        scheme: Some(format!("{root}mark/")),
        label: Some(NAME.to_owned()),
    });
    let who = item.publishers.first().map_or("", |publisher| publisher.name.as_str());
    let day = since.plus(ZONE).to_utc().format("%d/%m/%Y");
    let notice = escape(&format!("[{NAME}] {who} đã gỡ bài này khỏi trang của mình (nhận thấy ngày {day})."))
        .into_owned();
    if !item.content.is_empty() {
        item.content = format!("<p><em>{notice}</em></p>{}", item.content);
    }
    item.summary = match item.summary.is_empty() {
        true if !item.content.is_empty() => String::new(),
        true => notice,
        false => format!("<p><em>{notice}</em></p>{}", item.summary),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Publisher, StoryId};

    #[test]
    fn the_words_stay_behind_a_notice_and_the_title_is_untouched() {
        let item = |summary: &str, content: &str| Item {
            id: StoryId([1; 16]),
            time: Timestamp(0),
            updated: Timestamp(0),
            title: "Tin".into(),
            link: None,
            summary: summary.into(),
            content: content.into(),
            authors: Vec::new(),
            categories: Vec::new(),
            enclosures: Vec::new(),
            publishers: vec![Publisher {
                id: "a".into(),
                name: "Cổng A & B".into(),
                url: None,
                link: None,
                title: String::new(),
                first_seen: Timestamp(0),
                withdrawn: Some(Timestamp(0)),
            }],
        };
        let notice = "[Đã gỡ] Cổng A &amp; B đã gỡ bài này khỏi trang của mình (nhận thấy ngày 29/11/2026).";
        let check = |summary: &str, content: &str, expected: (&str, &str)| {
            let mut item = item(summary, content);
            mark(&mut item, Timestamp(1_795_885_200), "https://d.example/");
            assert_eq!((item.summary.as_str(), item.content.as_str()), expected);
            assert_eq!((item.title.as_str(), item.categories[0].term.as_str()), ("Tin", "da-go"));
            assert_eq!(item.categories[0].scheme.as_deref(), Some("https://d.example/mark/"));
        };
        let framed = format!("<p><em>{notice}</em></p>");
        check("", "", (notice, ""));
        check("x", "", (&format!("{framed}x"), ""));
        check("", "y", ("", &format!("{framed}y")));
        check("x", "y", (&format!("{framed}x"), &format!("{framed}y")));
    }
}
