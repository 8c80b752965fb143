//! What the origin answers, and how badly.

use super::Seen;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// One scripted answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Status of the head.
    pub status: u16,
    /// Fields of the head; the length is added by how the body is sent.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body as sent over the wire.
    pub body: Vec<u8>,
    /// How all that is sent.
    pub manner: Manner,
    /// Whether matching validators are answered with 304.
    conditional: bool,
}

/// How a reply is sent.
#[derive(Debug, Clone)]
pub enum Manner {
    /// As it should be, with a length; the connection stays open.
    Proper,
    /// As it should be, in chunks.
    Chunked,
    /// Without a length; the end of the connection is the end of the body.
    UntilClose,
    /// The whole length is announced, that many bytes come, then the connection closes.
    CutAfter(usize),
    /// The whole length is announced, that many bytes come, then nothing, for ever.
    StallAfter(usize),
    /// Nothing comes at all, for ever.
    StallBeforeHead,
    /// The connection closes without a byte.
    Hangup,
    /// The body comes in pieces of that many bytes with that pause between them.
    Drip(usize, Duration),
    /// The body comes again and again, in chunks, until the client has had enough.
    Endless,
    /// The head has one field more, and one more, until the client has had enough.
    EndlessHead,
    /// The body is the whole answer, head included; then the connection closes.
    Raw,
}

impl Reply {
    /// 200 with a body.
    pub fn ok(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let reply = Self {
            status: 200,
            headers: Vec::new(),
            body: body.into(),
            manner: Manner::Proper,
            conditional: true,
        };
        reply.header("content-type", content_type)
    }

    /// A status with a short body.
    pub fn status(status: u16) -> Self {
        let mut reply = Self::ok("text/plain", format!("{status}\n"));
        reply.status = status;
        reply
    }

    /// A redirect; `location` may be any bytes.
    pub fn redirect(status: u16, location: impl AsRef<[u8]>) -> Self {
        Self::status(status).header("location", location)
    }

    /// 304 without looking at the request: a lie, unless the script knows better.
    pub fn not_modified() -> Self {
        let mut reply = Self::status(304);
        reply.headers.clear();
        reply.body.clear();
        reply
    }

