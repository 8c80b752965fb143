//! What a poll leaves to be read: article pages, older pages of a list, sitemaps of an index.
//!
//! They are stored with the poll that wants them, fetched one at a time a source, as politely as polls, and
//! settled in one transaction each. An entry that waits for its article is published when that arrives, has
//! failed three times, or 15 minutes have passed.

use super::clock::Clock;
use super::gates::{Barred, Gates};
use super::live::Live;
use super::near;
use super::reading::{self, Hints};
use super::recheck;
use super::settled::{LONGEST_WAIT, Outlook, Settled, is_told};
use super::taking::{self, Reading};
use crate::model::{
    Answer, Content, Entry, EntryKey, Exchange, FeedKind, Followup, FollowupKind, Gathered, Parsed, Problem,
    ProblemKind, Reach, Request, Retry, Seen, Source, SourceState, Timestamp, Validators,
};
use crate::parse::Wanted;
use crate::store::{Batch, Store, StoreError};
use crate::{dedup, fetch, parse};
use std::sync::Arc;
use std::time::Duration;

/// A page is tried this often.
const MAX_ATTEMPTS: u32 = 3;
/// From the first failure to the next try; four times as long after the second.
const FIRST_RETRY: Duration = Duration::from_secs(60);
/// The wait after a host asked to be left alone without saying how long.
pub(super) const THROTTLED_FOR: Duration = Duration::from_secs(300);
/// A page whose entry has no title without it is tried this often: over half a day in all.
const MAX_ATTEMPTS_FOR_A_TITLE: u32 = 7;
/// A host that asks to be left alone for this long since a page was wanted is left alone with it.
const LONGEST_PUT_OFF: Duration = Duration::from_secs(24 * 3600);

/// A page that was left to be read, read; on its way from [`gather`] to [`settle`].
#[derive(Debug, Clone)]
pub struct Followed {
    /// What was asked for.
    pub followup: Followup,
    /// What came of it.
    pub gathered: Gathered,
}

/// Asks for one page that was left to be read. Touches no store.
pub async fn gather(
    live: Arc<Live>,
    gates: Arc<Gates>,
    source: Arc<Source>,
    state: SourceState,
    followup: Followup,
    clock: Clock,
) -> Followed {
    if matches!(followup.kind, FollowupKind::Recheck(_)) && source.recheck().is_none() {
        return recheck::unwanted(followup, clock.now());
    }
    let pause = match gates.pass(&live, &source, &followup.url, &clock).await {
        Ok(pause) => pause,
        Err(barred) => return unasked(followup, barred, clock.now()),
    };
    let answer = live.client.get(&request(&source, &followup)).await;
    let at = clock.now();
    let (asked, wanted) = (followup.clone(), Arc::clone(&source));
    let read = tokio::task::spawn_blocking(move || read(&wanted, &state, &asked, &answer, at));
    let mut gathered = match read.await {
        Ok(gathered) => gathered,
        Err(_) => Gathered::unasked(source.id.clone(), parse::internal(), at),
    };
    gathered.pause = pause;
    Followed { followup, gathered }
}

/// How a page is asked for: one that was had before, conditionally.
pub fn request(source: &Arc<Source>, followup: &Followup) -> Request {
    let validators = match &followup.kind {
        FollowupKind::Recheck(recheck) => recheck.validators.clone(),
        _ => Validators::default(),
    };
    Request { source: Arc::clone(source), url: followup.url.clone(), validators }
}

/// A page that was not asked for. A host that cannot say what it forbids is left alone until it can.
pub fn unasked(followup: Followup, Barred { problem, again }: Barred, at: Timestamp) -> Followed {
    let mut gathered = Gathered::unasked(followup.source.clone(), problem.clone(), at);
    if again.is_some() {
        let retry = Retry { after: again, whole_host: false };
        gathered.exchange = Exchange::Throttled { retry, problem };
    }
    Followed { followup, gathered }
}

