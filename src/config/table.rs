//! [`Table`] and [`Value`]: a document walked by hand, so that every fault of it is found in one go.
//!
//! A reader asks a table for the keys it knows; what was never asked for is unknown, and said so by
//! [`Table::finish`]. Every reader returns something or nothing, never stops.

use super::fault::{Findings, Place, Placed};
use super::nearest::nearest;
use super::page::Page;
use super::{limits, value};
use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};
use std::time::Duration;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where a reader stands: the page it reads and the list it notes faults on.
#[derive(Clone, Copy)]
pub(super) struct Desk<'t> {
    pub page: &'t Page,
    pub findings: &'t Findings,
}

/// A table being read; absent ones read as empty.
pub(super) struct Table<'t> {
    desk: Desk<'t>,
    /// As an editor writes it: `[fetch]`; empty for the top of a file.
    title: String,
    start: usize,
    entries: Option<&'t DeTable<'t>>,
    known: RefCell<Vec<&'static str>>,
    /// Keys of the table that this one is a part of, to say that one of them slipped below a header.
    outer: &'static [&'static str],
}

/// The value of a key, or one element of its list.
pub(super) struct Value<'t> {
    desk: Desk<'t>,
    key: String,
    span: Range<usize>,
    value: &'t DeValue<'t>,
}

impl<'t> Table<'t> {
    /// The top of a file.
    pub fn root(desk: Desk<'t>, document: &'t Spanned<DeTable<'t>>) -> Self {
        let entries = Some(document.get_ref());
        Self { desk, title: String::new(), start: 0, entries, known: RefCell::default(), outer: &[] }
    }

