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
//! | `quarantine` | what waits for a person |
//! | `read` | `known`, `newest`, `block`, `story` and the like |
//! | `wordings` | what an entry has said, in order |
//! | `prints` | what finds reprints: read at the start, made where missing |
//! | `index` | rows of scopes, newest first, packed in chunks |
//! | `regroup` | two stories made one, one made two, as the operator says |
//! | `reindex` | a new generation of derived rows beside the served one |
//! | `lines`, `export`, `import`, `packed` | plain JSON Lines, out and in again, compressed or not |
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
mod compact;
mod disk;
mod draft;
mod export;
mod fault;
mod followup_line;
mod forget;
mod frame;
mod import;
mod index;
mod keys;
mod lines;
mod mend;
mod migrate;
mod names;
mod open;
mod packed;
mod preflight;
mod prints;
mod quarantine;
mod read;
mod record;
mod regroup;
mod reindex;
mod retire;
mod scopes;
mod stats;
mod survey;
mod swap;
mod wordings;

pub use check::{Checked, Counts};
pub use commit::{Batch, Committed, Frame};
pub use compact::{Compacted, free_bytes};
pub use fault::StoreError;
pub use import::Imported;
pub use mend::Mended;
pub use open::{OpenMode, Store};
pub use packed::{Packer, is_packed, unpacked};
pub use read::{Asked, Told};
pub use reindex::Assign;
pub use retire::{Keep, Retired, Retiring};
pub use stats::Stats;
pub use survey::{Survey, TableSurvey};
pub use wordings::Wording;
