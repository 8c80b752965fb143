//! Are reprints found, and nothing else? `cargo bench --bench near` makes 20,000 articles, 3,000 reprints of
//! eight kinds and 2,000 pairs that look alike and are not the same, and lets each arrive as an entry does:
//! fingerprint, window, verdict. It prints precision and recall by kind. `-- seed NUMBER` makes others.
//!
//! `cargo bench --bench near -- lookup STORIES` stores so many stories (100,000 without a number), fills the window
//! and measures what looking one article up costs, joining and not.
//!
//! The articles, the pairs and all eight kinds were written by people who had not seen how reprints are found:
//! `articles` to `words` and `reprints` by one, the `editor*` files by another.

mod articles;
mod editor_changes;
mod editor_letters;
mod editor_text;
mod editor_words;
mod editors;
mod filling;
mod frames;
mod lookup;
mod negatives;
mod notices;
mod pairs;
mod reprints;
mod subjects;
mod subjects_a;
mod subjects_b;
mod subjects_c;
mod subjects_d;
mod subjects_e;
mod subjects_f;
mod words;

use anyhow::{Context as _, Result, bail};
use articles::Article;
use diemtin::model::Entry;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => pairs::measure(1, 20_000, 3_000, 2_000),
        ["seed", seed] => pairs::measure(seed.parse().context("expected a number")?, 20_000, 3_000, 2_000),
        ["lookup"] => lookup::measure(100_000),
        ["lookup", stories] => lookup::measure(stories.parse().context("expected a number of stories")?),
        other => bail!("{other:?}: expected nothing, seed and a number, or lookup and a number of stories"),
    }
}

/// An article as a feed gives it.
fn entry(article: &Article) -> Entry {
    let paragraph = |text: &String| format!("<p>{}</p>", diemtin::text::escaped(text));
    Entry {
        title: article.title.clone(),
        summary: if article.lead.is_empty() { String::new() } else { paragraph(&article.lead) },
        content: article.paragraphs.iter().map(paragraph).collect(),
        ..Entry::default()
    }
}
