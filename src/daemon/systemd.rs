//! What systemd is told (sd_notify(3)) and what it hands over (sd_listen_fds(3)). Outside systemd: nothing.

use sd_notify::NotifyState;
use std::net::TcpListener;

/// The loop calls this every second; the watchdog wants far less.
const TICKS_PER_PING: u32 = 5;

/// Tells systemd that the loop is alive, every few calls.
#[derive(Debug, Default)]
pub struct Watchdog {
    ticks: u32,
    status: String,
}

impl Watchdog {
    /// The loop came round.
    pub fn tick(&mut self, status: impl FnOnce() -> String) {
        if self.ticks.is_multiple_of(TICKS_PER_PING) {
            let status = status();
            if status != self.status {
                tell(&[NotifyState::Status(&status)]);
                self.status = status;
            }
            tell(&[NotifyState::Watchdog]);
        }
        self.ticks = self.ticks.wrapping_add(1);
    }
}

/// Requests are answered from now on.
pub fn ready() {
    tell(&[NotifyState::Ready]);
}

/// A reload begins; [`ready`] ends it.
pub fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => tell(&[NotifyState::Reloading, now]),
        Err(_) => tell(&[NotifyState::Reloading]),
    }
}

/// A stop begins.
pub fn stopping() {
    tell(&[NotifyState::Stopping]);
}

/// The listening socket of `diemtin.socket`, when there is one.
pub fn handed_over() -> Option<std::io::Result<TcpListener>> {
    let mut fds = listenfd::ListenFd::from_env();
    match fds.take_tcp_listener(0) {
        Ok(Some(listener)) => Some(listener.set_nonblocking(true).map(|()| listener)),
        Ok(None) => None,
        Err(fault) => Some(Err(fault)),
    }
}

fn tell(states: &[NotifyState<'_>]) {
    // Nobody listens outside systemd; a lost message is made up for by the next.
    let _ = sd_notify::notify(false, states);
}
