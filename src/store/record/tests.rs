//! Golden bytes of every record kind, and what arbitrary bytes do: nothing.

use super::super::codec::Codec;
use super::*;
use crate::model::*;
use proptest::prelude::*;
use std::time::Duration;

fn golden(bytes: &[u8], expected: &str) {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, expected);
}

/// What hexadecimal digits stand for.
fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn of_hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|n| u8::from_str_radix(&text[2 * n..2 * n + 2], 16).unwrap()).collect()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp(1_800_000_000 + seconds)
}

fn key(byte: u8) -> EntryKey {
    EntryKey([byte; 16])
}

fn assigned(name: &str, kind: EvidenceKind) -> Assigned {
    Assigned {
        slug: name.parse().unwrap(),
        score: 0,
        evidence: vec![Evidence { kind, matched: "Khoa giáo".to_owned(), points: 0 }],
    }
}

fn entry() -> Entry {
    Entry {
        title: "Tin".to_owned(),
        link: Some("https://a.example/1".to_owned()),
        guid: Some("https://a.example/1".to_owned()),
        published: Some(Claim { at: at(-60), precision: Precision::Minute }),
        updated: Some(Claim { at: at(-30), precision: Precision::Day }),
        summary: "<p>x</p>".to_owned(),
        content: String::new(),
        authors: vec![Person { name: "N".to_owned(), email: Some("n@a.example".to_owned()), uri: None }],
        labels: vec![Label { term: "t".to_owned(), scheme: None, label: Some("l".to_owned()) }],
        enclosures: vec![Enclosure {
            url: "https://a.example/i".to_owned(),
            length: Some(300),
            media_type: Some("image/png".to_owned()),
        }],
        origin: Some(Origin { title: None, url: Some("https://b.example/".to_owned()) }),
    }
}

fn entry_record() -> EntryRecord {
    EntryRecord {
        key: key(1),
        source: "a".parse().unwrap(),
        story: StoryId([2; 16]),
        first_seen: at(0),
        changed: at(5),
        content_hash: ContentHash([3; 8]),
        link: Some(LinkHash([4; 16])),
        revisions: 1,
        withdrawn: None,
        unrest: None,
        entry: Entry { title: "Tin".to_owned(), ..Entry::default() },
    }
}

#[test]
fn entries() {
    let codec = Codec::new();
    let record = entry_record();
    let bytes = encode_entry(&codec, &record);
    golden(
        &bytes,
        "01030303030303030303040404040404040404040404040404040202020202020202020202020202020\
         20a010161000354696e00000000000000000000",
    );
    assert_eq!(decode_entry(&codec, at(0), key(1), &bytes), Ok(record.clone()));
    assert_eq!(founds(&bytes), Ok(false));
    let own = EntryRecord { story: StoryId::from(key(1)), link: None, entry: entry(), ..record };
    let bytes = encode_entry(&codec, &own);
    assert_eq!(decode_entry(&codec, at(0), key(1), &bytes), Ok(own));
    assert_eq!(founds(&bytes), Ok(true));
}

#[test]
fn entries_that_are_withdrawn_or_never_rest() {
    let codec = Codec::new();
    let unrest = Unrest {
        times: 3,
        titles: 1,
        last: ContentHash([5; 8]),
        since: at(60),
        earlier: vec![ContentHash([6; 8])],
    };
    let record = EntryRecord { withdrawn: Some(at(100)), unrest: Some(unrest), ..entry_record() };
    let bytes = encode_entry(&codec, &record);
    golden(
        &bytes,
        "010f03030303030303030404040404040404040404040404040402020202020202020202020202020202\
         0a010161c8010301050505050505050578010606060606060606000354696e00000000000000000000",
    );
    assert_eq!(decode_entry(&codec, at(0), key(1), &bytes), Ok(record));
}

