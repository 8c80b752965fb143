//! What is remembered of a source beside its rhythm: what was mended, where its list stands, whether its
//! article pages can be read.

use crate::model::{
    ListMemory, ListPattern, Problem, ProblemKind, Repair, RepairCount, SourceState, Timestamp,
};
use url::Url;

/// What a body needed mended is added to what bodies before it did.
pub(super) fn count_repairs(counts: &mut Vec<RepairCount>, needed: &[Repair], at: Timestamp) {
    for repair in needed {
        let more = u64::try_from(repair.count).unwrap_or(u64::MAX);
        let full = counts.len() >= SourceState::MAX_REPAIRS;
        match counts.iter_mut().find(|known| known.name == repair.name) {
            Some(known) => {
                known.bodies += 1;
                known.count = known.count.saturating_add(more);
                known.last = at;
            }
            None if !full => {
                counts.push(RepairCount { name: repair.name.to_owned(), bodies: 1, count: more, last: at });
            }
            None => {}
        }
    }
}

/// The state after an article page was read at `at`; `dates_disagree`: it dated its entry more than a day
/// from where the list did.
pub fn read_page(state: &SourceState, dates_disagree: bool, at: Timestamp) -> SourceState {
    let mut after = SourceState { pages: None, ..state.clone() };
    if dates_disagree {
        let detail = "the page of an article dates it more than a day from its list; the list was believed";
        let repair = Repair { name: "dates-disagree", count: 1, detail: detail.to_owned() };
        count_repairs(&mut after.repairs, &[repair], at);
    }
    after
}

/// The state after a document that belongs to the source beside its own address brought `new` entries at
/// `at`. They say nothing of its rhythm: older pages come within seconds, sitemaps when their index is read.
pub fn read_further(state: &SourceState, new: usize, at: Timestamp) -> SourceState {
    let mut after = state.clone();
    if new > 0 {
        after.last_new = Some(at);
        after.entries = after.entries.saturating_add(u64::try_from(new).unwrap_or(u64::MAX));
    }
    after
}

/// The problem of a list that is not where it was, when what is found now has nothing in common with it.
pub fn list_changed(url: &Url, found: &ListMemory) -> Problem {
    let place = match &found.pattern {
        ListPattern::Selectors(rule) => format!("item = {:?}", rule.item),
        ListPattern::Embedded { path } => format!("the data at {path}"),
    };
    Problem::new(
        ProblemKind::ListChanged,
        format!(
            "the list of {url} is not where it was, and none of its headlines is in what looks like a list now"
        ),
        format!(
            "open the address; if the portal was redesigned and {place} under [source.listing] finds the right \
             headlines, write it there; nothing is published from it until then"
        ),
    )
}
