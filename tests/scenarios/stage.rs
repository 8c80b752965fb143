//! The stage: a store in a temporary folder, a config the test wrote, polls at times it chooses.

use diemtin::config;
use diemtin::daemon::followups::{self, Followed};
use diemtin::daemon::gates::Barred;
use diemtin::daemon::live::Live;
use diemtin::daemon::pipeline;
use diemtin::daemon::reading::{self, Hints};
use diemtin::daemon::settled::Settled;
use diemtin::fetch;
use diemtin::model::{
    Answer, Content, EntryRecord, Exchange, Followup, Gathered, Problem, Scope, SourceId, SourceState,
    StoryId, Timestamp,
};
use diemtin::publish::{Format, RENDERER};
use diemtin::store::{Committed, Frame, OpenMode, Store};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// Every scenario begins at 2026-09-01T08:00:00Z.
pub const START: Timestamp = Timestamp(1_788_249_600);
pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 3600;
pub const DAY: i64 = 86_400;

/// A moment so many seconds after the start.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp(START.0 + seconds)
}

/// Three categories and a province; the last category takes what nothing else wants.
pub const CATEGORIES: &str = r#"
[[category]]
slug = "khoa-giao"
name = "Khoa giáo"
slugs = ["khoa-giao"]
aliases = ["Giáo dục"]
[[category]]
slug = "lich-su"
name = "Lịch sử"
aliases = ["Truyền thống"]
[[category]]
slug = "khac"
name = "Tin khác"
[[province]]
slug = "hoa-giang"
name = "Hoa Giang"
"#;

/// A store, a config, and what is remembered of every source.
pub struct Stage {
    folder: TempDir,
    store: Option<Arc<Store>>,
    pub live: Arc<Live>,
    pub states: HashMap<SourceId, SourceState>,
}

/// One story as a subscriber of the JSON form reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub id: String,
    pub title: String,
    pub published: Timestamp,
    pub updated: Timestamp,
    pub categories: Vec<String>,
    pub publishers: Vec<String>,
}

impl Stage {
    /// A fresh store and sources given as `(id, lines of its table)`; see [`CATEGORIES`].
    pub fn new(sources: &[(&str, &str)]) -> Self {
        Self::with(CATEGORIES, sources)
    }

    pub fn with(categories: &str, sources: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let live = live(&folder, categories, sources);
        let store = Store::open(&folder.path().join("store"), OpenMode::Create, START).unwrap();
        let mut stage = Self { folder, store: Some(Arc::new(store)), live, states: HashMap::new() };
        stage.index(START);
        stage
    }

    pub fn store(&self) -> &Arc<Store> {
        self.store.as_ref().unwrap()
    }

    /// Another config, taken over as a running daemon does; what the re-index changed.
    pub fn reload(
        &mut self,
        categories: &str,
        sources: &[(&str, &str)],
        now: Timestamp,
    ) -> Option<Committed> {
        self.live = live(&self.folder, categories, sources);
        self.index(now)
    }

    fn index(&mut self, now: Timestamp) -> Option<Committed> {
        let rules = &self.live.rules;
        let mut assign = |entries: &[&EntryRecord]| rules.assign(entries);
        self.store().reindex(rules.digest(), &mut assign, now).unwrap()
    }

    /// Closes the store and opens it again at `now`, as another process would.
    pub fn reopen(&mut self, now: Timestamp) {
        self.store = None;
        let store = Store::open(&self.folder.path().join("store"), OpenMode::Existing, now).unwrap();
        self.states = store.states().unwrap().into_iter().map(|s| (s.source.clone(), s)).collect();
        self.store = Some(Arc::new(store));
        self.index(now);
    }

    /// Another store in place of this one, which is given back.
    pub fn take_over(&mut self, store: Store) -> Store {
        let old = self.store.replace(Arc::new(store)).unwrap();
        Arc::into_inner(old).unwrap()
    }

    /// What is remembered of a source.
    pub fn state(&self, source: &str) -> SourceState {
        let id: SourceId = source.parse().unwrap();
        let configured = self.live.source(&id).unwrap();
        let interval = self.live.config.settings.fetch.interval;
        let fresh = || SourceState::new(id.clone(), configured.url.clone(), interval, START);
        self.states.get(&id).cloned().unwrap_or_else(fresh)
    }

    /// A source answers 200 with this body.
    pub fn poll(&mut self, source: &str, body: &str, now: Timestamp) -> Settled {
        self.answered(source, 200, &[], body, now)
    }

    /// The same with a status and header fields.
    pub fn answered(
        &mut self,
        source: &str,
        status: u16,
        headers: &[(&str, &str)],
        body: &str,
        now: Timestamp,
    ) -> Settled {
        let gathered = self.gathered(source, status, headers, body, now);
        self.settle(&gathered)
    }

