//! The line of an export for what is still to be read: an entry that waits for its page is nowhere else.

use super::lines::Raw;
use crate::model::{
    Entry, EntryKey, Followup, FollowupId, FollowupKind, Reach, Recheck, SourceId, Timestamp, Validators,
};
use serde::{Deserialize, Serialize};
use url::Url;

/// A [`Followup`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowupLine {
    source: SourceId,
    id: EntryKey,
    url: Url,
    since: Timestamp,
    place: u32,
    attempts: u32,
    due: Timestamp,
    kind: KindLine,
}

/// A [`FollowupKind`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindLine {
    Article(Option<Box<Entry>>),
    Older(ReachLine),
    Sitemap(ReachLine),
    Recheck {
        key: EntryKey,
        etag: Option<Raw>,
        last_modified: Option<Raw>,
        asked: Option<Timestamp>,
        missing: Option<Timestamp>,
    },
}

/// A [`Reach`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ReachLine {
    documents_left: u32,
    first_poll: bool,
    undated_left: u32,
}

impl From<Followup> for FollowupLine {
    fn from(followup: Followup) -> Self {
        let Followup { source, id, url, kind, since, place, attempts, due } = followup;
        let reach = |Reach { documents_left, first_poll, undated_left }: Reach| ReachLine {
            documents_left,
            first_poll,
            undated_left,
        };
        let kind = match kind {
            FollowupKind::Article(entry) => KindLine::Article(entry),
            FollowupKind::Older(of) => KindLine::Older(reach(of)),
            FollowupKind::Sitemap(of) => KindLine::Sitemap(reach(of)),
            FollowupKind::Recheck(again) => {
                let Recheck { key, validators, asked, missing } = *again;
                let Validators { etag, last_modified } = validators;
                let (etag, last_modified) = (etag.map(Raw::of), last_modified.map(Raw::of));
                KindLine::Recheck { key, etag, last_modified, asked, missing }
            }
        };
        Self { source, id: EntryKey(id.0), url, since, place, attempts, due, kind }
    }
}

impl From<FollowupLine> for Followup {
    fn from(line: FollowupLine) -> Self {
        let FollowupLine { source, id, url, since, place, attempts, due, kind } = line;
        let reach = |ReachLine { documents_left, first_poll, undated_left }: ReachLine| Reach {
            documents_left,
            first_poll,
            undated_left,
        };
        let kind = match kind {
            KindLine::Article(entry) => FollowupKind::Article(entry),
            KindLine::Older(of) => FollowupKind::Older(reach(of)),
            KindLine::Sitemap(of) => FollowupKind::Sitemap(reach(of)),
            KindLine::Recheck { key, etag, last_modified, asked, missing } => {
                let validators = Validators {
                    etag: etag.map(Raw::into_bytes),
                    last_modified: last_modified.map(Raw::into_bytes),
                };
                FollowupKind::Recheck(Box::new(Recheck { key, validators, asked, missing }))
            }
        };
        Self { source, id: FollowupId(id.0), url, kind, since, place, attempts, due }
    }
}
