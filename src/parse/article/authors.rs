//! Who wrote it: the last lines of the text by habit, then what the page says to machines, then what its
//! content system shows.

use super::blocks::{Block, Kind};
use super::sight::{Sight, has_part};
use super::words::words;
use crate::model::Person;
use crate::text::{fold, normal, plain_text};

/// Longest line that is nothing but names, in bytes.
const MAX_LINE_BYTES: usize = 160;

/// Most words of a name.
const MAX_WORDS: usize = 6;

/// Most authors.
const MAX_AUTHORS: usize = 10;

/// Most lines at the end that name people.
const MAX_LINES: usize = 4;

/// Takes the lines at the end of a text that say who wrote it, or where it was taken from, and gives the
/// names.
pub fn signed(sight: &Sight<'_>, blocks: &mut Vec<Block>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for _ in 0..MAX_LINES {
        let Some(block) = blocks.last().filter(|b| !matches!(b.kind, Kind::Picture | Kind::Table)) else {
            break;
        };
        // Of a text of which nothing else would be left nothing is a signature.
        if blocks.len() < 2 {
            break;
        }
        if is_source(&block.text) {
            blocks.pop();
            continue;
        }
        match of_line(sight, block) {
            Some(found) => {
                names.splice(0..0, found);
                blocks.pop();
            }
            None => break,
        }
    }
    names
}

/// The names in the lines right behind a text, which `until` ends.
pub fn signed_behind(sight: &Sight<'_>, until: usize) -> Vec<String> {
    let from = sight.blocks.partition_point(|b| b.at < until);
    let lines = sight.blocks.iter().skip(from).take(MAX_LINES);
    let names = lines.take_while(|b| !matches!(b.kind, Kind::Picture)).find_map(|block| {
        let (announced, _) = without_label(&block.text);
        (announced || block.right).then(|| of_line(sight, block)).flatten()
    });
    names.unwrap_or_default()
}

/// Whether a line says where a text was taken from.
fn is_source(text: &str) -> bool {
    let lower = text.to_lowercase();
    let short =
        text.len() <= 80 && text.split(' ').count() <= 9 && !text.trim_end().ends_with(['.', '!', '?']);
    short
        && words().authors.sources.iter().any(|source| {
            lower.strip_prefix(source.as_str()).is_some_and(|rest| {
                rest.starts_with([':', ' '])
                    && rest.trim_start_matches([':', ' ']).chars().next().is_some_and(char::is_alphanumeric)
            })
        })
        && (text.contains(':') || begins_names(text))
}

/// "Theo TTXVN", not "Theo kế hoạch".
fn begins_names(text: &str) -> bool {
    let second = text.trim_start_matches('(').split(' ').nth(1).unwrap_or_default();
    second.chars().next().is_some_and(char::is_uppercase)
}

/// The names that a line is.
fn of_line(sight: &Sight<'_>, block: &Block) -> Option<Vec<String>> {
    if block.text.len() > MAX_LINE_BYTES || block.text.ends_with(['?', '!', ';', ',']) {
        return None;
    }
    let (announced, rest) = without_label(&block.text);
    let hinted = || {
        let around = std::iter::once(block.place).chain(sight.outline.ancestors(block.place).take(1));
        around
            .into_iter()
            .any(|place| has_part(sight.outline, place, |part| words().signatures.parts.contains(part)))
    };
    let capitals = rest.chars().all(|c| !c.is_lowercase()) && rest.contains(' ');
    if !(announced || block.right || block.is_strong() || capitals || hinted())
        || matches!(block.kind, Kind::Heading(_))
    {
        return None;
    }
    let bare = rest.trim_end_matches(['.', ' ']);
    if is_office(bare) && bare.split(' ').count() <= MAX_WORDS || is_told(sight, bare) {
        return Some(vec![bare.to_owned()]);
    }
    let names = split(bare);
    (!names.is_empty() && names.iter().all(|name| is_name(name))).then_some(names)
}

/// Whether a name is that of an office: "Phòng Tuyên truyền".
fn is_office(name: &str) -> bool {
    let lower = name.to_lowercase();
    words().authors.organisations.iter().any(|office| lower.starts_with(office.as_str()))
}

