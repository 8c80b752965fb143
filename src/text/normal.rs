//! Comparison form of texts.

use unicode_normalization::UnicodeNormalization;

/// The form in which texts are compared.
pub fn normal(s: &str) -> String {
    let lower: String = s.nfc().collect::<String>().to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || ",;-–&/".contains(c));
    words.filter(|w| !w.is_empty() && *w != "và").collect::<Vec<_>>().join(" ").replace("oá", "óa")
}

/// The normal form of the whole label, then those of its parts.
pub fn label_parts(s: &str) -> Vec<String> {
    let mut parts = vec![normal(s)];
    let spaced = s.replace(" - ", ",").replace(" và ", ",");
    for part in spaced.split([',', ';', '&', '/']).map(normal) {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// HTML → visible text.
pub fn visible(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
