//! Every key layout. Big-endian throughout, so that the order of bytes is the order of what they mean.
//!
//! The first byte of a key is its table. Ids are 16 bytes, times 8, scope numbers and generations 4.

use crate::model::{EntryKey, FollowupId, LinkHash, SourceId, StoryId, Timestamp};

/// The tables, by the first byte of their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Table {
    /// Story id → the keys and links it is known by, its founding entry's key aside.
    Names = b'a',
    /// Schema, instance, frame, heart.
    Meta = b'm',
    /// Source id → what rarely changes of its state.
    Sources = b's',
    /// Source id → what every poll changes of its state.
    Pulses = b'p',
    /// EntryKey → first seen, story, content hash; the story itself, if the entry founded one.
    Seen = b'k',
    /// First seen, EntryKey → entry.
    Entries = b'e',
    /// Source id, 0, id → what is still to be read for the source.
    Followups = b'f',
    /// Source id, 0, EntryKey → an entry that waits for a person.
    Quarantine = b'q',
    /// Founded, story id → what is kept of its text to find reprints of it; derived.
    Prints = b'h',
    /// Hash of a canonical link → story id.
    Links = b'l',
    /// Generation, scope number, lower bound → chunk of rows, newest first.
    Index = b'i',
    /// Scope name → number, revision, time of its last change.
    Scopes = b'n',
    /// EntryKey, number → earlier wording.
    Revisions = b'r',
    /// `k` EntryKey or `l` LinkHash → until.
    Tombstones = b'x',
}

impl Table {
    /// All, in the order of their keys.
    pub const ALL: [Self; 14] = [
        Self::Names,
        Self::Entries,
        Self::Followups,
        Self::Prints,
        Self::Index,
        Self::Seen,
        Self::Links,
        Self::Meta,
        Self::Scopes,
        Self::Pulses,
        Self::Quarantine,
        Self::Revisions,
        Self::Sources,
        Self::Tombstones,
    ];

    /// The prefix of its keys.
    pub fn prefix(self) -> [u8; 1] {
        [self as u8]
    }

    fn key(self, parts: &[&[u8]]) -> Vec<u8> {
        let mut key = Vec::with_capacity(1 + parts.iter().map(|part| part.len()).sum::<usize>());
        key.push(self as u8);
        parts.iter().for_each(|part| key.extend_from_slice(part));
        key
    }
}

/// Records of [`Table::Meta`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum MetaKey {
    /// The schema version.
    Schema = 0,
    /// The instance id.
    Instance = 1,
    /// What the documents were last made with.
    Frame = 2,
    /// Revision, generations, counters.
    Heart = 3,
    /// There since every story is in `names`; a store of before schema 4 has none until then.
    Named = 4,
}

/// Key of a meta record.
pub fn meta(which: MetaKey) -> Vec<u8> {
    Table::Meta.key(&[&[which as u8]])
}

/// Key of the steady part of a source's state.
pub fn source(id: &SourceId) -> Vec<u8> {
    Table::Sources.key(&[id.as_str().as_bytes()])
}

/// Key of the part of a source's state that every poll changes.
pub fn pulse(id: &SourceId) -> Vec<u8> {
    Table::Pulses.key(&[id.as_str().as_bytes()])
}

/// Key in `seen`.
pub fn seen(key: &EntryKey) -> Vec<u8> {
    Table::Seen.key(&[&key.0])
}

/// Key in `entries`: oldest first.
pub fn entry(first_seen: Timestamp, key: &EntryKey) -> Vec<u8> {
    Table::Entries.key(&[&ascending(first_seen), &key.0])
}

/// Key in `followups`. No id of a source holds a 0.
pub fn followup(source: &SourceId, id: &FollowupId) -> Vec<u8> {
    Table::Followups.key(&[source.as_str().as_bytes(), &[0], &id.0])
}

/// The prefix of all followups of a source.
pub fn followups(source: &SourceId) -> Vec<u8> {
    Table::Followups.key(&[source.as_str().as_bytes(), &[0]])
}

/// Source and id that a `followups` key names.
pub fn followup_place(key: &[u8]) -> Option<(SourceId, FollowupId)> {
    let (rest, id) = key.strip_prefix(&Table::Followups.prefix())?.split_last_chunk()?;
    let source = std::str::from_utf8(rest.strip_suffix(&[0])?).ok()?.parse().ok()?;
    Some((source, FollowupId(*id)))
}

/// Key in `quarantine`. No id of a source holds a 0.
pub fn quarantined(source: &SourceId, key: &EntryKey) -> Vec<u8> {
    Table::Quarantine.key(&[source.as_str().as_bytes(), &[0], &key.0])
}

/// The prefix of all entries of a source that wait for a person.
pub fn quarantine(source: &SourceId) -> Vec<u8> {
    Table::Quarantine.key(&[source.as_str().as_bytes(), &[0]])
}

