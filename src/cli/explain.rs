//! `diemtin explain`: why a story has its categories, provinces and date, and what would change them.

use super::context::{self, Answerer};
use super::exit::Failure;
use super::out;
use super::table;
use crate::classify::Judgement;
use crate::daemon::explaining::{ExplainQuery, ExplainReport, MemberReport, explain as explained};
use crate::daemon::live::Live;
use crate::model::{
    Assigned, Claim, Evidence, EvidenceKind, FilterKind, Filtered, JoinRule, Nearness, Precision,
};
use std::path::PathBuf;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An address that anybody published the article under, or the story's id (urn:uuid:…)
    #[arg(value_name = "URL-OR-ID")]
    of: String,
    /// As JSON, one object
    #[arg(long)]
    json: bool,
}

/// Explains one story.
pub fn explain(config: Option<PathBuf>, args: Args) -> Result<(), Failure> {
    let (_, config) = context::load(config)?;
    let query = ExplainQuery { of: args.of };
    let report = match context::answerer(&config)? {
        Answerer::Daemon(client) => {
            let query =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("of", &query.of).finish();
            context::runtime()?.block_on(client.get(&format!("/v1/explain?{query}")))?
        }
        Answerer::Store(store) => explained(&store, &Live::new(config)?, &query)?,
    };
    if args.json {
        out::line(&serde_json::to_string(&report)?)?;
    } else {
        out::print(&text(&report))?;
    }
    Ok(())
}

fn text(report: &ExplainReport) -> String {
    let story = &report.story;
    let mut lines =
        vec![table::flat(&story.title), format!("{}  {}", story.id, story.link.as_deref().unwrap_or(""))];
    lines.push(String::new());
    lines.push(format!("date: {}", story.published));
    lines.extend(report.members.iter().map(|member| format!("    {}", dated(member))));
    lines.push(
        "    a story stands at the latest second that its first claim allows, never later than it was seen"
            .to_owned(),
    );
    lines.push(String::new());
    lines.push(format!("publishers: {}", report.members.len()));
    for member in &report.members {
        let address = member.link.as_deref().unwrap_or("(no address)");
        lines.push(format!("    {}: {address} ({})", member.source, table::flat(&member.title)));
        lines.push(format!("        {}", joined(member)));
        if member.revisions > 0 {
            lines.push(format!("        edited {} times: diemtin revisions {address}", member.revisions));
        }
        lines.extend(member.withdrawn.map(|at| format!("        its page is gone since {at}")));
    }
    let given = report.explanation.categories.iter().filter(|judgement| judgement.assigned);
    if given.map(|judgement| judgement.slug.as_str()).ne(story.categories.iter().map(String::as_str)) {
        let stored = story.categories.join(", ");
        lines.push(String::new());
        lines
            .push(format!("the store still has {stored}: the rules changed since; run or reload the daemon"));
    }
    lines.extend(report.explanation.categories.iter().flat_map(judged));
    if !report.explanation.masked.is_empty() {
        lines.extend([String::new(), "phrases within longer ones:".to_owned()]);
    }
    for masked in &report.explanation.masked {
        let place = place(masked.kind);
        lines.push(format!(
            "    {:?} {place} does not count: it is part of {:?}",
            masked.phrase, masked.within
        ));
    }
    lines.extend(report.explanation.provinces.iter().flat_map(province));
    lines.push(String::new());
    lines.push(match (report.shown, report.explanation.filtered.is_empty()) {
        (true, true) => "shown: no filter keeps it out".to_owned(),
        (true, false) => "shown, by the sources that are not named here".to_owned(),
        (false, _) => "not shown: every source that carries it keeps it out".to_owned(),
    });
    lines.extend(report.explanation.filtered.iter().map(|filtered| format!("    {}", kept_out(filtered))));
    lines.join("\n") + "\n"
}

fn dated(member: &MemberReport) -> String {
    let claim = |claim: Option<Claim>| {
        claim.map(|claim| {
            let precision = match claim.precision {
                Precision::Day => "day",
                Precision::Hour => "hour",
                Precision::Minute => "minute",
                Precision::Second => "second",
            };
            format!("{} (to the {precision})", claim.at)
        })
    };
    let published = claim(member.published).map_or("no date".to_owned(), |at| format!("published {at}"));
    let updated = claim(member.updated).map_or(String::new(), |at| format!(", changed {at}"));
    format!("{} says: {published}{updated}; first seen {}", member.source, member.first_seen)
}

/// Why an entry is in its story.
fn joined(member: &MemberReport) -> String {
    let Some(Nearness { rule, jaccard, containment }) = member.near else {
        return "by its own address or id".to_owned();
    };
    let share = |permille: u16| f64::from(permille) / 1_000.0;
    let scores = format!(
        "{:.3} of all word triples are in both, {:.3} of the shorter text's are in the longer",
        share(jaccard),
        share(containment)
    );
    match rule {
        JoinRule::Text => format!("the same text: {scores}"),
        JoinRule::Part => format!("a part of the same text: {scores}"),
        JoinRule::Title => "the same long title, and no text that says otherwise".to_owned(),
        JoinRule::Always => format!("[dedup] always says so ({scores})"),
    }
}

fn judged(judgement: &Judgement) -> Vec<String> {
    let verdict = match (judgement.assigned, judgement.needed) {
        (true, Some(needed)) => format!("{} points, {needed} needed", judgement.score),
        (true, None) => format!("{} points", judgement.score),
        (false, Some(needed)) => format!("not given: {} points, {needed} needed", judgement.score),
        (false, None) => "not given".to_owned(),
    };
    let mut lines =
        vec![String::new(), format!("category {} ({}): {verdict}", judgement.slug, judgement.name)];
    lines.extend(judgement.evidence.iter().map(|evidence| format!("    {}", reason(evidence))));
    lines.extend(judgement.changes.iter().map(|change| format!("    → {change}")));
    lines
}

fn province(assigned: &Assigned) -> Vec<String> {
    let mut lines = vec![String::new(), format!("province {}: {} points", assigned.slug, assigned.score)];
    lines.extend(assigned.evidence.iter().map(|evidence| format!("    {}", reason(evidence))));
    lines
}

fn reason(evidence: &Evidence) -> String {
    let Evidence { kind, matched, points } = evidence;
    match kind {
        EvidenceKind::Source => format!("{points:+} the config of source {matched} says so"),
        EvidenceKind::Label => format!("{points:+} the portal's own label {matched:?}"),
        EvidenceKind::Address => format!("{points:+} \"/{matched}/\" in the address"),
        EvidenceKind::Title | EvidenceKind::Lead | EvidenceKind::Text => {
            format!("{points:+} {matched:?} {}", place(*kind))
        }
        EvidenceKind::Dateline => format!("{points:+} {matched:?} as the dateline"),
        EvidenceKind::Unit => format!("{points:+} {matched} belongs to it today"),
        EvidenceKind::Default => "nothing else was found".to_owned(),
    }
}

fn place(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Title => "in the title",
        EvidenceKind::Lead => "in the lead",
        _ => "in the text",
    }
}

fn kept_out(filtered: &Filtered) -> String {
    let Filtered { source, by, rule } = filtered;
    match by {
        None => format!("{source}: include names nothing that it has"),
        Some(FilterKind::Phrase) => format!("{source}: exclude names the phrase {rule:?}"),
        Some(FilterKind::Category) => format!("{source}: exclude names the category {rule}"),
        Some(FilterKind::Url) => format!("{source}: exclude names {rule:?}, which is in the address"),
    }
}
