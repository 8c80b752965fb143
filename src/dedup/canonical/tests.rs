//! One address, its canonical form; and which addresses are twins.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(url: &str, expected: &str) {
    assert_eq!(canonical(url).as_deref(), Some(expected), "{url}");
    assert_eq!(canonical(expected).as_deref(), Some(expected), "not idempotent: {url}");
}

#[test]
fn twins_are_one() {
    let article = "https://portal.example/vi/news/khoa-giao/bai-12.html";
    for twin in [
        "http://portal.example/vi/news/khoa-giao/bai-12.html",
        "https://www.portal.example/vi/news/khoa-giao/bai-12.html",
        "HTTP://WWW.Portal.EXAMPLE:80/vi/news/khoa-giao/bai-12.html",
        "http://portal.example:443/vi/news/khoa-giao/bai-12.html",
        "https://portal.example./vi/news/khoa-giao/bai-12.html",
        "https://m.portal.example/vi/news/khoa-giao/bai-12.html",
        "https://amp.www.portal.example/vi/news/khoa-giao/bai-12.html",
        "https://reader:secret@portal.example/vi/news/khoa-giao/bai-12.html",
        " https://portal.example/vi/news/khoa-giao/bai-12.html \n",
        "https://portal.example//vi/./news/x/../khoa-giao/bai-12.html/",
        "https://portal.example/vi/news/khoa-giao/bai-12.html#comments",
        "https://portal.example/vi/news/khoa-giao/bai-12.html#:~:text=khoa",
        "https://portal.example/vi/news/khoa-giao/bai-12.html?",
        "https://portal.example/vi/news/khoa-giao/bai-12.html?&&",
        "https://portal.example/vi/news/khoa-giao/bai-12.html?utm_source=rss&UTM_Medium=feed",
        "https://portal.example/vi/news/khoa-giao/bai-12.html?fbclid=IwAR0&gclid=x&zarsrc=30&gidzl=q",
        "https://portal.example/vi/news/khoa-giao/bai-12.html;jsessionid=0A1B.node2",
        "https://portal.example/vi/news/khoa-giao/bai-12.html;JSESSIONID=0A1B?utm_id=1",
        "https://portal.example/vi/news/khoa-giao/bai-12.html/amp/",
        "https://portal.example/vi/news/khoa-giao/bai-12.amp",
        "https://portal.example/vi/news/khoa-giao/bai-12.html.amp?amp=1",
        "https://portal.example/vi/news/khoa%2dgiao/b%61i-12%2Ehtml",
    ] {
        check(twin, article);
    }
}

#[test]
fn percent_encoding_has_one_form() {
    let tin = "https://portal.example/tin/khoa-gi%C3%A1o";
    check("https://portal.example/tin/khoa-giáo", tin);
    check("https://portal.example/tin/khoa-gi%c3%a1o", tin);
    check("https://portal.example/a%2Fb", "https://portal.example/a%2Fb");
    check("https://portal.example/a|b[c]", "https://portal.example/a%7Cb%5Bc%5D");
    check("https://portal.example/a%2C%20b", "https://portal.example/a,%20b");
    check("https://portal.example/100%", "https://portal.example/100%25");
    check("https://portal.example/%E1", "https://portal.example/%E1");
    check("https://portal.example/?Cat=Khoa giáo", "https://portal.example/?Cat=Khoa%20gi%C3%A1o");
    check("https://portal.example/?Cat=Khoa+gi%C3%A1o", "https://portal.example/?Cat=Khoa%20gi%C3%A1o");
    check("https://portal.example/x?a=1%262", "https://portal.example/x?a=1%262");
    check("https://portal.example/x?a=1&amp;b=2&amp;utm_id=3", "https://portal.example/x?a=1&b=2");
    check("https://portal.example/x?a[]=1", "https://portal.example/x?a%5B%5D=1");
}

#[test]
fn what_may_be_identity_is_kept() {
    for url in [
        "https://portal.example/index.php?language=vi&nv=news&op=khoa-giao/bai-12",
        "https://portal.example/?p=12",
        "https://portal.example/x?b=2&a=1",
        "https://portal.example/x?pageSize=&chuyendeId=14",
        "https://portal.example:8080/x",
        "https://portal.example/#/tin/12",
        "https://portal.example/app#!tin=12",
        "https://portal.example/Bai-12.html",
        "https://portal.example/amp",
        "https://127.0.0.1:8080/x",
        "https://[::1]/x",
    ] {
        check(url, url);
    }
    check("https://xã.example/x", "https://xn--x-yfa.example/x");
    check("https://www.vn/x", "https://www.vn/x");
}

#[test]
fn what_identifies_no_article_is_none() {
    let check = |url: &str| assert_eq!(canonical(url), None, "{url}");
    for url in [
        "",
        "null",
        "/vi/news/bai-12.html",
        "ftp://portal.example/x",
        "mailto:a@portal.example",
        "javascript:void(0)",
        "http://",
        "http://#",
        "https://portal.example",
        "https://portal.example/?utm_source=rss",
        "https://portal.example/#top",
        "https://portal.example/#!/",
        "https://portal.example/index.php",
        "https://portal.example/Default.aspx?fbclid=1",
    ] {
        check(url);
    }
    check(&format!("https://portal.example/{}", "a".repeat(2_048)));
    check(&format!("https://portal.example/?q={}", "%41".repeat(10_000)));
}

#[test]
fn a_long_tail_of_tracking_does_not_count() {
    let url = format!("https://portal.example/x?fbclid={}", "a".repeat(3_000));
    assert_eq!(canonical(&url).as_deref(), Some("https://portal.example/x"));
}

#[test]
fn the_table_is_sorted_and_lower_case() {
    assert!(TRACKING.is_sorted());
    assert!(TRACKING.iter().chain(&TRACKING_PREFIXES).all(|n| n.to_lowercase() == **n));
}

proptest! {
    #[test]
    fn canonical_forms_stay(url in "https?://(www\\.|m\\.|amp\\.|\\.)?[a-z.%0-9]{1,12}(:[0-9]{1,3})?/[a-zA-Zá/.;%0-9+&=|_-]{0,40}(\\.amp|/amp|;jsessionid=1|/\\.\\.)?(\\?[a-z%&=+;á0-9/?'\\[\\]]{0,30})?(#[!/a-z% ]{0,10})?") {
        if let Some(once) = canonical(&url) {
            prop_assert_eq!(canonical(&once), Some(once.clone()));
            prop_assert!(once.len() <= MAX_CANONICAL_BYTES && once.is_ascii());
        }
    }

    #[test]
    fn anything_at_all_is_taken(url in "\\PC{0,200}") {
        let _ = canonical(&url);
        if let Some(once) = canonical(&format!("http://x.example/{url}")) {
            prop_assert_eq!(canonical(&once), Some(once.clone()));
        }
    }
}
