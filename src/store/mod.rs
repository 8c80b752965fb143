//! sled: keys, records, transactions. The only folder that names sled.
//!
//! | file | what lives there |
//! |---|---|
//! | `keys` | every key layout and its byte order |
//! | `record/` | the binary form of every value, each behind a version byte |
//! | `codec` | compression of texts |
//! | `disk` | the sled handle: reads, atomic batches, making them durable |
//! | `open` | [`Store::open`], what is held in memory, fresh stores |
//! | `preflight` | is this a store, whose is it, is it whole: asked before sled touches a byte |
//! | `migrate` | schema versions |
//! | `draft` | a transaction in the making: writes, rows, changed scopes |
//! | `scopes` | names and numbers of scopes, which of them a story is in |
//! | `commit` | the one transaction of a poll; `touch`, `frame` |
//! | `forget` | taking a story out for good |
//! | `read` | `known`, `newest`, `block`, `story` and the like |
//! | `prints` | what finds reprints: read at the start, made where missing |
//! | `index` | rows of scopes, newest first, packed in chunks |
//! | `regroup` | two stories made one, one made two, as the operator says |
//! | `reindex` | a new generation of derived rows beside the served one |
//! | `lines`, `export`, `import` | plain JSON Lines, out and in again |
//! | `check`, `stats` | looking after it |
//! | `fault` | [`StoreError`]: a sentence and an advice for each |
//!
//! One sled tree holds all tables, told apart by the first byte of a key: an atomic batch of one tree
//! is a multi-table transaction without the reads that sled's own transactions make, and a batch that
//! was cut off by a kill is recovered as a whole or not at all.
//!
//! Writers take a mutex, read what they need, build one batch, and apply it under a lock that readers
//! of several keys share, so that no reader ever sees half a transaction.

mod check;
mod codec;
mod commit;
mod disk;
mod draft;
mod export;
mod fault;
mod forget;
mod frame;
mod import;
mod index;
mod keys;
mod lines;
mod migrate;
mod open;
mod preflight;
mod prints;
mod read;
mod record;
mod regroup;
mod reindex;
mod scopes;
mod stats;

pub use check::{Checked, Counts};
pub use commit::{Batch, Committed, Frame};
pub use fault::StoreError;
pub use import::Imported;
pub use open::{OpenMode, Store};
pub use read::{Asked, Told};
pub use reindex::Assign;
pub use stats::Stats;
