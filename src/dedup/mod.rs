//! Which entries are one story: identity, canonical URL, merging. Pure: values in, values out.
//!
//! An entry passes through here once per poll: [`identify`] gives it a key and the other keys it may be
//! known by, the store answers what it knows of them ([`crate::model::Known`]), and [`merge`] says what is
//! new, what changed, what is held back and what stays deleted. Where most of a known source looks new,
//! [`judge`] is asked in between what it is: the same articles in a new guise, news, or neither.

mod canonical;
mod edits;
mod enrich;
mod fingerprint;
mod identity;
mod keys;
mod merge;
mod migration;
mod near;
mod number;
mod recall;
mod refine;
mod time;
mod wording;

#[cfg(test)]
mod memory;

pub use canonical::{canonical, link_hash};
pub use edits::changes;
pub use enrich::{Enriched, enrich};
pub use fingerprint::Fingerprint;
pub use identity::{Identified, identify, identify_listed};
pub use merge::{Circumstances, Merged, merge, storage_key, tombstone_term};
pub use migration::{Fate, Scene, Stranger, is_suspicious, judge};
pub use near::{Apart, MAX_CANDIDATES, Objection, Verdict, Window, verify};
pub use number::number_of;
pub use recall::{ANY_CONTENT, is_stranger, missing, widen};
pub use refine::{refine, reread};
