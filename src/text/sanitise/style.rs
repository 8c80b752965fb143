//! Inline CSS made harmless: an allow-list of properties, and values of plain words, numbers and colours.
//!
//! A value with anything else in it (functions other than `rgb`, addresses, variables, escapes, comments)
//! takes its declaration with it. Nothing here can move a text out of its place or hide it.

/// The declarations of `css` that may stay, as `property: value;` joined by blanks; may be empty.
pub(super) fn harmless(css: &str) -> String {
    let mut out = String::new();
    for (property, value) in declarations(css) {
        let property = property.to_ascii_lowercase();
        let Some(value) = allowed(&property).and_then(|values| tidy(value, values)) else { continue };
        let space = if out.is_empty() { "" } else { " " };
        out.extend([space, &property, ": ", &value, ";"]);
    }
    out
}

/// The declarations of `css` as written, unchecked.
pub(super) fn declarations(css: &str) -> impl Iterator<Item = (&str, &str)> {
    css.split(';').filter_map(|d| d.split_once(':')).map(|(property, value)| (property.trim(), value.trim()))
}

/// What the values of a property may be beside words, numbers and colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Values {
    Simple,
    /// Names of fonts, quoted or not; no size of nothing, which hides text.
    Font,
    /// How an element is laid out: never `none`.
    Display,
}

fn allowed(property: &str) -> Option<Values> {
    match property {
        "font" | "font-family" | "font-size" | "line-height" => Some(Values::Font),
        "display" => Some(Values::Display),
        _ => PROPERTIES.contains(&property).then_some(Values::Simple),
    }
}

const PROPERTIES: &[&str] = &[
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-collapse",
    "border-color",
    "border-left",
    "border-right",
    "border-spacing",
    "border-style",
    "border-top",
    "border-width",
    "clear",
    "color",
    "cursor",
    "direction",
    "float",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "text-align",
    "text-decoration",
    "text-indent",
    "text-transform",
    "vertical-align",
    "white-space",
    "width",
    "word-spacing",
];

/// Values of `display` that lay out as the element would be laid out anyway, or nearly so.
const DISPLAYS: &[&str] =
    &["block", "inline", "inline-block", "list-item", "table", "table-cell", "table-row"];

/// A longer value describes no decoration.
const MAX_VALUE_BYTES: usize = 200;

/// A value with its white space folded, if all of it is harmless.
fn tidy(value: &str, values: Values) -> Option<String> {
    let safe = |b: u8| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b' ' | b'\t'
                    | b'\n'
                    | b'#'
                    | b'%'
                    | b'.'
                    | b','
                    | b'-'
                    | b'!'
                    | b'\''
                    | b'"'
                    | b'('
                    | b')'
                    | b'/'
            )
    };
    if value.is_empty() || value.len() > MAX_VALUE_BYTES || !value.bytes().all(safe) {
        return None;
    }
    let mut rest = value;
    if let Some((before, word)) = value.rsplit_once('!') {
        if word.trim() != "important" || before.contains('!') {
            return None;
        }
        rest = before;
    }
    while !rest.is_empty() {
        rest = token(rest, values)?;
    }
    Some(value.replace('"', "'").split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

/// What follows the harmless token at the start of `s`.
fn token(s: &str, values: Values) -> Option<&str> {
    let s = s.trim_start();
    let first = s.chars().next();
    let Some(first) = first else { return Some("") };
    let word_end =
        s.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '%')).unwrap_or(s.len());
    let (word, after) = s.split_at(word_end);
    let font = values == Values::Font;
    match first {
        ',' => s.get(1..),
        '/' if font => s.get(1..),
        '\'' | '"' if font => {
            let (name, after) = s.get(1..)?.split_once(first)?;
            name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-')).then_some(after)
        }
        '#' => {
            let digits = s.get(1..)?;
            let length = digits.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let colour = digits.get(..length)?;
            let fits = matches!(length, 3 | 4 | 6 | 8) && colour.bytes().all(|b| b.is_ascii_hexdigit());
            digits.get(length..).filter(|_| fits)
        }
        '0'..='9' | '.' => length(word, font).then_some(after),
        'a'..='z' | 'A'..='Z' => match after.strip_prefix('(') {
            Some(inner) => colour_function(word, inner),
            None => is_word(word, values).then_some(after),
        },
        _ => None,
    }
}

fn is_word(word: &str, values: Values) -> bool {
    let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let shown = values != Values::Display || DISPLAYS.iter().any(|d| d.eq_ignore_ascii_case(word));
    plain && shown && !word.eq_ignore_ascii_case("transparent")
}

/// A number with or without a unit, not out of all measure.
fn length(word: &str, font: bool) -> bool {
    let digits = word.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (number, unit) = word.split_at(digits);
    let most = match unit.to_ascii_lowercase().as_str() {
        "" | "px" | "pt" => 2_000.0,
        "%" | "mm" => 500.0,
        "em" | "ex" | "rem" | "ch" | "in" | "cm" | "pc" | "vw" | "vh" => 100.0,
        _ => return false,
    };
    number.parse::<f32>().is_ok_and(|n| n <= most && !(font && n < 0.1))
}

/// What follows `rgb(…)`, given what follows its parenthesis.
fn colour_function<'a>(name: &str, inner: &'a str) -> Option<&'a str> {
    let (numbers, after) = inner.split_once(')')?;
    let known = ["rgb", "rgba"].iter().any(|n| n.eq_ignore_ascii_case(name));
    let digits = numbers.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b',' | b'.' | b'%'));
    (known && digits).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_stays() {
        let check = |css: &str, expected: &str| assert_eq!(harmless(css), expected, "{css:?}");
        check("color:red", "color: red;");
        check("COLOR : #F00 ; text-align:justify", "color: #F00; text-align: justify;");
        check("border:1px solid rgb(0, 128,0)!important", "border: 1px solid rgb(0, 128,0)!important;");
        check("font-family:\"Times New Roman\", serif", "font-family: 'Times New Roman', serif;");
        check("font: 12px/1.5 Arial", "font: 12px/1.5 Arial;");
        check("margin: 0 auto; display: inline-block", "margin: 0 auto; display: inline-block;");
        check("width:50%;height:2.5em", "width: 50%; height: 2.5em;");
        check(";;", "");
    }

    #[test]
    fn what_fetches_moves_or_hides_goes() {
        let check = |css: &str| assert_eq!(harmless(css), "", "{css:?}");
        check("background: url(http://t.example/p.gif)");
        check("background: u\\72l(x)");
        check("width: expression(alert(1))");
        check("color: var(--x)");
        check("color: /**/red");
        check("-moz-binding: url(x)");
        check("behavior: url(x.htc)");
        check("position: fixed; z-index: 9; top: 0");
        check("display: none");
        check("visibility: hidden; opacity: 0");
        check("font-size: 0; line-height: 0px");
        check("color: transparent");
        check("margin-left: -9999px; text-indent: -9999px");
        check("margin: 99999em; padding: 101em");
        check("color: red !x; color: !important red");
        check("font-family: 'a; color: b'");
        check("color: đỏ");
        check("mso-list: l0 level1; x");
    }
}
