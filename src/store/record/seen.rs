//! Small values: what is known of an entry key, where a link leads, until when a tombstone stands.

use super::{BadRecord, Reader, Writer};
use crate::model::{ContentHash, EntryKey, LinkHash, Seen, StoryId, Timestamp};
use std::collections::BTreeSet;

const VERSION: u8 = 1;
const HELD: u8 = 0;
const FOUNDED: u8 = 1;
const JOINED: u8 = 2;

/// The value of `seen`, followed by the story that the entry founded ([`super::StoryRecord`]), if it did:
/// a story's id is its founding entry's key, and a key less is a page written less. The story's id is not
/// repeated.
pub fn encode_seen(key: &EntryKey, seen: &Seen, story: &[u8]) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    match seen {
        Seen::Held { first_seen } => {
            out.byte(HELD);
            out.time(*first_seen);
        }
        Seen::Published { first_seen, story, content } => {
            let founded = *story == StoryId::from(*key);
            out.byte(if founded { FOUNDED } else { JOINED });
            out.time(*first_seen);
            out.raw(&content.0);
            if !founded {
                out.raw(&story.0);
            }
        }
    }
    out.raw(story);
    out.done()
}

/// What [`encode_seen`] was given: what is known of the key, and the bytes of its story, perhaps none.
pub fn decode_seen<'a>(key: &EntryKey, bytes: &'a [u8]) -> Result<(Seen, &'a [u8]), BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let kind = from.byte()?;
    let first_seen = from.time()?;
    let seen = match kind {
        HELD => Seen::Held { first_seen },
        FOUNDED => {
            Seen::Published { first_seen, content: ContentHash(from.array()?), story: StoryId::from(*key) }
        }
        JOINED => {
            Seen::Published { first_seen, content: ContentHash(from.array()?), story: StoryId(from.array()?) }
        }
        _ => return Err(BadRecord),
    };
    Ok((seen, from.rest()))
}

/// The value of `links`.
pub fn encode_link(story: &StoryId) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    out.raw(&story.0);
    out.done()
}

/// What [`encode_link`] was given.
pub fn decode_link(bytes: &[u8]) -> Result<StoryId, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let story = StoryId(from.array()?);
    from.end()?;
    Ok(story)
}

/// What leads to a story, its founding entry's key aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Entry keys.
    pub keys: BTreeSet<EntryKey>,
    /// Canonical links, and numbers of articles.
    pub links: BTreeSet<LinkHash>,
}

impl Names {
    /// The value of `names`.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer::version(VERSION);
        out.count(self.keys.len());
        self.keys.iter().for_each(|key| out.raw(&key.0));
        out.count(self.links.len());
        self.links.iter().for_each(|link| out.raw(&link.0));
        out.done()
    }

    /// What [`Names::encode`] gave.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadRecord> {
        let mut from = Reader::version(bytes, VERSION)?;
        let keys = from.list(|from| from.array().map(EntryKey))?;
        let links = from.list(|from| from.array().map(LinkHash))?;
        from.end()?;
        Ok(Self { keys: keys.into_iter().collect(), links: links.into_iter().collect() })
    }
}

/// The value of `tombstones`.
pub fn encode_until(until: Timestamp) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    out.time(until);
    out.done()
}

/// What [`encode_until`] was given.
pub fn decode_until(bytes: &[u8]) -> Result<Timestamp, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let until = from.time()?;
    from.end()?;
    Ok(until)
}
