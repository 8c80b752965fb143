//! [`Gates`]: robots.txt of every host that pages are read from, asked once and kept for its term.
//!
//! Only pages pass here: lists, sitemaps, articles. A feed is published to be polled, and its address was
//! given by an editor.

use super::clock::Clock;
use super::live::Live;
use crate::fetch::Robots;
use crate::model::{Problem, Request, Source, Timestamp, Validators};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use url::Url;

/// Hosts remembered, at most; beyond that those that ran out are forgotten, then all.
const MAX_HOSTS: usize = 4_096;

/// No longer than this is waited between robots.txt and the page that it was asked for.
const MAX_PAUSE: Duration = Duration::from_secs(30);

/// What is remembered of robots.txt, by its address.
#[derive(Debug, Default)]
pub struct Gates(Mutex<HashMap<Url, (Robots, Timestamp)>>);

/// Why a page is not asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barred {
    /// To be shown.
    pub problem: Problem,
    /// The host could not be asked what it forbids, and is asked again after this time.
    pub again: Option<Duration>,
}

impl From<Barred> for Problem {
    fn from(barred: Barred) -> Self {
        barred.problem
    }
}

impl Gates {
    /// Whether `url` may be read for `source`, and how long its host wants to be left alone between
    /// requests. Asks for robots.txt where it is not known, and then pauses as between any two requests.
    pub async fn pass(
        &self,
        live: &Live,
        source: &Arc<Source>,
        url: &Url,
        clock: &Clock,
    ) -> Result<Option<Duration>, Barred> {
        if !source.robots {
            return Ok(None);
        }
        let Some(robots) = self.robots(live, source, url, clock).await else { return Ok(None) };
        let again = robots.is_unreachable().then(|| robots.keep_for());
        robots.judge(url).map_err(|problem| Barred { problem, again })?;
        Ok(robots.crawl_delay())
    }

    /// What the host of `url` says, asked once; absent for addresses that are not of the web.
    pub async fn robots(
        &self,
        live: &Live,
        source: &Arc<Source>,
        url: &Url,
        clock: &Clock,
    ) -> Option<Robots> {
        let address = Robots::address(url)?;
        if let Some(robots) = self.known(&address, clock.now()) {
            return Some(robots);
        }
        let robots = self.ask(live, source, &address, clock).await;
        let delay = live.config.settings.fetch.per_host_delay;
        let pause = delay.max(robots.crawl_delay().unwrap_or_default());
        tokio::time::sleep(pause.min(MAX_PAUSE)).await;
        Some(robots)
    }

    fn known(&self, address: &Url, now: Timestamp) -> Option<Robots> {
        let gates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        gates.get(address).filter(|(_, until)| *until > now).map(|(robots, _)| robots.clone())
    }

    async fn ask(&self, live: &Live, source: &Arc<Source>, address: &Url, clock: &Clock) -> Robots {
        let url = address.clone();
        let request = Request { source: Arc::clone(source), url, validators: Validators::default() };
        let robots = Robots::of(&live.client.get(&request).await);
        let now = clock.now();
        // nothing panics while the lock is held
        let mut gates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if gates.len() >= MAX_HOSTS {
            gates.retain(|_, (_, until)| *until > now);
        }
        if gates.len() >= MAX_HOSTS {
            gates.clear();
        }
        gates.insert(address.clone(), (robots.clone(), now.plus(robots.keep_for())));
        robots
    }
}
