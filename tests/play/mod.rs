//! The sample portals on a loopback origin, and a config that subscribes to them. The demo, the daemon
//! tests and the kill test all play this.

#![allow(dead_code, reason = "each program that includes the play uses its own part of it")]

use crate::origin::{Origin, Reply};
use crate::portals::{Portal, Timetable, portal};
use chrono::{DateTime, TimeDelta, Utc};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Sample portals, each on a loopback address of its own, all at the same step.
pub struct Play {
    /// What it saw.
    pub origin: Origin,
    portals: Vec<Portal>,
    step: Arc<AtomicUsize>,
}

impl Play {
    /// The portals of these names at step 0, an hour a step.
    pub fn start(names: &[&str], base: DateTime<Utc>) -> Self {
        Self::start_with(names, Timetable { base, every: TimeDelta::hours(1) })
    }

    /// The same with a timetable.
    pub fn start_with(names: &[&str], timetable: Timetable) -> Self {
        let origin = Origin::start();
        let step = Arc::new(AtomicUsize::new(0));
        let portals: Vec<Portal> = names.iter().map(|name| portal(name, timetable)).collect();
        for portal in portals.iter().copied() {
            let step = Arc::clone(&step);
            origin.route(&format!("/{}{}", portal.name, portal.path), move |_| {
                let (content_type, body) = portal.body(step.load(Ordering::SeqCst));
                let etag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..16]);
                let mut reply = Reply::ok(content_type, body).etag(etag);
                reply.status = portal.status();
                reply
            });
        }
        Self { origin, portals, step }
    }

    /// All portals go on to this step.
    pub fn go_to(&self, step: usize) {
        self.step.store(step, Ordering::SeqCst);
    }

    /// The address of a portal's feed.
    pub fn url(&self, name: &str) -> String {
        let (number, portal) =
            self.portals.iter().enumerate().find(|(_, p)| p.name == name).expect("it plays");
        format!("{}{}", self.base(number, portal), portal.path)
    }

    fn base(&self, number: usize, portal: &Portal) -> String {
        self.origin.url_on(&format!("127.0.1.{}", number + 1), &format!("/{}", portal.name))
    }

    /// Writes a config into `folder` that subscribes to every portal and listens on `listen`.
    pub fn config(&self, folder: &Path, listen: &str, fetch: &str) -> PathBuf {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
        for name in ["categories.toml", "provinces.toml"] {
            std::fs::copy(shipped.join(name), folder.join(name)).expect("the shipped lists");
        }
        let sources: Vec<String> =
            self.portals.iter().enumerate().map(|(n, p)| p.source_toml(&self.base(n, p))).collect();
        std::fs::write(folder.join("portals.toml"), sources.join("\n")).expect("a temporary folder");
        let config = folder.join("diemtin.toml");
        let text = format!(
            "include = [\"categories.toml\", \"provinces.toml\", \"portals.toml\"]\n\
             contact = \"mailto:tester@example.org\"\n\
             [server]\nlisten = \"{listen}\"\npublic_url = \"http://{listen}/\"\n\
             [store]\npath = \"store\"\ncontrol = \"control.sock\"\n\
             [fetch]\nallow_private = [\"127.0.0.0/8\"]\n{fetch}\n"
        );
        std::fs::write(&config, text).expect("a temporary folder");
        config
    }
}
