//! `diemtin stories`: the newest stories of the store.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::table;
use crate::daemon::control::{StoryQuery, find_stories};
use crate::daemon::report::StoryReport;
use std::path::PathBuf;

/// Arguments of `stories`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Of this category (its slug)
    #[arg(long, value_name = "C")]
    category: Option<String>,
    /// Of this province (its slug)
    #[arg(long, value_name = "P", conflicts_with = "category")]
    province: Option<String>,
    /// Of this source (its id)
    #[arg(long, value_name = "S", conflicts_with_all = ["category", "province"])]
    source: Option<String>,
    /// Whose title or lead holds all of these words
    #[arg(long, value_name = "Q")]
    query: Option<String>,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// As JSON, one array
    #[arg(long)]
    json: bool,
}

/// Lists the newest stories.
pub fn stories(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let query = StoryQuery {
        category: args.category,
        province: args.province,
        source: args.source,
        query: args.query,
        limit: args.limit,
    };
    let list = match context::answerer(&config)? {
        Answerer::Daemon(client) => context::runtime()?.block_on(client.get(&address(&query)))?,
        Answerer::Store(store) => find_stories(&store, &query)?,
    };
    if args.json {
        println!("{}", serde_json::to_string(&list)?);
    } else {
        print!("{}", text(&list, table::terminal_width()));
    }
    Ok(())
}

fn address(query: &StoryQuery) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    let named = [
        ("category", &query.category),
        ("province", &query.province),
        ("source", &query.source),
        ("query", &query.query),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            pairs.append_pair(name, value);
        }
    }
    pairs.append_pair("limit", &query.limit.to_string());
    format!("/v1/stories?{}", pairs.finish())
}

fn text(list: &[StoryReport], width: usize) -> String {
    let row = |story: &StoryReport| {
        let when = story.published.to_string().replace('T', " ");
        vec![
            when.get(..16).unwrap_or(&when).to_owned(),
            story.categories.join(" "),
            story.sources.join(" "),
            story.title.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = list.iter().map(row).collect();
    table::render(&["published (UTC)", "categories", "sources", "title"], &rows, width)
}
