//! Where the store is, what is warned of, what the digest covers, what is read into the model.

use crate::{Folder, faults_of, warnings_of};
use diemtin::config::{Surroundings, load_in};
use diemtin::model::{SourceKind, TlsPolicy};
use std::path::{Path, PathBuf};
use std::time::Duration;

fn paths(text: &str, state: Option<&str>, runtime: Option<&str>) -> (PathBuf, PathBuf) {
    let folder = Folder::with(&[("main.toml", text.as_bytes())]);
    let surroundings = Surroundings {
        state_directory: state.map(PathBuf::from),
        runtime_directory: runtime.map(PathBuf::from),
    };
    let store = load_in(&folder.path().join("main.toml"), &surroundings).expect("no faults").settings.store;
    let root = folder.path().canonicalize().expect("the folder");
    let strip = |path: PathBuf| path.strip_prefix(&root).map(Path::to_owned).unwrap_or(path);
    (strip(store.path), strip(store.control))
}

#[test]
fn the_store_is_where_the_file_says_and_the_socket_beside_it() {
    let check = |text: &str, state: Option<&str>, runtime: Option<&str>, store: &str, control: &str| {
        assert_eq!(paths(text, state, runtime), (store.into(), control.into()), "{text}");
    };
    check("", None, None, "var/store", "var/control.sock");
    check("[store]\npath = \"data\"\n", None, None, "data", "control.sock");
    check("[store]\npath = \"/srv/s\"\ncontrol = \"/run/c\"\n", Some("/v"), Some("/r"), "/srv/s", "/run/c");
    check("", Some("/var/lib/x"), Some("/run/x"), "/var/lib/x/var/store", "/run/x/control.sock");
    let relative = "[store]\npath = \"../var/store\"\ncontrol = \"../var/c.sock\"\n";
    check(relative, Some("/var/lib/x"), Some("/run/x"), "/var/lib/x/var/store", "/run/x/var/c.sock");
    check(relative, Some("/var/lib/x"), None, "/var/lib/x/var/store", "/var/lib/x/var/c.sock");
}

#[test]
fn a_socket_with_too_long_a_path_is_a_fault() {
    let fits = format!("[store]\ncontrol = \"/{}\"\n", "c".repeat(106));
    assert_eq!(faults_of(&fits), [""; 0]);
    let long = "c".repeat(107);
    assert_eq!(
        faults_of(&format!("[store]\ncontrol = \"/{long}\"\n")),
        [format!(
            "2:11: the control socket /{long} has a path of 108 bytes: expected at most 107; name a shorter one in [store] control"
        )]
    );
    let faults = faults_of(&format!("[store]\npath = \"/{}/store\"\n", "s".repeat(100)));
    assert!(faults.len() == 1 && faults[0].starts_with("2:8: the control socket /sss"), "{faults:?}");
}

#[test]
fn a_sitemap_without_its_articles_is_warned_of() {
    let source = |kind: &str| {
        format!(
            "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nkind = \"{kind}\"\n[source.article]\nfetch = false\n"
        )
    };
    assert_eq!(warnings_of(&source("listing")), [""; 0]);
    assert_eq!(
        warnings_of(&source("sitemap")),
        ["6:9: fetch = false: only entries of news sitemaps have titles, no others are published"]
    );
}

#[test]
fn what_has_no_effect_yet_is_said_of_enabled_sources() {
    let source = "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\naliases = [\"b.example\"]\nrobots = false\n\
                  include = [\"x\"]\nexclude = { urls = [\"/video/\"] }\ninterval = \"5m\"\n\
                  [source.listing]\nitem = \"h3 a\"\n[source.article]\nfetch = true\n";
    let settings = "[store]\non_damage = \"restore\"\nexport = { every = \"1d\" }\n[dedup]\n\
                    always = [[\"https://a.example/1\", \"https://b.example/1\"]]\n";
    assert_eq!(
        warnings_of(&format!("{source}{settings}")),
        ["8:12: interval = \"5m\": [fetch] bounds it to 10m; change it here or there",]
    );
    let disabled = source.replace("robots = false", "enabled = false").replace("interval = \"5m\"\n", "");
    assert_eq!(
        warnings_of(&disabled),
        ["1:1: no source is enabled: nothing will be polled; add one or set enabled = true"]
    );
}

#[test]
fn restoring_without_exports_is_warned_of() {
    let source = "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n";
    let warned = warnings_of(&format!("{source}[store]\non_damage = \"restore\"\n"));
    assert_eq!(
        warned,
        ["5:13: on_damage = \"restore\": there is nothing to restore without export = { every = \"1d\" }"]
    );
}

#[test]
fn an_example_address_and_a_missing_folder_are_warned_of() {
    let source = "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n";
    let warnings = warnings_of(&format!(
        "contact = \"mailto:you@example.org\"\ninclude = [\"none.d/*.toml\"]\n{source}"
    ));
    assert_eq!(
        warnings,
        [
            "1:11: contact = \"mailto:you@example.org\": nobody can be reached at an example address; put your own",
            "2:12: include = \"none.d/*.toml\": there is no folder none.d",
        ]
    );
}

