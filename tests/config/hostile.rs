//! Bytes that nobody meant as a configuration: always faults or a config, never a panic.

use crate::Folder;
use proptest::prelude::*;

/// Pieces that an editor's slip could join in any order.
const PIECES: &[&str] = &[
    "[[source]]\n",
    "[source.listing]\n",
    "[source]\n",
    "[fetch]\n",
    "id = \"a\"\n",
    "url = \"https://a.example/\"\n",
    "interval = \"30m\"\n",
    "interval = 30\n",
    "include = [\"*.toml\"]\n",
    "include = [\"[\", \"main.toml/\", \"\"]\n",
    "categories = [[[{ a = [] }]]]\n",
    "headers = { \"\" = 1, \"é\" = \"é\" }\n",
    "tls = { extra_ca = \"\\u0000\" }\n",
    "\u{feff}",
    "\r\n",
    "\"\"\"",
    "'",
    "=",
    "Điện Biên",
    "\t",
    "\0",
];

fn read(bytes: &[u8]) {
    let folder = Folder::with(&[("main.toml", bytes)]);
    if let Err(faults) = folder.load("main.toml") {
        assert!(!faults.is_empty());
        for fault in faults {
            assert!(fault.line > 0 && fault.column > 0 && !fault.sentence.is_empty(), "{fault}");
            assert!(!fault.sentence.chars().any(char::is_control), "{fault:?}");
            assert!(fault.sentence.len() < 2_000, "{fault}");
        }
    }
}

proptest! {
    #[test]
    fn random_bytes_are_told_what_is_wrong(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
    }

    #[test]
    fn random_text_is_told_what_is_wrong(text in "\\PC{0,200}") {
        read(text.as_bytes());
    }

    #[test]
    fn pieces_in_any_order_are_told_what_is_wrong(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..12)
    ) {
        read(pieces.concat().as_bytes());
    }
}

#[test]
fn depth_and_size_are_bounded() {
    read("[".repeat(100_000).as_bytes());
    read(format!("a = {}", "[".repeat(100_000)).as_bytes());
    read(format!("a{} = 1", ".a".repeat(50_000)).as_bytes());
    read("\"".repeat(100_000).as_bytes());
    read("[[source]]\n".repeat(20_000).as_bytes());
    read(" ".repeat((1 << 20) + 1).as_bytes());
}

#[test]
fn an_endless_list_of_faults_ends() {
    let folder = Folder::with(&[("main.toml", "[[source]]\n".repeat(3_000).as_bytes())]);
    let faults = folder.load("main.toml").expect_err("faults");
    assert_eq!(faults.len(), 1_001);
    let last = faults.last().map(|f| f.sentence.clone());
    assert_eq!(last.as_deref(), Some("and 5000 more like these; mend some and check again"));
}
