//! Politeness over time: which tasks, polls and pages to read, may start now. Pure; time comes in as [`Millis`].
//!
//! Every operation costs the logarithm of the number of tasks. Hosts are the unit: a host stands in
//! `later` until it may be asked again, then in `ready`, ordered by the due time of its first task, so
//! that whoever is due longest goes first and nobody starves.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

/// Unix time in milliseconds.
pub type Millis = i64;

/// Who may be asked when, and who is being asked.
#[derive(Debug)]
pub struct Queue<K> {
    concurrency: usize,
    per_host: usize,
    delay: Millis,
    running: usize,
    now: Millis,
    tasks: HashMap<K, Place>,
    hosts: HashMap<Arc<str>, Host<K>>,
    later: BTreeSet<(Millis, Arc<str>)>,
    ready: BTreeSet<(Millis, Arc<str>)>,
}

/// Where a task stands.
#[derive(Debug)]
struct Place {
    host: Arc<str>,
    /// When it is due; absent while nobody has said so since it was last admitted.
    due: Option<Millis>,
    /// The host it is being asked at.
    running_at: Option<Arc<str>>,
    /// Removed while running: forgotten when done.
    removed: bool,
}

#[derive(Debug)]
struct Host<K> {
    waiting: BTreeSet<(Millis, K)>,
    running: usize,
    /// Nothing starts before: the end of the last fetch and the delay, or a hold.
    free: Millis,
    held: Millis,
    place: Option<Listed>,
}

/// Where a host stands in `later` or `ready`.
#[derive(Debug, Clone, Copy)]
enum Listed {
    Later(Millis),
    Ready(Millis),
}

impl<K: Ord + Clone + Hash> Queue<K> {
    /// An empty queue: at most `concurrency` at once, `per_host` of them at one host, and `per_host_delay`
    /// from the end of one to the beginning of the next there. Zero counts as one.
    pub fn new(concurrency: usize, per_host: usize, per_host_delay: Duration) -> Self {
        Self {
            concurrency: concurrency.max(1),
            per_host: per_host.max(1),
            delay: Millis::try_from(per_host_delay.as_millis()).unwrap_or(Millis::MAX),
            running: 0,
            now: Millis::MIN,
            tasks: HashMap::new(),
            hosts: HashMap::new(),
            later: BTreeSet::new(),
            ready: BTreeSet::new(),
        }
    }

    /// Other limits from now on. What runs goes on, and what a host was promised stays: its hold, and the
    /// pause after its last fetch, cut to the new delay where that is shorter.
    pub fn limit(&mut self, concurrency: usize, per_host: usize, per_host_delay: Duration) {
        let fresh = Self::new(concurrency, per_host, per_host_delay);
        (self.concurrency, self.per_host, self.delay) = (fresh.concurrency, fresh.per_host, fresh.delay);
        self.relist();
    }

    /// `task`, at `host`, is due at `due`. Said of a running task it holds from when that is done.
    pub fn set(&mut self, task: K, host: String, due: Millis) {
        let host = self.host_named(host);
        let place = self.tasks.entry(task.clone()).or_insert_with(|| Place {
            host: Arc::clone(&host),
            due: None,
            running_at: None,
            removed: false,
        });
        let old = place.due.replace(due).map(|due| (due, Arc::clone(&place.host)));
        let runs = place.running_at.is_some();
        place.host = Arc::clone(&host);
        place.removed = false;
        if runs {
            return;
        }
        if let Some((due, old_host)) = old {
            self.withdraw(&old_host, due, &task);
        }
        self.enqueue(&host, due, task);
    }

    /// `task` is not asked any more; one that is running still counts until [`Queue::done`].
    pub fn remove(&mut self, task: &K) {
        let Some(place) = self.tasks.get_mut(task) else { return };
        if place.running_at.is_some() {
            place.removed = true;
            place.due = None;
            return;
        }
        let (host, due) = (Arc::clone(&place.host), place.due);
        self.tasks.remove(task);
        if let Some(due) = due {
            self.withdraw(&host, due, task);
        }
        self.prune();
    }

    /// Those that may start now, longest due first; they count as running from here on.
    pub fn admit(&mut self, now: Millis) -> Vec<K> {
        self.turn_clock(now);
        while let Some((when, _)) = self.later.first() {
            if *when > now {
                break;
            }
            let Some((_, host)) = self.later.pop_first() else { break };
            if let Some(entry) = self.hosts.get_mut(&host) {
                let first = entry.waiting.first().map_or(now, |(due, _)| *due);
                entry.place = Some(Listed::Ready(first));
                self.ready.insert((first, host));
            }
        }
        let mut admitted = Vec::new();
        while self.running < self.concurrency {
            let Some((_, host)) = self.ready.pop_first() else { break };
            admitted.extend(self.start_one(&host, now));
        }
        admitted
    }

