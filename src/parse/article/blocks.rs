//! [`blocks`]: what a page shows, flat: paragraphs, headings, items, quotations, captions, tables, pictures,
//! in document order.
//!
//! The elements and the pieces of text of an outline are walked side by side; an element ends where what
//! comes next does not stand in it. Nothing recurses, and everything is looked at once.

use super::picture::Picture;
use super::sight::{has_part, names};
use super::words::words;
use crate::parse::page::Outline;
use crate::text::markup::is_block;
use crate::text::{escaped, fold};
use std::ops::Range;

/// Longest `href` kept, in bytes.
const MAX_HREF_BYTES: usize = 4_096;

/// A table with no more text than this, in bytes, and a picture holds the picture and its caption.
const PICTURE_TABLE_BYTES: usize = 900;

/// A cell with more text than this, in bytes, is part of a layout.
const CELL_BYTES: usize = 700;

/// Elements that open within a line and are kept there.
const INLINE: [&str; 14] =
    ["a", "b", "strong", "em", "i", "u", "s", "sup", "sub", "code", "cite", "q", "mark", "small"];

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading and its level.
    Heading(u8),
    /// An item of a list, numbered or not.
    Item(bool),
    /// A quotation.
    Quote,
    /// What is said of a picture.
    Caption,
    /// Text with its lines.
    Pre,
    /// A table of data.
    Table,
    /// A picture.
    Picture,
}

/// A block.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// As HTML of its own, not yet sanitised; of a picture nothing.
    pub html: String,
    /// As text.
    pub text: String,
    /// How many bytes of the text are links.
    pub linked: usize,
    /// Its first link, as written.
    pub href: Option<String>,
    /// How many bytes of the text are bold, italic or large.
    pub strong: usize,
    /// It is set to the right.
    pub right: bool,
    /// It is set to the middle.
    pub centre: bool,
    /// The element it stands in.
    pub place: usize,
    /// Where its text begins in the text of the page.
    pub at: usize,
    /// The picture.
    pub picture: Option<Picture>,
}

impl Block {
    /// The share of links in its text, in hundredths.
    pub fn linked_share(&self) -> usize {
        self.linked.saturating_mul(100).checked_div(self.text.len().max(1)).unwrap_or(0).min(100)
    }

    /// Whether all of it is bold, italic or large.
    pub fn is_strong(&self) -> bool {
        !self.text.is_empty() && self.strong.saturating_mul(10) >= self.text.len().saturating_mul(9)
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.text.split(' ').filter(|w| !w.is_empty()).count()
    }
}

/// The blocks of a range of elements, without what is noise.
pub fn blocks(outline: &Outline<'_>, range: Range<usize>, noise: &[bool]) -> Vec<Block> {
    let mut writer = Writer { outline, open: Vec::new(), found: Vec::new(), current: Current::default() };
    let text = outline.get(range.start).map_or(0..0, |e| e.text.clone());
    let mut pieces = outline.placed_pieces_in(text).peekable();
    let mut place = range.start;
    loop {
        let element = outline.get(place).filter(|_| place < range.end);
        let upto = element.map_or(usize::MAX, |e| e.text.start);
        while let Some((at, owner, piece)) = pieces.next_if(|(at, ..)| *at < upto) {
            writer.close_upto(owner);
            writer.text(piece, at);
        }
        let Some(element) = element else { break };
        writer.close_upto(element.parent);
        let is_noise = noise.get(place).copied().unwrap_or(false);
        if is_noise && is_block(outline.name(place)) {
            writer.flush();
        }
        if !is_noise && writer.element(place) {
            place = place.saturating_add(1);
            continue;
        }
        place = element.end;
        while pieces.next_if(|(at, ..)| *at < element.text.end).is_some() {}
    }
    writer.flush();
    writer.found
}

/// An element that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    place: usize,
    block: bool,
    inline: bool,
    link: bool,
    strong: bool,
    right: bool,
    centre: bool,
    kind: Kind,
}

/// The block in the making.
#[derive(Default)]
struct Current {
    html: String,
    text: String,
    linked: usize,
    href: Option<String>,
    strong: usize,
    place: usize,
    at: usize,
    breaks: usize,
    right: bool,
    centre: bool,
    kind: Option<Kind>,
    /// Places of the inline elements that are written and not yet closed.
    written: Vec<usize>,
}

struct Writer<'a, 'b> {
    outline: &'b Outline<'a>,
    open: Vec<Open>,
    found: Vec<Block>,
    current: Current,
}

