//! Cost follows what changed, however much is stored: documents rendered and reads of the store are
//! counted, not timed.

use super::news::{Item, item, rss};
use super::stage::{CATEGORIES, HOUR, MINUTE, Stage, at};
use diemtin::daemon::clock::Clock;
use diemtin::daemon::shelf::Shelf;
use diemtin::model::{Coding, Timestamp};
use diemtin::serve::Library;
use std::sync::Arc;

const PER_SOURCE: usize = 1_000;
const SOURCES: usize = 20;

/// The articles a source had before the scenario begins.
fn old(source: usize) -> Vec<Item> {
    let one = |n: usize| {
        let item = item(source * PER_SOURCE + n);
        if n.is_multiple_of(2) { item.labelled("Giáo dục") } else { item.labelled("Truyền thống") }
    };
    (0..PER_SOURCE).map(|n| one(n).on(at(-(n as i64) * MINUTE - HOUR))).collect()
}

/// A store with this many stories; every source is configured either way.
fn stage_of(stories: usize) -> Stage {
    let names: Vec<String> = (0..SOURCES).map(|n| format!("s{n}")).collect();
    let sources: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let mut stage = Stage::with(CATEGORIES, &sources);
    for source in 0..SOURCES {
        let items = if source * PER_SOURCE < stories { old(source) } else { vec![item(source * PER_SOURCE)] };
        stage.poll(&format!("s{source}"), &rss(&items), at(0));
    }
    assert!(stage.store().stats().unwrap().stories >= stories as u64);
    stage
}

/// What was counted of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cost {
    /// Documents rendered.
    rendered: u64,
    /// Reads of the store by settling.
    settling: u64,
    /// Reads of the store by rendering.
    rendering: u64,
}

/// A shelf whose documents were all asked for.
struct Counted {
    stage: Stage,
    shelf: Shelf,
    clock: Clock,
}

const ASKED: [&str; 7] = [
    "/feed.atom",
    "/latest.json",
    "/category/khoa-giao.atom",
    "/category/lich-su.atom",
    "/category/khac.rss",
    "/source/s0.atom",
    "/source/s1.atom",
];

impl Counted {
    async fn new(stories: usize) -> Self {
        let stage = stage_of(stories);
        let clock = Clock::manual(at(0));
        let shelf =
            Shelf::new(Arc::clone(stage.store()), Arc::clone(&stage.live), stage.frame(at(0)), clock.clone());
        let counted = Self { stage, shelf, clock };
        counted.everybody_reads().await;
        assert_eq!(counted.shelf.rendered(), ASKED.len() as u64);
        counted
    }

    /// Every document is asked for, so that it is kept fresh from now on.
    async fn everybody_reads(&self) {
        for path in ASKED {
            assert!(self.shelf.document(path, Coding::Gzip).await.unwrap().is_some(), "{path}");
        }
    }

    /// What these polls cost until every reader has the news.
    async fn cost(
        &mut self,
        now: Timestamp,
        polls: impl FnOnce(&mut Stage) -> Vec<diemtin::daemon::settled::Settled>,
    ) -> Cost {
        self.clock.set(now);
        self.everybody_reads().await;
        let (rendered, reads) = (self.shelf.rendered(), self.stage.store().reads());
        for settled in polls(&mut self.stage) {
            if let Some(committed) = settled.committed {
                self.shelf.changed(&committed.scopes);
            }
        }
        let settled = self.stage.store().reads();
        self.clock.set(now.plus(std::time::Duration::from_secs(2)));
        self.shelf.refresh().await;
        let refreshed = self.shelf.rendered();
        self.everybody_reads().await;
        assert_eq!(self.shelf.rendered(), refreshed, "nobody waits for what was refreshed");
        Cost {
            rendered: self.shelf.rendered() - rendered,
            settling: settled - reads,
            rendering: self.stage.store().reads() - settled,
        }
    }

    /// One new story of `s0`, in one category.
    async fn one_new_story(&mut self) -> Cost {
        let news = item(999_999).labelled("Giáo dục").on(at(HOUR));
        let body = rss(&[news, old(0)[0].clone(), old(0)[1].clone()]);
        self.cost(at(HOUR), |stage| vec![stage.poll("s0", &body, at(HOUR))]).await
    }

    /// Every source answers 304.
    async fn all_304(&mut self) -> Cost {
        let now = at(2 * HOUR);
        let ask = |stage: &mut Stage, n: usize| {
            let mut gathered = stage.gathered(&format!("s{n}"), 304, &[], "", now);
            gathered.exchange = diemtin::model::Exchange::Unchanged(diemtin::model::Meta::default());
            stage.settle(&gathered)
        };
        self.cost(now, |stage| (0..SOURCES).map(|n| ask(stage, n)).collect()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_new_story_and_a_cycle_of_304s_cost_the_same_in_a_small_and_a_large_store() {
    let mut costs = Vec::new();
    for stories in [1_000, 20_000] {
        let mut counted = Counted::new(stories).await;
        let (new, quiet) = (counted.one_new_story().await, counted.all_304().await);
        assert_eq!(new.rendered, 4, "unified, latest, its category and its source: {new:?}");
        assert_eq!((quiet.rendered, quiet.rendering), (0, 0), "a cycle of 304s renders nothing");
        assert!(quiet.settling <= SOURCES as u64 * 2, "a 304 reads the state alone: {quiet:?}");
        costs.push((new, quiet));
    }
    let [(small, small_304), (large, large_304)] = costs[..] else { unreachable!() };
    assert_eq!(small_304, large_304);
    assert!(large.settling <= small.settling + 8, "{small:?} and {large:?}");
    assert!(large.rendering <= small.rendering + small.rendering / 10, "{small:?} and {large:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_that_says_the_same_in_other_bytes_renders_nothing() {
    let mut counted = Counted::new(1_000).await;
    let body = rss(&old(0)[..30]);
    let cost = counted.cost(at(HOUR), |stage| vec![stage.poll("s0", &body, at(HOUR))]).await;
    assert_eq!((cost.rendered, cost.rendering), (0, 0), "{cost:?}");
}
