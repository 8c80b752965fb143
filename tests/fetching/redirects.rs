//! Redirects are followed hop by hop, and nothing leaks along.

use crate::origin::{Origin, Reply};
use crate::support::{client, fault, get, request, settings, source};
use diemtin::model::TransportFault;

fn ok() -> Reply {
    Reply::ok("text/xml", "<rss/>")
}

#[tokio::test]
async fn every_hop_is_told() {
    let origin = Origin::start();
    origin
        .route("/a", |_| Reply::redirect(301, "/b"))
        .route("/b", |_| Reply::redirect(307, "c?x=1#part"))
        .route("/c", |_| ok());
    let answer = get(&origin.url("/a")).await;
    assert_eq!((answer.status, answer.fault), (200, None));
    let hops: Vec<_> = answer.hops.iter().map(|hop| (hop.status, hop.to.path().to_owned())).collect();
    assert_eq!(hops, [(301, "/b".to_owned()), (307, "/c".to_owned())]);
    assert_eq!(answer.final_url.as_str(), origin.url("/c?x=1"));
    assert!(origin.seen().iter().all(|seen| seen.header("referer").is_none()));
}

#[tokio::test]
async fn credentials_stay_with_the_host_they_are_for() {
    let origin = Origin::start();
    let away = origin.url_on("127.0.0.2", "/there").replace("http://", "http://a:b@");
    origin
        .route("/here", |_| Reply::redirect(302, "/still-here"))
        .route("/still-here", move |_| Reply::redirect(302, &away))
        .route("/there", |_| ok());
    let mut source = source(&origin.url("/here").replace("http://", "http://ten:khoa@"));
    source.headers = vec![("X-Key".to_owned(), "1".to_owned()), ("Cookie".to_owned(), "k=1".to_owned())];
    let answer = client(&settings()).get(&request(source)).await;
    assert_eq!(answer.final_url.as_str(), origin.url_on("127.0.0.2", "/there"));
    let with = |path: &str, name: &str| origin.seen_at(path)[0].header(name).is_some();
    for name in ["authorization", "x-key", "cookie"] {
        assert!(with("/here", name) && with("/still-here", name), "{name}");
        assert!(!with("/there", name), "{name}");
    }
}

#[tokio::test]
async fn a_location_may_be_raw_utf8_or_worse() {
    let origin = Origin::start();
    origin
        .route("/utf8", |_| Reply::redirect(302, "/khoa giáo"))
        .route("/latin", |_| Reply::redirect(302, b"/caf\xe9"))
        .otherwise(|_| ok());
    assert_eq!(get(&origin.url("/utf8")).await.final_url.path(), "/khoa%20gi%C3%A1o");
    assert_eq!(get(&origin.url("/latin")).await.final_url.path(), "/caf%E9");
}

#[tokio::test]
async fn a_redirect_to_nowhere_says_so() {
    let origin = Origin::start();
    let check = async |location: Option<&str>, shown: &str| {
        let location = location.map(str::to_owned);
        origin.route("/x", move |_| match &location {
            Some(location) => Reply::redirect(302, location),
            None => Reply::status(302),
        });
        let answer = get(&origin.url("/x")).await;
        assert_eq!(fault(&answer), TransportFault::BadRedirect(shown.to_owned()));
    };
    check(None, "").await;
    check(Some(""), "").await;
    check(Some("ftp://a.example/"), "ftp://a.example/").await;
    check(Some("javascript:alert(1)"), "javascript:alert(1)").await;
    check(Some("file:///etc/passwd"), "file:///etc/passwd").await;
    check(Some("http://[oops"), "http://[oops").await;
    check(Some("http://a.example:99999/"), "http://a.example:99999/").await;
}

#[tokio::test]
async fn circles_and_long_chains_end() {
    let origin = Origin::start();
    origin
        .route("/self", |_| Reply::redirect(302, "/self"))
        .route("/ping", |_| Reply::redirect(302, "/pong"))
        .route("/pong", |_| Reply::redirect(302, "/ping"))
        .otherwise(|seen| {
            let n: usize = seen.path.trim_start_matches("/n").parse().unwrap_or(0);
            if n == 0 { ok() } else { Reply::redirect(301, format!("/n{}", n - 1)) }
        });
    let check = async |path: &str, requests: usize| {
        origin.forget();
        let answer = get(&origin.url(path)).await;
        assert_eq!(fault(&answer), TransportFault::RedirectLoop, "{path}");
        assert_eq!(origin.seen().len(), requests, "{path}");
    };
    check("/self", 1).await;
    check("/ping", 2).await;
    check("/n99", 11).await;
    assert_eq!(get(&origin.url("/n10")).await.status, 200);
}

#[tokio::test]
async fn a_cookie_wall_is_a_loop_and_not_climbed() {
    let origin = Origin::start();
    origin.route("/wall", |seen| Reply::cookie_wall(seen, ok()));
    assert_eq!(fault(&get(&origin.url("/wall")).await), TransportFault::RedirectLoop);
    assert_eq!(origin.seen().len(), 1);
}
