//! [`Page`]: what a feed document says, before it is Atom, RSS or JSON.

use super::{Enclosure, Label, Person, StoryId, Timestamp};
use url::Url;

/// One feed, ready to be written in any format. Equal pages give equal bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Title of the feed.
    pub title: String,
    /// What it holds, for people.
    pub subtitle: Option<String>,
    /// The public root, ending in `/`.
    pub root: Url,
    /// The address below `root` without its ending: `feed`, `category/khoa-giao`.
    pub path: String,
    /// When anything in it, or its frame, last changed.
    pub updated: Timestamp,
    /// The stable id of this instance, a UUID in hexadecimal; feed ids are made of it and `path`.
    pub instance: StoryId,
    /// Items in blocks: one block with an empty heading but in the unified feed.
    pub blocks: Vec<Block>,
    /// Whether full texts are written, or leads only.
    pub full_text: bool,
}

/// The items of one category in the unified feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The category as (term, label); absent outside the unified feed.
    pub category: Option<(String, String)>,
    /// Newest first.
    pub items: Vec<Item>,
}

/// One story as readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id; `urn:uuid:` in documents.
    pub id: StoryId,
    /// Its place in the feed, and its `published`.
    pub time: Timestamp,
    /// When what readers see last changed.
    pub updated: Timestamp,
    /// Plain text; never empty (a story without a title is given its first words).
    pub title: String,
    /// The article.
    pub link: Option<String>,
    /// Sanitised HTML; may be empty.
    pub summary: String,
    /// Sanitised HTML; may be empty.
    pub content: String,
    /// In the order given.
    pub authors: Vec<Person>,
    /// Categories first, then provinces: term, scheme (absolute URI), label.
    pub categories: Vec<Label>,
    /// Media.
    pub enclosures: Vec<Enclosure>,
    /// Who published it: the leading entry's source first.
    pub publishers: Vec<Publisher>,
}

/// Who published an entry of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The source's id in our config; absent from the config any more: the stored id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its address as configured.
    pub url: Option<String>,
    /// This publisher's address of the article.
    pub link: Option<String>,
    /// This publisher's title of the article.
    pub title: String,
    /// When we first saw it there.
    pub first_seen: Timestamp,
    /// Since when it is gone from its page there, as we noticed.
    pub withdrawn: Option<Timestamp>,
}
