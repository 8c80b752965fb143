//! Answers that are hardly answers.

use crate::origin::{Manner, Origin, Reply};
use crate::support::{client, fault, get, request, settings, source};
use diemtin::model::{Answer, FetchSettings, TransportFault};
use std::time::Duration;

#[tokio::test]
async fn garbage_in_place_of_http_is_a_fault_of_its_own() {
    let origin = Origin::start();
    let check = async |bytes: &'static [u8]| {
        origin.route("/x", move |_| Reply::raw(bytes));
        let answer = get(&origin.url("/x")).await;
        assert!(matches!(fault(&answer), TransportFault::Protocol(_)), "{bytes:?}: {:?}", answer.fault);
    };
    check(b"SSH-2.0-OpenSSH_9.2\r\n").await;
    check(b"\x00\xff\xfe garbage").await;
    check(b"HTTP/1.1 99999 no\r\n\r\n").await;
    check(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx").await;
    check(b"HTTP/1.1 200 OK\r\nContent-Len").await;
    check(b"").await;
}

#[tokio::test]
async fn a_flood_of_header_fields_ends() {
    let origin = Origin::start();
    origin.route("/endless", |_| Reply::ok("", "").manner(Manner::EndlessHead));
    origin.route("/many", |_| {
        (0..400).fold(Reply::ok("text/xml", "<rss/>"), |reply, n| reply.header(&format!("x-{n}"), "1"))
    });
    origin.route("/long", |_| Reply::ok("text/xml", "<rss/>").header("x-long", vec![b'x'; 100_000]));
    for path in ["/endless", "/many", "/long"] {
        let answer = get(&origin.url(path)).await;
        assert!(matches!(fault(&answer), TransportFault::Protocol(_)), "{path}: {:?}", answer.fault);
        assert!(answer.headers.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn sloppy_headers_are_read_all_the_same() {
    let origin = Origin::start();
    origin.route("/x", |_| {
        Reply::raw(
            &b"HTTP/1.1 200\r\nETag : \"1\"\r\nBad Name: x\r\nX-Folded: a\r\n b\r\nLast-Modified:  soon \r\n\
               Content-Length: 6\r\n\r\n<rss/>"[..],
        )
    });
    let answer = get(&origin.url("/x")).await;
    assert_eq!((answer.status, answer.body.as_slice(), &answer.fault), (200, &b"<rss/>"[..], &None));
    let field = |name: &str| answer.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_slice());
    assert_eq!(field("etag"), Some(&b"\"1\""[..]));
    assert_eq!(field("last-modified"), Some(&b"soon"[..]));
}

#[tokio::test]
async fn nobody_there_and_no_name_are_told_apart() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let answer = get(&format!("http://{free}/rss")).await;
    assert_eq!(fault(&answer), TransportFault::Connect("nobody listens there".to_owned()));
    let answer = get("http://khong-co.invalid/rss").await;
    assert!(matches!(fault(&answer), TransportFault::Dns(_)), "{:?}", answer.fault);
    assert_eq!((answer.status, answer.wire_bytes), (0, 0));
}

#[tokio::test]
async fn a_port_without_tls_is_a_fault_of_tls() {
    let origin = Origin::start();
    let answer = get(&origin.url("/").replace("http://", "https://")).await;
    assert!(matches!(fault(&answer), TransportFault::Tls(_)), "{:?}", answer.fault);
}

#[tokio::test]
async fn a_certificate_file_that_is_none_is_told_with_its_path() {
    let mut broken = source("https://a.example/");
    broken.tls = diemtin::model::TlsPolicy::ExtraCa("/nonexistent/ca.pem".into());
    let answer = client(&settings()).get(&request(broken)).await;
    let TransportFault::Tls(why) = fault(&answer) else { panic!("{:?}", answer.fault) };
    assert!(why.contains("/nonexistent/ca.pem"), "{why}");
}

#[tokio::test]
async fn a_connection_that_closes_as_it_is_used_again_is_asked_once_more() {
    let origin = Origin::start();
    origin.route("/x", |seen| match seen.count {
        2 => Reply::ok("", "").manner(Manner::Hangup),
        _ => Reply::ok("text/xml", "<rss/>"),
    });
    origin.route("/never", |_| Reply::ok("", "").manner(Manner::Hangup));
    let client = client(&settings());
    let good = request(source(&origin.url("/x")));
    assert_eq!(client.get(&good).await.status, 200);
    assert_eq!(client.get(&good).await.status, 200);
    assert_eq!(origin.seen_at("/x").len(), 3);
    let answer = client.get(&request(source(&origin.url("/never")))).await;
    assert!(matches!(fault(&answer), TransportFault::Protocol(_)), "{:?}", answer.fault);
    assert_eq!(origin.seen_at("/never").len(), 2);
}

#[tokio::test]
async fn refusals_bring_their_fields_and_no_body() {
    let origin = Origin::start();
    origin.route("/429", |_| Reply::status(429).header("retry-after", "120"));
    origin.route("/500", |_| Reply::status(500).manner(Manner::StallAfter(1)));
    let answer = get(&origin.url("/429")).await;
    assert_eq!((answer.status, answer.fault, answer.body.len()), (429, None, 0));
    assert!(answer.headers.contains(&("retry-after".to_owned(), b"120".to_vec())));
    let answer = get(&origin.url("/500")).await;
    assert_eq!((answer.status, answer.fault), (500, None));
}

#[tokio::test]
async fn framing_that_lies_ends_and_takes_nothing_from_the_next_answer() {
    let origin = Origin::start();
    let short = FetchSettings { idle_timeout: Duration::from_millis(500), ..settings() };
    let check = async |bytes: Vec<u8>, expected: fn(&Answer) -> bool| {
        let told = String::from_utf8_lossy(&bytes[..bytes.len().min(120)]).into_owned();
        origin.route("/x", move |_| Reply::raw(bytes.clone()));
        origin.route("/good", |_| Reply::ok("text/xml", "<rss/>"));
        let client = client(&short);
        let answer = client.get(&request(source(&origin.url("/x")))).await;
        assert!(expected(&answer), "{told}: {} {:?} {:?}", answer.status, answer.fault, answer.body);
        let next = client.get(&request(source(&origin.url("/good")))).await;
        assert_eq!((next.body.as_slice(), next.fault), (&b"<rss/>"[..], None), "after {told}");
    };
    let protocol = |a: &Answer| matches!(a.fault, Some(TransportFault::Protocol(_)));
    let truncated = |a: &Answer| a.fault == Some(TransportFault::Truncated);
    let ok = |rest: &str| format!("HTTP/1.1 200 OK\r\n{rest}").into_bytes();
    check("HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000).into_bytes(), protocol).await;
    check(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n".to_vec(), |a| {
        a.status == 101 || a.fault.is_some()
    })
    .await;
    check(ok("Content-Length: 18446744073709551615\r\n\r\nx"), |a| a.fault.is_some()).await;
    check(ok("Content-Length: 99999999999\r\n\r\nx"), |a| {
        matches!(a.fault, Some(TransportFault::BodyTooLarge { .. }))
    })
    .await;
    check(ok("Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), protocol).await;
    check(ok("Content-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"), |a| {
        a.body == b"x"
    })
    .await;
    check(ok("Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx"), truncated).await;
    check(ok("Transfer-Encoding: chunked\r\n\r\nnonsense\r\nx"), truncated).await;
    check(ok(&format!("Transfer-Encoding: chunked\r\n\r\n1;{}\r\nx", "y".repeat(1 << 20))), truncated).await;
    check(ok(&format!("Transfer-Encoding: chunked\r\n\r\n0\r\n{}", "a: b\r\n".repeat(100_000))), |a| {
        a.body.is_empty()
    })
    .await;
}
