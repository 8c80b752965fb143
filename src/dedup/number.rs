//! Numbers: a second name that content systems give an article, under which it is found after a move.
//!
//! Where a guid is a word and a number (`news_55`) and the address ends with the same number (`…-55.html`),
//! the number is the article's on that host, whatever section its address names. With the headline it is
//! proof enough between the sources of one portal; guids alone are never compared across sources.

use super::canonical::link_hash;
use crate::model::LinkHash;
use url::Url;

/// Endings of addresses that stand behind a number.
const ENDINGS: [&str; 2] = [".html", ".htm"];

/// The hash of an article's number: of its host, its guid and its headline in comparison form. `link` is in
/// canonical form.
pub(super) fn number_hash(guid: &str, link: &str, title: &str) -> Option<LinkHash> {
    let (word, number) = guid.rsplit_once('_')?;
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_number = !number.is_empty() && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_digit());
    let url = Url::parse(link).ok()?;
    let path = url.path();
    let stem = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    let ends_with_it = stem.strip_suffix(number).is_some_and(|rest| rest.ends_with('-'));
    let host = url.host_str()?;
    // no canonical address begins so, and the parts hold no line break
    (is_word && is_number && ends_with_it && !title.is_empty())
        .then(|| link_hash(&format!("number\n{host}\n{guid}\n{title}")))
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
}
