//! What a request says of us, and what it must not say.

use crate::origin::{Origin, Reply};
use crate::support::{client, request, settings, source};
use diemtin::fetch::Client;
use diemtin::model::{FetchSettings, TransportFault, Validators};

const FEED: &[u8] = b"<rss version=\"2.0\"><channel><title>x</title></channel></rss>";

fn portal() -> Origin {
    let origin = Origin::start();
    origin.otherwise(|_| Reply::ok("application/rss+xml", FEED));
    origin
}

#[tokio::test]
async fn says_who_asks_and_nothing_else() {
    let origin = portal();
    let answer = client(&settings()).get(&request(source(&origin.url("/rss?a=1#part")))).await;
    assert_eq!((answer.status, answer.body.as_slice(), &answer.fault), (200, FEED, &None));
    let seen = &origin.seen_at("/rss?a=1")[0];
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        seen.text("user-agent").unwrap(),
        format!("diemtin/{version} (+mailto:ban-doc@diemtin.example)")
    );
    assert_eq!(seen.text("accept-encoding").unwrap(), "gzip, br, deflate");
    assert!(seen.text("accept").unwrap().contains("application/rss+xml"));
    let mut names: Vec<_> = seen.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
}

#[tokio::test]
async fn is_anonymous_without_a_contact() {
    let origin = portal();
    let client = Client::new(&settings(), None).unwrap();
    client.get(&request(source(&origin.url("/")))).await;
    assert_eq!(
        origin.seen()[0].text("user-agent").unwrap(),
        format!("diemtin/{}", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_contact_that_is_no_header_value_is_a_fault_at_start() {
    let error = Client::new(&settings(), Some("mailto:a@b.example\r\nX-Evil: 1")).unwrap_err();
    assert!(error.to_string().contains("X-Evil"), "{error}");
}

#[tokio::test]
async fn echoes_validators_byte_for_byte() {
    let origin = Origin::start();
    let (etag, date): (&[u8], &[u8]) = (b"W/\"a b\xe1\xbb\x87c\xff\"-gzip", b"Thu, 32 Foo 2022 99:99");
    origin.route("/rss", move |_| Reply::ok("text/xml", FEED).etag(etag).last_modified(date));
    let client = client(&settings());
    let mut request = request(source(&origin.url("/rss")));
    let first = client.get(&request).await;
    let field = |name: &str| first.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    request.validators = Validators { etag: field("etag"), last_modified: field("last-modified") };
    let second = client.get(&request).await;
    assert_eq!((second.status, second.body.len(), second.fault), (304, 0, None));
    let seen = origin.seen();
    assert_eq!(seen[1].header("if-none-match"), Some(etag));
    assert_eq!(seen[1].header("if-modified-since"), Some(date));
    assert_eq!(seen[0].connection, seen[1].connection, "the connection is kept");
}

#[tokio::test]
async fn a_stored_validator_that_is_no_header_value_is_left_out() {
    let origin = portal();
    let mut request = request(source(&origin.url("/")));
    request.validators.etag = Some(b"a\r\nx-evil: 1".to_vec());
    request.validators.last_modified = Some(b"yesterday".to_vec());
    let answer = client(&settings()).get(&request).await;
    assert_eq!(answer.status, 200);
    assert_eq!(origin.seen()[0].header("if-none-match"), None);
    assert_eq!(origin.seen()[0].header("if-modified-since"), Some(&b"yesterday"[..]));
}

#[tokio::test]
async fn never_sends_a_cookie_back() {
    let origin = Origin::start();
    origin.otherwise(|_| Reply::ok("text/xml", FEED).header("set-cookie", "id=1; path=/"));
    let client = client(&settings());
    let request = request(source(&origin.url("/rss")));
    client.get(&request).await;
    client.get(&request).await;
    assert_eq!(origin.seen().len(), 2);
    assert!(origin.seen().iter().all(|seen| seen.header("cookie").is_none()));
}

#[tokio::test]
async fn sends_what_the_source_asks_for() {
    let origin = portal();
    let mut source = source(&origin.url("/rss").replace("http://", "http://ten:mat%20khau@"));
    source.headers = vec![
        ("X-Key".to_owned(), "1".to_owned()),
        ("Accept".to_owned(), "text/xml".to_owned()),
        ("Content-Length".to_owned(), "5".to_owned()),
    ];
    source.user_agent = Some("Báo/1".to_owned());
    let answer = client(&settings()).get(&request(source)).await;
    assert_eq!(answer.final_url.as_str(), origin.url("/rss"), "the login is not shown");
    let seen = &origin.seen()[0];
    assert_eq!(seen.text("x-key").as_deref(), Some("1"));
    assert_eq!(seen.text("accept").as_deref(), Some("text/xml"));
    assert_eq!(seen.text("content-length"), None);
    assert_eq!(seen.text("user-agent").as_deref(), Some("Báo/1"));
    assert_eq!(seen.text("authorization").as_deref(), Some("Basic dGVuOm1hdCBraGF1"));
}

#[tokio::test]
async fn a_proxy_is_the_operators_choice_but_leads_to_no_private_address() {
    let origin = Origin::start();
    let away = origin.url_on("127.0.0.3", "/secret");
    origin.otherwise(move |seen| match seen.path.as_str() {
        "http://a.example/rss" => Reply::ok("text/xml", FEED),
        _ => Reply::redirect(302, &away),
    });
    let nothing_private = FetchSettings { allow_private: Vec::new(), ..settings() };
    let client = client(&nothing_private);
    let through = |url: &str| {
        let mut source = source(url);
        source.proxy = Some(origin.url("/").parse().unwrap());
        request(source)
    };
    let answer = client.get(&through("http://a.example/rss")).await;
    assert_eq!((answer.status, &answer.fault), (200, &None));
    let answer = client.get(&through("http://a.example/away")).await;
    assert_eq!(answer.fault, Some(TransportFault::ForbiddenAddress("127.0.0.3 is loopback".to_owned())));
    assert_eq!(origin.seen().len(), 2);
}

#[tokio::test]
async fn proxies_of_the_environment_are_not_asked() {
    // set by the surroundings of a test run or not: the request must reach the origin itself
    let origin = portal();
    client(&settings()).get(&request(source(&origin.url("/rss")))).await;
    assert_eq!(origin.seen()[0].path, "/rss");
}
