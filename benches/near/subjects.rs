//! What a subject of the benchmark's articles consists of, and the list of all subjects.

use super::{subjects_a, subjects_b, subjects_c, subjects_d, subjects_e, subjects_f};

/// One subject: its own stock of frames. See `articles::fill` for the notation.
#[derive(Debug)]
pub struct Subject {
    /// Bodies in charge.
    pub who: &'static [&'static str],
    /// Noun phrases for the matter itself.
    pub topics: &'static [&'static str],
    /// Frames of titles.
    pub titles: &'static [&'static str],
    /// Frames of leads.
    pub leads: &'static [&'static str],
    /// Whole sentences that only this subject has.
    pub own: &'static [&'static str],
    /// Verb phrases: what was done.
    pub acts: &'static [&'static str],
    /// Verb phrases: what is to be done.
    pub tasks: &'static [&'static str],
    /// Clauses: what is difficult.
    pub probs: &'static [&'static str],
    /// Clauses: what has come of it.
    pub results: &'static [&'static str],
    /// What people say, beginning in lower case, without a full stop.
    pub quotes: &'static [&'static str],
}

/// All subjects, part by part.
const PARTS: &[&[Subject]] = &[
    subjects_a::PART,
    subjects_b::PART,
    subjects_c::PART,
    subjects_d::PART,
    subjects_e::PART,
    subjects_f::PART,
];

/// How many subjects there are.
pub fn count() -> usize {
    PARTS.iter().map(|part| part.len()).sum()
}

/// The subject with this number; the first part's first one when there are not so many.
pub fn subject(number: usize) -> &'static Subject {
    let all = PARTS.iter().flat_map(|part| part.iter());
    all.clone().nth(number).unwrap_or(&subjects_a::PART[0])
}