#[test]
fn a_compressed_text_of_version_1_reads_for_ever() {
    // the dictionary is part of the format
    let text = "Ban Tuyên giáo Tỉnh ủy tổ chức hội nghị triển khai nhiệm vụ công tác";
    let packed = "015a28b52ffd000085000000047c002f0dae08fe4117a0c3da770f";
    let bytes = of_hex(packed);
    let raw = Codec::new().unpack(Reader::new(&bytes)).map(|raw| String::from_utf8(raw).unwrap());
    assert_eq!(raw.as_deref(), Ok(text));
}

#[test]
fn earlier_wordings() {
    let codec = Codec::new();
    let revision = Revision { key: key(1), number: 2, replaced: at(9), entry: Entry::default() };
    let bytes = encode_revision(&codec, &revision);
    golden(&bytes, "0192c8ceb40d000000000000000000000000");
    assert_eq!(decode_revision(&codec, key(1), 2, &bytes), Ok(revision));
}

#[test]
fn what_is_known_of_keys() {
    let check = |seen: Seen, story: &[u8], expected: &str| {
        let bytes = encode_seen(&key(1), &seen, story);
        golden(&bytes, expected);
        assert_eq!(decode_seen(&key(1), &bytes), Ok((seen, story)));
    };
    let published = |story| Seen::Published { first_seen: at(0), story, content: ContentHash([3; 8]) };
    check(Seen::Held { first_seen: at(0) }, b"", "010080c8ceb40d");
    check(published(StoryId([1; 16])), b"\x01", "010180c8ceb40d030303030303030301");
    let joined = format!("010280c8ceb40d0303030303030303{}", "02".repeat(16));
    check(published(StoryId([2; 16])), b"", &joined);
}

#[test]
fn prints() {
    let check = |shingles: u32, least: u16, expected: &str| {
        let signature = Box::new([least; Print::PERMUTATIONS]);
        let print = Print { story: StoryId([1; 16]), founded: at(0), title: 7, shingles, signature };
        let bytes = encode_print(&print);
        golden(&bytes, expected);
        assert_eq!(decode_print(at(0), StoryId([1; 16]), &bytes), Ok(print));
    };
    check(300, 0x0102, &format!("010700000000000000ac02{}", "0201".repeat(Print::PERMUTATIONS)));
    check(0, u16::MAX, "01070000000000000000");
}

#[test]
fn links_and_tombstones() {
    let bytes = encode_link(&StoryId([2; 16]));
    golden(&bytes, &format!("01{}", "02".repeat(16)));
    assert_eq!(decode_link(&bytes), Ok(StoryId([2; 16])));
    let bytes = encode_until(at(0));
    golden(&bytes, "0180c8ceb40d");
    assert_eq!(decode_until(&bytes), Ok(at(0)));
}

