//! What the sample portals promise.

use super::*;
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike};
use std::collections::HashSet;

const STEPS: usize = 7;

fn timetable() -> Timetable {
    let base = DateTime::parse_from_rfc3339("2026-11-20T08:30:00Z").unwrap().to_utc();
    Timetable { base, every: TimeDelta::minutes(30) }
}

fn text(name: &str, step: usize) -> String {
    String::from_utf8(portal(name, timetable()).body(step).1).unwrap()
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

fn all_steps() -> impl Iterator<Item = (&'static str, usize)> {
    HEALTHY.into_iter().flat_map(|name| (0..STEPS).map(move |step| (name, step)))
}

#[test]
fn every_healthy_body_is_a_feed_with_what_the_portal_tells() {
    for (name, step) in all_steps() {
        let portal = portal(name, timetable());
        let feed = feed_rs::parser::parse(portal.body(step).1.as_slice());
        let feed = feed.unwrap_or_else(|error| panic!("{name} at step {step}: {error}"));
        let told: HashSet<&str> = portal.told(step).iter().map(|one| one.title).collect();
        for entry in &feed.entries {
            let title = entry.title.as_ref().unwrap().content.as_str();
            assert!(told.contains(title), "{name} at step {step} does not know {title:?}");
            assert_eq!(entry.links.iter().filter(|link| link.href.contains(".example/")).count(), 1);
        }
        assert_eq!(feed.entries.len(), told.len().min(30), "{name} at step {step}");
    }
}

#[test]
fn every_minute_of_a_board_is_the_month_and_hour_and_second_are_right() {
    for name in ["hoa-giang", "son-binh"] {
        let told = portal(name, timetable()).told(0);
        let body = text(name, 0);
        let dates = between(&body, "<pubDate>", "</pubDate>");
        assert!(dates.len() > told.len().min(30));
        for date in dates {
            let date = NaiveDateTime::parse_from_str(date, "%a, %d %b %Y %H:%M:%S GMT").unwrap();
            assert_eq!(date.minute(), date.month());
            assert!(told.iter().any(|one| {
                one.published.date_naive() == date.date()
                    && (one.published.hour(), one.published.second()) == (date.hour(), date.second())
            }));
        }
    }
}

#[test]
fn a_board_shows_the_faults_of_its_cms() {
    let body = text("hoa-giang", 0);
    assert_eq!(between(&body, "<guid isPermaLink=\"false\">\n", "</guid>").len(), 30);
    assert!(body.contains("                <![CDATA[news_1000]]>\n            </guid>"));
    assert!(body.contains("<title>Kiên Giang&#x3A; "));
    assert!(body.contains("tháng 11&#x002F;2026</title>"));
    assert!(body.contains("width=\"100\" align=\"left\""));
    assert!(body.contains("<![CDATA[NukeViet v4.0]]>"));
    assert!(!body.contains("<category"));
    let dates = between(&body, "<pubDate>", "</pubDate>");
    let dates: Vec<_> = dates[1..]
        .iter()
        .map(|d| NaiveDateTime::parse_from_str(d, "%a, %d %b %Y %H:%M:%S GMT").unwrap())
        .collect();
    assert!(!dates.is_sorted_by(|a, b| a >= b), "the order is not by date");
}

#[test]
fn the_boards_share_guids_but_no_article() {
    let guids = |name| -> HashSet<String> {
        between(&text(name, 0), "<![CDATA[news_", "]]>").into_iter().map(str::to_owned).collect()
    };
    assert!(guids("son-binh").is_subset(&guids("hoa-giang")));
}

#[test]
fn the_reprint_is_the_newspapers_address_under_its_twin() {
    let reprint = text("son-binh", 0);
    let original = text("bien-xanh", 0);
    let taken: Vec<_> = between(&reprint, "<link>", "</link>")
        .into_iter()
        .filter(|link| link.contains("baobienxanh"))
        .collect();
    assert_eq!(taken.len(), 1);
    let twin = taken[0].replace("http://www.", "https://");
    assert!(original.contains(&format!("<link>{twin}</link>")), "{twin}");
    assert!(!original.contains(taken[0]));
}

#[test]
fn each_step_brings_something_and_only_the_newspaper_changes_its_mind() {
    for step in 1..=5 {
        assert!(HEALTHY.iter().any(|name| text(name, step) != text(name, step - 1)), "step {step}");
    }
    let listed = |step| text("bien-xanh", step);
    assert!(listed(1).contains("từ 8 giờ") && !listed(2).contains("từ 8 giờ</title>"));
    assert!(listed(2).contains("từ 18 giờ</title>"));
    let address = "cang-ca-mui-rong-tam-ngung-nhan-tau-tu-8-gio-post48202.html";
    assert!(listed(1).contains(address) && listed(2).contains(address));
    assert!(listed(2).contains("pháo hoa") && !listed(3).contains("pháo hoa"));
}

#[test]
fn there_are_at_least_sixty_articles_and_none_is_dated_ahead_of_its_step() {
    let mut titles = HashSet::new();
    for name in HEALTHY {
        let portal = portal(name, timetable());
        titles.extend(portal.articles().iter().map(|article| article.title));
        for step in 0..STEPS {
            assert!(portal.told(step).iter().all(|one| one.published < timetable().at(step)));
        }
    }
    assert!(titles.len() >= 60, "{} articles", titles.len());
}

#[test]
fn the_sick_are_sick() {
    let body = |name| portal(name, timetable()).body(0);
    for name in SICK {
        let feed = feed_rs::parser::parse(body(name).1.as_slice());
        assert!(feed.is_err() || name == "sick-empty", "{name} is a feed");
        assert_eq!(portal(name, timetable()).status(), if name == "sick-error" { 500 } else { 200 });
    }
    assert_eq!(feed_rs::parser::parse(body("sick-empty").1.as_slice()).unwrap().entries.len(), 0);
    assert!(std::str::from_utf8(&body("sick-garbage").1).is_err());
    assert!(body("sick-challenge").1.len() < 180);
    assert!(std::str::from_utf8(&body("sick-truncated").1).is_err(), "cut inside a letter");
}

#[test]
fn the_same_step_gives_the_same_bytes() {
    for (name, step) in all_steps() {
        assert_eq!(text(name, step), text(name, step));
    }
}

#[test]
fn slugs_are_plain_ascii() {
    let check = |title: &str, expected: &str| assert_eq!(slug(title), expected);
    check("Kiên Giang: Công tác khoa giáo", "kien-giang-cong-tac-khoa-giao");
    check("Đảng bộ (1945 - 2025)!", "dang-bo-1945-2025");
    check("\"Phù sa\"", "phu-sa");
}

#[test]
fn the_source_table_is_toml_with_the_feeds_address() {
    let table = portal("son-binh", timetable()).source_toml("http://127.0.0.1:4000/son-binh");
    let table: toml::Table = toml::from_str(&table).unwrap();
    let source = &table["source"][0];
    assert_eq!(source["url"].as_str(), Some("http://127.0.0.1:4000/son-binh/news/rss/khoa-giao/"));
    assert_eq!(source["category"].as_str(), Some("khoa-giao"));
}
