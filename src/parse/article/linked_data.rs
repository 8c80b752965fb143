//! JSON-LD: the objects in it that are articles or trails, and what their members say.

use super::words::words;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Longest script read, in bytes.
const MAX_SCRIPT_BYTES: usize = 500_000;

/// Most values looked at in one page.
const MAX_VALUES: usize = 20_000;

/// Most texts of one member.
const MAX_TEXTS: usize = 20;

/// What the JSON-LD of a page says.
#[derive(Debug, Default)]
pub struct LinkedData {
    /// Objects that are articles.
    pub articles: Vec<Map<String, Value>>,
    /// Names in the trail of sections, in order.
    pub trail: Vec<String>,
    /// Names of whoever publishes.
    pub publishers: Vec<String>,
}

impl LinkedData {
    /// Reads one script.
    pub fn read(&mut self, script: &str) {
        if script.len() > MAX_SCRIPT_BYTES {
            return;
        }
        let script = script.trim().trim_end_matches(';');
        let Some(root) = parsed(script) else { return };
        let mut open: Vec<&Value> = vec![&root];
        let mut seen = 0_usize;
        while let Some(value) = open.pop() {
            seen = seen.saturating_add(1);
            if seen > MAX_VALUES {
                return;
            }
            match value {
                Value::Array(all) => open.extend(all.iter().rev()),
                Value::Object(object) => {
                    self.object(object);
                    open.extend(object.values());
                }
                _ => {}
            }
        }
    }

    fn object(&mut self, object: &Map<String, Value>) {
        let types = object.get("@type").map(texts).unwrap_or_default();
        let is = |fits: &dyn Fn(&str) -> bool| types.iter().any(|t| fits(&t.to_lowercase()));
        if is(&|t| words().article_types.contains(t)) {
            self.publishers.extend(names(object.get("publisher")));
            self.articles.push(object.clone());
        } else if is(&|t| t == "breadcrumblist") && self.trail.is_empty() {
            let items = object.get("itemListElement").and_then(Value::as_array);
            let name = |item: &Value| {
                let own = item.get("name").and_then(Value::as_str);
                own.or_else(|| item.get("item")?.get("name")?.as_str()).map(str::to_owned)
            };
            self.trail = items.into_iter().flatten().take(MAX_TEXTS).filter_map(name).collect();
        } else if is(&|t| matches!(t, "organization" | "newsmediaorganization" | "website")) {
            self.publishers.extend(object.get("name").map(texts).unwrap_or_default());
        }
    }

    /// The texts of a member of the first article that has it.
    pub fn texts(&self, member: &str) -> Vec<String> {
        let found = self.articles.iter().filter_map(|a| a.get(member)).map(texts);
        found.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default()
    }

    /// The names of a member of the first article that has it.
    pub fn names(&self, member: &str) -> Vec<String> {
        let found = self.articles.iter().map(|a| names(a.get(member)));
        found.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
    }
}

/// JSON, mended where its texts hold line breaks.
fn parsed(script: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let mended: Cow<'_, str> = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&mended).ok()
}

/// The texts of a value: itself, or those of an array.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.trim().to_owned()],
        Value::Array(all) => {
            all.iter().filter_map(Value::as_str).take(MAX_TEXTS).map(|t| t.trim().to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

/// The names of persons: texts, or objects with a name.
fn names(value: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| -> Vec<String> {
        match value {
            Value::Object(object) => object.get("name").map(texts).unwrap_or_default(),
            other => texts(other),
        }
    };
    match value {
        Some(Value::Array(all)) => all.iter().take(MAX_TEXTS).flat_map(one).collect(),
        Some(value) => one(value),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_found_wherever_they_stand() {
        let check = |script: &str, headline: &[&str], author: &[&str]| {
            let mut data = LinkedData::default();
            data.read(script);
            assert_eq!(data.texts("headline"), headline, "{script}");
            assert_eq!(data.names("author"), author, "{script}");
        };
        check(r#"{"@type":"NewsArticle","headline":" A ","author":{"name":"B"}}"#, &["A"], &["B"]);
        check(
            r#"{"@graph":[{"@type":["Article"],"headline":"A","author":[{"name":"B"},"C"]}]}"#,
            &["A"],
            &["B", "C"],
        );
        check("{\"@type\":\"Article\",\"headline\":\"A\nB\"}", &["A B"], &[]);
        check(r#"{"@type":"Product","headline":"A"}"#, &[], &[]);
        check("{", &[], &[]);
    }
}
