//! The origin, a process of its own so that the daemon's CPU seconds are the daemon's alone: 250
//! addresses in 127.0.0.0/8, keep-alive, ETag, Last-Modified and 304, bodies ready in memory.
//!
//! It is told what to do on standard input, one line a command, and answers each with one line:
//! `advance STEP BY` (one feed in ten moves on), `renew BY` (all do), `delay MILLISECONDS`, `reset`,
//! `seen`. It ends with its input.

use super::feeds;
use super::seen::Seen;
use std::io::{BufRead as _, Write as _};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Bytes of a request's head, at most.
const HEAD_BYTES: usize = 16 << 10;

/// One feed as it is served now.
struct Served {
    first: usize,
    etag: String,
    full: Arc<[u8]>,
    unchanged: Arc<[u8]>,
}

struct Origin {
    base: i64,
    delay: Duration,
    feeds: Vec<Served>,
    seen: Seen,
}

type Shared = Arc<Mutex<Origin>>;

fn lock(shared: &Shared) -> MutexGuard<'_, Origin> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn served(feed: usize, first: usize, base: i64) -> Served {
    let body = feeds::document(feed, first, base);
    let etag = format!("\"{feed}-{first}\"");
    let modified = feeds::date(base, first + feeds::ITEMS - 1).replace("+0000", "GMT");
    let validators = format!("ETag: {etag}\r\nLast-Modified: {modified}\r\n");
    let mut full = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n{validators}Content-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    full.extend_from_slice(body.as_bytes());
    let unchanged = format!("HTTP/1.1 304 Not Modified\r\n{validators}\r\n");
    Served { first, etag, full: full.into(), unchanged: unchanged.into_bytes().into() }
}

impl Origin {
    fn advance(&mut self, feed: usize, by: usize) {
        if let Some(one) = self.feeds.get_mut(feed) {
            *one = served(feed, one.first + by, self.base);
        }
    }

    /// What a request for `path` gets.
    fn answer(&mut self, path: &str, validator: Option<&str>) -> Arc<[u8]> {
        let feed = path.strip_prefix("/rss/").and_then(|rest| rest.strip_suffix(".xml"));
        let Some(one) =
            feed.and_then(|feed| feed.parse::<usize>().ok()).and_then(|feed| self.feeds.get(feed))
        else {
            self.seen.other += 1;
            return Arc::from(&b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"[..]);
        };
        let unchanged = validator == Some(one.etag.as_str());
        if unchanged {
            self.seen.unchanged += 1
        } else {
            self.seen.full += 1
        }
        if unchanged { one.unchanged.clone() } else { one.full.clone() }
    }
}

/// Serves until standard input ends. The first line it prints is the port, the same on every address.
pub fn run(base: i64) -> anyhow::Result<()> {
    let feeds = (0..feeds::FEEDS).map(|feed| served(feed, 0, base)).collect();
    let shared = Arc::new(Mutex::new(Origin { base, delay: Duration::ZERO, feeds, seen: Seen::default() }));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let control = shared.clone();
    runtime.block_on(async {
        let port = listen(&shared).await?;
        println!("{port}");
        std::io::stdout().flush()?;
        let (ended, end) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || ended.send(obey(&control)));
        end.await?
    })
}

/// Listens on every host at one port.
async fn listen(shared: &Shared) -> anyhow::Result<u16> {
    let first = TcpListener::bind((feeds::host(0), 0)).await?;
    let port = first.local_addr()?.port();
    let mut listeners = vec![first];
    for host in 1..feeds::HOSTS {
        listeners.push(TcpListener::bind((feeds::host(host), port)).await?);
    }
    for listener in listeners {
        tokio::spawn(accept(listener, shared.clone()));
    }
    Ok(port)
}

async fn accept(listener: TcpListener, shared: Shared) {
    while let Ok((stream, _)) = listener.accept().await {
        if let (Ok(host), Ok(())) = (stream.local_addr(), stream.set_nodelay(true)) {
            tokio::spawn(serve(stream, host.ip(), shared.clone()));
        }
    }
}

/// One connection, request after request.
async fn serve(mut stream: TcpStream, host: IpAddr, shared: Shared) -> std::io::Result<()> {
    let mut head = Vec::with_capacity(1024);
    loop {
        let end = loop {
            if let Some(end) = head.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            if head.len() > HEAD_BYTES || stream.read_buf(&mut head).await? == 0 {
                return Ok(());
            }
        };
        let delay = {
            let mut origin = lock(&shared);
            origin.seen.begin(host);
            origin.delay
        };
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        let bytes = {
            let text = String::from_utf8_lossy(head.get(..end).unwrap_or_default());
            let path = text.split(' ').nth(1).unwrap_or_default();
            lock(&shared).answer(path, header(&text, "if-none-match"))
        };
        let sent = stream.write_all(&bytes).await;
        lock(&shared).seen.end(host, bytes.len());
        sent?;
        head.drain(..end);
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

/// Does what standard input says.
fn obey(shared: &Shared) -> anyhow::Result<()> {
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split(' ').collect();
        let mut origin = lock(shared);
        let mut reply = "done".to_owned();
        match words[..] {
            ["advance", step, by] => {
                let by = by.parse()?;
                feeds::changed(step.parse()?).for_each(|feed| origin.advance(feed, by));
            }
            ["renew", by] => {
                let by = by.parse()?;
                (0..feeds::FEEDS).for_each(|feed| origin.advance(feed, by));
            }
            ["delay", milliseconds] => origin.delay = Duration::from_millis(milliseconds.parse()?),
            ["reset"] => origin.seen = Seen::default(),
            ["seen"] => reply = origin.seen.line(),
            _ => anyhow::bail!("the origin knows no command {line:?}"),
        }
        drop(origin);
        println!("{reply}");
    }
    Ok(())
}