    /// What asking a source came to when it answered this.
    pub fn gathered(
        &self,
        source: &str,
        status: u16,
        headers: &[(&str, &str)],
        body: &str,
        now: Timestamp,
    ) -> Gathered {
        let state = self.state(source);
        let answer = Answer {
            hops: Vec::new(),
            final_url: state.url.clone(),
            status,
            headers: headers.iter().map(|(n, v)| ((*n).to_owned(), v.as_bytes().to_vec())).collect(),
            body: body.as_bytes().to_vec(),
            wire_bytes: body.len() as u64,
            fault: None,
            took: Duration::from_millis(20),
        };
        let unconditional = state.validators == Default::default();
        let mut gathered = Gathered {
            source: state.source.clone(),
            at: now,
            exchange: fetch::interpret(&answer, &state, unconditional, now),
            content: Content::None,
            status,
            wire_bytes: answer.wire_bytes,
            took: answer.took,
            unconditional,
            pause: None,
        };
        if matches!(gathered.exchange, Exchange::Changed(_)) {
            let source = self.live.source(&state.source).unwrap();
            match reading::read_now(&answer, &Hints::of(source, &state), now) {
                Ok(parsed) => gathered.content = Content::Read(Box::new(parsed)),
                Err(problem) => gathered.exchange = Exchange::Failed(problem),
            }
        }
        gathered
    }

    /// Settles one poll as the event loop does: a state alone goes through `touch`.
    pub fn settle(&mut self, gathered: &Gathered) -> Settled {
        let state = self.state(gathered.source.as_str());
        let settled = pipeline::settle(self.store(), &self.live, &state, &mut gathered.clone()).unwrap();
        if settled.committed.is_none() {
            self.store().touch(vec![settled.state.clone()]).unwrap();
        }
        self.states.insert(gathered.source.clone(), settled.state.clone());
        settled
    }

    /// The frame of all documents at `now`.
    pub fn frame(&self, now: Timestamp) -> Frame {
        let all = blake3::hash(&[self.live.config.digest, self.live.rules.digest()].concat());
        let mut digest = [0; 16];
        digest.copy_from_slice(&all.as_bytes()[..16]);
        self.store().frame(digest, RENDERER, now).unwrap()
    }

    /// One feed as bytes.
    pub fn feed(&self, scope: &Scope, format: Format, now: Timestamp) -> Vec<u8> {
        let frame = self.frame(now);
        let document = pipeline::publish(self.store(), &self.live, &frame, scope, format).unwrap();
        document.body.to_vec()
    }

    /// The unified feed as bytes.
    pub fn unified(&self, format: Format, now: Timestamp) -> Vec<u8> {
        let frame = self.frame(now);
        pipeline::publish_unified(self.store(), &self.live, &frame, format).unwrap().body.to_vec()
    }

    /// Every feed in every format, by address.
    pub fn everything(&self, now: Timestamp) -> BTreeMap<String, Vec<u8>> {
        let taxonomy = &self.live.config.taxonomy;
        let categories = taxonomy.categories.iter().map(|c| Scope::Category(c.slug.clone()));
        let provinces = taxonomy.provinces.iter().map(|p| Scope::Province(p.slug.clone()));
        let sources = self.live.config.sources.iter().map(|s| Scope::Source(s.id.clone()));
        let scopes: Vec<Scope> =
            [Scope::All].into_iter().chain(categories).chain(provinces).chain(sources).collect();
        let mut all = BTreeMap::new();
        for format in [Format::Atom, Format::Rss, Format::Json] {
            all.insert(format!("unified {format:?}"), self.unified(format, now));
            for scope in &scopes {
                all.insert(format!("{scope:?} {format:?}"), self.feed(scope, format, now));
            }
        }
        all
    }

    /// The stories of a scope as a subscriber reads them, in the feed's order.
    pub fn read(&self, scope: &Scope) -> Vec<Read> {
        read(&self.feed(scope, Format::Json, START))
    }

    /// The same of every story.
    pub fn latest(&self) -> Vec<Read> {
        self.read(&Scope::All)
    }

    pub fn titles(&self) -> Vec<String> {
        self.latest().into_iter().map(|story| story.title).collect()
    }

    /// The store's revision.
    pub fn revision(&self) -> u64 {
        self.store().stats().unwrap().revision
    }

    /// No two tables of the store disagree.
    pub fn assert_sound(&self) {
        let checked = self.store().check().unwrap();
        assert_eq!(checked.faults, Vec::<String>::new());
    }
}

impl Read {
    /// The id in the store.
    pub fn story(&self) -> StoryId {
        self.id.trim_start_matches("urn:uuid:").replace('-', "").parse().unwrap()
    }
}

pub fn category(slug: &str) -> Scope {
    Scope::Category(slug.parse().unwrap())
}

