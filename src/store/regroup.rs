//! What an operator's `always` and `never` do to stories that exist: two become one, one becomes two.
//!
//! A story that is united with an elder one leaves its id behind as an alias in `seen`, so that whoever
//! asks for it is led on.

use super::draft::Draft;
use super::keys;
use super::open::Store;
use super::record::{self, StoryRecord};
use super::{Assign, Committed, StoreError};
use crate::model::{EntryKey, EntryRecord, JoinRule, LinkHash, Nearness, Seen, Story, StoryId, Timestamp};

/// Why the members of a united story are there.
const NAMED: Nearness = Nearness { rule: JoinRule::Always, jaccard: 0, containment: 0 };

impl Store {
    /// Makes members of the elder of two stories of all members of the younger. Changes nothing where one is
    /// not there.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn unite(
        &self,
        one: &StoryId,
        other: &StoryId,
        assign: Assign<'_>,
        now: Timestamp,
    ) -> Result<Option<Committed>, StoreError> {
        self.name_all()?;
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        let (Some(a), Some(b)) = (draft.stored_story(one)?, draft.stored_story(other)?) else {
            return Ok(None);
        };
        let ((elder, old), (younger, gone)) = if (a.founded, one) <= (b.founded, other) {
            ((one, a), (other, b))
        } else {
            ((other, b), (one, a))
        };
        if elder == younger {
            return Ok(None);
        }
        let mut entries = self.member_entries(&old)?;
        let mut new = old.clone().into_story(*elder, draft.served());
        for (mut entry, member) in self.member_entries(&gone)?.into_iter().zip(&gone.members) {
            entry.story = *elder;
            draft
                .writes
                .put(keys::entry(entry.first_seen, &entry.key), record::encode_entry(&self.codec, &entry));
            let near = member.near.or(Some(NAMED));
            new.members.push(crate::model::Member { near, ..member.clone() });
            entries.push(entry);
        }
        for key in self.keys_of(younger, &gone)? {
            self.lead(&mut draft, key, *elder)?;
        }
        for link in self.links_of(younger)? {
            draft.put_link(link, *elder);
        }
        draft.drop_story(*younger);
        draft.writes.remove(keys::print(gone.founded, younger));
        draft.writes.remove(keys::names(younger));
        draft.touch_scopes(&gone);
        draft.place(younger, Some(&gone), None);
        draft.heart.stories = draft.heart.stories.saturating_sub(1);
        self.rewrite(&mut draft, Some(&old), new, &entries, assign, now);
        let committed = draft.apply(now)?;
        drop(writing);
        self.disk.sync()?;
        Ok(Some(committed))
    }

    /// Makes a story of its own of a member that did not found the story it is in; `names` are links that lead
    /// to it from now on. Changes nothing where it is no such member.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub fn split(
        &self,
        id: &StoryId,
        key: &EntryKey,
        names: &[LinkHash],
        assign: Assign<'_>,
        now: Timestamp,
    ) -> Result<Option<Committed>, StoreError> {
        self.name_all()?;
        let writing = self.writing();
        let mut draft = Draft::new(self, &writing);
        let Some(old) = draft.stored_story(id)? else { return Ok(None) };
        let at = old.members.iter().position(|member| member.key == *key);
        let Some(at) = at.filter(|_| StoryId::from(*key) != *id) else { return Ok(None) };
        let mut entries = self.member_entries(&old)?;
        let mut left = old.clone().into_story(*id, draft.served());
        let (mut member, mut entry) = (left.members.remove(at), entries.remove(at));
        member.near = None;
        entry.story = StoryId::from(*key);
        draft.writes.put(keys::entry(entry.first_seen, key), record::encode_entry(&self.codec, &entry));
        let alone = !left.members.iter().any(|other| other.first_seen == member.first_seen);
        for alias in self.keys_of(id, &old)? {
            if alias == *key || (alone && self.first_seen(&alias)? == Some(member.first_seen)) {
                self.lead(&mut draft, alias, entry.story)?;
            }
        }
        for link in own_link(&entry, &entries).into_iter().chain(names.iter().copied()) {
            draft.put_link(link, entry.story);
        }
        let claimed = entry.entry.published.map(|claim| claim.latest());
        let story = Story {
            id: entry.story,
            time: claimed.map_or(entry.first_seen, |claimed| claimed.min(entry.first_seen)),
            founded: entry.first_seen,
            updated: now,
            members: vec![member],
            categories: Vec::new(),
            provinces: Vec::new(),
            filtered: Vec::new(),
        };
        draft.heart.stories += 1;
        self.rewrite(&mut draft, Some(&old), left, &entries, &mut *assign, now);
        self.rewrite(&mut draft, None, story, &[entry], assign, now);
        let committed = draft.apply(now)?;
        drop(writing);
        self.disk.sync()?;
        Ok(Some(committed))
    }

    /// A story with other members than before.
    fn rewrite(
        &self,
        draft: &mut Draft<'_>,
        old: Option<&StoryRecord>,
        mut story: Story,
        entries: &[EntryRecord],
        assign: Assign<'_>,
        now: Timestamp,
    ) {
        let opinion = assign(&entries.iter().collect::<Vec<_>>());
        (story.categories, story.provinces) = (opinion.categories, opinion.provinces);
        story.filtered = opinion.filtered;
        story.updated = story.updated.max(now);
        let new = StoryRecord::new(&story, draft.served());
        draft.place(&story.id, old, Some(&new));
        old.into_iter().chain([&new]).for_each(|record| draft.touch_scopes(record));
        draft.put_story(story.id, new);
    }

    /// What is known of a key leads to another story.
    fn lead(&self, draft: &mut Draft<'_>, key: EntryKey, story: StoryId) -> Result<(), StoreError> {
        if let Some(Seen::Published { first_seen, content, .. }) = self.seen_of(&key)? {
            draft.put_seen(key, Seen::Published { first_seen, story, content });
        }
        Ok(())
    }

    fn first_seen(&self, key: &EntryKey) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.seen_of(key)?.map(|seen| match seen {
            Seen::Published { first_seen, .. } | Seen::Held { first_seen } => first_seen,
        }))
    }

    fn seen_of(&self, key: &EntryKey) -> Result<Option<Seen>, StoreError> {
        let stored = keys::seen(key);
        let Some(bytes) = self.disk.get(&stored)? else { return Ok(None) };
        let read = record::decode_seen(key, &bytes).map(|(seen, _)| seen);
        self.disk.read(super::keys::Table::Seen, &stored, read).map(Some)
    }
}

/// The link of an entry that none of the others has.
fn own_link(entry: &EntryRecord, others: &[EntryRecord]) -> Option<LinkHash> {
    entry.link.filter(|link| others.iter().all(|other| other.link != Some(*link)))
}
