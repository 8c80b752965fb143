//! Addresses made of the members of objects: a link of the page shows how.

use super::objects::string;
use crate::parse::listing::links::Links;
use crate::parse::listing::words::words;
use serde_json::{Map, Value};

/// Most objects compared with the page's links.
const MAX_OBJECTS: usize = 60;

/// Most links compared with an object.
const MAX_LINKS: usize = 3_000;

/// Shortest member that shows by itself how addresses are made, in bytes.
const SHORTEST: usize = 4;

/// A piece of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Member(String),
}

/// How the address of an article is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

impl Template {
    /// Finds an object whose slug or id stands in a link of the page.
    pub fn learn(objects: &[&Map<String, Value>], links: &Links) -> Option<Self> {
        let known = &words().members;
        let names = || known.slug.iter().chain(&known.id).chain(&known.link);
        objects.iter().take(MAX_OBJECTS).find_map(|object| {
            names().find_map(|name| {
                let value =
                    member(object, name).filter(|v| v.len() >= SHORTEST && !v.contains(['/', ' ']))?;
                let urls = links.targets.iter().take(MAX_LINKS).map(|t| t.address.url.as_str());
                let mut shown = urls.filter(|url| place(url, &value).is_some());
                shown.next().map(|url| Self::of(url, object))
            })
        })
    }

    /// The address with the object's members named.
    fn of(url: &str, object: &Map<String, Value>) -> Self {
        let known = &words().members;
        let mut pieces = vec![Piece::Text(url.to_owned())];
        for name in known.slug.iter().chain(&known.id).chain(&known.link).chain(&known.section) {
            let Some(value) = member(object, name).filter(|v| v.len() >= 2 && !v.contains('/')) else {
                continue;
            };
            pieces = pieces.into_iter().flat_map(|piece| split(piece, name, &value)).collect();
        }
        Self(pieces)
    }

    /// The address of another object.
    pub fn fill(&self, object: &Map<String, Value>) -> Option<String> {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Member(name) => member(object, name).filter(|v| !v.contains(['/', ' ', '?', '#'])),
        };
        self.0.iter().map(piece).collect()
    }
}

fn member(object: &Map<String, Value>, name: &String) -> Option<String> {
    string(object, std::slice::from_ref(name))
}

fn split(piece: Piece, name: &str, value: &str) -> Vec<Piece> {
    let Piece::Text(text) = &piece else { return vec![piece] };
    // The host is no member of anything.
    let Some(at) = place(text, value) else { return vec![piece] };
    let (before, rest) = text.split_at(at);
    let after = rest.get(value.len()..).unwrap_or_default();
    [Piece::Text(before.to_owned()), Piece::Member(name.to_owned()), Piece::Text(after.to_owned())].into()
}

/// Where a value stands in an address by itself.
fn place(url: &str, value: &str) -> Option<usize> {
    let from = url.find("://").map_or(0, |at| {
        let host = at.saturating_add(3);
        host.saturating_add(url.get(host..).and_then(|rest| rest.find('/')).unwrap_or(0))
    });
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let path = url.get(from..)?;
    path.match_indices(value).map(|(at, _)| from.saturating_add(at)).find(|at| {
        let before = url.get(..*at).and_then(|b| b.chars().next_back());
        let after = url.get(at.saturating_add(value.len())..).and_then(|a| a.chars().next());
        apart(before) && apart(after)
    })
}
