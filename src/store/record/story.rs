//! [`StoryRecord`]: a story's facts, and the opinions of it by generation of the index.

use super::{BadRecord, Reader, Writer};
use crate::model::{
    Assigned, EntryKey, Evidence, EvidenceKind, JoinRule, Member, Nearness, Story, StoryId, Timestamp,
};

/// Without a reason why any member is here.
const PLAIN: u8 = 1;
/// With one, or none, for each.
const REASONED: u8 = 2;

/// Categories and provinces as one generation of rules saw them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opinion {
    /// The generation from which on it holds.
    pub generation: u32,
    /// In the configured order.
    pub categories: Vec<Assigned>,
    /// The unit first.
    pub provinces: Vec<Assigned>,
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
    pub opinions: Vec<Opinion>,
}

impl StoryRecord {
    /// A story with one opinion.
    pub fn new(story: &Story, generation: u32) -> Self {
        let opinion =
            Opinion { generation, categories: story.categories.clone(), provinces: story.provinces.clone() };
        Self {
            time: story.time,
            founded: story.founded,
            updated: story.updated,
            members: story.members.clone(),
            opinions: vec![opinion],
        }
    }

    /// The opinion in force in `generation`: the latest that is not younger.
    pub fn opinion(&self, generation: u32) -> Option<&Opinion> {
        self.opinions.iter().rev().find(|opinion| opinion.generation <= generation)
    }

    /// The story as `generation` sees it.
    pub fn into_story(mut self, id: StoryId, generation: u32) -> Story {
        let place = self.opinions.iter().rposition(|opinion| opinion.generation <= generation);
        let opinion = place.map(|place| self.opinions.swap_remove(place)).unwrap_or_default();
        Story {
            id,
            time: self.time,
            founded: self.founded,
            updated: self.updated,
            members: self.members,
            categories: opinion.categories,
            provinces: opinion.provinces,
        }
    }

    /// Its bytes.
    pub fn encode(&self, id: &StoryId) -> Vec<u8> {
        let reasoned = self.members.iter().any(|member| member.near.is_some());
        let mut out = Writer::version(if reasoned { REASONED } else { PLAIN });
        out.time(self.founded);
        out.time_from(self.founded, self.time);
        out.time_from(self.founded, self.updated);
        out.list(&self.members, |out, member| {
            // the founding entry's key is the story's id: an empty text stands for it
            let founds = StoryId::from(member.key) == *id;
            out.bytes(if founds { &[] } else { &member.key.0 });
            out.text(member.source.as_str());
            out.time_from(self.founded, member.first_seen);
            if reasoned {
                out.option(member.near, nearness);
            }
        });
        out.list(&self.opinions, |out, opinion| {
            out.number(opinion.generation.into());
            out.list(&opinion.categories, assigned);
            out.list(&opinion.provinces, assigned);
        });
        out.done()
    }

    /// What [`StoryRecord::encode`] gave.
    pub fn decode(id: &StoryId, bytes: &[u8]) -> Result<Self, BadRecord> {
        let reasoned = bytes.first() == Some(&REASONED);
        let mut from = Reader::version(bytes, if reasoned { REASONED } else { PLAIN })?;
        let founded = from.time()?;
        let record = Self {
            founded,
            time: from.time_from(founded)?,
            updated: from.time_from(founded)?,
            members: from.list(|from| read_member(from, id, founded, reasoned))?,
            opinions: from.list(read_opinion)?,
        };
        from.end()?;
        Ok(record)
    }
}

fn read_member(
    from: &mut Reader<'_>,
    id: &StoryId,
    founded: Timestamp,
    reasoned: bool,
) -> Result<Member, BadRecord> {
    let key = match from.bytes()? {
        [] => EntryKey(id.0),
        other => EntryKey(other.try_into().map_err(|_| BadRecord)?),
    };
    let (source, first_seen) = (from.parsed()?, from.time_from(founded)?);
    let near = if reasoned { from.option(read_nearness)? } else { None };
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

fn read_opinion(from: &mut Reader<'_>) -> Result<Opinion, BadRecord> {
    Ok(Opinion {
        generation: from.small()?,
        categories: from.list(read_assigned)?,
        provinces: from.list(read_assigned)?,
    })
}

fn assigned(out: &mut Writer, assigned: &Assigned) {
    out.text(assigned.slug.as_str());
    out.list(&assigned.evidence, |out, evidence| {
        out.byte(match evidence.kind {
            EvidenceKind::Source => 0,
            EvidenceKind::Label => 1,
            EvidenceKind::Address => 2,
            EvidenceKind::Unit => 3,
            EvidenceKind::Default => 4,
        });
        out.text(&evidence.matched);
    });
}

fn read_assigned(from: &mut Reader<'_>) -> Result<Assigned, BadRecord> {
    Ok(Assigned { slug: from.parsed()?, evidence: from.list(read_evidence)? })
}

fn read_evidence(from: &mut Reader<'_>) -> Result<Evidence, BadRecord> {
    let kind = match from.byte()? {
        0 => EvidenceKind::Source,
        1 => EvidenceKind::Label,
        2 => EvidenceKind::Address,
        3 => EvidenceKind::Unit,
        4 => EvidenceKind::Default,
        _ => return Err(BadRecord),
    };
    Ok(Evidence { kind, matched: from.text()?.to_owned() })
}
