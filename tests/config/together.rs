//! Several files: all of their faults at once, and what one says of another.

use crate::Folder;

#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let bytes: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = Folder::with(&bytes);
    let faults = folder.load(files[0].0).err().unwrap_or_default();
    assert_eq!(folder.lines(&faults), expected);
}

const CATEGORIES: &str = "[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\n";

#[test]
fn ten_faults_in_three_files_come_all_at_once() {
    check(
        &[
            (
                "main.toml",
                "include = [\"categories.toml\", \"sources.d/*.toml\"]\ncontcat = \"mailto:a@b.vn\"\n[fetch]\n\
                 interval = 30\nmax_body = \"10\"\n[server]\nlisten = \"8470\"\n",
            ),
            ("categories.toml", "[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\nalias = []\n"),
            (
                "sources.d/a.toml",
                "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ncategory = \"Khoa giáo\"\nprovince = \"x\"\n\
                 enable = true\n[[source]]\nid = \"a\"\n",
            ),
        ],
        &[
            "main.toml:2:1: unknown key \"contcat\" here: did you mean \"contact\"",
            "main.toml:4:12: interval = 30: expected a duration with its unit in quotes, such as \"15m\" or \"1h 30m\"; did you mean \"30m\"",
            "main.toml:5:12: max_body = \"10\": expected a size with its unit in quotes, such as \"10MiB\"",
            "main.toml:7:10: listen = \"8470\": expected an IP address and a port, such as \"127.0.0.1:8470\" or \"[::1]:8470\"; did you mean \"127.0.0.1:8470\"",
            "categories.toml:4:1: unknown key \"alias\" in [[category]]: did you mean \"aliases\"",
            "sources.d/a.toml:4:12: category \"Khoa giáo\": expected the slug of a configured category; did you mean \"khoa-giao\"",
            "sources.d/a.toml:5:12: province \"x\": expected the slug of a configured province, and there is none; include a file with [[province]]",
            "sources.d/a.toml:6:1: unknown key \"enable\" in [[source]]: did you mean \"enabled\"",
            "sources.d/a.toml:7:1: [[source]] has no url: expected an address that begins with http:// or https://",
            "sources.d/a.toml:8:6: id \"a\" is already given at sources.d/a.toml:2:6: give one of the two sources another id",
        ],
    );
}

#[test]
fn a_syntax_fault_stops_its_own_file_only_and_is_not_blamed_on_others() {
    check(
        &[
            ("main.toml", "include = [\"categories.toml\", \"s.toml\"]\n"),
            ("categories.toml", "[[category]]\nslug = khoa-giao\nname = \"Khoa giáo\n"),
            (
                "s.toml",
                "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ncategory = \"khoa-giao\"\nx = 1\n",
            ),
        ],
        &[
            "categories.toml:2:8: khoa-giao stands without quotes: expected a text in double quotes, or a number, true or false",
            "categories.toml:3:18: the text in `name = \"Khoa giáo` has no end: expected a closing \" on the same line",
            "s.toml:5:1: unknown key \"x\" in [[source]]: expected one of id, url, enabled, formerly, category, categories, province, interval, include, exclude, name, kind, backfill, keep, trust, date_order, headers, proxy, user_agent, tls, aliases, robots, listing, article",
        ],
    );
}

#[test]
fn a_misspelt_file_is_one_fault_and_not_one_of_every_source() {
    check(
        &[
            ("main.toml", "include = [\"categorys.toml\", \"s.d/*.toml\"]\n"),
            ("categories.toml", CATEGORIES),
            (
                "s.d/a.toml",
                "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ncategory = \"khoa-giao\"\n",
            ),
        ],
        &[
            "main.toml:1:12: include = \"categorys.toml\": there is no file categorys.toml; check its spelling or leave it out",
        ],
    );
}

#[test]
fn what_is_given_twice_names_both_places() {
    let source = "[[source]]\nid = \"a\"\nurl = \"https://a.example/rss\"\n";
    check(
        &[
            ("main.toml", "include = [\"s.d/*.toml\"]\ndefault = \"khoa-giao\"\n"),
            ("s.d/a.toml", source),
            (
                "s.d/b.toml",
                "default = \"khoa-giao\"\n[[source]]\nid = \"a\"\nurl = \"https://A.example/rss#top\"\n",
            ),
            ("s.d/c.toml", CATEGORIES),
        ],
        &[
            "s.d/b.toml:1:11: default = \"khoa-giao\": the category of everything else is already named at main.toml:2:11; keep one of the two",
            "s.d/b.toml:3:6: id \"a\" is already given at s.d/a.toml:2:6: give one of the two sources another id",
            "s.d/b.toml:4:7: url \"https://a.example/rss#top\" is already given at s.d/a.toml:3:7: keep one of the two sources",
        ],
    );
}

#[test]
fn settings_stand_in_the_main_file_only() {
    check(
        &[
            ("main.toml", "include = [\"x.toml\"]\n"),
            ("x.toml", "contact = \"mailto:a@b.vn\"\n[fetch]\nper_host = 9\n"),
        ],
        &[
            "x.toml:1:11: contact stands in an included file: expected it in the main file only",
            "x.toml:2:1: fetch stands in an included file: expected it in the main file only",
        ],
    );
}

#[test]
fn includes_are_relative_to_their_own_file_and_read_once() {
    let folder = Folder::with(&[
        ("main.toml", b"include = [\"a/*.toml\", \"a/one.toml\", \"main.toml\", \"empty/*.toml\"]\n"),
        ("a/one.toml", b"include = [\"b/two.toml\", \"../main.toml\"]\n"),
        ("a/.#one.toml", b"what an editor leaves behind"),
        ("a/b/two.toml", b"[[source]]\nid = \"two\"\nurl = \"https://two.example/\"\n"),
        ("empty/README", b""),
    ]);
    let config = folder.load("main.toml").expect("no faults");
    let names: Vec<_> = config.files.iter().map(|f| f.strip_prefix(folder.path()).expect("below")).collect();
    assert_eq!(
        names.iter().map(|n| n.display().to_string()).collect::<Vec<_>>(),
        ["main.toml", "a/one.toml", "a/b/two.toml"]
    );
    assert_eq!(config.sources.len(), 1);
    assert_eq!(config.warnings, []);
}

#[test]
fn a_pattern_takes_the_folder_of_its_file_literally() {
    let folder = Folder::with(&[
        ("we[i]rd *d/main.toml", b"include = [\"s/*.toml\"]\n"),
        ("we[i]rd *d/s/a.toml", b"[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n"),
    ]);
    assert_eq!(folder.load("we[i]rd *d/main.toml").expect("no faults").sources.len(), 1);
}

#[test]
fn a_folder_in_place_of_a_file_is_told_the_pattern() {
    check(
        &[("main.toml", "include = [\"s.d/\"]\n"), ("s.d/a.toml", "")],
        &["main.toml:1:12: include = \"s.d/\": this is a folder; did you mean \"s.d/*.toml\""],
    );
}

#[test]
fn a_missing_main_file_is_one_fault() {
    let folder = Folder::with(&[]);
    let faults = folder.load("diemtin.toml").expect_err("there is none");
    assert_eq!(
        folder.lines(&faults),
        ["diemtin.toml:1:1: there is no such file: check the spelling of its path"]
    );
    let faults = folder.load("").expect_err("a folder");
    assert_eq!(faults.len(), 1);
}
