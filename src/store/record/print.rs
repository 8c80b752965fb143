//! [`Print`]: what is kept of a story's text.

use super::{BadRecord, Reader, Writer};
use crate::model::{Print, StoryId, Timestamp};

const VERSION: u8 = 1;

/// The value of `prints`; time and story are in its key. A text too short to be compared has no signature.
pub fn encode_print(print: &Print) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    out.raw(&print.title.to_le_bytes());
    out.number(print.shingles.into());
    if print.shingles > 0 {
        print.signature.iter().for_each(|least| out.raw(&least.to_le_bytes()));
    }
    out.done()
}

/// What [`encode_print`] was given.
pub fn decode_print(founded: Timestamp, story: StoryId, bytes: &[u8]) -> Result<Print, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let title = u64::from_le_bytes(from.array()?);
    let shingles = from.small()?;
    let mut signature = Box::new([u16::MAX; Print::PERMUTATIONS]);
    if shingles > 0 {
        for least in signature.iter_mut() {
            *least = u16::from_le_bytes(from.array()?);
        }
    }
    from.end()?;
    Ok(Print { story, founded, title, shingles, signature })
}
