//! JSON Feed: values of the wrong type read as what was meant.

use super::facts::{Channel, Facts, Item, Ranked, Raw, RawLink};
use super::json_syntax;
use crate::model::{Dropped, FeedKind, Label, Person, Problem};
use crate::parse::refusal;
use crate::parse::tally::Tally;
use serde_json::{Map, Value};

/// A JSON Feed, as it is written.
pub struct Read {
    /// As in XML.
    pub facts: Facts,
    /// Items that are no objects.
    pub dropped: Vec<Dropped>,
}

/// Most entries of a list kept.
const MAX_LIST: usize = super::facts::MAX_LIST;

/// Most values of a document: a tree takes a hundred times the bytes of the smallest.
const MAX_VALUES: usize = 200_000;

/// About how many values `text` holds.
fn values(text: &str) -> usize {
    let (mut quoted, mut escaped, mut count) = (false, false, 0);
    for b in text.bytes() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' | b',' if !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// Reads a JSON Feed (1.0 and 1.1).
pub fn read(text: &str, max_entries: usize, tally: &mut Tally) -> Result<Read, Problem> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if values(text) > MAX_VALUES {
        return Err(refusal::broken(&format!("the JSON holds over {MAX_VALUES} values")));
    }
    let (parsed, fault) = match serde_json::from_str(text) {
        Ok(parsed) => (parsed, None),
        Err(fault) => {
            (serde_json::from_str(&json_syntax::mend(text, tally)).unwrap_or_default(), Some(fault))
        }
    };
    let other = |what| match &fault {
        Some(fault) => refusal::broken(&format!("the JSON is broken: {fault}")),
        None => refusal::other_json(what),
    };
    let Value::Object(feed) = parsed else { return Err(other("an object")) };
    let is_feed = feed.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed.org"));
    let Some(Value::Array(given)) = feed.get("items").filter(|_| is_feed || feed.contains_key("title"))
    else {
        return Err(other("version and items"));
    };
    let mut dropped = Vec::new();
    let objects: Vec<&Map<String, Value>> = given
        .iter()
        .filter_map(|item| {
            if !item.is_object() {
                dropped.push(Dropped { reason: "the item is no JSON object".into(), title: None });
            }
            item.as_object()
        })
        .collect();
    dropped.truncate(MAX_LIST);
    let items: Vec<Item> = objects.iter().take(max_entries).map(|o| item(o, tally)).collect();
    let channel = channel(&feed, tally);
    let beyond = objects.len().saturating_sub(max_entries);
    let facts = Facts { kind: FeedKind::Json, channel, items, beyond };
    Ok(Read { facts, dropped })
}

fn item(object: &Map<String, Value>, tally: &mut Tally) -> Item {
    let mut text = |key: &str| string(object, key, tally);
    let plain = |text: Option<String>| text.map(|text| Raw { text, html: false });
    let html = text("content_html").map(|text| Raw { text, html: true });
    let mut item = Item {
        guid: text("id"),
        permalink: None,
        title: Ranked::new(plain(text("title"))),
        summary: Ranked::new(plain(text("summary"))),
        content: Ranked::new(html.or_else(|| plain(text("content_text")))),
        published: Ranked::new(text("date_published")),
        updated: Ranked::new(text("date_modified")),
        ..Item::default()
    };
    let link = |href: String| RawLink { href, ..RawLink::default() };
    item.links = [text("url"), text("external_url")].into_iter().flatten().map(link).collect();
    item.authors = authors(object, tally);
    item.labels = list(object, "tags")
        .iter()
        .filter_map(|t| scalar(t, tally))
        .map(|term| Label { term, ..Label::default() })
        .take(MAX_LIST)
        .collect();
    let attachment = |given: &Value| {
        let given = given.as_object()?;
        let length = given.get("size_in_bytes").and_then(Value::as_u64);
        let media_type = given.get("mime_type").and_then(Value::as_str).map(str::to_owned);
        let href = given.get("url").and_then(Value::as_str)?.to_owned();
        Some(RawLink { href, media_type, length, ..RawLink::default() })
    };
    item.enclosures = list(object, "attachments").iter().filter_map(attachment).take(MAX_LIST).collect();
    item
}

fn channel(feed: &Map<String, Value>, tally: &mut Tally) -> Channel {
    let mut text = |key: &str| string(feed, key, tally);
    let plain = |text: Option<String>| text.map(|text| Raw { text, html: false });
    let mut channel = Channel {
        title: Ranked::new(plain(text("title"))),
        subtitle: Ranked::new(plain(text("description"))),
        id: text("feed_url"),
        language: text("language"),
        ..Channel::default()
    };
    channel.links =
        text("home_page_url").into_iter().map(|href| RawLink { href, ..RawLink::default() }).collect();
    channel.authors = authors(feed, tally);
    channel
}

/// `authors` of 1.1, `author` of 1.0; an object or only a name.
fn authors(object: &Map<String, Value>, tally: &mut Tally) -> Vec<Person> {
    let given = list(object, "authors").iter().chain(object.get("author").filter(|a| !a.is_null()));
    let mut found: Vec<Person> = Vec::new();
    for author in given {
        let person = match author.as_object() {
            Some(person) => Person {
                name: string(person, "name", tally).unwrap_or_default(),
                email: None,
                uri: string(person, "url", tally),
            },
            None => Person { name: scalar(author, tally).unwrap_or_default(), ..Person::default() },
        };
        if person != Person::default() && !found.contains(&person) && found.len() < MAX_LIST {
            found.push(person);
        }
    }
    found
}

fn list<'a>(object: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    object.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn string(object: &Map<String, Value>, key: &str, tally: &mut Tally) -> Option<String> {
    object.get(key).and_then(|v| scalar(v, tally))
}

/// A text; a number or a truth value counts as one.
fn scalar(value: &Value, tally: &mut Tally) -> Option<String> {
    let text = match value {
        Value::String(s) => s.trim().to_owned(),
        Value::Number(n) => {
            tally.note("json-mended");
            n.to_string()
        }
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            tally.note("json-mended");
            return None;
        }
        Value::Null => return None,
    };
    Some(text).filter(|t| !t.is_empty())
}
