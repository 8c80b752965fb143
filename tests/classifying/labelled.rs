//! The labelled sets.

use diemtin::classify::Rules;
use diemtin::config;
use diemtin::model::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One labelled headline.
struct Item {
    id: String,
    gold: BTreeSet<String>,
    also: BTreeSet<String>,
    hard: bool,
    title: String,
    lead: String,
}

/// Of one category or of all together.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }
}

pub fn rules() -> Rules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/diemtin.toml");
    let config = config::load_in(&path, &config::Surroundings::default()).unwrap();
    Rules::new(&config.taxonomy, &[])
}

pub fn record(title: &str, summary: &str, content: &str, link: Option<&str>, labels: &[&str]) -> EntryRecord {
    let label = |term: &&str| Label { term: (*term).to_owned(), ..Label::default() };
    EntryRecord::new(
        EntryKey([1; 16]),
        "portal".parse().unwrap(),
        Timestamp(0),
        Entry {
            title: title.to_owned(),
            link: link.map(str::to_owned),
            summary: summary.to_owned(),
            content: content.to_owned(),
            labels: labels.iter().map(label).collect(),
            ..Entry::default()
        },
    )
}

fn read(name: &str) -> Vec<Item> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/classifying").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let slugs = |text: &str| text.split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect();
    let item = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, gold, also, hard, title, lead] = fields[..] else { panic!("{name}: {line}") };
        Item {
            id: id.to_owned(),
            gold: slugs(gold),
            also: slugs(also),
            hard: hard == "1",
            title: title.to_owned(),
            lead: lead.to_owned(),
        }
    };
    text.lines().skip(1).map(item).collect()
}

/// Scores by category, and how many hard negatives were taken for khoa-giao.
fn score(rules: &Rules, items: &[Item]) -> (BTreeMap<String, Score>, usize) {
    let tell = std::env::var_os("TELL").is_some();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut trapped = 0;
    for item in items {
        let record = record(&item.title, &item.lead, "", None, &[]);
        let found: BTreeSet<String> =
            rules.assign(&[&record]).categories.iter().map(|a| a.slug.to_string()).collect();
        for slug in found.union(&item.gold) {
            let score = scores.entry(slug.clone()).or_default();
            match (found.contains(slug), item.gold.contains(slug), item.also.contains(slug)) {
                (true, true, _) => score.right += 1,
                (true, false, false) => score.wrong += 1,
                (false, true, _) => score.missed += 1,
                _ => {}
            }
        }
        trapped += usize::from(item.hard && found.contains("khoa-giao") && !item.also.contains("khoa-giao"));
        if tell {
            tell_of(rules, item, &record, &found);
        }
    }
    (scores, trapped)
}

/// What was found, what was not, and why, where it is not what the label says.
fn tell_of(rules: &Rules, item: &Item, record: &EntryRecord, found: &BTreeSet<String>) {
    let allowed = |slug: &String| item.gold.contains(slug) || item.also.contains(slug);
    if item.gold.is_subset(found) && found.iter().all(allowed) {
        return;
    }
    println!("{} {:?} not {:?}: {} | {}", item.id, found, item.gold, item.title, item.lead);
    for judgement in rules.explain(&[record]).categories {
        let reasons: Vec<String> =
            judgement.evidence.iter().map(|e| format!("{:+} {:?}", e.points, e.matched)).collect();
        println!("    {} {} {}", judgement.slug, judgement.score, reasons.join(", "));
    }
}

fn table(name: &str, scores: &BTreeMap<String, Score>) -> f64 {
    println!("{name}");
    for (slug, score) in scores {
        let Score { right, wrong, missed } = *score;
        let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
        println!("  {slug:26} {right:4} {wrong:3} {missed:3}  {precision:.3} {recall:.3} {f1:.3}");
    }
    let macro_f1 = scores.values().map(|score| score.f1()).sum::<f64>() / scores.len() as f64;
    println!("  macro-F1 {macro_f1:.3}");
    macro_f1
}

/// Precision and recall of khoa-giao, macro-F1: not worse than measured when the rules were made.
fn check(name: &str, precision: f64, recall: f64, macro_f1: f64) {
    let rules = rules();
    let items = read(name);
    let (scores, trapped) = score(&rules, &items);
    let found = table(name, &scores);
    let khoa_giao = scores["khoa-giao"];
    let hard = items.iter().filter(|item| item.hard).count();
    println!("  {} items, {hard} hard ones, {trapped} of them taken for khoa-giao", items.len());
    assert!(khoa_giao.precision() >= precision, "precision {}", khoa_giao.precision());
    assert!(khoa_giao.recall() >= recall, "recall {}", khoa_giao.recall());
    assert!(found >= macro_f1, "macro-F1 {found}");
}

#[test]
fn headlines_written_beside_the_rules() {
    check("labelled.tsv", 0.95, 0.94, 0.88);
}

#[test]
fn headlines_written_by_somebody_who_did_not_know_the_rules() {
    check("independent.tsv", 0.95, 0.94, 0.88);
}

#[test]
fn headlines_written_by_another_when_the_rules_were_done() {
    check("second.tsv", 0.86, 0.94, 0.87);
}
