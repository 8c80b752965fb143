//! Bytes to text: marks and zeros, then "valid UTF-8 beats any label", then labels, then detection.
//!
//! What text comes of that is looked at once more: Vietnamese has been written in fonts (TCVN3, VNI)
//! whose texts pass for Latin letters, and UTF-8 has been encoded twice ([`crate::text::legacy`]).

use super::label::{Labels, name};
use super::mixed;
use super::wide::{wide, without_lying_mark};
use crate::parse::tally::Tally;
use crate::text::{Legacy, legacy, reads_better};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252, WINDOWS_1258};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A body as text.
pub struct Decoded<'a> {
    /// Without a byte order mark. At most three times as long as the body, in bytes.
    pub text: Cow<'a, str>,
    /// The charset it was read in, lower case.
    pub encoding: String,
}

/// Decodes `body`. Decoding what came out gives the same once more.
pub fn decode<'a>(body: &'a [u8], content_type: Option<&str>, tally: &mut Tally) -> Decoded<'a> {
    let mut decoded = as_labelled(body, content_type, tally);
    if let Some((meant, text)) = legacy(&decoded.text) {
        let (repair, encoding) = match meant {
            Legacy::Tcvn3 => ("tcvn3", "tcvn3".into()),
            Legacy::Vni => ("vni", "vni".into()),
            Legacy::DoubleEncoded => ("double-encoded", decoded.encoding),
        };
        tally.note(repair);
        decoded = Decoded { text: text.into(), encoding };
    }
    if let Some(text) = without_c1(&decoded.text) {
        tally.note("c1-control");
        decoded.text = Cow::Owned(text);
    }
    if let Cow::Owned(text) = &mut decoded.text {
        tidy(text, tally);
    }
    decoded
}

fn as_labelled<'a>(body: &'a [u8], content_type: Option<&str>, tally: &mut Tally) -> Decoded<'a> {
    let (unmarked, marked) = without_marks(body);
    if let Some((kind, mark)) = wide(unmarked) {
        let text = kind.decode(unmarked.get(mark..).unwrap_or_default(), tally);
        return Decoded { text: text.into(), encoding: kind.name().into() };
    }
    let labels = Labels::of(unmarked, content_type);
    let (first, legacy) = if marked { (Some(UTF_8), None) } else { (labels.first(), labels.legacy()) };
    if first == Some(ISO_2022_JP) && unmarked.contains(&0x1B) {
        return by(ISO_2022_JP, unmarked, tally);
    }
    match simdutf8::compat::from_utf8(unmarked) {
        Ok(text) => utf_8(text, first, &labels, tally),
        // The last byte of a text in one byte a letter, which has no others, is no cut character.
        Err(e) if e.error_len().is_none() && !(legacy.is_some() && is_ascii(unmarked, e.valid_up_to())) => {
            tally.note("incomplete-tail");
            let cut = unmarked.len() - e.valid_up_to();
            as_labelled(body.get(..body.len() - cut).unwrap_or_default(), content_type, tally)
        }
        Err(_) => not_utf_8(unmarked, first, legacy, tally),
    }
}

fn utf_8<'a>(
    text: &'a str,
    label: Option<&'static Encoding>,
    labels: &Labels,
    tally: &mut Tally,
) -> Decoded<'a> {
    if text.is_ascii() {
        let encoding = if label == Some(UTF_8) { "utf-8".into() } else { labels.of_ascii() };
        return Decoded { text: text.into(), encoding };
    }
    if label.is_some_and(|l| l != UTF_8) {
        tally.note("charset-mislabelled");
    }
    Decoded { text: text.into(), encoding: "utf-8".into() }
}

fn not_utf_8<'a>(
    body: &'a [u8],
    first: Option<&'static Encoding>,
    label: Option<&'static Encoding>,
    tally: &mut Tally,
) -> Decoded<'a> {
    let bytes = mixed::count(body);
    if bytes.is_surely_utf_8() || label.is_none() && bytes.is_mostly_utf_8() {
        if first.is_some_and(|l| l != UTF_8) {
            tally.note("charset-mislabelled");
        }
        return Decoded { text: mixed::decode(body, &bytes, tally).into(), encoding: "utf-8".into() };
    }
    let encoding = label.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new();
        detector.feed(body, true);
        detector.guess(Some(b"vn"), false)
    });
    let meant = vietnamese(body, encoding).unwrap_or(encoding);
    if first != Some(meant) {
        tally.note("charset-mislabelled");
    }
    by(meant, body, tally)
}

/// windows-1258 and the fonts are what Vietnamese bytes of any name are in, where that gives words.
fn vietnamese(body: &[u8], encoding: &'static Encoding) -> Option<&'static Encoding> {
    if !encoding.is_single_byte() {
        return None;
    }
    let latin = WINDOWS_1252.decode_without_bom_handling(body).0;
    if legacy(&latin).is_some() {
        return Some(WINDOWS_1252);
    }
    let own = encoding.decode_without_bom_handling(body).0;
    let viet: String = WINDOWS_1258.decode_without_bom_handling(body).0.nfc().collect();
    (encoding != WINDOWS_1258 && reads_better(&own, &viet)).then_some(WINDOWS_1258)
}

/// Decodes in one charset. windows-1258 writes tones as characters of their own: composed.
fn by(encoding: &'static Encoding, body: &[u8], tally: &mut Tally) -> Decoded<'static> {
    let (text, broken) = encoding.decode_without_bom_handling(body);
    if broken {
        tally.note("invalid-bytes");
    }
    let text = if encoding == WINDOWS_1258 { text.nfc().collect() } else { text.into_owned() };
    Decoded { text: text.into(), encoding: name(encoding) }
}

fn is_ascii(body: &[u8], length: usize) -> bool {
    body.get(..length).is_some_and(<[u8]>::is_ascii)
}

/// The body without its marks of UTF-8, and whether it had one: programs that each add one leave more.
/// Marks of UTF-16 that lie go with them.
fn without_marks(mut body: &[u8]) -> (&[u8], bool) {
    let mut marked = false;
    loop {
        if let Some(rest) = body.strip_prefix(b"\xEF\xBB\xBF") {
            (body, marked) = (rest, true);
        } else if let Some(rest) = without_lying_mark(body) {
            body = rest;
        } else {
            return (body, marked);
        }
    }
}

/// Of a text that is ours by now: no marks at its head, and no zeros, which could pass for UTF-16.
fn tidy(text: &mut String, tally: &mut Tally) {
    if text.contains('\0') {
        let before = text.len();
        text.retain(|c| c != '\0');
        tally.add("illegal-character", before - text.len());
    }
    let marks = text.len() - text.trim_start_matches('\u{FEFF}').len();
    text.drain(..marks);
}

/// U+0080 to U+009F are the punctuation of windows-1252 that was taken for Latin-1: `None` where
/// there is none of them.
fn without_c1(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    // No early end: this is one pass in wide steps.
    let found = bytes
        .iter()
        .zip(bytes.get(1..).unwrap_or_default())
        .fold(false, |found, (a, b)| found | ((*a == 0xC2) & (*b < 0xA0)));
    let meant = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9F) => {
            WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c)
        }
        _ => c,
    };
    let changed = || text.chars().map(meant).collect::<String>();
    // Five of them mean nothing there either, and stay.
    found.then(changed).filter(|changed| changed != text)
}

#[cfg(test)]
mod tests;
