//! `diemtin sources`: every source with its health, next poll, cadence, last problem and advice.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::out;
use super::table;
use crate::daemon::clock::Clock;
use crate::daemon::concerns::Raised;
use crate::daemon::report::{self, Health, SourceReport};
use crate::model::Timestamp;
use std::path::PathBuf;
use std::time::Duration;

/// Arguments of `sources`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// As JSON, one array
    #[arg(long)]
    json: bool,
    /// Only those with a problem
    #[arg(long)]
    problems: bool,
    /// What their feeds needed mended, and how often
    #[arg(long)]
    repairs: bool,
}

/// Lists the sources.
pub fn sources(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let mut list = match context::answerer(&config)? {
        Answerer::Daemon(client) => {
            let runtime = context::runtime()?;
            for raised in runtime.block_on(client.get::<Vec<Raised>>("/v1/concerns"))? {
                out::say(&format!(
                    "the daemon: {}\n    → {}",
                    raised.problem.sentence, raised.problem.advice
                ));
            }
            runtime.block_on(client.get::<Vec<SourceReport>>("/v1/sources"))?
        }
        Answerer::Store(store) => {
            let states = store.states()?.into_iter().map(|s| (s.source.clone(), s)).collect();
            report::sources(&config, &states, &store)?
        }
    };
    if args.problems {
        list.retain(|source| source.problem.is_some());
    }
    if args.json {
        out::line(&serde_json::to_string(&list)?)?;
    } else {
        let now = Clock::System.now();
        let width = table::terminal_width();
        out::print(&if args.repairs { repairs(&list, now, width) } else { text(&list, now, width) })?;
    }
    Ok(())
}

fn text(list: &[SourceReport], now: Timestamp, width: usize) -> String {
    let heading = ["source", "health", "polled", "next", "every", "entries", "what is wrong"];
    let rows: Vec<Vec<String>> = list.iter().map(|source| row(source, now)).collect();
    let mut text = table::render(&heading, &rows, width);
    let problems = list.iter().filter_map(|s| s.problem.as_ref().map(|p| (s, "", p)));
    let pages = list.iter().filter_map(|s| s.pages.as_ref().map(|p| (s, "article pages: ", p)));
    for (source, of, problem) in problems.chain(pages) {
        text.push_str(&format!(
            "\n{}: {of}{}\n    → {}\n",
            source.id,
            table::flat(&problem.sentence),
            table::flat(&problem.advice)
        ));
    }
    text
}

fn repairs(list: &[SourceReport], now: Timestamp, width: usize) -> String {
    let heading = ["source", "repair", "bodies", "times", "last"];
    let rows = list.iter().flat_map(|source| {
        source.repairs.iter().map(|repair| {
            let ago = format!("{} ago", short(now.since(repair.last)));
            let (bodies, times) = (repair.bodies.to_string(), repair.count.to_string());
            vec![source.id.clone(), repair.name.clone(), bodies, times, ago]
        })
    });
    table::render(&heading, &rows.collect::<Vec<_>>(), width)
}

fn row(source: &SourceReport, now: Timestamp) -> Vec<String> {
    let health = match source.health {
        Health::Problem => "problem",
        Health::New => "new",
        Health::Ok => "ok",
        Health::Disabled => "disabled",
    };
    let ago =
        |at: Option<Timestamp>| at.map_or("never".to_owned(), |at| format!("{} ago", short(now.since(at))));
    let next = source.next_poll.map_or("–".to_owned(), |at| match now.since(at) {
        Duration::ZERO if at > now => format!("in {}", short(at.since(now))),
        _ => "now".to_owned(),
    });
    vec![
        source.id.clone(),
        health.to_owned(),
        ago(source.last_poll),
        next,
        source.interval_s.map_or("–".to_owned(), |s| short(Duration::from_secs(s))),
        match source.filtered {
            0 => source.entries.to_string(),
            filtered => format!("{}, {filtered} kept out", source.entries),
        },
        match (&source.problem, &source.pages) {
            (Some(problem), _) => problem.kind.as_str().to_owned(),
            (None, Some(pages)) => format!("article pages: {}", pages.kind.as_str()),
            (None, None) => String::new(),
        },
    ]
}

/// A duration in its largest unit: `45s`, `12m`, `3h`, `2d`.
fn short(duration: Duration) -> String {
    match duration.as_secs() {
        s @ 0..=99 => format!("{s}s"),
        s @ 100..=5_999 => format!("{}m", s / 60),
        s @ 6_000..=172_799 => format!("{}h", s / 3_600),
        s => format!("{}d", s / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_short() {
        let check = |s, expected: &str| assert_eq!(short(Duration::from_secs(s)), expected);
        check(0, "0s");
        check(99, "99s");
        check(1_800, "30m");
        check(7_200, "2h");
        check(604_800, "7d");
    }
}