#[test]
fn stories() {
    let id = StoryId([1; 16]);
    let member = |byte, seconds| Member {
        key: key(byte),
        source: "a".parse().unwrap(),
        first_seen: at(seconds),
        near: None,
    };
    let opinion = |generation| Judged {
        generation,
        opinion: Opinion {
            categories: vec![assigned("x", EvidenceKind::Label)],
            provinces: vec![assigned("y", EvidenceKind::Unit)],
            filtered: Vec::new(),
        },
    };
    let record = StoryRecord {
        time: at(-100),
        founded: at(0),
        updated: at(7),
        members: vec![member(1, 0), member(2, 7)],
        opinions: vec![opinion(1)],
    };
    let label = "0a4b686f61206769c3a16f";
    let version_1 = format!(
        "0180c8ceb40dc7010e020001610010{}01610e010101017801{one}{label}01017901{three}{label}",
        "02".repeat(16),
        one = "01",
        three = "03",
    );
    assert_eq!(StoryRecord::decode(&id, &of_hex(&version_1)), Ok(record.clone()));
    let bytes = record.encode(&id);
    golden(
        &bytes,
        &format!(
            "0280c8ceb40dc7010e02000161000010{}01610e0001010101780001{one}{label}000101790001{three}{label}0000",
            "02".repeat(16),
            one = "01",
            three = "03",
        ),
    );
    assert_eq!(StoryRecord::decode(&id, &bytes), Ok(record.clone()));
    let mut weighed = record.clone();
    weighed.opinions[0].opinion.categories[0].score = -7;
    weighed.opinions[0].opinion.categories[0].evidence[0].points = -9;
    let kept_out = |by| Filtered { source: "a".parse().unwrap(), by, rule: "r".to_owned() };
    let all = [None, Some(FilterKind::Phrase), Some(FilterKind::Category), Some(FilterKind::Url)];
    weighed.opinions[0].opinion.filtered = all.map(kept_out).into();
    assert_eq!(StoryRecord::decode(&id, &weighed.encode(&id)), Ok(weighed));
    let mut joined = record.clone();
    joined.members[1].near = Some(Nearness { rule: JoinRule::Part, jaccard: 610, containment: 1_000 });
    joined.opinions.clear();
    let bytes = joined.encode(&id);
    golden(&bytes, &format!("0280c8ceb40dc7010e02000161000010{}01610e0101e204e80700", "02".repeat(16)));
    assert_eq!(StoryRecord::decode(&id, &bytes), Ok(joined));
    let both =
        StoryRecord { opinions: vec![opinion(1), Judged { generation: 4, ..Judged::default() }], ..record };
    assert_eq!(StoryRecord::decode(&id, &both.encode(&id)), Ok(both.clone()));
    let count = |generation| both.clone().into_story(id, generation).categories.len();
    assert_eq!([count(0), count(1), count(3), count(4), count(5)], [0, 1, 1, 0, 0]);
}

#[test]
fn the_store_as_a_whole() {
    let heart = Heart {
        revision: 300,
        generation: 1,
        next_generation: 2,
        rules: Some([7; 16]),
        next_scope: 3,
        stories: 4,
        entries: 5,
        held: 6,
        revisions: 7,
    };
    golden(&heart.encode(), &format!("01ac02010201{}0304050607", "07".repeat(16)));
    assert_eq!(Heart::decode(&heart.encode()), Ok(heart));
    let frame = FrameRecord { config: [7; 16], renderer: 2, changed: at(0) };
    golden(&frame.encode(), &format!("01{}0280c8ceb40d", "07".repeat(16)));
    assert_eq!(FrameRecord::decode(&frame.encode()), Ok(frame));
    let scope = ScopeRecord { number: 1, revision: 300, changed: at(0) };
    golden(&scope.encode(), "0101ac0280c8ceb40d");
    assert_eq!(ScopeRecord::decode(&scope.encode()), Ok(scope));
}

fn state() -> SourceState {
    let fetch = |seconds, outcome, status, new| FetchLog {
        at: at(seconds),
        outcome,
        status,
        took_ms: 200,
        wire_bytes: u32::from(new) * 10,
        new,
    };
    let url: url::Url = "https://a.example/rss".parse().unwrap();
    SourceState {
        validators: Validators { etag: Some(b"\"e\"".to_vec()), last_modified: None },
        body_hash: Some(BodyHash([9; 16])),
        last_poll: Some(at(0)),
        last_success: Some(at(-1800)),
        last_new: Some(at(-3600)),
        last_full: None,
        rhythm: Some(Duration::from_millis(1500)),
        failures: 1,
        lying_304: true,
        moved: Some(PermanentMove { to: url.clone(), seen: 2, since: at(-9) }),
        problem: Some(Problem::new(ProblemKind::HtmlInsteadOfFeed, "s", "a")),
        entries: 35,
        title: Some("T".to_owned()),
        hint_interval: Some(Duration::from_secs(60)),
        skip_hours: vec![1],
        skip_days: vec![0, 6],
        pages: Some(Problem::new(ProblemKind::Robots, "p", "q")),
        kind: Some(FeedKind::Listing),
        list: Some(ListMemory {
            pattern: ListPattern::Selectors(ListingRule { item: "h3 a".to_owned(), date: None, lead: None }),
            titles: vec![ContentHash([5; 8])],
        }),
        repairs: vec![RepairCount { name: "truncated".to_owned(), bodies: 2, count: 300, last: at(-1800) }],
        log: vec![
            fetch(-1800, FetchOutcome::Changed, 200, 3),
            fetch(-900, FetchOutcome::Failed, 500, 0),
            fetch(0, FetchOutcome::Unchanged, 304, 0),
        ],
        ..SourceState::new("a".parse().unwrap(), url, Duration::from_secs(1800), at(1800))
    }
}

