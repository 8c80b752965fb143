//! [`StoryRecord`]: a story's facts, and the opinions of it by generation of the index.

use super::{BadRecord, Reader, Writer};
use crate::model::{
    Assigned, EntryKey, Evidence, EvidenceKind, FilterKind, Filtered, JoinRule, Member, Nearness, Opinion,
    Story, StoryId, Timestamp,
};

/// 1 had neither points nor filters, nor reasons why members are there.
const VERSION: u8 = 2;

/// What one generation of rules makes of a story.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// The generation from which on it holds.
    pub generation: u32,
    /// The opinion.
    pub opinion: Opinion,
}

/// A story, after what `seen` knows of its founding entry; the id is in the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRecord {
    /// See [`Story::time`].
    pub time: Timestamp,
    /// See [`Story::founded`].
    pub founded: Timestamp,
    /// See [`Story::updated`].
    pub updated: Timestamp,
    /// See [`Story::members`].
    pub members: Vec<Member>,
    /// In ascending order of generation: the served one and perhaps one that is being built.
    pub opinions: Vec<Judged>,
}

impl StoryRecord {
    /// A story with one opinion.
    pub fn new(story: &Story, generation: u32) -> Self {
        let opinion = Opinion {
            categories: story.categories.clone(),
            provinces: story.provinces.clone(),
            filtered: story.filtered.clone(),
        };
        Self {
            time: story.time,
            founded: story.founded,
            updated: story.updated,
            members: story.members.clone(),
            opinions: vec![Judged { generation, opinion }],
        }
    }

    /// The opinion in force in `generation`: the latest that is not younger.
    pub fn opinion(&self, generation: u32) -> Option<&Opinion> {
        let latest = self.opinions.iter().rev().find(|judged| judged.generation <= generation);
        latest.map(|judged| &judged.opinion)
    }

    /// The story as `generation` sees it.
    pub fn into_story(mut self, id: StoryId, generation: u32) -> Story {
        let place = self.opinions.iter().rposition(|judged| judged.generation <= generation);
        let opinion = place.map(|place| self.opinions.swap_remove(place).opinion).unwrap_or_default();
        Story {
            id,
            time: self.time,
            founded: self.founded,
            updated: self.updated,
            members: self.members,
            categories: opinion.categories,
            provinces: opinion.provinces,
            filtered: opinion.filtered,
        }
    }

    /// Its bytes.
    pub fn encode(&self, id: &StoryId) -> Vec<u8> {
        let mut out = Writer::version(VERSION);
        out.time(self.founded);
        out.time_from(self.founded, self.time);
        out.time_from(self.founded, self.updated);
        out.list(&self.members, |out, member| {
            // the founding entry's key is the story's id: an empty text stands for it
            let founds = StoryId::from(member.key) == *id;
            out.bytes(if founds { &[] } else { &member.key.0 });
            out.text(member.source.as_str());
            out.time_from(self.founded, member.first_seen);
            out.option(member.near, nearness);
        });
        out.list(&self.opinions, |out, Judged { generation, opinion }| {
            out.number((*generation).into());
            out.list(&opinion.categories, assigned);
            out.list(&opinion.provinces, assigned);
            out.list(&opinion.filtered, write_filtered);
        });
        out.done()
    }

    /// What [`StoryRecord::encode`] gave.
    pub fn decode(id: &StoryId, bytes: &[u8]) -> Result<Self, BadRecord> {
        let (mut from, version) = Reader::versions(bytes, 1..=VERSION)?;
        let founded = from.time()?;
        let record = Self {
            founded,
            time: from.time_from(founded)?,
            updated: from.time_from(founded)?,
            members: from.list(|from| read_member(from, id, founded, version))?,
            opinions: from.list(|from| read_judged(from, version))?,
        };
        from.end()?;
        Ok(record)
    }
}

fn read_member(
    from: &mut Reader<'_>,
    id: &StoryId,
    founded: Timestamp,
    version: u8,
) -> Result<Member, BadRecord> {
    let key = match from.bytes()? {
        [] => EntryKey(id.0),
        other => EntryKey(other.try_into().map_err(|_| BadRecord)?),
    };
    let (source, first_seen) = (from.parsed()?, from.time_from(founded)?);
    let near = if version == 1 { None } else { from.option(read_nearness)? };
    Ok(Member { key, source, first_seen, near })
}

