//! A sick source is its own affair: of its state, of `/health.atom`, and of nothing else.

use super::news::{item, rss};
use super::stage::{DAY, HOUR, Stage, at};
use diemtin::model::{Content, Exchange, Gathered, Problem, ProblemKind};
use std::time::Duration;

const SOURCES: [(&str, &str); 2] = [("bao", ""), ("om", "")];

/// What the event loop settles in place of a poll that ended in a panic.
fn panicked(stage: &Stage) -> Gathered {
    let sentence = "polling this source made the program fail";
    Gathered {
        source: "om".parse().unwrap(),
        at: at(HOUR),
        exchange: Exchange::Failed(Problem::new(ProblemKind::Internal, sentence, "report it")),
        content: Content::None,
        status: 0,
        wire_bytes: 0,
        took: Duration::ZERO,
        unconditional: stage.state("om").last_poll.is_none(),
        pause: None,
    }
}

#[test]
fn a_failure_of_one_source_touches_its_state_alone() {
    let page = "<html><head><title>Trang chủ</title></head><body><p>Xin chào</p></body></html>";
    let empty = "<rss version=\"2.0\"><channel><title>Trống</title></channel></rss>";
    let answers: [(u16, &str, ProblemKind); 8] = [
        (200, page, ProblemKind::HtmlInsteadOfFeed),
        (200, "", ProblemKind::EmptyBody),
        (200, empty, ProblemKind::EmptyFeed),
        (200, "\u{1}\u{2}\u{3} chẳng là gì", ProblemKind::NotAFeed),
        (404, "không có", ProblemKind::NotFound),
        (410, "hết", ProblemKind::Gone),
        (429, "chậm lại", ProblemKind::Throttled),
        (500, "lỗi", ProblemKind::ServerError),
    ];
    for (status, body, kind) in answers {
        let mut stage = Stage::new(&SOURCES);
        stage.poll("bao", &rss(&[item(1)]), at(0));
        stage.poll("om", &rss(&[item(2).link("https://om.example/2")]), at(0));
        let (feeds, healthy) = (stage.everything(at(0)), stage.state("bao"));
        let settled = stage.answered("om", status, &[], body, at(HOUR));
        let problem = settled.state.problem.unwrap_or_else(|| panic!("{status} {body:?} is no problem"));
        assert_eq!(problem.kind, kind, "{problem:?}");
        assert!(!problem.sentence.is_empty() && !problem.advice.is_empty());
        assert!(settled.committed.is_none_or(|committed| committed.scopes.is_empty()), "{kind:?}");
        assert!(stage.everything(at(HOUR)) == feeds, "{kind:?} moved a byte of a feed");
        stage.reopen(at(2 * HOUR));
        assert_eq!(stage.state("bao"), healthy, "{kind:?}");
        assert_eq!(stage.state("om").problem.map(|p| p.kind), Some(kind), "it is stored");
        let news = rss(&[item(3).link("https://om.example/3")]);
        assert_eq!(stage.poll("om", &news, at(20 * DAY)).state.problem, None, "{kind:?} is over");
    }
}

#[test]
fn a_panic_of_ours_is_a_problem_of_the_source_that_was_polled() {
    let mut stage = Stage::new(&SOURCES);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    let (feeds, healthy) = (stage.everything(at(0)), stage.state("bao"));
    let gathered = panicked(&stage);
    let settled = stage.settle(&gathered);
    assert_eq!(settled.state.problem.unwrap().kind, ProblemKind::Internal);
    assert!(settled.state.next_poll > at(HOUR), "it is asked again, later");
    assert!(stage.everything(at(HOUR)) == feeds);
    assert_eq!(stage.state("bao"), healthy);
}

#[test]
fn problems_are_never_among_the_news_and_always_in_the_feed_of_health() {
    let mut stage = Stage::new(&SOURCES);
    stage.poll("bao", &rss(&[item(1)]), at(0));
    let settled = stage.answered("om", 500, &[], "lỗi", at(HOUR));
    let problem = settled.state.problem.clone().unwrap();
    for (address, bytes) in stage.everything(at(HOUR)) {
        assert!(!String::from_utf8_lossy(&bytes).contains(&problem.sentence), "{address}");
    }
    let frame = stage.frame(at(HOUR));
    let press = diemtin::daemon::pipeline::press(&stage.live, frame.instance);
    let health = press.health(std::slice::from_ref(&settled.state), &[], at(HOUR));
    let items: Vec<_> = health.blocks.iter().flat_map(|block| &block.items).collect();
    assert_eq!(items.len(), 1);
    assert!(items[0].title.contains(&problem.sentence) && items[0].summary.contains("<p>"), "{items:?}");
}

/// Nothing a portal sends as an article is taken for more than an article.
#[test]
fn hostile_words_come_out_as_words() {
    let mut stage = Stage::new(&[("bao", "")]);
    let hostile = [
        item(1).titled("]]></title></entry><entry><id>x</id>"),
        item(2).saying("<script>alert(1)</script><img src=x onerror=alert(1)>Lời"),
        item(3).titled("\u{b}\u{fffe}Bài\u{0} ba"),
        item(4).titled("").saying("Chỉ có lời"),
    ];
    stage.poll("bao", &rss(&hostile).replace(['\0', '\u{b}'], ""), at(0));
    for (address, bytes) in stage.everything(at(0)) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("alert(1)") && !text.contains("onerror"), "{address}");
        assert!(
            !text.chars().any(|c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{fffe}' | '\u{ffff}')),
            "{address}"
        );
        if !address.contains("Json") {
            let feed =
                feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|fault| panic!("{address}: {fault}"));
            assert!(feed.entries.len() <= 4, "{address}");
        }
    }
    assert_eq!(stage.latest().len(), 4);
}