#[test]
fn states() {
    let state = state();
    let (steady, pulse) = (encode_state(&state), encode_pulse(&state));
    let second = "021568747470733a2f2f612e6578616d706c652f72737301032265220001090909090909090909090909090909\
         0901e08fceb40d01dc0b01011568747470733a2f2f612e6578616d706c652f72737302eec7ceb40d011468746d\
         6c2d696e73746561642d6f662d66656564017301612301015401e0d403010102000601097472756e6361746564\
         02ac02f0abceb40d";
    let pattern: String =
        br#"{"selectors":{"item":"h3 a","date":null,"lead":null}}"#.map(|b| format!("{b:02x}")).concat();
    let third = format!(
        "03{}0106726f626f747301700171{}{pattern}010505050505050505",
        &second[2..],
        "01076c697374696e670135"
    );
    golden(&steady, &third);
    golden(&pulse, "010180c8ceb40d018f1c00901cc0ee6d01030800c80104870ec801f403000001870ec801c8011e03");
    assert_eq!(decode_state(state.source.clone(), &steady, &pulse), Ok(state.clone()));
    let first = "011568747470733a2f2f612e6578616d706c652f72737301032265220001090909090909090909090909090909\
        0901e08fceb40d01dc0b01011568747470733a2f2f612e6578616d706c652f72737302eec7ceb40d011468746d\
        6c2d696e73746561642d6f662d66656564017301612301015401e0d4030101020006";
    let unlisted = SourceState { pages: None, kind: None, list: None, ..state.clone() };
    assert_eq!(decode_state(state.source.clone(), &bytes(second), &pulse), Ok(unlisted.clone()));
    let unrepaired = SourceState { repairs: Vec::new(), ..unlisted };
    assert_eq!(decode_state(state.source.clone(), &bytes(first), &pulse), Ok(unrepaired));
    let fresh = SourceState::new(state.source.clone(), state.url.clone(), state.interval, at(0));
    let again = decode_state(fresh.source.clone(), &encode_state(&fresh), &encode_pulse(&fresh));
    assert_eq!(again, Ok(fresh));
}

#[test]
fn followups() {
    let codec = Codec::new();
    let reach = Reach { documents_left: 9, first_poll: true, undated_left: 4 };
    let of = |kind| Followup {
        source: "a".parse().unwrap(),
        id: FollowupId([7; 16]),
        url: "https://a.example/2".parse().unwrap(),
        kind,
        since: at(0),
        place: 3,
        attempts: 1,
        due: at(60),
    };
    let head = "011368747470733a2f2f612e6578616d706c652f3280c8ceb40d0301f8c8ceb40d";
    golden(&encode_followup(&codec, &of(FollowupKind::Article(None))), &format!("{head}00"));
    golden(&encode_followup(&codec, &of(FollowupKind::Older(reach))), &format!("{head}02090104"));
    golden(&encode_followup(&codec, &of(FollowupKind::Sitemap(reach))), &format!("{head}03090104"));
    let article = FollowupKind::Article(Some(Box::new(entry())));
    let recheck = FollowupKind::Recheck(Box::new(Recheck {
        key: key(9),
        validators: Validators { etag: Some(b"\"e\"".to_vec()), last_modified: None },
        asked: Some(at(0)),
        missing: None,
    }));
    let bytes = format!("{head}04{}01032265220001{}00", "09".repeat(16), "80c8ceb40d");
    golden(&encode_followup(&codec, &of(recheck.clone())), &bytes);
    let plain = [FollowupKind::Article(None), FollowupKind::Older(reach), FollowupKind::Sitemap(reach)];
    for kind in plain.into_iter().chain([article, recheck]) {
        let followup = of(kind);
        let bytes = encode_followup(&codec, &followup);
        assert_eq!(decode_followup(&codec, followup.source.clone(), followup.id, &bytes), Ok(followup));
    }
}

