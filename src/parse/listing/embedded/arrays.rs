//! Arrays of objects that look like articles, and the paths that lead to them.

use super::objects::looks;
use serde_json::Value;
use std::collections::HashMap;

/// Most values looked at.
const MAX_VALUES: usize = 400_000;

/// Longest path, in members.
const MAX_PATH: usize = 40;

/// Most objects of one list.
const MAX_OBJECTS: usize = 5_000;

/// Fewest objects of a list.
const FEWEST: usize = 2;

/// A list in JSON.
pub struct Found<'a> {
    /// Where it stands.
    pub path: String,
    /// Its objects.
    pub objects: Vec<&'a Value>,
}

/// A value and the members that lead to it; `*` for any element.
type Step<'a> = (&'a Value, Vec<&'a str>);

/// The largest list of objects that look like articles.
pub fn best(documents: &[Value]) -> Option<Found<'_>> {
    let mut totals: HashMap<String, usize> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut left = MAX_VALUES;
    let mut open: Vec<Step<'_>> = documents.iter().rev().map(|d| (d, Vec::new())).collect();
    while let Some((value, path)) = open.pop() {
        left = left.saturating_sub(1);
        if left == 0 {
            break;
        }
        if path.len() >= MAX_PATH {
            continue;
        }
        match value {
            Value::Array(items) => {
                let count = items.iter().take(MAX_OBJECTS).filter(|item| looks(item)).count();
                if count >= FEWEST && count * 10 >= items.len().min(MAX_OBJECTS) * 6 {
                    let text = path.join(".");
                    if !totals.contains_key(&text) {
                        order.push(text.clone());
                    }
                    *totals.entry(text).or_default() += count;
                    continue;
                }
                for item in items.iter().rev() {
                    let mut path = path.clone();
                    path.push("*");
                    open.push((item, path));
                }
            }
            Value::Object(members) => {
                if members.get("@type").and_then(Value::as_str) == Some("BreadcrumbList") {
                    continue;
                }
                for (name, member) in
                    members.iter().filter(|(name, member)| is_step(name) && !member.is_string())
                {
                    let mut path = path.clone();
                    path.push(name);
                    open.push((member, path));
                }
            }
            _ => {}
        }
    }
    let most =
        order.iter().enumerate().max_by_key(|(at, path)| (totals.get(*path), usize::MAX.saturating_sub(*at)));
    let path = most?.1;
    let objects = at_path(documents, path);
    (objects.len() >= FEWEST).then(|| Found { path: path.clone(), objects })
}

/// A name that can stand in a path.
fn is_step(name: &str) -> bool {
    !name.is_empty() && name != "*" && !name.contains('.') && name.len() < 100
}

/// The objects of the arrays that a path leads to.
pub fn at_path<'a>(documents: &'a [Value], path: &str) -> Vec<&'a Value> {
    let steps: Vec<&str> = path.split('.').filter(|step| !step.is_empty()).take(MAX_PATH).collect();
    let mut values: Vec<&Value> = documents.iter().collect();
    for step in steps {
        let next = values.into_iter().flat_map(|value| match value {
            Value::Array(items) if step == "*" => items.iter().collect::<Vec<_>>(),
            Value::Object(members) => members.get(step).into_iter().collect(),
            _ => Vec::new(),
        });
        values = next.take(MAX_VALUES).collect();
    }
    let arrays = values.into_iter().filter_map(Value::as_array);
    arrays.flatten().filter(|item| looks(item)).take(MAX_OBJECTS).collect()
}
