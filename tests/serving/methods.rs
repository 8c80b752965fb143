//! Methods, paths, probes, and what is no HTTP at all.

use crate::client::{patient, start};
use std::sync::atomic::Ordering;

#[test]
fn head_is_get_without_the_body() {
    let server = start(patient());
    for target in ["/feed.atom", "/", "/nowhere", "/healthz", "/readyz", "/large.json"] {
        for accept in ["Accept-Encoding: identity", "Accept-Encoding: gzip"] {
            let get = server.get(target, &[accept]);
            let mut client = server.connect();
            client.request("HEAD", target, &[accept]);
            let head = client.response("HEAD");
            client.request("GET", "/feed.atom", &["Connection: close"]);
            assert_eq!(client.response("GET").status, 200, "no body stands between two responses");
            assert_eq!(head.status, get.status);
            assert_eq!(head.field("content-length"), get.body.len().to_string(), "{target}");
            let but_date = |fields: &std::collections::BTreeMap<String, String>| {
                fields
                    .iter()
                    .filter(|(name, _)| *name != "date")
                    .map(|(n, v)| format!("{n}: {v}"))
                    .collect::<Vec<_>>()
            };
            assert_eq!(but_date(&head.fields), but_date(&get.fields), "{target}");
        }
    }
}

#[test]
fn other_methods_are_told_what_is_allowed() {
    let server = start(patient());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let response = server.ask(method, "/feed.atom", &["Content-Length: 0"]);
        assert_eq!((response.status, response.field("allow")), (405, "GET, HEAD"), "{method}");
        assert!(response.text().contains("GET"), "{method}");
    }
}

#[test]
fn what_is_not_there_is_404_with_a_sentence() {
    let server = start(patient());
    for target in ["/nowhere", "/feed.atom/", "//feed.atom", "/%66eed.atom", "/../feed.atom", "/feed.atom%00"]
    {
        let response = server.get(target, &[]);
        assert_eq!(response.status, 404, "{target}");
        assert!(response.text().contains("see /"), "{target}: {}", response.text());
        assert_eq!(response.field("cache-control"), "no-store");
        assert_eq!(response.field("content-type"), "text/plain; charset=utf-8");
    }
    assert_eq!(server.get(&format!("/{}", "a".repeat(4000)), &[]).status, 404);
}

#[test]
fn probes_follow_the_library() {
    let server = start(patient());
    let check = |target: &str, status: u16| {
        let response = server.get(target, &[]);
        assert_eq!(response.status, status, "{target}");
        assert_eq!(response.field("retry-after").is_empty(), status == 200, "{target}");
    };
    check("/healthz", 200);
    check("/readyz", 200);
    server.shelf.ready.store(false, Ordering::SeqCst);
    check("/healthz", 200);
    check("/readyz", 503);
    assert_eq!(server.get("/feed.atom", &[]).field("retry-after"), "7");
    assert_eq!(server.get("/feed.atom", &[]).status, 503);
    server.shelf.alive.store(false, Ordering::SeqCst);
    check("/healthz", 503);
}

#[test]
fn a_long_query_is_414_and_a_long_head_431() {
    let server = start(patient());
    let query = |bytes: usize| server.get(&format!("/feed.atom?{}", "q".repeat(bytes)), &[]).status;
    assert_eq!(query(100), 200);
    assert_eq!(query(101), 414);
    let field = format!("X-Long: {}", "x".repeat(9 * 1024));
    let mut client = server.connect();
    client.request("GET", "/feed.atom", &[&field]);
    assert_eq!(client.response("GET").status, 431);
    let many: Vec<String> = (0..200).map(|n| format!("X-{n}: y")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut client = server.connect();
    client.request("GET", "/feed.atom", &many);
    assert_eq!(client.response("GET").status, 431);
}

#[test]
fn garbage_ends_its_connection_and_nothing_else() {
    let server = start(patient());
    let garbage: [&[u8]; 6] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET /feed.atom\r\n\r\n",
        b"GET /feed.atom HTTP/9.9\r\n\r\n",
        b"GET /feed.atom HTTP/1.1\r\nHost: x\r\nContent-Length: minus one\r\n\r\n",
    ];
    for bytes in garbage {
        let mut client = server.connect();
        client.send(bytes);
        let answer = client.rest();
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400"), "{}", answer.escape_ascii());
    }
    assert_eq!(server.get("/feed.atom", &[]).status, 200);
}

#[test]
fn a_request_names_exactly_one_host() {
    let server = start(patient());
    for (head, status) in [
        ("GET /feed.atom HTTP/1.1\r\n", 400),
        ("GET /feed.atom HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400),
        ("GET /feed.atom HTTP/1.1\r\nHost: a\r\n", 200),
        ("GET /feed.atom HTTP/1.0\r\n", 200),
    ] {
        let mut client = server.connect();
        client.send(format!("{head}Connection: close\r\n\r\n").as_bytes());
        let answer = String::from_utf8(client.rest()).unwrap();
        assert_eq!(answer.split(' ').nth(1), Some(status.to_string().as_str()), "{head:?}: {answer}");
    }
}

#[test]
fn a_panic_is_a_500_and_the_connection_goes_on() {
    let server = start(patient());
    let mut client = server.connect();
    client.request("GET", "/panic", &[]);
    assert_eq!(client.response("GET").status, 500);
    client.request("GET", "/feed.atom", &[]);
    assert_eq!(client.response("GET").status, 200);
}
