//! Pages that stand in place of the real answer, and pages that only look like it: each of `pages/` beside
//! what it is. `none` is a page to be read.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use diemtin::model::Timestamp;
use diemtin::parse::{Context, Wanted, read};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use url::Url;

/// The kinds of problems that walls are.
const WALLS: [&str; 5] = ["challenge", "login-required", "forbidden", "throttled", "server-error"];

/// Every page, in the order of its name.
fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/walls/pages");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut pages: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "html")).collect();
    pages.sort();
    pages
}

/// The kind of wall that a body is, whatever it is wanted as.
fn kinds(body: &[u8], url: &Url) -> Vec<&'static str> {
    let wanted = [Wanted::Anything, Wanted::Feed, Wanted::Sitemap, Wanted::List, Wanted::Article];
    let context = Context::new(url, Timestamp(1_795_498_215));
    let kind = |wanted| match read(body, &Context { wanted, ..context }) {
        Err(problem) if WALLS.contains(&problem.kind.as_str()) => {
            assert!(problem.sentence.contains(url.as_str()) && !problem.advice.is_empty());
            problem.kind.as_str()
        }
        _ => "none",
    };
    wanted.into_iter().map(kind).collect()
}

#[test]
fn pages_are_what_they_are() {
    let pages = pages();
    assert!(pages.len() >= 16, "{} pages", pages.len());
    let mut wrong = Vec::new();
    for page in &pages {
        let truth: Value = serde_json::from_slice(&fs::read(page.with_extension("json")).unwrap()).unwrap();
        let url = Url::parse(truth["url"].as_str().unwrap()).unwrap();
        let expected = truth["kind"].as_str().unwrap();
        let found = kinds(&fs::read(page).unwrap(), &url);
        if found.iter().any(|kind| *kind != expected) {
            wrong.push(format!("{}: {expected}, found {found:?}", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pages.len(), wrong.join("\n"));
}
