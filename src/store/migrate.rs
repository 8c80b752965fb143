//! Schema versions: from v to v + 1, one step a function; a newer store is refused.

use super::StoreError;
use super::record::{BadRecord, Reader, Writer};
use std::path::Path;

/// The schema this program writes.
pub const SCHEMA: u32 = 1;

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
    // version 1 is the first: there is nothing to go from yet
    Ok(())
}
