//! `diemtin stories`: the newest stories of the store.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::out;
use super::table;
use crate::config::Config;
use crate::daemon::control::{StoryQuery, find_stories};
use crate::daemon::report::StoryReport;
use anyhow::bail;
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
    if list.is_empty() {
        known(&config, &query)?;
    }
    if args.json {
        out::line(&serde_json::to_string(&list)?)?;
    } else {
        out::print(&text(&list, table::terminal_width()))?;
    }
    Ok(())
}

/// Nothing was found: perhaps the name is misspelt. Stories of a source that left the config are still
/// found by its id, so names are looked at only then.
fn known(config: &Config, query: &StoryQuery) -> anyhow::Result<()> {
    let taxonomy = &config.taxonomy;
    let unknown = |what: &str, name: &str, listed: &str| bail!("no {what} is called {name:?}; {listed}");
    match (&query.category, &query.province, &query.source) {
        (Some(name), ..) if !taxonomy.categories.iter().any(|c| c.slug.as_str() == name) => {
            unknown("category", name, "its slug stands in categories.toml")
        }
        (_, Some(name), _) if !taxonomy.provinces.iter().any(|p| p.slug.as_str() == name) => {
            unknown("province", name, "its slug stands in provinces.toml")
        }
        (.., Some(name)) if !config.sources.iter().any(|s| s.id.as_str() == name) => {
            unknown("source", name, "`diemtin sources` lists them")
        }
        _ => Ok(()),
    }
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

/// An entry may lack a title; its address tells more than a blank.
fn shown_title(story: &StoryReport) -> String {
    match &story.link {
        Some(link) if story.title.is_empty() => link.clone(),
        None if story.title.is_empty() => "(no title)".to_owned(),
        _ => story.title.clone(),
    }
}

fn text(list: &[StoryReport], width: usize) -> String {
    let row = |story: &StoryReport| {
        let when = story.published.to_string().replace('T', " ");
        vec![
            when.get(..16).unwrap_or(&when).to_owned(),
            story.categories.join(" "),
            story.sources.join(" "),
            shown_title(story),
        ]
    };
    let rows: Vec<Vec<String>> = list.iter().map(row).collect();
    table::render(&["published (UTC)", "categories", "sources", "title"], &rows, width)
}
