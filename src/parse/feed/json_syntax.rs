//! JSON of any quality made well-formed: raw control characters, half surrogate pairs, trailing commas,
//! numbers out of range, values nested too deep, a document cut in the middle. One pass, no tree; only
//! asked for documents that a strict reader refuses.

use crate::parse::tally::Tally;

/// Deepest nesting kept; what is deeper becomes `null`. A strict reader gives up at 128.
const MAX_DEPTH: usize = 100;

/// Makes `text`, which begins with `{` or `[`, well-formed as far as that goes.
pub fn mend(text: &str, tally: &mut Tally) -> String {
    let mut mender =
        Mender { rest: text, out: String::with_capacity(text.len()), open: Vec::new(), safe: (0, 0) };
    mender.run();
    let Mender { rest, mut out, open, safe } = mender;
    tally.note("json-syntax");
    if open.is_empty() {
        if !rest.trim().is_empty() {
            tally.note("junk-after-root");
        }
        return out;
    }
    tally.note("truncated");
    out.truncate(safe.0);
    let closing = |bracket: &u8| if *bracket == b'{' { '}' } else { ']' };
    out.extend(open.iter().take(safe.1).rev().map(closing));
    out
}

struct Mender<'a> {
    rest: &'a str,
    out: String,
    /// The open brackets.
    open: Vec<u8>,
    /// Up to where `out` is whole, the open brackets closed: how long it was, and how many were open.
    /// Looked for outside and between the items alone: a cut item is no item.
    safe: (usize, usize),
}

