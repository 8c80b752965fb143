//! `diemtin suggest`: phrases that would set a category apart, learned from the store, for the editor.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::out;
use super::table;
use crate::classify::{Learned, Suggestion};
use crate::daemon::explaining::{SuggestQuery, suggest as suggested};
use crate::daemon::live::Live;
use std::path::PathBuf;

/// Arguments of `suggest`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The category (its slug or name)
    category: String,
    /// As JSON, one object
    #[arg(long)]
    json: bool,
}

/// Learns phrases of a category.
pub fn suggest(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let query = SuggestQuery { category: args.category };
    let learned: Learned = match context::answerer(&config)? {
        Answerer::Daemon(client) => {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("category", &query.category)
                .finish();
            context::runtime()?.block_on(client.get(&format!("/v1/suggest?{query}")))?
        }
        Answerer::Store(store) => suggested(&store, &Live::new(config)?, &query)?,
    };
    if args.json {
        out::line(&serde_json::to_string(&learned)?)?;
    } else {
        out::print(&text(&learned, table::terminal_width()))?;
    }
    Ok(())
}

fn text(learned: &Learned, width: usize) -> String {
    let Learned { category, own, found, others, wrong, suggestions } = learned;
    let mut text = format!(
        "# {own} stories are of {category} because a portal or the config says so; phrases alone find {found} of them,\n\
         # and put {wrong} of {others} stories of other categories there.\n"
    );
    if suggestions.is_empty() {
        let why = match own {
            0 => {
                "no stored story has this category by config, label or address: set category on a source of it"
            }
            _ => "no phrase would find more without getting too much wrong",
        };
        return text + &format!("# {why}\n");
    }
    let row = |s: &Suggestion| {
        let example = s.examples.first().map(|title| table::flat(title)).unwrap_or_default();
        let numbers = [s.weight as usize, s.own, s.others, s.gains, s.wrong].map(|n| n.to_string());
        std::iter::once(s.phrase.clone()).chain(numbers).chain([example]).collect()
    };
    let rows: Vec<Vec<String>> = suggestions.iter().map(row).collect();
    let heading = ["phrase", "weight", "in it", "elsewhere", "gains", "wrong", "wrong, for example"];
    text.push_str(&table::render(&heading, &rows, width));
    text.push_str(&format!("\n# to be pasted into phrases = [ … ] of [[category]] slug = \"{category}\"; strike out what you would not defend\n"));
    for weight in [3, 2] {
        let phrases = suggestions.iter().filter(|s| s.weight == weight).map(|s| format!("{:?}", s.phrase));
        let phrases: Vec<String> = phrases.collect();
        if !phrases.is_empty() {
            text.push_str(&format!("  {{ weight = {weight}, any = [{}] }},\n", phrases.join(", ")));
        }
    }
    text
}
