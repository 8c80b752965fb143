//! Clients that take their time are cut off; the others never notice.

use crate::client::{Client, LARGE_BYTES, PATIENCE, Server, patient, start};
use diemtin::serve::Limits;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(50);

#[test]
fn a_client_that_says_nothing_is_cut_off() {
    let server = start(Limits { idle: SHORT, ..patient() });
    let begun = Instant::now();
    assert_eq!(server.connect().rest(), b"");
    assert!(begun.elapsed() >= SHORT);
}

#[test]
fn a_client_that_falls_silent_after_a_response_is_cut_off() {
    let server = start(Limits { idle: SHORT, ..patient() });
    let mut client = server.connect();
    client.request("GET", "/feed.atom", &[]);
    assert_eq!(client.response("GET").status, 200);
    assert_eq!(client.rest(), b"");
}

#[test]
fn half_a_header_block_is_cut_off() {
    let server = start(Limits { header_read: SHORT, ..patient() });
    let mut client = server.connect();
    client.send(b"GET /feed.atom HTTP/1.1\r\nHost: x\r\n");
    assert_eq!(client.rest(), b"");
}

#[test]
fn half_a_second_request_is_cut_off() {
    let server = start(Limits { header_read: SHORT, ..patient() });
    let mut client = server.connect();
    client.request("GET", "/feed.atom", &[]);
    assert_eq!(client.response("GET").status, 200);
    client.send(b"GET /fe");
    assert_eq!(client.rest(), b"");
}

/// A byte now and then does not move the deadline: it counts from the first one.
#[test]
fn a_header_block_that_drips_is_cut_off() {
    let server = start(Limits { header_read: 4 * SHORT, ..patient() });
    let mut client = server.connect();
    client.stream.set_read_timeout(Some(SHORT / 5)).unwrap();
    let begun = Instant::now();
    client.send(b"GET /feed.atom HTTP/1.1\r\nX-Drip: ");
    while begun.elapsed() < PATIENCE {
        if client.stream.write_all(b"x").is_err() {
            return;
        }
        match client.stream.read(&mut [0; 1]) {
            Ok(0) => return,
            Err(fault) if fault.kind() == std::io::ErrorKind::ConnectionReset => return,
            Ok(_) => panic!("an answer to half a request"),
            Err(_) => {}
        }
    }
    panic!("still connected after {:?}", begun.elapsed());
}

/// A client that asks for a large document and does not read it.
fn stubborn(server: &Server) -> Client {
    let mut client = server.connect();
    client.request("GET", "/large.json", &[]);
    client
}

#[test]
fn a_client_that_does_not_read_is_cut_off() {
    let mut server = start(Limits { write_stall: SHORT, connections: 1, ..patient() });
    let mut client = stubborn(&server);
    // There is room for one: the second is answered once the first is cut off.
    assert_eq!(server.get("/feed.atom", &["Connection: close"]).status, 200);
    assert!(client.rest().len() < LARGE_BYTES);
    server.stop.cancel();
    server.ended();
}

/// Every read lets a few bytes through, so that no write stalls for long.
#[test]
fn a_response_has_an_end_even_for_a_client_that_reads_a_little() {
    let limit = 4 * SHORT;
    let server = start(Limits { response: limit, ..patient() });
    let mut client = stubborn(&server);
    let begun = Instant::now();
    let mut read = 0;
    while begun.elapsed() < limit {
        read += client.stream.read(&mut [0; 512]).unwrap();
        std::thread::sleep(SHORT / 50); // the pace of this client, not a wait for the server
    }
    assert!(read + client.rest().len() < LARGE_BYTES);
}

#[test]
fn an_answer_that_never_comes_is_503() {
    let server = start(Limits { request: SHORT, ..patient() });
    let response = server.get("/never", &[]);
    assert_eq!(response.status, 503);
    assert!(!response.field("retry-after").is_empty());
}

#[test]
fn a_crowd_waits_its_turn() {
    let server = start(Limits { connections: 1, ..patient() });
    let mut first = server.connect();
    first.request("GET", "/feed.atom", &[]);
    assert_eq!(first.response("GET").status, 200);
    let mut second = server.connect();
    second.request("GET", "/feed.atom", &["Connection: close"]);
    drop(first);
    assert_eq!(second.response("GET").status, 200);
}

#[test]
fn requests_in_a_row_are_answered_in_order_on_one_connection() {
    let server = start(patient());
    let mut client = server.connect();
    let one = "GET /feed.atom HTTP/1.1\r\nHost: x\r\n\r\n";
    let other = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send([one, other, one, other, one].concat().as_bytes());
    for expected in ["<feed>plain form</feed>", "<!DOCTYPE html>"].into_iter().cycle().take(5) {
        assert_eq!(client.response("GET").text(), expected);
    }
    for _ in 0..100 {
        client.request("GET", "/feed.atom", &["Accept-Encoding: gzip"]);
        assert_eq!(client.response("GET").text(), "gzip form");
    }
}

#[test]
fn large_bodies_arrive_whole() {
    let server = start(patient());
    let response = server.get("/large.json", &[]);
    assert_eq!(response.body.len(), LARGE_BYTES);
    assert!(response.body.iter().all(|&byte| byte == b'x'));
}
