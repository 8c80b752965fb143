//! Schema versions: from v to v + 1, one step a function; a newer store is refused.

use super::StoreError;
use super::disk::Writes;
use super::keys::{self, MetaKey};
use super::record::{BadRecord, Reader, Writer};
use std::path::Path;

/// The schema this program writes.
pub const SCHEMA: u32 = 4;

/// The value of the schema record. Its form never changes, so that every version can read it.
pub fn encode_schema(schema: u32) -> Vec<u8> {
    let mut out = Writer::version(1);
    out.number(schema.into());
    out.done()
}

/// What [`encode_schema`] was given.
pub fn decode_schema(bytes: &[u8]) -> Result<u32, BadRecord> {
    let mut from = Reader::version(bytes, 1)?;
    let schema = from.small()?;
    from.end()?;
    Ok(schema)
}

/// Refuses a store of the future.
pub fn judge(path: &Path, found: u32) -> Result<(), StoreError> {
    if found > SCHEMA {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: SCHEMA });
    }
    Ok(())
}

/// What takes a store of schema `found`, which [`judge`] let pass, to today's; nothing for one of today.
///
/// 1 to 2: states of sources count what was mended. Records of the first kind stay readable and are
/// rewritten when their source is polled, so only the schema changes: from here on an older program
/// must refuse the store.
///
/// 2 to 3: the same for what a source is and where its list stands; and what is still to be read of it has
/// a table.
///
/// 3 to 4: members of stories may say why they are there, and there is a table of prints. Stories that have
/// none are given one at the start.
pub fn forward(found: u32) -> Writes {
    let mut writes = Writes::default();
    if found < SCHEMA {
        writes.put(keys::meta(MetaKey::Schema), encode_schema(SCHEMA));
    }
    writes
}
