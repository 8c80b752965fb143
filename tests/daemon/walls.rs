//! Everything a portal can do wrong at once: each gets a problem of its own kind, and a healthy source
//! beside them is polled as if nothing were.

use crate::origin::{Manner, Origin, Reply};
use crate::process::{Daemon, free_address, told};
use serde_json::Value;
use std::fmt::Write;
use std::time::{Duration, Instant};

const FEED: &str = "application/rss+xml";

/// A small healthy feed.
fn feed() -> String {
    "<rss version=\"2.0\"><channel><title>Thử</title><item><title>Một bài</title><guid>1</guid>\
     <link>http://portal.example/1</link></item></channel></rss>"
        .to_owned()
}

/// (path, what the portal answers, the problem it must get).
fn walls() -> Vec<(&'static str, Reply, Option<&'static str>)> {
    let page =
        "<!DOCTYPE html><html><head><title>Trang chủ</title></head><body><h1>Tin</h1><p>x</p></body></html>";
    let slow = Duration::from_millis(400);
    vec![
        ("healthy", Reply::ok(FEED, feed()), None),
        ("page", Reply::ok("text/html", page), Some("no-list")),
        ("circle", Reply::redirect(302, "/circle"), Some("redirect-loop")),
        ("nowhere", Reply::redirect(302, "http://"), Some("bad-redirect")),
        ("inside", Reply::redirect(302, "http://10.0.0.7/rss"), Some("forbidden-address")),
        ("stall", Reply::ok(FEED, feed()).manner(Manner::StallAfter(40)), Some("stalled")),
        ("silent", Reply::ok(FEED, feed()).manner(Manner::StallBeforeHead), Some("stalled")),
        ("drip", Reply::ok(FEED, feed().repeat(20)).manner(Manner::Drip(1, slow)), Some("timeout")),
        ("endless", Reply::ok(FEED, feed()).manner(Manner::Endless), Some("body-too-large")),
        ("bomb", Reply::gzip_bomb(8 << 20), Some("body-too-large")),
        ("cut", Reply::ok(FEED, "<rss><channel><title>").manner(Manner::CutAfter(9)), Some("truncated")),
        ("broken", Reply::status(500), Some("server-error")),
        ("missing", Reply::status(404), Some("not-found")),
        ("gone", Reply::status(410), Some("gone")),
        ("refused", Reply::status(403), Some("forbidden")),
        ("busy", Reply::status(503).header("retry-after", "3600"), Some("throttled")),
        ("flood", Reply::status(429).header("retry-after", "60"), Some("throttled")),
        ("login", Reply::status(401), Some("login-required")),
        ("headers", Reply::ok(FEED, feed()).manner(Manner::EndlessHead), Some("protocol")),
        (
            "encoding",
            Reply::ok(FEED, b"\x1f\x8b\x08\0 no gzip after all").header("content-encoding", "gzip"),
            Some("bad-encoding"),
        ),
        ("noise", Reply::raw("\0\0no http at all\r\n\r\n"), Some("protocol")),
    ]
}

