//! [`EntryRecord`] and [`Revision`]: what a source said. The bulk of a store; texts are compressed.

use super::super::codec::Codec;
use super::{BadRecord, Reader, Writer};
use crate::model::{
    Claim, ContentHash, Enclosure, Entry, EntryKey, EntryRecord, Label, LinkHash, Origin, Person, Precision,
    Revision, StoryId, Timestamp, Unrest,
};

const VERSION: u8 = 1;
const HAS_LINK: u8 = 1;
const HAS_STORY: u8 = 2;
/// Since schema 4.
const IS_WITHDRAWN: u8 = 4;
/// Since schema 4.
const HAS_UNREST: u8 = 8;

/// The value of `entries`; first-seen time and key are in its key.
pub fn encode_entry(codec: &Codec, record: &EntryRecord) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    let founds = record.story == StoryId::from(record.key);
    let flags = [
        (record.link.is_some(), HAS_LINK),
        (!founds, HAS_STORY),
        (record.withdrawn.is_some(), IS_WITHDRAWN),
        (record.unrest.is_some(), HAS_UNREST),
    ];
    out.byte(flags.iter().filter(|(set, _)| *set).fold(0, |all, (_, flag)| all | flag));
    out.raw(&record.content_hash.0);
    if let Some(link) = &record.link {
        out.raw(&link.0);
    }
    if !founds {
        out.raw(&record.story.0);
    }
    out.time_from(record.first_seen, record.changed);
    out.number(record.revisions.into());
    out.text(record.source.as_str());
    if let Some(withdrawn) = record.withdrawn {
        out.time_from(record.first_seen, withdrawn);
    }
    if let Some(unrest) = &record.unrest {
        write_unrest(&mut out, record.first_seen, unrest);
    }
    codec.pack(&mut out, &wording(&record.entry));
    out.done()
}

/// What [`encode_entry`] was given.
pub fn decode_entry(
    codec: &Codec,
    first_seen: Timestamp,
    key: EntryKey,
    bytes: &[u8],
) -> Result<EntryRecord, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let flags = from.byte()?;
    if flags & !(HAS_LINK | HAS_STORY | IS_WITHDRAWN | HAS_UNREST) != 0 {
        return Err(BadRecord);
    }
    let content_hash = ContentHash(from.array()?);
    let link = if flags & HAS_LINK == 0 { None } else { Some(LinkHash(from.array()?)) };
    let story = if flags & HAS_STORY == 0 { StoryId::from(key) } else { StoryId(from.array()?) };
    let (changed, revisions, source) = (from.time_from(first_seen)?, from.small()?, from.parsed()?);
    let withdrawn = if flags & IS_WITHDRAWN == 0 { None } else { Some(from.time_from(first_seen)?) };
    let unrest = if flags & HAS_UNREST == 0 { None } else { Some(read_unrest(&mut from, first_seen)?) };
    Ok(EntryRecord {
        key,
        source,
        story,
        first_seen,
        changed,
        content_hash,
        link,
        revisions,
        withdrawn,
        unrest,
        entry: read_wording(&codec.unpack(from)?)?,
    })
}

fn write_unrest(out: &mut Writer, base: Timestamp, unrest: &Unrest) {
    out.byte(unrest.times);
    out.byte(unrest.titles);
    out.raw(&unrest.last.0);
    out.time_from(base, unrest.since);
    out.list(&unrest.earlier, |out, hash| out.raw(&hash.0));
}

fn read_unrest(from: &mut Reader<'_>, base: Timestamp) -> Result<Unrest, BadRecord> {
    let (times, titles, last) = (from.byte()?, from.byte()?, ContentHash(from.array()?));
    let since = from.time_from(base)?;
    Ok(Unrest { times, titles, last, since, earlier: from.list(|from| from.array().map(ContentHash))? })
}

/// Whether the entry in a value of `entries` founded its story.
pub fn founds(bytes: &[u8]) -> Result<bool, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    Ok(from.byte()? & HAS_STORY == 0)
}

/// The value of `revisions`; key and number are in its key.
pub fn encode_revision(codec: &Codec, revision: &Revision) -> Vec<u8> {
    let mut out = Writer::version(VERSION);
    out.time(revision.replaced);
    codec.pack(&mut out, &wording(&revision.entry));
    out.done()
}

