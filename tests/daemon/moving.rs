//! A portal that moves under a running daemon: what the operator sees, and his two commands with and without
//! one.

use super::origin::{Origin, Reply};
use super::process::{Daemon, diemtin, free_address, told};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Portal {
    _origin: Origin,
    /// 0: as it was; from 1 on: moved, so many articles of it not to be recognised.
    moved: Arc<AtomicUsize>,
    folder: tempfile::TempDir,
    address: String,
}

fn feed(moved: usize, base: DateTime<Utc>) -> String {
    let item = |n: usize| {
        let title = if moved > 0 && n <= moved {
            format!("Không ai nhận ra {n}")
        } else {
            format!("Bài về nghề dệt ở ven sông kỳ {n}")
        };
        let date =
            base - TimeDelta::hours(n as i64 * 9 + 5) - TimeDelta::hours(if n <= moved { 2 } else { 0 });
        let address = if moved == 0 { format!("/vi/news/bai-{n}.html") } else { format!("/xem.aspx?id={n}") };
        format!(
            "<item><title>{title}</title><link>http://so.example{address}</link><guid>http://so.example{address}</guid>\
             <pubDate>{}</pubDate></item>",
            date.to_rfc2822()
        )
    };
    let items: String = (1..=12).map(item).collect();
    format!("<rss version=\"2.0\"><channel><title>Sở</title>{items}</channel></rss>")
}

impl Portal {
    fn start() -> Self {
        let (origin, base, moved) = (Origin::start(), Utc::now(), Arc::new(AtomicUsize::new(0)));
        let now = Arc::clone(&moved);
        origin
            .route("/rss", move |_| Reply::ok("application/rss+xml", feed(now.load(Ordering::SeqCst), base)));
        let folder = tempfile::tempdir().unwrap();
        let address = free_address();
        let config = format!(
            "contact = \"mailto:tester@portal.test\"\n\
             [server]\nlisten = \"{address}\"\npublic_url = \"http://{address}/\"\n\
             [store]\npath = \"store\"\ncontrol = \"c.sock\"\n\
             [fetch]\ninterval = \"1d\"\nper_host_delay = \"0s\"\nallow_private = [\"127.0.0.0/8\"]\n\
             [[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\n\
             [[source]]\nid = \"so\"\nurl = \"{}\"\n",
            origin.url("/rss")
        );
        std::fs::write(folder.path().join("diemtin.toml"), config).unwrap();
        Self { _origin: origin, moved, folder, address }
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("diemtin.toml")
    }

    fn moves(&self, unrecognised: usize) {
        self.moved.store(unrecognised, Ordering::SeqCst);
        told(&self.config(), &["poll"]);
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&told(&self.config(), args)).unwrap()
    }

    fn stories(&self) -> usize {
        self.json(&["stories", "--json", "--limit", "99"]).as_array().unwrap().len()
    }

    fn problem(&self) -> Value {
        self.json(&["sources", "--json"])[0]["problem"]["kind"].clone()
    }
}

#[test]
fn an_operator_releases_or_drops_what_waits_with_and_without_a_daemon() {
    let portal = Portal::start();
    let daemon = Daemon::start(&portal.config(), &portal.address);
    daemon.poll();
    assert_eq!(
        (portal.stories(), told(&portal.config(), &["quarantine"])),
        (12, "nothing waits\n".to_owned())
    );
    portal.moves(3);
    let list = portal.json(&["quarantine", "--json"]);
    assert_eq!((portal.stories(), &portal.problem()), (12, &Value::from("quarantine")));
    assert_eq!((&list[0]["source"], list[0]["entries"].as_array().unwrap().len()), (&Value::from("so"), 3));
    let table = told(&portal.config(), &["quarantine"]);
    assert!(
        table.contains("Không ai nhận ra 2") && table.contains("diemtin quarantine release so"),
        "{table}"
    );
    let health = daemon.get("/health.atom", &[]);
    assert!(health.text().contains("wait unpublished"), "{}", health.text());
    let unknown = diemtin(&portal.config(), &["quarantine", "drop", "ai-do"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("no source has the id \"ai-do\""));

    let decided = portal.json(&["quarantine", "release", "so", "--json"]);
    assert_eq!((&decided["entries"], &decided["published"]), (&Value::from(3), &Value::from(3)));
    assert_eq!((portal.stories(), portal.problem()), (15, Value::Null));
    assert_eq!(told(&portal.config(), &["quarantine", "release", "so"]), "so: nothing waits\n");
    let feed = daemon.get("/latest.json", &[]);
    let feed: Value = serde_json::from_str(feed.text()).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len(), 15, "readers have them");
    daemon.signal("TERM");
    assert_eq!(daemon.wait(), Some(0));
    assert_eq!(portal.json(&["quarantine", "--json"]), Value::Array(Vec::new()));
}

#[test]
fn the_same_without_a_daemon() {
    let portal = Portal::start();
    told(&portal.config(), &["poll"]);
    portal.moves(3);
    assert_eq!((portal.stories(), portal.problem()), (12, Value::from("quarantine")));
    let list = portal.json(&["quarantine", "--json"]);
    let daemon = Daemon::start(&portal.config(), &portal.address);
    assert_eq!(portal.json(&["quarantine", "--json"]), list, "a daemon says the same");
    daemon.signal("TERM");
    assert_eq!(daemon.wait(), Some(0));
    let decided = told(&portal.config(), &["quarantine", "drop", "so"]);
    assert_eq!(decided, "so: 3 entries put away for good\n");
    assert_eq!((portal.stories(), portal.problem()), (12, Value::Null));
    portal.moves(4);
    assert_eq!(portal.stories(), 12, "what was dropped stays away");
    let checked = told(&portal.config(), &["store", "check"]);
    assert!(checked.ends_with(" 0 faults\n"), "{checked}");
    assert!(!diemtin(&portal.config(), &["quarantine", "release", "ai-do"]).status.success());
}
