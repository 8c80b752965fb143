//! [`Draft`]: one transaction in the making: point writes, index rows, and the scopes it changes.

use super::disk::Writes;
use super::index::{Edits, Row};
use super::keys::{self, Mark, MetaKey, Table};
use super::open::{Store, Writing};
use super::record::{self, Heart, Names, ScopeRecord, StoryRecord};
use super::{Committed, StoreError, scopes};
use crate::model::{ContentHash, EntryKey, LinkHash, Scope, Seen, StoryId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// One transaction in the making. Nothing is written before [`Draft::apply`].
pub struct Draft<'a> {
    store: &'a Store,
    /// The generations whose derived rows are kept: the served one, and one being built.
    generations: Vec<u32>,
    /// As it will be.
    pub heart: Heart,
    /// Point writes.
    pub writes: Writes,
    edits: Edits,
    changed: BTreeSet<Scope>,
    fresh: BTreeMap<Scope, ScopeRecord>,
    before: Heart,
    keys: BTreeMap<EntryKey, KeyChange>,
    names: BTreeMap<StoryId, Names>,
}

/// What changes of a value of `seen`: what is known of the key, the story it founded.
#[derive(Debug, Default)]
struct KeyChange {
    seen: Option<Seen>,
    story: Option<StoryRecord>,
    /// The story it founded is no more.
    dropped: bool,
}

