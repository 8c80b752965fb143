//! Tables: answers in, meanings out.

use super::*;
use crate::model::{FetchLog, SourceState};

const NOW: Timestamp = Timestamp(1_800_000_000);

fn url(path: &str) -> Url {
    format!("http://a.example{path}").parse().unwrap()
}

fn state() -> SourceState {
    SourceState::new("a".parse().unwrap(), url("/rss"), Duration::from_secs(1800), NOW)
}

fn answer(status: u16, fields: &[(&str, &str)], body: &str) -> Answer {
    Answer {
        hops: Vec::new(),
        final_url: url("/rss"),
        status,
        headers: fields.iter().map(|(n, v)| ((*n).to_owned(), v.as_bytes().to_vec())).collect(),
        body: body.as_bytes().to_vec(),
        wire_bytes: body.len() as u64,
        fault: None,
        took: Duration::ZERO,
    }
}

fn faulty(fault: TransportFault, body: &str) -> Answer {
    Answer { fault: Some(fault), ..answer(if body.is_empty() { 0 } else { 200 }, &[], body) }
}

fn hash(body: &str) -> BodyHash {
    BodyHash::of_digest(blake3::hash(body.as_bytes()).as_bytes())
}

fn problem(exchange: Exchange) -> Problem {
    match exchange {
        Exchange::Gone(problem) | Exchange::Failed(problem) | Exchange::Throttled { problem, .. } => problem,
        other => panic!("no problem: {other:?}"),
    }
}

fn meta(exchange: Exchange) -> Meta {
    match exchange {
        Exchange::Unchanged(meta) | Exchange::Changed(meta) => meta,
        other => panic!("no meta: {other:?}"),
    }
}

#[test]
fn every_refusal_is_a_problem_of_its_own() {
    use ProblemKind as Kind;
    let check = |answer: Answer, kind: Kind, value: &str| {
        let problem = problem(interpret(&answer, &state(), true, NOW));
        assert_eq!(problem.kind, kind, "{problem:?}");
        assert!(problem.sentence.contains(value), "{problem:?}");
        assert!(!problem.advice.is_empty());
        for text in [&problem.sentence, &problem.advice] {
            let first = text.chars().next().unwrap();
            assert!(!first.is_uppercase() && !text.ends_with('.'), "{text}");
        }
    };
    check(answer(204, &[], ""), Kind::EmptyBody, "204");
    check(answer(206, &[], "x"), Kind::UnexpectedStatus, "206");
    check(answer(300, &[], ""), Kind::UnexpectedStatus, "300");
    check(answer(304, &[], ""), Kind::UnexpectedStatus, "304");
    check(answer(400, &[], ""), Kind::UnexpectedStatus, "400");
    check(answer(401, &[], ""), Kind::LoginRequired, "401");
    check(answer(403, &[], ""), Kind::Forbidden, "403");
    check(answer(403, &[("cf-mitigated", "challenge")], ""), Kind::Challenge, "403");
    check(answer(503, &[("cf-mitigated", "challenge")], ""), Kind::Challenge, "503");
    check(answer(404, &[], ""), Kind::NotFound, "404");
    check(answer(410, &[], ""), Kind::Gone, "410");
    check(answer(429, &[], ""), Kind::Throttled, "429");
    check(answer(503, &[], ""), Kind::Throttled, "503");
    check(answer(500, &[], ""), Kind::ServerError, "500");
    check(answer(599, &[], ""), Kind::ServerError, "599");
    check(answer(999, &[], ""), Kind::UnexpectedStatus, "999");
    check(faulty(TransportFault::Dns("no such name".into()), ""), Kind::Dns, "a.example");
    check(
        faulty(TransportFault::ForbiddenAddress("10.0.0.1".into()), ""),
        Kind::ForbiddenAddress,
        "10.0.0.1",
    );
    check(faulty(TransportFault::Connect("refused".into()), ""), Kind::Connect, "a.example:80");
    check(faulty(TransportFault::Tls("expired".into()), ""), Kind::Tls, "expired");
    check(faulty(TransportFault::Timeout, ""), Kind::Timeout, "a.example");
    check(faulty(TransportFault::Stalled, "<rss>"), Kind::Stalled, "5 bytes");
    check(faulty(TransportFault::BodyTooLarge { limit_bytes: 9 }, "x"), Kind::BodyTooLarge, "9 bytes");
    check(faulty(TransportFault::Truncated, ""), Kind::Truncated, "0 bytes");
    check(faulty(TransportFault::BadEncoding("not gzip".into()), "x"), Kind::BadEncoding, "not gzip");
    check(faulty(TransportFault::RedirectLoop, ""), Kind::RedirectLoop, "a.example");
    check(faulty(TransportFault::BadRedirect("x:\n".into()), ""), Kind::BadRedirect, "\"x:\"");
    check(faulty(TransportFault::BadRedirect(String::new()), ""), Kind::BadRedirect, "nowhere");
    check(faulty(TransportFault::Protocol("no HTTP".into()), ""), Kind::Protocol, "no HTTP");
}

