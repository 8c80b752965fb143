//! [`Glance`]: what one look at a page tells: how much it says by itself, how many headlines it links,
//! what it calls itself. No tree is built, and the look ends where there is too much for a wall.

use crate::text::markup::{Piece, attribute, is_block, is_hidden, is_void, pieces};
use crate::text::{decode, normal};

/// A page with more text of its own than this, in bytes, is no wall, and not looked at further.
const MAX_OWN_BYTES: usize = 4_096;

/// Most text of one heading, in bytes.
const MAX_HEADING_BYTES: usize = 512;

/// Most headings looked at.
const MAX_HEADINGS: usize = 12;

/// From how many characters on the text of a link is a headline and no word of a menu.
const MIN_HEADLINE_CHARS: usize = 25;

/// Most headlines; the look ends there.
const MAX_HEADLINES: usize = 8;

/// What a page shows at a glance. Texts are words between blanks, a blank at each end.
#[derive(Debug, Default)]
pub struct Glance {
    /// Titles, their parts and headings.
    pub headings: Vec<String>,
    /// Some of them are headings of the page itself.
    pub has_heading: bool,
    /// Text outside of links, with what buttons say.
    pub words: String,
    /// Characters of it.
    pub own_chars: usize,
    /// Characters of it outside of forms.
    pub outside_chars: usize,
    /// Links to other addresses.
    pub links: usize,
    /// Those with the text of a headline.
    pub headlines: usize,
    /// It asks for a password.
    pub password: bool,
}

impl Glance {
    /// One look at `html`; `None` where it has too much to say for a wall.
    pub fn of(html: &str) -> Option<Self> {
        let mut look = Look::default();
        for piece in pieces(html) {
            match piece {
                Piece::Open { name, attributes } => look.open(name, attributes),
                Piece::Close { name } => look.close(name),
                Piece::Text(text) => look.text(text),
                Piece::Other => {}
            }
            if look.own.len() > MAX_OWN_BYTES || look.glance.headlines > MAX_HEADLINES {
                return None;
            }
        }
        Some(look.finish())
    }
}

#[derive(Default)]
struct Look<'a> {
    glance: Glance,
    /// The element that shows nothing and is not over.
    hidden: Option<&'a str>,
    /// A title or heading that is not over, and its text.
    heading: Option<(&'a str, String)>,
    link: Option<String>,
    in_form: bool,
    own: String,
    controls: String,
}

impl<'a> Look<'a> {
    fn open(&mut self, name: &'a str, attributes: &'a str) {
        if self.hidden.is_some() {
            return;
        }
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if is_title(name) && self.glance.headings.len() < MAX_HEADINGS {
            self.heading = Some((name, String::new()));
        } else if is_hidden(name) && !is_void(name) && !is("head") {
            self.hidden = Some(name).filter(|_| !attributes.ends_with('/'));
        } else if is("a") {
            self.end_link();
            let href = attribute(attributes, "href").map(str::trim).unwrap_or_default();
            let leads = !href.is_empty() && !href.starts_with('#') && !href.contains("javascript:");
            self.link = leads.then(String::new);
        } else if is("form") {
            self.in_form = true;
        } else if is("input") {
            self.input(attributes);
        }
        if is_block(name) || is("br") || is("td") {
            self.separate();
        }
    }

    fn input(&mut self, attributes: &str) {
        let kind = attribute(attributes, "type").unwrap_or_default().trim().to_ascii_lowercase();
        self.glance.password |= kind == "password";
        if matches!(kind.as_str(), "submit" | "button")
            && self.controls.len() < MAX_HEADING_BYTES
            && let Some(value) = attribute(attributes, "value").and_then(|v| v.get(..v.len().min(80)))
        {
            self.controls.extend([" ", value]);
        }
    }

    fn close(&mut self, name: &str) {
        if self.hidden.is_some_and(|hidden| hidden.eq_ignore_ascii_case(name)) {
            self.hidden = None;
        }
        if let Some((open, _)) = &self.heading
            && open.eq_ignore_ascii_case(name)
            && let Some((open, text)) = self.heading.take()
        {
            self.end_heading(open, &text);
        }
        if name.eq_ignore_ascii_case("a") {
            self.end_link();
        } else if name.eq_ignore_ascii_case("form") {
            self.in_form = false;
        }
        if is_block(name) || name.eq_ignore_ascii_case("td") {
            self.separate();
        }
    }

    fn separate(&mut self) {
        let texts = [Some(&mut self.own), self.link.as_mut(), self.heading.as_mut().map(|(_, text)| text)];
        for text in texts.into_iter().flatten() {
            text.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let is_title = self.heading.as_ref().is_some_and(|(name, _)| name.eq_ignore_ascii_case("title"));
        if let Some((_, heading)) = self.heading.as_mut().filter(|(_, h)| h.len() < MAX_HEADING_BYTES) {
            heading.push_str(text.get(..floor(text, MAX_HEADING_BYTES)).unwrap_or_default());
        }
        if is_title {
            return;
        }
        if let Some(link) = &mut self.link {
            if link.len() < MAX_HEADING_BYTES {
                link.push_str(text.get(..floor(text, MAX_HEADING_BYTES)).unwrap_or_default());
            }
            return;
        }
        let text = text.get(..floor(text, MAX_OWN_BYTES + 1)).unwrap_or_default();
        if !text.trim().is_empty() {
            self.own.push_str(text.trim_matches(['\n', '\r', '\t']));
            self.glance.outside_chars += if self.in_form { 0 } else { text.trim().chars().count() };
        }
    }

    fn end_link(&mut self) {
        let Some(text) = self.link.take() else { return };
        self.glance.links += 1;
        self.glance.headlines += usize::from(decode(&text).trim().chars().count() >= MIN_HEADLINE_CHARS);
    }

    fn end_heading(&mut self, name: &str, text: &str) {
        self.glance.has_heading |= !name.eq_ignore_ascii_case("title");
        let text = decode(text);
        self.glance.headings.push(words(&text));
        let is_separator = |c: char| matches!(c, '|' | '–' | '—' | '·' | '»' | '-');
        if text.contains(is_separator) {
            self.glance.headings.extend(text.split(is_separator).map(words).filter(|part| part.len() > 2));
        }
    }

    fn finish(mut self) -> Glance {
        self.end_link();
        if let Some((name, text)) = self.heading.take() {
            self.end_heading(name, &text);
        }
        let own = decode(&self.own);
        self.glance.own_chars = own.split_whitespace().map(|word| word.chars().count() + 1).sum();
        self.glance.words = words(&own);
        self.glance.words.push_str(words(&self.controls).trim_start());
        self.glance
    }
}

fn is_title(name: &str) -> bool {
    ["title", "h1", "h2", "h3"].iter().any(|title| name.eq_ignore_ascii_case(title))
}

/// The largest char boundary of `text` not over `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The words of a text in the form in which they are compared, a blank before and behind each.
pub fn words(text: &str) -> String {
    let mut out = String::from(" ");
    for word in normal(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}
