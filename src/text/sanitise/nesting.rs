//! Where HTML opens and closes elements by itself, as far as that takes no tree: the open elements of
//! well-formed, properly nested HTML. `None` wherever HTML would rearrange anything.

use super::allowed::Element::{self, *};

/// Most elements open at once without a tree.
const MAX_OPEN: usize = 32;

/// The open elements. An element without a name is none that is written.
#[derive(Default)]
pub(super) struct Nesting(Vec<(&'static str, Element)>);

impl Nesting {
    /// Opens an element where it stands; what HTML closes and opens before goes to `out`.
    pub fn open(&mut self, name: &'static str, kind: Element, out: &mut String) -> Option<()> {
        match kind {
            Section | Row | Cell => self.open_in_table(kind, out)?,
            _ => {
                let ends_paragraph = matches!(kind, Block | Paragraph | Heading | List | Rule | Table);
                if (self.top() == Some(Paragraph) && ends_paragraph)
                    || (self.top() == Some(Item) && kind == Item)
                {
                    self.close(out);
                }
                self.fits(kind).then_some(())?;
            }
        }
        (self.0.len() < MAX_OPEN).then_some(())?;
        if !kind.is_void() {
            self.0.push((name, kind));
        }
        Some(())
    }

    fn fits(&self, kind: Element) -> bool {
        // What is open outside of a cell is out of sight in it.
        let mut inside = self.0.iter().rev().map(|(_, kind)| *kind).take_while(|kind| *kind != Cell);
        match kind {
            _ if matches!(self.top(), Some(Table | Section | Row)) => false,
            Inline | Void => true,
            Link => !inside.any(|k| k == Link),
            Block | Paragraph | List | Rule | Table => !inside.any(|k| k == Paragraph),
            Heading => !inside.any(|k| matches!(k, Paragraph | Heading)),
            Item => self.top() == Some(List),
            Section | Row | Cell | Tree | TreeVoid => false,
        }
    }

    /// Closes the parts of a table that a new part ends, and opens those that it needs.
    fn open_in_table(&mut self, kind: Element, out: &mut String) -> Option<()> {
        while let Some(top) = self.top() {
            let ends = match kind {
                Section => matches!(top, Paragraph | Item | Cell | Row | Section),
                Row => matches!(top, Paragraph | Item | Cell | Row),
                _ => matches!(top, Paragraph | Item | Cell),
            };
            if !ends {
                break;
            }
            self.close(out);
        }
        if kind != Section && self.top() == Some(Table) {
            out.push_str("<tbody>");
            self.0.push(("tbody", Section));
        }
        if kind == Cell && self.top() == Some(Section) {
            out.push_str("<tr>");
            self.0.push(("tr", Row));
        }
        let parent = match kind {
            Section => Table,
            Row => Section,
            _ => Row,
        };
        (self.top() == Some(parent)).then_some(())
    }

    /// Takes off the element that an end tag is for; what HTML closes on its way goes to `out`.
    pub fn end(&mut self, name: &str, kind: Element, out: &mut String) -> Option<()> {
        while let Some((top_name, top)) = self.0.last()
            && *top_name != name
        {
            let implied = match top {
                Paragraph => matches!(kind, Block | List | Heading | Item | Cell | Row | Section | Table),
                Item => matches!(kind, Block | List | Heading | Cell | Row | Section | Table),
                Cell => matches!(kind, Row | Section | Table),
                Row => matches!(kind, Section | Table),
                Section => kind == Table,
                _ => false,
            };
            implied.then_some(())?;
            self.close(out);
        }
        self.0.pop().map(|_| ())
    }

    /// Closes the innermost element.
    pub fn close(&mut self, out: &mut String) {
        if let Some((name, _)) = self.0.pop().filter(|(name, _)| !name.is_empty()) {
            out.extend(["</", name, ">"]);
        }
    }

    /// Closes all elements.
    pub fn close_all(&mut self, out: &mut String) {
        while !self.0.is_empty() {
            self.close(out);
        }
    }

    /// Whether text stays where it stands.
    pub fn takes_text(&self, text: &str) -> bool {
        !matches!(self.top(), Some(Table | Section | Row))
            || text.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n'))
    }

    fn top(&self) -> Option<Element> {
        self.0.last().map(|(_, kind)| *kind)
    }
}