/// What the answer to a page that was left to be read came to.
pub fn read(
    source: &Source,
    state: &SourceState,
    followup: &Followup,
    answer: &Answer,
    at: Timestamp,
) -> Gathered {
    let mut known = SourceState::new(source.id.clone(), followup.url.clone(), Duration::ZERO, at);
    let (mut unconditional, mut is_read) = (true, true);
    if let FollowupKind::Recheck(recheck) = &followup.kind {
        known.validators = recheck.validators.clone();
        unconditional = recheck.validators == Validators::default();
        is_read = source.reads_articles(state.kind.unwrap_or(FeedKind::Listing));
    }
    let exchange = fetch::interpret(answer, &known, unconditional, at);
    let mut gathered = Gathered::answered(source.id.clone(), answer, exchange, unconditional, at);
    if let Some(problem) = fetch::nothing_there(answer) {
        gathered.exchange = Exchange::Failed(problem);
    } else if is_read && matches!(gathered.exchange, Exchange::Changed(_)) {
        let hints = match followup.kind {
            FollowupKind::Article(_) | FollowupKind::Recheck(_) => Hints::wanting(source, Wanted::Article),
            FollowupKind::Older(_) => Hints::of(source, state),
            FollowupKind::Sitemap(_) => Hints::wanting(source, Wanted::Sitemap),
        };
        match reading::read_now(answer, &hints, at) {
            Ok(parsed) => gathered.content = Content::Read(Box::new(parsed)),
            Err(problem) => gathered.exchange = reading::unread(problem),
        }
    }
    gathered
}

/// Takes what one page brought into the store, in one transaction.
pub fn settle(
    store: &Store,
    live: &Live,
    state: &SourceState,
    followed: Followed,
) -> Result<Settled, StoreError> {
    let Followed { followup, gathered } = followed;
    let Some(source) = live.source(&followup.source) else {
        return Ok(Settled::unchanged(state.clone()));
    };
    let wanted = store.followups(&source.id)?.into_iter().find(|known| known.id == followup.id);
    let Some(followup) = wanted else {
        return Ok(Settled {
            outlook: Some(Outlook::of(store, &source.id)?),
            ..Settled::unchanged(state.clone())
        });
    };
    let settling = Settling { store, live, source, state, at: gathered.at };
    if let FollowupKind::Recheck(recheck) = &followup.kind {
        let recheck = (**recheck).clone();
        return settling.rechecked(followup, recheck, gathered);
    }
    match (gathered.exchange, gathered.content) {
        (_, Content::Read(parsed)) => match followup.kind {
            FollowupKind::Article(_) => settling.article(followup, *parsed),
            FollowupKind::Older(reach) | FollowupKind::Sitemap(reach) => {
                settling.further(followup, reach, *parsed)
            }
            FollowupKind::Recheck(_) => settling.given_up(followup, None),
        },
        (Exchange::Throttled { retry, problem }, _) => settling.put_off(followup, retry, problem),
        (Exchange::Gone(problem) | Exchange::Failed(problem), _) => settling.failed(followup, problem),
        (Exchange::Unchanged(_) | Exchange::Changed(_), Content::None) => settling.given_up(followup, None),
    }
}

/// Publishes the entries of a source that have waited long enough for their articles, as they were listed.
/// The articles are still read and complete them later.
pub fn release(
    store: &Store,
    live: &Live,
    state: &SourceState,
    now: Timestamp,
) -> Result<Settled, StoreError> {
    let Some(source) = live.source(&state.source) else {
        return Ok(Settled::unchanged(state.clone()));
    };
    let settling = Settling { store, live, source, state, at: now };
    let (mut listed, mut batch) = (Vec::new(), Batch::default());
    for followup in store.followups(&source.id)? {
        if let FollowupKind::Article(Some(entry)) = &followup.kind
            && is_told(entry)
            && now.since(followup.since) >= LONGEST_WAIT
        {
            listed.push((**entry).clone());
            batch.followups.push(Followup { kind: FollowupKind::Article(None), ..followup });
        }
    }
    settling.publish(listed, None, batch, None)
}

