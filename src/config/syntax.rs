//! What the TOML parser complains of, said so that an editor who never heard of TOML can mend it.

use super::page::shown;
use super::value;

/// A sentence for a complaint of the parser: `found` is what it points at, `line` the whole line.
pub(super) fn sentence(message: &str, found: &str, line: &str) -> String {
    let whole = shown(line);
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker)) {
        return format!("`{whole}` was left by a merge: keep one of the two versions and delete the marks");
    }
    match message {
        m if about_quotes(m) => missing_quotes(found, line),
        m if m.starts_with("duplicate key") => twice(found, line),
        m if m.starts_with("key with no value") => no_value(line),
        m if m.starts_with("invalid basic string") => {
            format!("the text in `{whole}` has no end: expected a closing \" on the same line")
        }
        m if m.starts_with("invalid literal string") => {
            format!("the text in `{whole}` has no end: expected a closing ' on the same line")
        }
        m if m.starts_with("invalid multi-line") => {
            "a text that begins with three quotes has no end: expected three quotes after it".to_owned()
        }
        m if m.starts_with("missing comma") => {
            format!("`{whole}` lacks a comma between two elements, or the bracket that ends the list")
        }
        m if m.starts_with("unclosed array table") => {
            format!("`{whole}` has no end: expected ]] after the name")
        }
        m if m.starts_with("unclosed table") => format!("`{whole}` has no end: expected ] after the name"),
        m if m.starts_with("missing escaped value") || m.contains("escape") => {
            format!(
                "`{whole}` has a backslash in double quotes: write \\\\, or single quotes around the text"
            )
        }
        m if m.starts_with("invalid unquoted key") && unseen(line).is_some() => {
            let code = unseen(line).map(value::code_point).unwrap_or_default();
            format!("`{whole}` has the invisible character {code} before its value: write the line anew")
        }
        m if m.starts_with("invalid unquoted key") => {
            format!("`{whole}` is no key: expected a name of a-z, 0-9, '_' and '-', then =")
        }
        m if m.starts_with("unexpected key or value") => format!(
            "`{whole}` goes on after its value: expected one key on a line; a quote inside \"…\" is written \\\""
        ),
        m if m.starts_with("unexpected leading zero") => {
            format!("`{whole}` has a number that begins with 0: leave the 0 out")
        }
        m => format!("`{whole}` is not TOML: {m}"),
    }
}

/// Whether what follows a complaint is likely to be an echo of it.
pub(super) fn is_contagious(message: &str) -> bool {
    ["missing comma", "unclosed", "multi-line"].iter().any(|part| message.contains(part))
}

fn twice(found: &str, line: &str) -> String {
    let whole = shown(line);
    if whole.starts_with("[[") {
        let single = whole.trim_start_matches('[').trim_end_matches(']');
        return format!(
            "`{whole}` stands below `[{single}]` or a table that is a part of it: write `{whole}` with two \
             brackets each time, and its parts below it"
        );
    }
    if whole.starts_with('[') {
        return format!("`{whole}` is given twice: put its keys below one of the two");
    }
    format!("{} is given twice in the same table: keep one of them", shown(found))
}

/// A character in the key that looks like a blank or like nothing.
fn unseen(line: &str) -> Option<char> {
    let key = line.split('=').next().unwrap_or_default();
    key.chars().find(|c| value::is_invisible(*c) || (c.is_whitespace() && !c.is_ascii()))
}

fn about_quotes(message: &str) -> bool {
    message.starts_with("string values must be quoted")
        || message.starts_with("invalid boolean")
        || message.starts_with("invalid float")
        || message.starts_with("invalid integer")
}

fn missing_quotes(found: &str, line: &str) -> String {
    let value = shown(found);
    if value.is_empty() {
        return format!("`{}` has no value: expected one after =", shown(line));
    }
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => return format!("{value} is no value: expected true, in small letters"),
        "false" | "no" | "off" => return format!("{value} is no value: expected false, in small letters"),
        _ => {}
    }
    if value.contains(['“', '”', '‘', '’', '«', '»']) {
        return format!("{value} stands in typographic quotes: expected straight ones, \"…\"");
    }
    format!("{value} stands without quotes: expected a text in double quotes, or a number, true or false")
}

fn no_value(line: &str) -> String {
    let whole = shown(line);
    match line.split_once(':') {
        Some((key, _)) if !line.contains('=') => {
            format!("`{whole}` has a colon after {:?}: expected key = value", shown(key))
        }
        _ => format!("`{whole}` has no value: expected key = value"),
    }
}
