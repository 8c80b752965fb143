//! Pages with their truth.

use diemtin::model::{Entry, ListPattern, Parsed, Timestamp};
use diemtin::parse::{Context, Wanted, date, read};
use serde::Deserialize;
use std::path::Path;
use url::Url;

/// Share of the links that must be right, of all pages together.
const WANTED: f64 = 0.98;

#[derive(Deserialize)]
struct Truth {
    url: Url,
    fetched: String,
    next: Option<String>,
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    link: Option<String>,
    title: String,
    date: Option<String>,
}

struct Page {
    name: String,
    body: Vec<u8>,
    truth: Truth,
    fetched: Timestamp,
}

impl Page {
    fn context(&self) -> Context<'_> {
        Context { wanted: Wanted::List, ..Context::new(&self.truth.url, self.fetched) }
    }

    fn read(&self) -> Parsed {
        read(&self.body, &self.context())
            .unwrap_or_else(|p| panic!("{}: {} ({})", self.name, p.sentence, p.advice))
    }
}

/// Every page, by name.
fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listing/pages");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let htmls = files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "html"));
    let page = |file: std::path::PathBuf| {
        let truth = std::fs::read_to_string(file.with_extension("json")).unwrap();
        let truth: Truth = serde_json::from_str(&truth).unwrap();
        let fetched = date(&truth.fetched, None, Timestamp(0)).unwrap().at;
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        Page { name, body: std::fs::read(&file).unwrap(), truth, fetched }
    };
    htmls.map(page).collect()
}

fn key(entry: &Entry) -> &str {
    entry.link.as_deref().unwrap_or(&entry.title)
}

#[test]
fn the_right_links_are_found() {
    let pages = pages();
    assert!(pages.len() >= 16, "only {} pages", pages.len());
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for page in &pages {
        let parsed = page.read();
        let truth: Vec<&str> =
            page.truth.records.iter().map(|r| r.link.as_deref().unwrap_or(&r.title)).collect();
        let links: Vec<&str> = parsed.entries.iter().map(key).collect();
        let both: Vec<&str> = links.iter().copied().filter(|link| truth.contains(link)).collect();
        let ordered: Vec<&str> = truth.iter().copied().filter(|link| links.contains(link)).collect();
        assert_eq!(both, ordered, "{}: in document order", page.name);
        right += both.len();
        found += links.len();
        wanted += truth.len();
    }
    let share = |of: usize| right as f64 / of as f64;
    assert!(share(found) >= WANTED, "precision {:.3}", share(found));
    assert!(share(wanted) >= WANTED, "recall {:.3}", share(wanted));
}

#[test]
fn titles_dates_and_the_next_page_are_right() {
    for page in pages() {
        let parsed = page.read();
        for record in &page.truth.records {
            let link = record.link.as_deref().unwrap_or(&record.title);
            let Some(entry) = parsed.entries.iter().find(|entry| key(entry) == link) else { continue };
            assert_eq!(entry.title, record.title, "{}", page.name);
            let Some(wanted) = &record.date else { continue };
            let wanted = date(wanted, None, page.fetched).unwrap();
            let claim =
                entry.published.unwrap_or_else(|| panic!("{}: {} has no date", page.name, entry.title));
            let coarser = claim.precision < wanted.precision && (claim.at.0 - wanted.at.0).abs() < 86_400;
            assert!(
                claim.at == wanted.at || coarser,
                "{}: {}: {claim:?} for {wanted:?}",
                page.name,
                entry.title
            );
        }
        let next = parsed.further.first().map(|further| further.url.as_str());
        assert_eq!(next, page.truth.next.as_deref(), "{}: the next page", page.name);
    }
}

#[test]
fn what_was_learned_finds_the_same() {
    for page in pages() {
        let parsed = page.read();
        let told = |parsed: &Parsed| -> Vec<(Option<String>, String)> {
            parsed.entries.iter().map(|e| (e.link.clone(), e.title.clone())).collect()
        };
        let found = parsed.list.as_ref().unwrap_or_else(|| panic!("{}: nothing was learned", page.name));
        let again = Context { remembered: Some(&found.pattern), ..page.context() };
        let again = read(&page.body, &again).unwrap();
        assert_eq!(told(&again), told(&parsed), "{}: remembered {:?}", page.name, found.pattern);
        if let ListPattern::Selectors(rule) = &found.pattern {
            let configured = Context { listing: Some(rule), ..page.context() };
            let configured = read(&page.body, &configured).unwrap();
            assert_eq!(told(&configured), told(&parsed), "{}: configured {rule:?}", page.name);
            let positions = [":nth", ":first", ":last", ":not"];
            assert!(!positions.iter().any(|p| rule.item.contains(p)), "{}: {}", page.name, rule.item);
        }
    }
}
