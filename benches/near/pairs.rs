//! Precision and recall, by kind.

use super::articles::{Article, Dice, articles};
use super::negatives::{KINDS, negatives};
use super::{editors, entry, reprints};
use anyhow::{Context as _, Result};
use diemtin::dedup::{Apart, Fingerprint, Window, verify};
use diemtin::model::{StoryId, Timestamp};
use std::time::{Duration, Instant};

/// A kind of reprint.
type Kind = (&'static str, fn(&Article, &mut Dice) -> Article);

const REPRINTS: [Kind; 8] = [
    ("verbatim", reprints::verbatim),
    ("other source line", reprints::other_source_line),
    ("paragraph dropped", reprints::paragraph_dropped),
    ("wrapped in boilerplate", reprints::wrapped_in_boilerplate),
    ("first 60 %", editors::first_part),
    ("5 % of the words edited", editors::words_edited),
    ("NFD and old tones", editors::old_orthography),
    ("joined headline", editors::joined_headline),
];

/// Everything that was told so far.
struct Told {
    window: Window,
    /// By story number.
    stories: Vec<(Article, Fingerprint)>,
}

impl Told {
    fn id(number: usize) -> StoryId {
        StoryId((number as u128).to_be_bytes())
    }

    fn tell(&mut self, article: Article) {
        let text = Fingerprint::of(&entry(&article));
        self.window.insert(text.print(Self::id(self.stories.len()), Timestamp(article.published)));
        self.stories.push((article, text));
    }

    /// The story that an article joins: the first candidate that is the same article.
    fn joined(&self, article: &Article) -> Option<usize> {
        let text = Fingerprint::of(&entry(article));
        let at = Timestamp(article.published);
        let print = text.print(StoryId([0xFF; 16]), at);
        let candidates = self.window.candidates(&print, at.minus(Window::SPAN));
        candidates.into_iter().find_map(|(id, _)| {
            let number = usize::try_from(u128::from_be_bytes(id.0)).ok()?;
            let (other, known) = self.stories.get(number)?;
            let by = Duration::from_secs(article.published.abs_diff(other.published));
            let apart = Apart { same_source: article.host == other.host, by };
            verify(&text, known, apart).nearness().map(|_| number)
        })
    }
}

impl Told {
    /// Why a reprint was not found, and what was edited.
    fn tell_missed(&self, kind: &str, original: &Article, number: usize, reprint: &Article) {
        let Some((_, known)) = self.stories.get(number) else { return };
        let apart = Apart {
            same_source: false,
            by: Duration::from_secs(reprint.published.abs_diff(original.published)),
        };
        let verdict = verify(&Fingerprint::of(&entry(reprint)), known, apart);
        println!("{kind}: {verdict:?}\n  {}\n  {}", original.title, reprint.title);
        let text = |article: &Article| format!("{} {}", article.lead, article.paragraphs.join(" "));
        for run in diemtin::text::word_diff(&text(original), &text(reprint)) {
            if !run.text.is_empty() && run.kind != diemtin::text::RunKind::Kept {
                println!("    {:?} {}", run.kind, run.text);
            }
        }
    }
}

/// Makes everything, and prints the table.
pub fn measure(seed: u64, count: usize, reprinted: usize, alike: usize) -> Result<()> {
    let mut dice = Dice::new(seed);
    let mut all = articles(count, &mut dice);
    let pairs = negatives(alike, &mut dice);
    all.extend(pairs.iter().map(|(first, _)| first.clone()));
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| all.get(*at).map(|article| article.published));
    let mut told = Told { window: Window::of(all.len()), stories: Vec::new() };
    let mut numbers = vec![0; all.len()];
    let mut of_articles = 0;
    let begun = Instant::now();
    for at in order {
        let article = all.get(at).context("an article")?.clone();
        if told.joined(&article).is_some() {
            of_articles += 1;
        }
        if let Some(number) = numbers.get_mut(at) {
            *number = told.stories.len();
        }
        told.tell(article);
    }
    let each = begun.elapsed() / u32::try_from(all.len())?;
    println!("{} articles, {of_articles} of them joined another; {each:?} each\n", all.len());
    let (found, wrong) = reprints_of(&told, &all, &numbers, count, reprinted, &mut dice);
    let false_pairs = negatives_of(&told, &pairs);
    let joined = found + wrong + false_pairs + of_articles;
    println!("\nprecision {:.4} ({joined} joined)", found as f64 / joined.max(1) as f64);
    println!("recall {:.4}", found as f64 / reprinted as f64);
    Ok(())
}

/// How many reprints joined their original, and how many another story.
fn reprints_of(
    told: &Told,
    all: &[Article],
    numbers: &[usize],
    count: usize,
    reprinted: usize,
    dice: &mut Dice,
) -> (usize, usize) {
    println!("| reprint | made | found | another | recall |\n|---|---:|---:|---:|---:|");
    let (mut found, mut wrong) = (0, 0);
    for (name, kind) in REPRINTS {
        let made = reprinted / REPRINTS.len();
        let (mut right, mut other) = (0, 0);
        for _ in 0..made {
            let at = dice.below(count);
            let (Some(original), Some(number)) = (all.get(at), numbers.get(at)) else { continue };
            let made_of = kind(original, dice);
            match told.joined(&made_of) {
                Some(joined) if joined == *number => right += 1,
                Some(_) => other += 1,
                None if std::env::var_os("TELL").is_some() => {
                    told.tell_missed(name, original, *number, &made_of)
                }
                None => {}
            }
        }
        println!("| {name} | {made} | {right} | {other} | {:.4} |", right as f64 / made as f64);
        (found, wrong) = (found + right, wrong + other);
    }
    (found, wrong)
}

/// How many articles that only look alike joined anything.
fn negatives_of(told: &Told, pairs: &[(Article, Article)]) -> usize {
    println!("\n| looks alike | pairs | joined |\n|---|---:|---:|");
    let mut by_kind = vec![(0, 0); KINDS.len()];
    for (at, (_, second)) in pairs.iter().enumerate() {
        if let Some((made, joined)) = by_kind.get_mut(at % KINDS.len()) {
            *made += 1;
            if let Some(number) = told.joined(second) {
                *joined += 1;
                if std::env::var_os("TELL").is_some()
                    && let Some((first, _)) = told.stories.get(number)
                {
                    println!("{first:#?}\n{second:#?}");
                }
            }
        }
    }
    for (name, (made, joined)) in KINDS.iter().zip(&by_kind) {
        println!("| {name} | {made} | {joined} |");
    }
    by_kind.iter().map(|(_, joined)| joined).sum()
}
