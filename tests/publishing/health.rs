//! The operator's feed of problems.

use crate::make::{NOON, world};
use diemtin::model::{Page, Problem, ProblemKind, SourceState, Timestamp};
use std::time::Duration;

fn sick(source: &str, sentence: &str, last_success: i64) -> SourceState {
    let url = format!("https://{source}.example/").parse().unwrap();
    let advice = "ask the portal <soon>".to_owned();
    SourceState {
        problem: Some(Problem { kind: ProblemKind::NotFound, sentence: sentence.to_owned(), advice }),
        last_success: Some(Timestamp(last_success)),
        ..SourceState::new(source.parse().unwrap(), url, Duration::from_secs(60), NOON)
    }
}

fn page(states: &[SourceState]) -> Page {
    world().press().health(states, &[], NOON)
}

#[test]
fn only_sick_sources_are_items_with_sentence_and_advice() {
    let healthy = SourceState { problem: None, ..sick("nui", "", 5) };
    let page = page(&[sick("lua", "answered 404", 10), healthy, sick("song", "answered 500", 20)]);
    let items = &page.blocks[0].items;
    assert_eq!(page.path, "health");
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].title, "Cổng Sông & Suối: answered 500");
    assert_eq!(items[1].summary, "<p>answered 404</p><p>ask the portal &lt;soon&gt;</p>");
}

#[test]
fn one_spell_is_one_item_and_a_relapse_another() {
    let id = |state| page(&[state]).blocks[0].items[0].id;
    assert_eq!(id(sick("lua", "answered 404", 10)), id(sick("lua", "answered 404 again", 10)));
    assert_ne!(id(sick("lua", "answered 404", 10)), id(sick("lua", "answered 404", 11)));
    assert_ne!(id(sick("lua", "answered 404", 10)), id(sick("song", "answered 404", 10)));
}
