//! [`soft_404`]: a redirect that says "there is nothing here" without a 404.
//!
//! Portals send what they do not know (an unknown section, a page beyond the last, an article that was
//! deleted) to the module or the home page, which answers 200. Whoever reads that as the answer takes the
//! newest list for an old article.

use serde::Deserialize;
use std::sync::OnceLock;
use url::Url;

/// From how many words on a name is that of an article.
const MIN_ARTICLE_WORDS: usize = 5;

/// From how many digits in a row on a name holds the number of an article.
const MIN_ID_DIGITS: usize = 3;

/// Whether `answered`, where the redirects from `asked` ended, is only the module, the section or the home
/// page above it, or a page that says that there is nothing. A move to another name, scheme, host or
/// language is none, nor is a login.
pub fn soft_404(asked: &Url, answered: &Url) -> bool {
    let (from, to) = (names(asked), names(answered));
    if names_error(&to) {
        return !names_error(&from);
    }
    if to.last().is_some_and(|last| words().logins.contains(last)) {
        return false; // What stands there says what it wants.
    }
    if from == to {
        return lost_parameter(asked, answered);
    }
    let Some(last) = from.last() else { return false };
    let Some(place) = to.last() else { return true };
    if has_id(place) {
        return false;
    }
    let is_above = from.len() > to.len() && from.starts_with(&to);
    let lost = from.get(to.len()..).unwrap_or_default();
    if is_above {
        return !lost.iter().all(|name| words().tails.contains(name));
    }
    // another module: what was named is gone, and what is there is no name of an article
    let is_article = has_id(last) || word_count(last) >= MIN_ARTICLE_WORDS;
    let shares = last.split('-').filter(|word| place.split('-').any(|other| other == *word)).count();
    is_article
        && to.len() <= from.len()
        && word_count(place) < MIN_ARTICLE_WORDS
        && 2 * shares < word_count(place)
}

/// The names of a path in lower case, without a language, an index or an extension.
fn names(url: &Url) -> Vec<String> {
    let mut names: Vec<String> =
        url.path().split('/').filter(|name| !name.is_empty()).map(str::to_ascii_lowercase).collect();
    if names.first().is_some_and(|name| name.len() == 2 && name.bytes().all(|b| b.is_ascii_alphabetic())) {
        names.remove(0);
    }
    if let Some(last) = names.last_mut()
        && let Some((stem, extension)) = last.rsplit_once('.')
        && words().extensions.iter().any(|known| known == extension)
    {
        *last = stem.to_owned();
    }
    if names.last().is_some_and(|last| words().indexes.contains(last)) {
        names.pop();
    }
    names
}

fn names_error(names: &[String]) -> bool {
    names.last().is_some_and(|last| words().errors.contains(last))
}

/// The same path without a parameter that said which article, section or page of it.
fn lost_parameter(asked: &Url, answered: &Url) -> bool {
    let kept = |name: &str| answered.query_pairs().any(|(other, _)| other.eq_ignore_ascii_case(name));
    asked.query_pairs().any(|(name, value)| {
        let name = name.to_ascii_lowercase();
        let says = match (words().pages.contains(&name), words().routes.contains(&name)) {
            (true, _) => !matches!(value.as_ref(), "" | "0" | "1"),
            (false, routed) => routed && !value.is_empty(),
        };
        says && !kept(&name)
    })
}

fn word_count(name: &str) -> usize {
    name.split('-').filter(|word| !word.is_empty()).count()
}

fn has_id(name: &str) -> bool {
    let mut runs = name.split(|c: char| !c.is_ascii_digit());
    runs.any(|digits| digits.len() >= MIN_ID_DIGITS)
}

/// What names in addresses mean: `soft.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    indexes: Vec<String>,
    extensions: Vec<String>,
    errors: Vec<String>,
    logins: Vec<String>,
    tails: Vec<String>,
    pages: Vec<String>,
    routes: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(include_str!("soft.toml")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, answered: &str, expected: bool) {
        let base = Url::parse("https://cong.example").unwrap();
        let (from, to) = (base.join(asked).unwrap(), base.join(answered).unwrap());
        assert_eq!(soft_404(&from, &to), expected, "{asked} -> {answered}");
    }

    #[test]
    fn what_is_not_there_goes_to_what_is_above_it() {
        assert!(!words().indexes.is_empty());
        check("/vi/news/khong-co/", "/vi/news/", true);
        check("/vi/news/khoa-giao/bai-da-xoa-60.html", "/vi/news/", true);
        check("/vi/news/khoa-giao/bai-da-xoa-60.html", "/vi/news/khoa-giao/", true);
        check("/vi/news/khoa-giao/page-99/", "/vi/news/khoa-giao/", true);
        check("/khoa-giao/bai-60.html", "/khoa-giao.html", true);
        check("/tin?page=99", "/tin", true);
        check("/index.php?nv=news&op=khong-co", "/index.php?nv=news", true);
        check("/news/bai-60.html", "/vi/", true);
        check("/bai-123456.html", "/", true);
        check("/bai-123456.html", "https://khac.example/index.html", true);
        check("/bai-123456.html", "/tin-tuc", true);
        check("/hoi-nghi-tong-ket-nam-hoc-moi", "/tin-tuc/", true);
        check("/tin/bai-123456.html", "/404.html", true);
    }

    #[test]
    fn a_login_says_that_itself() {
        check("/noi-bo/ke-hoach-tuyen-truyen-quy-ba-123456.html", "/dang-nhap", false);
        check("/khoa-giao/bai-123456.html", "/vi/users/login/?nv_redirect=x", false);
    }

    #[test]
    fn what_has_moved_is_there() {
        check("http://cong.example/a-1", "https://www.cong.example/a-1/", false);
        check("/news/khoa-giao/bai-60.html", "/vi/news/khoa-giao/bai-60.html", false);
        check("/vi/news/khoa-giao/ten-cu-60.html", "/vi/news/khoa-giao/ten-moi-60.html", false);
        check("/vi/news/khoa-giao/bai-60.html", "/vi/news/giao-duc/bai-60.html", false);
        check("/tin/bai-123456.html/amp", "/tin/bai-123456.html", false);
        check("/tin/bai-viet/amp", "/tin/bai-viet", false);
        check("/tin?page=1", "/tin", false);
        check("/vi/news/khoa-giao/page-1/", "/vi/news/khoa-giao/", false);
        check("/tin?utm_source=x", "/tin", false);
        check("/?p=123", "/ten-cua-bai-viet-day-du/", false);
        check("/khoa-giao", "/giao-duc", false);
        check("/", "/vi/", false);
        check("/404.html", "/404.html", false);
    }
}
