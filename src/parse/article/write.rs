//! Blocks to HTML.

use super::blocks::{Block, Kind};
use crate::text::{escaped, sanitise};
use url::Url;

/// A picture and what is said of it, or a block.
#[derive(Debug, Clone)]
pub enum Part {
    /// A block of text.
    Text(Block),
    /// A picture.
    Figure(Figure),
}

/// A picture and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As written.
    pub src: String,
    /// What it says instead of itself.
    pub alt: String,
    /// HTML; may be empty.
    pub caption: String,
}

/// The parts as sanitised HTML.
pub fn html(parts: &[Part], base: &Url) -> String {
    let mut out = String::new();
    let mut list: Option<bool> = None;
    for part in parts {
        let item = match part {
            Part::Text(block) => match block.kind {
                Kind::Item(ordered) => Some(ordered),
                _ => None,
            },
            Part::Figure(_) => None,
        };
        if list != item {
            out.push_str(list.map_or("", |ordered| if ordered { "</ol>" } else { "</ul>" }));
            out.push_str(item.map_or("", |ordered| if ordered { "<ol>" } else { "<ul>" }));
            list = item;
        }
        match part {
            Part::Text(block) => text(block, &mut out),
            Part::Figure(picture) => figure(picture, &mut out),
        }
    }
    out.push_str(list.map_or("", |ordered| if ordered { "</ol>" } else { "</ul>" }));
    sanitise(&out, Some(base))
}

fn text(block: &Block, out: &mut String) {
    let html = block.html.as_str();
    let (before, after) = match block.kind {
        Kind::Paragraph | Kind::Caption | Kind::Picture => ("<p>".to_owned(), "</p>".to_owned()),
        // The title is the first level; what stands below it in the text begins with the second.
        Kind::Heading(level) => (format!("<h{}>", level.max(2)), format!("</h{}>", level.max(2))),
        Kind::Item(_) => ("<li>".to_owned(), "</li>".to_owned()),
        Kind::Quote => ("<blockquote><p>".to_owned(), "</p></blockquote>".to_owned()),
        Kind::Pre | Kind::Table => (String::new(), String::new()),
    };
    out.extend([before.as_str(), html, after.as_str(), "\n"]);
}

fn figure(figure: &Figure, out: &mut String) {
    let quoted = |text: &str| escaped(text).replace('"', "&quot;");
    out.push_str(&format!("<figure><img src=\"{}\" alt=\"{}\">", quoted(&figure.src), quoted(&figure.alt)));
    if !figure.caption.is_empty() {
        out.push_str(&format!("<figcaption>{}</figcaption>", figure.caption));
    }
    out.push_str("</figure>\n");
}
