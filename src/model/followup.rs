//! [`Followup`]: something still to be read for a source beside its own address, or to be asked for again.

use super::{Entry, EntryKey, SourceId, Timestamp, Validators};
use url::Url;

/// Something still to be read for a source: an article page, an older page of its list, a sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followup {
    /// For whom.
    pub source: SourceId,
    /// Unique within the source.
    pub id: FollowupId,
    /// What to fetch.
    pub url: Url,
    /// What it is.
    pub kind: FollowupKind,
    /// When it was first wanted.
    pub since: Timestamp,
    /// Its place among those wanted since the same moment.
    pub place: u32,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// Not before.
    pub due: Timestamp,
}

/// Names a followup within its source: the key of an entry, or a hash (of an address, of a key to be asked
/// for again).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FollowupId(pub [u8; 16]);

/// What a followup is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowupKind {
    /// The article page of an entry, whose key is the followup's id. With an entry: it waits unpublished
    /// for its article.
    Article(Option<Box<Entry>>),
    /// A page with older records of a list.
    Older(Reach),
    /// A sitemap that an index names.
    Sitemap(Reach),
    /// The article page of a published entry, asked for again from time to time to learn whether it is still
    /// there. Wanted since the entry was first seen.
    Recheck(Box<Recheck>),
}

/// What is known of an article page that is asked for again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recheck {
    /// Of the entry.
    pub key: EntryKey,
    /// To ask with.
    pub validators: Validators,
    /// When it was last asked for.
    pub asked: Option<Timestamp>,
    /// When it was first found missing, if it has been ever since.
    pub missing: Option<Timestamp>,
}

/// How far a source is followed beyond its own address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Documents that may be read after this one.
    pub documents_left: u32,
    /// Whether it belongs to the first poll: what it brings is no news.
    pub first_poll: bool,
    /// Undated entries that may be published yet, at the first poll.
    pub undated_left: u32,
}
