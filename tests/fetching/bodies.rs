//! Bodies: coded, cut, slow, without end.

use crate::origin::{Manner, Origin, Reply};
use crate::support::{fault, get, get_with, settings};
use diemtin::model::{FetchSettings, TransportFault};
use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use std::io::Write;
use std::time::Duration;

/// Text that does not compress to nothing, with a length that is no multiple of anything.
fn text() -> Vec<u8> {
    (0..9001_u32)
        .flat_map(|n| format!("<item>{}</item>", n.wrapping_mul(2_654_435_761)).into_bytes())
        .collect()
}

fn quick() -> brotli::enc::BrotliEncoderParams {
    brotli::enc::BrotliEncoderParams { quality: 1, ..Default::default() }
}

fn coded(name: &str) -> Vec<u8> {
    let mut text = text();
    match name {
        "gzip" => return Reply::ok("", text).gzip().body,
        "br" => {
            let mut out = Vec::new();
            brotli::BrotliCompress(&mut text.as_slice(), &mut out, &quick()).unwrap();
            text = out;
        }
        "zlib" => {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&text).unwrap();
            text = encoder.finish().unwrap();
        }
        "deflate" => {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&text).unwrap();
            text = encoder.finish().unwrap();
        }
        _ => {}
    }
    text
}

#[tokio::test]
async fn every_coding_is_undone() {
    let origin = Origin::start();
    let check = async |label: &'static str, body: Vec<u8>, manner: Manner| {
        let wire = body.len();
        let reply = Reply::ok("text/xml", body).header("content-encoding", label).manner(manner.clone());
        origin.route("/x", move |_| reply.clone());
        let answer = get(&origin.url("/x")).await;
        assert_eq!(answer.fault, None, "{label} {manner:?}");
        assert!(answer.body == text(), "{label} {manner:?}: {} bytes", answer.body.len());
        assert_eq!(answer.wire_bytes, wire as u64, "{label} {manner:?}");
    };
    for manner in [Manner::Proper, Manner::Chunked, Manner::UntilClose] {
        check("identity", coded("identity"), manner.clone()).await;
        check("gzip", coded("gzip"), manner.clone()).await;
        check("X-GZIP", coded("gzip"), manner.clone()).await;
        check("br", coded("br"), manner.clone()).await;
        check("deflate", coded("zlib"), manner.clone()).await;
        check("deflate", coded("deflate"), manner).await;
    }
    let two_members = {
        let half = text().len() / 2;
        let member = |part: &[u8]| Reply::ok("", part).gzip().body;
        [member(&text()[..half]), member(&text()[half..])].concat()
    };
    check("gzip", two_members, Manner::Proper).await;
    check("gzip", [coded("gzip"), vec![0; 512]].concat(), Manner::Proper).await;
}

#[tokio::test]
async fn a_cut_body_keeps_what_came() {
    let origin = Origin::start();
    for label in ["identity", "gzip", "br"] {
        let (body, whole) = (coded(label), text());
        let cut = body.len() / 2;
        let reply =
            Reply::ok("text/xml", body).header("content-encoding", label).manner(Manner::CutAfter(cut));
        origin.route("/x", move |_| reply.clone());
        let answer = get(&origin.url("/x")).await;
        assert_eq!(fault(&answer), TransportFault::Truncated, "{label}");
        assert!(answer.body.len() > whole.len() / 4, "{label}: {}", answer.body.len());
        assert!(whole.starts_with(&answer.body), "{label}");
    }
}

#[tokio::test]
async fn a_coded_body_that_ends_early_is_truncated_even_when_the_framing_is_whole() {
    let origin = Origin::start();
    let body = coded("gzip");
    let half = body[..body.len() / 2].to_vec();
    origin.route("/x", move |_| Reply::ok("text/xml", half.clone()).header("content-encoding", "gzip"));
    let answer = get(&origin.url("/x")).await;
    assert_eq!(fault(&answer), TransportFault::Truncated);
    assert!(text().starts_with(&answer.body) && !answer.body.is_empty());
}

