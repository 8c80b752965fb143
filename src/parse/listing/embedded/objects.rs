//! Objects in JSON to entries: which member is the title, the address, the date.

use super::template::Template;
use crate::model::{Claim, Enclosure, Entry, Label};
use crate::parse::context::Context;
use crate::parse::dates::date;
use crate::parse::links::absolute;
use crate::parse::listing::address::address;
use crate::parse::listing::links::Links;
use crate::parse::listing::words::words;
use crate::text::{plain, sanitise};
use serde_json::{Map, Value};
use url::Url;

/// Fewest words of a title, on which a list is told from a menu.
const FEWEST_WORDS: usize = 3;

/// Longest title, in characters.
const MAX_CHARS: usize = 400;

/// Longest lead, in bytes.
const MAX_LEAD_BYTES: usize = 20_000;

/// Most members of an object that are looked at.
const MAX_MEMBERS: usize = 200;

/// Whether a value looks like an article: it has a title of several words, and an address or an id.
pub fn looks(value: &Value) -> bool {
    let Some(object) = inner(value) else { return false };
    let known = &words().members;
    let title = string(object, &known.title).unwrap_or_default();
    let named = [&known.link, &known.slug, &known.id].iter().any(|names| string(object, names).is_some());
    named && title.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// The object itself, or the one that a `ListItem` holds.
fn inner(value: &Value) -> Option<&Map<String, Value>> {
    let object = value.as_object()?;
    match object.get("item").and_then(Value::as_object) {
        Some(item) if string(object, &words().members.title).is_none() => Some(item),
        _ => Some(object),
    }
}

/// Entries of objects, each address once, and how many have none.
pub fn entries(objects: &[&Value], links: &Links, base: &Url, context: &Context<'_>) -> (Vec<Entry>, usize) {
    let maps: Vec<&Map<String, Value>> = objects.iter().filter_map(|o| inner(o)).collect();
    let template = Template::learn(&maps, links);
    let mut found: Vec<Entry> = Vec::new();
    let mut known = std::collections::HashSet::new();
    let mut without = 0;
    for object in maps {
        if found.len() >= context.max_entries {
            break;
        }
        let entry = entry(object, template.as_ref(), base, context);
        let identity = entry.link.clone().or_else(|| entry.guid.clone());
        if entry.title.is_empty() || identity.is_none() || !known.insert(identity) {
            continue;
        }
        without += usize::from(entry.link.is_none());
        found.push(entry);
    }
    (found, without)
}

fn entry(
    object: &Map<String, Value>,
    template: Option<&Template>,
    base: &Url,
    context: &Context<'_>,
) -> Entry {
    let known = &words().members;
    let given = string(object, &known.link).filter(|link| link.contains('/') || is_page(link));
    let link = given.and_then(|link| address(&link, base)).map(|a| a.url);
    let link = link.or_else(|| template.and_then(|t| t.fill(object)));
    let guid = if link.is_some() {
        None
    } else {
        string(object, &known.id)
            .or_else(|| string(object, &known.slug))
            .or_else(|| string(object, &known.link))
    };
    let title = string(object, &known.title).map(|t| plain(&t)).unwrap_or_default();
    let lead = string(object, &known.lead).filter(|lead| lead.len() <= MAX_LEAD_BYTES);
    let section =
        string(object, &known.section).map(|s| plain(&s)).filter(|s| !s.is_empty() && s.len() < 200);
    Entry {
        title: title.chars().take(MAX_CHARS).collect::<String>().trim_end().to_owned(),
        link,
        guid: guid.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
        published: string(object, &known.date).and_then(|d| claim(&d, context)),
        summary: lead.map(|lead| sanitise(&lead, Some(base))).unwrap_or_default(),
        enclosures: picture(object, base).into_iter().collect(),
        labels: section.map(|term| Label { term, scheme: None, label: None }).into_iter().collect(),
        ..Entry::default()
    }
}

fn claim(text: &str, context: &Context<'_>) -> Option<Claim> {
    date(text, context.date_order, context.fetched)
}

fn picture(object: &Map<String, Value>, base: &Url) -> Option<Enclosure> {
    let url = string(object, &words().members.picture).and_then(|url| absolute(&url, base))?;
    let media_type = crate::parse::page::media_type(&url).map(str::to_owned);
    Some(Enclosure { url, length: None, media_type })
}

/// Whether a name ends like a page.
fn is_page(text: &str) -> bool {
    text.rsplit_once('.')
        .is_some_and(|(_, ending)| words().addresses.pages.contains(&ending.to_ascii_lowercase()))
}

/// The member with the best of these names, as text. Of an object its name or address, of an array its first.
pub fn string(object: &Map<String, Value>, names: &[String]) -> Option<String> {
    let folded = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
    let members: Vec<(String, &Value)> =
        object.iter().take(MAX_MEMBERS).map(|(name, value)| (folded(name), value)).collect();
    names.iter().find_map(|wanted| {
        let of_name = members.iter().filter(|(name, _)| name == wanted);
        of_name.into_iter().find_map(|(_, value)| text_of(value, 2))
    })
}

fn text_of(value: &Value, depth: usize) -> Option<String> {
    let next = depth.checked_sub(1);
    match value {
        Value::String(text) => Some(text.clone()).filter(|t| !t.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => text_of(items.first()?, next?),
        Value::Object(members) => {
            let inner = ["rendered", "name", "title", "url", "src", "href", "$oid", "$date", "current"];
            inner.iter().find_map(|name| text_of(members.get(*name)?, next?))
        }
        Value::Null | Value::Bool(_) => None,
    }
}
