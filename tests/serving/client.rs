//! A server on a free port, a library of a few documents, and a client that shows every byte.

use diemtin::model::{Coding, Document, Timestamp};
use diemtin::serve::{Found, Library, Limits, Unready, app, serve};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, oneshot};
use tokio_util::sync::CancellationToken;

/// Longer than anything here should ever take: only a failing test waits for it.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Sun, 06 Nov 1994 08:49:37 GMT.
pub const CHANGED: Timestamp = Timestamp(784_111_777);
/// Size of `/large.json`: more than any socket buffer takes.
pub const LARGE_BYTES: usize = 32 * 1024 * 1024;

/// Documents by path; `/slow` answers when told to, `/never` never, `/panic` panics.
pub struct Shelf {
    documents: BTreeMap<String, Arc<Document>>,
    pub ready: AtomicBool,
    pub alive: AtomicBool,
    pub asked_slow: Notify,
    pub release_slow: Notify,
}

impl Shelf {
    fn new() -> Self {
        let mut documents = BTreeMap::new();
        let mut put = |path: &str, media_type, body: Vec<u8>| {
            let document = Document::new(media_type, CHANGED, body);
            document.gzip.get_or_init(|| "gzip form".into());
            document.br.get_or_init(|| "br".into());
            documents.insert(path.to_owned(), Arc::new(document));
        };
        put("/feed.atom", "application/atom+xml; charset=utf-8", b"<feed>plain form</feed>".to_vec());
        put("/", "text/html; charset=utf-8", b"<!DOCTYPE html>".to_vec());
        put("/slow", "text/plain", b"slow".to_vec());
        let large = Document::new("application/feed+json", CHANGED, vec![b'x'; LARGE_BYTES]);
        documents.insert("/large.json".to_owned(), Arc::new(large));
        let (ready, alive) = (AtomicBool::new(true), AtomicBool::new(true));
        Self { documents, ready, alive, asked_slow: Notify::new(), release_slow: Notify::new() }
    }
}

impl Library for Shelf {
    fn document<'a>(&'a self, path: &'a str, _: Coding) -> Found<'a> {
        Box::pin(async move {
            match path {
                "/slow" => {
                    self.asked_slow.notify_one();
                    self.release_slow.notified().await;
                }
                "/never" => std::future::pending().await,
                "/panic" => panic!("a planted panic"),
                _ => {}
            }
            if !self.ready.load(Ordering::SeqCst) {
                return Err(Unready { retry_after: Duration::from_secs(7) });
            }
            Ok(self.documents.get(path).cloned())
        })
    }
    fn ready(&self) -> bool {
        self.ready.load(Ordering::SeqCst)
    }
    fn alive(&self) -> bool {
        self.alive.load(Ordering::SeqCst)
    }
}

/// A running server. Dropping it stops it.
pub struct Server {
    pub address: SocketAddr,
    pub shelf: Arc<Shelf>,
    pub stop: CancellationToken,
    ended: Option<oneshot::Receiver<Instant>>,
    runtime: tokio::runtime::Runtime,
}

/// Limits that no test reaches by accident.
pub fn patient() -> Limits {
    let long = 3 * PATIENCE;
    Limits {
        header_read: long,
        idle: long,
        request: long,
        write_stall: long,
        response: long,
        grace: long,
        connections: 64,
        header_bytes: 8 * 1024,
        query_bytes: 100,
    }
}

pub fn start(limits: Limits) -> Server {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let (shelf, stop) = (Arc::new(Shelf::new()), CancellationToken::new());
    let (tell, ended) = oneshot::channel();
    let running = serve(listener, app(Arc::clone(&shelf) as _), limits, stop.clone());
    runtime.spawn(async move {
        running.await.unwrap();
        tell.send(Instant::now()).ok();
    });
    Server { address, shelf, stop, ended: Some(ended), runtime }
}

impl Server {
    /// Waits for something inside the server.
    pub fn wait<F: Future>(&self, event: F) -> F::Output {
        let bounded = async { tokio::time::timeout(PATIENCE, event).await };
        self.runtime.block_on(bounded).expect("it happens in time")
    }

    /// Waits until `serve` has returned.
    pub fn ended(&mut self) -> Instant {
        let ended = self.ended.take().expect("asked once");
        self.wait(ended).expect("the server ends in order")
    }

    pub fn connect(&self) -> Client {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Client { stream, pending: Vec::new() }
    }

    /// One request with `fields`, on a connection of its own.
    pub fn ask(&self, method: &str, target: &str, fields: &[&str]) -> Response {
        let mut client = self.connect();
        client.request(method, target, fields);
        client.response(method)
    }

    pub fn get(&self, target: &str, fields: &[&str]) -> Response {
        self.ask("GET", target, fields)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// One connection.
pub struct Client {
    pub stream: TcpStream,
    pending: Vec<u8>,
}

/// One response.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// Names in lower case.
    pub fields: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Client {
    pub fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).unwrap();
    }

    pub fn request(&mut self, method: &str, target: &str, fields: &[&str]) {
        let fields: String = fields.iter().map(|field| format!("{field}\r\n")).collect();
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: diemtin.example\r\n{fields}\r\n").as_bytes());
    }

    /// The next response; `method` tells whether a body follows.
    pub fn response(&mut self, method: &str) -> Response {
        let head_bytes = loop {
            if let Some(at) = self.pending.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            assert!(self.read_some() > 0, "closed before a response: {:?}", self.pending);
        };
        let head: Vec<u8> = self.pending.drain(..head_bytes).collect();
        let head = String::from_utf8(head).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let fields: BTreeMap<String, String> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length = fields.get("content-length").map_or(0, |length| length.parse().unwrap());
        let body_bytes = if method == "HEAD" || status == 304 { 0 } else { length };
        while self.pending.len() < body_bytes {
            assert!(self.read_some() > 0, "closed inside a body");
        }
        let body = self.pending.drain(..body_bytes).collect();
        Response { status, fields, body }
    }

    fn read_some(&mut self) -> usize {
        let mut chunk = vec![0; 64 * 1024];
        let read = self.stream.read(&mut chunk).unwrap();
        self.pending.extend_from_slice(&chunk[..read]);
        read
    }

    /// Everything that still comes until the server closes; a reset counts as closed.
    pub fn rest(&mut self) -> Vec<u8> {
        let mut all = std::mem::take(&mut self.pending);
        let mut chunk = vec![0; 64 * 1024];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return all,
                Ok(read) => all.extend_from_slice(&chunk[..read]),
                Err(fault) if fault.kind() == std::io::ErrorKind::ConnectionReset => return all,
                Err(fault) => panic!("not closed in time: {fault}"),
            }
        }
    }
}