/// Source and entry key that a `quarantine` key names.
pub fn quarantined_place(key: &[u8]) -> Option<(SourceId, EntryKey)> {
    let (rest, id) = key.strip_prefix(&Table::Quarantine.prefix())?.split_last_chunk()?;
    let source = std::str::from_utf8(rest.strip_suffix(&[0])?).ok()?.parse().ok()?;
    Some((source, EntryKey(*id)))
}

/// Key in `prints`: oldest first.
pub fn print(founded: Timestamp, story: &StoryId) -> Vec<u8> {
    Table::Prints.key(&[&ascending(founded), &story.0])
}

/// Where prints of stories founded at `founded` or later begin.
pub fn prints_from(founded: Timestamp) -> Vec<u8> {
    Table::Prints.key(&[&ascending(founded)])
}

/// Where entries first seen at `first_seen` or later begin.
pub fn entries_from(first_seen: Timestamp) -> Vec<u8> {
    Table::Entries.key(&[&ascending(first_seen)])
}

/// Time and story that a `prints` key names.
pub fn print_place(key: &[u8]) -> Option<(Timestamp, StoryId)> {
    let (time, id) = timed(key.strip_prefix(&Table::Prints.prefix())?)?;
    Some((time, StoryId(id)))
}

/// Key in `links`.
pub fn link(hash: &LinkHash) -> Vec<u8> {
    Table::Links.key(&[&hash.0])
}

/// Key in `names`.
pub fn names(story: &StoryId) -> Vec<u8> {
    Table::Names.key(&[&story.0])
}

/// Key in `scopes`, of a scope's name.
pub fn scope(name: &str) -> Vec<u8> {
    Table::Scopes.key(&[name.as_bytes()])
}

/// Key of an earlier wording: the first wording first.
pub fn revision(key: &EntryKey, number: u32) -> Vec<u8> {
    Table::Revisions.key(&[&key.0, &number.to_be_bytes()])
}

/// The prefix of all earlier wordings of an entry.
pub fn revisions(key: &EntryKey) -> Vec<u8> {
    Table::Revisions.key(&[&key.0])
}

/// Key of the tombstone of an entry key.
pub fn dead_key(key: &EntryKey) -> Vec<u8> {
    Table::Tombstones.key(&[b"k", &key.0])
}

/// Key of the tombstone of a canonical link.
pub fn dead_link(hash: &LinkHash) -> Vec<u8> {
    Table::Tombstones.key(&[b"l", &hash.0])
}

/// The prefix of a generation of the index.
pub fn generation(generation: u32) -> Vec<u8> {
    Table::Index.key(&[&generation.to_be_bytes()])
}

/// The prefix of a scope's chunks in a generation.
pub fn index(generation: u32, scope: u32) -> Vec<u8> {
    Table::Index.key(&[&generation.to_be_bytes(), &scope.to_be_bytes()])
}

/// The first half of a story's id: what rows of the index hold of it. Two stories with the same mark are
/// told apart by their times; that both are the same, nobody can arrange for a story not his own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub [u8; 8]);

impl Mark {
    /// Of a story.
    pub fn of(id: &StoryId) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = id.0;
        Self([a, b, c, d, e, f, g, h])
    }
}

/// The prefix of the `seen` keys that a mark stands for.
pub fn marked(mark: Mark) -> Vec<u8> {
    Table::Seen.key(&[&mark.0])
}

/// The place of a row in the index: newest first, then by id. Keys of chunks are prefixes of such.
pub fn chunk(generation: u32, scope: u32, time: Timestamp, mark: Mark) -> Vec<u8> {
    Table::Index.key(&[&generation.to_be_bytes(), &scope.to_be_bytes(), &descending(time), &mark.0])
}

/// Generation and scope number that the key of a chunk names.
pub fn chunk_scope(key: &[u8]) -> Option<(u32, u32)> {
    let rest = key.strip_prefix(&Table::Index.prefix())?;
    let (generation, rest) = rest.split_first_chunk()?;
    let (scope, _) = rest.split_first_chunk()?;
    Some((u32::from_be_bytes(*generation), u32::from_be_bytes(*scope)))
}

/// The 16-byte id that ends a key.
pub fn trailing_id(key: &[u8]) -> Option<[u8; 16]> {
    key.last_chunk().copied()
}

/// Time and entry key that an `entries` key names.
pub fn entry_place(key: &[u8]) -> Option<(Timestamp, EntryKey)> {
    let (time, id) = timed(key.strip_prefix(&Table::Entries.prefix())?)?;
    Some((time, EntryKey(id)))
}

