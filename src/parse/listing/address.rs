//! Addresses on a page: absolute, without what passes, and how much each looks like that of an article.

use super::words::words;
use crate::parse::links::absolute;
use url::Url;

/// A number of so many digits is made of a time.
const STAMP_DIGITS: usize = 12;

/// How an address is built. Articles of one portal are built alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Build {
    /// Its ending, where that is one of pages.
    pub ending: Option<String>,
    /// How it tells the article's number.
    pub id: Id,
}

/// How an address tells the number of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Id {
    /// It does not.
    #[default]
    None,
    /// At an end of the last part of its path.
    InName,
    /// The same, made of the time of publication.
    Stamp,
    /// As a part of its path.
    InPath,
    /// As a parameter.
    InQuery,
}

/// An address that a link leads to.
#[derive(Debug, Clone)]
pub struct Address {
    /// As it is given on.
    pub url: String,
    /// What makes it the same as another: no scheme, no `www.` or `m.`, no fragment.
    pub key: String,
    /// Host without `www.` and `m.`.
    pub site: String,
    /// Its path without the last `/`.
    pub path: String,
    /// How it is built.
    pub build: Build,
    /// From 0, no article at all, to 3.
    pub article: u8,
    /// It leads to no article, whatever its link says.
    pub trap: bool,
}

/// `href` of a link as an address; `None` where it leads nowhere.
pub fn address(href: &str, base: &Url) -> Option<Address> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    let url = without_session(&absolute(href, base)?);
    let url = url.split('#').next().unwrap_or_default().to_owned();
    let parsed = Url::parse(&url).ok()?;
    let site = site(&parsed);
    let path = parsed.path().trim_end_matches('/').to_owned();
    let lower = format!("{}/", path.to_ascii_lowercase());
    let known = &words().addresses;
    let pairs = || parsed.query_pairs().take(20);
    let view = |name: &str| known.view_parameters.contains(&name.to_ascii_lowercase());
    let mut key = format!("{site}{path}");
    for (name, value) in pairs().filter(|(name, _)| !view(name)) {
        key.extend(["&", &name, "=", &value]);
    }
    let switches = pairs().any(|(name, _)| view(&name)) && pairs().all(|(name, _)| view(&name));
    let shared = known.sharing.iter().any(|host| site == *host || site.ends_with(&format!(".{host}")));
    let ending = last(&path).rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let file = ending.as_ref().is_some_and(|ending| known.files.contains(ending));
    let trapped = known.traps.iter().any(|trap| lower.contains(trap.as_str()));
    let build = build(&parsed, &path, ending);
    let article = article(&path, &build);
    let trap = shared || file || switches || (trapped && article < 3) || lower.contains("/c/portal/");
    Some(Address { url, key, site, path, build, article, trap })
}

/// The host of an address without `www.` and `m.`.
pub fn site(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let bare = ["www.", "m.", "mobile."].iter().find_map(|twin| host.strip_prefix(twin));
    bare.filter(|rest| rest.contains('.')).unwrap_or(&host).to_owned()
}

/// An address without `;jsessionid=…`.
fn without_session(url: &str) -> String {
    const SESSION: &str = ";jsessionid=";
    let at = url.to_ascii_lowercase().find(SESSION);
    let Some((before, session)) = at.and_then(|at| url.split_at_checked(at)) else { return url.to_owned() };
    let end = session.find(['?', '#', '/']).unwrap_or(session.len());
    format!("{before}{}", session.get(end..).unwrap_or_default())
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn build(url: &Url, path: &str, ending: Option<String>) -> Build {
    let known = &words().addresses;
    let ending = ending.filter(|ending| known.pages.contains(ending));
    let name = last(path);
    let name =
        ending.as_ref().map_or(name, |e| name.get(..name.len().saturating_sub(e.len() + 1)).unwrap_or(name));
    let digits = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).count();
    let first = name.chars().take_while(char::is_ascii_digit).count();
    let is_number = |part: &str| part.len() >= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let is_hash = |part: &str| part.len() >= 16 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let slug = name.contains(['-', '_', '.']);
    let in_query = url.query_pairs().take(20).any(|(key, value)| {
        known.ids.contains(&key.to_ascii_lowercase())
            && value.len() < 80
            && value.bytes().any(|b| b.is_ascii_digit())
    });
    let id = if in_query {
        Id::InQuery
    } else if digits(name) >= STAMP_DIGITS {
        Id::Stamp
    } else if slug && (digits(name) >= 1 || first >= 3) {
        Id::InName
    } else if path.split('/').any(|part| is_number(part) && !is_year(part) || is_hash(part))
        || digits(name) >= 4
    {
        Id::InPath
    } else {
        Id::None
    };
    Build { ending, id }
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20"))
}

/// How much a path looks like that of an article.
fn article(path: &str, build: &Build) -> u8 {
    let hyphens = path.split('/').map(|part| part.matches(['-', '_', '+']).count()).max().unwrap_or(0);
    let dated = path.split('/').any(is_year)
        && path
            .split('/')
            .filter(|p| p.len() <= 2 && !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
            .count()
            >= 1;
    let slug = match hyphens {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    let id = u8::from(build.id != Id::None);
    (slug + id + u8::from(build.ending.is_some()) + u8::from(dated)).min(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(href: &str) -> Option<Address> {
        address(href, &Url::parse("https://www.cong.example/vi/news/").unwrap())
    }

    #[test]
    fn addresses_become_absolute_or_nothing() {
        let check = |href: &str, expected: Option<&str>| {
            assert_eq!(at(href).map(|a| a.url).as_deref(), expected, "{href}");
        };
        check(" /a-1.html#binh-luan", Some("https://www.cong.example/a-1.html"));
        check("/a;jsessionid=AB12.node1?x=1", Some("https://www.cong.example/a?x=1"));
        check("//m.cong.example/a", Some("https://m.cong.example/a"));
        check("http://#", None);
        check("#", None);
        check("javascript:;", None);
        check("mailto:a@cong.example", None);
    }

    #[test]
    fn twins_are_one() {
        let key = |href: &str| at(href).unwrap().key;
        assert_eq!(key("https://m.cong.example/a/"), key("http://www.cong.example/a#x"));
        assert_eq!(key("/a?lang=vi&id=1"), key("/a?id=1"));
        assert_ne!(key("/a?id=2"), key("/a?id=1"));
    }

    #[test]
    fn articles_look_like_articles() {
        let check = |href: &str, expected: u8| assert_eq!(at(href).unwrap().article, expected, "{href}");
        check("/khoa-giao/", 0);
        check("/gioi-thieu.html", 1);
        check("/vi/news/khoa-giao/dua-phong-hoc-stem-ve-ba-truong-55.html", 3);
        check("/dua-phong-hoc-stem-ve-ba-truong", 2);
        check("/Pages/tin.aspx?ItemID=123", 2);
        check("/2026/11/hoi-nghi-giao-ban", 2);
    }

    #[test]
    fn traps_lead_to_no_article() {
        let check = |href: &str, expected: bool| assert_eq!(at(href).unwrap().trap, expected, "{href}");
        check("/c/portal/update_language?p_l_id=1&redirect=%2Fa", true);
        check("/vi/news/?lang=en", true);
        check("https://www.facebook.com/sharer.php?u=x", true);
        check("/dang-nhap", true);
        check("/uploads/a.pdf", true);
        check("/a-b-c-d-e-123.html", false);
    }
}
