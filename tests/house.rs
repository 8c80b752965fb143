//! What may never be, as a table. Breaking a row fails with the file, the line and the rule.
//!
//! The rules read code as text: comments are left out, and so is everything from a file's
//! `#[cfg(test)]` on, since tests may do what stages may not. Every rule has a planted violation that
//! it must catch.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Words that may not stand in the code of some files.
struct Rule {
    name: &'static str,
    /// Path prefixes below `src/` that the rule is for; empty: all of them.
    within: &'static [&'static str],
    /// Path prefixes below `src/` that it is not for.
    except: &'static [&'static str],
    words: &'static [&'static str],
    /// (file, code) that must be caught.
    planted: (&'static str, &'static str),
}

/// Values in, values out.
const PURE: &[&str] = &[
    "parse/",
    "text/",
    "dedup/",
    "classify/",
    "publish/",
    "fetch/schedule",
    "fetch/exchange",
    "fetch/queue",
    "fetch/guard",
    "fetch/robots",
    "fetch/remembered",
];

const RULES: &[Rule] = &[
    Rule {
        name: "pure stages read no clock",
        within: PURE,
        except: &[],
        words: &["SystemTime", "Instant::", "Utc::now", "Local::now", "Local::"],
        planted: ("parse/date.rs", "let now = Utc::now();"),
    },
    Rule {
        name: "pure stages touch no network, disk, log or task",
        within: PURE,
        except: &[],
        words: &[
            "tokio",
            "async ",
            ".await",
            "std::fs",
            "File::",
            "TcpStream",
            "UdpSocket",
            "tracing",
            "println!",
            "std::env::",
            "rand::",
        ],
        planted: ("dedup/merge.rs", "tracing::info!(\"merged\");"),
    },
    Rule {
        name: "the time is read in daemon/clock.rs alone",
        within: &[],
        except: &["daemon/clock.rs"],
        words: &["SystemTime::now", "Utc::now", "Local::now"],
        planted: ("serve/app.rs", "let now = SystemTime::now();"),
    },
    Rule {
        name: "only fetch/client names reqwest",
        within: &[],
        except: &["fetch/client"],
        words: &["reqwest"],
        planted: ("cli/try_url.rs", "use reqwest::Client;"),
    },
    Rule {
        name: "only parse/feed/second names feed-rs",
        within: &[],
        except: &["parse/feed/second"],
        words: &["feed_rs"],
        planted: ("parse/read.rs", "feed_rs::parser::parse(body)"),
    },
    Rule {
        name: "only parse/page, listing and article hold trees",
        within: &[],
        except: &["parse/page/", "parse/listing/", "parse/article/", "config/selector"],
        words: &["dom_query"],
        planted: ("cli/add.rs", "dom_query::Matcher::new(selector)"),
    },
    Rule {
        name: "only fetch/robots names robotstxt",
        within: &[],
        except: &["fetch/robots"],
        words: &["robotstxt"],
        planted: ("fetch/queue.rs", "robotstxt::DefaultMatcher::default()"),
    },
    Rule {
        name: "only publish/rss names rss",
        within: &[],
        except: &["publish/rss"],
        words: &[" ::rss::", "use rss::", "(rss::Chan", " rss::Chan", " rss::Item"],
        planted: ("publish/page.rs", "use rss::Channel;"),
    },
    Rule {
        name: "only store names sled",
        within: &[],
        except: &["store/"],
        words: &["sled"],
        planted: ("daemon/engine.rs", "fn open() -> sled::Db"),
    },
    Rule {
        name: "model imports nothing of ours",
        within: &["model/"],
        except: &[],
        words: &["crate::"],
        planted: ("model/entry.rs", "use crate::text::normal;"),
    },
    Rule {
        name: "every task has an owner",
        within: &[],
        except: &[],
        words: &["tokio::spawn(", "tokio::task::spawn("],
        planted: ("serve/accept.rs", "tokio::spawn(async move { connection.await });"),
    },
    Rule {
        name: "nothing is left for later",
        within: &[],
        except: &[],
        words: &["todo!", "unimplemented!", "TODO", "FIXME"],
        planted: ("store/open.rs", "todo!(\"migrations\")"),
    },
];

/// Stages, which never import each other: `daemon` introduces them.
const STAGES: &[&str] =
    &["config", "fetch", "parse", "text", "dedup", "classify", "store", "publish", "serve"];
/// What every stage may import beside itself.
const SHARED: &[&str] = &["model", "text"];
/// Longest file of `src/`, in lines: longer ones have two subjects.
const MAX_LINES: usize = 500;

#[test]
fn the_house_keeps_its_rules() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        broken.extend(violations(&path, &text));
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_rule_catches_its_planted_violation() {
    for rule in RULES {
        let (path, code) = rule.planted;
        let caught = violations(path, &format!("//! Head.\n\nfn f() {{\n    {code}\n}}\n"));
        assert!(caught.iter().any(|v| v.contains(rule.name)), "{}: not caught in {path}", rule.name);
        let excused = violations(path, &format!("//! {code}\n#[cfg(test)]\nmod tests {{\n    {code}\n}}\n"));
        assert!(excused.is_empty(), "{}: comments and tests are no violation: {excused:?}", rule.name);
    }
}

