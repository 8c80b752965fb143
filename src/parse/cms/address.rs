//! Templates of addresses, filled for a page.

use url::Url;

/// Fills `{origin}` (scheme, host, port), `{page}` (the address without ending slash and query), `{module}`
/// (the first part of the path that is no language) and `{section}` (the part behind it). A template whose
/// part the page does not have gives nothing; every address is given once.
pub fn filled(templates: &[String], url: &Url) -> Vec<Url> {
    let origin = url.origin().ascii_serialization();
    let page = format!("{origin}{}", url.path().trim_end_matches('/'));
    let parts: Vec<&str> = url.path().split('/').filter(|p| !p.is_empty()).collect();
    let (language, rest) = match parts.split_first() {
        Some((first, rest)) if first.len() == 2 => (format!("/{first}"), rest),
        _ => (String::new(), parts.as_slice()),
    };
    let module = rest.first().filter(|m| !m.contains('.')).map(|m| format!("{language}/{m}"));
    let section = rest.get(1).filter(|s| !s.contains('.')).map(|s| (*s).to_owned());
    let mut found: Vec<Url> = Vec::new();
    for template in templates {
        let mut text = template.replace("{origin}", &origin).replace("{page}", &page);
        for (name, value) in [("{module}", &module), ("{section}", &section)] {
            if let Some(value) = value {
                text = text.replace(name, value.trim_start_matches('/'));
            }
        }
        let whole = Url::parse(&text).ok().filter(|_| !text.contains('{'));
        found.extend(whole.filter(|url| !found.contains(url)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_for_a_page() {
        let check = |url: &str, expected: &[&str]| {
            let templates = ["{origin}/{module}/rss/{section}/", "{origin}/{module}/rss/", "{page}/feed/"];
            let url = Url::parse(url).unwrap();
            let found = filled(&templates.map(str::to_owned), &url);
            assert_eq!(found.iter().map(Url::as_str).collect::<Vec<_>>(), expected);
        };
        let all = [
            "https://a.example/vi/news/rss/khoa-giao/",
            "https://a.example/vi/news/rss/",
            "https://a.example/vi/news/khoa-giao/feed/",
        ];
        check("https://a.example/vi/news/khoa-giao/?x=1", &all);
        check("https://a.example/news", &["https://a.example/news/rss/", "https://a.example/news/feed/"]);
        check("https://a.example:81/", &["https://a.example:81/feed/"]);
    }
}
