//! What goes out in which content-coding, and which fields go with it.

use crate::client::{patient, start};

#[test]
fn each_coding_has_its_bytes_its_tag_and_its_length() {
    let server = start(patient());
    let check = |accept: &str, coding: &str, body: &str, ending: &str| {
        let response = server.get("/feed.atom", &[accept]);
        assert_eq!(response.status, 200, "{accept}");
        assert_eq!(response.field("content-encoding"), coding, "{accept}");
        assert_eq!(response.text(), body, "{accept}");
        assert_eq!(response.field("content-length"), body.len().to_string(), "{accept}");
        assert!(response.field("etag").ends_with(ending), "{accept}: {}", response.field("etag"));
        assert!(response.field("etag").starts_with('"'), "strong: {}", response.field("etag"));
    };
    check("Accept-Encoding: gzip, deflate, br", "br", "br", "-br\"");
    check("Accept-Encoding: gzip", "gzip", "gzip form", "-gzip\"");
    check("Accept-Encoding: br;q=0.1, gzip;q=0.2", "gzip", "gzip form", "-gzip\"");
    check("Accept-Encoding: identity", "", "<feed>plain form</feed>", "\"");
    check("Accept: */*", "", "<feed>plain form</feed>", "\"");
}

#[test]
fn a_client_that_refuses_every_form_is_told_so() {
    let server = start(patient());
    assert_eq!(server.get("/feed.atom", &["Accept-Encoding: *;q=0"]).status, 406);
    assert_eq!(server.get("/nowhere", &["Accept-Encoding: *;q=0"]).status, 404);
}

#[test]
fn a_document_without_the_form_goes_out_as_written() {
    let server = start(patient());
    let response = server.ask("HEAD", "/large.json", &["Accept-Encoding: br"]);
    assert_eq!((response.status, response.field("content-encoding")), (200, ""));
    assert!(!response.field("etag").contains("br"));
}

#[test]
fn every_document_says_how_it_may_be_kept() {
    let server = start(patient());
    let feed = server.get("/feed.atom?utm_source=x", &[]);
    assert_eq!(feed.field("content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(feed.field("last-modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(feed.field("vary"), "Accept-Encoding");
    assert!(feed.field("cache-control").starts_with("public, max-age=60, stale-while-revalidate="));
    assert_eq!(feed.field("x-content-type-options"), "nosniff");
    assert_eq!(feed.field("content-security-policy"), "");
    assert!(!feed.field("date").is_empty());
    let page = server.get("/", &[]);
    assert!(page.field("content-security-policy").starts_with("default-src 'none'"));
}
