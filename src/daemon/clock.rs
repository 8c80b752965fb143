//! The only reader of the time. Everything else is handed an instant.

use crate::model::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the time comes from: the machine, or a test's hand.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Unix milliseconds that a test sets.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until [`Clock::set`].
    pub fn manual(at: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.0.saturating_mul(1000))))
    }

    /// Sets a manual clock; the machine's cannot be set.
    pub fn set(&self, at: Timestamp) {
        if let Self::Manual(millis) = self {
            millis.store(at.0.saturating_mul(1000), Ordering::SeqCst);
        }
    }

    /// Unix milliseconds.
    pub fn millis(&self) -> i64 {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
            }
            Self::Manual(millis) => millis.load(Ordering::SeqCst),
        }
    }

    /// The second we are in.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.millis().div_euclid(1000))
    }
}
