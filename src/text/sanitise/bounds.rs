//! Whether a tree of some HTML would be deeper, or cost more, than we allow: asked before it is built.
//!
//! A tree costs the product of its tags and their depth, and a parser's duplicate check the square of a
//! tag's attributes. The scan keeps the stack of open elements much as HTML does, and errs on the side
//! of refusing: an end tag of which it is not sure that the parser heeds it closes nothing.

use crate::text::markup::{Piece, is_void, pieces};

/// Deepest nesting for which a tree is built.
const MAX_DEPTH: usize = 500;

/// Most work for one tree: the sum of the depths at all tags.
const MAX_WORK: usize = 500_000;

/// Most bytes of formatting elements that may have to be repeated, block by block.
const MAX_REPEATED_BYTES: usize = 16 * 1_024 * 1_024;

/// Shorter HTML costs next to nothing, whatever it is.
const HARMLESS_BYTES: usize = 1_024;

/// Elements whose content is text for the parser.
const RAW: &[&str] = &[
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
];

/// Elements within which HTML is read by other rules.
const FOREIGN: &[&str] = &["svg", "math", "select", "template"];

/// Elements that not even the end tag of a table or a part of one reaches over.
const TABLE_BARRIERS: &[&str] = &["table", "template", "svg", "math", "select"];

/// Elements that no end tag from inside reaches over.
const BARRIERS: &[&str] = &[
    "table", "td", "th", "caption", "marquee", "object", "applet", "template", "button", "svg", "math",
    "select",
];

/// Where in a table text and other elements are out of place.
const IN_TABLE: &[&str] = &["table", "tbody", "thead", "tfoot", "tr", "colgroup"];

/// Parts of a table: their end tags reach over all that but another table.
const TABLE: &[&str] = &["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup"];

/// Elements that are opened again in every block that follows, until their own end tag comes.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that only their own end tag closes, and only where nothing but such elements is open inside.
const ORDINARY: &[&str] = &[
    "span", "sub", "sup", "abbr", "acronym", "cite", "del", "dfn", "ins", "kbd", "label", "mark", "q",
    "samp", "time", "var", "audio", "video", "picture", "map", "bdi", "bdo", "option", "optgroup", "output",
];

/// What a start tag closes: the last open of `closes`, unless one of `stops` is open inside it.
struct Replaces {
    name: &'static str,
    closes: &'static [&'static str],
    stops: Stops,
}

enum Stops {
    /// At barriers.
    Barrier,
    /// At a table.
    Table,
    /// At every element that is neither formatting nor `div`, `p` or `address`.
    Block,
    /// At every element.
    Any,
}

#[rustfmt::skip]
const REPLACES: &[Replaces] = &[
    Replaces { name: "p", closes: &["p"], stops: Stops::Barrier },
    Replaces { name: "li", closes: &["li"], stops: Stops::Block },
    Replaces { name: "dd", closes: &["dd", "dt"], stops: Stops::Block },
    Replaces { name: "dt", closes: &["dd", "dt"], stops: Stops::Block },
    Replaces { name: "td", closes: &["td", "th"], stops: Stops::Table },
    Replaces { name: "th", closes: &["td", "th"], stops: Stops::Table },
    Replaces { name: "tr", closes: &["tr"], stops: Stops::Table },
    Replaces { name: "tbody", closes: &["tbody", "thead", "tfoot"], stops: Stops::Table },
    Replaces { name: "thead", closes: &["tbody", "thead", "tfoot"], stops: Stops::Table },
    Replaces { name: "tfoot", closes: &["tbody", "thead", "tfoot"], stops: Stops::Table },
    Replaces { name: "option", closes: &["option"], stops: Stops::Any },
];

/// Whether a tree of `html` would cost too much.
pub(super) fn too_deep(html: &str) -> bool {
    too_deep_for_tree(html, MAX_WORK)
}