#[test]
fn what_waits_for_a_person() {
    let codec = Codec::new();
    let held = Quarantined {
        source: "a".parse().unwrap(),
        key: key(1),
        kind: FeedKind::Rss,
        since: at(0),
        place: 3,
        left: 300,
        entry: Entry::default(),
    };
    let bytes = encode_quarantined(&codec, &held);
    golden(&bytes, "010372737380c8ceb40d03ac02000000000000000000000000");
    assert_eq!(decode_quarantined(&codec, held.source.clone(), held.key, &bytes), Ok(held.clone()));
    let whole = Quarantined { entry: entry(), ..held };
    let bytes = encode_quarantined(&codec, &whole);
    assert_eq!(decode_quarantined(&codec, whole.source.clone(), whole.key, &bytes), Ok(whole));
}

#[test]
fn every_kind_of_problem_survives() {
    let mut state = state();
    let text = include_str!("../../model/problem.rs");
    let kinds = text.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut count = 0;
    for kind in kinds {
        let kind = serde_json::from_value(serde_json::Value::String(kind.to_owned())).unwrap();
        state.problem = Some(Problem::new(kind, "s", "a"));
        let again = decode_state(state.source.clone(), &encode_state(&state), &encode_pulse(&state));
        assert_eq!(again.as_ref(), Ok(&state));
        count += 1;
    }
    assert!(count > 20);
}

/// Everything that decodes; nothing may panic.
fn decode_all(codec: &Codec, bytes: &[u8]) {
    let _ = (decode_print(at(0), StoryId([1; 16]), bytes), founds(bytes));
    let _ = decode_entry(codec, at(0), key(1), bytes);
    let _ = decode_revision(codec, key(1), 0, bytes);
    let _ = decode_seen(&key(1), bytes);
    let _ = (decode_link(bytes), decode_until(bytes));
    let _ = decode_followup(codec, "a".parse().unwrap(), FollowupId([1; 16]), bytes);
    let _ = decode_quarantined(codec, "a".parse().unwrap(), key(1), bytes);
    let _ = StoryRecord::decode(&StoryId([1; 16]), bytes);
    let _ = (Heart::decode(bytes), FrameRecord::decode(bytes), ScopeRecord::decode(bytes));
    let state = state();
    let _ = decode_state(state.source.clone(), bytes, &encode_pulse(&state));
    let _ = decode_state(state.source.clone(), &encode_state(&state), bytes);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        let codec = Codec::new();
        decode_all(&codec, &bytes);
        let mut versioned = bytes;
        versioned.insert(0, 1);
        decode_all(&codec, &versioned);
        versioned[0] = 2;
        decode_all(&codec, &versioned);
    }

    #[test]
    fn a_flipped_bit_never_panics(place: prop::sample::Index, bit in 0_u8..8) {
        let codec = Codec::new();
        let state = state();
        let own = EntryRecord { entry: entry(), ..entry_record() };
        for mut bytes in [encode_entry(&codec, &own), encode_state(&state), encode_pulse(&state)] {
            let place = place.index(bytes.len());
            bytes[place] ^= 1 << bit;
            decode_all(&codec, &bytes);
        }
    }
}