impl Mender<'_> {
    fn run(&mut self) {
        while let Some(first) = self.rest.bytes().next() {
            match first {
                b'{' | b'[' if self.open.len() == MAX_DEPTH => self.too_deep(),
                b'{' | b'[' => {
                    self.separate();
                    self.copy(1);
                    self.open.push(first);
                    self.mark();
                }
                b'}' | b']' => self.close(),
                b',' => {
                    self.mark();
                    self.copy(1);
                }
                b'"' => {
                    self.separate();
                    self.string();
                }
                b if b.is_ascii_whitespace() || b == b':' => self.copy(1),
                _ => self.word(),
            }
            if self.open.is_empty() {
                return;
            }
        }
    }

    fn copy(&mut self, bytes: usize) {
        let (before, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.out.push_str(before);
        self.rest = rest;
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn mark(&mut self) {
        if self.open.len() <= 2 {
            self.safe = (self.out.len(), self.open.len());
        }
    }

    /// A comma that was forgotten between two values.
    fn separate(&mut self) {
        let last = self.out.trim_end().bytes().next_back();
        if last.is_some_and(|b| matches!(b, b'}' | b']' | b'"') || b.is_ascii_alphanumeric()) {
            self.mark();
            self.out.push(',');
        }
    }

    fn close(&mut self) {
        let trimmed = self.out.trim_end();
        if let Some(without) = trimmed.strip_suffix(',') {
            self.out.truncate(without.len());
        }
        self.skip(1);
        // A bracket of the other kind ends what is open, too.
        if let Some(opened) = self.open.pop() {
            self.out.push(if opened == b'{' { '}' } else { ']' });
        }
        self.mark();
    }

    /// Skips a value that is nested too deep.
    fn too_deep(&mut self) {
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        let end = self.rest.bytes().position(|b| {
            match b {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        self.out.push_str("null");
        self.skip(end.map_or(self.rest.len(), |at| at + 1));
    }

    fn string(&mut self) {
        self.copy(1);
        loop {
            let plain = self.rest.bytes().position(|b| b == b'"' || b == b'\\' || b < 0x20);
            let Some(plain) = plain else {
                self.rest = "";
                return;
            };
            self.copy(plain);
            match self.rest.as_bytes() {
                [b'"', ..] => return self.copy(1),
                [b'\\', b'u' | b'U', ..] => self.unicode(),
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => self.copy(2),
                [b'\\', ..] => {
                    self.out.push_str("\\\\");
                    self.skip(1);
                }
                [control, ..] => {
                    self.out.push_str(&format!("\\u{control:04x}"));
                    self.skip(1);
                }
                [] => return,
            }
        }
    }

    /// `\uXXXX`; half of a surrogate pair becomes U+FFFD.
    fn unicode(&mut self) {
        let unit = |s: &str| {
            let digits = s.strip_prefix("\\u").or_else(|| s.strip_prefix("\\U"))?.get(..4)?;
            digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
        };
        match (unit(self.rest), self.rest.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => self.copy(12),
            (Some(0xD800..=0xDFFF), _) => {
                self.out.push_str("\\ufffd");
                self.skip(6);
            }
            (Some(_), _) => self.copy(6),
            (None, _) => {
                self.out.push_str("\\\\");
                self.skip(1);
            }
        }
    }

    /// A number, `true`, `false`, `null`; anything else counts as `null`.
    fn word(&mut self) {
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, ',' | ':' | '{' | '}' | '[' | ']' | '"');
        let length = self.rest.find(ends).unwrap_or(self.rest.len()).max(1);
        let word = self.rest.get(..length).unwrap_or_default();
        let whole = serde_json::from_str::<serde_json::Value>(word).is_ok();
        self.out.push_str(if whole { word } else { "null" });
        self.skip(length);
        if self.rest.is_empty() {
            // It may have been cut.
            self.out.truncate(self.safe.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(mend(text, &mut Tally::default()), expected, "{text:?}");
    }

    #[test]
    fn broken_json_is_mended() {
        check("{\"a\":\"x\ny\u{1}\"}", "{\"a\":\"x\\u000ay\\u0001\"}");
        check(
            r#"{"a":"\ud800x \udc00 \ud83d\ude00 \q \u12"}"#,
            r#"{"a":"\ufffdx \ufffd \ud83d\ude00 \\q \\u12"}"#,
        );
        check(r#"{"a":[1,2,],}"#, r#"{"a":[1,2]}"#);
        check(
            r#"{"a":NaN,"b":1e400,"c":-1.5e3,"d":undefined}"#,
            r#"{"a":null,"b":1e400,"c":-1.5e3,"d":null}"#,
        );
        check(r#"[{"a":1 "b":"x"}{"a":2}]"#, r#"[{"a":1 ,"b":"x"},{"a":2}]"#);
        check(r#"{"a":1}<!-- cached -->"#, r#"{"a":1}"#);
    }

    #[test]
    fn a_cut_document_keeps_its_whole_items() {
        check(r#"{"items":[{"id":"1"},{"id":"2"#, r#"{"items":[{"id":"1"}]}"#);
        check(r#"{"items":[{"id":"1"},{"id":"2"}"#, r#"{"items":[{"id":"1"},{"id":"2"}]}"#);
        check(r#"{"items":[{"id":"1"}],"title":"T"#, r#"{"items":[{"id":"1"}]}"#);
        check(r#"{"title":"T","items":[{"id":"#, r#"{"title":"T","items":[]}"#);
        check(r#"{"title":"T","n":12"#, r#"{"title":"T"}"#);
        check("{", "{}");
    }

    #[test]
    fn what_is_too_deep_is_nothing() {
        let deep =
            format!("{{\"items\":[{{\"id\":1,\"x\":{}\"]\"{}}}]}}", "[".repeat(5_000), "]".repeat(5_000));
        let mended = mend(&deep, &mut Tally::default());
        let value: serde_json::Value = serde_json::from_str(&mended).unwrap();
        assert_eq!(value["items"][0]["id"], 1);
    }

    proptest! {
        #[test]
        fn anything_cut_from_json_is_well_formed(cut in 0..140_usize) {
            let whole = r#"{"version":"x","title":"Đảng \"ta\"","items":[{"id":1,"tags":["a","b\u00e1"],"n":null},{"id":-2.5e1,"x":{"y":[true]}}],"z":[]}"#;
            let end = (0..=cut.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap();
            prop_assume!(end > 0);
            let mended = mend(&whole[..end], &mut Tally::default());
            prop_assert!(serde_json::from_str::<serde_json::Value>(&mended).is_ok(), "{}", mended);
        }

        #[test]
        fn any_text_is_mended_without_panic(s in "[{\\[]([{}\\[\\]\",:\\\\ ]|\\\\u[dD][89c-f]00|[0-9eE.-]{1,3}|true|\\PC|\u{1}){0,40}") {
            mend(&s, &mut Tally::default());
        }
    }
}
