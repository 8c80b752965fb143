//! The harness's end of the origin's standard input and output.

use super::seen::Report;
use anyhow::{Context as _, Result};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The origin's process; it ends when this is dropped.
pub struct Origin {
    child: Child,
    commands: Option<ChildStdin>,
    replies: BufReader<ChildStdout>,
    /// Where it listens, on every host.
    pub port: u16,
}

impl Origin {
    /// Starts this program again as the origin. `base` is the Unix time of every feed's item 0.
    pub fn start(base: i64) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["origin", &base.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the origin")?;
        let commands = child.stdin.take();
        let mut replies = BufReader::new(child.stdout.take().context("the origin has no output")?);
        let mut line = String::new();
        replies.read_line(&mut line)?;
        let port = line.trim().parse().with_context(|| format!("the origin said {line:?}, no port"))?;
        Ok(Self { child, commands, replies, port })
    }

    /// Sends a command, gives the reply.
    pub fn tell(&mut self, command: &str) -> Result<String> {
        let commands = self.commands.as_mut().context("the origin is closed")?;
        writeln!(commands, "{command}")?;
        commands.flush()?;
        let mut line = String::new();
        self.replies.read_line(&mut line)?;
        anyhow::ensure!(!line.is_empty(), "the origin ended at {command:?}");
        Ok(line)
    }

    /// What it has seen since the last `reset`.
    pub fn seen(&mut self) -> Result<Report> {
        let line = self.tell("seen")?;
        Report::read(&line).with_context(|| format!("the origin said {line:?}"))
    }
}

impl Drop for Origin {
    fn drop(&mut self) {
        drop(self.commands.take());
        let _ = self.child.wait();
    }
}
