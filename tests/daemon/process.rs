//! The real binary as a child process, its commands, and a reader that speaks plain HTTP to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Nothing here takes longer on a machine that works.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `diemtin run`.
#[allow(dead_code, reason = "each program that includes this file uses its own part of it")]
pub struct Daemon {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    config: PathBuf,
}

/// An address that is free now.
pub fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("a bound socket has an address").to_string()
}

/// Runs one command to its end.
pub fn diemtin(config: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diemtin"));
    command.args(args).arg("--config").arg(config).stdin(Stdio::null());
    command.output().expect("the binary starts")
}

/// Standard output of a command that must succeed.
pub fn told(config: &Path, args: &[&str]) -> String {
    let output = diemtin(config, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

impl Daemon {
    /// Starts it and waits until it answers.
    pub fn start(config: &Path, address: &str) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_diemtin"))
            .args(["run", "--config"])
            .arg(config)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary starts");
        let mut daemon = Self { child, address: address.to_owned(), config: config.to_owned() };
        let begun = Instant::now();
        while !daemon.answers() {
            let ended = daemon.child.try_wait().expect("a child");
            assert!(ended.is_none(), "the daemon ended at its start: {ended:?}");
            assert!(begun.elapsed() < PATIENCE, "the daemon does not answer");
            std::thread::yield_now();
        }
        daemon
    }

    fn answers(&self) -> bool {
        TcpStream::connect(&self.address).is_ok() && self.get("/readyz", &[]).status == 200
    }

    /// Asks for one document.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        get(&self.address, path, headers)
    }

    /// Polls everything once through the control socket.
    pub fn poll(&self) -> String {
        told(&self.config, &["poll", "--json"])
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(sent.expect("kill exists").success());
    }

    /// Waits for its end and gives the exit code; absent after a signal that was not caught.
    pub fn wait(mut self) -> Option<i32> {
        self.child.wait().expect("a child").code()
    }

    /// The instant end.
    #[allow(dead_code, reason = "for the kill test, which includes this file")]
    pub fn kill(mut self) {
        self.child.kill().expect("a child");
        self.child.wait().expect("a child");
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }
}

/// One request on a connection of its own.
pub fn get(address: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut stream = TcpStream::connect(address).expect("the daemon listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let extra: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{extra}\r\n");
    stream.write_all(request.as_bytes()).expect("the daemon reads");
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).expect("a status line");
    let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a header");
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut body = Vec::new();
    reader.read_to_end(&mut body).expect("a body");
    Response { status, headers, body }
}
