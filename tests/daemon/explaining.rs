//! Why a story is what it is, and phrases that would find more: the same with and without a daemon.

use super::portals::HEALTHY;
use super::process::{diemtin, told};
use super::{json, stage};

#[test]
fn a_story_is_explained_with_and_without_a_daemon() {
    let stage = stage(&HEALTHY);
    let daemon = stage.daemon();
    let list = json(&told(&stage.config, &["stories", "--json", "--limit", "1"]));
    let (link, id) = (list[0]["link"].as_str().unwrap(), list[0]["id"].as_str().unwrap());
    let ask = |of: &str| told(&stage.config, &["explain", of, "--json"]);
    let explained = ask(link);
    let report = json(&explained);
    assert_eq!(report["story"], list[0]);
    let given = |judged: &&serde_json::Value| judged["assigned"].as_bool().unwrap();
    let categories: Vec<_> =
        report["categories"].as_array().unwrap().iter().filter(given).map(|c| c["slug"].clone()).collect();
    assert_eq!(serde_json::Value::from(categories), list[0]["categories"]);
    for judged in report["categories"].as_array().unwrap() {
        assert!(!judged["evidence"].as_array().unwrap().is_empty(), "{judged}");
    }
    assert_eq!(report["members"][0]["source"], list[0]["sources"][0]);
    assert_eq!(ask(id), explained, "by its id as well");
    let text = told(&stage.config, &["explain", link]);
    for said in
        ["date: ", "publishers: 1", "category ", "shown: no filter keeps it out", "by its own address"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let suggested = told(&stage.config, &["suggest", "khoa-giao", "--json"]);
    assert!(json(&suggested)["own"].as_u64().unwrap() > 0, "{suggested}");
    assert_eq!(told(&stage.config, &["suggest", "Khoa giáo", "--json"]), suggested, "by its name as well");
    let fails = |args: &[&str], said: &str| {
        let output = diemtin(&stage.config, args);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && error.contains(said), "{args:?}: {error}");
    };
    let unknown = || {
        fails(&["explain", "https://khong.example/co"], "no story is known under");
        fails(&["explain", "khong"], "is neither the address of an article nor the id");
        fails(&["suggest", "khong"], "no category is called");
    };
    unknown();
    daemon.kill();
    assert_eq!(ask(link), explained, "without a daemon");
    assert_eq!(told(&stage.config, &["suggest", "khoa-giao", "--json"]), suggested);
    unknown();
}
