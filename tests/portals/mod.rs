//! The sample portals: invented publishers on `.example` names whose documents are pure functions of
//! a [`Timetable`] and a step number. The demo and the scenario tests poll the same ones.
//!
//! | name | what it sends | what is wrong with it |
//! |---|---|---|
//! | `hoa-giang` | RSS of a NukeViet 4.5 board | the minute of every date is the month, titles are over-escaped, no `<category>`, order by hand |
//! | `son-binh` | RSS of a second NukeViet board | the same, its guids collide with the first one's, and it reprints an article of the newspaper |
//! | `bien-xanh` | RSS 2.0 of a newspaper, with `<category>` | nothing; one article is corrected and one withdrawn |
//! | `nghien-cuu` | Atom 1.0 of a review | nothing |
//! | `chuyen-doi-so` | JSON Feed 1.1 of a bulletin | nothing |
//! | `sick-…` | see [`SICK`] | everything |
//!
//! Start at [`portal`]. The texts are in `texts/`, one file a publisher.

#![allow(
    dead_code,
    unused_imports,
    reason = "each program that includes the portals uses its own part of them"
)]

mod article;
mod atom;
mod jsonfeed;
mod newspaper;
mod nukeviet;
mod portal;
mod sick;
#[cfg(test)]
mod tests;
mod texts;

pub use article::{Article, Timetable, slug};
pub use portal::{HEALTHY, Portal, SICK, portal};