impl Writer<'_, '_> {
    /// Closes what `place` does not stand in.
    fn close_upto(&mut self, place: usize) {
        while let Some(open) = self.open.last().copied() {
            if self.outline.holds(open.place, place) {
                return;
            }
            self.open.pop();
            if open.block {
                self.flush();
            }
        }
    }

    /// Opens an element; whether what is in it is to be walked.
    fn element(&mut self, place: usize) -> bool {
        let name = self.outline.name(place).to_owned();
        match name.as_str() {
            "br" => {
                self.line_break();
                return true;
            }
            "hr" => {
                self.flush();
                return true;
            }
            "img" => {
                if let Some(picture) = Picture::of(self.outline, place) {
                    self.flush();
                    self.picture(picture, place);
                }
                return true;
            }
            "table" if is_data(self.outline, place) => {
                self.flush();
                self.whole(place, Kind::Table);
                return false;
            }
            "pre" => {
                self.flush();
                self.whole(place, Kind::Pre);
                return false;
            }
            _ => {}
        }
        let block = is_block(&name);
        if block {
            self.flush();
        }
        let around = self.open.last().copied();
        let open = self.opened(place, &name, block, around);
        self.open.push(open);
        true
    }

    fn opened(&self, place: usize, name: &str, block: bool, around: Option<Open>) -> Open {
        let outline = self.outline;
        let inherited = around.map_or(Kind::Paragraph, |open| open.kind);
        let caption = || {
            has_part(outline, place, |part| words().captions.parts.contains(part))
                || names(outline, place).any(|n| words().captions.has(n))
        };
        let kind = match name {
            _ if inherited == Kind::Caption => Kind::Caption,
            "figcaption" | "caption" => Kind::Caption,
            "td" | "th" if in_picture_table(outline, place) => Kind::Caption,
            "p" | "div" | "span" | "td" | "em" | "small"
                if caption() && outline.text(place).len() < CELL_BYTES =>
            {
                Kind::Caption
            }
            "h1" => Kind::Heading(1),
            "h2" => Kind::Heading(2),
            "h3" => Kind::Heading(3),
            "h4" => Kind::Heading(4),
            "h5" | "h6" => Kind::Heading(5),
            "li" => Kind::Item(outline.ancestors(place).take(2).any(|p| outline.name(p) == "ol")),
            "blockquote" => Kind::Quote,
            "p" | "div" if matches!(inherited, Kind::Quote | Kind::Item(_)) => inherited,
            _ if block && !matches!(inherited, Kind::Quote) => Kind::Paragraph,
            _ => inherited,
        };
        let style =
            outline.attribute(place, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        let align = outline.attribute(place, "align").unwrap_or_default().to_ascii_lowercase();
        let set = |side: &str| {
            style.contains(&format!("text-align:{side}"))
                || align == side
                || outline.classes(place).any(|c| c.strip_prefix("text-") == Some(side))
        };
        let large = name == "font"
            && outline
                .attribute(place, "size")
                .is_some_and(|s| matches!(s.trim().bytes().next(), Some(b'4'..=b'7' | b'+')));
        let before = around.filter(|_| !block);
        Open {
            place,
            block,
            inline: INLINE.contains(&name),
            link: name == "a" || around.is_some_and(|o| o.link),
            strong: matches!(name, "b" | "strong" | "em" | "i" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
                || large
                || style.contains("font-weight:bold")
                || style.contains("font-style:italic")
                || around.is_some_and(|o| o.strong),
            right: set("right")
                || around.is_some_and(|o| o.right) && !set("left") && !set("justify") && !set("center"),
            centre: set("center")
                || name == "center"
                || before.or(around).is_some_and(|o| o.centre)
                    && !set("left")
                    && !set("justify")
                    && !set("right"),
            kind,
        }
    }

    fn text(&mut self, piece: &str, at: usize) {
        let blank = piece.trim().is_empty();
        if blank && self.current.text.is_empty() {
            return;
        }
        if !blank && self.current.breaks > 0 {
            match self.current.breaks {
                1 => {
                    self.current.html.push_str("<br>");
                    self.current.text.push(' ');
                }
                _ => self.flush(),
            }
            self.current.breaks = 0;
        }
        let top = self.open.last().copied();
        if self.current.kind.is_none() {
            let block = self.open.iter().rev().find(|o| o.block).or(self.open.first());
            self.current.place = block.map_or(0, |o| o.place);
            self.current.at = at;
            self.current.kind = Some(top.map_or(Kind::Paragraph, |o| o.kind));
            self.current.right = top.is_some_and(|o| o.right);
            self.current.centre = top.is_some_and(|o| o.centre);
        }
        self.tags();
        let shown: String =
            piece.chars().filter(|c| !matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')).collect();
        self.current.html.push_str(&escaped(&shown));
        self.current.text.push_str(piece);
        let size = piece.trim().len();
        if top.is_some_and(|o| o.link) {
            self.current.linked = self.current.linked.saturating_add(size);
        }
        if top.is_some_and(|o| o.strong) {
            self.current.strong = self.current.strong.saturating_add(size);
        }
    }

    /// Writes the tags between what was written last and what is open now.
    fn tags(&mut self) {
        let wanted: Vec<usize> = self.open.iter().filter(|o| o.inline).map(|o| o.place).collect();
        let same = self.current.written.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        while self.current.written.len() > same {
            self.end_tag();
        }
        for place in wanted.into_iter().skip(same) {
            let name = self.outline.name(place);
            self.current.html.push('<');
            self.current.html.push_str(name);
            if name == "a" {
                let href = self.outline.attribute(place, "href").filter(|h| h.len() <= MAX_HREF_BYTES);
                if let Some(href) = href {
                    self.current.href.get_or_insert_with(|| href.trim().to_owned());
                    self.current
                        .html
                        .push_str(&format!(" href=\"{}\"", escaped(href.trim()).replace('"', "&quot;")));
                }
            }
            self.current.html.push('>');
            self.current.written.push(place);
        }
    }

    fn end_tag(&mut self) {
        if let Some(place) = self.current.written.pop() {
            self.current.html.push_str(&format!("</{}>", self.outline.name(place)));
        }
    }

    fn line_break(&mut self) {
        if !self.current.text.is_empty() {
            self.current.breaks = self.current.breaks.saturating_add(1);
        }
    }

    fn flush(&mut self) {
        while !self.current.written.is_empty() {
            self.end_tag();
        }
        let current = std::mem::take(&mut self.current);
        let text = fold(&current.text);
        if text.is_empty() {
            return;
        }
        self.found.push(Block {
            kind: current.kind.unwrap_or(Kind::Paragraph),
            html: current.html.trim().to_owned(),
            text,
            linked: current.linked,
            href: current.href,
            strong: current.strong,
            right: current.right,
            centre: current.centre,
            place: current.place,
            at: current.at,
            picture: None,
        });
    }

    fn picture(&mut self, picture: Picture, place: usize) {
        let at = self.outline.get(place).map_or(0, |e| e.text.start);
        self.found.push(Block {
            kind: Kind::Picture,
            html: String::new(),
            text: String::new(),
            linked: 0,
            href: None,
            strong: 0,
            right: false,
            centre: false,
            place,
            at,
            picture: Some(picture),
        });
    }

    /// An element as one block.
    fn whole(&mut self, place: usize, kind: Kind) {
        let Some(element) = self.outline.get(place) else { return };
        let text = fold(self.outline.text(place));
        if text.is_empty() {
            return;
        }
        let html = element.node.html().to_string();
        let linked = self.outline.within(place).filter(|p| self.outline.name(*p) == "a");
        let linked = linked.fold(0_usize, |sum, p| sum.saturating_add(self.outline.text(p).trim().len()));
        self.found.push(Block {
            kind,
            html,
            text,
            linked,
            href: None,
            strong: 0,
            right: false,
            centre: false,
            place,
            at: element.text.start,
            picture: None,
        });
    }
}

/// Whether a table holds data: several rows of several short cells, and nothing that lays out a page.
fn is_data(outline: &Outline<'_>, table: usize) -> bool {
    let inside = || outline.within(table).skip(1);
    let whole = outline.text(table);
    if whole.trim().is_empty()
        || inside()
            .take(3_000)
            .any(|p| matches!(outline.name(p), "table" | "img" | "form" | "h1" | "article" | "input"))
    {
        return false;
    }
    let cells: Vec<usize> = inside().filter(|p| matches!(outline.name(*p), "td" | "th")).collect();
    let rows = inside().filter(|p| outline.name(*p) == "tr").count();
    rows > 1
        && cells.len() >= rows.saturating_mul(2)
        && cells.iter().all(|cell| outline.text(*cell).len() < CELL_BYTES)
}

/// Whether a cell stands in a small table with a picture.
fn in_picture_table(outline: &Outline<'_>, cell: usize) -> bool {
    let table = outline.ancestors(cell).take(4).find(|p| outline.name(*p) == "table");
    table.is_some_and(|table| {
        outline.text(table).len() <= PICTURE_TABLE_BYTES
            && outline.within(table).take(40).any(|p| outline.name(p) == "img")
    })
}
