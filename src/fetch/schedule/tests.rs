//! Tables: polls in, states out.

use super::*;
use crate::model::{AddressRange, BodyHash, FeedInfo, FeedKind, Hints, Parsed, Repair, SourceId, SourceKind};

/// Friday, 15 January 2027, 08:00 GMT.
const NOW: Timestamp = Timestamp(1_800_000_000);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

fn settings() -> FetchSettings {
    FetchSettings {
        interval: 30 * MINUTE,
        min_interval: 10 * MINUTE,
        max_interval: 24 * HOUR,
        timeout: 30 * Duration::from_secs(1),
        idle_timeout: 10 * Duration::from_secs(1),
        max_body_bytes: 1 << 20,
        concurrency: 64,
        per_host: 1,
        per_host_delay: Duration::from_secs(2),
        allow_private: vec![AddressRange("127.0.0.0/8".parse().unwrap())],
    }
}

fn source() -> Source {
    Source {
        name: "A".to_owned(),
        kind: SourceKind::Feed,
        ..Source::new("a".parse().unwrap(), "http://a.example/rss".parse().unwrap())
    }
}

fn state() -> SourceState {
    SourceState::new("a".parse().unwrap(), source().url, 30 * MINUTE, NOW)
}

fn meta() -> Meta {
    Meta {
        validators: Validators { etag: Some(b"\"1\"".to_vec()), last_modified: None },
        body_hash: Some(BodyHash([7; 16])),
        ..Meta::default()
    }
}

fn read(hints: Hints) -> Content {
    Content::Read(Box::new(Parsed {
        feed: FeedInfo { title: Some("Khoa giáo".to_owned()), ..FeedInfo::default() },
        hints,
        ..Parsed::new(FeedKind::Rss, "utf-8".to_owned())
    }))
}

fn gathered(exchange: Exchange, at: Timestamp) -> Gathered {
    let content =
        if matches!(exchange, Exchange::Changed(_)) { read(Hints::default()) } else { Content::None };
    Gathered {
        source: "a".parse::<SourceId>().unwrap(),
        at,
        exchange,
        content,
        status: 200,
        wire_bytes: 100,
        took: Duration::from_secs(1),
        unconditional: false,
        pause: None,
    }
}

fn problem() -> Problem {
    Problem::new(ProblemKind::ServerError, "broken", "wait")
}

