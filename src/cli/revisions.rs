//! `diemtin revisions`: how a story was edited.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::out;
use super::table::flat;
use crate::daemon::revisions::{Edit, EntryEdits, RevisionQuery, RevisionReport, find_revisions};
use crate::model::Timestamp;
use crate::text::{Run, RunKind};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Words shown on either side of what was changed.
const AROUND_WORDS: usize = 8;

/// Arguments of `revisions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An address of the article, or the id of its story (urn:uuid:…)
    #[arg(value_name = "URL-OR-ID")]
    of: String,
    /// As JSON, one object
    #[arg(long)]
    json: bool,
}

/// Shows when each edit of a story was noticed, what it changed, and the words removed and added.
pub fn revisions(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let query = RevisionQuery { of: args.of };
    let report: RevisionReport = match context::answerer(&config)? {
        Answerer::Daemon(client) => {
            let of: String = url::form_urlencoded::byte_serialize(query.of.as_bytes()).collect();
            context::runtime()?.block_on(client.get(&format!("/v1/revisions?of={of}")))?
        }
        Answerer::Store(store) => find_revisions(&store, &query)?,
    };
    if args.json {
        out::line(&serde_json::to_string(&report)?)?;
    } else {
        out::print(&text(&report))?;
    }
    Ok(())
}

fn text(report: &RevisionReport) -> String {
    let mut text = format!("{}\n", report.id);
    for entry in &report.entries {
        told(&mut text, entry);
    }
    text
}

fn told(text: &mut String, entry: &EntryEdits) {
    let link = entry.link.as_deref().unwrap_or("(no address)");
    let _ = writeln!(text, "\n{}  {}\n{}", entry.source, flat(link), flat(&entry.title));
    let _ = writeln!(text, "  {}  first seen", moment(entry.first_seen));
    for edit in &entry.edits {
        edited(text, edit);
    }
    if let Some(withdrawn) = entry.withdrawn {
        let _ = writeln!(text, "  {}  withdrawn: its page is gone", moment(withdrawn));
    }
    if entry.restless {
        let _ =
            writeln!(text, "  it changes at every reading; that no longer counts until it rests for a day");
    }
}

fn edited(text: &mut String, edit: &Edit) {
    let changed: Vec<&str> = edit.changed.iter().map(|aspect| aspect.as_str()).collect();
    let _ = writeln!(text, "  {}  {}", moment(edit.noticed), changed.join(", "));
    for words in &edit.words {
        let runs: Vec<String> = words
            .runs
            .iter()
            .enumerate()
            .map(|(at, run)| shown(run, at == 0, at + 1 == words.runs.len()))
            .collect();
        let _ = writeln!(text, "    {}: {}", words.part.as_str(), flat(&runs.join(" ")));
    }
}

/// Minutes in UTC.
fn moment(at: Timestamp) -> String {
    let when = at.to_string().replace('T', " ");
    when.get(..16).unwrap_or(&when).to_owned()
}

/// A run as wdiff writes it; of what was kept the words next to a change.
fn shown(run: &Run, first: bool, last: bool) -> String {
    match run.kind {
        RunKind::Removed => format!("[-{}-]", run.text),
        RunKind::Added => format!("{{+{}+}}", run.text),
        RunKind::Kept => {
            let words: Vec<&str> = run.text.split(' ').collect();
            let head = if first { 0 } else { AROUND_WORDS };
            let tail = if last { 0 } else { AROUND_WORDS };
            let whole = first && last;
            if whole || words.len() <= head + tail + 1 {
                return run.text.clone();
            }
            let before = words.get(..head).unwrap_or_default().iter();
            let after = words.get(words.len() - tail..).unwrap_or_default().iter();
            before.chain([&"…"]).chain(after).copied().collect::<Vec<_>>().join(" ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_shown_with_what_stands_around_them() {
        let words =
            |from: usize, to: usize| (from..to).map(|n| format!("t{n}")).collect::<Vec<_>>().join(" ");
        let run = |kind, text: &str| Run { kind, text: text.to_owned() };
        let check = |first, last, expected: &str| {
            assert_eq!(shown(&run(RunKind::Kept, &words(0, 30)), first, last), expected);
        };
        check(true, false, &format!("… {}", words(22, 30)));
        check(false, true, &format!("{} …", words(0, 8)));
        check(false, false, &format!("{} … {}", words(0, 8), words(22, 30)));
        assert_eq!(shown(&run(RunKind::Kept, "một hai"), true, true), "một hai");
        assert_eq!(shown(&run(RunKind::Removed, "hai"), false, false), "[-hai-]");
        assert_eq!(shown(&run(RunKind::Added, "hai"), false, false), "{+hai+}");
    }
}