    /// Exactly these bytes, then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::ok("", bytes).manner(Manner::Raw)
    }

    /// 200 whose gzip body of `decoded_bytes` zeros takes about a thousandth of that on the wire.
    pub fn gzip_bomb(decoded_bytes: usize) -> Self {
        Self::ok("application/rss+xml", vec![b' '; decoded_bytes]).gzip()
    }

    /// Redirects to itself until the cookie that it sets comes back; then `behind` the wall.
    pub fn cookie_wall(seen: &Seen, behind: Self) -> Self {
        if seen.header("cookie").is_some() {
            return behind;
        }
        Self::redirect(302, &seen.path).header("set-cookie", "wall=1; path=/")
    }

    /// With one more header field.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// With an ETag, verbatim: quotes are the script's business.
    pub fn etag(self, etag: impl AsRef<[u8]>) -> Self {
        self.header("etag", etag)
    }

    /// With a Last-Modified, verbatim.
    pub fn last_modified(self, date: impl AsRef<[u8]>) -> Self {
        self.header("last-modified", date)
    }

    /// Sends the body even if the validators of the request match.
    pub fn unconditional(mut self) -> Self {
        self.conditional = false;
        self
    }

    /// With its body compressed, and labelled so.
    pub fn gzip(mut self) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&self.body).expect("a Vec takes everything");
        self.body = encoder.finish().expect("a Vec takes everything");
        self.header("content-encoding", "gzip")
    }

    /// Sent in this manner.
    pub fn manner(mut self, manner: Manner) -> Self {
        self.manner = manner;
        self
    }

    /// A reply with matching validators becomes a 304 (RFC 9110 §13.2.2).
    pub(super) fn for_request(self, seen: &Seen) -> Self {
        let own =
            |name: &str| self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_slice());
        let matches = match (seen.header("if-none-match"), seen.header("if-modified-since")) {
            (Some(etag), _) => own("etag") == Some(etag),
            (None, Some(date)) => own("last-modified") == Some(date),
            (None, None) => false,
        };
        if !matches || !self.conditional || self.status != 200 {
            return self;
        }
        let kept = ["etag", "last-modified", "cache-control", "expires", "date"];
        let headers = self.headers.into_iter().filter(|(name, _)| kept.contains(&name.as_str())).collect();
        Self { status: 304, headers, body: Vec::new(), manner: Manner::Proper, conditional: false }
    }

    /// Sends it; whether the connection may be used again.
    pub(super) fn send(&self, to: &mut TcpStream, method: &str) -> io::Result<bool> {
        match &self.manner {
            Manner::StallBeforeHead => return stall(to),
            Manner::Hangup => return Ok(false),
            Manner::EndlessHead => return self.endless_head(to),
            Manner::Raw => {
                to.write_all(&self.body)?;
                return Ok(false);
            }
            _ => {}
        }
        let head = self.head();
        if method == "HEAD" || self.status == 304 {
            to.write_all(&head)?;
            return Ok(true);
        }
        self.send_body(to, head)
    }

    fn send_body(&self, to: &mut TcpStream, head: Vec<u8>) -> io::Result<bool> {
        let until = |bytes: usize| &self.body[..bytes.min(self.body.len())];
        match &self.manner {
            Manner::CutAfter(bytes) => to.write_all(&[&head, until(*bytes)].concat()).map(|()| false),
            Manner::StallAfter(bytes) => {
                to.write_all(&[&head, until(*bytes)].concat())?;
                stall(to)
            }
            Manner::Drip(bytes, pause) => {
                to.write_all(&head)?;
                for piece in self.body.chunks((*bytes).max(1)) {
                    to.write_all(piece)?;
                    std::thread::sleep(*pause);
                }
                Ok(true)
            }
            Manner::Chunked => {
                to.write_all(&head)?;
                for piece in self.body.chunks(4096) {
                    chunk(to, piece)?;
                }
                to.write_all(b"0\r\n\r\n").map(|()| true)
            }
            Manner::Endless => {
                to.write_all(&head)?;
                loop {
                    chunk(to, &self.body)?;
                }
            }
            _ => {
                // one write, one packet: what a server with a buffer does
                to.write_all(&[head.as_slice(), self.body.as_slice()].concat())?;
                Ok(!matches!(self.manner, Manner::UntilClose))
            }
        }
    }

    fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} scripted\r\n", self.status).into_bytes();
        for (name, value) in &self.headers {
            head.extend_from_slice(&[name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        let framing = match self.manner {
            Manner::Chunked | Manner::Endless => "transfer-encoding: chunked\r\n".to_owned(),
            Manner::UntilClose => "connection: close\r\n".to_owned(),
            _ if self.status == 304 => String::new(),
            _ => format!("content-length: {}\r\n", self.body.len()),
        };
        head.extend_from_slice(framing.as_bytes());
        head.extend_from_slice(b"\r\n");
        head
    }

    fn endless_head(&self, to: &mut TcpStream) -> io::Result<bool> {
        to.write_all(b"HTTP/1.1 200 scripted\r\n")?;
        loop {
            to.write_all(b"x-flood: ")?;
            to.write_all(&[b'x'; 4096])?;
            to.write_all(b"\r\n")?;
        }
    }
}

fn chunk(to: &mut TcpStream, piece: &[u8]) -> io::Result<()> {
    to.write_all(format!("{:x}\r\n", piece.len()).as_bytes())?;
    to.write_all(piece)?;
    to.write_all(b"\r\n")
}

/// Silence until the client, or the origin's end, closes the connection.
fn stall(to: &mut TcpStream) -> io::Result<bool> {
    let mut rest = [0; 1024];
    while to.read(&mut rest)? > 0 {}
    Ok(false)
}
