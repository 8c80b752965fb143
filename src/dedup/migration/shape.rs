//! Shapes: how a source makes its addresses and guids, so that another content system shows in them.

use super::super::canonical::canonical;
use super::super::number::PREFIX;
use crate::model::Entry;
use std::collections::HashMap;
use url::Url;

/// So many known entries show a habit, at least.
const MIN_ENTRIES: usize = 5;
/// Of the known entries this many have a shape that others have, in percent, where there is a habit; and
/// of the new ones this many have a shape never seen, where it was broken.
const HABIT_PERCENT: usize = 80;
/// Endings of addresses longer than this, in bytes, are none.
const MAX_ENDING_BYTES: usize = 5;
/// Longest word before the number of a guid, in bytes.
const MAX_WORD_BYTES: usize = 24;

/// Whether new entries are made in another way than the known ones all were: on another host, with another
/// form of address, or with another form of guid.
pub(super) fn is_another(known: &[&Entry], new: &[&Entry]) -> bool {
    is_on_another_host(known, new) || is_changed(form, known, new) || is_changed(guid, known, new)
}

/// The first of these alone: one sitemap of an index may hold articles, another sections and labels.
pub(super) fn is_on_another_host(known: &[&Entry], new: &[&Entry]) -> bool {
    is_changed(host, known, new)
}

fn is_changed(feature: fn(&Entry) -> Option<String>, known: &[&Entry], new: &[&Entry]) -> bool {
    let of = |entries: &[&Entry]| entries.iter().map(|entry| feature(entry)).collect::<Vec<_>>();
    is_broken(&of(known), &of(new))
}

fn is_broken(known: &[Option<String>], new: &[Option<String>]) -> bool {
    let mut counts: HashMap<&Option<String>, usize> = HashMap::new();
    for one in known {
        *counts.entry(one).or_default() += 1;
    }
    let usual: usize = counts.values().filter(|count| **count > 1).sum();
    let unseen = new.iter().filter(|one| !counts.contains_key(one)).count();
    known.len() >= MIN_ENTRIES
        && !new.is_empty()
        && usual.saturating_mul(100) >= known.len().saturating_mul(HABIT_PERCENT)
        && unseen.saturating_mul(100) >= new.len().saturating_mul(HABIT_PERCENT)
}

fn address(entry: &Entry) -> Option<Url> {
    Url::parse(&canonical(entry.link.as_deref()?)?).ok()
}

fn host(entry: &Entry) -> Option<String> {
    address(entry)?.host_str().map(str::to_owned)
}

fn form(entry: &Entry) -> Option<String> {
    address(entry).map(|url| form_of(&url))
}

/// The ending, whether a number stands before it, and the names of the parameters.
fn form_of(url: &Url) -> String {
    let last = url.path().rsplit('/').next().unwrap_or_default();
    let (stem, ending) = split_ending(last);
    let numbered = stem.bytes().next_back().is_some_and(|byte| byte.is_ascii_digit());
    let mut names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    names.sort_unstable();
    format!("{ending} {numbered} {}", names.join(" "))
}

/// `bai-12` and `.html`.
pub(super) fn split_ending(segment: &str) -> (&str, &str) {
    let dot = segment.rfind('.').filter(|dot| segment.len() - dot <= MAX_ENDING_BYTES && *dot > 0);
    let is_word = |ending: &str| ending.bytes().skip(1).all(|byte| byte.is_ascii_alphabetic());
    match dot.and_then(|dot| segment.split_at_checked(dot)) {
        Some((stem, ending)) if is_word(ending) => (stem, ending),
        _ => (segment, ""),
    }
}

fn guid(entry: &Entry) -> Option<String> {
    // a number that was taken from the address is no guid of the portal's
    let guid = entry.guid.as_deref().filter(|guid| !guid.starts_with(PREFIX))?;
    if let Some(address) = canonical(guid).and_then(|address| Url::parse(&address).ok()) {
        return Some(format!("address {}", form_of(&address)));
    }
    let is_hex = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    if guid.len() >= 16 && guid.bytes().all(is_hex) {
        return Some("hex".to_owned());
    }
    let Some(digit) = guid.find(|c: char| c.is_ascii_digit()) else { return Some("words".to_owned()) };
    let (word, rest) = guid.split_at_checked(digit)?;
    let rest = if rest.bytes().all(|byte| byte.is_ascii_digit()) { "number" } else { "more" };
    if word.len() > MAX_WORD_BYTES { Some("words".to_owned()) } else { Some(format!("{word} {rest}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(of: impl Fn(usize) -> (String, String), count: usize) -> Vec<Entry> {
        let one = |(guid, link): (String, String)| Entry {
            guid: (!guid.is_empty()).then_some(guid),
            link: (!link.is_empty()).then_some(link),
            ..Entry::default()
        };
        (0..count).map(|n| one(of(n))).collect()
    }

    #[test]
    fn another_content_system_shows() {
        let nuke = |n: usize| (format!("news_{n}"), format!("http://a.example/vi/news/muc/bai-{n}.html"));
        let check = |known: &dyn Fn(usize) -> (String, String),
                     new: &dyn Fn(usize) -> (String, String),
                     expected: bool| {
            let (known, new) = (entries(known, 20), entries(|n| new(n + 100), 20));
            let (known, new): (Vec<&Entry>, Vec<&Entry>) = (known.iter().collect(), new.iter().collect());
            assert_eq!(is_another(&known, &new), expected, "{:?} {:?}", known[0], new[0]);
        };
        check(&nuke, &nuke, false);
        check(&nuke, &|n| (nuke(n).0, nuke(n).1.replace("http://a", "https://www.a")), false);
        check(&nuke, &|n| (nuke(n).0, nuke(n).1.replace("a.example", "b.example")), true);
        check(&nuke, &|n| (nuke(n).0, nuke(n).1.replace(".html", "")), true);
        check(&nuke, &|n| (format!("https://a.example/?p={n}"), nuke(n).1), true);
        check(&nuke, &|n| (String::new(), nuke(n).1), true);
        check(&nuke, &|n| (nuke(n).0, format!("https://a.example/vi/news/khac/muc/tin-{n}.html")), false);
        check(&nuke, &|n| (nuke(n).0, format!("https://a.example/xem.aspx?id={n}")), true);
        // an aggregator has no habit to break
        let anywhere = |n: usize| (String::new(), format!("https://h{n}.example/{}", "x".repeat(n)));
        check(&anywhere, &anywhere, false);
        check(&|_| Default::default(), &|_| Default::default(), false);
    }

    #[test]
    fn an_ending_is_a_short_word() {
        let check = |segment: &str, expected: (&str, &str)| assert_eq!(split_ending(segment), expected);
        check("bai-12.html", ("bai-12", ".html"));
        check("bai-12", ("bai-12", ""));
        check("tin-so-1.234", ("tin-so-1.234", ""));
        check(".htaccess", (".htaccess", ""));
        check("", ("", ""));
    }
}
