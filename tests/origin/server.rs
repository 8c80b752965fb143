//! The origin itself: accepts, reads requests, asks the script, remembers.

use super::{Reply, Seen};
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

type Script = Arc<dyn Fn(&Seen) -> Reply + Send + Sync>;

/// A portal, or many of them. Everything ends when it is dropped.
pub struct Origin {
    port: u16,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stopping: AtomicBool,
    connections: AtomicUsize,
    scripts: Mutex<HashMap<String, Script>>,
    fallback: Mutex<Option<Script>>,
    log: Mutex<Log>,
    open: Mutex<HashMap<usize, TcpStream>>,
}

#[derive(Default)]
struct Log {
    seen: Vec<Seen>,
    counts: HashMap<String, usize>,
    running: HashMap<IpAddr, usize>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // a script that panics fails its own test, and no other's
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Origin {
    /// An origin without routes, on a free port of every loopback address.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("0.0.0.0", 0)).expect("a free port");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let shared = Arc::new(Shared::default());
        let accepting = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Self { port, shared, accepting: Some(accepting) }
    }

    /// Answers requests for `path` (without query) with what `script` says, from now on.
    pub fn route(&self, path: &str, script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> &Self {
        locked(&self.shared.scripts).insert(path.to_owned(), Arc::new(script));
        self
    }

    /// Answers requests for all other paths; 404 when nothing was said.
    pub fn otherwise(&self, script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> &Self {
        *locked(&self.shared.fallback) = Some(Arc::new(script));
        self
    }

    /// The port, the same on every loopback address.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of `path` on 127.0.0.1.
    pub fn url(&self, path: &str) -> String {
        self.url_on("127.0.0.1", path)
    }

    /// The address of `path` on another loopback address, or on whatever name or number means one.
    pub fn url_on(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }

    /// Every request so far, in the order of their beginning.
    pub fn seen(&self) -> Vec<Seen> {
        locked(&self.shared.log).seen.clone()
    }

    /// The requests for one path, query included.
    pub fn seen_at(&self, path: &str) -> Vec<Seen> {
        locked(&self.shared.log).seen.iter().filter(|seen| seen.path == path).cloned().collect()
    }

    /// The most requests that ran at once at one address.
    pub fn most_at_once(&self) -> usize {
        locked(&self.shared.log).seen.iter().map(|seen| seen.at_once).max().unwrap_or(0)
    }

    /// Forgets what was seen, counts included.
    pub fn forget(&self) {
        let mut log = locked(&self.shared.log);
        log.seen.clear();
        log.counts.clear();
    }
}

impl Drop for Origin {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        for stream in locked(&self.shared.open).values() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
        // wakes the accepting thread
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let local = stream.local_addr().ok().filter(|local| local.ip().is_loopback());
        let Some(local) = local else { continue };
        let shared = Arc::clone(shared);
        std::thread::spawn(move || {
            let id = shared.connections.fetch_add(1, Ordering::SeqCst);
            if let Ok(clone) = stream.try_clone() {
                locked(&shared.open).insert(id, clone);
            }
            // a client that goes away is what many tests are about
            let _ = converse(stream, local, id, &shared);
            locked(&shared.open).remove(&id);
        });
    }
}

fn converse(mut stream: TcpStream, local: SocketAddr, id: usize, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    if !reader.fill_buf()?.first().is_some_and(u8::is_ascii_alphabetic) {
        // a TLS handshake, say: what web servers answer to that
        return stream.write_all(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
    }
    while let Some((method, path, headers)) = read_head(&mut reader)? {
        let (index, seen) = begin(shared, local.ip(), id, method, path, headers);
        let reply = script_for(shared, &seen.path).map_or_else(|| Reply::status(404), |script| script(&seen));
        let sent = reply.for_request(&seen).send(&mut stream, &seen.method);
        end(shared, local.ip(), index, &seen);
        if !sent? {
            break;
        }
    }
    stream.shutdown(std::net::Shutdown::Both)
}

fn script_for(shared: &Shared, path: &str) -> Option<Script> {
    let bare = path.split('?').next().unwrap_or(path);
    let found = locked(&shared.scripts).get(bare).cloned();
    found.or_else(|| locked(&shared.fallback).clone())
}

type Head = (String, String, Vec<(String, Vec<u8>)>);

fn read_head(reader: &mut impl BufRead) -> io::Result<Option<Head>> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let request = String::from_utf8_lossy(&line).into_owned();
    let mut words = request.split_whitespace();
    let (method, path) = (words.next().unwrap_or("").to_owned(), words.next().unwrap_or("").to_owned());
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_until(b'\n', &mut line)?;
        let text = line.trim_ascii();
        if text.is_empty() {
            return Ok(Some((method, path, headers)));
        }
        let colon = text.iter().position(|&b| b == b':').unwrap_or(text.len());
        let (name, value) = text.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or(value).trim_ascii();
        headers.push((String::from_utf8_lossy(name).to_lowercase(), value.to_vec()));
    }
}

fn begin(
    shared: &Shared,
    host: IpAddr,
    connection: usize,
    method: String,
    path: String,
    headers: Vec<(String, Vec<u8>)>,
) -> (usize, Seen) {
    let mut log = locked(&shared.log);
    let count = log.counts.entry(path.clone()).or_default();
    *count += 1;
    let count = *count;
    let running = log.running.entry(host).or_default();
    *running += 1;
    let at_once = *running;
    let begun = Instant::now();
    let seen = Seen { begun, ended: None, host, method, path, headers, count, at_once, connection };
    log.seen.push(seen.clone());
    (log.seen.len() - 1, seen)
}

fn end(shared: &Shared, host: IpAddr, index: usize, seen: &Seen) {
    let mut log = locked(&shared.log);
    if let Some(running) = log.running.get_mut(&host) {
        *running = running.saturating_sub(1);
    }
    // forgotten meanwhile: another request may stand at its place
    if let Some(kept) = log.seen.get_mut(index).filter(|kept| kept.begun == seen.begun) {
        kept.ended = Some(Instant::now());
    }
}