#[test]
fn the_rules_without_words_catch_theirs() {
    let caught = |path: &str, text: &str, what: &str| {
        let found = violations(path, text);
        assert!(found.iter().any(|v| v.contains(what)), "{what}: {found:?}");
    };
    caught("dedup/merge.rs", "use crate::parse::read;\n", "sideways");
    caught("dedup/merge.rs", "use crate::{model::Entry, store::Store};\n", "sideways");
    caught("serve/app.rs", "let page = crate::publish::render(&page);\n", "sideways");
    caught("dedup/mod.rs", "//! Head.\nmod merge;\nfn f() {}\n", "table of contents");
    caught("dedup/merge.rs", &"//! x\n".repeat(MAX_LINES + 1), "two subjects");
    caught("dedup/merge.rs", "use crate::model::Entry;\n", "says nothing at its head");
    assert_eq!(
        violations("dedup/mod.rs", "//! Head.\n\nmod merge;\n\npub use merge::{\n    Merged, merge,\n};\n"),
        [""; 0]
    );
}

#[test]
fn no_sample_portal_is_known_to_the_code() {
    let hosts = [".example/", ".example\"", "127.0.1.", "hoa-giang", "bien-xanh", "son-binh", "nghien-cuu\""];
    for (path, text) in sources() {
        for (number, line) in code(&text) {
            let found = hosts.iter().find(|host| line.contains(**host));
            assert!(found.is_none(), "src/{path}:{number}: {line} names a sample host");
        }
    }
}

#[test]
fn a_panic_of_one_source_can_be_caught() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let sets = |line: &str| !line.trim_start().starts_with('#') && line.starts_with("panic");
    assert!(
        !manifest.lines().any(sets),
        "Cargo.toml: panic = \"abort\" would let one source stop the daemon"
    );
}

#[test]
fn no_test_is_switched_off() {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    walk(&root().join("tests"), &mut files);
    for file in files.iter().filter(|f| !f.ends_with("house.rs")) {
        let text = fs::read_to_string(file).unwrap();
        assert!(!text.contains("#[ignore"), "{}: a test is switched off", file.display());
    }
}

fn violations(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let starts = |list: &[&str]| list.iter().any(|prefix| path.starts_with(prefix));
    let contents = path.ends_with("/mod.rs");
    for (number, line) in code(text) {
        for rule in RULES.iter().filter(|r| (r.within.is_empty() || starts(r.within)) && !starts(r.except)) {
            if rule.words.iter().any(|word| line.contains(word)) {
                found.push(format!("src/{path}:{number}: {}: {}", rule.name, line.trim()));
            }
        }
        for other in sideways(path, line) {
            found.push(format!("src/{path}:{number}: stages never import each other sideways: {other}"));
        }
        if contents && !is_contents(line) {
            found.push(format!("src/{path}:{number}: mod.rs is a table of contents: {}", line.trim()));
        }
    }
    if text.lines().count() > MAX_LINES {
        found.push(format!("src/{path}: over {MAX_LINES} lines has two subjects"));
    }
    if !text.starts_with("//!") {
        found.push(format!("src/{path}: says nothing at its head"));
    }
    found
}

/// Stages that a line of a stage's code names although it may not.
fn sideways<'a>(path: &str, line: &'a str) -> Vec<&'a str> {
    let own = path.split('/').next().unwrap_or_default();
    if !STAGES.contains(&own) {
        return Vec::new();
    }
    let word =
        |text: &'a str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let mut named = Vec::new();
    for after in line.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(group) => named.extend(group.split(", ").map(word)),
            None => named.push(word(after)),
        }
    }
    let inner = |name: &&str| STAGES.contains(name) || matches!(*name, "daemon" | "cli");
    named.into_iter().filter(inner).filter(|name| *name != own && !SHARED.contains(name)).collect()
}

/// Whether a line can stand in a table of contents: `mod`, `use`, or the inside of a long `use`.
fn is_contents(line: &str) -> bool {
    let line = line.trim();
    let begins = ["mod ", "pub mod ", "pub(crate) mod ", "pub use ", "pub(crate) use ", "#[", "#!["];
    let names = |line: &str| line.chars().all(|c| c.is_alphanumeric() || " _,:{};".contains(c));
    begins.iter().any(|start| line.starts_with(start)) || (names(line) && !line.contains("fn "))
}

/// The code lines of a file, numbered from 1: without comments, up to its tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    lines.enumerate().map(|(i, line)| (i + 1, uncommented(line))).filter(|(_, line)| !line.trim().is_empty())
}

/// A line up to its comment; `//` inside an address is none.
fn uncommented(line: &str) -> &str {
    let mut slashes = line.match_indices("//");
    let comment = slashes.find(|(at, _)| !line[..*at].ends_with([':', '"', '/']));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// Every file of `src/`, by its path below it.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    walk(&src, &mut files);
    let tests: Vec<PathBuf> = files.iter().flat_map(|file| test_modules(file)).collect();
    files.retain(|file| !tests.contains(file));
    assert!(files.len() > 40, "only {} files found under src/", files.len());
    let read = |file: &PathBuf| {
        let path = file.strip_prefix(&src).unwrap().to_string_lossy().into_owned();
        (path, fs::read_to_string(file).unwrap())
    };
    files.iter().map(read).collect()
}

/// Files that a file takes in for its tests alone.
fn test_modules(file: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(file).unwrap();
    let named = text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.split_once(';'));
    let name = file.file_stem().unwrap().to_string_lossy();
    let folder = if name == "mod" { file.parent().unwrap().to_owned() } else { file.with_extension("") };
    named.map(|(module, _)| folder.join(module).with_extension("rs")).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut inside: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    inside.sort();
    for path in inside {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
