//! Private addresses are refused in every spelling, on every hop, before anything is sent there.

use crate::origin::{Origin, Reply};
use crate::support::{fault, get_with, settings};
use diemtin::model::{AddressRange, FetchSettings, TransportFault};

fn allowing(ranges: &[&str]) -> FetchSettings {
    let allow_private = ranges.iter().map(|range| AddressRange(range.parse().unwrap())).collect();
    FetchSettings { allow_private, ..settings() }
}

/// Every way to say "this machine", and two that mean the neighbourhood.
const SPELLINGS: [&str; 15] = [
    "127.0.0.1",
    "0x7f000001",
    "2130706433",
    "127.1",
    "0177.0.0.1",
    "0x7f.1",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "１２７.0.0.1",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "[::127.0.0.1]",
    "0.0.0.0",
    "0",
    "localhost",
];

fn portal() -> Origin {
    let origin = Origin::start();
    origin.otherwise(|_| Reply::ok("text/xml", "<rss/>"));
    origin
}

#[tokio::test]
async fn nothing_is_sent_to_a_private_address() {
    let origin = portal();
    for host in SPELLINGS {
        let answer = get_with(&allowing(&[]), &origin.url_on(host, "/rss")).await;
        assert!(matches!(fault(&answer), TransportFault::ForbiddenAddress(_)), "{host}: {:?}", answer.fault);
        assert_eq!(answer.status, 0, "{host}");
    }
    assert_eq!(origin.seen().len(), 0);
}

#[tokio::test]
async fn a_redirect_does_not_lead_there_either() {
    let origin = portal();
    for host in SPELLINGS {
        let target = origin.url_on(host, "/secret");
        origin.route("/rss", move |_| Reply::redirect(302, &target));
        // only the address of the portal itself is allowed, 127.0.0.1 is not
        let answer = get_with(&allowing(&["127.0.0.9/32"]), &origin.url_on("127.0.0.9", "/rss")).await;
        assert!(matches!(fault(&answer), TransportFault::ForbiddenAddress(_)), "{host}: {:?}", answer.fault);
    }
    assert_eq!(origin.seen_at("/secret").len(), 0);
    assert_eq!(origin.seen_at("/rss").len(), SPELLINGS.len());
}

#[tokio::test]
async fn what_is_named_is_reached() {
    let origin = portal();
    let check = async |host: &str, ranges: &[&str]| {
        let answer = get_with(&allowing(ranges), &origin.url_on(host, "/rss")).await;
        assert_eq!((answer.status, answer.fault), (200, None), "{host} with {ranges:?}");
    };
    check("127.0.0.7", &["127.0.0.0/8"]).await;
    check("0x7f000001", &["127.0.0.1/32"]).await;
    check("localhost", &["127.0.0.0/8", "::1/128"]).await;
}

#[tokio::test]
async fn the_sentence_names_the_address() {
    let check = async |url: &str, sentence: &str| {
        let answer = get_with(&allowing(&[]), url).await;
        assert_eq!(fault(&answer), TransportFault::ForbiddenAddress(sentence.to_owned()));
    };
    check("http://169.254.169.254/latest/meta-data", "169.254.169.254 is link-local").await;
    check("http://0xa000001/", "10.0.0.1 is private").await;
    check("http://[fd00::1]/", "fd00::1 is unique local").await;
}
