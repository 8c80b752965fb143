//! What editors' programs do to a file: line ends, marks, encodings, tabs.

use crate::{Folder, faults_of};

#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) {
    let folder = Folder::with(&[("main.toml", bytes)]);
    let faults = folder.load("main.toml").err().unwrap_or_default();
    assert_eq!(folder.lines(&faults), expected);
}

const SOURCE: &str =
    "[[source]]\nid = \"a\"\nname = \"Báo Điện Biên Phủ\"\nurl = \"https://a.example/tin-tức\"\n";

#[test]
fn line_ends_marks_and_tabs_do_no_harm() {
    check(SOURCE.as_bytes(), &[]);
    check(SOURCE.replace('\n', "\r\n").as_bytes(), &[]);
    check(format!("\u{feff}{SOURCE}").as_bytes(), &[]);
    check(SOURCE.replace(" = ", "\t=\t").as_bytes(), &[]);
    check(SOURCE.trim_end().as_bytes(), &[]);
    check(b"", &[]);
}

#[test]
fn places_are_counted_as_an_editor_counts_them() {
    assert_eq!(
        faults_of("\u{feff}feed = { title = \"Điểm tin\", x = 1 }\r\n"),
        ["1:30: unknown key \"x\" in [feed]: expected one of title, per_category, page_size"]
    );
    assert_eq!(faults_of("\r\n\r\n\tx = 1\r\n").first().map(|f| f.get(..4)), Some(Some("3:2:")));
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> =
        [0xfeff_u16].into_iter().chain(SOURCE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    check(&utf16, &["main.toml:1:1: the file is UTF-16: save it as UTF-8"]);
    check(
        b"# x\nname = \"B\xe1o\"\n",
        &[
            "main.toml:2:10: byte 0xe1 is no UTF-8: save the file as UTF-8 (in the editor: save with encoding)",
        ],
    );
}

#[test]
fn decomposed_letters_in_a_category_are_understood() {
    let text = format!(
        "{SOURCE}category = \"Khoa gia\u{301}o\"\n[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\n"
    );
    let faults = faults_of(&text);
    assert_eq!(faults.len(), 1);
    assert!(faults[0].ends_with("did you mean \"khoa-giao\""), "{faults:?}");
}

#[test]
fn what_a_paste_brings_along_is_named() {
    let said = |given: &str, advice: &str| {
        let faults = faults_of(&format!("[[source]]\nid = \"a\"\nurl = '{given}'\n"));
        assert!(faults.len() == 1 && faults[0].ends_with(advice), "{faults:?}");
    };
    said("https://a.example/rss\u{200b}", "; character 22 is U+200B: leave it out");
    said("https://a.example\\rss", "; character 18 is U+005C: leave it out");
    said("https://a..example/rss", "; its host has a dot too many");
    said("http//a.example/rss", ": expected an address that begins with http:// or https://");
    assert_eq!(
        faults_of("contact\u{a0}= \"mailto:a@b.vn\"\n"),
        [
            "1:8: `contact = \"mailto:a@b.vn\"` has the invisible character U+00A0 before its value: write the line anew"
        ]
    );
}

#[test]
fn tables_in_the_wrong_order_or_without_their_name_are_understood() {
    let source = "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n";
    assert_eq!(
        faults_of(&format!("[source.listing]\nitem = \"x\"\n{source}")),
        [
            "3:3: `[[source]]` stands below `[source]` or a table that is a part of it: write `[[source]]` with two brackets each time, and its parts below it"
        ]
    );
    assert_eq!(
        faults_of(&format!("{source}[listing]\nitem = \"x\"\n")),
        ["4:2: unknown key \"listing\" here: did you mean [source.listing]"]
    );
}

#[test]
fn the_socket_stays_out_of_the_store() {
    assert_eq!(
        faults_of("[store]\npath = \"x\"\ncontrol = \"x/c.sock\"\n"),
        ["3:11: control = \"x/c.sock\": expected a path outside the store"]
    );
    assert_eq!(
        faults_of("[store]\npath = \"/\"\n"),
        ["1:1: the store may neither be called control.sock nor be the root of the disk"]
    );
}
