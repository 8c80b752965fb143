//! Tables for the rules of politeness, and a simulation that must keep them whatever comes.

use super::*;
use crate::model::SourceId;
use proptest::prelude::*;

fn id(name: &str) -> SourceId {
    name.parse().unwrap()
}

fn queue(concurrency: usize, per_host: usize) -> Queue<SourceId> {
    Queue::new(concurrency, per_host, Duration::from_secs(2))
}

fn names(admitted: Vec<SourceId>) -> Vec<String> {
    admitted.iter().map(ToString::to_string).collect()
}

#[test]
fn one_at_a_time_and_a_pause_between() {
    let mut queue = queue(64, 1);
    queue.set(id("a"), "h".into(), 100);
    queue.set(id("b"), "h".into(), 50);
    queue.set(id("c"), "other".into(), 5000);
    assert_eq!(queue.wakeup(), Some(50));
    assert!(queue.admit(49).is_empty());
    assert_eq!(names(queue.admit(200)), ["b"]);
    assert_eq!((queue.running(), queue.wakeup()), (1, Some(5000)));
    queue.done(&id("b"), 700);
    assert_eq!(queue.wakeup(), Some(2700));
    assert!(queue.admit(2699).is_empty());
    assert_eq!(names(queue.admit(2700)), ["a"]);
}

#[test]
fn the_longest_due_goes_first_when_places_are_few() {
    let mut queue = queue(2, 1);
    for (name, due) in [("c", 30), ("a", 10), ("d", 40), ("b", 20)] {
        queue.set(id(name), name.into(), due);
    }
    assert_eq!(names(queue.admit(1000)), ["a", "b"]);
    assert_eq!(queue.wakeup(), None);
    queue.done(&id("a"), 1001);
    assert_eq!(queue.wakeup(), Some(1000));
    assert_eq!(names(queue.admit(1001)), ["c"]);
}

#[test]
fn a_held_host_waits_as_a_whole() {
    let mut queue = queue(64, 1);
    queue.set(id("a"), "h".into(), 0);
    queue.set(id("b"), "i".into(), 0);
    queue.hold("h", 60_000);
    queue.hold("h", 10_000);
    assert_eq!(names(queue.admit(0)), ["b"]);
    assert_eq!(queue.wakeup(), Some(60_000));
    assert_eq!(names(queue.admit(60_000)), ["a"]);
}

#[test]
fn what_is_said_of_a_running_source_holds_when_it_is_done() {
    let mut queue = queue(64, 1);
    queue.set(id("a"), "h".into(), 0);
    assert_eq!(names(queue.admit(0)), ["a"]);
    queue.set(id("a"), "new".into(), 10);
    assert!(queue.admit(20).is_empty());
    queue.done(&id("a"), 30);
    assert_eq!(names(queue.admit(30)), ["a"], "the new host owes no pause");
    queue.done(&id("a"), 40);
    assert_eq!((queue.running(), queue.wakeup()), (0, None), "nobody said when next");
}

#[test]
fn removed_is_removed() {
    let mut queue = queue(64, 1);
    queue.set(id("a"), "h".into(), 0);
    queue.set(id("b"), "h".into(), 0);
    queue.remove(&id("a"));
    assert_eq!(names(queue.admit(0)), ["b"]);
    queue.remove(&id("b"));
    assert_eq!(queue.running(), 1);
    queue.done(&id("b"), 5);
    queue.done(&id("b"), 6);
    assert_eq!((queue.running(), queue.wakeup()), (0, None));
    queue.set(id("b"), "h".into(), 10);
    assert_eq!(queue.wakeup(), Some(2005), "the pause outlives the removal");
}

#[test]
fn a_clock_set_back_keeps_nobody_waiting() {
    let mut queue = queue(64, 1);
    let day = 86_400_000;
    queue.set(id("a"), "h".into(), 0);
    queue.admit(day);
    queue.set(id("a"), "h".into(), 0);
    queue.done(&id("a"), day);
    assert!(queue.admit(1000).is_empty());
    assert_eq!(queue.wakeup(), Some(3000));
    assert_eq!(names(queue.admit(3000)), ["a"]);
}

#[test]
fn a_hundred_thousand_sources_are_cheap() {
    let mut queue = queue(64, 1);
    for n in 0..100_000_i64 {
        queue.set(id(&format!("s{n}")), format!("h{}", n % 5000), n);
    }
    let (mut now, mut asked, mut steps) = (0, 0, 0);
    while asked < 100_000 {
        steps += 1;
        assert!(steps < 100_000 * 2, "as many steps as there is to do");
        let admitted = queue.admit(now);
        asked += admitted.len();
        now += 5;
        for source in admitted {
            queue.done(&source, now);
        }
        now = queue.wakeup().unwrap_or(now).max(now);
    }
    assert_eq!((queue.running(), queue.wakeup()), (0, None));
}

#[test]
fn hosts_nobody_lives_at_are_forgotten() {
    let mut queue = queue(64, 1);
    for n in 0..10_000 {
        queue.set(id("a"), format!("h{n}"), 0);
        queue.remove(&id("a"));
    }
    assert!(queue.hosts.len() < 200, "{}", queue.hosts.len());
}

