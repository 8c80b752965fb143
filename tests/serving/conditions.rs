//! Conditional requests over the wire. The tables of single fields are beside the code.

use crate::client::{patient, start};

#[test]
fn a_client_that_has_the_document_gets_304_without_a_body() {
    let server = start(patient());
    for accept in ["Accept-Encoding: identity", "Accept-Encoding: gzip", "Accept-Encoding: br"] {
        let first = server.get("/feed.atom", &[accept]);
        let tag = format!("If-None-Match: {}", first.field("etag"));
        for method in ["GET", "HEAD"] {
            let mut client = server.connect();
            client.request(method, "/feed.atom", &[accept, &tag, "Connection: close"]);
            let again = client.response(method);
            assert_eq!(again.status, 304, "{accept}");
            for name in ["etag", "cache-control", "vary"] {
                assert_eq!(again.field(name), first.field(name), "{accept} {name}");
            }
            assert!(!again.field("date").is_empty());
            assert_eq!(client.rest(), b"", "nothing follows a 304");
        }
    }
}

#[test]
fn the_tag_of_one_coding_is_not_the_tag_of_another() {
    let server = start(patient());
    let plain = server.get("/feed.atom", &[]);
    let tag = format!("If-None-Match: {}", plain.field("etag"));
    assert_eq!(server.get("/feed.atom", &[&tag, "Accept-Encoding: gzip"]).status, 200);
    assert_eq!(server.get("/feed.atom", &[&tag]).status, 304);
}

#[test]
fn dates_and_preconditions_over_the_wire() {
    let server = start(patient());
    let check = |fields: &[&str], expected: u16| {
        assert_eq!(server.get("/feed.atom", fields).status, expected, "{fields:?}");
    };
    check(&["If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT"], 304);
    check(&["If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT"], 200);
    check(&["If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "If-None-Match: \"x\""], 200);
    check(&["If-Match: \"x\""], 412);
    check(&["If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT"], 412);
    check(&["Range: bytes=0-3"], 200);
}
