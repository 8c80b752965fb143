//! Which parts of a page are no list whatever stands in them: menus, feet, pagers, boxes beside the list.
//! Elements, classes and the headings of boxes tell.

use super::words::words;
use crate::parse::page::{Outline, parts};
use crate::text::normal;
use std::ops::Range;

/// Part of a menu, of a way back or of a choice of languages.
pub const MENU: u8 = 1;
/// Part of the foot.
pub const FOOT: u8 = 2;
/// Part of a pager.
pub const PAGER: u8 = 4;
/// Beside the list, as classes or elements say.
pub const BESIDE: u8 = 8;
/// Beside the list, as the heading says.
pub const HEADED_BESIDE: u8 = 16;
/// Headed as the newest articles.
pub const NEWEST: u8 = 32;
/// Headed as what goes with an article, or as what the next page begins with.
pub const RELATED: u8 = 64;

/// Longest heading of a box, in bytes.
const MAX_HEADING_BYTES: usize = 90;

/// How far above a heading its box begins, in elements.
const MAX_CLIMB: usize = 6;

/// More text than this behind a heading, in bytes, is a box without links.
const MAX_REST_BYTES: usize = 60;

/// Most headings looked at.
const MAX_HEADINGS: usize = 400;

/// The flags of every element.
pub struct Regions {
    flags: Vec<u8>,
    /// How many headlines stand before each element.
    headlines: Vec<u32>,
}

impl Regions {
    /// Looks at a page that bears this title.
    pub fn new(outline: &Outline<'_>, title: &str) -> Self {
        let mut regions = Self { flags: by_names(outline), headlines: headlines(outline) };
        regions.by_headings(outline, &normal(title));
        regions
    }

    /// What is known of an element.
    pub fn of(&self, place: usize) -> u8 {
        self.flags.get(place).copied().unwrap_or(0)
    }

    /// How many links that read like headlines stand in a range of elements.
    pub fn headlines_in(&self, range: Range<usize>) -> u32 {
        let before = |place: usize| self.headlines.get(place).or(self.headlines.last()).copied().unwrap_or(0);
        before(range.end).saturating_sub(before(range.start))
    }

    fn by_headings(&mut self, outline: &Outline<'_>, title: &str) {
        let known = &words().headings;
        // a section can be called what elsewhere heads a box
        let is_own = |place, text: &str| outline.name(place) == "h1" || title.starts_with(&normal(text));
        let mut found = 0;
        for place in 0..outline.elements().len() {
            let text = outline.text(place);
            if text.len() > MAX_HEADING_BYTES || text.len() < 3 || self.of(place) & MENU > 0 {
                continue;
            }
            let flag = if known.beside.has(text) {
                HEADED_BESIDE
            } else if known.related.has(text) {
                RELATED
            } else if known.newest.has(text) || (known.notices.has(text) && !is_own(place, text)) {
                NEWEST
            } else {
                continue;
            };
            found += 1;
            if found > MAX_HEADINGS {
                return;
            }
            if let Some(scope) = self.scope(outline, place) {
                self.flags.get_mut(scope).into_iter().flatten().for_each(|f| *f |= flag);
            }
        }
    }

    /// The elements that a heading is for.
    fn scope(&self, outline: &Outline<'_>, heading: usize) -> Option<Range<usize>> {
        let is_heading = is_heading(outline, heading);
        let mut at = heading;
        for _ in 0..MAX_CLIMB {
            let parent = outline.get(at)?.parent;
            let (own, around) = (outline.get(at)?, outline.get(parent)?);
            let before = outline.text_in(around.text.start..own.text.start);
            let rest = own.end..around.end;
            let followed = self
                .headlines_in(outline.within(own.end).start..outline.within(own.end).end.min(rest.end))
                > 0;
            if parent == at || (!is_heading && !followed && before.trim().len() > 3) {
                return None;
            }
            if self.headlines_in(rest.clone()) > 0 {
                let next = outline.children(parent).filter(|c| *c >= own.end);
                let other = next.into_iter().find(|c| {
                    (is_heading_name(outline.name(*c)) || outline.kind(*c) == outline.kind(at))
                        && self.headlines_in(outline.within(*c)) == 0
                        && !outline.text(*c).trim().is_empty()
                });
                return Some(own.end..other.unwrap_or(around.end));
            }
            let controls = ["select", "input", "form", "iframe", "img", "video"];
            let closed = rest.clone().take(200).any(|place| controls.contains(&outline.name(place)));
            if closed || outline.text_in(own.text.end..around.text.end).trim().len() > MAX_REST_BYTES {
                return None;
            }
            at = parent;
        }
        None
    }
}

/// Whether an element is a heading by name or class.
pub fn is_heading(outline: &Outline<'_>, place: usize) -> bool {
    let named =
        |class: &str| is_heading_name(class) || parts(class).any(|part| words().hints.title.contains(&part));
    is_heading_name(outline.name(place)) || outline.classes(place).any(named)
}

