//! [`word_diff`]: what was taken out of a text and what was put in, word by word.

use super::normal;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words of each text that are compared one by one; what comes after them is compared as a whole.
const MAX_WORDS: usize = 20_000;

/// Words that stand together and went the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Which way.
    pub kind: RunKind,
    /// The words, one blank between them; kept ones as the new text writes them.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// In both texts.
    Kept,
    /// In the old one alone.
    Removed,
    /// In the new one alone.
    Added,
}

/// The way from one plain text to another as runs of words, in the order of the text: what was removed before
/// what was added in its place. No two neighbours are of one kind. Words are compared in normal form.
///
/// The words of one side are those of its text, in order. Work is bounded: beyond 20,000 words a text is
/// compared as a whole, and what the diff of long and very different texts finds need not be the shortest.
pub fn word_diff(old: &str, new: &str) -> Vec<Run> {
    let (before, after) = (Words::of(old), Words::of(new));
    let mut out = Runs(Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &before.forms, &after.forms) {
        match op {
            DiffOp::Equal { new_index, len, .. } => out.push(RunKind::Kept, after.at(new_index, len)),
            DiffOp::Delete { old_index, old_len, .. } => {
                out.push(RunKind::Removed, before.at(old_index, old_len));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                out.push(RunKind::Added, after.at(new_index, new_len))
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                out.push(RunKind::Removed, before.at(old_index, old_len));
                out.push(RunKind::Added, after.at(new_index, new_len));
            }
        }
    }
    out.0
}

/// The words of a text, and the forms in which they are compared.
struct Words<'a> {
    shown: Vec<&'a str>,
    forms: Vec<String>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        let mut shown = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let at_most = if shown.len() < MAX_WORDS { rest.split_once(char::is_whitespace) } else { None };
            let (word, after) = at_most.unwrap_or((rest, ""));
            shown.push(word);
            rest = after.trim_start();
        }
        let forms = shown.iter().map(|word| normal(word)).collect();
        Self { shown, forms }
    }

    fn at(&self, from: usize, len: usize) -> &[&'a str] {
        self.shown.get(from..from.saturating_add(len)).unwrap_or_default()
    }
}

struct Runs(Vec<Run>);

impl Runs {
    fn push(&mut self, kind: RunKind, words: &[&str]) {
        match self.0.last_mut().filter(|last| last.kind == kind) {
            _ if words.is_empty() => {}
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&words.join(" "));
            }
            None => self.0.push(Run { kind, text: words.join(" ") }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Runs as wdiff writes them.
    fn shown(old: &str, new: &str) -> String {
        let one = |run: &Run| match run.kind {
            RunKind::Kept => run.text.clone(),
            RunKind::Removed => format!("[-{}-]", run.text),
            RunKind::Added => format!("{{+{}+}}", run.text),
        };
        word_diff(old, new).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_kept_removed_and_added() {
        let check = |old: &str, new: &str, expected: &str| assert_eq!(shown(old, new), expected);
        check("", "", "");
        check("một hai", "một hai", "một hai");
        check("kỷ yếu dày 200 trang", "kỷ yếu dày 300 trang", "kỷ yếu dày [-200-] {+300+} trang");
        check("lễ khai mạc", "lễ bế mạc hội sách", "lễ [-khai-] {+bế+} mạc {+hội sách+}");
        check("hoá đơn  KỸ thuật", "Hóa đơn kĩ thuật", "Hóa đơn kĩ thuật");
        check("cả đoạn cũ", "", "[-cả đoạn cũ-]");
        check("", "đoạn mới", "{+đoạn mới+}");
    }

    #[test]
    fn long_and_different_texts_take_bounded_work() {
        let text = |seed: u64| {
            let mut x = seed;
            let mut word = || {
                x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                format!("t{}", (x >> 33) % 5_000)
            };
            (0..30_000).map(|_| word()).collect::<Vec<_>>().join(" ")
        };
        let (old, new) = (text(1), text(2));
        let begun = std::time::Instant::now();
        let runs = word_diff(&old, &new);
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
        assert_eq!(side(&runs, RunKind::Removed).split(' ').count(), 30_000);
    }

    /// The words of the side that lacks the other kind.
    fn side(runs: &[Run], kind: RunKind) -> String {
        let of = runs.iter().filter(|run| run.kind == kind || run.kind == RunKind::Kept);
        of.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn either_text_comes_out_of_its_side(old in "[abc ]{0,60}", new in "[abc ]{0,60}") {
            let runs = word_diff(&old, &new);
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(side(&runs, RunKind::Removed), words(&old));
            prop_assert_eq!(side(&runs, RunKind::Added), words(&new));
            prop_assert!(runs.windows(2).all(|pair| pair[0].kind != pair[1].kind));
        }
    }
}
