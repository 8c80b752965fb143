//! What a source may say although this version does nothing with it yet: read, checked, and said so.

use super::table::{Table, Value};
use super::{limits, source, value};

/// Reads it from a `[[source]]`; only an enabled one is told that it has no effect.
pub(super) fn read(table: &Table<'_>, enabled: bool) {
    for key in ["include", "exclude"] {
        if let Some(value) = table.get(key) {
            if enabled {
                value.warn(format!("{key}: has no effect in this version yet"));
            }
            filter(&value, key);
        }
    }
}

/// `["phrase", …]` or `{ phrases = […], categories = […], urls = […] }`.
fn filter(value: &Value<'_>, key: &str) {
    let phrase = |v: Value<'_>| v.texts(value::NAME, |t| value::line(t, limits::TEXT_CHARS));
    if !value.is_table() {
        value.texts(value::NAME, |t| value::line(t, limits::TEXT_CHARS));
        return;
    }
    let Some(table) = value.table(key) else { return };
    let table = table.inside(source::KEYS);
    for key in ["phrases", "categories", "urls"] {
        table.get(key).map(phrase);
    }
    table.finish();
}