#[test]
fn repairs_are_counted_by_name() {
    let needing = |names: &[(&'static str, usize)], at| {
        let mut gathered = gathered(Exchange::Changed(meta()), at);
        let Content::Read(parsed) = &mut gathered.content else { panic!("no body") };
        let repair = |&(name, count): &(&'static str, usize)| Repair { name, count, detail: String::new() };
        parsed.repairs = names.iter().map(repair).collect();
        gathered
    };
    let first = after(&state(), &needing(&[("bare-ampersand", 3)], NOW), SOME);
    let later = NOW.plus(30 * MINUTE);
    let second = after(&first, &needing(&[("truncated", 1), ("bare-ampersand", 2)], later), SOME);
    let told: Vec<_> = second.repairs.iter().map(|r| (r.name.as_str(), r.bodies, r.count, r.last)).collect();
    assert_eq!(told, [("bare-ampersand", 2, 5, later), ("truncated", 1, 1, later)]);
    let unchanged = after(&second, &gathered(Exchange::Unchanged(meta()), later), NONE_NEW);
    assert_eq!(unchanged.repairs, second.repairs);
}

const SOME: Settled = Settled { new_entries: 3, entries: 30, left_out: false, list: None };
const NONE_NEW: Settled = Settled { new_entries: 0, entries: 30, left_out: false, list: None };

fn after(state: &SourceState, gathered: &Gathered, settled: Settled) -> SourceState {
    let settings = settings();
    next(&source(), state, gathered, &settled, &Rules { settings: &settings, anonymous: false })
}

fn wait(state: &SourceState, at: Timestamp) -> Duration {
    state.next_poll.since(at)
}

#[track_caller]
fn about(actual: Duration, expected: Duration) {
    let tenth = expected / 10;
    assert!(
        actual >= expected - tenth && actual <= expected + tenth,
        "{actual:?}, expected about {expected:?}"
    );
}

#[test]
fn a_success_is_remembered_with_what_it_vouches_for() {
    let sick = SourceState { failures: 3, problem: Some(problem()), ..state() };
    let well = after(&sick, &gathered(Exchange::Changed(meta()), NOW), SOME);
    assert_eq!((well.failures, &well.problem), (0, &None));
    assert_eq!((&well.validators, well.body_hash), (&meta().validators, meta().body_hash));
    assert_eq!((well.last_poll, well.last_success, well.last_new), (Some(NOW), Some(NOW), Some(NOW)));
    assert_eq!((well.entries, well.title.as_deref()), (3, Some("Khoa giáo")));
    assert_eq!(well.log.len(), 1);
    about(wait(&well, NOW), 30 * MINUTE);
}

#[test]
fn a_304_keeps_the_hash_and_refreshes_the_validators() {
    let known = SourceState { body_hash: Some(BodyHash([1; 16])), ..state() };
    let unchanged = Exchange::Unchanged(Meta { body_hash: None, ..meta() });
    let after = after(&known, &gathered(unchanged, NOW), Settled::default());
    assert_eq!((after.validators, after.body_hash), (meta().validators, Some(BodyHash([1; 16]))));
}

#[test]
fn an_empty_or_cut_feed_vouches_for_nothing() {
    let check = |meta: Meta, entries: usize, kind: Option<ProblemKind>| {
        let settled = Settled { new_entries: 0, entries, left_out: false, list: None };
        let after =
            after(&SourceState { entries: 9, ..state() }, &gathered(Exchange::Changed(meta), NOW), settled);
        assert_eq!(after.problem.as_ref().map(|p| p.kind), kind);
        assert_eq!(after.validators == Validators::default(), kind.is_some());
        assert_eq!(after.body_hash.is_none(), kind.is_some());
        assert_eq!(after.failures, 0);
    };
    check(meta(), 5, None);
    check(meta(), 0, Some(ProblemKind::EmptyFeed));
    check(Meta::default(), 5, Some(ProblemKind::Truncated));
}

#[test]
fn failures_back_off_linearly_and_never_give_up() {
    let mut state = state();
    let mut at = NOW;
    let mut waits = Vec::new();
    for _ in 0..2000 {
        state = after(&state, &gathered(Exchange::Failed(problem()), at), Settled::default());
        waits.push(wait(&state, at));
        at = state.next_poll;
    }
    for (n, wait) in [(1, 30 * MINUTE), (2, HOUR), (4, 2 * HOUR), (10, 5 * HOUR)] {
        about(waits[n - 1], wait);
    }
    assert!(waits.iter().all(|wait| *wait <= 24 * HOUR && *wait >= 10 * MINUTE));
    about(waits[1999], 24 * HOUR);
    assert_eq!((state.failures, state.log.len()), (2000, SourceState::MAX_LOG));
    assert_eq!(state.problem, Some(problem()));
}

#[test]
fn a_failure_leaves_validators_and_hash_alone() {
    let known = after(&state(), &gathered(Exchange::Changed(meta()), NOW), SOME);
    let failed = after(&known, &gathered(Exchange::Failed(problem()), NOW.plus(HOUR)), Settled::default());
    assert_eq!((failed.validators, failed.body_hash), (known.validators, known.body_hash));
    assert_eq!(failed.last_success, Some(NOW));
}

#[test]
fn gone_is_asked_daily_and_retry_after_is_kept() {
    let gone = after(&state(), &gathered(Exchange::Gone(problem()), NOW), Settled::default());
    let daily = wait(&gone, NOW);
    assert!(daily >= 24 * HOUR && daily <= 27 * HOUR, "{daily:?}");
    let check = |asked: Option<Duration>, least: Duration, most: Duration| {
        let retry = Retry { after: asked, whole_host: true };
        let throttled = Exchange::Throttled { retry, problem: problem() };
        let wait = wait(&after(&state(), &gathered(throttled, NOW), Settled::default()), NOW);
        assert!(wait >= least && wait <= most, "{asked:?}: {wait:?}");
    };
    check(Some(Duration::ZERO), 10 * MINUTE, 11 * MINUTE);
    check(Some(2 * HOUR), 2 * HOUR, 132 * MINUTE);
    check(Some(7 * DAY), 7 * DAY, 8 * DAY);
    check(None, 30 * MINUTE, 33 * MINUTE);
}

#[test]
fn the_interval_follows_the_source_within_bounds() {
    let check = |gap: Duration, new: usize, expected: Duration| {
        let (mut state, mut at) = (state(), NOW);
        for _ in 0..30 {
            state = after(
                &state,
                &gathered(Exchange::Changed(meta()), at),
                Settled { new_entries: new, entries: 30, left_out: false, list: None },
            );
            at = at.plus(gap);
        }
        assert_eq!(state.interval, expected, "{gap:?}, {new} new");
        let wait = wait(&state, *state.last_poll.as_ref().unwrap());
        assert!(wait >= 10 * MINUTE && wait <= 24 * HOUR, "{wait:?}");
    };
    check(2 * HOUR, 1, HOUR);
    check(2 * HOUR, 2, 30 * MINUTE);
    check(HOUR, 60, 10 * MINUTE);
    check(20 * DAY, 1, 24 * HOUR);
}

#[test]
fn silence_slows_down_gently() {
    let seen = after(&state(), &gathered(Exchange::Changed(meta()), NOW), SOME);
    let check = |silence: Duration, expected: Duration| {
        let quiet = after(&seen, &gathered(Exchange::Unchanged(meta()), NOW.plus(silence)), NONE_NEW);
        assert_eq!(quiet.interval, expected, "{silence:?}");
    };
    check(HOUR, 30 * MINUTE);
    check(12 * HOUR, 90 * MINUTE);
    check(365 * DAY, 24 * HOUR);
}

#[test]
fn what_the_source_asks_for_is_honoured_within_bounds() {
    let check =
        |ttl: Option<Duration>, fresh_for: Option<Duration>, own: Option<Duration>, least: Duration| {
            let settings = settings();
            let source = Source { interval: own, ..source() };
            let mut gathered = gathered(Exchange::Changed(Meta { fresh_for, ..meta() }), NOW);
            gathered.content = read(Hints { interval: ttl, ..Hints::default() });
            let rules = Rules { settings: &settings, anonymous: false };
            let state = next(&source, &state(), &gathered, &SOME, &rules);
            assert_eq!(state.interval, least, "ttl {ttl:?}, fresh {fresh_for:?}, own {own:?}");
            about(wait(&state, NOW), least);
            if own.is_none() && least < 24 * HOUR && least > 30 * MINUTE {
                assert!(wait(&state, NOW) >= least, "jitter does not shorten what was asked for");
            }
        };
    check(None, None, None, 30 * MINUTE);
    check(Some(HOUR), None, None, HOUR);
    check(Some(MINUTE), None, None, 30 * MINUTE);
    check(None, Some(2 * HOUR), None, 2 * HOUR);
    check(Some(HOUR), Some(2 * HOUR), None, 2 * HOUR);
    check(Some(365 * DAY), None, None, 24 * HOUR);
    check(Some(HOUR), Some(HOUR), Some(20 * MINUTE), 20 * MINUTE);
    check(None, None, Some(MINUTE), 10 * MINUTE);
}

#[test]
fn skipped_hours_and_days_are_left_out_but_never_all() {
    let check = |hours: &[u8], days: &[u8], from: Duration, to: Duration| {
        let mut gathered = gathered(Exchange::Changed(meta()), NOW);
        let hints = Hints { interval: None, skip_hours: hours.to_vec(), skip_days: days.to_vec() };
        gathered.content = read(hints);
        let wait = wait(&after(&state(), &gathered, SOME), NOW);
        assert!(wait >= from && wait <= to, "{hours:?} {days:?}: {wait:?}");
    };
    let usual = (27 * MINUTE, 33 * MINUTE);
    let all: Vec<u8> = (0..24).collect();
    check(&[], &[], usual.0, usual.1);
    check(&[3, 4], &[0], usual.0, usual.1);
    check(&[8], &[], HOUR, 70 * MINUTE);
    check(&[8, 9, 10], &[], 3 * HOUR, 190 * MINUTE);
    check(&[], &[4], 16 * HOUR, 16 * HOUR + 10 * MINUTE);
    check(&all, &[], usual.0, usual.1);
    check(&[], &[0, 1, 2, 3, 4, 5, 6], usual.0, usual.1);
    check(&[200], &[99], usual.0, usual.1);
    // six days of seven would be longer than max_interval
    check(&[], &[4, 5, 6, 0, 1, 2], 24 * HOUR, 24 * HOUR);
}

#[test]
fn an_anonymous_bot_is_a_slow_one_at_public_hosts() {
    let check = |url: &str, anonymous: bool, least: Duration| {
        let settings = settings();
        let source = Source { url: url.parse().unwrap(), interval: Some(10 * MINUTE), ..source() };
        let state = SourceState { url: source.url.clone(), ..state() };
        let rules = Rules { settings: &settings, anonymous };
        for exchange in [Exchange::Changed(meta()), Exchange::Failed(problem())] {
            let after = next(&source, &state, &gathered(exchange, NOW), &SOME, &rules);
            let wait = wait(&after, NOW);
            assert!(wait >= least && wait <= least + least / 10, "{url} {anonymous}: {wait:?}");
        }
    };
    check("http://a.example/", false, 10 * MINUTE);
    check("http://a.example/", true, HOUR);
    check("http://127.0.0.7:81/", true, 10 * MINUTE);
    check("http://localhost:81/", true, 10 * MINUTE);
    check("http://10.0.0.1/", true, HOUR);
    check("http://[::1]/", true, HOUR);
}

#[test]
fn jitter_is_no_chance_and_differs_between_sources_and_polls() {
    let one = after(&state(), &gathered(Exchange::Changed(meta()), NOW), SOME);
    assert_eq!(one, after(&state(), &gathered(Exchange::Changed(meta()), NOW), SOME));
    let waits: std::collections::BTreeSet<_> = (0..200)
        .map(|n| {
            let at = NOW.plus(n * HOUR);
            wait(&after(&state(), &gathered(Exchange::Changed(meta()), at), SOME), at)
        })
        .collect();
    assert!(waits.len() > 100, "{}", waits.len());
}

#[test]
fn a_full_get_is_weekly_and_daily_for_liars() {
    let source = Arc::new(source());
    let known = SourceState { validators: meta().validators, last_full: Some(NOW), ..state() };
    let check = |state: &SourceState, wait: Duration, full: bool| {
        let request = request(&source, state, NOW.plus(wait));
        assert_eq!(request.validators == Validators::default(), full, "{wait:?}");
        assert_eq!(request.url, source.url);
    };
    check(&state(), Duration::ZERO, true);
    check(&known, 7 * DAY - MINUTE, false);
    check(&known, 7 * DAY, true);
    let liar = after(
        &SourceState { body_hash: Some(BodyHash([1; 16])), ..known.clone() },
        &Gathered {
            unconditional: true,
            ..gathered(Exchange::Changed(Meta { lying_304: true, ..meta() }), NOW)
        },
        SOME,
    );
    check(&liar, DAY - MINUTE, false);
    check(&liar, DAY, true);
    check(&SourceState { url: "http://old.example/".parse().unwrap(), ..known }, MINUTE, true);
}

#[test]
fn another_address_in_the_config_starts_anew() {
    let log = after(&state(), &gathered(Exchange::Failed(problem()), NOW), Settled::default()).log;
    let old = SourceState {
        url: "http://old.example/".parse().unwrap(),
        validators: meta().validators,
        body_hash: meta().body_hash,
        failures: 9,
        entries: 40,
        lying_304: true,
        moved: Some(PermanentMove { to: "http://b.example/".parse().unwrap(), seen: 9, since: Timestamp(0) }),
        log,
        ..state()
    };
    let new = after(&old, &gathered(Exchange::Failed(problem()), NOW), Settled::default());
    assert_eq!((new.failures, new.lying_304, &new.moved, new.body_hash), (1, false, &None, None));
    assert_eq!((&new.url, &new.validators), (&source().url, &Validators::default()));
    assert_eq!((new.entries, new.log.len()), (40, 2));
}

fn moved_meta(to: &str) -> Meta {
    Meta { moved_to: Some(to.parse().unwrap()), ..meta() }
}

/// A source that has moved for good to `http://b.example/rss`, seen often enough.
fn moved_state() -> SourceState {
    let mut state = state();
    for n in 0..3 {
        let sighting =
            gathered(Exchange::Changed(moved_meta("http://b.example/rss")), NOW.plus(n * 12 * HOUR));
        state = after(&state, &Gathered { unconditional: n == 0, ..sighting }, SOME);
    }
    state
}

#[test]
fn a_move_is_believed_after_repeated_sightings_over_a_day() {
    let source = Arc::new(source());
    let state = moved_state();
    let asked = |state: &SourceState, at: Duration| request(&source, state, NOW.plus(at)).url.to_string();
    assert_eq!(asked(&state, 25 * HOUR), "http://b.example/rss");
    assert_eq!(asked(&state, 23 * HOUR), "http://a.example/rss");
    assert_eq!(asked(&state, 8 * DAY), "http://a.example/rss", "the full get asks where the config says");
    let back =
        after(&self::state(), &gathered(Exchange::Changed(moved_meta("http://b.example/rss")), NOW), SOME);
    let back = after(&back, &gathered(Exchange::Changed(meta()), NOW.plus(HOUR)), SOME);
    assert_eq!(back.moved, None, "not seen again, so forgotten");
}

#[test]
fn a_believed_move_stays_until_an_address_says_otherwise() {
    let state = moved_state();
    let at = NOW.plus(26 * HOUR);
    let there = after(&state, &gathered(Exchange::Unchanged(meta()), at), NONE_NEW);
    assert_eq!(there.moved, state.moved, "asked at the new address, nothing to see of the redirect");
    let failed = after(&state, &gathered(Exchange::Failed(problem()), at), NONE_NEW);
    assert_eq!((&failed.moved, failed.failures), (&None, 1), "the new address fails: back to the old");
    let full = |exchange| Gathered { unconditional: true, ..gathered(exchange, NOW.plus(8 * DAY)) };
    let kept = after(&state, &full(Exchange::Failed(problem())), NONE_NEW);
    assert_eq!(
        (&kept.moved, kept.failures, &kept.problem),
        (&state.moved, 0, &None),
        "the old address may die"
    );
    assert_eq!(kept.last_full, Some(NOW.plus(8 * DAY)));
    let taken_back = after(&state, &full(Exchange::Changed(meta())), SOME);
    assert_eq!(taken_back.moved, None);
}