#[test]
fn everything_of_a_source_is_read() {
    let text = "[[category]]\nslug = \"a\"\nname = \"A\"\n[[category]]\nslug = \"b\"\nname = \"B\"\n\
                [[source]]\nid = \"s\"\nurl = \"https://s.example/rss\"\nkind = \"feed\"\ncategory = \"b\"\n\
                categories = [\"a\", \"b\"]\nformerly = [\"old\"]\nbackfill = 3\ntrust = -5\ninterval = \"1h\"\n\
                proxy = \"socks5://127.0.0.1:1080\"\nuser_agent = \"x/1\"\nheaders = { X-Token = \"t\" }\n\
                tls = { accept_invalid = true }\n";
    let folder = Folder::with(&[("main.toml", text.as_bytes())]);
    let config = folder.load("main.toml").expect("no faults");
    let source = &config.sources[0];
    assert_eq!(source.kind, SourceKind::Feed);
    assert_eq!(source.name, "s");
    assert_eq!(source.categories.iter().map(|s| s.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!((source.formerly.len(), source.backfill, source.trust), (1, 3, -5));
    assert_eq!(source.interval, Some(Duration::from_secs(3_600)));
    assert_eq!(source.proxy.as_ref().map(|p| p.as_str()), Some("socks5://127.0.0.1:1080"));
    assert_eq!(source.headers, [("x-token".to_owned(), "t".to_owned())]);
    assert_eq!((source.user_agent.as_deref(), &source.tls), (Some("x/1"), &TlsPolicy::AcceptInvalid));
    assert_eq!(config.warnings.len(), 1);
}

#[test]
fn the_digest_moves_with_what_is_published_and_with_nothing_else() {
    let digest = |text: &str| {
        let folder = Folder::with(&[("main.toml", text.as_bytes())]);
        folder.load("main.toml").expect("no faults").digest
    };
    let source =
        |id: &str, rest: &str| format!("[[source]]\nid = \"{id}\"\nurl = \"https://{id}.example/\"\n{rest}");
    let (a, b) = (source("a", ""), source("b", ""));
    let base = digest(&format!("{a}{b}"));
    let same = |text: &str| assert_eq!(digest(text), base, "{text}");
    let other = |text: &str| assert_ne!(digest(text), base, "{text}");
    same(&format!("# words\n{b}{a}"));
    same(&format!("{a}{b}[fetch]\ntimeout = \"9s\"\n[store]\npath = \"/x\"\n"));
    same(&format!("{}{b}", source("a", "interval = \"1h\"\nenabled = false\n")));
    other(&a);
    other(&format!("{}{b}", source("a", "name = \"A\"\n")));
    other(&format!("{}{b}", source("a", "trust = 1\n")));
    other(&format!("{a}{b}[feed]\npage_size = 51\n"));
    other(&format!("{a}{b}[server]\npublic_url = \"https://x.example\"\n"));
    other(&format!("{a}{b}[[category]]\nslug = \"c\"\nname = \"C\"\n"));
    other(&format!("{a}{b}[[province]]\nslug = \"p\"\nname = \"P\"\n"));
}

#[test]
fn an_address_for_subscribers_ends_in_a_slash() {
    let folder = Folder::with(&[(
        "main.toml",
        b"[server]\nlisten = \"0.0.0.0:80\"\npublic_url = \"https://x.example/tin\"\n",
    )]);
    let server = folder.load("main.toml").expect("no faults").settings.server;
    assert_eq!(server.public_url.as_str(), "https://x.example/tin/");
    let folder = Folder::with(&[("main.toml", b"[server]\nlisten = \"[::]:81\"\n")]);
    let server = folder.load("main.toml").expect("no faults").settings.server;
    assert_eq!(server.public_url.as_str(), "http://127.0.0.1:81/");
}

#[test]
fn filters_that_can_never_match_or_leave_nothing_are_warned_of() {
    let warned = |lines: &str| {
        let categories = "[[category]]\nslug = \"van-hoa\"\nname = \"Văn hóa\"\n";
        let source = "[[source]]\nid = \"bao\"\nurl = \"https://bao.vn/rss\"\ncategory = \"van-hoa\"\n";
        warnings_of(&format!("contact = \"mailto:a@b.vn\"\n{categories}{source}{lines}\n"))
    };
    let check = |lines: &str, expected: &str| {
        let warnings = warned(lines);
        assert!(warnings.len() == 1 && warnings[0].contains(expected), "{lines}: {warnings:?}");
    };
    for fine in ["exclude = [\"Xổ số\", \"GD&ĐT\"]", "include = { urls = [\"/video/*.html?id=\"] }"] {
        assert_eq!(warned(fine), [""; 0], "{fine}");
    }
    check("exclude = [\"xổ số*\"]", "phrase \"xổ số*\": it can never match: '*' stands for itself");
    check("include = { phrases = [\"GD&amp;ĐT\"] }", "\"&amp;\" is markup; write the sign itself");
    for pattern in ["^/video/", "/video/.*\\\\.html", "/video/$"] {
        check(&format!("exclude = {{ urls = [\"{pattern}\"] }}"), "it can never match: * is any run");
    }
    check(
        "exclude = { categories = [\"van-hoa\"] }",
        "exclude names the category \"van-hoa\", which all stories of this source have",
    );
}
