//! Feeds as portals write them.

use diemtin::model::Timestamp;
use std::fmt::Write as _;

/// One article in a portal's feed. An empty field is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub guid: String,
    pub link: String,
    pub title: String,
    pub lead: String,
    pub date: Option<Timestamp>,
    pub label: String,
}

/// An undated article: guid, link and words all follow from its number.
pub fn item(number: usize) -> Item {
    Item {
        guid: format!("bai-{number}"),
        link: format!("https://bao.example/tin/bai-so-{number}.html"),
        title: format!("Bài số {number}"),
        lead: format!("Tóm tắt của bài số {number}"),
        date: None,
        label: String::new(),
    }
}

impl Item {
    pub fn on(mut self, date: Timestamp) -> Self {
        self.date = Some(date);
        self
    }

    pub fn titled(mut self, title: &str) -> Self {
        self.title = title.to_owned();
        self
    }

    pub fn saying(mut self, lead: &str) -> Self {
        self.lead = lead.to_owned();
        self
    }

    pub fn guid(mut self, guid: &str) -> Self {
        self.guid = guid.to_owned();
        self
    }

    pub fn link(mut self, link: &str) -> Self {
        self.link = link.to_owned();
        self
    }

    pub fn labelled(mut self, label: &str) -> Self {
        self.label = label.to_owned();
        self
    }
}

/// RSS 2.0 of these articles.
pub fn rss(items: &[Item]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Báo thử</title>",
    );
    for item in items {
        xml.push_str("<item>");
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                let value = value.replace('&', "&amp;").replace('<', "&lt;");
                let _ = write!(xml, "<{name}>{value}</{name}>");
            }
        };
        field("title", &item.title);
        field("link", &item.link);
        field("guid", &item.guid);
        field("description", &item.lead);
        field("category", &item.label);
        field("pubDate", &item.date.map(|date| date.to_utc().to_rfc2822()).unwrap_or_default());
        xml.push_str("</item>");
    }
    xml + "</channel></rss>"
}
