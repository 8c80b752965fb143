//! [`Followup`]: what is still to be read for a source. An entry that waits is kept as it was listed.

use super::super::codec::Codec;
use super::entry::{read_wording, wording};
use super::{BadRecord, Reader, Writer};
use crate::model::{EntryKey, Followup, FollowupId, FollowupKind, Reach, Recheck, SourceId, Validators};

const VERSION: u8 = 1;

/// The value of `followups`; source and id are in its key.
pub fn encode_followup(codec: &Codec, followup: &Followup) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    out.text(followup.url.as_str());
    out.time(followup.since);
    out.number(followup.place.into());
    out.number(followup.attempts.into());
    out.time(followup.due);
    match &followup.kind {
        FollowupKind::Article(None) => out.byte(0),
        FollowupKind::Article(Some(entry)) => {
            out.byte(1);
            codec.pack(&mut out, &wording(entry));
        }
        FollowupKind::Older(reach) => {
            out.byte(2);
            write_reach(&mut out, *reach);
        }
        FollowupKind::Sitemap(reach) => {
            out.byte(3);
            write_reach(&mut out, *reach);
        }
        // since schema 4
        FollowupKind::Recheck(recheck) => {
            out.byte(4);
            out.raw(&recheck.key.0);
            out.option(recheck.validators.etag.as_deref(), Writer::bytes);
            out.option(recheck.validators.last_modified.as_deref(), Writer::bytes);
            out.option(recheck.asked, Writer::time);
            out.option(recheck.missing, Writer::time);
        }
    }
    out.done()
}

/// What [`encode_followup`] was given.
pub fn decode_followup(
    codec: &Codec,
    source: SourceId,
    id: FollowupId,
    bytes: &[u8],
) -> Result<Followup, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let url = from.parsed()?;
    let (since, place, attempts, due) = (from.time()?, from.small()?, from.small()?, from.time()?);
    let kind = match from.byte()? {
        0 => FollowupKind::Article(None),
        1 => FollowupKind::Article(Some(Box::new(read_wording(&codec.unpack(from)?)?))),
        2 => FollowupKind::Older(read_reach(&mut from)?),
        3 => FollowupKind::Sitemap(read_reach(&mut from)?),
        4 => FollowupKind::Recheck(Box::new(read_recheck(from)?)),
        _ => return Err(BadRecord),
    };
    Ok(Followup { source, id, url, kind, since, place, attempts, due })
}

fn write_reach(out: &mut Writer, reach: Reach) {
    out.number(reach.documents_left.into());
    out.byte(reach.first_poll.into());
    out.number(reach.undated_left.into());
}

fn read_reach(from: &mut Reader<'_>) -> Result<Reach, BadRecord> {
    let documents_left = from.small()?;
    let first_poll = from.byte()? != 0;
    let undated_left = from.small()?;
    from.end()?;
    Ok(Reach { documents_left, first_poll, undated_left })
}

fn read_recheck(mut from: Reader<'_>) -> Result<Recheck, BadRecord> {
    let key = EntryKey(from.array()?);
    let etag = from.option(|from| from.bytes().map(<[u8]>::to_vec))?;
    let last_modified = from.option(|from| from.bytes().map(<[u8]>::to_vec))?;
    let (asked, missing) = (from.option(Reader::time)?, from.option(Reader::time)?);
    from.end()?;
    Ok(Recheck { key, validators: Validators { etag, last_modified }, asked, missing })
}