#[test]
fn a_body_is_changed_until_its_hash_is_known() {
    let fresh = answer(
        200,
        &[("etag", "\"1\""), ("last-modified", "then"), ("cache-control", "max-age=60")],
        "<rss/>",
    );
    let changed = interpret(&fresh, &state(), true, NOW);
    let expected = Meta {
        validators: Validators { etag: Some(b"\"1\"".to_vec()), last_modified: Some(b"then".to_vec()) },
        body_hash: Some(hash("<rss/>")),
        fresh_for: Some(Duration::from_secs(60)),
        moved_to: None,
        lying_304: false,
    };
    assert_eq!(changed, Exchange::Changed(expected.clone()));
    let known = SourceState { body_hash: Some(hash("<rss/>")), ..state() };
    assert_eq!(interpret(&fresh, &known, true, NOW), Exchange::Unchanged(expected));
}

#[test]
fn a_cut_body_is_read_but_vouches_for_nothing() {
    let mut cut = faulty(TransportFault::Truncated, "<rss><item>");
    cut.headers.push(("etag".to_owned(), b"\"1\"".to_vec()));
    assert_eq!(interpret(&cut, &state(), true, NOW), Exchange::Changed(Meta::default()));
    assert_eq!(truncated(&cut).unwrap().kind, ProblemKind::Truncated);
    assert_eq!(truncated(&answer(200, &[], "x")), None);
    cut.status = 404;
    assert_eq!(problem(interpret(&cut, &state(), true, NOW)).kind, ProblemKind::Truncated);
}

#[test]
fn a_304_refreshes_the_validators_it_brings() {
    let old = Validators { etag: Some(b"\"1\"".to_vec()), last_modified: Some(b"then".to_vec()) };
    let known = SourceState { validators: old.clone(), ..state() };
    let check = |fields: &[(&str, &str)], etag: &str, date: &str| {
        let meta = meta(interpret(&answer(304, fields, ""), &known, false, NOW));
        assert_eq!(meta.validators.etag.as_deref(), Some(etag.as_bytes()), "{fields:?}");
        assert_eq!(meta.validators.last_modified.as_deref(), Some(date.as_bytes()), "{fields:?}");
        assert_eq!(meta.body_hash, None);
    };
    check(&[], "\"1\"", "then");
    check(&[("etag", "\"2\"")], "\"2\"", "then");
    check(&[("last-modified", "now")], "\"1\"", "now");
}

#[test]
fn a_validator_that_could_not_be_sent_back_is_dropped() {
    let check = |value: &str, kept: bool| {
        let meta = meta(interpret(&answer(200, &[("etag", value)], "x"), &state(), true, NOW));
        assert_eq!(meta.validators.etag.is_some(), kept, "{value:?}");
    };
    check("anything at all, unquoted", true);
    check("\"ệ\"", true);
    check("", false);
    check("a\nb", false);
    check("a\u{7f}b", false);
    check(&"x".repeat(1024), true);
    check(&"x".repeat(1025), false);
}