#[derive(Debug, Clone)]
enum Act {
    Set(u8, u8, u16),
    Remove(u8),
    Hold(u8, u16),
    Finish(u8),
    Wait(u16),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..20_u8, 0..4_u8, 0..8000_u16).prop_map(|(s, h, due)| Act::Set(s, h, due)),
        1 => (0..20_u8).prop_map(Act::Remove),
        1 => (0..4_u8, 0..8000_u16).prop_map(|(h, until)| Act::Hold(h, until)),
        4 => (0..20_u8).prop_map(Act::Finish),
        3 => (0..3000_u16).prop_map(Act::Wait),
    ]
}

/// What the outside can know: who runs where since when, what ended where when.
#[derive(Default)]
struct Watcher {
    host_of: HashMap<SourceId, String>,
    due: HashMap<SourceId, Millis>,
    running: HashMap<SourceId, String>,
    last_end: HashMap<String, Millis>,
    held: HashMap<String, Millis>,
}

impl Watcher {
    fn admitted(&mut self, source: SourceId, now: Millis, concurrency: usize, per_host: usize) {
        let host = self.host_of[&source].clone();
        let due = self.due.remove(&source).expect("only what is due and waits is admitted");
        assert!(due <= now);
        assert!(self.held.get(&host).is_none_or(|until| *until <= now), "held");
        assert!(self.last_end.get(&host).is_none_or(|end| now - end >= 2000), "too close");
        assert!(self.running.insert(source, host.clone()).is_none(), "twice at once");
        assert!(self.running.len() <= concurrency);
        assert!(self.running.values().filter(|h| **h == host).count() <= per_host);
    }
}

proptest! {
    #[test]
    fn politeness_holds_whatever_comes(
        acts in proptest::collection::vec(act(), 1..120),
        concurrency in 1..6_usize,
        per_host in 1..3_usize,
    ) {
        let mut queue = queue(concurrency, per_host);
        let mut watcher = Watcher::default();
        let mut now = 0;
        for act in acts {
            match act {
                Act::Set(source, host, due) => {
                    let (source, host) = (id(&format!("s{source}")), format!("h{host}"));
                    watcher.host_of.insert(source.clone(), host.clone());
                    watcher.due.insert(source.clone(), Millis::from(due));
                    queue.set(source, host, Millis::from(due));
                }
                Act::Remove(source) => {
                    let source = id(&format!("s{source}"));
                    watcher.due.remove(&source);
                    queue.remove(&source);
                }
                Act::Hold(host, until) => {
                    let (host, until) = (format!("h{host}"), now + Millis::from(until));
                    let held = watcher.held.entry(host.clone()).or_insert(until);
                    *held = until.max(*held);
                    queue.hold(&host, until);
                }
                Act::Finish(source) => {
                    let source = id(&format!("s{source}"));
                    if let Some(host) = watcher.running.remove(&source) {
                        watcher.last_end.insert(host, now);
                    }
                    queue.done(&source, now);
                }
                Act::Wait(by) => now += Millis::from(by),
            }
            for source in queue.admit(now) {
                watcher.admitted(source, now, concurrency, per_host);
            }
            prop_assert_eq!(queue.running(), watcher.running.len());
        }
        // nobody starves: with everybody finishing and the clock following `wakeup`, all get their turn
        for _ in 0..2000 {
            let running: Vec<_> = watcher.running.drain().collect();
            for (source, host) in running {
                watcher.last_end.insert(host, now);
                queue.done(&source, now);
            }
            let Some(when) = queue.wakeup() else { break };
            now = now.max(when);
            let admitted = queue.admit(now);
            prop_assert!(!admitted.is_empty(), "wakeup told the truth");
            for source in admitted {
                watcher.admitted(source, now, concurrency, per_host);
            }
        }
        prop_assert!(watcher.due.is_empty(), "left over: {:?}", watcher.due);
    }
}

#[test]
fn other_limits_hold_at_once_for_hosts_that_are_being_asked_and_a_hold_survives_them() {
    let mut queue = Queue::new(64, 3, Duration::ZERO);
    for name in ["a", "b", "c"] {
        queue.set(id(name), "h".into(), 0);
    }
    queue.set(id("held"), "i".into(), 0);
    queue.hold("i", 60_000);
    queue.limit(64, 3, Duration::from_secs(2));
    assert_eq!(names(queue.admit(0)), ["a", "b", "c"]);
    queue.limit(64, 1, Duration::from_secs(2));
    for name in ["a", "b", "c"] {
        queue.done(&id(name), 100);
        queue.set(id(name), "h".into(), 100);
    }
    assert_eq!(names(queue.admit(2_100)), ["a"]);
    assert!(queue.admit(59_999).is_empty(), "one at a time, and the hold is kept");
    queue.limit(1, 1, Duration::ZERO);
    assert_eq!(queue.wakeup(), None, "the one that runs is all that may");
    queue.done(&id("a"), 60_000);
    assert_eq!(names(queue.admit(60_000)), ["held"]);
}
