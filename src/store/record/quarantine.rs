//! [`Quarantined`]: an entry that waits for a person, kept as it was published.

use super::super::codec::Codec;
use super::entry::{read_wording, wording};
use super::state::{known, word};
use super::{BadRecord, Reader, Writer};
use crate::model::{EntryKey, Quarantined, SourceId};

const VERSION: u8 = 1;

/// The value of `quarantine`; source and entry key are in its key.
pub fn encode_quarantined(codec: &Codec, held: &Quarantined) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    out.text(&word(&held.kind));
    out.time(held.since);
    out.number(held.place.into());
    out.number(held.left);
    codec.pack(&mut out, &wording(&held.entry));
    out.done()
}

/// What [`encode_quarantined`] was given.
pub fn decode_quarantined(
    codec: &Codec,
    source: SourceId,
    key: EntryKey,
    bytes: &[u8],
) -> Result<Quarantined, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let kind = known(from.text()?)?;
    let (since, place, left) = (from.time()?, from.small()?, from.number()?);
    let entry = read_wording(&codec.unpack(from)?)?;
    Ok(Quarantined { source, key, kind, since, place, left, entry })
}