#[test]
fn throttling_says_for_how_long_and_for_whom() {
    let check = |status: u16, value: Option<&str>, after: Option<u64>, whole_host: bool, told: &str| {
        let fields: Vec<_> = value.map(|v| ("retry-after", v)).into_iter().collect();
        let exchange = interpret(&answer(status, &fields, ""), &state(), true, NOW);
        let Exchange::Throttled { retry, problem } = exchange else { panic!("{exchange:?}") };
        assert_eq!(retry, Retry { after: after.map(Duration::from_secs), whole_host }, "{value:?}");
        assert!(problem.sentence.contains(told), "{problem:?}");
    };
    check(429, Some("120"), Some(120), true, "120 seconds");
    check(503, Some("120"), Some(120), false, "120 seconds");
    check(429, Some("Fri, 15 Jan 2027 08:10:00 GMT"), Some(600), true, "600 seconds");
    check(429, Some("604800"), Some(604_800), true, "604800 seconds");
    check(429, Some("8640000"), Some(604_800), true, "100 days");
    check(429, Some("99999999999999999999999"), Some(604_800), true, "days");
    check(503, None, None, false, "nothing");
    check(503, Some("later"), None, false, "\"later\"");
}

#[test]
fn only_a_chain_that_is_permanent_throughout_is_a_move() {
    let check = |statuses: &[u16], moved: bool| {
        let mut answer = answer(200, &[], "x");
        for (n, &status) in statuses.iter().enumerate() {
            let (from, to) = (url(&format!("/{n}")), url(&format!("/{}", n + 1)));
            answer.final_url = to.clone();
            answer.hops.push(Hop { status, from, to });
        }
        let meta = meta(interpret(&answer, &state(), true, NOW));
        assert_eq!(meta.moved_to, moved.then_some(answer.final_url), "{statuses:?}");
    };
    check(&[], false);
    check(&[301], true);
    check(&[308, 301], true);
    check(&[302], false);
    check(&[301, 302], false);
    check(&[307, 301], false);
}

#[test]
fn a_304_that_hid_a_change_is_caught_by_an_unconditional_get() {
    let log = |status, at| FetchLog {
        at,
        outcome: FetchOutcome::Unchanged,
        status,
        took_ms: 1,
        wire_bytes: 0,
        new: 0,
    };
    let hour_ago = NOW.minus(Duration::from_secs(3600));
    let known = |status| SourceState {
        validators: Validators { etag: Some(b"\"1\"".to_vec()), last_modified: None },
        body_hash: Some(hash("old")),
        last_poll: Some(hour_ago),
        log: vec![log(status, hour_ago)],
        ..state()
    };
    let check = |fields: &[(&str, &str)], body: &str, last: u16, unconditional: bool, lying: bool| {
        let meta = meta(interpret(&answer(200, fields, body), &known(last), unconditional, NOW));
        assert_eq!(meta.lying_304, lying, "{fields:?} {body} {last} {unconditional}");
    };
    check(&[("etag", "\"1\"")], "new", 304, true, true);
    check(&[("etag", "\"1\"")], "old", 304, true, false);
    check(&[("etag", "\"1\"")], "new", 304, false, false);
    check(&[("etag", "\"1\"")], "new", 200, true, false);
    check(&[("etag", "\"2\"")], "new", 304, true, false);
    let dated = |modified| [("date", "Fri, 15 Jan 2027 08:00:00 GMT"), ("last-modified", modified)];
    check(&dated("Fri, 15 Jan 2027 05:00:00 GMT"), "new", 304, true, true);
    check(&dated("Fri, 15 Jan 2027 07:30:00 GMT"), "new", 304, true, false);
}
