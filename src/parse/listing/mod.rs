//! A list of articles on a web page, found without selectors.

mod about;
mod address;
mod advice;
mod article;
mod cards;
mod choose;
mod columns;
mod details;
mod embedded;
mod entries;
mod headline;
mod learn;
mod links;
mod pager;
mod read;
mod records;
mod regions;
mod rule;
mod when;
mod words;

pub use read::read;
