//! Numbers: a second name that content systems give an article, under which it is found after a move.
//!
//! `/vi/news/khoa-giao/hoi-nghi-55.html`, `/hoi-nghi-151907`: the number behind the last hyphen is the
//! article's on that host, whatever section and slug its address names. It is taken for one where something
//! else says so too: a guid with the same number (`news_55`), or nearly all addresses of a list ending so.

use super::canonical::{canonical, link_hash};
use crate::model::{Entry, LinkHash};
use crate::text;
use std::collections::HashSet;
use url::Url;

/// Endings of addresses that stand behind a number.
const ENDINGS: [&str; 2] = [".html", ".htm"];
/// Longest number, in digits.
const MAX_DIGITS: usize = 12;
/// Addresses of a list that must end in numbers before these are taken for names, at least …
const MIN_NUMBERED: usize = 3;
/// … and their share of the list, in percent.
const MIN_SHARE_PERCENT: usize = 80;
/// What the guid of a numbered entry of a list begins with; no portal writes such a guid.
pub(super) const PREFIX: &str = "number:";

/// The hash of an article's number: of its host, the number and its headline in comparison form. With the
/// headline it is proof enough between the sources of one portal; guids alone are never compared across
/// sources. `link` is in canonical form.
pub(super) fn number_hash(guid: &str, link: &str, title: &str) -> Option<LinkHash> {
    let number = number_of_guid(guid)?;
    let url = Url::parse(link).ok()?;
    let same = number_of_path(url.path()) == Some(number);
    let host = url.host_str()?;
    // no canonical address begins so, and the parts hold no line break
    (same && !title.is_empty()).then(|| link_hash(&format!("number\n{host}\n{number}\n{title}")))
}

/// The hash of a stored entry's number.
pub fn number_of(entry: &Entry) -> Option<LinkHash> {
    let link = canonical(entry.link.as_deref()?)?;
    number_hash(entry.guid.as_deref()?, &link, &text::normal(&entry.title))
}

/// Whether the addresses of two entries name one host and one number, whatever their headlines are today.
pub(super) fn same_number(a: &Entry, b: &Entry) -> bool {
    let named = |entry: &Entry| {
        let url = Url::parse(&canonical(entry.link.as_deref()?)?).ok()?;
        Some((url.host_str()?.to_owned(), number_of_path(url.path())?.to_owned()))
    };
    named(a).is_some_and(|one| named(b) == Some(one))
}

/// Gives the entries of a list the numbers of their addresses for guids, where the list is made so.
pub(super) fn name_by_number(entries: &mut [Entry]) {
    let numbers: Vec<Option<String>> = entries.iter().map(number_of_entry).collect();
    let found = numbers.iter().flatten().count();
    let distinct: HashSet<&String> = numbers.iter().flatten().collect();
    let of = entries.iter().filter(|entry| entry.link.is_some()).count();
    if found < MIN_NUMBERED || distinct.len() < found || found * 100 < of * MIN_SHARE_PERCENT {
        return;
    }
    for (entry, number) in entries.iter_mut().zip(numbers) {
        if entry.guid.is_none() {
            entry.guid = number.map(|number| format!("{PREFIX}{number}"));
        }
    }
}

fn number_of_entry(entry: &Entry) -> Option<String> {
    let url = Url::parse(entry.link.as_deref()?).ok()?;
    number_of_path(url.path()).map(str::to_owned)
}

/// `55` of `…/hoi-nghi-55.html`.
fn number_of_path(path: &str) -> Option<&str> {
    let stem = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    let (before, number) = stem.rsplit_once('-')?;
    let is_slug = before.rsplit('/').next().is_some_and(|slug| !slug.is_empty());
    (is_slug && is_number(number)).then_some(number)
}

/// `55` of `news_55`, and of what [`name_by_number`] gives.
fn number_of_guid(guid: &str) -> Option<&str> {
    if let Some(number) = guid.strip_prefix(PREFIX) {
        return is_number(number).then_some(number);
    }
    let (word, number) = guid.rsplit_once('_')?;
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_word && is_number(number)).then_some(number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_DIGITS && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_needs_guid_and_address_to_agree() {
        let check = |guid: &str, link: &str, is: bool| {
            assert_eq!(number_hash(guid, link, "tin").is_some(), is, "{guid} {link}");
        };
        check("news_55", "https://a.example/vi/news/khoa-giao/hoi-nghi-55.html", true);
        check("number:55", "https://a.example/vi/news/khoa-giao/hoi-nghi-55.html", true);
        check("chuyen-de_7", "https://a.example/chuyen-de/x-7.html", true);
        check("news_55", "https://a.example/vi/news/khoa-giao/hoi-nghi-155.html", false);
        check("news_55", "https://a.example/vi/news/khoa-giao/hoi-nghi-5.html", false);
        check("news_55", "https://a.example/55.html", false);
        check("55", "https://a.example/x-55.html", false);
        check("a b_55", "https://a.example/x-55.html", false);
        check("news_", "https://a.example/x-.html", false);
        let of = |link: &str, title: &str| number_hash("news_55", link, title);
        assert_eq!(of("https://a.example/a/x-55.html", "tin"), of("https://a.example/b/y-55.html", "tin"));
        assert_ne!(of("https://a.example/a/x-55.html", "tin"), of("https://b.example/a/x-55.html", "tin"));
        assert_ne!(of("https://a.example/a/x-55.html", "tin"), of("https://a.example/a/x-55.html", "khác"));
    }

    #[test]
    fn a_list_is_named_by_numbers_where_nearly_all_of_it_has_one() {
        let check = |paths: &[&str], expected: &[Option<&str>]| {
            let entry =
                |path: &&str| Entry { link: Some(format!("https://a.example{path}")), ..Entry::default() };
            let mut entries: Vec<Entry> = paths.iter().map(entry).collect();
            name_by_number(&mut entries);
            let guids: Vec<Option<&str>> = entries.iter().map(|entry| entry.guid.as_deref()).collect();
            assert_eq!(guids, expected, "{paths:?}");
        };
        check(
            &["/a-1.html", "/b-22.html", "/c-3.html"],
            &[Some("number:1"), Some("number:22"), Some("number:3")],
        );
        check(
            &["/a-151907", "/khoa-giao/b-151908", "/c-151909"],
            &[Some("number:151907"), Some("number:151908"), Some("number:151909")],
        );
        check(&["/a-1.html", "/b-2.html"], &[None, None]);
        check(&["/nam-2025", "/tin-nam-2025", "/c-3"], &[None, None, None]);
        check(&["/a-1.html", "/b", "/c-3.html", "/d-4.html"], &[None, None, None, None]);
        check(&["/1.html", "/2.html", "/3.html"], &[None, None, None]);
    }
}