fn nearness(out: &mut Writer, near: Nearness) {
    out.byte(match near.rule {
        JoinRule::Text => 0,
        JoinRule::Part => 1,
        JoinRule::Title => 2,
        JoinRule::Always => 3,
    });
    out.number(near.jaccard.into());
    out.number(near.containment.into());
}

fn read_nearness(from: &mut Reader<'_>) -> Result<Nearness, BadRecord> {
    let rule = match from.byte()? {
        0 => JoinRule::Text,
        1 => JoinRule::Part,
        2 => JoinRule::Title,
        3 => JoinRule::Always,
        _ => return Err(BadRecord),
    };
    Ok(Nearness { rule, jaccard: from.small()?, containment: from.small()? })
}

fn read_judged(from: &mut Reader<'_>, version: u8) -> Result<Judged, BadRecord> {
    let generation = from.small()?;
    let opinion = Opinion {
        categories: from.list(|from| read_assigned(from, version))?,
        provinces: from.list(|from| read_assigned(from, version))?,
        filtered: if version == 1 { Vec::new() } else { from.list(read_filtered)? },
    };
    Ok(Judged { generation, opinion })
}

fn assigned(out: &mut Writer, assigned: &Assigned) {
    out.text(assigned.slug.as_str());
    out.signed(assigned.score.into());
    out.list(&assigned.evidence, |out, evidence| {
        out.byte(match evidence.kind {
            EvidenceKind::Source => 0,
            EvidenceKind::Label => 1,
            EvidenceKind::Address => 2,
            EvidenceKind::Unit => 3,
            EvidenceKind::Default => 4,
            EvidenceKind::Title => 5,
            EvidenceKind::Lead => 6,
            EvidenceKind::Text => 7,
            EvidenceKind::Dateline => 8,
        });
        out.text(&evidence.matched);
        out.signed(evidence.points.into());
    });
}

fn read_assigned(from: &mut Reader<'_>, version: u8) -> Result<Assigned, BadRecord> {
    Ok(Assigned {
        slug: from.parsed()?,
        score: read_points(from, version)?,
        evidence: from.list(|from| read_evidence(from, version))?,
    })
}

fn read_evidence(from: &mut Reader<'_>, version: u8) -> Result<Evidence, BadRecord> {
    let kind = match from.byte()? {
        0 => EvidenceKind::Source,
        1 => EvidenceKind::Label,
        2 => EvidenceKind::Address,
        3 => EvidenceKind::Unit,
        4 => EvidenceKind::Default,
        5 => EvidenceKind::Title,
        6 => EvidenceKind::Lead,
        7 => EvidenceKind::Text,
        8 => EvidenceKind::Dateline,
        _ => return Err(BadRecord),
    };
    Ok(Evidence { kind, matched: from.text()?.to_owned(), points: read_points(from, version)? })
}

fn read_points(from: &mut Reader<'_>, version: u8) -> Result<i32, BadRecord> {
    if version == 1 {
        return Ok(0);
    }
    i32::try_from(from.signed()?).map_err(|_| BadRecord)
}

fn write_filtered(out: &mut Writer, filtered: &Filtered) {
    out.text(filtered.source.as_str());
    out.byte(match filtered.by {
        None => 0,
        Some(FilterKind::Phrase) => 1,
        Some(FilterKind::Category) => 2,
        Some(FilterKind::Url) => 3,
    });
    out.text(&filtered.rule);
}

fn read_filtered(from: &mut Reader<'_>) -> Result<Filtered, BadRecord> {
    let source = from.parsed()?;
    let by = match from.byte()? {
        0 => None,
        1 => Some(FilterKind::Phrase),
        2 => Some(FilterKind::Category),
        3 => Some(FilterKind::Url),
        _ => return Err(BadRecord),
    };
    Ok(Filtered { source, by, rule: from.text()?.to_owned() })
}
