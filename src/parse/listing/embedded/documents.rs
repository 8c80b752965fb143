//! The JSON documents in a page: in elements of their own, assigned to variables, sent in parts.

use crate::parse::page::Page;
use serde_json::Value;

/// Most scripts looked at.
const MAX_SCRIPTS: usize = 300;

/// Most bytes of JSON read in all.
const MAX_JSON_BYTES: usize = 6_000_000;

/// Most places of one script where JSON can begin.
const MAX_STARTS: usize = 20;

/// Parts sent by this call are one text together.
const PART: &str = "__next_f.push(";

/// All that can be read, in document order.
pub fn documents(page: &Page) -> Vec<Value> {
    let mut left = MAX_JSON_BYTES;
    let mut found = Vec::new();
    let mut parts = String::new();
    for script in page.document.select("script").iter().take(MAX_SCRIPTS) {
        let text = script.text();
        let text = text.trim();
        if text.len() > left {
            continue;
        }
        if text.starts_with(['{', '[']) {
            left = left.saturating_sub(text.len());
            found.extend(first_value(text));
        } else if text.contains(PART) {
            left = left.saturating_sub(text.len());
            parts_of(text, &mut parts);
        } else {
            assigned(text, &mut left, &mut found);
        }
    }
    found.extend(rows(&parts));
    found
}

/// The value at the start of a text.
fn first_value(text: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().next()?.ok()
}

/// Values assigned to variables: `window.__STATE__ = {…}`.
fn assigned(text: &str, left: &mut usize, found: &mut Vec<Value>) {
    let mut rest = text;
    for _ in 0..MAX_STARTS {
        let Some(at) = rest.find('=') else { return };
        rest = rest.get(at.saturating_add(1)..).unwrap_or_default();
        let value = rest.trim_start();
        if !value.starts_with(['{', '[']) || value.len() < 40 {
            continue;
        }
        *left = left.saturating_sub(value.len());
        if *left == 0 {
            return;
        }
        let mut values = serde_json::Deserializer::from_str(value).into_iter::<Value>();
        if let Some(Ok(one)) = values.next() {
            found.push(one);
            rest = value.get(values.byte_offset()..).unwrap_or_default();
        }
    }
}

/// The texts that calls send: `self.__next_f.push([1,"…"])`.
fn parts_of(text: &str, parts: &mut String) {
    for call in text.split(PART).skip(1) {
        if let Some(Value::Array(sent)) = first_value(call) {
            parts.extend(sent.iter().filter_map(Value::as_str));
        }
    }
}

/// The rows of what was sent in parts: `2c:[…]`, one a line.
fn rows(parts: &str) -> Vec<Value> {
    let row = |line: &str| {
        let (number, value) = line.split_once(':')?;
        let numbered = number.len() <= 8 && number.bytes().all(|b| b.is_ascii_hexdigit());
        (numbered && value.starts_with(['{', '['])).then(|| first_value(value)).flatten()
    };
    parts.lines().filter_map(row).collect()
}