/// What [`encode_revision`] was given.
pub fn decode_revision(
    codec: &Codec,
    key: EntryKey,
    number: u32,
    bytes: &[u8],
) -> Result<Revision, BadRecord> {
    let mut from = Reader::version(bytes, VERSION)?;
    let replaced = from.time()?;
    Ok(Revision { key, number, replaced, entry: read_wording(&codec.unpack(from)?)? })
}

pub(super) fn wording(entry: &Entry) -> Vec<u8> {
    let mut out = Writer::default();
    out.text(&entry.title);
    text_option(&mut out, entry.link.as_deref());
    // most guids are the link; 2 says so
    match &entry.guid {
        guid if guid.is_some() && *guid == entry.link => out.byte(2),
        guid => text_option(&mut out, guid.as_deref()),
    }
    out.option(entry.published, claim);
    out.option(entry.updated, claim);
    out.text(&entry.summary);
    out.text(&entry.content);
    out.list(&entry.authors, |out, author| {
        out.text(&author.name);
        text_option(out, author.email.as_deref());
        text_option(out, author.uri.as_deref());
    });
    out.list(&entry.labels, |out, label| {
        out.text(&label.term);
        text_option(out, label.scheme.as_deref());
        text_option(out, label.label.as_deref());
    });
    out.list(&entry.enclosures, |out, medium| {
        out.text(&medium.url);
        out.option(medium.length, Writer::number);
        text_option(out, medium.media_type.as_deref());
    });
    out.option(entry.origin.as_ref(), |out, origin| {
        text_option(out, origin.title.as_deref());
        text_option(out, origin.url.as_deref());
    });
    out.done()
}

pub(super) fn read_wording(bytes: &[u8]) -> Result<Entry, BadRecord> {
    let mut from = Reader::new(bytes);
    let title = from.text()?.to_owned();
    let link = read_text_option(&mut from)?;
    let guid = match from.byte()? {
        0 => None,
        1 => Some(from.text()?.to_owned()),
        2 if link.is_some() => link.clone(),
        _ => return Err(BadRecord),
    };
    let entry = Entry {
        title,
        link,
        guid,
        published: from.option(read_claim)?,
        updated: from.option(read_claim)?,
        summary: from.text()?.to_owned(),
        content: from.text()?.to_owned(),
        authors: from.list(read_person)?,
        labels: from.list(read_label)?,
        enclosures: from.list(read_enclosure)?,
        origin: from.option(read_origin)?,
    };
    from.end()?;
    Ok(entry)
}

fn text_option(out: &mut Writer, text: Option<&str>) {
    out.option(text, Writer::text);
}

fn read_text_option(from: &mut Reader<'_>) -> Result<Option<String>, BadRecord> {
    from.option(|from| from.text().map(str::to_owned))
}

fn claim(out: &mut Writer, claim: Claim) {
    out.time(claim.at);
    out.byte(match claim.precision {
        Precision::Day => 0,
        Precision::Hour => 1,
        Precision::Minute => 2,
        Precision::Second => 3,
    });
}

fn read_claim(from: &mut Reader<'_>) -> Result<Claim, BadRecord> {
    let at = from.time()?;
    let precision = match from.byte()? {
        0 => Precision::Day,
        1 => Precision::Hour,
        2 => Precision::Minute,
        3 => Precision::Second,
        _ => return Err(BadRecord),
    };
    Ok(Claim { at, precision })
}

fn read_person(from: &mut Reader<'_>) -> Result<Person, BadRecord> {
    let name = from.text()?.to_owned();
    Ok(Person { name, email: read_text_option(from)?, uri: read_text_option(from)? })
}

fn read_label(from: &mut Reader<'_>) -> Result<Label, BadRecord> {
    let term = from.text()?.to_owned();
    Ok(Label { term, scheme: read_text_option(from)?, label: read_text_option(from)? })
}

fn read_enclosure(from: &mut Reader<'_>) -> Result<Enclosure, BadRecord> {
    let url = from.text()?.to_owned();
    Ok(Enclosure { url, length: from.option(Reader::number)?, media_type: read_text_option(from)? })
}

fn read_origin(from: &mut Reader<'_>) -> Result<Origin, BadRecord> {
    Ok(Origin { title: read_text_option(from)?, url: read_text_option(from)? })
}
