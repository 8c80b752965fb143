//! Recall: is this entry one that the store knows, under whichever of its keys?
//!
//! The sharp key speaks for itself. The plain key does where the source keeps its identities unique;
//! otherwise link or words must agree with what is stored. No change is decided here.

use super::identity::Identified;
use crate::model::Timestamp;
use crate::model::{
    ContentHash, EntryKey, EntryRecord, Known, LinkHash, Member, Seen, Source, SourceId, Story, StoryId,
};
use crate::text;

/// Whether an id is the source's, of today or of former days.
pub(super) fn is_ours(source: &Source, id: &SourceId) -> bool {
    source.id == *id || source.formerly.contains(id)
}

/// Whether the plain key of an entry alone proves nothing.
pub(super) fn is_doubtful(one: &Identified, known: &Known) -> bool {
    one.keys.collides || one.keys.marks.iter().any(|mark| known.seen.contains_key(mark))
}

/// What is known of an entry, and under which of its keys.
pub(super) fn recall(one: &Identified, known: &Known, source: &Source) -> Option<(EntryKey, Seen)> {
    let look = |key: &EntryKey| known.seen.get(key).map(|seen| (*key, *seen));
    if let Some(found) = one.keys.sharp.iter().find_map(look) {
        return Some(found);
    }
    let doubtful = is_doubtful(one, known);
    one.keys.plain.iter().filter_map(look).find(|(key, seen)| {
        !doubtful
            || match seen {
                Seen::Held { .. } => !one.keys.collides,
                Seen::Published { content, .. } => {
                    *content == one.content
                        || record(*key, seen, known, source).is_some_and(|record| agrees(one, record))
                }
            }
    })
}

/// Whether nothing is known of an entry: no key of it, no link, no tombstone.
pub fn is_stranger(one: &Identified, known: &Known, source: &Source) -> bool {
    let is_dead = |key: &EntryKey| known.dead_keys.contains_key(key);
    let mut links = one.links().chain(one.number);
    recall(one, known, source).is_none()
        && !one.own_keys().chain(one.aliases.iter().copied()).any(|key| is_dead(&key))
        && !links.any(|link| known.links.contains_key(&link) || known.dead_links.contains_key(&link))
}

/// Whether a stored record is the same article as an entry that shares a doubtful identity with it.
fn agrees(one: &Identified, record: &EntryRecord) -> bool {
    if record.unrest.as_ref().is_some_and(|unrest| unrest.last == one.content) {
        return true; // It was seen last, and is not told.
    }
    let same_title = || text::normal(&record.entry.title) == one.keys.title;
    match (record.link, one.link) {
        (Some(stored), Some(claimed)) if one.keys.by_guid => {
            stored == claimed || (!one.keys.collides && same_title())
        }
        _ => same_title(),
    }
}

/// The stored record behind a key; a key that is an alias is followed to the member it stands for.
pub(super) fn record<'a>(
    key: EntryKey,
    seen: &Seen,
    known: &'a Known,
    source: &Source,
) -> Option<&'a EntryRecord> {
    let Seen::Published { first_seen, story, .. } = *seen else { return None };
    let behind =
        || member(story, first_seen, known, source).and_then(|member| known.records.get(&member.key));
    known.records.get(&key).or_else(behind)
}

fn member<'a>(story: StoryId, at: Timestamp, known: &'a Known, source: &Source) -> Option<&'a Member> {
    let story = known.stories.get(&story)?;
    story.members.iter().find(|member| member.first_seen == at && is_ours(source, &member.source))
}

/// The member by which a source is already part of a story.
pub(super) fn member_of<'a>(story: &'a Story, source: &Source) -> Option<&'a Member> {
    story.members.iter().find(|member| is_ours(source, &member.source))
}

/// Entries whose stored records [`merge`](super::merge) needs and the first question did not bring: what
/// stands behind an alias, this source's own entry where a link came back under a new guid, and whoever
/// published an article that has moved. Mostly empty. Ask the store for them with [`ContentHash`] zero and add the answer with [`widen`].
pub fn missing(incoming: &[Identified], known: &Known, source: &Source) -> Vec<EntryKey> {
    let mut wanted: Vec<EntryKey> = Vec::new();
    for one in incoming {
        let keys = one.keys.sharp.iter().chain(&one.keys.plain);
        let seen: Vec<(EntryKey, Seen)> =
            keys.filter_map(|key| known.seen.get(key).map(|seen| (*key, *seen))).collect();
        for (key, seen) in &seen {
            let Seen::Published { first_seen, story, content } = *seen else { continue };
            if content != one.content && record(*key, seen, known, source).is_none() {
                wanted.extend(member(story, first_seen, known, source).map(|member| member.key));
            }
        }
        let story_with = |link: Option<LinkHash>| known.stories.get(known.links.get(&link?)?);
        if recall(one, known, source).is_some() {
            continue;
        }
        let by_link = one.links().find_map(|link| story_with(Some(link)));
        match (by_link, story_with(one.number)) {
            (Some(story), _) => wanted.extend(member_of(story, source).map(|member| member.key)),
            (None, Some(story)) => wanted.extend(story.members.iter().map(|member| member.key)),
            (None, None) => {}
        }
    }
    wanted.retain(|key| !known.records.contains_key(key));
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// Adds the answer to a second question to that of the first.
pub fn widen(known: &mut Known, more: Known) {
    known.seen.extend(more.seen);
    known.links.extend(more.links);
    known.dead_keys.extend(more.dead_keys);
    known.dead_links.extend(more.dead_links);
    known.records.extend(more.records);
    known.stories.extend(more.stories);
}

/// The content hash to ask with when the stored record is wanted whatever it says.
pub const ANY_CONTENT: ContentHash = ContentHash([0; 8]);