/// Whether a tree of `html` would be nested over 500 deep, or cost more than `max_work`: the sum of the
/// depths at all tags.
pub fn too_deep_for_tree(html: &str, max_work: usize) -> bool {
    if html.len() <= HARMLESS_BYTES {
        return false;
    }
    let mut scan = Scan { max_work, ..Scan::default() };
    let mut pieces = pieces(html);
    while !scan.is_over() {
        let before = pieces.rest();
        match pieces.next() {
            Some(Piece::Open { name, attributes }) => {
                scan.open(name, attributes);
                if one_of(name, RAW) {
                    let inner = pieces.rest();
                    let end = end_of_raw(inner, name);
                    if scan.foreign || is_double_escaped(inner.get(..end).unwrap_or_default()) {
                        return scan.all_of(inner);
                    }
                    pieces.pass_over(end);
                }
            }
            Some(Piece::Close { name }) => scan.close(name),
            Some(Piece::Other) if scan.foreign && before.starts_with("<![CDATA[") => {
                return scan.all_of(before);
            }
            Some(Piece::Text(text)) => scan.text(text),
            Some(Piece::Other) => {}
            None => return false,
        }
    }
    true
}

/// An open element.
struct Open<'a> {
    name: &'a str,
    kind: Kind,
    bytes: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Formatting,
    Ordinary,
    /// All others: a wall for end tags of ordinary elements.
    Special,
}

impl Kind {
    fn of(name: &str) -> Self {
        if one_of(name, FORMATTING) {
            Self::Formatting
        } else if one_of(name, ORDINARY) {
            Self::Ordinary
        } else {
            Self::Special
        }
    }
}

#[derive(Default)]
struct Scan<'a> {
    open: Vec<Open<'a>>,
    work: usize,
    max_work: usize,
    /// Bytes of the tags of open formatting elements.
    formatting_bytes: usize,
    repeated_bytes: usize,
    foreign: bool,
    tags: usize,
}

impl<'a> Scan<'a> {
    fn open(&mut self, name: &'a str, attributes: &str) {
        self.work += self.open.len() + 1 + cost_of(attributes);
        self.repeated_bytes += self.formatting_bytes;
        self.foreign |= one_of(name, FOREIGN);
        self.tags += 1;
        if !one_of(name, TABLE) {
            self.misplaced();
        }
        if !self.foreign {
            if is_void(name) {
                return;
            }
            if let Some(rule) = REPLACES.iter().find(|rule| rule.name.eq_ignore_ascii_case(name)) {
                self.replace(rule);
            }
        }
        let kind = Kind::of(name);
        let bytes = name.len() + attributes.len() + 2;
        if kind == Kind::Formatting {
            self.formatting_bytes += bytes;
        }
        self.open.push(Open { name, kind, bytes });
    }

    fn text(&mut self, text: &str) {
        if !text.bytes().all(|b| b.is_ascii_whitespace()) {
            self.misplaced();
        }
    }

    /// What stands in a table outside of its cells is put before the table, whose place among all that
    /// came before must be looked for.
    fn misplaced(&mut self) {
        if self.open.last().is_some_and(|open| one_of(open.name, IN_TABLE)) {
            self.work += self.tags / 64;
        }
    }

    fn replace(&mut self, rule: &Replaces) {
        for (at, open) in self.open.iter().enumerate().rev() {
            if one_of(open.name, rule.closes) {
                return self.pop_to(at);
            }
            let stops = match rule.stops {
                Stops::Barrier => one_of(open.name, BARRIERS),
                Stops::Table => one_of(open.name, &["table", "template"]),
                Stops::Block => open.kind == Kind::Special && !one_of(open.name, &["address", "div", "p"]),
                Stops::Any => true,
            };
            if stops {
                return;
            }
        }
    }

