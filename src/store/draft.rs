//! [`Draft`]: one transaction in the making: point writes, index rows, and the scopes it changes.

use super::disk::Writes;
use super::index::{Edits, Row};
use super::keys::{self, Mark, MetaKey, Table};
use super::open::{Store, Writing};
use super::record::{self, Heart, ScopeRecord, StoryRecord};
use super::{Committed, StoreError, scopes};
use crate::model::{ContentHash, EntryKey, Scope, Seen, StoryId, Timestamp};
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
        }
    }

    /// The served generation.
    pub fn served(&self) -> u32 {
        self.before.generation
    }

    /// Moves a story's rows from where `old` has them to where `new` wants them, in every generation.
    pub fn place(&mut self, id: &StoryId, old: Option<&StoryRecord>, new: Option<&StoryRecord>) {
        let all =
            |record: Option<&StoryRecord>| record.map(|record| (record.time, scopes::fixed(&record.members)));
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
            record.map(|record| (record.time, scopes::derived(record.opinion(generation))))
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
                if present {
                    self.edits.add(generation, number, row);
                } else {
                    self.edits.remove(generation, number, row);
                }
            }
        }
    }

    /// The feeds of all scopes that a story is in have changed.
    pub fn touch_scopes(&mut self, record: &StoryRecord) {
        let derived = scopes::derived(record.opinion(self.served()));
        self.changed.extend(scopes::fixed(&record.members));
        self.changed.extend(derived);
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