/// Whether a name is that of a heading.
pub fn is_heading_name(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// How many links that read like headlines stand before each element.
fn headlines(outline: &Outline<'_>) -> Vec<u32> {
    const FEWEST_WORDS: usize = 4;
    let mut count = 0_u32;
    let mut before = Vec::with_capacity(outline.elements().len());
    for place in 0..outline.elements().len() {
        before.push(count);
        let reads = outline.name(place) == "a"
            && outline.text(place).split_ascii_whitespace().nth(FEWEST_WORDS - 1).is_some();
        count = count.saturating_add(u32::from(reads));
    }
    before.push(count);
    before
}

fn by_names(outline: &Outline<'_>) -> Vec<u8> {
    let whole = outline.text(0).len().max(1);
    let mut flags: Vec<u8> = Vec::with_capacity(outline.elements().len());
    for (place, element) in outline.elements().iter().enumerate() {
        let inherited = flags.get(element.parent).copied().unwrap_or(0);
        let share = (element.text.len().saturating_mul(100)) / whole;
        let own = match outline.name(place) {
            // What wraps the page is no part of it.
            "html" | "body" | "main" => 0,
            "nav" if share < 50 => MENU,
            "footer" if share < 50 => FOOT,
            "aside" if share < 70 => BESIDE,
            "marquee" => BESIDE,
            // that of an article or a section has its headline
            "header" if share < 50 && !is_within_content(outline, element.parent) => MENU,
            _ if share < 60 => named(outline, place),
            _ => 0,
        };
        let small = share < 40 && is_beside_by_id(outline, place);
        flags.push(inherited | own | if small { BESIDE } else { 0 });
    }
    flags
}

/// Whether an element stands in the content of a page, as elements say.
fn is_within_content(outline: &Outline<'_>, place: usize) -> bool {
    let content = ["article", "main", "section", "li", "td"];
    content.contains(&outline.name(place))
        || outline.ancestors(place).any(|above| content.contains(&outline.name(above)))
}

fn is_beside_by_id(outline: &Outline<'_>, place: usize) -> bool {
    let known = &words().hints.beside_ids;
    outline.id(place).is_some_and(|id| parts(id).any(|part| known.contains(&part)))
}

/// What classes and id say.
fn named(outline: &Outline<'_>, place: usize) -> u8 {
    let hints = &words().hints;
    let mut flags = 0;
    for name in outline.classes(place).chain(outline.id(place)) {
        let mut before = String::new();
        for (at, part) in parts(name).enumerate() {
            if at == 0 && hints.own.contains(&part) {
                break;
            }
            for (set, flag) in
                [(&hints.menu, MENU), (&hints.foot, FOOT), (&hints.pager, PAGER), (&hints.beside, BESIDE)]
            {
                flags |= if set.contains(&part) { flag } else { 0 };
            }
            let joined = format!("{before}-{part}");
            flags |= if hints.beside_joined.contains(&joined) { BESIDE } else { 0 };
            before = part;
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    /// The flags of the element with the id `x`.
    fn check(html: &str, expected: u8) {
        let filler = "<main><p>".to_owned() + &"chữ ".repeat(200) + "</p></main>";
        let document = Document::from(format!("<body>{html}{filler}"));
        let outline = Outline::new(&document);
        let place = (0..outline.elements().len()).find(|p| outline.id(*p) == Some("x")).unwrap();
        assert_eq!(Regions::new(&outline, "").of(place), expected, "{html}");
    }

    #[test]
    fn names_tell() {
        check("<nav><ul><li><a id=x></a></ul></nav>", MENU);
        check("<div class='box-menu-left'><a id=x></a></div>", MENU);
        check("<article class='post tag-chuyen-doi-so'><a id=x></a></article>", 0);
        check("<div class='col-right'><a id=x></a></div>", BESIDE);
        check("<body class='with-sidebar'><a id=x></a>", 0);
    }

    #[test]
    fn headings_of_boxes_tell() {
        let link = "<a id=x href=/a>Một hai ba bốn năm</a>";
        check(&format!("<div><h3>Đọc nhiều</h3><ul><li>{link}</ul></div>"), HEADED_BESIDE);
        check(&format!("<div><div><b>Tin liên quan</b></div><div>{link}</div></div>"), RELATED);
        check(&format!("<div><h3>Đọc nhiều</h3><p><a>a b c d</a></p><h3>Khác</h3><p>{link}</p></div>"), 0);
        check(&format!("<div><div><h3>Thăm dò ý kiến</h3><form>x</form></div><div>{link}</div></div>"), 0);
        check(&format!("<div><p>chữ chữ</p><p><b>Các tin khác:</b></p><ul><li>{link}</ul></div>"), RELATED);
        check(&format!("<ul><li><a>a b c d</a> <i>Chia sẻ</i></li><li>{link}</li></ul>"), 0);
    }
}
