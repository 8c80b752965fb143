//! Article pages: every field of every page in `pages/`, exactly. `NAME.html` is the page, `NAME.json` what
//! its editor would say it holds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod shown;

use chrono::DateTime;
use diemtin::model::{Claim, Entry, Label, Precision, ProblemKind, Timestamp};
use diemtin::parse::{self, Context, Wanted};
use serde_json::Value;
use shown::{paragraphs, pictures, text};
use std::fs;
use std::path::PathBuf;
use url::Url;

#[test]
fn every_page_tells_what_its_editor_would_say() {
    let mut faults = Vec::new();
    let names = names();
    assert!(names.len() >= 17, "only {} pages", names.len());
    for name in &names {
        let truth: Value = serde_json::from_str(&read(name, "json")).unwrap();
        let url = Url::parse(truth["url"].as_str().unwrap()).unwrap();
        let fetched = instant(truth["fetched"].as_str().unwrap());
        let context = Context { wanted: Wanted::Article, ..Context::new(&url, fetched) };
        match parse::read(read(name, "html").as_bytes(), &context) {
            Ok(parsed) => {
                assert!(parsed.repairs.is_empty(), "{name}: {:?}", parsed.repairs);
                let entry = &parsed.entries[0];
                assert_eq!(parsed.entries.len(), 1, "{name}");
                faults.extend(differences(entry, &truth).into_iter().map(|fault| format!("{name}: {fault}")));
            }
            Err(problem) => faults.push(format!("{name}: {}", problem.sentence)),
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What an entry says and its editor would not.
fn differences(entry: &Entry, truth: &Value) -> Vec<String> {
    let strings = |name: &str| -> Vec<String> {
        truth[name].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
    };
    let one = |name: &str| truth[name].as_str().map(str::to_owned);
    let figures: Vec<(String, String)> = truth["pictures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            (p["src"].as_str().unwrap().to_owned(), p["caption"].as_str().unwrap_or_default().to_owned())
        })
        .collect();
    let authors: Vec<String> = entry.authors.iter().map(|author| author.name.clone()).collect();
    let section = entry.labels.first().map(|Label { term, .. }| term.clone());
    let lead = Some(text(&entry.summary)).filter(|lead| !lead.is_empty());
    let mut found = Vec::new();
    let mut check = |what: &str, got: String, wanted: String| {
        if got != wanted {
            found.push(format!("{what}\n   got    {got}\n   wanted {wanted}"));
        }
    };
    let debug = |value: &dyn std::fmt::Debug| format!("{value:?}");
    check("title", debug(&Some(&entry.title)), debug(&one("title").as_ref()));
    check("published", debug(&claimed(entry.published)), debug(&one("published").map(|t| told(&t))));
    check("updated", debug(&claimed(entry.updated)), debug(&one("updated").map(|t| told(&t))));
    check("authors", debug(&authors), debug(&strings("authors")));
    check("section", debug(&section), debug(&one("section")));
    check("lead", debug(&lead), debug(&one("lead")));
    check("paragraphs", debug(&paragraphs(&entry.content)), debug(&strings("paragraphs")));
    check("pictures", debug(&pictures(&entry.content)), debug(&figures));
    check("link", debug(&entry.link.as_deref()), debug(&Some(truth["url"].as_str().unwrap())));
    found
}

/// A time as it is written: a day, or an instant. Whether its page gives seconds is not told.
fn told(written: &str) -> (Timestamp, bool) {
    match written.len() {
        10 => (instant(&format!("{written}T00:00:00+07:00")), true),
        _ => (instant(written), false),
    }
}

fn claimed(claim: Option<Claim>) -> Option<(Timestamp, bool)> {
    claim.map(|claim| (claim.at, claim.precision == Precision::Day))
}

fn instant(written: &str) -> Timestamp {
    Timestamp(DateTime::parse_from_rfc3339(written).unwrap().timestamp())
}

#[test]
fn what_is_no_article_is_said_to_be_none() {
    let link = |n: usize| {
        format!(
            "<li><h3><a href=/tin-{n}.html>Tin thứ {n} của chuyên mục trong ngày hôm nay</a></h3><p>Một câu dẫn ngắn.</p>"
        )
    };
    let list: String = (0..20).map(link).collect();
    let check = |body: &str| {
        let url = Url::parse("https://tin.example/a").unwrap();
        let page =
            format!("<!DOCTYPE html><html><head><title>Tin tức</title></head><body>{body}</body></html>");
        let context = Context { wanted: Wanted::Article, ..Context::new(&url, Timestamp(1_795_498_215)) };
        let read = parse::read(page.as_bytes(), &context);
        assert_eq!(read.map_err(|problem| problem.kind), Err(ProblemKind::NoArticle), "{body}");
    };
    check(&format!("<ul>{list}</ul>"));
    check(
        "<h1>Không tìm thấy trang</h1><p>Trang bạn tìm không có hoặc đã được chuyển sang địa chỉ khác. Xin kiểm tra lại đường dẫn, hoặc trở về trang chủ để tìm bài viết mà bạn cần đọc.</p>",
    );
    check("<form><input name=q></form>");
    check("");
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let pages = files.filter(|file| file.extension().is_some_and(|e| e == "html"));
    let mut names: Vec<String> =
        pages.map(|page| page.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn read(name: &str, ending: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.{ending}"))).unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/article/pages")
}