#[test]
fn every_wall_gets_its_own_problem_and_a_healthy_source_is_polled_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let origin = Origin::start();
    let address = free_address();
    let mut config = format!(
        "contact = \"mailto:tester@portal.test\"\n[server]\nlisten = \"{address}\"\npublic_url = \"http://{address}/\"\n\
         [store]\npath = \"store\"\ncontrol = \"c.sock\"\n[fetch]\ninterval = \"1d\"\nper_host_delay = \"0s\"\n\
         timeout = \"2s\"\nidle_timeout = \"1s\"\nmax_body = \"1MiB\"\nallow_private = [\"127.0.0.0/8\"]\n"
    );
    for (number, (path, reply, _)) in walls().into_iter().enumerate() {
        origin.route(&format!("/{path}"), move |_| reply.clone());
        let url = origin.url_on(&format!("127.0.3.{}", number + 1), &format!("/{path}"));
        let _ = write!(config, "[[source]]\nid = \"{path}\"\nname = \"{path}\"\nurl = \"{url}\"\n");
    }
    let dead = format!("http://{}/", free_address());
    let plain = origin.url_on("127.0.4.1", "/healthy").replace("http:", "https:");
    for (id, url) in
        [("unheard", "http://no-such-host.invalid/rss"), ("closed", dead.as_str()), ("plain", plain.as_str())]
    {
        let _ = write!(config, "[[source]]\nid = \"{id}\"\nname = \"{id}\"\nurl = \"{url}\"\n");
    }
    let path = folder.path().join("diemtin.toml");
    std::fs::write(&path, config).unwrap();
    let daemon = Daemon::start(&path, &address);
    daemon.poll();

    let list: Vec<Value> = serde_json::from_str(&told(&path, &["sources", "--json"])).unwrap();
    let problem = |id: &str| list.iter().find(|s| s["id"] == id).map(|s| s["problem"].clone()).unwrap();
    for (id, _, expected) in walls() {
        assert_eq!(problem(id)["kind"].as_str(), expected, "{id}: {}", problem(id));
    }
    assert_eq!(problem("unheard")["kind"], "dns");
    assert_eq!(problem("closed")["kind"], "connect");
    assert_eq!(problem("plain")["kind"], "tls");
    for sick in list.iter().filter(|s| !s["problem"].is_null()) {
        let said = |field: &str| sick["problem"][field].as_str().unwrap().len();
        assert!(said("sentence") > 10 && said("advice") > 10, "{sick}");
    }
    let table = told(&path, &["sources"]);
    assert!(table.contains("redirect-loop") && table.contains("→"), "{table}");
    let asked = origin.seen_at("/healthy").len();
    told(&path, &["poll", "healthy"]);
    assert_eq!(origin.seen_at("/healthy").len(), asked + 1, "a healthy source is asked as if nothing were");
    assert!(daemon.get("/latest.atom", &[]).text().contains("Một bài"));
}

#[test]
fn a_healthy_source_keeps_its_rhythm_while_others_hang() {
    let folder = tempfile::tempdir().unwrap();
    let origin = Origin::start();
    let address = free_address();
    let mut config = format!(
        "[server]\nlisten = \"{address}\"\npublic_url = \"http://{address}/\"\n\
         [store]\npath = \"store\"\ncontrol = \"c.sock\"\n[fetch]\ninterval = \"1s\"\nmin_interval = \"1s\"\n\
         max_interval = \"2s\"\nper_host_delay = \"0s\"\ntimeout = \"60s\"\nidle_timeout = \"60s\"\n\
         allow_private = [\"127.0.0.0/8\"]\n"
    );
    origin.route("/healthy", |_| Reply::ok(FEED, feed()));
    origin.route("/hanging", |_| Reply::ok(FEED, feed()).manner(Manner::StallAfter(40)));
    for (id, path) in [("one", "/hanging"), ("two", "/hanging"), ("well", "/healthy"), ("three", "/hanging")]
    {
        let url = origin.url_on(&format!("127.0.5.{}", config.len() % 250 + 1), path);
        let _ = write!(config, "[[source]]\nid = \"{id}\"\nname = \"{id}\"\nurl = \"{url}\"\n");
    }
    let path = folder.path().join("diemtin.toml");
    std::fs::write(&path, config).unwrap();
    let _daemon = Daemon::start(&path, &address);
    let begun = Instant::now();
    while origin.seen_at("/healthy").len() < 4 || origin.seen_at("/hanging").len() < 3 {
        assert!(begun.elapsed() < Duration::from_secs(40), "{:?}", origin.seen());
        std::thread::yield_now();
    }
    let hanging = origin.seen_at("/hanging");
    assert!(hanging.iter().all(|seen| seen.ended.is_none()), "they hang all the while");
    assert_eq!(hanging.len(), 3, "and nobody asks again while an answer is awaited");
    let well = origin.seen_at("/healthy");
    for pair in well.windows(2) {
        assert!(
            pair[1].pause_after(&pair[0]) < Duration::from_secs(10),
            "on time, jitter and a busy machine included"
        );
    }
}