    fn close(&mut self, name: &str) {
        self.work += self.open.len() + 1;
        let kind = Kind::of(name);
        let of_table = one_of(name, TABLE);
        let mut walls = 0;
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.name.eq_ignore_ascii_case(name) {
                match kind {
                    Kind::Formatting if self.is_out_of_reach(name, walls) => {}
                    Kind::Formatting => {
                        self.formatting_bytes -= open.bytes;
                        self.open.remove(at);
                    }
                    Kind::Ordinary | Kind::Special => self.pop_to(at),
                }
                return;
            }
            walls += usize::from(open.kind == Kind::Special);
            let barriers = if of_table { TABLE_BARRIERS } else { BARRIERS };
            if one_of(open.name, barriers) || (kind == Kind::Ordinary && walls > 0) {
                return;
            }
        }
    }

    /// Whether the parser may leave a formatting element open at its end tag, `walls` blocks inside it.
    fn is_out_of_reach(&self, name: &str, walls: usize) -> bool {
        const MOST_WALLS: usize = 7;
        let same = || self.open.iter().filter(|open| open.name.eq_ignore_ascii_case(name)).count();
        walls > MOST_WALLS || (walls > 0 && same() >= 3)
    }

    /// Pops everything down to `at`; formatting elements inside will be opened again.
    fn pop_to(&mut self, at: usize) {
        let inside = self.open.split_off(at);
        self.open.extend(inside.into_iter().filter(|open| open.kind == Kind::Formatting));
    }

    /// Whether it is too much when everything that may be a start tag is one that is never closed.
    fn all_of(mut self, html: &str) -> bool {
        for (at, _) in html.match_indices('<') {
            if html.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
                self.open.push(Open { name: "", kind: Kind::Special, bytes: 0 });
                self.work += self.open.len();
            }
            if self.is_over() {
                return true;
            }
        }
        false
    }

    fn is_over(&self) -> bool {
        self.open.len() > MAX_DEPTH || self.work > self.max_work || self.repeated_bytes > MAX_REPEATED_BYTES
    }
}

/// What the duplicate check of a tag's attributes costs, in steps of depth.
fn cost_of(attributes: &str) -> usize {
    const FREE: usize = 256;
    if attributes.len() <= FREE {
        return 0;
    }
    let between = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'');
    let most = attributes.bytes().filter(between).count().saturating_sub(FREE) / 4;
    most * most
}

/// How many bytes the content of a raw element has.
fn end_of_raw(inner: &str, name: &str) -> usize {
    if name.eq_ignore_ascii_case("plaintext") {
        return inner.len();
    }
    let is_end = |after: &[u8]| {
        let named = after.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
        named && after.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
    };
    let mut ends = inner.match_indices("</");
    let end = ends.find(|(at, _)| is_end(inner.as_bytes().get(at + 2..).unwrap_or_default()));
    end.map_or(inner.len(), |(at, _)| at)
}

/// Whether a script may not end at its first end tag.
fn is_double_escaped(script: &str) -> bool {
    script.contains("<!--") && script.as_bytes().windows(7).any(|w| w.eq_ignore_ascii_case(b"<script"))
}

fn one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(unit: &str, expected: bool) {
        assert_eq!(too_deep(&unit.repeat(2_000)), expected, "{unit}");
    }

    #[test]
    fn long_texts_are_read() {
        check("<p>đoạn <b>văn</b>", false);
        check("<div class='x'><p>một <span>hai</span></p></div><br>", false);
        check("<ul><li>một<li>hai</ul><!-- x -->", false);
        check("<table><tr><td>một<td>hai<tr><td>ba</table>", false);
        check("<script>if (a < b) document.write('<div>')</script>", false);
        check("<svg viewBox='0 0 1 1'></svg><p>x</p>", false);
        check("<b>một<p>hai</b>ba</p>", false);
    }

    #[test]
    fn what_nests_is_refused_however_it_hides() {
        check("<div>", true);
        check("<b>", true);
        check("<div><table><td></div></table>", true);
        check("<span><p></span></p>", true);
        check("<div><marquee></div></marquee>", true);
        check("<svg><td>", true);
        check("<!--><div>-->", true);
        check("<a x= =\" ><div>\"", true);
        check("<div><script><!--</script>-->", true);
        check("<div><svg><![CDATA[></div>]]>", true);
        check("<b><b><b><b><div></b></b></b></b></div>", true);
        let many = |name: &str| (0..20_000).map(|n| format!(" {name}{n}")).collect::<String>();
        assert!(too_deep(&format!("<p{}>", many("a"))));
    }
}
