//! `/feed.atom` compressed and as 304, beside nginx with the same bytes: wrk, five interleaved runs,
//! medians.

use super::control::Origin;
use super::cost;
use super::daemon::{Daemon, Politeness};
use super::http::Connection;
use super::table::{Row, median, print};
use anyhow::{Context as _, Result, ensure};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;
const SECONDS: u64 = 3;
const CONNECTIONS: usize = 32;
const GZIP: &str = "Accept-Encoding: gzip";

fn find(tool: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let more = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(more).map(|folder| folder.join(tool)).find(|file| file.is_file())
}

struct Nginx {
    child: Child,
    address: SocketAddr,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

impl Nginx {
    /// nginx as it serves files at its best: `sendfile`, `gzip_static`, a cache of open files.
    fn start(binary: &Path, folder: &Path, plain: &[u8], gzip: &[u8]) -> Result<Self> {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        std::fs::create_dir_all(folder.join("www"))?;
        std::fs::write(folder.join("www/feed.atom"), plain)?;
        std::fs::write(folder.join("www/feed.atom.gz"), gzip)?;
        let at = folder.display();
        let config = format!(
            "daemon off; worker_processes auto; pid {at}/pid; error_log {at}/error.log crit;\n\
             {user}events {{ worker_connections 1024; }}\n\
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;\n\
             open_file_cache max=10; types {{ application/atom+xml atom; }}\n\
             client_body_temp_path {at}/b; proxy_temp_path {at}/p; fastcgi_temp_path {at}/f;\n\
             uwsgi_temp_path {at}/u; scgi_temp_path {at}/s;\n\
             server {{ listen {address}; root {at}/www; gzip_static on; gzip_vary on; }} }}\n",
            user = if unprivileged()? { "" } else { "user root;\n" },
        );
        std::fs::write(folder.join("nginx.conf"), config)?;
        let child =
            Command::new(binary).arg("-c").arg(folder.join("nginx.conf")).stdin(Stdio::null()).spawn()?;
        let nginx = Self { child, address };
        let started = Instant::now();
        while Connection::open(address).is_err() {
            ensure!(started.elapsed() < Duration::from_secs(10), "nginx does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(nginx)
    }
}

/// Whether this is not root; root's nginx must be told to stay root to read a private folder.
fn unprivileged() -> Result<bool> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let uid = status.lines().find_map(|line| line.strip_prefix("Uid:")).unwrap_or_default();
    Ok(uid.split_whitespace().nth(1) != Some("0"))
}

/// Requests a second.
fn wrk(binary: &Path, address: SocketAddr, headers: &[String]) -> Result<f64> {
    let mut command = Command::new(binary);
    command.args(["-t1", &format!("-c{CONNECTIONS}"), &format!("-d{SECONDS}s")]);
    for header in headers {
        command.arg("-H").arg(header);
    }
    let output = command.arg(format!("http://{address}/feed.atom")).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(!said.contains("Socket errors"), "wrk met errors:\n{said}");
    let rate = said.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:"));
    rate.and_then(|rate| rate.trim().parse().ok()).with_context(|| format!("wrk said\n{said}"))
}

/// The ETag of the gzip form at `address`, after making sure that it answers 304.
fn validator(address: SocketAddr) -> Result<String> {
    let mut to = Connection::open(address)?;
    let etag = to.get("/feed.atom", &[GZIP])?.header("etag").context("no ETag")?.to_owned();
    let line = format!("If-None-Match: {etag}");
    ensure!(to.get("/feed.atom", &[GZIP, &line])?.status == 304, "no 304 for {etag}");
    Ok(line)
}

fn bodies(daemon: &Daemon) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut to = Connection::open(daemon.address)?;
    let plain = to.get("/feed.atom", &[])?;
    let gzip = to.get("/feed.atom", &[GZIP])?;
    ensure!(gzip.header("content-encoding") == Some("gzip"), "/feed.atom is not compressed");
    Ok((plain.body, gzip.body))
}

/// Prints both rates, or a line that says what is missing.
pub fn run(base: i64) -> Result<()> {
    let (Some(nginx), Some(wrk_binary)) = (find("nginx"), find("wrk")) else {
        println!("\nServing was not compared: it needs nginx and wrk.");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let mut origin = Origin::start(base)?;
    let (daemon, _) = cost::first_cycle(folder.path(), &mut origin, Politeness::Off)?;
    drop(origin);
    let (plain, gzip) = bodies(&daemon)?;
    let place = folder.path().join("nginx");
    let nginx = Nginx::start(&nginx, &place, &plain, &gzip)?;
    let hosts = [daemon.address, nginx.address];
    let validators = [validator(hosts[0])?, validator(hosts[1])?];
    // Rates of [ours, nginx's], compressed and as 304.
    let mut rates: [[Vec<f64>; 2]; 2] = Default::default();
    for _ in 0..RUNS {
        for (which, address) in hosts.into_iter().enumerate() {
            let full = [GZIP.to_owned()];
            let conditional = [GZIP.to_owned(), validators[which].clone()];
            rates[0][which].push(wrk(&wrk_binary, address, &full)?);
            rates[1][which].push(wrk(&wrk_binary, address, &conditional)?);
        }
    }
    let [[full, full_nginx], [unchanged, unchanged_nginx]] = rates.map(|pair| pair.map(median));
    let how = format!(
        "/feed.atom of {} kB ({} kB with gzip); wrk with {CONNECTIONS} connections on the same cores, medians of \
         {RUNS} interleaved runs of {SECONDS} s.",
        plain.len() / 1_000,
        gzip.len() / 1_000,
    );
    print(
        "Serving, beside nginx with the same bytes",
        &how,
        &[
            Row::new("gzip, diemtin", full, "/s", None),
            Row::new("gzip, nginx", full_nginx, "/s", None),
            Row::new("gzip, nginx / diemtin", full_nginx / full, "", Some(1.0)),
            Row::new("304, diemtin", unchanged, "/s", None),
            Row::new("304, nginx", unchanged_nginx, "/s", None),
            Row::new("304, nginx / diemtin", unchanged_nginx / unchanged, "", Some(1.0)),
        ],
    );
    Ok(())
}