#[tokio::test]
async fn a_mislabelled_body_is_asked_for_once_more_without_coding() {
    let origin = Origin::start();
    origin.route("/honest", |seen| {
        let reply = Reply::ok("text/xml", "<rss/>");
        if seen.text("accept-encoding").as_deref() == Some("identity") {
            reply
        } else {
            reply.header("content-encoding", "gzip")
        }
    });
    origin.route("/stubborn", |_| Reply::ok("text/xml", "<rss/>").header("content-encoding", "gzip"));
    origin.route("/unknown", |_| Reply::ok("text/xml", "<rss/>").header("content-encoding", "utf-8"));
    origin
        .route("/junk", |_| Reply::ok("text/xml", [0x1f, 0x8b, 9, 9, 9]).header("content-encoding", "gzip"));
    for path in ["/honest", "/stubborn", "/unknown"] {
        let answer = get(&origin.url(path)).await;
        assert_eq!((answer.body.as_slice(), &answer.fault), (&b"<rss/>"[..], &None), "{path}");
        assert_eq!(origin.seen_at(path).len(), 2, "{path}");
    }
    let answer = get(&origin.url("/junk")).await;
    assert!(matches!(fault(&answer), TransportFault::BadEncoding(_)), "{:?}", answer.fault);
    assert_eq!(origin.seen_at("/junk").len(), 2);
}

#[tokio::test]
async fn a_body_is_bounded_on_the_wire_and_after_decoding() {
    let origin = Origin::start();
    let limit = 64 * 1024;
    let bounded = FetchSettings { max_body_bytes: limit as u64, ..settings() };
    let check = async |reply: Reply, fits: bool| {
        let told = format!("{:?} {}", reply.manner, reply.body.len());
        origin.route("/x", move |_| reply.clone());
        let answer = get_with(&bounded, &origin.url("/x")).await;
        let expected = (!fits).then_some(TransportFault::BodyTooLarge { limit_bytes: limit as u64 });
        assert_eq!(answer.fault, expected, "{told}");
        assert!(answer.body.len() <= limit, "{told}: {}", answer.body.len());
    };
    let plain = |bytes: usize| Reply::ok("text/xml", vec![b'x'; bytes]);
    check(plain(limit), true).await;
    check(plain(limit + 1), false).await;
    check(plain(limit).manner(Manner::Chunked), true).await;
    check(plain(limit + 1).manner(Manner::Chunked), false).await;
    check(plain(limit + 1).manner(Manner::UntilClose), false).await;
    check(plain(1000).manner(Manner::Endless), false).await;
    check(plain(limit).gzip(), true).await;
    check(plain(limit + 1).gzip(), false).await;
    check(Reply::gzip_bomb(50 * 1024 * 1024), false).await;
    let mut bomb = Vec::new();
    brotli::BrotliCompress(&mut vec![0; 50 << 20].as_slice(), &mut bomb, &quick()).unwrap();
    check(Reply::ok("text/xml", bomb).header("content-encoding", "br"), false).await;
}

#[tokio::test]
async fn a_gzip_body_of_countless_empty_members_ends() {
    let origin = Origin::start();
    let empty = Reply::ok("", "").gzip().body;
    let members = |count: usize| [empty.repeat(count), coded("gzip")].concat();
    let (some, countless) = (members(500), members(40_000));
    origin
        .route("/some", move |_| Reply::ok("text/xml", some.clone()).header("content-encoding", "gzip"))
        .route("/countless", move |_| {
            Reply::ok("text/xml", countless.clone()).header("content-encoding", "gzip")
        });
    assert!(get(&origin.url("/some")).await.body == text());
    assert!(matches!(fault(&get(&origin.url("/countless")).await), TransportFault::BadEncoding(_)));
}

#[tokio::test]
async fn silence_and_slowness_end() {
    let origin = Origin::start();
    let short = FetchSettings {
        timeout: Duration::from_millis(900),
        idle_timeout: Duration::from_millis(300),
        ..settings()
    };
    let check = async |manner: Manner, expected: TransportFault| {
        let reply = Reply::ok("text/xml", vec![b'x'; 5000]).manner(manner.clone());
        origin.route("/x", move |_| reply.clone());
        let answer = get_with(&short, &origin.url("/x")).await;
        assert_eq!(fault(&answer), expected, "{manner:?}");
        assert!(answer.took < Duration::from_secs(5), "{manner:?}: {:?}", answer.took);
    };
    check(Manner::StallBeforeHead, TransportFault::Stalled).await;
    check(Manner::StallAfter(0), TransportFault::Stalled).await;
    check(Manner::StallAfter(1000), TransportFault::Stalled).await;
    check(Manner::Drip(1, Duration::from_millis(20)), TransportFault::Timeout).await;
}