/// The items of a JSON Feed.
pub fn read(json: &[u8]) -> Vec<Read> {
    let feed: Value = serde_json::from_slice(json).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = |value: &Value, field: &str| -> Vec<String> {
        value.as_array().unwrap().iter().map(|one| text(&one[field])).collect()
    };
    let items = feed["items"].as_array().unwrap().iter();
    items
        .map(|item| Read {
            id: text(&item["id"]),
            title: text(&item["title"]),
            published: text(&item["date_published"]).parse().unwrap(),
            updated: text(&item["date_modified"]).parse().unwrap(),
            categories: list(&item["_diemtin"]["categories"], "term"),
            publishers: list(&item["_diemtin"]["publishers"], "id"),
        })
        .collect()
}

fn live(folder: &TempDir, categories: &str, sources: &[(&str, &str)]) -> Arc<Live> {
    let mut text = String::from(
        "contact = \"mailto:tester@example.org\"\ndefault = \"khac\"\n\
         [server]\npublic_url = \"https://diemtin.example/\"\n[feed]\npage_size = 500\n\
         [store]\npath = \"store\"\ncontrol = \"control.sock\"\n\
         [fetch]\nper_host_delay = \"0s\"\nallow_private = [\"127.0.0.0/8\"]\n",
    );
    text.push_str(categories);
    for (id, lines) in sources {
        let url = if lines.contains("url =") {
            String::new()
        } else {
            format!("url = \"https://{id}.example/rss\"\n")
        };
        text.push_str(&format!("[[source]]\nid = \"{id}\"\nname = \"{id}\"\n{url}{lines}\n"));
    }
    let path = folder.path().join("diemtin.toml");
    std::fs::write(&path, text).unwrap();
    let config = config::load(&path).unwrap_or_else(|faults| panic!("{faults:?}"));
    Arc::new(Live::new(config).unwrap())
}

impl Stage {
    /// What is still to be read for a source, the longest due first.
    pub fn wanted(&self, source: &str) -> Vec<Followup> {
        self.store().followups(&source.parse().unwrap()).unwrap()
    }

    /// The next page that is wanted for a source answers this.
    pub fn follow(&mut self, source: &str, status: u16, body: &str, now: Timestamp) -> Settled {
        let followup =
            self.wanted(source).into_iter().next().unwrap_or_else(|| panic!("{source} wants nothing"));
        self.followed(followup, status, body, now)
    }

    /// The same of the page at this place, whichever is next.
    pub fn follow_at(
        &mut self,
        source: &str,
        place: &str,
        status: u16,
        body: &str,
        now: Timestamp,
    ) -> Settled {
        let wanted = self.wanted(source);
        let followup = wanted.into_iter().find(|followup| followup.url.as_str().ends_with(place));
        self.followed(followup.unwrap_or_else(|| panic!("{place} is not wanted")), status, body, now)
    }

    fn followed(&mut self, followup: Followup, status: u16, body: &str, now: Timestamp) -> Settled {
        self.page(followup, status, &[], body, now)
    }

    /// A page that is wanted answers with these header fields beside its type.
    pub fn page(
        &mut self,
        followup: Followup,
        status: u16,
        headers: &[(&str, &str)],
        body: &str,
        now: Timestamp,
    ) -> Settled {
        let headers = [("content-type", "text/html; charset=utf-8")].iter().chain(headers);
        let state = self.state(followup.source.as_str());
        let configured = Arc::clone(self.live.source(&state.source).unwrap());
        let answer = Answer {
            hops: Vec::new(),
            final_url: followup.url.clone(),
            status,
            headers: headers.map(|(n, v)| ((*n).to_owned(), v.as_bytes().to_vec())).collect(),
            body: body.as_bytes().to_vec(),
            wire_bytes: body.len() as u64,
            fault: None,
            took: Duration::from_millis(20),
        };
        let gathered = followups::read(&configured, &state, &followup, &answer, now);
        self.settle_page(Followed { followup, gathered })
    }

    /// robots.txt does not let the next page that is wanted be asked for, or cannot be had itself.
    pub fn barred(&mut self, source: &str, problem: Problem, again: Option<Duration>, now: Timestamp) {
        let followup = self.wanted(source).into_iter().next().unwrap();
        self.settle_page(followups::unasked(followup, Barred { problem, again }, now));
    }

    /// Settles a page that was read.
    pub fn settle_page(&mut self, followed: Followed) -> Settled {
        let state = self.state(followed.followup.source.as_str());
        let settled = followups::settle(self.store(), &self.live, &state, followed).unwrap();
        self.states.insert(state.source, settled.state.clone());
        settled
    }

    /// The entries of a source that have waited long enough for their articles are published.
    pub fn release(&mut self, source: &str, now: Timestamp) -> Settled {
        let state = self.state(source);
        let settled = followups::release(self.store(), &self.live, &state, now).unwrap();
        self.states.insert(state.source, settled.state.clone());
        settled
    }
}