/// Whether the page tells machines that this is the author.
fn is_told(sight: &Sight<'_>, name: &str) -> bool {
    let known = normal(name);
    let linked = sight.facts.linked.names("author");
    let micro = sight.facts.properties("author name").map(|(_, name)| name);
    micro.chain(linked.iter().map(String::as_str)).any(|told| normal(told) == known)
}

/// Whether a label stands before the names, and the names.
fn without_label(text: &str) -> (bool, &str) {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let Some((label, rest)) = text.split_once(':') else { return (false, text) };
    let label = label.trim().to_lowercase();
    match words().authors.before.contains(&label) {
        true => (true, rest.trim()),
        false => (false, text),
    }
}

/// The names of a line.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![text.to_owned()];
    for between in &words().authors.between {
        let cut = parts.iter().flat_map(|part| part.split(between.as_str()));
        parts = cut.map(|part| part.trim().to_owned()).collect();
    }
    parts.into_iter().filter(|part| !part.is_empty()).take(MAX_AUTHORS).collect()
}

/// Whether a text is shaped like a name: few words, each of which begins with a capital.
fn is_name(text: &str) -> bool {
    let bare = words().authors.ranks.iter().find_map(|rank| {
        text.to_lowercase().starts_with(rank.as_str()).then(|| text.get(rank.len()..)).flatten()
    });
    let bare = bare.unwrap_or(text);
    let mut count = 0;
    for word in bare.split_whitespace() {
        count += 1;
        let first = word.chars().next();
        let fine = first.is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        if !fine {
            return false;
        }
    }
    (1..=MAX_WORDS).contains(&count)
}

/// The authors of an article; `signed` are the names at its end.
pub fn authors(sight: &Sight<'_>, signed: Vec<String>, behind: usize) -> Vec<Person> {
    let facts = &sight.facts;
    let site = super::site::name(sight).map(|s| normal(&s)).unwrap_or_default();
    let publishers: Vec<String> = facts.linked.publishers.iter().map(|p| normal(p)).collect();
    let micro: Vec<String> = facts.properties("author name").map(|(_, name)| name.to_owned()).collect();
    let plain = || {
        facts
            .properties("author")
            .filter(|(_, v)| is_name(without_label(v).1))
            .map(|(_, v)| v.to_owned())
            .collect::<Vec<_>>()
    };
    let shown = || {
        sight
            .by_cms(|article| article.author.as_deref())
            .map(|place| fold(sight.outline.text(place)))
            .into_iter()
            .collect::<Vec<_>>()
    };
    let is_person = |name: &String| {
        let known = normal(name);
        let published = facts.properties("publisher name").any(|(_, p)| normal(p) == known);
        let account = words().authors.accounts.has(name)
            || !name.contains(' ') && name.chars().next().is_some_and(char::is_lowercase);
        let portal = known == site || publishers.contains(&known) || published;
        !known.is_empty() && !account && !portal && !name.starts_with("http") && name.len() <= MAX_LINE_BYTES
    };
    let said: [&dyn Fn() -> Vec<String>; 8] = [
        &|| signed.clone(),
        &|| micro.clone(),
        &|| facts.linked.names("author"),
        &plain,
        &shown,
        &|| signed_behind(sight, behind),
        &|| rel_author(sight),
        // What stands there for every page is the portal itself, by whatever name.
        &|| facts.metas(&words().metas.author).filter(|name| !is_office(name)).map(str::to_owned).collect(),
    ];
    let found = said.iter().map(|names| {
        let names = names().into_iter().map(|name| plain_text(&name));
        let names = names.flat_map(|name| split(without_label(&name).1));
        names.filter(is_person).collect::<Vec<String>>()
    });
    let found = found.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    let mut people: Vec<Person> = Vec::new();
    for name in found.into_iter().take(MAX_AUTHORS) {
        if !people.iter().any(|known| known.name == name) {
            people.push(Person { name, email: None, uri: None });
        }
    }
    people
}

/// What links to its author say.
fn rel_author(sight: &Sight<'_>) -> Vec<String> {
    let outline = sight.outline;
    let is = |place: &usize| {
        outline.name(*place) == "a"
            && outline
                .attribute(*place, "rel")
                .is_some_and(|rel| rel.split_ascii_whitespace().any(|r| r == "author"))
    };
    let found = (0..outline.elements().len()).filter(is).map(|place| fold(outline.text(place)));
    found.filter(|name| is_name(name)).take(3).collect()
}