    /// The same table, with the keys an editor may have meant for the one around it.
    pub fn inside(mut self, outer: &'static [&'static str]) -> Self {
        self.outer = outer;
        self
    }

    /// Whether the table is there at all.
    pub fn is_present(&self) -> bool {
        self.entries.is_some()
    }

    /// Where it begins: its header or brace.
    pub fn place(&self) -> Place {
        self.desk.page.place(self.start)
    }

    /// Notes a fault at the table's beginning.
    pub fn fault(&self, sentence: impl Into<String>) {
        self.desk.findings.fault(&self.place(), sentence);
    }

    /// The value of a key, absent when it is not written.
    pub fn get(&self, key: &'static str) -> Option<Value<'t>> {
        let mut known = self.known.borrow_mut();
        if !known.contains(&key) {
            known.push(key);
        }
        let value = self.entries?.get(key)?;
        Some(Value { desk: self.desk, key: key.to_owned(), span: value.span(), value: value.get_ref() })
    }

    /// The value of a key that must be there.
    pub fn need(&self, key: &'static str, expected: &str) -> Option<Value<'t>> {
        let value = self.get(key);
        if value.is_none() {
            self.fault(format!("{} has no {key}: expected {expected}", self.title));
        }
        value
    }

    /// A table of its own below this one; empty when it is not written.
    pub fn section(&self, key: &'static str) -> Table<'t> {
        let title = if self.title.is_empty() {
            format!("[{key}]")
        } else {
            format!("[{}.{key}]", self.title.trim_matches(['[', ']']))
        };
        match self.get(key).and_then(|value| value.table(&title)) {
            Some(table) => table,
            None => Table {
                desk: self.desk,
                title,
                start: self.start,
                entries: None,
                known: RefCell::default(),
                outer: &[],
            },
        }
    }

    /// The `[[key]]` tables, at most `limit` of them.
    pub fn sections(&self, key: &'static str, limit: usize) -> Vec<Table<'t>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let title = format!("[[{key}]]");
        let DeValue::Array(elements) = value.value else {
            value.mismatch(&format!("{title}, with two brackets on each side"), None);
            return Vec::new();
        };
        if elements.len() > limit {
            value.fault(format!("{} tables {title}: expected at most {limit}", elements.len()));
        }
        value.elements(elements).take(limit).filter_map(|element| element.table(&title)).collect()
    }

    /// Every key with its value, for tables whose keys are free; none of them is unknown.
    pub fn all(&self) -> Vec<(&'t str, Value<'t>)> {
        let entries = self.entries.into_iter().flat_map(DeTable::iter);
        let mut all: Vec<_> =
            entries.map(|(key, value)| (key.get_ref().as_ref(), self.named(key, value))).collect();
        all.sort_by_key(|(_, value)| value.span.start);
        all
    }

    /// Notes every key that nobody asked for.
    pub fn finish(self) {
        let known = self.known.borrow();
        for (key, _) in self.entries.into_iter().flat_map(DeTable::iter) {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let place = self.desk.page.place(key.span().start);
                self.desk.findings.fault(&place, self.unknown(name, &known));
            }
        }
    }

    fn unknown(&self, name: &str, known: &[&'static str]) -> String {
        let shown = super::page::shown(name);
        let place = if self.title.is_empty() { "here".to_owned() } else { format!("in {}", self.title) };
        if self.outer.contains(&name) {
            return format!("unknown key {shown:?} {place}: it belongs above the line {}", self.title);
        }
        if self.title.is_empty() && super::source::TABLES.contains(&name) {
            return format!("unknown key {shown:?} {place}: did you mean [source.{name}]");
        }
        match nearest(name, known.iter().copied()) {
            Some(meant) => format!("unknown key {shown:?} {place}: did you mean {meant:?}"),
            None => format!("unknown key {shown:?} {place}: expected one of {}", known.join(", ")),
        }
    }

    fn named(&self, key: &Spanned<std::borrow::Cow<'t, str>>, value: &'t Spanned<DeValue<'t>>) -> Value<'t> {
        let key = super::page::shown(key.get_ref());
        Value { desk: self.desk, key, span: value.span(), value: value.get_ref() }
    }
}

impl<'t> Value<'t> {
    /// Where it stands.
    pub fn place(&self) -> Place {
        self.desk.page.place(self.span.start)
    }

    /// Itself with its place.
    pub fn placed<T>(&self, value: T) -> Placed<T> {
        Placed { value, place: self.place() }
    }

    /// Notes a fault here.
    pub fn fault(&self, sentence: impl Into<String>) {
        self.desk.findings.fault(&self.place(), sentence);
    }

    /// Notes a warning here.
    pub fn warn(&self, sentence: impl Into<String>) {
        self.desk.findings.warn(&self.place(), sentence);
    }

    /// `key = value` as it is written, for a sentence.
    pub fn quote(&self) -> String {
        format!("{} = {}", self.key, self.desk.page.quote(self.span.clone()))
    }

    /// Notes that something else was expected here.
    pub fn mismatch(&self, expected: &str, advice: Option<&str>) {
        let advice = advice.map(|advice| format!("; {advice}")).unwrap_or_default();
        self.fault(format!("{}: expected {expected}{advice}", self.quote()));
    }

    /// A text, read by `read`.
    pub fn text<T>(
        &self,
        expected: &str,
        read: impl FnOnce(&'t str) -> Result<T, value::Mismatch>,
    ) -> Option<T> {
        let DeValue::String(text) = self.value else {
            self.mismatch(expected, self.advice(expected).as_deref());
            return None;
        };
        match read(text) {
            Ok(value) => Some(value),
            Err(value::Mismatch { expected, advice }) => {
                self.mismatch(&expected, advice.as_deref());
                None
            }
        }
    }

    /// What a value of another type was perhaps meant to be.
    fn advice(&self, expected: &str) -> Option<String> {
        let written = self.desk.page.quote(self.span.clone());
        match self.value {
            DeValue::Integer(_) if expected == value::DURATION => {
                Some(format!("did you mean \"{written}m\""))
            }
            DeValue::Integer(_) if expected == value::SIZE => Some(format!("did you mean \"{written}MiB\"")),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                Some("put it in quotes".to_owned())
            }
            _ => None,
        }
    }

    /// `true` or `false`.
    pub fn boolean(&self) -> Option<bool> {
        let advice = match self.value {
            DeValue::Boolean(value) => return Some(*value),
            DeValue::String(text) if matches!(text.as_ref(), "true" | "false") => {
                Some("leave the quotes out")
            }
            _ => None,
        };
        self.mismatch("true or false", advice);
        None
    }

    /// A whole number within bounds.
    pub fn integer(&self, bounds: RangeInclusive<i64>) -> Option<i64> {
        let (number, advice) = match self.value {
            DeValue::Integer(digits) => (i64::from_str_radix(digits.as_str(), digits.radix()).ok(), None),
            DeValue::String(text) if text.parse::<i64>().is_ok() => (None, Some("leave the quotes out")),
            _ => (None, None),
        };
        if let Some(number) = number.filter(|number| bounds.contains(number)) {
            return Some(number);
        }
        self.mismatch(&format!("a whole number from {} to {}", bounds.start(), bounds.end()), advice);
        None
    }

    /// A whole number that counts things.
    pub fn count(&self, bounds: RangeInclusive<i64>) -> Option<usize> {
        self.integer(bounds).and_then(|number| usize::try_from(number).ok())
    }

    /// A duration within bounds.
    pub fn duration(&self, bounds: &RangeInclusive<Duration>) -> Option<Duration> {
        self.text(value::DURATION, |text| value::duration(text, bounds))
    }

    /// The elements of a list; noted and empty when it is none.
    pub fn list(&self, of: &str) -> Vec<Value<'t>> {
        let DeValue::Array(elements) = self.value else {
            let written = self.desk.page.quote(self.span.clone());
            let advice =
                matches!(self.value, DeValue::String(_)).then(|| format!("did you mean [{written}]"));
            self.mismatch(&format!("a list of {of} in brackets"), advice.as_deref());
            return Vec::new();
        };
        if elements.len() > limits::LIST_ELEMENTS {
            self.fault(format!(
                "{}: expected at most {} elements, not {}",
                self.key,
                limits::LIST_ELEMENTS,
                elements.len()
            ));
        }
        self.elements(elements).take(limits::LIST_ELEMENTS).collect()
    }

    /// A list of texts, each read by `read`.
    pub fn texts<T>(&self, expected: &str, read: impl Fn(&str) -> Result<T, value::Mismatch>) -> Vec<T> {
        self.list("texts").iter().filter_map(|element| element.text(expected, &read)).collect()
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    /// Whether it is a table.
    pub fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    /// A table, by the title that sentences call it.
    pub fn table(&self, title: &str) -> Option<Table<'t>> {
        let DeValue::Table(entries) = self.value else {
            self.mismatch(&format!("a table {title}"), None);
            return None;
        };
        Some(Table {
            desk: self.desk,
            title: title.to_owned(),
            start: self.span.start,
            entries: Some(entries),
            known: RefCell::default(),
            outer: &[],
        })
    }

    fn elements(&self, elements: &'t [Spanned<DeValue<'t>>]) -> impl Iterator<Item = Value<'t>> {
        let (desk, key) = (self.desk, self.key.clone());
        elements.iter().map(move |e| Value { desk, key: key.clone(), span: e.span(), value: e.get_ref() })
    }
}