/// A time and an id.
fn timed(bytes: &[u8]) -> Option<(Timestamp, [u8; 16])> {
    let (time, rest) = bytes.split_first_chunk::<8>()?;
    Some((Timestamp((u64::from_be_bytes(*time) ^ SIGN) as i64), rest.try_into().ok()?))
}

/// Entry key and number that a `revisions` key names.
pub fn revision_place(key: &[u8]) -> Option<(EntryKey, u32)> {
    let rest = key.strip_prefix(&Table::Revisions.prefix())?;
    let (entry, number) = rest.split_first_chunk()?;
    Some((EntryKey(*entry), u32::from_be_bytes(number.try_into().ok()?)))
}

/// Flips the order of negative and positive two's complement.
const SIGN: u64 = 1 << 63;

fn ascending(time: Timestamp) -> [u8; 8] {
    (time.0 as u64 ^ SIGN).to_be_bytes()
}

fn descending(time: Timestamp) -> [u8; 8] {
    (!(time.0 as u64 ^ SIGN)).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_stand_in_order_of_time_then_key(a: i64, b: i64, k: [u8; 16], l: [u8; 16]) {
            let (x, y) = (entry(Timestamp(a), &EntryKey(k)), entry(Timestamp(b), &EntryKey(l)));
            prop_assert_eq!(x.cmp(&y), (a, k).cmp(&(b, l)));
            prop_assert_eq!(entry_place(&x), Some((Timestamp(a), EntryKey(k))));
            prop_assert!(entries_from(Timestamp(a)) <= x);
            let of_story = print(Timestamp(a), &StoryId(k));
            prop_assert_eq!(print_place(&of_story), Some((Timestamp(a), StoryId(k))));
            prop_assert!(prints_from(Timestamp(a)) <= of_story);
        }

        #[test]
        fn index_chunks_stand_newest_first_in_their_scope(
            g in (0_u32..3, 0_u32..3), h in (0_u32..3, 0_u32..3), a: i64, b: i64, k: [u8; 8], l: [u8; 8],
        ) {
            let x = chunk(g.0, g.1, Timestamp(a), Mark(k));
            let y = chunk(h.0, h.1, Timestamp(b), Mark(l));
            prop_assert_eq!(x.cmp(&y), (g, std::cmp::Reverse(a), k).cmp(&(h, std::cmp::Reverse(b), l)));
            prop_assert_eq!(chunk_scope(&x), Some(g));
            prop_assert!(x.starts_with(&index(g.0, g.1)) && x.starts_with(&generation(g.0)));
        }

        #[test]
        fn wordings_stand_in_order_of_number(k: [u8; 16], a: u32, b: u32) {
            let (x, y) = (revision(&EntryKey(k), a), revision(&EntryKey(k), b));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert!(x.starts_with(&revisions(&EntryKey(k))));
            prop_assert_eq!(revision_place(&x), Some((EntryKey(k), a)));
        }

        #[test]
        fn places_of_arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let _ = (entry_place(&bytes), chunk_scope(&bytes), revision_place(&bytes), trailing_id(&bytes));
            let _ = (followup_place(&bytes), quarantined_place(&bytes), print_place(&bytes));
        }
    }

    #[test]
    fn golden_keys() {
        let check = |key: Vec<u8>, hex: &str| {
            assert_eq!(key.iter().map(|b| format!("{b:02x}")).collect::<String>(), hex);
        };
        let id = [0xab; 16];
        let hex_id = "ab".repeat(16);
        check(meta(MetaKey::Heart), "6d03");
        check(entry(Timestamp(1), &EntryKey(id)), &format!("658000000000000001{hex_id}"));
        check(
            chunk(1, 2, Timestamp(1), Mark([0xab; 8])),
            "6900000001000000027ffffffffffffffeabababababababab",
        );
        check(seen(&EntryKey(id)), &format!("6b{hex_id}"));
        check(dead_key(&EntryKey(id)), &format!("786b{hex_id}"));
        check(dead_link(&LinkHash(id)), &format!("786c{hex_id}"));
        check(revision(&EntryKey(id), 7), &format!("72{hex_id}00000007"));
        check(scope("c/abc"), "6e632f616263");
        let source: SourceId = "a-1".parse().unwrap();
        let stored = followup(&source, &FollowupId(id));
        assert_eq!(followup_place(&stored), Some((source, FollowupId(id))));
        check(stored, &format!("66612d3100{hex_id}"));
        let source: SourceId = "a-1".parse().unwrap();
        let stored = quarantined(&source, &EntryKey(id));
        assert_eq!(quarantined_place(&stored), Some((source, EntryKey(id))));
        check(stored, &format!("71612d3100{hex_id}"));
    }

    #[test]
    fn tables_have_prefixes_of_their_own_in_order() {
        assert!(Table::ALL.windows(2).all(|pair| pair[0].prefix() < pair[1].prefix()));
    }
}
