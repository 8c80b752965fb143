//! [`Outline`]: the elements of a page in document order, each with its place, its names and its text.
//!
//! A tree answers "what is below this?" by walking; here every question about a subtree is a range. Built
//! in one pass.

use crate::text::markup::is_block;
use dom_query::{Document, NodeRef};
use std::collections::HashMap;
use std::ops::Range;

/// Most elements looked at.
pub const MAX_ELEMENTS: usize = 200_000;

/// Most classes of one element that are known.
const MAX_CLASSES: usize = 12;

/// Longest class or id that is known, in bytes.
const MAX_NAME_BYTES: usize = 80;

/// Elements whose text nobody sees.
const UNSEEN: [&str; 11] = [
    "script", "style", "noscript", "template", "select", "textarea", "svg", "iframe", "head", "object",
    "datalist",
];

/// An element.
#[derive(Debug)]
pub struct Element<'a> {
    /// In the tree.
    pub node: NodeRef<'a>,
    /// Place of the element that it stands in; its own for the first.
    pub parent: usize,
    /// Behind the last element in it.
    pub end: usize,
    /// Its text, in the text of the page.
    pub text: Range<usize>,
    name: u32,
    id: Option<u32>,
    classes: Vec<u32>,
}

/// A piece of text and the element it stands in.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    element: usize,
}

/// The elements of a page.
pub struct Outline<'a> {
    elements: Vec<Element<'a>>,
    text: String,
    pieces: Vec<Piece>,
    names: Vec<String>,
}

impl<'a> Outline<'a> {
    /// The outline of a page; what is behind [`MAX_ELEMENTS`] is not in it.
    pub fn new(document: &'a Document) -> Self {
        let mut builder = Builder::default();
        builder.walk(document.root());
        let Builder { elements, text, pieces, names, .. } = builder;
        Self { elements, text, pieces, names }
    }

    /// All elements, in document order.
    pub fn elements(&self) -> &[Element<'a>] {
        &self.elements
    }

