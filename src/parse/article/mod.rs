//! One article page: title, lead, text, author, time, pictures.
//!
//! [`read`] is the whole of it. The page becomes blocks (`blocks`), without what is no part of any article
//! (`noise`); where most of the sentences stand is the text (`body`), less what only stands among them
//! (`trim`), with its pictures (`figures`). What the page says to machines is in `facts`; from that and from
//! what it shows come title, lead, authors, times and labels, one file each.

mod authors;
mod blocks;
mod body;
mod facts;
mod figures;
mod labels;
mod lead;
mod linked_data;
mod noise;
mod picture;
mod read;
mod sight;
mod site;
#[cfg(test)]
mod tests;
mod title;
mod trim;
mod when;
mod words;
mod write;

pub use read::read;
