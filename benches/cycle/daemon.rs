//! The daemon under test: its config, its process, and when it has come to rest.

use super::feeds;
use super::http::Connection;
use super::proc;
use anyhow::{Context as _, Result, bail, ensure};
use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The binary under test: the one just built, or `$DIEMTIN`, to compare with another.
fn binary() -> PathBuf {
    std::env::var_os("DIEMTIN").map_or_else(|| env!("CARGO_BIN_EXE_diemtin").into(), PathBuf::from)
}

/// A daemon that works no more for so long has nothing left to do: longer than the 5 s after which
/// unchanged polls are flushed together.
const REST: Duration = Duration::from_secs(6);
/// How often that is looked at.
const GLANCE: Duration = Duration::from_millis(250);
/// Nothing here takes longer.
const PATIENCE: Duration = Duration::from_secs(900);

/// What `[fetch]` says. The first is stated in the table, the second is what everybody gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Politeness {
    /// Four at once to a host and no pause: what the work costs.
    Off,
    /// The defaults: one at a time, two seconds apart.
    Default,
}

impl Politeness {
    /// The lines of `[fetch]`.
    pub fn lines(self) -> &'static str {
        match self {
            Self::Off => "concurrency = 64\nper_host = 4\nper_host_delay = \"0s\"\n",
            Self::Default => "",
        }
    }
}

/// A running daemon; dropping it ends it.
pub struct Daemon {
    child: Child,
    folder: PathBuf,
    /// Where it serves.
    pub address: SocketAddr,
}

/// The slugs of `[[key]]` in the shipped `config/file`, in their order.
pub fn slugs(file: &str, key: &str) -> Result<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config").join(file);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let table: toml::Table = text.parse().with_context(|| format!("{file} is no TOML"))?;
    let rows = table.get(key).and_then(|rows| rows.as_array());
    let rows = rows.with_context(|| format!("no [[{key}]] in {file}"))?;
    let slug = |row: &toml::Value| row.get("slug")?.as_str().map(str::to_owned);
    let slugs: Vec<String> = rows.iter().filter_map(slug).collect();
    ensure!(!slugs.is_empty(), "{file} names no slug");
    Ok(slugs)
}

/// Writes the config of a thousand sources at `origin_port` below `folder`.
fn configure(folder: &Path, origin_port: u16, listen: SocketAddr, politeness: Politeness) -> Result<()> {
    std::fs::create_dir_all(folder.join("sources.d"))?;
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    for name in ["categories.toml", "provinces.toml"] {
        std::fs::copy(shipped.join(name), folder.join(name)).with_context(|| format!("config/{name}"))?;
    }
    let mut main = "include = [\"categories.toml\", \"provinces.toml\", \"sources.d/*.toml\"]\n".to_owned();
    let _ = write!(
        main,
        "contact = \"mailto:bench@diemtin.example\"\n\n\
         [server]\nlisten = \"{listen}\"\npublic_url = \"http://{listen}/\"\n\n\
         [store]\npath = \"{store}\"\ncontrol = \"{control}\"\n\n\
         [fetch]\ninterval = \"24h\"\nmin_interval = \"24h\"\nmax_interval = \"24h\"\n\
         allow_private = [\"127.0.0.0/8\"]\n{fetch}",
        store = folder.join("store").display(),
        control = folder.join("control.sock").display(),
        fetch = politeness.lines(),
    );
    std::fs::write(folder.join("diemtin.toml"), main)?;
    let slugs = slugs("categories.toml", "category")?;
    let mut part = String::new();
    for feed in 0..feeds::FEEDS {
        let _ = write!(
            part,
            "[[source]]\nid = \"bench-{feed:04}\"\nname = \"Báo số {feed}\"\nurl = \"http://{}:{origin_port}{}\"\n\
             category = \"{}\"\n\n",
            feeds::host(feed),
            feeds::path(feed),
            slugs.get(feed % slugs.len()).context("no category")?,
        );
        if feed % 100 == 99 {
            std::fs::write(folder.join(format!("sources.d/{:02}.toml", feed / 100)), &part)?;
            part.clear();
        }
    }
    Ok(())
}

impl Daemon {
    /// Configures and starts one whose store is below `folder`.
    pub fn start(folder: &Path, origin_port: u16, politeness: Politeness) -> Result<Self> {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        configure(folder, origin_port, address, politeness)?;
        let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log"))?;
        let child = Command::new(binary())
            .arg("run")
            .arg("--config")
            .arg(folder.join("diemtin.toml"))
            .env_remove("NOTIFY_SOCKET")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", binary().display()))?;
        let mut daemon = Self { child, folder: folder.to_owned(), address };
        daemon.wait_until_ready()?;
        Ok(daemon)
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The folder of its store.
    pub fn store(&self) -> PathBuf {
        self.folder.join("store")
    }

    fn alive(&mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            bail!("the daemon ended with {status}:\n{log}");
        }
        Ok(())
    }

    /// Waits until `/healthz` answers: the port is open and the event loop turns. `/readyz` may wait for
    /// the first edition, which the first cycle makes.
    fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        loop {
            self.alive()?;
            let answer = Connection::open(self.address).and_then(|mut to| to.get("/healthz", &[]));
            if answer.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            ensure!(started.elapsed() < PATIENCE, "/healthz does not answer 200");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until `done` holds and the daemon has not worked for [`REST`]. Gives when it last did.
    pub fn rest(&mut self, mut done: impl FnMut() -> Result<bool>) -> Result<Instant> {
        let started = Instant::now();
        let mut cpu = proc::cpu_seconds(self.pid())?;
        let mut moved = Instant::now();
        loop {
            std::thread::sleep(GLANCE);
            self.alive()?;
            let now = proc::cpu_seconds(self.pid())?;
            // One tick between two glances is the watchdog and the like, not work.
            if now > cpu + 0.015 || !done()? {
                moved = Instant::now();
            }
            cpu = now;
            if moved.elapsed() >= REST {
                return Ok(moved);
            }
            ensure!(started.elapsed() < PATIENCE, "the daemon does not come to rest");
        }
    }

    /// Asks it through its control socket to poll everything now, and waits for the answer.
    pub fn poll(&mut self) -> Result<()> {
        let output = Command::new(binary())
            .args(["poll", "--json", "--config"])
            .arg(self.folder.join("diemtin.toml"))
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "diemtin poll ended with {}:\n{said}", output.status);
        self.alive()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