    /// The element at `place`.
    pub fn get(&self, place: usize) -> Option<&Element<'a>> {
        self.elements.get(place)
    }

    /// The name of an element (`h3`).
    pub fn name(&self, place: usize) -> &str {
        self.get(place).map_or("", |e| self.word(e.name))
    }

    /// Its id.
    pub fn id(&self, place: usize) -> Option<&str> {
        self.get(place)?.id.map(|id| self.word(id))
    }

    /// Its classes.
    pub fn classes(&self, place: usize) -> impl Iterator<Item = &str> {
        self.get(place).into_iter().flat_map(|e| e.classes.iter().map(|c| self.word(*c)))
    }

    /// Numbers that stand for its name and its classes: equal for equal words.
    pub fn kind(&self, place: usize) -> (u32, &[u32]) {
        self.get(place).map_or((0, &[]), |e| (e.name, e.classes.as_slice()))
    }

    /// An attribute.
    pub fn attribute(&self, place: usize, name: &str) -> Option<String> {
        self.get(place)?.node.attr(name).map(|value| value.to_string())
    }

    /// Its text: blocks are separated by line breaks, nothing else breaks lines.
    pub fn text(&self, place: usize) -> &str {
        self.get(place).map_or("", |e| self.text_in(e.text.clone()))
    }

    /// The text between two places of the text.
    pub fn text_in(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The element in which the text at `offset` stands.
    pub fn at_text(&self, offset: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|p| p.start <= offset);
        self.pieces.get(after.checked_sub(1)?).map(|p| p.element)
    }

    /// The pieces of text in a range of the text, each with the element it stands in.
    pub fn pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
        let first = self.pieces.partition_point(|p| p.start < range.start);
        let of = |p: &Piece| (p.element, self.text.get(p.start..p.end).unwrap_or_default());
        self.pieces.get(first..).unwrap_or_default().iter().take_while(move |p| p.start < range.end).map(of)
    }

    /// The same, each with its place in the text before them.
    pub fn placed_pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, usize, &str)> {
        let first = self.pieces.partition_point(|p| p.start < range.start);
        let of = |p: &Piece| (p.start, p.element, self.text.get(p.start..p.end).unwrap_or_default());
        self.pieces.get(first..).unwrap_or_default().iter().take_while(move |p| p.start < range.end).map(of)
    }

    /// The elements that an element stands in, from the nearest on.
    pub fn ancestors(&self, place: usize) -> impl Iterator<Item = usize> {
        let mut at = place;
        std::iter::from_fn(move || {
            let parent = self.get(at)?.parent;
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// The elements right below one.
    pub fn children(&self, place: usize) -> impl Iterator<Item = usize> {
        let end = self.get(place).map_or(0, |e| e.end);
        let mut next = place.saturating_add(1);
        std::iter::from_fn(move || {
            let here = next;
            next = self.get(here).filter(|_| here < end)?.end;
            Some(here)
        })
    }

    /// The places of an element and all that are in it.
    pub fn within(&self, place: usize) -> Range<usize> {
        place..self.get(place).map_or(place, |e| e.end)
    }

    /// Whether `inner` is `outer` or stands in it.
    pub fn holds(&self, outer: usize, inner: usize) -> bool {
        self.within(outer).contains(&inner)
    }

    fn word(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|n| self.names.get(n)).map_or("", String::as_str)
    }
}

#[derive(Default)]
struct Builder<'a> {
    elements: Vec<Element<'a>>,
    text: String,
    pieces: Vec<Piece>,
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl<'a> Builder<'a> {
    fn walk(&mut self, root: NodeRef<'a>) {
        let mut open: Vec<(usize, NodeRef<'a>)> = Vec::new();
        let mut next = root.first_child();
        loop {
            let Some(node) = next else {
                let Some((place, element)) = open.pop() else { return };
                self.close(place);
                next = element.next_sibling();
                continue;
            };
            if node.is_text() {
                self.text_of(&node, open.last().map_or(0, |(place, _)| *place));
            } else if node.is_element() && self.elements.len() < MAX_ELEMENTS {
                let seen = self.open(node, open.last().map(|(place, _)| *place));
                if let Some(child) = node.first_child().filter(|_| seen) {
                    open.push((self.elements.len().saturating_sub(1), node));
                    next = Some(child);
                    continue;
                }
                self.close(self.elements.len().saturating_sub(1));
            }
            next = node.next_sibling();
        }
    }

    /// Whether what is inside is seen.
    fn open(&mut self, node: NodeRef<'a>, parent: Option<usize>) -> bool {
        let name = node.node_name().map(|n| n.to_string()).unwrap_or_default();
        let (class, id) = (node.class(), node.id_attr());
        let classes = class.as_deref().unwrap_or_default().split_ascii_whitespace();
        let classes: Vec<String> =
            classes.filter(|c| c.len() <= MAX_NAME_BYTES).take(MAX_CLASSES).map(str::to_owned).collect();
        let id = id.filter(|i| !i.is_empty() && i.len() <= MAX_NAME_BYTES).map(|i| self.number(i.trim()));
        let classes = classes.iter().map(|c| self.number(c)).collect();
        if is_block(&name) {
            self.separate();
        }
        let place = self.elements.len();
        let from = self.text.len();
        let seen = !UNSEEN.contains(&name.as_str());
        let name = self.number(&name);
        self.elements.push(Element {
            node,
            parent: parent.unwrap_or(place),
            end: place.saturating_add(1),

            text: from..from,
            name,
            id,
            classes,
        });
        seen
    }

    fn close(&mut self, place: usize) {
        let (elements, length) = (self.elements.len(), self.text.len());
        let Some(element) = self.elements.get_mut(place) else { return };
        element.end = elements;
        element.text.end = length;
        let block = self.names.get(element.name as usize).is_some_and(|name| is_block(name));
        if block {
            self.separate();
        }
    }

    fn text_of(&mut self, node: &NodeRef<'a>, element: usize) {
        let start = self.text.len();
        let text = &mut self.text;
        node.query(|inner| {
            if let dom_query::NodeData::Text { contents } = &inner.data {
                text.extend(contents.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
            }
        });
        if self.text.len() > start {
            self.pieces.push(Piece { start, end: self.text.len(), element });
        }
    }

    fn separate(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtree_is_a_range() {
        let document = Document::from(
            "<body><ul id=tin class='a b'><li>Một <b>hai</b></li><li>ba<br>bốn</li></ul><script>x</script><p>năm",
        );
        let outline = Outline::new(&document);
        let list = (0..outline.elements().len()).find(|e| outline.name(*e) == "ul").unwrap();
        assert_eq!(outline.text(list).trim(), "Một hai\nba\nbốn");
        assert_eq!(outline.id(list), Some("tin"));
        assert_eq!(outline.classes(list).collect::<Vec<_>>(), ["a", "b"]);
        let names = |places: Vec<usize>| places.into_iter().map(|p| outline.name(p)).collect::<Vec<_>>();
        assert_eq!(names(outline.children(list).collect()), ["li", "li"]);
        assert_eq!(names(outline.within(list).collect()), ["ul", "li", "b", "li", "br"]);
        assert_eq!(names(outline.ancestors(list).collect()), ["body", "html"]);
        let at = outline.text_in(0..outline.text(0).len()).find("hai").unwrap();
        assert_eq!(outline.at_text(at).map(|e| outline.name(e)), Some("b"));
        assert!(!outline.text(0).contains('x'));
    }
}
