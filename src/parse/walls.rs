//! [`wall`]: is a page one that stands in place of the real answer? Challenges, login pages, refusals,
//! flood blockers, maintenance. What they are recognised by is data: `walls.toml`.
//!
//! A wall says little by itself and says it first. An article about a broken server says more, a list
//! with a login box links headlines, and both are let through: a wall that is not recognised costs a
//! poor message, a page that is taken for one costs its news.

mod glance;

use glance::{Glance, words};
use serde::Deserialize;
use std::sync::OnceLock;

/// A page longer than this, in bytes, is no wall.
const MAX_BYTES: usize = 262_144;

/// A page longer than this, in bytes, is no wall by its scripts: ordinary pages have the same ones.
const MAX_SCRIPTED_BYTES: usize = 65_536;

/// Most text of its own, in characters, of a wall recognised by its scripts, its text, its headings.
const MAX_SCRIPTED_CHARS: usize = 600;
const MAX_TEXT_CHARS: usize = 700;
const MAX_HEADED_CHARS: usize = 900;

/// Where in the text a phrase begins at the latest, in bytes.
const MAX_PHRASE_AT_BYTES: usize = 500;

/// A text of its own up to this, in characters, is the heading of a page that has none.
const MAX_BARE_CHARS: usize = 160;

/// Most links, and most headlines among them, of a wall; of a login page, which has menus.
const MAX_LINKS: usize = 15;
const MAX_HEADLINES: usize = 1;
const MAX_LOGIN_LINKS: usize = 60;
const MAX_LOGIN_HEADLINES: usize = 2;

/// Most text outside of its form, in characters, of a login page that does not say it in a heading.
const MAX_OUTSIDE_CHARS: usize = 200;

/// Most links of a login page that says it nowhere.
const MAX_BARE_LINKS: usize = 5;

/// A wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wall {
    /// What it wants or says.
    pub kind: WallKind,
    /// The phrase or script it was recognised by.
    pub matched: &'static str,
}

/// What a wall wants or says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WallKind {
    /// A browser shall do something first.
    Challenge,
    /// It wants a password.
    Login,
    /// We are refused.
    Forbidden,
    /// Networks of other countries are refused.
    GeoBlock,
    /// We asked too often.
    Throttled,
    /// The portal is closed, under repair or broken.
    ServerError,
}

/// The wall that `html` is.
pub fn wall(html: &str) -> Option<Wall> {
    if html.len() > MAX_BYTES {
        return None;
    }
    let mut page = Page { glance: Glance::of(html)?, lower: html.to_ascii_lowercase(), is_article: false };
    page.is_article = known().article_marks.iter().any(|mark| page.lower.contains(mark.as_str()));
    let bare = page.glance.own_chars <= MAX_BARE_CHARS && !page.glance.has_heading;
    if bare {
        let own = page.glance.words.clone();
        page.glance.headings.push(own);
    }
    known().walls.iter().find_map(|known| known.stands_in(&page))
}

struct Page {
    glance: Glance,
    /// The markup in lower case.
    lower: String,
    is_article: bool,
}

impl Known {
    /// This wall, where the page is it.
    fn stands_in(&'static self, page: &Page) -> Option<Wall> {
        let matched = match self.kind {
            WallKind::Login => self.login(page),
            _ => self.script(page).or_else(|| self.phrase(page)),
        };
        matched.map(|matched| Wall { kind: self.kind, matched })
    }

    fn script(&'static self, page: &Page) -> Option<&'static str> {
        let little = page.lower.len() <= MAX_SCRIPTED_BYTES
            && page.glance.own_chars <= MAX_SCRIPTED_CHARS
            && page.glance.links <= MAX_LINKS
            && page.glance.headlines <= MAX_HEADLINES;
        let occur = |marks: &&Vec<String>| marks.iter().all(|mark| page.lower.contains(mark.as_str()));
        let marks = self.scripts.iter().filter(|_| little).find(occur)?;
        marks.first().map(String::as_str)
    }

    fn phrase(&'static self, page: &Page) -> Option<&'static str> {
        let glance = &page.glance;
        if page.is_article || glance.links > MAX_LINKS || glance.headlines > MAX_HEADLINES {
            return None;
        }
        let headed = self.heading(glance).filter(|_| glance.own_chars <= MAX_HEADED_CHARS);
        headed.or_else(|| self.text(glance).filter(|_| glance.own_chars <= MAX_TEXT_CHARS))
    }

    /// A page with a field for a password that has nothing else to say.
    fn login(&'static self, page: &Page) -> Option<&'static str> {
        let glance = &page.glance;
        let fits = glance.password
            && !page.is_article
            && glance.links <= MAX_LOGIN_LINKS
            && glance.headlines <= MAX_LOGIN_HEADLINES
            && glance.outside_chars <= MAX_HEADED_CHARS;
        let headed = self.heading(glance).filter(|_| fits);
        let little = fits && glance.outside_chars <= MAX_OUTSIDE_CHARS && glance.headlines == 0;
        let told = || self.text(glance).filter(|_| little && glance.links <= MAX_LINKS);
        let bare = || (little && glance.links <= MAX_BARE_LINKS).then_some("a field for a password");
        headed.or_else(told).or_else(bare)
    }

    /// The phrase that makes up at least half of a heading.
    fn heading(&'static self, glance: &Glance) -> Option<&'static str> {
        let makes_up = |phrase: &&Phrase, heading: &String| {
            heading.contains(&phrase.words) && 2 * phrase.words.len() >= heading.len()
        };
        let found = self.headings.iter().find(|phrase| glance.headings.iter().any(|h| makes_up(phrase, h)));
        found.map(|phrase| phrase.written.as_str())
    }

    /// The phrase near the beginning of the text.
    fn text(&'static self, glance: &Glance) -> Option<&'static str> {
        let begins =
            |phrase: &&Phrase| glance.words.find(&phrase.words).is_some_and(|at| at <= MAX_PHRASE_AT_BYTES);
        self.texts.iter().find(begins).map(|phrase| phrase.written.as_str())
    }
}

/// What is known of walls.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Knowledge {
    article_marks: Vec<String>,
    #[serde(rename = "wall")]
    walls: Vec<Known>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    kind: WallKind,
    #[serde(default)]
    scripts: Vec<Vec<String>>,
    headings: Vec<Phrase>,
    texts: Vec<Phrase>,
}

/// A phrase as it is written and as it is compared.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
struct Phrase {
    written: String,
    words: String,
}

impl From<String> for Phrase {
    fn from(written: String) -> Self {
        Self { words: words(&written), written }
    }
}

fn known() -> &'static Knowledge {
    static KNOWN: OnceLock<Knowledge> = OnceLock::new();
    KNOWN.get_or_init(|| toml::from_str(include_str!("walls.toml")).unwrap_or_default())
}

#[cfg(test)]
mod tests;
