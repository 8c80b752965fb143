//! When another config is in force for everything that is written.
//!
//! What is being settled was judged by the rules of before. Whoever builds the index anew waits for it:
//! it stands where the new index has been already, and nobody would look at it again.

use super::Engine;

impl Engine {
    /// Tells those who brought another config that the writer's turn under the old one is over. Called before
    /// the next turn begins.
    pub(super) fn tell_swapped(&mut self) {
        if self.settling.is_empty() {
            for taken in self.swapped.drain(..) {
                let _ = taken.send(()); // Whoever asked may have gone away.
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::daemon::clock::Clock;
    use crate::daemon::live::Live;
    use crate::daemon::shelf::Shelf;
    use crate::daemon::work::{Command, Settling};
    use crate::model::Timestamp;
    use crate::store::{OpenMode, Store};
    use std::sync::Arc;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn a_config_is_in_force_when_the_turn_under_the_old_one_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("diemtin.toml");
        std::fs::write(&file, "[store]\npath = \"store\"\n").unwrap();
        let live = Arc::new(Live::new(config::load(&file).unwrap()).unwrap());
        let store =
            Arc::new(Store::open(&folder.path().join("store"), OpenMode::Create, Timestamp(0)).unwrap());
        let clock = Clock::manual(Timestamp(0));
        let frame = store.stored_frame(Timestamp(0)).unwrap();
        let shelf = Shelf::new(Arc::clone(&store), Arc::clone(&live), frame, clock.clone());
        let mut engine = Engine::new(store, Arc::clone(&live), Arc::new(shelf), clock, false).unwrap();

        let (end, ended) = std::sync::mpsc::channel::<()>();
        engine.settling.spawn_blocking(move || {
            let _ = ended.recv();
            Settling { done: Vec::new(), failed: None, left: Vec::new() }
        });
        let (taken, mut in_force) = oneshot::channel();
        engine.obey(Command::Swap(live, taken)).unwrap();
        engine.tell_swapped();
        assert!(in_force.try_recv().is_err(), "a turn is under way");
        end.send(()).unwrap();
        let done = engine.settling.join_next().await.unwrap();
        engine.settled(done).unwrap();
        engine.tell_swapped();
        assert_eq!(in_force.try_recv(), Ok(()));
    }
}
