//! The end: what is being answered is answered, nobody else holds it up.

use crate::client::{PATIENCE, patient, start};
use diemtin::serve::Limits;
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[test]
fn half_a_request_and_an_idle_client_do_not_delay_the_end() {
    let mut server = start(patient());
    let mut half = server.connect();
    let mut idle = server.connect();
    for client in [&mut half, &mut idle] {
        client.request("GET", "/feed.atom", &[]);
        assert_eq!(client.response("GET").status, 200);
    }
    half.send(b"GET /feed.atom HTTP/1.1\r\nHo");
    let stopped = Instant::now();
    server.stop.cancel();
    let ended = server.ended();
    assert!(ended - stopped < PATIENCE / 4, "no limit is that short; only the stop ends them");
    assert_eq!(half.rest(), b"");
    assert_eq!(idle.rest(), b"");
}

#[test]
fn a_request_under_way_is_answered_and_then_closed() {
    let mut server = start(patient());
    let mut client = server.connect();
    client.request("GET", "/slow", &[]);
    server.wait(server.shelf.asked_slow.notified());
    server.stop.cancel();
    server.shelf.release_slow.notify_one();
    let response = client.response("GET");
    assert_eq!((response.status, response.text()), (200, "slow"));
    assert_eq!(client.rest(), b"");
    server.ended();
}

#[test]
fn the_grace_time_bounds_what_never_ends() {
    let grace = Duration::from_millis(50);
    let mut server = start(Limits { grace, ..patient() });
    let mut never = server.connect();
    never.request("GET", "/slow", &[]);
    server.wait(server.shelf.asked_slow.notified());
    let mut unread = server.connect();
    unread.request("GET", "/large.json", &[]);
    let stopped = Instant::now();
    server.stop.cancel();
    let ended = server.ended();
    assert!(ended - stopped >= grace, "somebody was being answered");
    assert!(ended - stopped < PATIENCE / 4);
    assert_eq!(never.rest(), b"");
}

#[test]
fn nobody_is_accepted_after_the_stop() {
    let mut server = start(patient());
    server.stop.cancel();
    server.ended();
    assert!(TcpStream::connect(server.address).is_err());
}