/// One page on its way into the store.
pub(super) struct Settling<'a> {
    pub store: &'a Store,
    pub live: &'a Live,
    pub source: &'a Arc<Source>,
    pub state: &'a SourceState,
    pub at: Timestamp,
}

impl Settling<'_> {
    /// An article arrived: its entry is published, or completed if it was published before.
    fn article(&self, followup: Followup, parsed: Parsed) -> Result<Settled, StoreError> {
        let Some(page) = parsed.entries.into_iter().next() else { return self.given_up(followup, None) };
        let done = vec![(self.source.id.clone(), followup.id)];
        match followup.kind {
            FollowupKind::Article(Some(listed)) => {
                self.publish(vec![*listed], Some(&page), Batch { followed: done, ..Batch::default() }, None)
            }
            _ => {
                let key = EntryKey(followup.id.0);
                let known = self.store.known(&taking::asked_whole(&[key]), self.at)?;
                let mut merged = dedup::refine(&known, key, &page, self.at);
                let prints = near::join(self.store, self.live, self.source, &known, &mut merged, self.at)?;
                taking::classify(self.store, self.live, &mut merged)?;
                let state = fetch::read_page(self.state, false, self.at);
                let mut batch = Batch { followed: done, ..taking::batch(merged) };
                prints.put(&mut batch);
                self.write(batch, Some(state))
            }
        }
    }

    /// An older page or a sitemap arrived.
    fn further(&self, followup: Followup, reach: Reach, parsed: Parsed) -> Result<Settled, StoreError> {
        let mut parsed = parsed;
        let entries = std::mem::take(&mut parsed.entries);
        let reading = Reading::further(self.source, self.state, &parsed, reach, self.at);
        match taking::take(self.store, self.live, &reading, entries)? {
            Ok(mut taken) => {
                if taken.settled().left_out {
                    // its entries wait for room among those that wait
                    let again = self.at.plus(LONGEST_WAIT);
                    taken.batch.followups.push(Followup { due: again, ..followup });
                } else {
                    taken.batch.followed.push((self.source.id.clone(), followup.id));
                }
                let state = fetch::read_further(self.state, taken.settled().new_entries, self.at);
                taken.commit(self.store, self.live, state, self.at)
            }
            Err(problem) => self.failed(followup, problem),
        }
    }

    /// A host that asks to be left alone counts as no failure of the page.
    fn put_off(&self, followup: Followup, retry: Retry, problem: Problem) -> Result<Settled, StoreError> {
        if self.at.since(followup.since) >= LONGEST_PUT_OFF {
            return self.lost(followup, problem);
        }
        let wait = retry.after.unwrap_or(THROTTLED_FOR);
        let batch =
            Batch { followups: vec![Followup { due: self.at.plus(wait), ..followup }], ..Batch::default() };
        // entries will be published without their articles: somebody should know why
        let state = (wait > LONGEST_WAIT).then(|| SourceState { pages: Some(problem), ..self.state.clone() });
        self.write(batch, state)
    }

    /// A page failed: it is tried again, unless it is gone for good or was tried often enough.
    fn failed(&self, followup: Followup, problem: Problem) -> Result<Settled, StoreError> {
        let attempts = followup.attempts.saturating_add(1);
        let needs_title = matches!(&followup.kind, FollowupKind::Article(Some(entry)) if !is_told(entry));
        let most = if needs_title { MAX_ATTEMPTS_FOR_A_TITLE } else { MAX_ATTEMPTS };
        if is_final(problem.kind) || attempts >= most {
            return self.lost(followup, problem);
        }
        let due = self.at.plus(FIRST_RETRY * 4_u32.saturating_pow(attempts - 1));
        self.write(
            Batch { followups: vec![Followup { attempts, due, ..followup }], ..Batch::default() },
            None,
        )
    }

    /// The page is given up because of a problem, which may speak for all pages of its source.
    fn lost(&self, followup: Followup, problem: Problem) -> Result<Settled, StoreError> {
        let is_older = matches!(followup.kind, FollowupKind::Older(_));
        let speaks_for_all = !is_older && !matches!(problem.kind, ProblemKind::NotFound | ProblemKind::Gone);
        let state = speaks_for_all.then(|| SourceState { pages: Some(problem), ..self.state.clone() });
        self.given_up(followup, state)
    }

    /// The page will not come: an entry that waits for it is published as it was listed.
    fn given_up(&self, followup: Followup, state: Option<SourceState>) -> Result<Settled, StoreError> {
        let batch = Batch { followed: vec![(self.source.id.clone(), followup.id)], ..Batch::default() };
        match followup.kind {
            FollowupKind::Article(Some(entry)) if !is_told(&entry) => {
                // An address alone tells a reader nothing; it is known, so that it does not come again.
                let seen = vec![(EntryKey(followup.id.0), Seen::Held { first_seen: self.at })];
                self.write(Batch { seen, ..batch }, state)
            }
            FollowupKind::Article(Some(entry)) => self.publish(vec![*entry], None, batch, state),
            _ => self.write(batch, state),
        }
    }

    /// Publishes listed entries, with what the `page` of the only one adds, in one transaction with `batch`.
    fn publish(
        &self,
        listed: Vec<Entry>,
        page: Option<&Entry>,
        batch: Batch,
        state: Option<SourceState>,
    ) -> Result<Settled, StoreError> {
        let kind = self.state.kind.unwrap_or(FeedKind::Listing);
        let mut incoming = taking::identified(self.source, kind, listed);
        let known = taking::known(self.store, self.source, &incoming, self.at)?;
        let mut disagree = false;
        if let (Some(page), Some(one)) = (page, incoming.first_mut()) {
            let enriched = dedup::enrich(std::mem::take(&mut one.entry), page);
            disagree = enriched.dates_disagree;
            one.entry = enriched.entry;
        }
        let circumstances = taking::circumstances(self.live, self.source, false, self.at);
        let mut merged = dedup::merge(incoming, &known, &circumstances);
        let prints = near::join(self.store, self.live, self.source, &known, &mut merged, self.at)?;
        taking::classify(self.store, self.live, &mut merged)?;
        let (mut followups, mut followed) = (batch.followups, batch.followed);
        if self.source.recheck().is_some() {
            let pending = self.store.followups(&self.source.id)?;
            let again = recheck::wanted(self.source, recheck::published(&merged, &known), &pending, self.at);
            followups.extend(again.wanted);
            followed.extend(again.displaced);
        }
        let state = page.map(|_| fetch::read_page(self.state, disagree, self.at)).or(state);
        let mut batch = Batch { followups, followed, ..taking::batch(merged) };
        prints.put(&mut batch);
        self.write(batch, state)
    }

    /// Writes what one page changes.
    pub(super) fn write(&self, mut batch: Batch, state: Option<SourceState>) -> Result<Settled, StoreError> {
        let state = state.unwrap_or_else(|| self.state.clone());
        if state != *self.state {
            batch.states.push(state.clone());
        }
        let committed = Some(near::commit(self.store, self.live, batch, self.at)?);
        let outlook = Some(Outlook::of(self.store, &self.source.id)?);
        Ok(Settled { committed, outlook, ..Settled::unchanged(state) })
    }
}

/// Whether trying again is of no use.
fn is_final(kind: ProblemKind) -> bool {
    use ProblemKind::*;
    matches!(kind, NotFound | Gone | Robots | LoginRequired | ForbiddenAddress | NoArticle | ListChanged)
}
