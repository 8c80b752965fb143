//! What answers to /robots.txt let us ask for.

use super::*;
use crate::model::Hop;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn answer(status: u16, body: &[u8]) -> Answer {
    Answer {
        hops: Vec::new(),
        final_url: url("https://cong.example/robots.txt"),
        status,
        headers: Vec::new(),
        body: body.to_vec(),
        wire_bytes: 0,
        fault: None,
        took: Duration::ZERO,
    }
}

fn faulty(status: u16, body: &[u8], fault: TransportFault) -> Answer {
    Answer { fault: Some(fault), ..answer(status, body) }
}

fn ruled(body: &str) -> Robots {
    Robots::of(&answer(200, body.as_bytes()))
}

fn allows(robots: &Robots, path: &str) -> bool {
    robots.judge(&url("https://cong.example").join(path).unwrap()).is_ok()
}

#[test]
fn the_file_stands_at_the_root_of_the_origin() {
    let check = |page: &str, expected: Option<&str>| {
        assert_eq!(Robots::address(&url(page)).as_ref().map(Url::as_str), expected, "{page}");
    };
    check("https://cong.example/tin/a.html?x=1#y", Some("https://cong.example/robots.txt"));
    check("http://ban:mat-khau@cong.example:8080/", Some("http://cong.example:8080/robots.txt"));
    check("ftp://cong.example/", None);
    check("mailto:toa-soan@cong.example", None);
}

#[test]
fn the_group_that_names_us_counts_else_that_for_everybody() {
    let check = |body: &str, path: &str, expected: bool| {
        assert_eq!(allows(&ruled(body), path), expected, "{path} by {body:?}");
    };
    let both = "User-agent: *\nDisallow: /\n\nUser-agent: DiemTin/2.0\nDisallow: /rieng/\n";
    check(both, "/tin.html", true);
    check(both, "/rieng/a", false);
    check("User-agent: *\nDisallow: /\nUser-agent: diemtin\nDisallow:\n", "/a", true);
    check("User-agent: *\nDisallow: /\nUser-agent: diemtin\n", "/a", true);
    check("User-agent: *\nDisallow: /\nUser-agent: diemtin-khac\nAllow: /\n", "/a", false);
    check("User-agent: khac\nUser-agent: diemtin\nDisallow: /a\n", "/a", false);
    check("User-agent: diemtin\nDisallow: /a\nUser-agent: diemtin\nDisallow: /b\n", "/a", false);
    check("User-agent: khac\nDisallow: /\n", "/a", true);
    check("Disallow: /\nUser-agent: *\nAllow: /a\n", "/b", true);
    check("User-agent: *\nCrawl-delay: 9\n\nUser-agent: khac\nDisallow: /\n", "/a", true);
    check("User-agent: *\nSitemap: /s.xml\nUser-agent: khac\nDisallow: /\n", "/a", false);
    check("User-agent: *\nDisallow: /robots.txt\nDisallow: /\n", "/robots.txt", true);
}

#[test]
fn the_longest_rule_that_matches_decides() {
    let check = |rules: &str, path: &str, expected: bool| {
        let body = format!("User-agent: *\n{rules}");
        assert_eq!(allows(&ruled(&body), path), expected, "{path} by {rules:?}");
    };
    check("Disallow: /\nAllow: /tin\n", "/tin/a", true);
    check("Allow: /tin\nDisallow: /tin/nhap\n", "/tin/nhap/a", false);
    check("Disallow: /tin\nAllow: /tin\n", "/tin", true);
    check("Disallow: /*?\nAllow: /tin?trang=\n", "/tin?trang=2", true);
    check("Disallow: /*?\nAllow: /tin?trang=\n", "/tin?in=1", false);
    check("Disallow: /Tin\n", "/tin", true);
    check("Disallow: /*.doc$\n", "/a.docx", true);
    check("Disallow: /giáo-dục\n", "/gi%C3%A1o-d%E1%BB%A5c/a", false);
    check("Disallow: tin\n", "/tin", true);
    check("Disallow: /a # không lấy\n", "/a", false);
}

#[test]
fn lines_are_read_as_they_are_written() {
    let forbids = |body: &[u8]| !allows(&Robots::of(&answer(200, body)), "/kin/a");
    for body in [
        b"User-agent: *\r\nDisallow: /kin\r\n".as_slice(),
        b"User-agent: *\rDisallow: /kin",
        b"\xEF\xBB\xBFUSER-AGENT:*\nDISALLOW:/kin",
        b"\xFF\xFEU\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/\0k\0i\0n\0",
        b"  user agent : *\n\n\n  Disalow : /kin  \n",
        b"<br /><b>Warning</b>: x\nUser-agent: *\nDisallow: /kin\n",
        b"User-agent *\nDisallow /kin\n",
        b"User-agent: *\nDisallow: /kin\n\xFF\xC3(\n",
    ] {
        assert!(forbids(body), "{:?}", String::from_utf8_lossy(body));
    }
    for body in [
        b"".as_slice(),
        b"\n \n<!DOCTYPE html><html><pre>\nUser-agent: *\nDisallow: /\n</pre></html>",
        b"<html>\nUser-agent: *\nDisallow: /\n",
        b"\x00\x01\x02 binary",
        b"User-agent: *\n#Disallow: /\n",
    ] {
        assert!(!forbids(body), "{:?}", String::from_utf8_lossy(body));
    }
}

