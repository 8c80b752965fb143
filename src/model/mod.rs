//! The nouns: plain data with no behaviour beyond construction, parsing of their own text form, and order.
//!
//! This is the one folder that every other may import, and it imports nothing of ours.
//! Words are RFC 4287's first, the newsroom's second. Start with [`Source`], [`Entry`], [`Story`].

mod document;
mod edit;
mod entry;
mod exchange;
mod feed;
mod followup;
mod gathered;
mod ids;
mod item;
mod list;
mod near;
mod problem;
mod quarantine;
mod settings;
mod source;
mod state;
mod story;
mod taxonomy;
mod time;

pub use document::{Coding, Document};
pub use edit::{Aspect, Unrest};
pub use entry::{Claim, Enclosure, Entry, Label, Origin, Person, Precision};
pub use exchange::{Answer, Exchange, Hop, Meta, Request, Retry, TransportFault, Validators};
pub use feed::{Dropped, FeedInfo, FeedKind, Hints, Parsed, Repair};
pub use followup::{Followup, FollowupId, FollowupKind, Reach, Recheck};
pub use gathered::{Content, Gathered};
pub use ids::{BadId, BodyHash, ContentHash, EntryKey, LinkHash, Slug, SourceId, StoryId};
pub use item::{Block, Item, Page, Publisher};
pub use list::{FoundList, Further, FurtherKind, ListFound, ListMemory, ListPattern};
pub use near::{JoinRule, Nearness, Print};
pub use problem::{Problem, ProblemKind};
pub use quarantine::Quarantined;
pub use settings::{
    AddressRange, DedupSettings, ExportSettings, FeedSettings, FetchSettings, OnDamage, ServerSettings,
    Settings, StoreSettings,
};
pub use source::{ArticleRule, DateOrder, Filter, ListingRule, Source, SourceKind, TlsPolicy};
pub use state::{FetchLog, FetchOutcome, PermanentMove, RepairCount, SourceState};
pub use story::{
    Assigned, EntryRecord, Evidence, EvidenceKind, FilterKind, Filtered, Known, Member, Opinion, Revision,
    Scope, Seen, Story, is_shown,
};
pub use taxonomy::{Category, Province, Taxonomy};
pub use time::Timestamp;
