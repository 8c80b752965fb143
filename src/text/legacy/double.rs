//! UTF-8 that was read as windows-1252 or ISO 8859-1 and encoded once more, undone.

use encoding_rs::WINDOWS_1252;

/// `text` with one encoding taken off, if that can be done to all of it: every run of characters beyond
/// ASCII that has a letter is UTF-8 in disguise. Signs that are none (a dash of the template) stay.
pub fn undone(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while !rest.is_empty() {
        let (plain, from) = rest.split_at(rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len()));
        let (run, after) = from.split_at(from.find(|c: char| c.is_ascii()).unwrap_or(from.len()));
        out.push_str(plain);
        let bytes: Option<Vec<u8>> = run.chars().map(byte).collect();
        match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(meant) => {
                changed |= !run.is_empty();
                out.push_str(&meant);
            }
            None if run.contains(|c| matches!(c, '\u{C0}'..='\u{FF}')) => return None,
            None => out.push_str(run),
        }
        rest = after;
    }
    changed.then_some(out)
}

/// The byte that a character stands for, in either of the two charsets.
fn byte(c: char) -> Option<u8> {
    match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte),
        Err(_) => {
            let mut buffer = [0; 4];
            let (bytes, _, unknown) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            bytes.first().copied().filter(|_| !unknown)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(undone(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn all_of_it_or_nothing() {
        check("TuyÃªn giÃ¡o, Tá»\u{89}nh á»§y", Some("Tuyên giáo, Tỉnh ủy"));
        check("TuyÃªn giÃ¡o, Tá»‰nh á»§y – © 2026", Some("Tuyên giáo, Tỉnh ủy – © 2026"));
        check("TuyÃªn giáo", None);
        check("café", None);
        check("Tin – bài", None);
        check("Tin", None);
        check("“Tin”", None);
    }
}
