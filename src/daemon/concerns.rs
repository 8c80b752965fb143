//! Problems of the daemon itself, as opposed to those of sources: a full disk, an export that failed. They
//! stop nothing but what they are about, and are shown until they are over: in `diemtin sources` and
//! `store stats`, the operator's feed, `/healthz` and the status of the service.

use crate::model::{Problem, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a problem is about; of each there is one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Concern {
    /// Room on the disk of the store: without it nothing is polled.
    Disk,
    /// Scheduled exports.
    Export,
    /// Forgetting what is too old or too much.
    Retention,
    /// Rewriting the store into less room.
    Compaction,
}

/// A problem that lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// What it is about.
    pub concern: Concern,
    /// What is wrong and what to do.
    pub problem: Problem,
    /// Since when.
    pub since: Timestamp,
}

/// What is wrong now. Shared by whoever notices and whoever shows.
#[derive(Debug, Default)]
pub struct Concerns(Mutex<BTreeMap<Concern, Raised>>);

impl Concerns {
    /// Something is wrong; a warning is logged when it was not before.
    pub fn raise(&self, concern: Concern, problem: Problem, now: Timestamp) {
        let mut all = self.lock();
        let since = all.get(&concern).map_or(now, |raised| raised.since);
        if all.insert(concern, Raised { concern, problem: problem.clone(), since }).is_none() {
            let Problem { kind, sentence, advice } = problem;
            tracing::warn!(kind = kind.as_str(), %advice, "{sentence}");
        }
    }

    /// It is over.
    pub fn clear(&self, concern: Concern) {
        if let Some(raised) = self.lock().remove(&concern) {
            tracing::info!(kind = raised.problem.kind.as_str(), since = %raised.since, "this is over");
        }
    }

    /// All that is wrong, by what it is about.
    pub fn all(&self) -> Vec<Raised> {
        self.lock().values().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Concern, Raised>> {
        // plain data: a panic leaves nothing half done
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProblemKind;

    #[test]
    fn a_problem_lasts_from_its_first_telling_until_it_is_over() {
        let concerns = Concerns::default();
        let problem = |sentence: &str| Problem::new(ProblemKind::DiskFull, sentence, "make room");
        concerns.raise(Concern::Disk, problem("full"), Timestamp(5));
        concerns.raise(Concern::Disk, problem("fuller"), Timestamp(9));
        concerns.raise(Concern::Export, problem("no folder"), Timestamp(7));
        let told: Vec<_> = concerns.all().into_iter().map(|r| (r.problem.sentence, r.since.0)).collect();
        assert_eq!(told, [("fuller".to_owned(), 5), ("no folder".to_owned(), 7)]);
        concerns.clear(Concern::Disk);
        concerns.clear(Concern::Disk);
        assert_eq!(concerns.all().len(), 1);
    }
}