    /// `task` has been asked; it waits for the next [`Queue::set`], unless that was said meanwhile.
    pub fn done(&mut self, task: &K, now: Millis) {
        let Some(place) = self.tasks.get_mut(task) else { return };
        let Some(ran_at) = place.running_at.take() else { return };
        let (host, due, removed) = (Arc::clone(&place.host), place.due, place.removed);
        self.running = self.running.saturating_sub(1);
        let free = now.saturating_add(self.delay);
        if let Some(entry) = self.hosts.get_mut(&ran_at) {
            entry.running = entry.running.saturating_sub(1);
            entry.free = entry.free.max(free);
        }
        self.list(&ran_at);
        if removed {
            self.tasks.remove(task);
            self.prune();
        } else if let Some(due) = due {
            self.enqueue(&host, due, task.clone());
        }
    }

    /// Nothing starts at `host` before `until`; a later hold prolongs, an earlier one changes nothing.
    pub fn hold(&mut self, host: &str, until: Millis) {
        let host = self.host_named(host.to_owned());
        if let Some(entry) = self.hosts.get_mut(&host) {
            entry.held = entry.held.max(until);
        }
        self.list(&host);
    }

    /// When [`Queue::admit`] could next give something; absent when only [`Queue::done`] or
    /// [`Queue::set`] can change that.
    pub fn wakeup(&self) -> Option<Millis> {
        if self.running >= self.concurrency {
            return None;
        }
        match self.ready.first() {
            Some(_) => Some(self.now),
            None => self.later.first().map(|(when, _)| *when),
        }
    }

    /// How many are being asked.
    pub fn running(&self) -> usize {
        self.running
    }

    fn host_named(&mut self, name: String) -> Arc<str> {
        if let Some((known, _)) = self.hosts.get_key_value(name.as_str()) {
            return Arc::clone(known);
        }
        let name: Arc<str> = name.into();
        let host =
            Host { waiting: BTreeSet::new(), running: 0, free: Millis::MIN, held: Millis::MIN, place: None };
        self.hosts.insert(Arc::clone(&name), host);
        name
    }

    fn enqueue(&mut self, host: &Arc<str>, due: Millis, task: K) {
        if let Some(entry) = self.hosts.get_mut(host) {
            entry.waiting.insert((due, task));
        }
        self.list(host);
    }

    fn withdraw(&mut self, host: &Arc<str>, due: Millis, task: &K) {
        if let Some(entry) = self.hosts.get_mut(host) {
            entry.waiting.remove(&(due, task.clone()));
        }
        self.list(host);
    }

    /// Starts the first task of a host that is ready, and lists the host anew.
    fn start_one(&mut self, host: &Arc<str>, now: Millis) -> Option<K> {
        let entry = self.hosts.get_mut(host)?;
        entry.place = None;
        let first = entry.waiting.first().filter(|(due, _)| *due <= now).cloned();
        if let Some((due, task)) = &first {
            entry.waiting.remove(&(*due, task.clone()));
            entry.running += 1;
            self.running += 1;
            if let Some(place) = self.tasks.get_mut(task) {
                place.due = None;
                place.running_at = Some(Arc::clone(host));
            }
        }
        self.list(host);
        first.map(|(_, task)| task)
    }

    /// Puts a host where it belongs after anything about it changed.
    fn list(&mut self, name: &Arc<str>) {
        let Some(host) = self.hosts.get_mut(name) else { return };
        match host.place.take() {
            Some(Listed::Later(when)) => self.later.remove(&(when, Arc::clone(name))),
            Some(Listed::Ready(due)) => self.ready.remove(&(due, Arc::clone(name))),
            None => false,
        };
        let Some((due, _)) = host.waiting.first().filter(|_| host.running < self.per_host) else { return };
        let when = (*due).max(host.free).max(host.held);
        if when <= self.now {
            host.place = Some(Listed::Ready(*due));
            self.ready.insert((*due, Arc::clone(name)));
        } else {
            host.place = Some(Listed::Later(when));
            self.later.insert((when, Arc::clone(name)));
        }
    }

    /// A clock that was set back must not keep hosts waiting for a delay that is long over.
    fn turn_clock(&mut self, now: Millis) {
        let back = now < self.now;
        self.now = now;
        if back {
            self.relist();
        }
    }

    /// Puts every host where it belongs; no pause is longer than one delay from now.
    fn relist(&mut self) {
        let latest = self.now.saturating_add(self.delay);
        let names: Vec<_> = self.hosts.keys().cloned().collect();
        for name in names {
            if let Some(host) = self.hosts.get_mut(&name) {
                host.free = host.free.min(latest);
            }
            self.list(&name);
        }
    }

    /// Forgets hosts that nobody lives at, once they are many and owe no wait.
    fn prune(&mut self) {
        if self.hosts.len() <= 2 * self.tasks.len() + 64 {
            return;
        }
        let used: std::collections::HashSet<_> =
            self.tasks.values().map(|place| Arc::clone(&place.host)).collect();
        let now = self.now;
        self.hosts.retain(|name, host| {
            used.contains(name)
                || host.running > 0
                || !host.waiting.is_empty()
                || host.free > now
                || host.held > now
        });
    }
}

#[cfg(test)]
mod tests;