impl<'a> Draft<'a> {
    /// Begins; the caller holds the writer's lock, of which `writing` is the proof.
    pub fn new(store: &'a Store, writing: &Writing) -> Self {
        let heart = store.reading().heart.clone();
        let generations = std::iter::once(heart.generation).chain(writing.building).collect();
        Self {
            store,
            generations,
            before: heart.clone(),
            heart,
            writes: Writes::default(),
            edits: Edits::default(),
            changed: BTreeSet::new(),
            fresh: BTreeMap::new(),
            keys: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// The served generation.
    pub fn served(&self) -> u32 {
        self.before.generation
    }

    /// Moves a story's rows from where `old` has them to where `new` wants them, in every generation.
    pub fn place(&mut self, id: &StoryId, old: Option<&StoryRecord>, new: Option<&StoryRecord>) {
        let all = |record: Option<&StoryRecord>| record.map(|record| (record.time, scopes::fixed()));
        self.move_rows(id, scopes::FIXED, all(old), all(new));
        for generation in self.generations.clone() {
            self.place_derived(id, generation, old, new);
        }
    }

    /// The same for the derived rows of one generation.
    pub fn place_derived(
        &mut self,
        id: &StoryId,
        generation: u32,
        old: Option<&StoryRecord>,
        new: Option<&StoryRecord>,
    ) {
        let derived = |record: Option<&StoryRecord>| {
            record.map(|record| (record.time, scopes::derived(&record.members, record.opinion(generation))))
        };
        self.move_rows(id, generation, derived(old), derived(new));
    }

    fn move_rows(
        &mut self,
        id: &StoryId,
        generation: u32,
        old: Option<(Timestamp, BTreeSet<Scope>)>,
        new: Option<(Timestamp, BTreeSet<Scope>)>,
    ) {
        if old == new {
            return;
        }
        for (place, present) in [(old, false), (new, true)] {
            let Some((time, wanted)) = place else { continue };
            let row = Row { time, mark: Mark::of(id) };
            for scope in wanted {
                let number = self.number(scope);
                self.set_row(generation, number, row, present);
            }
        }
    }

    /// The feeds of all scopes that a story is in have changed.
    pub fn touch_scopes(&mut self, record: &StoryRecord) {
        self.changed.extend(scopes::derived(&record.members, record.opinion(self.served())));
    }

    /// The feeds of these scopes have changed.
    pub fn change(&mut self, scopes: impl IntoIterator<Item = Scope>) {
        self.changed.extend(scopes);
    }

    /// When a scope's feed last changed, as an export says.
    pub fn set_scope(&mut self, scope: Scope, revision: u64, changed: Timestamp) {
        let number = self.number(scope.clone());
        let record = ScopeRecord { number, revision, changed };
        self.writes.put(keys::scope(&scopes::name(&scope)), record.encode());
        self.fresh.insert(scope, record);
    }

    /// The number of a scope, allotted if it has none.
    fn number(&mut self, scope: Scope) -> u32 {
        if let Some(known) = self.fresh.get(&scope) {
            return known.number;
        }
        if let Some(known) = self.store.reading().scopes.get(&scope) {
            return known.number;
        }
        let number = self.heart.next_scope;
        self.heart.next_scope += 1;
        let record = ScopeRecord { number, revision: 0, changed: Timestamp(0) };
        self.writes.put(keys::scope(&scopes::name(&scope)), record.encode());
        self.fresh.insert(scope, record);
        number
    }

    /// An earlier version of a story, as stored.
    pub fn stored_story(&self, id: &StoryId) -> Result<Option<StoryRecord>, StoreError> {
        self.store.story_record(id)
    }

    /// What is to be known of an entry key.
    pub fn put_seen(&mut self, key: EntryKey, seen: Seen) {
        self.keys.entry(key).or_default().seen = Some(seen);
        if let Seen::Published { story, .. } = seen {
            self.name_key(key, story);
        }
    }

    /// A canonical link, or a number, leads to a story.
    pub fn put_link(&mut self, link: LinkHash, story: StoryId) {
        self.writes.put(keys::link(&link), record::encode_link(&story));
        self.name_link(link, story);
    }

    /// A key is one of those that lead to a story.
    pub fn name_key(&mut self, key: EntryKey, story: StoryId) {
        if StoryId::from(key) != story {
            self.names.entry(story).or_default().keys.insert(key);
        }
    }

    /// A link is one of those that lead to a story.
    pub fn name_link(&mut self, link: LinkHash, story: StoryId) {
        self.names.entry(story).or_default().links.insert(link);
    }

    /// A new or changed story.
    pub fn put_story(&mut self, id: StoryId, record: StoryRecord) {
        self.keys.entry(EntryKey(id.0)).or_default().story = Some(record);
    }

    /// A story that is no more, while its founding entry is.
    pub fn drop_story(&mut self, id: StoryId) {
        self.keys.entry(EntryKey(id.0)).or_default().dropped = true;
    }

    /// Writes the changed values of `seen`; what does not change of them is kept.
    fn write_keys(&mut self) -> Result<(), StoreError> {
        for (key, change) in std::mem::take(&mut self.keys) {
            let stored = keys::seen(&key);
            let old = self.store.disk.get(&stored)?;
            let old = old
                .as_ref()
                .map(|bytes| self.store.disk.read(Table::Seen, &stored, record::decode_seen(&key, bytes)));
            let old = old.transpose()?;
            let was_held = matches!(old, Some((Seen::Held { .. }, _)));
            // a story that comes without its founding entry: of its wording nothing is known
            let founded = change.story.as_ref().map(|story| Seen::Published {
                first_seen: story.founded,
                story: StoryId::from(key),
                content: ContentHash([0; 8]),
            });
            let Some(seen) = change.seen.or(old.map(|(seen, _)| seen)).or(founded) else { continue };
            match (was_held, matches!(seen, Seen::Held { .. })) {
                (false, true) => self.heart.held += 1,
                (true, false) => self.heart.held = self.heart.held.saturating_sub(1),
                _ => {}
            }
            let story = change.story.map(|story| story.encode(&StoryId::from(key)));
            let story = story
                .as_deref()
                .or(old.map(|(_, story)| story).filter(|_| !change.dropped))
                .unwrap_or_default();
            self.writes.put(stored, record::encode_seen(&key, &seen, story));
        }
        Ok(())
    }

    /// Writes what leads to stories beside what led there before.
    fn write_names(&mut self) -> Result<(), StoreError> {
        for (story, mut names) in std::mem::take(&mut self.names) {
            let before = self.store.names_of(&story)?;
            names.keys.extend(&before.keys);
            names.links.extend(&before.links);
            if names != before {
                self.writes.put(keys::names(&story), names.encode());
            }
        }
        Ok(())
    }

    /// A row shall stand, or not stand, in a scope of a generation.
    pub fn set_row(&mut self, generation: u32, scope: u32, row: Row, present: bool) {
        if present {
            self.edits.add(generation, scope, row);
        } else {
            self.edits.remove(generation, scope, row);
        }
    }

    /// Removes an entry's earlier wordings.
    pub fn remove_revisions(&mut self, key: &EntryKey) -> Result<(), StoreError> {
        for item in self.store.disk.scan(&keys::revisions(key)) {
            self.writes.remove(item?.0);
            self.heart.revisions = self.heart.revisions.saturating_sub(1);
        }
        Ok(())
    }

    /// Applies everything at once. When any feed changed, the revision moves on and the scopes get `now`.
    pub fn apply(mut self, now: Timestamp) -> Result<Committed, StoreError> {
        if !self.changed.is_empty() {
            self.heart.revision += 1;
        }
        for scope in self.changed.clone() {
            let number = self.number(scope.clone());
            let before = self.store.reading().scopes.get(&scope).map(|record| record.changed);
            let changed = before.map_or(now, |before| before.max(now));
            let record = ScopeRecord { number, revision: self.heart.revision, changed };
            self.writes.put(keys::scope(&scopes::name(&scope)), record.encode());
            self.fresh.insert(scope, record);
        }
        self.write_keys()?;
        self.write_names()?;
        std::mem::take(&mut self.edits).write(&self.store.disk, &mut self.writes)?;
        if self.heart != self.before {
            self.writes.put(keys::meta(MetaKey::Heart), self.heart.encode());
        }
        let mut view = self.store.applying();
        self.store.disk.apply(self.writes)?;
        view.scopes.extend(self.fresh);
        view.heart = self.heart;
        Ok(Committed { revision: view.heart.revision, scopes: self.changed.into_iter().collect() })
    }
}