#[test]
fn what_is_no_file_is_free_or_waits() {
    let check = |answer: Answer, free: bool, hours: u64| {
        let robots = Robots::of(&answer);
        assert_eq!(allows(&robots, "/kin"), free, "{} {:?}", answer.status, answer.fault);
        assert_eq!(robots.keep_for(), Duration::from_secs(hours * 3600));
    };
    let rules = b"User-agent: *\nDisallow: /kin\nAllow: /kin-2\nDisa";
    for status in [204, 304, 400, 401, 403, 404, 410, 451] {
        check(answer(status, rules), status != 204, 24);
    }
    for status in [429, 500, 502, 503, 0] {
        check(answer(status, b""), false, 1);
    }
    for fault in [
        TransportFault::Dns("x".into()),
        TransportFault::Connect("x".into()),
        TransportFault::Tls("x".into()),
        TransportFault::Timeout,
        TransportFault::Stalled,
        TransportFault::Truncated,
    ] {
        check(faulty(0, b"", fault), false, 1);
    }
    check(faulty(301, b"", TransportFault::RedirectLoop), true, 24);
    check(faulty(302, b"", TransportFault::BadRedirect("x".into())), true, 24);
    check(faulty(200, rules, TransportFault::Truncated), false, 1);
    check(faulty(200, b"User-agent: *\nDisallow: /k", TransportFault::Truncated), true, 1);
    check(faulty(200, rules, TransportFault::BodyTooLarge { limit_bytes: 9 }), false, 1);
    assert!(allows(&Robots::open(), "/kin") && Robots::open().sitemaps().is_empty());
}

#[test]
fn problems_name_the_rule_or_the_reason() {
    let said = |robots: &Robots| robots.judge(&url("https://cong.example/kin/a")).unwrap_err();
    let problem = said(&ruled("# x\nUser-agent: *\nDisallow: /*kin\n"));
    assert_eq!(problem.kind, ProblemKind::Robots);
    assert_eq!(
        problem.sentence,
        "robots.txt of cong.example forbids https://cong.example/kin/a with \"Disallow: /*kin\" in line 3"
    );
    assert!(problem.advice.contains("robots = false"));
    let problem = said(&Robots::of(&answer(503, b"")));
    assert!(problem.sentence.contains("it answered 503"), "{}", problem.sentence);
    let problem = said(&Robots::of(&faulty(0, b"", TransportFault::Dns("no such host".into()))));
    assert!(problem.sentence.contains("no such host"), "{}", problem.sentence);
}

#[test]
fn the_delay_of_the_group_is_obeyed_within_bounds() {
    let check = |body: &str, expected: Option<f64>| {
        assert_eq!(ruled(body).crawl_delay().map(|d| d.as_secs_f64()), expected, "{body:?}");
    };
    check("User-agent: *\nCrawl-delay: 10\nDisallow: /x", Some(10.0));
    check("User-agent: *\ncrawl-delay:0.5 # nhẹ", Some(0.5));
    check("User-agent: *\nCrawl-delay: 1,5", Some(1.5));
    check("User-agent: *\nCrawl-delay: 86400", Some(600.0));
    check("User-agent: *\nCrawl-delay: 1e300", Some(600.0));
    for worthless in ["-1", "NaN", "inf", "", "nhanh"] {
        check(&format!("User-agent: *\nCrawl-delay: {worthless}"), None);
    }
    check("Crawl-delay: 7\nUser-agent: *\nDisallow: /x", None);
    check("User-agent: khac\nCrawl-delay: 99\n\nUser-agent: *\nCrawl-delay: 2", Some(2.0));
    check("User-agent: *\nCrawl-delay: 99\n\nUser-agent: diemtin\nDisallow: /x", None);
}

#[test]
fn sitemaps_are_absolute_and_few() {
    let lines: String = (0..200).map(|n| format!("Sitemap: /s{n}.xml\n")).collect();
    let robots =
        ruled(&format!("sitemap: https://khac.example/s.xml\nSitemap: ftp://x/\nSitemap: /s0.xml\n{lines}"));
    let first: Vec<_> = robots.sitemaps().iter().take(3).map(Url::as_str).collect();
    let expected =
        ["https://khac.example/s.xml", "https://cong.example/s0.xml", "https://cong.example/s1.xml"];
    assert_eq!((first.as_slice(), robots.sitemaps().len()), (expected.as_slice(), 100));
    let hop = Hop {
        status: 301,
        from: url("http://cu.example/robots.txt"),
        to: url("https://cong.example/robots.txt"),
    };
    let moved = Robots::of(&Answer { hops: vec![hop], ..answer(200, b"Sitemap: s.xml") });
    assert_eq!(moved.sitemaps()[0].as_str(), "http://cu.example/s.xml");
}

/// The bounds are on steps, so that no machine is too slow for them: what is read, and how often a path
/// is passed over.
#[test]
fn a_hostile_file_is_bounded() {
    let long_path = format!("/{}", "ab/".repeat(2_700));
    for body in [
        "User-agent: diemtin\nDisallow: /x\n".repeat(300_000),
        format!("User-agent: *\nDisallow: /{}c\n", "*a".repeat(5_000_000)),
        format!("User-agent: *\n{}", format!("Disallow: /{}c\n", "*a".repeat(2_000)).repeat(200)),
        (0..60_000).fold("User-agent: *\n".to_owned(), |all, n| all + &format!("Allow:/*{n}$\n")),
        format!("User-agent: *\nAllow: /{}\n", "é".repeat(1_000_000)).repeat(5),
        format!("{}%é\n", "é%".repeat(9_000)).repeat(100),
        "a:b\n".repeat(2_500_000),
    ] {
        let robots = ruled(&body);
        assert!(allows(&robots, &long_path), "{}", body.get(..60).unwrap_or_default());
    }
}
